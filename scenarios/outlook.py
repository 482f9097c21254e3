"""What a day brings if nobody touches it: all its items, those still to come included.

A grade compares what was reached with what could be reached, so what a day holds must not depend
on how it is played. It is worked out here once, from the file alone: mails and requests that
arrive, what drift adds, the overlaps that it makes, and what is agreed in meetings that end.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from assistant.contract.actions import Action, actions_in
from assistant.contract.day import Event, Item, Promise
from assistant.contract.desk import Desk
from assistant.contract.memo import kept
from assistant.contract.tiers import infer_tier
from scenarios.desk import (
    event_of,
    is_there,
    item_of_chat,
    item_of_mail,
    item_of_promise,
    item_of_task,
    minutes_in,
    promise_of,
    task_of,
    to_desk,
)
from scenarios.hidden import Drift
from scenarios.schema import Scenario
from scenarios.things import MeetingSpec, TaskSpec

IDLE_MINUTES = 30
"""Minutes of a step in which nothing is done, where the day does not say."""


@dataclass(frozen=True)
class Outlook:
    """All that a day holds."""

    items: dict[str, Item] = field(default_factory=dict)
    """By id, as they are when they come."""
    promises: dict[str, Promise] = field(default_factory=dict)
    conflicts: dict[tuple[str, ...], str] = field(default_factory=dict)
    """Ids of the overlaps, by their two events in order of their ids."""
    agreed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids of what is agreed in a meeting, by meeting."""
    preparing: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids of the tasks that prepare a meeting, by meeting."""
    summaries: dict[str, str] = field(default_factory=dict)
    """What was said in a meeting, by meeting, where it becomes a note."""
    away: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    """When contacts cannot meet, by name."""
    loads: dict[str, int] = field(default_factory=dict)
    """Tasks that contacts have from the start, by name."""
    streaks: dict[str, int] = field(default_factory=dict)
    """How often in a row each habit was kept before today."""
    tasks: frozenset[str] = frozenset()
    """Ids of the tasks that the file names."""
    end: int = 0
    """When the day ends."""


def outlook_of(scenario: Scenario) -> Outlook:
    """The outlook of a day, worked out once."""
    found = kept(scenario)
    if "outlook" not in found:
        found["outlook"] = _look(scenario)
    outlook: Outlook = found["outlook"]
    return outlook


def known_items(scenario: Scenario) -> set[str]:
    """Ids that `must` and `facts` may name: of all items, even if they come too late."""
    later = {s.id for s in scenario.emails if not is_there(s)}
    later |= {c.id for c in scenario.chat} | {p.id for p in scenario.promises}
    for drift in scenario.drift:
        later |= {new.id for new in (drift.add_email, drift.add_task) if new is not None}
    return later | outlook_of(scenario).items.keys()


def day_end(scenario: Scenario) -> int:
    """The minute at which a day ends: midnight, where it does not say."""
    utc = minutes_in(scenario.person.timezone)
    now = utc(scenario.simulation_time, "simulation_time")
    if scenario.ends:
        return max(utc(scenario.ends, "ends"), now)
    return max(utc(f"{scenario.simulation_time[:10]}T23:59", "simulation_time") + 1, now)


def all_meetings(scenario: Scenario) -> list[MeetingSpec]:
    """The meetings of a day, those that drift adds included."""
    return [*scenario.meetings, *(d.add_meeting for d in scenario.drift if d.add_meeting)]


def all_tasks(scenario: Scenario) -> list[TaskSpec]:
    """The tasks of a day, those that drift adds included."""
    return [*scenario.tasks, *(d.add_task for d in scenario.drift if d.add_task)]


def change_calendar(
    desk: Desk, drift: Drift, utc: Callable[[str, str], int]
) -> list[tuple[Event | None, Event]]:
    """What drift does to the calendar: each event that it changes, before and after."""
    changed: list[tuple[Event | None, Event]] = []
    if drift.shift_all_meetings_hours:
        minutes = int(drift.shift_all_meetings_hours * 60)
        for event in desk.events.values():
            if not event.cancelled and event.start > desk.now:
                changed.append((event, replace(event, start=event.start + minutes)))
    if drift.add_meeting is not None:
        changed.append((None, event_of(drift.add_meeting, utc)))
    desk.events.update((event.id, event) for _, event in changed)
    off = desk.events.get(drift.cancel_meeting)
    if off is not None and not off.cancelled:
        changed.append((off, replace(off, cancelled=True)))
        desk.events[off.id] = changed[-1][1]
    return changed


def actions_of(scenario: Scenario, event: Event, now: int) -> list[Action]:
    """What is agreed in a meeting by people who can be asked for it; dates are read from `now`."""
    read, key = kept(event), ("actions", now)
    if key not in read:
        read[key] = _read_actions(scenario, event, now)
    actions: list[Action] = read[key]
    return actions


def _read_actions(scenario: Scenario, event: Event, now: int) -> list[Action]:
    text = next((m.summary for m in all_meetings(scenario) if m.id == event.id), "")
    known = [*(c.name for c in scenario.contacts), scenario.person.name]
    found = actions_in(text, known, now, scenario.person.timezone)
    return [action for action in found if action.owner in {"", *known}]


def item_of_action(scenario: Scenario, action: Action, key: str, event: Event, now: int) -> Item:
    """What is agreed, as an item: a task of one's own, or somebody's promise to be chased."""
    tier = infer_tier(action.text)
    tier = event.tier if tier == "other" else tier
    if is_own(scenario, action):
        return Item(key, "task", action.text, tier, key, detail=f"from {event.id}",
                    due=action.due, arrived=now)  # fmt: skip
    return Item(key, "promise", action.text, tier, key, people=(action.owner,), due=action.due,
                detail=f"promised by {action.owner} in {event.id}", arrived=now)  # fmt: skip


def is_own(scenario: Scenario, action: Action) -> bool:
    """Whether it is the person's own to do."""
    return action.owner in {"", scenario.person.name}


