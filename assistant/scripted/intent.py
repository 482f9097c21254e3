"""What a line asks for and which agent does that: an ordered table of rules, first match wins.

The order carries the meaning: what the person says of themselves ("done", "remind me") comes
before words that could be anything, and what nobody can do for them comes last, as a leave.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.contract.tiers import infer_tier, is_chore, is_grocery_list
from assistant.scripted import language, timing
from assistant.scripted.prompt import ItemLine, View
from assistant.scripted.timing import When
from assistant.scripted.vocabulary import (
    ACTIVITY,
    ASKING,
    BOOKED_ELSEWHERE,
    CALENDAR,
    CANCEL,
    DEED,
    DONE,
    EVENT,
    EVENT_VERB,
    FACT,
    HANDOVER,
    LONGING,
    MAIL,
    MOVE,
    NOT_EVENTS,
    NOTE,
    QUESTION,
    REMIND,
    SCHEDULE,
    TELL,
)


@dataclass(frozen=True, slots=True)
class Intent:
    """Who handles a line (`none`: the person), and what it asks for."""

    agent: str
    act: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line under examination."""

    item: ItemLine
    view: View
    core: str
    when: When

    def has(self, pattern: re.Pattern[str]) -> bool:
        return pattern.search(self.core) is not None

    def starts(self, pattern: re.Pattern[str]) -> bool:
        return pattern.match(self.core) is not None


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
    line = _Line(item, view, text, timing.when(full, view.now, view.timezone))
    for rule in _RULES:
        found = rule(line)
        if found is not None:
            return found
    return _leave(line)


def _habit(item: ItemLine, said: list[str]) -> Intent:
    if any(DONE.search(line) or re.match(r"(?:yes|done|did)\b", line, re.I) for line in said):
        return Intent("habit", "tick")
    if item.due is not None or said:
        return Intent("habit", "remind")
    return Intent("none", "leave", "a habit without a time is yours to keep")


def _done(line: _Line) -> Intent | None:
    if not line.starts(DONE) and not DONE.fullmatch(line.core):
        return None
    if line.item.source == "task" or re.search(r"\b(?:t\d+|tasks?|todo)\b", line.core, re.I):
        return Intent("task", "complete")
    is_habit = line.has(ACTIVITY) and infer_tier(line.core) == "personal"
    return Intent("habit", "tick") if is_habit else Intent("task", "complete")


def _remind(line: _Line) -> Intent | None:
    return Intent("habit", "remind") if line.has(REMIND) else None


def _note(line: _Line) -> Intent | None:
    match = NOTE.match(line.core)
    if match is None:
        return None
    if re.match(r"remember\b(?! that\b|:)", line.core, re.I) and not line.has(FACT):
        return None
    rest = line.core[match.end() :].strip(" :,")
    is_chores = is_grocery_list(rest) or is_chore(rest)
    return None if is_chores or not rest else Intent("knowledge", "note")


def _question(line: _Line) -> Intent | None:
    text = language.clean(line.item.text)
    if not QUESTION.match(line.core) and not (text.endswith("?") and not line.starts(DEED)):
        return None
    if re.match(r"(?:should|shall) (?:i|we)\b|what if\b|why\b", line.core, re.I):
        return Intent("none", "leave", "this is yours to decide")
    if re.match(r"(?:when|where) (?:can|could|should) (?:i|we)\b|am i free\b", line.core, re.I):
        return Intent("meeting", "schedule")
    if any(line.starts(p) for p in (SCHEDULE, MOVE, CANCEL, TELL, MAIL)):
        return None
    return Intent("knowledge", "question")


def _longing(line: _Line) -> Intent | None:
    if line.starts(LONGING) and not line.when.is_exact:
        return Intent("none", "leave", "an idea for later, nothing to decide now")
    return None


def _handover(line: _Line) -> Intent | None:
    if not line.starts(HANDOVER):
        return None
    is_ask = re.match(r"(?:ask|have|get)\b", line.core, re.I) is not None
    if is_ask and line.item.source != "task":
        return None
    return Intent("task", "delegate")


def _cancel(line: _Line) -> Intent | None:
    if not line.starts(CANCEL):
        return None
    if line.has(NOT_EVENTS):
        return Intent("none", "leave", "only you can cancel that")
    return Intent("meeting", "cancel")


def _move(line: _Line) -> Intent | None:
    if not line.starts(MOVE):
        return None
    is_meant = (
        line.has(EVENT) or line.when.kind != "none" or line.starts(re.compile("resched", re.I))
    )
    return Intent("meeting", "reschedule") if is_meant else None


