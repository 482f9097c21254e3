"""The knowledge base: what a workspace, the command and the terminal hold in their hands.

    with KnowledgeBase.open(Path("kb")) as kb:
        kb.add("Mara prefers afternoons.", "preference", "you", "mara-1")
        kb.search("When should I meet Mara?")

It holds the log, lets the indexes follow it, and keeps threads apart.
"""

import hashlib
import os
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from assistant.contract.notes import Episode, Note
from memory import ingest
from memory.context import Context, Shown, build, fold
from memory.embedder import Embedder, MiniLmEmbedder
from memory.embedders import chosen
from memory.errors import MemoryUnavailable
from memory.follower import Follower, Progress
from memory.hygiene import Which, stats
from memory.index import Index
from memory.ingest import IngestReport
from memory.log import NoteLog
from memory.preferences import Preferences, Standing
from memory.record import Record, clean, seconds
from memory.retrieval import ANSWERING, SEARCHING, Retriever
from memory.starter import Starter

_BATCH = 256
_SPARE = 2
"""Times as many notes again are looked at, so that copies leave room for others."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Another note that says the same as the one that is shown."""

    id: str
    source: str


@dataclass(frozen=True, slots=True)
class Hit:
    """What a search shows a person or a script."""

    id: str
    """The note's own id; for a piece of a file the short one that prompts cite."""
    score: float
    """Between 0 and 1, for ordering the hits of one query and for nothing else."""
    text: str
    source: str
    time: str | None
    """ISO 8601, as it was given."""
    tainted: bool = False
    """A stranger may have written it."""
    copies: tuple[Copy, ...] = ()
    """Notes that say the same and are not shown for it."""


