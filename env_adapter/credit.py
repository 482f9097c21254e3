"""Who owns which part of the reward: the tree's leaves by agent, the outcome shared by all.

Training credits an agent n of episode i with R(i, n) = the weighted leaves that n owns + the
weighted outcome, so that an orchestrator is not blamed for a clumsy reply.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from env_adapter.profile import Profile, load_profile
from env_adapter.rubrics import OWNERS

ORCHESTRATOR = "orchestrator"


def node_returns(
    breakdowns: Sequence[Mapping[str, float]],
    callers: Sequence[str],
    nodes: Collection[str],
    profile: Profile | None = None,
) -> dict[str, float]:
    """R(i, n) of the agents `nodes` in one episode.

    Args:
        breakdowns: Rubric node to score, per step.
        callers: The agent that made the call of each step.
        nodes: The agents to credit.
        profile: The weights; the default profile's where none is given.

    The parts that nobody shares add up to the return, except where a step's reward was clipped.
    """
    weights = leaf_weights(profile or load_profile())
    own: dict[str, float] = {}
    shared = 0.0
    for breakdown, caller in zip(breakdowns, callers, strict=True):
        shared += weights["outcome"] * breakdown["outcome"]
        for leaf, kind in OWNERS.items():
            owner = _owner(kind, caller)
            own[owner] = own.get(owner, 0.0) + weights[leaf] * breakdown[leaf]
    return {node: shared + own.get(node, 0.0) for node in nodes}


@cache
def leaf_weights(profile: Profile) -> dict[str, float]:
    """By how much a score of each owned leaf, and of the outcome, changes the reward."""
    return dict(_weights(profile))


def _weights(profile: Profile) -> Iterator[tuple[str, float]]:
    parts = profile.weights
    yield "outcome", parts.outcome
    yield "format", parts.format
    yield "efficiency", parts.efficiency
    for name, weight in profile.process.model_dump().items():
        yield f"process.{name}", parts.process * weight
    for name, weight in profile.gates.model_dump(exclude={"strict"}).items():
        yield f"gates.{name}", -weight


def _owner(kind: str, caller: str) -> str:
    """The agent behind an entry of the table.

    What a sub-agent owns falls to the orchestrator where it settles or drops the item itself.
    """
    return ORCHESTRATOR if kind == "orchestrator" else caller
