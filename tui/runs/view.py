"""A run as a person looks at it: its state in a word, how far it is, its curves, what to worry at.

All of it is worked out from the folder. Nothing in there says that a trainer was killed, so the
state of a run that did not write its end rests on how fresh its last news is, and says so.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from training.runs import CHECKPOINTS, EVENTS_FILE, RUN_FILE
from tui.runs.course import Best, Course, instant
from tui.runs.files import Row, Tail, about_of, changed_at, read_object, section
from tui.runs.measures import Measure, measures_of
from tui.runs.played import Played, Player
from tui.runs.progress import Progress, progress_of
from tui.runs.words import size, span

State = Literal["running", "done", "stopped", "failed", "unreadable"]

EPISODES_FILE = "episodes.jsonl"
RESULTS_FILE = "results.json"

_WATCHED = (
    RUN_FILE, EVENTS_FILE, "completions.jsonl", EPISODES_FILE, "states.jsonl", "examples.jsonl",
    CHECKPOINTS, "best", "last", "start",
)  # fmt: skip
"""Whatever in a run folder changes is news."""

QUIET_S, QUIET_GAPS = 120.0, 4
"""Without news for so long, or for so many of its longest steps, a run is no longer "updated"."""

GONE_S, GONE_GAPS = 1800.0, 8
"""And for so long it is taken to have stopped."""

COPIED_S = 60.0
"""`run.json` is written before the first event; if it is so much younger, the folder is a copy."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A measure over the steps."""

    name: str
    points: tuple[float, ...]
    best: Best
    is_lowest_best: bool = False

    @property
    def value(self) -> float:
        """The last one."""
        return self.points[-1]

    @property
    def drawn(self) -> tuple[float, ...]:
        """The points for a small picture: a loss that falls a hundredfold by its logarithm."""
        finite = [point for point in self.points if math.isfinite(point)]
        if self.is_lowest_best and finite and 0 < 10 * min(finite) < max(finite):
            return tuple(math.log(point) for point in finite)
        return tuple(finite)


