"""A whole run: what it leaves behind, and that being killed on the way changes nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
import torch

from assistant.models.checkpoint import load_folder
from training.errors import TrainingError
from training.grpo.command import train_grpo
from training.recipe import EvalRecipe, GrpoRecipe, Recipe
from training.runs import RunFolder

SAYS = "step 3/4"


def recipe_of(**changes: Any) -> Recipe:
    grpo = {
        "steps": 4, "days_per_step": 2, "group_size": 4, "levels": ("easy",),
        "families": ("todo_queue",), "validate_every": 2, "validation_days": 2,
        "checkpoint_every": 2, "max_completion": 24, "learning_rate": 1e-3,
    }  # fmt: skip
    return Recipe(name="test", grpo=GrpoRecipe(**{**grpo, **changes}), eval=EvalRecipe())


class Killed(Exception):
    """Stands for the end of the process."""


def lethal(line: str) -> None:
    if line.startswith(SAYS):
        raise Killed


def steps_of(out: Path) -> list[dict[str, Any]]:
    """The steps' events without what the clock says."""
    return [
        {k: v for k, v in event.items() if not k.startswith("seconds/") and k != "at"}
        for event in RunFolder(out).events("step")
    ]


@pytest.fixture(scope="module")
def done(taught: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("run") / "whole"
    assert train_grpo(recipe_of(), str(taught), out, seed=5) == out / "best"
    return out


@pytest.mark.slow
def test_a_run_leaves_policies_metrics_and_actions(done: Path, taught: Path) -> None:
    steps = steps_of(done)
    assert [step["step"] for step in steps] == [1, 2, 3, 4]
    wanted = {
        "reward/overall", "reward/primary", "reward/process", "reward/format",
        "reward/efficiency", "episode/success_rate", "episode/timeout_rate",
        "episode/frac_zero_std", "episode/grade", "episode/return", "episode/turns",
        "episode/decisions", "episode/invalid_rate", "episode/inversion_rate", "entropy", "kl",
        "grad_norm", "learning_rate", "clip_ratio", "tokens/completion", "flags",
    }  # fmt: skip
    assert all(wanted <= step.keys() for step in steps)
    validations = list(RunFolder(done).events("validation"))
    assert [v["step"] for v in validations] == [0, 2, 4]
    lines = [json.loads(line) for line in (done / "completions.jsonl").read_text().splitlines()]
    assert {line["step"] for line in lines} == {1, 2, 3, 4}
    assert all(line["actions"] for line in lines)
    start, last = (load_folder(f).generator.model.state_dict() for f in (taught, done / "last"))
    assert any(not torch.equal(start[name], last[name]) for name in start)
    assert load_folder(done / "best").tokenizer.chat_template


@pytest.mark.slow
def test_a_killed_run_goes_on_as_if_nothing_had_happened(
    done: Path, taught: Path, tmp_path: Path
) -> None:
    out = tmp_path / "killed"
    with pytest.raises(Killed):
        train_grpo(recipe_of(), str(taught), out, seed=5, say=lethal)
    assert [step["step"] for step in steps_of(out)] == [1, 2, 3]
    with pytest.raises(TrainingError, match="--resume"):
        train_grpo(recipe_of(), str(taught), out, seed=5)
    with pytest.raises(TrainingError, match="another"):
        train_grpo(recipe_of(), str(taught), out, seed=6, resume=True)
    train_grpo(recipe_of(), str(taught), out, seed=5, resume=True)
    assert steps_of(out) == steps_of(done)
    there, here = (load_folder(f / "last").generator.model.state_dict() for f in (done, out))
    assert all(torch.equal(there[name], here[name]) for name in there)


@pytest.mark.slow
def test_collapse_rolls_back_to_the_best_weights_and_slows_down(
    taught: Path, tmp_path: Path
) -> None:
    recipe = recipe_of(max_kl=1e-9, steps=5, validate_every=10, learning_rate=3e-3)
    out = tmp_path / "run"
    train_grpo(recipe, str(taught), out, seed=5)
    (rollback, *_) = RunFolder(out).events("rollback")
    assert rollback["to"] == 0 and "KL" in rollback["reason"]
    assert rollback["learning_rate"] == pytest.approx(1.5e-3)
    after = [s for s in steps_of(out) if s["step"] == rollback["step"] + 1]
    assert after[0]["learning_rate"] == pytest.approx(1.5e-3)
    assert after[0]["kl"] == pytest.approx(0, abs=1e-6)


@pytest.mark.slow
def test_time_that_is_up_ends_a_run_that_can_be_loaded(taught: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    train_grpo(recipe_of(max_minutes=0.001), str(taught), out, seed=5)
    (stopped,) = RunFolder(out).events("stopped")
    assert (stopped["step"], stopped["reason"]) == (1, "time")
    assert load_folder(out / "last")


@pytest.mark.slow
def test_an_adapter_is_trained_beside_the_weights(taught: Path, tmp_path: Path) -> None:
    recipe = recipe_of(steps=2)
    lora = recipe.model.model_copy(update={"adapter": "lora", "lora_r": 4})
    out = tmp_path / "run"
    train_grpo(recipe.model_copy(update={"model": lora}), str(taught), out, seed=5)
    assert (out / "last" / "adapter_config.json").is_file()
    assert load_folder(taught, out / "last")
    assert [step["kl"] >= 0 for step in steps_of(out)] == [True, True]


def test_rewinding_forgets_later_steps_and_cut_lines(tmp_path: Path) -> None:
    run = RunFolder.create(tmp_path / "run", "grpo", {}, 0)
    for step in range(4):
        run.log("step", step=step)
    with (run.path / "events.jsonl").open("a") as file:
        file.write('{"kind": "step", "st')
    run.rewind(2)
    assert [event["step"] for event in run.events()] == [0, 1, 2]
    assert len((run.path / "events.jsonl").read_text().splitlines()) == 3
