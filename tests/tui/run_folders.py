"""Run folders for the terminal's tests, written by the trainers' own class."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.recipe import load_recipe
from training.runs import RunFolder

GRPO = load_recipe("mini").grpo.model_copy(update={"steps": 40, "max_minutes": 60.0})


def sft(path: Path, seed: int = 0) -> RunFolder:
    """A warm start that has not begun."""
    return RunFolder.create(path, "sft", load_recipe("mini").model_dump(mode="json"), seed)


def grpo(path: Path, mode: str = "episode", seed: int = 0, **changes: Any) -> RunFolder:
    """A GRPO run that has not begun."""
    section = GRPO.model_copy(update={"mode": mode, **changes})
    recipe = load_recipe("mini").model_copy(update={"grpo": section})
    config = {"recipe": recipe.model_dump(mode="json"), "start": "runs/first/best"}
    return RunFolder.create(path, "grpo", config, seed)


def step(run: RunFolder, number: int, **values: Any) -> None:
    """A step of GRPO by episode, as its keeper logs it."""
    usual = {
        "loss": 0.1, "entropy": 0.4, "kl": 0.01, "level": "easy", "flags": [],
        "episode/return": 0.2 + number / 100, "episode/grade": 0.3 + number / 100,
        "episode/invalid_rate": 0.05, "episode/idle_groups": 1.0, "episode/lost": 0.0,
        "tokens/clipped_ratio": 0.01,
    }  # fmt: skip
    run.log("step", step=number, **{**usual, **values})


def decision_step(run: RunFolder, number: int, **values: Any) -> None:
    """A step of GRPO by decision, as TRL logs it."""
    usual = {
        "loss": 0.05, "reward": 0.1 + number / 100, "entropy": 0.3, "frac_reward_zero_std": 0.0,
        "episode/frac_zero_std": 0.25, "episode/invalid_rate": 0.1,
        "completions/clipped_ratio": 0.02,
    }  # fmt: skip
    run.log("train", step=number, **{**usual, **values})


def completions(run: RunFolder, number: int, day: str = "calm_day:7:easy") -> None:
    """A group of four completions of one decision: two are the same call."""
    about = {"step": number, "day": day, "decision": 3, "agent": "email", "item_id": "e1"}
    sent = {"tool": "send_email", "args": {"item_id": "e1", "to": "Lee"}, "status": "ok"}
    kept = {"tool": "archive_email", "args": {"item_id": "e1"}, "status": "ok", "reward": 0.1}
    none = {"tool": "", "args": {}, "status": "invalid", "reward": -0.3}
    calls = [{**sent, "reward": 0.5}, kept, {**sent, "reward": 0.5}, none]
    append(run.path / "completions.jsonl", [{**about, **call} for call in calls])


def rollout(number: int, **values: Any) -> dict[str, Any]:
    """An episode, as the keeper writes it down."""
    actions = [
        {"tool": "route_to_agent", "args": {"item_id": "e1", "agent": "email"},
         "agent": "orchestrator", "item_id": "", "status": "ok", "text": "email takes it"},
        {"tool": "reply_email", "args": {"item_id": "e1", "body": "Hello Lee,\nyes."},
         "agent": "email", "item_id": "e1", "status": "ok", "text": "sent to Lee Park"},
    ]  # fmt: skip
    usual = {
        "step": number, "day": "dinner_rescue:12:easy", "seed": 1, "variation": 1, "return": 0.75,
        "grade": 0.6, "lost": "", "flags": [], "actions": actions,
    }  # fmt: skip
    return {**usual, **values}


def evaluation(path: Path, results: bool = False) -> RunFolder:
    """An evaluation of two policies on two days; the second one's last day is still to come."""
    section = {
        "families": ["calm_day"], "level": "medium", "episodes": 2, "passes": 1, "pass_days": 0,
        "twin_days": 0, "pass_grade": 0.5,
    }  # fmt: skip
    config = {"eval": section, "sampling": [1.0, 96], "changes": [], "memory": "world"}
    run = RunFolder.create(path, "eval", config, 0)
    run.log("policy", name="base", spec="scripted", mark="scripted")
    run.log("policy", name="trained", spec="hf:runs/first/best", mark="0")
    played = [("base", "a", 0.2), ("base", "b", 0.4), ("trained", "a", 0.8)]
    append(path / "episodes.jsonl", [
        {"policy": name, "kind": "day", "day": f"calm_day:{day}:medium", "seed": 0, "grade": grade,
         "decisions": 9, "invalid": 2, "seconds": 4.0} for name, day, grade in played
    ])  # fmt: skip
    if results:
        append(path / "results.json", [{"policies": {
            "trained": {"grade": {"mean": 0.8, "ci": [0.7, 0.9], "n": 2}}}}])  # fmt: skip
    return run


def append(path: Path, rows: list[dict[str, Any]]) -> None:
    """Add lines of JSON."""
    with path.open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def set_dates(folder: Path, seconds: float) -> None:
    """Make everything in a folder as old as that."""
    for path in [folder, *_below(folder)]:
        os.utime(path, (seconds, seconds))


def _below(folder: Path) -> Iterator[Path]:
    yield from folder.rglob("*")
