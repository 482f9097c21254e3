"""Rollouts: the compiled graph plays simulated days, many at once, and every token is kept.

All live episodes wait for one another at each LLM call, so that one batched generation serves them
all (lockstep).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.models.local import LocalChatModel


@dataclass(frozen=True, slots=True)
class DaySpec:
    """Which day an episode plays; the same spec gives the same day anywhere."""

    name: str
    """`family:seed[:level[:twin]]`, or the name of a hand-written day."""
    seed: int = 0
    """Seed of the world's chance."""
    variation: int | None = None
    """Seed of `scenarios.families.variation.vary`; `None` leaves the day as it is."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One LLM call of an episode, token for token."""

    node: str
    """The agent that decided."""
    prompt_ids: list[int]
    completion_ids: list[int]
    logprobs: list[float]
    """One per completion token, of the policy that was sampled."""
    step: int
    """Index of the environment step that this decision became; its rubric nodes are
    `Rollout.breakdowns[step]`."""


@dataclass(slots=True)
class Rollout:
    """One episode."""

    spec: DaySpec
    turns: list[Turn] = field(default_factory=list)
    return_: float = 0.0
    """Sum of rewards: what GRPO maximises."""
    grade: float = 0.0
    """Raw grade: 0 is do_nothing, 1 the stored oracle."""
    breakdowns: list[dict[str, float]] = field(default_factory=list)
    """Rubric node to score, per environment step."""
    rewards: list[float] = field(default_factory=list)
    actions: list[dict[str, Any]] = field(default_factory=list)
    """`{tool, args, agent, status}` per environment step."""
    decisions: int = 0
    invalid: int = 0
    inversions: int = 0
    possible_inversions: int = 0
    """Decisions at which an inversion was possible."""
    harm: int = 0
    asks: int = 0
    terminated: bool = False
    truncated: bool = False
    lost: str = ""
    """Why the episode could not be played to its end; such a rollout has no return and no grade."""


def roll_out(  # noqa: PLR0913
    model: LocalChatModel,
    specs: Sequence[DaySpec],
    *,
    temperature: float = 0.0,
    seed: int | None = None,
    concurrency: int = 32,
    servers: Sequence[str] = (),
    max_new_tokens: int = 96,
) -> list[Rollout]:
    """Play each day with the graph around `model`, at most `concurrency` of them in lockstep.

    Episodes on remote `servers` (URLs, taken in turn) are resumed when a connection breaks and
    retried when an episode is lost; what is lost for good says so in `lost`.
    """
    raise NotImplementedError
