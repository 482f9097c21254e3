"""Recorded evaluations for tests: few easy days, really played by the evaluator."""

from collections.abc import Sequence
from pathlib import Path

from training.evaluation.evaluate import Plan, evaluate

FEW = 6
"""Days, as many as an interval needs before anything is called better or worse."""


def play_few_days(out: Path, policies: Sequence[str], days: int = FEW, seed: int = 0) -> Path:
    """What `majordomo eval` leaves in `out` of these policies."""
    plan = Plan(policies, out, episodes=days, level="easy", seed=seed, only_days=True)
    evaluate(plan, lambda line: None)
    return out
