"""What follows from meetings: the others are told, some cannot come, preparation, and minutes.

An attendee who is away at the new time says so after a while, and then the meeting is back where
it was: what was settled by moving it is not settled after all.
"""

from dataclasses import replace
from itertools import count

from assistant.contract import times
from assistant.contract.day import Event, Item, Task
from assistant.contract.notes import Note
from assistant.contract.rules import Plan
from env_adapter import agenda, delegates, moods, promises
from env_adapter.state import DayState
from scenarios.outlook import actions_of, is_own, item_of_action, promise_of_action

DECLINE_MINUTES = 20
"""Minutes until somebody who cannot come says so. Ours: within one or two calls of the mover."""


def watch(world: DayState, event: Event) -> None:
    """Wait for the beginning and the end of a meeting, where something depends on them."""
    for kind, at, is_awaited in (
        ("begin", event.start, event.id in world.outlook.preparing),
        ("end", event.end, event.id in world.outlook.summaries),
    ):
        if is_awaited:
            agenda.drop(world.ledger, kind, event.id)  # type: ignore[arg-type]
            if not event.cancelled and at > world.desk.now:
                agenda.put(world.ledger, at, kind, event.id)  # type: ignore[arg-type]


def scheduled(world: DayState, plan: Plan, item: Item) -> None:
    """What follows from a new event."""
    event = world.desk.events[plan.new_id]
    _tell(world, event, f"is on {_when(world, event)}")
    _ask_for(world, event, item, -1)


def rescheduled(world: DayState, plan: Plan, item: Item) -> None:
    """What follows from moving an event."""
    assert plan.event is not None
    event = world.desk.events[plan.event.id]
    agenda.drop(world.ledger, "decline", event.id)
    _tell(world, event, f"is on {_when(world, event)}")
    moved(world, event)
    _ask_for(world, event, item, plan.event.start)


def called_off(world: DayState, plan: Plan, item: Item) -> None:
    """What follows from cancelling an event."""
    assert plan.event is not None
    event = world.desk.events[plan.event.id]
    agenda.drop(world.ledger, "decline", event.id)
    _tell(world, event, "is off")
    cancelled(world, event)


def moved(world: DayState, event: Event) -> None:
    """A meeting has a new time: what prepares it is due then."""
    for task in _preparations(world, event):
        world.desk.tasks[task.id] = replace(task, due=event.start)
        if task.id in world.desk.items:
            world.desk.update(task.id, due=event.start)
            delegates.expect(world, task.id)
    watch(world, event)


def cancelled(world: DayState, event: Event) -> None:
    """A meeting is off: there is nothing to prepare, and nothing was left undone by that."""
    watch(world, event)
    for task in _preparations(world, event):
        item = world.desk.items.get(task.id)
        if item is not None and item.status in {"open", "snoozed", "asked"}:
            world.desk.settle(task.id, "left", "none")
            world.ledger.moot.append(task.id)
            world.announce(f"{event.id} is off, so {task.id} need not be done")


def decline(world: DayState, event_id: str) -> None:
    """Those who are away say so; the meeting goes back, and its item needs a decision again."""
    desk, event = world.desk, world.desk.events[event_id]
    item_id, before = world.ledger.moves[event_id]
    who = ", ".join(_missing(world, event))
    told = f"{who} cannot make {event.id} at {_when(world, event)}"
    world.announce(told)
    if before < 0:
        desk.events[event_id] = replace(event, cancelled=True)
        cancelled(world, desk.events[event_id])
    elif before > desk.now:
        desk.events[event_id] = replace(event, start=before)
        moved(world, desk.events[event_id])
    for other in [i for i in desk.items.values() if event_id in i.events and i.status == "done"]:
        if other.id != item_id and _overlap(world, other):
            reopen(world, other.id)
    reopen(world, item_id, told)
    find_conflicts(world)


def reopen(world: DayState, item_id: str, why: str = "") -> None:
    """What seemed settled is not: the item is open again and its credit is gone."""
    item = world.desk.items[item_id]
    said = (*item.said, why) if why else item.said
    world.desk.update(item_id, status="open", said=said)
    world.ledger.credit.pop(item_id, None)
    world.ledger.moot = [moot for moot in world.ledger.moot if moot != item_id]
    promises.reopened(world, item)


