"""Earlier sessions: a list with a preview, and a transcript to read."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.history import in_words
from tui.log import SessionLog, SessionSummary
from tui.marks import one_line
from tui.screens.dialog import Dialog
from tui.text import inline, toast

PREVIEW = 12


class SessionsScreen(Dialog[SessionSummary]):
    """Pick an earlier session to read."""

    SHAPE = "tall wide"
    HELP = """\
## Sessions

Every session is kept as it happens. The preview shows its end; `enter` opens all of it to read,
`{sessions.play}` plays it step by step.
What still waits for your word says so.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r", "back", show=False, id="sessions.back"),
        Binding("p", "play", "Play", id="sessions.play"),
    ]

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-medium")]

    def __init__(self, found: Sequence[SessionSummary], current: str) -> None:
        """List `found`; `current` is the name of the file of the running session."""
        keys = "enter to read · {sessions.play} to play · {dialog.back} to go back"
        super().__init__("Sessions", keys)
        self._found = found
        self._current = current

    def content(self) -> ComposeResult:
        if not self._found:
            yield Static("There is no earlier session yet: this is the first.")
            return
        with Horizontal():
            yield OptionList(*[Option(self._entry(s)) for s in self._found], markup=False)
            with VerticalScroll(can_focus=False, id="preview"):
                yield Static("", id="preview-text")

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        lines = in_words(SessionLog(self._found[event.option_index].path).read())
        cut = [f"… {len(lines) - PREVIEW} lines before"] if len(lines) > PREVIEW else []
        preview = self.query_one("#preview-text", Static)
        preview.update(Content("\n").join(inline(line) for line in [*cut, *lines[-PREVIEW:]]))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._found[event.option_index])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a session there is none to play."""
        return bool(self._found) if action == "play" else True

    def action_play(self) -> None:
        """Play the session under the cursor."""
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self.run_worker(self._play(self._found[at]), exclusive=True)

    async def _play(self, summary: SessionSummary) -> None:
        from tui.replay import RecordingError, load_recording
        from tui.screens.replay import ReplayScreen

        try:
            recording = await asyncio.to_thread(load_recording, summary.path)
        except RecordingError as error:
            toast(self.app, str(error), "error")
            return
        await self.app.push_screen(ReplayScreen(recording))

    def _entry(self, summary: SessionSummary) -> Content:
        facts = [_when(summary.written), f"{summary.acted} done"]
        if summary.simulated:
            facts.append("simulated")
        if summary.is_pending:
            facts.append("waits for you")
        if summary.path.name == self._current:
            facts.append("now")
        return Content("\n").join(
            [inline(one_line(summary.title, 60)), inline(("  " + " · ".join(facts), "dim"))]
        )


def _when(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).astimezone().strftime("%a %d %b %H:%M")
