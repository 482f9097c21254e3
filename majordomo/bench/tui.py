"""`majordomo bench tui`: the screen's speed and memory, each beside a floor of the same run.

The first frame against the barest Textual app, here; what a long session, an answer that streams
and an hour of use cost is measured by `majordomo.bench.tui_use`, in processes of their own.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.contract.errors import UserError
from majordomo.output import print_json, say

_BARE = """
from textual.app import App
from textual.widgets import Static

class Bare(App):
    def compose(self):
        yield Static("Majordomo")
    def on_mount(self):
        self.call_after_refresh(self.call_after_refresh, self.exit)

Bare().run(headless=True)
"""

_OURS = """
import asyncio, sys
from pathlib import Path
import majordomo.cli
import majordomo.app
from tui.app import MajordomoApp

async def never():
    await asyncio.sleep(3600)

def leave(self):
    self.call_after_refresh(self.call_after_refresh, self.exit)

MajordomoApp.on_ready = leave
MajordomoApp(never, Path(sys.argv[1])).run(headless=True)
heavy = {"torch", "transformers", "chromadb", "trl", "langgraph", "langchain"} & set(sys.modules)
assert not heavy, heavy
"""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured; nothing of what is 0."""

    runs: int = 7
    """Starts of each app."""
    events: int = 10_000
    """Events of the session that is resumed."""
    chunks: int = 200
    """Chunks of the answer that streams while keys are pressed."""
    minutes: int = 60
    """Minutes of use over which memory is followed."""
    window: int = 20
    """Blocks that stay widgets meanwhile: so few that the window is full in the second minute.

    What grows with the events and not with the window then shows in every minute after that, and
    the layout of the window, which is most of what a minute costs, is small. The app itself keeps
    `tui.widgets.conversation.KEPT`.
    """


def bench_tui(extent: Extent, as_json: bool) -> int:
    """Measure and report."""
    report = first_frame(extent.runs)
    sizes = {"resume": extent.events, "stream": extent.chunks, "hour": extent.minutes}
    report |= {name: _in_use(name, size, extent.window) for name, size in sizes.items() if size}
    if as_json:
        print_json(report)
        return 0
    for key, value in report.items():
        facts = value if isinstance(value, dict) else {"": value}
        for name, fact in facts.items():
            points = fact if isinstance(fact, list) else [fact]
            for point in points:
                say(" ".join(f"{key} {name} {_flat(point)}".split()))
    return 0


def first_frame(runs: int) -> dict[str, Any]:
    """From the start of the process to a painted first frame, against the barest Textual app.

    Both are whole processes, without a screen, taken in turn; medians over `runs`.
    """
    bare, ours = [], []
    with TemporaryDirectory() as folder:
        for _ in range(runs):
            bare.append(_process_ms(_BARE, Path(folder)))
            ours.append(_process_ms(_OURS, Path(folder)))
    return {
        "first_frame_ms": round(statistics.median(ours)),
        "bare_textual_ms": round(statistics.median(bare)),
        "ratio": round(statistics.median(ours) / statistics.median(bare), 2),
        "runs": runs,
    }


def _in_use(what: str, size: int, window: int) -> dict[str, Any]:
    """One measurement of the screen in use, with a data folder of its own.

    Raises:
        UserError: it could not be measured; says why.
    """
    command = [sys.executable, "-m", "majordomo.bench.tui_use", what, str(size)]
    command += ["--window", str(window)]
    with TemporaryDirectory() as folder:
        env = {**os.environ, "MAJORDOMO_HOME": folder}
        done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise UserError(f"{what} could not be measured: {last}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _flat(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(f"{key} {fact}" for key, fact in value.items())
    return str(value)


def _process_ms(code: str, folder: Path) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True, capture_output=True)
    return (time.perf_counter() - start) * 1000