class KnowledgeBase:
    """A `KnowledgePort` on disk; one process owns it, any number of its threads may use it.

    A note is safe once `add` returns. The indexes follow before the next search, so adding loads
    neither Chroma nor the embedding model, and a crash in between loses nothing.
    """

    def __init__(self, directory: Path, embedder: Embedder | None = None) -> None:
        self._directory = Path(os.path.abspath(directory))
        self._embedder = embedder if embedder is not None else MiniLmEmbedder()
        self._retriever = Retriever(self._embedder)
        self._lock = threading.RLock()
        self._follower: Follower | None = None
        self._closed = False
        self._log = NoteLog(self._directory)
        self._preferences = Preferences(self._log, self._embedder)
        self.repairs = [self._log.repaired] if self._log.repaired else []
        """What had to be mended since the opening, for the person to read."""
        self.starter: Starter | None = None
        """Bundled examples that `episodes` adds where the person's own are too few."""

    def use_starter(self, wanted: bool = True) -> None:
        """Add bundled examples to the person's own episodes, or stop adding them."""
        self.starter = Starter(self._embedder) if wanted else None

    @classmethod
    def open(cls, directory: Path, embedder: Embedder | None = None) -> Self:
        """Open the knowledge base in `directory`, which is made if need be.

        Without an `embedder` it is the one that was chosen for this knowledge base.

        Raises:
            MemoryUnavailable: Another process has it, or the log is damaged.
        """
        return cls(directory, embedder or chosen(directory).load())

    def close(self) -> None:
        """Let the next process in; closing twice is no error."""
        with self._lock:
            self._closed = True
            try:
                if self._follower is not None:
                    self._follower.close()
            finally:
                self._follower = None
                self._log.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._log.records)

    @property
    def embedder(self) -> Embedder:
        """What turns texts into vectors here."""
        return self._embedder

    def records(self) -> list[Record]:
        """Everything that is kept, oldest first."""
        with self._lock:
            return list(self._log.records.values())

    def get(self, note_id: str) -> Note | None:
        """The note with this id or short id."""
        record = self.record(note_id)
        return None if record is None else record.to_note()

    def record(self, note_id: str) -> Record | None:
        """All that is known about the note with this id or short id."""
        with self._lock:
            return self._open_log().find(note_id)

    def standing(self) -> Standing:
        """Which preferences hold now, which were superseded, and which contradict each other."""
        with self._lock:
            self._open_log()
            return self._preferences.standing()

    def search(self, query: str, limit: int = 3) -> Sequence[Note]:
        """The notes that fit `query` best, best first; none where none fits.

        Preferences that do not hold any more are left out; what several notes say is there once,
        with all their sources.
        """
        with self._lock:
            [found] = self._retrieve([query], limit, only_fitting=True)
            return [
                replace(one.record.to_note(), source=one.source) if one.copies
                else one.record.to_note()
                for one in found
            ]  # fmt: skip

    def hits(
        self, query: str, limit: int = 10, *, only_fitting: bool = False, with_past: bool = False
    ) -> list[Hit]:
        """The best notes with their scores, whether they fit or not.

        Without `with_past`, preferences that do not hold any more are left out, and what several
        notes say is there once.
        """
        return self.batch([query], limit, only_fitting=only_fitting, with_past=with_past)[0]

    def batch(
        self,
        queries: Sequence[str],
        limit: int = 10,
        *,
        only_fitting: bool = False,
        with_past: bool = False,
        which: Which | None = None,
    ) -> list[list[Hit]]:
        """`hits` for many queries, which costs less than one after the other.

        With `which`, only notes that fit it are looked at.
        """
        with self._lock:
            return [
                [_hit(one) for one in found]
                for start in range(0, len(queries), _BATCH)
                for found in self._retrieve(
                    queries[start : start + _BATCH],
                    limit,
                    only_fitting=only_fitting,
                    with_past=with_past,
                    which=which,
                )
            ]

    def shown(self, query: str, limit: int = 10) -> list[Shown]:
        """The best notes to answer a question from, each with its copies, fitting or not."""
        with self._lock:
            [found] = self._retrieve([query], limit, only_fitting=False, weights=ANSWERING)
            return found

    def context(self, question: str, most_chars: int = 2000, limit: int = 20) -> Context:
        """The notes that fit a question, as text for another reader: `memory.context.build`."""
        with self._lock:
            [found] = self._retrieve([question], limit, only_fitting=True)
        return build(found, question, most_chars)

    def episodes(self, text: str, limit: int = 3) -> Sequence[Episode]:
        """How items like `text` were handled before, most similar first.

        The person's own episodes come before the bundled ones, however near those are, and of
        these their corrections before what they merely approved.
        """
        with self._lock:
            if not text.strip() or limit < 1:
                return []
            own = self._own_episodes(text, limit)
            if self.starter is None or len(own) >= limit:
                return own
            return [*own, *self.starter.similar(clean(text), limit - len(own))]

    def add(  # noqa: PLR0913
        self,
        text: str,
        category: str,
        source: str,
        note_id: str,
        *,
        time: str | None = None,
        tainted: bool = False,
        consent: str = "",
        meta: dict[str, Any] | None = None,
        expires: str | None = None,
    ) -> Note:
        """Keep a fact; the same `note_id` again keeps one, with the newer text.

        It is forgotten by itself once `expires` (ISO 8601) has passed.

        Raises:
            MemoryUnavailable: It could not be written; nothing was kept.
        """
        record = Record(
            id=clean(note_id),
            text=clean(text),
            source=clean(source),
            time=time or _now(),
            category=category,
            tainted=tainted,
            consent=consent,
            meta=meta or {},
            expires=expires,
        )
        return self._keep(record).to_note()

    def add_from_outside(self, text: str, category: str, source: str, note_id: str) -> Note:
        """Keep a fact in words that are not the person's own.

        Raises:
            MemoryUnavailable: It could not be written; nothing was kept.
        """
        return self.add(text, category, source, note_id, tainted=True)

    def add_episode(  # noqa: PLR0913
        self,
        text: str,
        agent: str,
        tool: str,
        note: str = "",
        *,
        source: str = "",
        time: str | None = None,
        tainted: bool = False,
        consent: str = "",
        episode_id: str = "",
        corrected: bool = False,
    ) -> str:
        """Keep how an item was handled or, if `corrected`, how the person wants it handled.

        A `tainted` one is about an item that a stranger worded. It is an example only with
        `consent` "approved": then the person said how to handle it.

        Returns the episode's id. Without one the same handling of the same item is kept once.
        """
        said = "\0".join((text, agent, tool, note))
        record = Record(
            id=clean(episode_id) or f"episode-{hashlib.sha256(said.encode()).hexdigest()[:16]}",
            text=clean(text),
            source=clean(source),
            time=time or _now(),
            kind="episode",
            tainted=tainted,
            consent=consent,
            meta={"agent": agent, "tool": tool, "note": clean(note)}
            | ({"corrected": True} if corrected else {}),
        )
        return self._keep(record).id

    def forget(self, note_id: str) -> None:
        """Remove a note, its words from the disk included; an unknown id is no error.

        Takes the id or, where no note has it as its id, the short id.
        """
        with self._lock:
            record = self._open_log().find(note_id)
            if record is None:
                return
            self._log.write([], [record.id])
            self._log.compact()
            if self._follower is not None:
                self._ready()

    def stats(self) -> dict[str, Any]:
        """What there is, what is doubtful, and what it takes on the disk in bytes."""
        with self._lock:
            found = stats(self._open_log().records.values())
            index = self._directory / "index"
            files = [file.stat().st_size for file in index.rglob("*") if file.is_file()]
            return found | {"log_bytes": self._log.path.stat().st_size, "index_bytes": sum(files)}

    def select(self, which: Which) -> list[Record]:
        """The notes that are meant, oldest first."""
        with self._lock:
            return [record for record in self._open_log().records.values() if which.fits(record)]

    def forget_all(self, note_ids: Iterable[str]) -> int:
        """Remove notes for good: their words from the log, their vectors from the index's files.

        Returns how many there were; unknown ids are no error.
        """
        with self._lock:
            log = self._open_log()
            gone = {record.id for name in note_ids if (record := log.find(name)) is not None}
            if gone:
                follower = self._ready()
                # Whatever ends this early, the next start makes the index anew from the log.
                follower.index.doubt()
                log.write([], gone)
                log.compact()
                try:
                    self._ready().index.renew()
                except BaseException:
                    self._follower = None
                    follower.close()
                    raise
            return len(gone)

    def items(self) -> list[Record]:
        """What programs keep here (`memory.store`), oldest first."""
        with self._lock:
            return [r for r in self._open_log().records.values() if r.kind == "item"]

    def records_of(self, ids: Iterable[str]) -> list[Record]:
        """The records with these ids, as far as there are any."""
        with self._lock:
            records = self._open_log().records
            return [records[i] for i in ids if i in records]

    def write(self, new: Sequence[Record], gone: Iterable[str] = ()) -> list[Record]:
        """Keep and remove many at once, which costs little more than one.

        Returns the new ones as they were kept.
        """
        with self._lock:
            return self._open_log().write(new, gone)

    def put_off(self, expiries: Mapping[str, str]) -> None:
        """Give records another expiry."""
        with self._lock:
            records = self._open_log().records
            self._log.write(
                [replace(records[i], expires=e) for i, e in expiries.items() if i in records]
            )

    def rank_items(self, query: str) -> dict[str, float]:
        """Ids of all indexed items with their cosines to `query`, nearest first."""
        with self._lock:
            with self._searching() as follower:
                ranked = self._retriever.items(follower, clean(query))
            return {self._log.by_short(short).id: cosine for short, cosine in ranked.items()}

    def add_paths(
        self, paths: Iterable[Path], *, tainted: bool = True, progress: Progress | None = None
    ) -> IngestReport:
        """Bring in files and folders; see `memory.ingest.add_paths`."""
        with self._lock:
            report = ingest.add_paths(self._open_log(), paths, self._directory, tainted=tainted)
            self._settle(progress)
            return report

    def add_jsonl(
        self, file: Path, *, tainted: bool = True, progress: Progress | None = None
    ) -> IngestReport:
        """Bring in lines of `{id, text, time?, source?, meta?}`; see `memory.ingest.add_jsonl`."""
        with self._lock:
            report = ingest.add_jsonl(self._open_log(), file, tainted=tainted)
            self._settle(progress)
            return report

    def rebuild(self, progress: Progress | None = None) -> int:
        """Delete the index and make it anew from the log; returns how many notes it has."""
        with self._lock:
            self._open_log()
            follower, self._follower = self._follower, None
            if follower is not None:
                try:
                    follower.close()
                except MemoryUnavailable:
                    pass  # it is about to be deleted
            Index.discard(self._directory / "index")
            self._ready(progress)
            return len(self)

    def warm(self) -> None:
        """Load all that a search needs, so that the first one does not wait."""
        with self._lock:
            self._ready()
            self._embedder.embed(["warm"])

    def _keep(self, record: Record) -> Record:
        if not record.id or not record.text:
            raise ValueError("a note needs an id and a text")
        with self._lock:
            old = self._open_log().records.get(record.id)
            if old is not None and _same(old, record):
                return old
            return self._log.write([record])[0]

    def _own_episodes(self, text: str, limit: int) -> list[Episode]:
        if all(record.kind != "episode" for record in self._open_log().records.values()):
            return []
        with self._searching() as follower:
            beside = self.starter.nearest(clean(text)) if self.starter else None
            found = self._retriever.similar(follower, clean(text), limit, beside)
        records = [self._log.by_short(short) for short in found]
        # What a stranger's file says of how things were handled is no example to follow; what
        # the person said of a stranger's mail is.
        own = [r for r in records if not r.tainted or r.consent == "approved"]
        own.sort(key=lambda record: not record.meta.get("corrected"))  # stable: nearest first
        return [record.to_episode() for record in own]

    def _retrieve(
        self,
        queries: Sequence[str],
        limit: int,
        *,
        only_fitting: bool,
        with_past: bool = False,
        which: Which | None = None,
        weights: Mapping[str, float] = SEARCHING,
    ) -> list[list[Shown]]:
        # Where there is nothing to find, neither Chroma nor the model is worth loading.
        if limit < 1 or not self._open_log().records:
            return [[] for _ in queries]
        asked = [clean(query) for query in queries]
        stand = self._preferences.standing()
        wanted, spare = limit, 0
        if not with_past:
            wanted, spare = limit + len(stand.past), _SPARE * limit
        if which:
            # How deep the first one that fits lies is not known, so all are ranked.
            wanted = len(self._log.records)
        with self._searching() as follower:
            ranked = self._retriever.search(
                follower, asked, wanted, only_fitting=only_fitting, spare=spare, weights=weights
            )
        results = [
            [(self._log.by_short(found.short), found.score) for found in result]
            for result in ranked
        ]
        if which:
            results = [[pair for pair in result if which.fits(pair[0])] for result in results]
        if with_past:
            return [[Shown(*pair) for pair in result[:limit]] for result in results]
        return [self._current(stand, result, limit, which) for result in results]

    def _current(
        self,
        stand: Standing,
        found: Iterable[tuple[Record, float]],
        limit: int,
        which: Which | None,
    ) -> list[Shown]:
        """What holds of the notes that were found, each thing once."""
        held = [(record, score) for record, score in found if record.id not in stand.past]
        # Of two that contradict each other neither may vanish behind a copy of it.
        is_disputed = {note_id for pair in stand.contradictions for note_id in pair}
        folded = fold(held[: limit * (1 + _SPARE)], is_disputed)
        known = {one.record.id: one for one in folded}
        kept = stand.shown(
            ((one.record, one.score) for one in folded), self._log.records, limit, which
        )
        return [known.get(record.id) or Shown(record, score) for record, score in kept][:limit]

    def _ready(self, progress: Progress | None = None) -> Follower:
        """The indexes, in step with the log."""
        log = self._open_log()
        if self._follower is None:
            directory = self._directory / "index"
            self._follower = Follower(log, directory, self._embedder, progress)
            if self._follower.repaired:
                self.repairs.append(self._follower.repaired)
        self._follower.catch_up(progress)
        return self._follower

    @contextmanager
    def _searching(self) -> Iterator[Follower]:
        """The indexes, for one search; where it fails, the next one has them looked at anew."""
        follower = self._ready()
        try:
            yield follower
        except MemoryUnavailable:
            self._follower = None
            with suppress(MemoryUnavailable):  # what it says was said already
                follower.close()
            raise

    def _settle(self, progress: Progress | None) -> None:
        """After an import: drop replaced words from the disk, then index the new ones."""
        self._log.compact()
        if self._log.changed or self._follower is None:
            self._ready(progress)

    def _open_log(self) -> NoteLog:
        if self._closed:
            raise MemoryUnavailable(f"{self._directory} was closed; open it again")
        self._drop_expired()
        return self._log

    def _drop_expired(self) -> None:
        """Forget what was to be kept only until now."""
        now = datetime.now(UTC).timestamp()
        if self._log.soonest is not None and self._log.soonest <= now:
            due = [
                r.id for r in self._log.records.values() if r.expires and seconds(r.expires) <= now
            ]
            self._log.write([], due)
            self._log.compact()


def _hit(one: Shown) -> Hit:
    r, copies = one.record, tuple(Copy(c.handle, c.source) for c in one.copies)
    return Hit(r.handle, one.score, r.text, r.source, r.time, r.tainted, copies)


def _same(old: Record, new: Record) -> bool:
    """Whether the person would see no difference; the time of a replay is none."""
    return replace(old, time=None, consent="", sha="", short="") == replace(
        new, time=None, consent="", sha="", short=""
    )


def _now() -> str:
    return datetime.now(UTC).replace(microsecond=0).isoformat()
