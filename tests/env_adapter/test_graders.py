"""Grades: from the final state, in the right order, and the same however a day is cut."""

import pytest

from env_adapter.graders import bounds, final_value, grade, measure
from env_adapter.policies import POLICIES, play
from env_adapter.rubrics import DayRubric
from env_adapter.snapshot import fork
from env_adapter.world import World
from scenarios import load_scenario, scenario_names
from scenarios.families import families, generate

SIMPLE = ("do_nothing", "random", "spam", "keyword", "greedy")
GENERATED = [(name, seed) for name in families() for seed in (0, 1)]


def raw(name: str, policy: str, seed: int = 0) -> float:
    played = play(World(load_scenario(name), seed), POLICIES[policy](seed))
    assert played.grade is not None
    return played.grade.raw


@pytest.mark.parametrize("name", scenario_names())
def test_what_is_stored_is_what_is_measured(name: str) -> None:
    scenario = load_scenario(name)
    stored = (scenario.floor, scenario.oracle)
    assert stored == measure(scenario), "run python -m env_adapter.measure"
    assert stored[1] - stored[0] > 50_000, "a day that cannot tell good from bad is no day"


@pytest.mark.parametrize("name", scenario_names())
def test_floor_and_oracle_hold_for_every_seed(name: str) -> None:
    for seed in (1, 2, 3):
        assert raw(name, "oracle", seed) == pytest.approx(1.0, abs=0.005)
        assert raw(name, "do_nothing", seed) == 0.0


@pytest.mark.parametrize("name", scenario_names())
def test_no_simple_policy_comes_near_the_oracle(name: str) -> None:
    assert max(raw(name, policy) for policy in SIMPLE) < 0.7 < raw(name, "oracle")


@pytest.mark.parametrize("name", scenario_names())
def test_no_policy_beats_the_oracle_on_a_written_day(name: str) -> None:
    for policy in POLICIES:
        assert raw(name, policy, 4) <= 1.0, policy


@pytest.mark.parametrize(("family", "seed"), GENERATED)
def test_no_policy_beats_the_oracle_on_a_generated_day(family: str, seed: int) -> None:
    day = generate(family, seed)
    for policy in (*SIMPLE, "trick:ticked", "exploit:stuffed"):
        assert grade(played(day, policy)).raw <= 1.0, policy


def played(day, policy: str) -> World:
    world = World(day)
    play(world, POLICIES[policy](0))
    return world


@pytest.mark.parametrize("name", scenario_names())
def test_an_empty_trajectory_gets_the_floor_and_length_gets_nothing(name: str) -> None:
    assert grade(World(load_scenario(name))).raw == 0.0
    world = World(load_scenario(name))
    for _ in range(3):
        world.step("do_nothing", {})
    assert grade(world).raw == 0.0
    assert not world.is_over, "grading leaves the world alone"


@pytest.mark.parametrize(("family", "seed"), GENERATED)
def test_a_cut_episode_is_worth_what_idling_on_would_make_of_it(family: str, seed: int) -> None:
    world, choose, n = World(generate(family, seed)), POLICIES["random"](seed), 0
    while not world.is_over:
        if n in (0, 2, 5):
            cut, rest = final_value(world), fork(world)
            while not rest.is_over:
                rest.step("do_nothing", {})
            assert rest.value == cut, n
        call = choose(world)
        world.step(call.tool, call.args, agent=call.agent)
        n += 1


@pytest.mark.parametrize(("family", "seed"), GENERATED)
@pytest.mark.parametrize("policy", ["random", "greedy", "exploit:revived"])
def test_the_outcome_leaves_sum_to_the_potential_whatever_is_done(
    family: str, seed: int, policy: str
) -> None:
    world, tree, choose = World(generate(family, seed, "hard"), 3), DayRubric(), None
    start, sums = world.worth, {"conflict": 0.0, "relationship": 0.0, "task": 0.0}
    choose = POLICIES[policy](seed)
    while not world.is_over:
        call = choose(world)
        tree.reward(world.step(call.tool, call.args, agent=call.agent).decision)
        for name in sums:
            sums[name] += tree.breakdown()[f"outcome.{name}"]
            best = getattr(world.most, name)
            gained = getattr(world.worth, name) - getattr(start, name)
            expected = gained / best if best else 0.0
            assert sums[name] == pytest.approx(expected, abs=1e-9), "at every cut"


def test_a_day_without_stored_values_is_measured() -> None:
    scenario = load_scenario("queue")
    bare = scenario.model_copy(update={"floor": None, "oracle": None})
    assert bounds(bare) == bounds(scenario)
