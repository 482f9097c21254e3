"""Sessions for the terminal's tests: the real graph, a desk, and a model that plays calls back."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from langchain_core.messages import AIMessage
from langgraph.checkpoint.memory import InMemorySaver

from assistant.contract.day import Event, Item, Tier
from assistant.contract.desk import Desk
from assistant.contract.errors import UserError
from assistant.contract.lexical import LexicalMemory
from assistant.contract.notes import Note
from assistant.contract.rules import Refusal, return_time
from assistant.engine import Engine
from assistant.events import GraphEvent
from assistant.graph import build_graph
from assistant.guard import HumanInterrupt, HumanResponse, InterruptApprover
from assistant.state import RunContext
from assistant.workspaces.memory import DeskWorkspace
from majordomo.memories import found
from majordomo.standing import desk_standing
from tests.assistant.days import at, small_desk
from tests.assistant.test_graph import PlaybackModel
from tui.session import FoundNote, Listener, Standing

Call = tuple[str, dict[str, Any]]

ROUTE_MEETING: Call = ("route_to_agent", {"item_id": "t1", "agent": "meeting"})
ROUTE_EMAIL: Call = ("route_to_agent", {"item_id": "e1", "agent": "email"})
ROUTE_TASK: Call = ("route_to_agent", {"item_id": "t2", "agent": "task"})
BOOK: Call = (
    "schedule_event",
    {"item_id": "t1", "title": "Physio", "start": "Tuesday 14:00", "duration_minutes": 45},
)
REPLY: Call = (
    "reply_email",
    {"item_id": "e1", "email_id": "e1", "body": "Hi Lee,\n\nThursday 15:00 works for me.\n\nSam"},
)
DRAFT: Call = ("draft_reply", REPLY[1])
DELEGATE: Call = ("delegate_task", {"item_id": "t2", "task_id": "t2", "contact": "Lee Park"})
ASK: Call = (
    "ask_clarification",
    {"item_id": "t1", "field": "time", "question": "When is the physio?"},
)
ASK_DAY: Call = (
    "ask_clarification",
    {"item_id": "e1", "field": "day", "question": "Which day suits you?"},
)
FINISH: Call = ("finish", {"summary": "The physio is **booked**; Lee has an answer."})
LEAVE: Call = ("leave_to_user", {"item_id": "e1", "reason": "later"})


def day_with_chores() -> Desk:
    """The small day, and an errand that can be handed over."""
    from assistant.contract.day import Task

    desk = small_desk()
    desk.tasks["t2"] = Task("t2", "Order toner", None, 15)
    desk.items["t2"] = Item("t2", "task", "Order toner", "other", "t2", effort=15)
    return desk


class GatedModel(PlaybackModel):
    """Plays calls back; closed, it holds the next call until it is opened."""

    gate: Any = None
    usage: Any = None
    """Tokens that each call says it read and wrote; None where it says nothing."""

    async def _agenerate(self, messages: Any, *args: Any, **kwargs: Any) -> Any:
        if self.gate is not None:
            await self.gate.wait()
        found = self._generate(messages, *args, **kwargs)
        if self.usage is not None:
            read, written = self.usage
            message = found.generations[0].message
            assert isinstance(message, AIMessage)
            message.usage_metadata = {
                "input_tokens": read,
                "output_tokens": written,
                "total_tokens": read + written,
            }
        return found


class DeskSession:
    """A session on a desk, as `tui.session.Session` wants it."""

    timezone = "Europe/Berlin"

    def __init__(
        self,
        calls: Sequence[Any] = (),
        desk: Desk | None = None,
        notes: Sequence[Note] = (),
        simulated: bool = True,
        saver: InMemorySaver | None = None,
        run_id: str = "run-1",
    ) -> None:
        self.run_id = run_id
        self.simulated = simulated
        self.model = "scripted"
        self.sends_notes = False
        self.notices: list[str] = []
        self.desk = desk or small_desk()
        self.playback = GatedModel(calls=list(calls), prompts=[])
        self.answers: list[HumanResponse] = []
        self.runs: list[str] = []
        self.pending: HumanInterrupt | None = None
        self.error: Exception | None = None
        self._listeners: list[Listener] = []
        known = list(notes) or [
            Note("n1", "The physio is at Hafenstrasse 3", "notes/health.md", at("2026-02-10T09:00"))
        ]
        self.workspace = DeskWorkspace(self.desk, LexicalMemory(known))
        self.context = RunContext(
            self.workspace, self.playback, InterruptApprover(), self._emit, max_decisions=60
        )
        self.engine = Engine(build_graph(saver or InMemorySaver()), self.context, run_id)

    @property
    def now(self) -> int:
        return self.desk.now

    def hold(self) -> asyncio.Event:
        """Make the model wait until the event is set."""
        self.playback.gate = asyncio.Event()
        return self.playback.gate

    def listen(self, listener: Listener) -> None:
        self._listeners.append(listener)

    async def run(self, only: str = "") -> HumanInterrupt | None:
        self.runs.append(only)
        if self.error is not None:
            error, self.error = self.error, None
            raise error
        if only and self.desk.items[only].status != "open":
            self.desk.update(only, status="open", tries=0, until=None)
        self.context.only = only
        self.pending = await self.engine.run()
        return self.pending

    async def answer(self, response: HumanResponse) -> HumanInterrupt | None:
        self.answers.append(response)
        self.pending = None
        self.pending = await self.engine.answer(response)
        return self.pending

    def pause(self) -> None:
        self.engine.pause()

    async def say(self, text: str) -> str:
        return await self.workspace.say(text)

    def items(self) -> Sequence[Item]:
        return list(self.desk.items.values())

    def calendar(self) -> Sequence[Event]:
        return sorted(self.desk.events.values(), key=lambda event: event.start)

    def standing(self) -> Standing:
        return desk_standing(self.workspace, self.pending)

    def search(self, query: str, limit: int = 5) -> Sequence[FoundNote]:
        return found(self.workspace.kb, query, limit)

    def used(self, item_id: str) -> Sequence[FoundNote]:
        return found(self.workspace.kb, self.desk.items[item_id].text)

    async def leave(self, item_id: str) -> None:
        self.desk.settle(item_id, "left", "none")

    async def put_off(self, item_id: str, until: str) -> str:
        try:
            minute, text = return_time(self.desk, until)
        except Refusal as refusal:
            return str(refusal)
        self.desk.update(item_id, status="snoozed", until=minute)
        return text

    async def retier(self, item_id: str, tier: Tier) -> None:
        self.desk.update(item_id, tier=tier)

    def undo(self) -> str:
        report = self.workspace.undo_last()
        return report.text if report else "there is nothing to undo"

    def use_model(self, spec: str) -> str:
        if spec == "missing":
            raise UserError("there is no model 'missing'; try scripted")
        self.model = spec
        return f"{spec} decides from now on"

    def _emit(self, event: GraphEvent) -> None:
        for listener in self._listeners:
            listener(event)


def opener(session: DeskSession) -> Any:
    """What the app calls after its first frame."""

    async def open_session() -> DeskSession:
        return session

    return open_session


def hostile(args: Mapping[str, Any]) -> HumanInterrupt:
    """A pending call that no real tool would make."""
    return {
        "action_request": {"action": "send_email", "args": dict(args)},
        "config": {
            "allow_accept": True,
            "allow_edit": True,
            "allow_respond": True,
            "allow_ignore": True,
        },
        "description": "it cannot be undone",
    }
