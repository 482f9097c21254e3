"""The few statistics of the card: means with intervals, and how far two orders agree."""

from collections.abc import Sequence
from functools import cache
from typing import Any

RESAMPLES = 2000
LEVEL = 0.95


def mean(values: Sequence[float]) -> float:
    """The arithmetic mean; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The 95 % bootstrap interval of the mean, the same at every call."""
    import numpy as np

    if len(values) < 2:
        return mean(values), mean(values)
    means = np.asarray(values)[_draws(len(values))].mean(axis=1)
    low, high = np.quantile(means, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


@cache
def _draws(size: int) -> Any:
    import numpy as np

    return np.random.default_rng(0).integers(0, size, (RESAMPLES, size))


def spearman(first: Sequence[float], second: Sequence[float]) -> float:
    """The rank correlation, ties at their mean rank; 0 where one of the two is constant."""
    a, b = _ranks(first), _ranks(second)
    ma, mb = mean(a), mean(b)
    shared = sum((x - ma) * (y - mb) for x, y in zip(a, b, strict=True))
    spread = sum((x - ma) ** 2 for x in a) * sum((y - mb) ** 2 for y in b)
    return float(shared / spread**0.5) if spread else 0.0


def concordance(
    first: Sequence[float], second: Sequence[float], least: float
) -> tuple[int, int]:  # fmt: skip
    """Of the pairs that differ by more than `least` in `first`: how many `second` orders alike."""
    agreeing = pairs = 0
    for n, one in enumerate(first):
        for m in range(n):
            if abs(one - first[m]) > least:
                pairs += 1
                agreeing += (one > first[m]) == (second[n] > second[m])
    return agreeing, pairs


def _ranks(values: Sequence[float]) -> list[float]:
    order = sorted(range(len(values)), key=lambda i: values[i])
    ranks = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and abs(values[order[end + 1]] - values[order[start]]) < 1e-9:
            end += 1
        for place in range(start, end + 1):
            ranks[order[place]] = (start + end) / 2
        start = end + 1
    return ranks
