"""From returns to advantages: how much better an episode was than its group, and who is credited.

A group is several rollouts of one day. With `episode` credit all calls of an episode share one
advantage, (R - mean) / (std + 1e-4) over the group as in GRPO (Shao et al. 2024). With `node`
credit an agent n is compared by R(i, n) = the leaves that it owns + the shared outcome.
"""

from collections.abc import Sequence
from typing import Literal

import torch

from env_adapter.credit import node_returns
from training.records import Rollout, Turn

Scale = Literal["group", "batch", "none"]
"""TRL's `scale_rewards`: by the group's spread, by the batch's, or not at all."""

Credit = Literal["episode", "node"]

EPSILON = 1e-4
"""Added to the spread, as TRL does."""

SAME = 1e-6
"""Returns that differ by less than this are one return: a group of such is without variance."""


def advantages(
    groups: Sequence[Sequence[Rollout]], credit: Credit = "episode", scale: Scale = "group"
) -> list[list[list[float]]]:
    """The advantage of every turn: one list per group, within it one per rollout.

    Lost rollouts have none and count for nothing; a lone survivor's is zero.
    """
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
