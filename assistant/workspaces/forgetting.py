"""Taking words out of a journal that a person wants forgotten.

An effect keeps its place in the journal, but what it would be undone with goes where it holds such
words: half of an undo is none. What a crash interrupted, and requests that are still open, stay as
they are, because the next start needs them; they are counted.
"""

import base64
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

_UNSETTLED = {"intent", "undoing"}
_TYPED = "you\n"
_CLOSED = {"done", "left"}


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
        undo_lost += row["state"] == "done" and row["changes"] != new["changes"]
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
    if any(_holds(change, traces) for change in json.loads(row["changes"])):
        new |= {"changes": "[]", "ledger": "[]"}
    return new | {"changes": new.get("changes", row["changes"])} if new else None


def _without(column: str, traces: Traces) -> str | None:
    value = json.loads(column)
    found = traces.without_in(value)
    return None if found is value else json.dumps(found, ensure_ascii=False)


def _holds(change: Mapping[str, Any], traces: Traces) -> bool:
    """Whether a change has the words, be it as text or as bytes of a file."""
    texts = [value for value in change.values() if isinstance(value, str)]
    if change["kind"] == "FileChange":
        coded = [change[name] for name in ("removed", "inserted", "left", "right", "shell")]
        texts += [base64.b64decode(part).decode("utf-8", "replace") for part in coded]
    return any(map(traces.are_in, texts))
