"""What a family is: a name, a split, the mechanics it plays with, and who writes its days."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from scenarios.families.bank import Split
from scenarios.families.draft import Draft
from scenarios.schema import Scenario

Mechanic = Literal[
    "mail", "chat", "task", "conflict", "habit", "promise", "chase", "summary", "travel",
    "prepare", "away", "delegate", "mood", "channel", "slot", "archive", "remind", "remember",
    "recall", "leave", "missing", "injection", "follow_up", "arrival", "drift",
]  # fmt: skip
"""What a day can turn on: kinds of items, of people, of needs and of change."""


@dataclass(frozen=True, slots=True)
class Family:
    """Days of one kind."""

    name: str
    split: Split
    mechanics: frozenset[Mechanic]
    """All that its days may play with, at any level."""
    summary: str
    """What the days are about, in one sentence."""
    build: Callable[[Draft], Scenario]
