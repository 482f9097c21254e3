"""The only two ways in which text reaches the screen: `inline` and `toast`. Neither reads markup.

Textual reads square brackets as markup wherever a plain string is given to it, and raises on
what it cannot read; a mail's subject must be able to hold both.
"""

from typing import Any, Literal

from textual.app import App
from textual.content import Content

from tui.marks import one_line, shown

_NARROWEST = 8
"""Cells that a hanging text has at least, however narrow the window is."""

Severity = Literal["information", "warning", "error"]


def inline(*parts: str | tuple[str, str]) -> Content:
    """Text with styles, such as `inline("To ", (name, "bold"))`; hidden characters are marked."""
    return Content.assemble(
        *(shown(part) if isinstance(part, str) else (shown(part[0]), part[1]) for part in parts)
    )


def hanging(head: Content, body: Content, width: int) -> Content:
    """`body` beside `head`; what does not fit into `width` cells goes on under its beginning."""
    indent = Content(" " * head.cell_length)
    rows = body.wrap(max(width - head.cell_length, _NARROWEST))
    lines = [Content.assemble(head if n == 0 else indent, row) for n, row in enumerate(rows)]
    return Content("\n").join(lines)


def toast(app: App[Any], text: str, severity: Severity = "information") -> None:
    """Tell the person something that needs no answer."""
    app.notify(one_line(text, 400), severity=severity, markup=False)
