"""Speed of the environment in this process: what a step and a reset cost, and how that grows.

Measured through `MajordomoEnvironment`, as any client meets it: the call is judged, the rubrics
score it, the hash goes on, the briefing is rendered and the observation is built. CPU seconds,
because a wall clock also counts what else the machine does.
"""

import math
import statistics
import time
from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

from env_adapter.environment import MajordomoEnvironment
from env_adapter.models import MajordomoAction
from majordomo.bench.days import day_of, fresh, mutating_actions
from scenarios import Scenario, load_scenario, parse_scenario

_SEEDS = count(1)
"""No seed comes twice, so that nothing that was kept for one can help."""


def in_process(task: str, seconds: float, rounds: int, sizes: Sequence[int]) -> dict[str, Any]:
    """The numbers of one day, of days never seen before, and of days of several sizes."""
    scenario = load_scenario(task)
    actions = mutating_actions(scenario)
    environment = MajordomoEnvironment()

    def steps() -> tuple[int, float]:
        return _play(environment, actions, task=task)

    def resets() -> tuple[int, float]:
        start = time.process_time()
        for _ in range(20):
            environment.reset(seed=next(_SEEDS), task=task)
        return 20, time.process_time() - start

    growth = {str(size): _step_us(size, seconds / 2, rounds) for size in sizes}
    return {
        "scenario": scenario.name,
        "emails": len(scenario.emails),
        "actions": len(actions),
        "steps_per_cpu_s": round(_rate(steps, seconds, rounds)),
        "resets_per_cpu_s": round(_rate(resets, seconds, rounds)),
        "fresh": _fresh(environment, scenario, actions, seconds, rounds),
        "slope": _slope(growth),
        "step_us": growth,
    }


def _play(
    environment: MajordomoEnvironment, actions: Sequence[MajordomoAction], **day: Any
) -> tuple[int, float]:
    """Play a day; how many steps it had, and their CPU seconds without the reset."""
    environment.reset(seed=next(_SEEDS), **day)
    taken = 0
    start = time.process_time()
    for action in actions:
        taken += 1
        if environment.step(action).done:
            break
    return taken, time.process_time() - start


def _fresh(
    environment: MajordomoEnvironment, scenario: Scenario, actions: Sequence[MajordomoAction],
    seconds: float, rounds: int,
) -> dict[str, int]:  # fmt: skip
    """The same on days that nobody has seen: no text, and nothing derived from one, comes twice.

    A reset includes reading and checking the day; `steps_per_cpu_s` of a fresh day does not.
    """
    number = count()

    def steps() -> tuple[int, float]:
        day = parse_scenario(fresh(scenario, next(number)))
        return _play(environment, actions, scenario=day)

    def resets() -> tuple[int, float]:
        day = fresh(scenario, next(number))
        start = time.process_time()
        environment.reset(seed=next(_SEEDS), scenario=day)
        return 1, time.process_time() - start

    return {
        "steps_per_cpu_s": round(_rate(steps, seconds, rounds)),
        "resets_per_cpu_s": round(_rate(resets, seconds, rounds)),
    }


def _rate(measure: Callable[[], tuple[int, float]], seconds: float, rounds: int) -> float:
    """Things per CPU second, the median over rounds of about so many seconds."""
    measure()
    found = []
    for _ in range(rounds):
        done, spent = 0, 0.0
        while not done or spent < seconds:
            more, cost = measure()
            done, spent = done + more, spent + cost
        found.append(done / spent if spent else math.inf)
    return statistics.median(found)


def _step_us(size: int, seconds: float, rounds: int) -> float:
    scenario, actions = day_of(size)
    environment = MajordomoEnvironment()
    rate = _rate(lambda: _play(environment, actions, scenario=scenario), seconds, rounds)
    return round(1e6 / rate, 1)


def _slope(growth: dict[str, float]) -> float | None:
    """The exponent of a least-squares fit on logarithms: 1 is linear; None for a single size."""
    if len(growth) < 2:
        return None
    sizes = [math.log(int(size)) for size in growth]
    costs = [math.log(cost) for cost in growth.values()]
    return round(statistics.linear_regression(sizes, costs).slope, 2)
