"""Where work presses on what is the person's own, and what was kept although it did.

Priority inversion is judged by slack, not by label: what is urgent may wait as long as something
personal would be lost by it. Only what the session knows counts; a guess is no pressure.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.contract import clock
from assistant.contract.day import Event
from tui.day import Day, collisions, events_on

UNSETTLED = {"open", "asked", "waiting", "failed"}


@dataclass(frozen=True, slots=True)
class Pressure:
    """Work that wants the time of something personal."""

    text: str
    item_id: str = ""
    """What may be done about it."""
    event_id: str = ""
    """The event at which to say it, where only one is concerned."""


def pressures(day: Day, number: int) -> list[Pressure]:
    """Where work presses on a local day."""
    found = [*_on_events(day, number), *_on_deadlines(day, number), *_on_rest(day, number)]
    return list(dict.fromkeys(found))


def protected(day: Day) -> list[str]:
    """What was kept: a personal need that was seen to although work wanted its place."""
    found = [*_gave_way(day), *_came_first(day)]
    for habit in day.standing.habits:
        if habit.is_done:
            row = f", {habit.streak} in a row" if habit.streak > 1 else ""
            found.append(f"{habit.label}: kept today{row}")
    return found


def _on_events(day: Day, number: int) -> Iterator[Pressure]:
    for clash in collisions(day, number):
        if clash.is_inversion:
            yield Pressure(clash.say(day), _item_about(day, clash.first.event, clash.second.event))
    items = {item.id: item for item in day.items}
    events = {event.id: event for event in events_on(day, number)}
    for proposal in day.standing.proposals:
        event, item = events.get(proposal.replaces), items.get(proposal.item_id)
        if event is None or event.tier != "personal" or item is None or item.tier == "personal":
            continue
        what = "move" if proposal.event is not None else "cancel"
        text = f"“{item.text}” would {what} {event.title}, which is yours, if you allow it"
        yield Pressure(text, item.id, event.id)


def _on_deadlines(day: Day, number: int) -> Iterator[Pressure]:
    """Personal items that the day has too little room for, or that longer work would push out."""
    work = [
        item for item in day.items
        if item.tier == "professional" and item.status in UNSETTLED and item.effort
    ]  # fmt: skip
    longest = max(work, key=lambda item: item.effort or 0, default=None)
    for item in day.items:
        if item.tier != "personal" or item.status not in UNSETTLED or item.due is None:
            continue
        if day.number_of(item.due - 1) != number or not item.effort or item.due <= day.now:
            continue
        free = _free_minutes(day, item.due)
        until = f"before {day.say(item.due)}"
        if free < item.effort:
            text = f"{item.text} takes {item.effort} min; the calendar leaves {free} {until}"
            yield Pressure(text, item.id)
        elif longest is not None and free - item.effort < (longest.effort or 0):
            text = (
                f"{item.text} has {free - item.effort} min to spare {until}; "
                f"{longest.text} takes {longest.effort}"
            )
            yield Pressure(text, item.id)


def _on_rest(day: Day, number: int) -> Iterator[Pressure]:
    """Work outside the hours that the person works."""
    person = day.standing.person
    opens, closes = day.at(number, person.work_start), day.at(number, person.work_end)
    is_workday = clock.weekday_of(number) in person.workdays
    for event in events_on(day, number):
        if event.tier != "professional" or not event.busy:
            continue
        if not is_workday:
            text = f"{event.title}, {day.span(event.start, event.end)}: on a day off"
            yield Pressure(text, event_id=event.id)
        elif event.start < opens or event.end > closes:
            hours = day.span(opens, closes)
            when = day.span(event.start, event.end)
            text = f"{event.title}, {when}: outside your hours, {hours}"
            yield Pressure(text, event_id=event.id)


def _free_minutes(day: Day, until: int) -> int:
    """Minutes from now on that no event takes."""
    free, at = 0, day.now
    for event in sorted((e for e in day.events if e.busy and not e.cancelled), key=_start):
        start, end = max(_start(event), day.now), min(event.end, until)
        if start < until and end > at:
            free += max(start - at, 0)
            at = end
    return free + max(until - at, 0)


def _start(event: Event) -> int:
    return event.start - event.travel


def _item_about(day: Day, *events: Event) -> str:
    ids = {event.id for event in events}
    about = (i.id for i in day.items if i.source == "conflict" and ids >= set(i.events))
    return next(about, "")


def _gave_way(day: Day) -> Iterator[str]:
    """Personal events that stayed where they are because the other one moved."""
    events = {event.id: event for event in day.events}
    for deed in day.standing.deeds:
        item = deed.item
        if item is None or item.source != "conflict" or deed.event_id not in item.events:
            continue
        kept = [events[e] for e in item.events if e != deed.event_id and e in events]
        moved = events.get(deed.event_id)
        is_work = moved is None or moved.tier != "personal"
        for event in kept:
            if event.tier == "personal" and is_work:
                span = clock.say_span(event.start, event.end, day.timezone)
                yield f"{event.title} stays {span}; {deed.text}"


def _came_first(day: Day) -> Iterator[str]:
    """Personal items that were seen to while work was still to be done."""
    deeds = day.standing.deeds
    open_work = {i.id for i in day.items if i.tier == "professional" and i.status in UNSETTLED}
    told = set()
    for n, deed in enumerate(deeds):
        item = deed.item
        if item is None or item.tier != "personal" or item.source == "conflict" or item.id in told:
            continue
        told.add(item.id)
        after = (deed.item for deed in deeds[n + 1 :] if deed.item is not None)
        later = open_work | {other.id for other in after if other.tier == "professional"}
        if later:
            count = f"{len(later)} work item{'s' * (len(later) != 1)}"
            yield f"{item.text}: done while {count} {'were' if len(later) > 1 else 'was'} open"
