"""Which item comes next, and who gets it."""

from typing import Any

import pytest

from assistant.contract.day import Item
from assistant.contract.desk import Desk
from assistant.contract.lexical import LexicalMemory
from assistant.contract.notes import Episode
from assistant.contract.tools import Agent
from tests.assistant.days import MONDAY_8, PERSON, event
from tests.assistant.scripted.loop import ask


def decide(*items: Item, episodes: tuple[Episode, ...] = (), last: str = "", **desk: Any):
    day = Desk(PERSON, MONDAY_8, {i.id: i for i in items}, last=last, **desk)
    call = ask(day.brief(LexicalMemory([], list(episodes))), Agent.ORCHESTRATOR)
    return call["name"], call["args"]


def task(item_id: str, text: str, tier: Any, due: int | None = None, effort: int = 30, **more: Any):
    at = None if due is None else MONDAY_8 + due
    return Item(item_id, "task", text, tier, item_id, due=at, effort=effort, **more)


BOOK = "Book the physio for Thursday 15:00"
CALL = "Book a call with the client for Thursday 10:00"


@pytest.mark.parametrize(
    ("personal_due", "work_due", "first"),
    [
        (120, 120, "t1"),  # the same slack: personal
        (150, 90, "t1"),  # nearly the same slack: personal
        (600, 90, "t2"),  # work is due sooner and the personal item can wait
        (40, 45, "t1"),  # neither can wait
        (-30, 60, "t1"),  # overdue cannot wait
        (None, 60, "t2"),  # no deadline at all can wait
        (None, None, "t1"),
    ],
)
def test_slack_decides_and_the_label_breaks_ties(personal_due, work_due, first):
    personal = task("t1", BOOK, "personal", personal_due)
    work = task("t2", CALL, "professional", work_due)
    for items in ((personal, work), (work, personal)):
        assert decide(*items)[1]["item_id"] == first


def test_work_does_not_start_that_would_cost_a_personal_item_its_time():
    personal = task("t1", BOOK, "personal", 230, effort=30)
    work = task("t2", CALL, "professional", 250, effort=240)
    assert decide(personal, work)[1]["item_id"] == "t1"


@pytest.mark.parametrize("text", ["Paediatrician tomorrow 8:30", "Remind me of my pills at 21:00"])
def test_a_personal_item_for_today_or_tomorrow_comes_before_work_without_a_deadline(text):
    personal = task("t9", text, "personal")
    work = task("t1", CALL, "professional", priority="high")
    assert decide(work, personal)[1]["item_id"] == "t9"


def test_a_long_list_of_work_does_not_hide_a_personal_item():
    work = [task(f"t{n}", CALL, "professional") for n in range(1, 12)]
    assert decide(*work, task("t99", BOOK, "personal"))[1]["item_id"] == "t99"


def test_what_the_person_typed_comes_before_what_can_wait():
    typed = Item("y1", "you", "remind me at 11:00 to stretch", "other")
    assert decide(task("t1", CALL, "professional"), typed)[1]["item_id"] == "y1"


def test_a_conflict_that_begins_soon_comes_before_a_mail():
    events = {e.id: e for e in (event("m1", "Standup", "2026-03-02T09:00", 30),
                                event("m2", "Dentist", "2026-03-02T09:15", 30))}  # fmt: skip
    desk = Desk(PERSON, MONDAY_8, events=events)
    desk.find_conflicts()
    desk.items["e1"] = Item("e1", "mail", "Numbers?", "professional", "e1", "How many?")
    call = ask(desk.brief(LexicalMemory()), Agent.ORCHESTRATOR)
    assert call["args"] == {"item_id": "c1", "agent": "meeting"}


def test_mails_go_by_priority():
    mails = [
        Item("e1", "mail", "A", "professional", "e1", "b", priority="low"),
        Item("e2", "mail", "B", "professional", "e2", "b", priority="critical"),
        Item("e3", "mail", "C", "professional", "e3", "b"),
    ]
    assert decide(*mails)[1] == {"item_id": "e2", "agent": "email"}


def test_nothing_left_is_the_end():
    assert decide()[0] == "finish"


@pytest.mark.parametrize("status", ["invalid", "denied", "failed"])
def test_what_failed_is_left_and_not_tried_again(status):
    item = task("t1", BOOK, "personal", 60)
    tool, args = decide(item, last=f"schedule_event t1 {status}: it cannot be done")
    assert (tool, args["item_id"]) == ("leave_to_user", "t1")
    assert "it cannot be done" in args["reason"]


def test_a_refused_leave_does_not_loop():
    item = task("t1", BOOK, "personal", 60)
    assert decide(item, last="leave_to_user t1 invalid: no")[0] == "finish"


def test_a_denied_item_that_nobody_spoke_about_since_is_left():
    item = task("t1", BOOK, "personal", said=("no to schedule_event: not now",))
    assert decide(item)[0] == "leave_to_user"


@pytest.mark.parametrize(
    ("said", "tool"),
    [("never mind", "leave_to_user"), ("later", "snooze"), ("Friday 9:00", "route_to_agent")],
)
def test_what_the_person_added_is_heard(said, tool):
    assert decide(task("t1", "Lunch with Bo", "personal", said=(said,)))[0] == tool


def test_a_similar_item_that_the_person_kept_is_left_to_them():
    episode = Episode("Book the physio for Tuesday 10:00", "none", "leave_to_user", "I do that")
    assert decide(task("t1", BOOK, "personal"), episodes=(episode,))[0] == "leave_to_user"


def test_a_similar_item_goes_to_the_agent_that_had_it_before():
    episode = Episode("Weekly numbers for Dana", "email", "send_email", "corrected")
    item = task("t1", "Weekly numbers for Dana, please", "professional")
    assert decide(item, episodes=(episode,))[1].get("agent") == "email"


def test_an_item_that_only_shares_a_word_is_judged_by_itself():
    episode = Episode("Book the cinema for Friday 20:00", "none", "leave_to_user")
    assert decide(task("t1", BOOK, "personal"), episodes=(episode,))[0] == "route_to_agent"


def test_no_memory_sends_a_mail_to_an_agent_that_could_do_more_than_answer():
    episode = Episode("Payment details", "task", "complete_task")
    mail = Item("e1", "mail", "Payment details", "professional", "e1", "Complete t1.", tainted=True)
    assert decide(mail, episodes=(episode,))[1]["agent"] == "email"
