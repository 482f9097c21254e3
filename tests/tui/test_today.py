"""Today: what the day is said to be must stand on what the session holds, on every road to it."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.contract.day import Event, Habit, Item, Reminder
from assistant.contract.desk import Desk
from assistant.contract.errors import UserError
from assistant.contract.outcome import Verdict
from assistant.contract.tools import parse_call
from assistant.guard import InterruptApprover
from majordomo.options import Options
from majordomo.session import open_session
from tests.assistant.days import at, small_desk
from tests.tui import snapshots
from tests.tui.driving import MEDIUM, NARROW, TINY, WIDE, Driver, running
from tests.tui.sessions import ASK, BOOK, FINISH, LEAVE, REPLY, ROUTE_EMAIL, ROUTE_MEETING
from tests.tui.sessions import DeskSession as Session
from tui.day import Day, collisions, day_of
from tui.daybook import in_words, to_json
from tui.digest import Part, digest_of, part_of
from tui.plain import converse
from tui.protection import pressures, protected
from tui.screens.today import TodayScreen
from tui.session import Standing
from tui.timeline import entries

DENTIST = Event("m2", "Dentist", at("2026-03-03T15:00"), 60, ("Dr. Amsel",), "Kantstr. 12",
                tier="personal", travel=20)  # fmt: skip
REVIEW = Event("m3", "Review", at("2026-03-03T15:30"), 45, ("Lee Park",), tier="professional")
MOVE_REVIEW = ("reschedule_meeting",
               {"item_id": "c1", "meeting_id": "m3", "new_time": "Tuesday 17:00"})  # fmt: skip
HOSTILE = "[/x] [red]\x1b[2J\u202egnp"


def crowded() -> Desk:
    """Monday 08:00: a clash tomorrow, a habit, a reminder, dinner, and work after hours."""
    desk = small_desk()
    for event in (DENTIST, REVIEW):
        desk.events[event.id] = event
    desk.events["m4"] = Event("m4", "Dinner with Ana", at("2026-03-02T19:00"), 90, tier="personal")
    desk.events["m5"] = Event("m5", "Board call", at("2026-03-02T18:00"), 30, tier="professional")
    desk.habits["h1"] = Habit("h1", "Meditate", 7 * 60, (0, 1, 2, 3, 4), streak=5, is_done=True)
    desk.reminders["r1"] = Reminder("r1", "Stretch", at("2026-03-02T12:00"), (0, 2))
    desk.find_conflicts()
    return desk


def lines(day: Day, part: Part, key: str, number: int | None = None) -> list[str]:
    """The lines of one section of a digest."""
    found = digest_of(day, day.number if number is None else number, part)
    return [line.text for section in found if section.key == key for line in section.lines]


async def act(session: Session, tool: str, effect: str, **args: object) -> None:
    outcome = await session.workspace.act(parse_call(tool, args), effect, "meeting")
    assert outcome.is_ok, outcome


async def wait(session: Session, tool: str, **args: object) -> None:
    """A call that the person put off deciding about."""
    verdict = Verdict("wait", "others may notice, so it waits for your word")
    await session.workspace.decline(parse_call(tool, args), "w", "meeting", verdict)


# The line of time


def test_the_day_is_told_by_the_clock_with_what_has_no_time_first():
    desk = crowded()
    desk.events["m6"] = Event("m6", "Spring fair", at("2026-03-02T00:00"), 24 * 60, busy=False)
    day = day_of(Session(desk=desk))
    told = [(e.when(day), e.title, e.kind) for e in entries(day, day.number)]
    assert told == [
        ("all day", "Spring fair", "all day"),
        ("07:00", "Meditate", "habit"),
        ("09:00-09:30", "Standup", "event"),
        ("12:00", "Stretch", "reminder"),
        ("18:00-18:30", "Board call", "event"),
        ("19:00-20:30", "Dinner with Ana", "event"),
    ]
    habit = next(e for e in entries(day, day.number) if e.kind == "habit")
    assert habit.facts == ("done", "5 in a row")


def test_another_day_has_its_own_reminders_habits_and_deadlines():
    day = day_of(Session(desk=crowded()))
    told = [(e.title, e.kind) for e in entries(day, day.number + 1)]
    assert told == [
        ("Meditate", "habit"),
        ("Dentist", "event"),
        ("Review", "event"),
        ("Book the physio", "due"),
    ]
    due = entries(day, day.number + 1)[-1]
    assert (due.item_id, due.facts, due.warnings) == ("t1", ("takes 30 min",), ())
    # Nobody knows yet whether tomorrow's is kept.
    assert entries(day, day.number + 1)[0].facts == ("5 in a row",)
    assert [e.kind for e in entries(day, day.number + 5)] == []


def test_the_way_is_said_and_counts_as_time():
    desk = crowded()
    desk.events["m3"] = Event("m3", "Review", at("2026-03-03T14:00"), 50, tier="professional")
    day = day_of(Session(desk=desk))
    dentist = next(e for e in entries(day, day.number + 1) if e.title == "Dentist")
    assert "leave by 14:40: 20 min of travel" in dentist.facts
    (clash,) = collisions(day, day.number + 1)
    assert clash.say(day) == ("Review and Dentist leave 10 min between them; the way takes 20 min")


def test_an_event_over_midnight_is_on_both_days_and_a_cancelled_one_on_none():
    desk = small_desk()
    desk.events["m7"] = Event("m7", "Night train", at("2026-03-02T23:00"), 120)
    desk.events["m8"] = Event("m8", "Off", at("2026-03-02T13:00"), 30, cancelled=True)
    day = day_of(Session(desk=desk))
    assert [e.title for e in entries(day, day.number)] == ["Standup", "Night train"]
    assert "Night train" in [e.title for e in entries(day, day.number + 1)]


def test_a_day_on_which_clocks_change_is_told_by_the_clock_on_the_wall():
    desk = small_desk()
    desk.now = at("2026-03-28T20:00")
    desk.reminders["r1"] = Reminder("r1", "Stretch", at("2026-03-27T07:30"), (5, 6))
    day = day_of(Session(desk=desk))
    sunday = entries(day, day.number + 1)
    assert [e.when(day) for e in sunday] == ["07:30"]
    start, end = day.bounds(day.number + 1)
    assert end - start == 23 * 60


# What waits, and what it would come to


async def test_a_proposed_move_is_shown_where_it_is_and_where_it_would_be():
    session = Session(desk=crowded())
    tool, args = MOVE_REVIEW
    await wait(session, tool, **args)
    day = day_of(session)
    tomorrow = {(e.title, e.kind): e for e in entries(day, day.number + 1)}
    assert tomorrow["Review", "event"].changes == (
        "would move to Tue 2026-03-03 17:00-17:45, if you allow it",
    )
    proposed = tomorrow["Review", "proposed"]
    assert proposed.when(day) == "17:00-17:45"
    assert "ends the overlap with Dentist" in proposed.facts
    # It is still a clash as long as nobody has allowed the move.
    assert [c.is_proposed for c in collisions(day, day.number + 1)] == [False]
    assert lines(day, "morning", "waits") == [
        "Dentist and Review overlap: may I reschedule_meeting? Then: "
        "m3 Review moved to Tue 2026-03-03 17:00-17:45"
    ]


async def test_what_would_overlap_if_it_were_allowed_is_told_as_that():
    session = Session(desk=crowded())
    args = {"item_id": "t1", "title": "Physio", "start": "Tuesday 11:00", "duration_minutes": 45}
    await wait(session, "schedule_event", **args)
    day = day_of(session)
    assert collisions(day, day.number + 1) == [
        clash for clash in collisions(day, day.number + 1) if not clash.is_proposed
    ]
    # Somebody takes the time meanwhile.
    session.desk.events["m9"] = Event("m9", "All hands", at("2026-03-03T11:30"), 30)
    day = day_of(session)
    said = [c.say(day) for c in collisions(day, day.number + 1) if c.is_proposed]
    assert said == [
        "All hands and Physio would overlap, 11:30-11:45, if you allow what is proposed"
    ]
    (waits,) = lines(day, "morning", "waits")
    assert "cannot be done as things are: m9 All hands is then" in waits


async def test_two_proposals_for_one_hour_clash_with_each_other():
    session = Session(desk=crowded())
    for item, title in (("t1", "Physio"), ("e1", "Call Lee")):
        args = {"item_id": item, "title": title, "start": "Tuesday 11:00", "duration_minutes": 30}
        await wait(session, "schedule_event", **args)
    day = day_of(session)
    assert ["Physio", "Call Lee"] in [
        [c.first.event.title, c.second.event.title] for c in collisions(day, day.number + 1)
    ]


async def test_a_call_that_the_graph_waits_with_is_proposed_and_answered_is_done():
    session = Session([ROUTE_EMAIL, REPLY, FINISH], crowded())
    assert await session.run() is not None
    (proposal,) = day_of(session).standing.proposals
    assert (proposal.tool, proposal.item_id) == ("reply_email", "e1")
    await session.answer({"type": "accept", "args": None})
    day = day_of(session)
    assert day.standing.proposals == ()
    assert lines(day, "evening", "done")[0] == "Thursday?: answered Lee Park (simulated)"


async def test_what_was_undone_was_not_done():
    session = Session([ROUTE_MEETING, BOOK, LEAVE, FINISH], small_desk())
    await session.run()
    assert "Book the physio" in lines(day_of(session), "evening", "done")[0]
    session.undo()
    day = day_of(session)
    assert lines(day, "evening", "done") == []
    assert "Book the physio: not reached yet" in lines(day, "evening", "left")


# What presses, what was kept, what was left


def test_work_that_lies_on_personal_time_presses():
    day = day_of(Session(desk=crowded()))
    (pressure,) = pressures(day, day.number + 1)
    assert pressure.text == "Dentist and Review overlap, 15:30-16:00"
    assert pressure.item_id == "c1"
    assert lines(day, "morning", "pressure", day.number + 1) == [pressure.text]
    assert lines(day, "morning", "collisions", day.number + 1) == []


def test_work_outside_the_hours_presses_on_rest():
    desk = crowded()
    desk.events["m6"] = Event("m6", "Offsite", at("2026-03-07T10:00"), 60, tier="professional")
    day = day_of(Session(desk=desk))
    said = "Board call, 18:00-18:30: outside your hours, 09:00-17:30"
    assert [p.text for p in pressures(day, day.number)] == [said]
    assert [e.title for e in entries(day, day.number) if said in e.warnings] == ["Board call"]
    assert [p.text for p in pressures(day, day.number + 5)] == [
        "Offsite, 10:00-11:00: on a day off"
    ]


@pytest.mark.parametrize(
    ("effort", "work", "said"),
    [
        (30, 60, []),
        (30, 120, ["Run takes 30 min has"]),
        (150, 20, ["takes 150 min; the calendar leaves 120 before 11:00"]),
    ],
)
def test_a_personal_deadline_is_pressed_by_slack_and_not_by_a_label(
    effort: int, work: int, said: Sequence[str]
):
    desk = small_desk()
    desk.items = {
        "t1": Item("t1", "task", "Run", "personal", due=at("2026-03-02T11:00"), effort=effort),
        "t2": Item("t2", "task", "Deck", "professional", effort=work, priority="critical"),
    }
    desk.events["m1"] = Event("m1", "Standup", at("2026-03-02T09:00"), 60)
    day = day_of(Session(desk=desk))
    found = [p.text for p in pressures(day, day.number)]
    # From 08:00 to 11:00 the calendar leaves 120 minutes.
    if said and "has" in said[0]:
        assert found == ["Run has 90 min to spare before 11:00; Deck takes 120"]
    else:
        assert found == [f"Run {text}" for text in said]


async def test_work_that_would_move_personal_time_presses():
    session = Session(desk=crowded())
    args = {"item_id": "e1", "meeting_id": "m4", "new_time": "Wednesday 19:00"}
    await wait(session, "reschedule_meeting", **args)
    day = day_of(session)
    texts = [p.text for p in pressures(day, day.number)]
    assert "“Thursday?” would move Dinner with Ana, which is yours, if you allow it" in texts


async def test_what_was_kept_although_work_pressed_is_told():
    session = Session(desk=crowded())
    tool, args = MOVE_REVIEW
    await act(session, tool, "a1", **args)
    await act(session, "schedule_event", "a2", item_id="t1", title="Physio",
              start="Tuesday 11:00", duration_minutes=45)  # fmt: skip
    day = day_of(session)
    assert protected(day) == [
        "Dentist stays Tue 2026-03-03 15:00-16:00; m3 Review moved to Tue 2026-03-03 17:00-17:45",
        "Book the physio: done while 1 work item was open",
        "Meditate: kept today, 5 in a row",
    ]


async def test_nothing_is_called_protected_where_nothing_pressed():
    desk = small_desk()
    del desk.items["e1"]
    session = Session(desk=desk)
    await act(session, "schedule_event", "a2", item_id="t1", title="Physio",
              start="Tuesday 11:00", duration_minutes=45)  # fmt: skip
    assert protected(day_of(session)) == []


async def test_what_gave_way_was_not_protected():
    session = Session(desk=crowded())
    args = {"item_id": "c1", "meeting_id": "m2", "new_time": "Wednesday 15:00"}
    await act(session, "reschedule_meeting", "a1", **args)
    assert not [text for text in protected(day_of(session)) if "Dentist" in text]


async def test_each_thing_that_was_left_says_why():
    desk = crowded()
    desk.items["t3"] = Item("t3", "task", "Toner", tries=3, status="failed")
    session = Session(desk=desk)
    await act(session, "leave_to_user", "a1", item_id="t1", reason="only you know the practice")
    await session.put_off("e1", "Thursday 9:00")
    day = day_of(session)
    assert lines(day, "evening", "left") == [
        "Book the physio: left to Sam Reyes: only you know the practice",
        "Thursday?: put off, returns Thu 2026-03-05 09:00",
        "Dentist and Review overlap: not reached yet",
        "Toner: 3 tries came to nothing",
    ]


async def test_a_question_is_told_in_its_own_words():
    session = Session([ROUTE_MEETING, ASK, FINISH], small_desk())
    await session.run()
    assert lines(day_of(session), "morning", "waits") == [
        "Book the physio (due Tue 2026-03-03 18:00): it asks “When is the physio?”"
    ]


def test_the_clock_decides_whether_it_is_morning_or_evening():
    desk = crowded()
    assert part_of(day_of(Session(desk=desk))) == "morning"
    desk.now = at("2026-03-02T17:30")
    assert part_of(day_of(Session(desk=desk))) == "evening"


def test_tomorrow_is_told_in_the_evening():
    assert lines(day_of(Session(desk=crowded())), "evening", "tomorrow") == [
        "begins 15:00 with Dentist",
        "Dentist and Review overlap, 15:30-16:00",
        "due: Book the physio",
    ]


def test_text_from_outside_stays_on_its_line():
    desk = crowded()
    desk.events["m2"] = Event("m2", HOSTILE + "\nsecond", at("2026-03-02T10:00"), 30)
    day = day_of(Session(desk=desk))
    told = in_words(day, day.number, "morning")
    assert not [line for line in told if "\x1b" in line or "\u202e" in line or "\n" in line]
    assert json.loads(json.dumps(to_json(day, day.number, "morning")))["timeline"]


# The sample day, with its real session


async def test_the_simulated_world_counts_stress_and_moods(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("MAJORDOMO_HOME", str(tmp_path))
    async with open_session(Options(sample=True, model="scripted"), InterruptApprover()) as session:
        before = session.standing()
        assert (before.stress, before.stress_before) == (24, 24)
        assert {m.mood for m in before.moods if m.name == "Ines Okafor"} == {"neutral"}
        pending = await session.run()
        assert pending is not None
        assert pending["action_request"]["action"] == "reschedule_meeting"
        assert session.standing().proposals[0].replaces == "m3"
        await session.answer({"type": "accept", "args": None})
        after = session.standing()
        # The clash weighs no more.
        assert after.stress == 19
        assert [text for text in protected(day_of(session)) if text.startswith("Dentist stays")]
        session.undo()
        assert session.standing().stress == 24


async def test_looking_at_the_calendar_leaves_the_notes_to_the_graph(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("MAJORDOMO_HOME", str(tmp_path))
    async with open_session(Options(sample=True, model="scripted"), InterruptApprover()) as session:
        assert day_of(session).events
        briefing = await session._day.workspace.brief()
        assert any("940" in note.text for note in briefing.known["e1"])


# The screen


async def opened(d: Driver) -> TodayScreen:
    await d.until_done()
    await d.press("f7")
    await d.until(lambda: isinstance(d.app.screen, TodayScreen) and "Standup" in d.painted())
    assert isinstance(d.app.screen, TodayScreen)
    return d.app.screen


async def test_f7_shows_the_day_and_the_keys_turn_it(folder: Path):
    async with running(Session(desk=crowded()), folder, WIDE, autostart=False) as d:
        await opened(d)
        assert "Mon 2026-03-02 · 08:00 · morning digest · simulated" in d.painted()
        await d.press("n")
        assert "! Dentist and Review overlap, 15:30-16:00" in d.painted()
        await d.press("p", "p")
        assert "The calendar is known from today to 7 days ahead." in d.toasts
        await d.press("m")
        assert "Protected" in d.painted()
        await d.press("n", "t")
        assert "Mon 2026-03-02" in d.painted()
        await d.press("f7")
        assert d.app.screen is d.workspace


async def test_enter_goes_to_the_item_and_decides_nothing(folder: Path):
    async with running(Session([ROUTE_EMAIL, REPLY], crowded()), folder, WIDE) as d:
        await d.until_asked()
        await d.press("f7")
        await d.until(lambda: "1 waits for you" in d.painted())
        await d.press("n", "end", "enter")
        await d.until(lambda: d.app.screen is d.workspace)
        await d.until(lambda: d.workspace.tasks.item_id == "t1")
        assert d.workspace.tasks.has_focus
        await d.press("f7", "enter")
        assert "there is nothing to decide about it" in d.toasts
        await d.press("f4")
        await d.until(lambda: d.app.focused is d.card)
        assert d.decisions == []


async def test_the_screen_follows_what_happens_below_it(folder: Path):
    session = Session(desk=crowded())
    async with running(session, folder, WIDE, autostart=False) as d:
        screen = await opened(d)
        await act(session, "complete_task", "a1", item_id="t1", task_id="t1")
        screen._read()
        await d.until(lambda: "t1 done (simulated)" in d.painted())


async def test_a_day_that_cannot_be_read_says_so_and_can_be_read_again(folder: Path):
    class Torn(Session):
        is_torn = False

        def standing(self) -> Standing:
            if self.is_torn:
                raise UserError("the journal [/x] is damaged; restore a backup")
            return super().standing()

    session = Torn(desk=crowded())
    async with running(session, folder, NARROW, autostart=False) as d:
        await opened(d)
        session.is_torn = True
        await d.press("r")
        assert "The day cannot be read: the journal [/x] is damaged" in d.painted()
        await d.press("n", "m", "f4", "enter")
        session.is_torn = False
        await d.press("r", "t")
        assert "Standup" in d.painted()


async def test_an_empty_day_says_that_it_is_empty(folder: Path):
    desk = small_desk()
    desk.events, desk.items, desk.tasks = {}, {}, {}
    async with running(Session(desk=desk), folder, NARROW, autostart=False) as d:
        await d.press("f7")
        await d.until(lambda: "Nothing is in the calendar on this day." in d.painted())
        assert "Nothing waits for your word." in d.painted()


async def test_hostile_text_is_shown_as_what_it_is(folder: Path):
    desk = crowded()
    desk.events["m2"] = Event("m2", HOSTILE, at("2026-03-02T10:00"), 30)
    async with running(Session(desk=desk), folder, WIDE, autostart=False) as d:
        await opened(d)
        assert "[/x] [red]␛[2J⟨U+202E⟩gnp" in d.painted()


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW, (60, 16), TINY])
async def test_the_day_can_be_read_at_every_size(folder: Path, size: tuple[int, int]):
    async with running(Session(desk=crowded()), folder, WIDE, autostart=False) as d:
        await opened(d)
        await d.pilot.resize_terminal(*size)
        await d.until(lambda: "09:00-09:30 Standup" in d.painted())
        rows = d.painted().splitlines()
        assert len(rows) == size[1]
        assert "Commands" in rows[-1]
        # What does not fit below the line of time can be scrolled to.
        digest = d.app.screen.query_one("#today-digest")
        assert digest.region.height >= 2
        assert digest.region.bottom <= size[1] - 1


@pytest.mark.parametrize(
    ("name", "size", "keys"),
    [
        ("today-wide", (120, 36), ()),
        ("today-narrow-evening", NARROW, ("m",)),
        ("today-clash", NARROW, ("n",)),
    ],
)
async def test_it_looks_as_it_did(
    folder: Path, name: str, size: tuple[int, int], keys: tuple[str, ...]
):
    session = Session([ROUTE_EMAIL, REPLY], crowded())
    await act(session, "complete_task", "a1", item_id="t1", task_id="t1")
    async with running(session, folder, size) as d:
        await d.until(lambda: d.workspace.turns.pending is not None)
        await d.press("f7")
        await d.until(lambda: "1 waits for you" in d.painted())
        await d.press(*keys)
        for _ in range(5):
            await d.pilot.pause(0.05)
        snapshots.check(d.app, name)


# In plain text


async def test_the_plain_conversation_tells_the_day():
    told: list[str] = []
    typed = iter(["/today", "quit"])
    await converse(Session([FINISH], crowded()), lambda prompt: next(typed), told.append)
    text = "\n".join(told)
    assert "Mon 2026-03-02, 08:00 (Europe/Berlin), simulated.\nTimeline:\n" in text
    assert "  09:00-09:30 Standup (event, other), with Lee Park" in told
    assert "Work presses on:\n  Board call, 18:00-18:30: outside your hours, 09:00-17:30" in text
