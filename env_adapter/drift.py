"""Drift: what changes under way, as a day's file has it.

Ghostexec's events are accepted in the shapes that its files use. Everything is announced in the
next briefing, because a world that changes in silence teaches nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from assistant.contract.notes import Note
from assistant.contract.render import plain
from env_adapter import delegates, meetings, moods
from env_adapter.people import MOODS
from env_adapter.state import DayState
from scenarios.desk import item_of_mail, item_of_task, mail_of, task_of
from scenarios.hidden import Drift
from scenarios.outlook import change_calendar
from scenarios.things import EmailSpec, MeetingSpec, TaskSpec


def happen(world: DayState, number: int) -> None:
    """Let one of the day's drift events happen, and say so."""
    drift = world.scenario.drift[number]
    told = [*_calendar(world, drift), *_people(world, drift), *_arrivals(world, drift)]
    world.announce(drift.say or "; ".join(filter(None, told)) or "nothing changes")


def arrive(world: DayState, spec: EmailSpec) -> str:
    """A mail comes in; returns the news of it."""
    desk = world.desk
    if spec.id in desk.items:
        return ""
    desk.mails[spec.id] = mail_of(spec, world.utc, desk.now)
    desk.items[spec.id] = item_of_mail(spec, world.utc, desk.now)
    moods.watch_mail(world, desk.items[spec.id])
    return f"new mail {spec.id} from {spec.sender}: {spec.subject}"


def _calendar(world: DayState, drift: Drift) -> Iterator[str]:
    """Calendar shift, new meeting, cancelled meeting; overlaps come and go with them."""
    changed = change_calendar(world.desk, drift, world.utc)
    if not changed:
        return
    for before, after in changed:
        if before is None:
            meetings.watch(world, after)
        elif after.cancelled:
            meetings.cancelled(world, after)
        else:
            meetings.moved(world, after)
    meetings.dissolve_conflicts(world)
    meetings.find_conflicts(world)
    if drift.shift_all_meetings_hours:
        yield f"all meetings move by {int(drift.shift_all_meetings_hours * 60)} minutes"
    if drift.add_meeting is not None:
        yield _say_meeting(world, drift.add_meeting)
    if any(before is not None and after.cancelled for before, after in changed):
        yield f"{drift.cancel_meeting} {world.desk.events[drift.cancel_meeting].title} is off"


def _people(world: DayState, drift: Drift) -> Iterator[str]:
    """Changed channel, moved deadline, mood shock, suppressed replies."""
    desk = world.desk
    for name, channel in _pairs(drift.set_contact_preference):
        contact = desk.contact(name)
        if contact is not None:
            desk.contacts[contact.name] = replace(contact, channel=channel)
            yield f"{contact.name} now prefers {channel}"
    for task_id, deadline in _pairs(drift.set_task_deadline):
        yield from _move_deadline(world, task_id, deadline)
    for name, mood in _pairs(drift.set_contact_mood):
        contact = desk.contact(name)
        if contact is not None and mood in MOODS and contact.mood in MOODS:
            desk.contacts[contact.name] = replace(contact, mood=mood)
            moods.await_recovery(world, contact.name)
            yield f"{contact.name} is {mood}"
    for name in drift.suppress_reply_relationship_for_senders or ():
        contact = desk.contact(name)
        world.ledger.muted.append(contact.name if contact else name)
        yield f"answers no longer please {contact.name if contact else name}"


def _arrivals(world: DayState, drift: Drift) -> Iterator[str]:
    """New note, new mail, new task."""
    if drift.add_note is not None:
        note = drift.add_note
        world.memory.notes.append(Note(note.id, note.text, note.source, None, note.tainted))
        world.desk.forget_recalled()
        yield f"a new note {note.id}"
    if drift.add_email is not None:
        yield arrive(world, drift.add_email)
    if drift.add_task is not None:
        yield _add_task(world, drift.add_task)


def _add_task(world: DayState, spec: TaskSpec) -> str:
    desk = world.desk
    if spec.id in desk.items:
        return ""
    task = task_of(spec, world.utc)
    if spec.prepares in desk.events:
        task = replace(task, due=desk.events[spec.prepares].start)
        meetings.watch(world, desk.events[spec.prepares])
    desk.tasks[spec.id] = task
    desk.items[spec.id] = item_of_task(spec, task, desk.now)
    return f"new task {spec.id}: {spec.description}"


def _say_meeting(world: DayState, spec: MeetingSpec) -> str:
    clashes = [i.id for i in world.desk.items.values() if i.is_open and spec.id in i.events]
    return f"new meeting {spec.id} {spec.title}" + (
        f", which overlaps: {', '.join(clashes)}" if clashes else ""
    )


def _move_deadline(world: DayState, task_id: str, deadline: str) -> Iterator[str]:
    desk = world.desk
    task = desk.tasks.get(task_id)
    try:
        at = world.utc(deadline, "drift")
    except ValueError:
        return
    if task is not None:
        desk.tasks[task_id] = replace(task, due=at)
        if task_id in desk.items:
            desk.update(task_id, due=at)
            delegates.expect(world, task_id)
        yield f"{task_id} is now due {plain(deadline, 30)}"


def _pairs(value: Any) -> Iterator[tuple[str, str]]:
    """Who and what, out of `{name: value}`, `{contact_name: .., mood: ..}` or a list of them."""
    if isinstance(value, list):
        for entry in value:
            yield from _pairs(entry)
    elif isinstance(value, Mapping):
        whose = [k for k in value if k in {"name", "contact", "contact_name", "task_id", "id"}]
        what = [k for k in value if k not in whose]
        if whose and what:
            yield str(value[whose[0]]), str(value[what[0]])
        elif not whose:
            yield from ((str(k), str(v)) for k, v in value.items())
