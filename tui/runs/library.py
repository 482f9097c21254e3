"""All run folders of a place, each with what was read of it so far."""

from dataclasses import dataclass
from pathlib import Path

from tui.runs.files import find_runs
from tui.runs.samples import Sample, Samples
from tui.runs.view import RunReader, RunView, newest_first

HOW_TO = "majordomo train sft --out runs/first"
"""What makes the first run."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at the place found."""

    views: tuple[RunView, ...]
    problem: str = ""
    """Why there is nothing, and what to do."""
    chosen: Path | None = None
    """The run whose rollouts these are."""
    samples: Samples | None = None
    rows: tuple[Sample, ...] = ()


class Library:
    """Reads again only what has changed."""

    def __init__(self, root: Path) -> None:
        """Look into `root`, or at it if it is a run folder itself."""
        self.root = root
        self._readers: dict[Path, RunReader] = {}
        self._samples: Samples | None = None

    def look(self, now: float, chosen: Path | None = None) -> Look:
        """Everything as it is `now`, with the rollouts of `chosen`, or else of the first run."""
        try:
            found = find_runs(self.root)
        except FileNotFoundError:
            return Look((), f"There is no folder {self.root}. Make a run: {HOW_TO}")
        except OSError as error:
            return Look((), f"{self.root} cannot be looked into: {error.strerror}")
        if not found:
            return Look((), f"There is no run in {self.root} yet. Make one: {HOW_TO}")
        self._readers = {
            path: self._readers.get(path) or RunReader(path, self._name(path)) for path in found
        }
        for reader in self._readers.values():
            reader.refresh()
        views = tuple(newest_first([reader.view(now) for reader in self._readers.values()]))
        if chosen not in self._readers:
            chosen = views[0].path
        samples = self._samples_of(self._readers[chosen])
        return Look(views, "", chosen, samples, tuple(samples.rows))

    def _samples_of(self, reader: RunReader) -> Samples:
        samples = self._samples
        if samples is None or (samples.path, samples.mode) != (reader.path, reader.mode):
            samples = self._samples = Samples(reader.path, reader.mode)
        samples.refresh(reader.course)
        return samples

    def _name(self, path: Path) -> str:
        return path.name if path == self.root else path.relative_to(self.root).as_posix()


def evaluation_of(view: RunView, views: tuple[RunView, ...]) -> RunView | None:
    """The newest finished evaluation of a run's policies, or the run itself if it is one."""
    if view.kind == "evaluation":
        return view if view.state == "done" else None
    for other in views:
        if other.state == "done" and any(_is_of(player.spec, view) for player in other.players):
            return other
    return None


def _is_of(spec: str, view: RunView) -> bool:
    """Whether a policy such as `hf:runs/first/best` was made by the run."""
    _, _, place = spec.partition(":")
    if not place:
        return False
    path = Path(place.split("+")[-1])
    if path.name == "start":
        return False  # What a training went out from is not what it made.
    folders = [path, *path.parents[:2]]
    # Written down relative to the folder that the evaluation was started in.
    return any(
        folder == view.path
        or folder.resolve() == view.path.resolve()
        or (folder.parts[-2:] == view.path.parts[-2:] and len(folder.parts) > 1)
        for folder in folders
    )
