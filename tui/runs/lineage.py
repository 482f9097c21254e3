"""Where the weights of a policy come from, as far as the run folders on this disk tell.

An evaluation records what was loaded, such as `hf:runs/grpo/best`; whether that is what came out of
a training, or what went into one, stands in the folder of the run that it lies in.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from tui.runs.files import about_of

DEPTH = 8
"""Runs that are followed back, each begun with the weights of the one before."""

_START = "start"
_MADE = re.compile(r"best|last|checkpoint-\d+")
"""What a run calls its checkpoints."""


def is_weights(spec: str) -> bool:
    """Whether a model is weights that are loaded here, and no set of rules or service."""
    return spec == "mini" or spec.startswith("hf:")


def trainings_of(spec: str, near: Path) -> int | None:
    """How many trainings a policy's weights have gone through; None where nothing tells.

    Args:
        spec: What was loaded: `mini`, `hf:PATH[+ADAPTER]`, or anything else, which tells nothing.
        near: A folder inside the one that relative paths were written down in, if it is here.
    """
    return _count(spec.removeprefix("hf:"), near, DEPTH) if is_weights(spec) else None


def run_of(spec: str, near: Path) -> Path | None:
    """The run folder that the weights of a policy lie in; None where there is none."""
    if not spec.startswith("hf:"):
        return None
    _, folder = _found(_checkpoint(spec.removeprefix("hf:")), near)
    return folder


def weights_of(spec: str, near: Path) -> Path | None:
    """The checkpoint that a policy was loaded from, if it lies in a run folder here."""
    if not spec.startswith("hf:"):
        return None
    path, run = _found(_checkpoint(spec.removeprefix("hf:")), near)
    return path.resolve() if run is not None else None


def start_of(spec: str, near: Path) -> Path | None:
    """The checkpoint that the run which made a policy was begun with, likewise."""
    run = run_of(spec, near)
    begun = _begun_with(run) if run is not None else ""
    return weights_of(f"hf:{begun}", run) if run is not None and begun else None


def _count(place: str, near: Path, depth: int) -> int | None:
    """The trainings behind a checkpoint as a run or an evaluation names it."""
    if place == "mini":
        return 1  # The bundled weights, which come without their run.
    path, run = _found(_checkpoint(place), near)
    if run is None:
        # Evaluated elsewhere: its run is not here, and what a run calls its checkpoints is.
        return 0 if path.name == _START else 1 if _MADE.fullmatch(path.name) else None
    begun = _begun_with(run)
    before = _count(begun, run, depth - 1) or 0 if begun and depth else 0
    return before + (path.name != _START)


def _checkpoint(place: str) -> Path:
    """What was trained of `PATH[+ADAPTER]`."""
    path = Path(place).expanduser()
    return path if path.is_dir() else Path(place.rpartition("+")[2]).expanduser()


def _found(path: Path, near: Path) -> tuple[Path, Path | None]:
    """A checkpoint where it lies, and the run folder around it."""
    for place in _places(path, near):
        for folder in (place, *place.parents[:2]):
            if place.is_dir() and about_of(folder)[0]:
                return place, folder
    return path, None


def _places(path: Path, near: Path) -> Iterator[Path]:
    """Where a path may be: it was written down relative to a folder that nobody wrote down."""
    if not path.is_absolute():
        for folder in near.absolute().parents:
            yield folder / path
    yield path


def _begun_with(run: Path) -> str:
    """What a run was begun with; empty for weights that nobody had trained."""
    config = about_of(run)[0].get("config")
    start = config.get("start") if isinstance(config, dict) else None
    return start.removeprefix("hf:") if isinstance(start, str) else ""
