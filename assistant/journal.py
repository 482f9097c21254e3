"""The journal: what was done to a person's files, before and after it was done.

One SQLite database per data folder. An effect's intent, with the changes it will make, is on the
disk before any file is touched; its result and what became of its items are one transaction. So
a crash in between is found and settled at the next start, and every effect can be taken back.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from assistant import failpoints
from assistant.contract.notes import KnowledgePort
from assistant.contract.outcome import Outcome
from assistant.workspaces import ledger, recovery
from assistant.workspaces.changes import Change
from assistant.workspaces.database import Database
from assistant.workspaces.errors import ChangeRefused, JournalError, WorkspaceBusy
from assistant.workspaces.locks import locked, locked_in_use
from assistant.workspaces.records import (
    Effect,
    EffectState,
    Entry,
    LedgerRow,
    NewId,
    Recovered,
    UndoReport,
    entry_of,
    ledger_row_of,
    report,
)

__all__ = [
    "Effect",
    "EffectState",
    "Entry",
    "Journal",
    "JournalError",
    "LedgerRow",
    "NewId",
    "Recovered",
    "UndoReport",
    "WorkspaceBusy",
]


class Journal:
    """The journal of one data folder."""

    def __init__(self, home: Path) -> None:
        """Open the journal in `home`, creating both where they are missing.

        Raises:
            JournalError: it is damaged, of a newer version, or cannot be written.
        """
        self.home = home
        self.path = home / "journal.db"
        self._db = Database(self.path)
        self._held: set[str] = set()

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    @contextmanager
    def lock(self, *names: str) -> Iterator[None]:
        """Hold the locks of a workspace's files.

        Raises:
            WorkspaceBusy: another process, or another workspace of this one, holds one of them.
        """
        with locked(self.home / "locks", names):
            self._held |= set(names)
            try:
                yield
            finally:
                self._held -= set(names)

    # Runs

    def start_run(
        self, run: str, workspace: str, at: str, thread: str = "", model: str = ""
    ) -> None:
        """Note that a run began; beginning it again after a crash adds what is new."""
        with self._db.transaction() as db:
            db.execute(
                "INSERT INTO runs VALUES (?, ?, ?, ?, ?, NULL) ON CONFLICT (id) DO UPDATE SET "
                "thread = max(thread, excluded.thread), model = max(model, excluded.model)",
                (run, workspace, thread, model, at),
            )

    def unfinished_run(self, workspace: str) -> str:
        """The newest run on a workspace that did not end, to go on with; empty if there is none."""
        rows = self._db.rows(
            "SELECT id FROM runs WHERE workspace = ? AND finished IS NULL "
            "ORDER BY started DESC, rowid DESC LIMIT 1",
            (workspace,),
        )
        return str(rows[0]["id"]) if rows else ""

    def finish_run(self, run: str, at: str) -> None:
        """Note that a run is over."""
        with self._db.transaction() as db:
            db.execute("UPDATE runs SET finished = ? WHERE id = ?", (at, run))

    # Effects

    def begin(
        self,
        effect: Effect,
        changes: Sequence[Change],
        outcome: Outcome,
        rows: Sequence[LedgerRow] = (),
        ids: Sequence[NewId] = (),
    ) -> None:
        """Commit the intent of an effect, and what will be true once its changes are made."""
        failpoints.hit("journal.begin")
        with self._db.transaction() as db:
            ledger.insert(db, effect, "intent", outcome, changes, rows, ids)
        failpoints.hit("journal.begun")

    def finish(self, effect_id: str) -> None:
        """Commit that an effect was done, and with it what became of its items."""
        failpoints.hit("journal.finish")
        with self._db.transaction() as db:
            ledger.complete(db, effect_id)
        failpoints.hit("journal.finished")

    def record(
        self,
        effect: Effect,
        state: EffectState,
        outcome: Outcome,
        rows: Sequence[LedgerRow] = (),
    ) -> None:
        """Commit an effect that touches no file, or one that came to nothing, at once."""
        with self._db.transaction() as db:
            ledger.insert(db, effect, state, outcome, (), rows, ())
            ledger.keep(db, effect.workspace, effect.run, effect.at, rows)

    def find(self, effect_id: str) -> Entry | None:
        """The effect with that id."""
        return next(iter(self._entries("id = ?", (effect_id,))), None)

    def entries(self, run: str = "", limit: int = 1000) -> list[Entry]:
        """The effects of a run, or of all, oldest first: the newest `limit` of them."""
        return self._entries("? IN ('', run) ORDER BY seq DESC LIMIT ?", (run, limit))[::-1]

    # Items and ids

    def ledger(self, keys: Collection[str]) -> dict[str, LedgerRow]:
        """What became of the items with these keys, in whatever run."""
        found: dict[str, LedgerRow] = {}
        wanted = list(keys)
        for n in range(0, len(wanted), 500):
            some = wanted[n : n + 500]
            marks = ", ".join("?" * len(some))
            rows = self._db.rows(f"SELECT key, item, run FROM items WHERE key IN ({marks})", some)
            found |= {row["key"]: ledger_row_of(row) for row in rows}
        return found

    def run_ledger(self, workspace: str, run: str, prefix: str) -> list[LedgerRow]:
        """What became of the items of one run, and of all whose key begins with `prefix`."""
        rows = self._db.rows(
            "SELECT key, item, run FROM items WHERE workspace = ? "
            "AND (run = ? OR substr(key, 1, ?) = ?) ORDER BY updated, key",
            (workspace, run, len(prefix), prefix),
        )
        return [ledger_row_of(row) for row in rows]

    def keep(self, workspace: str, run: str, at: str, rows: Sequence[LedgerRow]) -> None:
        """Write items to the ledger outside any effect: what was typed, what came to nothing."""
        with self._db.transaction() as db:
            ledger.keep(db, workspace, run, at, rows)

    def short_ids(self, workspace: str, kind: str, keys: Sequence[str]) -> dict[str, str]:
        """A short id for each key: the one it had, or else the lowest that is free.

        Keys that are not named any more give their ids back, so that ids stay short.
        """
        with self._db.transaction() as db:
            query = "SELECT key, short FROM ids WHERE workspace = ? AND kind = ?"
            held = {row["key"]: row["short"] for row in db.execute(query, (workspace, kind))}
            kept = {key: held[key] for key in keys if key in held}
            taken = set(kept.values())
            free = (f"{kind}{n}" for n in range(1, 10**9) if f"{kind}{n}" not in taken)
            found = {key: kept[key] if key in kept else next(free) for key in dict.fromkeys(keys)}
            if found != held:
                db.execute("DELETE FROM ids WHERE workspace = ? AND kind = ?", (workspace, kind))
                rows = [(workspace, kind, key, short) for key, short in found.items()]
                db.executemany("INSERT INTO ids VALUES (?, ?, ?, ?)", rows)
        return found

    # After a crash, and back

    def recover(
        self, workspace: str, kb: KnowledgePort | None = None, paths: Collection[str] = ()
    ) -> list[Recovered]:
        """Settle what a crash interrupted in a workspace, or on files that it holds now."""
        mine = []
        for entry in self._interrupted():
            touched = recovery.paths_of(entry.changes)
            is_held = any(path == p or path.startswith(p + "/") for path in touched for p in paths)
            if is_held or entry.effect.workspace == workspace:
                mine.append(entry)
        return [self._recover(entry, kb) for entry in mine][::-1]

    def undo(self, effect_id: str, kb: KnowledgePort | None = None) -> UndoReport:
        """Take one effect back; its item is open again.

        Raises:
            WorkspaceBusy: another process works on its files.
        """
        self._settle_all(kb)
        entry = self.find(effect_id)
        if entry is None:
            return UndoReport(effect_id, "", "", False, f"there is no effect {effect_id!r}")
        if entry.state != "done":
            return report(entry, False, f"it is {entry.state.replace('_', ' ')}")
        if not self._entries("id = ? AND (changes != '[]' OR ledger != '[]')", (effect_id,)):
            return report(entry, False, "nothing is kept to undo it with")
        with self._lock_files([entry]):
            return self._undo(entry, kb)

    def undo_last(self, kb: KnowledgePort | None = None, workspace: str = "") -> UndoReport | None:
        """Take the newest effect back, on a workspace or on any; None where there is none.

        Raises:
            WorkspaceBusy: another process works on its files.
        """
        self._settle_all(kb)
        newest = self._undoable(workspace)[:1]
        with self._lock_files(newest):
            return self._undo(newest[0], kb) if newest else None

    def undo_all(
        self, kb: KnowledgePort | None = None, run: str = "", workspace: str = ""
    ) -> list[UndoReport]:
        """Take back everything that was done, or only that of a run or workspace: newest first.

        Raises:
            WorkspaceBusy: another process works on the files of one; nothing was taken back.
        """
        self._settle_all(kb)
        entries = [entry for entry in self._undoable(workspace) if run in {"", entry.effect.run}]
        with self._lock_files(entries):
            return [self._undo(entry, kb) for entry in entries]

    def _settle_all(self, kb: KnowledgePort | None) -> None:
        """Settle what any crash interrupted, so that it is either undone or was never done."""
        entries = self._interrupted()
        with self._lock_files(entries):
            for entry in entries:
                self._recover(entry, kb)

    def _lock_files(self, entries: Sequence[Entry]) -> AbstractContextManager[None]:
        paths = [path for entry in entries for path in recovery.paths_of(entry.changes)]
        return locked_in_use(self.home / "locks", paths, self._held)

    def _interrupted(self) -> list[Entry]:
        """Effects that a crash left between intent and result, newest first."""
        return self._entries("state IN ('intent', 'undoing') ORDER BY seq DESC")

    def _undoable(self, workspace: str) -> list[Entry]:
        return self._entries(
            "state = 'done' AND (changes != '[]' OR ledger != '[]') AND ? IN ('', workspace) "
            "ORDER BY seq DESC",
            (workspace,),
        )

    def _undo(self, entry: Entry, kb: KnowledgePort | None) -> UndoReport:
        why = recovery.obstacle(entry.changes, kb)
        if why:
            return report(entry, False, why)
        failpoints.hit("journal.undo")
        self._set_state(entry.effect.id, "undoing")
        failpoints.hit("journal.undoing")
        try:
            recovery.take_back(entry.changes, kb)
        except (ChangeRefused, OSError) as error:
            self._set_state(entry.effect.id, "done")
            return report(entry, False, str(error))
        failpoints.hit("journal.undo-finish")
        with self._db.transaction() as db:
            db.execute("UPDATE effects SET state = 'undone' WHERE id = ?", (entry.effect.id,))
            ledger.reopen(db, entry.effect.id)
        failpoints.hit("journal.undone")
        return report(entry, True, f"undone: {entry.outcome.text}")

    def _recover(self, entry: Entry, kb: KnowledgePort | None) -> Recovered:
        effect = entry.effect
        state: EffectState
        if entry.state == "undoing":
            undone = self._undo(entry, kb)
            state, text = "undone" if undone.is_undone else "done", undone.text
            if not undone.is_undone:
                self._set_state(effect.id, "done")
        else:
            resolution = recovery.settle(entry.changes, kb)
            state, text = resolution.state, resolution.text
            if state == "done":
                self.finish(effect.id)
            else:
                self._set_state(effect.id, state)
        return Recovered(effect.id, effect.tool, effect.item_text, state, text)

    def _set_state(self, effect_id: str, state: EffectState) -> None:
        with self._db.transaction() as db:
            db.execute("UPDATE effects SET state = ? WHERE id = ?", (state, effect_id))

    def _entries(self, where: str, values: Sequence[str | int] = ()) -> list[Entry]:
        rows = self._db.rows(f"SELECT * FROM effects WHERE {where}", values)
        return [entry_of(row) for row in rows]
