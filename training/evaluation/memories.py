"""The real knowledge base in place of the world's lexical one, to see what that changes.

A world searches its notes with integers, so that a day is the same everywhere. What a person gets
is Chroma with embeddings; grades with either should agree.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

from assistant.contract.lexical import LexicalMemory
from assistant.contract.notes import Episode, Note
from env_adapter.world import World
from memory import KnowledgeBase, MiniLmEmbedder, Record
from memory.record import clean
from training.errors import TrainingError
from training.evaluation.days import Job, scenario_of
from training.evaluation.watching import WatchedWorld

MemoryKind = Literal["world", "chroma"]

OpenDay = Callable[[Job], AbstractContextManager[WatchedWorld]]
"""The day of a job, to be played within a `with`."""


class IndexedMemory(LexicalMemory):
    """The world's notes and cases, found by a knowledge base that follows them.

    Its answers are the world's own notes, so that ids, times and sources are the same.
    """

    def __init__(self, start: LexicalMemory, kb: KnowledgeBase) -> None:
        """Serve what `start` holds."""
        super().__init__(list(start.notes), list(start.handled))
        self._kb = kb
        self._held: dict[str, Note] = {}
        self._shorts: dict[str, Note] = {}
        self._cases: dict[tuple[str, str, str, str], Episode] = {}

    def search(self, query: str, limit: int = 3) -> Sequence[Note]:
        """The notes that fit `query` best, best first; none where none fits."""
        self._follow()
        return [self._shorts[found.id] for found in self._kb.search(query, limit)]

    def episodes(self, text: str, limit: int = 3) -> Sequence[Episode]:
        """How items like `text` were handled before, most similar first."""
        self._follow()
        return self._kb.episodes(text, limit)

    def _follow(self) -> None:
        """Bring the knowledge base up to what the world has noted by now."""
        now = {note.id: note for note in self.notes}
        gone = self._held.keys() - now.keys()
        # Together, because each write waits for the disk.
        new = [_record(note) for key, note in now.items() if self._held.get(key) is not note]
        for kept in self._kb.write(new, gone) if new or gone else ():
            self._shorts[kept.short] = now[kept.id]
        self._held = now
        for case in self.handled:
            key = (case.text, case.agent, case.tool, case.note)
            if key not in self._cases:
                self._kb.add_episode(*key)
                self._cases[key] = case


def _record(note: Note) -> Record:
    time = None if note.time is None else datetime.fromtimestamp(60 * note.time, UTC).isoformat()
    return Record(note.id, clean(note.text), clean(note.source), time, tainted=note.tainted)


def memory_kind(name: str) -> MemoryKind:
    """The kind of that name.

    Raises:
        TrainingError: there is none.
    """
    for kind in get_args(MemoryKind):
        if kind == name:
            return cast(MemoryKind, kind)
    raise TrainingError(f"--memory {name[:40]!r}: want world or chroma")


def days_with(memory: MemoryKind) -> OpenDay:
    """How the days of an evaluation are opened."""
    return _indexed if memory == "chroma" else _plain


@contextmanager
def _plain(job: Job) -> Iterator[WatchedWorld]:
    yield WatchedWorld(scenario_of(job), job.seed)


@contextmanager
def _indexed(job: Job) -> Iterator[WatchedWorld]:
    world = WatchedWorld(scenario_of(job), job.seed)
    with indexed(world):
        yield world


@contextmanager
def indexed(world: World) -> Iterator[None]:
    """Let a knowledge base of its own find the notes of a world that is about to be played."""
    with (
        tempfile.TemporaryDirectory(prefix="majordomo-eval-") as folder,
        KnowledgeBase.open(Path(folder), _embedder()) as kb,
    ):
        world.memory = IndexedMemory(world.memory, kb)
        world.desk.forget_recalled()
        yield


@cache
def _embedder() -> MiniLmEmbedder:
    """One for all days: loading its weights takes longer than playing one."""
    return MiniLmEmbedder()
