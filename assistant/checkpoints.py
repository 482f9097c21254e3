"""Taking words out of a graph's checkpoints that a person wants forgotten.

Apart from `assistant.engine`, which leaves checkpoints to LangGraph: this opens them up. A run that
waits goes on from what is left, and the person sees on its card what that is.
"""

import json
import sqlite3
from typing import Any

from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.types import Interrupt

from assistant.workspaces.forgetting import Traces


def forget_in_checkpoints(db: sqlite3.Connection, traces: Traces) -> int:
    """Take the words out, within a transaction of the caller's; returns how many rows had some."""
    serde = JsonPlusSerializer()
    changed = 0
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'checkpoints'").fetchone():
        return changed  # LangGraph makes its tables with the first checkpoint
    for table, column in (("checkpoints", "checkpoint"), ("writes", "value")):
        rows = db.execute(f"SELECT rowid, type, {column} FROM {table}").fetchall()
        for rowid, kind, data in rows:
            value = serde.loads_typed((kind, data))
            found = _without(value, traces)
            if found is not value:
                new = serde.dumps_typed(found)
                query = f"UPDATE {table} SET type = ?, {column} = ? WHERE rowid = ?"
                db.execute(query, (*new, rowid))
                changed += 1
    for rowid, data in db.execute("SELECT rowid, metadata FROM checkpoints").fetchall():
        value = json.loads(data)
        found = traces.without_in(value)
        if found is not value:
            text = json.dumps(found, ensure_ascii=False).encode()
            db.execute("UPDATE checkpoints SET metadata = ? WHERE rowid = ?", (text, rowid))
    return changed


def _without(value: Any, traces: Traces) -> Any:
    """The value without the words; itself where it has none."""
    if isinstance(value, Interrupt):
        asked = _without(value.value, traces)
        return value if asked is value.value else Interrupt(value=asked, id=value.id)
    if isinstance(value, dict):
        new = {key: _without(part, traces) for key, part in value.items()}
        return new if any(new[key] is not value[key] for key in value) else value
    if isinstance(value, list | tuple):
        parts = [_without(part, traces) for part in value]
        if all(new is old for new, old in zip(parts, value, strict=True)):
            return value
        return parts if isinstance(value, list) else tuple(parts)
    return traces.without_in(value)
