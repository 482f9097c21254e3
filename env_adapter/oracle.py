"""The privileged player: it reads `must`, so it knows what every item needs.

It tries a few orders (by deadline, by worth per minute, by whose patience ends first), each with
the best and with the quickest way of settling an item, and keeps the best. That is a bound for
grades and a teacher, not a proof of optimality; a policy that beats it shows a bug or a better
order, and the tests want to know.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from assistant.contract import rules, times, tools
from assistant.contract.day import Item
from env_adapter.dynamics import MINUTES, PATIENCE
from env_adapter.people import is_right_channel
from env_adapter.world import World
from scenarios.desk import clock, iso
from scenarios.hidden import Way
from scenarios.schema import Scenario

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NEVER = 10**9


class Call(NamedTuple):
    """What a policy does next."""

    tool: str
    args: dict[str, Any]
    agent: str = ""


Order = Callable[[World, Item], tuple[int, ...]]


def by_deadline(world: World, item: Item) -> tuple[int, ...]:
    """What is still in time first, the earliest deadline first."""
    slack = _slack(world, item)
    return (slack < 0, slack, -world.needs.weight(item))


def by_worth(world: World, item: Item) -> tuple[int, ...]:
    """What runs out first, then what brings most per minute."""
    slack, minutes = _slack(world, item), max(1, world.needs.minutes(item))
    worth = -100 * world.needs.weight(item) // minutes
    return (slack < 0, 0, slack) if 0 <= slack < 90 else (slack < 0, 1, worth)


def by_patience(world: World, item: Item) -> tuple[int, ...]:
    """Whoever loses patience first, then deadlines."""
    patience = PATIENCE.get(item.priority, _NEVER) if item.source == "mail" else _NEVER
    slack = _slack(world, item)
    until = max(item.arrived, world.start) + patience - world.desk.now
    return (slack < 0, min(slack, until if patience < _NEVER else _NEVER))


ORDERS: tuple[Order, ...] = (by_deadline, by_worth, by_patience)


class Oracle:
    """A policy that plays the best order it has found for the day."""

    def __init__(self, seed: int = 0) -> None:
        """Make a player; the seed is not used."""
        self._plan: tuple[Order, bool] | None = None

    def __call__(self, world: World) -> Call:
        """The next call."""
        if self._plan is None:
            self._plan = _best(world.scenario, world.seed)[1]
        return next_call(world, *self._plan)


def best_value(scenario: Scenario) -> int:
    """The highest value that the search finds."""
    return _best(scenario, 0)[0]


def next_call(world: World, order: Order, quickest: bool) -> Call:
    """The privileged player's next call: route the item that comes first, then settle it."""
    for item in sorted(world.open_items(), key=lambda i: order(world, i)):
        for way in _ways(world, item, quickest):
            call = build(world, item, way)
            if call is None:
                continue
            agent = str(tools.TOOLS[call.tool].agents[0])
            if agent != "orchestrator" and world.ledger.routed.get(item.id) != agent:
                return Call("route_to_agent", {"item_id": item.id, "agent": agent}, "orchestrator")
            return call._replace(agent=agent)
    return Call("finish", {"summary": "What could be settled is settled."}, "orchestrator")


def build(world: World, item: Item, way: Way) -> Call | None:
    """A call that settles `item` in this way, or None where it cannot be done now."""
    args = _ARGS[way.tool](world, item, way) if way.tool in _ARGS else None
    if args is None:
        return None
    call = tools.parse_call(way.tool, {"item_id": item.id, **args})
    try:
        plan = rules.plan(world.desk, call)
    except rules.Refusal:
        return None
    if world.needs.judge(item, plan, world.desk).credit <= 0:
        return None
    return Call(way.tool, call.args())


