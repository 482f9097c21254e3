"""Decisions in words that nobody knows, so that a call's words are copied and not remembered.

A small model that has seen "dentist" a hundred times writes it where somebody wrote "orthodontist".
Here words that stand in the prompt and in the call's own text alike are replaced in both by words
that mean nothing.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from training.decisions import Decision, reworded

COPIED = frozenset(
    "label title content body subject contact to attendees query text question".split()
)
"""Arguments that are made of the prompt's words."""

_MOST = 5
"""Words replaced in one decision."""

_WORD = re.compile(r"(?<!\w)[^\W\d_]{3,}(?!\w)")
_ONSETS = "b br bl c ch d dr f fl g gl gr h j k kl l m n p pl pr qu r s sh sk sl st t th tr v w z"
_VOWELS = "a e i o u ai ea ee oo ou y"
_ENDS = "b ck d f g l ll m n ng nt p r rd s sk st t x"
_KEPT = frozenset(
    "the and for with from that this have has had will would could can please hello thank thanks "
    "your you are was were not but our out when what which who whom where how about into over "
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january "
    "february march april may june july august september october november december today tonight "
    "tomorrow yesterday morning noon midday afternoon evening night midnight week weeks weekend "
    "weekday weekdays month months year day days daily weekly every next last past half quarter "
    "hour hours minute minutes min one two three four five six seven eight nine ten eleven twelve "
    "come back message writing mail meeting".split()
)
"""Words that say what to do or when; the grammar of times reads them."""

_FRAME = frozenset(
    "person now item items calendar people known handled before last task mail habit promise "
    "conflict due overdue ref events event travel free works style personal professional other "
    "high low normal urgent said prefers email chat text call none overlap row hours".split()
)
"""Words that the prompt's own lines are made of."""


_INTENT = frozenset("please hello thank thanks come back message writing mail meeting".split())
"""Words kept elsewhere that tell who should take an item."""

_SHOWN = 0.15
"""Share of an item's words that stay where it is veiled."""

_HANDLED = "\n# Handled before\n"
_ONLY_ITEM = re.compile(r"(\n# Items 1\n\w+ \| [^|\n]+ \| [^|\n]+ \| )([^|\n]+)")
"""The first fields and the text of the item in an orchestrator's prompt that has but one."""


def disguised(decision: Decision, dice: random.Random) -> Decision:
    """The decision with a few of its copied words replaced; as it is where it copies none."""
    prompt = "\n".join(str(message.content) for message in decision.messages[1:])
    said = {word.casefold() for word in _WORD.findall(prompt)}
    copied = [
        word.casefold()
        for name, value in decision.args.items() if name in COPIED
        for text in _texts(value)
        for word in _WORD.findall(text)
    ]  # fmt: skip
    # What an argument of another kind says is said by the rules, such as a category's name.
    fixed = {
        word.casefold()
        for name, value in decision.args.items() if name not in COPIED
        for text in _texts(value)
        for word in _WORD.findall(text)
    }  # fmt: skip
    words = sorted({w for w in copied if w in said} - _KEPT - _FRAME - fixed)
    if not words:
        return decision
    chosen = dice.sample(words, min(len(words), 1 + dice.randrange(_MOST)))
    others = {word: _word(dice) for word in chosen}
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(chosen)})(?!\w)", re.IGNORECASE)

    def swap(text: str) -> str:
        return pattern.sub(lambda match: _like(match[0], others[match[0].casefold()]), text)

    return reworded(decision, swap)


def veiled(decision: Decision, dice: random.Random) -> Decision:
    """An orchestrator's decision on its only item, in words that nobody knows.

    What is left to go by is how like items were handled before. A model that understands every
    item it is taught on learns to pass over that line, and then has nothing for what it does not
    understand. As it is where no such line stands, or there are more items.
    """
    prompt = str(decision.messages[-1].content)
    if _HANDLED not in prompt:
        return decision
    text = _ONLY_ITEM.sub(lambda match: match[1] + _veil(match[2], dice), prompt)
    message = decision.messages[-1].model_copy(update={"content": text})
    return replace(decision, messages=(*decision.messages[:-1], message))


def _veil(text: str, dice: random.Random) -> str:
    """The text with most of its words replaced, save for when."""

    def swap(match: re.Match[str]) -> str:
        is_kept = match[0].casefold() in _KEPT - _INTENT or dice.random() < _SHOWN
        return match[0] if is_kept else _like(match[0], _word(dice))

    return _WORD.sub(swap, text)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)


def _word(dice: random.Random) -> str:
    """A word of one to three syllables that is none."""
    onsets, vowels, ends = _ONSETS.split(), _VOWELS.split(), _ENDS.split()
    syllables = (dice.choice(onsets) + dice.choice(vowels) for _ in range(1 + dice.randrange(3)))
    return "".join(syllables) + (dice.choice(ends) if dice.random() < 0.6 else "")


def _like(word: str, other: str) -> str:
    """`other` in the capitals of `word`."""
    if word.isupper():
        return other.upper()
    return other.capitalize() if word[:1].isupper() else other
