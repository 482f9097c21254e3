"""How time passes and how people and stress react to what is done and left undone."""

from assistant.contract import tools
from assistant.contract.day import Item
from assistant.contract.rules import Plan
from env_adapter import agenda, events, moods
from env_adapter.moods import PATIENCE
from env_adapter.needs import Judged
from env_adapter.people import is_right_channel
from env_adapter.state import DayState

__all__ = ["MINUTES", "PATIENCE", "REFUSED_MINUTES", "advance", "minutes_of", "react", "stress"]

MINUTES = {
    "route_to_agent": 0, "leave_to_user": 1, "snooze": 1, "do_nothing": 30, "finish": 0,
    "ask_clarification": 4, "search_kb": 1, "find_free_slot": 2, "schedule_event": 5,
    "reschedule_meeting": 5, "cancel_meeting": 5, "reply_email": 8, "draft_reply": 6,
    "send_email": 8, "archive_email": 1, "send_message": 4, "delegate_task": 5,
    "set_reminder": 2, "add_to_kb": 2, "answer": 2,
}  # fmt: skip
"""Minutes per tool; tasks and habits take what they take."""

REFUSED_MINUTES = 2

SHORT_NOTICE = 120
"""Minutes before a meeting within which moving it without need is resented."""

CONFLICT_STRESS, CRITICAL_STRESS, LATE_STRESS, MISSED_STRESS = 5, 6, 4, 8
"""Points of stress of an open overlap, something critical and open, something overdue, and a
personal need that was missed. Ours: Ghostexec added 2 for each of the first two and never took
any away; the missed need, which it does not know, weighs twice what else is overdue."""


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
    """Let time pass: what is due to happen happens, each at its own minute.

    Nothing here depends on the size of the step, so a day is the same in one go or in many.
    """
    if world.is_still or minutes <= 0:
        return
    target = min(world.desk.now + minutes, world.day_end)
    for pending in agenda.take(world.ledger, target):
        world.desk.now = max(world.desk.now, pending.at)
        events.fire(world, pending)
    world.desk.now = target


def react(world: DayState, plan: Plan, item: Item, judged: Judged) -> None:
    """The moods of those whom a settling call reaches."""
    call = plan.call
    if isinstance(call, tools.CancelMeeting | tools.RescheduleMeeting) and plan.event:
        soon = plan.event.start - world.desk.now < SHORT_NOTICE
        is_cancelled = isinstance(call, tools.CancelMeeting)
        if judged.credit < 50 and (is_cancelled or soon):
            _resent(world, plan.event.attendees)
        return
    if not isinstance(call, tools.ReplyEmail | tools.SendEmail | tools.SendMessage):
        return
    contact = plan.contact or (world.desk.contact(plan.mail.sender) if plan.mail else None)
    if contact is None or contact.name in world.ledger.muted:
        return
    if judged.credit >= 60 and is_right_channel(contact, call.name):
        if item.id not in world.ledger.warmed:
            world.ledger.warmed.append(item.id)
            moods.shift(world, contact.name, +1)
    elif judged.credit < 30:
        _resent(world, (contact.name,))


def _resent(world: DayState, names: tuple[str, ...]) -> None:
    told = moods.sour(world, names, -1)
    if told:
        world.announce(told)


def load(world: DayState) -> int:
    """What weighs on the person right now, in points of stress.

    What was left alone weighs no longer, with one exception: a personal need whose time has
    passed and that nobody saw to.
    """
    ledger, needs, now = world.ledger, world.needs, world.desk.now
    credit, points = ledger.credit, 0
    for item in world.desk.items.values():
        if credit.get(item.id, 0) >= 50:
            continue
        due = needs.due(item)
        is_late = due is not None and due < now
        if item.status in {"done", "left"}:
            if is_late and item.id not in ledger.moot and _is_missed_need(world, item):
                points += MISSED_STRESS
            continue
        if item.source == "conflict":
            points += CONFLICT_STRESS
        elif item.priority == "critical":
            points += CRITICAL_STRESS
        if is_late:
            points += MISSED_STRESS if needs.tier(item) == "personal" else LATE_STRESS
    return points


def _is_missed_need(world: DayState, item: Item) -> bool:
    return world.needs.tier(item) == "personal" and world.needs.can_earn(item)


def carried(world: DayState) -> int:
    """The load as a share of what the person can carry."""
    return load(world) * 100 // world.scenario.dynamics.capacity


def stress(world: DayState) -> int:
    """Stress, 0 to 100: what weighs on the person, over what was there from the start."""
    return min(100, max(0, world.ledger.base_stress + carried(world)))
