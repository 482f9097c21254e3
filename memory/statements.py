"""What a preference says, taken apart: of whom, about what, when, and which of several values.

Rules over English words, because a pair of short sentences that differ in one word is all there
is, and because a person can check a rule. What no rule reads stays a word of the sentence, so it
makes two sentences differ in their subject and lets both stand. Separate from
`memory.preferences`, which compares what is read here.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.contract.lexical import words
from assistant.contract.times import (
    Phrase,
    Window,
    find_phrases,
    resolve_window,
)

LONGEST = 300
"""Characters; a longer text says more than one thing, and none of it is replaced."""

_ZONE = "UTC"
_CHANGE = re.compile(
    r"\b(?:from now on|now|instead|(?:not|n't)(?= .*any ?more)|any ?more|no longer|these days|"
    r"nowadays|lately|after all|again|since (?:i|we) \w+|i have come to|actually)\b"
)
_NOT = re.compile(
    r"\b(?:not|never|no|none|cannot|no longer|hates?|dislikes?|avoids?|stopped|stop)\b|n't\b"
)
_REJECTED = re.compile(
    r"(?<!prefer )(?<!prefers )\b(?:instead of|rather than|better than|over|than|to) (.+?)"
    r"(?=[,.;]|$| (?:on|in|at|for|when|while|during|if)\b)"
)
_CHOICE = re.compile(r"\b(?:prefers?|rather|better)\b")
_EXCLUSIVE = re.compile(
    r"\b(?:prefers?|rather|better|wants?|always|only|favou?rite|should|must|needs?)\b"
    r"|^(?:please )?(?:keep|send|use|sign|put|remind|make|write|book|call|wake|file|set)\b"
)
_BE = re.compile(r"\b(?:(?:should|must|can|may) be|is|are)\b")
_VERB = re.compile(
    r"\b(?:ends? in|lasts?|costs?|sleeps?|comes?|hangs?|lives?|works?|starts?|begins?|opens?"
    r"|closes?|parks?)\b"
)
_OWNED = re.compile(r"(?:my|our|the|his|her|their)\b|[^\W\d_]+(?: [^\W\d_]+)?'s\b|[^\W\d_]+\b")
_PRONOUN = re.compile(r"(?:i|we|you|he|she|they|it|this|that|there)\b")
_FINE = re.compile(r"(?:all right|fine|okay|ok|good|welcome|allowed)$")
_THING = re.compile(
    r"\b(?:prefers?|wants?|needs?|likes?|book)\b(.+?)"
    r"(?=$|[,;.]|\b(?:by|as|at|on|in|for|with|without|before|after|under|over)\b)"
)
_SCOPE = re.compile(
    r"\b(?:on|in|at|for|with|when|whenever|while|during|if|unless) (.+?)"
    r"(?=,|;|\.|$|\b(?:on|in|at|for|with|when|whenever|while|during|if|unless|i|we|no|by|as)\b)"
)
_FIRST = re.compile(
    r"(?:on|in|at|for|when|whenever|while|during|if|unless) (.+?)"
    r"(?:,|(?= (?:i|we|my|our|no|please|keep|send|use|put|remind|make)\b))"
)
_DAY = re.compile(
    r"\b(?:on|in|at|over|during) (?:the )?(?=(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|weekend"
    r"|weekday|morning|afternoon|evening|night|\d))"
)
_ENDS = re.compile(r"\b(?:until|till|through) $")
_BEGINS = re.compile(r"\b(?:from|starting|beginning|as of|since) (?:on )?$")
_SPAN = re.compile(r"(?:this|next) week(?:end)?|today|tonight|tomorrow", re.IGNORECASE)
_NUMBER = re.compile(r"\d")
_COUNTS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve first second third fourth "
    "fifth half".split()
)
_NAMED_BY = re.compile(
    r"([A-Z][^\W\d_]+)(?:'s| (?:is|has|prefers|likes|loves|hates|wants|needs|eats|drinks|dislikes"
    r"|takes|does|doesn't|lives|works)\b)"
)
_NAME = re.compile(r"(?<=[\w,'] )[A-Z][^\W\d_]+")
_PEOPLE = re.compile(r"[A-Z]\w+(?:ish|ese|ian|ean)|German|Dutch|French|Greek|Czech|Swiss|Thai")
_TITLES = frozenset({"dr", "mr", "mrs", "ms"})
_HOME = re.compile(r"(?:i|we) (live|work|sit|park) (in|at|on|for|with|next to) (.+)")
_NO_NAME = frozenset(
    "i dr mr mrs ms monday tuesday wednesday thursday friday saturday sunday january february "
    "march april may june july august september october november december".split()
)
_PLAIN = frozenset(
    "prefer prefers want wants like likes love loves hate hates dislike dislikes enjoy always "
    "never rather should must can cannot please also very take takes use make keep put send am "
    "ago over being than only need needs any more longer don doesn isn aren won didn come favor "
    "latest let every each".split()
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One preference as its words say it."""

    subject: frozenset[str]
    """What the sentence is about where it names a property ("my desk is"); else empty."""
    value: tuple[str, ...]
    """The telling words: of a property what it is, else all that are in no other field."""
    numbers: frozenset[str]
    """Numbers and times of day among `value`."""
    scope: frozenset[str]
    """When and for what it holds: "on Sundays", "for the bank"."""
    names: frozenset[str]
    """Whom it is about; a name that is itself a property's value is none of them."""
    rejected: frozenset[str]
    """What the value is preferred to, or takes the place of."""
    is_negative: bool
    is_exclusive: bool
    """Holding to another value as well would make no sense: "always", "prefer", "keep it short"."""
    is_change: bool
    """It says that something was otherwise before: "now", "instead", "any more"."""
    is_named: bool
    """The value is a name."""
    thing: str
    """The last word of what is preferred or wanted, "room" of "quiet rooms by the lift"."""
    begins: int | None = None
    ends: int | None = None
    """Until when it holds, in UTC minutes; the same for `begins`."""

    @property
    def is_property(self) -> bool:
        """Whether it says what something is, rather than what somebody does or likes."""
        return bool(self.subject)


