"""Decisions whose items have other ids, so that an id is copied and not remembered.

Mails are `e1`, `e2`, tasks `t1`: a small model writes `e1` wherever something is to be mailed, on
a day that has no `e1`. Here each item, task and event keeps its place under a name of its own.
"""

import random
import re

from training.decisions import Decision, reworded

_LETTERS = "abcdeghkmnprstvwxyz"
_MOST = 40
"""Ids are a letter and a number up to this."""

_ID = re.compile(r"^(?:\w+ (?=[a-z]\d{1,3} \w+: ))?([a-z]\d{1,3}) ", re.MULTILINE)
"""What a line of items, habits or events begins with, and whom the last outcome is about."""


def renamed(decision: Decision, dice: random.Random) -> Decision:
    """The decision with every id of its prompt replaced, in prompt and call alike."""
    prompt = "\n".join(str(message.content) for message in decision.messages[1:])
    ids = list(dict.fromkeys(_ID.findall(prompt)))
    if not ids:
        return decision
    names = dice.sample([f"{a}{n}" for a in _LETTERS for n in range(1, _MOST)], len(ids))
    others = dict(zip(ids, names, strict=True))
    pattern = re.compile(rf"(?<![\w.@-])(?:{'|'.join(ids)})(?![\w@]|[.-]\w)")
    return reworded(decision, lambda text: pattern.sub(lambda match: others[match[0]], text))
