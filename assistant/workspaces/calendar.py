"""A calendar file as events, reminders and habits of a desk.

Times become UTC minutes: what has no zone is in the person's own. Recurring events are
expanded; each occurrence is found again by its UID and the time at which it was first planned.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import icalendar
import recurring_ical_events

from assistant.contract import times
from assistant.contract.day import Contact, Event, Habit, Person, Reminder
from assistant.workspaces import ics
from assistant.workspaces.calendar_values import (
    address_of,
    every,
    is_over,
    minute_after_gap,
    spellings,
    start_of,
    weekdays_of,
)
from assistant.workspaces.errors import WorkspaceError
from assistant.workspaces.reading import tier_of

OWN_DOMAIN = "@majordomo"
"""Ends the UID of every entry that Majordomo made; what comes before it is the effect's id."""

NAMELESS = "X-MAJORDOMO-ATTENDEE"
"""An attendee whose address nobody knows."""

_DAY = 24 * 60
_STREAK_DAYS = 60


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One event, or one habit, and how to find it in the file."""

    key: str
    uid: str
    recurrence: date | datetime | None
    """When this occurrence of a series was planned; None where there is no series."""
    start: date | datetime
    is_tainted: bool
    """Somebody else wrote it."""
    event: Event
    """Its id is still empty."""


@dataclass(frozen=True, slots=True)
class Recurring:
    """A recurring to-do: a habit, and how to find today's in the file."""

    uid: str
    recurrence: date | datetime | None
    """Today's occurrence, if there is one."""
    has_alarm: bool
    habit: Habit
    """Its id is still empty."""


