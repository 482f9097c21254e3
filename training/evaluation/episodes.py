"""What is kept of each episode of an evaluation: one line of `episodes.jsonl`, calls included."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from env_adapter.usual import SETTLING
from scenarios.outlook import outlook_of
from training.errors import TrainingError
from training.evaluation.days import Job, Kind, pair_of, scenario_of

EPISODES_FILE = "episodes.jsonl"


@dataclass(frozen=True, slots=True)
class Call:
    """One environment step, as far as evaluations look at it."""

    tool: str
    item_id: str
    is_ok: bool
    """It had its effect."""
    args: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    """What came of it."""
    agent: str = ""
    status: str = ""
    """What came of it, in one word (`assistant.contract.outcome.OutcomeStatus`)."""
    reward: float = 0.0
    faults: tuple[str, ...] = ()
    """What the rules found wrong with it (`training.evaluation.watching.faults_of`)."""


@dataclass(frozen=True, slots=True)
class Traced:
    """One environment step as it is kept: enough to be read where the day cannot be made anew."""

    tool: str = ""
    """Empty where what was written is no call."""
    status: str = ""
    agent: str = ""
    item: str = ""
    """Its id; empty where the call was about none."""
    about: str = ""
    """The item's own words."""
    tier: str = ""
    args: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    reward: float = 0.0
    faults: tuple[str, ...] = ()


@dataclass(slots=True)
class Tally:
    """What a player counts while it plays one episode."""

    grade: float = 0.0
    return_: float = 0.0
    calls: list[Call] = field(default_factory=list)
    rubric: dict[str, float] = field(default_factory=dict)
    """Sum of each rubric node's scores."""
    decisions: int = 0
    invalid: int = 0
    inversions: int = 0
    chances: int = 0
    """Decisions at which an inversion was possible (`training.evaluation.watching`)."""
    lost_slack: int = 0
    """Decisions that cost a personal need its slack, inversions among them (the world's count)."""
    harm: int = 0
    asks: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    """Wall-clock seconds since the episode before this one was over, so that their mean is what
    an episode takes, however many are played at once."""
    is_truncated: bool = False
    lost: str = ""
    """Why it was not played to its end; such an episode counts nowhere."""
    written: list[str] = field(default_factory=list)
    """What a local model wrote, call by call."""


@dataclass(frozen=True, slots=True)
class Episode:
    """One line."""

    policy: str
    kind: Kind
    day: str
    seed: int
    changes: tuple[str, ...] = ()
    grade: float = 0.0
    return_: float = 0.0
    decisions: int = 0
    invalid: int = 0
    inversions: int = 0
    chances: int = 0
    lost_slack: int = 0
    harm: int = 0
    asks: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    is_truncated: bool = False
    is_urgent_personal: bool | None = None
    """Whether the urgent one of the day's pair is the personal one."""
    is_urgent_first: bool | None = None
    """Whether it was settled before the other one; `None` if neither was."""
    rubric: dict[str, float] = field(default_factory=dict)
    lost: str = ""
    calls: tuple[Traced, ...] | None = None
    """Every call in order; `None` in lines from before they were kept."""

    @property
    def key(self) -> tuple[str, Job]:
        """Which episode of which policy this is."""
        return self.policy, Job(self.kind, self.day, self.seed, self.changes)

    @property
    def family(self) -> str:
        """The day's family."""
        return self.day.partition(":")[0]


_COUNTED = (
    "decisions", "invalid", "inversions", "chances", "lost_slack", "harm", "asks", "tokens_in",
    "tokens_out", "is_truncated", "lost",
)  # fmt: skip


def episode_of(policy: str, job: Job, tally: Tally) -> Episode:
    """The line of what was counted."""
    counted = {name: getattr(tally, name) for name in _COUNTED}
    pair = pair_of(scenario_of(job))
    return Episode(
        policy, job.kind, job.day, job.seed, job.changes,
        grade=round(tally.grade, 6), return_=round(tally.return_, 6),
        seconds=round(tally.seconds, 3),
        is_urgent_personal=_is_personal(job, pair), is_urgent_first=_is_first(tally.calls, pair),
        rubric={name: round(score, 6) for name, score in tally.rubric.items()},
        calls=tuple(_traced(job, call) for call in tally.calls), **counted,
    )  # fmt: skip


def _traced(job: Job, call: Call) -> Traced:
    item = outlook_of(scenario_of(job)).items.get(call.item_id)
    about, tier = (item.text, item.tier) if item else ("", "")
    return Traced(
        call.tool, call.status, call.agent, call.item_id, about, tier, call.args, call.text,
        round(call.reward, 6), call.faults,
    )  # fmt: skip


def _is_personal(job: Job, pair: tuple[str, str] | None) -> bool | None:
    return outlook_of(scenario_of(job)).items[pair[0]].tier == "personal" if pair else None


def _is_first(calls: Sequence[Call], pair: tuple[str, str] | None) -> bool | None:
    """Whether the urgent one of the pair was settled first: by calls, not by what was routed."""
    if pair is None:
        return None
    settled = (c.item_id for c in calls if c.is_ok and c.tool in SETTLING and c.item_id in pair)
    first = next(settled, "")
    return first == pair[0] if first else None


def append(path: Path, episodes: Iterable[Episode]) -> None:
    """Add whole lines, on disk when this returns; a line that a crash cut off is ended first."""
    # What a policy wrote may be anything: an object of its own, half of a surrogate pair.
    lines = "".join(
        json.dumps(_as_json(e), ensure_ascii=False, default=str) + "\n" for e in episodes
    )
    with path.open("ab+") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            lines = lines if file.read(1) == b"\n" else "\n" + lines
        file.write(lines.encode(errors="replace"))
        file.flush()
        os.fsync(file.fileno())


def read(path: Path) -> Iterator[Episode]:
    """The episodes that were played to their end; what a crash cut off is left out.

    Raises:
        TrainingError: a line is JSON and no episode.
    """
    if not path.is_file():
        return
    names = {f.name for f in fields(Episode)}
    for number, line in enumerate(path.read_text("utf-8", errors="replace").split("\n"), 1):
        try:
            data = json.loads(line)
        except ValueError:
            continue
        if not isinstance(data, dict) or not {"policy", "day", "grade"} <= data.keys() <= names:
            raise TrainingError(f"{path}, line {number}: not an episode of this version's eval")
        calls = data.get("calls")
        told = None if calls is None else tuple(_told(call) for call in calls)
        episode = Episode(**{**data, "changes": tuple(data.get("changes", ())), "calls": told})
        if not episode.lost:
            yield episode


def _told(data: dict[str, Any]) -> Traced:
    return Traced(**{**data, "faults": tuple(data.get("faults", ()))})


def _as_json(episode: Episode) -> dict[str, Any]:
    """The line's values, empty ones left out; that there was no call is said."""
    kept = _kept(asdict(replace(episode, calls=None)))
    if episode.calls is not None:
        kept["calls"] = [_kept(asdict(call)) for call in episode.calls]
    return kept


def _kept(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "", (), {})}
