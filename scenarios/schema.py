"""A day as JSON: who, what lies on the desk, what happens, what each item truly needs.

A superset of the Ghostexec layout: its files validate unmodified, because every field of ours
has a default and its names are accepted beside ours. Times are ISO strings here; a naive one is
in the person's zone. `scenarios.desk` turns them into the UTC minutes that the world runs on.
"""

from typing import Any, Literal

from pydantic import AliasChoices, Field

from assistant.contract.day import Priority, Source, Status, Tier
from scenarios.fields import Clock, Effort, Moment, Mood, Spec, Weekdays
from scenarios.hidden import Approvals, Drift, Dynamics, Need, NoteSpec

SCHEMA_VERSION = 1


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


class Scenario(Spec):
    """One day."""

    schema_version: Literal[1] = 1
    name: str = ""
    title: str = ""
    description: str = ""
    person: PersonSpec = PersonSpec()
    simulation_time: Moment
    ends: Moment | None = None
    """End of the day; midnight where unset."""
    stress: int = Field(default=0, ge=0, le=100)
    active_conflicts: list[str] = []
    """Ghostexec's field; conflicts are found, not told."""
    action_log: list[Any] = []
    episode_active: bool = True
    episode_end_reason: str | None = None
    max_episode_steps: int = Field(
        default=48, ge=1, le=10_000, validation_alias=AliasChoices("max_episode_steps", "max_steps")
    )
    emails: list[EmailSpec] = []
    meetings: list[MeetingSpec] = []
    contacts: list[ContactSpec] = []
    tasks: list[TaskSpec] = []
    habits: list[HabitSpec] = []
    chat: list[ChatSpec] = []
    reminders: list[ReminderSpec] = []
    notes: list[NoteSpec] = []
    episodes: list[EpisodeSpec] = []
    items: list[ItemSpec] | None = None
    """The items verbatim; derived from the above where unset."""
    last: str = ""
    """The last outcome, of a day that goes on from a desk."""
    facts: dict[str, dict[str, str]] = {}
    """What the person answers when asked, by item and field."""
    must: dict[str, Need] = {}
    """What the items need; an item that is not here gets the default of its kind."""
    approvals: Approvals = Approvals()
    dynamics: Dynamics = Dynamics()
    drift: list[Drift] = Field(default=[], validation_alias=AliasChoices("drift", "events"))
    floor: int | None = None
    """Value of the day when nothing is done."""
    oracle: int | None = None
    """Best value known."""
