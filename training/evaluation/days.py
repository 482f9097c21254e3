"""Which days an evaluation plays: the same ones for every policy, and none that training saw."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from scenarios import Scenario, load_scenario
from scenarios.families import LEVELS, family
from scenarios.outlook import outlook_of
from scenarios.perturb import KINDS, perturb
from training.errors import TrainingError
from training.recipe import EvalRecipe

FIRST = 5 * 10**14
"""Seeds of days from here up to `scenarios.families.variation.PAST` are for evaluation only."""

SPAN = 10**9
"""Seeds that each evaluation seed has for itself."""

MAX_SEED = 400_000

Kind = Literal["day", "twin", "sampled", "changed"]
"""`day` and its `twin` are played greedily, `sampled` with chance for pass^k, `changed` after
perturbations."""


@dataclass(frozen=True, slots=True)
class Job:
    """One episode to play."""

    kind: Kind
    day: str
    """`family:seed:level[:twin]`."""
    seed: int = 0
    """Seed of the world's chance."""
    changes: tuple[str, ...] = ()
    """Perturbations applied in turn (`scenarios.perturb`)."""

    @property
    def family(self) -> str:
        """The day's family."""
        return self.day.partition(":")[0]

    @property
    def number(self) -> int:
        """A number that differs between plays, for policies that need a seed of their own."""
        return int(self.day.split(":")[1]) - FIRST + 7919 * self.seed


@lru_cache(maxsize=1024)
def scenario_of(job: Job) -> Scenario:
    """The day as it is played; remembered, with what is derived from it, for the next policy."""
    day = load_scenario(job.day)
    return perturb(day, int(job.day.split(":")[1]), *job.changes) if job.changes else day


def jobs(recipe: EvalRecipe, seed: int, changes: Sequence[str] = ()) -> list[Job]:
    """All episodes that each policy plays, in order.

    Raises:
        TrainingError: a seed out of range, or a level or change that does not exist.
        UserError: a family that does not exist.
    """
    if not 0 <= seed <= MAX_SEED:
        raise TrainingError(f"the seed of an evaluation is 0 to {MAX_SEED}, not {seed}")
    if recipe.level not in LEVELS:
        known = ", ".join(LEVELS)
        raise TrainingError(f"there is no level {recipe.level[:40]!r}; there are {known}")
    for kind in changes:
        if kind not in KINDS:
            raise TrainingError(f"there is no change {kind[:40]!r}; there are {', '.join(KINDS)}")
    names = [family(name).name for name in dict.fromkeys(recipe.families)]
    if not names:
        raise TrainingError("an evaluation wants at least one family")
    first = FIRST + seed * SPAN
    days = [
        f"{names[n % len(names)]}:{first + n // len(names)}:{recipe.level}"
        for n in range(recipe.episodes)
    ]
    found = [Job("day", day) for day in days]
    found += [Job("twin", f"{day}:twin") for day in days[: recipe.twin_days]]
    found += [
        Job("sampled", day, seed=play)
        for day in days[: recipe.pass_days]
        for play in range(recipe.passes)
    ]
    if changes:
        found += [Job("changed", day, changes=tuple(changes)) for day in days]
    return found


def pair_of(scenario: Scenario) -> tuple[str, str] | None:
    """Ids of the day's personal and professional item that compete, the urgent one first.

    They are what differs between a day and its twin; `None` on a day that has no twin.
    """
    if not scenario.twin:
        return None
    mine, other = outlook_of(scenario).items, outlook_of(load_scenario(scenario.twin)).items
    both = [
        i for i, item in mine.items()
        if i in other and item.due != other[i].due and item.source != "conflict"
    ]  # fmt: skip
    both.sort(key=lambda i: mine[i].due or 10**12)
    tiers = {mine[i].tier for i in both[:2]}
    return (both[0], both[1]) if tiers == {"personal", "professional"} else None
