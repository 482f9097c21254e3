"""The task agent: what is done, and what somebody else is to do."""

import re

from assistant.scripted import language
from assistant.scripted.turn import Call, Turn
from assistant.scripted.vocabulary import HANDOVER

_TO = re.compile(r"\b(?:to|over to)\s+(?=\S)", re.IGNORECASE)
_LED = re.compile(r"^(?:ask|have|get|let)\s+", re.IGNORECASE)


def decide(turn: Turn) -> Call:
    """The next call on an item that concerns a task."""
    for tool, field in (("complete_task", "task"), ("delegate_task", "contact")):
        refusal = turn.refused(tool)
        if refusal:
            return turn.ask_after(refusal, field)
    task = _task(turn)
    if not task:
        return turn.ask("task", f"Which task do you mean by “{language.title(turn.core, 80)}”?")
    order = next((line for line in reversed(turn.said) if HANDOVER.match(line)), turn.core)
    if not HANDOVER.match(order):
        return turn.call("complete_task", task_id=task)
    name = _contact(turn, order)
    if not name:
        return turn.ask("contact", f"Who should take over “{language.title(turn.core, 80)}”?")
    return turn.call("delegate_task", task_id=task, contact=name)


def _task(turn: Turn) -> str:
    """Id of the task: one that is written out, else the one behind the item."""
    written = re.search(r"\bt\d+\b", turn.core)
    if written:
        return written.group()
    return turn.item.thing if turn.item.source == "task" else turn.item.ref


def _contact(turn: Turn, order: str) -> str:
    """Who is to do it: only somebody whom the briefing knows."""
    for line in reversed(turn.said):
        known = language.person_of(line, turn.view.people)
        if known is not None:
            return known.name
        if language.is_name(line):
            return line.strip(" .!")  # the prompt shows few people; code refuses strangers
    led = _LED.match(order)
    places = [led.end()] if led else [match.end() for match in _TO.finditer(order)]
    for place in reversed(places):
        name = language.name_at(order[place:], turn.view.people)
        known = language.person_of(name, turn.view.people)
        if known is not None:
            return known.name
    named = language.people_in(order, turn.view.people)
    return named[0].name if len(named) == 1 else ""
