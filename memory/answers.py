"""Answering from the notes: the sentences that say it, word for word, with where they stand.

    Reader(kb).answer("When does the lease end?")

Nothing is made up: an answer is a passage of the notes, two sentences at most. What a search finds
is cut into passages, each is weighed by a few features, and "I don't know" is weighed with them:
where no passage outweighs it, that is the answer.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from memory.context import Shown, fitting
from memory.embedder import Vectors
from memory.kb import KnowledgeBase
from memory.kinds import MONTH
from memory.passages import Passage, passages
from memory.questions import Question, answers_kind, known_names, read, stem, tokens
from memory.record import Record
from memory.titles import place
from memory.words import written_out

UNKNOWN = "I don't know: nothing in the notes says it."
NO_NOTES = "I don't know: there are no notes yet."

_NOTES = 8
"""How many notes are read; the right one is among them for 159 of 160 questions (dev, dev2)."""
_READ_CHARS = 4000
"""Of a note that are read: those around what shares most words with the question."""
_NEIGHBOURS = 0.85
"""What a word is worth that does not stand in the passage but elsewhere in its note."""
_SAME_LINE = 0.93
"""The same for one in another sentence of its line."""
_NAME_ELSEWHERE = 0.7
"""The same for a name: a note about Ida need not say so in each line."""
_NAME_ALIKE = 0.5
_PREFIX = 5
_PREFIX_WORTH = 0.9
_ALIKE_MOST = 0.95
"""What another word is worth at most, however near its meaning."""
_CACHED = 8192
_COUNTED = 0.6
"""How near a word of the passage has to be to X in `how many X`."""
_COUNTS = re.compile(r"\bhow many ([a-z]+)")
_NOW = re.compile(
    r"\b(?:now|current(?:ly)?|nowadays|(?:these|this) (?:days|year|month|week)|at the moment"
    r"|at present|as of)\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    rf"\b(?:now|moved|changed|instead|switched|replaced|no longer|(?:from|since) (?:\d|{MONTH}))\b"
    r"|\(was\b",
    re.IGNORECASE,
)
_LONG_NUMBER = re.compile(r"\+?\(?\d(?:[\s()/-]{0,2}\d){6,}")
_WEIGHTS = {
    "sentence": 5.276,
    "line": 6.715,
    "cover": 0.200,
    "in_line": 2.772,
    "name": 0.485,
    "kind": 0.189,
    "no_kind": 1.051,
    "all_cover": 3.403,
    "changed": 6.062,
}
_UNKNOWN_WEIGHS = 11.509
"""Fitted by tests/memory/fit_answers.py to dev and dev2 of tests/memory/vaults."""
_ENOUGH = 0.4
"""The support that an answer needs: there the aims are met on each by weights of the other."""


@dataclass(frozen=True, slots=True)
class Citation:
    """What is quoted, and from where."""

    id: str
    """As `kb search` shows it and `kb forget` takes it."""
    text: str
    under: str
    """The headings above it and a table's columns; empty where there are none."""
    source: str
    """All that say it, where notes of several do."""
    time: str | None
    """ISO 8601, as it was given."""
    tainted: bool
    """A stranger may have written it: it is what somebody says, not what is so."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the notes say to a question."""

    text: str
    """The words of the notes, or why there are none."""
    citations: tuple[Citation, ...]
    """Empty where the notes do not say it."""
    support: float
    """Between 0 and 1: how far the best passage outweighs "I don't know"."""

    @property
    def is_known(self) -> bool:
        """Whether the notes say it."""
        return bool(self.citations)


