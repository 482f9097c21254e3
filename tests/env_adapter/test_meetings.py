"""Meetings: who is told, who cannot come, what prepares them, and what they leave behind."""

from typing import Any

import pytest

from env_adapter.snapshot import fork
from env_adapter.world import World
from tests.env_adapter.days import BASE, at, day, mood, news, wait_until

M1 = {"id": "m1", "title": "Review", "start": at("12:00"), "duration_minutes": 60,
      "attendees": ["Bo Lind"]}  # fmt: skip
M2 = {"id": "m2", "title": "Call", "start": at("12:30"), "duration_minutes": 30}
PREPARE = {"id": "t1", "description": "Write the agenda", "effort": 20, "prepares": "m1"}


def away(start: str, end: str) -> list[dict[str, Any]]:
    bo, cy = BASE["contacts"]
    return [bo | {"away": [{"start": at(start), "end": at(end)}]}, cy]


def move(world: World, clock: str, item: str = "c1", meeting: str = "m1") -> None:
    args = {"item_id": item, "meeting_id": meeting, "new_time": at(clock)}
    assert world.step("reschedule_meeting", args).outcome.is_ok


# Notices


def test_attendees_are_told_of_a_move_and_of_a_cancellation_and_it_takes_minutes() -> None:
    world = day(meetings=[M1, M2])
    move(world, "15:00")
    assert news(world) == ["told Bo Lind: m1 is on Tue 2026-03-03 15:00"]
    assert world.desk.now - world.start == 5 + 2
    world = day(meetings=[M1, M2])
    world.step("cancel_meeting", {"item_id": "c1", "meeting_id": "m1", "reason": "clash"})
    assert "told Bo Lind: m1 is off" in news(world)
    assert world.desk.now - world.start == 5 + 2


def test_moving_an_event_of_ones_own_tells_nobody() -> None:
    world = day(meetings=[M1, M2])
    move(world, "15:00", meeting="m2")
    assert news(world) == [] and world.desk.now - world.start == 5


# Somebody cannot come


def test_an_attendee_who_is_away_declines_after_twenty_minutes() -> None:
    world = day(meetings=[M1, M2], contacts=away("14:00", "16:00"))
    move(world, "15:00")
    assert world.ledger.credit["c1"] == 100 and not world.desk.items["c1"].is_open
    told = wait_until(world, "09:20")
    assert "Bo Lind cannot make m1 at Tue 2026-03-03 15:00" in told
    assert "c1" not in world.ledger.credit and world.desk.items["c1"].is_open
    assert world.desk.events["m1"].start == world.utc(at("12:00"), ""), "it is where it was"
    assert world.desk.items["c1"].said == ("Bo Lind cannot make m1 at Tue 2026-03-03 15:00",)
    move(world, "17:00")
    wait_until(world, "11:00")
    assert world.ledger.credit["c1"] == 100 and not world.desk.items["c1"].is_open


@pytest.mark.parametrize(
    ("clock", "comes"),
    [("13:00", True), ("13:30", False), ("15:30", False), ("16:00", True)],
)
def test_who_is_away_is_judged_by_overlap(clock: str, comes: bool) -> None:
    world = day(meetings=[M1, M2], contacts=away("14:00", "16:00"))
    move(world, clock)
    wait_until(world, "10:00")
    assert ("c1" in world.ledger.credit) == comes


def test_whoever_moves_on_in_time_hears_no_refusal() -> None:
    world = day(meetings=[M1, M2], contacts=away("14:00", "16:00"),
                chat=[{"id": "y1", "text": "Move the review to five"}])  # fmt: skip
    move(world, "15:00")
    move(world, "17:00", item="y1")
    told = wait_until(world, "11:00")
    assert not any("cannot make" in line for line in told)
    assert world.desk.events["m1"].start == world.utc(at("17:00"), "")


