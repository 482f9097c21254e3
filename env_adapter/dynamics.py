"""How time passes, and how people react to what is done."""

from assistant.contract import tools
from assistant.contract.day import Item
from assistant.contract.rules import Plan
from env_adapter import agenda, events, moods
from env_adapter.moods import PATIENCE
from env_adapter.needs import Judged
from env_adapter.people import is_right_channel
from env_adapter.state import DayState
from env_adapter.worth import WRITING

__all__ = ["MINUTES", "PATIENCE", "REFUSED_MINUTES", "advance", "minutes_of", "react"]

MINUTES = {
    "route_to_agent": 0, "leave_to_user": 1, "snooze": 1, "do_nothing": 30, "finish": 0,
    "ask_clarification": 4, "search_kb": 1, "find_free_slot": 2, "schedule_event": 5,
    "reschedule_meeting": 5, "cancel_meeting": 5, "reply_email": 8, "draft_reply": 6,
    "send_email": 8, "archive_email": 1, "send_message": 4, "delegate_task": 5,
    "set_reminder": 2, "add_to_kb": 2, "answer": 2,
}  # fmt: skip
"""Minutes per tool; tasks and habits take what they take."""

MOVING = frozenset({"reschedule_meeting", "cancel_meeting"})
"""Tools of which the attendees hear, which takes minutes for each."""

REFUSED_MINUTES = 2

SHORT_NOTICE = 120
"""Minutes before a meeting within which moving it without need is resented."""


def minutes_of(world: DayState, call: tools.Tool, item: Item | None) -> int:
    """How long a call takes."""
    own = world.scenario.dynamics.minutes.get(call.name)
    if own is not None:
        return min(max(own, 0), 1440)
    if item is not None and call.name in {"complete_task", "mark_habit_done"}:
        return world.needs.minutes(item)
    told = 0
    if call.name in MOVING:
        event = world.desk.events.get(getattr(call, "meeting_id", ""))
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
    name = plan.call.name
    if name in MOVING and plan.event:
        soon = plan.event.start - world.desk.now < SHORT_NOTICE
        if judged.credit < 50 and (soon or name == "cancel_meeting"):
            _resent(world, plan.event.attendees)
        return
    if name not in WRITING:
        return
    contact = plan.contact or (world.desk.contact(plan.mail.sender) if plan.mail else None)
    if contact is None or contact.name in world.ledger.muted:
        return
    if judged.credit >= 60 and is_right_channel(contact, name):
        if item.id not in world.ledger.warmed:
            world.ledger.warmed.append(item.id)
            moods.shift(world, contact.name, +1)
    elif judged.credit < 30:
        _resent(world, (contact.name,))


def _resent(world: DayState, names: tuple[str, ...]) -> None:
    told = moods.sour(world, names, -1)
    if told:
        world.announce(told)
