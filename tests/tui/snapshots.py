"""Compares what is painted with an SVG that is kept; `MAJORDOMO_SNAPSHOTS=update` keeps anew.

Our own twenty lines instead of pytest-textual-snapshot, which needs a pytest older than ours.
"""

import os
import re
from pathlib import Path

from textual.app import App

FOLDER = Path(__file__).parent / "snapshots"


def painted(app: App[int]) -> str:
    """What the app shows, without what differs between two runs of the same."""
    svg = app.export_screenshot(title="Majordomo", simplify=True)
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def check(app: App[int], name: str) -> None:
    """Fail where the screen is not as it was kept; the new picture is left beside the old one."""
    kept, now = FOLDER / f"{name}.svg", painted(app)
    if os.environ.get("MAJORDOMO_SNAPSHOTS") == "update":
        FOLDER.mkdir(exist_ok=True)
        kept.write_text(now, "utf-8")
        return
    assert kept.exists(), f"no snapshot {kept.name}; run with MAJORDOMO_SNAPSHOTS=update"
    if kept.read_text("utf-8") != now:
        new = Path(os.environ.get("TMPDIR", "/tmp")) / f"{name}.new.svg"
        new.write_text(now, "utf-8")
        raise AssertionError(f"the screen differs from {kept}; compare it with {new}")
