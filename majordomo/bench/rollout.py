"""`majordomo bench rollout`: what graph and world cost on top of bare generation.

Episodes are played in lockstep; then, in the same run, the very prompts they led to are generated
in the very same batches, with nothing around them. The difference is the overhead.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from assistant.models import load_model
from assistant.models.generate import Completion
from assistant.models.local import LocalChatModel
from env_adapter.graders import bounds
from env_adapter.world import World
from majordomo.output import print_json, say
from scenarios.families import families
from training.episode import WorldWorkspace, scenario_of
from training.errors import TrainingError
from training.records import DaySpec
from training.rollouts import play_all, seeded

STAGES = ("generate", "render", "read", "environment")
"""What is timed inside a round; `graph` is the rest."""

FIRST_SEED = 6_000_000
"""Days that nothing else plays, so that nothing is kept of them."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured."""

    episodes: int = 32
    """In lockstep."""
    rounds: int = 3
    """Repetitions; medians are reported."""
    level: str = "medium"
    max_new_tokens: int = 64


@dataclass(slots=True)
class _Clock:
    """Wall and CPU seconds of one kind of work."""

    wall_s: float = 0.0
    cpu_s: float = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.wall_s += time.perf_counter() - wall
        self.cpu_s += time.process_time() - cpu


@dataclass(slots=True)
class _Round:
    """One measurement."""

    decisions: int = 0
    whole: _Clock = field(default_factory=_Clock)
    bare: _Clock = field(default_factory=_Clock)
    stages: dict[str, _Clock] = field(default_factory=dict)
    batches: list[list[list[int]]] = field(default_factory=list)


def bench_rollout(model: str, extent: Extent, as_json: bool) -> int:
    """Measure and report."""
    policy = load_model(model)
    if not isinstance(policy, LocalChatModel):
        raise TrainingError(f"{model} has no local weights; give hf:PATH or mini")
    policy.generator.batch_size = max(policy.generator.batch_size, extent.episodes)
    report = measure(policy, extent)
    if as_json:
        print_json(report)
        return 0
    for name, value in report.items():
        say(f"{name} {value}")
    return 0


def measure(policy: LocalChatModel, extent: Extent) -> dict[str, Any]:
    """The numbers of a policy: medians over rounds, each on days of its own."""
    # Nothing that only the first episode pays for is counted.
    _measure(policy, extent, -1)
    rounds = [_measure(policy, extent, number) for number in range(extent.rounds)]

    def median(of: Callable[[_Round], float]) -> float:
        return statistics.median(of(one) for one in rounds)

    stages = {name: round(median(partial(_share, name)), 4) for name in STAGES}
    rest = round(max(0.0, 1 - sum(stages.values())), 4)
    return {
        "episodes": extent.episodes,
        "decisions": sum(one.decisions for one in rounds),
        "graph_decisions_per_s": round(median(lambda r: r.decisions / r.whole.wall_s), 2),
        "bare_decisions_per_s": round(median(lambda r: r.decisions / r.bare.wall_s), 2),
        "overhead": round(median(lambda r: 1 - r.bare.wall_s / r.whole.wall_s), 4),
        "overhead_cpu_ms_per_decision": round(
            median(lambda r: 1000 * (r.whole.cpu_s - r.bare.cpu_s) / r.decisions), 3
        ),
        "stages": {**stages, "graph": rest},
    }


def _share(name: str, one: _Round) -> float:
    return one.stages[name].wall_s / one.whole.wall_s


def _measure(policy: LocalChatModel, extent: Extent, number: int) -> _Round:
    kinds = families("train")
    first = FIRST_SEED + (number + 1) * extent.episodes
    specs = [
        DaySpec(f"{kinds[n % len(kinds)]}:{first + n}:{extent.level}", n, first + n)
        for n in range(extent.episodes)
    ]
    for spec in specs:  # making a day and finding its best plan are no part of playing it
        bounds(scenario_of(spec))
    found = _Round(stages={name: _Clock() for name in STAGES})
    sample = seeded(policy, 1.0, number + 1, extent.max_new_tokens)

    def generate(prompts: list[list[int]]) -> list[Completion]:
        found.batches.append(prompts)
        with found.stages["generate"].running():
            return list(sample(prompts))

    with _timed(found.stages), found.whole.running():
        rollouts = play_all(policy, specs, generate, concurrency=extent.episodes)
    found.decisions = sum(len(rollout.turns) for rollout in rollouts)
    again = seeded(policy, 1.0, number + 1, extent.max_new_tokens)
    with found.bare.running():
        for prompts in found.batches:
            again(prompts)
    return found


@contextmanager
def _timed(stages: dict[str, _Clock]) -> Iterator[None]:
    """Clocks around what the graph calls; whatever they leave is the graph itself."""
    wrapped = [
        (LocalChatModel, "render", stages["render"]),
        (LocalChatModel, "read", stages["read"]),
        (World, "briefing", stages["environment"]),
        (World, "step", stages["environment"]),
        (World, "refuse", stages["environment"]),
        (WorldWorkspace, "_note", stages["environment"]),
    ]
    originals = [(kind, name, getattr(kind, name)) for kind, name, _ in wrapped]
    for kind, name, clock in wrapped:
        setattr(kind, name, _clocked(getattr(kind, name), clock))
    try:
        yield
    finally:
        for kind, name, original in originals:
            setattr(kind, name, original)


def _clocked(function: Callable[..., Any], clock: _Clock) -> Callable[..., Any]:
    def run(*args: Any, **kwargs: Any) -> Any:
        with clock.running():
            return function(*args, **kwargs)

    return run
