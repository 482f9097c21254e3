"""What the screens need from outside `tui`, as protocols and paths that `majordomo/` fills in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.comparison import Comparisons
    from tui.forgetting import Forgetter
    from tui.rehearsal import Rehearser


@dataclass(frozen=True, slots=True)
class Services:
    """A screen whose service is missing says so, and how to get it."""

    runs: Path | None = None
    """The folder of run folders."""
    config: Path | None = None
    """The settings file, whether there is one yet or not."""
    comparisons: Callable[[], Comparisons] | None = None
    """Makes what compares policies; called in a thread, since it loads what reads evaluations."""
    rehearser: Callable[[], Rehearser] | None = None
    """Makes what rehearses the day; called in a thread, since it loads the simulator."""
    forgetter: Callable[[], Forgetter] | None = None
    """Makes what forgets notes; called in a thread, since it loads what opens databases."""
