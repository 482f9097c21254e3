"""Two events at one time: which of them moves, and where to.

Personal time is protected, unless the personal event is one's own and can be at any hour while
the other one concerns several people. Between equals the one with fewer people moves.
"""

import re

from assistant.contract import times
from assistant.contract.tiers import infer_tier
from assistant.scripted import language
from assistant.scripted.turn import Call, Turn
from assistant.scripted.view import EventLine, OutcomeLine, View

_MOVABLE = re.compile(
    r"\b(?:gym|run|jog|workout|yoga|swim|walk|read\w*|study|nap|meditat\w*|stretch\w*|errands?"
    r"|laundry|admin|focus|deep work|hobby|practice|piano|guitar)\b",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:class|lesson|recital|appointment|therap\w+|physio\w*|match|game|tournament|party)\b",
    re.I,
)
# Somebody else's timetable: a practice, a school, a carrier. It moves only as the last resort.
_FIXED = re.compile(
    r"\b(?:appointment|appt|dentist|dental|doctor|dr|gp|p(?:a)?ediatrician|physio\w*|therap\w+|vet"
    r"|optician|clinic|hospital|surgery|scan|x-ray|mri|check-?up|vaccin\w+|school|kita|daycare"
    r"|nursery|kids?|children|recital|concert|exam|wedding|funeral|flight|train|pick-?up)\b",
    re.IGNORECASE,
)
_SLOT = re.compile(r"[A-Z][a-z]{2} \d{4}-\d{2}-\d{2} \d{2}:\d{2}(?: UTC[+-]\d{2}:\d{2})?")


def slots_in(outcome: OutcomeLine) -> list[str]:
    """The starts that `find_free_slot` offered."""
    return _SLOT.findall(outcome.text) if outcome.text.startswith("free:") else []


def decide_conflict(turn: Turn) -> Call:
    """The next call on a conflict."""
    pair = [e for e in (turn.view.event(i) for i in turn.item.events) if e is not None]
    if len(pair) != 2:
        return turn.ask("decision", f"{language.title(turn.core)}: which of the two should move?")
    mover = _mover(turn, pair[0], pair[1])
    other = pair[1] if mover is pair[0] else pair[0]
    asked = _as_told(turn, mover)
    if asked is not None:
        return asked
    for tool in ("reschedule_meeting", "cancel_meeting", "find_free_slot"):
        refusal = turn.refused(tool)
        if refusal:
            return turn.ask_after(refusal, "time")
    looks = [step for step in turn.steps if step.tool == "find_free_slot"]
    for slot in slots_in(looks[-1].outcome) if looks else []:
        return turn.call("reschedule_meeting", meeting_id=mover.id, new_time=slot)
    windows = _windows(turn.view, mover, other)
    if len(looks) >= min(2, len(windows)):
        return turn.ask("time", f"Nothing near is free for “{mover.title}”. When should it be?")
    return turn.call("find_free_slot", duration_minutes=max(mover.minutes, 5),
                     window=windows[len(looks)])  # fmt: skip


def _as_told(turn: Turn, mover: EventLine) -> Call | None:
    """What the person said about it is done; a denied call is not tried again."""
    if turn.steps or not turn.said:
        return None
    told = turn.said[-1]
    if re.search(r"\b(?:cancel|drop|skip)\b", told, re.IGNORECASE):
        return turn.call("cancel_meeting", meeting_id=mover.id, reason="I have a clash then.")
    found = turn.read(told)
    if found.kind == "instant":
        return turn.call("reschedule_meeting", meeting_id=mover.id, new_time=found.phrase)
    return None


def _mover(turn: Turn, first: EventLine, second: EventLine) -> EventLine:
    told = " ".join(turn.said)
    scores = [language.overlap(told, event.title)[0] for event in (first, second)]
    if scores[0] != scores[1]:
        named, rest = (first, second) if scores[0] > scores[1] else (second, first)
        is_kept = re.search(r"\b(?:keep|attend|protect|go to|stays?|leave)\b", told, re.IGNORECASE)
        return rest if is_kept else named
    return max((first, second), key=lambda event: _readiness(turn.view, event))


def _readiness(view: View, event: EventLine) -> tuple[bool, int, int, int, int]:
    """Sort key: what moves most easily is greatest."""
    tier = tier_of(view, event)
    is_movable = _MOVABLE.search(event.title) is not None and not _BOUND.search(event.title)
    is_own = is_movable and not event.attendees
    rank = 3 if is_own else {"personal": 0, "other": 1, "professional": 2}[tier]
    if rank == 0 and _FIXED.search(event.title):
        rank = -1
    return (event.start > view.now, rank, -len(event.attendees), -event.minutes, event.start)


def tier_of(view: View, event: EventLine) -> str:
    """Whose need an event serves: by its title, then by how its people are known."""
    tier = infer_tier(event.title)
    for name in event.attendees if tier == "other" else ():
        known = language.person_of(name, view.people)
        if known is not None and tier == "other":
            tier = infer_tier("", known.relationship)
    if tier == "other" and event.attendees:
        return "professional"
    return tier


def _windows(view: View, mover: EventLine, other: EventLine) -> list[str]:
    """Where to look: later that day after the other event, then the next day, in decent hours."""
    opens, closes = view.work_hours if tier_of(view, mover) != "personal" else ("08:00", "21:00")
    day = times.say_day(mover.start, view.timezone)
    clock = times.say_clock(max(other.start + other.minutes, mover.start), view.timezone)
    found = [f"{day} {max(clock, opens)}-{closes}"] if clock < closes else []
    local = times.to_local(mover.start, view.timezone)
    noon = mover.start + (12 - local.hour) * 60 - local.minute
    following = times.say_day(noon + 24 * 60, view.timezone)
    if following[:3] in {"Sat", "Sun"} and tier_of(view, mover) != "personal":
        following = times.say_day(noon + (3 if following[:3] == "Sat" else 2) * 24 * 60,
                                  view.timezone)  # fmt: skip
    return [*found, f"{following} {opens}-{closes}"]
