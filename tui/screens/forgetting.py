"""The card before notes are forgotten: which ones, what goes with them, and the two keys."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui import grace
from tui.forgetting import ForgetPlan
from tui.keynames import named
from tui.marks import one_line
from tui.screens.dialog import Dialog
from tui.text import inline

_ASKS = (
    "Nothing is forgotten yet. {forget.arm} forgets, and asks once more; {dialog.back} keeps it."
)
_ARMED = "For good? {forget.confirm} forgets; {dialog.back} keeps everything."
_BACK = (
    "This is your own file, and it is read at each start: the note would be back at once. Take the "
    "words out of the file first and forget them here then, before the next start."
)


class ForgetScreen(Dialog[bool]):
    """Notes that are about to be forgotten; the result is whether the person agrees."""

    SHAPE = "tall"
    HELP = """\
## Forgetting notes

What is listed goes for good: from the knowledge base and its index, and its words from the journal,
the sessions, the checkpoints and the backups. `{forget.arm}` and then `{forget.confirm}` forget it,
and only after this card has been there for half a second; `enter` and `space` do nothing.
`{dialog.back}` keeps everything.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "arm", "Forget", id="forget.arm"),
        Binding("y", "confirm", "For good", id="forget.confirm"),
    ]

    def __init__(self, plan: ForgetPlan) -> None:
        """Ask about `plan`."""
        count = len(plan.notes)
        what = "1 note" if count == 1 else f"{count} notes"
        super().__init__(f"Forget {what} · cannot be undone")
        self._plan = plan
        self._since: float | None = None
        self._is_armed = False

    def content(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(Content("\n").join(self._lines()))
        if not self._plan.back_at_once:
            yield Static(inline(named(self, _ASKS)), id="forget-asks")

    def on_mount(self) -> None:
        self._since = grace.clock()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What would last only until the next start is not on offer."""
        if action == "arm":
            return not self._is_armed and not self._plan.back_at_once
        return action != "confirm" or self._is_armed

    def action_arm(self) -> None:
        if grace.has_passed(self._since):
            self._is_armed = True
            self.query_one("#forget-asks", Static).update(
                inline((named(self, _ARMED), "bold $text-error"))
            )
            self.refresh_bindings()

    def action_confirm(self) -> None:
        self.dismiss(True)

    def _lines(self) -> Iterator[Content]:
        plan = self._plan
        for note in plan.notes:
            facts = [note.id, one_line(note.source or "no source", 60), note.time[:10]]
            yield inline((" · ".join(filter(None, facts)), "bold"))
            yield inline(note.text)
            yield inline("")
        for path in plan.back_at_once:
            yield inline((f"{path} says it still. {_BACK}", "$text-warning"))
        if plan.back_at_once:
            return
        yield inline(
            "What is listed leaves the knowledge base and its index, and its words leave the "
            "journal, the sessions, the checkpoints and the backups. The session is closed for it "
            "and opened again.",
        )
        if plan.undo_lost:
            calls = "1 call" if plan.undo_lost == 1 else f"{plan.undo_lost} calls"
            yield inline((f"{calls} could not be undone any more.", "$text-warning"))
        for text in plan.own_items:
            said = "is in your list and says it still: it stays, and sessions show it again."
            yield inline((f"“{one_line(text, 80)}” {said}", "$text-warning"))
        for path in plan.own_files:
            yield inline(
                (f"{path} says it still: your own file, which stays as it is.", "$text-warning")
            )
