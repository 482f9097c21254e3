"""One turn at a time: runs the session, waits for the person's word, stops when told to.

Knows no screen. What happens is reported as values, so that a test can read them and the
screen draws them in order.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from assistant.contract.day import Item
from assistant.events import Acted, GraphEvent
from assistant.guard import HumanInterrupt, HumanResponse
from tui.permissions import Permissions
from tui.session import Session

Phase = Literal["idle", "working", "asks you", "stopped", "failed"]


@dataclass(frozen=True, slots=True)
class Began:
    """The assistant works."""

    only: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A call waits for the person's word."""

    pending: HumanInterrupt


@dataclass(frozen=True, slots=True)
class Allowed:
    """A standing permission answered in the person's place."""

    pending: HumanInterrupt


@dataclass(frozen=True, slots=True)
class Ended:
    """Nothing is left to do."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """The person stopped the turn."""

    is_pause: bool = False
    """Whether the step that ran was carried out first."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The turn ended with an error; the app lives on."""

    error: Exception


TurnEvent = Began | Asked | Allowed | Ended | Stopped | Failed


class Turns:
    """The turns of one session."""

    def __init__(
        self, session: Session, permissions: Permissions, report: Callable[[TurnEvent], None]
    ) -> None:
        """Run `session`; every change is reported."""
        self._session = session
        self._permissions = permissions
        self._report = report
        self._task: asyncio.Task[None] | None = None
        self._queue: list[str] = []
        self.phase: Phase = "idle"
        self.pending: HumanInterrupt | None = None
        """The call that waits for the person's word."""
        self.only = ""
        """The item that the turn is about; empty where it is about all."""
        self.is_pausing = False
        """Whether the turn stops once the present step is carried out."""
        self._is_paused = False

    @property
    def is_working(self) -> bool:
        """Whether the assistant works now."""
        return self.phase == "working"

    def start(self, only: str = "") -> bool:
        """Handle what is open, or one item; queued behind a running turn.

        Returns:
            False where a call waits for the person's word first.
        """
        if self.pending is not None:
            return False
        if self.is_working:
            if only not in self._queue:
                self._queue.append(only)
            return True
        self.only = only
        self._spawn(None)
        return True

    def answer(self, response: HumanResponse) -> None:
        """Give the person's word on the call that waits."""
        if self.pending is None:
            return
        self.pending = None
        self._spawn(response)

    def stop(self) -> bool:
        """Cancel the running turn at once; False where none runs."""
        if not self.is_working or self._task is None:
            return False
        self._task.cancel()
        self._queue.clear()
        self._change("stopped", Stopped())
        return True

    def pause(self, is_wanted: bool) -> None:
        """Stop once the present step is carried out, or go on after it as before.

        A step whose call waits for the person's word ends after that word.
        """
        self.is_pausing = is_wanted and self.is_working

    def heard(self, event: GraphEvent) -> None:
        """The graph said something, and goes on only after this returns."""
        if self.is_pausing and isinstance(event, Acted):
            self._session.pause()
            self._is_paused = True

    async def settled(self) -> None:
        """Wait until no turn runs."""
        while self._task is not None and not self._task.done():
            await asyncio.wait([self._task])

    async def close(self) -> None:
        """Cancel whatever runs, without a word, and wait until it lets go of the session."""
        if self._task is not None and not self._task.done():
            self._task.cancel()
            await asyncio.wait([self._task])

    def _spawn(self, response: HumanResponse | None) -> None:
        previous, self.phase = self._task, "working"
        self._report(Began(self.only))
        self._task = asyncio.create_task(self._turn(response, previous))

    async def _turn(
        self, response: HumanResponse | None, previous: asyncio.Task[None] | None
    ) -> None:
        try:
            if previous is not None and not previous.done():
                # A stopped turn may need a moment to let go of the session.
                await asyncio.wait([previous])
            pending = await self._advance(response)
            while pending is not None and self._is_allowed(pending):
                self._report(Allowed(pending))
                pending = await self._session.answer({"type": "accept", "args": None})
        except asyncio.CancelledError:
            return
        except Exception as error:
            self._queue.clear()
            self._change("failed", Failed(error))
            return
        self._finish(pending)

    async def _advance(self, response: HumanResponse | None) -> HumanInterrupt | None:
        if response is not None:
            return await self._session.answer(response)
        return await self._session.run(self.only) if self.only else await self._session.run()

    def _finish(self, pending: HumanInterrupt | None) -> None:
        if pending is not None:
            self.pending = pending
            self._change("asks you", Asked(pending))
        elif self._is_paused:
            self._queue.clear()
            self._change("stopped", Stopped(is_pause=True))
        elif self._queue:
            self.only = self._queue.pop(0)
            self._task = None
            self._spawn(None)
        else:
            self._change("idle", Ended())

    def _is_allowed(self, pending: HumanInterrupt) -> bool:
        item = item_of(self._session, pending)
        return self._permissions.allows(pending, item, self._session.calendar())

    def _change(self, phase: Phase, event: TurnEvent) -> None:
        self.phase = phase
        if phase != "asks you":
            self.only, self.is_pausing, self._is_paused = "", False, False
        self._report(event)


def item_of(session: Session, pending: HumanInterrupt) -> Item | None:
    """The item that a pending call is about."""
    item_id = pending["action_request"]["args"].get("item_id")
    return next((item for item in session.items() if item.id == item_id), None)
