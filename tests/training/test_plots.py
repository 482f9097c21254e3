"""What plots show, as far as it can be read off without looking; the rest was looked at."""

from pathlib import Path

import pytest
from matplotlib.image import imread

from training.errors import TrainingError
from training.plots import draw_before_after, draw_reward_curve, latest, running_mean
from training.runs import RunFolder


def test_a_running_mean_by_hand():
    assert list(running_mean([1, 2, 3, 10], 3)) == [1.5, 2.0, 5.0, 6.5]
    assert list(running_mean([4], 3)) == [4.0]


def test_of_a_step_made_twice_the_later_one_counts():
    events = [{"step": 2, "v": 1}, {"step": 3, "v": 2}, {"step": 1, "v": 0}, {"step": 2, "v": 9}]
    assert [(e["step"], e["v"]) for e in latest(events)] == [(1, 0), (2, 9), (3, 2)]


def test_a_run_without_steps_cannot_be_drawn(tmp_path: Path):
    run = RunFolder.create(tmp_path / "run", "grpo", {}, 0)
    run.log("step", step=1, note="every episode was lost")
    with pytest.raises(TrainingError, match="no GRPO step"):
        draw_reward_curve(run, tmp_path / "curve.png")


def test_policies_without_a_figure_leave_a_gap_and_not_an_error(tmp_path: Path):
    known, none = {"mean": 0.4, "ci": [0.3, 0.5], "n": 4}, {"mean": None, "ci": None, "n": 0}
    results = {
        "policies": {
            "oracle": {"grade": known, "families": {"calm_day": known}},
            "hf:" + "x" * 90: {"grade": none, "families": {"calm_day": none}},
        },
        "families": ["calm_day"],
        "level": "easy",
        "specs": {"oracle": "oracle", "hf:" + "x" * 90: "hf:x"},
    }
    draw_before_after(results, tmp_path / "plots" / "bars.png")
    height, width, _ = imread(tmp_path / "plots" / "bars.png").shape
    assert width > 2 * height
