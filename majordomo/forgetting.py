"""Forgetting beyond the knowledge base: the journal, sessions, checkpoints and backups.

What the assistant did with a note is written down where it did it. Those copies go with the note,
and where one remains, that is said: in the person's own files, in a request that is still open, in
another knowledge base.
"""

import io
import json
import sqlite3
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TypeVar

from assistant.checkpoints import forget_in_checkpoints
from assistant.contract.errors import UserError
from assistant.files import write_atomic
from assistant.home import location
from assistant.workspaces.forgetting import Forgotten, forget_in_journal
from memory import KnowledgeBase, Record
from memory.traces import Traces

_LOG = "notes.jsonl"
_INDEX = "index"
_BACKUPS = "backups"
_JOURNAL, _CHECKPOINTS, _SESSIONS = "journal.db", "checkpoints.db", "sessions"
_T = TypeVar("_T")
_WAL_FORMAT = slice(18, 20)
"""Bytes of a database's header; SQLite reads no database in WAL format from memory."""


@dataclass(slots=True)
class Copies:
    """What held words of the notes besides their knowledge base."""

    journal: int = 0
    """Calls and items."""
    undo_lost: int = 0
    """Calls that cannot be undone any more, since what was in the way of it held the words."""
    checkpoints: int = 0
    sessions: int = 0
    """Files."""
    backups: int = 0
    """Files."""
    remains: list[str] = field(default_factory=list)
    """What holds them still, and what to do about it."""

    def as_json(self) -> dict[str, object]:
        """For machine-readable output."""
        return asdict(self)

    def in_words(self, notes: int) -> list[str]:
        """For a person: that so many notes are gone, from where, and what holds them still."""
        said = [
            f"{f'{notes} notes are' if notes != 1 else '1 note is'} gone from the log and the "
            "index, and from "
            f"{self.backups} backups, {self.journal} journal entries, {self.sessions} "
            f"sessions and {self.checkpoints} checkpoints"
        ]
        if self.undo_lost:
            said.append(f"{self.undo_lost} calls cannot be undone any more")
        return said + [f"still in {place}" for place in self.remains]


def undo_at_stake(records: Iterable[Record]) -> int:
    """How many calls could not be undone any more if these notes were forgotten."""
    path, traces = location() / _JOURNAL, Traces(records)
    if not path.exists() or not traces:
        return 0
    with _opened_database(path) as db:
        db.execute("BEGIN IMMEDIATE")
        found = forget_in_journal(db, traces)
        db.execute("ROLLBACK")
    return found.undo_lost


def forget_everywhere(base: KnowledgeBase, records: Collection[Record], kb: Path) -> Copies:
    """Forget notes of the knowledge base `base`, whose folder is `kb`, wherever they are kept.

    Raises:
        UserError: a file cannot be changed now; the notes are all still there.
    """
    # Copies first: what is cut off here can be said again while the log still knows it.
    copies = forget_copies(records, kb)
    base.forget_all([record.id for record in records])
    copies.remains += what_remains(records, kb)
    return copies


def forget_copies(records: Iterable[Record], kb: Path) -> Copies:
    """Take the words of notes out of all else that Majordomo keeps.

    Before they leave their knowledge base, so that what is cut off can be done again.

    Raises:
        UserError: a file cannot be changed now; the notes are all still there.
    """
    records, home, found = list(records), location(), Copies()
    if not home.is_dir():
        return found
    traces, ids = Traces(records), {record.id for record in records}
    log = _place(kb, home)
    for backup in sorted((home / _BACKUPS).glob("*.zip")):
        found.backups += _in_backup(backup, ids, log, traces)
    if not traces:
        return found
    if (home / _JOURNAL).exists():
        journal = _in_database(home / _JOURNAL, lambda db: forget_in_journal(db, traces))
        found.journal, found.undo_lost = journal.changed, journal.undo_lost
        if journal.kept:
            found.remains.append(
                f"{journal.kept} open requests or interrupted calls: settle them, then forget again"
            )
    if (home / _CHECKPOINTS).exists():
        found.checkpoints = _in_database(
            home / _CHECKPOINTS, lambda db: forget_in_checkpoints(db, traces)
        )
    for file in sorted((home / _SESSIONS).glob("*.jsonl")):
        data = file.read_bytes()
        if (new := _session(data, traces)) != data:
            write_atomic(file, new)
            found.sessions += 1
    return found


