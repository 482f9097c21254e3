"""What a line asks for and which agent does that: an ordered table of rules, first match wins.

The order carries the meaning: what the person says of themselves ("done", "remind me") comes
before words that could be anything, and what nobody can do for them comes last, as a leave.
"""

import re
from collections.abc import Callable

from assistant.contract.tiers import is_chore
from assistant.scripted import language, requests, statements, timing, vocabulary
from assistant.scripted.deadline import reminder_for
from assistant.scripted.line import Intent, Line
from assistant.scripted.view import ItemLine, View


def intent_of(item: ItemLine, view: View) -> Intent:
    """Which agent handles `item`, and how."""
    said = language.answers(item.said)
    if item.source == "mail":
        return Intent("email", "mail")
    if item.source == "conflict":
        return Intent("meeting", "conflict")
    if item.source == "habit":
        return _habit(item, said)
    text = language.core(item.text)
    full = " ".join([text, *said])
    line = Line(item, view, text, tuple(said), timing.when(full, view.now, view.timezone))
    for rule in _RULES:
        found = rule(line)
        if found is not None:
            return found
    return _leave(line)


def _habit(item: ItemLine, said: list[str]) -> Intent:
    if any(
        vocabulary.DONE.search(line) or re.match(r"(?:yes|done|did)\b", line, re.I) for line in said
    ):
        return Intent("habit", "tick")
    if item.due is not None or said:
        return Intent("habit", "remind")
    return Intent("none", "leave", "a habit without a time is yours to keep")


def _dated(line: Line) -> Intent | None:
    """A thing that only the person can do, with a day to do it by: a reminder serves them."""
    if line.when.kind == "unclear" and line.when.question:
        return Intent("habit", "remind")
    is_instant = line.when.kind == "instant" and not line.when.is_deadline
    if is_instant and line.has(vocabulary.APPOINTMENT):
        return Intent("meeting", "schedule")
    return Intent("habit", "deadline") if reminder_for(line.item, line.view) else None


_RULES: tuple[Callable[[Line], Intent | None], ...] = (
    statements.told,
    statements.done,
    statements.remind,
    statements.note,
    statements.question,
    statements.longing,
    requests.handover,
    requests.cancel,
    requests.move,
    requests.routine,
    statements.fact,
    requests.tell,
    requests.schedule,
    requests.event,
    _dated,
)


def _leave(line: Line) -> Intent:
    if is_chore(line.core):
        return Intent("none", "leave", "a chore that only you can do")
    if re.match(r"(?:call|phone|ring)\b", line.core, re.IGNORECASE):
        return Intent("none", "leave", "a call that only you can make")
    if line.item.tier == "professional":
        return Intent("none", "leave", "work that only you can do")
    return Intent("none", "leave", "nothing here that can be done for you")
