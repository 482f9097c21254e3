"""Local clocks: a UTC minute as the person's own time, and back.

Apart from `times`, which reads phrases: what only shows a time need not load a grammar.
"""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

HALF_DAY, DAY = 720, 1440
"""Minutes."""

DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
CLOCKS = tuple(f"{minute // 60:02d}:{minute % 60:02d}" for minute in range(DAY + 1))
"""Each minute of a day as a clock shows it, 24:00 included."""

_WEEK = 7
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY_ZERO = _EPOCH.toordinal()
"""The epoch's day, as `date.toordinal` counts."""


@lru_cache(maxsize=256)
def _zone(tz: str) -> ZoneInfo:
    return ZoneInfo(tz)


def to_local(minute: int, tz: str) -> datetime:
    """The aware local time at a UTC minute."""
    return (_EPOCH + timedelta(minutes=minute)).astimezone(_zone(tz))


def _exact_offset(minute: int, tz: str) -> int:
    offset = to_local(minute, tz).utcoffset()
    return offset // timedelta(minutes=1) if offset else 0


# Per day, because that is what a hot loop that says times asks for again and again.
@lru_cache(maxsize=65536)
def _steady_offset(day: int, tz: str) -> int | None:
    """The zone's offset around a UTC day; None if it changes within a day of it."""
    offsets = {_exact_offset((day + near) * DAY, tz) for near in (-1, 0, 1, 2)}
    return offsets.pop() if len(offsets) == 1 else None


def offset_of(minute: int, tz: str) -> int:
    """The zone's offset from UTC at a UTC minute, in minutes."""
    steady = _steady_offset(minute // DAY, tz)
    return _exact_offset(minute, tz) if steady is None else steady


def minutes_at(local: int, tz: str) -> tuple[int, ...]:
    """The UTC minutes at which clocks show a local minute: none if skipped, two if repeated."""
    offsets = sorted({offset_of(local - DAY, tz), offset_of(local + DAY, tz)}, reverse=True)
    return tuple(local - offset for offset in offsets if offset_of(local - offset, tz) == offset)


def nearest_at(local: int, tz: str) -> int:
    """As RFC 5545 has it: the first of two, and a skipped time as if clocks had not changed."""
    return next(iter(minutes_at(local, tz)), local - offset_of(local - DAY, tz))


def from_local(dt: datetime, tz: str) -> int | None:
    """The UTC minute of a local time, `fold` honoured; None if the zone skips it."""
    local = (dt.toordinal() - DAY_ZERO) * DAY + dt.hour * 60 + dt.minute
    found = minutes_at(local, tz)
    return found[min(dt.fold, len(found) - 1)] if found else None


@lru_cache(maxsize=65536)
def say_day_number(day: int) -> str:
    """A day, counted from the epoch, as "Tue 2026-03-03"."""
    return f"{DAY_NAMES[weekday_of(day)]} {date.fromordinal(day + DAY_ZERO).isoformat()}"


def weekday_of(day: int) -> int:
    """The weekday of a day counted from the epoch; Monday is 0."""
    return (day + 3) % _WEEK  # the epoch was a Thursday


def _is_repeated(minute: int, tz: str) -> bool:
    if _steady_offset(minute // DAY, tz) is not None:
        return False
    return len(minutes_at(minute + offset_of(minute, tz), tz)) > 1


def _clock(minute: int, tz: str, *, is_exact: bool) -> str:
    """The clock time, with its UTC offset where clocks show it twice."""
    offset = offset_of(minute, tz)
    said = CLOCKS[(minute + offset) % DAY]
    return f"{said} UTC{'-' if offset < 0 else '+'}{CLOCKS[abs(offset)]}" if is_exact else said


def say_day(minute: int, tz: str) -> str:
    """The local day, as "Tue 2026-03-03"."""
    return say_day_number((minute + offset_of(minute, tz)) // DAY)


def say_clock(minute: int, tz: str) -> str:
    """The local clock, as "14:00"."""
    return CLOCKS[(minute + offset_of(minute, tz)) % DAY]


def say_instant(minute: int, tz: str) -> str:
    """The local time, as "Tue 2026-03-03 14:00"; `resolve_instant` reads it back."""
    return f"{say_day(minute, tz)} {_clock(minute, tz, is_exact=_is_repeated(minute, tz))}"


def say_span(start: int, end: int, tz: str) -> str:
    """A local stretch of time, as "Tue 2026-03-03 14:00-15:00"; 24:00 is its day's end.

    A night reads "22:00-01:00", as `resolve_window` has it too; only what is longer names two days.
    """
    opens, closes = start + offset_of(start, tz), end + offset_of(end, tz)
    if closes == (opens // DAY + 1) * DAY:
        return f"{say_instant(start, tz)}-{CLOCKS[DAY]}"
    if opens <= closes and (opens // DAY == closes // DAY or closes - opens < HALF_DAY):
        # What is said after the end is read of both ends, so it must be true of both.
        is_exact = _is_repeated(start, tz) or _is_repeated(end, tz)
        first, last = (_clock(minute, tz, is_exact=is_exact) for minute in (start, end))
        return f"{say_day_number(opens // DAY)} {first}-{last}"
    return f"{say_instant(start, tz)} to {say_instant(end, tz)}"
