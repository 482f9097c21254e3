"""Rules for what a line says: reports, reminders, facts, questions, wishes."""

import re

from assistant.contract.tiers import infer_tier, is_chore, is_grocery_list
from assistant.scripted import language, vocabulary
from assistant.scripted.line import Intent, Line

# Not a report that something is done, but a wish that it be so.
_POINTED = re.compile(
    r"(?:please )?(?:make sure|be sure|ensure|check|verify|confirm|see|wait|once|when|if|until"
    r"|after|as soon as|unless)\b",
    re.IGNORECASE,
)


def told(line: Line) -> Intent | None:
    """What the person added later may turn the request into another one."""
    told = line.said[-1] if line.said else ""
    if line.item.source == "task" and vocabulary.SETTLED.match(told):
        return Intent("task", "complete")
    if line.item.source == "task" and vocabulary.HANDOVER.match(told):
        return Intent("task", "delegate")
    return Intent("habit", "remind") if vocabulary.REMIND.search(told) else None


def done(line: Line) -> Intent | None:
    """It reports that something is done."""
    if not line.starts(vocabulary.DONE) or _POINTED.match(language.clean(line.item.text)):
        return None
    is_order = line.starts(vocabulary.DEED, vocabulary.TELL, vocabulary.MAIL)
    if is_order and not line.starts(vocabulary.REPORT):
        return None
    if line.item.source == "task" or re.search(r"\b(?:t\d+|tasks?|todo)\b", line.core, re.I):
        return Intent("task", "complete")
    is_habit = line.has(vocabulary.ACTIVITY) and infer_tier(line.core) == "personal"
    return Intent("habit", "tick") if is_habit else Intent("task", "complete")


def remind(line: Line) -> Intent | None:
    """It asks for a reminder in so many words."""
    return Intent("habit", "remind") if line.has(vocabulary.REMIND) else None


def note(line: Line) -> Intent | None:
    """It gives something to remember."""
    match = vocabulary.NOTE.match(line.core)
    if match is None:
        return None
    if re.match(r"remember\b(?! that\b|:)", line.core, re.I) and not line.has(vocabulary.FACT):
        return None
    rest = line.core[match.end() :].strip(" :,")
    is_chores = is_grocery_list(rest) or is_chore(rest)
    return None if is_chores or not rest else Intent("knowledge", "note")


def question(line: Line) -> Intent | None:
    """It asks something."""
    text = language.clean(line.item.text)
    is_asked = text.endswith("?") and len(text.split()) > 2 and not line.starts(vocabulary.DEED)
    if not vocabulary.QUESTION.match(line.core) and not is_asked:
        return None
    if re.match(r"(?:should|shall) (?:i|we)\b|what if\b|why\b", line.core, re.I):
        return Intent("none", "leave", "a question that only you can settle")
    if re.match(r"(?:when|where) (?:can|could|should) (?:i|we)\b|am i free\b", line.core, re.I):
        return Intent("meeting", "schedule")
    is_event = line.starts(vocabulary.SCHEDULE, vocabulary.MOVE, vocabulary.CANCEL)
    if is_event or line.starts(vocabulary.TELL, vocabulary.MAIL):
        return None
    return Intent("knowledge", "question")


def longing(line: Line) -> Intent | None:
    """It is a wish for some other time."""
    if line.starts(vocabulary.LONGING) and not line.when.is_exact:
        return Intent("none", "leave", "an idea for later, nothing to decide now")
    return None


def fact(line: Line) -> Intent | None:
    """It states a fact about somebody or something of theirs."""
    is_fact = line.starts(vocabulary.FACT) and line.item.source in {"you", "task"}
    is_deed = line.starts(vocabulary.DEED, vocabulary.TELL, vocabulary.MAIL, vocabulary.MOVE)
    return Intent("knowledge", "note") if is_fact and not is_deed else None