def what_remains(records: Iterable[Record], kb: Path) -> list[str]:
    """Where words of forgotten notes still stand, as far as it can be seen.

    The bytes of all files in the data folder are read again, and the files that the notes came
    from looked for; `kb` is their knowledge base.
    """
    records = list(records)
    traces, found = Traces(records), []
    for path in sorted({record.path for record in records if record.path}):
        if Path(path).exists():
            found.append(f"{path}: your own file; adding it again brings it back")
    if not traces or not location().is_dir():
        return found
    own = (kb / _LOG).resolve()
    for file in _kept_files(location()):
        if not traces.are_in(file.read_bytes().decode("utf-8", "replace")):
            continue
        if file.resolve() == own:
            found.append(f"{file}: other notes that say it; `majordomo kb search` shows them")
        elif file.name == _LOG:
            found.append(f"{file}: another knowledge base; `kb forget --kb {file.parent}`")
        else:
            found.append(f"{file}: `majordomo data delete --history` removes it")
    return found


def _kept_files(home: Path) -> Iterator[Path]:
    for file in sorted(home.rglob("*")):
        parts = file.relative_to(home).parts
        if file.is_file() and parts[0] != _BACKUPS and _INDEX not in parts:
            yield file


def _place(kb: Path, home: Path) -> str:
    """The name of a knowledge base's log in a backup; empty where it is in none."""
    if not kb.resolve().is_relative_to(home.resolve()):
        return ""
    return (kb.resolve() / _LOG).relative_to(home.resolve()).as_posix()


@contextmanager
def _opened_database(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(path, timeout=10, isolation_level=None)) as db:
            yield db
    except sqlite3.DatabaseError as error:
        raise UserError(
            f"{path} cannot be changed now ({error}), so the notes are all still there; close "
            "every Majordomo and forget again"
        ) from error


def _in_database(path: Path, forget: Callable[[sqlite3.Connection], _T]) -> _T:
    """Change a database so that what it held is in none of its files any more."""
    with _opened_database(path) as db:
        found = _changed(db, forget)
        busy, _, _ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise UserError(
            f"{path} is in use, so its old pages stay; close every Majordomo and forget again"
        )
    return found


def _changed(db: sqlite3.Connection, forget: Callable[[sqlite3.Connection], _T]) -> _T:
    db.execute("PRAGMA secure_delete = ON")
    db.execute("BEGIN IMMEDIATE")
    found = forget(db)
    db.execute("COMMIT")
    # Even where nothing was found: an earlier word may stand in a page that is free.
    db.execute("VACUUM")
    return found


def _session(data: bytes, traces: Traces) -> bytes:
    """A session's lines without the words; a line that is torn is read as text."""
    lines = []
    for line in data.decode("utf-8", "replace").split("\n"):
        try:
            row = json.loads(line)
        except ValueError:
            lines.append(traces.without(line))
            continue
        new = traces.without_in(row)
        lines.append(line if new is row else json.dumps(new))
    text = "\n".join(lines)
    return text.encode() if text != data.decode("utf-8", "replace") else data


def _in_backup(backup: Path, ids: Collection[str], log: str, traces: Traces) -> bool:
    """Take notes and their traces out of a backup; whether it had any."""
    buffer, had = io.BytesIO(), False
    with _opened(backup) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            kept = _entry(entry.filename, data, ids, log, traces)
            had |= kept != data
            new.writestr(entry, kept)
    if had:
        write_atomic(backup, buffer.getvalue())
    return had


def _entry(name: str, data: bytes, ids: Collection[str], log: str, traces: Traces) -> bytes:
    if name == log:
        return b"".join(_without_notes(data, ids))
    if not traces:
        return data
    if name == _JOURNAL:
        return _in_memory(data, lambda db: forget_in_journal(db, traces) != Forgotten())
    if name == _CHECKPOINTS:
        return _in_memory(data, lambda db: forget_in_checkpoints(db, traces) > 0)
    if name.startswith(f"{_SESSIONS}/"):
        return _session(data, traces)
    return data


def _in_memory(data: bytes, forget: Callable[[sqlite3.Connection], bool]) -> bytes:
    """A database's bytes after it was changed; the same ones where it was not."""
    plain = bytearray(data)
    plain[_WAL_FORMAT] = b"\1\1"
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.deserialize(bytes(plain))
        return db.serialize() if _changed(db, forget) else data


def _opened(backup: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(backup)
    except (OSError, zipfile.BadZipFile) as error:
        raise UserError(f"{backup} is no backup that can be read: {error}; remove it") from error


def _without_notes(log: bytes, note_ids: Collection[str]) -> Iterator[bytes]:
    for line in log.splitlines(keepends=True):
        try:
            is_gone = json.loads(line).get("id") in note_ids
        except ValueError:
            is_gone = True  # nobody can say what a cut line holds
        if not is_gone:
            yield line
