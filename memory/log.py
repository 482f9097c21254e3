"""The notes themselves: an append-only, fsynced JSONL log, and the only copy of the truth.

    log = NoteLog(directory)
    [note] = log.write([Record("lease", "The lease ends on 30 September.")])

What `write` returned survives a crash. A line that was cut short by one was never promised to
anybody and goes at the next start; any other damage stops with file and line, because skipping it
would lose a note in silence. Forgetting rewrites the file, so that the words are really gone.
"""

import logging
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from pydantic import ValidationError

from memory.errors import MemoryUnavailable
from memory.lock import DirectoryLock
from memory.record import Counter, Line, Record, Removed, digest, dump, parse, seconds

_LOG = logging.getLogger(__name__)
_MOST_DEAD = 1000
"""Replaced lines, beyond as many as there are notes, that a file may carry along."""

_SHORT = re.compile(r"[\w.:-]{1,12}")


class NoteLog:
    """The log of one knowledge base; whoever holds it is its only owner."""

    def __init__(self, directory: Path) -> None:
        self.path = directory / "notes.jsonl"
        self.repaired = ""
        """What the start had to cut off, for the person to read; empty where nothing."""
        self._records: dict[str, Record] = {}
        self._shorts: dict[str, str] = {}
        self._expiries: dict[str, float] = {}
        self._next = 1
        self._size = self._dead = 0
        self.changed: set[str] = set()
        """Short ids written or removed since whoever follows the log last emptied this."""
        self.version = 0
        """Another number after each change."""
        try:
            directory.mkdir(parents=True, exist_ok=True)
            self._lock = DirectoryLock(directory)
        except OSError as error:
            raise MemoryUnavailable(f"{directory} cannot be used: {error}") from error
        try:
            self._spare.unlink(missing_ok=True)
            self._file: BinaryIO = self.path.open("ab", buffering=0)
            _sync_directory(directory)
            self._load()
            self.changed.clear()
            self.compact()
        except BaseException as error:
            self._lock.release()
            if isinstance(error, OSError):
                raise MemoryUnavailable(f"{self.path} cannot be read: {error}") from error
            raise

    @property
    def records(self) -> Mapping[str, Record]:
        """Every note by id, oldest first."""
        return MappingProxyType(self._records)

    def find(self, note_id: str) -> Record | None:
        """The note with this id, or else with this short id."""
        return self._records.get(note_id) or self._records.get(self._shorts.get(note_id, ""))

    def find_short(self, short: str) -> Record | None:
        """The note that prompts name `short`, if it is still there."""
        return self._records.get(self._shorts.get(short, ""))

    def by_short(self, short: str) -> Record:
        """The note that a prompt names `short`."""
        return self._records[self._shorts[short]]

    def write(self, added: Iterable[Record], removed: Iterable[str] = ()) -> list[Record]:
        """Remove, then add or replace; returns the notes as kept, once they are on disk."""
        gone = [Removed(note_id) for note_id in dict.fromkeys(removed) if note_id in self._records]
        latest = {record.id: record for record in added}
        taken = {note_id: note_id for note_id in latest if _SHORT.fullmatch(note_id)} | self._shorts
        kept: list[Record] = []
        for record in latest.values():
            kept.append(replace(record, sha=digest(record), short=self._name(record, taken)))
            taken[kept[-1].short] = record.id
        self._append([*gone, *kept])
        if self._dead > len(self._records) + _MOST_DEAD:
            self.compact()
        return kept

    def compact(self) -> None:
        """Drop what was removed or replaced from the file itself."""
        if not self._dead:
            return
        lines: list[Line] = [Counter(self._next), *self._records.values()]
        data = b"".join(map(dump, lines))
        try:
            with self._spare.open("wb") as spare:
                spare.write(data)
                spare.flush()
                os.fsync(spare.fileno())
            self._spare.replace(self.path)
            _sync_directory(self.path.parent)
            self._file.close()
            self._file = self.path.open("ab", buffering=0)
        except OSError as error:
            raise MemoryUnavailable(f"{self.path} could not be rewritten: {error}") from error
        self._size, self._dead = len(data), 0

    def close(self) -> None:
        """Let go of the file and of the directory."""
        if not self._file.closed:
            try:
                self.compact()
            finally:
                self._file.close()
                self._lock.release()

    @property
    def soonest(self) -> float | None:
        """When the first note is to be forgotten by itself, in UTC seconds."""
        return min(self._expiries.values(), default=None)

    @property
    def _spare(self) -> Path:
        return self.path.with_name("notes.jsonl.new")

    def _name(self, record: Record, taken: Mapping[str, str]) -> str:
        if record.id in self._records:
            return self._records[record.id].short
        if _SHORT.fullmatch(record.id) and taken.get(record.id, record.id) == record.id:
            return record.id
        while (short := f"n{self._next}") in taken or short in self._records:
            self._next += 1
        self._next += 1
        return short

    def _append(self, lines: list[Record | Removed]) -> None:
        data = b"".join(map(dump, lines))
        if not data:
            return
        try:
            view = memoryview(data)
            while view:  # an unbuffered write may take less than all
                view = view[self._file.write(view) :]
            os.fsync(self._file.fileno())
        except OSError as error:
            # Half a line in the middle would spoil the file for the next write.
            os.ftruncate(self._file.fileno(), self._size)
            raise MemoryUnavailable(f"{self.path} could not be written: {error}") from error
        self._size += len(data)
        for line in lines:
            self._apply(line)

    def _apply(self, line: Line) -> None:
        self.version += 1
        if isinstance(line, Counter):
            self._next = max(self._next, line.next)
            return
        old = self._records.pop(line.id, None) if isinstance(line, Removed) else None
        self._expiries.pop(line.id, None)
        if isinstance(line, Record):
            old = self._records.get(line.id)
            self._records[line.id] = line
            if line.expires is not None:
                self._expiries[line.id] = seconds(line.expires)
            self._shorts[line.short] = line.id
            self.changed.add(line.short)
            if re.fullmatch(r"n\d{1,11}", line.short):
                self._next = max(self._next, int(line.short[1:]) + 1)
        elif old is not None:
            self._shorts.pop(old.short, None)
            self.changed.add(old.short)
        self._dead += (old is not None) + isinstance(line, Removed)

    def _load(self) -> None:
        with self.path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if not line.endswith(b"\n") and not _is_whole(line):
                    self._cut(number, len(line))
                    return
                try:
                    self._apply(parse(line))
                except ValueError as error:
                    raise MemoryUnavailable(
                        f"{self.path}, line {number}, is damaged: {_why(error)}. "
                        "Restore the file from a backup, or delete that line to go on without it."
                    ) from error
                self._size += len(line)
                if not line.endswith(b"\n"):  # an editor left the last newline out
                    self._size += self._file.write(b"\n")
                    return

    def _cut(self, number: int, length: int) -> None:
        os.ftruncate(self._file.fileno(), self._size)
        os.fsync(self._file.fileno())
        self.repaired = (
            f"{self.path}: line {number} was cut short by a crash; its {length} bytes were "
            "removed, every note that had been confirmed is there"
        )
        _LOG.warning(self.repaired)


def _is_whole(line: bytes) -> bool:
    try:
        parse(line)
    except ValueError:
        return False
    return True


def _why(error: ValueError) -> str:
    return error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)


def _sync_directory(directory: Path) -> None:
    """Make a new or renamed file's name as durable as its content."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
