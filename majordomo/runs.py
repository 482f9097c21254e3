"""`majordomo runs`: run folders in words or as one object, as the screen shows them."""

import math
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from assistant.contract.errors import UserError
from majordomo.output import print_json, say
from tui.runs.library import Library
from tui.runs.view import RunView
from tui.runs.words import number, span


class RunsError(UserError):
    """A place that holds no runs, and what to do about it."""


def show_runs(root: Path, as_json: bool) -> int:
    """List the runs in `root`, what runs first.

    Raises:
        RunsError: there is nothing to list.
    """
    now = time.time()
    look = Library(root).look(now)
    if look.problem:
        raise RunsError(look.problem)
    if as_json:
        print_json({"folder": str(root.absolute()), "runs": [row_of(view) for view in look.views]})
        return 0
    width = max(len(view.name) for view in look.views)
    for view in look.views:
        for line in told(view, now, width):
            print(line)
    say("one of them in full: majordomo runs FOLDER --json")
    return 0


def told(view: RunView, now: float, width: int) -> list[str]:
    """A run in words, one line for it and one for each thing to worry about."""
    facts = [view.kind, view.state]
    if view.why:
        facts.append(view.why)
    elif view.state == "running" and view.updated is not None:
        facts.append(f"updated {span(now - view.updated)} ago")
    progress = view.progress
    if progress.step is not None:
        of = f" of {progress.total}" if progress.total else ""
        facts.append(f"{progress.unit} {progress.step}{of}")
    if progress.left_s is not None:
        facts.append(f"about {span(progress.left_s)} left")
    facts += [
        f"{curve.name} {number(curve.value)} "
        f"({'lowest' if curve.is_lowest_best else 'best'} {number(curve.best.value)} "
        f"at step {curve.best.step})"
        for curve in view.curves[:1]
    ]
    facts += [f"{player.name} {number(player.grade)} ({player.days} days)"
              for player in view.players]  # fmt: skip
    lines = [f"{view.name:<{width}}  {', '.join(facts)}"]
    return lines + [f"{'':<{width}}  ! {problem}" for problem in (*view.problems, *view.warnings)]


def row_of(view: RunView) -> dict[str, object]:
    """A run as machine-readable output shows it; what is not known is null."""
    return {
        "name": view.name,
        "path": str(view.path.absolute()),
        "kind": view.kind,
        "state": view.state,
        "why": view.why,
        "seed": view.seed,
        "commit": view.commit,
        "started": _iso(view.started),
        "updated": _iso(view.updated),
        "progress": asdict(view.progress),
        "curves": {
            curve.name: {
                "value": _known(curve.value),
                "best": curve.best.value,
                "best_step": curve.best.step,
                "is_lowest_best": curve.is_lowest_best,
                "points": len(curve.points),
            }
            for curve in view.curves
        },
        "measures": {measure.name: _known(measure.value) for measure in view.measures},
        "warnings": list(view.warnings),
        "policies": [asdict(player) for player in view.players],
        "notes": list(view.notes),
        "problems": list(view.problems),
    }


def _iso(seconds: float | None) -> str | None:
    if seconds is None:
        return None
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def _known(value: float | None) -> float | None:
    """JSON has no word for what is not a number."""
    return value if value is not None and math.isfinite(value) else None
