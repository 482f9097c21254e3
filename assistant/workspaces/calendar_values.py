"""Single values of calendar entries, as the iCalendar library hands them out."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from assistant.contract import times
from assistant.workspaces import ics

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def minute_after_gap(local: datetime, tz: str) -> int:
    """The first minute after the gap that the clocks make at a local time."""
    for hours in range(1, 25):
        found = times.from_local(local + timedelta(hours=hours), tz)
        if found is not None:
            return found
    raise ValueError(f"{local} is no time in {tz}")


def spellings(moment: date | datetime) -> set[str]:
    """How a moment may be written: in its own zone, in UTC, or as a date."""
    found = {ics.local_value(moment)}
    if isinstance(moment, datetime):
        found |= {ics.local_value(moment) + "Z"} if moment.utcoffset() == timedelta(0) else set()
        if moment.tzinfo is not None:
            found.add(ics.local_value(moment.astimezone(UTC)) + "Z")
    return found


def every(component: Any, name: str) -> list[Any]:
    """All values of a property."""
    value = component.get(name)
    return [] if value is None else value if isinstance(value, list) else [value]


def address_of(prop: Any) -> str:
    """The mail address of an attendee or organiser; empty where it has none."""
    text = str(prop or "")
    return text[7:] if text[:7].casefold() == "mailto:" else ""


def start_of(component: Any) -> Any:
    """When an entry starts, or where it only has that, is due."""
    prop = component.get("DTSTART") or component.get("DUE")
    return prop.dt if prop is not None else None


def is_over(component: Any) -> bool:
    """Whether a to-do needs nothing any more."""
    return str(component.get("STATUS", "")).upper() in {"COMPLETED", "CANCELLED"} or bool(
        component.get("COMPLETED")
    )


def weekdays_of(component: Any, start: datetime) -> tuple[int, ...]:
    """The weekdays of a recurring entry; none where it does not recur."""
    rule = component.get("RRULE")
    if rule is None:
        return ()
    if "DAILY" in rule.get("FREQ", []):
        return tuple(range(7))
    named = [_DAYS.index(str(day)[-2:]) for day in rule.get("BYDAY", [])]
    return tuple(sorted(named)) or (start.weekday(),)
