"""A deterministic note search with integer scores.

It is the memory inside a simulated world, where state, reward and hash may not depend on an
embedding or a float, and the stand-in where a person has no knowledge base yet.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from typing import Generic, TypeVar

from assistant.contract.memo import derive
from assistant.contract.notes import Episode, Note

_T = TypeVar("_T", Note, Episode)
_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
SHOWN = 200
"""Characters of a note that a prompt shows."""
MAX_READ = 4000
"""Characters of a text whose words are looked at."""
_REMEMBERED = 256
"""Searches whose results a shelf remembers."""
_STOP = frozenset(
    "a about all am an and any are as at be been but by can could did do does for from get had has "
    "have he her him his how i if in into is it its just let me my need no not of on or our please "
    "she should so some that the their them then there they this to today tomorrow up us was we "
    "were what when where which who will with would you your".split()
)


def words(text: str) -> list[str]:
    """The words that carry meaning, lower-cased, plurals folded."""
    return list(_words(text[:MAX_READ]))


def word_set(text: str) -> frozenset[str]:
    """The same words, each once."""
    return _word_set(text[:MAX_READ])


@lru_cache(maxsize=1024)
def _word_set(text: str) -> frozenset[str]:
    return frozenset(_words(text))


# A day's mails and notes are read at every search and every judgement.
@lru_cache(maxsize=1024)
def _words(text: str) -> tuple[str, ...]:
    return tuple(word for found in _WORD.findall(text) if (word := _fold(found)))


@lru_cache(maxsize=8192)
def _fold(word: str) -> str:
    """The form in which a word is compared; empty where it carries no meaning."""
    word = word.casefold()
    is_telling = word not in _STOP and (len(word) > 1 or word.isdigit())
    return _stem(word) if is_telling else ""


def _stem(word: str) -> str:
    """The singular of a regular plural; anything else as it is."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("xes", "zes", "ches", "shes", "sses")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def excerpt(text: str, query: str, limit: int = SHOWN) -> str:
    """The sentences of a long text from the one on that shares the most words with `query`.

    A prompt shows the beginning of a note; what was searched for may stand further down.
    """
    if len(text) <= limit:
        return text
    return _excerpt(_sentences(text), query, limit)


def _sentences(text: str) -> list[tuple[str, frozenset[str]]]:
    """The sentences of a text, each with its words."""
    parts = (part.strip() for part in _SENTENCE.split(text))
    return [(part, word_set(part)) for part in parts if part]


def _excerpt(sentences: Sequence[tuple[str, frozenset[str]]], query: str, limit: int) -> str:
    wanted = word_set(query)
    parts = [part for part, _ in sentences]
    scores = [len(wanted & found) for _, found in sentences]
    best = scores.index(max(scores)) if scores else 0
    line = ""
    for part in parts[best:]:
        longer = f"{line} {part}".strip()
        if line and len(longer) > limit:
            break
        line = longer
    return line


def quoted(note: Note, query: str) -> Note:
    """The note as a prompt shows it: what fits `query` of a long one, a short one as it is."""
    if len(note.text) <= SHOWN:
        return note
    sentences = derive([note], "sentences", lambda long: _sentences(long.text))[0]
    return replace(note, text=_excerpt(sentences, query, SHOWN))


class _Shelf(Generic[_T]):
    """Texts that do not change, with the words in them and what was found among them."""

    def __init__(self, texts: tuple[_T, ...], start: "_Shelf[_T] | None" = None) -> None:
        """Index `texts`, of which `start` has the first ones already."""
        self.texts: tuple[_T, ...] = texts
        self._found: dict[tuple[str, int], list[_T]] = {}
        self._sizes: list[int] = list(start._sizes) if start else []
        self._places: dict[str, list[int]] = dict(start._places) if start else {}
        own: set[str] = set()
        for place in range(len(self._sizes), len(texts)):
            distinct = word_set(texts[place].text)
            self._sizes.append(len(distinct))
            for word in distinct:
                if word not in own:
                    own.add(word)
                    self._places[word] = list(self._places.get(word, ()))
                self._places[word].append(place)

    def find(self, query: str, limit: int, *, is_near: bool = False) -> list[_T]:
        """The texts that share the most telling words with `query`, ties in order.

        Rare words tell more: the weight is 1 + floor(log2(N / df)), an inverse document frequency
        without floats. `is_near` wants a third of the words of both to be the same.
        """
        key = (query, limit)
        found = self._found.get(key)
        if found is None:
            found = self._look(query, limit, is_near=is_near)
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[key] = found
        return list(found)

    def _look(self, query: str, limit: int, *, is_near: bool) -> list[_T]:
        wanted = word_set(query)
        found = [places for word in wanted if (places := self._places.get(word))]
        scores: dict[int, int] = {}
        for places in found:
            weight = (len(self.texts) // len(places)).bit_length()
            for place in places:
                scores[place] = scores.get(place, 0) - weight
        if is_near and scores:
            shared = Counter(chain.from_iterable(found))
            least, sizes = len(wanted), self._sizes
            scores = {p: s for p, s in scores.items() if 3 * shared[p] >= max(least, sizes[p])}
        order = sorted(zip(scores.values(), scores, strict=True))
        return [self.texts[place] for _, place in order[:limit]]


@dataclass
class LexicalMemory:
    """A `KnowledgePort` over notes and episodes held in memory."""

    notes: list[Note] = field(default_factory=list)
    handled: list[Episode] = field(default_factory=list)
    _notes: _Shelf[Note] | None = field(default=None, repr=False, compare=False)
    _handled: _Shelf[Episode] | None = field(default=None, repr=False, compare=False)

    def search(self, query: str, limit: int = 3) -> Sequence[Note]:
        """The notes that share the most telling words with `query`, ties in note order."""
        self._notes = _shelf(self._notes, self.notes)
        return self._notes.find(query, limit)

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
        self._handled = _shelf(self._handled, self.handled)
        return self._handled.find(text, limit, is_near=True)

    def copy(self) -> "LexicalMemory":
        """A memory of its own over the same notes, which are frozen."""
        self._notes = _shelf(self._notes, self.notes)
        self._handled = _shelf(self._handled, self.handled)
        return LexicalMemory(list(self.notes), list(self.handled), self._notes, self._handled)


def _shelf(known: _Shelf[_T] | None, texts: list[_T]) -> _Shelf[_T]:
    """The shelf of these texts: the known one as long as nothing was added or taken away.

    The lists are open to everybody, so each look compares; it costs little, because records that
    are the same object are not compared field by field.
    """
    now = tuple(texts)
    if known is None or known.texts != now[: len(known.texts)]:
        return _Shelf(now)
    return known if len(known.texts) == len(now) else _Shelf(now, known)
