"""The episodes of one step: drawn, played in groups, and drawn anew where nothing can be learnt."""

import time
from collections.abc import Sequence
from typing import Any

from assistant.models.generate import Completion
from assistant.models.local import LocalChatModel
from training.errors import TrainingError
from training.grpo.credit import has_variance
from training.grpo.curriculum import Curriculum
from training.grpo.metrics import episode_metrics
from training.grpo.trainer import Batch, GraphGRPOTrainer, Group
from training.recipe import Recipe
from training.records import DaySpec, Rollout
from training.rollouts import play_all, seeded

REDRAWS = 1
"""Times that groups without variance are replaced by other days, per step."""

EPISODES_AT_ONCE = 64
"""Most episodes in lockstep."""


class Player:
    """Plays the episodes that a trainer learns from."""

    def __init__(
        self, recipe: Recipe, policy: LocalChatModel, curriculum: Curriculum, seed: int
    ) -> None:
        """Play days of `curriculum` with `policy`, whose weights the trainer changes."""
        self._recipe = recipe.grpo
        self._pass_grade = recipe.eval.pass_grade
        self._policy = policy
        self._curriculum = curriculum
        self._seed = seed
        self._generating_s = 0.0
        self.played: list[Rollout] = []
        """All episodes of the last step, those that were set aside included."""

    def __call__(self, trainer: GraphGRPOTrainer) -> Batch:
        """The step's groups; they have variance as far as that could be had.

        Raises:
            TrainingError: every episode was lost.
        """
        began, self._generating_s = time.perf_counter(), 0.0
        step = trainer.state.global_step // self._recipe.epochs_per_step
        count = self._recipe.days_per_step
        groups = self._groups(trainer, step, 0, count)
        self.played = [rollout for group in groups for rollout in group]
        without = [n for n, group in enumerate(groups) if not has_variance(group)]
        metrics = {"episode/frac_zero_std": len(without) / count}
        redrawn = 0
        for attempt in range(1, REDRAWS + 1):
            if not without:
                break
            fresh = self._groups(trainer, step, attempt, len(without))
            redrawn += len(fresh)
            for n, group in zip(without, fresh, strict=True):
                groups[n] = group
                self.played += group
            without = [n for n in without if not has_variance(groups[n])]
        if all(rollout.lost for rollout in self.played):
            raise TrainingError(f"every episode was lost: {self.played[0].lost}")
        metrics |= {"episode/redrawn": float(redrawn), "episode/idle_groups": float(len(without))}
        metrics |= episode_metrics(self.played, self._pass_grade, self._recipe.max_completion)
        metrics["seconds/rollout"] = time.perf_counter() - began
        metrics["seconds/generate"] = self._generating_s
        return Batch(groups, metrics)

    def _groups(
        self, trainer: GraphGRPOTrainer, step: int, attempt: int, count: int
    ) -> list[Group]:
        size = self._recipe.group_size
        days = self._curriculum.draw(step, attempt, count)
        rollouts = self._play(trainer, [day for day in days for _ in range(size)], step, attempt)
        return [rollouts[n * size : (n + 1) * size] for n in range(count)]

    def _play(
        self, trainer: GraphGRPOTrainer, specs: Sequence[DaySpec], step: int, attempt: int
    ) -> list[Rollout]:
        recipe = self._recipe
        sample = seeded(
            self._policy, recipe.temperature, f"{self._seed}/{step}/{attempt}",
            recipe.max_completion,
        )  # fmt: skip

        def generate(prompts: list[list[int]]) -> Sequence[Completion]:
            began = time.perf_counter()
            done = by_vllm(trainer, prompts) if trainer.use_vllm else sample(prompts)
            self._generating_s += time.perf_counter() - began
            return done

        return play_all(
            self._policy, specs, generate, concurrency=EPISODES_AT_ONCE, servers=recipe.servers
        )


def by_vllm(trainer: GraphGRPOTrainer, prompts: list[list[int]]) -> list[Completion]:
    """Completions from the trainer's vLLM engine, whose weights TRL keeps in step."""
    made: Any = trainer._generate_single_turn(prompts, None, {}, 1)
    ids, logprobs = made[0], made[1]
    ending = trainer.ending
    return [
        Completion(prompt, list(found), [float(p) for p in likely], ending(found) or "length")
        for prompt, found, likely in zip(prompts, ids, logprobs, strict=True)
    ]