@lru_cache(maxsize=4096)
def read_statement(text: str, written: int | None) -> Statement | None:
    """What a preference says; None for a text that is too long or says nothing.

    Args:
        text: The note's words.
        written: When they were written, in UTC minutes. Without it "until Friday" is not read.
    """
    plain = " ".join(text.replace("\u2019", "'").split()).rstrip(".! ")
    if not plain or len(plain) > LONGEST or re.search(r"[.!?]\s", plain.replace("Dr. ", "")):
        return None
    is_exclusive = _EXCLUSIVE.search(plain.lower()) is not None
    rest, begins, ends, when = _without_times(plain, written, is_value=is_exclusive)
    names = frozenset(name.lower() for name in _names(rest))
    low = rest.lower().strip()
    is_change = _CHANGE.search(low) is not None
    low, rejected = _without_rejected(low)
    is_negative = len(_NOT.findall(low)) % 2 == 1
    low = " ".join(_NOT.sub(" ", _CHANGE.sub(" ", low)).split())
    scope = {*when}
    if first := _FIRST.match(low):
        scope |= {*_telling(first[1])}
        low = low[first.end() :]
    subject, low = _subject(low)
    if subject and _FINE.search(low.strip()):
        subject, low = frozenset(), " ".join(sorted(subject))
    thing = _THING.search(low)
    if not subject:
        low = _DAY.sub(" ", low) if is_exclusive else low
        scope |= {word for found in _SCOPE.finditer(low) for word in _telling(found[1])}
        low = _SCOPE.sub(" ", low)
    value = _telling(low)
    named = frozenset(value) & names if subject else frozenset()
    return Statement(
        subject=subject,
        value=tuple(word for word in value if subject or word not in names),
        numbers=frozenset(w for w in value if _NUMBER.search(w) or w in _COUNTS),
        scope=frozenset(scope),
        names=names - named,
        rejected=rejected,
        is_negative=is_negative,
        is_exclusive=is_exclusive,
        is_change=is_change,
        is_named=bool(named) and {*value} <= named | _TITLES,
        thing=_last(thing[1]) if thing else "",
        begins=begins,
        ends=ends,
    )


