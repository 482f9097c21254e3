"""Places at which a test can kill the process, to see what a crash there leaves behind.

They do nothing unless `MAJORDOMO_FAILPOINT` names one: `name` kills at its first hit, `name:3` at
its third. A kill, unlike an exception, runs no clean-up, which is what a power cut does.
"""

import os
import signal
import time
from collections import Counter

VARIABLE = "MAJORDOMO_FAILPOINT"

DELAY = "MAJORDOMO_FAILPOINT_DELAY_MS"
"""Makes every boundary take that long, so that a kill from outside can fall between two."""

POINTS = (
    "journal.begin",
    "journal.begun",
    "notes.added",
    "changes.start",
    "changes.folders",
    "changes.half-written",
    "changes.written",
    "changes.replaced",
    "changes.moving",
    "changes.moved",
    "changes.between",
    "journal.finish",
    "journal.finished",
)
"""Every boundary of an effect, in the order in which it is passed."""

UNDO_POINTS = (
    "journal.undo",
    "journal.undoing",
    "changes.half-written",
    "changes.written",
    "changes.reverted",
    "journal.undo-finish",
    "journal.undone",
)
"""Every boundary of an undo."""

_hits: Counter[str] = Counter()


def hit(name: str) -> None:
    """Die here if a test asked for it."""
    if delay_ms := os.environ.get(DELAY):
        time.sleep(int(delay_ms) / 1000)
    wanted, _, nth = os.environ.get(VARIABLE, "").partition(":")
    if wanted != name:
        return
    _hits[name] += 1
    if _hits[name] == int(nth or 1):
        os.kill(os.getpid(), signal.SIGKILL)
