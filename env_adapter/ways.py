"""How an item can be settled: complete calls made from `must`, for whoever may read it.

Apart from the search, which decides what is done when and in which way.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any, NamedTuple

from assistant.contract import rules, times, tools
from assistant.contract.day import Event, Item
from env_adapter.dynamics import MINUTES
from env_adapter.people import consent, is_right_channel
from env_adapter.world import World
from scenarios.desk import clock, iso
from scenarios.hidden import Way

WEEK = 7 * 24 * 60
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Call(NamedTuple):
    """What a policy does next."""

    tool: str
    args: dict[str, Any]
    agent: str = ""


def ways_of(world: World, item: Item, quickest: bool = False) -> list[Way]:
    """The ways that earn something, the best (or the quickest) one first."""

    def key(way: Way) -> tuple[int, ...]:
        minutes = MINUTES.get(way.tool, world.needs.minutes(item))
        contact = world.desk.contact(way.to or (item.people[0] if item.people else ""))
        is_wrong = contact is not None and not is_right_channel(contact, way.tool)
        return (minutes, -way.credit) if quickest else (-way.credit, is_wrong, minutes)

    return sorted((way for way in world.needs.of(item).ways if way.credit > 0), key=key)


def build(world: World, item: Item, way: Way) -> Call | None:
    """A call that settles `item` in this way, or None where it cannot be done now."""
    args = _ARGS[way.tool](world, item, way) if way.tool in _ARGS else None
    if args is None:
        return None
    try:
        call = tools.parse_call(way.tool, {"item_id": item.id, **args})
        plan = rules.plan(world.desk, call)
    except (tools.ToolError, rules.Refusal):
        return None
    if world.needs.judge(item, plan, world.desk).credit <= 0:
        return None
    if call.effect is tools.Effect.IRREVERSIBLE:
        asked = replace(world.ledger)
        if consent(world.scenario, asked, plan).kind == "deny":
            return None
    return Call(way.tool, call.args(), str(tools.TOOLS[way.tool].agents[0]))


def _text(world: World, item: Item, way: Way) -> str:
    facts = ". ".join(fact.any[0] for fact in world.needs.facts(way, item))
    return facts or f"Thank you for your message about {item.text[:80]}, it is being taken care of"


def _label(item: Item, way: Way) -> str:
    return (" ".join(fact.any[0] for fact in way.facts) or item.text)[:200]


def _start(world: World, way: Way, minutes: int, event: Event | None = None) -> int | None:
    """The first start within the way's span at which everybody is free."""
    travel, ignore = (event.travel, event.id) if event else (0, "")
    names = {*way.attendees, *(event.attendees if event else ())}
    away = _away(world, names)
    for start in _starts(world, way):
        end = start + minutes
        if any(gone < end and start < back for gone, back in away):
            continue
        if not minutes or world.desk.busy(start, end, ignore, travel) is None:
            return start
    return None


def _starts(world: World, way: Way) -> Iterator[int]:
    """Starts within the way's span: at its hour, else its first minute, then decent quarters."""
    earliest, latest = world.needs.span(way)
    first = max(earliest or 0, world.desk.now + (1 if earliest else 15))
    last = latest if latest is not None else first + WEEK
    zone = world.desk.person.timezone
    if way.at:
        yield from (s for s in _at(clock(way.at), first, zone) if first <= s <= last)
        return
    if earliest is not None and first <= last:
        yield first
    for start in range(first + -first % 15, last + 1, 15):
        local = times.to_local(start, zone)
        if earliest is not None or 480 <= local.hour * 60 + local.minute <= 1080:
            yield start


