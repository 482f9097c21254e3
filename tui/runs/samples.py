"""Sampled rollouts of a run, as rows of a table: what was tried, where, and what it was worth.

A decision's completions that are the same call are one row, so that a group without spread looks
like one.
"""

import json
import re
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from tui.runs.course import Course, figure
from tui.runs.files import Row, Tail
from tui.runs.view import EPISODES_FILE
from tui.runs.words import number, size

COMPLETIONS_FILE = "completions.jsonl"

NEWEST_BYTES = 2 * 2**20
"""Of a file of rollouts that is read when it is opened: its end."""

MOST_ROWS = 8000
"""Lines that are kept while a run is followed."""

_COMPARISON = re.compile(r"(reward|grade|step|vs)(<=|>=|<|>|=)(-?\d+(?:\.\d+)?)$")


@dataclass(frozen=True, slots=True)
class Sample:
    """One row: a rollout, a call that several completions made, or an agent's share."""

    key: str
    """The same for the same row after the file has grown."""
    first: str
    """Step, or who played."""
    scenario: str
    reward: float | None
    against_group: float | None
    """Advantage where it was logged, else the reward less the mean of its group."""
    call: str
    step: int | None = None
    times: int = 1
    mark: str = ""
    """What is odd about it, in a word."""
    row: Row | None = None
    group: tuple[Row, ...] = ()

    @property
    def words(self) -> str:
        """What a filter looks at."""
        return f"{self.first} {self.scenario} {self.call} {self.mark}".casefold()


@dataclass(frozen=True, slots=True)
class Head:
    """What the columns are called."""

    first: str
    scenario: str
    reward: str
    against_group: str
    call: str


HEADS = {
    "sft": Head("step", "agent", "exact", "", "over the validations"),
    "eval": Head("policy", "day", "grade", "", "what was played"),
}


class Samples:
    """The rollouts of one run, newest first, of a file that may be growing."""

    def __init__(self, path: Path, mode: str) -> None:
        """Read nothing yet; `mode` is the run's."""
        self.path = path
        self.mode = mode
        self.rows: list[Sample] = []
        name = EPISODES_FILE if mode == "eval" else COMPLETIONS_FILE
        self._tail = Tail(path / name, NEWEST_BYTES)
        self._lines: deque[Row] = deque(maxlen=MOST_ROWS)
        self._checked = -1

    def refresh(self, course: Course) -> bool:
        """Read what is new; whether the rows are others now."""
        if self.mode == "sft":
            checks = course.counts.get("validation", 0)
            is_new = checks != self._checked
            self._checked = checks
            self.rows = _agents(course) if is_new else self.rows
            return is_new
        read = self._tail.read()
        if read.is_anew:
            self._lines.clear()
        if not read.rows and not read.is_anew:
            return False
        self._lines.extend(read.rows)
        self.rows = _rows(list(self._lines), self.mode, self.is_cut)
        return True

    @property
    def head(self) -> Head:
        """What the columns are called; the comparison has no name where nothing was compared."""
        if self.mode in HEADS:
            return HEADS[self.mode]
        known = [row for row in self.rows if row.against_group is not None]
        is_logged = any("advantage" in (row.row or {}) for row in known)
        against = ("advantage" if is_logged else "vs group") if known else ""
        return Head("step", "scenario", "reward", against, "first call")

    @property
    def is_cut(self) -> bool:
        """Whether older rollouts are left out."""
        return bool(self._tail.skipped) or len(self._lines) == MOST_ROWS

    @property
    def note(self) -> str:
        """What is not shown, and what cannot be read."""
        if self._tail.problem:
            return self._tail.problem
        found = []
        if self.is_cut:
            older = f" ({size(self._tail.skipped)})" if self._tail.skipped else ""
            found.append(f"older ones{older} are not shown")
        if self._tail.broken:
            lines = "line" if self._tail.broken == 1 else "lines"
            found.append(f"{self._tail.broken} {lines} cannot be read")
        return " · ".join(found)

    @property
    def nothing(self) -> str:
        """Why there is no row."""
        match self.mode:
            case "sft":
                return "The first validation is still to come."
            case "eval":
                return "No episode was played yet."
        return "No rollout was written down yet."


def matcher(query: str) -> Callable[[Sample], bool]:
    """Whether a row has all words of a filter; `reward<0` and `step=12` compare figures."""
    tests: list[Callable[[Sample], bool]] = []
    for word in query.casefold().split():
        found = _COMPARISON.match(word)
        tests.append(_compares(*found.groups()) if found else _holds(word))
    return lambda sample: all(test(sample) for test in tests)


def _holds(word: str) -> Callable[[Sample], bool]:
    return lambda sample: word in sample.words


def _compares(name: str, sign: str, bound: str) -> Callable[[Sample], bool]:
    limit = float(bound)

    def test(sample: Sample) -> bool:
        value = {"step": sample.step, "vs": sample.against_group}.get(name, sample.reward)
        if value is None:
            return False
        if sign == "=":
            return abs(value - limit) < 0.005
        bigger, equal = value > limit, value == limit
        return (equal and "=" in sign) or (bigger if ">" in sign else not bigger and not equal)

    return test


