"""Which days a step plays: drawn by seed from the levels that the policy has unlocked.

The next level opens once the mean grade of a few steps reaches `unlock_grade`; a level is left
downwards when, after `patience` steps, it is below `step_down_grade`. Between the two nothing
happens, and each change begins a new count, so that the level does not swing to and fro.
"""

import random
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from training.recipe import GrpoRecipe
from training.records import DaySpec, Rollout

WINDOW = 5
"""Steps over which a level's grade is taken."""

AT_LEVEL = 0.7
"""Share of the days that are of the current level; the others are of one unlocked before."""

TRAIN_SEEDS = range(3_000_000, 4_000_000)
"""Seeds of the days that are played; none of the warm start's."""

VALIDATION_SEEDS = range(4_000_000, 5_000_000)
"""Seeds of the days that choose the best checkpoint: the same families, other days."""


@dataclass
class Curriculum:
    """The levels, and where among them the policy is."""

    recipe: GrpoRecipe
    seed: int
    level: int = 0
    """Index of the current level."""
    steps: int = 0
    """Steps spent at it."""
    grades: deque[float] = field(default_factory=lambda: deque(maxlen=WINDOW))
    """Mean grades of the last of them."""

    @property
    def name(self) -> str:
        """The current level."""
        return self.recipe.levels[self.level]

    def draw(self, step: int, attempt: int, count: int) -> list[DaySpec]:
        """Days for a step; attempts of the same step get others."""
        return [self._one(random.Random(f"{self.seed}/{step}/{attempt}/{n}")) for n in range(count)]

    def record(self, rollouts: Sequence[Rollout]) -> str:
        """Take note of a step; returns `up` or `down` where the level changes, else nothing."""
        here = [r.grade for r in rollouts if not r.lost and level_of(r.spec) == self.name]
        self.steps += 1
        if here:
            self.grades.append(sum(here) / len(here))
        if len(self.grades) < WINDOW:
            return ""
        mean = sum(self.grades) / len(self.grades)
        if mean >= self.recipe.unlock_grade and self.level + 1 < len(self.recipe.levels):
            return self._move(1)
        is_stuck = self.steps >= self.recipe.patience and mean < self.recipe.step_down_grade
        return self._move(-1) if is_stuck and self.level else ""

    def state(self) -> dict[str, Any]:
        """What a checkpoint keeps."""
        return {"level": self.level, "steps": self.steps, "grades": list(self.grades)}

    def restore(self, state: dict[str, Any]) -> None:
        """The inverse of `state`."""
        self.level, self.steps = state["level"], state["steps"]
        self.grades = deque(state["grades"], maxlen=WINDOW)

    def _move(self, by: int) -> str:
        self.level += by
        self.steps = 0
        self.grades.clear()
        return "up" if by > 0 else "down"

    def _one(self, dice: random.Random) -> DaySpec:
        level = self.level
        if level and dice.random() >= AT_LEVEL:
            level = dice.randrange(level)
        family = dice.choice(self.recipe.families)
        name = f"{family}:{dice.choice(TRAIN_SEEDS)}:{self.recipe.levels[level]}"
        return DaySpec(name, dice.randrange(2**31), dice.randrange(2**31))


def validation_days(recipe: GrpoRecipe) -> list[DaySpec]:
    """Days that no step plays: families and levels in turn, the same for every seed of a run."""
    found = []
    for n in range(recipe.validation_days):
        family = recipe.families[n % len(recipe.families)]
        level = recipe.levels[n // len(recipe.families) % len(recipe.levels)]
        found.append(DaySpec(f"{family}:{VALIDATION_SEEDS[n]}:{level}", n, n))
    return found


def level_of(spec: DaySpec) -> str:
    """The level of a generated day."""
    return spec.name.split(":")[2]