class Reader:
    """Answers questions from one knowledge base, and remembers the vectors of what it read."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._known: dict[str, Vectors] = {}

    def answer(self, question: str) -> Answer:
        """The passage that answers `question`, or that nothing does.

        Raises:
            ValueError: The question has no words.
            MemoryUnavailable: The knowledge base cannot be searched.
        """
        if not tokens(question):
            raise ValueError("a question needs words")
        if not any(record.kind in {"document", "fact"} for record in self._kb.records()):
            return Answer(NO_NOTES, (), 0.0)
        notes = self.found(question)
        found, rows = self.features(question, [one.record for one in notes])
        if not found:
            return Answer(UNKNOWN, (), 0.0)
        scores = [
            sum(_WEIGHTS[name] * value for name, value in row.items()) - _UNKNOWN_WEIGHS
            for row in rows
        ]
        best = int(np.argmax(scores))
        support = round(1 / (1 + math.exp(-min(max(scores[best], -50.0), 50.0))), 3)
        if support < _ENOUGH:
            return Answer(UNKNOWN, (), support)
        passage = found[best]
        text = " ".join(passage.text.split())
        record = passage.record
        [source] = [one.source for one in notes if one.record.id == record.id]
        cited = Citation(record.handle, text, passage.under, source, record.time, record.tainted)
        return Answer(text, (cited,), support)

    def found(self, text: str) -> list[Shown]:
        """The notes to read, each thing once, cut to what may matter."""
        return [
            replace(one, record=replace(one.record, text=_readable(one.record.text, text)))
            for one in self._kb.shown(text, _NOTES)
        ]

    def features(
        self, text: str, records: Sequence[Record]
    ) -> tuple[list[Passage], list[dict[str, float]]]:
        """The passages of some notes, and what speaks for each as the answer.

        - `sentence`, `line`: cosine of the question and the passage under what it is about; of the
          question and the whole line with its file, too.
        - `cover`, `in_line`: how much of the question's words is there, each by itself or by the
          nearest word, as a mean in which rare words count more; the same over the line alone.
        - `name`: how many of the question's names are there.
        - `kind`, `no_kind`: something of the wanted kind stands there; no kind was understood.
        - `all_cover`: `cover` times `name`; 0 where the wanted kind is missing.
        - `changed`: `all_cover` again, where the question is about now and the passage tells of a
          change.
        """
        known = known_names(record.text for record in records)
        text = written_out(text)
        question = read(text).naming(known)
        found = [
            passage
            for record in records
            for passage in passages(record)
            if self._may_answer(question, passage, known)
        ]
        if not found:
            return [], []
        asked, *vectors = self._vectors(
            [text]
            + [_meaning(f"{p.about}: {p.told}" if p.about else p.told) for p in found]
            + [_meaning(f"{p.place}. {p.about}: {p.line}") for p in found]
        )
        is_now = _NOW.search(text) is not None
        rarity = _rarity(question.words, records)
        notes = {record.id: self._note(question, record) for record in records}
        rows = []
        for n, passage in enumerate(found):
            line = written_out(passage.line)
            told = written_out(passage.told)
            near = self._cover(question.words, f"{passage.place} {passage.about} {told}")
            beside = self._cover(question.words, line)
            note, names = notes[passage.record.id]
            cover = np.maximum.reduce([near, _SAME_LINE * beside, _NEIGHBOURS * note])
            name = _named(question, passage, names)
            is_kind = question.kind is not None and answers_kind(question, passage.told, known)
            fits = name if is_kind or question.kind is None else 0.0
            row = {
                "sentence": float(asked @ vectors[n]),
                "line": float(asked @ vectors[n + len(found)]),
                "cover": _mean(cover, rarity),
                "in_line": _mean(beside, rarity),
                "name": name,
                "kind": float(is_kind),
                "no_kind": float(question.kind is None),
            }
            row["all_cover"] = fits * row["cover"]
            is_changed = is_now and _CHANGED.search(passage.told) is not None
            row["changed"] = row["all_cover"] if is_changed else 0.0
            rows.append(row)
        return found, rows

    def _may_answer(self, question: Question, passage: Passage, known: frozenset[str]) -> bool:
        """Whether the kind of answer that is wanted, if it has a sure sign, shows one.

        A heading answers nothing else.
        """
        kind = question.kind
        if kind is None or not kind.is_sure:
            counted = _COUNTS.search(question.text.casefold())
            if passage.is_label or not counted or counted[1] not in question.words:
                return not passage.is_label
            return bool(self._cover([counted[1]], written_out(passage.told))[0] >= _COUNTED)
        return answers_kind(question, passage.told, known)

    def _note(self, question: Question, record: Record) -> tuple[Vectors, list[float]]:
        """What a whole note is worth for each of the question's words and for each name."""
        text = f"{place(record)} {record.text}"
        there = {stem(word) for word in tokens(text)}
        alike = self._cover(question.names, text)
        names = [
            _NAME_ELSEWHERE if name in there else _NAME_ALIKE * float(near)
            for name, near in zip(question.names, alike, strict=True)
        ]
        return self._cover(question.words, written_out(text)), names

    def _cover(self, wanted: Sequence[str], text: str) -> Vectors:
        """For each wanted word how well the words of `text` stand for it, between 0 and 1."""
        there = list(dict.fromkeys(word.casefold() for word in tokens(text)))
        if not wanted or not there:
            return np.zeros(len(wanted), dtype=np.float32)
        stems = {stem(word) for word in there}
        nearest = (self._vectors(wanted) @ self._vectors(there).T).max(axis=1)
        worth: Vectors = np.clip(nearest, 0, _ALIKE_MOST)
        for n, word in enumerate(wanted):
            if stem(word) in stems:
                worth[n] = 1
            elif any(_is_begun(word, other) for other in there):
                worth[n] = max(worth[n], _PREFIX_WORTH)
        return worth

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if len(self._known) + len(new) > _CACHED:
            self._known.clear()
            new = list(dict.fromkeys(texts))
        if new:
            self._known.update(zip(new, self._kb.embedder.embed(new), strict=True))
        return np.stack([self._known[text] for text in texts])


def _named(question: Question, passage: Passage, elsewhere: Sequence[float]) -> float:
    """How many of the question's names are there: in the passage, or at least in its note."""
    near = {stem(word) for word in tokens(f"{passage.place} {passage.about} {passage.line}")}
    pairs = zip(question.names, elsewhere, strict=True)
    worth = [1.0 if name in near else far for name, far in pairs]
    return sum(worth) / len(worth) if worth else 1.0


def _readable(text: str, question: str) -> str:
    return text if len(text) <= _READ_CHARS else fitting(text, question, _READ_CHARS)


def _meaning(text: str) -> str:
    """What a vector is made of: long numbers mean nothing to it and would be most of its tokens."""
    return _LONG_NUMBER.sub("number", written_out(text))


def _is_begun(word: str, other: str) -> bool:
    """Whether one is the beginning of the other: `physio` and `physiotherapist`."""
    return min(len(word), len(other)) >= _PREFIX and (
        word.startswith(other) or other.startswith(word)
    )


def _rarity(words: Sequence[str], records: Sequence[Record]) -> Vectors:
    """A weight for each word: more where fewer of the found notes have it."""
    notes = [{stem(w) for w in tokens(f"{r.source} {r.text}")} for r in records]
    counts = [sum(stem(word) in note for note in notes) for word in words]
    return np.array(
        [0.3 + math.log((len(notes) + 1) / (count + 0.5)) for count in counts], dtype=np.float32
    )


def _mean(values: Vectors, weights: Vectors) -> float:
    return float((values * weights).sum() / weights.sum()) if len(values) else 1.0
