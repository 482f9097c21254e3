"""What an episode was: the day it played, its LLM calls token for token, and what came of it."""

from dataclasses import dataclass, field
from typing import Any


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
    """`{tool, args, agent, item_id, status, text}` per environment step; `text` is its outcome."""
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

    @property
    def tokens(self) -> int:
        """Tokens that the policy wrote."""
        return sum(len(turn.completion_ids) for turn in self.turns)
