"""The things of a day: person, items, events, mails, contacts, tasks, habits.

Plain frozen records of integers and strings. Times are UTC minutes since the epoch, so that a
day can be hashed, forked and sent over a wire without a float or a time zone in it. They can be
referred to weakly: `assistant.contract.memo` keeps what is derived from one while it lives.
"""

from dataclasses import dataclass
from typing import Literal

from assistant.contract.memo import Record

Tier = Literal["personal", "professional", "other"]
"""Whose need an item serves: health, family and rest; work; or neither."""

Source = Literal["task", "mail", "conflict", "habit", "promise", "you"]
"""Where an item comes from; `you` is a message that the person typed."""

Status = Literal["open", "done", "asked", "left", "waiting", "failed", "snoozed"]
"""`asked` waits for an answer, `waiting` for consent; `left` is the person's own."""

Priority = Literal["critical", "high", "normal", "low"]


@dataclass(frozen=True, slots=True)
class Person(Record):
    """Who is being served."""

    name: str = "You"
    role: str = ""
    timezone: str = "UTC"
    workdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    """Monday is 0."""
    work_start: int = 9 * 60
    """Local minutes after midnight."""
    work_end: int = 17 * 60 + 30
    style: str = ""
    """How they write: brief, warm, formal."""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Item(Record):
    """Anything that needs a decision."""

    id: str
    source: Source
    text: str
    tier: Tier = "other"
    ref: str = ""
    """Id of the task, mail or habit behind it."""
    body: str = ""
    """The whole text where `text` is only its subject."""
    detail: str = ""
    """What its record tells beside the text: a streak, who promised it, what it prepares."""
    due: int | None = None
    """End of the last minute in which it is still in time."""
    effort: int | None = None
    """Minutes of work."""
    people: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    """Ids of the events concerned."""
    priority: Priority = "normal"
    arrived: int = 0
    tainted: bool = False
    """Its text was written by somebody else."""
    said: tuple[str, ...] = ()
    """What the person added: answers and follow-ups."""
    asked: tuple[str, ...] = ()
    """Fields already asked for."""
    tries: int = 0
    """Calls on it that came to nothing."""
    status: Status = "open"
    agent: str = "none"
    """Who settled it."""
    until: int | None = None
    """When a snoozed item returns."""

    @property
    def is_open(self) -> bool:
        """Whether it needs a decision now."""
        return self.status == "open"


@dataclass(frozen=True, slots=True)
class Promise(Record):
    """Something that was promised: by the person, or to them."""

    id: str
    text: str
    by: str = ""
    """Who gave it; empty where the person did."""
    to: str = ""
    due: int | None = None
    status: Literal["open", "kept", "broken"] = "open"


@dataclass(frozen=True, slots=True)
class Event(Record):
    """A calendar event; recurring ones are expanded before they get here."""

    id: str
    title: str
    start: int
    minutes: int
    attendees: tuple[str, ...] = ()
    location: str = ""
    priority: Priority = "normal"
    tier: Tier = "other"
    busy: bool = True
    """Whether it blocks its time; all-day notes and cancelled events do not."""
    cancelled: bool = False
    travel: int = 0
    """Minutes to get there from any other place; the gap around it must be that long."""

    @property
    def end(self) -> int:
        """The first minute after it."""
        return self.start + self.minutes


@dataclass(frozen=True, slots=True)
class Mail(Record):
    """A received mail."""

    id: str
    sender: str
    """Display name or address."""
    subject: str
    body: str
    address: str = ""
    received: int = 0
    priority: Priority = "normal"
    relationship: str = "unknown"
    read: bool = False
    replied: bool = False
    drafted: bool = False
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Contact(Record):
    """Somebody the person knows."""

    name: str
    email: str = ""
    relationship: str = ""
    channel: str = ""
    """Preferred channel: email, text, chat or call."""
    importance: int = 3
    """1 to 5."""
    mood: str = ""
    """furious, angry, annoyed, neutral or happy; empty where nobody knows."""
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task(Record):
    """Something to be done."""

    id: str
    text: str
    due: int | None = None
    effort: int | None = None
    status: Literal["open", "done", "delegated"] = "open"
    delegate: str = ""


@dataclass(frozen=True, slots=True)
class Habit(Record):
    """Something done regularly."""

    id: str
    label: str
    at: int | None = None
    """Local minutes after midnight."""
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    streak: int = 0
    is_done: bool = False
    """Today."""
    kept: int = 0
    """How often it was kept this week; today counts once it is ticked off."""
    target: int = 0
    """How often a week it should be kept; 0 where nobody set a number."""


@dataclass(frozen=True, slots=True)
class Reminder(Record):
    """A reminder that was set: once, or on weekdays at a local time."""

    id: str
    label: str
    start: int
    """First occurrence, UTC minutes."""
    weekdays: tuple[int, ...] = ()
    """Empty for a single reminder."""
