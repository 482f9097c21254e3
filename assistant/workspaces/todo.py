"""To-do files: todo.txt and Markdown checklists, read line by line and changed line by line.

A line that is not concerned keeps every byte, whatever its ending, indentation or encoding
marks. A to-do is found again by its words and their n-th occurrence, never by its line number,
because people edit their lists while the assistant works.
"""

import re
from collections import Counter
from datetime import date
from pathlib import PurePath

from assistant.workspaces.errors import WorkspaceError
from assistant.workspaces.todo_lines import (
    Format,
    Todo,
    is_bullet,
    is_checkbox,
    is_rule,
    mark_of,
    parse_line,
    section_of,
    ticked,
    wording,
)

_BOM = b"\xef\xbb\xbf"
_MARKDOWN = {".md", ".markdown", ".mdown", ".mkd"}


class TodoFile:
    """The bytes of a to-do file, and the to-dos in them."""

    def __init__(self, path: str, data: bytes) -> None:
        """Read the to-dos in `data`.

        Raises:
            WorkspaceError: it is no UTF-8 text.
        """
        self.path = path
        self._bom, body = (_BOM, data[3:]) if data.startswith(_BOM) else (b"", data)
        # Only "\n" separates: `splitlines` also splits at characters that may stand in a line.
        self._lines = _text(path, body).split("\n")
        self.format = _format(path, self._lines)
        self.todos = self._read()

    def data(self) -> bytes:
        """The file's bytes as they stand now."""
        return self._bom + "\n".join(self._lines).encode()

    def find(self, text: str, occurrence: int) -> Todo | None:
        """The to-do with these words."""
        for todo in self.todos:
            if wording(todo.text) == wording(text) and todo.occurrence == occurrence:
                return todo
        return None

    def complete(self, todo: Todo, today: date) -> None:
        """Tick a to-do off; a todo.txt task with `rec:` gets its next occurrence."""
        content, ending = self._parts(todo)
        lines = ticked(content, self.format, today)
        self._lines[todo.line : todo.line + 1] = [line + ending for line in lines]
        self.todos = self._read()

    def delegate(self, todo: Todo, name: str) -> None:
        """Note on the line who does it."""
        plain = " ".join(re.sub(r"[()\[\]<>]", " ", name).split())
        todo_txt = f"delegated:{plain.replace(' ', '_')}"
        self._append(todo, todo_txt if self.format == "todo.txt" else f"(delegated to {plain})")

    def tag(self, todo: Todo, effect_id: str) -> None:
        """Note on the line that an effect took care of it."""
        mark = mark_of(effect_id)
        self._append(todo, mark if self.format == "todo.txt" else f"<!-- {mark} -->")

    def _append(self, todo: Todo, words: str) -> None:
        content, ending = self._parts(todo)
        # Two trailing spaces are a line break in Markdown, so they stay at the end.
        kept = content.rstrip()
        self._lines[todo.line] = f"{kept} {words}{content[len(kept) :]}{ending}"
        self.todos = self._read()

    def _parts(self, todo: Todo) -> tuple[str, str]:
        line = self._lines[todo.line]
        return (line[:-1], "\r") if line.endswith("\r") else (line, "")

    def _read(self) -> list[Todo]:
        seen: Counter[str] = Counter()
        found: list[Todo] = []
        section, fence = "", ""
        for n, raw in enumerate(self._lines):
            line = raw.removesuffix("\r")
            marker = line.lstrip()[:3] if self.format != "todo.txt" else ""
            if marker in {"```", "~~~"} and fence in {"", marker}:
                fence = "" if fence else marker
            elif (heading := section_of(line)) is not None:
                section = section if fence else heading
            elif not fence and (todo := parse_line(n, line, self.format, section)) is not None:
                seen[wording(todo.text)] += 1
                found.append(todo.numbered(seen[wording(todo.text)]))
        return found


def _text(path: str, body: bytes) -> str:
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise WorkspaceError(f"{path} is UTF-16 text; save it as UTF-8 and try again")
    if b"\0" in body:
        raise WorkspaceError(f"{path} is not a text file; give a todo.txt or Markdown list")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise WorkspaceError(
            f"{path} is not UTF-8 text (line {line}); save it as UTF-8 and try again"
        ) from error


def _format(path: str, lines: list[str]) -> Format:
    """By the file's name, then by what is in it."""
    if any(is_checkbox(line) for line in lines):
        return "markdown"
    if PurePath(path).suffix.lower() in _MARKDOWN:
        return "list"
    telling = [line for line in lines if not is_rule(line) and section_of(line) is None]
    return "list" if telling and all(is_bullet(line) for line in telling) else "todo.txt"
