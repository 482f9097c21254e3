"""Drift: eight kinds of change, each announced, each counted in what the day holds."""

from typing import Any

import pytest

from env_adapter.snapshot import fork
from env_adapter.world import World
from scenarios import ScenarioError, parse_scenario
from tests.env_adapter.days import BASE, at, day, mail, news, reply, wait_until

M1 = {"id": "m1", "title": "Review", "start": at("14:00"), "duration_minutes": 60}
NEW = {"id": "m9", "title": "Visit", "start": at("14:30"), "duration_minutes": 60,
       "attendees": ["Bo Lind"]}  # fmt: skip
TASK = {"id": "t1", "description": "Make the slides", "deadline": at("16:00")}


def drifted(drift: dict[str, Any], **parts: Any) -> tuple[World, list[str]]:
    """A day on which that happens at half past nine."""
    world = day(drift=[drift | {"at": at("09:30")}], **parts)
    return world, wait_until(world, "09:30")


def test_the_calendar_shifts() -> None:
    world, told = drifted({"shift_all_meetings_hours": 2}, meetings=[M1])
    assert told == ["all meetings move by 120 minutes"]
    assert world.desk.events["m1"].start == world.utc(at("16:00"), "")


def test_a_contact_changes_the_channel() -> None:
    world, told = drifted({"set_contact_preference": {"Bo Lind": "text"}}, emails=[mail()])
    assert told == ["Bo Lind now prefers text"]
    reply(world)
    assert world.ledger.credit["e1"] == 100 and world.desk.contacts["Bo Lind"].mood == "neutral"


def test_a_deadline_moves() -> None:
    world, told = drifted({"set_task_deadline": {"t1": at("11:00")}}, tasks=[TASK])
    assert told == [f"t1 is now due {at('11:00')}"]
    assert world.desk.items["t1"].due == world.utc(at("11:00"), "")


def test_replies_cease_to_please() -> None:
    world, told = drifted({"suppress_reply_relationship_for_senders": ["Bo Lind"]}, emails=[mail()])
    assert told == ["answers no longer please Bo Lind"]
    reply(world)
    assert world.ledger.credit["e1"] == 100 and world.desk.contacts["Bo Lind"].mood == "neutral"


def test_a_mood_changes() -> None:
    world, told = drifted({"set_contact_mood": {"Bo Lind": "furious"}})
    assert told == ["Bo Lind is furious"] and world.desk.contacts["Bo Lind"].mood == "furious"


def test_a_mail_a_task_and_a_meeting_come_in_with_their_overlap() -> None:
    drift = {"add_email": mail(priority="critical"), "add_task": TASK, "add_meeting": NEW}
    world, told = drifted(drift, meetings=[M1])
    assert told == [
        "new meeting m9 Visit, which overlaps: c1; new mail e1 from Bo Lind: Budget for the fair; "
        "new task t1: Make the slides"
    ]
    assert {"e1", "t1", "c1"} <= world.desk.items.keys() and "e1" in world.desk.mails
    assert world.desk.items["c1"].events == ("m1", "m9")
    assert "e1 waits for an answer: Bo Lind is annoyed" in wait_until(world, "10:30")
    world.step("complete_task", {"item_id": "t1", "task_id": "t1"})
    assert world.ledger.credit["t1"] == 100


def test_a_meeting_is_off() -> None:
    meetings = [M1, NEW]
    world, told = drifted({"cancel_meeting": "m9"}, meetings=meetings)
    assert told == ["m9 Visit is off"] and world.desk.events["m9"].cancelled
    assert world.desk.items["c1"].status == "done" and world.ledger.credit == {}
    assert world.ledger.moot == ["c1"], "nobody has left anything undone"


def test_a_note_is_there_and_is_found() -> None:
    note = {"id": "n5", "text": "The budget for the fair is nine thousand since today"}
    world, told = drifted({"add_note": note}, emails=[mail()])
    assert told == ["a new note n5"]
    assert [n.id for n in world.briefing().known["e1"]] == ["n5"]


def test_the_day_may_say_it_in_its_own_words() -> None:
    world, told = drifted({"cancel_meeting": "m1", "say": "The reviewers are ill"}, meetings=[M1])
    assert told == ["The reviewers are ill"] and world.desk.events["m1"].cancelled


def test_drift_waits_for_a_step_or_a_time_whichever_comes_first_and_happens_once() -> None:
    drift = [{"after_step": 2, "at": at("12:00"), "shift_all_meetings_hours": 1}]
    world = day(drift=drift, meetings=[M1])
    for _ in range(8):
        world.step("do_nothing", {})
    assert world.desk.events["m1"].start == world.utc(at("15:00"), "")
    assert world.ledger.waiting == []


# What comes is counted


