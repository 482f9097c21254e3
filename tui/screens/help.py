"""Help for whatever has the focus."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Markdown, Static

from tui.commands import COMMANDS
from tui.keynames import named, with_key
from tui.screens.dialog import Dialog
from tui.text import inline


class HelpScreen(Dialog[None]):
    """What the focused widget is, its keys, and every command."""

    SHAPE = "tall"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,q", "back", show=False, id="help.close"),
    ]

    def __init__(self, below: Screen[Any]) -> None:
        """Explain what has the focus on the screen `below`."""
        super().__init__("Help", "{dialog.back} to close")
        self._below = below
        self._about = help_of(below)
        self._keys = keys_of(below)

    def content(self) -> ComposeResult:
        with VerticalScroll():
            yield Markdown(self._about, open_links=False)
            yield Static("Keys here", classes="help-head")
            yield Static(in_columns(self._keys))
            head = named(self, "Commands, by slash or {app.palette}")
            yield Static(inline(head), classes="help-head")
            rows = [(c.usage, with_key(self._below, c.help, c.binding)) for c in COMMANDS]
            yield Static(in_columns(rows))


def help_of(screen: Screen[Any]) -> str:
    """The help of the focused widget, or of what it lies in; ours, so Markdown."""
    node = screen.focused
    for ancestor in node.ancestors_with_self if node is not None else [screen]:
        text = getattr(ancestor, "HELP", None)
        if text:
            return named(ancestor, str(text))
    return ""


def keys_of(screen: Screen[Any]) -> list[tuple[str, str]]:
    """The keys that do something now, those of the focused widget first."""
    return [
        (screen.app.get_key_display(binding), binding.description)
        for _, binding, enabled, _ in screen.active_bindings.values()
        if binding.show and binding.description and enabled
    ]


def in_columns(rows: Sequence[tuple[str, str]]) -> Content:
    """Two columns."""
    width = max((len(first) for first, _ in rows), default=0) + 2
    lines = [inline((f"{first:<{width}}", "bold $accent"), second) for first, second in rows]
    return Content("\n").join(lines)
