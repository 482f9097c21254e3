"""What each tool needs and does on a desk: `plan` judges a call, `commit` applies it.

Between the two a workspace makes the effect real. Planning resolves names, ids and time
phrases once, so that what is written to a file is what was judged.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from email.utils import parseaddr

from assistant.contract import times, tools
from assistant.contract.day import Contact, Event, Item, Mail, Reminder, Status
from assistant.contract.desk import Desk
from assistant.contract.lexical import excerpt
from assistant.contract.memo import changed
from assistant.contract.notes import KnowledgePort, Note
from assistant.contract.outcome import Outcome, OutcomeStatus

SLOT_STEP = 30
"""Minutes between the starts that `find_free_slot` offers."""

SLOTS_OFFERED = 3

MORNING = 8 * 60
"""Minutes after midnight at which an item that was put off to a day returns."""

_PERSONAL_HOURS = (7 * 60, 21 * 60)
"""Local minutes within which personal events are offered."""


class Refusal(Exception):
    """A call that cannot be done; the message says why and what would be right."""


# Not frozen: one is made for each call, and freezing takes ten times as long.
@dataclass(slots=True)
class Plan:
    """A judged call with everything in it resolved."""

    call: tools.Tool
    text: str
    """The outcome in one line, once it is done."""
    item: Item | None = None
    closes: Status | None = None
    """What becomes of the item."""
    new_id: str = ""
    """Short id of the event or reminder that comes into being."""
    start: int | None = None
    """UTC minutes."""
    minutes: int = 0
    weekdays: tuple[int, ...] = ()
    """Of a recurring reminder."""
    event: Event | None = None
    mail: Mail | None = None
    contact: Contact | None = None
    address: str = ""
    """Where a mail goes."""
    attendees: tuple[tuple[str, str], ...] = ()
    """Names and addresses (empty where unknown) of the others."""


def plan(desk: Desk, call: tools.Tool) -> Plan:
    """Judge a call.

    Raises:
        Refusal: it cannot be done on this desk.
    """
    item = None
    if call.item:
        item = desk.items.get(call.item)
        if item is None:
            raise Refusal(f"there is no item {call.item[:20]!r}; take an id from the briefing")
        if not item.is_open:
            raise Refusal(f"{item.id} needs no decision: it is {item.status}")
    return _PLANNERS[type(call)](desk, call, item)


def commit(desk: Desk, plan: Plan, kb: KnowledgePort, agent: str) -> Outcome:
    """Apply a planned call to the desk and say what came of it."""
    call, text = plan.call, plan.text
    notes: tuple[Note, ...] = ()
    effect = _EFFECTS.get(type(call))
    if effect is not None:
        effect(desk, plan, call)
    if isinstance(call, tools.SearchKb):
        notes = tuple(replace(n, text=excerpt(n.text, call.query)) for n in kb.search(call.query))
        text = f"{len(notes)} note{'s' * (len(notes) > 1)}" if notes else "no note fits"
    if plan.closes and plan.item:
        desk.settle(plan.item.id, plan.closes, "none" if plan.closes == "left" else agent)
    desk.close_conflicts(agent)
    status: OutcomeStatus = "asked" if isinstance(call, tools.AskClarification) else "ok"
    over = isinstance(call, tools.Finish | tools.DoNothing)
    return desk.note(Outcome(call.name, call.item, status, text, notes, day_over=over))


def _scheduled(desk: Desk, plan: Plan, call: tools.ScheduleEvent) -> None:
    tier = plan.item.tier if plan.item else "other"
    names = tuple(name for name, _ in plan.attendees)
    start = _set(plan.start)
    desk.events[plan.new_id] = Event(plan.new_id, call.title, start, plan.minutes, names, tier=tier)


def _rescheduled(desk: Desk, plan: Plan, call: tools.RescheduleMeeting) -> None:
    event = desk.events[call.meeting_id]
    desk.events[event.id] = changed(event, start=_set(plan.start))


def _cancelled(desk: Desk, plan: Plan, call: tools.CancelMeeting) -> None:
    event = desk.events[call.meeting_id]
    desk.events[event.id] = changed(event, cancelled=True)


def _replied(desk: Desk, plan: Plan, call: tools.ReplyEmail) -> None:
    desk.mails[call.email_id] = changed(desk.mails[call.email_id], replied=True, read=True)


def _drafted(desk: Desk, plan: Plan, call: tools.DraftReply) -> None:
    desk.mails[call.email_id] = changed(desk.mails[call.email_id], drafted=True, read=True)


def _archived(desk: Desk, plan: Plan, call: tools.ArchiveEmail) -> None:
    desk.mails[call.email_id] = changed(desk.mails[call.email_id], archived=True, read=True)


def _completed(desk: Desk, plan: Plan, call: tools.CompleteTask) -> None:
    desk.tasks[call.task_id] = changed(desk.tasks[call.task_id], status="done")


def _delegated(desk: Desk, plan: Plan, call: tools.DelegateTask) -> None:
    name = plan.contact.name if plan.contact else call.contact
    task = desk.tasks[call.task_id]
    desk.tasks[task.id] = changed(task, status="delegated", delegate=name)


def _reminded(desk: Desk, plan: Plan, call: tools.SetReminder) -> None:
    start = _set(plan.start)
    desk.reminders[plan.new_id] = Reminder(plan.new_id, call.label, start, plan.weekdays)


def _ticked(desk: Desk, plan: Plan, call: tools.MarkHabitDone) -> None:
    habit = desk.habits[call.habit_id]
    desk.habits[habit.id] = changed(habit, is_done=True, streak=habit.streak + 1)


def _snoozed(desk: Desk, plan: Plan, call: tools.Snooze) -> None:
    desk.update(call.item_id, until=plan.start)


def _asked(desk: Desk, plan: Plan, call: tools.AskClarification) -> None:
    desk.update(call.item_id, asked=(*desk.items[call.item_id].asked, call.field))


def _noted(desk: Desk, plan: Plan, call: tools.AddToKb) -> None:
    desk.forget_recalled()


_EFFECTS: dict[type[tools.Tool], Callable[..., None]] = {
    tools.ScheduleEvent: _scheduled,
    tools.RescheduleMeeting: _rescheduled,
    tools.CancelMeeting: _cancelled,
    tools.ReplyEmail: _replied,
    tools.DraftReply: _drafted,
    tools.ArchiveEmail: _archived,
    tools.CompleteTask: _completed,
    tools.DelegateTask: _delegated,
    tools.SetReminder: _reminded,
    tools.MarkHabitDone: _ticked,
    tools.Snooze: _snoozed,
    tools.AskClarification: _asked,
    tools.AddToKb: _noted,
}


def free_slots(desk: Desk, window: times.Window, minutes: int, item: Item) -> list[int]:
    """Up to three starts (UTC minutes) at which nothing clashes, within decent hours.

    Professional items are offered working hours; all others 07:00 to 21:00 on any day.
    """
    tz, person = desk.person.timezone, desk.person
    at_work = item.tier == "professional"
    opens, closes = (person.work_start, person.work_end) if at_work else _PERSONAL_HOURS
    start = max(window.start, desk.now + 1)
    start += -start % SLOT_STEP
    travel = max((desk.events[e].travel for e in item.events if e in desk.events), default=0)
    found: list[int] = []
    while start + minutes <= window.end and len(found) < SLOTS_OFFERED:
        local = times.to_local(start, tz)
        of_day = local.hour * 60 + local.minute
        decent = opens <= of_day and of_day + minutes <= closes
        if at_work and local.weekday() not in person.workdays:
            decent = False
        clash = desk.busy(start, start + minutes, travel=travel) if decent else None
        if decent and clash is None:
            found.append(start)
            start += max(minutes + -minutes % SLOT_STEP, SLOT_STEP)
        else:
            start += SLOT_STEP
    return found


def _route(desk: Desk, call: tools.RouteToAgent, item: Item) -> Plan:
    return Plan(call, f"{call.agent} takes it", item)


def _leave(desk: Desk, call: tools.LeaveToUser, item: Item) -> Plan:
    return Plan(call, f"left to {desk.person.name}: {call.reason}", item, closes="left")


def _snooze(desk: Desk, call: tools.Snooze, item: Item) -> Plan:
    start, text = return_time(desk, call.until)
    return Plan(call, text, item, "snoozed", start=start)


def return_time(desk: Desk, until: str) -> tuple[int, str]:
    """When an item that is put off returns (UTC minutes), and the same in words.

    Raises:
        Refusal: the phrase is not clear or lies in the past.
    """
    tz = desk.person.timezone
    found = _resolve(
        times.resolve_instant(until, desk.now, tz),
        "until",
        times.resolve_day(until, desk.now, tz),
    )
    if isinstance(found, times.Instant):
        start = found.minute
    else:
        assert isinstance(found, times.Window)
        start = found.start + MORNING
    if start <= desk.now:
        raise Refusal("until is in the past; give a later time")
    return start, f"returns {times.say_instant(start, tz)}"


def _do_nothing(desk: Desk, call: tools.DoNothing, item: None) -> Plan:
    return Plan(call, "nothing was done")


def _finish(desk: Desk, call: tools.Finish, item: None) -> Plan:
    return Plan(call, "the day's work is done")


def _ask(desk: Desk, call: tools.AskClarification, item: Item) -> Plan:
    if call.field in item.asked:
        raise Refusal(f"{call.field} was asked already; use what was answered or leave the item")
    return Plan(call, call.question, item, closes="asked")


def _search(desk: Desk, call: tools.SearchKb, item: Item) -> Plan:
    return Plan(call, "", item)


def _find_slot(desk: Desk, call: tools.FindFreeSlot, item: Item) -> Plan:
    tz = desk.person.timezone
    window = _resolve(times.resolve_window(call.window, desk.now, tz), "window",
                      times.resolve_day(call.window, desk.now, tz))  # fmt: skip
    assert isinstance(window, times.Window)
    slots = free_slots(desk, window, call.duration_minutes, item)
    text = (
        "free: " + ", ".join(times.say_instant(s, tz) for s in slots) if slots else "nothing free"
    )
    return Plan(call, text, item)


def _schedule(desk: Desk, call: tools.ScheduleEvent, item: Item) -> Plan:
    start = _free_start(desk, call.start, "start", call.duration_minutes)
    attendees = tuple(_attendee(desk, name) for name in call.attendees)
    span = times.say_span(start, start + call.duration_minutes, desk.person.timezone)
    new_id = desk.new_id("m", desk.events)
    others = f" with {', '.join(name for name, _ in attendees)}" if attendees else ""
    return Plan(call, f"{new_id} {call.title} {span}{others}", item, "done", new_id, start,
                call.duration_minutes, attendees=attendees)  # fmt: skip


def _reschedule(desk: Desk, call: tools.RescheduleMeeting, item: Item) -> Plan:
    event = _event(desk, call.meeting_id)
    start = _free_start(desk, call.new_time, "new_time", event.minutes, event)
    if start == event.start:
        raise Refusal(f"{event.id} starts then already")
    span = times.say_span(start, start + event.minutes, desk.person.timezone)
    return Plan(call, f"{event.id} {event.title} moved to {span}", item, "done", start=start,
                minutes=event.minutes, event=event)  # fmt: skip


def _cancel(desk: Desk, call: tools.CancelMeeting, item: Item) -> Plan:
    event = _event(desk, call.meeting_id)
    return Plan(call, f"{event.id} {event.title} cancelled", item, "done", event=event)


def _reply(desk: Desk, call: tools.ReplyEmail, item: Item) -> Plan:
    mail = _mail(desk, call.email_id)
    return Plan(call, f"answered {mail.sender}", item, "done", mail=mail,
                address=mail.address or mail.sender)  # fmt: skip


def _draft(desk: Desk, call: tools.DraftReply, item: Item) -> Plan:
    mail = _mail(desk, call.email_id)
    if mail.drafted:
        raise Refusal(f"{mail.id} has a draft already")
    return Plan(call, f"draft to {mail.sender}", item, "done", mail=mail,
                address=mail.address or mail.sender)  # fmt: skip


def _send(desk: Desk, call: tools.SendEmail, item: Item) -> Plan:
    contact = desk.contact(call.to)
    address = contact.email if contact and contact.email else call.to
    if not is_address(address):
        raise Refusal(f"no address is known for {call.to[:40]!r}; ask for it")
    return Plan(call, f"mail to {call.to}", item, "done", contact=contact, address=address)


def _archive(desk: Desk, call: tools.ArchiveEmail, item: Item) -> Plan:
    mail = _mail(desk, call.email_id)
    return Plan(call, f"{mail.id} archived", item, "done", mail=mail)


def _message(desk: Desk, call: tools.SendMessage, item: Item) -> Plan:
    contact = _contact(desk, call.contact)
    return Plan(call, f"message to {contact.name}", item, "done", contact=contact)


def _complete(desk: Desk, call: tools.CompleteTask, item: Item) -> Plan:
    _task(desk, call.task_id)
    return Plan(call, f"{call.task_id} done", item, "done")


def _delegate(desk: Desk, call: tools.DelegateTask, item: Item) -> Plan:
    _task(desk, call.task_id)
    contact = _contact(desk, call.contact)
    return Plan(call, f"{call.task_id} handed to {contact.name}", item, "done", contact=contact)


def _remind(desk: Desk, call: tools.SetReminder, item: Item) -> Plan:
    tz = desk.person.timezone
    when = _resolve(times.resolve_when(call.when, desk.now, tz), "when")
    weekdays: tuple[int, ...] = ()
    if isinstance(when, times.Recurrence):
        weekdays, start = when.weekdays, times.next_occurrence(when, desk.now, tz)
    else:
        assert isinstance(when, times.Instant)
        start = when.minute
    if start <= desk.now:
        raise Refusal("when is in the past; give a later time")
    new_id = desk.new_id("r", desk.reminders)
    first = times.say_instant(start, tz)
    text = f"{call.label} {_often(weekdays)} from {first}" if weekdays else f"{call.label} {first}"
    return Plan(call, text, item, "done", new_id, start, weekdays=weekdays)


def _habit(desk: Desk, call: tools.MarkHabitDone, item: Item) -> Plan:
    habit = desk.habits.get(call.habit_id)
    if habit is None:
        raise Refusal(f"there is no habit {call.habit_id[:20]!r}")
    if habit.is_done:
        raise Refusal(f"{habit.id} is ticked off already")
    return Plan(call, f"{habit.label} done", item, "done")


def _remember(desk: Desk, call: tools.AddToKb, item: Item) -> Plan:
    return Plan(call, f"noted: {call.content}", item, "done")


def _answer(desk: Desk, call: tools.Answer, item: Item) -> Plan:
    return Plan(call, call.text, item, "done")


_PLANNERS: dict[type[tools.Tool], Callable[..., Plan]] = {
    tools.RouteToAgent: _route,
    tools.LeaveToUser: _leave,
    tools.Snooze: _snooze,
    tools.DoNothing: _do_nothing,
    tools.Finish: _finish,
    tools.AskClarification: _ask,
    tools.SearchKb: _search,
    tools.FindFreeSlot: _find_slot,
    tools.ScheduleEvent: _schedule,
    tools.RescheduleMeeting: _reschedule,
    tools.CancelMeeting: _cancel,
    tools.ReplyEmail: _reply,
    tools.DraftReply: _draft,
    tools.SendEmail: _send,
    tools.ArchiveEmail: _archive,
    tools.SendMessage: _message,
    tools.CompleteTask: _complete,
    tools.DelegateTask: _delegate,
    tools.SetReminder: _remind,
    tools.MarkHabitDone: _habit,
    tools.AddToKb: _remember,
    tools.Answer: _answer,
}


def is_address(text: str) -> bool:
    """Whether `text` is one plain mail address."""
    _, address = parseaddr(text)
    local, at, domain = address.rpartition("@")
    return bool(at and local and domain and address == text.strip() and " " not in text.strip())


def _resolve(
    found: times.Instant | times.Window | times.Recurrence | times.Ambiguous | times.Unclear,
    field: str,
    otherwise: times.Window | times.Ambiguous | times.Unclear | None = None,
) -> times.Instant | times.Window | times.Recurrence:
    """The reading of a time field, or a refusal that says what to ask."""
    for reading in (found, otherwise):
        if isinstance(reading, times.Instant | times.Window | times.Recurrence):
            return reading
    assert isinstance(found, times.Ambiguous | times.Unclear)
    raise Refusal(f"{field} is not clear: {found.question}")


def _free_start(
    desk: Desk, phrase: str, field: str, minutes: int, moved: Event | None = None
) -> int:
    tz = desk.person.timezone
    when = _resolve(times.resolve_instant(phrase, desk.now, tz), field)
    assert isinstance(when, times.Instant)
    if when.minute < desk.now:
        raise Refusal(f"{field} is in the past; give a later time")
    ignore, travel = (moved.id, moved.travel) if moved else ("", 0)
    clash = desk.busy(when.minute, when.minute + minutes, ignore, travel)
    if clash is not None:
        span = times.say_span(clash.start, clash.end, tz)
        way = max(clash.travel, travel)
        reach = f" with {way} min of travel" if way else ""
        raise Refusal(f"{clash.id} {clash.title} is then, {span}{reach}; find a free slot or ask")
    return when.minute


def _attendee(desk: Desk, name: str) -> tuple[str, str]:
    contact = desk.contact(name)
    if contact is not None:
        return contact.name, contact.email
    return name, name if is_address(name) else ""


def _event(desk: Desk, event_id: str) -> Event:
    event = desk.events.get(event_id)
    if event is None:
        raise Refusal(f"there is no event {event_id[:20]!r}")
    if event.cancelled:
        raise Refusal(f"{event_id} is cancelled already")
    return event


def _mail(desk: Desk, email_id: str) -> Mail:
    mail = desk.mails.get(email_id)
    if mail is None:
        raise Refusal(f"there is no mail {email_id[:20]!r}")
    if mail.replied:
        raise Refusal(f"{email_id} is answered already")
    if mail.archived:
        raise Refusal(f"{email_id} is archived")
    return mail


def _task(desk: Desk, task_id: str) -> None:
    task = desk.tasks.get(task_id)
    if task is None:
        raise Refusal(f"there is no task {task_id[:20]!r}")
    if task.status != "open":
        raise Refusal(f"{task_id} is {task.status} already")


def _contact(desk: Desk, name: str) -> Contact:
    contact = desk.contact(name)
    if contact is None:
        raise Refusal(f"{name[:40]!r} is not among the contacts; ask who is meant")
    return contact


def _often(weekdays: tuple[int, ...]) -> str:
    if len(weekdays) == 7:
        return "daily"
    if weekdays == (0, 1, 2, 3, 4):
        return "on weekdays"
    return "on " + ", ".join(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[d] for d in weekdays)


def _set(value: int | None) -> int:
    assert value is not None
    return value
