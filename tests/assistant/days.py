"""Small days that the tests share."""

from datetime import datetime

from assistant.contract import times
from assistant.contract.day import Contact, Event, Item, Mail, Person, Task
from assistant.contract.desk import Desk

ZONE = "Europe/Berlin"
PERSON = Person("Sam Reyes", "product lead", ZONE, style="brief", email="sam@acme.example")


def at(text: str) -> int:
    """A local ISO time in UTC minutes."""
    minute = times.from_local(datetime.fromisoformat(text), ZONE)
    assert minute is not None
    return minute


MONDAY_8 = at("2026-03-02T08:00")


def event(event_id: str, title: str, start: str, minutes: int, *attendees: str) -> Event:
    """An event at a local ISO time."""
    return Event(event_id, title, at(start), minutes, attendees)


def small_desk() -> Desk:
    """A personal task, a professional mail, one meeting, one contact."""
    desk = Desk(PERSON, MONDAY_8)
    desk.tasks["t1"] = Task("t1", "Book the physio", at("2026-03-03T18:00"), 30)
    desk.items["t1"] = Item(
        "t1", "task", "Book the physio", "personal", "t1", due=at("2026-03-03T18:00"), effort=30
    )
    body = "Can we talk on Thursday?\n\nLee"
    desk.mails["e1"] = Mail("e1", "Lee Park", "Thursday?", body, "lee@acme.example")
    desk.items["e1"] = Item(
        "e1", "mail", "Thursday?", "professional", "e1", body, people=("Lee Park",),
        priority="high", tainted=True,
    )  # fmt: skip
    desk.events["m1"] = event("m1", "Standup", "2026-03-02T09:00", 30, "Lee Park")
    desk.contacts["Lee Park"] = Contact(
        "Lee Park", "lee@acme.example", "client", "call", 4, "annoyed"
    )
    return desk
