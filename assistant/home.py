"""Where Majordomo keeps its own data: one folder, named by MAJORDOMO_HOME or the platform."""

import os
from pathlib import Path

from platformdirs import user_data_path


def home() -> Path:
    """The data folder, created on first use.

    Raises:
        OSError: it cannot be created.
    """
    path = location()
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def location() -> Path:
    """Where the data folder is, or would be: looking creates nothing."""
    return Path(os.environ.get("MAJORDOMO_HOME") or user_data_path("majordomo", appauthor=False))
