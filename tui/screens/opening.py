"""The first frame: what is being opened, or why it could not be."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from tui.marks import shown
from tui.session import Session
from tui.text import inline
from tui.widgets.status import KeyBar


class OpeningScreen(Screen[None]):
    """Opens the session once something can be seen."""

    HELP = "## Opening\n\nThe assistant is being opened. If that failed, `r` tries again."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "retry", "Try again", id="opening.retry"),
        Binding("q", "app.quit", "Quit", id="opening.quit"),
    ]

    @dataclass
    class Opened(Message):
        """The session is there."""

        session: Session

    def __init__(self, open_session: Callable[[], Awaitable[Session]]) -> None:
        """Open with `open_session`."""
        super().__init__()
        self._open_session = open_session
        self._is_opening = True

    def compose(self) -> ComposeResult:
        with Vertical(id="opening"):
            yield Static("Majordomo", id="opening-title")
            yield Static("Opening your day …", id="opening-state")
            yield Static("Nothing is sent without your word.", id="opening-promise")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        # Two refreshes: the first lays out, the second follows the painting of that frame.
        self.call_after_refresh(self.call_after_refresh, self._begin)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Trying again makes sense only after a failure."""
        return not (action == "retry" and self._is_opening)

    def action_retry(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._say("Opening your day …", failed=False)
        self.run_worker(self._open(), exclusive=True)

    async def _open(self) -> None:
        try:
            session = await self._open_session()
        except Exception as error:
            what = shown(str(error) or type(error).__name__, 600)
            self._say(f"This could not be opened: {what}", failed=True)
            return
        self.post_message(self.Opened(session))

    def _say(self, text: str, failed: bool) -> None:
        self._is_opening = not failed
        self.set_class(failed, "failed")
        self.query_one("#opening-state", Static).update(inline(text))
        self.refresh_bindings()
