"""A comparison of two policies as a person reads it: figures, days in an order, calls side by side.

Pure and light: where the figures come from (`majordomo.compare`) is no concern of the screen, and
what is done with them here is the same for the screen, the command and the exported page.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

DASH = "–"
"""Where nothing was scored; never a 0."""

FEWEST = 6
"""Paired days below which nothing is called better or worse: even if all of five days point the
same way, that is chance once in sixteen times, and a bootstrap of so few days cannot know it."""

Better = Literal["higher", "lower", ""]
Verdict = Literal[
    "better", "worse", "different", "the same", "not clearly different", "too few to say", ""
]


_RULES = frozenset({"trick", "exploit"})
"""Kinds of fixed policies that have a name of their own after a colon."""


@dataclass(frozen=True, slots=True)
class Source:
    """A policy of a recorded evaluation."""

    folder: Path
    policy: str
    spec: str
    """What was loaded."""
    days: str
    """Which days it played, in words; two sources with the same words have played the same."""
    started: str
    """When the evaluation was begun, as an ISO time."""
    trainings: int | None = None
    """How many trainings its weights have gone through; None where nothing tells."""
    run: Path | None = None
    """The run folder that its weights lie in, if it is here."""
    against: str = ""
    """The policy that the evaluation was asked to compare it with; empty where it was not asked."""
    weights: Path | None = None
    """The checkpoint it was loaded from, if that lies in a run folder that is here."""
    start: Path | None = None
    """The checkpoint that its run was begun with, likewise."""

    @property
    def is_trained(self) -> bool:
        """Whether a training is known to have made it what it is."""
        return bool(self.trainings)

    @property
    def origin(self) -> str:
        """What it is, in a word or two."""
        if self.is_trained:
            return "trained"
        if self.trainings == 0:
            return "untrained"
        return "model" if self._is_model else "rules"

    @property
    def label(self) -> str:
        """How it is offered."""
        facts = (self.policy, self.origin, self.folder.name, self.days, self.started[:10])
        return " · ".join(facts)

    @property
    def _is_model(self) -> bool:
        """Whether a model plays, of whatever origin, and no set of rules."""
        place, colon, _ = self.spec.partition(":")
        return self.spec == "mini" or (bool(colon) and place not in _RULES)


@dataclass(frozen=True, slots=True)
class Figure:
    """One metric over all days, for both policies."""

    name: str
    baseline: float | None
    trained: float | None
    difference: float | None
    """Trained minus baseline, on the days of both."""
    ci: tuple[float, float] | None
    """Its 95 % interval."""
    n: int
    """Days (or items) that it rests on."""
    better: Better = ""
    """Which way is better; empty where neither is."""
    digits: int = 2

    @property
    def verdict(self) -> Verdict:
        """What the interval allows to say."""
        if self.difference is None or self.ci is None:
            return ""
        low, high = self.ci
        if low == high == 0:
            return "the same"
        if self.n < FEWEST:
            return "too few to say"
        if low <= 0 <= high:
            return "not clearly different"
        if not self.better:
            return "different"
        return "better" if (low > 0) == (self.better == "higher") else "worse"


@dataclass(frozen=True, slots=True)
class Step:
    """One call."""

    tool: str
    """Empty where what was written is no call."""
    status: str
    agent: str = ""
    item: str = ""
    about: str = ""
    """The item's own words."""
    tier: str = ""
    args: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    """What came of it."""
    reward: float | None = None
    """None where nobody judges."""
    faults: tuple[str, ...] = ()
    """What the rules found wrong with it."""

    @property
    def what(self) -> tuple[str, str, str, str]:
        """What makes it the same call as another one."""
        return self.tool, self.item, self.status, repr(sorted(self.args.items()))


@dataclass(frozen=True, slots=True)
class Play:
    """One policy on one day, or on one item of the person's own list."""

    steps: tuple[Step, ...] | None
    """None where the evaluation did not keep its calls."""
    grade: float | None = None
    """0 is doing nothing, 1 the oracle; None where nobody judges."""
    return_: float | None = None
    """Sum of the rewards."""
    ending: str = ""
    """What became of the item, as a word; empty for a whole day."""


