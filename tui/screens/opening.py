"""The first frame: what is being opened, or why it could not be."""

import time
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

PATIENCE_S = 4
"""From when on the screen says how long opening has taken."""


class OpeningScreen(Screen[None]):
    """Opens the session once something can be seen."""

    HELP = """\
## Opening

The assistant is being opened. If that failed, `{opening.retry}` tries again.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "retry", "Try again", id="opening.retry"),
        Binding("q", "app.quit", "Quit", id="opening.quit"),
    ]

    @dataclass
    class Opened(Message):
        """The session is there."""

        session: Session
        starts: bool
        """Whether the assistant begins at once."""

    def __init__(self, open_session: Callable[[], Awaitable[Session]], starts: bool = True) -> None:
        """Open with `open_session`; where it `starts`, the assistant begins at once."""
        super().__init__()
        self._starts = starts
        self._open_session = open_session
        self._is_opening = True
        self._began = time.monotonic()
        self.error: Exception | None = None
        """Why the session could not be opened."""

    def compose(self) -> ComposeResult:
        with Vertical(id="opening"):
            yield Static("Majordomo", id="opening-title")
            yield Static("Opening your day …", id="opening-state")
            yield Static("Nothing is sent without your word.", id="opening-promise")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        # Two refreshes: the first lays out, the second follows the painting of that frame.
        self.call_after_refresh(self.call_after_refresh, self._begin)
        self.set_interval(1, self._say_time)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Trying again makes sense only after a failure."""
        return not (action == "retry" and self._is_opening)

    def action_retry(self) -> None:
        self._begin()

    def _say_time(self) -> None:
        """Loading a model may take a while; that it still goes on must be seen."""
        seconds = time.monotonic() - self._began
        if self._is_opening and seconds > PATIENCE_S:
            self._say(f"Opening your day … {seconds:.0f} s; a model may have to load", failed=False)

    def _begin(self) -> None:
        self.error, self._began = None, time.monotonic()
        self._say("Opening your day …", failed=False)
        self.run_worker(self._open(), exclusive=True)

    async def _open(self) -> None:
        try:
            session = await self._open_session()
        except Exception as error:
            what = shown(str(error) or type(error).__name__, 600)
            self.error = error
            self._say(f"This could not be opened: {what}", failed=True)
            return
        self.post_message(self.Opened(session, self._starts))

    def _say(self, text: str, failed: bool) -> None:
        self._is_opening = not failed
        self.set_class(failed, "failed")
        self.query_one("#opening-state", Static).update(inline(text))
        self.refresh_bindings()