def begin(world: DayState, event_id: str) -> None:
    """A meeting begins: whoever sits in one that was not prepared minds it, once."""
    event = world.desk.events[event_id]
    undone = [t.id for t in _preparations(world, event) if not _is_prepared(world, t)]
    if not undone or _is_over(world, f"begin {event_id}"):
        return
    moods_now = moods.sour(world, event.attendees, -1)
    world.announce(
        f"{event_id} {event.title} begins unprepared, {' and '.join(undone)} is not done"
        + (f": {moods_now}" if moods_now else "")
    )


def end(world: DayState, event_id: str) -> None:
    """A meeting is over: its summary becomes a note, what was agreed becomes items."""
    if _is_over(world, f"end {event_id}"):
        return
    desk, scenario, now = world.desk, world.scenario, world.desk.now
    event = desk.events[event_id]
    text = world.outlook.summaries[event_id]
    world.memory.notes.append(Note(f"{event_id}-summary", text, f"meeting {event_id}", now))
    desk.forget_recalled()
    world.announce(f"{event_id} {event.title} is over; note {event_id}-summary")
    keys = world.outlook.agreed.get(event_id, ())
    for key, action in zip(keys, actions_of(scenario, event, now), strict=False):
        item = item_of_action(scenario, action, key, event, now)
        if item.id in desk.items:
            continue
        desk.items[key] = item
        if is_own(scenario, action):
            desk.tasks[key] = Task(key, action.text, action.due)
            world.announce(f"new task {key}: {action.text}")
        else:
            desk.promises[key] = promise_of_action(scenario, action, key)
            promises.watch(world, desk.promises[key])
            world.announce(f"{action.owner} promises {key}: {action.text}")


def dissolve_conflicts(world: DayState) -> None:
    """Close the overlaps that are gone without anybody's doing; nothing was left undone by that."""
    solved = [i for i in world.desk.items.values() if i.source == "conflict" and i.is_open]
    world.desk.close_conflicts("none")
    world.ledger.moot += [i.id for i in solved if not world.desk.items[i.id].is_open]


def find_conflicts(world: DayState) -> None:
    """Open an item for each new overlap, under the id that the day has for it.

    An overlap that the day does not hold, such as one with an event that was put in the way of a
    coming one, gets an id of its own, and `Needs` gives it no weight: it cannot be farmed.
    """
    desk, ids = world.desk, world.outlook.conflicts
    there = {tuple(sorted(i.events)) for i in desk.items.values() if i.source == "conflict"}
    found = desk.find_conflicts()
    for item in found:
        del desk.items[item.id]
    for item in found:
        pair = tuple(sorted(item.events))
        if pair not in there:
            key = ids.get(pair) or _free_id(world)
            desk.items[key] = replace(item, id=key)


def _free_id(world: DayState) -> str:
    taken = world.desk.items.keys() | world.outlook.items.keys()
    return next(f"c{n}" for n in count(1) if f"c{n}" not in taken)


def _preparations(world: DayState, event: Event) -> list[Task]:
    ids = world.outlook.preparing.get(event.id, ())
    return [world.desk.tasks[task_id] for task_id in ids if task_id in world.desk.tasks]


def _is_prepared(world: DayState, task: Task) -> bool:
    if task.status == "delegated":
        return False
    return task.status == "done" or world.ledger.credit.get(task.id, 0) >= 50


def _is_over(world: DayState, what: str) -> bool:
    """Whether this has happened before; from now on it has."""
    if what in world.ledger.held:
        return True
    world.ledger.held.append(what)
    return False


def _missing(world: DayState, event: Event) -> list[str]:
    """The attendees who are away while the event lasts."""
    found = []
    for name in event.attendees:
        contact = world.desk.contact(name)
        spans = world.outlook.away.get(contact.name, ()) if contact else ()
        if contact and any(start < event.end and event.start < end for start, end in spans):
            found.append(contact.name)
    return found


def _ask_for(world: DayState, event: Event, item: Item, before: int) -> None:
    """Let those who are away at the new time say so after a while."""
    if _missing(world, event):
        world.ledger.moves[event.id] = (item.id, before)
        agenda.put(world.ledger, world.desk.now + DECLINE_MINUTES, "decline", event.id)


def _tell(world: DayState, event: Event, what: str) -> None:
    if event.attendees:
        world.announce(f"told {', '.join(event.attendees)}: {event.id} {what}")


def _when(world: DayState, event: Event) -> str:
    return times.say_instant(event.start, world.desk.person.timezone)


def _overlap(world: DayState, conflict: Item) -> bool:
    first, second = (world.desk.events[event_id] for event_id in conflict.events)
    if first.cancelled or second.cancelled:
        return False
    way = max(first.travel, second.travel)
    return first.start - way < second.end and second.start - way < first.end
