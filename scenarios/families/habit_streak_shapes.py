"""Shapes of the texts of `habit_streak`."""

from typing import NamedTuple

from assistant.contract.day import Tier


class Routine(NamedTuple):
    """A habit, and the word by which a reminder of it is known."""

    label: str
    word: str
    minutes: int
    tier: Tier = "personal"
    is_bodily: bool = True
