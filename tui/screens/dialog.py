"""What all dialogs share: a titled box, a way back, help, and the keys where a mouse finds them."""

from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui.keynames import named
from tui.text import inline
from tui.widgets.status import KeyBar

T = TypeVar("T")


class Dialog(ModalScreen[T | None], Generic[T]):
    """A box over the workspace; its result is nothing where the person goes back."""

    SHAPE: ClassVar[str] = ""
    """Style classes of the box, such as `tall`."""
    HELP = "## A dialog\n\n`{dialog.back}` goes back; nothing is changed then."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", id="dialog.back"),
        Binding("f1", "help", "Help", id="dialog.help"),
    ]

    def __init__(self, title: str, subtitle: str = "{dialog.back} to go back") -> None:
        """Head the box with `title`; `subtitle` says how to go on, with keys by their ids."""
        super().__init__()
        self._title = title
        self._subtitle = subtitle

    def compose(self) -> ComposeResult:
        with Vertical(classes=f"dialog {self.SHAPE}") as box:
            box.border_title = inline(self._title)
            box.border_subtitle = inline(named(self, self._subtitle))
            yield from self.content()
        yield KeyBar()

    def content(self) -> ComposeResult:
        """What is in the box."""
        raise NotImplementedError

    def action_back(self) -> None:
        self.dismiss(None)

    def action_help(self) -> None:
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self))
