"""Whatever words from outside reach a prompt, the call that follows asks the person."""

import pytest

from assistant.contract.lexical import LexicalMemory
from assistant.contract.notes import Episode, Note
from assistant.guard import WaitForPerson
from tests.assistant.test_graph import BOOK, ROUTE_MEETING, Call, Run

SEARCH: Call = ("search_kb", {"item_id": "t1", "query": "garage code"})


def run_with(memory: LexicalMemory, calls: list[Call]) -> Run:
    run = Run(calls, WaitForPerson())
    kb = run.engine._context.workspace.kb
    assert isinstance(kb, LexicalMemory)
    kb.notes[:], kb.handled[:] = memory.notes, memory.handled
    return run


@pytest.mark.parametrize(("tainted", "status"), [(False, "ok"), (True, "waiting")])
async def test_what_a_search_found_asks(tainted: bool, status: str):
    memory = LexicalMemory([Note("n2", "The garage code is 4411", "mail", tainted=tainted)])
    run = run_with(memory, [ROUTE_MEETING, SEARCH, BOOK])
    await run.engine.run()
    assert [acted.status for acted in run.acted[:3]] == ["ok", "ok", status]
    assert "4411" in str(run.model.prompts[2][-1].content)


async def test_a_search_for_one_item_says_nothing_of_the_next():
    memory = LexicalMemory([Note("n2", "The garage code is 4411", "mail", tainted=True)])
    leave: Call = ("leave_to_user", {"item_id": "e1", "reason": "later"})
    again: Call = ("route_to_agent", {"item_id": "t1", "agent": "meeting"})
    ask: Call = (
        "ask_clarification", {"item_id": "t1", "field": "time", "question": "When?"},
    )  # fmt: skip
    run = run_with(memory, [ROUTE_MEETING, SEARCH, ask, leave])
    await run.engine.run()
    await run.engine._context.workspace.say("t1: Tuesday 14:00")
    run.model.calls += [again, BOOK]
    await run.engine.run()
    assert [a.status for a in run.acted if a.tool == "schedule_event"] == ["ok"]


@pytest.mark.parametrize(("tainted", "status"), [(False, "ok"), (True, "waiting")])
async def test_an_example_in_a_strangers_words_asks(tainted: bool, status: str):
    text = Run([]).desk.items["t1"].text
    episode = Episode(text, "meeting", "schedule_event", "as asked", tainted)
    run = run_with(LexicalMemory(handled=[episode]), [ROUTE_MEETING, BOOK])
    await run.engine.run()
    assert "as asked" in str(run.model.prompts[1])
    assert run.acted[1].status == status
