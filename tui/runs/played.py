"""What an evaluation has played so far, and what came of it when it was over."""

from dataclasses import dataclass, field
from statistics import fmean

from tui.runs.course import figure, finite
from tui.runs.files import Row

RECENT = 50
"""Episodes from whose time the time that is left is estimated."""


@dataclass(frozen=True, slots=True)
class Player:
    """A policy in an evaluation."""

    name: str
    spec: str
    grade: float | None
    """Mean over its held-out days; None before the first one."""
    interval: tuple[float, float] | None
    """95 %, where the evaluation came to its end."""
    days: int
    played: int
    """Episodes of all kinds: days, their twins, plays with chance."""
    lost: int


@dataclass
class Played:
    """The episodes, each counted once: one that was lost is played again."""

    episodes: dict[tuple[str, ...], float | None] = field(default_factory=dict)
    """Grade by policy, kind, day, seed and changes; None where the episode was lost."""
    seconds: list[float] = field(default_factory=list)

    def take(self, row: Row) -> None:
        """Take up an episode."""
        key = tuple(str(row.get(name, "")) for name in ("policy", "kind", "day", "seed", "changes"))
        self.episodes[key] = None if row.get("lost") else figure(row.get("grade"))
        took = finite(row.get("seconds"))
        if took is not None:
            self.seconds = [*self.seconds[-RECENT + 1 :], took]

    @property
    def count(self) -> int:
        """Episodes that were played to their end."""
        return sum(grade is not None for grade in self.episodes.values())

    def players(self, specs: dict[str, str], results: Row | None) -> list[Player]:
        """All policies; intervals are those that the evaluation itself worked out."""
        names = dict.fromkeys([*specs, *(key[0] for key in self.episodes)])
        return [self._player(name, specs.get(name, ""), results) for name in names]

    def _player(self, name: str, spec: str, results: Row | None) -> Player:
        own = {key: grade for key, grade in self.episodes.items() if key[0] == name}
        days = [grade for key, grade in own.items() if key[1] == "day" and grade is not None]
        said = _grade_of(results, name)
        interval = said.get("ci")
        low_high = [figure(v) for v in interval] if isinstance(interval, list) else []
        known = [v for v in low_high if v is not None]
        return Player(
            name,
            spec,
            fmean(days) if days else figure(said.get("mean")),
            (known[0], known[1]) if len(known) == 2 else None,
            len(days),
            sum(grade is not None for grade in own.values()),
            sum(grade is None for grade in own.values()),
        )


def jobs_of(evaluation: Row, changes: object) -> int | None:
    """Episodes that each policy plays; None where the folder does not say."""
    wanted = ("episodes", "passes", "pass_days", "twin_days")
    found = [finite(evaluation.get(name)) for name in wanted]
    if any(value is None or value < 0 for value in found):
        return None
    episodes, passes, pass_days, twins = (int(value or 0) for value in found)
    again = episodes if isinstance(changes, list) and changes else 0
    return episodes + min(twins, episodes) + passes * min(pass_days, episodes) + again


def _grade_of(results: Row | None, name: str) -> Row:
    """The grade's figures in `results.json`; empty where there are none."""
    found: object = results
    for key in ("policies", name, "grade"):
        found = found.get(key) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}
