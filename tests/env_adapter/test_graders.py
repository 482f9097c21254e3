"""Grades: from the final state, in the right order, and not to be had by cheating."""

import pytest

from env_adapter.graders import bounds, grade, measure
from env_adapter.policies import POLICIES, play
from env_adapter.world import World
from scenarios import load_scenario, scenario_names

CHEATS = ("contentless", "repeated", "hidden", "cancelled", "past", "early", "revived", "ping_pong")


def certified(name: str, policy: str, seed: int = 0) -> float:
    played = play(World(load_scenario(name), seed), POLICIES[policy](seed))
    assert played.grade is not None
    return played.grade.certified


@pytest.mark.parametrize("name", scenario_names())
def test_what_is_stored_is_what_is_measured(name: str) -> None:
    scenario = load_scenario(name)
    stored = (scenario.floor, scenario.oracle)
    assert stored == measure(scenario), "run python -m env_adapter.measure"
    assert stored[1] - stored[0] > 30_000, "a day that cannot tell good from bad is no day"


@pytest.mark.parametrize("name", scenario_names())
def test_floor_and_oracle_hold_for_every_seed(name: str) -> None:
    for seed in (1, 2, 3):
        assert certified(name, "oracle", seed) == pytest.approx(0.99)
        assert certified(name, "do_nothing", seed) == pytest.approx(0.01)


@pytest.mark.parametrize("name", scenario_names())
def test_grades_are_in_order(name: str) -> None:
    random = [certified(name, "random", seed) for seed in range(6)]
    nothing, oracle = certified(name, "do_nothing"), certified(name, "oracle")
    scripted = certified(name, "keyword")
    assert nothing <= min(random)
    assert sum(random) / len(random) < scripted < oracle
    assert max(random) < oracle


@pytest.mark.parametrize("name", scenario_names())
@pytest.mark.parametrize("cheat", CHEATS)
def test_cheating_earns_what_doing_nothing_earns(name: str, cheat: str) -> None:
    assert certified(name, f"exploit:{cheat}") <= certified(name, "do_nothing") + 0.03


@pytest.mark.parametrize("name", scenario_names())
def test_no_policy_beats_the_oracle(name: str) -> None:
    for policy in POLICIES:
        played = play(World(load_scenario(name), 4), POLICIES[policy](4))
        assert played.grade is not None and played.grade.raw <= 1.0, policy


@pytest.mark.parametrize("name", scenario_names())
def test_an_empty_trajectory_gets_the_floor_and_length_gets_nothing(name: str) -> None:
    assert grade(World(load_scenario(name))).raw == 0.0
    world = World(load_scenario(name))
    for _ in range(3):
        world.step("do_nothing", {})
    assert grade(world).raw == 0.0
    assert not world.is_over, "grading leaves the world alone"


def test_return_and_grade_agree_over_the_reference_policies() -> None:
    rows = []
    for policy in ("do_nothing", "random", "spam", "keyword", "greedy", "oracle"):
        returns, grades = [], []
        for name in scenario_names():
            for seed in range(5 if policy == "random" else 1):
                played = play(World(load_scenario(name), seed), POLICIES[policy](seed))
                assert played.grade is not None
                returns.append(played.return_)
                grades.append(played.grade.certified)
        rows.append((sum(returns) / len(returns), sum(grades) / len(grades)))
    by_return = [g for _, g in sorted(rows)]
    assert by_return[-1] == max(by_return)
    assert set(by_return[:3]) == set(sorted(by_return)[:3])


def test_a_day_without_stored_values_is_measured() -> None:
    scenario = load_scenario("queue")
    bare = scenario.model_copy(update={"floor": None, "oracle": None})
    assert bounds(bare) == bounds(scenario)
