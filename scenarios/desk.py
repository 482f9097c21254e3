"""From a day's JSON to the desk that the world runs on.

Times become UTC minutes here and nowhere else. An item carries the id of the mail, task, habit
or request behind it, so that what a policy reads is what the file says.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from assistant.contract.day import (
    Contact,
    Event,
    Habit,
    Item,
    Mail,
    Person,
    Promise,
    Reminder,
    Task,
    Tier,
)
from assistant.contract.desk import Desk
from assistant.contract.lexical import LexicalMemory
from assistant.contract.memo import kept
from assistant.contract.notes import Episode, Note
from assistant.contract.tiers import infer_tier
from scenarios.chance import shuffled
from scenarios.schema import Scenario
from scenarios.things import (
    ChatSpec,
    ContactSpec,
    EmailSpec,
    HabitSpec,
    ItemSpec,
    MeetingSpec,
    PersonSpec,
    PromiseSpec,
    TaskSpec,
)

_USUAL_LENGTH = 40
"""Characters of an instant with microseconds and a zone."""

_STATUS = {"done": "done", "delegated": "delegated"}


def to_desk(scenario: Scenario, seed: int = 0) -> tuple[Desk, LexicalMemory]:
    """The desk as it lies when the day begins, and the notes; the seed orders the items.

    A day is converted once; every desk of it is a copy, over records that are frozen.

    Raises:
        ValueError: a time or a zone that does not exist; the message names the field.
    """
    begun = kept(scenario)
    if "begun" not in begun:
        begun["begun"] = _begin(scenario)
    desk, items, memory = begun["begun"]
    desk = desk.copy()
    if items is not None:
        conflicts = desk.items
        desk.items = {item.id: item for item in shuffled(items, seed, "items")} | conflicts
    return desk, memory.copy()


def _begin(scenario: Scenario) -> tuple[Desk, list[Item] | None, LexicalMemory]:
    """A desk with the items that have one order, the items that the seed orders, the notes."""
    utc = minutes_in(scenario.person.timezone)
    now = utc(scenario.simulation_time, "simulation_time")
    desk = Desk(
        person=_person(scenario.person),
        now=now,
        events={e.id: event_of(e, utc) for e in scenario.meetings},
        mails={e.id: mail_of(e, utc) for e in scenario.emails if is_there(e)},
        contacts={c.name: _contact(c) for c in scenario.contacts},
        tasks={t.id: task_of(t, utc) for t in scenario.tasks},
        habits={h.id: _habit(h) for h in scenario.habits},
        reminders={
            r.id: Reminder(r.id, r.label, utc(r.start, "reminders"), tuple(r.weekdays))
            for r in scenario.reminders
        },
        promises={p.id: promise_of(p, utc) for p in scenario.promises if not p.after},
        last=scenario.last,
        reserved=frozenset(d.add_meeting.id for d in scenario.drift if d.add_meeting),
    )
    for task in scenario.tasks:
        if task.prepares in desk.events:
            start = desk.events[task.prepares].start
            desk.tasks[task.id] = replace(desk.tasks[task.id], due=start)
    items = None
    if scenario.items is not None:
        desk.items = {i.id: _verbatim(i, utc) for i in scenario.items}
    else:
        items = _derived(scenario, desk, utc)
        desk.items = {item.id: item for item in items}
        desk.items = {conflict.id: conflict for conflict in desk.find_conflicts()}
    notes = [
        Note(n.id, n.text, n.source, utc(n.time, "notes") if n.time else None, n.tainted)
        for n in scenario.notes
    ]
    handled = [Episode(e.text, e.agent, e.tool, e.note) for e in scenario.episodes]
    return desk, items, LexicalMemory(notes, handled)


def is_there(mail: EmailSpec) -> bool:
    """Whether a mail lies on the desk when the day begins."""
    return mail.arrives is None and not mail.after


@lru_cache(maxsize=256)
def minutes_in(timezone: str) -> Callable[[str, str], int]:
    """A reader of ISO instants into UTC minutes; naive ones are in `timezone`.

    Raises:
        ValueError: there is no such zone.
    """
    try:
        zone = ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"$.person.timezone: there is no time zone {timezone[:40]!r}") from error

    def read(text: str, field: str) -> int:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone)
            back = moment.astimezone(UTC).astimezone(zone)
            if back.replace(tzinfo=None) != moment.replace(tzinfo=None):
                raise ValueError(f"$.{field}: {text} does not exist in {timezone}: clocks jump")
        if not 1970 <= moment.year <= 2200:
            raise ValueError(f"$.{field}: {text} is out of range")
        return int(moment.timestamp()) // 60

    # A day asks for its hidden deadlines at every step.
    known = lru_cache(maxsize=1024)(read)

    def utc(text: str, field: str) -> int:
        # What a stranger sends may hold any number of digits, and is not kept.
        return known(text, field) if len(text) <= _USUAL_LENGTH else read(text, field)

    return utc


def iso(minute: int) -> str:
    """A UTC minute as an ISO instant."""
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    return moment.strftime("%Y-%m-%dT%H:%MZ")


def mail_of(spec: EmailSpec, utc: Callable[[str, str], int], received: int | None = None) -> Mail:
    """The mail itself."""
    at = utc(spec.received, "emails.received") if spec.received else received or 0
    return Mail(
        spec.id, spec.sender, spec.subject, spec.body, spec.address, at, spec.priority,
        spec.relationship, spec.read, spec.replied, spec.drafted, spec.archived,
    )  # fmt: skip


def item_of_mail(spec: EmailSpec, utc: Callable[[str, str], int], received: int = 0) -> Item:
    """The decision that a mail asks for."""
    tier = spec.tier or _tier_of_mail(spec)
    return Item(
        spec.id, "mail", spec.subject, tier, spec.id, spec.body,
        due=utc(spec.due, "emails.due") if spec.due else None, effort=spec.effort,
        people=(spec.sender, *spec.people), priority=spec.priority,
        arrived=utc(spec.received, "emails.received") if spec.received else received,
        tainted=True,
    )  # fmt: skip


def item_of_task(spec: TaskSpec, task: Task, arrived: int = 0) -> Item:
    """The decision that a task asks for."""
    return Item(
        spec.id, "task", spec.description, spec.tier or infer_tier(spec.description), spec.id,
        detail=f"prepares {spec.prepares}" if spec.prepares else "", due=task.due,
        effort=spec.effort, people=tuple(spec.people), priority=spec.priority, arrived=arrived,
    )  # fmt: skip


def item_of_chat(spec: ChatSpec, utc: Callable[[str, str], int], now: int) -> Item:
    """The decision that a typed request asks for."""
    return Item(
        spec.id, "you", spec.text, spec.tier or infer_tier(spec.text),
        due=utc(spec.due, "chat.due") if spec.due else None, effort=spec.effort,
        people=tuple(spec.people), arrived=now,
    )  # fmt: skip


def promise_of(spec: PromiseSpec, utc: Callable[[str, str], int]) -> Promise:
    """The promise itself."""
    due = utc(spec.due, "promises.due") if spec.due else None
    return Promise(spec.id, spec.text, spec.by, spec.to, due)


def item_of_promise(
    spec: PromiseSpec, utc: Callable[[str, str], int], arrived: int | None = None
) -> Item:
    """The decision that a promise asks for: keep it, or chase whoever gave it."""
    made = utc(spec.made, "promises.made") if spec.made else arrived or 0
    return Item(
        spec.id, "promise", spec.text, spec.tier or infer_tier(spec.text), spec.id,
        detail=f"promised by {spec.by}" if spec.by else f"you promised {spec.to}".rstrip(),
        due=utc(spec.due, "promises.due") if spec.due else None, effort=spec.effort,
        people=tuple(name for name in (spec.by, spec.to) if name), priority=spec.priority,
        arrived=made,
    )  # fmt: skip


def habit_detail(habit: Habit) -> str:
    """What a habit's record tells: the streak, and how the week stands."""
    parts = [f"{habit.streak} in a row"] if habit.streak else []
    if habit.target:
        parts.append(f"{habit.kept} of {habit.target} this week")
    return ", ".join(parts)


