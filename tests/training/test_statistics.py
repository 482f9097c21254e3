"""Intervals and pass^k against values worked out by hand, theory and simulated data."""

from math import comb

import numpy as np
import pytest

from training.evaluation.statistics import Bootstrap, Estimate, Ratio, pass_hat_k


def test_a_mean_is_the_mean_and_its_interval_is_that_of_the_normal_theory():
    values = np.random.default_rng(1).normal(0.4, 0.3, 400)
    found = Bootstrap(400).estimate(Ratio.of(list(values)))
    half = 1.96 * values.std() / 20
    assert found.mean == pytest.approx(values.mean())
    assert found.ci == pytest.approx((values.mean() - half, values.mean() + half), abs=0.1 * half)
    assert found.n == 400


def test_a_ratio_weighs_days_by_what_they_have_to_say():
    found = Bootstrap(3).estimate(Ratio.of([1, 0, 2], [2, 0, 8]))
    assert found.mean == pytest.approx(3 / 10)
    assert found.n == 2
    # Resamples hold the first, the third or both of them, and never anything beyond.
    assert found.ci == pytest.approx((2 / 8, 1 / 2))


def test_what_is_the_same_on_all_days_has_an_interval_of_no_width():
    found = Bootstrap(20).estimate(Ratio.of([0.25] * 20))
    assert (found.mean, found.ci) == (0.25, (0.25, 0.25))


@pytest.mark.parametrize("ratio", [Ratio.of([0, 0], [0, 0]), Ratio.of([], [])])
def test_nothing_observed_is_no_figure(ratio: Ratio):
    found = Bootstrap(len(ratio.over)).estimate(ratio)
    assert found.as_json() == {"mean": None, "ci": None, "n": 0}


def test_a_difference_is_paired():
    generator = np.random.default_rng(2)
    days = generator.normal(0.3, 1.0, 60)
    better = days + 0.1 + generator.normal(0, 0.05, 60)
    bootstrap = Bootstrap(60)
    found = bootstrap.difference(Ratio.of(list(better)), Ratio.of(list(days)))
    direct = bootstrap.estimate(Ratio.of(list(better - days)))
    assert found.mean == pytest.approx(direct.mean)
    assert found.ci == pytest.approx(direct.ci)
    alone = bootstrap.estimate(Ratio.of(list(days)))
    assert found.ci is not None and alone.ci is not None
    assert found.ci[1] - found.ci[0] < 0.2 * (alone.ci[1] - alone.ci[0])


def test_plays_of_one_day_are_one_draw():
    once = [0.1, 0.5, 0.9, 0.4, 0.3]
    single = Bootstrap(5).estimate(Ratio.of(once))
    fourfold = Bootstrap(5).estimate(Ratio.of([4 * v for v in once], [4.0] * 5))
    assert fourfold == single


def test_the_same_seed_gives_the_same_interval_and_another_one_nearly():
    ratio = Ratio.of(list(np.random.default_rng(3).normal(0, 1, 50)))
    first, again, other = (Bootstrap(50, seed).estimate(ratio) for seed in (5, 5, 6))
    assert first == again
    assert first.ci != other.ci
    assert first.ci == pytest.approx(other.ci, abs=0.03)


def _mean(generator: np.random.Generator, bootstrap: Bootstrap) -> Estimate:
    return bootstrap.estimate(Ratio.of(list(generator.normal(0.2, 1.0, 40))))


def _rate(generator: np.random.Generator, bootstrap: Bootstrap) -> Estimate:
    chances = generator.integers(0, 4, 40)
    return bootstrap.estimate(Ratio.of(list(generator.binomial(chances, 0.2)), list(chances)))


def _difference(generator: np.random.Generator, bootstrap: Bootstrap) -> Estimate:
    days = generator.normal(0, 1, 40)
    better = days + generator.normal(0.2, 0.3, 40)
    return bootstrap.difference(Ratio.of(list(better)), Ratio.of(list(days)))


@pytest.mark.parametrize("simulate", [_mean, _rate, _difference])
def test_intervals_hold_the_truth_as_often_as_they_say(simulate):
    """With 40 days percentile intervals are known to be a little too short: 93 % rather than 95."""
    generator, hits, bootstrap = np.random.default_rng(4), 0, Bootstrap(40, resamples=1000)
    for _ in range(1000):
        found = simulate(generator, bootstrap)
        assert found.ci is not None
        hits += found.ci[0] <= 0.2 <= found.ci[1]
    assert 0.90 <= hits / 1000 <= 0.97


def test_pass_hat_k_by_hand():
    assert pass_hat_k([0, 2, 3, 4], [4, 4, 4, 4], 2) == pytest.approx([0, 1 / 6, 3 / 6, 1])
    assert pass_hat_k([1, 3], [4, 4], 1) == pytest.approx([1 / 4, 3 / 4])


@pytest.mark.parametrize("k", [1, 2, 3, 4])
def test_pass_hat_k_is_unbiased(k: int):
    """Over all outcomes of n plays that pass with chance p, its mean is exactly p^k."""
    n, p = 4, 0.7
    chances = [comb(n, c) * p**c * (1 - p) ** (n - c) for c in range(n + 1)]
    values = pass_hat_k(list(range(n + 1)), [n] * (n + 1), k)
    assert sum(w * v for w, v in zip(chances, values, strict=True)) == pytest.approx(p**k)


def test_pass_hat_k_wants_enough_plays():
    with pytest.raises(ValueError, match="at least 3 plays"):
        pass_hat_k([1], [2], 3)