def test_a_new_event_is_off_when_its_attendee_is_away_and_the_request_is_open_again() -> None:
    way = {"tool": "schedule_event", "attendees": ["Bo Lind"]}
    world = day(chat=[{"id": "y1", "text": "Coffee with Bo"}], must={"y1": {"ways": [way]}},
                contacts=away("14:00", "16:00"))  # fmt: skip
    args = {"item_id": "y1", "title": "Coffee", "duration_minutes": 30, "attendees": ["Bo Lind"]}
    world.step("schedule_event", args | {"start": at("15:00")})
    assert not world.is_over, "nothing was open, but the day waited for the answer"
    assert "Bo Lind cannot make m1 at Tue 2026-03-03 15:00" in news(world)
    assert world.desk.now - world.start == 20
    assert world.desk.items["y1"].is_open and world.ledger.credit == {}
    assert world.desk.events["m1"].cancelled
    world.step("schedule_event", args | {"start": at("17:00")})
    assert world.ledger.credit == {"y1": 100} and world.is_over


def test_a_refusal_reopens_the_other_overlap_that_the_move_had_solved() -> None:
    m3 = {"id": "m3", "title": "Lunch", "start": at("12:45"), "duration_minutes": 30}
    world = day(meetings=[M1, M2 | {"duration_minutes": 10}, m3], contacts=away("14:00", "16:00"))
    assert {"c1", "c2"} <= world.desk.items.keys()
    move(world, "15:00")
    assert set(world.ledger.credit) == {"c1", "c2"}
    wait_until(world, "09:30")
    assert world.ledger.credit == {} and world.desk.items["c2"].is_open


# Preparation


def test_preparation_is_due_when_the_meeting_begins_also_after_a_move() -> None:
    world = day(meetings=[M1, M2], tasks=[PREPARE])
    noon, four = world.utc(at("12:00"), ""), world.utc(at("16:00"), "")
    assert world.desk.items["t1"].due == world.desk.tasks["t1"].due == noon
    assert world.desk.items["t1"].detail == "prepares m1"
    move(world, "16:00")
    assert world.desk.items["t1"].due == world.desk.tasks["t1"].due == four
    assert world.needs.due(world.desk.items["t1"]) == four


def test_a_meeting_that_begins_unprepared_costs_its_attendees_mood_once() -> None:
    world = day(meetings=[M1], tasks=[PREPARE])
    told = wait_until(world, "12:00")
    assert "m1 Review begins unprepared, t1 is not done: Bo Lind is annoyed" in told
    args = {"item_id": "y9", "meeting_id": "m1", "new_time": at("17:00")}
    world.step("reschedule_meeting", args)
    wait_until(world, "18:00")
    assert mood(world) == "annoyed"


@pytest.mark.parametrize("contact", ["", "Cy Park"])
def test_a_meeting_that_was_prepared_begins_in_silence(contact: str) -> None:
    task = PREPARE | {"description": "Make the slides"}
    world = day(meetings=[M1], tasks=[task])
    if contact:
        world.step("delegate_task", {"item_id": "t1", "task_id": "t1", "contact": contact})
    else:
        world.step("complete_task", {"item_id": "t1", "task_id": "t1"})
    told = wait_until(world, "13:00")
    assert mood(world) == "neutral" and not any("unprepared" in line for line in told)


def test_a_delegate_who_is_not_done_when_it_begins_leaves_it_unprepared() -> None:
    task = PREPARE | {"description": "Make the slides", "effort": 240}
    world = day(meetings=[M1], tasks=[task])
    world.step("delegate_task", {"item_id": "t1", "task_id": "t1", "contact": "Cy Park"})
    told = wait_until(world, "12:00")
    assert "Cy Park is late with t1" in told and mood(world) == "annoyed"


