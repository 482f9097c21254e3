"""Values that notes hold and answers must carry: a right one, a near miss, and the facts.

Apart from the situations that use them, because a value and what counts as saying it belong
together: every kind has a slot, so that an answer with both values contradicts itself.
"""

from typing import Literal, NamedTuple

from scenarios.families.draft import Draft, says
from scenarios.hidden import Fact

Kind = Literal["code", "price", "count", "few", "room", "time", "evening", "weekday", "when"]

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_RANGES = {"code": (1001, 9899), "price": (110, 4900), "count": (13, 96), "few": (3, 12),
           "room": (101, 489)}  # fmt: skip
_HOURS = {"time": (9, 17), "evening": (17, 21)}
_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()


class Drawn(NamedTuple):
    """A value that holds, one that does not, and the facts that say the first."""

    right: str
    near: str
    facts: list[Fact]


def values(d: Draft, kind: Kind) -> Drawn:
    """Two different values of a kind."""
    if kind == "when":
        days, clocks = values(d, "weekday"), values(d, "time")
        right, near = (f"{days[n]} at {clocks[n]}" for n in (0, 1))
        return Drawn(right, near, [*days.facts, *clocks.facts])
    if kind == "weekday":
        right, near = d.some(_WEEKDAYS, 2)
    elif kind in _HOURS:
        first, last = _HOURS[kind]
        hours = d.some(range(first, last + 1), 2)
        right, near = (f"{h}:{d.pick(('05', '10', '20', '25', '35', '40', '50'))}" for h in hours)
    else:
        low, high = _RANGES[kind]
        apart, number = d.between(1, high - low), d.between(low, high)
        right, near = str(number), str(low + (number - low + apart) % (high - low + 1))
    return Drawn(right, near, stated(kind, right))


def stated(kind: Kind, value: str) -> list[Fact]:
    """A value as it may be written, with no other one of its kind beside it."""
    if kind == "weekday":
        return [says(value, f"{value}s", *(value[:n] for n in (3, 4, 5)), slot="weekday")]
    if kind in _HOURS:
        return [says(*_clock(value), slot="time")]
    number = int(value)
    spoken = [_WORDS[number]] if number < len(_WORDS) else []
    return [says(*dict.fromkeys((value, f"{number:,}", *spoken)), slot="amount")]


def _clock(value: str) -> tuple[str, ...]:
    """A time of day on either clock, as people write it."""
    hours, minutes = (int(part) for part in value.split(":"))
    hour, half = hours % 12 or 12, "am" if hours < 12 else "pm"
    spoken = [str(hour)] * (minutes == 0) + [f"{hour}:{minutes:02}", f"{hour}.{minutes:02}"]
    written = [value, f"{hours:02}:{minutes:02}", f"{hours}.{minutes:02}", f"{hours}h{minutes:02}"]
    written += [f"{said}{gap}{half}" for said in spoken for gap in (" ", "")]
    return tuple(dict.fromkeys(written))
