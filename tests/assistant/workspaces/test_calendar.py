from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import vobject

from assistant.contract import tools
from assistant.contract.day import Contact
from assistant.workspaces import ics
from assistant.workspaces.calendar import CalendarFile
from assistant.workspaces.errors import WorkspaceError
from tests.assistant.workspaces.sample import (
    CALENDAR,
    NOW,
    SAM,
    TZ,
    minute,
    open_files,
    write_files,
)

LEE = Contact("Lee", "lee@acme.example", "client")
DAY = 24 * 60


def calendar(text: str, person=SAM) -> CalendarFile:
    return CalendarFile("cal.ics", text.encode(), person, [LEE])


def wrapped(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""])


def event(*lines: str) -> str:
    return wrapped("BEGIN:VEVENT", "UID:e", "SUMMARY:Dinner", *lines, "END:VEVENT")


def only(text: str, person=SAM):
    (found,) = calendar(text, person).occurrences(NOW - 8 * DAY, NOW + 8 * DAY)
    return found


@pytest.mark.parametrize(
    ("lines", "start", "minutes"),
    [
        (["DTSTART:20260303T140000Z", "DTEND:20260303T150000Z"], "2026-03-03T15:00", 60),
        (["DTSTART:20260303T140000", "DURATION:PT90M"], "2026-03-03T14:00", 90),
        (
            ["DTSTART;TZID=America/New_York:20260303T090000", "DURATION:PT1H"],
            "2026-03-03T15:00",
            60,
        ),
        (["DTSTART:20260303T140000"], "2026-03-03T14:00", 0),
        (["DTSTART;VALUE=DATE:20260303"], "2026-03-03T00:00", DAY),
        (["DTSTART;VALUE=DATE:20260303", "DTEND;VALUE=DATE:20260305"], "2026-03-03T00:00", 2 * DAY),
    ],
)
def test_times_are_read_in_every_form(lines: list[str], start: str, minutes: int) -> None:
    found = only(event(*lines)).event
    assert (found.start, found.minutes) == (minute(start), minutes)


def test_what_blocks_its_time_is_told_from_what_does_not() -> None:
    timed = ["DTSTART:20260303T140000Z", "DTEND:20260303T150000Z"]
    assert only(event(*timed)).event.busy
    assert not only(event("DTSTART;VALUE=DATE:20260303")).event.busy
    assert not only(event(*timed, "TRANSP:TRANSPARENT")).event.busy
    assert only(event(*timed, "STATUS:CANCELLED")).event.cancelled
    declined = "ATTENDEE;PARTSTAT=DECLINED:mailto:SAM@home.example"
    assert not only(event(*timed, declined)).event.busy


def test_attendees_have_the_names_that_the_person_knows() -> None:
    found = only(
        event(
            "DTSTART:20260303T140000Z",
            "ORGANIZER;CN=Lee Park:mailto:lee@acme.example",
            'ATTENDEE;CN="Rossi, Ana":mailto:ana@family.example',
            "ATTENDEE:mailto:bob@acme.example",
            "ATTENDEE;CN=Sam:mailto:sam@home.example",
            "LOCATION:Room 4\\, second floor",
        )
    )
    assert found.event.attendees == ("Lee", "Rossi, Ana", "bob@acme.example")
    assert found.event.location == "Room 4, second floor"
    assert found.is_tainted


def test_a_series_is_expanded_with_its_exceptions() -> None:
    text = wrapped(
        "BEGIN:VEVENT", "UID:s", "SUMMARY:Stand-up", "DTSTART;TZID=Europe/Berlin:20260302T093000",
        "DURATION:PT15M", "RRULE:FREQ=DAILY;COUNT=5",
        "EXDATE;TZID=Europe/Berlin:20260304T093000", "END:VEVENT",
        "BEGIN:VEVENT", "UID:s", "SUMMARY:Stand-up", "DURATION:PT15M",
        "RECURRENCE-ID;TZID=Europe/Berlin:20260303T093000",
        "DTSTART;TZID=Europe/Berlin:20260303T110000", "END:VEVENT",
    )  # fmt: skip
    found = calendar(text).occurrences(NOW, NOW + 8 * DAY)
    days = ["02T09:30", "03T11:00", "05T09:30", "06T09:30"]
    assert [o.event.start for o in found] == [minute(f"2026-03-{day}") for day in days]
    assert len({o.key for o in found}) == 4


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "no VCALENDAR"),
        ("hello\n", "line 1 is no iCalendar property"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n", "line 3 ends VCALENDAR"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:x\n", "VEVENT has no END"),
        (event("DTSTART:next tuesday"), "VEVENT 'Dinner' .line 3.*next tuesday"),
        (event(), "VEVENT 'Dinner' .line 3.: missing 'DTSTART'"),
        (event("DTSTART:20260303T140000Z", "RRULE:FREQ=SOMETIMES"), "'Dinner'"),
    ],
)
def test_a_broken_calendar_names_the_file_and_the_fault(text: str, what: str) -> None:
    with pytest.raises(WorkspaceError, match=f"^cal.ics .*{what}.*was not changed"):
        calendar(text).occurrences(NOW, NOW + DAY)


