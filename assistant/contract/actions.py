"""Commitments in a text, such as the minutes of a meeting: who does what, and by when.

By rules instead of a model, so that a world stays deterministic and a person can see why a
sentence became a task: each action carries the place of the sentence that it was read from.
A sentence counts when it says at its beginning that somebody named, or "I", is to do something.
What was done, is denied, asked, guessed or remembered commits nobody; neither does "we".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.contract import times

LONGEST = 8_000
"""Characters that are looked at."""

_SENTENCE = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|St|No|approx|e\.g|i\.e|a\.m|p\.m)\.|[.!?](?=\S)|[^.!?\n])+[.!?]*"
)
_LEAD = re.compile(
    r"[\s\-*•–]*(?:\d+[.)]\s+)?(?:\[[ x]?\]\s*)?"
    r"(?P<label>(?:action(?: items?)?|todo|to[- ]do|next steps?|decision|ai)\s*[:\-–]?\s+)?"
    r"(?:(?:we|they|everybody|it was|it is)\s+(?:have\s+)?(?:agreed|decided|settled)\s*(?:that|on)?"
    r"[\s:,]+|(?:so|then|also|and|finally)[\s,]+)?",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"\s*(?:"
    r"(?:will|shall|'ll|’ll|(?:is|are|am|['’]s|['’]m) (?:going )?to|needs? to|has to|have to|must"
    r"|should|(?:has |have )?(?:agreed|promised|offered|volunteered) to"
    r"|(?:is|are|am|['’]m)(?= \w+ing\b.*\b(?:by|before|until)\b)|to(?!\s+(?-i:[^\W\d_a-z])))\s+"
    r"(?!not\b|never\b|no longer\b|(?:probably|hardly|be|have been|need|miss|like|want|see)\b)"
    r"|(?P<owns>takes (?:care of|over|on)|takes?(?! (?:the view|part|place|time|issue))|owns?"
    r"|handles?|(?:is|am) (?:responsible for|in charge of))\s+)",
    re.IGNORECASE,
)
_PAST_DUTY = re.compile(r"\s*(?:should|must)\s+have\b", re.IGNORECASE)
_DENIED = re.compile(r"(?:\w*n['’]t|not|never|no longer|might|may|would|could|can)\b", re.I)
_BY = re.compile(r"\b(by|before|until|till|due|no later than)(?:\s+the)?\s*$", re.IGNORECASE)
_POLITE = re.compile(r"(?:(?:can|could|would) you\s+)?(?:please|kindly|also|then)?\s*", re.I)
_OTHERS = re.compile(
    r"(?:,\s+(?-i:[^\W\d_a-z])[\w'-]+)*\s+(?:and|&)\s+(?-i:[^\W\d_a-z])[\w'-]+", re.I
)
"""More people after the first, who is the one to be asked."""
_TWO_NAMES = re.compile(r"[^\W\d_a-z][\w'-]+ [^\W\d_a-z][\w'-]+")
_ONE_NAME = re.compile(r"[^\W\d_a-z][\w'-]*(?: [^\W\d_a-z][\w'-]+)?")


@dataclass(frozen=True, slots=True)
class Action:
    """A commitment that a text records."""

    owner: str
    """Full name where it is known, as written otherwise; empty where the writer says "I"."""
    text: str
    """What is to be done."""
    due: int | None
    """End of the last minute in which it is in time, UTC; None where no clear date is said."""
    start: int
    end: int
    """Where the sentence stands in the text."""


def actions_in(text: str, people: Sequence[str], now: int, timezone: str) -> tuple[Action, ...]:
    """The commitments in a text, in order; dates are read from `now`."""
    found = (
        _action(text, start, end, people, now, timezone)
        for start, end in _sentences(text[:LONGEST])
    )
    return tuple(action for action in found if action is not None)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for match in _SENTENCE.finditer(text):
        sentence = match[0]
        start = match.start() + len(sentence) - len(sentence.lstrip())
        end = match.start() + len(sentence.rstrip())
        if start < end:
            yield start, end


def _action(
    text: str, start: int, end: int, people: Sequence[str], now: int, tz: str
) -> Action | None:
    sentence = text[start:end]
    if sentence.endswith("?"):
        return None
    lead = _LEAD.match(sentence)
    assert lead is not None
    rest = _without_date(sentence[lead.end() :])
    is_told = bool(lead["label"]) or rest.startswith("@")
    owner, rest = _owner(rest.removeprefix("@"), people, is_told=is_told)
    if owner is None:
        return None
    what = _duty(rest, is_told=is_told)
    if not what:
        return None
    return Action(owner, what, _due(sentence, now, tz), start, end)


def _without_date(rest: str) -> str:
    """The sentence without a date that opens it: "By Thursday, Omar will ..."."""
    head, comma, tail = rest.partition(", ")
    if comma and len(head) < 40 and times.find_phrases(head):
        return tail
    return rest


def _owner(rest: str, people: Sequence[str], *, is_told: bool) -> tuple[str | None, str]:
    """Who is named at the beginning, and what follows; None if nobody is."""
    if re.match(r"I(?=['’\s])", rest):
        return "", rest[1:]
    for name in sorted(people, key=len, reverse=True):
        if re.match(rf"{re.escape(name)}(?!\w)", rest, re.IGNORECASE):
            return name, rest[len(name) :]
    firsts = [name.split()[0] for name in people if name.split()]
    for name in people:
        first = name.split()[0] if name.split() else ""
        is_one = firsts.count(first) == 1
        if first and is_one and re.match(rf"{re.escape(first)}(?!\w)", rest, re.IGNORECASE):
            return name, rest[len(first) :]
    stranger = (_ONE_NAME if is_told else _TWO_NAMES).match(rest)
    return (stranger[0], rest[stranger.end() :]) if stranger else (None, rest)


def _duty(rest: str, *, is_told: bool) -> str:
    """What somebody is to do, by the words after their name; empty if it is no duty."""
    others = _OTHERS.match(rest)
    rest = rest[others.end() :] if others else rest
    if _PAST_DUTY.match(rest):
        return ""
    duty = _DUTY.match(rest)
    if duty is not None:
        what = rest[duty.end() :]
        return _tidy(f"handle {what}" if duty["owns"] else what) if what.strip() else ""
    rest = rest.lstrip()
    if rest.startswith(":"):
        is_told, rest = True, rest[1:]
    rest = rest.lstrip(" ,:–-")
    rest = _POLITE.sub("", rest, count=1)
    return _tidy(rest) if is_told and rest and not _DENIED.match(rest) else ""


def _tidy(what: str) -> str:
    return _POLITE.sub("", " ".join(what.split()).rstrip(" .!;,"), count=1)


def _due(sentence: str, now: int, tz: str) -> int | None:
    """The date that follows "by" or "before"; else the last one that is said."""
    phrases = [p for p in times.find_phrases(sentence) if p.kind != "recurrence"]
    dated = [(p, _BY.search(sentence[: p.start])) for p in phrases]
    chosen = next((d for d in dated if d[1]), dated[-1] if dated else None)
    if chosen is None:
        return None
    phrase, by = chosen
    instant = times.resolve_instant(phrase.text, now, tz)
    if isinstance(instant, times.Instant):
        return instant.minute
    day = times.resolve_day(phrase.text, now, tz)
    if not isinstance(day, times.Window):
        day = times.resolve_window(phrase.text, now, tz)
    if not isinstance(day, times.Window):
        return None
    is_before = by is not None and by[1].casefold() == "before" and "end of" not in phrase.text
    return day.start if is_before else day.end
