"""Fields that paint no control characters: Textual's own send them to the terminal as they are.

What is pasted or loaded is marked on its way in, so that what is edited, shown and handed on is
the same text.
"""

from dataclasses import replace

from textual.document._edit import Edit
from textual.widgets import Input, TextArea
from textual.widgets.text_area import EditResult

from tui.marks import marked


class LineField(Input):
    """One line of text."""

    def validate_value(self, value: str) -> str:
        """Mark what would be hidden."""
        return marked(value).replace("\n", " ")


class AreaField(TextArea):
    """Several lines of text."""

    def _set_document(self, text: str, language: str | None) -> None:
        # Both the constructor and `load_text` come through here.
        super()._set_document(marked(text), language)

    def edit(self, edit: Edit) -> EditResult:
        return super().edit(replace(edit, text=marked(edit.text)))
