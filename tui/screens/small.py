"""What covers everything while the window is too small to decide anything in."""

from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static


class TooSmallScreen(ModalScreen[None]):
    """One line; what runs goes on behind it."""

    def compose(self) -> ComposeResult:
        yield Static("Make the window larger: 60 by 16.", id="too-small")
