"""What a prompt says, as typed data; `prompt` reads it out of the text."""

from dataclasses import dataclass, field

from assistant.contract import times


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An open item as a prompt shows it."""

    id: str
    source: str
    tier: str
    text: str
    sender: str = ""
    """Who wrote it, where it is a mail."""
    ref: str = ""
    events: tuple[str, ...] = ()
    due: int | None = None
    effort: int | None = None
    priority: str = "normal"
    said: tuple[str, ...] = ()
    body: str = ""

    @property
    def thing(self) -> str:
        """Id of the task, mail or habit behind the item."""
        return self.ref or self.id


@dataclass(frozen=True, slots=True)
class EventLine:
    """A calendar event as a prompt shows it."""

    id: str
    title: str
    start: int
    minutes: int
    attendees: tuple[str, ...] = ()
    is_busy: bool = True


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody the day concerns."""

    name: str
    email: str = ""
    relationship: str = ""
    mood: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note from memory."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class EpisodeLine:
    """How a similar item was handled before."""

    text: str
    agent: str
    tool: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """What came of a call."""

    tool: str = ""
    item: str = ""
    status: str = ""
    text: str = ""
    notes: tuple[NoteLine, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether the call had no effect."""
        return self.status in {"invalid", "denied", "failed"}


@dataclass(frozen=True, slots=True)
class View:
    """All that one prompt says."""

    name: str = "You"
    timezone: str = "UTC"
    style: str = ""
    work_hours: tuple[str, str] = ("09:00", "17:30")
    now: int = 0
    items: tuple[ItemLine, ...] = ()
    events: tuple[EventLine, ...] = ()
    people: tuple[PersonLine, ...] = ()
    known: tuple[NoteLine, ...] = ()
    handled: tuple[EpisodeLine, ...] = ()
    last: OutcomeLine = field(default_factory=OutcomeLine)

    @property
    def first_name(self) -> str:
        """What the person signs with."""
        return self.name.split()[0] if self.name.split() else self.name

    def event(self, event_id: str) -> EventLine | None:
        """The event with that id."""
        return next((event for event in self.events if event.id == event_id), None)

    def say(self, minute: int) -> str:
        """A time as the person reads it."""
        return times.say_instant(minute, self.timezone)
