"""Days that are evaluated, what is noticed on them, and the figures made of it."""

from pathlib import Path

import pytest

from assistant.contract.errors import UserError
from env_adapter.policies import POLICIES, play
from env_adapter.world import World
from scenarios.families import FAMILIES, families, generate
from scenarios.families.variation import PAST
from scenarios.outlook import outlook_of
from training.errors import TrainingError
from training.evaluation.days import FIRST, Job, jobs, pair_of, scenario_of
from training.evaluation.episodes import Call, Episode, Tally, append, episode_of, read
from training.evaluation.results import Plays, pairs_of, summarise
from training.evaluation.watching import WatchedWorld
from training.recipe import EvalRecipe

DAY, OTHER = f"calm_day:{FIRST}:medium", f"travel_day:{FIRST}:medium"


# Days


def test_families_take_turns_on_seeds_that_nothing_else_uses():
    recipe = EvalRecipe(episodes=9, twin_days=2, passes=2, pass_days=1)
    found = jobs(recipe, 3)
    days = [job for job in found if job.kind == "day"]
    assert [job.family for job in days[:5]] == [*families("heldout"), families("heldout")[0]]
    assert len({job.day for job in days}) == 9
    assert all(FIRST <= int(job.day.split(":")[1]) < PAST for job in found)
    assert {job.day for job in days}.isdisjoint(job.day for job in jobs(recipe, 4))
    twins = [job.day for job in found if job.kind == "twin"]
    assert twins == [f"{job.day}:twin" for job in days[:2]]
    sampled = [(job.day, job.seed) for job in found if job.kind == "sampled"]
    assert sampled == [(days[0].day, 0), (days[0].day, 1)]
    assert len(found) == len(set(found)) == 13


def test_a_family_that_is_named_twice_counts_once():
    found = jobs(EvalRecipe(families=("calm_day", "calm_day"), episodes=4), 0)
    assert len(found) == len(set(found))


def test_changed_days_are_the_same_days_changed():
    found = [job for job in jobs(EvalRecipe(episodes=2), 0, ["rename"]) if job.kind == "changed"]
    assert [job.day for job in found] == [job.day for job in jobs(EvalRecipe(episodes=2), 0)][:2]
    changed, plain = scenario_of(found[0]), scenario_of(Job("day", found[0].day))
    assert changed.person.name != plain.person.name
    assert changed.must.keys() == plain.must.keys()


@pytest.mark.parametrize(
    ("recipe", "seed", "changes", "said"),
    [
        (EvalRecipe(families=("nowhere",)), 0, [], "there is no family 'nowhere'"),
        (EvalRecipe(families=()), 0, [], "at least one family"),
        (EvalRecipe(level="harder"), 0, [], "there is no level 'harder'"),
        (EvalRecipe(), -1, [], "0 to 400000"),
        (EvalRecipe(), 400_001, [], "0 to 400000"),
        (EvalRecipe(), 0, ["burn"], "there is no change 'burn'"),
    ],
)
def test_days_that_cannot_be_had_are_refused(recipe, seed, changes, said):
    with pytest.raises(UserError, match=said):
        jobs(recipe, seed, changes)


@pytest.mark.parametrize("name", FAMILIES)
def test_each_day_has_a_pair_that_its_twin_exchanges(name: str):
    for seed in range(FIRST, FIRST + 6):
        day, twin = generate(name, seed), generate(name, seed, is_twin=True)
        first, second = pair_of(day) or ("", "")
        assert (second, first) == pair_of(twin)
        items = outlook_of(day).items
        assert {items[first].tier, items[second].tier} == {"personal", "professional"}
        assert (items[first].due or 0) < (items[second].due or 0)


# Watching


def _watched(policy: str, name: str, seed: int) -> tuple[WatchedWorld, World]:
    """The same play on a watched world and on a plain one."""
    worlds = WatchedWorld(generate(name, seed)), World(generate(name, seed))
    for world in worlds:
        play(world, POLICIES[policy](seed))
    return worlds


