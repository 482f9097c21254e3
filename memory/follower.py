"""Keeps both indexes in step with the log, which is always right.

One path for every difference, whatever caused it: compare what each note should have with what
the index has, then delete, embed and add. A crash between log and index is such a difference.
"""

import logging
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count, takewhile
from pathlib import Path

from assistant.contract.lexical import words
from memory.chunks import pieces
from memory.embedder import Embedder
from memory.index import SHELVES, Index
from memory.lexicon import Lexicon
from memory.log import NoteLog
from memory.record import Record
from memory.threads import dated, is_turn, windows
from memory.titles import title

_LOG = logging.getLogger(__name__)
_SLICE = 512
_SHELF = {"episode": "episodes", "item": "items"}
WINDOWS = {"near": 1, "wide": 2}
"""Shelves of conversations' windows, and how many turns to either side they show."""
_ROWS = "rows 3"
"""Version of what rows say; an index of another one is made anew."""

Progress = Callable[[int, int], None]
"""Told how many pieces are indexed, of how many."""


@dataclass(frozen=True, slots=True)
class Row:
    """One piece of a note as the indexes have it."""

    id: str
    text: str
    sha: str


class Follower:
    """The Chroma index and the word index of one log."""

    def __init__(
        self, log: NoteLog, directory: Path, embedder: Embedder, progress: Progress | None = None
    ) -> None:
        self._log = log
        self._embedder = embedder
        self.repaired = ""
        """What had to be mended at the start, for the person to read; empty where nothing."""
        self.index = Index(directory, f"{embedder.key}, {_ROWS}")
        self.lexicon = Lexicon()
        log.changed.clear()
        try:
            self._follow(log.records.values(), whole=True, progress=progress)
        except BaseException:
            self.index.close()
            raise
        if self.index.distrusted:
            self.repaired = f"The index was made anew from the log: {self.index.distrusted}."
            _LOG.warning(self.repaired)

    def catch_up(self, progress: Progress | None = None) -> None:
        """Bring what changed in the log since the last call into the indexes."""
        changed = set(self._log.changed)
        if changed:
            records = [record for s in changed if (record := self._log.find_short(s)) is not None]
            self._follow(records, gone=changed, progress=progress)
            self._log.changed -= changed

    def close(self) -> None:
        """Let go of the index's files."""
        self.index.close()

    def _follow(
        self,
        records: Collection[Record],
        gone: Collection[str] = (),
        *,
        whole: bool = False,
        progress: Progress | None = None,
    ) -> None:
        """Make the rows of `records` right and drop other rows: all, or those of `gone`."""
        wanted: dict[str, dict[str, Row]] = {shelf: {} for shelf in SHELVES}
        for record in records:
            shelf = _SHELF.get(record.kind, "notes")
            wanted[shelf].update((row.id, row) for row in rows_of(record))
        for shelf in ("notes", "episodes", "items"):
            stored = self.index.rows[shelf]
            known = list(stored) if whole else [row for s in gone for row in _rows(s, stored)]
            stale = [row for row in known if row not in wanted[shelf]]
            if stale:
                self.index.delete(shelf, stale)
            if shelf == "notes":
                for row in stale:
                    self.lexicon.remove(row)
                self._add_words(wanted[shelf].values())
            self._add_vectors(shelf, wanted[shelf], progress)
        turned = any(s in self.index.rows["near"] for s in gone)
        if whole or turned or any(map(is_turn, records)):
            self._follow_windows(progress)

    def _follow_windows(self, progress: Progress | None) -> None:
        """Make windows right; a change of one turn changes those of its neighbours."""
        for shelf, reach in WINDOWS.items():
            found = windows(self._log.records.values(), reach)
            wanted = {short: Row(short, text, sha) for short, (text, sha) in found.items()}
            stale = [row for row in self.index.rows[shelf] if row not in wanted]
            if stale:
                self.index.delete(shelf, stale)
            self._add_vectors(shelf, wanted, progress)

    def _add_words(self, rows: Iterable[Row]) -> None:
        for row in rows:
            record = self._log.by_short(short_of(row.id))
            self.lexicon.add(row.id, words(f"{row.text}\n{_context(record)}"))

    def _add_vectors(
        self, shelf: str, wanted: Mapping[str, Row], progress: Progress | None
    ) -> None:
        stored = self.index.rows[shelf]
        missing = [row for row in wanted.values() if stored.get(row.id) != row.sha]
        for start in range(0, len(missing), _SLICE):
            part = missing[start : start + _SLICE]
            hashes = {row.id: row.sha for row in part}
            vectors = self._embedder.embed([row.text for row in part], fast=True)
            self.index.upsert(shelf, hashes, vectors)
            if progress is not None:
                progress(start + len(part), len(missing))


def rows_of(record: Record) -> list[Row]:
    """The note's pieces, with what is known of who said it when, or what its file is called."""
    if not record.text:
        return []  # an item that is not to be searched
    name = "" if record.under else title(record)
    parts = pieces(f"{name}: {dated(record)}" if name else dated(record))
    return [Row(_row(record.short, n), part, record.sha) for n, part in enumerate(parts)]


def short_of(row: str) -> str:
    """The short id of the note that a row is a piece of."""
    return row.partition("#")[0]


def _row(short: str, number: int) -> str:
    return f"{short}#{number}" if number else short


def _rows(short: str, stored: Mapping[str, str]) -> list[str]:
    """The rows that a note has in the index, which are numbered without gaps."""
    return list(takewhile(stored.__contains__, (_row(short, number) for number in count())))


def _context(record: Record) -> str:
    """What is known about a note and is worth finding it by, though it is not in its text."""
    said = [record.source]
    if record.time is not None:
        moment = datetime.fromisoformat(record.time)
        said.append(f"{moment.date()} {moment.day} {moment:%B}")
    said += [value for value in record.meta.values() if isinstance(value, str)]
    return "\n".join(said)
