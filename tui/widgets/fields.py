"""Fields that paint no control characters: Textual's own send them to the terminal as they are.

What is pasted or loaded is marked on its way in, so that what is edited, shown and handed on is
the same text.
"""

from dataclasses import replace
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.document._edit import Edit
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea
from textual.widgets.text_area import EditResult

from tui.marks import marked


class LineField(Input):
    """One line of text."""

    def on_mount(self) -> None:
        self._home = self.screen

    def on_unmount(self) -> None:
        _release(self, self._home)

    def validate_value(self, value: str) -> str:
        """Mark what would be hidden."""
        return marked(value).replace("\n", " ")


class AreaField(TextArea, inherit_bindings=False):
    """Several lines of text; the function keys are the app's, and select nothing here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in Binding.make_bindings(TextArea.BINDINGS) if not each.key.startswith("f")
    ]

    def on_mount(self) -> None:
        self._home = self.screen

    def on_unmount(self) -> None:
        _release(self, self._home)

    async def _on_key(self, event: events.Key) -> None:
        """Keys act in the order in which they were pressed, however fast they come.

        Textual lets those of `BINDINGS` bubble up first, and letters that wait behind one overtake
        it; those with priority overtake the letters before them.
        """
        if event.is_printable or not self.is_attached:
            return
        found = self.screen.active_bindings.get(event.key)
        is_mine = found is not None and found.node is self and found.enabled
        if found is not None and is_mine and await self.app.run_action(found.binding.action, self):
            event.stop()
            event.prevent_default()

    def _set_document(self, text: str, language: str | None) -> None:
        # Both the constructor and `load_text` come through here.
        super()._set_document(marked(text), language)

    def edit(self, edit: Edit) -> EditResult:
        return super().edit(replace(edit, text=marked(edit.text)))


def _release(field: Widget, screen: Screen[Any]) -> None:
    """Let a screen forget a field: Textual's subscribe to a signal of it and never unsubscribe."""
    screen.text_selection_started_signal.unsubscribe(field)
