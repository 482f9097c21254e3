"""The whole way through the command line: a warm start, GRPO that is killed and resumed, eval."""

import json
import math
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from training.recipe import load_recipe
from training.runs import RunFolder

COMMAND = [sys.executable, "-m", "majordomo"]
RECIPE = load_recipe("smoke")

WHOLE = "checkpoint-*/majordomo.json"
"""A checkpoint that was written to its end. Not asked of `training.grpo`, which loads trl."""

PNG = b"\x89PNG"


def majordomo(*arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([*COMMAND, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-4000:]
    return done


def kill_after_a_checkpoint(out: Path, log: Path, *arguments: str) -> None:
    """Start the command and end it, without a chance to say goodbye, once it can be resumed."""
    with (
        log.open("wb") as said,
        subprocess.Popen([*COMMAND, *arguments], stdout=said, stderr=said) as process,
    ):
        while not list(RunFolder(out).checkpoints.glob(WHOLE)):
            assert process.poll() is None, log.read_text()[-4000:]
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL, log.read_text()[-4000:]


def numbers_in(value: Any) -> list[float]:
    """All numbers of a JSON value."""
    if isinstance(value, dict):
        return [n for part in value.values() for n in numbers_in(part)]
    if isinstance(value, list):
        return [n for part in value for n in numbers_in(part)]
    return [value] if isinstance(value, int | float) else []


@pytest.mark.slow
def test_the_smoke_recipe_goes_the_whole_way(tmp_path: Path) -> None:
    out, compared = tmp_path / "run", tmp_path / "eval"
    train = ["train", "grpo", "--recipe", "smoke", "--out", str(out)]
    kill_after_a_checkpoint(out, tmp_path / "killed.log", *train)
    run = RunFolder(out)
    assert 0 < len(list(run.events("step"))) < RECIPE.grpo.steps
    assert not (out / "last").exists()

    again = subprocess.run([*COMMAND, *train], capture_output=True, text=True)
    assert again.returncode == 1 and "--resume" in again.stderr
    resumed = majordomo(*train, "--resume")
    assert "going on after checkpoint-" in resumed.stderr

    steps = list(run.events("step"))
    assert [step["step"] for step in steps] == list(range(1, RECIPE.grpo.steps + 1))
    assert all(math.isfinite(number) for number in numbers_in(steps))
    assert list(run.events("stopped"))[-1]["reason"] == "steps"
    assert {check["step"] for check in run.events("validation")} == {0, 2, 4}
    for name in ("sft/start", "sft/best", "sft/last", "best", "last"):
        assert (out / name / "model.safetensors").is_file(), name
    assert (out / "completions.jsonl").read_text().count("\n") >= RECIPE.grpo.steps

    policies = {
        "untrained": out / "sft" / "start",
        "sft": out / "sft" / "best",
        "grpo": out / "best",
    }
    asked = [f"--policy={name}=hf:{folder}" for name, folder in policies.items()]
    done = majordomo(
        "eval", *asked, "--recipe", "smoke", "--run", str(out), "--out", str(compared), "--json"
    )
    results = json.loads(done.stdout)
    assert list(results["policies"]) == list(policies)
    for figures in results["policies"].values():
        assert figures["lost"] == 0 and figures["grade"]["n"] == RECIPE.eval.episodes
        assert figures["decisions"] > 0
        assert all(math.isfinite(number) for number in numbers_in(figures))
    assert results["paired"]["grpo-untrained"]["n"] == RECIPE.eval.episodes
    assert json.loads((compared / "results.json").read_text()) == results
    for name in ("before_after.png", "reward_curve.png"):
        assert (compared / "plots" / name).read_bytes().startswith(PNG), name
    assert "| grpo-sft |" in (compared / "results.md").read_text()
