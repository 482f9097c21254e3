"""From returns to advantages: how much better an episode was than its group, and who is credited.

A group is several rollouts of one day. With `episode` credit all calls of an episode share one
advantage, (R - mean) / (std + 1e-4) over the group as in GRPO (Shao et al. 2024). With `node`
credit an agent n is compared by R(i, n) = the leaves that it owns + the shared outcome. With `item`
credit the calls on an item k are compared by R(i, k) + rest (R(i) - R(i, k)), where R(i, k) is what
the steps on it earned: most of what happens to the other items is noise to a decision on this one.
With rest = 1 that is the episode's return again, save that who handles an item is compared with
others who handled it; below 1, part of what a decision does to other items (it takes time that they
lack) is traded for less variance.
"""

from collections.abc import Sequence
from typing import Literal

import torch

from env_adapter.credit import ORCHESTRATOR, node_returns
from training.records import Rollout, Turn

Scale = Literal["group", "batch", "none"]
"""TRL's `scale_rewards`: by the group's spread, by the batch's, or not at all."""

Credit = Literal["episode", "node", "item"]

EPSILON = 1e-4
"""Added to the spread, as TRL does."""

SAME = 1e-6
"""Returns that differ by less than this are one return: a group of such is without variance."""


REST = 0.3
"""By default, what a decision is credited of what came of the other items."""


def advantages(
    groups: Sequence[Sequence[Rollout]],
    credit: Credit = "episode",
    scale: Scale = "group",
    rest: float = REST,
) -> list[list[list[float]]]:
    """The advantage of every turn: one list per group, within it one per rollout.

    Lost rollouts have none and count for nothing; a lone survivor's is zero. `rest` is for `item`
    credit.
    """
    if credit == "item":
        spread = _spread([r.return_ for group in groups for r in group if not r.lost])
        return [_by_item(group, scale, rest, spread) for group in groups]
    keyed = [[_keyed(rollout, credit) for rollout in group] for group in groups]
    return [
        [
            [values.get(_key(turn, credit), 0.0) for turn in rollout.turns]
            for rollout, values in zip(group, part, strict=True)
        ]
        for group, part in zip(groups, _normalise(keyed, scale), strict=True)
    ]


def has_variance(group: Sequence[Rollout]) -> bool:
    """Whether there is anything to learn from a group's returns."""
    returns = [rollout.return_ for rollout in group if not rollout.lost]
    return len(returns) > 1 and max(returns) - min(returns) > SAME


def episode_weights(rollouts: Sequence[Rollout]) -> list[float]:
    """Factors with which each episode weighs the same, however many tokens it has.

    mean tokens / own tokens, so that the token mean over all episodes stays what it is.
    """
    counts = [rollout.tokens for rollout in rollouts]
    mean = sum(counts) / max(1, len(counts))
    return [mean / count if count else 0.0 for count in counts]


def _by_item(
    group: Sequence[Rollout], scale: Scale, rest: float, batch_spread: float
) -> list[list[float]]:
    """Advantages of a group's turns; an item that a rollout left alone earned nothing in it.

    All are divided by the spread of returns, not of the item's own rewards: an item about which
    nothing was at stake stays small.
    """
    played = [rollout for rollout in group if not rollout.lost]
    if not has_variance(group):
        return [[0.0] * len(rollout.turns) for rollout in group]
    total = sum(rollout.return_ for rollout in played) / len(played)
    own = [_earned(rollout) for rollout in played]
    items = {item for earned in own for item in earned}
    # Whether to handle an item is the orchestrator's: it is compared with those that did not. Who
    # handles it is compared with the others who did.
    usual = {item: sum(earned.get(item, 0.0) for earned in own) / len(own) for item in items}
    handled = {item: _mean([e[item] for e in own if item in e]) for item in items}
    of_group = _spread([rollout.return_ for rollout in played])
    divisor = {"group": of_group + EPSILON, "batch": batch_spread + EPSILON, "none": 1.0}[scale]

    def advantage(rollout: Rollout, earned: dict[str, float], turn: Turn) -> float:
        item = _item(rollout, turn.step)
        expected = usual if turn.node == ORCHESTRATOR else handled
        here = earned[item] - expected[item] if item else 0.0
        # What belongs to no item, such as the end of the day, is judged by the whole episode.
        share = rest if item else 1.0
        return (here + share * (rollout.return_ - total - here)) / divisor

    by_rollout = {id(rollout): earned for rollout, earned in zip(played, own, strict=True)}
    return [
        [advantage(r, by_rollout[id(r)], turn) for turn in r.turns] if id(r) in by_rollout else []
        for r in group
    ]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _earned(rollout: Rollout) -> dict[str, float]:
    """What the steps on each item earned."""
    found: dict[str, float] = {}
    for step, reward in enumerate(rollout.rewards):
        item = _item(rollout, step)
        found[item] = found.get(item, 0.0) + reward
    return found


def _item(rollout: Rollout, step: int) -> str:
    return str(rollout.actions[step]["item_id"])


def _keyed(rollout: Rollout, credit: Credit) -> dict[str, float]:
    """What is compared within the group, by who is credited; nothing of a lost rollout."""
    if rollout.lost:
        return {}
    if credit == "episode":
        return {"": rollout.return_}
    callers = [action["agent"] for action in rollout.actions]
    return node_returns(rollout.breakdowns, callers, {turn.node for turn in rollout.turns})


def _key(turn: Turn, credit: Credit) -> str:
    return turn.node if credit == "node" else ""


def _normalise(groups: list[list[dict[str, float]]], scale: Scale) -> list[list[dict[str, float]]]:
    """Each value against its like in its group, per key."""
    spread = _spread([v for group in groups for values in group for v in values.values()])
    found: list[list[dict[str, float]]] = []
    for group in groups:
        scaled: list[dict[str, float]] = [{} for _ in group]
        for key in sorted({key for values in group for key in values}):
            having = [i for i, values in enumerate(group) if key in values]
            own = [group[i][key] for i in having]
            if len(own) < 2 or max(own) - min(own) <= SAME:
                continue
            mean = sum(own) / len(own)
            divisor = {"group": _spread(own) + EPSILON, "batch": spread + EPSILON, "none": 1.0}
            for i in having:
                scaled[i][key] = (group[i][key] - mean) / divisor[scale]
        found.append(scaled)
    return found


def _spread(values: Sequence[float]) -> float:
    """The sample standard deviation, as `torch.std` has it."""
    return float(torch.tensor(values, dtype=torch.float64).std()) if len(values) > 1 else 0.0
