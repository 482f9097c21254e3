"""Small dialogs that ask one thing or show one text, and go away again."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.screens.dialog import Dialog
from tui.text import inline
from tui.widgets.fields import LineField


class AskScreen(Dialog[str]):
    """One line of text, or nothing."""

    def __init__(self, title: str, hint: str, value: str = "") -> None:
        """Ask under `title`; `hint` says what would be an answer."""
        super().__init__(title, "enter to go on · {dialog.back} to go back")
        self._hint = hint
        self._value = value

    def content(self) -> ComposeResult:
        yield Static(inline(self._hint), classes="hint-line")
        yield LineField(self._value, compact=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip() or None)


class ChoiceScreen(Dialog[int]):
    """One of several, or nothing."""

    def __init__(self, title: str, hint: str, choices: Sequence[str]) -> None:
        """Offer `choices` under `title`; the result is an index."""
        super().__init__(title, "enter to choose · {dialog.back} to go back")
        self._hint = hint
        self._choices = choices

    def content(self) -> ComposeResult:
        yield Static(inline(self._hint), classes="hint-line")
        options = [Option(inline(choice)) for choice in self._choices]
        yield OptionList(*options, markup=False, compact=True)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index)


class TextScreen(Dialog[None]):
    """A text to read: a note, a transcript, an error."""

    SHAPE = "tall"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy", "Copy", id="text.copy"),
    ]

    def __init__(self, title: str, text: str) -> None:
        """Show `text` under `title`."""
        super().__init__(title, "{dialog.back} to close · {text.copy} to copy")
        self._text = text

    def content(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(inline(self._text))

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self._text)
