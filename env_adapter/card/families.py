"""What the rows of one family come to: the policies' means, how they are ordered, what is amiss."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from env_adapter.card.figures import concordance, interval, mean, spearman
from env_adapter.card.sampling import Row
from env_adapter.graders import measure
from env_adapter.search import best
from scenarios import Scenario

REFERENCE = ("do_nothing", "random", "spam", "keyword", "greedy", "scripted", "oracle")
"""The policies that are compared; the rest cheats, or knows one trick."""

MARGIN = 0.05
"""By how much a cheat may be graded above doing nothing."""

SCRIPTED = (0.3, 0.8)
"""Between which grades the rule-based policy is to be: above a floor, below a ceiling."""

ALIKE = 0.05
"""Grades that differ by less are not told apart when orders are compared."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Floor and oracle over the days of a family."""

    floor: float
    """Mean value of doing nothing; 100,000 is a perfect day."""
    oracle: float
    bound: float
    """Mean of an upper bound that no play can exceed."""
    gap: float
    """How far the bound lies above the oracle, as a share of the span between floor and oracle."""
    widest: float
    """The widest gap of a day."""
    least_span: int
    """The smallest span of a day."""
    rollouts: float
    """Mean number of days that the search has played."""


def bounds_of(days: Sequence[Scenario]) -> Bounds:
    """Floor, oracle and bound of days."""
    floors, found = [measure(day)[0] for day in days], [best(day) for day in days]
    spans = [f.value - floor for f, floor in zip(found, floors, strict=True)]
    gaps = [(f.bound - f.value) / max(1, span) for f, span in zip(found, spans, strict=True)]
    return Bounds(
        round(mean(floors), 1), round(mean([f.value for f in found]), 1),
        round(mean([f.bound for f in found]), 1), round(mean(gaps), 4), round(max(gaps), 4),
        min(spans), round(mean([f.rollouts for f in found]), 1),
    )  # fmt: skip


def describe_family(split: str, rows: Sequence[Row], bounds: Bounds) -> dict[str, Any]:
    """The family's part of the card."""
    by_policy: dict[str, list[Row]] = {}
    for row in rows:
        by_policy.setdefault(row.policy, []).append(row)
    policies = {name: _policy(found) for name, found in by_policy.items()}
    return {
        "split": split,
        "oracle": asdict(bounds),
        "policies": policies,
        "spearman": orders(rows),
        "clipped": {name: cut for name, found in by_policy.items() if (cut := _clipped(found))},
        "amiss": amiss(policies),
    }


def orders(rows: Sequence[Row]) -> dict[str, float]:
    """How far returns order policies as grades do.

    `means` compares the policies' means; `pooled` every day's reference policies, each centred on
    its day, because training compares within a day; `cheats` the same with all policies. Most
    cheats are graded 0 or next to it, and a rank correlation counts their order as much as any, so
    `concordance` is given too: of the pairs on a day whose grades differ by more than 0.05, the
    share that the return orders alike.
    """
    reference = [row for row in rows if row.policy in REFERENCE]
    names = list(dict.fromkeys(row.policy for row in reference))
    means = [
        [mean([getattr(row, field) for row in reference if row.policy == name]) for name in names]
        for field in ("grade", "return_")
    ]
    grades, returns = _centred(reference)
    all_grades, all_returns = _centred(rows)
    alike = [_concordant(found) for found in _by_day(rows)]
    return {
        "means": round(spearman(*means), 3),
        "pooled": round(spearman(grades, returns), 3),
        "cheats": round(spearman(all_grades, all_returns), 3),
        "concordance": round(sum(a for a, _ in alike) / max(1, sum(n for _, n in alike)), 3),
    }


def amiss(policies: dict[str, dict[str, Any]]) -> list[str]:
    """What of the promises does not hold for a family, in words."""
    found = []
    if abs(policies["do_nothing"]["mean"]) > 0.02:
        found.append("do_nothing is not graded 0")
    for name, figures in policies.items():
        if figures["most"] > 1.0:
            found.append(f"{name} beats the oracle: {figures['most']:.3f}")
        if name.startswith("exploit:") and figures["mean"] > MARGIN:
            found.append(f"{name} is graded {figures['mean']:.3f}")
    if "scripted" not in policies:
        return found
    scripted, low, high = policies["scripted"], *SCRIPTED
    for name in ("do_nothing", "random", "keyword"):
        if policies[name]["ci"][1] >= scripted["ci"][0]:
            found.append(f"the intervals of {name} and scripted touch")
    if scripted["ci"][1] >= policies["oracle"]["ci"][0]:
        found.append("the intervals of scripted and oracle touch")
    if not low <= scripted["mean"] <= high:
        found.append(f"scripted is graded {scripted['mean']:.3f}")
    return found


def _policy(rows: Sequence[Row]) -> dict[str, Any]:
    grades, returns = [row.grade for row in rows], [row.return_ for row in rows]
    chances = sum(row.chances for row in rows)
    return {
        "mean": round(mean(grades), 4),
        "ci": [round(end, 4) for end in interval(grades)],
        "n": len(rows),
        "least": min(grades),
        "most": max(grades),
        "return": round(mean(returns), 4),
        "return_ci": [round(end, 4) for end in interval(returns)],
        "steps": round(mean([row.steps for row in rows]), 1),
        "invalid": round(mean([row.invalid for row in rows]), 2),
        "harm": round(mean([row.harm for row in rows]), 2),
        "inversion_rate": round(sum(row.inversions for row in rows) / max(1, chances), 3),
    }


def _clipped(rows: Sequence[Row]) -> int:
    """Steps whose reward was cut off."""
    return sum(row.clipped for row in rows)


def _by_day(rows: Sequence[Row]) -> list[list[Row]]:
    days: dict[str, list[Row]] = {}
    for row in rows:
        days.setdefault(row.day, []).append(row)
    return list(days.values())


def _centred(rows: Sequence[Row]) -> tuple[list[float], list[float]]:
    grades, returns = [], []
    for day in _by_day(rows):
        grade, return_ = mean([row.grade for row in day]), mean([row.return_ for row in day])
        grades += [row.grade - grade for row in day]
        returns += [row.return_ - return_ for row in day]
    return grades, returns


def _concordant(day: Sequence[Row]) -> tuple[int, int]:
    return concordance([row.grade for row in day], [row.return_ for row in day], ALIKE)