def promise_of_action(scenario: Scenario, action: Action, key: str) -> Promise:
    """What somebody else has agreed to do, as their promise."""
    return Promise(key, action.text, action.owner, scenario.person.name, action.due)


def _look(scenario: Scenario) -> Outlook:
    desk, _ = to_desk(scenario)
    now, end = desk.now, day_end(scenario)
    outlook = Outlook(
        promises=dict(desk.promises), preparing=_preparing(scenario), away=_away(scenario),
        summaries={m.id: m.summary for m in all_meetings(scenario) if m.summary},
        loads={c.name: c.load for c in scenario.contacts if c.load},
        streaks={h.id: h.streak for h in scenario.habits},
        tasks=frozenset(task.id for task in all_tasks(scenario)), end=end,
    )  # fmt: skip
    for item in desk.items.values():
        _add(outlook, item)
    for item in _later(scenario, now, end):
        _add(outlook, item)
    utc = minutes_in(scenario.person.timezone)
    for promise in scenario.promises:
        outlook.promises.setdefault(promise.id, promise_of(promise, utc))
    for at, drift in _drifts(scenario, now, end):
        desk.now = max(desk.now, at)
        for item in _drifted(desk, drift, utc):
            _add(outlook, item)
    held = [e for e in desk.events.values() if not e.cancelled and now < e.end <= end]
    for event in sorted(held, key=lambda e: (e.end, e.id)):
        _agree(outlook, scenario, event)
    return outlook


def _preparing(scenario: Scenario) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for task in all_tasks(scenario):
        if task.prepares:
            found[task.prepares] = (*found.get(task.prepares, ()), task.id)
    return found


def _away(scenario: Scenario) -> dict[str, tuple[tuple[int, int], ...]]:
    utc = minutes_in(scenario.person.timezone)
    return {
        contact.name: tuple(
            (utc(span.start, "contacts.away"), utc(span.end, "contacts.away"))
            for span in contact.away
        )
        for contact in scenario.contacts
        if contact.away
    }


def _add(outlook: Outlook, item: Item) -> None:
    outlook.items[item.id] = item
    if item.source == "conflict":
        outlook.conflicts[tuple(sorted(item.events))] = item.id


def _later(scenario: Scenario, now: int, end: int) -> Iterator[Item]:
    """Mails, requests and promises that are not there from the start."""
    utc = minutes_in(scenario.person.timezone)
    for mail in scenario.emails:
        is_coming = mail.arrives is not None and utc(mail.arrives, "emails.arrives") <= end
        if mail.after or is_coming:
            yield item_of_mail(mail, utc)
    for chat in scenario.chat:
        if chat.at and now < utc(chat.at, "chat.at") <= end:
            yield item_of_chat(chat, utc, now)
    yield from (item_of_promise(p, utc) for p in scenario.promises if p.after)


def _drifts(scenario: Scenario, now: int, end: int) -> list[tuple[int, Drift]]:
    """Drift in the order in which it comes when nothing is done."""
    utc = minutes_in(scenario.person.timezone)
    idle = scenario.dynamics.minutes.get("do_nothing", IDLE_MINUTES)
    found = []
    for n, drift in enumerate(scenario.drift):
        if drift.at is not None:
            found.append((utc(drift.at, "drift.at"), n, drift))
        elif drift.after_step is not None:
            found.append((min(now + drift.after_step * idle, end), n, drift))
    return [(at, drift) for at, _, drift in sorted(found, key=lambda f: f[:2]) if at <= end]


def _drifted(desk: Desk, drift: Drift, utc: Callable[[str, str], int]) -> Iterator[Item]:
    """The items that drift brings."""
    if drift.add_email is not None:
        yield item_of_mail(drift.add_email, utc)
    if drift.add_task is not None:
        yield item_of_task(drift.add_task, task_of(drift.add_task, utc))
    if change_calendar(desk, drift, utc):
        yield from desk.find_conflicts()


def _agree(outlook: Outlook, scenario: Scenario, event: Event) -> None:
    """Give the next free ids to what is agreed in a meeting."""
    keys: list[str] = []
    number = sum(len(keys) for keys in outlook.agreed.values())
    for action in actions_of(scenario, event, event.end):
        number += 1
        while f"a{number}" in outlook.items:
            number += 1
        key = f"a{number}"
        keys.append(key)
        _add(outlook, item_of_action(scenario, action, key, event, event.end))
        if not is_own(scenario, action):
            outlook.promises[key] = promise_of_action(scenario, action, key)
    if keys:
        outlook.agreed[event.id] = tuple(keys)