def _at(minute: int, first: int, zone: str) -> Iterator[int]:
    """The UTC minutes of one local time, on the days from `first` on."""
    local = times.to_local(first, zone).replace(hour=minute // 60, minute=minute % 60, tzinfo=None)
    for days in range(9):
        found = times.from_local(local + timedelta(days=days), zone)
        if found is not None:
            yield found


def _away(world: World, names: set[str]) -> list[tuple[int, int]]:
    """When one of those who have to be there cannot."""
    return [
        (world.utc(span.start, "away"), world.utc(span.end, "away"))
        for contact in world.scenario.contacts if contact.name in names
        for span in contact.away
    ]  # fmt: skip


def _schedule(world: World, item: Item, way: Way) -> dict[str, Any] | None:
    minutes = way.minutes or 30
    start = _start(world, way, minutes)
    if start is None:
        return None
    people = list(dict.fromkeys([*way.attendees, *([way.to] if way.to else [])]))
    return {"title": _label(item, way), "start": iso(start), "duration_minutes": minutes,
            "attendees": people}  # fmt: skip


def _reschedule(world: World, item: Item, way: Way) -> dict[str, Any] | None:
    for event_id in [way.event] if way.event else item.events:
        event = world.desk.events.get(event_id)
        start = _start(world, way, event.minutes, event) if event else None
        if start is not None:
            return {"meeting_id": event_id, "new_time": iso(start)}
    return None


def _cancel(world: World, item: Item, way: Way) -> dict[str, Any] | None:
    events = [way.event] if way.event else list(item.events)
    return {"meeting_id": events[0], "reason": _text(world, item, way)} if events else None


def _remind(world: World, item: Item, way: Way) -> dict[str, Any] | None:
    label = _label(item, way)
    if way.weekdays is not None and way.at:
        days = sorted(way.weekdays)
        names = {7: "every day"}
        named = [_DAYS[day] for day in days]
        listed = " and ".join(part for part in (", ".join(named[:-1]), named[-1]) if part)
        often = names.get(len(days)) or f"every {listed}"
        return {"label": label, "when": f"{often} {way.at}"}
    earliest, latest = world.needs.span(way)
    if earliest is None and way.at is None and item.due is not None:
        soon = max(world.desk.now + 15, item.due - 60)
        return {"label": label, "when": iso(soon)}
    start = _start(world, way, 0)
    return None if start is None else {"label": label, "when": iso(start)}


def _mail(world: World, item: Item, way: Way) -> dict[str, Any] | None:
    ref = way.event or item.ref
    return {"email_id": ref, "body": _text(world, item, way)} if ref else None


def _send(world: World, item: Item, way: Way) -> dict[str, Any] | None:
    if not way.to:
        return None
    # The whole request in the subject would be the request itself, sent on.
    subject = " ".join(item.text.split()[:4])
    return {"to": way.to, "subject": subject, "body": _text(world, item, way)}


def _message(world: World, item: Item, way: Way) -> dict[str, Any] | None:
    to = way.to or (item.people[0] if item.people else "")
    return {"contact": to, "body": _text(world, item, way)} if to else None


def _delegate(world: World, item: Item, way: Way) -> dict[str, Any] | None:
    return {"task_id": way.event or item.ref, "contact": way.to} if way.to else None


def _remember(world: World, item: Item, way: Way) -> dict[str, Any] | None:
    content = "; ".join(fact.any[0] for fact in way.facts) or item.text
    return {"content": content, "category": way.category or "preference"}


_ARGS: dict[str, Callable[[World, Item, Way], dict[str, Any] | None]] = {
    "schedule_event": _schedule,
    "reschedule_meeting": _reschedule,
    "cancel_meeting": _cancel,
    "reply_email": _mail,
    "draft_reply": _mail,
    "archive_email": lambda world, item, way: {"email_id": way.event or item.ref},
    "send_email": _send,
    "send_message": _message,
    "complete_task": lambda world, item, way: {"task_id": way.event or item.ref},
    "delegate_task": _delegate,
    "set_reminder": _remind,
    "mark_habit_done": lambda world, item, way: {"habit_id": way.event or item.ref},
    "add_to_kb": _remember,
    "answer": lambda world, item, way: {"text": _text(world, item, way), "citations": way.cite},
    "leave_to_user": lambda world, item, way: {"reason": "only you can do this"},
}
