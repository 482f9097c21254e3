"""The one time that a request is about, ready to be copied into a call.

`times.find_phrases` finds every phrase; here the one that counts is picked ("Friday" and "12:30"
belong together, "the 15:00 call" is no appointment of its own) and resolved, so that a rule knows
before it calls whether code will accept the phrase.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.contract import times

Kind = Literal["none", "instant", "recurrence", "day", "window", "unclear"]

_TYPOS = {
    r"tmrw|tmr|tmw|tomorow|tommorow|tommorrow|2moro|2morrow|tomorrw": "tomorrow",
    r"tonite|2nite": "tonight",
    r"mondy|moday": "Monday",
    r"tuseday|tuesdy|teusday": "Tuesday",
    r"wendsday|wensday|wednsday|wedensday|wednesdy": "Wednesday",
    r"thrusday|thursdy|thurday|thusday": "Thursday",
    r"firday|fridya|fridy": "Friday",
    r"saterday|satruday|saturdy": "Saturday",
    r"sundy|sunady": "Sunday",
    r"evry|evrey": "every",
    r"minuts|mintues": "minutes",
}
_TYPO = re.compile("|".join(rf"\b(?P<t{i}>{p})\b" for i, p in enumerate(_TYPOS)), re.IGNORECASE)
_DEADLINE = re.compile(
    r"\b(?:by|before|due(?: on| by| at)?|until|till|no later than|deadline(?: is"
    r"| on)?):?\s*(?:the\s+|next\s+)?$",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(?:before|ahead of)\s+(?:the\s+)?$", re.IGNORECASE)
_LEAD = re.compile(
    r"\s*(?:\b(?:on|at|by|before|due|from|until|till|for|in|starting)\s+(?:the\s+)?)?$",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"\b((?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|tomorrow)['’]s\b", re.IGNORECASE
)
# "Parents evening Wednesday at 7": part of the time, and of the name.
_NAMED_PART = re.compile(r"(?:evening|night|lunch)(?=\s)", re.IGNORECASE)
_LOWER_DAY = re.compile(r"\b(?:mon|wed|sat|sun)(?=\.?,? ?(?:at |@ ?)?\d)|\b(?:mon|wed)$")
# The 3 of "chapter 3 by Friday" is no hour.
_COUNTED = re.compile(r"((?<!at )(?<!@ )\b\d{1,2})(?= (?:by|before|due)\b)", re.IGNORECASE)
_DAY_WORD = re.compile(r"\b(?:mon|tues?|wed|thu(?:rs)?|fri|sat|sun)\b", re.IGNORECASE)
_FOR = re.compile(r"\bfor\s+(?:the\s+)?$", re.IGNORECASE)
_THING = re.compile(
    r"\s+(?:call|meeting|mtg|sync|standup|lunch|dinner|appointment|demo|review|flight|train"
    r"|slot)\b",
    re.IGNORECASE,
)
# The hours of a meal, which decide between seven in the morning and seven in the evening.
_MEALS = (
    (r"breakfast", 5, 11), (r"brunch", 9, 14), (r"lunch", 11, 16), (r"dinner|supper", 17, 23),
)  # fmt: skip
_SAID_HOUR = re.compile(r"\b(\d{2}):\d{2}(?= UTC|$)")
_EARLIER = re.compile(r"^\s*(?:before|earlier than|ahead of)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class When:
    """A time read out of a text."""

    kind: Kind = "none"
    phrase: str = ""
    """What to copy into a call."""
    minute: int | None = None
    """UTC minute of an instant."""
    window: times.Window | None = None
    minutes: int | None = None
    """Length of a range."""
    question: str = ""
    """What to ask where the phrase is unclear."""
    is_deadline: bool = False
    is_before: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether code will accept the phrase as a time to remind at."""
        return self.kind in {"instant", "recurrence"}


def correct(text: str) -> str:
    """Common misspellings of time words mended; nothing else is touched."""

    def mended(match: re.Match[str]) -> str:
        return list(_TYPOS.values())[int((match.lastgroup or "t0")[1:])]

    text = _LOWER_DAY.sub(lambda match: match[0].title(), _TYPO.sub(mended, text))
    return _COUNTED.sub(r"\1;", _OWNED.sub(r"\1", text))


def when(text: str, now: int, tz: str) -> When:
    """The time that a text is about; `none` where it names none."""
    text = correct(text)
    phrases = times.find_phrases(text)
    lengths = [p for p in phrases if p.kind == "duration"]
    found = [p for p in phrases if p.kind != "duration"]
    if not found:
        return When()
    instants = [p for p in found if p.kind == "instant"]
    earlier = _earlier(text, lengths, instants, now, tz)
    if earlier is not None:
        return earlier
    choice = _alternatives(text, found)
    if choice:
        return When("unclear", choice[0], question=choice[1])
    for repeat in (p for p in found if p.kind == "recurrence"):
        return _recurrence(repeat, instants, text[: repeat.start], now, tz)
    return _dated(text, found, now, tz)


def duration(text: str) -> int | None:
    """The length that a text states, in minutes."""
    text = correct(text)
    for phrase in times.find_phrases(text):
        before = text[: phrase.start].rstrip().casefold()
        if phrase.kind == "duration" and not before.endswith((" by", "push", "back", "forward")):
            minutes = times.resolve_duration(phrase.text)
            if minutes is not None and 5 <= minutes <= 1440:
                return minutes
    return None


