"""What can be read out of a line that a person wrote: deadline, effort, people, tier.

Code reads these once, when a file is loaded; what it cannot read for certain it leaves out,
because the briefing shows the whole line anyway.
"""

import re

from assistant.contract import times
from assistant.contract.day import Tier
from assistant.contract.tiers import infer_tier

_DEADLINE = re.compile(
    r"(?:\bby|\bdue(?: on| by| at| date)?|\buntil|\btill|\bbefore|\bno later than"
    r"|\bdeadline(?: is| on)?):?\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"(?:by|due|before|until|till)\s+", re.IGNORECASE)


def due_in(text: str, now: int, tz: str) -> int | None:
    """The deadline that a text states for certain: the end of the day where no time is given."""
    for phrase in times.find_phrases(text):
        leading = _LEADING.match(phrase.text)
        if leading is None and _DEADLINE.search(text[: phrase.start]) is None:
            continue
        words = phrase.text[leading.end() :] if leading else phrase.text
        before = text[: phrase.start] + (leading.group() if leading else "")
        is_before = re.search(r"\bbefore\s+(?:the\s+)?$", before, re.IGNORECASE) is not None
        found = _minute(words, now, tz, is_before)
        if found is not None:
            return found
    return None


def time_in(text: str, now: int, tz: str) -> int | None:
    """The one moment that a text names for certain: what is to be at nine is no use at ten."""
    for phrase in times.find_phrases(text):
        if phrase.kind == "instant":
            found = times.resolve_instant(phrase.text, now, tz)
            return found.minute if isinstance(found, times.Instant) and found.minute > now else None
    return None


def end_of_day(day: str, now: int, tz: str) -> int | None:
    """The last minute of an ISO date; None for anything else."""
    found = times.resolve_day(day, now, tz)
    return found.end - 1 if isinstance(found, times.Window) else None


def effort_in(text: str) -> int | None:
    """The first duration in a text, in minutes."""
    for phrase in times.find_phrases(text):
        if phrase.kind == "duration":
            return times.resolve_duration(phrase.text)
    return None


def tier_of(text: str, section: str = "", relationship: str = "") -> Tier:
    """Whose need a text serves: by its own words, its heading, then by whom it concerns."""
    tier = infer_tier(text)
    if tier == "other" and section:
        tier = infer_tier("@" + "".join(section.split()))
        tier = infer_tier(section) if tier == "other" else tier
    if tier == "other" and relationship:
        tier = infer_tier(text, relationship)
    return tier


def _minute(words: str, now: int, tz: str, is_before: bool) -> int | None:
    instant = times.resolve_instant(words, now, tz)
    if isinstance(instant, times.Instant):
        return instant.minute
    for window in (times.resolve_day(words, now, tz), times.resolve_window(words, now, tz)):
        if isinstance(window, times.Window):
            return window.start if is_before else window.end - 1
    return None
