"""What a rehearsed plan is warned of: a day is played in the simulator, its risks read off it."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import pytest

from assistant.contract.day import Contact
from assistant.contract.desk import Desk
from assistant.contract.lexical import LexicalMemory
from majordomo.rehearse_play import Played, play, scenario_of
from majordomo.rehearse_risks import risks_of
from tests.assistant.days import MONDAY_8, at, event, small_desk
from tests.assistant.test_graph import PlaybackModel

Call = tuple[str, dict[str, Any]]

LEE = Contact("Lee Park", "lee@acme.example")


def route(item_id: str, agent: str) -> Call:
    return ("route_to_agent", {"item_id": item_id, "agent": agent})


def of(item_id: str, tool: str, **args: Any) -> Call:
    return (tool, {"item_id": item_id, **args})


def book(item_id: str, start: str, minutes: int = 45) -> Call:
    return of(item_id, "schedule_event", title="Physio", start=start, duration_minutes=minutes)


REPLY = of("e1", "reply_email", email_id="e1", body="Thursday 15:00 works for me.")
FINISH: Call = ("finish", {"summary": "That is all."})


def quiet_desk() -> Desk:
    """The small day without a deadline, so that only what a test brings is a risk."""
    desk = small_desk()
    desk.tasks["t1"] = replace(desk.tasks["t1"], due=None)
    desk.update("t1", due=None)
    return desk


async def risks(
    desk: Desk, *calls: Call, knows: Collection[Contact] = (LEE,)
) -> list[tuple[str, str, int]]:
    """The risks of a plan; each call has the number of its place in the plan."""
    scenario, _ = scenario_of(desk, LexicalMemory(), 0)
    model = PlaybackModel(calls=[*calls], prompts=[])
    played = await play(scenario, 0, model, "rehearsal-test")
    assert [s.event.tool for s in played.steps][: len(calls)] == [tool for tool, _ in calls]
    numbers = {step.event.effect_id: n for n, step in enumerate(played.steps, 1)}
    return [(r.kind, r.text, r.number) for r in risks_of(played, knows, numbers)]


def kinds(found: list[tuple[str, str, int]]) -> list[tuple[str, int]]:
    return [(kind, number) for kind, _, number in found]


async def test_what_cannot_be_undone_is_named_with_its_call():
    found = await risks(quiet_desk(), route("e1", "email"), REPLY, route("t1", "meeting"),
                        book("t1", "Tuesday 14:00"))  # fmt: skip
    assert found == [("cannot be undone", "reply_email: answered Lee Park", 2)]


async def test_a_call_that_was_refused_is_no_risk():
    wrong = of("e1", "reply_email", email_id="e9", body="Thursday 15:00 works for me.")
    found = await risks(quiet_desk(), route("e1", "email"), wrong, REPLY)
    assert kinds(found) == [("cannot be undone", 3), ("not handled", 0)]


@pytest.mark.parametrize(
    ("call", "stranger"),
    [
        (REPLY, "lee@acme.example"),
        (of("e1", "send_email", to="Lee Park", subject="Hi", body="Hello."), "lee@acme.example"),
        (of("e1", "send_email", to="eve@x.example", subject="Hi", body="Hello."), "eve@x.example"),
        (of("e1", "send_message", contact="Lee Park", body="Hello."), "Lee Park"),
    ],
)
async def test_who_merely_wrote_is_a_stranger_and_who_is_in_the_address_book_is_none(
    call: Call, stranger: str
):
    tool = call[0]
    found = await risks(quiet_desk(), route("e1", "email"), call, knows=())
    words = f"{tool} goes to {stranger}, who is not among your contacts"
    assert ("stranger", words, 2) in found
    known = [Contact("lee park", "LEE@acme.example"), Contact("Eve", "eve@x.example")]
    found = await risks(quiet_desk(), route("e1", "email"), call, knows=known)
    assert "stranger" not in dict(kinds(found))


async def test_what_somebody_elses_text_brought_about_is_named():
    draft = of("e1", "draft_reply", email_id="e1", body="Thursday works.")
    found = await risks(quiet_desk(), route("e1", "email"), draft, route("t1", "meeting"),
                        book("t1", "Tuesday 14:00"))  # fmt: skip
    assert kinds(found) == [("from outside", 2)]
    assert found[0][1].startswith("draft_reply was brought about by what somebody else wrote")


@pytest.mark.parametrize(
    ("item_id", "start", "touches"),
    [
        ("e1", "Tuesday 14:00", False),
        ("e1", "Tuesday 16:45", False),
        ("e1", "Tuesday 17:00", True),  # ends at 17:45, after work
        ("e1", "Tuesday 8:00", True),
        ("e1", "Saturday 10:00", True),
        ("t1", "Saturday 10:00", False),  # personal
    ],
)
async def test_work_outside_working_hours_touches_personal_time(
    item_id: str, start: str, touches: bool
):
    found = await risks(quiet_desk(), route(item_id, "meeting"), book(item_id, start))
    told = [(text, number) for kind, text, number in found if kind == "personal time"]
    assert bool(told) == touches
    if told:
        assert told[0][1] == 2
        assert told[0][0].startswith("work outside working hours: Physio ")


@pytest.mark.parametrize(
    ("tier", "tool", "args"),
    [
        ("personal", "reschedule_meeting", {"new_time": "Tuesday 15:00"}),
        ("personal", "cancel_meeting", {"reason": "no time"}),
        ("professional", "reschedule_meeting", {"new_time": "Tuesday 15:00"}),
    ],
)
async def test_what_is_personal_and_moved_is_named(tier: Any, tool: str, args: dict[str, Any]):
    desk = quiet_desk()
    desk.events["m2"] = replace(event("m2", "Piano", "2026-03-03T10:00", 60), tier=tier)
    found = await risks(desk, route("e1", "meeting"), of("e1", tool, meeting_id="m2", **args))
    told = [text for kind, text, _ in found if kind == "personal time"]
    assert [text.startswith("personal, and touched: ") for text in told] == [True] * (
        tier == "personal"
    )


async def test_what_is_done_only_after_its_deadline_is_late():
    desk = small_desk()
    desk.update("t1", due=MONDAY_8 + 1)
    found = await risks(desk, route("t1", "meeting"), book("t1", "Tuesday 14:00"))
    late = [(text, number) for kind, text, number in found if kind == "deadline"]
    assert len(late) == 1 and late[0][1] == 2
    assert late[0][0].startswith("Book the physio: due Mon 2026-03-02 08:01, done about Mon")


async def test_looking_for_a_time_is_not_late():
    desk = small_desk()
    desk.update("t1", due=MONDAY_8 + 1)
    look = of("t1", "find_free_slot", duration_minutes=45, earliest="Tuesday 9:00")
    found = await risks(desk, route("t1", "meeting"), look)
    assert ("deadline", 2) not in kinds(found)


@pytest.mark.parametrize(
    ("due", "calls", "words"),
    [
        ("2026-03-02T12:00", [FINISH], "due Mon 2026-03-02 12:00, and was not reached"),
        ("2026-03-02T07:00", [FINISH], "was due Mon 2026-03-02 07:00, and was not reached"),
        ("2026-03-05T12:00", [FINISH], ""),
        (
            "2026-03-02T12:00",
            [of("t1", "leave_to_user", reason="yours")],
            "due Mon 2026-03-02 12:00, and was left to you",
        ),
        (
            "2026-03-05T12:00",
            [of("t1", "snooze", until="Friday 9:00")],
            "due Thu 2026-03-05 12:00, put off to Fri 2026-03-06 09:00",
        ),
        ("2026-03-05T12:00", [of("t1", "snooze", until="Wednesday 9:00")], ""),
        (
            "2026-03-02T12:00",
            [
                route("t1", "meeting"),
                of("t1", "ask_clarification", field="time", question="When is it?"),
            ],
            "due Mon 2026-03-02 12:00, and waits for your answer",
        ),
        ("2026-03-02T12:00", [route("t1", "meeting"), book("t1", "today 10:00")], ""),
    ],
)
async def test_a_deadline_that_nobody_sees_to_is_named(due: str, calls: list[Call], words: str):
    desk = quiet_desk()
    desk.update("t1", due=at(due))
    found = await risks(desk, *calls)
    told = [text for kind, text, _ in found if kind == "deadline"]
    assert told == ([f"Book the physio: {words}"] if words else [])


async def test_appointments_that_clash_before_and_after_are_named():
    desk = quiet_desk()
    desk.events["m2"] = event("m2", "Board call", "2026-03-02T09:15", 30)
    found = await risks(desk, FINISH)
    (clash,) = [text for kind, text, _ in found if kind == "conflict"]
    assert "Standup" in clash and "Board call" in clash and clash.endswith(", and stay so")


async def test_a_clash_that_the_plan_takes_away_is_none():
    desk = quiet_desk()
    desk.events["m2"] = event("m2", "Board call", "2026-03-02T09:15", 30)
    move = of("e1", "reschedule_meeting", meeting_id="m2", new_time="Tuesday 15:00")
    found = await risks(desk, route("e1", "meeting"), move)
    assert "conflict" not in dict(kinds(found))


async def test_an_appointment_upon_another_is_refused_and_so_no_clash():
    found = await risks(quiet_desk(), route("t1", "meeting"), book("t1", "today 9:00"))
    assert {"came to nothing"} <= set(dict(kinds(found))) <= {"came to nothing", "not handled"}


def test_a_clash_that_was_not_there_before_is_laid_to_the_plan():
    before, after = quiet_desk(), quiet_desk()
    for desk in (before, after):
        desk.items = {}
    after.events["m2"] = event("m2", "Board call", "2026-03-02T09:15", 30)
    (risk,) = risks_of(Played((), before, after, ""), (), {})
    assert (risk.kind, risk.number) == ("conflict", 0)
    assert risk.text.endswith(", because of this plan")


async def test_what_came_to_nothing_is_named_with_why():
    wrong = [of("e1", "reply_email", email_id=f"e{n}", body="Hello.") for n in (7, 8, 9)]
    found = await risks(quiet_desk(), route("e1", "email"), *wrong)
    assert ("came to nothing", "Thursday?: there is no mail 'e9'", 0) in found
    assert ("not handled", "Book the physio: the assistant stopped before it", 0) in found


async def test_what_is_left_because_a_refused_call_came_again_came_to_nothing_too():
    wrong = of("e1", "reply_email", email_id="e9", body="Hello.")
    model = PlaybackModel(calls=[route("e1", "email"), wrong, wrong], prompts=[])
    played = await play(scenario_of(quiet_desk(), LexicalMemory(), 0)[0], 0, model, "again")
    assert [step.event.tool for step in played.steps][:3] == [
        "route_to_agent", "reply_email", "leave_to_user",
    ]  # fmt: skip
    found = [(risk.kind, risk.text) for risk in risks_of(played, (LEE,), {})]
    assert ("came to nothing", "Thursday?: there is no mail 'e9'") in found


async def test_an_item_that_was_settled_before_is_not_told_as_missed():
    desk = quiet_desk()
    desk.update("e1", status="left")
    desk.update("t1", status="failed")
    assert await risks(desk, FINISH) == []
