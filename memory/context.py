"""What a reader is given of the notes: each thing once, and no more than there is room for.

    shown = fold(ranked)
    build(shown, "When does the lease end?", most_chars=2000).text

A note is a copy of another one where all its sentences stand there, word for word, and make up at
least half of it. Nothing is lost by leaving it out, and its source is named with the other one's.
What was said in a conversation at another time or by somebody else is no copy.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.contract.lexical import excerpt
from memory.record import Record
from memory.threads import is_turn

LEAST_CHARS = 200
"""Room for one note of several."""

_HALF = 2
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_MARKS = re.compile(r"[*_`#>|]+")


@dataclass(frozen=True, slots=True)
class Shown:
    """A note that a search found, with its copies."""

    record: Record
    score: float
    copies: tuple[Record, ...] = ()
    """Other notes that say the same, best first."""

    @property
    def source(self) -> str:
        """Where it stands: each source once."""
        sources = (record.source for record in (self.record, *self.copies))
        return "; ".join(dict.fromkeys(filter(None, sources)))


@dataclass(frozen=True, slots=True)
class Context:
    """Notes as text, with a line or more for each."""

    text: str
    """`[id] source, day: words`, best first, and `from outside` where that is so."""
    shown: tuple[Shown, ...]
    """The notes that are in it."""
    left_out: int
    """How many more there would have been with more room."""


def fold(found: Iterable[tuple[Record, float]], apart: Collection[str] = ()) -> list[Shown]:
    """The notes, best first, each with its copies; it takes the place of the best of them.

    What is shown is never less trusted than a copy of it: the person's own words are not shown as
    a stranger's. Notes whose ids are in `apart` stay by themselves.
    """
    shown: list[Shown] = []
    for record, score in found:
        for place, known in enumerate(shown):
            if not {record.id, known.record.id}.isdisjoint(apart):
                continue
            if _stands_for(known.record, record):
                shown[place] = Shown(known.record, known.score, (*known.copies, record))
                break
            if _stands_for(record, known.record):
                shown[place] = Shown(record, known.score, (known.record, *known.copies))
                break
        else:
            shown.append(Shown(record, score))
    return shown


def build(found: Sequence[Shown], question: str, most_chars: int) -> Context:
    """As many of the notes as there is room for, a long one by what fits the question.

    Args:
        found: The notes, best first.
        question: What they are read for.
        most_chars: Length of the text at most; about four characters are a token in English.
    """
    lines: list[str] = []
    taken: list[Shown] = []
    left = most_chars
    for number, one in enumerate(found):
        # What a short note does not need is there for those after it.
        share = max(LEAST_CHARS, left // (len(found) - number))
        line = _line(one, question, min(share, left))
        if not line:
            break
        lines.append(line)
        taken.append(one)
        left -= len(line) + 1  # the newline
    return Context("\n".join(lines), tuple(taken), len(found) - len(taken))


def fitting(text: str, question: str, most_chars: int) -> str:
    """The text, or the sentences of a long one from the best on, `most_chars` at most."""
    part = excerpt(text, question, most_chars)
    if len(part) <= most_chars:
        return part
    cut = part[: most_chars - 1]
    return (cut[: cut.rfind(" ")].rstrip() if " " in cut else cut) + "…"


def _line(one: Shown, question: str, room: int) -> str:
    """A note in at most `room` characters; empty where that would say nothing."""
    record = one.record
    day = (record.time or "")[:10]
    outside = "from outside" if record.tainted else ""
    where = ", ".join(filter(None, (one.source, day, outside)))
    head = f"[{record.handle}] {where}: " if where else f"[{record.handle}] "
    words = " ".join(record.text.split())
    rest = room - len(head)
    if rest < min(len(words), LEAST_CHARS // _HALF):
        return ""
    return head + fitting(words, question, rest)


def _stands_for(one: Record, other: Record) -> bool:
    """Whether nothing is lost when only `one` is shown."""
    if one.tainted and not other.tainted:
        return False
    if one.kind == "episode" or other.kind == "episode":
        return False
    if one.meta.get("speaker") != other.meta.get("speaker"):
        return False
    if one.time != other.time and (is_turn(one) or is_turn(other)):
        return False
    if len(other.text) * _HALF < len(one.text):
        return False
    said = _sentences(other.text)
    return bool(said) and said <= _sentences(one.text)


@lru_cache(maxsize=4096)
def _sentences(text: str) -> frozenset[str]:
    """The sentences, as they are compared: numbers, signs and negations stay what they are."""
    parts = (" ".join(_MARKS.sub(" ", part).casefold().split()) for part in _SENTENCE.split(text))
    return frozenset(filter(None, (part.strip(" .,;:!") for part in parts)))
