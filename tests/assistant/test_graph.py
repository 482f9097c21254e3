"""The graph: every call passes guard and act, and nothing escapes consent."""

from typing import Any

import pytest
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langgraph.checkpoint.memory import InMemorySaver

from assistant.contract.lexical import LexicalMemory
from assistant.contract.notes import Note
from assistant.contract.outcome import Verdict
from assistant.engine import Engine
from assistant.events import Acted, Finished, GraphEvent
from assistant.graph import build_graph
from assistant.guard import (
    AcceptAll,
    AcceptUndoable,
    Approver,
    ConsentRequest,
    InterruptApprover,
    WaitForPerson,
)
from assistant.nodes import MAX_MISSES
from assistant.state import RunContext
from assistant.workspaces.memory import DeskWorkspace
from tests.assistant.days import small_desk

Call = tuple[str, dict[str, Any]]


class PlaybackModel(BaseChatModel):
    """Makes the calls it was given, in order, and keeps the prompts it saw."""

    calls: list[Any]
    prompts: list[list[BaseMessage]] = []

    @property
    def _llm_type(self) -> str:
        return "playback"

    def bind_tools(self, tools: Any, **kwargs: Any) -> "PlaybackModel":
        return self

    def _generate(self, messages: Any, *args: Any, **kwargs: Any) -> ChatResult:
        self.prompts.append(list(messages))
        call = self.calls.pop(0) if self.calls else ("finish", {"summary": "done"})
        if isinstance(call, str):
            message = AIMessage(call)
        else:
            name, arguments = call
            calls = [{"name": name, "args": arguments, "id": "x", "type": "tool_call"}]
            message = AIMessage("", tool_calls=calls)
        return ChatResult(generations=[ChatGeneration(message=message)])


class Run:
    """A graph run on the small day."""

    def __init__(
        self,
        calls: list[Any],
        approver: Approver | None = None,
        tainted: bool = False,
        most: int = 30,
    ) -> None:
        self.events: list[GraphEvent] = []
        self.model = PlaybackModel(calls=calls, prompts=[])
        self.desk = small_desk()
        notes = [Note("n1", "The physio is at Hafenstrasse 3", "notes/health.md", tainted=tainted)]
        workspace = DeskWorkspace(self.desk, LexicalMemory(notes))
        context = RunContext(
            workspace, self.model, approver or AcceptAll(), self.events.append, max_decisions=most
        )
        self.engine = Engine(build_graph(InMemorySaver()), context, "run-1")

    @property
    def acted(self) -> list[Acted]:
        return [event for event in self.events if isinstance(event, Acted)]

    @property
    def end(self) -> str:
        finished = [event for event in self.events if isinstance(event, Finished)]
        assert len(finished) == 1
        return finished[0].reason


ROUTE_MEETING: Call = ("route_to_agent", {"item_id": "t1", "agent": "meeting"})
ROUTE_EMAIL: Call = ("route_to_agent", {"item_id": "e1", "agent": "email"})
BOOK: Call = (
    "schedule_event",
    {"item_id": "t1", "title": "Physio", "start": "Tuesday 14:00", "duration_minutes": 45},
)
REPLY: Call = ("reply_email", {"item_id": "e1", "email_id": "e1", "body": "Thursday is fine."})


async def test_a_day_is_handled_from_routing_to_finish():
    run = Run([ROUTE_MEETING, BOOK, ROUTE_EMAIL, REPLY])
    assert await run.engine.run() is None
    assert [(a.tool, a.status) for a in run.acted] == [
        ("route_to_agent", "ok"),
        ("schedule_event", "ok"),
        ("route_to_agent", "ok"),
        ("reply_email", "ok"),
        ("finish", "ok"),
    ]
    assert run.end == "finished"
    assert {item.status for item in run.desk.items.values()} == {"done"}
    assert run.desk.events["m2"].title == "Physio"


async def test_a_sub_agent_reads_at_most_twice_per_item():
    search: Call = ("search_kb", {"item_id": "t1", "query": "physio"})
    run = Run([ROUTE_MEETING, search, search, search, BOOK])
    await run.engine.run()
    assert [a.status for a in run.acted] == ["ok", "ok", "ok", "invalid", "ok", "ok"]
    assert "Hafenstrasse" in str(run.model.prompts[2][-1].content)


