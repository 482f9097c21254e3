"""The gradient that TRL accumulates is the policy gradient of the episodes, worked out by hand."""

import os
from pathlib import Path
from typing import Any

os.environ.setdefault("TRL_EXPERIMENTAL_SILENCE", "1")

import pytest
import torch
from transformers import TrainerCallback

from assistant.models.local import LocalChatModel
from tests.training.teaching import teaching
from tests.training.tiny import build_policy, load_policy
from training.grpo.credit import advantages, has_variance
from training.grpo.trainer import (
    Batch,
    GraphGRPOTrainer,
    Group,
    grpo_arguments,
    placeholder,
)
from training.records import DaySpec
from training.rollouts import play_all

SPECS = [DaySpec("todo_queue:3:easy"), DaySpec("rush_hour:4:easy", variation=1)]
G = 4


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_policy(tmp_path_factory.mktemp("policy"))


@pytest.fixture(scope="module")
def groups(checkpoint: Path) -> list[Group]:
    """Real episodes: two days, four times each."""
    model = load_policy(checkpoint)
    specs = [spec for spec in SPECS for _ in range(G)]
    rollouts = play_all(model, specs, teaching(model))
    return [rollouts[:G], rollouts[G:]]


class Grab(TrainerCallback):
    """Keeps the gradient of the first step."""

    def __init__(self, model: Any) -> None:
        self.model, self.gradient = model, {}

    def on_pre_optimizer_step(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        if not self.gradient:
            self.gradient = gradient_of(self.model)


def gradient_of(model: Any) -> dict[str, torch.Tensor]:
    return {n: p.grad.detach().clone() for n, p in model.named_parameters() if p.grad is not None}


def trained(
    checkpoint: Path, groups: list[Group], folder: Path, *, steps: int = 1, **options: Any
) -> tuple[GraphGRPOTrainer, Grab]:
    policy: LocalChatModel = load_policy(checkpoint)
    own = {k: options.pop(k) for k in ("micro_batch", "credit", "by_episode") if k in options}
    arguments = grpo_arguments(
        str(folder), 2 * G, G, max_steps=steps, save_strategy="no", learning_rate=1e-3,
        max_grad_norm=1e9, temperature=1.0, **options,
    )  # fmt: skip
    grab = Grab(policy.generator.model)
    trainer = GraphGRPOTrainer(
        model=policy.generator.model, args=arguments, train_dataset=placeholder(2 * G),
        processing_class=policy.tokenizer, callbacks=[grab], play=lambda trainer: Batch(groups),
        **own,
    )  # fmt: skip
    trainer.train()
    return trainer, grab


def by_hand(
    model: Any, groups: list[Group], weights: list[list[list[float]]]
) -> dict[str, torch.Tensor]:
    """-sum_i A_i grad log pi(turn_i | its own prompt) / N, row by row without any padding."""
    model.zero_grad()
    tokens = sum(rollout.tokens for group in groups for rollout in group)
    for group, part in zip(groups, weights, strict=True):
        for rollout, values in zip(group, part, strict=True):
            for turn, advantage in zip(rollout.turns, values, strict=True):
                ids = torch.tensor([turn.prompt_ids + turn.completion_ids])
                start = len(turn.prompt_ids)
                logits = model(input_ids=ids).logits[0, start - 1 : -1]
                chosen = torch.log_softmax(logits, -1).gather(1, ids[0, start:, None]).sum()
                (-advantage * chosen / tokens).backward()
    return gradient_of(model)


def relative_error(found: dict[str, torch.Tensor], wanted: dict[str, torch.Tensor]) -> float:
    off = sum(((found[n] - wanted[n]) ** 2).sum() for n in wanted)
    size = sum((wanted[n] ** 2).sum() for n in wanted)
    assert size > 0
    return float((off / size) ** 0.5)


def test_episodes_of_the_real_world_differ_in_return(groups: list[Group]) -> None:
    assert all(has_variance(group) for group in groups)
    assert len({len(r.turns) for group in groups for r in group}) > 1


@pytest.mark.parametrize("micro_batch", [5, 1000])
def test_accumulated_gradient_is_the_policy_gradient(
    checkpoint: Path, groups: list[Group], tmp_path: Path, micro_batch: int
) -> None:
    _, grab = trained(checkpoint, groups, tmp_path, micro_batch=micro_batch)
    fresh = load_policy(checkpoint).generator.model
    assert relative_error(grab.gradient, by_hand(fresh, groups, advantages(groups))) < 1e-4
