"""Times as people say them, resolved against a clock and a time zone, and said back.

A tool call carries an ISO instant or a short English phrase, and code decides what it means.
What has two readings is a question (`Ambiguous`), what lacks something is another (`Unclear`);
nothing is guessed, which is why no date-parsing library is used. Times are integers, minutes
since 1970-01-01T00:00Z, so that they compare, hash and replay equally everywhere. Separate from
`_time_grammar`, which knows the words: here are the calendar, the clock and the zone.

1. h:mm is the 24-hour clock ("7:30" is 07:30) unless a.m. or p.m. follows, also after the other
   end of a range ("1:30-3pm"). "9am", "9.30am", "14h", "14h30" and "noon" are exact; so are hours
   above twelve and hours with a leading zero. "9 o'clock", "half past 8" and "quarter to 9" are
   bare hours. Midnight is exact without a date; with one it may begin that day or end it. Hours
   are digits, not words.
2. A bare hour ("at 8") may be a.m. or p.m.; readings outside waking hours (06:00 to 21:59) and
   those not after now drop out. Part-of-day words decide, for h:mm as well: "8 in the evening"
   and "tonight at 7:30".
3. A weekday is the next one after today, or, named on that weekday, today or in a week. "This" is
   the one in this calendar week (Monday to Sunday), unless it has passed; "next" the one in the
   next, or, while this week's is still ahead, either; "coming" the next one after today.
4. 5/3 is 5 March or 3 May. ISO dates, named months and 5.3.2027 are exact. Without a year, or a
   month ("the 5th"), the next such date is meant; with a year it stays as given, even if past.
   A time without a date means today if it is ahead, and else lacks a date.
5. "in 20 minutes" is an instant; "in 3 days", "in a week", "today", "tomorrow" and "day after
   tomorrow" are days.
6. An instant needs an hour. Morning is 06:00-12:00, lunch 12:00-14:00, afternoon 12:00-18:00,
   after lunch 14:00-18:00, end of day 17:00-18:00 (today's, if no day is said), evening, night
   and tonight 18:00-22:00.
7. A local time that the zone skips is not readable; one that it repeats is ambiguous, and said
   with its offset ("02:30 UTC+01:00"), which reads back. Years outside 1970-2200 are not readable.
   "10:00 UTC" is exact; "10:00 CET" is read only where the person's own clock is on CET that day.
   No text raises. An unknown zone does: that is the caller's error, not the person's.
8. Spelling is not corrected, and case matters only in prose ("sat", "may"; `find_phrases`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Literal, TypeVar

from assistant.contract._time_grammar import (
    ISO_INSTANT,
    LONGEST_TEXT,
    Clock,
    Phrase,
    Spec,
    Ymd,
    duration_minutes,
    find_phrases,
    read,
)
from assistant.contract.clock import (
    CLOCKS,
    DAY,
    DAY_NAMES,
    DAY_ZERO,
    HALF_DAY,
    from_local,
    minutes_at,
    nearest_at,
    offset_of,
    say_clock,
    say_day,
    say_day_number,
    say_instant,
    say_span,
    to_local,
    weekday_of,
)

__all__ = [
    "Ambiguous",
    "Instant",
    "Phrase",
    "Recurrence",
    "Unclear",
    "Window",
    "find_phrases",
    "from_local",
    "next_occurrence",
    "parse_iso",
    "resolve_day",
    "resolve_duration",
    "resolve_instant",
    "resolve_recurrence",
    "resolve_when",
    "resolve_window",
    "say_clock",
    "say_day",
    "say_instant",
    "say_span",
    "to_local",
]

Missing = Literal["date", "time", "both", "format"]
Frequency = Literal["daily", "weekdays", "weekly"]

_WEEK = 7
_LAST_DAY = date(2200, 12, 31).toordinal() - DAY_ZERO
_WAKING_START, _WAKING_END = 6 * 60, 22 * 60
_LONGEST_QUOTE = 60
_ASK: dict[Missing, str] = {
    "date": "Which day do you mean by {}?",
    "time": "What time do you mean by {}?",
    "both": "Which day and what time do you mean by {}?",
    "format": "I cannot read {} as a time. Which day and time do you mean?",
}
# The window of a part of day, and the minutes at which a clock time may belong to it.
_PARTS: dict[str, tuple[tuple[int, int], tuple[int, int]]] = {
    "morning": ((360, 720), (0, 719)),
    "lunch": ((720, 840), (660, 900)),
    "afternoon": ((720, 1080), (720, 1139)),
    "after lunch": ((840, 1080), (780, 1139)),
    "end of day": ((1020, 1080), (900, 1439)),
    "evening": ((1080, 1320), (1020, 1440)),
}


@dataclass(frozen=True, slots=True)
class Instant:
    """A minute, counted in UTC since the epoch."""

    minute: int


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of UTC minutes; the end is not part of it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A local time of day on some weekdays (Monday is 0)."""

    frequency: Frequency
    weekdays: tuple[int, ...]
    at: int
    """Local minutes after midnight."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A phrase with several readings, each said so that it can be resolved again."""

    text: str
    readings: tuple[str, ...]

    @property
    def question(self) -> str:
        """What to ask the person."""
        *others, last = self.readings
        return f"Which do you mean: {', '.join(others)} or {last}?"


