"""A deterministic note search with integer scores.

It is the memory inside a simulated world, where state, reward and hash may not depend on an
embedding or a float, and the stand-in where a person has no knowledge base yet.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from assistant.contract.notes import Episode, Note

_T = TypeVar("_T")
_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
SHOWN = 200
"""Characters of a note that a prompt shows."""
_STOP = frozenset(
    "a about all am an and any are as at be been but by can could did do does for from get had has "
    "have he her him his how i if in into is it its just let me my need no not of on or our please "
    "she should so some that the their them then there they this to today tomorrow up us was we "
    "were what when where which who will with would you your".split()
)


def words(text: str) -> list[str]:
    """The words that carry meaning, lower-cased, plurals folded."""
    found = (w.casefold() for w in _WORD.findall(text[:4000]))
    return [_stem(w) for w in found if w not in _STOP and (len(w) > 1 or w.isdigit())]


def _stem(word: str) -> str:
    """The singular of a regular plural; anything else as it is."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("xes", "zes", "ches", "shes", "sses")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def _scores(query: Iterable[str], documents: Sequence[frozenset[str]]) -> list[int]:
    """Per document the summed weight of the query's words; rare words weigh more.

    The weight is 1 + floor(log2(N / df)), an inverse document frequency without floats.
    """
    wanted = set(query)
    frequency = Counter(w for document in documents for w in document & wanted)
    weight = {w: (len(documents) // n).bit_length() for w, n in frequency.items()}
    return [sum(weight[w] for w in document & wanted) for document in documents]


def excerpt(text: str, query: str, limit: int = SHOWN) -> str:
    """The sentences of a long text from the one on that shares the most words with `query`.

    A prompt shows the beginning of a note; what was searched for may stand further down.
    """
    if len(text) <= limit:
        return text
    parts = [part.strip() for part in _SENTENCE.split(text) if part.strip()]
    wanted = set(words(query))
    scores = [len(wanted & set(words(part))) for part in parts]
    best = scores.index(max(scores)) if scores else 0
    line = ""
    for part in parts[best:]:
        longer = f"{line} {part}".strip()
        if line and len(longer) > limit:
            break
        line = longer
    return line


@dataclass
class LexicalMemory:
    """A `KnowledgePort` over notes and episodes held in memory."""

    notes: list[Note] = field(default_factory=list)
    handled: list[Episode] = field(default_factory=list)

    def search(self, query: str, limit: int = 3) -> Sequence[Note]:
        """The notes that share the most telling words with `query`, ties in note order."""
        scores = _scores(words(query), [frozenset(words(note.text)) for note in self.notes])
        return _best(self.notes, scores, limit)

    def add(self, text: str, category: str, source: str, note_id: str) -> Note:
        """Keep a note; the same id again changes nothing."""
        for note in self.notes:
            if note.id == note_id:
                return note
        note = Note(note_id, text, source)
        self.notes.append(note)
        return note

    def forget(self, note_id: str) -> None:
        """Remove a note."""
        self.notes = [note for note in self.notes if note.id != note_id]

    def episodes(self, text: str, limit: int = 3) -> Sequence[Episode]:
        """The episodes whose item shares at least a third of its words with `text`."""
        query = set(words(text))
        sets = [frozenset(words(episode.text)) for episode in self.handled]
        scores = _scores(query, sets)
        near = [
            score if 3 * len(query & document) >= max(len(query), len(document)) else 0
            for score, document in zip(scores, sets, strict=True)
        ]
        return _best(self.handled, near, limit)


def _best(values: Sequence[_T], scores: Sequence[int], limit: int) -> list[_T]:
    order = sorted(range(len(values)), key=lambda i: (-scores[i], i))
    return [values[i] for i in order[:limit] if scores[i] > 0]
