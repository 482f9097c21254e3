"""`majordomo bench memory`: whether a day's grade depends on whose search finds its notes.

The same held-out days are played with the world's own search by shared words and with the real
knowledge base. What a policy learns on the one is worth something on the other only as far as the
grades agree: within 0.02 on average.
"""

import statistics
import time
from typing import Any

from majordomo.output import print_json, say
from training.errors import TrainingError
from training.evaluation.days import Job, jobs
from training.evaluation.episodes import Tally
from training.evaluation.memories import MemoryKind
from training.evaluation.players import Sampling
from training.evaluation.policies import Policy, player_of
from training.recipe import load_recipe

AGREED = 0.02
"""Difference of mean grades up to which the two agree."""

DISAGREE = 1
"""Exit code where they do not."""


def bench_grades(policy: str, days: int, level: str, seed: int, as_json: bool) -> int:
    """Report the mean grade with either memory and their difference, day by day in pairs.

    Raises:
        UserError: there is no such policy or level, or a day could not be played.
    """
    recipe = load_recipe("mini").eval.model_copy(
        update={"episodes": days, "level": level, "twin_days": 0, "pass_days": 0}
    )
    todo = jobs(recipe, seed)
    grades: dict[MemoryKind, dict[Job, float]] = {}
    report: dict[str, Any] = {"policy": policy, "days": len(todo), "level": level}
    kinds: tuple[MemoryKind, ...] = ("world", "chroma")
    for kind in kinds:
        began = time.perf_counter()
        grades[kind] = _grades(policy, kind, todo)
        took = (time.perf_counter() - began) / len(todo)
        mean = statistics.fmean(grades[kind].values())
        report[kind] = {"grade": round(mean, 4), "seconds_per_day": round(took, 3)}
        say(f"{kind}: mean grade {mean:.4f}, {took:.3f} s per day")
    apart = [grades["chroma"][job] - grades["world"][job] for job in todo]
    report |= {
        "difference": round(statistics.fmean(apart), 4),
        "days_that_differ": sum(abs(d) > 1e-9 for d in apart),  # noqa: PLR2004
        "most": round(max(map(abs, apart)), 4),
    }
    report["is_agreed"] = abs(report["difference"]) <= AGREED
    if as_json:
        print_json(report)
    else:
        say(
            f"chroma - world: {report['difference']:+.4f} on average over {len(todo)} days, "
            f"{report['days_that_differ']} of them differ, by {report['most']:.4f} at most"
        )
    return 0 if report["is_agreed"] else DISAGREE


def _grades(policy: str, memory: MemoryKind, todo: list[Job]) -> dict[Job, float]:
    found: dict[Job, float] = {}

    def done(job: Job, tally: Tally) -> None:
        if tally.lost:
            raise TrainingError(f"{job.day} was not played to its end: {tally.lost}")
        found[job] = tally.grade

    player_of(Policy(policy, policy), Sampling(concurrency=1), memory).play(todo, done)
    return found
