"""Guards against collapse: when a run goes back to its best checkpoint, and how far it has moved.

A policy that has lost its doubt no longer explores, and one that is far from its warm start has
usually found something that the reward did not mean.
"""

import copy
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import torch
from trl.trainer.utils import use_adapter

from training.grpo.scoring import score
from training.recipe import GrpoRecipe
from training.records import Rollout, Turn

WINDOW = 3
"""Steps over which entropy and KL are taken: one odd batch is no collapse."""

FALL = 0.15
"""By how much a validation grade below the best one is a collapse."""

SLOWER = 0.5
"""Factor on the learning rate after a rollback."""

MOST_ROLLBACKS = 4
"""After so many the run ends: it would only circle."""

SAMPLE = 32
"""Calls on which the divergence is measured, per step."""

AT_ONCE = 8
"""Of these in one forward pass."""


@dataclass
class Guards:
    """Watches for collapse."""

    recipe: GrpoRecipe
    entropies: deque[float] = field(default_factory=lambda: deque(maxlen=WINDOW))
    divergences: deque[float] = field(default_factory=lambda: deque(maxlen=WINDOW))
    rollbacks: int = 0

    def judge(self, entropy: float, kl: float) -> str:
        """Why the run should roll back after a step, or nothing."""
        self.entropies.append(entropy)
        self.divergences.append(kl)
        if len(self.entropies) < WINDOW:
            return ""
        entropy, kl = _mean(self.entropies), _mean(self.divergences)
        if entropy < self.recipe.min_entropy:
            return f"entropy {entropy:.3f} is below {self.recipe.min_entropy:g}"
        if kl > self.recipe.max_kl:
            return f"KL {kl:.3f} from the warm start is above {self.recipe.max_kl:g}"
        return ""

    def judge_grade(self, grade: float, best: float) -> str:
        """Why the run should roll back after a validation, or nothing."""
        fell = best - grade
        return f"the validation grade fell by {fell:.3f} to {grade:.3f}" if fell > FALL else ""

    def note_rollback(self) -> None:
        """Count a rollback and forget what led to it."""
        self.rollbacks += 1
        self.entropies.clear()
        self.divergences.clear()

    def state(self) -> dict[str, Any]:
        """What a checkpoint keeps."""
        return {
            "entropies": list(self.entropies), "divergences": list(self.divergences),
            "rollbacks": self.rollbacks,
        }  # fmt: skip

    def restore(self, state: dict[str, Any]) -> None:
        """The inverse of `state`."""
        self.entropies = deque(state["entropies"], maxlen=WINDOW)
        self.divergences = deque(state["divergences"], maxlen=WINDOW)
        self.rollbacks = state["rollbacks"]


class Reference:
    """The warm start: a frozen copy, or the model itself with its adapter as that was."""

    def __init__(self, model: Any, temperature: float) -> None:
        """Remember `model` as it is; the logprobs compared are of `temperature`."""
        self._is_adapter = hasattr(model, "disable_adapter")
        self._model = model if self._is_adapter else copy.deepcopy(model).eval()
        self._temperature = temperature

    def kl(self, rollouts: Sequence[Rollout]) -> float:
        """KL(policy || warm start) in nats per token, estimated on some of the sampled calls.

        The estimator is exp(d) - d - 1 with d = log ref - log policy at sampled tokens: unbiased
        and never negative (Schulman, "Approximating KL divergence", 2020).
        """
        turns = [turn for rollout in rollouts if not rollout.lost for turn in rollout.turns]
        chosen = turns[:: max(1, len(turns) // SAMPLE)][:SAMPLE]
        if not chosen:
            return 0.0
        with torch.no_grad(), self._as_it_was():
            likely = [self._logprobs(chosen[n : n + AT_ONCE]) for n in range(0, SAMPLE, AT_ONCE)]
        sampled = torch.tensor([p for turn in chosen for p in turn.logprobs])
        d = torch.cat(likely) - sampled
        return max(0.0, float((d.exp() - d - 1).mean()))  # not below by rounding

    def _logprobs(self, turns: Sequence[Turn]) -> torch.Tensor:
        """Of all completion tokens of `turns`, one after the other, on the CPU."""
        if not turns:
            return torch.zeros(0)
        left = max(len(turn.prompt_ids) for turn in turns)
        keep = max(len(turn.completion_ids) for turn in turns)
        ids = torch.zeros(len(turns), left + keep, dtype=torch.long)
        mask = torch.zeros_like(ids)
        for n, turn in enumerate(turns):
            own = turn.prompt_ids + turn.completion_ids
            begin = left - len(turn.prompt_ids)
            ids[n, begin : begin + len(own)] = torch.tensor(own)
            mask[n, begin : begin + len(own)] = 1
        device = self._model.device
        found, _ = score(self._model, ids.to(device), mask.to(device), keep, self._temperature)
        return found.cpu()[mask[:, left:].bool()]

    @contextmanager
    def _as_it_was(self) -> Iterator[None]:
        if not self._is_adapter:
            yield
            return
        was_training = self._model.training
        self._model.eval()
        # TRL keeps a copy of an adapter that is trained further under this name.
        with use_adapter(self._model, "ref" if "ref" in self._model.peft_config else None):
            yield
        self._model.train(was_training)


def _mean(values: Sequence[float] | deque[float]) -> float:
    return sum(values) / len(values)
