"""What covers everything while the window is too small to decide anything in."""

from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static


class TooSmallScreen(ModalScreen[None]):
    """One line; what runs goes on behind it."""

    def __init__(self, columns: int, rows: int) -> None:
        """Say how large the window has to be."""
        super().__init__()
        self._needed = f"Make the window larger: {columns} by {rows}."

    def compose(self) -> ComposeResult:
        yield Static(self._needed, id="too-small")
