"""The course of a run: its events, taken one by one, as curves and what was said last.

The trainers log under names of their own; here each measure has one name.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from statistics import median
from typing import Any

from tui.runs.files import Row

_TRAIN = {
    "loss": "loss", "reward": "reward", "entropy": "entropy", "kl": "kl",
    "frac_reward_zero_std": "idle", "episode/frac_zero_std": "idle",
    "episode/invalid_rate": "invalid", "completions/clipped_ratio": "cut",
}  # fmt: skip
_STEP = {
    "loss": "loss", "episode/return": "return", "episode/grade": "grade", "entropy": "entropy",
    "kl": "kl", "episode/idle_groups": "idle_groups", "episode/invalid_rate": "invalid",
    "tokens/clipped_ratio": "cut", "episode/lost": "lost",
}  # fmt: skip
_VALIDATION = {
    "exact": "validation/exact", "loss": "validation/loss", "grade": "validation/grade",
    "invalid_rate": "validation/invalid",
}  # fmt: skip
NAMES: Mapping[str, Mapping[str, str]] = {
    "train": _TRAIN,
    "step": _STEP,
    "validation": _VALIDATION,
}
"""Our name of each logged value, by the event's kind; of two for one name the later one counts."""

WINDOW = 3
"""Steps whose mean is the present value of a measure: one odd batch is no trend."""

PAUSE_S = 1800.0
"""A gap so much longer than those before it is a pause: the run was resumed after it."""


@dataclass(frozen=True, slots=True)
class Best:
    """The best value of a curve, and the step it was at."""

    value: float
    step: int


@dataclass
class Course:
    """What the events of a run come to."""

    curves: dict[str, dict[int, float]] = field(default_factory=dict)
    """Value by step, by our name."""
    last: dict[str, Row] = field(default_factory=dict)
    """The last event of each kind."""
    counts: dict[str, int] = field(default_factory=dict)
    """Events of each kind."""
    policies: dict[str, str] = field(default_factory=dict)
    """Of an evaluation: spec by name."""
    agents: dict[str, list[float]] = field(default_factory=dict)
    """Of a warm start: each agent's share of exact calls, validation by validation."""
    step: int | None = None
    updated: float | None = None
    """When the last event was written, in seconds since 1970."""
    began: float | None = None
    """When the first one was."""
    worked_s: float = 0.0
    """From the first step to the last one, pauses left out."""
    gaps: list[float] = field(default_factory=list)
    """Seconds between the last steps."""
    has_ended: bool = False
    """The trainer wrote that it came to its end."""
    _stepped: float | None = None

    def take(self, event: Row) -> None:
        """Take up the next event; what is not as it should be is left out."""
        kind = str(event.get("kind", ""))
        at = instant(event.get("at"))
        step = _whole(event.get("step"))
        if at is not None:
            self.began = at if self.began is None else self.began
            self.updated = at
        self.last[kind] = event
        self.counts[kind] = self.counts.get(kind, 0) + 1
        if kind == "policy":
            self.policies[str(event.get("name", ""))] = str(event.get("spec", ""))
        if kind == "validation" and isinstance(event.get("by_agent"), dict):
            for agent, share in event["by_agent"].items():
                if (value := figure(share)) is not None:
                    self.agents.setdefault(str(agent), []).append(value)
        if kind == "stopped" or (kind == "train" and "train_runtime" in event):
            self.has_ended = True
        elif kind in {"train", "step"}:
            self._take_step(step, at)
        if step is not None:
            self._take_values(NAMES.get(kind, {}), step, event)

    def values(self, name: str) -> list[float]:
        """A curve's values in the order of its steps."""
        curve = self.curves.get(name, {})
        return [curve[step] for step in sorted(curve)]

    def now(self, name: str) -> float | None:
        """The mean of a measure's last values; None where it was never logged."""
        recent = self.values(name)[-WINDOW:]
        return sum(recent) / len(recent) if recent else None

    def best(self, name: str, lowest: bool = False) -> Best | None:
        """The highest value of a curve, or the lowest."""
        finite = [(v, s) for s, v in self.curves.get(name, {}).items() if math.isfinite(v)]
        if not finite:
            return None
        value, step = min(finite, key=lambda f: (f[0] if lowest else -f[0], f[1]))
        return Best(value, step)

    @property
    def usual_gap(self) -> float | None:
        """Seconds that a step usually takes; None before there were two."""
        return median(self.gaps) if self.gaps else None

    def _take_step(self, step: int | None, at: float | None) -> None:
        self.has_ended = False
        if step is not None:
            if self.step is not None and step < self.step:
                # Resumed from an earlier checkpoint: the steps after it happen again.
                for curve in self.curves.values():
                    for later in [s for s in curve if s >= step]:
                        del curve[later]
            self.step = step
        if at is None:
            return
        if self._stepped is not None:
            gap = max(0.0, at - self._stepped)
            if gap <= max(PAUSE_S, 10 * max(self.gaps, default=0.0)):
                self.worked_s += gap
                self.gaps = [*self.gaps[-19:], gap]
        self._stepped = at

    def _take_values(self, names: Mapping[str, str], step: int, event: Row) -> None:
        for theirs, ours in names.items():
            value = figure(event.get(theirs))
            if value is not None:
                self.curves.setdefault(ours, {})[step] = value


def figure(value: Any) -> float | None:
    """A number as a float; None where it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value)
    except OverflowError:
        return None


def finite(value: Any) -> float | None:
    """A number that one can count with; None where it is none."""
    found = figure(value)
    return found if found is not None and math.isfinite(found) else None


def instant(value: Any) -> float | None:
    """An ISO time in seconds since 1970; without an offset it is UTC."""
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def _whole(value: Any) -> int | None:
    found = finite(value)
    return None if found is None else int(found)