async def test_an_invalid_call_goes_back_to_the_model_with_its_reason():
    late: Call = ("schedule_event", BOOK[1] | {"start": "2026-03-01T09:00"})
    run = Run([ROUTE_MEETING, late, BOOK])
    await run.engine.run()
    assert run.acted[1].status == "invalid"
    assert "in the past" in str(run.model.prompts[2][-1].content)
    assert run.desk.items["t1"].status == "done"


LATE: Call = ("schedule_event", BOOK[1] | {"start": "2026-03-01T09:00"})


async def test_a_call_that_was_just_refused_is_not_made_again_but_left_to_the_person():
    run = Run([ROUTE_MEETING, LATE, LATE, ROUTE_EMAIL, REPLY])
    await run.engine.run()
    assert [(a.tool, a.status) for a in run.acted] == [
        ("route_to_agent", "ok"),
        ("schedule_event", "invalid"),
        ("leave_to_user", "ok"),
        ("route_to_agent", "ok"),
        ("reply_email", "ok"),
        ("finish", "ok"),
    ]
    assert run.acted[2].agent == "orchestrator"
    assert run.acted[2].args["reason"].startswith("tried in vain: ")
    assert "in the past" in run.acted[2].args["reason"]
    assert run.desk.items["t1"].status == "left"


async def test_after_another_call_in_between_the_refused_one_may_be_made_again():
    search: Call = ("search_kb", {"item_id": "t1", "query": "physio"})
    run = Run([ROUTE_MEETING, LATE, search, LATE, BOOK])
    await run.engine.run()
    statuses = [a.status for a in run.acted]
    assert statuses == ["ok", "invalid", "ok", "invalid", "ok", "ok"]
    assert run.desk.items["t1"].status == "done"


async def test_the_person_is_not_asked_again_for_what_they_have_just_denied():
    asked: list[ConsentRequest] = []

    class Denies:
        async def decide(self, request: ConsentRequest) -> Verdict:
            asked.append(request)
            return Verdict("deny", "not in my name")

    run = Run([ROUTE_EMAIL, REPLY, REPLY], Denies())
    await run.engine.run()
    assert len(asked) == 1
    assert run.acted[2].tool == "leave_to_user"
    assert "not in my name" in run.acted[2].args["reason"]
    assert not run.desk.mails["e1"].replied


@pytest.mark.parametrize(
    "nonsense",
    [
        "just words",
        ("no_such_tool", {"item_id": "t1"}),
        ("schedule_event", {"item_id": "t1"}),
        ("schedule_event", BOOK[1] | {"item_id": "e1"}),
        ("reply_email", REPLY[1]),
        ("finish", {"summary": "x"}),
    ],
)
async def test_nonsense_is_an_outcome_and_never_an_exception(nonsense: Any):
    run = Run([ROUTE_MEETING, nonsense, nonsense, nonsense, nonsense])
    await run.engine.run()
    statuses = [a.status for a in run.acted[1:4]]
    if isinstance(nonsense, str):  # what cannot be read may be something else each time
        assert (statuses, run.desk.items["t1"].status) == (["invalid"] * 3, "failed")
    else:
        assert (statuses[:2], run.desk.items["t1"].status) == (["invalid", "ok"], "left")
    assert len(run.desk.events) == 1


MISS: Call = ("snooze", {"item_id": "t9", "until": "Friday 9:00"})


async def test_an_orchestrator_that_keeps_missing_is_stopped():
    run = Run([*[MISS] * (MAX_MISSES - 1), ROUTE_MEETING, BOOK, *[MISS] * 100])
    await run.engine.run()
    assert run.end == "stuck"
    assert [a.tool for a in run.acted if a.status == "ok"] == ["route_to_agent", "schedule_event"]
    assert len(run.acted) == 2 * MAX_MISSES + 1
    # What the person asks for next is a new start.
    run.events.clear()
    await run.engine.run()
    assert len(run.acted) == MAX_MISSES


async def test_a_model_that_never_finishes_is_stopped():
    run = Run([*[MISS] * 4, ROUTE_MEETING, BOOK, ROUTE_EMAIL, REPLY], most=6)
    await run.engine.run()
    assert run.end == "limit"
    assert len(run.acted) == 6


