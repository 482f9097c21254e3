"""How what happened gets into the conversation and into the session's file."""

from collections.abc import Callable
from pathlib import Path

from assistant.contract.outcome import NOTHING_SENT
from assistant.events import ModelCalled
from tui.history import Answered, Entry, Spoken, Stepped, Teller, tell_all
from tui.keynames import named
from tui.log import Decided, Noted, SessionEvent
from tui.marks import one_line
from tui.screens.parts import ERRORS, Parts
from tui.session import Session
from tui.text import toast
from tui.widgets.blocks import AnswerBlock, Line, Step
from tui.widgets.conversation import Block


class Telling(Parts):
    """A session on screen that tells what happens."""

    def __init__(self, session: Session, folder: Path) -> None:
        """Tell what happens in `session`; what is kept is kept in `folder`."""
        super().__init__(session, folder)
        self._after_send = "" if session.simulated else NOTHING_SENT
        self._teller = Teller(self._after_send)

    @property
    def mark(self) -> str:
        """What stands beside effects that do not really happen."""
        return "simulated" if self.session.simulated else ""

    def euro(self, call: ModelCalled) -> float | None:
        """What a call of the model that decides now costs; None where no price is known."""
        cost, model = self.majordomo.settings.config.cost, self.session.model
        return cost.euro(model, call.prompt_tokens, call.completion_tokens)

    async def tell(self, event: SessionEvent) -> None:
        """Show an event in the conversation."""
        for entry in self._teller.tell(event):
            if isinstance(entry, Answered):
                await self.conversation.stream(entry.text)
                await self.conversation.end_answer()
            else:
                await self.conversation.add(maker_of(entry, self.mark, self.euro)())

    async def record_and_tell(self, event: SessionEvent) -> None:
        """Keep an event and show it."""
        self.record(event)
        await self.tell(event)

    async def note(self, kind: str, text: str) -> None:
        """Tell the person something, and keep it."""
        await self.record_and_tell(Noted(kind, text))

    async def tell_decision(
        self, args: dict[str, object], tool: str, kind: str, reason: str = ""
    ) -> None:
        """Tell what was decided about a call."""
        await self.record_and_tell(Decided(str(args.get("item_id", "")), tool, kind, reason))

    async def fail(self, error: Exception) -> None:
        """Say what went wrong and what to do next; the app lives on."""
        self.errors.append(error)
        del self.errors[:-ERRORS]
        what = one_line(str(error) or type(error).__name__, 300)
        hint = named(self, "{workspace.retry} tries again, {app.debug} says more")
        await self.note("failed", f"{what} · {hint}")

    async def tell_history(self, events: list[SessionEvent]) -> None:
        """Show what happened before this start."""
        told = tell_all(events, self._after_send)
        await self.conversation.resume([maker_of(entry, self.mark) for entry in told])
        await self.conversation.say("Note", "Above is what happened before.")

    async def introduce(self, can_use_own: bool) -> None:
        """Say on what the assistant works, and what the person should know first."""
        if self.session.simulated:
            text = "A simulated sample day: nothing here is real and nothing is sent."
            own = named(self, " {workspace.own} uses your own list.") if can_use_own else ""
            await self.conversation.say("Note", text + own)
        for notice in self.session.notices:
            await self.conversation.say("Note", notice)

    def tell_lost_log(self) -> None:
        """Say so where the session's file cannot be written."""
        error, self.log_file.error = self.log_file.error, None
        if error is not None:
            toast(self.app, f"This session is not being kept: {error}", "warning")


def _unknown(call: ModelCalled) -> float | None:
    return None


def maker_of(
    entry: Entry, mark: str, euro: Callable[[ModelCalled], float | None] = _unknown
) -> Callable[[], Block]:
    """Makes the block of an entry when it is wanted: blocks that nobody scrolls to cost nothing.

    `euro` says what a call of the model cost; of an earlier session that is not known.
    """
    match entry:
        case Spoken(speaker, text):
            return lambda: Line(speaker, text)
        case Stepped():
            cost = euro(entry.call) if entry.call else None
            return lambda: Step(entry, mark, cost)
        case Answered(text):
            return lambda: AnswerBlock(text)
