"""Run folders: what a training run or an evaluation leaves behind, readable without torch.

A run is a folder with `run.json` (command, recipe, seed, commit), `events.jsonl`
(one object per line, each with `kind` and `at`), `checkpoints/checkpoint-N/`, `plots/` and what the
command adds, such as `completions.jsonl` or `results.json`.
"""

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.files import write_atomic
from training.errors import TrainingError

RUN_FILE = "run.json"
EVENTS_FILE = "events.jsonl"
CHECKPOINTS = "checkpoints"
PLOTS = "plots"


@dataclass(frozen=True, slots=True)
class RunFolder:
    """One run on disk."""

    path: Path

    @classmethod
    def create(cls, path: Path, command: str, config: dict[str, Any], seed: int) -> "RunFolder":
        """Begin a run in a folder that holds none, or go on with the same one.

        Raises:
            TrainingError: the folder holds a run of another command, recipe or seed.
        """
        run = cls(path)
        wanted = {"command": command, "seed": seed, "config": config}
        if (path / RUN_FILE).is_file():
            found = run.about()
            changed = [key for key in wanted if found.get(key) != wanted[key]]
            if changed:
                raise TrainingError(
                    f"{path} holds a run with another {' and '.join(changed)}; "
                    "give another --out, or delete the folder"
                )
            return run
        for folder in (path, run.checkpoints, run.plots):
            folder.mkdir(parents=True, exist_ok=True)
        about = {**wanted, "commit": _commit(), "started": _now()}
        write_atomic(path / RUN_FILE, (json.dumps(about, indent=2) + "\n").encode())
        return run

    @property
    def checkpoints(self) -> Path:
        """Where checkpoints are."""
        return self.path / CHECKPOINTS

    @property
    def plots(self) -> Path:
        """Where plots are."""
        return self.path / PLOTS

    def about(self) -> dict[str, Any]:
        """What was asked for.

        Raises:
            TrainingError: the folder holds no run, or its `run.json` is damaged.
        """
        try:
            about = json.loads((self.path / RUN_FILE).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise TrainingError(f"{self.path} is not a run folder: {error}") from error
        if not isinstance(about, dict):
            raise TrainingError(f"{self.path} is not a run folder: run.json is not an object")
        return about

    def log(self, kind: str, **values: Any) -> None:
        """Append one event; the line is whole or, after a crash, ignored by `events`."""
        line = json.dumps({"kind": kind, "at": _now(), **values}, ensure_ascii=False)
        with (self.path / EVENTS_FILE).open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    def events(self, kind: str = "") -> Iterator[dict[str, Any]]:
        """The events so far, or those of one kind; a line that a crash cut off is left out."""
        path = self.path / EVENTS_FILE
        if not path.is_file():
            return
        with path.open(encoding="utf-8") as file:
            for line in file:
                try:
                    event = json.loads(line)
                except ValueError:
                    continue
                if not kind or event.get("kind") == kind:
                    yield event

    def rewind(self, step: int, *others: str) -> None:
        """Forget what was logged after `step`, in the events and in `others`: it happens again."""
        for name in (EVENTS_FILE, *others):
            path = self.path / name
            if path.is_file():
                lines = path.read_text("utf-8").splitlines()
                kept = [line for line in lines if _step_in(line) <= step]
                write_atomic(path, "".join(f"{line}\n" for line in kept).encode())

    def checkpoint(self, step: int) -> Path:
        """The folder of one step's checkpoint."""
        return self.checkpoints / f"checkpoint-{step}"

    def last_checkpoint(self) -> Path | None:
        """The checkpoint with the highest step, if there is one."""
        return max(self._checkpoints(), default=None, key=step_of)

    def whole_checkpoints(self, mark: str) -> list[Path]:
        """Those that hold `mark`, the file that is written last, by step; others are deleted."""
        for path in self._checkpoints():
            if not (path / mark).is_file():
                shutil.rmtree(path)  # cut off while it was written
        return sorted(self._checkpoints(), key=step_of)

    def _checkpoints(self) -> list[Path]:
        return [p for p in self.checkpoints.glob("checkpoint-*") if p.name[11:].isdigit()]


def step_of(checkpoint: Path) -> int:
    """The optimiser step after which a checkpoint was made."""
    return int(checkpoint.name.rpartition("-")[2])


def _step_in(line: str) -> float:
    """The step of a line; one that a crash cut off belongs to none that counts."""
    try:
        return float(json.loads(line)["step"])
    except (ValueError, KeyError, TypeError):
        return float("inf")


def _commit() -> str:
    """The commit of the code, with a plus where files differ from it; empty outside git."""
    folder = Path(__file__).parent
    try:
        command = ["git", "-C", str(folder), "describe", "--always", "--dirty=+", "--abbrev=12"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
