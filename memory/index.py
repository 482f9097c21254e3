"""The Chroma index: vectors of pieces of notes, on disk, made anew whenever in doubt.

It holds no words: ids, vectors and hashes only, so that forgetting a note leaves nothing to read
here. What it should hold is the follower's business; this module speaks to Chroma, and does not
believe it before it has looked.
"""

import json
import os
import shutil
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from memory.embedder import Vectors
from memory.errors import MemoryUnavailable
from memory.hnsw_files import blank_unused, cut_short

if TYPE_CHECKING:
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.api.models.Collection import Collection

_PAGE = 10_000
_DOUBTED = "doubted"
_YES, _NO = b"1", b"0"
_SAMPLES = 16
_HNSW: "CreateHNSWConfiguration" = {
    "space": "cosine",
    # Notes from one template are much alike, and with Chroma's defaults (100, 100, 16) one in a
    # hundred of those was never found again, not even by its own vector; with 200, 200 and 32 it
    # was 6 of 6,600, and of their best matches for a question 29; with these none, and 2.
    "ef_construction": 400,
    "ef_search": 400,
    "max_neighbors": 48,
}
SHELVES = ("notes", "near", "wide", "episodes", "items")
"""One collection each, because Chroma's filters cost three times the query."""


class Index:
    """One Chroma directory and its collections; empty where it could not be trusted."""

    def __init__(self, directory: Path, embedder: str) -> None:
        self._directory = directory
        self._embedder = embedder
        self._client: Any = None
        self._collections: dict[str, Collection] = {}
        """Of the shelves that hold or held something: to make one takes Chroma a while."""
        self._searching = -1
        """An open file whose one byte says whether Chroma is searching right now."""
        self.rows: dict[str, dict[str, str]] = {shelf: {} for shelf in SHELVES}
        """For each shelf the rows on it, with the hash of the note each was made from."""
        self.distrusted = ""
        """Why what was there was thrown away; empty where it was not."""
        state = self._read_state()
        if state is not None:
            self.distrusted = self._reasons(state, embedder) or self._opened(state["store"])
        if state is None or self.distrusted:
            self.close()
            self._start(embedder)

    @staticmethod
    def discard(directory: Path) -> None:
        """Delete an index that nobody has open, whatever state it is in."""
        try:
            if directory.exists():
                shutil.rmtree(directory)
        except OSError as error:
            raise MemoryUnavailable(f"{directory} cannot be deleted: {error}") from error

    def upsert(self, shelf: str, rows: Mapping[str, str], vectors: Vectors) -> None:
        """Add or replace rows, given with their hashes in the order of `vectors`."""
        ids = list(rows)
        with self._guarded():
            step = self._client.get_max_batch_size()
            for start in range(0, len(ids), step):
                batch = ids[start : start + step]
                self._collection(shelf).upsert(
                    ids=batch,
                    embeddings=vectors[start : start + step],
                    metadatas=[{"sha": rows[row]} for row in batch],
                )
        self.rows[shelf].update(rows)

    def delete(self, shelf: str, rows: Sequence[str]) -> None:
        """Remove rows."""
        with self._guarded():
            step = self._client.get_max_batch_size()
            for start in range(0, len(rows), step):
                self._collections[shelf].delete(ids=list(rows[start : start + step]))
        for row in rows:
            self.rows[shelf].pop(row, None)

    def doubt(self) -> None:
        """Have the next start throw this index away, unless `renew` comes first."""
        (self._directory / _DOUBTED).touch()

    def renew(self) -> None:
        """Write all that is left anew: a deleted row's vector stays in Chroma's files until then.

        Cut off in the middle, it leaves an index that lacks rows, which the follower adds.
        """
        kept = {shelf: self._vectors_of(shelf) for shelf in SHELVES}
        self.close()
        self._start(self._embedder)
        for shelf, (rows, vectors) in kept.items():
            if rows:
                self.upsert(shelf, rows, vectors)
        # Now, for a crash before the end; and again at the end, as Chroma may write until then.
        with self._guarded():
            blank_unused(self._directory)

    def query(self, shelf: str, vectors: Vectors, limit: int) -> list[list[tuple[str, float]]]:
        """For each vector the nearest rows with their cosines, nearest first.

        Raises:
            MemoryUnavailable: Chroma cannot search it; the next start makes the index anew.
        """
        if not len(vectors) or not self.rows[shelf]:
            return [[] for _ in vectors]
        # Chroma can take the whole process down; then this stands for the next start to see.
        os.pwrite(self._searching, _YES, 0)
        try:
            with self._guarded("The next search makes the index anew."):
                got = self._collections[shelf].query(
                    query_embeddings=vectors, n_results=limit, include=["distances"]
                )
        except MemoryUnavailable:
            raise
        except BaseException:  # a person who interrupts it says nothing about the index
            os.pwrite(self._searching, _NO, 0)
            raise
        os.pwrite(self._searching, _NO, 0)
        distances = got["distances"] or []
        return [
            [(row, 1 - distance) for row, distance in zip(ids, far, strict=True)]
            for ids, far in zip(got["ids"], distances, strict=True)
        ]

    def close(self) -> None:
        """Let go of the files."""
        client = self._client
        self._let_go()
        if client is not None:
            with self._guarded():
                client.close()
                blank_unused(self._directory)

    def _reasons(self, state: Mapping[str, str], embedder: str) -> str:
        """Why this index is better not even opened."""
        if (self._directory / _DOUBTED).exists():
            return "a forgetting was cut off"
        if state["embedder"] != embedder:
            return f"it was made with {state['embedder']}"
        if self._marker.exists():
            # Chroma can take the whole process down over a damaged file; once is enough.
            return "a start ended while reading it"
        if self._was_searching():
            return "a search ended while reading it"
        return cut_short(self._directory / state["store"])

    def _opened(self, store: str) -> str:
        """Open what is there and look at it; returns what is wrong."""
        self._marker.touch()
        try:
            self._connect(store)
            self.rows = {shelf: self._all_rows(shelf) for shelf in SHELVES}
            problems = [self._problem(shelf, list(rows)) for shelf, rows in self.rows.items()]
            return "; ".join(filter(None, problems))
        except BaseException:
            self._let_go()
            raise
        finally:
            self._marker.unlink(missing_ok=True)

    def _let_go(self) -> None:
        self._client = None
        self._collections = {}
        if self._searching >= 0:
            os.close(self._searching)
            self._searching = -1

    def _all_rows(self, shelf: str) -> dict[str, str]:
        found: dict[str, str] = {}
        if shelf not in self._collections:
            return found
        # In pages, because SQLite takes no more than 32,766 variables in one statement.
        while True:
            with self._guarded():
                page = self._collections[shelf].get(
                    include=["metadatas"], limit=_PAGE, offset=len(found)
                )
            hashes = page["metadatas"] or []
            found |= {row: str(m["sha"]) for row, m in zip(page["ids"], hashes, strict=True)}
            if len(page["ids"]) < _PAGE:
                return found

    def _vectors_of(self, shelf: str) -> tuple[dict[str, str], Vectors]:
        """The rows of a shelf with their hashes, and their vectors in the same order."""
        rows = self.rows[shelf]
        parts: list[Vectors] = []
        ids = list(rows)
        for start in range(0, len(ids), _PAGE):
            page = ids[start : start + _PAGE]
            with self._guarded():
                got = self._collections[shelf].get(ids=page, include=["embeddings"])
                place = {row: n for n, row in enumerate(got["ids"])}
                found = np.asarray(got["embeddings"], dtype=np.float32)
                parts.append(found[[place[row] for row in page]])
        return dict(rows), np.concatenate(parts) if parts else np.empty((0, 0), np.float32)

    def _problem(self, shelf: str, rows: Sequence[str]) -> str:
        """Why a search cannot reach all of `rows`; empty where it can.

        A count is not enough: Chroma counts in SQLite and searches in its vector files, and when
        those are lost it finds only what it has not written to them yet, without an error.
        """
        if not rows:
            return ""
        from chromadb.errors import ChromaError

        sample = list(dict.fromkeys([*rows[:: max(1, len(rows) // _SAMPLES)], rows[-1]]))
        reach = min(len(rows), 100)
        try:
            got = self._collections[shelf].get(ids=sample, include=["embeddings"])
            vectors = np.asarray(got["embeddings"], dtype=np.float32)
            near = self.query(shelf, vectors, reach)
        except (ChromaError, MemoryUnavailable):
            return f"the vectors of its {shelf} cannot be read"
        if len(near) < len(sample) or any(len(hits) < reach for hits in near):
            return f"a search reaches only some of its {shelf}"
        # The search is approximate, so a single miss proves nothing.
        if sum(hits[0][1] > 0.99 for hits in near) * 2 < len(near):  # noqa: PLR2004
            return f"a search does not find its own {shelf}"
        return ""

    def _start(self, embedder: str) -> None:
        self.discard(self._directory)
        self.rows = {shelf: {} for shelf in SHELVES}
        # Chroma remembers per path what it opened in this process, so a path never returns.
        state = {"embedder": embedder, "store": f"chroma-{uuid.uuid4().hex[:8]}"}
        try:
            self._directory.mkdir(parents=True)
            self._state.write_text(json.dumps(state), encoding="utf-8")
        except OSError as error:
            raise MemoryUnavailable(f"{self._directory} cannot be written: {error}") from error
        self._connect(state["store"])

    @property
    def _state(self) -> Path:
        return self._directory / "state.json"

    @property
    def _marker(self) -> Path:
        return self._directory / "opening"

    def _was_searching(self) -> bool:
        return self._search_marker.exists() and self._search_marker.read_bytes() == _YES

    @property
    def _search_marker(self) -> Path:
        return self._directory / "searching"

    def _read_state(self) -> dict[str, str] | None:
        try:
            state = json.loads(self._state.read_text(encoding="utf-8"))
            return {key: str(state[key]) for key in ("embedder", "store")}
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None

    def _connect(self, store: str) -> None:
        import chromadb
        from chromadb.config import Settings

        with self._guarded():
            self._client = chromadb.PersistentClient(
                path=str(self._directory / store),
                settings=Settings(anonymized_telemetry=False),
            )
            there = {collection.name for collection in self._client.list_collections()}
        for shelf in SHELVES:
            if _name(shelf) in there:
                self._collection(shelf)
        try:
            self._searching = os.open(self._search_marker, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise MemoryUnavailable(f"{self._directory} cannot be written: {error}") from error

    def _collection(self, shelf: str) -> "Collection":
        """Chroma's collection of a shelf, made on first use."""
        if shelf not in self._collections:
            with self._guarded():
                self._collections[shelf] = self._client.get_or_create_collection(
                    _name(shelf),
                    # Vectors come from us: Chroma's default would download a model.
                    embedding_function=None,
                    configuration={"hnsw": _HNSW},
                )
        return self._collections[shelf]

    @contextmanager
    def _guarded(self, advice: str = "") -> Iterator[None]:
        """Whatever Chroma raises becomes an error that says what to do."""
        try:
            yield
        except MemoryUnavailable:
            raise
        except BaseException as error:
            # A damaged file can make Chroma's Rust core panic, which is no `Exception`.
            is_panic = type(error).__name__ == "PanicException"
            if not isinstance(error, Exception) and not is_panic:
                raise
            advice = advice or f"Run `majordomo kb rebuild --kb {self._directory.parent}`."
            raise MemoryUnavailable(
                f"The index in {self._directory} is damaged ({error}). The notes are safe. {advice}"
            ) from error


def _name(shelf: str) -> str:
    return f"majordomo-{shelf}"
