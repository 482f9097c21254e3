"""The privileged search: it stays below its bound, and finds what a fixed order would not."""

from itertools import permutations

import pytest

from env_adapter import search
from env_adapter.graders import grade
from env_adapter.policies import POLICIES, play
from env_adapter.search import ORDERS, Plan, best, next_call
from env_adapter.upper import upper_bound
from env_adapter.world import World
from scenarios import Scenario, parse_scenario
from scenarios.families import families, generate


def value_of(day: Scenario, plan: Plan, order: search.Order | None = None) -> int:
    world = World(day)
    while not world.is_over:
        call = next_call(world, plan, order)
        world.step(call.tool, call.args, agent=call.agent)
    return world.value


@pytest.mark.parametrize("family", families())
@pytest.mark.parametrize("level", ["easy", "medium", "hard"])
def test_the_search_is_between_its_orders_and_its_bound(family: str, level: str) -> None:
    day = generate(family, 3, level)
    found = best(day)
    orders = [value_of(day, Plan(quickest=q), order) for q in (False, True) for order in ORDERS]
    assert max(orders) <= found.value <= found.bound == upper_bound(World(day))
    assert found.rollouts <= search.ROLLOUTS


@pytest.mark.parametrize("family", families())
def test_the_oracle_plays_what_the_search_has_found(family: str) -> None:
    day = generate(family, 1)
    world = World(day)
    played = play(world, POLICIES["oracle"](0))
    assert world.value == best(day).value
    assert played.grade is not None and played.grade.raw == 1.0
    assert world.ledger.invalid == world.ledger.harm == 0


def test_the_same_day_is_searched_once_and_the_same_way() -> None:
    day = generate("rush_hour", 5, "hard")
    assert best(day) is best(day)
    assert best(generate("rush_hour", 5, "hard")) == best(day)


def chain(*minutes_and_due: tuple[int, int, int]) -> Scenario:
    """Tasks of so many minutes, due so many minutes after nine, with a weight each."""
    tasks, must = [], {}
    for n, (minutes, due, weight) in enumerate(minutes_and_due, 1):
        at = f"2026-03-03T{9 + due // 60:02}:{due % 60:02}"
        tasks.append({"id": f"t{n}", "description": f"Job {n}", "effort": minutes, "deadline": at})
        must[f"t{n}"] = {"ways": [{"tool": "complete_task"}], "weight": weight}
    return parse_scenario(
        {"schema_version": 1, "simulation_time": "2026-03-03T09:00", "tasks": tasks, "must": must}
    )


@pytest.mark.parametrize(
    "jobs",
    [
        ((60, 60, 2), (60, 70, 9), (30, 100, 4), (20, 150, 3)),
        ((90, 100, 3), (30, 60, 5), (30, 70, 5), (30, 125, 4)),
        ((50, 50, 1), (50, 60, 8), (40, 95, 6), (40, 130, 6), (10, 140, 2)),
    ],
)
def test_on_small_days_it_finds_the_best_of_all_orders(jobs: tuple[tuple[int, int, int]]) -> None:
    day = chain(*jobs)
    ids = [task.id for task in day.tasks]
    highest = max(value_of(day, Plan(order)) for order in permutations(ids))
    assert best(day).value == highest


def test_it_takes_the_second_best_way_where_the_best_takes_too_long() -> None:
    day = parse_scenario(
        {
            "schema_version": 1,
            "simulation_time": "2026-03-03T09:00",
            "contacts": [{"name": "Bo Lind", "skills": ["slides"]}],
            "tasks": [
                {"id": "t1", "description": "slides", "effort": 90, "deadline": "2026-03-03T10:35"},
                {"id": "t2", "description": "form", "effort": 60, "deadline": "2026-03-03T10:30"},
            ],
            "must": {
                "t1": {
                    "ways": [
                        {"tool": "complete_task"},
                        {"tool": "delegate_task", "credit": 80, "to": "Bo Lind"},
                    ]
                },
                "t2": {"ways": [{"tool": "complete_task"}]},
            },
        }
    )
    world = World(day)
    play(world, POLICIES["oracle"](0))
    assert world.ledger.credit == {"t1": 80, "t2": 100}
    assert grade(world).raw == 1.0


def test_it_waits_for_what_is_still_to_come() -> None:
    day = parse_scenario(
        {
            "schema_version": 1,
            "simulation_time": "2026-03-03T09:00",
            "tasks": [{"id": "t1", "description": "Nobody can do this"}],
            "chat": [{"id": "y1", "text": "note the code is 12", "at": "2026-03-03T15:00"}],
            "must": {
                "t1": {"ways": [], "weight": 0},
                "y1": {"ways": [{"tool": "add_to_kb", "facts": ["12"]}]},
            },
        }
    )
    world = World(day)
    play(world, POLICIES["oracle"](0))
    assert world.ledger.credit["y1"] == 100
