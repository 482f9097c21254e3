"""What a line asks for and which agent does that: an ordered table of rules, first match wins.

The order carries the meaning: what the person says of themselves ("done", "remind me") comes
before words that could be anything, and what nobody can do for them comes last, as a leave.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.contract.tiers import infer_tier, is_chore, is_grocery_list
from assistant.scripted import language, timing
from assistant.scripted.deadline import reminder_for
from assistant.scripted.timing import When
from assistant.scripted.view import ItemLine, View
from assistant.scripted.vocabulary import (
    ACTIVITY,
    APPOINTMENT,
    AS_NOUN,
    BOOKED_ELSEWHERE,
    CALENDAR,
    CANCEL,
    DEED,
    DONE,
    EVENT,
    EVENT_VERB,
    FACT,
    HANDOVER,
    INVITE,
    LONGING,
    MAIL,
    MOVE,
    NOT_EVENTS,
    NOTE,
    QUESTION,
    REMIND,
    SCHEDULE,
    SENDING,
    TELL,
    WITH_SOMEBODY,
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
    is_asked = text.endswith("?") and len(text.split()) > 2 and not line.starts(DEED)
    if not QUESTION.match(line.core) and not is_asked:
        return None
    if re.match(r"(?:should|shall) (?:i|we)\b|what if\b|why\b", line.core, re.I):
        return Intent("none", "leave", "a question that only you can settle")
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
        r"\b(?:every|each)\b|\b(?:daily|weekly|nightly|mornings|evenings)(?:$| (?:at|in|on|for)\b)",
        line.core,
        re.IGNORECASE,
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
    is_deed = any(line.starts(p) for p in (DEED, TELL, MAIL, MOVE))
    return Intent("knowledge", "note") if is_fact and not is_deed else None


def _tell(line: _Line) -> Intent | None:
    is_invitation = line.starts(INVITE) and line.when.is_exact
    if line.has(CALENDAR) or is_invitation:
        return None
    if line.starts(MAIL):
        return Intent("email", "send")
    match = TELL.match(line.core)
    if match is None:
        return None
    rest = re.sub(r"^\s+(?:to|with)\b", "", line.core[match.end() :])
    if line.starts(SENDING):
        is_meant = _names_somebody(line, rest)
    else:
        is_meant = re.match(r"\s*\w", rest) is not None
    return Intent("email", "send") if is_meant else None


def _names_somebody(line: _Line, rest: str) -> bool:
    """Whether a known person, a written name or an address is the one who gets it."""
    places = [
        rest,
        *(rest[m.end() :] for m in re.finditer(r"\b(?:to|with)\s+(?:my |our |the )?", rest)),
    ]
    for place in places:
        name = language.name_at(place, line.view.people)
        is_lower_thing = place is rest and name == name.casefold() and name not in language.KIN
        if name and not is_lower_thing:
            return True
    roles = re.findall(r"(?:^\s*|\bto\s+)(?:my|our|the)\s+(\w+)", rest)
    return any(infer_tier("", role) != "other" for role in roles)


def _schedule(line: _Line) -> Intent | None:
    if line.has(CALENDAR):
        return Intent("meeting", "schedule")
    if not line.starts(SCHEDULE):
        return None
    if line.has(BOOKED_ELSEWHERE) and not line.when.is_exact:
        return None
    verb = line.core.split()[0].casefold()
    is_plain = verb in {"schedule", "book", "arrange", "meet", "catch", "block", "find", "calendar"}
    is_meant = (
        line.has(EVENT)
        or line.has(WITH_SOMEBODY)
        or bool(language.names_after(line.core, line.view))
    )
    if is_meant or line.when.is_exact or (is_plain and not line.has(BOOKED_ELSEWHERE)):
        return Intent("meeting", "schedule")
    return None


def _event(line: _Line) -> Intent | None:
    """A line that names an event: "Dentist Thursday 15:00", "Lunch with Anna"."""
    is_noun = line.starts(AS_NOUN)
    if not is_noun and (line.starts(EVENT_VERB) or line.starts(DEED)):
        return None
    head = " ".join(timing.without_times(line.core).split()[:5])
    is_event = EVENT.search(head) is not None
    if line.when.kind == "instant" and not line.when.is_deadline:
        is_activity = line.starts(ACTIVITY) and not is_event
        return Intent("habit", "remind") if is_activity else Intent("meeting", "schedule")
    if is_event and (line.when.kind != "none" or re.search(r"\b(?:with|w/)\s", line.core)):
        return Intent("meeting", "schedule")
    is_bare = line.has(APPOINTMENT) and len(line.core.split()) <= 3 and not is_chore(line.core)
    return Intent("meeting", "schedule") if is_bare else None


def _dated(line: _Line) -> Intent | None:
    """A thing that only the person can do, with a day to do it by: a reminder serves them."""
    if line.when.kind == "unclear" and line.when.question:
        return Intent("habit", "remind")
    is_instant = line.when.kind == "instant" and not line.when.is_deadline
    if is_instant and line.has(APPOINTMENT):
        return Intent("meeting", "schedule")
    return Intent("habit", "deadline") if reminder_for(line.item, line.view) else None


_RULES: tuple[Callable[[_Line], Intent | None], ...] = (
    _done, _remind, _note, _question, _longing, _handover, _cancel, _move, _routine, _fact,
    _tell, _schedule, _event, _dated,
)  # fmt: skip


def _leave(line: _Line) -> Intent:
    if is_chore(line.core):
        return Intent("none", "leave", "a chore that only you can do")
    if re.match(r"(?:call|phone|ring)\b", line.core, re.IGNORECASE):
        return Intent("none", "leave", "a call that only you can make")
    if line.item.tier == "professional":
        return Intent("none", "leave", "work that only you can do")
    return Intent("none", "leave", "nothing here that can be done for you")
