"""What a day hides from whoever plays it: needs, answers, consent, and what will happen."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from assistant.contract.day import Tier
from scenarios.fields import Clock, Moment, Spec, ToolName, Weekdays, fact_of
from scenarios.things import EmailSpec, MeetingSpec, NoteSpec, TaskSpec


class Fact(Spec):
    """Something a text must carry, in one of several wordings."""

    any: list[str] = Field(min_length=1)
    slot: Literal["", "weekday", "time", "amount", "answer"] = ""
    """Another value of the same slot in the text contradicts the fact."""


class Way(Spec):
    """One call that settles an item; what is unset does not matter."""

    tool: ToolName
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
    facts: list[Annotated[Fact, BeforeValidator(fact_of)]] = []
    cite: list[str] = []
    category: str = ""


class Need(Spec):
    """What an item truly needs; only rules, graders and the oracle read it."""

    ways: list[Way] = []
    tier: Tier | None = None
    """The true tier, where the item shows another one."""
    weight: int = Field(default=3, ge=0, le=10)
    due: Moment | None = None
    """The true deadline, where the item shows none."""
    minutes: int | None = Field(default=None, ge=0, le=1440)
    """Minutes it takes, where its effort does not say."""
    harm: list[ToolName] = []
    """Tools that do damage here: answering a fraud, cancelling what matters."""


class ApprovalRule(Spec):
    """What the person says to one kind of irreversible call; the first that fits counts."""

    tool: str = ""
    item: str = ""
    to: str = ""
    """Name or address of the recipient."""
    decision: Literal["approve", "deny"] = "approve"
    reason: str = ""
    attention: int = Field(default=1, ge=0, le=10)


class Approvals(Spec):
    """How the scripted person treats irreversible calls."""

    default: Literal["approve", "deny"] = "approve"
    rules: list[ApprovalRule] = []
    attention: int = Field(default=20, ge=0, le=10_000)
    """What they can give to questions and approvals today; nothing is answered after that."""
    cost: int = Field(default=1, ge=0, le=10)
    """Attention per approval, where no rule says."""


class Dynamics(Spec):
    """How the day moves."""

    still: bool = False
    """The clock stands and nobody answers: a day made from a person's own files."""
    minutes: dict[str, int] = {}
    """Minutes per tool, over the defaults."""
    question: int = Field(default=2, ge=0, le=10)
    """Attention per question to the person."""
    capacity: int = Field(default=100, ge=10, le=1000)
    """Percent of an ordinary day's load that the person can carry; stress is load over it."""
    recovery: int = Field(default=0, ge=0, le=1440)
    """Minutes after which somebody annoyed is a step calmer by themselves; 0 for never."""


class Drift(Spec):
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
    add_email: EmailSpec | None = None
    add_meeting: MeetingSpec | None = None
    add_task: TaskSpec | None = None
