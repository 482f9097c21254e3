"""A day as JSON: who, what lies on the desk, what happens, what each item truly needs.

A superset of the Ghostexec layout: its files validate unmodified, because every field of ours
has a default and its names are accepted beside ours. Times are ISO strings here; a naive one is
in the person's zone. `scenarios.desk` turns them into the UTC minutes that the world runs on.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field

from assistant.contract.day import Priority, Source, Status, Tier

SCHEMA_VERSION = 1

Mood = Literal["furious", "angry", "annoyed", "neutral", "happy", ""]


def _moment(text: str) -> str:
    datetime.fromisoformat(text)
    return text


def _clock(text: str) -> str:
    hours, minutes = text.split(":")
    if not (0 <= int(hours) * 60 + int(minutes) <= 24 * 60 and 0 <= int(minutes) < 60):
        raise ValueError("not a time of day between 00:00 and 24:00")
    return text


def _fact(value: object) -> object:
    if isinstance(value, str):
        return {"any": [value]}
    return {"any": value} if isinstance(value, list) else value


Moment = Annotated[str, AfterValidator(_moment)]
"""An ISO instant, such as `2026-03-03T08:00` (the person's zone) or `2026-03-03T07:00Z`."""

Clock = Annotated[str, AfterValidator(_clock)]
"""A local time of day, `HH:MM`."""

Effort = Annotated[int, Field(ge=0, le=100_000)]
"""Minutes of work."""

Weekdays = list[Annotated[int, Field(ge=0, le=6)]]


class _Spec(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class PersonSpec(_Spec):
    """Who is being served."""

    name: str = "You"
    role: str = ""
    timezone: str = "UTC"
    workdays: Weekdays = [0, 1, 2, 3, 4]
    work_start: Clock = "09:00"
    work_end: Clock = "17:30"
    style: str = ""
    email: str = ""


class EmailSpec(_Spec):
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


class MeetingSpec(_Spec):
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


class ContactSpec(_Spec):
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


class TaskSpec(_Spec):
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


class HabitSpec(_Spec):
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


class ChatSpec(_Spec):
    """A request that the person types, at the start or later in the day."""

    id: str
    text: str
    at: Moment | None = None
    tier: Tier | None = None
    due: Moment | None = None
    effort: Effort | None = None
    people: list[str] = []


class ReminderSpec(_Spec):
    """A reminder already set."""

    id: str
    label: str
    start: Moment
    weekdays: Weekdays = []


class NoteSpec(_Spec):
    """A note in the knowledge base."""

    id: str
    text: str
    source: str = ""
    time: Moment | None = None
    tainted: bool = False


class EpisodeSpec(_Spec):
    """How a similar item was handled before."""

    text: str
    agent: str
    tool: str
    note: str = ""


class ItemSpec(_Spec):
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


class Fact(_Spec):
    """Something a text must carry, in one of several wordings."""

    any: list[str] = Field(min_length=1)
    slot: Literal["", "weekday", "time", "amount", "answer"] = ""
    """Another value of the same slot in the text contradicts the fact."""


class Way(_Spec):
    """One call that settles an item; what is unset does not matter."""

    tool: str
    credit: int = Field(default=100, ge=0, le=100)
    to: str = ""
    """Who must receive it; a wrong recipient earns nothing."""
    event: str = ""
    """Which event, mail, task or habit it must concern, where the item does not say."""
    earliest: Moment | None = None
    latest: Moment | None = None
    """Span in which it must start."""
    minutes: int | None = None
    weekdays: Weekdays | None = None
    at: Clock | None = None
    """Local time of day at which it must start."""
    attendees: list[str] = []
    facts: list[Annotated[Fact, BeforeValidator(_fact)]] = []
    cite: list[str] = []
    category: str = ""


class Need(_Spec):
    """What an item truly needs; only rules, graders and the oracle read it."""

    ways: list[Way] = []
    tier: Tier | None = None
    """The true tier, where the item shows another one."""
    weight: int = Field(default=3, ge=0, le=10)
    due: Moment | None = None
    """The true deadline, where the item shows none."""
    minutes: int | None = Field(default=None, ge=0, le=1440)
    """Minutes it takes, where its effort does not say."""
    harm: list[str] = []
    """Tools that do damage here: answering a fraud, cancelling what matters."""


class ApprovalRule(_Spec):
    """What the person says to one kind of irreversible call; the first that fits counts."""

    tool: str = ""
    item: str = ""
    to: str = ""
    """Name or address of the recipient."""
    decision: Literal["approve", "deny"] = "approve"
    reason: str = ""
    attention: int = Field(default=1, ge=0, le=10)


class Approvals(_Spec):
    """How the scripted person treats irreversible calls."""

    default: Literal["approve", "deny"] = "approve"
    rules: list[ApprovalRule] = []
    attention: int = Field(default=20, ge=0, le=10_000)
    """What they can give to questions and approvals today; nothing is answered after that."""
    cost: int = Field(default=1, ge=0, le=10)
    """Attention per approval, where no rule says."""


class Dynamics(_Spec):
    """How the day moves."""

    still: bool = False
    """The clock stands and nobody answers: a day made from a person's own files."""
    minutes: dict[str, int] = {}
    """Minutes per tool, over the defaults."""
    question: int = Field(default=2, ge=0, le=10)
    """Attention per question to the person."""


class Drift(_Spec):
    """Something that changes under way; announced in the next briefing."""

    after_step: int | None = None
    at: Moment | None = None
    say: str = ""
    """How it is announced, where the default words will not do."""
    shift_all_meetings_hours: float | None = Field(
        default=None, ge=-168, le=168, allow_inf_nan=False
    )
    set_contact_preference: Any = None
    set_task_deadline: Any = None
    set_contact_mood: Any = None
    suppress_reply_relationship_for_senders: list[str] | None = None
    cancel_meeting: str = ""
    add_note: NoteSpec | None = None


class Scenario(_Spec):
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
