"""Finding notes: vectors for meaning, words for names and numbers, their scores added up.

A note fits when its meaning is near enough, or when it has the name, the number or most of the
words that were asked for. For a prompt only what fits is worth its tokens; a person who searches
gets the best there is.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.contract.lexical import words
from memory.embedder import Embedder, Vectors
from memory.follower import Follower, short_of

SEARCHING = {"notes": 1.0, "near": 0.5, "wide": 1.0, "words": 0.7}
"""What each ranking counts: the note alone, its windows of a conversation, its words (BM25).

Chosen on the development half of tests/memory/conversations, where they and their neighbours
(0.4 to 0.7 for the words, 0 to 1 for `near`) are alike and reciprocal ranks are 0.03 worse at 10.
"""
ANSWERING = {**SEARCHING, "words": 1.25}
"""The same where an answer is read out of what is found, which has to have the question's names.

Chosen on dev and dev2 of tests/memory/vaults.
"""
_SHELVES = ("notes", "near", "wide")
_DEPTH = 100
_CACHED = 4096
_OWN_SHARE, _OWN_MARGIN = 2 / 3, 0.15
"""Of the embedder's floor, and in cosine: how far off the person's own example may be where there
are bundled ones, in themselves and against the nearest of those.

Three corrections of a kind, 50 items of the kind and 50 others (`tests/memory/corrections`), all
five kinds in view: on kinds 1 to 3 0.51 of the items see one and 0.07 of the others, against 0.43
and 0.20 with the floor alone; on kinds 4 and 5 it is 0.70 and 0.12 against 0.57 and 0.14.
"""
_WORD = re.compile(r"[^\W_]+")
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december".split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """A note's short id and its score: 1 where it leads all rankings."""

    short: str
    score: float


class Retriever:
    """Searches the indexes that a follower keeps."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._vectors: dict[str, Vectors] = {}

    def search(
        self,
        follower: Follower,
        queries: Sequence[str],
        limit: int,
        *,
        only_fitting: bool,
        spare: int = 0,
        weights: Mapping[str, float] = SEARCHING,
    ) -> list[list[Found]]:
        """For each query the best notes, best first, and `spare` more for those left out later."""
        depth = max(_DEPTH, 4 * limit)
        vectors = self._embed(queries)
        near = {shelf: follower.index.query(shelf, vectors, depth) for shelf in _SHELVES}
        return [
            self._fused(
                follower, query, {s: _best(rows[n]) for s, rows in near.items()}, depth,
                only_fitting=only_fitting, weights=weights,
            )[: limit + spare]
            for n, query in enumerate(queries)
        ]  # fmt: skip

    def similar(self, follower: Follower, text: str, limit: int, beside: float | None) -> list[str]:
        """Short ids of the episodes whose item is near `text`, nearest first.

        `beside` is the cosine of the nearest of other examples, if there are any: what is much
        further off than those is about something else, and what is not may be further off.
        """
        floor = self._embedder.floor
        if beside is not None:
            floor = max(_OWN_SHARE * floor, beside - _OWN_MARGIN)
        [near] = follower.index.query("episodes", self._embed([text]), 2 * limit)
        return list(_best(near, floor))[:limit]

    def items(self, follower: Follower, text: str) -> dict[str, float]:
        """Short ids of all items of programs with their cosines, nearest first."""
        count = len(follower.index.rows["items"])
        if not count:
            return {}
        [near] = follower.index.query("items", self._embed([text]), count)
        return _best(near)

    def _fused(
        self,
        follower: Follower,
        query: str,
        near: Mapping[str, Mapping[str, float]],
        depth: int,
        *,
        only_fitting: bool,
        weights: Mapping[str, float],
    ) -> list[Found]:
        shared = follower.lexicon.top(words(query), depth)
        rankings = {shelf: _spread(ranking) for shelf, ranking in near.items()}
        rankings["words"] = _spread(_best(shared))
        found = dict.fromkeys(short for ranking in rankings.values() for short in ranking)
        if only_fitting:
            telling = self._telling(follower, query, shared)
            floor = self._embedder.floor
            near_enough = {s for shelf in near.values() for s, cos in shelf.items() if cos >= floor}
            found = {s: None for s in found if s in near_enough or s in telling}
        scores = {}
        for short in found:
            alone = rankings["notes"].get(short, 0.0)
            # What stands in no conversation is judged by itself in place of its windows.
            is_turn = short in follower.index.rows["near"]
            scores[short] = sum(
                weight * rankings[name].get(short, 0.0 if is_turn or name == "words" else alone)
                for name, weight in weights.items()
            )
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        whole = sum(weights.values())
        return [Found(short, round(score / whole, 6)) for short, score in ranked]

    @staticmethod
    def _telling(
        follower: Follower, query: str, shared: Iterable[tuple[str, float]]
    ) -> frozenset[str]:
        """The notes that share a rare name or number, or half of the query's weight in words."""
        lexicon = follower.lexicon
        weights = {token: lexicon.weight(token) for token in words(query)}
        half = sum(weights.values()) / 2
        rare = max(2, len(lexicon) // 50)
        names = {name for name in _names(query) if lexicon.frequency(name) <= rare}
        found = set()
        for row, _ in shared:
            common = lexicon.terms(row) & weights.keys()
            if common & names or sum(weights[token] for token in common) >= half:
                found.add(short_of(row))
        return frozenset(found)

    def _embed(self, queries: Sequence[str]) -> Vectors:
        """The queries' vectors; a briefing asks the same ones again at every step."""
        missing = [query for query in dict.fromkeys(queries) if query not in self._vectors]
        if len(self._vectors) + len(missing) > _CACHED:
            self._vectors.clear()
            missing = list(dict.fromkeys(queries))
        if missing:
            self._vectors.update(zip(missing, self._embedder.embed(missing), strict=True))
        return np.stack([self._vectors[query] for query in queries])


def _best(ranking: Iterable[tuple[str, float]], floor: float = -1) -> dict[str, float]:
    """Each note's best row, in order, down to the floor."""
    best: dict[str, float] = {}
    for row, score in ranking:
        if score >= floor:
            best.setdefault(short_of(row), score)
    return best


def _spread(ranking: Mapping[str, float]) -> dict[str, float]:
    """The scores stretched to between 0 and 1, so that those of several rankings can be added."""
    if not ranking:
        return {}
    low, high = min(ranking.values()), max(ranking.values())
    if high == low:
        return dict.fromkeys(ranking, 1.0)
    return {short: (score - low) / (high - low) for short, score in ranking.items()}


def _names(query: str) -> set[str]:
    """Words that single something out: numbers, and capitals where a sentence needs none."""
    found: set[str] = set()
    for match in _WORD.finditer(query):
        word = match[0]
        is_first = query[: match.start()].rstrip()[-1:] in {"", ".", "!", "?", ":"}
        is_name = word[0].isupper() and (not is_first or word[1:].isupper())
        is_number = len(word) > 2 and any(c.isdigit() for c in word)  # noqa: PLR2004
        if (is_name or is_number) and word.casefold() not in _CALENDAR:
            found.update(words(word))
    return found
