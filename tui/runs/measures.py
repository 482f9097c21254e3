"""Signs that a run collapses, in words: code looks so that a person knows where to look.

The bounds of entropy and KL are the recipe's own, where the trainer rolls back; the others are
where a run has been seen to learn nothing any more.
"""

import math
from dataclasses import dataclass

from tui.runs.course import Course, figure
from tui.runs.files import Row

MIN_ENTROPY, MAX_KL = 0.02, 1.0
"""The recipe's defaults, for a run that does not say its own."""

IDLE = 0.5
"""Share of the groups without spread: from here on most of a step teaches nothing."""

INVALID = 0.25
"""Share of calls that are none."""

CUT = 0.1
"""Share of completions that end at the length limit."""

FALL = 0.15
"""By how much the last validation is worse than the best one."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure beside the main one, and what is wrong with it, if anything is."""

    key: str
    name: str
    value: float
    warning: str = ""


def measures_of(course: Course, grpo: Row) -> tuple[Measure, ...]:
    """What was logged, each as the mean of its last steps."""
    floor = figure(grpo.get("min_entropy"))
    ceiling = figure(grpo.get("max_kl"))
    days = figure(grpo.get("days_per_step"))
    found = [
        _entropy(course.now("entropy"), MIN_ENTROPY if floor is None else floor),
        _above(course, "kl", "kl", MAX_KL if ceiling is None else ceiling, "far from its start"),
        _idle(course, days),
        _above(course, "invalid", "invalid calls", INVALID, "too many calls cannot be made"),
        _above(course, "cut", "cut off", CUT, "completions end at the length limit"),
        _above(course, "lost", "lost episodes", 0.0, "episodes could not be played"),
        _loss(course),
        _fallen(course, "validation/grade", "validation"),
        _fallen(course, "validation/exact", "validation"),
    ]
    return tuple(measure for measure in found if measure is not None)


def _entropy(value: float | None, floor: float) -> Measure | None:
    if value is None:
        return None
    warning = ""
    if not math.isfinite(value):
        warning = "it is not a number any more"
    elif value < floor:
        warning = f"collapsed, below {floor:g}: it does not explore"
    elif value < 2 * floor:
        warning = f"close to its floor of {floor:g}"
    return Measure("entropy", "entropy", value, warning)


def _idle(course: Course, days: float | None) -> Measure | None:
    value = course.now("idle")
    groups = course.now("idle_groups")
    if value is None and groups is not None and days:
        value = groups / days
    if value is None:
        return None
    warning = "most groups teach nothing" if value > IDLE else ""
    return Measure("idle", "groups with no spread", value, warning)


def _above(course: Course, key: str, name: str, bound: float, word: str) -> Measure | None:
    value = course.now(key)
    if value is None or (key == "lost" and value == 0):
        return None
    is_wrong = not math.isfinite(value) or value > bound
    return Measure(key, name, value, word if is_wrong else "")


def _loss(course: Course) -> Measure | None:
    """Only where it is wrong: the loss is among the curves."""
    values = course.values("loss")
    if not values or math.isfinite(values[-1]):
        return None
    return Measure("loss", "loss", values[-1], "it is not a number any more")


def _fallen(course: Course, key: str, name: str) -> Measure | None:
    best, values = course.best(key), course.values(key)
    if best is None or not best.value - values[-1] > FALL:
        return None
    word = f"fell by {best.value - values[-1]:.2f} since step {best.step}"
    return Measure(key, name, values[-1], word)