def without_times(text: str) -> str:
    """The text with its time phrases, and the prepositions that lead to them, cut out."""
    text = correct(text)
    out, at = "", 0
    for phrase in times.find_phrases(text):
        before = text[at : phrase.start]
        named = _NAMED_PART.match(phrase.text) if before.strip() else None
        if named and not _LEAD.search(before)[0].strip():  # type: ignore[index]
            before += named[0]
        out += before[: _LEAD.search(before).start()] if _LEAD.search(before) else before  # type: ignore[union-attr]
        # "Friday lunch" is a time, and yet the lunch is what it is about.
        at = phrase.end - (5 if phrase.text.casefold().endswith(" lunch") else 0)
        out += " "
    return " ".join((out + text[at:]).split()).rstrip("; ")


def _earlier(
    text: str, lengths: Sequence[times.Phrase], instants: Sequence[times.Phrase], now: int, tz: str
) -> When | None:
    """A time such as "30 minutes before the 15:00 call"."""
    for length in lengths:
        later = [p for p in instants if p.start > length.end]
        if later and _EARLIER.match(text[length.end :]):
            at = times.resolve_instant(later[0].text, now, tz)
            minutes = times.resolve_duration(length.text)
            if isinstance(at, times.Instant) and minutes:
                start = at.minute - minutes
                return When("instant", times.say_instant(start, tz), start)
    return None


def _alternatives(text: str, found: Sequence[times.Phrase]) -> tuple[str, str] | None:
    """Two times joined by "or" are a question; so are two by "and", as one call holds one time."""
    for first, second in zip(found, found[1:], strict=False):
        if re.fullmatch(
            r"\s*,?\s*(?:or|and)\s+(?:maybe\s+)?(?:on\s+|at\s+)?", text[first.end : second.start]
        ):
            question = f"Which do you mean: {first.text} or {second.text}?"
            return text[first.start : second.end], question
    return None


def _recurrence(
    repeat: times.Phrase, instants: Sequence[times.Phrase], before: str, now: int, tz: str
) -> When:
    for words in (repeat.text, *(f"{repeat.text} {p.text}" for p in instants)):
        reading = times.resolve_recurrence(words, now, tz)
        if isinstance(reading, times.Recurrence):
            return When("recurrence", words, times.next_occurrence(reading, now, tz))
    for words in (repeat.text, *(f"{repeat.text} {p.text}" for p in instants)):
        unsure = times.resolve_recurrence(words, now, tz)
        meant = _at_meal(before, unsure.readings) if isinstance(unsure, times.Ambiguous) else ""
        settled = times.resolve_recurrence(meant, now, tz) if meant else unsure
        if isinstance(settled, times.Recurrence):
            return When("recurrence", meant, times.next_occurrence(settled, now, tz))
    reading = times.resolve_recurrence(repeat.text, now, tz)
    question = reading.question if isinstance(reading, times.Ambiguous) else ""
    return When("unclear", repeat.text, question=question)


def _dated(text: str, found: Sequence[times.Phrase], now: int, tz: str) -> When:
    instants = [p for p in found if p.kind == "instant"]
    own = [p for p in instants if not _THING.match(text[p.end :])] or instants
    days = [p for p in found if p.kind in {"day", "window"}]
    for clock in own[:1]:
        for day in (*(day.text for day in days), *_DAY_WORD.findall(without_times(text))):
            both = _instant(f"{day} {clock.text}", text, clock, now, tz)
            if both.kind == "instant" or (both.kind == "unclear" and both.question):
                return both
        return _instant(clock.text, text, clock, now, tz)
    return _day(text, days[0], now, tz)


def _instant(words: str, text: str, phrase: times.Phrase, now: int, tz: str) -> When:
    reading = times.resolve_instant(words, now, tz)
    before = text[: phrase.start]
    if isinstance(reading, times.Ambiguous):
        meant = _at_meal(before, reading.readings)
        reading, words = (
            (times.resolve_instant(meant, now, tz), meant) if meant else (reading, words)
        )
    if isinstance(reading, times.Instant):
        due, early = bool(_DEADLINE.search(before)), bool(_BEFORE.search(before))
        return When("instant", words, reading.minute, is_deadline=due, is_before=early)
    is_asked = isinstance(reading, times.Ambiguous) or reading.missing != "format"
    return When("unclear", words, question=reading.question if is_asked else "")


def _at_meal(before: str, readings: Sequence[str]) -> str:
    """The one reading at the hours of the meal that is named before the time; empty if none is."""
    for meal, earliest, latest in _MEALS:
        if re.search(rf"\b(?:{meal})s?\b", before, re.IGNORECASE):
            hours = [(_SAID_HOUR.search(said), said) for said in readings]
            fit = [said for hour, said in hours if hour and earliest <= int(hour[1]) <= latest]
            return fit[0] if len(fit) == 1 else ""
    return ""


def _day(text: str, phrase: times.Phrase, now: int, tz: str) -> When:
    before = text[: phrase.start]
    words = re.sub(r"^(?:by|before|due)\s+(?:the\s+)?", "", phrase.text, flags=re.IGNORECASE)
    is_deadline = bool(_DEADLINE.search(before)) or words != phrase.text
    is_early = bool(_BEFORE.search(before)) or bool(
        _FOR.search(before) and _THING.match(text[phrase.end :])
    )
    is_range = re.search(r"\d.*(?:-|to|and|until|till).*\d", phrase.text) is not None
    reading = times.resolve_window(phrase.text, now, tz)
    if not isinstance(reading, times.Window):
        question = reading.question if isinstance(reading, times.Ambiguous) else ""
        return When("unclear", phrase.text, question=question, is_deadline=is_deadline)
    if is_range and phrase.kind == "window" and not is_deadline:
        start = times.say_instant(reading.start, tz)
        return When("instant", start, reading.start, minutes=reading.end - reading.start)
    return When(
        "day" if phrase.kind == "day" else "window", phrase.text, window=reading,
        is_deadline=is_deadline or is_early, is_before=is_early,
    )  # fmt: skip
