"""From episodes to `results.json`: figures per policy with intervals, and paired differences."""

from collections.abc import Callable, Iterable, Sequence
from itertools import permutations
from typing import Any

from training.errors import TrainingError
from training.evaluation.days import Job
from training.evaluation.episodes import Episode
from training.evaluation.statistics import Bootstrap, Estimate, Ratio, pass_hat_k
from training.recipe import EvalRecipe

Value = Callable[[Episode], float]


class Plays:
    """The episodes of an evaluation, by policy and job; every policy has the same jobs."""

    def __init__(self, episodes: Iterable[Episode], jobs: Sequence[Job], seed: int) -> None:
        """Take up the episodes that belong to `jobs`; `seed` is the bootstrap's."""
        self._found = {episode.key: episode for episode in episodes}
        self._jobs = jobs
        self._seed = seed
        self._bootstraps: dict[int, Bootstrap] = {}

    def of(self, policy: str, kind: str, family: str = "") -> list[Episode | None]:
        """A policy's episodes of a kind, in the order of the jobs; `None` where one was lost."""
        return [
            self._found.get((policy, job))
            for job in self._jobs
            if job.kind == kind and family in {"", job.family}
        ]

    def bootstrap(self, days: int) -> Bootstrap:
        """The resamples of so many days: the same for all figures that rest on them."""
        if days not in self._bootstraps:
            self._bootstraps[days] = Bootstrap(days, self._seed)
        return self._bootstraps[days]

    def estimate(self, ratio: Ratio) -> Estimate:
        """The ratio with its interval."""
        return self.bootstrap(len(ratio.over)).estimate(ratio)

    def difference(self, first: Ratio, second: Ratio) -> Estimate:
        """The difference of two ratios over the same days, with its interval."""
        return self.bootstrap(len(first.over)).difference(first, second)


def summarise(
    plays: Plays, policies: Sequence[str], pairs: Sequence[tuple[str, str]], recipe: EvalRecipe
) -> dict[str, Any]:
    """The figures of each policy and the differences of each pair."""
    families = tuple(dict.fromkeys(recipe.families))
    return {
        "policies": {name: _policy(plays, name, families, recipe) for name in policies},
        "paired": {f"{a}-{b}": _paired(plays, a, b, families) for a, b in pairs},
    }


