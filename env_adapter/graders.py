"""The grade of a whole day, from its final state alone.

raw = (V - V_floor) / (V_oracle - V_floor), unclipped. The floor is doing nothing at all; the
oracle is the best of a privileged search, stored with the day. Because V is read after midnight,
when everything left undone has taken its course, ending early gains nothing and an empty
trajectory gets exactly the floor.
"""

from dataclasses import dataclass

from assistant.contract.memo import kept
from env_adapter.search import best
from env_adapter.snapshot import fork
from env_adapter.world import World
from scenarios import Scenario


@dataclass(frozen=True, slots=True)
class Grade:
    """How good a day was."""

    raw: float
    """0 for doing nothing, 1 for the oracle; unclipped."""
    value: int
    floor: int
    oracle: int

    @property
    def certified(self) -> float:
        """Within [0.01, 0.99], as graders of this kind report it."""
        return 0.01 + 0.98 * min(max(self.raw, 0.0), 1.0)


def grade(world: World) -> Grade:
    """Grade a day; one that is not over yet is graded as if nothing more were done."""
    floor, oracle = bounds(world.scenario)
    value = final_value(world)
    span = oracle - floor
    return Grade((value - floor) / span if span > 0 else 0.0, value, floor, oracle)


def final_value(world: World) -> int:
    """Value of the day once it is over; the world itself is left alone."""
    if world.is_over:
        return world.value
    rest = fork(world)
    rest.finish_day("finish")
    return rest.settled_value()


def bounds(scenario: Scenario) -> tuple[int, int]:
    """Floor and oracle of a day: as stored, or measured now."""
    if scenario.floor is not None and scenario.oracle is not None:
        return scenario.floor, scenario.oracle
    return measure(scenario)


def measure(scenario: Scenario) -> tuple[int, int]:
    """Floor and oracle of a day, measured; both are the same for every seed."""
    found = kept(scenario)
    if "floor" not in found:
        empty = World(scenario)
        empty.finish_day("finish")
        found["floor"] = empty.settled_value()
    floor: int = found["floor"]
    return floor, max(floor, best(scenario).value)
