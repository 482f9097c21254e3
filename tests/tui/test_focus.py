"""Where typing goes for who was in another window while the day opened."""

import asyncio
from pathlib import Path

from textual import events

from tests.tui.sessions import DeskSession
from tui.app import MajordomoApp
from tui.screens.workspace import WorkspaceScreen


async def test_who_was_elsewhere_while_the_day_opened_types_into_the_prompt(folder: Path):
    is_open = asyncio.Event()

    async def open_session() -> DeskSession:
        await is_open.wait()
        return DeskSession([])

    app = MajordomoApp(open_session, folder, autostart=False)
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(events.AppBlur())
        await pilot.pause()
        assert not app.app_focus
        is_open.set()
        while not (isinstance(app.screen, WorkspaceScreen) and app.screen.query("#prompt-area")):
            await pilot.pause(0.02)
        await pilot.pause()
        assert app.screen.focused is None
        app.post_message(events.AppFocus())
        await pilot.pause()
        assert app.screen.focused is app.screen.prompt.area
        await pilot.press("h", "i")
        assert app.screen.prompt.area.text == "hi"
