"""Where a policy's weights come from: what run folders tell, and what nothing tells."""

import json
from pathlib import Path

import pytest

from training.runs import RunFolder
from tui.runs.lineage import run_of, start_of, trainings_of, weights_of


def run(folder: Path, start: str = "", *checkpoints: str) -> Path:
    """A run folder with checkpoints, begun with `start`."""
    RunFolder.create(folder, "grpo", {"start": start} if start else {}, 0)
    for name in ("start", "best", *checkpoints):
        (folder / name).mkdir(parents=True)
    return folder


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    """A warm start, GRPO from it, and a warm start that was trained further."""
    run(tmp_path / "runs" / "sft", "", "checkpoints/checkpoint-40")
    run(tmp_path / "runs" / "grpo" / "seed0", "runs/sft/best")
    run(tmp_path / "runs" / "further", "hf:runs/sft/best")
    run(tmp_path / "runs" / "tuned", "somebody/base", "adapter")
    run(tmp_path / "runs" / "bundled", "mini")
    return tmp_path / "runs"


@pytest.mark.parametrize(
    ("spec", "trainings", "place"),
    [
        ("hf:runs/sft/start", 0, "sft"),
        ("hf:runs/sft/best", 1, "sft"),
        ("hf:runs/sft/checkpoints/checkpoint-40", 1, "sft"),
        ("hf:runs/grpo/seed0/best", 2, "grpo/seed0"),
        ("hf:runs/further/start", 1, "further"),
        ("hf:runs/further/best", 2, "further"),
        ("hf:somebody/base+runs/tuned/adapter", 1, "tuned"),
        ("hf:runs/bundled/best", 2, "bundled"),
    ],
)
def test_a_run_folder_tells_how_often_its_weights_were_trained(
    runs: Path, spec: str, trainings: int, place: str
):
    """The path was written down relative to the folder in which the evaluation was started."""
    evaluation = runs / "eval"
    assert trainings_of(spec, evaluation) == trainings
    assert run_of(spec, evaluation) == runs / place


@pytest.mark.parametrize(
    ("spec", "weights", "start"),
    [
        ("hf:runs/grpo/seed0/best", "grpo/seed0/best", "sft/best"),
        ("hf:runs/further/best", "further/best", "sft/best"),
        ("hf:runs/sft/best", "sft/best", None),
        ("hf:runs/tuned/adapter", "tuned/adapter", None),
        ("hf:runs/bundled/best", "bundled/best", None),
        ("hf:runs/gone/best", None, None),
        ("mini", None, None),
        ("scripted", None, None),
    ],
)
def test_what_a_training_began_with_is_found_where_it_lies_in_a_run_folder(
    runs: Path, spec: str, weights: str | None, start: str | None
):
    evaluation = runs / "eval"
    assert weights_of(spec, evaluation) == (runs / weights if weights else None)
    assert start_of(spec, evaluation) == (runs / start if start else None)


@pytest.mark.parametrize(
    ("spec", "trainings"),
    [
        ("mini", 1),
        ("scripted", None),
        ("ollama:small", None),
        ("hf:somebody/base", None),
        ("hf:/elsewhere/runs/gone/last", 1),
        ("hf:/elsewhere/runs/gone/checkpoint-7", 1),
        ("hf:/elsewhere/runs/gone/start", 0),
        ("hf:", None),
    ],
)
def test_without_its_run_only_a_checkpoints_name_tells_anything(
    tmp_path: Path, spec: str, trainings: int | None
):
    assert trainings_of(spec, tmp_path) == trainings
    assert run_of(spec, tmp_path) is None


def test_runs_that_name_each_other_and_damaged_ones_end_somewhere(tmp_path: Path):
    run(tmp_path / "a", "b/best")
    run(tmp_path / "b", "a/best")
    assert trainings_of("hf:a/best", tmp_path / "eval")
    (tmp_path / "a" / "run.json").write_text("{")
    assert trainings_of("hf:a/best", tmp_path / "eval") == 1
    (tmp_path / "b" / "run.json").write_text(json.dumps({"command": "grpo", "config": [1]}))
    assert trainings_of("hf:b/best", tmp_path / "eval") == 1