def said_call(tool: Any, args: Any) -> str:
    """A call in one line; no tool is a call that could not be read."""
    if not tool:
        return "no call that can be read"
    if not isinstance(args, dict):
        return f"{tool}({args})" if args else f"{tool}()"
    # Nearly every call has an item, so that its name would only take room.
    said = [_flat(v) if k == "item_id" else f"{k}={_flat(v)}" for k, v in args.items()]
    return f"{tool}({', '.join(said)})"


def _flat(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else json.dumps(value, default=str)


def _rows(lines: Sequence[Row], mode: str, is_cut: bool) -> list[Sample]:
    if mode == "eval":
        return [_episode(line) for line in reversed(lines)]
    groups: dict[tuple[str, ...], list[Row]] = {}
    for number_, line in enumerate(lines):
        if "decision" in line:
            names = ("step", "day", "decision", "agent", "item_id")
            key = tuple(str(line.get(name, "")) for name in names)
        else:
            key = ("episode", str(line.get("step", "")), str(number_))
        groups.setdefault(key, []).append(line)
    found = [_samples(key, group) for key, group in groups.items()]
    if is_cut and found and "decision" in groups[next(iter(groups))][0]:
        found = found[1:]  # The group at the cut is not whole, and its mean would be wrong.
    found.sort(key=lambda samples: -(samples[0].step or 0))
    return [sample for samples in found for sample in samples]


def _samples(key: tuple[str, ...], group: Sequence[Row]) -> list[Sample]:
    """The rows of one group, the best first."""
    if "actions" in group[0]:
        return [_rollout(row) for row in group]
    rewards = [value for row in group if (value := figure(row.get("reward"))) is not None]
    mean = fmean(rewards) if len(rewards) > 1 else None
    same: dict[str, list[Row]] = {}
    for row in group:
        made = [row.get(name) for name in ("tool", "args", "status", "reward", "advantage")]
        same.setdefault(json.dumps(made, sort_keys=True, default=str), []).append(row)
    found = [_call(f"{key}{made}", rows, mean, group) for made, rows in same.items()]
    return sorted(found, key=lambda s: -(s.reward if s.reward is not None else float("inf")))


def _call(key: str, rows: Sequence[Row], mean: float | None, group: Sequence[Row]) -> Sample:
    row = rows[0]
    reward, advantage = figure(row.get("reward")), figure(row.get("advantage"))
    if advantage is None and reward is not None and mean is not None:
        advantage = reward - mean
    status = str(row.get("status", ""))
    return Sample(
        key=key,
        first=str(row.get("step", "")),
        scenario=str(row.get("day", "")),
        reward=reward,
        against_group=advantage,
        call=said_call(row.get("tool"), row.get("args")),
        step=_whole(row.get("step")),
        times=len(rows),
        mark="" if status in {"ok", "asked"} else status,
        row=row,
        group=tuple(group),
    )


def _rollout(row: Row) -> Sample:
    actions = row.get("actions")
    first = actions[0] if isinstance(actions, list) and actions else {}
    first = first if isinstance(first, dict) else {}
    flags = row.get("flags")
    count = len(flags) if isinstance(flags, list) else 0
    lost = str(row.get("lost") or "")
    return Sample(
        key=json.dumps([row.get(n) for n in ("step", "day", "seed", "variation", "return")])
        + str(len(str(actions))),
        first=str(row.get("step", "")),
        scenario=str(row.get("day", "")),
        reward=None if lost else figure(row.get("return")),
        against_group=figure(row.get("advantage")),
        call=said_call(first.get("tool"), first.get("args")) if first else "no call was made",
        step=_whole(row.get("step")),
        mark="lost" if lost else f"{count} flag{'s' * (count > 1)}" if count else "",
        row=row,
    )


def _episode(row: Row) -> Sample:
    facts = [f"{row.get('decisions', 0)} calls"]
    for name in ("invalid", "inversions", "harm", "asks"):
        if row.get(name):
            facts.append(f"{row[name]} {name}")
    lost = str(row.get("lost") or "")
    kind = str(row.get("kind", ""))
    return Sample(
        key=json.dumps([row.get(n) for n in ("policy", "kind", "day", "seed", "changes")]),
        first=str(row.get("policy", "")),
        scenario=str(row.get("day", "")),
        reward=None if lost else figure(row.get("grade")),
        against_group=None,
        call=" · ".join(facts if kind == "day" else [kind, *facts]),
        mark="lost" if lost else "",
        row=row,
    )


def _agents(course: Course) -> list[Sample]:
    """What the last validation says of each agent."""
    event = course.last.get("validation", {})
    shares = event.get("by_agent")
    if not isinstance(shares, dict):
        return []
    step = _whole(event.get("step"))
    return [
        Sample(
            key=str(agent),
            first=str(event.get("step", "")),
            scenario=str(agent),
            reward=figure(share),
            against_group=None,
            call=", ".join(number(value) for value in course.agents.get(str(agent), ())),
            step=step,
        )
        for agent, share in shares.items()
    ]


def _whole(value: Any) -> int | None:
    found = figure(value)
    return int(found) if found is not None and abs(found) < 1e15 else None