def pairs_of(asked: Sequence[str], policies: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs that `A-B` values name; all of them, both ways round, where none is asked for.

    Raises:
        TrainingError: a value that names no two of the policies.
    """
    every = {f"{a}-{b}": (a, b) for a, b in permutations(policies, 2)}
    for value in asked:
        if value not in every:
            known = ", ".join(policies)
            raise TrainingError(f"--pair {value[:60]!r}: want A-B with two policies out of {known}")
    return [every[value] for value in asked] if asked else list(every.values())


def mean_of(episodes: Sequence[Episode | None], value: Value) -> Ratio:
    """The mean of a value over episodes, each a day."""
    return rate_of(episodes, value, lambda episode: 1.0)


def rate_of(episodes: Sequence[Episode | None], over: Value, under: Value) -> Ratio:
    """The sum of one value over the sum of another; lost episodes count in neither."""
    return Ratio.of(
        [0.0 if e is None else over(e) for e in episodes],
        [0.0 if e is None else under(e) for e in episodes],
    )


def _inversions(episodes: Sequence[Episode | None]) -> Ratio:
    return rate_of(episodes, lambda e: e.inversions, lambda e: e.chances)


def _policy(plays: Plays, name: str, families: Sequence[str], recipe: EvalRecipe) -> dict[str, Any]:
    days = plays.of(name, "day")
    known = [episode for episode in days if episode is not None]

    def mean(value: Value) -> Estimate:
        return plays.estimate(mean_of(days, value))

    inversion, invalid = plays.estimate(_inversions(days)), plays.estimate(
        rate_of(days, lambda e: e.invalid, lambda e: e.decisions)
    )  # fmt: skip
    passes = _passes(plays, name, recipe)
    found: dict[str, Any] = {
        "grade": mean(lambda e: e.grade).as_json(),
        "certified": mean(lambda e: 0.01 + 0.98 * min(max(e.grade, 0.0), 1.0)).mean,
        "return": mean(lambda e: e.return_).as_json(),
        "pass_k": passes.get(str(recipe.passes), {}).get("mean"),
        "pass": passes,
        "inversion_rate": inversion.mean,
        "inversion_ci": inversion.as_json()["ci"],
        "inversions": sum(e.inversions for e in known),
        "inversion_chances": sum(e.chances for e in known),
        "personal_slack_lost": sum(e.lost_slack for e in known),
        "label_bias": _label_bias(plays, name),
        "invalid_rate": invalid.mean,
        "invalid_ci": invalid.as_json()["ci"],
        "harm": mean(lambda e: e.harm).mean,
        "asks": mean(lambda e: e.asks).mean,
        "decisions": mean(lambda e: e.decisions).mean,
        "truncated": mean(lambda e: e.is_truncated).mean,
        "tokens_in": mean(lambda e: e.tokens_in).mean,
        "tokens_out": mean(lambda e: e.tokens_out).mean,
        "seconds": mean(lambda e: e.seconds).mean,
        "lost": len(days) - len(known),
        "families": {
            family: plays.estimate(
                mean_of(plays.of(name, "day", family), lambda e: e.grade)
            ).as_json()
            for family in families
        },
        "rubric": _rubric(known),
    }
    changed = plays.of(name, "changed")
    if changed:
        other = mean_of(changed, lambda e: e.grade)
        found["perturbed"] = {
            "grade": plays.estimate(other).as_json(),
            "change": _common(plays, changed, days).as_json(),
        }
    return found


def _passes(plays: Plays, name: str, recipe: EvalRecipe) -> dict[str, dict[str, Any]]:
    """pass^k for each k up to the plays of a day, by k; days with a lost play are left out."""
    groups: dict[str, list[bool]] = {}
    for episode in plays.of(name, "sampled"):
        if episode is not None:
            groups.setdefault(episode.day, []).append(episode.grade >= recipe.pass_grade)
    whole = [group for group in groups.values() if len(group) == recipe.passes]
    passed, counts = [sum(group) for group in whole], [len(group) for group in whole]
    return {
        str(k): plays.estimate(Ratio.of(pass_hat_k(passed, counts, k))).as_json()
        for k in range(1, recipe.passes + 1)
        if whole
    }


def _label_bias(plays: Plays, name: str) -> dict[str, Any]:
    """P(urgent first | the urgent one is personal) - P(same | it is professional), over twins.

    Clusters are pairs of twins: the same day in both variants. Days on which neither of the two
    was settled say nothing.
    """
    days = {e.day: e for e in plays.of(name, "day") if e is not None}
    twins = [
        (days[e.day.removesuffix(":twin")], e)
        for e in plays.of(name, "twin")
        if e is not None and e.day.removesuffix(":twin") in days
    ]

    def share(is_personal: bool) -> Ratio:
        told = [[e for e in pair if e.is_urgent_personal is is_personal
                 and e.is_urgent_first is not None] for pair in twins]  # fmt: skip
        return Ratio.of([sum(bool(e.is_urgent_first) for e in day) for day in told],
                        [len(day) for day in told])  # fmt: skip

    personal, professional = share(True), share(False)
    return {
        **plays.difference(personal, professional).as_json(),
        "personal": personal.value,
        "professional": professional.value,
    }


def _rubric(episodes: Sequence[Episode]) -> dict[str, float]:
    """Mean over episodes of each node's sum: what priority, routing and the rest have cost."""
    names = dict.fromkeys(name for e in episodes for name in e.rubric)
    return {
        name: round(sum(e.rubric.get(name, 0.0) for e in episodes) / len(episodes), 6)
        for name in names
    }


def _paired(plays: Plays, first: str, second: str, families: Sequence[str]) -> dict[str, Any]:
    """Differences on the days that both have played."""
    a, b = plays.of(first, "day"), plays.of(second, "day")
    both = [x is not None and y is not None for x, y in zip(a, b, strict=True)]
    a = [x if known else None for x, known in zip(a, both, strict=True)]
    b = [x if known else None for x, known in zip(b, both, strict=True)]
    inversions = plays.difference(_inversions(a), _inversions(b))
    return {
        **_common(plays, a, b).as_json(),
        "inversion_rate": inversions.as_json(),
        "asks": plays.difference(
            mean_of(a, lambda e: e.asks), mean_of(b, lambda e: e.asks)
        ).as_json(),
        "families": {
            family: _common(
                plays, plays.of(first, "day", family), plays.of(second, "day", family)
            ).as_json()
            for family in families
        },
    }


def _common(
    plays: Plays, first: Sequence[Episode | None], second: Sequence[Episode | None]
) -> Estimate:
    """Mean difference of grades over the days that both lists have."""
    pairs = [(a, b) for a, b in zip(first, second, strict=True)]
    over = [0.0 if a is None or b is None else a.grade - b.grade for a, b in pairs]
    return plays.estimate(
        Ratio.of(over, [float(a is not None and b is not None) for a, b in pairs])
    )
