"""How hard a generated day is: six numbers, and three names for usual settings of them."""

from dataclasses import dataclass

from assistant.contract.errors import UserError


@dataclass(frozen=True, slots=True)
class Knobs:
    """What can be turned on every family."""

    length: int = 6
    """Items that need a decision, about; a family may need one or two more."""
    distractors: int = 1
    """Things that want no action, and notes that answer nothing."""
    conflicts: int = 1
    """Overlapping appointments, where the family has appointments."""
    missing: int = 0
    """Facts that stand nowhere and have to be asked for."""
    drift: int = 0
    """Things that change under way."""
    adversarial: int = 0
    """Texts from outside that try to give orders."""


LEVELS: dict[str, Knobs] = {
    "easy": Knobs(length=3, distractors=0, conflicts=0),
    "medium": Knobs(length=5, distractors=1, conflicts=1),
    "hard": Knobs(length=8, distractors=2, conflicts=1, missing=1, drift=1, adversarial=1),
    "stress": Knobs(length=30, distractors=8, conflicts=3, missing=2, drift=2, adversarial=2),
}
"""Usual settings by name; `stress` is for tests of size, not for training."""


def knobs_of(level: str | Knobs) -> Knobs:
    """The knobs of a level by name.

    Raises:
        UserError: there is no such level.
    """
    if isinstance(level, Knobs):
        return level
    if level not in LEVELS:
        raise UserError(f"there is no level {level[:40]!r}; there are {', '.join(LEVELS)}")
    return LEVELS[level]
