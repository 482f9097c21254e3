"""Finding a note's words in other texts, and taking them out: in journals, sessions, backups.

    Traces(records).without("noted: Ida likes peonies")   # "noted: [forgotten]"

Copies are seldom whole: a prompt shows two sentences of a note, a person typed it in a longer
request. So what is looked for are runs of a note's words, in its order, that tell enough: three
telling words, or all that the note has. What a model said in words of its own is not found.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.contract.lexical import words
from memory.record import Record

MARK = "[forgotten]"
"""What stands where a forgotten note's words stood."""

_ENOUGH = 3
"""Telling words of a run; fewer are any text's."""

_WORD = re.compile(r"[^\W_]+")
_PLAIN = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january "
    "february march april may june july august september october november december jan feb mar "
    "apr jun jul aug sep oct nov dec am pm min minutes hour hours week weeks note noted".split()
)
"""Words that are in anybody's journal, so that they tell nothing."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A note's words, and how many of a run of them are enough."""

    words: tuple[str, ...]
    enough: int


class Traces:
    """The words of some notes, to be found again."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._notes: list[_Said] = []
        self._places: dict[str, list[tuple[int, int]]] = {}
        """For each word where it stands: which note, which place in it."""
        for text in dict.fromkeys(said for record in records for said in _texts(record)):
            found = tuple(word.casefold() for word in _WORD.findall(text))
            enough = min(_ENOUGH, sum(map(_tells, found)))
            if not enough:
                continue  # nothing but numbers and small words: it would be found everywhere
            for place, word in enumerate(found):
                self._places.setdefault(word, []).append((len(self._notes), place))
            self._notes.append(_Said(found, enough))

    def __bool__(self) -> bool:
        return bool(self._notes)

    def are_in(self, text: str) -> bool:
        """Whether a text has words of one of the notes."""
        return bool(self._runs(text))

    def without(self, text: str) -> str:
        """The text with `[forgotten]` in place of the notes' words; itself where there are none."""
        parts: list[str] = []
        end = 0
        for start, stop in self._runs(text):
            parts += [text[end:start], MARK]
            end = stop
        return "".join([*parts, text[end:]]) if parts else text

    def without_in(self, value: Any) -> Any:
        """The same for all texts in a JSON value; keys stay. Itself where nothing is in it."""
        if isinstance(value, str):
            return self.without(value)
        if isinstance(value, Mapping):
            changed = {key: self.without_in(part) for key, part in value.items()}
            return changed if any(changed[key] is not value[key] for key in value) else value
        if isinstance(value, list | tuple):
            parts = [self.without_in(part) for part in value]
            if all(new is old for new, old in zip(parts, value, strict=True)):
                return value
            return parts if isinstance(value, list) else tuple(parts)
        return value

    def _runs(self, text: str) -> list[tuple[int, int]]:
        """Where in a text words of the notes stand: starts and ends, in order."""
        found = [(match.start(), match.end()) for match in _WORD.finditer(text)]
        heard = [text[start:end].casefold() for start, end in found]
        runs: list[tuple[int, int]] = []
        at = 0
        while at < len(heard):
            length = self._longest(heard, at)
            if length:
                runs.append((found[at][0], found[at + length - 1][1]))
            at += max(1, length)
        return runs

    def _longest(self, heard: list[str], at: int) -> int:
        """Words of the longest run from `at` on that tells enough; 0 where none does."""
        longest = 0
        for number, place in self._places.get(heard[at], ()):
            note, length, telling = self._notes[number], 0, 0
            while (
                at + length < len(heard)
                and place + length < len(note.words)
                and heard[at + length] == note.words[place + length]
            ):
                telling += _tells(heard[at + length])
                length += 1
            if telling >= note.enough:
                longest = max(longest, length)
        return longest


def _texts(record: Record) -> Iterable[str]:
    """What a note says: its text and, of an episode, what was said of it."""
    yield record.text
    if isinstance(said := record.meta.get("note"), str):
        yield said


def _tells(word: str) -> bool:
    """Whether a word tells more than that it is language or a time."""
    is_short_number = word.isdigit() and len(word) < 3  # noqa: PLR2004
    return not is_short_number and word not in _PLAIN and bool(words(word))
