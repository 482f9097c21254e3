"""The guards see collapse, and the divergence from the warm start is what it should be."""

import copy
from pathlib import Path

import pytest
import torch

from tests.training.tiny import load_policy
from training.grpo.guards import WINDOW, Guards, Reference
from training.recipe import GrpoRecipe
from training.records import DaySpec, Rollout, Turn

RECIPE = GrpoRecipe(min_entropy=0.05, max_kl=0.5)


def test_a_healthy_run_goes_on() -> None:
    guards = Guards(RECIPE)
    assert not any(guards.judge(0.4, 0.1) for _ in range(20))
    assert not guards.judge_grade(0.5, best=0.6)


def test_lost_entropy_is_a_reason_but_not_after_one_step() -> None:
    guards = Guards(RECIPE)
    reasons = [guards.judge(0.01, 0.1) for _ in range(WINDOW)]
    assert reasons[:-1] == [""] * (WINDOW - 1)
    assert reasons[-1] == "entropy 0.010 is below 0.05"


def test_distance_from_the_warm_start_is_a_reason() -> None:
    guards = Guards(RECIPE)
    assert [guards.judge(0.4, kl) for kl in (0.1, 0.6, 0.9)][-1].startswith("KL 0.533")


def test_a_fallen_validation_grade_is_a_reason() -> None:
    assert "fell by 0.300" in Guards(RECIPE).judge_grade(0.3, best=0.6)


def test_a_rollback_forgets_what_led_to_it() -> None:
    guards = Guards(RECIPE)
    for _ in range(WINDOW):
        guards.judge(0.01, 0.1)
    guards.note_rollback()
    assert guards.rollbacks == 1
    assert not guards.judge(0.01, 0.1)
    other = Guards(RECIPE)
    other.restore(guards.state())
    assert other == guards


@pytest.mark.parametrize("temperature", [1.0, 0.5])
def test_kl_is_zero_at_the_start_and_positive_away_from_it(tiny: Path, temperature: float) -> None:
    policy = load_policy(tiny)
    model = policy.generator.model
    reference = Reference(model, temperature)

    def kl() -> float:
        prompts = [[5 + n, 9, 30] for n in range(6)]
        done = policy.generate_many(
            prompts, temperature=temperature, seed=1, max_new_tokens=9, logprobs_of="policy"
        )
        turns = [Turn("email", d.prompt_ids, d.ids, d.logprobs, 0) for d in done]
        return reference.kl([Rollout(DaySpec("x"), turns), Rollout(DaySpec("y"), lost="gone")])

    assert kl() == pytest.approx(0, abs=1e-6)
    before = copy.deepcopy(model.state_dict())
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(0.05 * torch.randn(parameter.shape, generator=torch.manual_seed(0)))
    assert kl() > 0.01
    model.load_state_dict(before)
    assert kl() == pytest.approx(0, abs=1e-6)