def test_a_large_calendar_of_past_events_is_not_parsed_event_by_event() -> None:
    past = [
        line
        for n in range(3000)
        for line in ("BEGIN:VEVENT", f"UID:{n}", "DTSTART:20200101T100000Z", "END:VEVENT")
    ]
    text = wrapped(*past, "BEGIN:VEVENT", "UID:now", "DTSTART:20260303T140000Z", "END:VEVENT")
    narrowed = calendar(text)._narrowed("VEVENT", datetime(2026, 2, 20), datetime(2026, 3, 10))
    assert len(narrowed.walk("VEVENT")) == 1


def test_values_cannot_break_out_of_their_line() -> None:
    line = "SUMMARY:" + ics.text_value("a\r\nATTENDEE:x;,\\ b\x00")
    assert ics.fold(line, "\n") == b"SUMMARY:a\\nATTENDEE:x\\;\\,\\\\ b\n"
    assert ics.parameter_value('Lee "the\n boss"') == "\"Lee 'the boss'\""
    assert ics.fold("X:a\r\nBEGIN:VEVENT", "\n") == b"X:aBEGIN:VEVENT\n"


def test_long_lines_are_folded_between_characters() -> None:
    folded = ics.fold("SUMMARY:" + "ü" * 100, "\r\n")
    assert all(len(line) <= 75 for line in folded.split(b"\r\n"))
    assert folded.replace(b"\r\n ", b"").decode() == "SUMMARY:" + "ü" * 100 + "\r\n"


# Writing, through the workspace; read back by a second library.


async def act(tmp_path: Path, *calls: tools.Tool, todos: tuple[str, ...] = ()) -> bytes:
    sources = replace(write_files(tmp_path / "files"), todos=todos)
    with open_files(sources, tmp_path / "home") as workspace:
        for n, call in enumerate(calls):
            outcome = await workspace.act(call, f"{n:016x}", "meeting")
            assert outcome.status == "ok", outcome
    assert sources.calendar is not None
    return sources.calendar.read_bytes()


def event_ids(tmp_path: Path, title: str) -> list[str]:
    sources = write_files(tmp_path / "look")
    with open_files(sources, tmp_path / "look-home") as workspace:
        found = [e for e in workspace.desk.events.values() if e.title == title and e.end > NOW]
        return [e.id for e in sorted(found, key=lambda e: e.start)]


async def test_a_new_event_is_read_by_a_second_library(tmp_path: Path) -> None:
    call = tools.ScheduleEvent(
        item_id="t2",
        title="Offsite; plan, with Lee",
        start="Tuesday 14:00",
        duration_minutes=45,
        attendees=("Lee", "Kim"),
    )
    data = await act(tmp_path, call)
    before = CALENDAR.replace("\n", "\r\n").encode()
    assert data.startswith(before[: before.rindex(b"END:VCALENDAR")])
    assert data.count(b"\n") == data.count(b"\r\n")
    found = vobject.readOne(data.decode()).vevent_list[-1]
    assert found.uid.value == f"{0:016x}@majordomo"
    assert found.summary.value == "Offsite; plan, with Lee"
    assert found.dtstart.value == datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
    assert found.dtend.value == datetime(2026, 3, 3, 13, 45, tzinfo=UTC)
    assert found.attendee.value == "mailto:lee@acme.example"
    assert found.attendee.params["CN"] == ["Lee Park"]
    assert found.contents["x-majordomo-attendee"][0].value == "Kim"
    again = [o.event for o in calendar(data.decode()).occurrences(NOW, NOW + 2 * DAY)]
    assert any(e.attendees == ("Lee", "Kim") for e in again)


