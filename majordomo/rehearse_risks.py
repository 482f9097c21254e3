"""What to look at before a rehearsed plan is applied, read off its steps and the desk after."""

from collections.abc import Collection, Iterator, Mapping

from assistant.contract import clock, tools
from assistant.contract.day import Contact, Event, Item, Person
from assistant.contract.desk import Desk
from assistant.contract.tools import Effect
from assistant.guard import consent_reason
from assistant.nodes import IN_VAIN
from majordomo.rehearse_play import Played, Step
from tui.rehearsal import Risk

_SOON = 24 * 60
"""Minutes ahead within which a deadline that nobody sees to is a risk."""

_WORD = {
    "open": "was not reached", "asked": "waits for your answer", "left": "was left to you",
    "waiting": "waits for your word", "failed": "came to nothing", "snoozed": "was put off",
}  # fmt: skip


def risks_of(
    played: Played, address_book: Collection[Contact], numbers: Mapping[str, int]
) -> list[Risk]:
    """The risks, those of single calls first and in their order.

    Args:
        played: The day.
        address_book: Whom the person knows; who merely wrote to them is a stranger.
        numbers: The number of each call that can be applied, by effect id.
    """
    desk = played.before
    found: list[Risk] = []
    for step in played.steps:
        number = numbers.get(step.event.effect_id, 0)
        if step.event.status == "ok" and step.call is not None:
            found += _of_call(step, step.call, desk, address_book, number)
    return [*found, *_overlaps(played), *_deadlines(played), *_failures(played)]


def _of_call(
    step: Step, call: tools.Tool, desk: Desk, address_book: Collection[Contact], number: int
) -> Iterator[Risk]:
    if call.effect is Effect.IRREVERSIBLE:
        yield Risk("cannot be undone", f"{call.name}: {step.event.text}", number)
        stranger = _stranger(call, desk, address_book)
        if stranger:
            text = f"{call.name} goes to {stranger}, who is not among your contacts"
            yield Risk("stranger", text, number)
    elif consent_reason(call, step.item) == "text from outside asked for it":
        text = f"{call.name} was brought about by what somebody else wrote: {step.event.text}"
        yield Risk("from outside", text, number)
    touched = _personal_time(step, call, desk)
    if touched:
        yield Risk("personal time", touched, number)
    item = step.item
    end = step.at + step.minutes
    is_settled = call.effect is not Effect.READ and not isinstance(call, tools.Snooze)
    if item is not None and item.due is not None and is_settled and end > item.due > desk.now:
        zone = desk.person.timezone
        done, due = clock.say_instant(end, zone), clock.say_instant(item.due, zone)
        yield Risk("deadline", f"{item.text}: due {due}, done about {done}", number)


def _stranger(call: tools.Tool, desk: Desk, address_book: Collection[Contact]) -> str:
    """Whom a message goes to, where the person does not know them; else empty."""
    known = {value.casefold() for c in address_book for value in (c.name, c.email) if value}
    match call:
        case tools.ReplyEmail(email_id=email_id):
            mail = desk.mails.get(email_id)
            who = (mail.address or mail.sender) if mail else email_id
        case tools.SendEmail(to=to):
            contact = desk.contact(to)
            who = contact.email if contact and contact.email else to
        case tools.SendMessage(contact=name):
            contact = desk.contact(name)
            who = contact.name if contact else name
        case _:
            return ""
    return "" if who.casefold() in known else who


def _personal_time(step: Step, call: tools.Tool, desk: Desk) -> str:
    """How a call touches the person's own time; empty where it does not."""
    if isinstance(call, tools.RescheduleMeeting | tools.CancelMeeting):
        event = desk.events.get(call.meeting_id)
        if event is not None and event.tier == "personal":
            return f"personal, and touched: {step.event.text}"
    if not isinstance(call, tools.RescheduleMeeting | tools.ScheduleEvent):
        return ""
    is_work = step.item is not None and step.item.tier == "professional"
    event = step.event_after
    if is_work and event is not None and not _in_working_hours(event, desk.person):
        when = clock.say_span(event.start, event.end, desk.person.timezone)
        return f"work outside working hours: {event.title} {when}"
    return ""


def _in_working_hours(event: Event, person: Person) -> bool:
    start = clock.to_local(event.start, person.timezone)
    of_day = start.hour * 60 + start.minute
    fits = person.work_start <= of_day and of_day + event.minutes <= person.work_end
    return fits and start.weekday() in person.workdays


def _overlaps(played: Played) -> Iterator[Risk]:
    """Appointments that clash when the plan is carried out."""
    before = {item.events for item in _conflicts(played.before)}
    for item in _conflicts(played.after):
        kind = "and stay so" if item.events in before else "because of this plan"
        yield Risk("conflict", f"{item.text}, {kind}")


def _conflicts(desk: Desk) -> list[Item]:
    bare = desk.copy()
    bare.items = {}
    return bare.find_conflicts()


def _deadlines(played: Played) -> Iterator[Risk]:
    """Items that nobody sees to in time."""
    zone, now = played.before.person.timezone, played.before.now
    for item in played.after.items.values():
        if item.due is None or item.status == "done":
            continue
        due = clock.say_instant(item.due, zone)
        if item.due <= now:
            yield Risk("deadline", f"{item.text}: was due {due}, and {_WORD[item.status]}")
        elif item.status == "snoozed" and (item.until or 0) > item.due:
            back = clock.say_instant(item.until or 0, zone)
            yield Risk("deadline", f"{item.text}: due {due}, put off to {back}")
        elif item.due <= now + _SOON and item.status != "snoozed":
            yield Risk("deadline", f"{item.text}: due {due}, and {_WORD[item.status]}")


def _failures(played: Played) -> Iterator[Risk]:
    """Items that the assistant could not handle."""
    last = {step.event.item_id: step.event for step in played.steps}
    for item in played.after.items.values():
        was = played.before.items.get(item.id)
        if was is not None and not was.is_open:
            continue
        event = last.get(item.id)
        reason = str(event.args.get("reason", "")) if event else ""
        if item.status == "failed":
            yield Risk("came to nothing", f"{item.text}: {event.text if event else ''}")
        elif item.status == "left" and reason.startswith(IN_VAIN):
            yield Risk("came to nothing", f"{item.text}: {reason.removeprefix(IN_VAIN)}")
        elif item.status == "open":
            yield Risk("not handled", f"{item.text}: the assistant stopped before it")
