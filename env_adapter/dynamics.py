"""How time passes and how people and stress react to what is done and left undone."""

from assistant.contract import tools
from assistant.contract.day import Contact, Item
from assistant.contract.rules import Plan
from env_adapter import events
from env_adapter.needs import Judged
from env_adapter.people import is_right_channel, shift_mood
from env_adapter.state import DayState

MINUTES = {
    "route_to_agent": 0, "leave_to_user": 1, "snooze": 1, "do_nothing": 30, "finish": 0,
    "ask_clarification": 4, "search_kb": 1, "find_free_slot": 2, "schedule_event": 5,
    "reschedule_meeting": 5, "cancel_meeting": 5, "reply_email": 8, "draft_reply": 6,
    "send_email": 8, "archive_email": 1, "send_message": 4, "delegate_task": 5,
    "set_reminder": 2, "add_to_kb": 2, "answer": 2,
}  # fmt: skip
"""Minutes per tool; tasks and habits take what they take."""

REFUSED_MINUTES = 2
PATIENCE = {"critical": 60, "high": 180}
"""Minutes for which a sender waits before the mood sinks, by priority."""

MAX_HURT = 2
SHORT_NOTICE = 120


def minutes_of(world: DayState, call: tools.Tool, item: Item | None) -> int:
    """How long a call takes."""
    own = world.scenario.dynamics.minutes.get(call.name)
    if own is not None:
        return min(max(own, 0), 1440)
    if item is not None and isinstance(call, tools.CompleteTask | tools.MarkHabitDone):
        return world.needs.minutes(item)
    told = 0
    if isinstance(call, tools.RescheduleMeeting | tools.CancelMeeting):
        event = world.desk.events.get(call.meeting_id)
        told = 2 * min(len(event.attendees), 5) if event else 0
    return MINUTES.get(call.name, 5) + told


def advance(world: DayState, minutes: int) -> None:
    """Let time pass: what is due to happen happens, the neglected grow impatient."""
    if world.is_still or minutes <= 0:
        return
    target = min(world.desk.now + minutes, world.day_end)
    for pending in events.due(world, target):
        world.desk.now = max(world.desk.now, pending.at)
        events.fire(world, pending)
    world.desk.now = target
    world.desk.wake()
    _grow_impatient(world)


def react(world: DayState, plan: Plan, item: Item, judged: Judged) -> None:
    """The moods of those whom a settling call reaches."""
    call = plan.call
    if isinstance(call, tools.CancelMeeting | tools.RescheduleMeeting) and plan.event:
        soon = plan.event.start - world.desk.now < SHORT_NOTICE
        is_cancelled = isinstance(call, tools.CancelMeeting)
        if judged.credit < 50 and (is_cancelled or soon):
            for name in plan.event.attendees:
                _shift(world, name, -1)
        return
    if not isinstance(call, tools.ReplyEmail | tools.SendEmail | tools.SendMessage):
        return
    contact = plan.contact or (world.desk.contact(plan.mail.sender) if plan.mail else None)
    if contact is None or contact.name in world.ledger.muted:
        return
    if judged.credit >= 60 and is_right_channel(contact, call.name):
        if item.id not in world.ledger.warmed:
            world.ledger.warmed.append(item.id)
            shift_mood(world.desk, contact, +1)
    elif judged.credit < 30:
        shift_mood(world.desk, contact, -1)


def load(world: DayState) -> int:
    """What weighs on the person right now, in points of stress."""
    desk, needs, now = world.desk, world.needs, world.desk.now
    points = 0
    for item in desk.items.values():
        if world.ledger.credit.get(item.id, 0) >= 50 or item.status in {"done", "left"}:
            continue
        due = needs.due(item)
        is_late = due is not None and due < now
        if item.source == "conflict":
            points += 5
        elif item.priority == "critical":
            points += 6
        if is_late:
            points += 8 if needs.tier(item) == "personal" else 4
    return points


def stress(world: DayState) -> int:
    """Stress, 0 to 100: what weighs on the person, over what was there from the start."""
    return min(100, max(0, world.ledger.base_stress + load(world)))


def _grow_impatient(world: DayState) -> None:
    """Senders of weighty mails that are not answered well lose patience, twice at most.

    It asks for the credit, not for the status: archiving, snoozing or leaving a mail does not
    make its sender any happier.
    """
    ledger, desk = world.ledger, world.desk
    for item in desk.items.values():
        patience = PATIENCE.get(item.priority)
        if item.source != "mail" or patience is None or ledger.credit.get(item.id, 0) >= 30:
            continue
        waited = desk.now - max(item.arrived, world.start)
        times = min(waited // patience, MAX_HURT)
        while ledger.hurt.get(item.id, 0) < times:
            ledger.hurt[item.id] = ledger.hurt.get(item.id, 0) + 1
            _shift(world, item.people[0] if item.people else "", -1)


def _shift(world: DayState, name: str, by: int) -> None:
    contact: Contact | None = world.desk.contact(name) if name else None
    if contact is not None:
        shift_mood(world.desk, contact, by)
