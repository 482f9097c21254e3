"""The held-out phrasings are sound, and the score counts what is right and nothing else."""

import json
from collections import Counter
from pathlib import Path

import pytest
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from assistant.contract import rules
from assistant.contract.lexical import LexicalMemory
from assistant.contract.notes import Episode
from assistant.contract.render import plain, render
from assistant.contract.tools import TOOLS, Agent, parse_call
from assistant.models import load_model
from assistant.routing import route
from assistant.scripted.prompt import parse
from training.errors import TrainingError
from training.labels import PERSON, resolve
from training.phrasings import Share, ask, load, score

PHRASINGS = load(Path(__file__).with_name("heldout_phrasings.jsonl"))
TIMES = {"start", "new_time", "when", "window"}
FREE = {
    "item_id": "", "question": "Which?", "reason": "no", "query": "what", "text": "This.",
    "subject": "News", "body": "Words", "content": "Words", "title": "Title",
}  # fmt: skip


def agent_of(phrasing):
    return Agent.ORCHESTRATOR if phrasing.agent == "none" else Agent(phrasing.agent)


def right_call(phrasing, tool=""):
    """A call as the label wants it: the first of the values that are equally right."""
    name = tool or phrasing.tools[0]
    fields = TOOLS[name].model_fields
    args = {key: value for key, value in FREE.items() if key in fields}
    args |= {key: accepted[0] for key, accepted in phrasing.args.items() if key in fields}
    return name, args | {"item_id": phrasing.item_id}


class Labelled(BaseChatModel):
    """Answers what it was told to answer, by the text of the item; routes as it was told to."""

    routes: dict[str, str] = {}
    calls: dict[str, tuple[str, dict]] = {}
    bound: frozenset[str] = frozenset()
    seen: list = []

    @property
    def _llm_type(self):
        return "labelled"

    def bind_tools(self, tools, **kwargs):
        names = frozenset(tool["function"]["name"] for tool in tools)
        return self.model_copy(update={"bound": names})

    def _generate(self, messages, stop=None, run_manager=None, **kwargs):
        self.seen.append(messages[1].content)
        item = parse(messages[1].content).items[0]
        name, args = self.calls[item.text]
        agent = self.routes[item.text]
        if "route_to_agent" in self.bound and agent != "none":
            name, args = "route_to_agent", {"item_id": item.id, "agent": agent}
        call = {"name": name, "args": args, "id": "c", "type": "tool_call"}
        return ChatResult(generations=[ChatGeneration(message=AIMessage("", tool_calls=[call]))])


def labelled(phrasings, **others):
    """A model that answers each as its label says, but for the `others`, by text."""
    calls = {plain(p.text, 200): right_call(p) for p in phrasings}
    routes = {plain(p.text, 200): p.agent for p in phrasings}
    return Labelled(routes=routes, calls=calls | others, seen=[])


def find(text):
    return next(p for p in PHRASINGS if p.text == text)


def wrong_with(text, **changes):
    """What is found wrong with the right call when some of its arguments are changed."""
    phrasing = find(text)
    name, args = right_call(phrasing)
    [answer] = ask(labelled([phrasing], **{text: (name, args | changes)}), [phrasing])
    return answer.wrong


# The file


def test_there_are_three_hundred_utterances_and_no_two_are_alike():
    wanted = {"meeting": 50, "email": 50, "habit": 50, "knowledge": 45, "task": 25, "none": 80}
    assert Counter(p.agent for p in PHRASINGS) == wanted
    assert len({" ".join(p.text.casefold().split()) for p in PHRASINGS}) == 300


@pytest.mark.parametrize("phrasing", PHRASINGS, ids=[p.text for p in PHRASINGS])
def test_a_label_is_a_call_that_can_be_made(phrasing):
    for tool in phrasing.tools:
        name, args = right_call(phrasing, tool)
        call = parse_call(name, args, agent_of(phrasing))
        if name not in {"mark_habit_done", "archive_email", "draft_reply", "reply_email"}:
            rules.plan(
                phrasing.desk(), call
            )  # of those the desk holds nothing; else it would raise


def test_times_are_clear_and_stand_in_the_text():
    count = 0
    for phrasing in PHRASINGS:
        for key in TIMES & phrasing.args.keys():
            meanings = [resolve(key, said, phrasing.now) for said in phrasing.args[key]]
            assert None not in meanings and len(set(meanings)) == 1, phrasing.text
            said = [one.casefold() in phrasing.text.casefold() for one in phrasing.args[key]]
            assert any(said), phrasing.text
            count += 1
    assert count >= 60


def test_what_a_label_names_is_shown_or_said():
    count = 0
    for phrasing in PHRASINGS:
        briefing = phrasing.desk().brief(LexicalMemory(list(phrasing.notes)))
        view = phrasing.text + "\n"
        if phrasing.agent != "none":
            view += render(briefing, Agent(phrasing.agent), phrasing.item_id)
        for key in {"citations", "meeting_id", "email_id", "task_id", "habit_id", "to", "contact"}:
            for accepted in phrasing.args.get(key, ()):
                for one in accepted if isinstance(accepted, list) else [accepted]:
                    lines = view.casefold().replace("|", " ")
                    # In lower case a first name is read as one only where a call uses it.
                    is_told = key in {"to", "contact"} and one in phrasing.people
                    assert is_told or one.casefold() in lines, (phrasing.text, one)
                    count += 1
    assert count >= 60


# The score