def _best(scenario: Scenario, seed: int) -> tuple[int, tuple[Order, bool]]:
    found = []
    for quickest in (False, True):
        for n, order in enumerate(ORDERS):
            world = World(scenario, seed)
            while not world.is_over:
                call = next_call(world, order, quickest)
                world.step(call.tool, call.args, agent=call.agent)
            found.append((world.value, -n, order, quickest))
    value, _, order, quickest = max(found, key=lambda f: f[:2])
    return value, (order, quickest)


def _ways(world: World, item: Item, quickest: bool) -> Iterator[Way]:
    ways = [way for way in world.needs.of(item).ways if way.credit > 0]

    def key(way: Way) -> tuple[int, ...]:
        minutes = MINUTES.get(way.tool, world.needs.minutes(item))
        contact = world.desk.contact(way.to or (item.people[0] if item.people else ""))
        is_wrong = contact is not None and not is_right_channel(contact, way.tool)
        return (minutes, -way.credit) if quickest else (-way.credit, is_wrong, minutes)

    yield from sorted(ways, key=key)


def _slack(world: World, item: Item) -> int:
    due = world.needs.due(item)
    return _NEVER if due is None else due - world.desk.now - world.needs.minutes(item)


def _text(item: Item, way: Way) -> str:
    facts = ". ".join(fact.any[0] for fact in way.facts)
    return facts or f"Thank you for your message about {item.text[:80]}, it is being taken care of"


def _label(item: Item, way: Way) -> str:
    return (" ".join(fact.any[0] for fact in way.facts) or item.text)[:200]


def _start(world: World, way: Way, minutes: int, ignore: str = "") -> int | None:
    """The first free start within the way's span, on the quarter hour."""
    earliest, latest = world.needs.span(way)
    start = max(earliest or 0, world.desk.now + 15)
    start += -start % 15
    last = latest if latest is not None else start + 7 * 24 * 60
    zone = world.desk.person.timezone
    while start <= last:
        local = times.to_local(start, zone)
        of_day = local.hour * 60 + local.minute
        fits = of_day == clock(way.at) if way.at else earliest is not None or 480 <= of_day <= 1080
        if fits and world.desk.busy(start, start + minutes, ignore) is None:
            return start
        start += 15
    return None


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
        start = _start(world, way, event.minutes, event_id) if event else None
        if start is not None:
            return {"meeting_id": event_id, "new_time": iso(start)}
    return None


def _cancel(world: World, item: Item, way: Way) -> dict[str, Any] | None:
    events = [way.event] if way.event else list(item.events)
    return {"meeting_id": events[0], "reason": _text(item, way)} if events else None


def _remind(world: World, item: Item, way: Way) -> dict[str, Any] | None:
    label = _label(item, way)
    if way.weekdays is not None and way.at:
        days = sorted(way.weekdays)
        names = {7: "every day", 5: "every weekday"}
        often = names.get(len(days)) or f"every {_DAYS[days[0]]}"
        return {"label": label, "when": f"{often} {way.at}"}
    earliest, latest = world.needs.span(way)
    if earliest is None and way.at is None and item.due is not None:
        soon = max(world.desk.now + 15, item.due - 60)
        return {"label": label, "when": iso(soon)}
    start = _start(world, way, 0)
    return None if start is None else {"label": label, "when": iso(start)}


def _mail(world: World, item: Item, way: Way) -> dict[str, Any] | None:
    ref = way.event or item.ref
    return {"email_id": ref, "body": _text(item, way)} if ref else None


def _send(world: World, item: Item, way: Way) -> dict[str, Any] | None:
    return {"to": way.to, "subject": item.text[:100], "body": _text(item, way)} if way.to else None


def _message(world: World, item: Item, way: Way) -> dict[str, Any] | None:
    to = way.to or (item.people[0] if item.people else "")
    return {"contact": to, "body": _text(item, way)} if to else None


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
    "answer": lambda world, item, way: {"text": _text(item, way), "citations": way.cite},
    "leave_to_user": lambda world, item, way: {"reason": "only you can do this"},
}