@dataclass(frozen=True, slots=True)
class Unclear:
    """A phrase that lacks something, or that is not read at all."""

    text: str
    missing: Missing

    @property
    def question(self) -> str:
        """What to ask the person; what they wrote is quoted short and printable."""
        shown = "".join(c for c in " ".join(self.text.split()) if c.isprintable())
        return _ASK[self.missing].format(f'"{shown[:_LONGEST_QUOTE]}"')


_Reading = TypeVar("_Reading", Instant, Window)


def _unclear(text: str, missing: Missing) -> Unclear:
    return Unclear(text[:LONGEST_TEXT], missing)


def _say(reading: Instant | Window, tz: str) -> str:
    if isinstance(reading, Instant):
        return say_instant(reading.minute, tz)
    day = (reading.start + offset_of(reading.start, tz)) // DAY
    if reading == _whole_days(day, 1, tz):
        return say_day_number(day)
    return say_span(reading.start, reading.end, tz)


def _say_recurrence(rec: Recurrence) -> str:
    days = {"daily": "day", "weekdays": "weekday"}.get(rec.frequency)
    named = days or " and ".join(DAY_NAMES[day] for day in rec.weekdays)
    return f"every {named} {CLOCKS[rec.at]}"


def _day_number(year: int, month: int, day: int) -> int | None:
    """A date as days since the epoch; None if the calendar lacks it."""
    try:
        return date(year, month, day).toordinal() - DAY_ZERO
    except ValueError:
        return None


