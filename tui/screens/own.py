"""Use my own list: name the files, by typing or by picking, and get a commented config."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from rich.text import Text, TextType
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, DirectoryTree, Input, Label, Static

from tui.firstrun import starter_config
from tui.marks import one_line
from tui.screens.dialog import Dialog
from tui.text import inline, toast
from tui.widgets.fields import LineField

FIELDS: tuple[tuple[str, str, str], ...] = (
    ("tasks", "Tasks", "a todo.txt or a Markdown checklist"),
    ("calendar", "Calendar", "an .ics file"),
    ("mail", "Mail", "a Maildir folder"),
    ("notes", "Notes", "a folder of notes"),
)
_FOLDERS = {"mail", "notes"}


class OwnListScreen(Dialog[str]):
    """Which files are the person's; the result is the text of a configuration file."""

    SHAPE = "own"
    HELP = """\
## Use my own list

Name at least one of tasks, calendar and mail. `{own.browse}` picks a file for the field you are in.
`{own.save}` writes a settings file with a comment on each line; nothing else is changed or sent.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", priority=True, id="own.save"),
        Binding("ctrl+b", "browse", "Browse", priority=True, id="own.browse"),
    ]

    def __init__(self) -> None:
        """All fields empty."""
        keys = "{own.save} save · {own.browse} browse · {dialog.back} back"
        super().__init__("Use my own list", keys)

    def content(self) -> ComposeResult:
        yield Static("Nothing leaves this machine. Leave empty what you do not have.")
        with VerticalScroll(can_focus=False):
            for key, label, hint in FIELDS:
                yield Label(f"{label}: {hint}", classes="field-name")
                with Horizontal(classes="field"):
                    yield LineField(placeholder="path", id=f"own-{key}", compact=True)
                    yield Button("browse", id=f"browse-{key}", compact=True)
                yield Static("", id=f"wrong-{key}", classes="wrong")

    def on_input_changed(self, event: Input.Changed) -> None:
        key = (event.input.id or "").removeprefix("own-")
        wrong = self.query_one(f"#wrong-{key}", Static)
        wrong.update(inline(problem(event.value, key in _FOLDERS)))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        key = (event.button.id or "").removeprefix("browse-")
        self._pick(self.query_one(f"#own-{key}", Input))

    def on_input_submitted(self) -> None:
        self.focus_next(Input)

    def action_browse(self) -> None:
        field = self.focused
        self._pick(field if isinstance(field, Input) else self.query(Input).first())

    def action_save(self) -> None:
        # Behind the letters that the field has not taken in yet.
        (self.focused or self).call_later(self._save)

    def _save(self) -> None:
        typed = {key: self.query_one(f"#own-{key}", Input).value.strip() for key, _, _ in FIELDS}
        wrong = [key for key, value in typed.items() if problem(value, key in _FOLDERS)]
        if wrong:
            self.query_one(f"#own-{wrong[0]}", Input).focus()
            toast(self.app, f"Mend the path of your {wrong[0]} first.", "warning")
            return
        paths = {key: Path(value).expanduser() if value else None for key, value in typed.items()}
        if not (paths["tasks"] or paths["calendar"] or paths["mail"]):
            toast(self.app, "Name your tasks, calendar or mail: one of them is enough.", "warning")
            return
        self.dismiss(
            starter_config(paths["tasks"], paths["calendar"], paths["mail"], paths["notes"])
        )

    def _pick(self, field: Input) -> None:
        def chosen(path: Path | None) -> None:
            if path is not None:
                field.value = str(path)

        key = (field.id or "").removeprefix("own-")
        self.app.push_screen(PickScreen(_start(field.value), key in _FOLDERS), chosen)


class PickScreen(Dialog[Path]):
    """A file or folder, picked from a tree."""

    SHAPE = "tall"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("backspace", "up", "Folder above", id="pick.up"),
        Binding("s", "take", "Take this", id="pick.take"),
    ]

    def __init__(self, start: Path, wants_folder: bool) -> None:
        """Begin in `start`; `s` takes a folder, `enter` a file."""
        keys = "{pick.take} take the folder" if wants_folder else "enter take the file"
        title = "Pick a folder" if wants_folder else "Pick a file"
        super().__init__(title, keys + " · {pick.up} folder above · {dialog.back} back")
        self._start = start
        self._wants_folder = wants_folder

    def content(self) -> ComposeResult:
        yield VisibleTree(self._start)

    def on_directory_tree_file_selected(self, event: DirectoryTree.FileSelected) -> None:
        if not self._wants_folder:
            self.dismiss(event.path)

    def action_take(self) -> None:
        node = self.query_one(VisibleTree).cursor_node
        path = node.data.path if node is not None and node.data is not None else None
        if path is None or path.is_dir() != self._wants_folder:
            what = "folder" if self._wants_folder else "file"
            toast(self.app, f"Put the cursor on a {what} first.")
            return
        self.dismiss(path)

    def action_up(self) -> None:
        tree = self.query_one(VisibleTree)
        tree.path = Path(tree.path).absolute().parent


class VisibleTree(DirectoryTree):
    """Files and folders, without hidden ones."""

    def process_label(self, label: TextType) -> Text:
        """A file's name may hold anything."""
        return super().process_label(one_line(label) if isinstance(label, str) else label)

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        return [path for path in paths if not path.name.startswith(".")]


def problem(typed: str, wants_folder: bool) -> str:
    """What is wrong with a path; nothing where it is fine or empty."""
    if not typed.strip():
        return ""
    try:
        path = Path(typed.strip()).expanduser()
        if not path.exists():
            return "there is no such file or folder"
        if path.is_dir() != wants_folder:
            return "this is a folder" if path.is_dir() else "this is a file; name its folder"
        return "" if os.access(path, os.R_OK) else "this cannot be read"
    except (OSError, ValueError, RuntimeError):
        return "this is no path"


def _start(typed: str) -> Path:
    try:
        path = Path(typed).expanduser() if typed.strip() else Path.home()
        return path if path.is_dir() else path.parent if path.parent.is_dir() else Path.home()
    except (OSError, ValueError, RuntimeError):
        return Path.home()