@dataclass(frozen=True, slots=True)
class RunView:
    """One run folder."""

    path: Path
    name: str
    kind: str
    """What was run, in words."""
    state: State
    why: str
    """What the state rests on, in words; empty where the word says it all."""
    seed: int | None
    commit: str
    started: float | None
    """Seconds since 1970, as `updated`."""
    updated: float | None
    progress: Progress
    curves: tuple[Curve, ...]
    """The main one first."""
    measures: tuple[Measure, ...]
    players: tuple[Player, ...]
    """Of an evaluation."""
    notes: tuple[str, ...]
    """What happened on the way: rollbacks, levels, flags."""
    problems: tuple[str, ...]
    """What is wrong with the folder itself."""

    @property
    def main(self) -> float | None:
        """The one figure in the list: reward, grade or exact calls."""
        if self.players:
            return self.players[0].grade
        return self.curves[0].value if self.curves else None

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to worry about, in words."""
        return tuple(f"{m.name}: {m.warning}" for m in self.measures if m.warning)


class RunReader:
    """One run folder that may be growing."""

    def __init__(self, path: Path, name: str) -> None:
        """Read nothing yet; `name` is what the list calls it."""
        self.path = path
        self.name = name
        self.course = Course()
        self.played = Played()
        self.about: Row = {}
        self._problem = ""
        self._events = Tail(path / EVENTS_FILE)
        self._episodes = Tail(path / EPISODES_FILE)
        self._results: Row | None = None
        self._results_at: float | None = None
        self._about_at: float | None = -1.0

    def refresh(self) -> None:
        """Read what is new."""
        at = changed_at(self.path / RUN_FILE)
        if at != self._about_at:
            self._about_at = at
            self.about, self._problem = about_of(self.path)
        read = self._events.read()
        if read.is_anew:
            self.course = Course()
        for row in read.rows:
            self.course.take(row)
        read = self._episodes.read()
        if read.is_anew:
            self.played = Played()
        for row in read.rows:
            self.played.take(row)
        at = changed_at(self.path / RESULTS_FILE)
        if at != self._results_at:
            self._results_at = at
            self._results = read_object(self.path / RESULTS_FILE)

    @property
    def mode(self) -> str:
        """sft, episode, decision, eval; empty where the folder does not say."""
        command = self.about.get("command")
        if command == "grpo":
            mode = section(self.about, "grpo").get("mode")
            return "decision" if mode == "decision" else "episode"
        if isinstance(command, str):
            return command
        # Without its run.json the events still say what they are.
        if self.course.counts.get("policy"):
            return "eval"
        if self.course.counts.get("step"):
            return "episode"
        if "reward" in self.course.curves:
            return "decision"
        return "sft" if self.course.counts.get("train") else ""

    def view(self, now: float) -> RunView:
        """The run as it is known, `now` in seconds since 1970."""
        state, why = self._state(now)
        seed = self.about.get("seed")
        started = instant(self.about.get("started"))
        return RunView(
            path=self.path,
            name=self.name,
            kind=_KINDS.get(self.mode, self.mode or "unknown"),
            state=state,
            why=why,
            seed=seed if isinstance(seed, int) else None,
            commit=str(self.about.get("commit") or ""),
            started=self.course.began if started is None else started,
            updated=self._news(now),
            progress=self._progress(state),
            curves=self._curves(),
            measures=measures_of(self.course, section(self.about, "grpo")),
            players=tuple(self.played.players(self.course.policies, self._results)),
            notes=self._notes(),
            problems=self._problems(state),
        )

    # What state it is in

    def _state(self, now: float) -> tuple[State, str]:
        if not self.about and not self.course.last:
            return "unreadable", self._nothing()
        if self.has_ended:
            return self._ended()
        news = self._news(now)
        age = now - news if news is not None else float("inf")
        longest = max(self.course.gaps, default=0.0)
        if age < max(GONE_S, GONE_GAPS * longest):
            begun = "" if self.course.last or self.played.episodes else "no step yet"
            is_quiet = age >= max(QUIET_S, QUIET_GAPS * longest)
            words = [begun, f"no news for {span(age)}" if is_quiet else ""]
            return "running", ", ".join(word for word in words if word)
        if self.mode != "eval" and self.course.step is None:
            return "failed", f"it ended before its first step, {span(age)} ago"
        if self.is_copy:
            return "stopped", f"it did not write its end; a copy, its last news is {span(age)} old"
        return "stopped", f"it did not write its end; no news for {span(age)}"

    @property
    def has_ended(self) -> bool:
        """Whether the folder says that the run came to an end of its own."""
        match self.mode:
            case "eval":
                return self._results is not None
            case "sft":
                # The weights are written once more when all is over.
                return bool(self.course.last) and (self.path / "last").is_dir()
        return self.course.has_ended

    def _ended(self) -> tuple[State, str]:
        reason = self.course.last.get("stopped", {}).get("reason")
        if reason == "collapse":
            rollbacks = self.course.counts.get("rollback", 0)
            return "stopped", f"it stopped itself after {rollbacks} rollbacks: it collapsed"
        progress = self._progress("done")
        short = progress.total and progress.step is not None and progress.step < progress.total
        return "done", "its time was over" if reason == "time" or short else ""

    def _nothing(self) -> str:
        try:
            names = sorted(p.name for p in self.path.iterdir())
        except OSError as error:
            return f"the folder cannot be read: {error.strerror}"
        if not names:
            return "the folder is empty"
        if RUN_FILE in names:
            return self._problem or "nothing was logged"
        return "not a run folder: it has no run.json"

    @property
    def is_copy(self) -> bool:
        """Whether the folder was copied here later, so that the dates of its files say nothing."""
        made = changed_at(self.path / RUN_FILE)
        began = self.course.began
        return made is not None and began is not None and made > began + COPIED_S

    def _news(self, now: float) -> float | None:
        """When anything was last heard of the run."""
        dates = [self.course.updated]
        if not self.is_copy:
            dates += [changed_at(self.path / name) for name in _WATCHED]
        known = [min(date, now) for date in dates if date is not None]
        return max(known, default=None)

    def _progress(self, state: State) -> Progress:
        found = progress_of(self.mode, self.about, self.course, self.played)
        return found if state == "running" else replace(found, left_s=None)

    # What it shows

    def _curves(self) -> tuple[Curve, ...]:
        wanted = {
            "sft": (("validation/exact", "exact calls", False), ("loss", "loss", True)),
            "decision": (
                ("validation/grade", "validation grade", False), ("reward", "reward", False),
            ),
            "episode": (
                ("validation/grade", "validation grade", False), ("grade", "grade", False),
                ("return", "return", False),
            ),
        }.get(self.mode, (("reward", "reward", False), ("loss", "loss", True)))  # fmt: skip
        found = []
        for name, shown, is_lowest in wanted:
            best = self.course.best(name, is_lowest)
            if best is not None:
                points = tuple(self.course.values(name))
                found.append(Curve(shown, points, best, is_lowest))
        return tuple(found)

    def _notes(self) -> tuple[str, ...]:
        last, counts, notes = self.course.last, self.course.counts, []
        if level := last.get("level", last.get("step", {})).get("level"):
            notes.append(f"level {level}")
        if event := last.get("rollback"):
            times = f"{counts['rollback']} times" if counts["rollback"] > 1 else "once"
            notes.append(
                f"rolled back {times}, last at step {event.get('step', '?')}: "
                f"{event.get('reason', 'no reason was written')}"
            )
        flags = last.get("step", {}).get("flags")
        if isinstance(flags, list):
            notes += [f"flag: {flag}" for flag in flags]
        return tuple(notes)

    def _problems(self, state: State) -> tuple[str, ...]:
        found = [self._problem] if self._problem and state != "unreadable" else []
        for tail in (self._events, self._episodes):
            name = tail.path.name
            found += [tail.problem] if tail.problem else []
            if tail.broken:
                lines = "1 line" if tail.broken == 1 else f"{tail.broken} lines"
                found.append(f"{lines} of {name} cannot be read and {_is(tail.broken)} left out")
            if tail.half and state != "running":
                found.append(f"the last line of {name} was cut off while it was written")
            if tail.skipped:
                found.append(f"{name} is long: its first {size(tail.skipped)} are not shown")
        if self._results_at is not None and self._results is None:
            found.append(f"{RESULTS_FILE} cannot be read")
        return tuple(found)


_KINDS = {
    "sft": "warm start", "episode": "GRPO by episode", "decision": "GRPO by decision",
    "eval": "evaluation",
}  # fmt: skip


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def newest_first(views: Sequence[RunView]) -> list[RunView]:
    """What runs comes first, then what began last."""
    return sorted(views, key=lambda v: (v.state != "running", -(v.started or 0.0), v.name))
