"""Advantages: within the group, honest about what is lost, and credited to whom it is due."""

import math

import pytest

from env_adapter.credit import leaf_weights, node_returns
from env_adapter.profile import load_profile
from env_adapter.rubrics import OWNERS, DayRubric
from tests.training.plays import rollout_by, rollouts_by
from training.grpo.credit import advantages, episode_weights, has_variance
from training.records import DaySpec, Rollout, Turn

DAY = DaySpec("inbox_triage:3:medium", 1)


def rollout(return_: float, turns: int = 1, tokens: int = 2, lost: str = "") -> Rollout:
    turn = Turn("orchestrator", [1], [2] * tokens, [0.0] * tokens, 0)
    return Rollout(DAY, [turn] * turns, return_, lost=lost)


def test_an_episode_shares_one_advantage_scaled_by_its_groups_spread() -> None:
    group = [rollout(1.0, turns=2), rollout(2.0), rollout(6.0)]
    spread = math.sqrt(((1 - 3) ** 2 + (2 - 3) ** 2 + (6 - 3) ** 2) / 2)
    ((first, second, third),) = advantages([group])
    assert first == pytest.approx([-2 / (spread + 1e-4)] * 2)
    assert second == pytest.approx([-1 / (spread + 1e-4)])
    assert third == pytest.approx([3 / (spread + 1e-4)])


def test_scale_none_leaves_the_difference_and_batch_takes_the_spread_of_all() -> None:
    groups = [[rollout(1.0), rollout(3.0)], [rollout(10.0), rollout(10.5)]]
    assert advantages(groups, scale="none") == [[[-1.0], [1.0]], [[-0.25], [0.25]]]
    values = [1.0, 3.0, 10.0, 10.5]
    mean = sum(values) / 4
    spread = math.sqrt(sum((v - mean) ** 2 for v in values) / 3) + 1e-4
    ((low, _), _) = advantages(groups, scale="batch")
    assert low == pytest.approx([-1 / spread])


def test_a_group_without_variance_has_no_advantage() -> None:
    group = [rollout(0.5), rollout(0.5 + 1e-9)]
    assert not has_variance(group)
    assert advantages([group]) == [[[0.0], [0.0]]]


def test_a_lost_rollout_is_left_out_of_its_group() -> None:
    lost = rollout(0.0, turns=0, lost="gone")
    kept = [rollout(-3.0), rollout(-1.0)]
    assert advantages([[*kept, lost]])[0][:2] == advantages([kept])[0]
    assert advantages([[*kept, lost]])[0][2] == []
    assert not has_variance([rollout(-1.0), lost])


def test_episode_weights_give_each_episode_the_same_say() -> None:
    rollouts = [rollout(0, turns=1, tokens=4), rollout(0, turns=3, tokens=4)]
    weights = episode_weights(rollouts)
    assert weights == [2.0, pytest.approx(2 / 3)]
    shares = [w * r.tokens for w, r in zip(weights, rollouts, strict=True)]
    assert shares[0] == pytest.approx(shares[1])
    assert sum(shares) == pytest.approx(sum(r.tokens for r in rollouts))


def test_every_leaf_but_the_outcome_is_owned() -> None:
    rubric = DayRubric()
    leaves = {
        name for name, node in rubric.named_rubrics() if not list(node.named_children())
    }  # fmt: skip
    assert set(OWNERS) == {name for name in leaves if not name.startswith("outcome")}
    assert set(leaf_weights(load_profile())) == set(OWNERS) | {"outcome"}


@pytest.mark.parametrize("policy", ["greedy", "random", "exploit:broadcast", "keyword"])
def test_owned_parts_and_the_shared_outcome_add_up_to_the_return(policy: str) -> None:
    played = rollout_by(policy, DAY)
    callers = [action["agent"] for action in played.actions]
    nodes = {*callers, "orchestrator"}
    found = node_returns(played.breakdowns, callers, nodes)
    shared = 0.4 * sum(b["outcome"] for b in played.breakdowns)
    assert all(-1 < reward < 1 for reward in played.rewards)
    total = shared + sum(value - shared for value in found.values())
    assert total == pytest.approx(played.return_)


