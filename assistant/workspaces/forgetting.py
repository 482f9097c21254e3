"""Taking words out of a journal that a person wants forgotten.

An effect keeps its place in the journal, but what it would be undone with goes where it holds such
words: half of an undo is none. What a crash interrupted, and requests that are still open, stay as
they are, because the next start needs them; they are counted.
"""

import base64
import json
import sqlite3
from dataclasses import dataclass
from typing import Any, Protocol

_UNSETTLED = {"intent", "undoing"}
_TYPED = "you\n"
_CLOSED = {"done", "left"}
_CODED = {"removed", "inserted", "left", "right", "shell"}
"""Bytes of files, in base64."""


class Traces(Protocol):
    """Words that are to go."""

    def are_in(self, text: str) -> bool:
        """Whether a text has some of them."""

    def without_in(self, value: Any) -> Any:
        """A JSON value without them; itself where it has none."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What became of a journal."""

    changed: int = 0
    """Calls and items that held such words."""
    undo_lost: int = 0
    """Calls among them that cannot be undone any more."""
    kept: int = 0
    """Calls and items that hold them still: interrupted, or not decided yet."""


def forget_in_journal(db: sqlite3.Connection, traces: Traces) -> Forgotten:
    """Take the words out, within a transaction of the caller's."""
    db.row_factory = sqlite3.Row
    changed = undo_lost = kept = 0
    for row in db.execute("SELECT * FROM effects").fetchall():
        new = _effect(row, traces)
        if new is None:
            continue
        if row["state"] in _UNSETTLED:
            kept += 1
            continue
        changed += 1
        undo_lost += row["state"] == "done" and new.get("changes") == "[]"
        columns = ", ".join(f"{name} = ?" for name in new)
        db.execute(f"UPDATE effects SET {columns} WHERE seq = ?", (*new.values(), row["seq"]))
    for row in db.execute("SELECT * FROM items").fetchall():
        found = _without(row["item"], traces)
        if found is None:
            continue
        if row["key"].startswith(_TYPED) and row["status"] not in _CLOSED:
            kept += 1
            continue
        changed += 1
        text = json.loads(found)["text"]
        query = "UPDATE items SET item = ?, text = ? WHERE key = ?"
        db.execute(query, (found, text, row["key"]))
    return Forgotten(changed, undo_lost, kept)


def _effect(row: sqlite3.Row, traces: Traces) -> dict[str, str] | None:
    """The columns of an effect without the words; None where it has none."""
    new: dict[str, str] = {}
    for name in ("args", "outcome", "ledger"):
        found = _without(row[name], traces)
        if found is not None:
            new[name] = found
    text = traces.without_in(row["item_text"])
    if text != row["item_text"]:
        new["item_text"] = text
    changes = [_change(change, traces) for change in json.loads(row["changes"])]
    if None in changes:
        new |= {"changes": "[]", "ledger": "[]"}
    elif json.dumps(changes) != row["changes"]:
        new["changes"] = json.dumps(changes)
    return new or None


def _without(column: str, traces: Traces) -> str | None:
    value = json.loads(column)
    found = traces.without_in(value)
    return None if found is value else json.dumps(found, ensure_ascii=False)


def _change(change: dict[str, Any], traces: Traces) -> dict[str, Any] | None:
    """A change without the words; None where it could then not be taken back.

    The lines around a change only help to find it again in a file that was edited since.
    """
    around = {"left", "right"} if change["kind"] == "FileChange" else set()
    kept = dict(change)
    for name, value in change.items():
        if not isinstance(value, str):
            continue
        texts = [value]
        if change["kind"] == "FileChange" and name in _CODED:
            texts.append(base64.b64decode(value).decode("utf-8", "replace"))
        if any(map(traces.are_in, texts)):
            if name not in around:
                return None
            kept[name] = ""
    return kept
