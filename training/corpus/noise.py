"""How a text comes out of a person: as it is, tidy, spoken, or typed in a hurry.

Noise works on the pieces of a text, before they are joined, so that what an argument repeats is
changed in both places or in neither.
"""

import random
import re

STYLES = {"plain": 0.46, "neat": 0.14, "voice": 0.28, "typos": 0.12}
"""Shares of the styles."""

_OPENERS = ("hey", "hi", "ok", "okay", "so", "um", "uh", "hey majordomo", "majordomo", "right",
            "oh", "ok so", "hello", "yo", "quick one", "alright", "well", "listen", "ah",
            "good morning", "hey there", "um ok", "hey assistant", "erm")  # fmt: skip
_ASKING = ("please", "can you", "could you", "could you please", "can you please", "would you",
           "i need you to", "i want you to", "i'd like you to", "pls", "kindly", "go ahead and",
           "please can you", "i would like you to", "will you", "you should", "just",
           "let's", "i need to", "i want to", "i'd like to", "help me", "can we")  # fmt: skip
_ASKING_SELF = frozenset({"i need to", "i want to", "i'd like to", "let's", "help me", "can we"})
_CLOSERS = ("please", "thanks", "thank you", "ok", "pls", "will you", "for me", "if you can",
            "when you get a chance", "okay", "would you", "thx", "cheers")  # fmt: skip
_IMPERATIVE = frozenset(
    """add arrange archive block book bring bump call cancel change check clear compose create
    delay delegate delete draft drop email fetch find fix forward get give hand hold keep let log
    look make mark message move note open order pencil ping plan play postpone put remember remind
    remove reply reschedule respond save schedule search send set share shift show shoot slot
    start stick stop store switch take tell text tick turn update wake write invite organize
    organise read pass assign record reserve reorganise push nudge alert jot file mail""".split()
)
_ASKS = frozenset(
    """what when where who which whose why how am is are was were do does did can could would will
    has have any anything should""".split()
)
_SELFLESS = frozenset({"remind", "wake", "nudge", "alert", "tell", "give", "show", "read", "send"})
_NEIGHBOURS = {"a": "s", "e": "r", "i": "o", "o": "p", "t": "r", "n": "m", "s": "d", "r": "t",
               "l": "k", "d": "f", "u": "y", "c": "v", "m": "n", "g": "h", "h": "j"}  # fmt: skip


def draw_style(rng: random.Random) -> str:
    """One of `STYLES`."""
    return rng.choices(list(STYLES), list(STYLES.values()))[0]


def speak(text: str, *, is_fixed: bool) -> str:
    """As speech is written down: lower case, and no marks save those that a time needs."""
    text = text.lower()
    return text if is_fixed else re.sub(r"[,!?;\"]|\.(?=\s|$)|\s[-–]\s", " ", text)


def misspell(text: str, rng: random.Random, kept: frozenset[str] = frozenset()) -> str:
    """One slip of the fingers in one of the longer words, but none of those `kept`."""
    words = [w for w in re.finditer(r"[a-z]{4,}", text) if w.group() not in kept]
    if not words:
        return text
    word = rng.choice(words)
    at = rng.randrange(word.start() + 1, word.end() - 1)
    kind = rng.random()
    if kind < 0.35:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if kind < 0.65:
        return text[:at] + text[at + 1 :]
    if kind < 0.85:
        return text[:at] + text[at] + text[at:]
    return text[:at] + _NEIGHBOURS.get(text[at], text[at]) + text[at + 1 :]


def frame(text: str, rng: random.Random, style: str, *, is_order: bool) -> str:
    """The text with what people say around it: "hey", and "could you" or "please" to an order."""
    words = text.split()
    first = words[0].casefold().strip(",") if words else ""
    chatty = 0.45 if style == "voice" else 0.22
    is_order = is_order and first in _IMPERATIVE
    if is_order and rng.random() < chatty:
        fitting = [a for a in _ASKING if not (a in _ASKING_SELF and first in _SELFLESS)]
        asking = rng.choice(fitting)
        lowered = text if words[0].isupper() else text[:1].lower() + text[1:]
        text = f"{asking} {lowered}"
    if rng.random() < (0.2 if style == "voice" else 0.07):
        comma = "" if style == "voice" or rng.random() < 0.5 else ","
        text = f"{rng.choice(_OPENERS)}{comma} {text}"
    if not text.endswith("?") and is_order and rng.random() < 0.08:
        text = f"{text} {rng.choice(_CLOSERS)}"
    return text


def finish(text: str, rng: random.Random, style: str) -> str:
    """Capital and full stop, as far as the style has them."""
    text = " ".join(text.split())
    text = re.sub(r"\s+([,?.!])(?=\s|$)", r"\1", text)
    if style == "neat":
        text = text[:1].upper() + text[1:]
        text = re.sub(r"\bi(?=['’ ]|$)", "I", text)
        first = text.split()[0].casefold()
        mark = "?" if first in _ASKS or first.partition("'")[0] in _ASKS else "."
        return text if text[-1:] in ".?!✓" else text + mark
    if style in {"plain", "typos"} and rng.random() < 0.4:
        text = text[:1].upper() + text[1:]
    return text
