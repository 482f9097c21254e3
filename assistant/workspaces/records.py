"""What the journal holds, as values, and how they are written into its columns."""

import base64
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from assistant.contract.day import Item
from assistant.contract.notes import Note
from assistant.contract.outcome import Outcome
from assistant.workspaces.changes import Change, FileChange, Move, NoteChange

EffectState = Literal[
    "intent", "done", "waiting", "denied", "failed", "undoing", "undone", "rolled_back"
]

SCHEMA_VERSION = 1

SCHEMA = f"""
CREATE TABLE runs (
    id TEXT PRIMARY KEY, workspace TEXT NOT NULL, thread TEXT NOT NULL, model TEXT NOT NULL,
    started TEXT NOT NULL, finished TEXT
) STRICT;
CREATE TABLE effects (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, run TEXT NOT NULL,
    workspace TEXT NOT NULL, decision INTEGER NOT NULL, item_id TEXT NOT NULL,
    item_key TEXT NOT NULL, item_text TEXT NOT NULL, agent TEXT NOT NULL, tool TEXT NOT NULL,
    args TEXT NOT NULL, effect TEXT NOT NULL, state TEXT NOT NULL, changes TEXT NOT NULL,
    outcome TEXT NOT NULL, ledger TEXT NOT NULL, ids TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX effects_by_state ON effects (state);
CREATE TABLE items (
    key TEXT PRIMARY KEY, workspace TEXT NOT NULL, run TEXT NOT NULL, short TEXT NOT NULL,
    status TEXT NOT NULL, agent TEXT NOT NULL, text TEXT NOT NULL, tier TEXT NOT NULL,
    until INTEGER, item TEXT NOT NULL, updated TEXT NOT NULL
) STRICT;
CREATE TABLE ids (
    workspace TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, short TEXT NOT NULL,
    PRIMARY KEY (workspace, kind, key), UNIQUE (workspace, kind, short)
) STRICT;
PRAGMA user_version = {SCHEMA_VERSION}
"""
"""`effects.ledger` and `effects.ids` are what the effect's completion will write to the others."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One call on a workspace, as the journal names it."""

    id: str
    run: str
    workspace: str
    tool: str
    args: dict[str, Any]
    effect: str
    agent: str
    at: str
    """ISO 8601."""
    item_id: str = ""
    item_key: str = ""
    item_text: str = ""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """What became of an item, under a key that the next run finds it by."""

    key: str
    item: Item
    before: Item | None = None
    """The item as it was, for an undo."""
    run: str = ""


@dataclass(frozen=True, slots=True)
class NewId:
    """A short id that comes into being with an effect, and what it stands for."""

    kind: str
    key: str
    short: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of `majordomo journal`."""

    effect: Effect
    state: EffectState
    outcome: Outcome
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Recovered:
    """An effect that a crash had interrupted, and how it was settled."""

    effect_id: str
    tool: str
    item_text: str
    state: EffectState
    text: str


@dataclass(frozen=True, slots=True)
class UndoReport:
    """Whether an effect was taken back, and if not, why."""

    effect_id: str
    tool: str
    item_text: str
    is_undone: bool
    text: str


def report(entry: Entry, is_undone: bool, text: str) -> UndoReport:
    """The report on the undo of one effect."""
    effect = entry.effect
    return UndoReport(effect.id, effect.tool, effect.item_text, is_undone, text)


def changes_json(changes: Sequence[Change]) -> str:
    """An effect's changes as a column."""
    return json.dumps([change_to_json(change) for change in changes])


def change_to_json(change: Change) -> dict[str, Any]:
    """The change as JSON-ready values, bytes in base64."""
    values: dict[str, Any] = {"kind": type(change).__name__}
    for name in type(change).__slots__:
        value = getattr(change, name)
        values[name] = base64.b64encode(value).decode() if isinstance(value, bytes) else value
    return values


def change_from_json(values: Mapping[str, Any]) -> Change:
    """The inverse of `change_to_json`."""
    fields = {key: value for key, value in values.items() if key != "kind"}
    if "folders" in fields:
        fields["folders"] = tuple(fields["folders"])
    match values["kind"]:
        case "NoteChange":
            return NoteChange(**fields)
        case "Move":
            return Move(**fields)
    for name in ("removed", "inserted", "left", "right", "shell"):
        fields[name] = base64.b64decode(fields[name])
    return FileChange(**fields)


def ledger_json(rows: Sequence[LedgerRow]) -> str:
    """What an effect does to the ledger, as a column."""
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False)


def ledger_from_json(text: str) -> list[LedgerRow]:
    """The inverse of `ledger_json`."""
    return [
        LedgerRow(
            row["key"],
            item_from_json(row["item"]),
            item_from_json(row["before"]) if row["before"] else None,
            row["run"],
        )
        for row in json.loads(text)
    ]


def item_from_json(values: Mapping[str, Any]) -> Item:
    """An item out of `asdict`'s values; lists become tuples again."""
    known = {field.name for field in fields(Item)}
    kept: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in values.items()
        if key in known
    }
    return Item(**kept)


def outcome_json(outcome: Outcome) -> str:
    """An outcome as a column."""
    return json.dumps(asdict(outcome), ensure_ascii=False)


def entry_of(row: sqlite3.Row) -> Entry:
    """An effect out of its columns."""
    outcome = json.loads(row["outcome"])
    notes = tuple(Note(**note) for note in outcome.pop("notes"))
    return Entry(
        Effect(
            id=row["id"],
            run=row["run"],
            workspace=row["workspace"],
            tool=row["tool"],
            args=json.loads(row["args"]),
            effect=row["effect"],
            agent=row["agent"],
            at=row["at"],
            item_id=row["item_id"],
            item_key=row["item_key"],
            item_text=row["item_text"],
        ),
        row["state"],
        Outcome(**outcome, notes=notes),
        tuple(change_from_json(change) for change in json.loads(row["changes"])),
    )


def ledger_row_of(row: sqlite3.Row) -> LedgerRow:
    """An item out of its columns."""
    return LedgerRow(row["key"], item_from_json(json.loads(row["item"])), run=row["run"])
