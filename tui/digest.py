"""The day in words: in the morning what it asks for, in the evening what became of it.

Every line stands on something that the session holds: an item, an event, a call that was made.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.contract import clock
from assistant.contract.day import Item
from tui.day import Day, collisions, events_on
from tui.protection import pressures, protected
from tui.session import Deed, Proposal
from tui.timeline import entries, streak

Part = Literal["morning", "evening"]


@dataclass(frozen=True, slots=True)
class Line:
    """One statement."""

    text: str
    item_id: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Statements of one kind."""

    key: str
    """Its name in machine-readable output."""
    title: str
    lines: tuple[Line, ...]
    empty: str
    """What is said where there is none."""


def part_of(day: Day) -> Part:
    """The digest that fits the clock: the evening begins where the person's work ends."""
    evening = day.at(day.number, day.standing.person.work_end)
    return "evening" if day.now >= evening else "morning"


def digest_of(day: Day, number: int, part: Part) -> list[Section]:
    """The digest of today; of another day, what is ahead."""
    if number != day.number:
        return _ahead(day, number)
    waits = Section("waits", "Waits for you", tuple(_waiting(day)), "Nothing waits for your word.")
    done = Section("done", "Done", tuple(_done(day)), "Nothing was done yet.")
    standing = Section("standing", "How it stands", tuple(_standing(day)), "")
    if part == "morning":
        found = [
            waits,
            Section("to_do", "To do", tuple(_to_do(day)), "Nothing is open."),
            Section("yours", "Yours today", tuple(_yours(day)), "Nothing personal is planned."),
            Section("pressure", "Work presses on", tuple(_pressing(day, day.number)),
                    "Nothing presses on what is yours."),
            Section("collisions", "Collisions", tuple(_clashing(day, day.number)),
                    "Nothing else clashes today."),
            done,
            standing,
        ]  # fmt: skip
    else:
        kept = tuple(Line(text) for text in protected(day))
        found = [
            done,
            waits,
            Section("protected", "Protected", kept, "Nothing personal had to be protected."),
            Section("left", "Left, and why", tuple(_left(day)), "Nothing was left."),
            Section("tomorrow", "Tomorrow", tuple(_tomorrow(day)), "Nothing is planned."),
            standing,
        ]
    return [section for section in found if section.lines or section.empty]


def _ahead(day: Day, number: int) -> list[Section]:
    pressing, clashing = tuple(_pressing(day, number)), tuple(_clashing(day, number))
    return [
        Section("pressure", "Work presses on", pressing, "Nothing presses on what is yours."),
        Section("collisions", "Collisions", clashing, "Nothing else clashes."),
        Section("due", "Due", tuple(_due(day, number)), "Nothing is due."),
    ]


def _waiting(day: Day) -> Iterator[Line]:
    items = {item.id: item for item in day.items}
    told = set()
    for proposal in day.standing.proposals:
        told.add(proposal.item_id)
        yield Line(_proposed(proposal, items.get(proposal.item_id)), proposal.item_id)
    for item in day.items:
        why = day.standing.reasons.get(item.id, "")
        if item.status == "asked":
            due = f" (due {clock.say_instant(item.due, day.timezone)})" if item.due else ""
            asks = f"it asks “{why}”" if why else "asks you"
            yield Line(f"{item.text}{due}: {asks}", item.id)
        elif item.status == "waiting" and item.id not in told:
            yield Line(f"{item.text}: {why or 'waits for your word'}", item.id)


def _proposed(proposal: Proposal, item: Item | None) -> str:
    about = f"{item.text}: " if item else ""
    what = f"may I {proposal.tool}?"
    if proposal.text:
        what += f" Then: {proposal.text}"
    if proposal.problem:
        what += f" (cannot be done as things are: {proposal.problem})"
    return about + what


def _done(day: Day) -> Iterator[Line]:
    told = set()
    for deed in day.standing.deeds:
        if deed.item is not None:
            told.add(deed.item.id)
        yield Line(_deed(day, deed), deed.item.id if deed.item else "")
    for item in day.items:
        # Anything else that is done without a call of today was done before.
        if item.status == "done" and item.source == "conflict" and item.id not in told:
            yield Line(f"{item.text}: not any more", item.id)


