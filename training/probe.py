"""`majordomo probe`: can a model do anything at all here, before training it costs hours?

Reinforcement learning improves what a model does now and then. Where no rollout earns anything,
all of a group are equal, and there is nothing to learn from.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from env_adapter.usual import LEAVING, SETTLING
from scenarios.families import LEVELS, families
from training.errors import TrainingError
from training.evaluation.days import Job
from training.evaluation.episodes import Call, Tally
from training.evaluation.players import Sampling
from training.evaluation.policies import Policy, player_of

ACTING = SETTLING - LEAVING
"""Tools that do something about an item."""

FIRST = 4 * 10**14
"""Seeds of the days that are probed: of train families, and of no run."""

SHOWN = 8
"""Calls of each sort that are shown, of different tools first."""

WIDTH = 160
"""Characters of a call that are shown."""


@dataclass(frozen=True, slots=True)
class Probe:
    """What came of the rollouts."""

    model: str
    episodes: int
    grades: list[float]
    """One per episode that could be played."""
    calls: int
    invalid: int
    acting: int
    """Calls that did something about an item."""
    tools: dict[str, int] = field(default_factory=dict)
    """How often each tool was called, carried out or not; malformed calls are under an empty
    name."""
    good: list[str] = field(default_factory=list)
    """What calls look like that were carried out."""
    bad: list[str] = field(default_factory=list)
    """What calls look like that were not, and why."""

    @property
    def stop(self) -> str:
        """Why there is nothing to train on; empty if there is something."""
        if not self.acting:
            return f"none of {self.calls} calls did anything about an item; start with `train sft`"
        if all(grade <= 0 for grade in self.grades):
            return (
                f"none of {len(self.grades)} days ended better than doing nothing "
                f"(best grade {max(self.grades):.3f}); start with `train sft`"
            )
        return ""

    def as_json(self) -> dict[str, Any]:
        """The values, ready for JSON."""
        return {
            "model": self.model,
            "episodes": self.episodes,
            "grades": self.grades,
            "grade": sum(self.grades) / len(self.grades),
            "calls": self.calls,
            "invalid_rate": self.invalid / max(1, self.calls),
            "acting": self.acting,
            "tools": self.tools,
            "good": self.good,
            "bad": self.bad,
            "stop": self.stop,
        }

    def told(self) -> list[str]:
        """Lines for the terminal."""
        values = self.as_json()
        lines = [
            f"{self.model}: {len(self.grades)} of {self.episodes} days played, zero-shot",
            f"grade {values['grade']:.3f} (from {min(self.grades):.3f} to {max(self.grades):.3f})",
            f"{self.calls} calls, {100 * values['invalid_rate']:.1f} % invalid, {self.acting} did "
            "something about an item",
            "calls: " + ", ".join(f"{tool or 'malformed'} {n}" for tool, n in self.tools.items()),
        ]
        for title, shown in (("carried out", self.good), ("not carried out", self.bad)):
            lines += [f"{title}:", *(f"  {line}" for line in shown)] if shown else []
        return lines


def probe(
    model: str, *, episodes: int = 10, level: str = "easy", seed: int = 0, sampling: Sampling
) -> Probe:
    """Let a model play days of train families without training; local ones are sampled.

    Raises:
        UserError: there is no such model or level, or no day could be played.
    """
    if level not in LEVELS:
        raise TrainingError(f"there is no level {level[:40]!r}; there are {', '.join(LEVELS)}")
    if episodes < 1 or not 0 <= seed < 10**9:
        raise TrainingError("a probe wants at least one episode, and a seed from 0 to 10^9")
    names = families("train")
    jobs = [
        Job("sampled", f"{names[n % len(names)]}:{FIRST + 1000 * seed + n}:{level}")
        for n in range(episodes)
    ]
    tallies: list[Tally] = []
    player_of(Policy(model, model), sampling).play(jobs, lambda job, tally: tallies.append(tally))
    return _summary(model, episodes, [tally for tally in tallies if not tally.lost])


def _summary(model: str, episodes: int, tallies: Sequence[Tally]) -> Probe:
    calls = [call for tally in tallies for call in tally.calls]
    tools = Counter(call.tool for call in calls)
    bad = [_shown(call) for call in calls if not call.is_ok]
    written = [text for tally in tallies for text in tally.written]
    if tools[""] and written:
        # Of an answer that is no call at all, only what was written tells what is wrong.
        bad = [f"wrote {_cut(repr(text))}" for text in written[: SHOWN // 2]] + bad
    return Probe(
        model,
        episodes,
        [round(tally.grade, 6) for tally in tallies],
        len(calls),
        sum(tally.invalid for tally in tallies),
        sum(call.is_ok and call.tool in ACTING for call in calls),
        dict(tools.most_common()),
        _some([_shown(call) for call in calls if call.is_ok]),
        _some(bad),
    )


def _some(lines: Sequence[str]) -> list[str]:
    """A few lines, those of different tools first."""
    seen: Counter[str] = Counter()
    ranked: list[tuple[int, str]] = []
    for line in dict.fromkeys(lines):
        tool = line.partition("(")[0]
        ranked.append((seen[tool], line))
        seen[tool] += 1
    return [line for _, line in sorted(ranked, key=lambda pair: pair[0])][:SHOWN]


def _shown(call: Call) -> str:
    args = ", ".join(f"{key}={value!r}" for key, value in call.args.items())
    line = f"{call.tool or 'malformed'}({args})"
    return _cut(line) if call.is_ok else f"{_cut(line)}: {_cut(call.text)}"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= WIDTH else line[: WIDTH - 1] + "…"