def test_a_sub_agents_slip_is_not_the_orchestrators() -> None:
    clean = {name: 0.0 for name in ["outcome", *OWNERS]}
    slip = clean | {"format": -1.0, "gates.invalid": 1.0}
    found = node_returns([clean, slip], ["orchestrator", "email"], {"orchestrator", "email"})
    assert found == {"orchestrator": 0.0, "email": pytest.approx(-0.25)}
    misrouted = clean | {"process.routing": -1.0}
    found = node_returns([misrouted], ["orchestrator"], {"orchestrator", "email"})
    assert found == {"orchestrator": pytest.approx(-0.05), "email": 0.0}


def test_node_credit_compares_each_agent_with_its_like() -> None:
    group = rollouts_by("random", [DaySpec(DAY.name, seed) for seed in range(4)])
    (found,) = advantages([group], credit="node")
    by_node: dict[str, list[float]] = {}
    for played, values in zip(group, found, strict=True):
        assert len(values) == len(played.turns)
        own: dict[str, set[float]] = {}
        for turn, value in zip(played.turns, values, strict=True):
            own.setdefault(turn.node, set()).add(value)
        assert all(len(values) == 1 for values in own.values())
        for node, (value,) in own.items():
            by_node.setdefault(node, []).append(value)
    assert len(by_node) > 1
    assert all(sum(values) == pytest.approx(0, abs=1e-9) for values in by_node.values())
    assert any(abs(value) > 0.1 for value in by_node["orchestrator"])


def test_item_credit_is_the_episodes_return_where_the_rest_counts_in_full() -> None:
    group = rollouts_by("random", [DaySpec(DAY.name, seed) for seed in range(4)])
    found = advantages([group], "item", rest=1.0)[0]
    episode = advantages([group])[0]
    for played, full, same in zip(group, found, episode, strict=True):
        for turn, value, expected in zip(played.turns, full, same, strict=True):
            if turn.node == "orchestrator":
                assert value == pytest.approx(expected)


def test_item_credit_is_blind_to_other_items_where_the_rest_counts_for_nothing() -> None:
    def played(rewards: dict[str, float], node: str = "orchestrator") -> Rollout:
        turns = [Turn(node, [1], [2], [0.0], step) for step in range(len(rewards))]
        actions = [{"item_id": item} for item in rewards]
        values = list(rewards.values())
        return Rollout(DAY, turns, sum(values), rewards=values, actions=actions)

    first = played({"e1": 0.5, "t1": -0.25})
    second = played({"t1": 0.75, "": 0.125})  # leaves e1 alone, then ends the day
    (found,) = advantages([[first, second]], "item", "none", rest=0.0)
    assert found == [[0.25, -0.5], [0.5, (0.875 - 0.25) / 2]]
    half = advantages([[first, second]], "item", "none", rest=0.5)[0]
    # The first lost 0.3125 to the mean in all, of which 0.5625 with what was not e1.
    assert half[0][0] == pytest.approx(0.25 - 0.5 * 0.5625)
    # A sub-agent is compared with those that had the item, too: with nobody here, but for t1.
    agents = [
        played(dict(zip("ab", (0.5, -0.25), strict=True)), "email"),
        played({"b": 0.75}, "email"),
    ]
    assert advantages([agents], "item", "none", rest=0.0)[0] == [[0.0, -0.5], [0.5]]


def test_item_credit_leaves_lost_rollouts_out() -> None:
    group = rollouts_by("random", [DaySpec(DAY.name, seed) for seed in range(3)])
    lost = Rollout(DAY, lost="gone")
    assert advantages([[*group, lost]], "item")[0] == [*advantages([group], "item")[0], []]