def _deed(day: Day, deed: Deed) -> str:
    when = f"{day.say(deed.at)} " if deed.at is not None else ""
    about = f"{deed.item.text}: " if deed.item else ""
    mark = " (simulated)" if day.simulated else ""
    return f"{when}{about}{deed.text}{mark}"


def _to_do(day: Day) -> Iterator[Line]:
    """What is open, what is due first."""
    asking = {proposal.item_id for proposal in day.standing.proposals}
    items = [i for i in day.items if i.status in {"open", "failed"} and i.id not in asking]
    for item in sorted(items, key=lambda i: (i.due is None, i.due or 0, i.arrived)):
        facts: list[str] = [item.tier]
        if item.due is not None:
            late = "late: was " if item.due < day.now else ""
            facts.append(f"{late}due {clock.say_instant(item.due, day.timezone)}")
        if item.status == "failed":
            facts.append(_why_failed(day, item))
        yield Line(f"{item.text} ({', '.join(facts)})", item.id)


def _yours(day: Day) -> Iterator[Line]:
    for entry in entries(day, day.number):
        if entry.tier == "personal" and entry.kind in {"event", "all day", "habit", "reminder"}:
            facts = "".join(f", {fact}" for fact in entry.facts)
            yield Line(f"{entry.when(day)} {entry.title}{facts}", entry.item_id)


def _pressing(day: Day, number: int) -> Iterator[Line]:
    for pressure in pressures(day, number):
        yield Line(pressure.text, pressure.item_id)


def _clashing(day: Day, number: int) -> Iterator[Line]:
    """What clashes and was not told as work that presses."""
    for clash in collisions(day, number):
        if not clash.is_inversion:
            yield Line(clash.say(day))


def _left(day: Day) -> Iterator[Line]:
    asking = {proposal.item_id for proposal in day.standing.proposals}
    for item in (i for i in day.items if i.id not in asking):
        why = day.standing.reasons.get(item.id, "")
        match item.status:
            case "left":
                yield Line(f"{item.text}: {why or 'left to you'}", item.id)
            case "snoozed" if item.until is not None:
                back = clock.say_instant(item.until, day.timezone)
                yield Line(f"{item.text}: put off, returns {back}", item.id)
            case "failed":
                yield Line(f"{item.text}: {_why_failed(day, item)}", item.id)
            case "open":
                yield Line(f"{item.text}: not reached yet", item.id)


def _why_failed(day: Day, item: Item) -> str:
    tries = f"{item.tries} tr{'ies' if item.tries != 1 else 'y'} came to nothing"
    why = day.standing.reasons.get(item.id, "")
    return f"{tries}: {why}" if why else tries


def _tomorrow(day: Day) -> Iterator[Line]:
    number = day.number + 1
    for event in events_on(day, number)[:1]:
        yield Line(f"begins {day.say(event.start)} with {event.title}")
    yield from _clashing(day, number)
    yield from _pressing(day, number)
    for line in _due(day, number):
        yield Line(f"due: {line.text}", line.item_id)


def _due(day: Day, number: int) -> Iterator[Line]:
    for entry in entries(day, number):
        if entry.kind == "due":
            yield Line(entry.title, entry.item_id)


def _standing(day: Day) -> Iterator[Line]:
    """Habits; stress and moods where they are simulated."""
    for habit in day.standing.habits:
        row = streak(habit)
        done = "done today" if habit.is_done else "not done today"
        yield Line(f"{habit.label}: {row}, {done}" if row else f"{habit.label}: {done}")
    stress, before = day.standing.stress, day.standing.stress_before
    if stress is not None:
        since = f", {before} when the day began" if before is not None else ""
        yield Line(f"stress {stress} of 100{since} (simulated)")
    moods = day.standing.moods
    for mood in moods:
        if mood.mood != mood.before:
            yield Line(f"{mood.name} is {mood.mood}, was {mood.before} (simulated)")
    same = [f"{mood.name} {mood.mood}" for mood in moods if mood.mood == mood.before]
    if same:
        yield Line(f"moods as they were: {', '.join(same)} (simulated)")
