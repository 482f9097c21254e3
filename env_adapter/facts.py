"""Whether a text carries what it must: whole words, several wordings, no contradiction.

Deliberately literal. Anything that scored "similar" texts would put a model into the reward; a
list of accepted wordings can be read, tested and argued with.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.contract.lexical import word_set

FAIR_WORDS = 120
"""Beyond this a text carries its facts by burying them: half its worth is gone, then all."""

RUN = 5
"""Words in a row that two texts hardly share by chance."""

# A colon belongs to a word between digits only: "9:30", but "the boat shed: 340 euros".
_GAP = re.compile(r"(?:[^\w:]|(?<!\d):|:(?!\d))+")
_TIME = re.compile(r"\b(\d{1,2})(?:[:.h](\d{2}))?\s*([ap])\.?m\b|\b(\d{1,2}):(\d{2})\b")
_AMOUNT = re.compile(r"(?<![\w:.])\d[\d,]*(?:\.\d+)?(?![\w:]|\s*[ap]\.?m)")
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?s?\b")
_YES = re.compile(r"\b(?:yes|confirm(?:ed)?|accept(?:ed)?|agreed?|gladly|works for me)\b")
_NO = re.compile(r"\b(?:no|not|cannot|can t|can't|decline|unable|won't|unfortunately)\b")


def carries(text: str, wordings: Sequence[str], slot: str = "") -> bool:
    """Whether `text` holds one of the wordings and no other value of the same slot."""
    line = _line(text)
    if not any(_line(wording) in line for wording in wordings):
        return False
    if not slot:
        return True
    allowed = {v for wording in wordings for v in _values(wording, slot)}
    return not allowed or set(_values(text, slot)) <= allowed


def is_about(text: str, topic: Iterable[str]) -> int:
    """0 to 100: how far a free answer takes up the words of what it answers.

    Six words, two of them of the topic, are full worth; four with one are under half. It stops
    empty and copied-out answers, not bad ones: days that matter say which facts they want.
    """
    length = len(text.split())
    shared = len(word_set(text).intersection(topic))
    if length >= 6 and shared >= 2:
        return 100
    return 40 if length >= 4 and shared >= 1 else 0


def is_copied(text: str, source: str) -> bool:
    """Whether at least half of what a text says is its source, word for word.

    Sending a mail its own words back answers nothing, whatever facts they hold.
    """
    runs = runs_of(text)
    return bool(runs) and 2 * len(runs & runs_of(source)) >= len(runs)


def brevity(text: str) -> int:
    """0, 50 or 100: what is left of a text's worth at its length."""
    length = len(text.split())
    if length <= FAIR_WORDS:
        return 100
    return 50 if length <= 2 * FAIR_WORDS else 0


@lru_cache(maxsize=4096)
def runs_of(text: str) -> frozenset[str]:
    """All runs of `RUN` words."""
    line = _line(text).split()
    return frozenset(" ".join(line[n : n + RUN]) for n in range(len(line) - RUN + 1))


@lru_cache(maxsize=4096)
def _line(text: str) -> str:
    return f" {_GAP.sub(' ', text.casefold()).strip()} "


def _values(text: str, slot: str) -> list[str]:
    lower = text.casefold()
    if slot == "weekday":
        return _WEEKDAY.findall(lower)
    if slot == "time":
        return [_clock(match) for match in _TIME.finditer(lower)]
    if slot == "amount":
        rest = _TIME.sub(" ", lower)
        return [a.replace(",", "").rstrip(".") for a in _AMOUNT.findall(rest)]
    yes, no = bool(_YES.search(lower)), bool(_NO.search(lower))
    return ["yes"] * yes + ["no"] * no


def _clock(match: re.Match[str]) -> str:
    hour, minute, half, hour24, minute24 = match.groups()
    if hour24 is not None:
        return f"{int(hour24)}:{minute24}"
    shift = 12 if half == "p" and int(hour) < 12 else 0
    return f"{(0 if half == 'a' and int(hour) == 12 else int(hour)) + shift}:{minute or '00'}"
