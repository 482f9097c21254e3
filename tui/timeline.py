"""A day as a line of time: what is in the calendar, what is proposed, what clashes, what is due."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.contract import clock
from assistant.contract.day import Event, Habit, Tier
from assistant.contract.desk import overlaps
from assistant.contract.tiers import infer_tier
from tui.day import Collision, Day, collisions, events_on
from tui.protection import pressures
from tui.session import Proposal
from tui.words import TIERS

Kind = Literal["all day", "event", "proposed", "reminder", "habit", "due"]

_ORDER: dict[Kind, int] = {
    "all day": 0, "event": 1, "proposed": 2, "reminder": 3, "habit": 4, "due": 5,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the day."""

    kind: Kind
    title: str
    tier: Tier = "other"
    start: int | None = None
    """UTC minutes; None where it has no time."""
    end: int | None = None
    facts: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    """What would become of it, if the person allows it."""
    warnings: tuple[str, ...] = ()
    item_id: str = ""
    """The item to go to from here."""

    def when(self, day: Day) -> str:
        """Its time, in words."""
        if self.start is None:
            return "all day" if self.kind == "all day" else "any time"
        if self.end is None:
            return f"{'by ' * (self.kind == 'due')}{day.say(self.start)}"
        return day.span(self.start, self.end)


def entries(day: Day, number: int) -> list[Entry]:
    """The lines of a local day: what has no time first, then by the clock."""
    clashes = collisions(day, number)
    found = [
        *_events(day, number, clashes),
        *_proposed(day, number, clashes),
        *_reminders(day, number),
        *_habits(day, number),
        *_due(day, number),
    ]
    return sorted(found, key=lambda e: (e.start or 0, _ORDER[e.kind], TIERS.index(e.tier), e.title))


def _events(day: Day, number: int, clashes: Sequence[Collision]) -> Iterator[Entry]:
    start, end = day.bounds(number)
    pressed = pressures(day, number)
    for event in events_on(day, number):
        is_all_day = event.start <= start and event.end >= end
        asked = [p for p in day.standing.proposals if p.replaces == event.id]
        yield Entry(
            kind="all day" if is_all_day else "event",
            title=event.title,
            tier=event.tier,
            start=None if is_all_day else event.start,
            end=None if is_all_day else event.end,
            facts=tuple(_facts(day, event)),
            changes=tuple(_change(day, p) for p in asked),
            warnings=(
                *(c.say(day) for c in clashes if event in (c.first.event, c.second.event)),
                *(pressure.text for pressure in pressed if pressure.event_id == event.id),
            ),
            item_id=_item_at(day, event, asked),
        )


def _facts(day: Day, event: Event) -> Iterator[str]:
    if event.tier == "personal" and event.busy:
        yield "protected"
    if not event.busy:
        yield "takes no time"
    if event.attendees:
        yield f"with {', '.join(event.attendees)}"
    if event.location:
        yield f"at {event.location}"
    if event.travel:
        yield f"leave by {day.say(event.start - event.travel)}: {event.travel} min of travel"


def _change(day: Day, proposal: Proposal) -> str:
    if proposal.event is None:
        return "would be cancelled, if you allow it"
    event = proposal.event
    span = clock.say_span(event.start, event.end, day.timezone)
    return f"would move to {span}, if you allow it"


def _item_at(day: Day, event: Event, asked: Sequence[Proposal]) -> str:
    """The item that is about an event and is not settled."""
    if asked:
        return asked[0].item_id
    about = (i.id for i in day.items if event.id in i.events and i.status not in {"done", "left"})
    return next(about, "")


def _proposed(day: Day, number: int, clashes: Sequence[Collision]) -> Iterator[Entry]:
    for proposal in day.standing.proposals:
        event = proposal.event
        if event is None or day.number_of(event.start) != number:
            continue
        mine = [c for c in clashes if event in (c.first.event, c.second.event)]
        said = tuple(c.say(day) for c in mine)
        problem = (f"cannot be done as things are: {proposal.problem}",) * bool(proposal.problem)
        yield Entry(
            kind="proposed",
            title=event.title,
            tier=event.tier,
            start=event.start,
            end=event.end,
            facts=("proposed, waits for your word", *_facts(day, event), *_ends(day, proposal)),
            warnings=said or problem,
            item_id=proposal.item_id,
        )


def _ends(day: Day, proposal: Proposal) -> Iterator[str]:
    """The overlaps that are over once an event is where it would be moved to."""
    event = proposal.event
    before = next((e for e in day.events if e.id == proposal.replaces), None)
    if event is None or before is None or not before.busy:
        return
    for other in day.events:
        is_other = other.busy and other.id != before.id
        if is_other and overlaps(before, other) and not overlaps(event, other):
            yield f"ends the overlap with {other.title}"


def _reminders(day: Day, number: int) -> Iterator[Entry]:
    for reminder in day.standing.reminders:
        first = day.number_of(reminder.start)
        if reminder.weekdays:
            is_on = number >= first and clock.weekday_of(number) in reminder.weekdays
        else:
            is_on = number == first
        if is_on:
            offset = clock.offset_of(reminder.start, day.timezone)
            at = day.at(number, (reminder.start + offset) % clock.DAY)
            yield Entry("reminder", reminder.label, infer_tier(reminder.label), at)


def _habits(day: Day, number: int) -> Iterator[Entry]:
    for habit in habits_on(day, number):
        facts = [streak(habit)]
        if number == day.number:
            facts.insert(0, "done" if habit.is_done else "not done yet")
        at = None if habit.at is None else day.at(number, habit.at)
        about = (i.id for i in day.items if i.source == "habit" and i.ref == habit.id)
        yield Entry(
            kind="habit",
            title=habit.label,
            tier=day.tier_of(habit),
            start=at,
            facts=tuple(fact for fact in facts if fact),
            item_id=next(about, "") if number == day.number else "",
        )


def _due(day: Day, number: int) -> Iterator[Entry]:
    start, end = day.bounds(number)
    for item in day.items:
        # A conflict is told by its events.
        is_open = item.status in {"open", "asked", "waiting", "failed"} and not item.events
        # A deadline is the end of a minute, so midnight still belongs to the day before.
        if item.due is None or not is_open or not start < item.due <= end:
            continue
        yield Entry(
            kind="due",
            title=item.text,
            tier=item.tier,
            start=item.due,
            facts=(f"takes {item.effort} min",) * bool(item.effort),
            warnings=("it is late",) * (item.due < day.now),
            item_id=item.id,
        )


def habits_on(day: Day, number: int) -> list[Habit]:
    """The habits of a local day."""
    return [h for h in day.standing.habits if clock.weekday_of(number) in h.weekdays]


def streak(habit: Habit) -> str:
    """How a habit stands, in words; nothing where nothing is known."""
    parts = [f"{habit.streak} in a row"] if habit.streak else []
    if habit.target:
        parts.append(f"{habit.kept} of {habit.target} this week")
    return ", ".join(parts)
