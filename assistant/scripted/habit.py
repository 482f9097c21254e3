"""The habit agent: reminders, once or regularly, and habits that were kept."""

import re

from assistant.scripted import language, timing
from assistant.scripted.deadline import reminder_for
from assistant.scripted.intent import intent_of
from assistant.scripted.turn import Call, Turn

_LEADING = re.compile(
    r"^(?:(?:remind|nudge|alert|wake|poke|notify|ping|buzz) (?:me|us|myself)(?: up)?|(?:set|add"
    r"|create|put in|need|want)(?: up)? (?:an? |the )?(?:daily |weekly |recurring )?(?:reminder"
    r"|alarm|timer)|reminder|alarm|timer|don'?t let (?:me|us) forget|(?:start|track|build"
    r"|add) (?:an? |the |my )?(?:new )?(?:daily )?habit(?: of)?)\b[\s:,]*(?:(?:to|about|abt|that"
    r"|of|for|when)\b\s*(?:i (?:need|have) to\s+)?)?",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"\b(?:(?:every|each)(?: (?:\d+|other|few|hour|day|night|week)s?(?: hours?| days?)?)?|daily"
    r"|weekly|nightly|(?:in the )?(?:mornings?|evenings?))\b",
    re.I,
)
_EDGES = re.compile(
    r"^(?:to|about|that|and|at|on|by)\s+|(?:\s+(?:to|at|on|by|for|before|after|about|and|due"
    r"|deadline))+$|\s*\((?:deadline|due|by|until)?\s*\)",
    re.IGNORECASE,
)


def decide(turn: Turn) -> Call:
    """The next call on an item that concerns a reminder or a habit."""
    refusal = turn.refused("set_reminder") or turn.refused("mark_habit_done")
    if refusal:
        return turn.ask_after(refusal, "time" if "habit" not in refusal.text else "habit")
    act = intent_of(turn.item, turn.view).act
    if act == "tick":
        return _tick(turn)
    if turn.item.source == "habit":
        return _remind_of_habit(turn)
    found = turn.when
    if found.is_exact and not (act == "deadline" and found.is_deadline):
        return turn.call("set_reminder", label=label(turn), when=found.phrase)
    at = reminder_for(turn.item, turn.view) if act == "deadline" else None
    if at is not None:
        return turn.call("set_reminder", label=label(turn), when=turn.view.say(at))
    return turn.ask("time", found.question or _question(turn, found.phrase))


def label(turn: Turn) -> str:
    """What to be reminded of."""
    text = re.sub(r"^remind me\b.*? before\b.*? to\b", "remind me to", turn.core, flags=re.I)
    text = timing.without_times(text)
    text = _EMPTY.sub(" ", _LEADING.sub("", language.core(text)))
    for _ in range(2):
        text = _EDGES.sub("", " ".join(text.split()).strip(" ,.:;-"))
    return language.title(text) or (
        "Wake up" if re.match(r"wake|.*\balarm\b", turn.core, re.I) else "Reminder"
    )


def _tick(turn: Turn) -> Call:
    written = re.search(r"\bh\d+\b", turn.core)
    habit = written.group() if written else turn.item.ref
    if turn.item.source == "habit":
        habit = turn.item.thing
    if not habit:
        return turn.ask(
            "habit", f"Which habit should be ticked off: “{language.title(turn.core)}”?"
        )
    return turn.call("mark_habit_done", habit_id=habit)


def _remind_of_habit(turn: Turn) -> Call:
    if turn.when.is_exact:
        return turn.call("set_reminder", label=label(turn), when=turn.when.phrase)
    due, view = turn.item.due, turn.view
    if due is None or due <= view.now:
        return turn.ask("time", f"When do you want to be reminded of “{label(turn)}”?")
    at = max(due - (turn.item.effort or 0) - 15, view.now + 5)
    return turn.call("set_reminder", label=label(turn), when=view.say(min(at, due)))


def _question(turn: Turn, phrase: str) -> str:
    when = f" {phrase}" if phrase else ""
    return f"At what time{when} should I remind you: “{label(turn)}”?"