def test_what_drift_brings_counts_from_the_start_and_may_be_named() -> None:
    drift = [{"at": at("09:30"), "add_email": mail(), "add_task": TASK, "add_meeting": NEW}]
    must = {"e1": {"ways": [{"tool": "reply_email"}], "weight": 9},
            "t1": {"ways": [{"tool": "complete_task"}], "weight": 4},
            "c1": {"ways": [{"tool": "cancel_meeting", "event": "m9"}], "weight": 6}}  # fmt: skip
    world = day(drift=drift, meetings=[M1], must=must)
    assert world.size == 4 and world.most.conflict == 600 and world.most.task == 400
    before = world.most
    wait_until(world, "10:00")
    assert fork(world).most == before, "in the middle of the day it is worth the same"
    world.step("cancel_meeting", {"item_id": "c1", "meeting_id": "m9", "reason": "clash"})
    reply(world)
    assert world.ledger.credit == {"c1": 100, "e1": 100}


@pytest.mark.parametrize(("after_step", "size"), [(3, 2), (None, 1)])
def test_what_cannot_come_any_more_is_not_counted(after_step: int | None, size: int) -> None:
    drift = {"after_step": after_step} if after_step else {"at": "2026-03-04T10:00"}
    assert day(drift=[drift | {"add_task": TASK}]).size == size


def test_overlaps_keep_their_ids_however_the_day_is_played() -> None:
    """The need of c2 is that of the second newcomer, also if the first one meets free time."""
    second = NEW | {"id": "m8", "title": "Tour", "start": at("17:00")}
    meetings = [M1, M1 | {"id": "m2", "title": "Call", "start": at("17:15")}]
    drift = [{"at": at("10:00"), "add_meeting": NEW}, {"at": at("10:30"), "add_meeting": second}]
    chat = [{"id": "y1", "text": "Move the review"}, {"id": "y2", "text": "Wait"}]
    quiet = day(drift=drift, meetings=meetings, chat=chat)
    wait_until(quiet, "11:00")
    assert {i.id: i.events for i in quiet.desk.items.values() if i.events} == {
        "c1": ("m1", "m9"), "c2": ("m8", "m2"),
    }  # fmt: skip
    moved = day(drift=drift, meetings=meetings, chat=chat)
    args = {"item_id": "y1", "meeting_id": "m1", "new_time": at("11:00")}
    moved.step("reschedule_meeting", args)
    wait_until(moved, "11:00")
    assert {i.id: i.events for i in moved.desk.items.values() if i.events} == {"c2": ("m8", "m2")}


def test_an_overlap_of_ones_own_making_is_worth_nothing() -> None:
    chat = [{"id": "y1", "text": "Lunch at half past two"}, {"id": "y2", "text": "Wait"}]
    world = day(drift=[{"at": at("10:00"), "add_meeting": NEW}], chat=chat)
    args = {"item_id": "y1", "title": "Lunch", "start": at("14:30"), "duration_minutes": 60}
    world.step("schedule_event", args)
    wait_until(world, "10:00")
    made = next(i for i in world.desk.items.values() if i.source == "conflict")
    before = world.value
    args = {"item_id": made.id, "meeting_id": made.events[0], "new_time": at("18:00")}
    assert world.step("reschedule_meeting", args).outcome.is_ok
    assert world.ledger.credit[made.id] == 100 and world.value == before


def test_an_event_of_ones_own_does_not_take_the_id_of_a_coming_one() -> None:
    chat = [{"id": "y1", "text": "Gym"}, {"id": "y2", "text": "Wait"}]
    coming = NEW | {"id": "m2"}
    world = day(drift=[{"at": at("10:00"), "add_meeting": coming}], meetings=[M1], chat=chat)
    args = {"item_id": "y1", "title": "Gym", "start": at("20:00"), "duration_minutes": 60}
    fork(world).step("schedule_event", args)
    world.step("schedule_event", args)
    wait_until(world, "10:00")
    assert [e.title for e in world.desk.events.values()] == ["Review", "Gym", "Visit"]


@pytest.mark.parametrize(
    ("parts", "complaint"),
    [
        ({"drift": [{"at": at("10:00"), "add_task": TASK}], "tasks": [TASK]},
         r"\$\.drift\[0\]\.add_task\.id: 't1' is taken"),
        ({"drift": [{"at": at("10:00"), "add_meeting": M1}], "meetings": [M1]},
         r"\$\.drift\[0\]\.add_meeting\.id: 'm1' is taken"),
        ({"tasks": [TASK | {"prepares": "m7"}]},
         r"\$\.tasks\[0\]\.prepares: there is no meeting 'm7'"),
        ({"must": {"c1": {}}}, r"\$\.must\.c1: there is no such item"),
    ],
)  # fmt: skip
def test_a_day_that_makes_no_sense_is_refused(parts: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ScenarioError, match=complaint):
        parse_scenario(BASE | parts)


def test_drift_that_adds_what_is_there_changes_nothing() -> None:
    """Ghostexec's drift files are added to a day that was checked without them."""
    world = day(emails=[mail()])
    drift = parse_scenario(BASE | {"drift": [{"after_step": 1, "add_email": mail(sender="Cy")}]})
    both = world.scenario.model_copy(update={"drift": drift.drift})
    twice = World(both)
    twice.step("do_nothing", {})
    assert twice.desk.mails["e1"].sender == "Bo Lind" and news(twice) == ["nothing changes"]
