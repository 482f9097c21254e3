"""How everyday messages are commonly handled: examples for a person who has no past here yet.

    starter_episodes("wake me at six")

The examples are `episodes.jsonl`, written by hand. Their vectors lie beside them, so that a
lookup embeds nothing but what is asked for. Importing this package loads no library; the first
lookup loads the embedding model. After a change of the examples run `python -m memory.starter`,
which writes the vectors anew.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.contract.lexical import LexicalMemory
from assistant.contract.notes import Episode, Note

if TYPE_CHECKING:
    from memory.embedder import Embedder, Vectors

__all__ = ["Starter", "StarterMemory", "starter_batch", "starter_episodes"]

FLOOR = 0.4
"""The cosine under which an example tells nothing, for all-MiniLM-L6-v2.

Measured on 70 sentences that are none of the examples: 86 % get at least one, and 85 % of what is
shown is of the right agent. Of 34 odd texts (typing noise, quotations) 8 get any; at 0.35 it is
every third.
"""

VOTERS = 8
"""How many of the nearest examples settle whose come first.

A prompt may show but one example, and the nearest is often alike in topic only: for the same 70
sentences it is of the right agent in 81 %, the winner of this vote in 90 %.
"""

_FOLDER = Path(__file__).parent
_CACHED = 4096
_BLOCK = 1024


class Starter:
    """The bundled examples, searched with one embedder."""

    def __init__(self, embedder: "Embedder | None" = None) -> None:
        """Search with `embedder`, by default the product's own."""
        self._given = embedder
        self._found: dict[tuple[str, int], tuple[Episode, ...]] = {}
        self._nearest: dict[str, float] = {}

    @cached_property
    def episodes(self) -> tuple[Episode, ...]:
        """All examples, in the order of the file."""
        lines = (_FOLDER / "episodes.jsonl").read_text("utf-8").splitlines()
        return tuple(Episode(**json.loads(line)) for line in lines)

    def similar(self, text: str, limit: int = 3) -> tuple[Episode, ...]:
        """The examples that tell most about `text`, best first; none where nothing is near.

        First those of the agent that most near examples have, the nearest first, then the others.
        """
        return self.batch([text], limit)[0]

    def nearest(self, text: str) -> float:
        """The cosine of the nearest example, however far; `text` is not blank."""
        if text not in self._nearest:
            self._search([text], 1)
        return self._nearest[text]

    def batch(self, texts: Sequence[str], limit: int = 3) -> list[tuple[Episode, ...]]:
        """`similar` for many texts, embedded together, which takes a fraction of the time."""
        missing = [t for t in dict.fromkeys(texts) if t.strip() and (t, limit) not in self._found]
        if len(self._found) + len(missing) > _CACHED:
            self._found.clear()
            self._nearest.clear()
            missing = [t for t in dict.fromkeys(texts) if t.strip()]
        for start in range(0, len(missing) if limit > 0 else 0, _BLOCK):
            self._search(missing[start : start + _BLOCK], limit)
        return [self._found.get((text, limit), ()) for text in texts]

    def _search(self, texts: Sequence[str], limit: int) -> None:
        cosines = self._embedder.embed(texts) @ self._vectors.T  # (texts, examples)
        order = (-cosines).argsort(axis=1, kind="stable")[:, : max(limit, VOTERS)]
        for text, row, nearest in zip(texts, cosines, order, strict=True):
            self._nearest[text] = float(row[nearest[0]])
            votes: defaultdict[str, float] = defaultdict(float)
            for i in nearest[:VOTERS]:
                # To the fourth, so that a close example outweighs several far ones.
                votes[self.episodes[i].agent] += max(float(row[i]), 0.0) ** 4
            near = [self.episodes[i] for i in nearest if row[i] >= self.floor]
            near.sort(key=lambda episode: -votes[episode.agent])  # stable: nearest first
            self._found[text, limit] = tuple(near[:limit])

    @property
    def floor(self) -> float:
        """The cosine that an example needs; other embedders have their own."""
        return FLOOR if self._is_bundled else self._embedder.floor

    @cached_property
    def _embedder(self) -> "Embedder":
        from memory.embedder import MiniLmEmbedder

        return self._given if self._given is not None else MiniLmEmbedder()

    @cached_property
    def _is_bundled(self) -> bool:
        """Whether the vectors beside the examples are of this embedder."""
        from memory.embedder import MiniLmEmbedder

        return isinstance(self._embedder, MiniLmEmbedder)

    @cached_property
    def _vectors(self) -> "Vectors":
        """One unit row for each example: from the file, or computed where it is of other texts."""
        import numpy as np

        if self._is_bundled and self.vector_file.is_file():
            kept: Vectors = np.load(self.vector_file, allow_pickle=False).astype(np.float32)
            return kept
        return self._embedder.embed([episode.text for episode in self.episodes])

    @property
    def vector_file(self) -> Path:
        """Where the vectors of exactly these texts are; the name carries the texts' hash."""
        said = "\0".join(("all-MiniLM-L6-v2", *(episode.text for episode in self.episodes)))
        return _FOLDER / f"vectors-{hashlib.sha256(said.encode()).hexdigest()[:12]}.npy"


class StarterMemory:
    """A memory with nothing of a person's own: no notes at first, and the bundled examples."""

    def __init__(self, starter: Starter | None = None) -> None:
        """Search `starter`, by default the shared one."""
        self._starter = starter or shared_starter()
        self._notes = LexicalMemory()

    def prepare(self, texts: Sequence[str], limit: int = 3) -> None:
        """Look all of `texts` up at once, before they are asked for one by one."""
        self._starter.batch(texts, limit)

    def search(self, query: str, limit: int = 3) -> Sequence[Note]:
        """The notes added here that fit best."""
        return self._notes.search(query, limit)

    def add(self, text: str, category: str, source: str, note_id: str) -> Note:
        """Keep a note as long as this memory lives."""
        return self._notes.add(text, category, source, note_id)

    def forget(self, note_id: str) -> None:
        """Remove a note."""
        self._notes.forget(note_id)

    def episodes(self, text: str, limit: int = 3) -> Sequence[Episode]:
        """The bundled examples most like `text`, best first."""
        return self._starter.similar(text, limit)


@cache
def shared_starter() -> Starter:
    """One starter for the whole process, so that the embedding model is loaded once."""
    return Starter()


def starter_episodes(text: str, limit: int = 3) -> Sequence[Episode]:
    """The bundled examples that tell most about `text`, best first; none where none is near."""
    return shared_starter().similar(text, limit)


def starter_batch(texts: Sequence[str], limit: int = 3) -> list[tuple[Episode, ...]]:
    """`starter_episodes` for each of `texts`."""
    return shared_starter().batch(texts, limit)
