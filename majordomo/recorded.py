"""Recorded evaluations as comparisons, with the paired bootstrap that `majordomo eval` uses.

Loads no model library: what was played is read from files.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.contract.errors import UserError
from training.evaluation.days import FIRST, SPAN, Job
from training.evaluation.episodes import EPISODES_FILE, Episode, Traced, read
from training.evaluation.results import Value, mean_of, rate_of
from training.evaluation.statistics import Bootstrap, Ratio
from training.runs import RUN_FILE, RunFolder
from tui.comparison import Better, Comparison, Figure, Pair, Play, Source, Step
from tui.runs.files import read_object
from tui.runs.lineage import run_of, start_of, trainings_of, weights_of
from tui.runs.view import RESULTS_FILE


def sources_in(folder: Path) -> list[Source]:
    """The policies of one evaluation, in the order in which they were named; none elsewhere.

    Raises:
        TrainingError: its `run.json` is damaged.
    """
    if not (folder / RUN_FILE).is_file() or not (folder / EPISODES_FILE).is_file():
        return []
    run = RunFolder(folder)
    about = run.about()
    asked = about.get("config", {}).get("eval", {})
    days = f"{asked.get('episodes', '?')} {asked.get('level', '')} days, seed {about.get('seed')}"
    specs = {event["name"]: str(event.get("spec", "")) for event in run.events("policy")}
    against = _against(folder, list(specs))
    return [
        Source(
            folder, name, spec, days, str(about.get("started", "")), trainings_of(spec, folder),
            run_of(spec, folder), against.get(name, ""), weights_of(spec, folder),
            start_of(spec, folder),
        )
        for name, spec in specs.items()
    ]  # fmt: skip


def _against(folder: Path, names: Sequence[str]) -> dict[str, str]:
    """What the evaluation was asked to compare with what; empty where it compared all with all."""
    results = read_object(folder / RESULTS_FILE) or {}
    asked = results.get("paired") if results.get("all_pairs") is False else None
    known = {f"{one}-{other}": (one, other) for one in names for other in names}
    return dict(known[pair] for pair in reversed(asked or ()) if pair in known)


def compare_recorded(baseline: Source, trained: Source) -> Comparison:
    """Compare two policies on the days that both have played.

    Raises:
        UserError: a file cannot be read, or they have no day in common.
    """
    one, other = _days_of(baseline), _days_of(trained)
    about = RunFolder(trained.folder).about()
    asked, seed = about.get("config", {}).get("eval", {}), int(about.get("seed", 0))
    order = _in_order(one.keys() & other.keys(), asked.get("families", ()))
    if not order:
        raise UserError(
            f"{trained.policy} and {baseline.policy} have played no day in common; evaluate both "
            "with the same --episodes, --level and --seed"
        )
    pairs = [(one[job], other[job]) for job in order]
    return Comparison(
        baseline.policy,
        trained.policy,
        (
            *_doubts(trained),
            f"{len(order)} held-out day{'s' * (len(order) != 1)}",
            f"seed {seed}",
            "judge: rules only",
        ),
        tuple(_figures(pairs, seed, float(asked.get("pass_grade", 0.5)))),
        tuple(Pair(_named(job), _play(one[job]), _play(other[job])) for job in order),
        notes=tuple(_notes(baseline, trained, len(one.keys() ^ other.keys()))),
        second="trained" if trained.is_trained else "other",
    )


def _doubts(trained: Source) -> Iterator[str]:
    """What is to be said where the second policy is none that was trained."""
    if trained.origin == "model":
        yield f"whether {trained.policy} was trained is not known"
    elif not trained.is_trained:
        yield f"{trained.policy} was not trained"


def _days_of(source: Source) -> dict[Job, Episode]:
    return {
        episode.key[1]: episode
        for episode in read(source.folder / EPISODES_FILE)
        if episode.policy == source.policy and episode.kind == "day"
    }


def _in_order(jobs: set[Job], families: Sequence[str]) -> list[Job]:
    """The days in the order of the evaluation, so that its resamples are drawn here, too."""
    places = {name: n for n, name in enumerate(dict.fromkeys(families))}
    return sorted(
        jobs, key=lambda job: (_seed(job), places.get(job.family, len(places)), job.day, job.seed)
    )


def _seed(job: Job) -> int:
    return int(job.day.split(":")[1])


def _named(job: Job) -> str:
    """`calm day 4 · medium`."""
    family, seed, level = job.day.split(":")[:3]
    return f"{family.replace('_', ' ')} {(int(seed) - FIRST) % SPAN} · {level}"


def _play(episode: Episode) -> Play:
    steps = None if episode.calls is None else tuple(_step(call) for call in episode.calls)
    return Play(steps, episode.grade, episode.return_)


def _step(call: Traced) -> Step:
    return Step(
        call.tool, call.status, call.agent, call.item, call.about, call.tier, call.args, call.text,
        call.reward, call.faults,
    )  # fmt: skip


def _notes(baseline: Source, trained: Source, missing: int) -> Iterator[str]:
    if missing:
        yield f"{missing} days that only one of them has played to the end are left out."
    one, other = RunFolder(baseline.folder).about(), RunFolder(trained.folder).about()
    memories = [about.get("config", {}).get("memory", "world") for about in (one, other)]
    if memories[0] != memories[1]:
        yield f"Notes were found by different memories: {memories[0]} and {memories[1]}."
    if one.get("commit") != other.get("commit"):
        yield "They were played by different versions of the program."


def _figures(
    pairs: Sequence[tuple[Episode, Episode]], seed: int, pass_grade: float
) -> Iterator[Figure]:
    bootstrap = Bootstrap(len(pairs), seed)
    one, other = [first for first, _ in pairs], [second for _, second in pairs]

    def mean(name: str, value: Value, better: Better = "", digits: int = 2) -> Figure:
        return figure(bootstrap, name, mean_of(one, value), mean_of(other, value), better, digits)

    def rate(name: str, over: Value, under: Value, better: Better) -> Figure:
        ratios = rate_of(one, over, under), rate_of(other, over, under)
        return figure(bootstrap, name, *ratios, better)

    yield mean("grade", lambda e: e.grade, "higher")
    yield mean("task success", lambda e: e.grade >= pass_grade, "higher")
    yield rate("inversions", lambda e: e.inversions, lambda e: e.chances, "lower")
    yield rate("invalid calls", lambda e: e.invalid, lambda e: e.decisions, "lower")
    yield mean("harm", lambda e: e.harm, "lower")
    yield mean("asked", lambda e: e.asks)
    if all(episode.calls is not None for episode in [*one, *other]):
        yield mean("asked in vain", _asked_in_vain, "lower")
    yield mean("steps", lambda e: e.decisions, digits=1)
    yield mean("tokens", lambda e: e.tokens_in + e.tokens_out, digits=0)


def _asked_in_vain(episode: Episode) -> int:
    calls = episode.calls or ()
    return sum(c.tool == "ask_clarification" and "needless" in c.faults for c in calls)


def figure(
    bootstrap: Bootstrap, name: str, one: Ratio, other: Ratio, better: Better, digits: int = 2
) -> Figure:
    """A metric of the baseline (`one`) and of the trained policy (`other`) on the same days."""
    found = bootstrap.difference(other, one)
    return Figure(name, one.value, other.value, found.mean, found.ci, found.n, better, digits)