def _without_times(
    text: str, written: int | None, *, is_value: bool
) -> tuple[str, int | None, int | None, set[str]]:
    """The text without its dates, from when until when it holds, and on which days."""
    begins = ends = None
    scope: set[str] = set()
    for phrase in reversed(find_phrases(text)):
        before, after = text[: phrase.start], text[phrase.end :]
        span = _span(phrase, written) if phrase.kind in {"day", "window"} else None
        lead = before.lower()
        if span is not None and (cue := _ENDS.search(lead)):
            ends = span.end
        elif span is not None and (cue := _BEGINS.search(lead)):
            begins = span.start
        elif span is not None and _SPAN.fullmatch(phrase.text):
            begins, ends, cue = span.start, span.end, re.search("$", lead)
        elif phrase.kind in {"day", "window", "recurrence"}:
            is_first = not re.sub(r"\b(?:on|in|the|during)\b", "", lead).strip()
            if (is_value or _BE.search(lead) or _VERB.search(lead)) and not is_first:
                continue
            scope |= {*_telling(phrase.text.lower())}
            cue = re.search(r"(?:\b(?:on|in|during) )?(?:the )?$", lead)
        else:
            continue
        text = f"{before[: cue.start()] if cue else before} {after.lstrip(', ')}"
    return text, begins, ends, scope


def _span(phrase: Phrase, written: int | None) -> Window | None:
    """The minutes that a phrase means, if it names a day and can have been meant in one way."""
    if written is None:
        return None
    found = resolve_window(phrase.text, written, _ZONE)
    return found if isinstance(found, Window) else None


def _names(text: str) -> set[str]:
    first = _NAMED_BY.match(text)
    found = {*_NAME.findall(text), *([first[1]] if first else [])}
    return {
        name
        for name in found
        if not name.isupper()
        and not _PEOPLE.fullmatch(name)
        and name.lower().removesuffix("s") not in _NO_NAME
    }


def _without_rejected(low: str) -> tuple[str, frozenset[str]]:
    """The sentence without what it prefers its value to, and that."""
    found = _REJECTED.search(low)
    is_choice = _CHOICE.search(low) is not None
    if found is None or not (is_choice or found[0].startswith("instead of")):
        return low, frozenset()
    return low[: found.start()] + low[found.end() :], frozenset(_telling(found[1]))


def _subject(low: str) -> tuple[frozenset[str], str]:
    """What a sentence such as "my desk is on the fifth floor" is about, and what it says of it."""
    low = low.strip()
    if home := _HOME.fullmatch(low):
        return frozenset(home.groups()[:2]), home[3]
    verb = _BE.search(low) or _VERB.search(low)
    if verb is None or _PRONOUN.match(low) or not _OWNED.match(low):
        return frozenset(), low
    subject = {*_telling(low[: verb.start()])}
    if not subject:
        return frozenset(), low
    if not _BE.match(verb[0]):
        subject.add(verb[0].split()[0].rstrip("s"))
    return frozenset(subject), low[verb.end() :]


def _last(text: str) -> str:
    found = _telling(text)
    return found[-1] if found else ""


def _telling(text: str) -> tuple[str, ...]:
    """The words that carry meaning; "10:30" and "heron-22" are one word each."""
    joined = re.sub(r"(?<=\w)[:.\-](?=\w)", "_", text)
    found = re.findall(r"[\w']+", joined)
    kept: list[str] = []
    for word in found:
        if word in {"before", "after", "without"} or "_" in word:
            kept.append(word)
        else:
            kept += [w for w in words(word) if w not in _PLAIN and w != "s"]
    return tuple(dict.fromkeys(kept))
