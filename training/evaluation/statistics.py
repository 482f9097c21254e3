"""Intervals of paired play: a bootstrap over days, and the chance that several plays all pass.

Every figure is a ratio of two sums over days: a mean grade is grades over episodes, an inversion
rate inversions over the decisions at which one was possible. One set of resampled days serves all
figures and all policies, so that a difference is taken within the same resample: it is paired.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb
from typing import Any

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 10_000
CONFIDENCE = 0.95

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval; all `None` where nothing was observed."""

    mean: float | None
    ci: tuple[float, float] | None
    n: int
    """Days (or pairs of days) that it rests on."""

    def as_json(self) -> dict[str, Any]:
        """The values, ready for JSON."""
        return {"mean": self.mean, "ci": None if self.ci is None else list(self.ci), "n": self.n}


@dataclass(frozen=True, slots=True)
class Ratio:
    """A sum over another sum, by day."""

    over: Floats
    """(days,)"""
    under: Floats
    """(days,); 0 where a day says nothing."""

    @classmethod
    def of(cls, over: Sequence[float], under: Sequence[float] | None = None) -> "Ratio":
        """The ratio of these; without `under`, the mean over days."""
        top = np.asarray(over, dtype=np.float64)
        return cls(top, np.ones_like(top) if under is None else np.asarray(under, np.float64))

    @property
    def n(self) -> int:
        """Days that say something."""
        return int(np.count_nonzero(self.under))

    @property
    def value(self) -> float | None:
        """The ratio over all days; `None` where there is nothing to divide by."""
        total = float(self.under.sum())
        return float(self.over.sum()) / total if total else None


class Bootstrap:
    """Resampled days: percentile intervals as in Efron and Tibshirani (1993), chapter 13.

    Days are the unit that is drawn, because episodes of one day have the day in common.
    """

    def __init__(self, days: int, seed: int = 0, resamples: int = RESAMPLES) -> None:
        """Draw `resamples` times as many days as there are, with replacement."""
        self._weights = _weights(days, seed, resamples)

    def estimate(self, ratio: Ratio) -> Estimate:
        """The ratio with its interval."""
        return _estimate(ratio.value, self._resampled(ratio), ratio.n)

    def difference(self, first: Ratio, second: Ratio) -> Estimate:
        """`first - second` on the same days, with its interval."""
        one, other = first.value, second.value
        both = int(np.count_nonzero((first.under > 0) & (second.under > 0)))
        value = None if one is None or other is None else one - other
        return _estimate(value, self._resampled(first) - self._resampled(second), both)

    def _resampled(self, ratio: Ratio) -> Floats:
        """(resamples,); not a number where a resample has nothing to divide by."""
        sums = self._weights @ np.stack([ratio.over, ratio.under], axis=1)
        empty = np.full(len(sums), np.nan)
        return np.divide(sums[:, 0], sums[:, 1], out=empty, where=sums[:, 1] > 0)


def _weights(days: int, seed: int, resamples: int) -> Floats:
    """(resamples, days): how often each day was drawn."""
    if not days:
        return np.zeros((resamples, 0))
    draws = np.random.default_rng(seed).integers(0, days, (resamples, days))
    draws += days * np.arange(resamples)[:, None]
    counts = np.bincount(draws.ravel(), minlength=resamples * days)
    return counts.reshape(resamples, days).astype(np.float64)


def _estimate(value: float | None, resampled: Floats, n: int) -> Estimate:
    known = resampled[~np.isnan(resampled)]
    if value is None or not len(known):
        return Estimate(None, None, n)
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(known, [tail, 1 - tail])
    return Estimate(value, (float(low), float(high)), n)


def pass_hat_k(passed: Sequence[int], plays: Sequence[int], k: int) -> list[float]:
    """For each day, the chance that `k` plays of it all pass: C(passed, k) / C(plays, k).

    Unbiased, because it is the share of all choices of `k` of the plays that were made in which
    each one passed. Called pass^k by Yao et al. (2024), "τ-bench", equation 1, after the estimator
    of pass@k by Chen et al. (2021), "Evaluating Large Language Models Trained on Code".

    Raises:
        ValueError: a day was played fewer than `k` times.
    """
    if any(n < k for n in plays):
        raise ValueError(f"pass^{k} needs at least {k} plays of each day")
    return [comb(c, k) / comb(n, k) for c, n in zip(passed, plays, strict=True)]