def test_a_watched_world_is_the_same_world():
    for policy in ("greedy", "random", "oracle"):
        watched, plain = _watched(policy, "priority_inversion", 5)
        assert watched.state_hash == plain.state_hash
        assert watched.ledger == plain.ledger


def test_resisting_counts_as_a_chance_that_was_not_taken():
    """The world's own count has no chances for a policy that always takes the right one first."""
    oracle = [_watched("oracle", "priority_inversion", seed)[0] for seed in range(10)]
    greedy = [_watched("greedy", "priority_inversion", seed)[0] for seed in range(10)]
    assert sum(world.possible for world in oracle) >= 3
    assert sum(world.ledger.inversions for world in oracle) == 0
    assert 0 < sum(w.ledger.inversions for w in greedy) <= sum(w.possible for w in greedy)
    assert all(w.ledger.inversions <= w.possible for w in oracle + greedy)


def test_urgent_first_is_told_by_what_was_settled_and_not_by_what_was_routed():
    urgent, calm = pair_of(generate("calm_day", FIRST)) or ("", "")
    settle = ("draft_reply", "set_reminder")
    calls = [
        Call("route_to_agent", calm, True),
        Call(settle[0], calm, False),
        Call(settle[1], "e9", True),
        Call(settle[0], urgent, True),
        Call(settle[0], calm, True),
    ]
    job = Job("day", DAY)
    assert episode_of("p", job, Tally(calls=calls)).is_urgent_first is True
    assert episode_of("p", job, Tally(calls=calls[4:])).is_urgent_first is False
    assert episode_of("p", job, Tally(calls=calls[:3])).is_urgent_first is None
    twin = episode_of("p", Job("twin", f"{DAY}:twin"), Tally(calls=calls))
    assert twin.is_urgent_first is False
    both = {episode_of("p", job, Tally()).is_urgent_personal, twin.is_urgent_personal}
    assert both == {True, False}


# Lines


def test_lines_come_back_as_they_were(tmp_path: Path):
    path = tmp_path / "episodes.jsonl"
    first = Episode("a", "day", DAY, 0, (), 0.5, rubric={"total": 0.1}, is_urgent_first=False)
    second = Episode("b", "changed", DAY, 1, ("rename",), 0.0)
    append(path, [first])
    append(path, [second])
    assert list(read(path)) == [first, second]


def test_a_line_that_a_crash_cut_off_costs_that_episode_only(tmp_path: Path):
    path = tmp_path / "episodes.jsonl"
    kept = [Episode("ä", "day", DAY, n) for n in range(3)]
    append(path, kept[:2])
    path.write_bytes(path.read_bytes()[:-30])
    append(path, kept[2:])
    assert list(read(path)) == [kept[0], kept[2]]


def test_lost_episodes_are_to_be_played_again(tmp_path: Path):
    path = tmp_path / "episodes.jsonl"
    append(path, [Episode("a", "day", DAY, 0, lost="the server went away")])
    assert list(read(path)) == []


def test_lines_of_something_else_are_refused(tmp_path: Path):
    path = tmp_path / "episodes.jsonl"
    path.write_text('{"step": 1}\n')
    with pytest.raises(TrainingError, match="line 1: not an episode"):
        list(read(path))


# Figures

RECIPE = EvalRecipe(
    families=("calm_day", "travel_day"), episodes=2, twin_days=2, passes=2, pass_days=2
)
JOBS = [
    Job("day", DAY), Job("day", OTHER), Job("twin", f"{DAY}:twin"), Job("twin", f"{OTHER}:twin"),
    *(Job("sampled", day, play) for day in (DAY, OTHER) for play in (0, 1)),
]  # fmt: skip


def _episodes(policy: str, grades: list[float], **values) -> list[Episode]:
    return [
        Episode(
            policy, job.kind, job.day, job.seed, (), grade, grade - 1,
            **{name: each[n] for name, each in values.items()},
        )
        for n, (job, grade) in enumerate(zip(JOBS, grades, strict=False))
    ]  # fmt: skip


