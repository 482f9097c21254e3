import random
from collections import Counter

import pytest

from assistant.contract import rules, times
from assistant.contract.tools import Agent, parse_call
from scenarios import overlap
from scenarios.families import families, generate
from training.corpus import AGENTS, MIX, case_of, check, compose, datasheet, desk_of, load_templates
from training.errors import TrainingError

COUNT = 700


@pytest.fixture(scope="module")
def cases():
    return compose(5, COUNT)


def test_the_same_seed_gives_the_same_cases(cases):
    again = compose(5, COUNT)
    assert again == cases
    assert {case.text for case in compose(6, COUNT)} != {case.text for case in cases}


def test_no_text_is_there_twice(cases):
    texts = [" ".join(case.text.casefold().split()) for case in cases]
    assert len(set(texts)) == len(texts)


def test_each_agent_has_its_share(cases):
    counts = Counter(case.agent for case in cases)
    for agent, share in MIX.items():
        assert counts[agent] == pytest.approx(share * COUNT, abs=1)


def test_a_mix_can_leave_agents_out():
    assert {case.agent for case in compose(1, 40, {"habit": 1})} == {"habit"}
    with pytest.raises(TrainingError, match="share"):
        compose(1, 40, {"habit": 0})


def test_templates_are_drawn_evenly():
    count = 4 * len(load_templates("task"))
    per_template = Counter(case.template for case in compose(2, count, {"task": 1}))
    assert len(per_template) > 0.9 * len(load_templates("task"))
    assert max(per_template.values()) <= 14


@pytest.mark.parametrize("agent", AGENTS)
@pytest.mark.parametrize("seeds", [1, pytest.param(25, marks=pytest.mark.slow)])
def test_every_template_composes_into_calls_that_the_rules_accept(agent, seeds):
    for template in load_templates(agent):
        for seed in range(seeds):
            case = case_of(template, random.Random(f"{template.origin} {seed}"))
            check(case)
            assert case.text
            assert "{" not in case.text + str(case.args.values())
            assert case.text == " ".join(case.text.split())


def test_a_label_is_a_tool_of_its_agent(cases):
    for case in cases:
        who = Agent.ORCHESTRATOR if case.agent == "none" else Agent(case.agent)
        parse_call(case.tool, {"item_id": "y1", **case.args}, who)
        assert (case.agent == "none") == (case.tool in {"leave_to_user", "snooze"})


def test_times_are_copied_from_the_text_and_resolve(cases):
    seen = 0
    for case in cases:
        phrase = case.args.get("when") or case.args.get("start") or case.args.get("new_time")
        if phrase is None:
            continue
        seen += 1
        found = times.resolve_when(phrase, case.now, case.person.timezone)
        assert isinstance(found, times.Instant | times.Recurrence), (case.text, phrase)
        if case.style != "voice":
            assert phrase in case.text
    assert seen > 80


def test_what_an_argument_repeats_is_spelt_as_in_the_text(cases):
    for case in cases:
        if case.agent == "habit" and case.tool == "set_reminder":
            label = case.args["label"]
            assert label in case.text or label in {"Alarm", "Wake up"}


def test_who_is_named_is_a_contact_or_cannot_be_sent_to(cases):
    for case in cases:
        if case.tool in {"send_message", "delegate_task"}:
            desk, _ = desk_of(case)
            assert desk.contact(case.args["contact"]) is not None


def test_a_question_about_the_calendar_is_answered_from_it():
    for case in compose(4, 250, {"meeting": 1}):
        if case.tool == "answer" and case.args["text"].startswith("Nothing is in your calendar"):
            day = case.args["text"].removeprefix("Nothing is in your calendar ")
            window = times.resolve_window(day.rstrip("."), case.now, case.person.timezone)
            if isinstance(window, times.Window):
                start = max(window.start, case.now)
                busy = [e for e in case.events if e.start < window.end and start < e.end]
                assert not busy, case.text


def test_a_refused_template_is_named():
    template = load_templates("task")[0]
    broken = type(template)(template.agent, "task.txt:0", ("done",), template.steps)
    case = case_of(broken, random.Random(1))
    assert case.tool in {"complete_task", "ask_clarification"}
    with pytest.raises(rules.Refusal):
        check(type(case)(**{**vars(case), "tool": "complete_task", "args": {"task_id": "t99"}}))


def test_the_datasheet_counts_what_is_there(cases):
    sheet = datasheet(cases)
    assert sheet["cases"] == sheet["distinct_texts"] == len(cases)
    assert sum(sheet["agents"].values()) == sum(sheet["tools"].values()) == len(cases)
    assert sum(sheet["cases_per_template"].values()) == len(cases)
    assert sheet["words"]["p5"] <= sheet["words"]["p50"] <= sheet["words"]["p95"]
    assert set(sheet["styles"]) == {"plain", "neat", "voice", "typos"}


def test_a_fifth_at_least_is_terse_and_a_fifth_is_spoken(cases):
    assert sum(len(case.text.split()) <= 4 for case in cases) > len(cases) / 5
    assert sum(case.style == "voice" for case in cases) > len(cases) / 6


def test_days_that_are_held_out_share_no_long_run_of_words(cases):
    mine = overlap.runs((overlap.split_words(case.text) for case in cases), overlap.N)
    theirs = overlap.runs(
        (
            overlap.split_words(text)
            for name in families("heldout")
            for seed in range(4)
            for text in overlap.texts_of(generate(name, seed, "medium"))
        ),
        overlap.N,
    )
    assert len(mine) > 300
    assert len(theirs) > 300
    assert not mine & theirs
