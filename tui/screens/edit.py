"""Edit a call before it happens: its fields, the difference to the draft, and $EDITOR."""

import difflib
import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Label, Static, TextArea

from tui.marks import flat, marked, one_line
from tui.screens.dialog import Dialog
from tui.text import inline, toast
from tui.widgets.fields import AreaField, LineField

_LONG = {"body", "content", "text"}


class EditScreen(Dialog[dict[str, Any]]):
    """The fields of a call; the result is the edited arguments, or nothing."""

    SHAPE = "tall edit"
    HELP = """\
## Edit before it happens

Change what is wrong and press `{edit.send}`: that is your word, and what you see is what is sent.
`{edit.editor}` opens the field in your `$EDITOR`; `{dialog.back}` goes back to the card and sends
nothing.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "send", "Do it as edited", priority=True, id="edit.send"),
        Binding("ctrl+e", "editor", "$EDITOR", priority=True, id="edit.editor"),
    ]

    def __init__(self, tool: str, args: Mapping[str, Any], why: str, is_final: bool) -> None:
        """Edit `args` of a call to `tool`; `is_final` says that it cannot be undone."""
        final = " · cannot be undone" if is_final else ""
        keys = "{edit.send} do it as edited · {edit.editor} $EDITOR · {dialog.back} back"
        super().__init__(f"Edit before it happens · {one_line(tool, 40)}{final}", keys)
        self._args = dict(args)
        self._why = why

    def content(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            for key, value in self._args.items():
                yield from self._field(key, value)
        yield Static("", id="difference")

    def on_mount(self) -> None:
        self._show_difference()
        fields = [*self.query(TextArea), *self.query(Input)]
        if fields:
            fields[0].focus()

    def on_text_area_changed(self) -> None:
        self._show_difference()

    def on_input_changed(self) -> None:
        self._show_difference()

    def edited(self) -> dict[str, Any]:
        """The arguments as they stand in the fields."""
        args = dict(self._args)
        for key, value in self._args.items():
            typed = self._typed(key)
            if typed is not None and typed != marked(flat(value)):
                args[key] = _as(value, typed)
        return args

    def action_send(self) -> None:
        # Behind the letters that the field has not taken in yet.
        (self.focused or self).call_later(self._send)

    def _send(self) -> None:
        self.dismiss(self.edited())

    def action_editor(self) -> None:
        field = self.focused
        if not isinstance(field, TextArea | Input):
            toast(self.app, "Go to the field that you want to edit first.")
            return
        old = field.text if isinstance(field, TextArea) else field.value
        try:
            with self.app.suspend():
                new = edit_text(old)
        except (SuspendNotSupported, OSError, ValueError) as error:
            toast(self.app, f"The editor could not be used: {error or 'not here'}", "warning")
            return
        if isinstance(field, TextArea):
            field.text = new
        else:
            field.value = new.replace("\n", " ").strip()

    def _field(self, key: str, value: object) -> ComposeResult:
        if _is_fixed(key, value):
            yield Static(inline((f"{one_line(key, 30):<12} ", "dim"), one_line(flat(value))))
            return
        yield Label(inline((one_line(key, 30), "bold")), classes="field-name")
        if key in _LONG or "\n" in flat(value):
            yield AreaField(flat(value), id=f"edit-{key}", compact=True, classes="edit-long")
        else:
            yield LineField(flat(value), id=f"edit-{key}", compact=True)

    def _typed(self, key: str) -> str | None:
        found = self.query(f"#edit-{key}") if key.isidentifier() else None
        if not found:
            return None
        field = found.first()
        return field.text if isinstance(field, TextArea) else getattr(field, "value", None)

    def _show_difference(self) -> None:
        lines = difference(self._args, self.edited())
        changed = sum(line.startswith("+") for line in lines) or len(lines)
        head = f"changed: {changed} line{'s' * (changed != 1)}" if lines else "unchanged so far"
        shown = [inline((f"{head} · {self._why}", "dim"))]
        styles = {"+": "$success", "-": "$error"}
        shown += [inline((one_line(line, 160), styles.get(line[:1], ""))) for line in lines[:8]]
        if len(lines) > 8:
            shown.append(inline((f"… {len(lines) - 8} more lines differ", "dim")))
        self.query_one("#difference", Static).update(Content("\n").join(shown))


def difference(draft: Mapping[str, Any], edited: Mapping[str, Any]) -> list[str]:
    """The lines that differ, `-` from the draft and `+` as edited."""
    lines: list[str] = []
    for key, value in draft.items():
        before, after = flat(value).splitlines(), flat(edited.get(key, "")).splitlines()
        delta = difflib.unified_diff(before, after, lineterm="", n=0)
        lines += [f"{line[0]} {line[1:]}" for line in delta
                  if line[:1] in "+-" and line[:3] not in {"+++", "---"}]  # fmt: skip
    return lines


def edit_text(text: str, command: str = "") -> str:
    """Let the person's editor change a text.

    Raises:
        OSError: the editor cannot be started.
        ValueError: it ended with an error, so the text is left as it was.
    """
    editor = command or os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "draft.txt")
        path.write_text(text, "utf-8")
        result = subprocess.run([*shlex.split(editor), str(path)], check=False)
        if result.returncode != 0:
            raise ValueError(f"{editor} ended with {result.returncode}")
        return path.read_text("utf-8").removesuffix("\n")


def _is_fixed(key: str, value: object) -> bool:
    """Whether the field says what the call is about and so cannot be edited."""
    return key.endswith("_id") or not isinstance(value, str | int | float | list | tuple)


def _as(before: object, typed: str) -> Any:
    """What was typed, as the kind of value that it replaces."""
    if isinstance(before, list | tuple):
        return [part.strip() for part in typed.split(",") if part.strip()]
    if isinstance(before, int) and typed.strip().lstrip("-").isdigit():
        return int(typed)
    return typed