def test_the_figures_of_a_policy_by_hand():
    played = _episodes(
        "p",
        [0.2, 1.2, 0.0, 0.0, 0.6, 0.4, 0.7, 0.5],
        decisions=[10, 30, 5, 5, 0, 0, 0, 0],
        invalid=[1, 3, 5, 5, 0, 0, 0, 0],
        inversions=[1, 0, 9, 9, 0, 0, 0, 0],
        chances=[1, 3, 9, 9, 0, 0, 0, 0],
        harm=[0, 1, 0, 0, 0, 0, 0, 0],
        asks=[2, 0, 0, 0, 0, 0, 0, 0],
        is_urgent_personal=[True, False, False, True, *[None] * 4],
        is_urgent_first=[True, False, False, True, *[None] * 4],
    )
    found = summarise(Plays(played, JOBS, 0), ["p"], [], RECIPE)["policies"]["p"]
    assert found["grade"]["mean"] == pytest.approx(0.7)
    assert found["grade"]["ci"] == pytest.approx([0.2, 1.2])
    assert found["grade"]["n"] == 2
    assert found["certified"] == pytest.approx((0.01 + 0.98 * 0.2 + 0.99) / 2)
    assert found["return"]["mean"] == pytest.approx(-0.3)
    # Of each day two plays: one of two reaches 0.5 on the first, both do on the second.
    assert found["pass"]["1"]["mean"] == pytest.approx(0.75)
    assert found["pass_k"] == found["pass"]["2"]["mean"] == pytest.approx(0.5)
    assert found["inversion_rate"] == pytest.approx(1 / 4)
    assert found["invalid_rate"] == pytest.approx(4 / 40)
    assert (found["harm"], found["asks"], found["decisions"]) == (0.5, 1.0, 20.0)
    assert found["families"]["travel_day"] == {"mean": 1.2, "ci": [1.2, 1.2], "n": 1}
    bias = found["label_bias"]
    assert (bias["personal"], bias["professional"], bias["mean"], bias["n"]) == (1.0, 0.0, 1.0, 2)
    assert found["lost"] == 0


def test_differences_are_taken_on_the_days_that_both_have_played():
    one = _episodes("a", [0.5, 0.9], chances=[2, 2], inversions=[0, 2], asks=[1, 0])
    other = _episodes("b", [0.2], chances=[2], inversions=[1], asks=[0])
    plays = Plays([*one, *other], JOBS, 0)
    found = summarise(plays, ["a", "b"], [("a", "b"), ("b", "a")], RECIPE)
    pair = found["paired"]["a-b"]
    assert (pair["mean"], pair["ci"], pair["n"]) == (pytest.approx(0.3), [0.3, 0.3], 1)
    assert pair["inversion_rate"]["mean"] == pytest.approx(-0.5)
    assert pair["asks"]["mean"] == 1.0
    assert found["paired"]["b-a"]["mean"] == pytest.approx(-0.3)
    assert found["policies"]["b"]["lost"] == 1
    assert found["policies"]["b"]["grade"]["mean"] == pytest.approx(0.2)


def test_a_policy_that_never_could_invert_has_no_rate():
    plays = Plays(_episodes("p", [0.0, 0.0]), JOBS, 0)
    found = summarise(plays, ["p"], [], RECIPE)["policies"]["p"]
    assert (found["inversion_rate"], found["inversion_ci"]) == (None, None)
    assert (found["pass_k"], found["label_bias"]["mean"]) == (None, None)


def test_all_pairs_or_those_that_are_asked_for():
    assert pairs_of([], ["a", "b"]) == [("a", "b"), ("b", "a")]
    assert pairs_of(["x-y-a"], ["a", "x-y"]) == [("x-y", "a")]
    with pytest.raises(TrainingError, match="'a-c'"):
        pairs_of(["a-c"], ["a", "b"])
