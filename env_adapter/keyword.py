"""Butler's rule as a policy: keywords decide the tier, the agent and whether to act at all.

Its maps are kept as they were, substrings included, so that "Watermelon" still is personal because
of its water. The arguments are the obvious ones: a text that names its subject, the first time that
the item mentions.
"""

from typing import Any

from assistant.contract import rules, times
from assistant.contract.day import Item
from env_adapter.ways import Call
from env_adapter.world import World

FIRST_TIER = (
    "health", "doctor", "gym", "water", "sleep", "medicine", "family", "mom", "dad", "kids", "wife",
    "husband", "partner", "remind", "habit", "daily", "every day", "personal", "birthday",
    "anniversary", "therapy", "workout", "mental health",
)  # fmt: skip
SECOND_TIER = (
    "meeting", "call", "email", "reply", "respond", "deadline", "project", "client", "report",
    "presentation", "standup", "sprint", "deliverable", "invoice", "contract",
)  # fmt: skip
AGENTS = (
    ("habit", ("gym", "water", "sleep", "medicine", "workout", "habit", "daily", "every day",
               "remind")),
    ("knowledge", ("birthday", "anniversary", "family", "ask", "know", "recall", "remember")),
    ("meeting", ("meeting", "call", "standup")),
    ("email", ("email", "reply", "respond", "follow up")),
)  # fmt: skip
FINISH = Call("finish", {"summary": "Done for today."}, "orchestrator")


class Keyword:
    """Personal keywords first, then professional ones; whatever matches none is left alone."""

    def __init__(self, seed: int = 0) -> None:
        """Make a player; the seed is not used."""

    def __call__(self, world: World) -> Call:
        """The next call."""
        items = [i for i in world.briefing().items if i.tries < 2]
        if not items:
            return FINISH
        item = min(items, key=lambda i: (tier_of(_said(i)), i.arrived, i.id))
        agent = agent_of(_said(item)) if tier_of(_said(item)) < UNCLASSIFIED else "none"
        if agent == "none":
            return _leave(item)
        if world.ledger.routed.get(item.id) != agent:
            args = {"item_id": item.id, "agent": agent}
            return Call("route_to_agent", args, "orchestrator")
        call = _BY_AGENT[agent](world, item)
        return call._replace(agent=agent) if call else _leave(item)


UNCLASSIFIED = 2


def tier_of(text: str) -> int:
    """0 for personal, 1 for professional, 2 for neither; both is personal."""
    lower = text.casefold()
    for tier, words in enumerate((FIRST_TIER, SECOND_TIER)):
        if any(word in lower for word in words):
            return tier
    return UNCLASSIFIED


def agent_of(text: str) -> str:
    """The first agent one of whose keywords stands anywhere in the text."""
    lower = text.casefold()
    found = (agent for agent, words in AGENTS if any(word in lower for word in words))
    return next(found, "none")


def _said(item: Item) -> str:
    """A to-do as Butler would have seen it: what kind of thing it is, and its text."""
    kind = {"mail": "email", "conflict": "meeting", "habit": "habit"}.get(item.source, "")
    return f"{kind} {item.text} {item.body}"


def _leave(item: Item) -> Call:
    return Call("leave_to_user", {"item_id": item.id, "reason": "no keyword"}, "orchestrator")


def _phrase(item: Item, default: str) -> str:
    found = times.find_phrases(f"{item.text} {item.body}")
    return next((phrase.text for phrase in found), default)


def _habit(world: World, item: Item) -> Call:
    if item.source == "habit":
        return Call("mark_habit_done", {"item_id": item.id, "habit_id": item.ref})
    when = _phrase(item, "every day 9:00")
    return Call("set_reminder", {"item_id": item.id, "label": item.text[:120], "when": when})


def _knowledge(world: World, item: Item) -> Call:
    notes = world.briefing().known.get(item.id, ())
    if item.text.rstrip().endswith("?") and notes:
        args: dict[str, Any] = {"text": notes[0].text, "citations": [notes[0].id]}
        return Call("answer", {"item_id": item.id, **args})
    args = {"content": item.text, "category": "preference"}
    return Call("add_to_kb", {"item_id": item.id, **args})


def _meeting(world: World, item: Item) -> Call | None:
    if item.source == "conflict":
        return move_last(world, item)
    args: dict[str, Any] = {
        "title": item.text[:120], "start": _phrase(item, "tomorrow 10:00"), "duration_minutes": 30,
        "attendees": list(item.people[:1]),
    }  # fmt: skip
    return Call("schedule_event", {"item_id": item.id, **args})


def _email(world: World, item: Item) -> Call | None:
    text = f"Thank you for your message about {item.text[:80]}. I will get back to you shortly."
    if item.source == "mail":
        return Call("reply_email", {"item_id": item.id, "email_id": item.ref, "body": text})
    if not item.people:
        return None
    args = {"to": item.people[0], "subject": item.text[:100], "body": text}
    return Call("send_email", {"item_id": item.id, **args})


def move_last(world: World, item: Item) -> Call | None:
    """Move the later one of two appointments to the first free time; None if there is none."""
    event = world.desk.events[item.events[-1]]
    now = world.desk.now
    week = times.Window(now + 30, now + 7 * 24 * 60)
    slots = rules.free_slots(world.desk, week, max(event.minutes, 5), item)
    if not slots:
        return None
    when = times.say_instant(slots[0], world.desk.person.timezone)
    return Call(
        "reschedule_meeting", {"item_id": item.id, "meeting_id": event.id, "new_time": when}
    )


_BY_AGENT = {"habit": _habit, "knowledge": _knowledge, "meeting": _meeting, "email": _email}
