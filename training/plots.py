"""Plots of a run and of an evaluation, as PNG files."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from env_adapter.policies import POLICIES
from training.errors import TrainingError
from training.runs import RunFolder

BLUE, ORANGE = "#0072B2", "#D55E00"
"""Two of Okabe and Ito's colours, which colour-blind people tell apart."""

GREY, PALE = "#767676", "#c4c4c4"
"""Reference policies; lines behind the data."""

LONGEST = 28
"""Characters of a policy's name that are shown."""

LEAST_SPAN = 0.1
"""Part of the axis of returns and grades that is always shown."""

WINDOW = 0.1
"""Share of the steps over which the running mean goes."""


def draw_before_after(results: dict[str, Any], path: Path) -> None:
    """Grade of each policy with its interval: over all days, and family by family."""
    from matplotlib.figure import Figure

    policies, families = results["policies"], results["families"]
    names = list(policies)
    colours = [GREY if results["specs"][name] in POLICIES else BLUE for name in names]
    panels = [("all families", [policies[name]["grade"] for name in names])]
    panels += [(f.replace("_", " "), [policies[n]["families"][f] for n in names]) for f in families]
    low, high = _bounds([e for _, estimates in panels for e in estimates])
    width = max(8.0, 1.8 + 2.1 * len(panels))
    figure = Figure(figsize=(width, 1.3 + 0.34 * len(names)), dpi=150, layout="constrained")
    axes = figure.subplots(1, len(panels), sharex=True, sharey=True, squeeze=False)[0]
    places = np.arange(len(names))[::-1]
    for n, (ax, (title, estimates)) in enumerate(zip(axes, panels, strict=True)):
        for mark in (0, 1):
            ax.axvline(mark, color=PALE, linewidth=0.9, zorder=0)
        for place, estimate, colour in zip(places, estimates, colours, strict=True):
            _interval(ax, place, estimate, colour, with_number=n == 0)
        ax.set_title(f"{title}\n({_days(estimates)} days)", fontsize=9)
        ax.set_xlim(low, high)
        _plain(ax)
        ax.tick_params(axis="y", length=0)
    axes[0].set_yticks(places, [_short(name) for name in names], fontsize=9)
    axes[0].set_ylim(-0.7, len(names) - 0.3)
    label = f"grade, {results['level']} days (0 = doing nothing, 1 = oracle); mean, 95 % interval"
    figure.supxlabel(label + ("; grey: reference policies" * (GREY in colours)), fontsize=9)
    _save(figure, path)


def draw_reward_curve(run: RunFolder, path: Path) -> None:
    """Return and grade over the steps of a GRPO run: each step, its running mean, validation.

    Raises:
        TrainingError: the folder holds no run, or one that made no step.
    """
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    run.about()
    rows = [row for row in latest(run.events("step")) if "reward/overall" in row]
    if not rows:
        raise TrainingError(f"{run.path} has made no GRPO step that could be drawn")
    checks = latest(run.events("validation"))
    figure = Figure(figsize=(8.5, 3.6), dpi=150, layout="constrained")
    left, right = figure.subplots(1, 2)
    _curve(left, rows, "reward/overall", "return of an episode (sum of rewards)")
    _curve(right, rows, "episode/grade", "grade of an episode (0 = doing nothing, 1 = oracle)")
    if checks:
        right.plot(
            [check["step"] for check in checks],
            [check["grade"] for check in checks],
            color=ORANGE,
            marker="D",
            markersize=4.5,
            linewidth=1.4,
            label="validation days, greedy",
        )
    for ax in (left, right):
        _mark_levels(ax, rows)
        _mark_rollbacks(ax, latest(run.events("rollback")))
        _widen(ax)
        ax.set_xlabel("GRPO step", fontsize=9)
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))
        ax.legend(fontsize=8, frameon=False, loc="best")
        _plain(ax)
    _save(figure, path)


