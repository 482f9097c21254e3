"""Draws the pictures of the README: the sample day in the terminal, as SVG and as PNG.

`.venv/bin/python docs/screenshots.py [NAME ...]`, from the project's root. It needs no network,
and touches no files but those in docs/screenshots. The pictures of runs and of a comparison show
the run folders that are there; without any they are left as they are.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cells import draw_cells
from textual._compositor import LayoutUpdate
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from tui.app import MajordomoApp
from tui.screens.workspace import WorkspaceScreen
from tui.services import Services

if TYPE_CHECKING:
    from majordomo.options import Options

FOLDER = Path(__file__).parent / "screenshots"
GRACE_S = 0.7
"""A little longer than a card waits before a key decides."""

PATIENCE_S = 90
"""How long a screen may load."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: how large, and which keys lead there; a number waits that many seconds."""

    name: str
    size: tuple[int, int]
    keys: Sequence[str | float] = ()
    theme: str = ""
    is_own: bool = False
    """Whether it shows a list of the person's own instead of the sample day."""
    gone: Sequence[str] = ()
    """Words that must not be on screen any more: what is loading, or could not be shown."""


TODO = """\
Book a dentist appointment on Thursday at 15:00 for 45 minutes
Remind me to stretch every weekday at 7:30
Renew the passport due:2026-03-06
Buy milk and bread
Remember that the garage closes at 18:00
"""
UNSHOWN = ("Reading", "Loading", "failed:", "There are no", "no evaluation")
CARD = ("f4", "ctrl+down")
SHOTS = (
    Shot("workspace", (140, 40), CARD),
    Shot("approval", (100, 30), CARD),
    Shot("edit", (100, 30), (*CARD, GRACE_S, "e", 0.3)),
    Shot("why", (140, 40), ("f2", *["down"] * 4, "w")),
    Shot("step", (120, 36), ("ctrl+t", "up", "space")),
    Shot("narrow", (80, 24)),
    Shot("light", (120, 36), (), "majordomo-light"),
    Shot("today", (120, 36), ("f7", 1.0)),
    Shot("rehearse", (120, 36), ("f8", 1.0), is_own=True, gone=("Playing", "could not")),
    Shot("compare", (120, 36), ("f5", 1.0), gone=(*UNSHOWN, "played no day")),
    Shot("runs", (120, 36), ("f6", 1.0), gone=UNSHOWN),
    Shot("settings", (120, 36), ("f9", 1.0)),
    Shot("replay", (140, 40), ("ctrl+r", 0.5, "p", 1.0, "end", *["left"] * 2)),
)


async def draw(shot: Shot) -> tuple[str, bytes]:
    """The screen of one shot, as SVG and as PNG."""
    from majordomo.app import RUNS, Opened, comparisons
    from majordomo.options import Options

    with tempfile.TemporaryDirectory() as home:
        os.environ["MAJORDOMO_HOME"] = home
        options = _own_list(Path(home)) if shot.is_own else Options(sample=True)
        opened = Opened(options)
        services = Services(
            runs=RUNS,
            config=Path(home, "config.toml"),
            comparisons=lambda: comparisons(options),
            rehearser=opened.rehearser,
        )
        app = MajordomoApp(
            opened.open,
            Path(home, "sessions"),
            lambda text: None,
            opened.close,
            autostart=not shot.is_own,
            services=services,
        )
        async with app.run_test(size=shot.size) as pilot:
            await _until_ready(app, pilot, shot.is_own)
            if shot.theme:
                app.theme = shot.theme
            for key in shot.keys:
                await (pilot.pause(key) if isinstance(key, float) else pilot.press(key))
            await _until_gone(app, pilot, shot)
            return app.export_screenshot(title="Majordomo", simplify=True), picture(app)


def picture(app: MajordomoApp) -> bytes:
    """What the app shows, as PNG."""
    painted = app.screen._compositor.render_update(
        full=True, screen_stack=app._background_screens, simplify=True
    )
    if not isinstance(painted, LayoutUpdate):
        raise TypeError("the whole screen was to be painted")
    lines = [[segment for strip in line for segment in strip] for line in painted.strips]
    return draw_cells(lines, app.size, app.current_theme.background or "#000000")


def _own_list(folder: Path) -> "Options":
    """A few things to do, as a person keeps them in a file."""
    from majordomo.options import Options

    tasks = folder / "todo.txt"
    tasks.write_text(TODO, "utf-8")
    return Options(tasks=tasks, now="2026-03-03T08:30")


async def _until_ready(app: MajordomoApp, pilot: Pilot[int], is_idle: bool) -> None:
    """Wait until the day asks for something; one that was not begun is ready when it is there."""
    for _ in range(600):
        await pilot.pause(0.1)
        screen = app.screen
        if isinstance(screen, WorkspaceScreen) and (
            is_idle or screen.turns.phase not in {"idle", "working"}
        ):
            return
    raise TimeoutError("the day never asked for anything")


async def _until_gone(app: MajordomoApp, pilot: Pilot[int], shot: Shot) -> None:
    for _ in range(PATIENCE_S):
        await pilot.pause(1.0)
        painted = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        if not any(words in painted for words in shot.gone):
            # What was loaded is painted in several strokes.
            await pilot.pause(3.0 if shot.gone else 0.5)
            return
    raise TimeoutError("it never came to show what it is for")


def main() -> None:
    """Draw them all, or those that are named."""
    TextArea.cursor_blink._default = False
    Input.cursor_blink._default = False
    FOLDER.mkdir(exist_ok=True)
    for shot in SHOTS:
        if sys.argv[1:] and shot.name not in sys.argv[1:]:
            continue
        try:
            svg, png = asyncio.run(draw(shot))
        except TimeoutError as error:
            sys.stderr.write(f"{shot.name} is left as it was: {error}\n")
            continue
        (FOLDER / f"{shot.name}.svg").write_text(svg, "utf-8")
        (FOLDER / f"{shot.name}.png").write_bytes(png)


if __name__ == "__main__":
    main()
