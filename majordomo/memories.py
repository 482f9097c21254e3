"""Which knowledge base serves a session, and how an undo reaches the one it needs."""

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.contract.errors import UserError
from assistant.contract.lexical import LexicalMemory
from assistant.contract.notes import Episode, KnowledgePort, Note
from assistant.home import home, location
from memory import KnowledgeBase
from tui.session import FoundNote


@contextmanager
def copied_home(notes: Path | None) -> Iterator[Path]:
    """A data folder for a dry run: the journal and the knowledge base it reads, as copies.

    Copies, because to read either is to write: a database keeps its log, an index is brought up
    to date.
    """
    data = location()
    with TemporaryDirectory(prefix="majordomo-", ignore_cleanup_errors=True) as name:
        for part in ("journal.db", "journal.db-wal"):
            if (data / part).exists():
                shutil.copy(data / part, name)
        kept = folder_of(notes, data)
        if kept.exists():
            shutil.copytree(kept, folder_of(notes, Path(name)))
        yield Path(name)


def open_memory(
    notes: Path | None, data: Path | None = None
) -> AbstractContextManager[KnowledgeBase]:
    """The knowledge base of a notes folder in a data folder; without a notes folder, the default.

    Each notes folder has its own, so that what one list's notes say is not cited in another's.

    Raises:
        UserError: there is no such folder.
    """
    if notes is not None and not notes.exists():
        raise UserError(f"{notes} does not exist; --notes wants a folder of notes")
    return KnowledgeBase.open(folder_of(notes, data))


def needs_examples(model: str) -> bool:
    """Whether a model is shown bundled examples: the rules of `scripted` have no use for them."""
    return model != "scripted"


def folder_of(notes: Path | None, data: Path | None = None) -> Path:
    """Where the knowledge base of a notes folder is."""
    bases = (data or home()) / "kb"
    if notes is None:
        return bases / "default"
    digest = hashlib.sha256(str(notes.resolve()).encode()).hexdigest()[:12]
    return bases / f"{notes.resolve().name[:40]}-{digest}"


def found(kb: KnowledgePort, query: str, limit: int = 3) -> list[FoundNote]:
    """The notes that fit best, with what the memory that finds them knows about each."""
    if not isinstance(kb, KnowledgeBase):
        return [FoundNote(note) for note in kb.search(query, limit)]
    notes = []
    for hit in kb.hits(query, limit, only_fitting=True):
        note = kb.get(hit.id)
        if note is not None:
            sources = dict.fromkeys([hit.source, *(copy.source for copy in hit.copies)])
            note = replace(note, source="; ".join(filter(None, sources)))
            ids = (hit.id, *(copy.id for copy in hit.copies))
            notes.append(FoundNote(note, hit.score, ids))
    return notes


class Scratch:
    """A knowledge base that may be read, and whose additions are forgotten: for dry runs."""

    def __init__(self, kept: KnowledgePort) -> None:
        """Read `kept`."""
        self._kept = kept
        self._added = LexicalMemory()

    def search(self, query: str, limit: int = 3) -> Sequence[Note]:
        """The notes that fit best, those of this run first."""
        return [*self._added.search(query, limit), *self._kept.search(query, limit)][:limit]

    def episodes(self, text: str, limit: int = 3) -> Sequence[Episode]:
        """How similar items were handled before."""
        return self._kept.episodes(text, limit)

    def add(self, text: str, category: str, source: str, note_id: str) -> Note:
        """Keep a note as long as this run lasts."""
        return self._added.add(text, category, source, note_id)

    def add_from_outside(self, text: str, category: str, source: str, note_id: str) -> Note:
        """Keep a note in a stranger's words as long as this run lasts."""
        known = next((note for note in self._added.notes if note.id == note_id), None)
        if known is None:
            known = Note(note_id, text, source, tainted=True)
            self._added.notes.append(known)
        return known

    def forget(self, note_id: str) -> None:
        """Remove a note of this run."""
        self._added.forget(note_id)


class HomeMemories:
    """Every knowledge base in the data folder, for taking a note back wherever it was kept."""

    def search(self, query: str, limit: int = 3) -> Sequence[Note]:
        """Nothing: this is for undoing only."""
        return ()

    def episodes(self, text: str, limit: int = 3) -> Sequence[Episode]:
        """Nothing: this is for undoing only."""
        return ()

    def add(self, text: str, category: str, source: str, note_id: str) -> Note:
        """Put a note back where its undo was cut short: the default knowledge base."""
        with KnowledgeBase.open(folder_of(None)) as base:
            return base.add(text, category, source, note_id)

    def add_from_outside(self, text: str, category: str, source: str, note_id: str) -> Note:
        """Put a note in a stranger's words back, like `add`."""
        with KnowledgeBase.open(folder_of(None)) as base:
            return base.add_from_outside(text, category, source, note_id)

    def forget(self, note_id: str) -> None:
        """Remove the note wherever it is."""
        for folder in sorted((home() / "kb").glob("*/")):
            with KnowledgeBase.open(folder) as base:
                base.forget(note_id)
