import json
import math
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import TrainerCallback

from tests.training.tiny import build_policy
from training.backends import Policy, load_policy
from training.examples import Example
from training.forward import completion_loss
from training.per_decision import train
from training.per_decision.collect import collect
from training.per_decision.run import make_trainer
from training.recipe import Recipe
from training.replay import Replay
from training.runs import RunFolder
from training.sft import collate
from training.warm_start import taught

WEIGHT = 0.01
"""So little that no gradient is clipped."""


def recipe_of(**grpo: Any) -> Recipe:
    usual = {
        "mode": "decision", "steps": 2, "days_per_step": 2, "group_size": 4, "levels": ["easy"],
        "families": ["todo_queue"], "max_completion": 16, "checkpoint_every": 1,
        "entropy_bonus": 0.0, "learning_rate": 1e-3,
    }  # fmt: skip
    data = {"families": ["todo_queue"], "levels": ["easy"], "days": 10, "utterances": 40}
    return Recipe.model_validate({"name": "test", "data": data, "grpo": {**usual, **grpo}})


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_policy(tmp_path_factory.mktemp("policy"))


@pytest.fixture
def policy(checkpoint: Path) -> Policy:
    return load_policy(recipe_of().model, str(checkpoint))


def examples_of(count: int) -> list[Example]:
    return [Example([3, 4, 5 + n], [6, 7 + n], "test", "email") for n in range(count)]


def replayed(replay: Replay, steps: range) -> list[list[int]]:
    """The examples of each step, told apart by what is predicted last."""
    return [sorted(int(row[-1]) - 7 for row in replay.batch(n)["labels"]) for n in steps]


def test_each_example_comes_once_before_any_comes_again():
    replay = Replay(examples_of(20), 0, 20, seed=1, pretext=None)  # four to a batch
    first, second = replayed(replay, range(5)), replayed(replay, range(5, 10))
    assert sorted(sum(first, [])) == sorted(sum(second, [])) == [*range(20)]
    assert first != second
    again = Replay(examples_of(20), 0, 20, seed=1, pretext=None)
    assert replayed(again, range(7, 10)) == second[2:]  # a resumed run goes on with these
    assert replayed(Replay(examples_of(20), 0, 20, seed=2, pretext=None), range(5)) != first


class Watch(TrainerCallback):
    """Keeps what a step is about to move the weights by."""

    def __init__(self) -> None:
        self.gradients: dict[str, torch.Tensor] = {}

    def on_pre_optimizer_step(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        model = kwargs["model"]
        self.gradients = {
            name: p.grad.clone() for name, p in model.named_parameters() if p.grad is not None
        }


def gradients(policy: Policy, folder: Path, replay: Replay | None) -> dict[str, torch.Tensor]:
    """Of a step in two passes, in which all completions are worth the same."""
    recipe, chat, watch = recipe_of(micro_batch=4, steps=1, replay=WEIGHT), policy.chat(), Watch()
    rows = collect(recipe.grpo, recipe.data, chat, 2, seed=1)
    trainer = make_trainer(recipe, policy, chat, rows, RunFolder(folder), 0, replay=replay)
    worth: Any = trainer.reward_funcs[0]
    trainer.reward_funcs = [lambda **kwargs: [0.0 for _ in worth(**kwargs)]]
    trainer.add_callback(watch)
    trainer.train()
    return watch.gradients


def test_a_step_adds_the_weighted_gradient_of_what_is_replayed_and_nothing_else(policy, tmp_path):
    chat = policy.chat()
    prompt = chat.tokenizer.encode("what is open", add_special_tokens=False)
    examples = [Example(prompt, prompt[:2], "test", "email")]
    model = policy.model
    batch = collate(examples, 0)
    completion_loss(model, batch["input_ids"], batch["at"], batch["labels"]).backward()
    expected = {n: WEIGHT * p.grad for n, p in model.named_parameters() if p.grad is not None}
    model.zero_grad()
    start = {name: p.detach().clone() for name, p in model.named_parameters()}

    alone = gradients(policy, tmp_path / "alone", None)
    assert all(float(g.abs().max()) == 0.0 for g in alone.values())
    for name, p in model.named_parameters():
        p.data.copy_(start[name])
    both = gradients(policy, tmp_path / "both", Replay(examples, 0, 64, 0, None))
    assert both.keys() == expected.keys()
    assert max(float(g.abs().max()) for g in expected.values()) > 1e-4
    for name, gradient in both.items():
        torch.testing.assert_close(gradient, expected[name], rtol=1e-4, atol=1e-7)


def test_a_run_replays_decisions_of_other_days_than_its_own_and_says_what_they_cost(
    checkpoint, tmp_path
):
    said: list[str] = []
    recipe = recipe_of(replay=0.3)
    train(recipe, checkpoint, tmp_path, seed=0, say=said.append)
    lines = (tmp_path / "events.jsonl").read_text().splitlines()
    losses = [e["replay_loss"] for e in map(json.loads, lines) if "replay_loss" in e]
    assert len(losses) == 2 and all(0 < loss < math.inf for loss in losses)
    assert "teachers play 1 days" in said
    assert taught(recipe.data, 0, print) != taught(recipe.data, 500, print)