def test_without_the_meeting_there_is_nothing_to_prepare_and_nothing_undone() -> None:
    world = day(meetings=[M1], tasks=[PREPARE], drift=[{"at": at("09:30"), "cancel_meeting": "m1"}])
    told = wait_until(world, "10:00")
    assert "m1 is off, so t1 need not be done" in told
    assert world.desk.items["t1"].status == "left" and "t1" not in world.ledger.credit
    wait_until(world, "12:30")
    assert mood(world) == "neutral"
    ended = world.step("leave_to_user", {"item_id": "y9", "reason": "yours"})
    assert world.is_over and ended.decision.undone == 0


def test_preparation_that_was_done_keeps_its_credit_when_the_meeting_is_off() -> None:
    world = day(meetings=[M1], tasks=[PREPARE], drift=[{"at": at("11:00"), "cancel_meeting": "m1"}])
    world.step("complete_task", {"item_id": "t1", "task_id": "t1"})
    wait_until(world, "11:30")
    assert world.ledger.credit["t1"] == 100 and world.ledger.moot == []


# Summaries

SUMMARY = (
    "The review went well. Cy Park will send the sketch by Thursday. I will call the printer "
    "by tomorrow 10:00. Bo asked about the budget. Somebody Else will do the rest."
)


def test_a_meeting_that_ends_leaves_a_note_tasks_and_promises() -> None:
    world = day(meetings=[M1 | {"summary": SUMMARY}])
    assert "m1-summary" not in [n.id for n in world.memory.notes]
    told = wait_until(world, "13:00")
    note = next(n for n in world.memory.notes if n.id == "m1-summary")
    assert note.source == "meeting m1" and note.text == SUMMARY
    theirs, own = world.desk.items["a1"], world.desk.items["a2"]
    assert (own.source, own.text, own.detail) == (
        "task", "call the printer by tomorrow 10:00", "from m1",
    )  # fmt: skip
    assert own.due == world.utc("2026-03-04T10:00", "") and world.desk.tasks["a2"].due == own.due
    assert (theirs.source, theirs.people) == ("promise", ("Cy Park",))
    assert world.desk.promises["a1"].by == "Cy Park"
    assert "a3" not in world.desk.items, "nobody can ask who is not known"
    assert {"new task a2: call the printer by tomorrow 10:00",
            "Cy Park promises a1: send the sketch by Thursday"} <= set(told)  # fmt: skip


def test_what_was_agreed_can_be_settled_and_was_counted_from_the_start() -> None:
    world = day(meetings=[M1 | {"summary": SUMMARY}])
    assert world.outlook.items.keys() == {"y9", "a1", "a2"} and world.size == 3
    assert world.most.task == 200, "a2; the other two are settled by writing to somebody"
    assert world.most.relationship == 200 + 200 + 60, "y9, a1, and Cy is pleased"
    wait_until(world, "13:00")
    world.step("complete_task", {"item_id": "a2", "task_id": "a2"})
    body = "Cy, a reminder: please send the sketch of the review by Thursday"
    world.step("send_message", {"item_id": "a1", "contact": "Cy Park", "body": body})
    assert world.ledger.credit == {"a1": 100, "a2": 100}
    assert fork(world).most == world.most


def test_a_cancelled_meeting_leaves_nothing_and_a_day_waits_for_one_that_is_on() -> None:
    parts: dict[str, Any] = {"meetings": [M1 | {"summary": SUMMARY}], "chat": []}
    world = day(**parts)
    assert not world.is_over and world.desk.now == world.utc(at("13:00"), "")
    off = day(**parts, drift=[{"at": at("09:30"), "cancel_meeting": "m1"}])
    off.step("do_nothing", {})
    assert off.is_over and not off.memory.notes


def test_the_day_may_say_what_an_agreed_thing_needs() -> None:
    must = {"a2": {"ways": [{"tool": "set_reminder"}], "weight": 7}}
    world = day(meetings=[M1 | {"summary": SUMMARY}], must=must)
    wait_until(world, "13:00")
    args = {"item_id": "a2", "label": "Call the printer", "when": "tomorrow 9:30"}
    world.step("set_reminder", args)
    assert world.ledger.credit == {"a2": 100} and world.worth.task == 700
