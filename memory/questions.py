"""Reading a question: what kind of answer it wants, about whom, and in which words.

A question whose kind is not known is read all the same; it then has to be answered by its words
alone.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from memory.kinds import DAY, KINDS, MONTH, STAYS, Kind
from memory.words import PRESENT

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?(?!\w)|\d[\d:.,/-]*\d(?!\w)|[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s?$")
_SUFFIXES = ("ing", "ed", "es", "s", "er", "ly")
_STEM = 3
_NAME = re.compile(r"(?<![\w'’])[^\W\d_a-z][\w'’-]*")
_NO_NAME = re.compile(rf"(?:{MONTH}|{DAY}|i|i'[a-z]+)$", re.IGNORECASE)
_TITLES = frozenset("mr mrs ms miss dr prof sir madam councillor".split())
_NOW = re.compile(
    r"\b(?:(?:this|these) (?:year|month|week|days?)|at (?:the moment|present)|right now|currently|"
    r"nowadays)\b",
    re.IGNORECASE,
)
_EMPTY = frozenset(
    "a about again all am an and any are as at back be been being but by can could did do does "
    "done ever for from get give given go goes got had has have he her hers him his how i if in "
    "into is it its just keep kind last let long many may me mine much must my name need no not "
    "now of off often old on one or our ours out own please put say says she should so some take "
    "tell than that the their them then there these they thing things this those time to up us use "
    "used was we were what when where which who whom whose why will with would you your "
    "what's who's when's where's how's".split()
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was read."""

    text: str
    kind: Kind | None
    names: tuple[str, ...]
    """Stems of names and numbers in it: an answer has to be about the same ones."""
    words: tuple[str, ...]
    """Its other telling words in small letters, without those that `kind` stands for."""
    stems: frozenset[str]
    """The stems of all its words."""

    def naming(self, known: frozenset[str]) -> "Question":
        """The same, where words that the notes have as names are names here, too."""
        small = {name.casefold() for name in known}
        named = [word for word in self.words if word in small]
        return replace(
            self,
            names=tuple(dict.fromkeys([*self.names, *map(stem, named)])),
            words=tuple(word for word in self.words if word not in named),
        )


def tokens(text: str) -> list[str]:
    """Words and numbers as they stand."""
    return _TOKEN.findall(text)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The form in which words are compared."""
    word = _POSSESSIVE.sub("", word.casefold())
    word = PRESENT.get(word, word)
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _STEM:
            return word[: -len(suffix)]
    return word


def read(text: str) -> Question:
    """What `text` asks for."""
    lower = text.casefold().replace("’", "'")
    kind = next((kind for kind in KINDS if kind.asked.search(lower)), None)
    said = {stem(word) for word in kind.said.split()} if kind else set()
    names: dict[str, None] = {}
    words: dict[str, None] = {}
    found = tokens(_NOW.sub(" ", text))
    for place, word in enumerate(found):
        bare = _POSSESSIVE.sub("", word)
        if {word.casefold(), bare.casefold()} & _EMPTY or bare.casefold() in _TITLES:
            continue
        if _is_name(found, place) and not _NO_NAME.match(bare):
            names[stem(word)] = None
        elif stem(word) not in said:
            words[bare.casefold()] = None
    return Question(text, kind, tuple(names), tuple(words), frozenset(map(stem, found)))


def known_names(texts: Iterable[str]) -> frozenset[str]:
    """The words that are capitals in the middle of a phrase and never small."""
    texts = list(texts)
    small = {word for text in texts for word in tokens(text) if word[0].islower()}
    return frozenset(
        match[0]
        for text in texts
        for match in _NAME.finditer(text)
        if _follows_words(text, match) and match[0].casefold() not in small
    )


def answers_kind(question: Question, text: str, known: frozenset[str]) -> bool:
    """Whether something of the wanted kind stands in `text` that the question did not say.

    `known` are words that are names even where a sentence begins with them. A question of no kind
    is answered by any text.
    """
    kind = question.kind
    if kind is None:
        return True
    if kind.shown is not None:
        return kind.shown.search(_without(kind.cleared(text), question.stems)) is not None
    if kind.name in {"surname", "first name"}:
        return _completes_name(question, text, is_before=kind.name == "first name")
    return any(
        stem(match[0]) not in question.stems
        and match[0].casefold() not in _TITLES
        and not _NO_NAME.match(match[0])
        and (match[0] in known or not _opens(text, match))
        for match in _NAME.finditer(text)
    )


def _is_name(found: list[str], place: int) -> bool:
    """Whether a question's word is a number or a capital that no beginning explains."""
    word = found[place]
    if any(map(str.isdigit, word)):
        return True
    follows = found[place + 1][:1] if place + 1 < len(found) else ""
    is_more = place > 0 or _POSSESSIVE.search(word) or follows.isupper() or word[1:].isupper()
    return word[0].isupper() and bool(is_more)


def _completes_name(question: Question, text: str, *, is_before: bool) -> bool:
    """Whether a name of the question stands beside another one that could be the rest of it."""
    owners = {stem(word) for word in tokens(question.text) if _POSSESSIVE.search(word)}
    names = set(question.names) & owners or set(question.names)
    places = list(_NAME.finditer(text))
    for first, last in zip(places, places[1:], strict=False):
        asked, new = (last[0], first[0]) if is_before else (first[0], last[0])
        is_pair = text[first.end() : last.start()] in {" ", "-"}
        is_new = stem(new) not in question.names and new.casefold() not in _TITLES
        if is_pair and is_new and stem(asked) in names:
            return True
    return False


def _follows_words(text: str, match: re.Match[str]) -> bool:
    """Whether nothing that may begin anew stands before the word."""
    before = text[: match.start()].rstrip(" ")
    return bool(before) and (before[-1].islower() or before[-1] == ",")


def _opens(text: str, match: re.Match[str]) -> bool:
    """Whether the word is a capital only because a sentence or a `label:` begins with it."""
    before = text[: match.start()].rstrip("*_\"'“”‘’([ ")
    return not before or before[-1] in ".!?>" or text.startswith((":", "**"), match.end())


def _without(text: str, stems: frozenset[str]) -> str:
    """`text` without the words that the question brought along.

    Months, days and units stay, and what a sum is for: one that is asked about is no answer, but a
    day in it is, or a number beside it.
    """
    return _TOKEN.sub(lambda m: m[0] if stem(m[0]) not in stems or _stays(m[0]) else "_", text)


def _stays(word: str) -> bool:
    return bool(_NO_NAME.match(word) or STAYS.fullmatch(word))
