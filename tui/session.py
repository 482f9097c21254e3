"""What a front end needs of a session; the command fills it in.

Front ends draw events and pass the person's word on. They never reach a workspace, a file or a
model by themselves, so that plain text and the full screen cannot behave differently.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    # For types alone: the first frame is painted before any of these is needed.
    from assistant.contract.day import Event, Habit, Item, Person, Reminder, Tier
    from assistant.contract.notes import Note
    from assistant.events import GraphEvent
    from assistant.guard import HumanInterrupt, HumanResponse

Listener = Callable[["GraphEvent"], None]


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was done and stands: what was undone is none."""

    tool: str
    text: str
    item: Item | None = None
    """What it was about, as it is now."""
    event_id: str = ""
    """The event that it moved or cancelled."""
    at: int | None = None
    """UTC minutes; None on a simulated day, whose clock stands."""


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A note that a search found."""

    note: Note
    score: float | None = None
    """Between 0 and 1, of meaning and words together, for ordering the notes of one search and for
    nothing else; None where the memory gives none."""
    ids: tuple[str, ...] = ()
    """By which it is forgotten, with the notes that say the same; empty where it cannot be."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A call that waits for the person's word, and what it would come to."""

    tool: str
    item_id: str
    text: str
    """What would be true once it is allowed; empty where that cannot be said."""
    problem: str = ""
    """Why it cannot be done as things are now."""
    event: Event | None = None
    """The event as it would be."""
    replaces: str = ""
    """The id of the event that it would move or cancel."""


@dataclass(frozen=True, slots=True)
class Mood:
    """How somebody feels on a simulated day."""

    name: str
    mood: str
    before: str
    """When the day began."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the day stands, beside its items and its calendar."""

    person: Person
    deeds: tuple[Deed, ...] = ()
    """Of this run and of this day, oldest first."""
    proposals: tuple[Proposal, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    """By item: what it asks, why it waits, was left or failed, as far as anything says so."""
    habits: tuple[Habit, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    stress: int | None = None
    """0 to 100, where a simulated world counts it."""
    stress_before: int | None = None
    """When the day began."""
    moods: tuple[Mood, ...] = ()


class Session(Protocol):
    """A day being handled."""

    @property
    def run_id(self) -> str:
        """Names the run; the same again after a restart that goes on with it."""

    @property
    def simulated(self) -> bool:
        """Whether nothing here is real; said beside each send."""

    @property
    def model(self) -> str:
        """The model spec that decides."""

    @property
    def sends_notes(self) -> bool:
        """Whether searching asks the network: a provider's model reads notes and queries."""

    @property
    def now(self) -> int:
        """The clock, in UTC minutes."""

    @property
    def timezone(self) -> str:
        """The person's zone."""

    @property
    def notices(self) -> Sequence[str]:
        """What the person should know first: recovered effects, files that were skipped."""

    def listen(self, listener: Listener) -> None:
        """Call `listener` with every event from now on."""

    async def run(self, only: str = "") -> HumanInterrupt | None:
        """Handle what is open, or the one item `only`.

        Returns:
            The call that waits for the person's word; None when nothing is left to do.
        """

    async def answer(self, response: HumanResponse) -> HumanInterrupt | None:
        """Give the person's word on the call that waits, and go on."""

    def pause(self) -> None:
        """End `run` or `answer` once the step that is carried out is kept; `run` goes on after."""

    async def say(self, text: str) -> str:
        """Take what the person typed (`t3: …` is more about t3); returns the item's id."""

    def items(self) -> Sequence[Item]:
        """Every item, whatever its status."""

    def calendar(self) -> Sequence[Event]:
        """The events of today and the next seven days, by start."""

    def standing(self) -> Standing:
        """What was done, what waits and why, habits; stress and moods where they are simulated."""

    def search(self, query: str, limit: int = 5) -> Sequence[FoundNote]:
        """The notes that fit best."""

    def used(self, item_id: str) -> Sequence[FoundNote]:
        """The notes that the prompts about an item showed."""

    async def leave(self, item_id: str) -> None:
        """The person does it themselves."""

    async def put_off(self, item_id: str, until: str) -> str:
        """Not now: the item returns then. Returns what was understood, or why it was not."""

    async def retier(self, item_id: str, tier: Tier) -> None:
        """The person corrects whose need an item serves."""

    def undo(self) -> str:
        """Undo the last effect; says what was undone, or why it cannot be."""

    def use_model(self, spec: str) -> str:
        """Switch the model; says what that changes.

        Raises:
            UserError: there is no such model; the old one stays.
        """