_STANDING = {"done": 2, "waiting": 2, "snoozed": 1, "asked": 1, "left": 1}
"""How far an item got. One that waits for the person's word is as far as it can be without it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The same day, or the same item, as both have handled it."""

    name: str
    baseline: Play
    trained: Play

    @property
    def change(self) -> float | None:
        """Grade of trained minus grade of baseline; None where nobody judges."""
        if self.baseline.grade is None or self.trained.grade is None:
            return None
        return self.trained.grade - self.baseline.grade

    @property
    def is_different(self) -> bool:
        """Whether the two did anything different."""
        one, other = self.baseline, self.trained
        if one.steps is None or other.steps is None:
            return one.grade != other.grade
        return self.parting is not None or one.ending != other.ending

    @property
    def parting(self) -> int | None:
        """The first call, counted from 0, at which they differ; None where none does."""
        one, other = self.baseline.steps or (), self.trained.steps or ()
        for n in range(max(len(one), len(other))):
            if [s.what for s in one[n : n + 1]] != [s.what for s in other[n : n + 1]]:
                return n
        return None

    def _rank(self) -> tuple[float, bool]:
        """Small where trained does badly; among equals, those that differ come first."""
        change = self.change
        if change is None:
            one, other = self.baseline.ending, self.trained.ending
            change = _STANDING.get(other, 0) - _STANDING.get(one, 0)
        return change, not self.is_different


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two policies on the same days."""

    baseline: str
    trained: str
    facts: tuple[str, ...]
    """What was compared and how, each in a few words, for the title."""
    figures: tuple[Figure, ...]
    pairs: tuple[Pair, ...]
    unit: Literal["day", "item"] = "day"
    notes: tuple[str, ...] = ()
    """What the person should know before believing it."""
    second: Literal["trained", "other"] = "trained"
    """What the second policy is called; only one that was trained is called so."""

    @property
    def title(self) -> str:
        """One line."""
        return " · ".join([f"{self.trained} vs {self.baseline}", *self.facts])

    def shown(self, worst_first: bool = True, only_different: bool = False) -> list[Pair]:
        """The pairs in an order: those where trained is worst first, or as they were played."""
        found = [pair for pair in self.pairs if pair.is_different or not only_different]
        return sorted(found, key=Pair._rank) if worst_first else found

    def count(self, number: int) -> str:
        """So many days, or items."""
        return f"{number} {self.unit}{'s' * (number != 1)}"


class Comparisons(Protocol):
    """Where comparisons come from. Every method may take seconds: call it in a thread."""

    def sources(self) -> Sequence[Source]:
        """The policies of all recorded evaluations, the newest evaluation first."""

    def read(self, baseline: Source, trained: Source) -> Comparison:
        """Compare two policies as they were recorded.

        Raises:
            UserError: a folder cannot be read, or they have no day in common.
        """

    def own(self, baseline: str, trained: str, told: Callable[[str], None]) -> Comparison:
        """Let two models handle the person's own list on a copy, so that nothing is changed.

        `told` hears a line about each call; what it raises ends the comparison.

        Raises:
            UserError: a model or a file cannot be used.
        """

    def export(self, comparison: Comparison) -> Path:
        """Write a page with all figures and calls; returns where it is."""


def usual(
    sources: Sequence[Source], folder: Path | None = None, run: Path | None = None
) -> tuple[Source, Source] | None:
    """What to compare unasked: baseline and trained of the newest evaluation of two policies.

    With `folder`, of that evaluation; with `run`, the policy which that run made, if it plays
    there. Where there is one policy only, it and another one that has played the same days; None
    where there is no such pair.
    """
    wanted = [s for s in sources if folder is None or s.folder.resolve() == folder.resolve()]
    for place in dict.fromkeys(source.folder for source in wanted):
        inside = [source for source in sources if source.folder == place]
        if len(inside) > 1:
            return _asked(inside, run) or _within(inside, trained_of(inside, run))
    for source in wanted:
        like = [other for other in sources if other is not source and other.days == source.days]
        if like:
            trained = source if source.is_trained else trained_of([*like, source])
            return (baseline_of(like, source), source) if trained is source else (source, trained)
    return None


def _within(inside: Sequence[Source], trained: Source) -> tuple[Source, Source]:
    """Baseline and trained of one evaluation."""
    return baseline_of([source for source in inside if source is not trained], trained), trained


def _asked(inside: Sequence[Source], run: Path | None) -> tuple[Source, Source] | None:
    """The two that the evaluation itself was asked to compare, if it was and no run is named."""
    asked = ((other, one) for one in inside for other in inside if one.against == other.policy)
    return None if run else next(asked, None)


def trained_of(sources: Sequence[Source], run: Path | None = None) -> Source:
    """The policy that was trained, that of `run` before all others.

    What went through most trainings comes first (GRPO before the warm start that it began with),
    among equals the last one. Where none was trained it is a model of unknown origin, or else
    whatever is not the baseline.
    """
    if run is not None:
        made = [s for s in sources if s.is_trained and s.run and s.run.resolve() == run.resolve()]
        sources = made or sources
    ranked = sorted(sources, key=_trained_rank)
    if _trained_rank(ranked[-1]) > 0 or len(ranked) == 1:
        return ranked[-1]
    baseline = baseline_of(sources)
    return [source for source in sources if source is not baseline][-1]


def baseline_of(sources: Sequence[Source], trained: Source | None = None) -> Source:
    """What a trained policy is measured against.

    `scripted`, else other rules, else what its training began with, else the least trained.
    """
    start = trained.start if trained else None
    return min(sources, key=lambda source: _baseline_rank(source, start))


def _trained_rank(source: Source) -> int:
    if source.trainings is not None:
        return 1 + source.trainings if source.trainings else 0
    return 1 if source.origin == "model" else 0


def _baseline_rank(source: Source, start: Path | None) -> tuple[int, int, int]:
    if source.origin == "rules":
        return 0, source.spec != "scripted", 0
    return 1, start is None or source.weights != start, source.trainings or 0
