"""The journal's writes: an effect and its items change together, within one transaction."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, replace

from assistant.contract.outcome import Outcome
from assistant.workspaces.changes import Change
from assistant.workspaces.records import (
    Effect,
    EffectState,
    LedgerRow,
    NewId,
    changes_json,
    item_from_json,
    ledger_from_json,
    ledger_json,
    outcome_json,
)


def insert(
    db: sqlite3.Connection,
    effect: Effect,
    state: EffectState,
    outcome: Outcome,
    changes: Sequence[Change],
    rows: Sequence[LedgerRow],
    ids: Sequence[NewId],
) -> None:
    """Write an effect; one that came to nothing before is tried anew under the same id."""
    query = "SELECT count(*) FROM effects WHERE run = ?"
    (decision,) = db.execute(query, (effect.run,)).fetchone()
    db.execute("DELETE FROM effects WHERE id = ? AND state != 'done'", (effect.id,))
    db.execute(
        "INSERT INTO effects (id, run, workspace, decision, item_id, item_key, item_text, agent, "
        "tool, args, effect, state, changes, outcome, ledger, ids, at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            effect.id,
            effect.run,
            effect.workspace,
            decision,
            effect.item_id,
            effect.item_key,
            effect.item_text,
            effect.agent,
            effect.tool,
            json.dumps(effect.args, ensure_ascii=False),
            effect.effect,
            state,
            changes_json(changes),
            outcome_json(outcome),
            ledger_json(rows),
            json.dumps([asdict(new) for new in ids]),
            effect.at,
        ),
    )


def complete(db: sqlite3.Connection, effect_id: str) -> None:
    """Mark an intent as done, and write what it said would then be true."""
    row = db.execute("SELECT * FROM effects WHERE id = ?", (effect_id,)).fetchone()
    db.execute("UPDATE effects SET state = 'done' WHERE id = ?", (effect_id,))
    keep(db, row["workspace"], row["run"], row["at"], ledger_from_json(row["ledger"]))
    for new in json.loads(row["ids"]):
        values = (row["workspace"], new["kind"], new["key"], new["short"])
        db.execute("INSERT OR REPLACE INTO ids VALUES (?, ?, ?, ?)", values)


def keep(
    db: sqlite3.Connection, workspace: str, run: str, at: str, rows: Sequence[LedgerRow]
) -> None:
    """Write what became of items."""
    for row in rows:
        item = row.item
        values = (row.key, workspace, run, item.id, item.status, item.agent, item.text, item.tier)
        text = json.dumps(asdict(item), ensure_ascii=False)
        db.execute(
            "INSERT OR REPLACE INTO items VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, item.until, text, at),
        )


def reopen(db: sqlite3.Connection, effect_id: str) -> None:
    """Put the items of an undone effect back as they were before it.

    An item that a later effect settled stays as that left it; what the person said is kept.
    """
    effect = db.execute("SELECT * FROM effects WHERE id = ?", (effect_id,)).fetchone()
    query = "SELECT ledger FROM effects WHERE seq > ? AND state = 'done' AND ledger != '[]'"
    later = {
        row.key
        for (text,) in db.execute(query, (effect["seq"],)).fetchall()
        for row in ledger_from_json(text)
    }
    for row in ledger_from_json(effect["ledger"]):
        kept = db.execute("SELECT item FROM items WHERE key = ?", (row.key,)).fetchone()
        if kept is None or row.key in later:
            continue
        now = item_from_json(json.loads(kept["item"]))
        old = row.before or now
        item = replace(old, id=now.id, said=now.said, status="open", agent="none", until=None)
        again = LedgerRow(row.key, replace(item, tries=0))
        keep(db, effect["workspace"], effect["run"], effect["at"], [again])