def _derived(scenario: Scenario, desk: Desk, utc: Callable[[str, str], int]) -> list[Item]:
    """One item per mail, task, habit and request that still needs a decision."""
    items: list[Item] = []
    for mail in scenario.emails:
        # A mail that was read and is of no weight was decided on when it was read.
        is_settled = mail.replied or mail.archived
        is_pressing = not mail.read or mail.priority in {"critical", "high"}
        if is_there(mail) and not is_settled and is_pressing:
            items.append(item_of_mail(mail, utc))
    for task in scenario.tasks:
        if desk.tasks[task.id].status == "open":
            items.append(item_of_task(task, desk.tasks[task.id]))
    today = datetime.fromtimestamp(desk.now * 60, ZoneInfo(scenario.person.timezone)).weekday()
    for habit in scenario.habits:
        if not habit.is_done and today in habit.weekdays:
            due = utc(habit.due, "habits.due") if habit.due else None
            items.append(
                Item(habit.id, "habit", habit.label, habit.tier, habit.id,
                     detail=habit_detail(desk.habits[habit.id]), due=due,
                     effort=habit.minutes or None)
            )  # fmt: skip
    items += [item_of_promise(promise, utc) for promise in scenario.promises if not promise.after]
    for chat in scenario.chat:
        at = utc(chat.at, "chat.at") if chat.at else desk.now
        if at <= desk.now:
            items.append(item_of_chat(chat, utc, desk.now))
    return items


