"""`majordomo compare`, and what the Compare screen reads: two policies on the same days.

Recorded evaluations are read without a model library; what plays anew is imported where it plays.
"""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.contract.errors import UserError
from assistant.files import write_atomic
from assistant.home import home
from majordomo.options import Options
from majordomo.output import print_json, say
from majordomo.recorded import compare_recorded, sources_in
from training.evaluation.episodes import EPISODES_FILE
from tui.comparison import Comparison, Play, Source, baseline_of, trained_of, usual
from tui.comparison_words import as_markdown, number, table

DEPTH = ("*", "*/*")
"""How deep below the folder of runs evaluations are looked for."""

TOLD = 3
"""Days that the command names."""


class RunComparisons:
    """Comparisons from a folder of run folders, and of models on the person's own list."""

    def __init__(self, runs: Path, options: Options | None = None) -> None:
        """Look into `runs`; `options` name the person's files."""
        self._runs = runs
        self._options = options or Options()

    def sources(self) -> Sequence[Source]:
        """The policies of all evaluations in the folder, the newest evaluation first."""
        found = [
            source
            for depth in DEPTH
            for path in self._runs.glob(f"{depth}/{EPISODES_FILE}")
            for source in sources_in(path.parent)
        ]
        return sorted(found, key=lambda source: source.started, reverse=True)

    def read(self, baseline: Source, trained: Source) -> Comparison:
        """Compare two policies as they were recorded."""
        return compare_recorded(baseline, trained)

    def own(self, baseline: str, trained: str, told: Callable[[str], None]) -> Comparison:
        """Let two models handle the person's own list on a copy."""
        from majordomo.compare_own import compare_own

        return compare_own(self._options, baseline, trained, told)

    def export(self, comparison: Comparison) -> Path:
        """Write a page into the data folder."""
        names = f"{comparison.trained}-vs-{comparison.baseline}"
        folder = home() / "exports"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        stamp = time.strftime("%Y%m%d-%H%M%S")
        path = folder / f"compare-{_slug(names)}-{stamp}.md"
        write_atomic(path, as_markdown(comparison).encode(errors="replace"))
        return path


@dataclass(frozen=True, slots=True)
class Asked:
    """What `majordomo compare` is asked for."""

    what: tuple[str, ...]
    """One or two folders of evaluations, or two models; none means the newest evaluation."""
    baseline: str = ""
    """A policy of the first folder."""
    trained: str = ""
    """A policy of the last folder."""
    days: int = 0
    """Held-out days that two models play; 0 means the person's own list, in dry run."""
    level: str = ""
    seed: int = 0
    out: Path | None = None
    runs: Path = Path("runs")
    options: Options = Options()


def run_compare(asked: Asked, as_json: bool) -> int:
    """Compare, and print what came of it."""
    comparison = _compare(asked)
    say(comparison.title)
    for note in comparison.notes:
        say(note)
    for row in table(comparison, 100):
        say("  " + row.text)
    different = comparison.shown(only_different=True)
    same = len(comparison.pairs) - len(different)
    say(f"{comparison.count(len(different))} differ, {same} do not; worst for the second first:")
    for pair in different[:TOLD]:
        change = number(pair.change, sign="+")
        say(f"  {pair.name}: {change} ({_facts(pair.baseline)} → {_facts(pair.trained)})")
    if as_json:
        print_json(asdict(comparison))
    return 0


def _compare(asked: Asked) -> Comparison:
    folders = [Path(value) for value in asked.what if (Path(value) / EPISODES_FILE).is_file()]
    comparisons = RunComparisons(asked.runs, asked.options)
    if len(asked.what) == 2 and not folders:
        return _played(asked, comparisons)
    if len(folders) != len(asked.what) or len(folders) > 2:
        raise UserError(
            "compare wants one or two folders that `majordomo eval --out` has written, or two "
            f"models; got {' '.join(asked.what)[:80]!r}"
        )
    if asked.days:
        raise UserError("--days is for two models; a folder's days were played already")
    if not folders:
        pair = usual(comparisons.sources())
        if pair is None:
            raise UserError(
                f"no evaluation of two policies in {asked.runs}; make one with `majordomo eval "
                "--policy A --policy B --out runs/eval`, or name two models"
            )
        if not asked.baseline and not asked.trained:
            return comparisons.read(*pair)
        folders = list(dict.fromkeys(source.folder for source in pair))
    found = [sources_in(folder) for folder in folders]
    for folder, sources in zip(folders, found, strict=True):
        if not sources:
            raise UserError(f"{folder} does not say which policies have played")
    if len(found) == 1 and len(found[0]) < 2 and not asked.baseline:
        raise UserError(f"{folders[0]} holds one policy only; give a second folder")
    return comparisons.read(*_chosen(found[0], found[-1], asked))


def _chosen(first: Sequence[Source], last: Sequence[Source], asked: Asked) -> tuple[Source, Source]:
    """The two that are asked for; whatever is not named is taken as on the screen."""
    baseline = _named(first, asked.baseline) if asked.baseline else None
    trained = _named(last, asked.trained) if asked.trained else None
    if baseline is None and trained is None and first == last:
        pair = usual(first)
        assert pair is not None, "two policies at least"
        return pair
    if trained is None:
        trained = trained_of([source for source in last if source != baseline] or last)
    if baseline is None:
        baseline = baseline_of([source for source in first if source != trained] or first)
    return baseline, trained


def _named(found: Sequence[Source], name: str) -> Source:
    for source in found:
        if source.policy == name:
            return source
    known = ", ".join(source.policy for source in found) or "none"
    raise UserError(f"there is no policy {name[:40]!r} in that folder; there are {known}")


def _played(asked: Asked, comparisons: RunComparisons) -> Comparison:
    """Let two models play, on held-out days or on the person's list."""
    first, second = asked.what
    if not asked.days:
        return comparisons.own(first, second, say)
    from training.evaluation.evaluate import Plan, evaluate

    name = _slug(f"{first}-{second}-{asked.days}-{asked.level or 'usual'}-{asked.seed}")
    out = asked.out or asked.runs / f"compare-{name}"
    plan = Plan(
        [first, second], out, episodes=asked.days, level=asked.level, seed=asked.seed,
        pairs=[f"{second}-{first}"], resume=True, only_days=True,
    )  # fmt: skip
    evaluate(plan, say)
    say(f"kept in {out}; `majordomo compare {out}` shows it again")
    found = {source.policy: source for source in sources_in(out)}
    return comparisons.read(found[first], found[second])


def _facts(play: Play) -> str:
    return play.ending or number(play.grade)


def _slug(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9.]+", "-", name).strip("-")[:80]
