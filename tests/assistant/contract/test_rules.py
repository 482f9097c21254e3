"""What each tool needs and does on a desk."""

from dataclasses import replace
from typing import Any

import pytest

from assistant.contract import rules, times
from assistant.contract.day import Habit, Item
from assistant.contract.desk import MAX_TRIES, Desk
from assistant.contract.lexical import LexicalMemory
from assistant.contract.notes import Note
from assistant.contract.outcome import Outcome
from assistant.contract.tools import parse_call
from tests.assistant.days import MONDAY_8, PERSON, at, event, small_desk


def act(desk: Desk, tool: str, kb: Any = None, **args: Any) -> Outcome:
    """Plan and commit one call, as a workspace does."""
    call = parse_call(tool, args)
    try:
        plan = rules.plan(desk, call)
    except rules.Refusal as refusal:
        return desk.refuse(tool, call.item, str(refusal))
    return rules.commit(desk, plan, kb or LexicalMemory(), "meeting")


PHYSIO = {"item_id": "t1", "title": "Physio", "start": "Tuesday 14:00", "duration_minutes": 45}


def test_an_event_is_scheduled_at_the_time_the_phrase_means():
    desk = small_desk()
    outcome = act(desk, "schedule_event", **PHYSIO, attendees=["Lee Park"])
    assert outcome.text == "m2 Physio Tue 2026-03-03 14:00-14:45 with Lee Park"
    assert desk.events["m2"].start == at("2026-03-03T14:00")
    assert (desk.items["t1"].status, desk.items["t1"].agent) == ("done", "meeting")
    assert desk.last == f"schedule_event t1 ok: {outcome.text}"


