"""Small screens that ask one thing or show one text, and go away again."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.text import inline, toast


class AskScreen(ModalScreen[str | None]):
    """One line of text, or nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="ask.back"),
    ]

    def __init__(self, title: str, hint: str, value: str = "") -> None:
        """Ask under `title`; `hint` says what would be an answer."""
        super().__init__()
        self._title = title
        self._hint = hint
        self._value = value

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = inline(self._title)
            dialog.border_subtitle = inline("enter to go on · esc to go back")
            yield Static(inline(self._hint), classes="hint-line")
            yield Input(self._value, compact=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip() or None)


class ChoiceScreen(ModalScreen[int | None]):
    """One of several, or nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="choice.back"),
    ]

    def __init__(self, title: str, hint: str, choices: Sequence[str]) -> None:
        """Offer `choices` under `title`; the result is an index."""
        super().__init__()
        self._title = title
        self._hint = hint
        self._choices = choices

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = inline(self._title)
            dialog.border_subtitle = inline("enter to choose · esc to go back")
            yield Static(inline(self._hint), classes="hint-line")
            options = [Option(inline(choice)) for choice in self._choices]
            yield OptionList(*options, markup=False, compact=True)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index)


class TextScreen(ModalScreen[None]):
    """A text to read: a note, a transcript, an error."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,f1", "dismiss(None)", "Close", id="text.close"),
        Binding("y", "copy", "Copy", id="text.copy"),
    ]

    def __init__(self, title: str, text: str) -> None:
        """Show `text` under `title`."""
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall") as dialog:
            dialog.border_title = inline(self._title)
            dialog.border_subtitle = inline("esc to close · y to copy")
            with VerticalScroll():
                yield Static(inline(self._text))

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self._text)
        toast(self.app, "Copied, if your terminal allows it (OSC 52).")


class TooSmallScreen(ModalScreen[None]):
    """Covers everything while the window is too small to decide anything in."""

    def compose(self) -> ComposeResult:
        yield Static(Content("Make the window larger: 60 by 16."), id="too-small")
