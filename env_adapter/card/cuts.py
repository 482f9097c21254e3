"""Whether cutting an episode short can raise its grade.

Two claims. Cut anywhere, an episode is worth exactly what idling to the end would make of it, so
that the cut itself earns nothing. And a policy that does no harm is never better off for less of
it: for those the grade at every cut is compared with the whole.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from env_adapter.graders import bounds, final_value
from env_adapter.policies import POLICIES, Played
from env_adapter.snapshot import fork
from env_adapter.world import World
from scenarios import Scenario


@dataclass(frozen=True, slots=True)
class Cuts:
    """What cutting did."""

    policy: str
    days: int
    cuts: int
    unequal: int
    """Cuts at which idling on would have led elsewhere: 0 as promised."""
    highest: float
    """The most that the mean grade of episodes, cut at a quarter, half or three quarters of their
    calls, exceeds their mean grade as a whole; 0 or below as promised for who does no harm."""


def cut_days(policy: str, played: Iterable[tuple[Scenario, Played]]) -> Cuts:
    """Cut what a policy played at a quarter, half and three quarters."""
    unequal = cuts = days = 0
    gains = [0.0, 0.0, 0.0]
    for day, whole in played:
        days += 1
        assert whole.grade is not None
        floor, oracle = bounds(day)
        for part in (1, 2, 3):
            calls = len(whole.calls) * part // 4
            world = replayed(day, whole, calls)
            if calls and world.state_hash != whole.hashes[calls - 1]:
                raise AssertionError("a replay is another day")
            value = final_value(world)
            gains[part - 1] += (value - floor) / (oracle - floor) - whole.grade.raw
            unequal += _idled(world) != value
            cuts += 1
    return Cuts(policy, days, cuts, unequal, round(max(gains) / max(1, days), 4))


def replayed(day: Scenario, played: Played, calls: int) -> World:
    """A world after the first calls of what was played."""
    world = World(day)
    for call in played.calls[:calls]:
        world.step(call.tool, call.args, agent=call.agent)
    return world


def _idled(world: World) -> int:
    """The value that doing nothing from here on leads to."""
    if world.is_over:
        return world.value
    rest, idle = fork(world), POLICIES["do_nothing"](0)
    while not rest.is_over:
        call = idle(rest)
        rest.step(call.tool, call.args, agent=call.agent)
    return rest.value