def _routine(line: _Line) -> Intent | None:
    is_routine = line.when.kind == "recurrence" or re.search(
        r"\b(?:every|each|daily|weekly|mornings|evenings|nightly)\b", line.core, re.I
    )
    if not is_routine or line.has(CALENDAR):
        return None
    if line.starts(SCHEDULE) and line.has(EVENT):
        return None
    if line.starts(EVENT) and not line.starts(EVENT_VERB):
        return None
    return Intent("habit", "remind")


def _fact(line: _Line) -> Intent | None:
    is_fact = line.starts(FACT) and line.item.source in {"you", "task"}
    return Intent("knowledge", "note") if is_fact and not line.starts(DEED) else None


def _tell(line: _Line) -> Intent | None:
    if line.has(CALENDAR):
        return None
    if line.starts(MAIL):
        return Intent("email", "send")
    match = TELL.match(line.core)
    if match is None:
        return None
    rest = line.core[match.end() :]
    is_named = bool(language.name_at(rest, line.view.people)) or bool(
        re.match(r"\s*(?:the |my |our |all )?\w+", rest)
    )
    is_asking = ASKING.match(line.core) is not None
    return Intent("email", "send") if is_named or is_asking else None


def _schedule(line: _Line) -> Intent | None:
    if line.has(CALENDAR):
        return Intent("meeting", "schedule")
    if not line.starts(SCHEDULE):
        return None
    if line.has(BOOKED_ELSEWHERE) and not line.when.is_exact:
        return None
    verb = line.core.split()[0].casefold()
    is_plain = verb in {"schedule", "book", "arrange", "meet", "catch", "block", "find", "calendar"}
    is_meant = line.has(EVENT) or bool(language.names_after(line.core, line.view))
    if is_meant or line.when.is_exact or (is_plain and not line.has(BOOKED_ELSEWHERE)):
        return Intent("meeting", "schedule")
    return None


def _event(line: _Line) -> Intent | None:
    """A line that names an event: "Dentist Thursday 15:00", "Lunch with Anna"."""
    if line.starts(EVENT_VERB) or line.starts(DEED):
        return None
    head = " ".join(timing.without_times(line.core).split()[:5])
    is_event = EVENT.search(head) is not None
    if line.when.kind == "instant" and not line.when.is_deadline:
        is_activity = line.starts(ACTIVITY) and not is_event
        return Intent("habit", "remind") if is_activity else Intent("meeting", "schedule")
    if is_event and (line.when.kind != "none" or re.search(r"\b(?:with|w/)\s", line.core)):
        return Intent("meeting", "schedule")
    is_bare = is_event and len(line.core.split()) <= 3 and not is_chore(line.core)
    return Intent("meeting", "schedule") if is_bare else None


def _dated(line: _Line) -> Intent | None:
    """A thing that only the person can do, with a day to do it by: a reminder serves them."""
    if line.when.kind == "unclear" and line.when.question:
        return Intent("habit", "remind")
    return Intent("habit", "deadline") if reminder_for(line.item, line.view) else None


_RULES: tuple[Callable[[_Line], Intent | None], ...] = (
    _done, _remind, _note, _question, _longing, _handover, _cancel, _move, _routine, _fact,
    _tell, _schedule, _event, _dated,
)  # fmt: skip


def _leave(line: _Line) -> Intent:
    if is_chore(line.core):
        return Intent("none", "leave", "a chore that only you can do")
    if line.item.tier == "professional":
        return Intent("none", "leave", "work that only you can do")
    return Intent("none", "leave", "nothing here that can be done for you")


_MORNING, _DAY, _NOTICE = 9 * 60, 24 * 60, 30


def reminder_for(item: ItemLine, view: View) -> int | None:
    """When to remind of something that is due: 09:00 of its day, or sooner; None if too late.

    A stated hour without a deadline is the time itself. What takes two hours or must be done
    before a day gets the morning before. What is due today gets the next half hour.
    """
    found = timing.when(language.core(item.text), view.now, view.timezone)
    if found.kind == "instant" and not found.is_deadline and found.minute is not None:
        return found.minute if found.minute > view.now else None
    end = found.minute if found.kind == "instant" else item.due
    if found.window is not None:
        end = found.window.start if found.is_before else found.window.end
    if end is None or end <= view.now:
        return None
    effort = item.effort or 0
    local = (end - 1) - _local_minute(end - 1, view)
    morning = local + _MORNING
    wanted = morning if effort < 120 and morning <= end - _NOTICE else morning - _DAY
    if wanted > view.now:
        return wanted
    soon = view.now + _NOTICE + -(view.now + _NOTICE) % _NOTICE
    return next((at for at in (morning, soon) if view.now < at <= end - effort), None)


def _local_minute(minute: int, view: View) -> int:
    clock = view.say(minute)[15:20]
    return int(clock[:2]) * 60 + int(clock[3:])
