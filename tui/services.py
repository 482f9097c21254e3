"""What the screens need from outside `tui`, as protocols and paths that `majordomo/` fills in."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Services:
    """A screen whose service is missing says so, and how to get it."""

    runs: Path | None = None
    """The folder of run folders."""
