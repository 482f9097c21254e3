"""Whole days of twenty items, from the first call to `finish`."""

from collections import Counter

import pytest

from assistant.contract.tools import Effect
from tests.assistant.scripted.lists import DAYS, Entry
from tests.assistant.scripted.loop import Made, run_day

_READS = {"route_to_agent", "find_free_slot", "search_kb"}


def is_right(entry: Entry, calls: list[Made]) -> bool:
    """Whether an item went to its agent and was settled with a tool that is right for it."""
    agent = next((c.args["agent"] for c in calls if c.tool == "route_to_agent"), "none")
    final = [c for c in calls if c.tool not in _READS][-1:]
    return bool(final) and agent == entry.agent and final[0].tool in entry.tools.split() and all(
        final[0].args.get(key) == value for key, value in entry.args.items()
    )  # fmt: skip


@pytest.mark.parametrize("name", DAYS)
async def test_a_day_of_twenty_is_handled_item_by_item(name):
    log, desk, entries = await run_day(DAYS[name])
    calls = {item_id: [c for c in log if c.item == item_id] for item_id in entries}
    wrong = {entries[i].text: c for i, c in calls.items() if not is_right(entries[i], c)}
    assert len(entries) == 20
    assert wrong == {}
    assert log[-1].tool == "finish"
    assert not any(item.is_open for item in desk.items.values())


@pytest.mark.parametrize("name", DAYS)
async def test_a_day_needs_no_refused_and_no_repeated_call(name):
    log, _, _ = await run_day(DAYS[name])
    assert [c for c in log if c.status not in {"ok", "asked"}] == []
    assert max(Counter(repr(c.call) for c in log).values()) == 1


@pytest.mark.parametrize("name", DAYS)
async def test_mail_never_leads_to_anything_that_cannot_be_undone(name):
    log, desk, _ = await run_day(DAYS[name])
    mails = {i.id for i in desk.items.values() if i.source == "mail"}
    outward = [c for c in log if c.item in mails and c.call.effect is Effect.IRREVERSIBLE]
    assert mails and outward == []


async def test_a_day_is_the_same_twice():
    first, _, _ = await run_day(DAYS["counsel"])
    second, _, _ = await run_day(DAYS["counsel"])
    assert [c.call for c in first] == [c.call for c in second]


async def test_the_personal_event_of_a_collision_gets_the_time():
    day = DAYS["counsel"]
    log, _, entries = await run_day(day)
    by_text = {entry.text: item_id for item_id, entry in entries.items()}
    hair, amir = by_text["Hair appointment Thursday at 13:00"], by_text["Amir call Thursday 13:00"]
    tools = {c.item: c.tool for c in log}
    assert (tools[hair], tools[amir]) == ("schedule_event", "ask_clarification")
