"""Disguised decisions: other words, the same sense."""

import random

from langchain_core.messages import AIMessage, HumanMessage, SystemMessage, ToolMessage

from assistant.contract.tools import Agent
from training.decisions import Decision
from training.disguise import disguised, veiled

CALL = {"item_id": "y1", "label": "water the Ferns", "when": "friday at noon"}


def decision(args: dict, *said: str) -> Decision:
    messages = [SystemMessage("# Tools\nferns"), *(HumanMessage(text) for text in said)]
    return Decision(Agent.HABIT, tuple(messages), "set_reminder", args, "test")


def test_copied_words_are_replaced_alike_in_prompt_and_call():
    before = decision(CALL, "y1 | you | Remind me friday at noon to water the ferns, Ferns!")
    seen = set()
    for seed in range(100):
        after = disguised(before, random.Random(seed))
        label = after.args["label"]
        text = str(after.messages[1].content)
        assert label.casefold() in text.casefold()
        assert label != before.args["label"]
        assert after.args | {"label": ""} == CALL | {"label": ""}
        assert text.startswith("y1 | you | Remind me friday at noon to ")
        assert after.messages[0] == before.messages[0]
        water, the, ferns = label.split()
        assert the == "the"
        # The capitals stay as they were.
        assert (water[0].islower(), ferns[0].isupper()) == (True, True)
        seen.add((water != "water", ferns != "Ferns"))
    assert seen == {(True, False), (False, True), (True, True)}


def test_what_was_called_before_is_replaced_too():
    made = AIMessage(
        "", tool_calls=[{"name": "set_reminder", "args": {"label": "ferns"}, "id": "c"}]
    )
    before = decision({"label": "ferns"}, "y1 | the ferns")
    asked = Decision(
        before.agent, (*before.messages, made, ToolMessage("no ferns here", tool_call_id="c")),
        before.tool, before.args, before.origin,
    )  # fmt: skip
    after = disguised(asked, random.Random(1))
    call, result = after.messages[-2], after.messages[-1]
    assert isinstance(call, AIMessage)
    assert call.tool_calls[0]["args"] == after.args
    assert result.content == f"no {after.args['label']} here"


def test_a_call_that_copies_nothing_stays_as_it_is():
    for args in ({"item_id": "y1", "when": "friday"}, {"label": "the friday"}, {"label": "roses"}):
        before = decision(args, "y1 | you | the ferns, friday")
        assert disguised(before, random.Random(0)) is before


def test_the_words_of_the_prompts_own_lines_and_of_other_arguments_stay():
    for name, args, said in [
        ("question", {"field": "milk", "question": "Which task, which milk?"}, "t1 | task | milk"),
        ("content", {"category": "preference", "content": "my preference"}, "my preference"),
        ("body", {"body": "reply"}, "due calendar reply_email"),
    ]:
        before = decision(args, said)
        for seed in range(10):
            after = disguised(before, random.Random(seed))
            assert after.args == before.args, name
            assert after.messages == before.messages


def routing(*items: str, handled: str = "bring in the plants | habit set_reminder") -> Decision:
    past = f"\n# Handled before\n{handled}" if handled else ""
    lines = ("# Now", "Fri 09:00", f"# Items {len(items)}", *items, "# Calendar", "no events")
    prompt = "\n".join(lines) + past
    messages = (SystemMessage("# Tools"), HumanMessage(prompt))
    args = {"item_id": "y1", "agent": "habit"}
    return Decision(Agent.ORCHESTRATOR, messages, "route_to_agent", args, "test")


def test_a_veiled_item_leaves_when_it_is_due_and_how_the_like_was_handled():
    before = routing("y1 | you | personal | Remind me friday to water the ferns | due Fri 10:00")
    changed = 0
    for seed in range(20):
        after = veiled(before, random.Random(seed))
        text = str(after.messages[1].content)
        assert after.args == before.args
        item, past = text.splitlines()[3], text.partition("# Calendar")[2]
        assert past == str(before.messages[1].content).partition("# Calendar")[2]
        assert item.startswith("y1 | you | personal | ")
        assert item.endswith(" | due Fri 10:00")
        words = item.split(" | ")[3].split()
        assert [words[i] for i in (1, 2, 3, 5)] == ["me", "friday", "to", "the"]
        pairs = zip(words, "Remind me friday to water the ferns".split(), strict=True)
        changed += sum(word != other for word, other in pairs)
    assert changed > 40  # of 60 that could be


def test_what_shows_no_like_item_or_several_items_is_not_veiled():
    line = "y1 | you | personal | Remind me to water the ferns"
    alone = routing(line, handled="")
    assert veiled(alone, random.Random(0)) is alone
    several = routing(line, "t1 | task | other | sell the ferns")
    assert veiled(several, random.Random(0)).messages == several.messages
