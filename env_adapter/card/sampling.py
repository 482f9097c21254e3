"""Playing days: one row per policy and day, which is all that the card's tables are made of."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from env_adapter.policies import POLICIES, Played, play
from env_adapter.world import World
from scenarios import Scenario

Player = Callable[[World], Played]
"""Plays a world to its end; for policies that are more than a choice of the next call."""

ROUND = 6
"""Decimals that are kept, so that a card is the same wherever it is made."""


@dataclass(frozen=True, slots=True)
class Row:
    """One day as one policy played it."""

    policy: str
    day: str
    grade: float
    return_: float
    steps: int
    invalid: int
    harm: int
    clipped: int
    """Steps whose reward was cut off at -1 or 1."""
    chances: int = 0
    inversions: int = 0


def play_days(
    days: Iterable[Scenario],
    policies: Iterable[str] = tuple(POLICIES),
    players: Mapping[str, Player] | None = None,
    first: int = 0,
) -> list[Row]:
    """Play every day with every policy and with every player that was brought along.

    `first` is the seed of the first day's policies; each day has the next one.
    """
    rows = []
    for seed, day in enumerate(days, first):
        for name in policies:
            world = World(day)
            rows.append(_row(name, world, play(world, POLICIES[name](seed))))
        for name, player in (players or {}).items():
            world = World(day)
            rows.append(_row(name, world, player(world)))
    return rows


def _row(name: str, world: World, played: Played) -> Row:
    assert played.grade is not None
    ledger, clipped = world.ledger, sum(abs(reward) >= 1.0 for reward in played.rewards)
    return Row(
        name, world.scenario.name, round(played.grade.raw, ROUND), round(played.return_, ROUND),
        ledger.steps, ledger.invalid, ledger.harm, clipped, ledger.chances,
        ledger.inversions,
    )  # fmt: skip