async def test_a_denied_mail_is_never_sent_and_the_reason_reaches_the_model():
    run = Run([ROUTE_EMAIL, REPLY, ("draft_reply", REPLY[1])], InterruptApprover())
    pending = await run.engine.run()
    assert pending is not None
    assert pending["action_request"] == {"action": "reply_email", "args": REPLY[1]}
    pending = await run.engine.answer({"type": "response", "args": "too early"})
    assert "too early" in str(run.model.prompts[2][-1].content)
    assert "you said: no to reply_email: too early" in str(run.model.prompts[2][1].content)
    assert pending is not None  # the draft asks too: a mail from outside brought it about
    assert await run.engine.answer({"type": "accept", "args": None}) is None
    assert not run.desk.mails["e1"].replied
    assert run.desk.mails["e1"].drafted


async def test_an_edited_call_is_executed_as_edited():
    run = Run([ROUTE_EMAIL, REPLY], InterruptApprover())
    await run.engine.run()
    edited = REPLY[1] | {"body": "Friday suits me."}
    await run.engine.answer({"type": "edit", "args": {"args": edited}})
    assert run.acted[1].args["body"] == "Friday suits me."
    assert run.acted[1].status == "ok"


async def test_an_edit_that_makes_a_call_invalid_is_refused():
    run = Run([ROUTE_EMAIL, REPLY], InterruptApprover())
    await run.engine.run()
    await run.engine.answer({"type": "edit", "args": {"args": REPLY[1] | {"email_id": "e7"}}})
    assert run.acted[1].status == "invalid"
    assert not run.desk.mails["e1"].replied


@pytest.mark.parametrize("approver", [AcceptUndoable(), WaitForPerson()])
async def test_without_the_person_nothing_irreversible_happens(approver: Approver):
    run = Run([ROUTE_EMAIL, REPLY], approver)
    await run.engine.run()
    assert run.acted[1].status == "waiting"
    assert run.desk.items["e1"].status == "waiting"
    assert not run.desk.mails["e1"].replied


async def test_yes_covers_what_can_be_undone_even_if_a_mail_asked_for_it():
    run = Run([ROUTE_EMAIL, ("draft_reply", REPLY[1])], AcceptUndoable())
    await run.engine.run()
    assert run.desk.mails["e1"].drafted


async def test_text_from_outside_always_asks():
    run = Run(
        [ROUTE_EMAIL, ("archive_email", {"item_id": "e1", "email_id": "e1"})], WaitForPerson()
    )
    await run.engine.run()
    assert run.acted[1].status == "waiting"


async def test_a_note_from_outside_asks_too():
    for tainted, status in ((False, "ok"), (True, "waiting")):
        run = Run([ROUTE_MEETING, BOOK], WaitForPerson(), tainted)
        await run.engine.run()
        assert [acted.status for acted in run.acted[:2]] == ["ok", status]


async def test_a_question_parks_the_item_and_the_answer_brings_it_back():
    ask: Call = (
        "ask_clarification",
        {"item_id": "t1", "field": "time", "question": "When is the physio?"},
    )
    run = Run([ROUTE_MEETING, ask, ("leave_to_user", {"item_id": "e1", "reason": "later"})])
    await run.engine.run()
    assert run.desk.items["t1"].status == "asked"
    workspace = run.engine._context.workspace
    assert await workspace.say("t1: Tuesday 14:00") == "t1"
    run.model.calls += [ROUTE_MEETING, BOOK]
    await run.engine.run()
    assert run.desk.items["t1"].status == "done"
    assert len({a.effect_id for a in run.acted}) == len(run.acted)


async def test_a_typed_message_becomes_an_item():
    run = Run([])
    workspace = run.engine._context.workspace
    item_id = await workspace.say("remind me to call mum at 18:00")
    item = run.desk.items[item_id]
    assert (item.source, item.tier) == ("you", "personal")


async def test_prompts_hold_instructions_view_and_exchange_and_nothing_else():
    search: Call = ("search_kb", {"item_id": "t1", "query": "physio"})
    run = Run([ROUTE_MEETING, search, BOOK])
    await run.engine.run()
    kinds = [[m.type for m in prompt] for prompt in run.model.prompts[:3]]
    assert kinds == [["system", "human"], ["system", "human"], ["system", "human", "ai", "tool"]]