async def test_a_moved_event_keeps_its_form_and_all_else(tmp_path: Path) -> None:
    (review,) = event_ids(tmp_path, "Budget review")
    call = tools.RescheduleMeeting(item_id="t2", meeting_id=review, new_time="Wednesday 15:00")
    data = (await act(tmp_path, call)).decode()
    assert "DTSTART;TZID=Europe/Berlin:20260304T150000\r\n" in data
    assert "DTEND;TZID=Europe/Berlin:20260304T160000\r\n" in data
    assert "SEQUENCE:1\r\n" in data
    kept = [
        line
        for line in CALENDAR.splitlines()
        if not line.startswith(("DTSTART;TZID=Europe/Berlin:20260303", "DTEND"))
    ]
    assert all(line in data.splitlines() for line in kept)
    assert "fo\r\n lded by whoever" in data
    vobject.readOne(data)


async def test_one_occurrence_of_a_series_is_moved_and_the_others_stay(tmp_path: Path) -> None:
    standups = event_ids(tmp_path, "Stand-up")
    call = tools.RescheduleMeeting(item_id="t2", meeting_id=standups[1], new_time="Wednesday 16:00")
    data = (await act(tmp_path, call)).decode()
    found = [e for e in vobject.readOne(data).vevent_list if e.uid.value == "standup@example"]
    master, moved = found
    assert "rrule" in master.contents
    assert "rrule" not in moved.contents
    assert moved.contents["recurrence-id"][0].value.isoformat() == "2026-03-03T09:30:00+01:00"
    assert moved.dtstart.value.isoformat() == "2026-03-04T16:00:00+01:00"
    assert len(moved.valarm_list) == 1
    starts = [
        o.event.start
        for o in calendar(data).occurrences(NOW, NOW + 3 * DAY)
        if o.event.title == "Stand-up"
    ]
    days = ["02T09:30", "04T09:30", "04T16:00"]
    assert starts == [minute(f"2026-03-{day}") for day in days]


async def test_an_occurrence_can_be_moved_twice_and_cancelled(tmp_path: Path) -> None:
    standup = event_ids(tmp_path, "Stand-up")[1]
    data = await act(
        tmp_path,
        tools.RescheduleMeeting(item_id="t2", meeting_id=standup, new_time="Wednesday 16:00"),
        tools.RescheduleMeeting(item_id="t1", meeting_id=standup, new_time="Wednesday 17:00"),
        tools.CancelMeeting(item_id="t3", meeting_id=standup, reason="Nobody has time"),
    )
    assert data.count(b"RECURRENCE-ID") == 1
    assert b"SEQUENCE:3" in data
    (found,) = [o for o in calendar(data.decode()).occurrences(NOW, NOW + 3 * DAY)
                if o.event.cancelled]  # fmt: skip
    assert found.event.start == minute("2026-03-04T17:00")


async def test_an_event_of_this_run_can_be_moved_at_once(tmp_path: Path) -> None:
    sources = write_files(tmp_path / "files")
    assert sources.calendar is not None
    with open_files(sources, tmp_path / "home") as workspace:
        plan = tools.ScheduleEvent(
            item_id="t2", title="Plan", start="Tuesday 14:00", duration_minutes=30
        )
        new_id = (await workspace.act(plan, "a" * 16, "meeting")).text.split()[0]
        move = tools.RescheduleMeeting(item_id="t1", meeting_id=new_id, new_time="Tuesday 15:00")
        assert (await workspace.act(move, "b" * 16, "meeting")).is_ok
        found = vobject.readOne(sources.calendar.read_text()).vevent_list[-1]
        assert found.dtstart.value == datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
        assert found.dtend.value == datetime(2026, 3, 3, 14, 30, tzinfo=UTC)
        assert all(report.is_undone for report in workspace.undo_all())
    assert sources.calendar.read_bytes() == CALENDAR.replace("\n", "\r\n").encode()


async def test_a_cancelled_event_stays_in_the_file_as_cancelled(tmp_path: Path) -> None:
    (review,) = event_ids(tmp_path, "Budget review")
    data = await act(
        tmp_path, tools.CancelMeeting(item_id="t2", meeting_id=review, reason="no, budget")
    )
    found = vobject.readOne(data.decode()).vevent_list[0]
    assert found.contents["status"][0].value == "CANCELLED"
    assert found.contents["comment"][0].value == "no, budget"


