"""The orchestrator: which item next, and who handles it.

Items are ordered by what is left of their time, not by their label: slack is the time until an
item is due less the minutes it takes. Between items of like slack the personal one goes first,
and work never starts while a personal item has less slack than that work takes.
"""

import re
from typing import Any

from assistant.scripted import language, timing
from assistant.scripted.intent import intent_of
from assistant.scripted.line import Intent
from assistant.scripted.view import ItemLine, View

Call = tuple[str, dict[str, Any]]

_MINUTES = {"task": 30, "habit": 15, "mail": 15, "conflict": 10, "promise": 15, "you": 10}
_HOUR = 60
_DAY = 24 * _HOUR
# How soon an item without a deadline is taken to be wanted.
_WAIT = {"critical": 2 * _HOUR, "high": 8 * _HOUR, "normal": 2 * _DAY, "low": 5 * _DAY}
_TYPED = 3 * _HOUR
_HEAD_START = {"personal": 2 * _HOUR, "other": 0, "professional": 0}
_BY_TOMORROW = 36 * _HOUR
_LEAVE_LATER = 30 * _DAY
_NEVER_MIND = re.compile(
    r"(?:never ?mind|forget (?:it|about it)|leave (?:it|that)|drop it|cancel (?:it|that|this)"
    r"|no need|not needed|ignore (?:it|this)|i(?:'ll| will) (?:do|handle) (?:it|that|this)"
    r"|no(?:pe)?[.!]*$)",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"(?:later|not now|not today|snooze|ask me (?:again )?(?:later|tomorrow))\b", re.I
)


def decide(view: View) -> Call:
    """The next call on the day."""
    items = [item for item in view.items if not _is_stuck_left(view, item)]
    if not items:
        return "finish", {"summary": _summary(view)}
    item = _next(items, view)
    intent = intent_for(item, view)
    if intent.agent == "none":
        return "leave_to_user", {"item_id": item.id, "reason": intent.reason}
    if intent.agent == "later":
        return "snooze", {"item_id": item.id, "until": "tomorrow"}
    return "route_to_agent", {"item_id": item.id, "agent": intent.agent}


def intent_for(item: ItemLine, view: View) -> Intent:
    """Who takes an item: after a failure nobody, else as before, else as its text says."""
    last = view.last
    if last.item == item.id and last.is_refused:
        return Intent("none", "leave", f"this did not work: {last.text[:120]}".rstrip(" :"))
    if item.said and item.said[-1].startswith("no to "):
        return Intent("none", "leave", "you did not want it done that way")
    said = language.answers(item.said)
    if said and _NEVER_MIND.match(said[-1]):
        return Intent("none", "leave", "you said to leave it")
    if said and _LATER.match(said[-1]):
        return Intent("later", "snooze")
    intent = (_as_before(item, view) if not said else None) or intent_of(item, view)
    if language.is_up_to_us(item.said) and item.source != "mail" and intent.agent != "meeting":
        # A slot can be looked for and a draft can leave a point open; the rest takes an answer.
        return Intent("none", "leave", "it takes an answer that nobody has")
    return intent


def slack(item: ItemLine, view: View) -> int:
    """Minutes that an item can wait."""
    wait = _WAIT[item.priority]
    if item.source == "you":
        wait = min(wait, _TYPED)
    left = item.due - view.now if item.due is not None else min(wait, _until(item, view))
    return left - minutes(item)


def _until(item: ItemLine, view: View) -> int:
    """Minutes until the time that an item names: what is to be at nine is no use at ten."""
    if item.source not in {"task", "you"}:
        return _LEAVE_LATER
    found = timing.when(language.core(item.text), view.now, view.timezone)
    ahead = found.minute - view.now if found.minute is not None else 0
    return ahead if ahead > 0 else _LEAVE_LATER


def minutes(item: ItemLine) -> int:
    """Minutes that an item takes."""
    return item.effort if item.effort is not None else _MINUTES.get(item.source, 15)


def _next(items: list[ItemLine], view: View) -> ItemLine:
    """The item with the least slack, and before work any personal item that the work would cost.

    A personal item for today or tomorrow also goes before work that no deadline presses.
    """
    chosen = min(items, key=lambda item: _urgency(item, view))
    if chosen.tier == "personal":
        return chosen
    threatened = [
        item
        for item in items
        if item.tier == "personal"
        and (slack(item, view) < minutes(chosen) or _goes_before(item, chosen, view))
        and intent_for(item, view).agent != "none"
    ]
    return min(threatened, key=lambda item: _urgency(item, view), default=chosen)


def _goes_before(item: ItemLine, work: ItemLine, view: View) -> bool:
    """Whether an item is for today or tomorrow, and nothing but a wish makes `work` come first."""
    if work.source == "you":
        return False  # the person is there and waits for it
    is_pressed = work.due is not None and slack(work, view) < _TYPED
    return slack(item, view) < _BY_TOMORROW and not is_pressed


def _urgency(item: ItemLine, view: View) -> tuple[int, str]:
    is_left = intent_for(item, view).agent == "none"
    late = _LEAVE_LATER if is_left else 0
    return slack(item, view) - _HEAD_START.get(item.tier, 0) + late, item.id


def _as_before(item: ItemLine, view: View) -> Intent | None:
    """How the most similar item was handled, where at least half of the words are the same."""
    best, agent = 0.0, ""
    for episode in view.handled:
        shared, size = language.overlap(episode.text, item.text)
        if (
            size
            and 2 * shared >= size
            and shared / size > best
            and episode.tool != "ask_clarification"
        ):
            best, agent = shared / size, episode.agent
    # What others wrote cannot be sent to an agent that does more than draft or put away.
    if not agent or (item.source == "mail" and agent not in {"none", "email"}):
        return None
    if agent == "none":
        return Intent("none", "leave", "you kept one like this for yourself before")
    return Intent(agent, "before") if agent in _AGENTS else None


_AGENTS = frozenset({"meeting", "email", "task", "habit", "knowledge"})


def _is_stuck_left(view: View, item: ItemLine) -> bool:
    """Whether even leaving it was refused just now."""
    last = view.last
    is_same = last.item == item.id and last.is_refused
    return is_same and last.tool in {"leave_to_user", "snooze"}


def _summary(view: View) -> str:
    return f"Everything open is handled, asked about or left to {view.first_name}."
