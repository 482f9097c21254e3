"""BM25 over words, in memory: what finds the names and numbers that vectors blur.

Written out rather than taken from `bm25s`, which indexes everything again after each note
(a third of a second for 10,000 of them): here a note costs what its own words cost.
"""

import math
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

_K1 = 1.5
_B = 0.75


@dataclass(slots=True)
class _Postings:
    slots: "array[int]" = field(default_factory=lambda: array("I"))
    counts: "array[float]" = field(default_factory=lambda: array("f"))
    live: int = 0


class Lexicon:
    """An inverted index of rows, each a bag of words."""

    def __init__(self) -> None:
        self._slots: dict[str, int] = {}
        self._rows: list[str] = []
        self._terms: list[tuple[str, ...]] = []
        self._lengths: array[float] = array("f")
        self._postings: dict[str, _Postings] = {}
        self._total = 0.0

    def __len__(self) -> int:
        return len(self._slots)

    def add(self, row: str, tokens: Sequence[str]) -> None:
        """Index a row; a row that is there already is replaced."""
        self.remove(row)
        slot = self._slots[row] = len(self._rows)
        counts = Counter(tokens)
        for term, count in counts.items():
            postings = self._postings.setdefault(term, _Postings())
            postings.slots.append(slot)
            postings.counts.append(count)
            postings.live += 1
        self._rows.append(row)
        self._terms.append(tuple(counts))
        self._lengths.append(len(tokens))
        self._total += len(tokens)

    def remove(self, row: str) -> None:
        """Forget a row; an unknown one is no error."""
        slot = self._slots.pop(row, None)
        if slot is None:
            return
        for term in self._terms[slot]:
            postings = self._postings[term]
            # Slots only grow, so they are sorted; a count of zero weighs nothing.
            postings.counts[int(np.searchsorted(_view(postings.slots), slot))] = 0
            postings.live -= 1
            if not postings.live:
                del self._postings[term]
        self._total -= self._lengths[slot]
        self._rows[slot], self._terms[slot] = "", ()

    def frequency(self, term: str) -> int:
        """In how many rows the word occurs."""
        postings = self._postings.get(term)
        return 0 if postings is None else postings.live

    def weight(self, term: str) -> float:
        """The inverse document frequency; a word that occurs nowhere weighs most."""
        seen = self.frequency(term)
        return math.log(1 + (len(self) - seen + 0.5) / (seen + 0.5))

    def terms(self, row: str) -> frozenset[str]:
        """The words of a row."""
        slot = self._slots.get(row)
        return frozenset() if slot is None else frozenset(self._terms[slot])

    def top(self, query: Sequence[str], limit: int) -> list[tuple[str, float]]:
        """The best rows and their scores, best first, ties in the order they came."""
        if not self._slots or limit < 1:
            return []
        scores = np.zeros(len(self._rows), dtype=np.float32)
        norms = 1 - _B + _B * _view(self._lengths) / max(self._total / len(self), 1)
        for term in dict.fromkeys(query):
            if postings := self._postings.get(term):
                slots, counts = _view(postings.slots), _view(postings.counts)
                gain = counts * (_K1 + 1) / (counts + _K1 * norms[slots])
                scores[slots] += self.weight(term) * gain
        hits = np.flatnonzero(scores)
        if len(hits) > limit:  # sorting only the best is several times faster
            bar = np.partition(scores[hits], -limit)[-limit]
            hits = hits[scores[hits] >= bar]
        best = hits[np.argsort(-scores[hits], kind="stable")][:limit]
        return [(self._rows[i], float(scores[i])) for i in best]


def _view(values: "array[int] | array[float]") -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    """The array as numpy sees it, without a copy.

    Short-lived: an array cannot grow while somebody looks at it.
    """
    return np.frombuffer(values, dtype=values.typecode)
