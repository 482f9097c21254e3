"""`majordomo runs` tells of run folders what the screen shows, in words and as one object."""

import json
from pathlib import Path

from tests.majordomo.test_cli import Command, majordomo
from tests.tui.run_folders import decision_step, evaluation, grpo, sft

__all__ = ["majordomo"]


def test_runs_are_told_in_words_with_what_to_worry_about(tmp_path: Path, majordomo: Command):
    run = grpo(tmp_path / "runs" / "practice", mode="decision", steps=40)
    for n in range(1, 4):
        decision_step(run, n, **{"episode/frac_zero_std": 0.9})
    torn = sft(tmp_path / "runs" / "torn")
    (torn.path / "run.json").write_text("{")
    done = majordomo("runs", tmp_path / "runs")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert "practice  GRPO by decision, running, updated" in lines[0]
    assert "step 3 of 40" in lines[0] and "reward 0.13 (best 0.13 at step 3)" in lines[0]
    assert "! groups with no spread: most groups teach nothing" in lines[1]
    assert "unreadable, run.json is damaged" in lines[2]


def test_as_one_object_what_is_not_known_is_null(tmp_path: Path, majordomo: Command):
    run = grpo(tmp_path / "practice", mode="decision", steps=40, seed=7)
    decision_step(run, 1, loss=float("nan"))
    found = json.loads(
        majordomo("runs", run.path, "--json").stdout, parse_constant=lambda name: 1 / 0
    )
    (row,) = found["runs"]
    assert (row["kind"], row["state"], row["seed"]) == ("GRPO by decision", "running", 7)
    assert row["progress"]["total"] == 40 and row["progress"]["left_s"] is None
    assert row["curves"]["reward"]["best_step"] == 1
    assert row["measures"]["loss"] is None
    assert row["warnings"] == ["loss: it is not a number any more"]


def test_an_evaluation_is_told_by_policy(tmp_path: Path, majordomo: Command):
    evaluation(tmp_path / "eval", results=True)
    (row,) = json.loads(majordomo("runs", tmp_path / "eval", "--json").stdout)["runs"]
    assert [(p["name"], p["days"], p["interval"]) for p in row["policies"]] == [
        ("base", 2, None), ("trained", 1, [0.7, 0.9]),
    ]  # fmt: skip


def test_where_there_is_nothing_it_says_how_to_make_a_run(tmp_path: Path, majordomo: Command):
    for place in (tmp_path / "none", tmp_path):
        done = majordomo("runs", place)
        assert done.returncode == 1 and done.stdout == ""
        assert "majordomo train sft --out" in done.stderr