def _date_readings(ymd: Ymd, today: int) -> list[int]:
    """The days that one reading of a date may be: none if the calendar lacks it."""
    year, month, day = ymd
    this = date.fromordinal(today + DAY_ZERO)
    if year and month:
        days = [_day_number(year, month, day)]
    elif month:  # eight years reach the next 29 February, past 2100 and 2200 as well
        days = [_day_number(this.year + ahead, month, day) for ahead in range(9)]
    else:
        months = [this.year * 12 + this.month - 1 + ahead for ahead in range(13)]
        days = [_day_number(index // 12, index % 12 + 1, day) for index in months]
    found = [day for day in days if day is not None and (year or day >= today)]
    # "the 5th", said on the 5th, is like a weekday said on that day.
    return found[: 2 if found[:1] == [today] and not month else 1]


def _weekday_readings(spec: Spec, today: int) -> list[int]:
    weekday, monday = spec.weekdays[0], today - weekday_of(today)
    ahead = (weekday - weekday_of(today)) % _WEEK
    if spec.week is not None or spec.qualifier == "this":
        day = monday + weekday + _WEEK * (spec.week or 0)
        return [day] if day >= today else []
    if spec.qualifier == "next":
        this_week = [monday + weekday] if monday + weekday > today else []
        return [*this_week, monday + weekday + _WEEK]
    if spec.qualifier == "coming" or ahead:
        return [today + (ahead or _WEEK)]
    return [today, today + _WEEK]


def _days(spec: Spec, today: int) -> list[int]:
    """The days that a phrase may mean; today if it names none."""
    if spec.dates:
        days = sorted({day for ymd in spec.dates for day in _date_readings(ymd, today)})
        return [day for day in days if not spec.weekdays or weekday_of(day) in spec.weekdays]
    if spec.weekdays:
        return _weekday_readings(spec, today)
    return [today + (spec.day_offset or 0)]


def _whole_days(day: int, count: int, tz: str) -> Window:
    return Window(nearest_at(day * DAY, tz), nearest_at((day + count) * DAY, tz))


def _fits(minute: int, parts: Sequence[str]) -> bool:
    return all(_PARTS[part][1][0] <= minute <= _PARTS[part][1][1] for part in parts)


def _clock_readings(clock: Clock, parts: Sequence[str]) -> list[int]:
    """The minutes after midnight that a time of day may be, the date left open."""
    if parts:
        return [minute for minute in clock.halves if _fits(minute, parts)]
    if clock.is_bare:
        return [m for m in clock.minutes if _WAKING_START <= m < _WAKING_END]
    return list(clock.minutes)


def _range_readings(spec: Spec) -> list[tuple[int, int]]:
    """The ends that "14:00-17:00" or "2-4pm" may have; below twelve hours unless both are exact."""
    first, last = spec.clocks
    # "1:30-3pm": what follows the range is said of both its ends.
    starts = first.halves if spec.parts or last.has_meridiem else first.minutes
    ends = last.halves if spec.parts else last.minutes
    is_exact = not (first.is_bare or last.is_bare) and len(starts) == 1
    found = set()
    for start, end, later in product(starts, ends, (0, DAY)):
        is_long = is_exact and not later and end > start
        if (0 < end + later - start < HALF_DAY or is_long) and _fits(start, spec.parts):
            found.add((start, end + later))
    if first.is_bare and last.is_bare:
        found = {(s, e) for s, e in found if _WAKING_START <= s and e <= _WAKING_END}
    return sorted(found)


def _instants(clock: Clock, day: int, minute: int, tz: str) -> list[int]:
    """The UTC minutes of a clock time on a day, at the offset or in the zone said if one was."""
    local = day * DAY + minute
    if not 0 <= day <= _LAST_DAY:
        return []
    if clock.utc_offset is not None:
        return [local - clock.utc_offset]
    found = minutes_at(local, tz)
    return [at for at in found if clock.zone in ("", to_local(at, tz).tzname())]


def _is_ahead(reading: Instant | Window, now: int) -> bool:
    return (reading.minute if isinstance(reading, Instant) else reading.end) > now


def _settle(
    text: str, spec: Spec, now: int, tz: str, on_day: Callable[[int], list[_Reading]]
) -> _Reading | Ambiguous | Unclear:
    """One reading, a question about several, or what is missing, over all possible days."""
    today = (now + offset_of(now, tz)) // DAY
    days = _days(spec, today)
    per_day = [(day, on_day(day)) for day in days]
    has_year = any(year for year, _, _ in spec.dates)
    if days and not any(readings for _, readings in per_day):
        return _unclear(text, "format")  # skipped by the zone, or out of range
    kept: list[_Reading] = []
    for day, readings in per_day:
        # An explicit day stays as given; what has several readings is not one that has passed.
        is_open = len(readings) > 1 and day >= today
        if is_open or not spec.is_dated or (len(days) > 1 and not has_year):
            readings = [reading for reading in readings if _is_ahead(reading, now)]
        kept += readings
    if not kept:
        return _unclear(text, "date")
    said = tuple(_say(reading, tz) for reading in kept)
    return kept[0] if len(kept) == 1 else Ambiguous(text[:LONGEST_TEXT], said)


def resolve_instant(text: str, now: int, tz: str) -> Instant | Ambiguous | Unclear:
    """The minute that an ISO instant or a phrase means."""
    spec = read(text)
    if spec is None or spec.kind == "recurrence":
        return _unclear(text, "format")
    if spec.delay is not None:
        at = now + spec.delay
        return Instant(at) if at // DAY <= _LAST_DAY else _unclear(text, "format")
    if len(spec.clocks) != 1:
        return _unclear(text, "time" if spec.is_dated else "both")
    clock = spec.clocks[0]
    minutes = _clock_readings(clock, spec.parts)
    if not minutes:
        return _unclear(text, "time")

    def on_day(day: int) -> list[Instant]:
        return [Instant(m) for minute in minutes for m in _instants(clock, day, minute, tz)]

    return _settle(text, spec, now, tz, on_day)


def resolve_day(text: str, now: int, tz: str) -> Window | Ambiguous | Unclear:
    """The local day that a date without a time means; "end of day Friday" is Friday."""
    spec = read(text)
    if spec is None or spec.clocks or spec.kind not in ("day", "window"):
        return _unclear(text, "format")
    if not spec.is_dated or (spec.parts and spec.parts != ("end of day",)):
        return _unclear(text, "format" if spec.is_dated else "date")

    def on_day(day: int) -> list[Window]:
        return [_whole_days(day, 1, tz)] if 0 <= day <= _LAST_DAY else []

    return _settle(text, spec, now, tz, on_day)


def resolve_window(text: str, now: int, tz: str) -> Window | Ambiguous | Unclear:
    """The stretch that a day, a part of one, a range or a week means, what has passed included."""
    spec = read(text)
    if spec is None or spec.kind not in ("day", "window"):
        return _unclear(text, "format")
    if spec.week is not None and not spec.weekdays:
        return _resolve_week(text, spec, now, tz)
    if not spec.is_dated and not spec.clocks:
        return _unclear(text, "date")
    if spec.clocks and not _range_readings(spec):
        return _unclear(text, "time")
    return _settle(text, spec, now, tz, lambda day: _windows(spec, day, tz))


def _windows(spec: Spec, day: int, tz: str) -> list[Window]:
    if not 0 <= day <= _LAST_DAY:
        return []
    if spec.clocks:
        first, last = spec.clocks
        if not first.zone and first.utc_offset is None:  # a zone after a range is said of both
            first = replace(first, zone=last.zone, utc_offset=last.utc_offset)
        return [
            Window(start, end)
            for opens, closes in _range_readings(spec)
            for start, end in product(
                _instants(first, day, opens, tz), _instants(last, day, closes, tz)
            )
            if start < end
        ]
    if spec.parts:
        opens, closes = _PARTS[spec.parts[0]][0]
        return [Window(nearest_at(day * DAY + opens, tz), nearest_at(day * DAY + closes, tz))]
    return [_whole_days(day, 1, tz)]


def _resolve_week(text: str, spec: Spec, now: int, tz: str) -> Window | Unclear:
    today = (now + offset_of(now, tz)) // DAY
    monday = today - weekday_of(today) + _WEEK * (spec.week or 0)
    if monday > _LAST_DAY:
        return _unclear(text, "format")
    if not spec.is_weekend:
        return _whole_days(monday, _WEEK, tz)
    if spec.week and weekday_of(today) < _WEEK - 1:
        return _unclear(text, "date")  # "next weekend" while this week's is still ahead
    return _whole_days(monday + 5, 2, tz)


def resolve_recurrence(text: str, now: int, tz: str) -> Recurrence | Ambiguous | Unclear:
    """The weekdays and the time of a habit; `now` and `tz` only complete the family."""
    spec = read(text)
    if spec is None or spec.kind != "recurrence":
        return _unclear(text, "format")
    if any(clock.zone or clock.utc_offset is not None for clock in spec.clocks):
        return _unclear(text, "format")  # its clock would not be the person's all year
    if not spec.clocks:
        return _unclear(text, "time" if spec.weekdays else "both")
    if not spec.weekdays:
        return _unclear(text, "date")
    minutes = _clock_readings(spec.clocks[0], spec.parts)
    found = list(dict.fromkeys(_recurrence(spec.weekdays, minute) for minute in minutes))
    if not found:
        return _unclear(text, "time")
    said = tuple(_say_recurrence(rec) for rec in found)
    return found[0] if len(found) == 1 else Ambiguous(text[:LONGEST_TEXT], said)


def _recurrence(weekdays: Sequence[int], minute: int) -> Recurrence:
    """A minute of 24:00 is the midnight that begins the next day."""
    days = tuple(sorted((day + minute // DAY) % _WEEK for day in weekdays))
    frequency: Frequency = "weekdays" if days == tuple(range(5)) else "weekly"
    return Recurrence("daily" if len(days) == _WEEK else frequency, days, minute % DAY)


def resolve_when(text: str, now: int, tz: str) -> Instant | Recurrence | Ambiguous | Unclear:
    """An instant, or a recurrence if the words recur ("every", "daily", "Mondays")."""
    spec = read(text)
    if spec is not None and spec.kind == "recurrence":
        return resolve_recurrence(text, now, tz)
    return resolve_instant(text, now, tz)


def resolve_duration(text: str) -> int | None:
    """The minutes that "45 min", "1h30" or "an hour and a half" lasts."""
    return duration_minutes(text) if len(text) <= LONGEST_TEXT else None


def next_occurrence(rec: Recurrence, after: int, tz: str) -> int:
    """The first minute of a recurrence after another minute, at the same local clock time.

    On a day whose clocks skip that time it comes as if they had not; a repeated time counts once.
    """
    today = (after + offset_of(after, tz)) // DAY
    for day in range(today - 1, today + _WEEK + 2):
        if weekday_of(day) in rec.weekdays and (at := nearest_at(day * DAY + rec.at, tz)) > after:
            return at
    raise ValueError(f"{rec!r} names no weekday")


def parse_iso(text: str, tz: str) -> int | None:
    """The minute of an ISO date and time, in the person's zone unless it has an offset.

    None for anything else: a date alone, a phrase, a local time that the zone skips or repeats.
    """
    if len(text) > LONGEST_TEXT or not ISO_INSTANT.fullmatch(text.strip()):
        return None
    found = resolve_instant(text, 0, tz)  # a full date does not depend on the clock
    return found.minute if isinstance(found, Instant) else None
