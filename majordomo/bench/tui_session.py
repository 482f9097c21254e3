"""What `majordomo bench tui` shows on the screen: the sample day, and events like those of its use.

The session is the real one, and the app draws it as ever; only the events do not come from a graph
at work, so that what is timed is the screen.
"""

import random
from collections.abc import Iterator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, cast

from assistant.contract.tools import Effect
from assistant.events import Acted, GraphEvent, ModelCalled, Perceived, Proposed
from assistant.guard import HumanInterrupt, InterruptApprover
from majordomo.options import Options
from majordomo.session import open_session
from tui.log import Decided, Opened, Said, SessionEvent
from tui.session import Listener, Session

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

LAST = "That was the last thing of this session."
"""What the person said at the end of a recorded session: its tail is shown when this is."""

_CHARS = 4
"""Characters of a chunk, about what a token has."""


class Tapped:
    """The session on the sample day, whose listeners hear what a benchmark tells them."""

    def __init__(self, session: object) -> None:
        """Pass everything on to `session` but its events."""
        self._session = session
        self._listeners: list[Listener] = []

    def __getattr__(self, name: str) -> Any:
        """Whatever a screen asks of the session."""
        return getattr(self._session, name)

    def listen(self, listener: Listener) -> None:
        """Call `listener` with every event that is told."""
        self._listeners.append(listener)

    def forget(self) -> None:
        """Whoever listened is not there any more."""
        self._listeners.clear()

    def tell(self, event: GraphEvent) -> None:
        """Let the screen hear an event."""
        for listener in self._listeners:
            listener(event)

    async def open(self) -> Session:
        """What the app calls after its first frame."""
        return cast(Session, self)


@asynccontextmanager
async def tapped() -> "AsyncIterator[Tapped]":
    """The sample day, in the data folder that the environment names."""
    async with open_session(Options(sample=True), InterruptApprover()) as session:
        yield Tapped(session)


def decision(rng: random.Random, ids: Sequence[str]) -> list[GraphEvent]:
    """The events of one step of the assistant."""
    item = rng.choice(ids)
    tool, text = rng.choice(_STEPS)
    args = {"item_id": item, "body": f"Hello, {text} as you asked. " * rng.randint(1, 4)}
    effect = rng.choice((Effect.READ, Effect.REVERSIBLE))
    return [
        Perceived(rng.randint(0, 1440), len(ids)),
        ModelCalled("email", item, 900, 60, rng.uniform(0.2, 2)),
        Proposed("email", tool, args),
        Acted(f"x{rng.random()}", "email", item, tool, args, effect, "ok", text),
    ]


def answer(rng: random.Random, words: int = 60) -> str:
    """Markdown as an assistant writes it."""
    paragraph = " ".join(rng.choice(_WORDS) for _ in range(words))
    return f"{paragraph}\n\n- **{rng.choice(_WORDS)}**\n- {rng.choice(_WORDS)}\n\n`{words}` words."


def recorded(count: int, ids: Sequence[str]) -> list[SessionEvent]:
    """So many events of a session, as a long day leaves them in its file."""
    rng = random.Random(count)
    events: list[SessionEvent] = [Opened("Mon 2026-03-02 08:00", "scripted", True)]
    while len(events) < count - 1:
        events += decision(rng, ids)
        turn = rng.random()
        if turn < 0.1:
            events.append(Said(rng.choice(ids), "Please go on with it."))
        elif turn < 0.2:
            events.append(Decided(rng.choice(ids), "reply_email", "accept"))
        elif turn < 0.25:
            args = {"summary": answer(rng)}
            events.append(Acted("x", "orchestrator", "", "finish", args, None, "ok", "finished"))
    return [*events[: count - 1], Said(ids[0], LAST)]


def chunks(count: int) -> Iterator[str]:
    """An answer in fragments of a few characters."""
    rng = random.Random(count)
    text = ""
    for _ in range(count):
        while len(text) < _CHARS:
            text += answer(rng) + "\n\n"
        yield text[:_CHARS]
        text = text[_CHARS:]


def asking(item_id: str) -> HumanInterrupt:
    """A call that waits for the person's word."""
    return {
        "action_request": {
            "action": "reply_email",
            "args": {"item_id": item_id, "email_id": item_id, "body": "Thursday suits me."},
        },
        "config": {
            "allow_accept": True,
            "allow_edit": True,
            "allow_respond": True,
            "allow_ignore": True,
        },
        "description": "it cannot be undone",
    }


_STEPS = (
    ("route_to_agent", "email takes it"),
    ("search_kb", "3 notes"),
    ("find_free_slot", "Thursday 15:00, Friday 9:30"),
    ("draft_reply", "drafted an answer about the folders"),
    ("schedule_event", "entered in the calendar"),
)
_WORDS = (
    "the folder goes to shelf four before Thursday because nobody needs it until then and an "
    "appointment in the afternoon leaves time for a walk while two letters wait for an answer"
).split()
