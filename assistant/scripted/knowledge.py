"""The knowledge agent: facts to keep, and questions answered from notes or not at all."""

import re
from collections.abc import Sequence

from assistant.contract.lexical import words
from assistant.scripted import language
from assistant.scripted.turn import Call, Turn
from assistant.scripted.view import NoteLine
from assistant.scripted.vocabulary import NOTE, QUESTION

UNKNOWN = "I don't know."

_MATTERS = (
    ("contact", r"[a-z]+ is allergic|client|customer|supplier"),
    ("preference", r"prefers?|i (?:like|love|hate|dislike|never|always|usually)|favou?rite|don'?t"
     r" (?:like|eat|drink)|never|always|rather|hates|loves|likes|allergic|vegetarian|vegan"),
    ("habit", r"every (?:day|morning|evening|week)|daily|habit|routine"),
    ("contact", r"phone|number|e-?mail(?: address)?|address|birthday|lives|works (?:at|for)|spouse"
     r"|wife|husband|assistant|partner|kids?|daughter|son|allerg|contact|moved to"),
    ("email", r"mail|inbox|newsletter|subject line|signature"),
    ("meeting", r"meeting|agreed|decided|action item|minutes|call|standup|agenda|deadline|launch"),
)  # fmt: skip
_EMPTY_QUESTION = re.compile(
    r"\b(?:how (?:much|many|long|often)|note[sd]?|remember|recall|know|tell|again|look|search|find"
    r"|check|knowledge|base)\b",
    re.I,
)

_WANTS_NUMBER = re.compile(
    r"\b(?:how (?:much|many|long|old|often|far|tall)|when|what (?:time|date|day|size)|numbers?"
    r"|codes?|prices?|costs?|birthday|due)\b",
    re.IGNORECASE,
)


def decide(turn: Turn) -> Call:
    """The next call on an item that concerns the notes."""
    for tool in ("add_to_kb", "answer", "search_kb"):
        refusal = turn.refused(tool)
        if refusal:
            return turn.ask_after(refusal, "fact")
    if _is_question(turn):
        return _answer(turn)
    content = language.sentence(NOTE.sub("", turn.core, count=1).strip(" :,-") or turn.core)
    for line in turn.said:
        content = f"{content} {language.sentence(line)}"
    return turn.call("add_to_kb", content=content, category=category(content))


def category(content: str) -> str:
    """What a fact is about."""
    is_mine = re.match(r"(?:my|our|i|i'm)\b", content, re.IGNORECASE) is not None
    for name, pattern in _MATTERS:
        if re.search(rf"\b(?:{pattern})\b", content, re.IGNORECASE):
            return "user_profile" if name == "contact" and is_mine else name
    return "contact" if re.match(r"[A-Z]\w+(?: [A-Z]\w+)?['’]s\b", content) else "user_profile"


def _is_question(turn: Turn) -> bool:
    text = language.clean(turn.item.text)
    return text.endswith("?") or QUESTION.match(turn.core) is not None


def _answer(turn: Turn) -> Call:
    last = turn.last
    if last and last.tool == "search_kb":
        found = supporting(turn.core, last.outcome.notes)
        return _from_notes(turn, found) if found else _from_calendar(turn) or _unknown(turn)
    found = supporting(turn.core, turn.view.known)
    if found:
        return _from_notes(turn, found)
    planned = _from_calendar(turn)
    if planned:
        return planned
    query = " ".join(_asked(turn.core)) or turn.core[:200]
    return turn.call("search_kb", query=query[:200])


def supporting(question: str, notes: Sequence[NoteLine]) -> list[NoteLine]:
    """The notes that hold enough of the question's words to support an answer; at most two."""
    asked = set(_asked(question))
    scored = [(len(asked & set(words(note.text))), note) for note in notes]
    best = max((score for score, _ in scored), default=0)
    if best == 0 or (2 * best < len(asked) and best < 2):
        return []
    return [note for score, note in scored if score == best][:2]


def _asked(question: str) -> list[str]:
    return words(_EMPTY_QUESTION.sub(" ", question))


def _from_notes(turn: Turn, notes: list[NoteLine]) -> Call:
    asked = _asked(turn.core)
    is_number = _WANTS_NUMBER.search(turn.core) is not None
    told = (language.sentences_about(note.text, asked, is_number) for note in notes)
    text = " ".join(language.sentence(line) for lines in told for line in lines)
    return turn.call("answer", text=text, citations=[note.id for note in notes])


def _from_calendar(turn: Turn) -> Call | None:
    """When something on the calendar is, or who is there."""
    asked = set(_asked(turn.core))
    for event in turn.view.events:
        named = set(words(f"{event.title} {' '.join(event.attendees)}"))
        if len(asked & named) >= max(1, (len(asked) + 1) // 2):
            others = f" with {', '.join(event.attendees)}" if event.attendees else ""
            text = f"{event.title}{others}: {turn.view.say(event.start)}, {event.minutes} minutes."
            return turn.call("answer", text=text, citations=[])
    return None


def _unknown(turn: Turn) -> Call:
    return turn.call("answer", text=UNKNOWN, citations=[])
