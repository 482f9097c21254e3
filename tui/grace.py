"""How long a window or a card must have had the focus before a key or a click is meant for it."""

import time
from collections.abc import Callable

GRACE_S = 0.5

clock: Callable[[], float] = time.monotonic
"""Seconds; a name of its own so that a test can let time pass."""


def has_passed(since: float | None) -> bool:
    """Whether the focus came long enough ago; None where it never came."""
    return since is not None and clock() - since >= GRACE_S
