"""Drives the app as a person would: keys, waits, and what can be read on the screen."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Static

from tests.tui.sessions import DeskSession, opener
from tui.app import MajordomoApp
from tui.screens.workspace import WorkspaceScreen
from tui.widgets.card import ApprovalCard

_passed = 0.0


def let_pass(seconds: float) -> None:
    """Let time pass for the cards."""
    global _passed
    _passed += seconds


def passed() -> float:
    """The cards' clock: it stands still unless a test lets time pass."""
    return _passed


WIDE, MEDIUM, NARROW, TINY = (140, 40), (100, 30), (80, 24), (40, 12)
TOO_SMALL = (39, 12)


class Driver:
    """The app under test, the session below it and the keys above it."""

    def __init__(self, app: MajordomoApp, pilot: Pilot[int], session: DeskSession) -> None:
        self.app = app
        self.pilot = pilot
        self.session = session

    @property
    def workspace(self) -> WorkspaceScreen:
        screens = [s for s in self.app.screen_stack if isinstance(s, WorkspaceScreen)]
        assert screens, f"no workspace on {self.app.screen_stack}"
        return screens[-1]

    @property
    def card(self) -> ApprovalCard:
        cards = [c for c in self.workspace.deck.cards if isinstance(c, ApprovalCard)]
        assert cards, "no approval card"
        return cards[0]

    @property
    def decisions(self) -> list[str]:
        return [answer["type"] for answer in self.session.answers]

    @property
    def said(self) -> str:
        return "\n".join(block.as_text for block in self.workspace.conversation.blocks)

    @property
    def toasts(self) -> str:
        return "\n".join(n.message for n in self.app._notifications)

    def status(self) -> str:
        return str(self.workspace.query_one("#status", Static).render())

    def painted(self) -> str:
        """Every character on the screen."""
        lines = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text for strip in lines)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        names = {" ": "space", "/": "slash", ":": "colon", ".": "full_stop"}
        await self.press(*(names.get(c, c) for c in text))

    async def until(self, condition: Callable[[], Any], seconds: float = 10) -> None:
        """Wait for a condition; fails with what is on the screen."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            await self.pilot.pause(0.01)
            try:
                if condition():
                    await self.pilot.pause()
                    return
            except AssertionError:
                continue
        raise AssertionError("waited in vain; on the screen:\n" + self.painted())

    async def until_asked(self) -> None:
        await self.until(lambda: self.card.is_mounted and self.card.region.height > 0)

    async def until_done(self) -> None:
        await self.until(lambda: self.workspace.turns.phase in {"idle", "failed", "stopped"})

    async def focus_card(self) -> None:
        """F4, and long enough to be meant."""
        await self.press("f4")
        await self.wait_out_grace()

    async def wait_out_grace(self) -> None:
        """Let so much time pass that the focus of a card counts."""
        let_pass(0.6)


@asynccontextmanager
async def running(
    session: DeskSession, folder: Path, size: tuple[int, int] = MEDIUM, **options: Any
) -> AsyncIterator[Driver]:
    """The app on `session`, opened."""
    app = MajordomoApp(opener(session), folder, **options)
    async with app.run_test(size=size) as pilot:
        driver = Driver(app, pilot, session)
        if size != TOO_SMALL:
            await driver.until(lambda: driver.workspace.is_mounted)
        yield driver
