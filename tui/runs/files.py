"""The files of a run folder, read while somebody else writes them.

A line is read once, when it is whole; what cannot be read is counted and said, never raised.
"""

import json
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.contract.errors import UserError
from training.runs import EVENTS_FILE, RUN_FILE, RunFolder

Row = dict[str, Any]

MOST_BYTES = 16 * 2**20
"""Of a file that is read at once; of a longer one the end."""

DEPTH = 3
"""Folders below the first one in which runs are looked for: `runs/grpo/seed0`."""

MOST_FOLDERS = 2000
"""Folders that are looked into, so that a whole disk is not read by mistake."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a file held that was not read before."""

    rows: list[Row]
    is_anew: bool
    """The file was replaced or cut: what was read before is no longer in it."""


class Tail:
    """A file of JSON lines that grows."""

    def __init__(self, path: Path, most: int = MOST_BYTES) -> None:
        """Begin before the first line, or `most` bytes before the end."""
        self.path = path
        self.skipped = 0
        """Bytes at the beginning that are left out."""
        self.broken = 0
        """Lines that are no JSON object."""
        self.half = 0
        """Bytes of a last line that is not whole (yet)."""
        self.problem = ""
        """Why the file cannot be read, if it cannot."""
        self._most = most
        self._file: tuple[int, int] | None = None
        self._at = 0

    def read(self) -> Read:
        """The lines that are whole now and were not before."""
        self.problem = ""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return self._begin(None)
        except OSError as error:
            self.problem = f"{self.path.name} cannot be read: {error.strerror}"
            return Read([], False)
        if not stat.S_ISREG(found.st_mode):
            self.problem = f"{self.path.name} is no file"
            return self._begin(None)
        try:
            return self._read(found)
        except OSError as error:
            self.problem = f"{self.path.name} cannot be read: {error.strerror}"
            return Read([], False)

    def _read(self, found: os.stat_result) -> Read:
        key = (found.st_dev, found.st_ino)
        is_anew = False
        if key != self._file or found.st_size < self._at:
            is_anew = self._begin(key).is_anew
        if found.st_size == self._at:
            self.half = 0
            return Read([], is_anew)
        with self.path.open("rb") as file:
            if found.st_size - self._at > self._most:
                self.skipped = found.st_size - self._most
                file.seek(self.skipped)
                self.skipped += len(file.readline())
                self._at = self.skipped
            file.seek(self._at)
            data = file.read(self._most)
        end = data.rfind(b"\n") + 1
        self._at += end
        self.half = len(data) - end
        return Read([row for line in data[:end].splitlines() if (row := self._row(line))], is_anew)

    def _begin(self, key: tuple[int, int] | None) -> Read:
        was = self._file
        self._file, self._at = key, 0
        self.skipped = self.broken = self.half = 0
        return Read([], was is not None)

    def _row(self, line: bytes) -> Row | None:
        if not line.strip():
            return None
        try:
            row = json.loads(line.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict) or not row:
            self.broken += 1
            return None
        return row


def about_of(folder: Path) -> tuple[Row, str]:
    """What `run.json` says, and what is wrong with it."""
    path = folder / RUN_FILE
    if not path.exists():
        return {}, f"{RUN_FILE} is missing, so nobody knows what was asked for"
    if not path.is_file():
        return {}, f"{RUN_FILE} is no file"
    try:
        about = RunFolder(folder).about()
    except UserError as error:
        why = error.__cause__ or "it is not an object"
        return {}, f"{RUN_FILE} is damaged ({why})"
    except RecursionError:
        return {}, f"{RUN_FILE} is damaged (it is nested too deeply)"
    return about, ""


def section(about: Row, name: str) -> Row:
    """A section of the recipe in `run.json`, wherever the command put it; empty without one."""
    config = about.get("config")
    if not isinstance(config, dict):
        return {}
    recipe = config.get("recipe", config)
    found = recipe.get(name) if isinstance(recipe, dict) else None
    return found if isinstance(found, dict) else {}


def read_object(path: Path) -> Row | None:
    """The JSON object in a file; None where there is none that can be read."""
    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            return None
        value = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def find_runs(root: Path) -> list[Path]:
    """The run folders in `root`, or `root` itself if it is one; damaged and empty ones as well.

    Raises:
        OSError: `root` cannot be looked into.
    """
    if _is_run(root):
        return [root]
    found: list[Path] = []
    left = [MOST_FOLDERS]
    for folder in _folders(root):
        inside = _inside(folder, DEPTH - 1, left)
        # A folder that holds no run is shown, too: somebody expects one there.
        found += inside or [folder]
    return found


def _inside(folder: Path, depth: int, left: list[int]) -> list[Path]:
    left[0] -= 1
    if _is_run(folder):
        return [folder]
    if depth == 0 or left[0] <= 0:
        return []
    try:
        return [run for each in _folders(folder) for run in _inside(each, depth - 1, left)]
    except OSError:
        return []


def _is_run(folder: Path) -> bool:
    return any(os.path.lexists(folder / name) for name in (RUN_FILE, EVENTS_FILE))


def _folders(folder: Path) -> list[Path]:
    with os.scandir(folder) as entries:
        names = [e.name for e in entries if e.is_dir() and not e.name.startswith(".")]
    return [folder / name for name in sorted(names)]


def changed_at(path: Path) -> float | None:
    """When a file or folder was last changed, in seconds since 1970; None where it is not there."""
    try:
        return path.stat().st_mtime
    except OSError:
        return None
