"""What a world counts besides the desk, and what one step of it was.

The ledger is state: integers and strings, saved with every snapshot. A decision is not: it is
what the rubrics read of one step, and nothing outlives it.
"""

from dataclasses import dataclass, field
from typing import Literal

from assistant.contract.outcome import Outcome

Ending = Literal["", "settled", "finish", "midnight", "steps"]
"""Why a day is over; `steps` is the limit, so the day was cut off rather than ended."""


Kind = Literal[
    "finished", "answer", "mail", "chat", "bounce", "drift", "late", "decline", "remind", "begin",
    "end", "promise", "patience", "recover", "week",
]  # fmt: skip
"""What can happen by itself; what falls on the same minute happens in this order."""


@dataclass(frozen=True, slots=True)
class Pending:
    """Something that will happen."""

    at: int
    """UTC minutes; -1 where it waits for a step."""
    kind: Kind
    ref: str
    """Id of the request, mail, item, meeting or promise; a name; index of the drift event."""
    after_step: int = -1


@dataclass
class Ledger:
    """The world's own counters."""

    steps: int = 0
    """Calls that count against the limit."""
    free: int = 0
    """Calls in a row that do not."""
    calls: int = 0
    invalid: int = 0
    attention: int = 0
    stress: int = 0
    base_stress: int = 0
    """Stress that nothing on the desk explains."""
    harm: int = 0
    """Irreversible acts that nobody asked for."""
    asks: int = 0
    inversions: int = 0
    chances: int = 0
    """Decisions at which an inversion was possible."""
    notes: int = 0
    """Notes added."""
    ending: Ending = ""
    credit: dict[str, int] = field(default_factory=dict)
    """How well each item was settled, -100 to 100."""
    hurt: dict[str, int] = field(default_factory=dict)
    """How often a neglected mail has cost its sender's mood."""
    warmed: list[str] = field(default_factory=list)
    """Items that have improved a mood: each does so once."""
    routed: dict[str, str] = field(default_factory=dict)
    reads: dict[str, int] = field(default_factory=dict)
    settled: dict[str, int] = field(default_factory=dict)
    """Calls that were to settle each item; it may come back."""
    handed: dict[str, int] = field(default_factory=dict)
    """Tasks handed to each contact today."""
    muted: list[str] = field(default_factory=list)
    """Senders whose replies no longer please them."""
    pending: list[Pending] = field(default_factory=list)
    """What will happen, in order (`env_adapter.agenda`)."""
    waiting: list[Pending] = field(default_factory=list)
    """Drift that waits for a number of steps."""
    moves: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Meetings that were moved or made: for which item, and from when (-1 if it is new)."""
    held: list[str] = field(default_factory=list)
    """Meetings that have begun or ended, as `begin m2` and `end m2`: each does so once."""
    moot: list[str] = field(default_factory=list)
    """Items that closed by themselves, because there was nothing left to do."""
    nudges: dict[str, str] = field(default_factory=dict)
    """Habits that a reminder is to bring about, by reminder."""
    slipped: list[str] = field(default_factory=list)
    """Promises whose giver has asked for more time: each is put off once."""


@dataclass(frozen=True, slots=True)
class Worth:
    """Value of a state, in points per channel."""

    conflict: int = 0
    relationship: int = 0
    task: int = 0


# Not frozen: one is made at each step, and freezing takes ten times as long.
@dataclass(slots=True)
class Decision:
    """One step as the rubrics see it."""

    before: Worth
    after: Worth
    most: Worth
    """What each channel could reach on this day."""
    items: int = 1
    """How many items the day has."""
    is_malformed: bool = False
    """It could not be understood."""
    is_refused: bool = False
    """It was understood and cannot be done."""
    is_denied: bool = False
    nth: int = 1
    """The how-manieth failure, needless call or attempt at the item this is."""
    is_misrouted: bool = False
    """First routing of an item, to an agent that cannot settle it."""
    is_overtaken: bool = False
    """Something at least as weighty will be lost because of it."""
    is_inversion: bool = False
    is_strict_inversion: bool = False
    """Professional work while anything personal was open (Butler's rule)."""
    is_harm: bool = False
    stake: int = 0
    """How much of the day the item is that the call is to settle (`env_adapter.stakes`)."""
    idled: int = 0
    """Stakes of the items whose last chance was let pass by this call."""
    whole: int = 1
    """All stakes of the day."""
    is_waiting: bool = False
    """Nothing was done although something could have been."""
    is_needless: bool = False
    """A question nobody can answer, a third search, routing without end."""
    is_misplaced: bool = False
    """Acting where only leaving it was right, or leaving what needed doing."""
    wanted: int = 0
    """Parts that the settling call had to carry."""
    missing: int = 0
    undone: int = 0
    """At the end of the day, the stakes of the items that needed doing and were never settled."""
    wasted: int = 0
    """Minutes that brought nothing."""
    day: int = 0
    """Minutes that the day has."""


@dataclass(frozen=True, slots=True)
class Step:
    """What came of one call."""

    outcome: Outcome
    decision: Decision
    changes: tuple[object, ...]
    """The records that it changed, as they went into the hash."""