def _tier_of_mail(spec: EmailSpec) -> Tier:
    known: dict[str, Tier] = {
        "personal": "personal",
        "professional": "professional",
        "VIP": "professional",
    }
    return known.get(spec.relationship) or infer_tier(spec.subject, spec.relationship)


def _verbatim(i: ItemSpec, utc: Callable[[str, str], int]) -> Item:
    return Item(
        i.id, i.source, i.text, i.tier, i.ref, i.body, i.detail,
        utc(i.due, "items.due") if i.due else None, i.effort, tuple(i.people), tuple(i.events),
        i.priority, utc(i.arrived, "items.arrived") if i.arrived else 0, i.tainted, tuple(i.said),
        tuple(i.asked), i.tries, i.status, i.agent,
        utc(i.until, "items.until") if i.until else None,
    )  # fmt: skip


def _person(p: PersonSpec) -> Person:
    return Person(
        p.name, p.role, p.timezone, tuple(p.workdays), clock(p.work_start), clock(p.work_end),
        p.style, p.email,
    )  # fmt: skip


def event_of(e: MeetingSpec, utc: Callable[[str, str], int]) -> Event:
    """The event itself."""
    return Event(
        e.id, e.title, utc(e.start, "meetings.start"), e.duration_minutes, tuple(e.attendees),
        e.location, e.priority, e.tier, e.busy, e.cancelled, e.travel,
    )  # fmt: skip


def _contact(c: ContactSpec) -> Contact:
    return Contact(
        c.name, c.email, c.relationship, c.channel, c.importance, c.mood, tuple(c.skills)
    )


def task_of(t: TaskSpec, utc: Callable[[str, str], int]) -> Task:
    """The task itself."""
    status = _STATUS.get(t.status, "delegated" if t.delegated_to else "open")
    return Task(
        t.id, t.description, utc(t.deadline, "tasks.deadline") if t.deadline else None, t.effort,
        status, t.delegated_to or "",  # type: ignore[arg-type]
    )  # fmt: skip


def _habit(h: HabitSpec) -> Habit:
    at = None if h.at is None else clock(h.at)
    return Habit(h.id, h.label, at, tuple(h.weekdays), h.streak, h.is_done, h.kept, h.target)


def clock(text: str) -> int:
    """`HH:MM` as minutes after midnight."""
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)
