"""The things of a day as JSON: people, mails, events, tasks, habits, promises, requests, notes.

Apart from `scenarios.schema`, because drift brings new things into a day that is under way.
"""

from typing import Literal

from pydantic import AliasChoices, Field

from assistant.contract.day import Priority, Source, Status, Tier
from scenarios.fields import Clock, Effort, Moment, Mood, Spec, Weekdays


class SpanSpec(Spec):
    """A span of time."""

    start: Moment
    end: Moment


class PersonSpec(Spec):
    """Who is being served."""

    name: str = "You"
    role: str = ""
    timezone: str = "UTC"
    workdays: Weekdays = [0, 1, 2, 3, 4]
    work_start: Clock = "09:00"
    work_end: Clock = "17:30"
    style: str = ""
    email: str = ""


class EmailSpec(Spec):
    """A mail, there from the start or arriving later."""

    id: str
    sender: str
    subject: str
    body: str = ""
    address: str = ""
    received: Moment | None = None
    priority: Priority = "normal"
    relationship: str = Field(
        default="unknown", validation_alias=AliasChoices("relationship", "sender_relationship")
    )
    read: bool = False
    replied: bool = False
    drafted: bool = False
    archived: bool = False
    tier: Tier | None = None
    due: Moment | None = None
    effort: Effort | None = None
    people: list[str] = []
    """Others whom it concerns, after the sender."""
    arrives: Moment | None = None
    """When it arrives, if not before the day."""
    after: str = ""
    """Arrives once this item is settled well..."""
    delay: int = Field(default=30, ge=1, le=1440)
    """...by so many minutes."""


class MeetingSpec(Spec):
    """A calendar event."""

    id: str
    title: str
    start: Moment
    duration_minutes: int = Field(ge=0, le=100_000)
    attendees: list[str] = []
    location: str = ""
    priority: Priority = "normal"
    tier: Tier = "other"
    busy: bool = True
    cancelled: bool = False
    travel: int = Field(default=0, ge=0, le=600)
    """Minutes to get there, and as many back."""
    summary: str = ""
    """What was said in it: a note once it is over, whose commitments become tasks and promises."""


class ContactSpec(Spec):
    """Somebody the person knows."""

    name: str
    email: str = ""
    relationship: str = Field(
        default="", validation_alias=AliasChoices("relationship", "relationship_type")
    )
    channel: str = Field(
        default="", validation_alias=AliasChoices("channel", "communication_preference")
    )
    importance: int = Field(default=3, ge=1, le=5)
    mood: Mood = "neutral"
    skills: list[str] = []
    """What they can be handed; a task that names none of it may bounce."""
    load: int = Field(default=0, ge=0, le=20)
    """Tasks that they have already; everybody hands back what is too much."""
    away: list["SpanSpec"] = []
    """When they cannot meet: they decline, and say so, if the person did not know."""


class TaskSpec(Spec):
    """Something to be done."""

    id: str
    description: str = Field(validation_alias=AliasChoices("description", "text"))
    deadline: Moment | None = Field(default=None, validation_alias=AliasChoices("deadline", "due"))
    owner: str = ""
    status: Literal["open", "pending", "in-progress", "overdue", "done", "delegated"] = "open"
    effort: Effort | None = None
    delegated_to: str | None = None
    tier: Tier | None = None
    priority: Priority = "normal"
    people: list[str] = []
    prepares: str = ""
    """Id of the meeting that it prepares; it is due when that begins, also after a move."""


class HabitSpec(Spec):
    """Something done regularly."""

    id: str
    label: str
    at: Clock | None = None
    weekdays: Weekdays = [0, 1, 2, 3, 4, 5, 6]
    streak: int = Field(default=0, ge=0)
    is_done: bool = False
    tier: Tier = "personal"
    minutes: int = Field(default=20, ge=0, le=600)
    due: Moment | None = None
    kept: int = Field(default=0, ge=0, le=7)
    """How often it was kept this week; today counts once it is ticked off."""
    target: int = Field(default=0, ge=0, le=7)
    """How often a week it should be kept; 0 where nobody set a number."""


class PromiseSpec(Spec):
    """Something that the person promised to somebody, or somebody to them."""

    id: str
    text: str
    by: str = ""
    """Who gave it; empty where the person did. Theirs is to be chased, one's own to be kept."""
    to: str = ""
    due: Moment | None = None
    made: Moment | None = None
    tier: Tier | None = None
    effort: Effort | None = None
    priority: Priority = "normal"
    after: str = ""
    """Is given when this item is settled well, so not there from the start."""


class ChatSpec(Spec):
    """A request that the person types, at the start or later in the day."""

    id: str
    text: str
    at: Moment | None = None
    tier: Tier | None = None
    due: Moment | None = None
    effort: Effort | None = None
    people: list[str] = []


class ReminderSpec(Spec):
    """A reminder already set."""

    id: str
    label: str
    start: Moment
    weekdays: Weekdays = []


class EpisodeSpec(Spec):
    """How a similar item was handled before."""

    text: str
    agent: str
    tool: str
    note: str = ""


class ItemSpec(Spec):
    """An item verbatim, in a day that was made from a desk instead of being written."""

    id: str
    source: Source
    text: str
    tier: Tier = "other"
    ref: str = ""
    body: str = ""
    detail: str = ""
    due: Moment | None = None
    effort: int | None = None
    people: list[str] = []
    events: list[str] = []
    priority: Priority = "normal"
    arrived: Moment | None = None
    tainted: bool = False
    said: list[str] = []
    asked: list[str] = []
    tries: int = 0
    status: Status = "open"
    agent: str = "none"
    until: Moment | None = None


class NoteSpec(Spec):
    """A note in the knowledge base."""

    id: str
    text: str
    source: str = ""
    time: Moment | None = None
    tainted: bool = False