class CalendarFile:
    """The entries of one calendar file."""

    def __init__(self, path: str, data: bytes, person: Person, contacts: Iterable[Contact]) -> None:
        """Scan `data`; the entries are read when they are asked for.

        Raises:
            WorkspaceError: it is no iCalendar file.
        """
        self.path = path
        self.text = ics.IcsText(path, data)
        self._person = person
        self.timezone = person.timezone
        self._by_email = {c.email.casefold(): c for c in contacts if c.email}
        self._series = {
            entry.value("UID")
            for entry in self.text.entries("VEVENT", "VTODO")
            if entry.get("RRULE") or entry.get("RDATE")
        }

    def occurrences(self, start: int, end: int) -> list[Occurrence]:
        """The events that touch [start, end), in UTC minutes.

        Raises:
            WorkspaceError: an event cannot be read.
        """
        found = {}
        for component in self._expand("VEVENT", start, end):
            occurrence = self._occurrence(component)
            event = occurrence.event
            if event.start < end and start < max(event.end, event.start + 1):
                found[occurrence.key] = occurrence
        return sorted(found.values(), key=lambda o: (o.event.start, o.key))

    def reminders(self, since: int) -> list[tuple[str, Reminder]]:
        """The reminders that Majordomo set and that are still to come, by UID."""
        found = []
        for entry in self.text.entries("VTODO"):
            uid = entry.value("UID")
            if not uid.endswith(OWN_DOMAIN) or entry.get("RECURRENCE-ID"):
                continue
            parsed = self._parse(entry)
            moment = parsed.get("DTSTART") or parsed.get("DUE")
            if moment is None or is_over(parsed):
                continue
            start, label = self._minute(moment.dt), str(parsed.get("SUMMARY", ""))
            weekdays = weekdays_of(parsed, self._local(moment.dt))
            if weekdays or start >= since:
                found.append((uid, Reminder("", label, start, weekdays)))
        return found

    def habits(self, now: int) -> list[Recurring]:
        """The recurring to-dos, with whether today's is done and how many were before it."""
        tz = self._person.timezone
        local = times.to_local(now, tz)
        midnight = now - local.hour * 60 - local.minute
        history: dict[str, list[Any]] = {}
        for component in self._expand("VTODO", midnight - _STREAK_DAYS * _DAY, midnight + _DAY):
            history.setdefault(str(component.get("UID", "")), []).append(component)
        found = []
        for entry in self.text.entries("VTODO"):
            uid = entry.value("UID")
            if uid not in self._series or entry.get("RECURRENCE-ID"):
                continue
            parsed = self._parse(entry)
            start = self._local((parsed.get("DTSTART") or parsed["DUE"]).dt)
            past = [c for c in history.get(uid, []) if start_of(c) is not None]
            past.sort(key=lambda c: self._minute(start_of(c)))
            today = [c for c in past if self._local(start_of(c)).date() == local.date()]
            earlier = [c for c in past if self._local(start_of(c)).date() < local.date()]
            done = [is_over(c) for c in earlier]
            is_done = any(is_over(c) for c in today)
            streak = next((n for n, d in enumerate(reversed(done)) if not d), len(done))
            habit = Habit(
                id="",
                label=str(parsed.get("SUMMARY", "")),
                at=start.hour * 60 + start.minute,
                weekdays=weekdays_of(parsed, start) or tuple(range(7)),
                streak=streak + is_done,
                is_done=is_done,
            )
            recurrence = today[0]["RECURRENCE-ID"].dt if today else None
            has_alarm = any(child.kind == "VALARM" for child in entry.children)
            found.append(Recurring(uid, recurrence, has_alarm, habit))
        return found

    def find(self, uid: str, recurrence: date | datetime | None) -> ics.Component | None:
        """The entry of one occurrence itself; of a series, only one that was changed on its own."""
        for entry in self.text.entries("VEVENT", "VTODO"):
            planned = entry.get("RECURRENCE-ID")
            if entry.value("UID") != uid or (planned is None) != (recurrence is None):
                continue
            if planned is None or recurrence is None or planned.value in spellings(recurrence):
                return entry
        return None

    def _occurrence(self, component: Any) -> Occurrence:
        uid = str(component.get("UID", ""))
        start, end = component["DTSTART"].dt, component.end
        is_timed = isinstance(start, datetime)
        begin = self._minute(start)
        attendees, is_declined = self._attendees(component)
        organizer = address_of(component.get("ORGANIZER"))
        title = " ".join(str(component.get("SUMMARY", "")).split()) or "(no title)"
        contact = self._by_email.get(organizer.casefold()) if organizer else None
        is_free = str(component.get("TRANSP", "")).upper() == "TRANSPARENT"
        event = Event(
            id="",
            title=title,
            start=begin,
            minutes=max(self._minute(end) - begin, 0),
            attendees=attendees,
            location=" ".join(str(component.get("LOCATION", "")).split()),
            tier=tier_of(title, relationship=contact.relationship if contact else ""),
            busy=is_timed and not is_free and not is_declined,
            cancelled=str(component.get("STATUS", "")).upper() == "CANCELLED",
        )
        recurrence = component["RECURRENCE-ID"].dt if uid in self._series else None
        planned = f"\n{self._minute(recurrence)}" if recurrence is not None else ""
        if not uid:
            planned = f"\n{begin}\n{title}"
        is_own = not organizer or organizer.casefold() == self._person.email.casefold()
        return Occurrence(f"{uid}{planned}", uid, recurrence, start, not is_own, event)

    def _attendees(self, component: Any) -> tuple[tuple[str, ...], bool]:
        """The others, by name where one is known, and whether the person declined."""
        names, is_declined = [], False
        for prop in [*every(component, "ORGANIZER"), *every(component, "ATTENDEE")]:
            address = address_of(prop)
            if address.casefold() == self._person.email.casefold() and address:
                is_declined |= str(prop.params.get("PARTSTAT", "")).upper() == "DECLINED"
                continue
            contact = self._by_email.get(address.casefold())
            common = str(prop.params.get("CN", "")).strip()
            names.append(contact.name if contact else common or address)
        names += [str(prop) for prop in every(component, NAMELESS)]
        return tuple(dict.fromkeys(name for name in names if name)), is_declined

    def _expand(self, kind: str, start: int, end: int) -> list[Any]:
        # Two days of margin, because what has no zone is not in UTC.
        first = datetime(1970, 1, 1) + timedelta(minutes=start - 2 * _DAY)
        last = datetime(1970, 1, 1) + timedelta(minutes=end + 2 * _DAY)
        calendar = self._narrowed(kind, first, last)
        try:
            query = recurring_ical_events.of(calendar, components=[kind])
            return list(query.between(first, last))
        except WorkspaceError:
            raise
        except Exception as error:
            # The libraries raise whatever a broken property makes them stumble over.
            raise self._culprit(kind, first, last, error) from error

    def _narrowed(self, kind: str, first: datetime, last: datetime) -> icalendar.Calendar:
        """The calendar without single entries of other times: parsing is slow, scanning is not."""
        low, high = first.strftime("%Y%m%d"), last.strftime("%Y%m%d")
        parts = [b"BEGIN:VCALENDAR\r\n"]
        for entry in self.text.entries(kind, "VTIMEZONE"):
            start, end = entry.value("DTSTART")[:8], entry.value("DTEND")[:8]
            is_single = not any(entry.get(n) for n in ("RRULE", "RDATE", "RECURRENCE-ID"))
            is_past = start < low and (end < low if end else not entry.get("DURATION"))
            is_event = kind == entry.kind == "VEVENT" and start.isdigit()
            if is_event and is_single and (is_past or start > high):
                continue
            parts.append(self.text.bytes[entry.start : entry.end].rstrip(b"\r\n") + b"\r\n")
        return self._calendar(b"".join([*parts, b"END:VCALENDAR\r\n"]))

    def _calendar(self, data: bytes) -> icalendar.Calendar:
        try:
            calendar = icalendar.Calendar.from_ical(data)
        except ValueError as error:
            raise self._unreadable(str(error)) from error
        assert isinstance(calendar, icalendar.Calendar)
        return calendar

    def _parse(self, entry: ics.Component) -> Any:
        data = self.text.bytes[entry.start : entry.end]
        calendar = self._calendar(b"BEGIN:VCALENDAR\r\n" + data + b"\r\nEND:VCALENDAR\r\n")
        return calendar.walk(entry.kind)[0]

    def _culprit(
        self, kind: str, first: datetime, last: datetime, error: Exception
    ) -> WorkspaceError:
        """The entry that makes the whole calendar unreadable, by name."""
        for entry in self.text.entries(kind):
            parsed = self._parse(entry)
            try:
                recurring_ical_events.of(parsed, components=[kind]).between(first, last)
            except Exception as reason:
                title = parsed.get("SUMMARY", parsed.get("UID", "without a title"))
                line = self.text.bytes.count(b"\n", 0, entry.start) + 1
                what = f"missing {reason}" if isinstance(reason, KeyError) else str(reason)
                return self._unreadable(f"{kind} {str(title)!r} (line {line}): {what}")
        return self._unreadable(str(error))

    def _unreadable(self, what: str) -> WorkspaceError:
        return WorkspaceError(f"{self.path} is not a readable calendar: {what}. It was not changed")

    def _minute(self, moment: date | datetime) -> int:
        local = self._local(moment)
        if local.tzinfo is not None:
            return int(local.timestamp()) // 60
        tz = self._person.timezone
        found = times.from_local(local, tz)
        # A time that the zone skips is read as the first one after the gap.
        return found if found is not None else minute_after_gap(local, tz)

    def _local(self, moment: date | datetime) -> datetime:
        if isinstance(moment, datetime):
            return moment
        return datetime(moment.year, moment.month, moment.day)