def latest(events: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The events by step; of a step that a resumed run made again, the later one."""
    found = {int(event["step"]): event for event in events}
    return [found[step] for step in sorted(found)]


def running_mean(values: Sequence[float], window: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The mean of the `window` values around each one; fewer of them at the ends."""
    sums = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    where = np.arange(len(values))
    low = np.maximum(0, where - (window - 1) // 2)
    high = np.minimum(len(values), where + window // 2 + 1)
    return (sums[high] - sums[low]) / (high - low)


def _curve(ax: Any, rows: Sequence[dict[str, Any]], key: str, label: str) -> None:
    found = [(row["step"], row[key]) for row in rows if row.get(key) is not None]
    if not found:
        return
    steps, values = zip(*found, strict=True)
    ax.scatter(steps, values, s=9, color=BLUE, alpha=0.35, linewidths=0, label="each step, sampled")
    window = max(3, round(WINDOW * len(values)))
    ax.plot(
        steps, running_mean(values, window), color=BLUE, linewidth=1.8,
        label=f"mean of {window} steps",
    )  # fmt: skip
    ax.set_title(label, fontsize=9, loc="left")


def _widen(ax: Any) -> None:
    """At least `LEAST_SPAN` of the axis, so that rounding errors do not look like a curve."""
    low, high = ax.get_ylim()
    if high - low < LEAST_SPAN:
        middle = (low + high) / 2
        ax.set_ylim(middle - LEAST_SPAN / 2, middle + LEAST_SPAN / 2)
    ax.ticklabel_format(axis="y", useOffset=False)


def _mark_levels(ax: Any, rows: Sequence[dict[str, Any]]) -> None:
    """A line where the days change: the grades left and right of it are not of the same days."""
    before = rows[0].get("level")
    for row in rows[1:]:
        if row.get("level") != before:
            before = row.get("level")
            ax.axvline(row["step"] - 0.5, color=PALE, linewidth=0.9, zorder=0)
            ax.annotate(
                f" {before} days", (row["step"] - 0.5, 1.0), xycoords=("data", "axes fraction"),
                fontsize=7.5, color=GREY, va="top",
            )  # fmt: skip


def _mark_rollbacks(ax: Any, events: Sequence[dict[str, Any]]) -> None:
    for n, event in enumerate(events):
        label = "rolled back to the best step" if n == 0 else None
        ax.axvline(
            event["step"], color=GREY, linewidth=0.9, linestyle=(0, (2, 3)), zorder=0, label=label
        )


def _interval(
    ax: Any, place: float, estimate: dict[str, Any], colour: str, *, with_number: bool
) -> None:
    mean, ci = estimate["mean"], estimate["ci"]
    if mean is None:
        return
    if ci is not None:
        ax.plot(ci, [place, place], color=colour, linewidth=2, solid_capstyle="butt")
    ax.plot([mean], [place], marker="o", markersize=5, color=colour)
    if with_number:
        ax.annotate(
            f"{mean:.2f}", (mean, place), xytext=(0, 5), textcoords="offset points", fontsize=7.5,
            ha="center",
        )  # fmt: skip


def _short(name: str) -> str:
    """The end of a long name: paths differ there."""
    return name if len(name) <= LONGEST else "…" + name[1 - LONGEST :]


def _bounds(estimates: Sequence[dict[str, Any]]) -> tuple[float, float]:
    """The part of the axis that shows doing nothing, the oracle and every interval."""
    ends = [end for e in estimates for end in (e["ci"] or ([e["mean"]] * 2)) if end is not None]
    low, high = min([0.0, *ends]), max([1.0, *ends])
    margin = 0.06 * (high - low)
    return low - margin, high + margin


def _days(estimates: Sequence[dict[str, Any]]) -> int:
    return max((estimate["n"] for estimate in estimates), default=0)


def _plain(ax: Any) -> None:
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    ax.tick_params(labelsize=8)


def _save(figure: Any, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, facecolor="white")