@pytest.mark.parametrize(
    ("tool", "args", "why"),
    [
        ("schedule_event", PHYSIO | {"item_id": "t9"}, "there is no item 't9'"),
        ("schedule_event", PHYSIO | {"start": "sometime"}, "start is not clear"),
        ("schedule_event", PHYSIO | {"start": "tomorrow at 8"}, "Which do you mean"),
        ("schedule_event", PHYSIO | {"start": "2026-03-01T14:00"}, "in the past"),
        ("schedule_event", PHYSIO | {"start": "9999-12-31T23:59"}, "start is not clear"),
        ("schedule_event", PHYSIO | {"start": "2026-03-02T09:15"}, "m1 Standup is then"),
        ("reschedule_meeting", {"item_id": "t1", "meeting_id": "m9", "new_time": "Tuesday 9:00"},
         "no event 'm9'"),
        ("reschedule_meeting",
         {"item_id": "t1", "meeting_id": "m1", "new_time": "1999-01-01T09:00"}, "in the past"),
        ("reschedule_meeting",
         {"item_id": "t1", "meeting_id": "m1", "new_time": "2026-03-02T09:00"}, "already"),
        ("cancel_meeting", {"item_id": "t1", "meeting_id": "m9", "reason": "x"}, "no event"),
        ("reply_email", {"item_id": "e1", "email_id": "e9", "body": "x"}, "no mail"),
        ("send_email", {"item_id": "t1", "to": "Nobody", "subject": "x", "body": "y"},
         "no address is known"),
        ("send_message", {"item_id": "t1", "contact": "Nobody", "body": "y"}, "not among"),
        ("complete_task", {"item_id": "t1", "task_id": "t9"}, "no task"),
        ("delegate_task", {"item_id": "t1", "task_id": "t1", "contact": "Nobody"}, "not among"),
        ("set_reminder", {"item_id": "t1", "label": "x", "when": "every day"}, "when is not clear"),
        ("set_reminder", {"item_id": "t1", "label": "x", "when": "2020-01-01T09:00"}, "past"),
        ("mark_habit_done", {"item_id": "t1", "habit_id": "h1"}, "no habit"),
        ("snooze", {"item_id": "t1", "until": "2020-01-01T09:00"}, "past"),
        ("find_free_slot", {"item_id": "t1", "duration_minutes": 30, "window": "whenever"},
         "window is not clear"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_says_why_and_changes_nothing(tool: str, args: dict, why: str):
    desk = small_desk()
    before = (dict(desk.events), dict(desk.mails), dict(desk.tasks), dict(desk.reminders))
    outcome = act(desk, tool, **args)
    assert outcome.status == "invalid"
    assert why in outcome.text
    assert (desk.events, desk.mails, desk.tasks, desk.reminders) == before


def test_an_item_is_given_up_after_three_calls_that_came_to_nothing():
    desk = small_desk()
    for tries in range(1, MAX_TRIES + 1):
        act(desk, "complete_task", item_id="t1", task_id="t9")
        assert desk.items["t1"].tries == tries
    assert desk.items["t1"].status == "failed"


def test_a_settled_item_cannot_be_settled_again():
    desk = small_desk()
    assert act(desk, "complete_task", item_id="t1", task_id="t1").is_ok
    assert "it is done" in act(desk, "complete_task", item_id="t1", task_id="t1").text


def test_a_mail_is_answered_once():
    desk = small_desk()
    desk.items["e2"] = replace(desk.items["e1"], id="e2")
    assert act(desk, "reply_email", item_id="e1", email_id="e1", body="Yes.").is_ok
    assert (
        "answered already"
        in act(desk, "draft_reply", item_id="e2", email_id="e1", body="Again.").text
    )


@pytest.mark.parametrize(
    ("to", "ok"),
    [("Lee Park", True), ("Lee", True), ("lee@acme.example", True), ("new@x.example", True),
     ("two@x.example, three@x.example", False), ("@", False), ("a b@x.example", False)],
)  # fmt: skip
def test_mail_goes_to_contacts_and_plain_addresses_only(to: str, ok: bool):
    outcome = act(small_desk(), "send_email", item_id="t1", to=to, subject="Hi", body="There.")
    assert outcome.is_ok is ok


def test_a_first_name_that_two_people_share_is_nobody():
    desk = small_desk()
    other = replace(desk.contacts["Lee Park"], name="Lee Moss", email="moss@x.example")
    desk.contacts["Lee Moss"] = other
    assert desk.contact("Lee") is None
    assert desk.contact("lee moss") == other


def test_free_time_is_offered_in_working_hours_for_work_and_around_them_for_life():
    desk = small_desk()
    args = {"duration_minutes": 60, "window": "today"}
    personal = act(desk, "find_free_slot", item_id="t1", **args)
    assert personal.text == (
        "free: Mon 2026-03-02 09:30, Mon 2026-03-02 10:30, Mon 2026-03-02 11:30"
    )
    work = act(desk, "find_free_slot", item_id="e1", duration_minutes=60, window="Saturday")
    assert work.text == "nothing free"
    assert desk.items["t1"].is_open


def test_a_question_parks_the_item_and_is_asked_once():
    desk = small_desk()
    ask = {"item_id": "t1", "field": "time", "question": "When?"}
    assert act(desk, "ask_clarification", **ask).status == "asked"
    desk.say("Tuesday", answers="t1")
    assert desk.items["t1"].is_open
    assert desk.items["t1"].said == ("Tuesday",)
    assert "asked already" in act(desk, "ask_clarification", **ask).text


def test_a_snoozed_item_returns_when_its_time_has_come():
    desk = small_desk()
    assert act(desk, "snooze", item_id="t1", until="tomorrow").is_ok
    assert desk.items["t1"].until == at("2026-03-03T08:00")
    assert [i.id for i in desk.brief(LexicalMemory()).items] == ["e1"]
    desk.now = at("2026-03-03T08:00")
    assert [i.id for i in desk.brief(LexicalMemory()).items] == ["t1", "e1"]


def test_a_recurring_reminder_starts_at_its_next_occurrence():
    desk = small_desk()
    outcome = act(desk, "set_reminder", item_id="t1", label="Stretch", when="every weekday 7:30")
    reminder = desk.reminders["r1"]
    assert reminder.weekdays == (0, 1, 2, 3, 4)
    assert reminder.start == at("2026-03-03T07:30")
    assert outcome.text == "Stretch on weekdays from Tue 2026-03-03 07:30"


def test_a_habit_is_ticked_off_once_and_its_streak_grows():
    desk = small_desk()
    desk.habits["h1"] = Habit("h1", "Vitamins", 450, streak=4)
    desk.items["h1"] = Item("h1", "habit", "Vitamins", "personal", "h1")
    assert act(desk, "mark_habit_done", item_id="h1", habit_id="h1").is_ok
    assert desk.habits["h1"].streak == 5
    assert "already" in act(desk, "mark_habit_done", item_id="t1", habit_id="h1").text


def test_a_task_is_handed_to_a_contact():
    desk = small_desk()
    assert act(desk, "delegate_task", item_id="t1", task_id="t1", contact="lee").is_ok
    assert desk.tasks["t1"].delegate == "Lee Park"


def test_a_conflict_closes_when_its_events_no_longer_overlap():
    desk = small_desk()
    desk.events["m2"] = event("m2", "Dentist", "2026-03-02T09:15", 30)
    (conflict,) = desk.find_conflicts()
    assert conflict.text == "Standup and Dentist overlap"
    assert desk.find_conflicts() == []
    assert act(
        desk, "reschedule_meeting", item_id="t1", meeting_id="m1", new_time="Tuesday 9:00"
    ).is_ok
    assert desk.items[conflict.id].status == "done"


def test_notes_are_found_and_cited_by_id():
    notes = LexicalMemory([Note("n1", "Lee takes oat milk in coffee"), Note("n2", "Rent is 900")])
    desk = small_desk()
    outcome = act(desk, "search_kb", notes, item_id="t1", query="how does Lee take coffee")
    assert [note.id for note in outcome.notes] == ["n1"]
    assert act(desk, "search_kb", notes, item_id="t1", query="zebra").text == "no note fits"


def test_every_action_is_later_than_the_clock_whatever_the_zone():
    for zone in ("Asia/Kolkata", "America/New_York", "UTC"):
        desk = Desk(replace(PERSON, timezone=zone), MONDAY_8)
        desk.items["t1"] = Item("t1", "task", "x")
        assert act(desk, "schedule_event", **PHYSIO).is_ok
        local = times.to_local(desk.events["m1"].start, zone)
        assert (local.hour, local.weekday()) == (14, 1)
