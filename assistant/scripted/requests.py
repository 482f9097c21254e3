"""Rules for what a line asks to have done: events, messages, tasks for others."""

import re

from assistant.contract.tiers import infer_tier, is_chore
from assistant.scripted import language, timing, vocabulary
from assistant.scripted.line import Intent, Line


def handover(line: Line) -> Intent | None:
    """It hands a task to somebody."""
    if not line.starts(vocabulary.HANDOVER):
        return None
    is_ask = re.match(r"ask\b", line.core, re.I) is not None
    if is_ask and line.item.source != "task":
        return None  # there is no task to hand over; it is a message
    return Intent("task", "delegate")


def cancel(line: Line) -> Intent | None:
    """It calls an event off."""
    if not line.starts(vocabulary.CANCEL):
        return None
    if line.has(vocabulary.NOT_EVENTS):
        return Intent("none", "leave", "only you can cancel that")
    return Intent("meeting", "cancel")


def move(line: Line) -> Intent | None:
    """It moves an event."""
    if not line.starts(vocabulary.MOVE):
        return None
    is_meant = (
        line.has(vocabulary.EVENT)
        or line.when.kind != "none"
        or line.starts(re.compile("resched", re.I))
    )
    return Intent("meeting", "reschedule") if is_meant else None


def routine(line: Line) -> Intent | None:
    """It recurs and is the person's own doing."""
    is_routine = line.when.kind == "recurrence" or re.search(
        r"\b(?:every|each)\b|\b(?:daily|weekly|nightly|mornings|evenings)(?:$| (?:at|in|on|for)\b)",
        line.core,
        re.IGNORECASE,
    )
    if not is_routine or line.has(vocabulary.CALENDAR):
        return None
    if line.starts(vocabulary.SCHEDULE) and line.has(vocabulary.EVENT):
        return None
    if line.starts(vocabulary.EVENT) and not line.starts(vocabulary.EVENT_VERB):
        return None
    return Intent("habit", "remind")


def tell(line: Line) -> Intent | None:
    """It has something said to somebody."""
    is_invitation = line.starts(vocabulary.INVITE) and line.when.is_exact
    if line.has(vocabulary.CALENDAR) or is_invitation:
        return None
    if line.starts(vocabulary.MAIL):
        return Intent("email", "send")
    match = vocabulary.TELL.match(line.core)
    if match is None:
        return None
    rest = re.sub(r"^\s+(?:to|with)\b", "", line.core[match.end() :])
    if line.starts(vocabulary.SENDING):
        if line.has(vocabulary.BY_POST) and re.match(r"send\b", line.core, re.IGNORECASE):
            return None
        is_meant = line.has(vocabulary.ROLE_AT_END) or _names_somebody(line, rest)
    else:
        is_meant = re.match(r"\s*\w", rest) is not None
    return Intent("email", "send") if is_meant else None


def _names_somebody(line: Line, rest: str) -> bool:
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


def schedule(line: Line) -> Intent | None:
    """It asks for a new event."""
    if line.has(vocabulary.CALENDAR):
        return Intent("meeting", "schedule")
    if not line.starts(vocabulary.SCHEDULE):
        return None
    is_elsewhere = line.has(vocabulary.BOOKED_ELSEWHERE) or (
        line.when.is_deadline and not line.has(vocabulary.EVENT)
    )
    if is_elsewhere and not (line.when.is_exact and not line.when.is_deadline):
        return None
    verb = line.core.split()[0].casefold()
    is_plain = verb in {"schedule", "book", "arrange", "meet", "catch", "block", "find", "calendar"}
    is_meant = (
        line.has(vocabulary.EVENT)
        or line.has(vocabulary.WITH_SOMEBODY)
        or bool(language.names_after(line.core, line.view))
    )
    if is_meant or line.when.is_exact or (is_plain and not line.has(vocabulary.BOOKED_ELSEWHERE)):
        return Intent("meeting", "schedule")
    return None


def _is_with_known(line: Line) -> bool:
    """Whether it is with somebody whom the prompt shows, whatever the thing is called."""
    named = {name.casefold() for name in language.names_after(line.core, line.view)}
    return any(person.name.casefold() in named for person in line.view.people)


def event(line: Line) -> Intent | None:
    """A line that names an event: "Dentist Thursday 15:00", "Lunch with Anna"."""
    is_noun = line.starts(vocabulary.AS_NOUN)
    if not is_noun and (line.starts(vocabulary.EVENT_VERB, vocabulary.DEED)):
        return None
    head = " ".join(timing.without_times(line.core).split()[:5])
    is_event = vocabulary.EVENT.search(head) is not None
    if line.when.kind == "instant" and not line.when.is_deadline:
        is_activity = line.starts(vocabulary.ACTIVITY) and not is_event
        return Intent("habit", "remind") if is_activity else Intent("meeting", "schedule")
    if line.when.kind in {"day", "window"} and not line.when.is_deadline and _is_with_known(line):
        return Intent("meeting", "schedule")
    if is_event and (line.when.kind != "none" or re.search(r"\b(?:with|w/)\s", line.core)):
        return Intent("meeting", "schedule")
    is_bare = (
        line.has(vocabulary.APPOINTMENT) and len(line.core.split()) <= 3 and not is_chore(line.core)
    )
    return Intent("meeting", "schedule") if is_bare else None