async def test_a_single_reminder_has_a_due_time_and_an_alarm(tmp_path: Path) -> None:
    data = await act(
        tmp_path, tools.SetReminder(item_id="t1", label="Call mom", when="tomorrow 18:00")
    )
    found = vobject.readOne(data.decode()).vtodo_list[-1]
    assert found.due.value == datetime(2026, 3, 3, 17, 0, tzinfo=UTC)
    assert found.valarm.trigger.params["RELATED"] == ["END"]
    ((_, reminder),) = calendar(data.decode()).reminders(NOW)
    assert (reminder.label, reminder.start) == ("Call mom", minute("2026-03-03T18:00"))


async def test_a_recurring_reminder_is_in_local_time(tmp_path: Path) -> None:
    data = await act(
        tmp_path, tools.SetReminder(item_id="t1", label="Stretch", when="every weekday 7:30")
    )
    found = vobject.readOne(data.decode()).vtodo_list[-1]
    assert found.dtstart.value == datetime(2026, 3, 3, 7, 30)
    assert found.rrule.value == "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    ((_, reminder),) = calendar(data.decode()).reminders(NOW)
    assert reminder.weekdays == (0, 1, 2, 3, 4)


async def test_a_habit_is_ticked_off_for_today_only(tmp_path: Path) -> None:
    data = await act(tmp_path, tools.MarkHabitDone(item_id="h1", habit_id="h1"))
    (today,) = calendar(data.decode()).habits(NOW)
    assert today.habit.is_done
    assert today.habit.streak == 1
    (tomorrow,) = calendar(data.decode()).habits(NOW + DAY)
    assert not tomorrow.habit.is_done
    assert tomorrow.habit.streak == 1
    vobject.readOne(data.decode())


async def test_a_missing_calendar_is_created_and_goes_again(tmp_path: Path) -> None:
    sources = replace(write_files(tmp_path / "files"), calendar=None)
    call = tools.ScheduleEvent(
        item_id="t2", title="Plan", start="Tuesday 14:00", duration_minutes=30
    )
    with open_files(sources, tmp_path / "home") as workspace:
        await workspace.act(call, "a" * 16, "meeting")
        path = Path(sources.calendar_path)
        assert path == tmp_path / "files" / "majordomo.ics"
        assert vobject.readOne(path.read_text()).vevent.summary.value == "Plan"
        assert workspace.undo("a" * 16).is_undone
        assert not path.exists()


async def test_undo_of_the_first_of_two_events_keeps_the_second(tmp_path: Path) -> None:
    sources = replace(write_files(tmp_path / "files"), calendar=None)
    with open_files(sources, tmp_path / "home") as workspace:
        for n, item in enumerate(("t1", "t2")):
            call = tools.ScheduleEvent(
                item_id=item, title=f"Plan {n}", start=f"Tuesday 1{n}:00", duration_minutes=30
            )
            await workspace.act(call, f"{n}" * 16, "meeting")
        assert workspace.undo("0" * 16).is_undone
        events = vobject.readOne(Path(sources.calendar_path).read_text()).vevent_list
        assert [e.summary.value for e in events] == ["Plan 1"]


async def test_a_time_far_ahead_is_checked_against_that_day(tmp_path: Path) -> None:
    sources = write_files(tmp_path / "files")
    with open_files(sources, tmp_path / "home") as workspace:
        call = tools.ScheduleEvent(
            item_id="t2", title="Plan", start="2026-06-02T09:30", duration_minutes=30
        )
        refused = await workspace.check(call)
        assert refused is not None
        assert "Stand-up is then" in refused.text


async def test_a_calendar_that_broke_meanwhile_is_not_written(tmp_path: Path) -> None:
    sources = write_files(tmp_path / "files")
    assert sources.calendar is not None
    with open_files(sources, tmp_path / "home") as workspace:
        sources.calendar.write_bytes(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n")
        call = tools.SetReminder(item_id="t1", label="Call", when="tomorrow 9:00")
        outcome = await workspace.act(call, "a" * 16, "habit")
        assert outcome.status == "failed"
        assert "home.ics is not a readable calendar" in outcome.text
        assert workspace.desk.items["t1"].is_open
    assert sources.calendar.read_bytes() == b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"
    assert TZ == SAM.timezone