def test_a_model_that_does_as_the_labels_say_is_right_everywhere():
    found = score(labelled(PHRASINGS), PHRASINGS)
    assert [a.phrasing.text for a in found.answers if a.wrong] == []
    assert (found.routing, found.exact, found.exact_of_routed) == (Share(300, 300),) * 3
    assert found.routing_by_agent["none"] == Share(80, 80)


def test_values_are_compared_by_what_they_mean():
    text = "Coffee with Rosalind Friday 10:30"
    assert wrong_with(text, start="2026-05-15T10:30", title="coffee with rosalind") == ()
    assert wrong_with(text, attendees=["rosalind.achebe@mail.example"]) == ()
    assert wrong_with("remind me in 25 minutes that the bread is in the oven", when="08:45") == ()
    assert wrong_with("ping me at 15:30 about the laundry", label="laundry") == ()
    assert wrong_with("remind me to cancel the gym contract", field="when") == ()


@pytest.mark.parametrize(
    ("text", "changes", "wrong"),
    [
        ("Coffee with Rosalind Friday 10:30", {"start": "Friday 11:30"}, "start"),
        ("Coffee with Rosalind Friday 10:30", {"start": "at some point"}, "start"),
        ("Coffee with Rosalind Friday 10:30", {"duration_minutes": 45}, "duration_minutes"),
        ("Coffee with Rosalind Friday 10:30", {"attendees": ["Gideon Farrow"]}, "attendees"),
        ("Coffee with Rosalind Friday 10:30", {"attendees": []}, "attendees"),
        ("Coffee with Rosalind Friday 10:30", {"title": "Friday"}, "title"),
        ("Coffee with Rosalind Friday 10:30", {"item_id": "y2"}, "item_id"),
        ("remind me to cancel the gym contract", {"field": "recipient"}, "field"),
        ("what is Bartosz allergic to", {"citations": ["n4", "n5"]}, "citations"),
        ("FYI my shoe size is 41 and a half", {"content": "A shoe size."}, "content"),
        ("hand t4 to Marlon", {"contact": "Aoife"}, "contact"),
        ("find Rosalind and me 30 minutes tomorrow", {"window": "friday"}, "window"),
    ],
)
def test_a_wrong_argument_is_found(text, changes, wrong):
    assert wrong_with(text, **changes) == (wrong,)


def test_no_valid_call_is_neither_routed_nor_left_to_the_person():
    phrasing = find("descale kettle")
    model = labelled([phrasing], **{phrasing.text: ("leave_to_user", {"item_id": "t1"})})
    [answer] = ask(model, [phrasing])
    assert (answer.agent, answer.is_routed, answer.wrong) == ("", False, ("agent", "call"))


def test_a_wrong_agent_is_not_exact_even_with_the_right_tool():
    phrasing = find("read me the newest email")
    model = labelled([phrasing])
    model.routes[phrasing.text] = "knowledge"
    found = score(model, [phrasing])
    assert (found.routing, found.exact, found.exact_of_routed) == (
        Share(0, 1), Share(0, 1), Share(0, 0)
    )  # fmt: skip


def test_the_model_is_asked_as_route_asks_it():
    alone = [p for p in PHRASINGS if not (p.people or p.notes or p.events or p.tasks)]
    assert len(alone) > 150
    texts, now = [p.text for p in alone], alone[0].now
    model = load_model("scripted")
    routes = route(texts, model, PERSON, now, LexicalMemory())
    answers = ask(model, alone)
    assert [(a.agent, a.tool, a.args) for a in answers] == [
        (r.agent, r.tool, r.args) for r in routes
    ]


class Recalling(LexicalMemory):
    """Finds the same episodes whatever it is asked, as a search by meaning may."""

    def episodes(self, text, limit=3):
        return self.handled[:limit]


def test_episodes_fill_what_was_handled_before():
    phrasing = find("descale kettle")
    episode = Episode("descale the kettle", "habit", "set_reminder")
    model = labelled([phrasing])
    ask(model, [phrasing], Recalling(handled=[Episode("limescale", "none", "leave_to_user")]))
    assert "# Handled before\nlimescale | none leave_to_user" in model.seen[0]
    for source in ([episode], LexicalMemory(handled=[episode])):
        model = labelled([phrasing])
        ask(model, [phrasing], source)
        assert "# Handled before\ndescale the kettle | habit set_reminder" in model.seen[0]
    bare = labelled([phrasing])
    ask(bare, [phrasing])
    assert "Handled before" not in bare.seen[0]


def test_the_same_model_scores_the_same_twice():
    some = PHRASINGS[::10]
    assert score(load_model("scripted"), some) == score(load_model("scripted"), some)


def test_an_interval_is_the_score_interval():
    assert Share(8, 10).interval == pytest.approx((0.4902, 0.9433), abs=5e-5)
    assert Share(5, 5).interval == pytest.approx((0.5655, 1.0), abs=5e-5)
    assert Share(0, 0).value is None and Share(0, 0).interval is None


@pytest.mark.parametrize(
    "change",
    [
        {"agent": "cook"},
        {"tool": "send_email"},
        {"args": {"recipient": "x"}},
        {"now": "soon"},
        {"colour": "red"},
    ],
)
def test_a_line_that_is_no_phrasing_is_refused(tmp_path, change):
    good = {"text": "alarm", "agent": "habit", "tool": "set_reminder", "args": {"when": "at 9:00"}}
    file = tmp_path / "p.jsonl"
    file.write_text(json.dumps(good) + "\n" + json.dumps(good | change) + "\n", "utf-8")
    with pytest.raises(TrainingError, match="line 2 is no phrasing"):
        load(file)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(TrainingError, match="cannot be read"):
        load(tmp_path / "none.jsonl")
