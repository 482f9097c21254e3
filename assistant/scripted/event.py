"""What a request says about an event: its title, its length, its people, which one it means.

Read out of the words of the item and the lines of the calendar; `meeting` decides what to do.
"""

import re

from assistant.scripted import language, timing
from assistant.scripted.turn import Turn
from assistant.scripted.view import EventLine
from assistant.scripted.vocabulary import CALENDAR

_LENGTHS = (
    (r"stand-?up|daily", 15),
    (r"offsite|retreat", 240),
    (r"workshop|training|deep work|focus|wedding|party|concert|play|match|game|movie|film", 120),
    (r"lunch|dinner|breakfast|brunch|drinks|appointment|appt|dentist|doctor|physio|therap\w+|class"
     r"|haircut|vet|lesson|session|interview|demo|review|meeting|gym|yoga|workout|massage", 60),
    (r"call|1[:-]1|1on1|one[- ]on[- ]one|sync|check-?in|catch-?up|coffee|chat|walk|run|zoom", 30),
)  # fmt: skip
_DEFAULT_LENGTH = 60
_LEADING = re.compile(
    r"^(?:schedule|book in|book|set ?up|arrange|organi[sz]e|plan|block(?: out| off)?|reserve"
    r"|pencil in|calendar|fit in|squeeze in|put|add|hold|have|do|make|find(?: me| us)?|get|grab"
    r"|hop on|jump on|when (?:can|could|should) (?:i|we)(?: fit in| do| have)?|invite|need"
    r"|see(?: (?:if|when|whether) (?:i|we)(?: have|'m|'re| am| are))?|visit|attend)\b\s*",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"^(?:(?:an?|the|my|our|some|in|time|slot|room|free|good|quick|hour|hours|half|plans|sometime"
    r"|space|away|suitable|new)\s+)*(?:(?:for|to|of)\s+)?(?:(?:an?|the|my)\s+)?",
    re.IGNORECASE,
)
_DANGLING = re.compile(r"(?:\s+(?:on|at|for|by|from|to|in|some ?time|any ?time|around|about|and|or"
                       r"|@|-))+$", re.IGNORECASE)  # fmt: skip


def events_named(turn: Turn, text: str) -> list[EventLine]:
    """The events that a text means: by id, else those with the most words of title and people."""
    coming = [e for e in turn.view.events if e.start + e.minutes > turn.view.now]
    by_id = [e for e in coming if re.search(rf"\b{re.escape(e.id)}\b", text)]
    if by_id:
        return by_id[:1]
    found = turn.read(text)
    scored = []
    for event in coming:
        score = 2 * language.overlap(text, f"{event.title} {' '.join(event.attendees)}")[0]
        if found.minute == event.start:
            score += 3
        elif found.window and found.window.start <= event.start < found.window.end:
            score += 1
        scored.append((score, event))
    best = max((score for score, _ in scored), default=0)
    return [event for score, event in scored if score == best] if best >= 2 else []


def attendees(turn: Turn) -> list[str]:
    """The others, by name."""
    names = language.names_after(turn.core, turn.view)
    for line in turn.said:
        names += language.names_after(line, turn.view)
        known = language.person_of(line, turn.view.people)
        if known is not None or language.is_name(line):
            names.append(known.name if known else line.strip(" .!"))
    match = re.match(r"(?:meet|invite|see)\s+(?=[A-Z])", turn.core)
    name = language.name_at(turn.core[match.end() :], turn.view.people) if match else ""
    if name:
        known = language.person_of(name, turn.view.people)
        names.append(known.name if known else name)
    mine = {turn.view.name.casefold(), turn.view.first_name.casefold()}
    return [name for name in dict.fromkeys(names) if name.casefold() not in mine]


def length(turn: Turn) -> int:
    """How long it takes: as stated, as a note says, or what is usual for its kind."""
    for text in (*turn.said, turn.core):
        stated = timing.duration(text)
        if stated:
            return stated
    for note in turn.view.known[:1]:
        usual = timing.duration(note.text)
        if usual and language.overlap(note.text, turn.core)[0]:
            return usual
    for episode in turn.view.handled:
        shared, size = language.overlap(episode.text, turn.item.text)
        usual = timing.duration(episode.note)
        if usual and 2 * shared >= size:
            return usual
    for pattern, minutes in _LENGTHS:
        if re.search(rf"\b(?:{pattern})s?\b", turn.core, re.IGNORECASE):
            return minutes
    return turn.item.effort or _DEFAULT_LENGTH


def title(turn: Turn) -> str:
    """What the event is called: the request without its verb, time and calendar."""
    text = CALENDAR.sub(" ", timing.without_times(turn.core))
    text = re.sub(
        r"^invite\s+(.+?)\s+to\s+(?:an?\s+|the\s+)?(.+)$", r"\2 with \1", text, flags=re.I
    )
    text = re.sub(r"^(?:meet(?: up)?(?: with)?|see)\s+(?=\S)", "Meeting with ", text, flags=re.I)
    text = re.sub(
        r"\s*(?:[-–,;]|\()?\s*(?:some ?time|any ?time|whenever)\b.*$", "", text, flags=re.I
    )
    text = _FILLER.sub("", _LEADING.sub("", " ".join(text.split())).strip(), count=1)
    text = _DANGLING.sub("", text.strip(" ,.;:-")).strip(" ,.;:-()")
    if re.match(r"with\b", text, re.IGNORECASE):
        text = f"Meeting {text}"
    return language.title(text) or language.title(turn.core) or "Meeting"
