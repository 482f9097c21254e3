"""`majordomo bench tui`: how soon the first frame is there, against the barest Textual app."""

import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

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


def bench_tui(runs: int, as_json: bool) -> int:
    """From the start of the process to a painted first frame, against the barest Textual app.

    Both are whole processes, without a screen, taken in turn; medians over `runs`.
    """
    bare, ours = [], []
    with TemporaryDirectory() as folder:
        for _ in range(runs):
            bare.append(_process_ms(_BARE, Path(folder)))
            ours.append(_process_ms(_OURS, Path(folder)))
    report = {
        "first_frame_ms": round(statistics.median(ours)),
        "bare_textual_ms": round(statistics.median(bare)),
        "ratio": round(statistics.median(ours) / statistics.median(bare), 2),
        "runs": runs,
    }
    if as_json:
        print_json(report)
    else:
        say(", ".join(f"{key} {value}" for key, value in report.items()))
    return 0


def _process_ms(code: str, folder: Path) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True, capture_output=True)
    return (time.perf_counter() - start) * 1000
