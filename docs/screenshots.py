"""Draws the pictures of the README: the sample day in the terminal, as SVG.

Run it from the project's root: `.venv/bin/python docs/screenshots.py`. It needs no network and
touches no files but those in docs/screenshots.
"""

import asyncio
import os
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from textual.pilot import Pilot

from tui.app import MajordomoApp
from tui.screens.workspace import WorkspaceScreen
from tui.session import Session

FOLDER = Path(__file__).parent / "screenshots"
GRACE_S = 0.7
"""A little longer than a card waits before a key decides."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: how large, and which keys lead there; a number waits that many seconds."""

    name: str
    size: tuple[int, int]
    keys: Sequence[str | float] = ()
    theme: str = ""


SHOTS = (
    Shot("workspace", (140, 40), ("f4", "ctrl+down")),
    Shot("approval", (100, 30), ("f4", "ctrl+down")),
    Shot("edit", (100, 30), ("f4", "ctrl+down", GRACE_S, "e", 0.3)),
    Shot("why", (140, 40), ("f2", *["down"] * 4, "w")),
    Shot("step", (120, 36), ("ctrl+t", "up", "space")),
    Shot("narrow", (80, 24)),
    Shot("light", (120, 36), (), "majordomo-light"),
)


async def draw(shot: Shot) -> str:
    """The screen of one shot, as SVG."""
    from assistant.guard import InterruptApprover
    from majordomo.options import Options
    from majordomo.session import open_session

    async with AsyncExitStack() as stack:

        async def opened() -> Session:
            return await stack.enter_async_context(open_session(Options(), InterruptApprover()))

        with tempfile.TemporaryDirectory() as home:
            os.environ["MAJORDOMO_HOME"] = home
            app = MajordomoApp(opened, Path(home, "sessions"), lambda text: None)
            async with app.run_test(size=shot.size) as pilot:
                await _until_it_asks(app, pilot)
                if shot.theme:
                    app.theme = shot.theme
                for key in shot.keys:
                    await (pilot.pause(key) if isinstance(key, float) else pilot.press(key))
                await pilot.pause(0.5)
                return app.export_screenshot(title="Majordomo", simplify=True)


async def _until_it_asks(app: MajordomoApp, pilot: Pilot[int]) -> None:
    for _ in range(600):
        await pilot.pause(0.1)
        screen = app.screen
        if isinstance(screen, WorkspaceScreen) and screen.turns.phase not in {"idle", "working"}:
            return
    raise TimeoutError("the sample day never asked for anything")


def main() -> None:
    """Draw them all."""
    FOLDER.mkdir(exist_ok=True)
    for shot in SHOTS:
        svg = asyncio.run(draw(shot))
        (FOLDER / f"{shot.name}.svg").write_text(svg, "utf-8")


if __name__ == "__main__":
    main()
