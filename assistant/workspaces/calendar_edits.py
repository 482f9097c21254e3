"""What Majordomo writes into a calendar file: each function returns the file's new bytes.

Nothing is sent to anybody: a calendar program that syncs the file may tell the attendees.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from assistant.contract import times
from assistant.contract.day import Person
from assistant.contract.rules import Plan
from assistant.workspaces import ics
from assistant.workspaces.calendar import NAMELESS, OWN_DOMAIN, CalendarFile, Occurrence, Recurring
from assistant.workspaces.changes import Stamp
from assistant.workspaces.errors import WorkspaceError
from assistant.workspaces.ics import EFFECT, Component, parameter_value, text_value, utc_value

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_OF_SERIES = (
    "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID", "DTSTART", "DTEND", "DURATION", "DUE",
    "DTSTAMP", "SEQUENCE", "STATUS", "COMPLETED", "PERCENT-COMPLETE", EFFECT,
)  # fmt: skip
"""Properties of a series that its single occurrence does not inherit."""


def scheduled(calendar: CalendarFile, plan: Plan, person: Person, stamp: Stamp) -> bytes:
    """The file with a new event."""
    start = plan.start or 0
    lines = [
        f"DTSTART:{utc_value(start)}",
        f"DTEND:{utc_value(start + plan.minutes)}",
        f"SUMMARY:{text_value(getattr(plan.call, 'title', ''))}",
        *_attendees(plan, person),
    ]
    return calendar.text.with_entry(_entry("VEVENT", stamp, lines))


def moved(
    calendar: CalendarFile, occurrence: Occurrence, start: int, minutes: int, stamp: Stamp
) -> bytes:
    """The file with one event, or one occurrence of a series, at another time.

    Raises:
        WorkspaceError: the event is not there any more.
    """
    entry = _own_entry(calendar, occurrence.uid, occurrence.recurrence)
    source = entry or _series(calendar, occurrence.uid)
    first, last = _span(calendar, source, occurrence, start, minutes)
    if entry is None:
        return _split_off(calendar, source, occurrence.recurrence, [first, last], stamp)
    changes = {
        "DTSTART": first,
        "SEQUENCE": _sequence(entry),
        EFFECT: f"{EFFECT}:{stamp.effect_id}",
    }
    if not entry.get("DURATION"):
        changes["DTEND"] = last
    return calendar.text.with_changes(entry, changes)


def cancelled(calendar: CalendarFile, occurrence: Occurrence, reason: str, stamp: Stamp) -> bytes:
    """The file with one event, or one occurrence of a series, marked as cancelled.

    Raises:
        WorkspaceError: the event is not there any more.
    """
    entry = _own_entry(calendar, occurrence.uid, occurrence.recurrence)
    status = ["STATUS:CANCELLED", f"COMMENT:{text_value(reason)}"]
    if entry is None:
        source = _series(calendar, occurrence.uid)
        event = occurrence.event
        span = _span(calendar, source, occurrence, event.start, event.minutes)
        lines = [*span, *status]
        return _split_off(calendar, source, occurrence.recurrence, lines, stamp)
    return calendar.text.with_changes(
        entry,
        {
            "STATUS": status[0],
            "SEQUENCE": _sequence(entry),
            EFFECT: f"{EFFECT}:{stamp.effect_id}",
            **({} if entry.get("COMMENT") else {"COMMENT": status[1]}),
        },
    )


def reminded(calendar: CalendarFile, plan: Plan, person: Person, stamp: Stamp) -> bytes:
    """The file with a new reminder: a to-do with an alarm.

    One that recurs is in local time without a zone, so that 07:30 stays 07:30 wherever the
    person is and whatever the clocks do.
    """
    start = plan.start or 0
    label = text_value(getattr(plan.call, "label", ""))
    if plan.weekdays:
        local = times.to_local(start, person.timezone)
        days = ",".join(_DAYS[day] for day in plan.weekdays)
        daily = len(plan.weekdays) == len(_DAYS)
        rule = "FREQ=DAILY" if daily else f"FREQ=WEEKLY;BYDAY={days}"
        when = [f"DTSTART:{ics.local_value(local)}", f"RRULE:{rule}"]
    else:
        when = [f"DUE:{utc_value(start)}"]
    alarm = [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{label}",
        f"TRIGGER;RELATED={'START' if plan.weekdays else 'END'}:PT0S",
        "END:VALARM",
    ]
    lines = [*when, f"SUMMARY:{label}", "STATUS:NEEDS-ACTION", *alarm]
    return calendar.text.with_entry(_entry("VTODO", stamp, lines))


def ticked_off(calendar: CalendarFile, habit: Recurring, stamp: Stamp) -> bytes:
    """The file with today's occurrence of a recurring to-do marked as completed.

    Raises:
        WorkspaceError: the to-do is not there any more, or not due today.
    """
    if habit.recurrence is None:
        raise WorkspaceError(f"{habit.habit.label} is not due today in {calendar.path}")
    done = ["STATUS:COMPLETED", f"COMPLETED:{utc_value(stamp.now)}", "PERCENT-COMPLETE:100"]
    entry = _own_entry(calendar, habit.uid, habit.recurrence)
    if entry is not None:
        changes = {line.partition(":")[0]: line for line in [*done, f"{EFFECT}:{stamp.effect_id}"]}
        return calendar.text.with_changes(entry, changes)
    source = _series(calendar, habit.uid)
    name = "DTSTART" if source.get("DTSTART") else "DUE"
    start = _line(source, name, name, habit.recurrence)
    return _split_off(calendar, source, habit.recurrence, [start, *done], stamp)


def _own_entry(
    calendar: CalendarFile, uid: str, recurrence: date | datetime | None
) -> Component | None:
    """The entry of an occurrence; None where only its series is in the file."""
    if not uid:
        raise WorkspaceError(
            f"an event in {calendar.path} has no UID, so it cannot be found again to change it"
        )
    entry = calendar.find(uid, recurrence)
    if entry is None and recurrence is None:
        raise _gone(calendar)
    return entry


def _series(calendar: CalendarFile, uid: str) -> Component:
    entry = calendar.find(uid, None)
    if entry is None:
        raise _gone(calendar)
    return entry


def _gone(calendar: CalendarFile) -> WorkspaceError:
    return WorkspaceError(f"the event is no longer in {calendar.path}; it was removed meanwhile")


def _split_off(
    calendar: CalendarFile,
    source: Component,
    recurrence: date | datetime | None,
    lines: Sequence[str],
    stamp: Stamp,
) -> bytes:
    """The file with an entry of its own for one occurrence of a series."""
    assert recurrence is not None
    name = "DTSTART" if source.get("DTSTART") else "DUE"
    alarms = [line for child in source.children for line in _block(calendar, child)]
    return calendar.text.with_entry(
        [
            f"BEGIN:{source.kind}",
            *calendar.text.lines_of(source, without=_OF_SERIES),
            f"DTSTAMP:{utc_value(stamp.now)}",
            _line(source, name, "RECURRENCE-ID", recurrence),
            *lines,
            _sequence(source),
            f"{EFFECT}:{stamp.effect_id}",
            *alarms,
            f"END:{source.kind}",
        ]
    )


def _block(calendar: CalendarFile, component: Component) -> list[str]:
    inner = [line for child in component.children for line in _block(calendar, child)]
    lines = calendar.text.lines_of(component)
    return [f"BEGIN:{component.kind}", *lines, *inner, f"END:{component.kind}"]


def _span(
    calendar: CalendarFile, source: Component, occurrence: Occurrence, start: int, minutes: int
) -> tuple[str, str]:
    """`DTSTART` and `DTEND` in the form that the entry has: a zone, UTC, none, or a date."""
    zone = calendar.timezone
    if not isinstance(occurrence.start, datetime):
        day = times.to_local(start, zone).date()
        moments: tuple[date, date] = (day, day + timedelta(days=max(1, round(minutes / 1440))))
    else:
        tzinfo = occurrence.start.tzinfo
        first, last = (
            times.to_local(m, zone).replace(tzinfo=None)
            if tzinfo is None
            else datetime.fromtimestamp(m * 60, tzinfo)
            for m in (start, start + minutes)
        )
        moments = (first, last)
    return (
        _line(source, "DTSTART", "DTSTART", moments[0]),
        _line(source, "DTSTART", "DTEND", moments[1]),
    )


def _line(source: Component, model: str, name: str, moment: date | datetime) -> str:
    """A time as a content line, written as `source` writes its property `model`."""
    prop = source.get(model)
    params, value = (prop.params, prop.value) if prop else ("", "")
    if value.endswith("Z") and isinstance(moment, datetime) and moment.tzinfo:
        return f"{name}{params}:{ics.local_value(moment.astimezone(UTC))}Z"
    return f"{name}{params}:{ics.local_value(moment)}"


def _sequence(entry: Component) -> str:
    number = entry.value("SEQUENCE").strip()
    return f"SEQUENCE:{int(number) + 1 if number.isdigit() else 1}"


def _entry(kind: str, stamp: Stamp, lines: Sequence[str]) -> list[str]:
    return [
        f"BEGIN:{kind}",
        f"UID:{stamp.effect_id}{OWN_DOMAIN}",
        f"DTSTAMP:{utc_value(stamp.now)}",
        *lines,
        f"END:{kind}",
    ]


def _attendees(plan: Plan, person: Person) -> list[str]:
    lines = []
    if person.email and any(address for _, address in plan.attendees):
        lines.append(f"ORGANIZER;CN={parameter_value(person.name)}:mailto:{person.email}")
    for name, address in plan.attendees:
        if address:
            lines.append(f"ATTENDEE;CN={parameter_value(name)}:mailto:{address}")
        else:
            lines.append(f"{NAMELESS}:{text_value(name)}")
    return lines
