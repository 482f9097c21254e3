"""What the screens look like: layouts, states and dialogs, each kept as a picture."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.contract.errors import UserError
from tests.tui import snapshots
from tests.tui.driving import MEDIUM, NARROW, TINY, TOO_SMALL, WIDE, Driver, running
from tests.tui.sessions import (
    ASK,
    BOOK,
    FINISH,
    LEAVE,
    REPLY,
    ROUTE_EMAIL,
    ROUTE_MEETING,
    DeskSession,
    day_with_chores,
)
from tui.app import MajordomoApp
from tui.widgets import blocks

ASKING = [ROUTE_MEETING, BOOK, ROUTE_EMAIL, REPLY]


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Steps that always take as long."""
    monkeypatch.setattr(blocks, "_duration", lambda seconds: "3 ms")


def session(calls: Sequence[Any]) -> DeskSession:
    return DeskSession(calls, day_with_chores())


async def settled(d: Driver) -> None:
    """Nothing is left to be painted."""
    for _ in range(5):
        await d.pilot.pause(0.05)


@pytest.mark.parametrize(
    ("name", "size", "keys"),
    [
        ("wide", WIDE, ()),
        ("medium", MEDIUM, ()),
        ("narrow", NARROW, ()),
        ("tiny", TINY, ()),
        ("tiny-armed", TINY, ("f4", "~", "a")),
        ("too-small", TOO_SMALL, ()),
        ("narrow-tasks", NARROW, ("f2", "down", "down")),
        ("narrow-armed", NARROW, ("f4", "~", "a")),
        ("medium-edit", MEDIUM, ("f4", "~", "e", "X")),
        ("medium-why", MEDIUM, ("f2", "w")),
        ("medium-help", MEDIUM, ("f2", "f1")),
        ("wide-step", WIDE, ("ctrl+t", "up", "up", "space")),
        ("narrow-own", NARROW, ("ctrl+o",)),
    ],
)
async def test_the_workspace(folder: Path, name: str, size: tuple[int, int], keys: tuple[str, ...]):
    async with running(session(ASKING), folder, size, on_config=lambda text: None) as d:
        await d.until(lambda: d.workspace.turns.pending is not None)
        for key in keys:
            await (d.wait_out_grace() if key == "~" else d.press(key))
        await settled(d)
        snapshots.check(d.app, name)


async def test_a_question_beside_a_card(folder: Path):
    calls = [ROUTE_MEETING, ASK, ROUTE_EMAIL, REPLY]
    async with running(session(calls), folder, MEDIUM) as d:
        await d.until(lambda: len(d.workspace.deck.cards) == 2)
        await settled(d)
        snapshots.check(d.app, "medium-question")


async def test_an_error(folder: Path):
    failing = session([ROUTE_MEETING, BOOK, LEAVE, FINISH])
    failing.error = UserError("the model at /models/mini cannot be read; run doctor")
    async with running(failing, folder, NARROW) as d:
        await d.until(lambda: d.workspace.turns.phase == "failed")
        await settled(d)
        snapshots.check(d.app, "narrow-error")


async def test_without_colour(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(session(ASKING), folder, NARROW) as d:
        await d.until_asked()
        await settled(d)
        snapshots.check(d.app, "narrow-no-colour")


async def test_a_day_that_cannot_be_opened(folder: Path):
    async def open_session() -> DeskSession:
        raise UserError("todo.txt cannot be read; mend it")

    app = MajordomoApp(open_session, folder)
    async with app.run_test(size=NARROW) as pilot:
        for _ in range(10):
            await pilot.pause(0.05)
        snapshots.check(app, "narrow-not-opened")
