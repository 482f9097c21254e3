"""What happens by itself: arrivals, tasks that come back, and drift.

Drift accepts Ghostexec's events in the shapes that its files use. Everything that happens is
announced in the next briefing, because a world that changes in silence teaches nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from assistant.contract.notes import Note
from assistant.contract.render import plain
from env_adapter.ledger import Pending
from env_adapter.people import MOODS
from env_adapter.state import DayState
from scenarios.desk import is_there, item_of_chat, item_of_mail, mail_of
from scenarios.hidden import Drift


def planned(world: DayState) -> list[Pending]:
    """What the day's file says will happen."""
    scenario, utc = world.scenario, world.utc
    found: list[Pending] = []
    for mail in scenario.emails:
        if mail.arrives:
            found.append(Pending(utc(mail.arrives, "emails.arrives"), "mail", mail.id))
    for chat in scenario.chat:
        if chat.at and utc(chat.at, "chat.at") > world.desk.now:
            found.append(Pending(utc(chat.at, "chat.at"), "chat", chat.id))
    for n, drift in enumerate(scenario.drift):
        at = utc(drift.at, "drift.at") if drift.at else -1
        step = drift.after_step if drift.after_step is not None else -1
        found.append(Pending(at, "drift", str(n), step))
    return found


def due(world: DayState, target: int) -> Iterator[Pending]:
    """What happens up to `target`, in order; taken off the list as it comes."""
    while True:
        ready = [p for p in world.ledger.pending if 0 <= p.at <= target]
        if not ready:
            return
        first = min(ready, key=lambda p: (p.at, p.kind, p.ref))
        world.ledger.pending.remove(first)
        yield first


def fire_after_step(world: DayState) -> None:
    """Drift that waits for a number of steps rather than for a time."""
    for pending in [p for p in world.ledger.pending if 0 <= p.after_step <= world.ledger.steps]:
        world.ledger.pending.remove(pending)
        fire(world, pending)


def follow_up(world: DayState, item_id: str) -> None:
    """Queue the mails that answer an item which was settled well."""
    for mail in world.scenario.emails:
        if mail.after == item_id and mail.id not in world.desk.mails:
            world.ledger.pending.append(Pending(world.desk.now + mail.delay, "mail", mail.id))


def fire(world: DayState, pending: Pending) -> None:
    """Let one thing happen."""
    desk = world.desk
    if pending.kind == "chat":
        chat = next(c for c in world.scenario.chat if c.id == pending.ref)
        desk.items[chat.id] = item_of_chat(chat, world.utc, desk.now)
        world.announce(f"{desk.person.name} asks: {chat.text}")
    elif pending.kind == "mail":
        spec = next(m for m in world.scenario.emails if m.id == pending.ref)
        desk.mails[spec.id] = mail_of(spec, world.utc, desk.now)
        desk.items[spec.id] = item_of_mail(spec, world.utc, desk.now)
        world.announce(f"new mail {spec.id} from {spec.sender}: {spec.subject}")
    elif pending.kind == "bounce":
        _hand_back(world, pending.ref)
    elif pending.kind == "late":
        world.ledger.credit[pending.ref] = world.ledger.credit.get(pending.ref, 0) // 2
    else:
        drift = world.scenario.drift[int(pending.ref)]
        told = drift.say or "; ".join(_drift(world, drift)) or "nothing changes"
        if drift.say:
            list(_drift(world, drift))
        world.announce(told)


def _hand_back(world: DayState, item_id: str) -> None:
    desk = world.desk
    item = desk.items[item_id]
    task = desk.tasks.get(item.ref)
    if task is None or task.status != "delegated":
        return
    desk.tasks[task.id] = replace(task, status="open", delegate="")
    desk.update(item_id, status="open")
    world.ledger.credit.pop(item_id, None)
    world.announce(f"{task.delegate} hands {task.id} back")


def _drift(world: DayState, drift: Drift) -> Iterator[str]:
    desk = world.desk
    if drift.shift_all_meetings_hours:
        minutes = int(drift.shift_all_meetings_hours * 60)
        for event in list(desk.events.values()):
            if not event.cancelled and event.start > desk.now:
                desk.events[event.id] = replace(event, start=event.start + minutes)
        desk.find_conflicts()
        desk.close_conflicts("none")
        yield f"all meetings move by {minutes} minutes"
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
            yield f"{contact.name} is {mood}"
    for name in drift.suppress_reply_relationship_for_senders or ():
        contact = desk.contact(name)
        world.ledger.muted.append(contact.name if contact else name)
    if drift.cancel_meeting in desk.events:
        event = desk.events[drift.cancel_meeting]
        desk.events[event.id] = replace(event, cancelled=True)
        desk.close_conflicts("none")
        yield f"{event.id} {event.title} is off"
    if drift.add_note is not None:
        note = drift.add_note
        world.memory.notes.append(Note(note.id, note.text, note.source, None, note.tainted))
        desk.forget_recalled()
        yield f"a new note {note.id}"


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


def later_items(world: DayState) -> list[str]:
    """Ids of mails and requests that are still to come."""
    there = world.desk.items
    mails = [m.id for m in world.scenario.emails if not is_there(m) and m.id not in there]
    return mails + [c.id for c in world.scenario.chat if c.id not in there]
