"""The gradient that TRL accumulates is the policy gradient of the episodes, worked out by hand."""

import math
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import LlamaConfig, LlamaForCausalLM, TrainerCallback

from assistant.models.local import LocalChatModel
from assistant.models.pointer import FORMS, PointerConfig, PointerForCausalLM
from tests.training.teaching import teaching
from tests.training.tiny import load_policy
from training.grpo.credit import advantages, episode_weights, has_variance
from training.grpo.scoring import score
from training.grpo.trainer import (
    Batch,
    GraphGRPOTrainer,
    Group,
    grpo_arguments,
    placeholder,
)
from training.records import DaySpec, Rollout, Turn
from training.rollouts import play_all

SPECS = [DaySpec("todo_queue:3:easy"), DaySpec("rush_hour:4:easy", variation=1)]
G = 4


@pytest.fixture(scope="module")
def groups(tiny: Path) -> list[Group]:
    """Real episodes: two days, four times each."""
    model = load_policy(tiny)
    specs = [spec for spec in SPECS for _ in range(G)]
    rollouts = play_all(model, specs, teaching(model))
    return [rollouts[:G], rollouts[G:]]


class Grab(TrainerCallback):
    """Keeps the gradient of the first step."""

    def __init__(self, model: Any) -> None:
        self.model = model
        self.gradient: dict[str, torch.Tensor] = {}

    def on_pre_optimizer_step(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        if not self.gradient:
            self.gradient = gradient_of(self.model)


def gradient_of(model: Any) -> dict[str, torch.Tensor]:
    return {n: p.grad.detach().clone() for n, p in model.named_parameters() if p.grad is not None}


def trained(
    tiny: Path, groups: list[Group], folder: Path, *, steps: int = 1, **options: Any
) -> tuple[GraphGRPOTrainer, Grab]:
    policy: LocalChatModel = load_policy(tiny)
    own = {k: options.pop(k) for k in ("micro_batch", "credit", "by_episode") if k in options}
    arguments = grpo_arguments(
        str(folder), 2 * G, G, max_steps=steps, save_strategy="no", learning_rate=1e-3,
        max_grad_norm=1e9, use_cpu=True, bf16=False, gradient_checkpointing=False, **options,
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
    tiny: Path, groups: list[Group], tmp_path: Path, micro_batch: int
) -> None:
    _, grab = trained(tiny, groups, tmp_path, micro_batch=micro_batch)
    fresh = load_policy(tiny).generator.model
    assert relative_error(grab.gradient, by_hand(fresh, groups, advantages(groups))) < 1e-4


def test_credit_by_node_and_weight_by_episode_reach_the_gradient(
    tiny: Path, groups: list[Group], tmp_path: Path
) -> None:
    _, grab = trained(
        tiny, groups, tmp_path, credit="node", by_episode=True, scale_rewards="none"
    )  # fmt: skip
    found = advantages(groups, "node", "none")
    factors = iter(episode_weights([rollout for group in groups for rollout in group]))
    weights = [
        [[value * factor for value in values] for values, factor in zip(part, factors)]  # noqa: B905
        for part in found
    ]
    fresh = load_policy(tiny).generator.model
    assert relative_error(grab.gradient, by_hand(fresh, groups, weights)) < 1e-4
    plain = advantages(groups)
    assert relative_error(grab.gradient, by_hand(fresh, groups, plain)) > 0.01


def test_rows_that_teach_nothing_are_skipped_and_still_count(
    tiny: Path, groups: list[Group], tmp_path: Path
) -> None:
    idle = [groups[1][0]] * G
    trainer, grab = trained(tiny, [groups[0], idle], tmp_path)
    assert len(trainer._rows) - len(trainer._rows) % G <= sum(len(r.turns) for r in groups[0]) + G
    fresh = load_policy(tiny).generator.model
    wanted = by_hand(fresh, [groups[0], idle], advantages([groups[0], idle]))
    assert relative_error(grab.gradient, wanted) < 1e-4


def test_a_step_without_anything_to_learn_leaves_the_weights(
    tiny: Path, groups: list[Group], tmp_path: Path
) -> None:
    before = load_policy(tiny).generator.model.state_dict()
    trainer, _ = trained(tiny, [[groups[0][0]] * G] * 2, tmp_path, entropy_coef=0.1)
    assert trainer.model is not None
    after = trainer.model.state_dict()
    assert all(torch.equal(after[name], before[name]) for name in before)


def test_lost_rollouts_have_no_rows(tiny: Path, groups: list[Group], tmp_path: Path) -> None:
    lost = Rollout(SPECS[0], lost="gone")
    _, grab = trained(tiny, [[*groups[0][1:], lost], groups[1]], tmp_path)
    kept = [groups[0][1:], groups[1]]
    fresh = load_policy(tiny).generator.model
    assert relative_error(grab.gradient, by_hand(fresh, kept, advantages(kept))) < 1e-4


def test_the_entropy_bonus_is_the_entropy_over_all_tokens(
    tiny: Path, groups: list[Group], tmp_path: Path
) -> None:
    _, grab = trained(tiny, groups, tmp_path, micro_batch=7, entropy_coef=0.5)
    model = load_policy(tiny).generator.model
    wanted = by_hand(model, groups, advantages(groups))
    model.zero_grad()
    rollouts = [rollout for group in groups for rollout in group]
    tokens = sum(rollout.tokens for rollout in rollouts)
    for rollout in rollouts:
        for turn in rollout.turns:
            ids = torch.tensor([turn.prompt_ids + turn.completion_ids])
            likely = model(input_ids=ids).logits[0, len(turn.prompt_ids) - 1 : -1].log_softmax(-1)
            (0.5 * (likely.exp() * likely).sum() / tokens).backward()
    bonus = gradient_of(model)
    both = {name: wanted[name] + bonus[name] for name in wanted}
    assert relative_error(grab.gradient, both) < 1e-4


@pytest.mark.parametrize("loss", ["grpo", "dr_grpo"])
def test_a_batch_used_twice_is_clipped_against_the_policy_that_played(
    tiny: Path, groups: list[Group], tmp_path: Path, loss: str
) -> None:
    trainer, _ = trained(
        tiny, groups, tmp_path, steps=2, num_iterations=2, loss_type=loss, beta=0.1
    )  # fmt: skip
    first, second = trainer.state.log_history[:2]
    assert float(first["clip_ratio/region_mean"]) == 0
    assert float(second["clip_ratio/region_mean"]) > 0
    assert float(first["kl"]) == pytest.approx(0, abs=1e-6)
    assert float(second["kl"]) > 1e-4


SMALL_QWEN3: Any = {
    "vocab_size": 64, "hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 2,
    "num_attention_heads": 2, "num_key_value_heads": 1, "head_dim": 16,
}  # fmt: skip


@pytest.mark.parametrize("architecture", ["qwen3", "llama", "pointer"])
def test_scores_are_those_of_each_row_alone(tiny: Path, architecture: str) -> None:
    model = load_policy(tiny).generator.model
    if architecture == "llama":
        shape = LlamaConfig(
            vocab_size=64, hidden_size=32, intermediate_size=48, num_hidden_layers=2,
            num_attention_heads=2,
        )  # fmt: skip
        model = LlamaForCausalLM(shape).eval()
    elif architecture == "pointer":
        model = PointerForCausalLM(PointerConfig(**SMALL_QWEN3, pointer_size=8)).eval()
        model.pointer.start(torch.arange(64).expand(FORMS, -1))
        torch.nn.init.normal_(model.pointer.gate.weight, std=0.5)
    prompts = [[9, 8, 7, 6], [5, 4], [9, 8, 7, 6], [3]]
    completions = [[11, 12, 13], [14], [15, 16], [17, 18, 19]]
    ids = torch.zeros(4, 4 + 3, dtype=torch.long)
    mask = torch.zeros_like(ids)
    for row, (prompt, completion) in enumerate(zip(prompts, completions, strict=True)):
        ids[row, 4 - len(prompt) : 4 + len(completion)] = torch.tensor(prompt + completion)
        mask[row, 4 - len(prompt) : 4 + len(completion)] = 1
    logprobs, entropies = score(model, ids, mask, 3, temperature=0.7)
    for row, (prompt, completion) in enumerate(zip(prompts, completions, strict=True)):
        logits = model(input_ids=torch.tensor([prompt + completion])).logits[0] / 0.7
        likely = logits[len(prompt) - 1 : -1].log_softmax(-1)
        chosen = likely.gather(1, torch.tensor(completion)[:, None])[:, 0]
        n = len(completion)
        assert torch.allclose(logprobs[row, :n], chosen, atol=1e-5)
        assert torch.allclose(entropies[row, :n], -(likely.exp() * likely).sum(-1), atol=1e-5)
        assert not logprobs[row, n:].any() and not entropies[row, n:].any()


def test_certain_calls_are_thinned_out_and_the_rest_stands_for_them() -> None:
    trainer = object.__new__(GraphGRPOTrainer)
    trainer._certain, trainer._thin = math.log(0.98), 0
    sure = Turn("email", [1], [2, 3], [-0.001, -0.002], 0)
    unsure = Turn("email", [1], [2, 3], [-0.1, -0.002], 0)
    shares = [trainer._share(sure) for _ in range(80)]
    assert sum(shares) == pytest.approx(80)
    assert shares.count(0.0) == 70
    assert trainer._share(unsure) == 1.0
    trainer._certain = 0.0  # `certain = 1` thins out none
    assert trainer._share(sure) == 1.0
