"""What a session holds at one moment of a day, and what clashes in it.

Pure: made once and read by the screen, the plain conversation and `majordomo today`, so that they
say the same.
"""

from dataclasses import dataclass

from assistant.contract import clock
from assistant.contract.day import Event, Habit, Item, Tier
from assistant.contract.desk import overlaps
from assistant.contract.tiers import infer_tier
from tui.session import Proposal, Session, Standing

AHEAD = 7
"""Days after today that a calendar is known for."""


@dataclass(frozen=True, slots=True)
class Day:
    """What a session holds at one moment."""

    now: int
    """UTC minutes."""
    timezone: str
    simulated: bool
    items: tuple[Item, ...]
    events: tuple[Event, ...]
    standing: Standing

    @property
    def number(self) -> int:
        """Today, counted from the epoch in the person's zone."""
        return self.number_of(self.now)

    def number_of(self, minute: int) -> int:
        """The local day of a UTC minute."""
        return (minute + clock.offset_of(minute, self.timezone)) // clock.DAY

    def bounds(self, number: int) -> tuple[int, int]:
        """The first UTC minute of a local day, and the first after it."""
        days = (number * clock.DAY, (number + 1) * clock.DAY)
        return clock.nearest_at(days[0], self.timezone), clock.nearest_at(days[1], self.timezone)

    def at(self, number: int, local: int) -> int:
        """The UTC minute at which clocks show `local` minutes after midnight on a day."""
        return clock.nearest_at(number * clock.DAY + local, self.timezone)

    def say(self, minute: int) -> str:
        """The clock time of a UTC minute."""
        return clock.say_clock(minute, self.timezone)

    def span(self, start: int, end: int) -> str:
        """A stretch of time, as "14:00-15:00"."""
        return f"{self.say(start)}-{self.say(end)}"

    def tier_of(self, habit: Habit) -> Tier:
        """Whose need a habit serves: as its item says, else by its words."""
        items = (i for i in self.items if i.source == "habit" and i.ref == habit.id)
        return next((item.tier for item in items), infer_tier(habit.label))


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of time that is taken, or would be."""

    event: Event
    proposal: Proposal | None = None

    @property
    def is_proposed(self) -> bool:
        """Whether it waits for the person's word."""
        return self.proposal is not None


@dataclass(frozen=True, slots=True)
class Collision:
    """Two stretches of time that cannot both be kept."""

    first: Block
    second: Block

    @property
    def is_proposed(self) -> bool:
        """Whether it comes about only if a proposed change is allowed."""
        return self.first.is_proposed or self.second.is_proposed

    @property
    def is_inversion(self) -> bool:
        """Whether something personal and something else want the same time."""
        tiers = {self.first.event.tier, self.second.event.tier}
        return "personal" in tiers and len(tiers) > 1

    def say(self, day: Day) -> str:
        """In words."""
        first, second = self.first.event, self.second.event
        start, end = max(first.start, second.start), min(first.end, second.end)
        would = "would " if self.is_proposed else ""
        if start < end:
            what = f"{first.title} and {second.title} {would}overlap, {day.span(start, end)}"
        else:
            way = max(first.travel, second.travel)
            what = (
                f"{first.title} and {second.title} {would}leave {start - end} min between them; "
                f"the way takes {way} min"
            )
        return what + (", if you allow what is proposed" if self.is_proposed else "")


def day_of(session: Session) -> Day:
    """What the session holds now."""
    return Day(
        now=session.now,
        timezone=session.timezone,
        simulated=session.simulated,
        items=tuple(session.items()),
        events=tuple(session.calendar()),
        standing=session.standing(),
    )


def events_on(day: Day, number: int) -> list[Event]:
    """The events that touch a local day, by start."""
    start, end = day.bounds(number)
    found = [
        e for e in day.events
        if not e.cancelled and e.start < end and (e.end > start or e.start == start)
    ]  # fmt: skip
    return sorted(found, key=lambda e: (e.start, e.id))


def collisions(day: Day, number: int) -> list[Collision]:
    """What clashes on a day, and what would if a proposed change were allowed."""
    taken = [Block(e) for e in events_on(day, number) if e.busy]
    wanted = [
        Block(p.event, p)
        for p in day.standing.proposals
        if p.event is not None and day.number_of(p.event.start) == number
    ]
    blocks = [*taken, *wanted]
    return [
        Collision(first, second)
        for n, first in enumerate(blocks)
        for second in blocks[n + 1 :]
        if not _is_same(first, second) and overlaps(first.event, second.event)
    ]


def _is_same(first: Block, second: Block) -> bool:
    """Whether one is where the other would be moved to, or would be cancelled."""
    replaced = {b.proposal.replaces for b in (first, second) if b.proposal is not None} - {""}
    return bool(replaced & {first.event.id, second.event.id})
