"""The tour: shown once, on the sample day, over the living screen; it decides nothing."""

import re
from pathlib import Path

import pytest

from tests.tui import snapshots
from tests.tui.driving import NARROW, WIDE, Driver, running
from tests.tui.sessions import (
    BOOK,
    FINISH,
    LEAVE,
    REPLY,
    ROUTE_EMAIL,
    ROUTE_MEETING,
    DeskSession,
    day_with_chores,
)
from tui.commands import BY_NAME
from tui.keynames import NAMED, named
from tui.preferences import Preferences
from tui.screens.tour import TourScreen, stops

ASKING = [ROUTE_MEETING, BOOK, ROUTE_EMAIL, REPLY, FINISH]
LOW = (60, 16)


def tour(d: Driver) -> TourScreen:
    assert isinstance(d.app.screen, TourScreen), d.app.screen
    return d.app.screen


async def shown(d: Driver) -> TourScreen:
    await d.until(lambda: tour(d).is_mounted)
    return tour(d)


def seen(folder: Path) -> bool:
    return Preferences(folder / "preferences.json").has_seen_tour


async def test_it_is_shown_on_the_first_sample_day_and_not_again(folder: Path):
    async with running(DeskSession([]), folder, guided=True, autostart=False) as d:
        await shown(d)
        assert not seen(folder)
        await d.press("s")
        await d.until(lambda: d.app.screen is d.workspace and seen(folder))
    async with running(DeskSession([]), folder, guided=True, autostart=False) as d:
        await d.pilot.pause(0.2)
        assert d.app.screen is d.workspace
        await d.type("/tour")
        await d.press("enter")
        await shown(d)


async def test_a_day_of_ones_own_begins_without_it(folder: Path):
    own = DeskSession([], simulated=False)
    async with running(own, folder, guided=True, autostart=False) as d:
        await d.pilot.pause(0.2)
        assert d.app.screen is d.workspace
        d.workspace.run_command("tour")
        await shown(d)
        assert "your own day" in d.painted() and "sample" not in d.painted()


@pytest.mark.parametrize("size", [WIDE, NARROW, LOW])
async def test_every_stop_is_readable_to_its_end(folder: Path, size: tuple[int, int]):
    async with running(
        DeskSession([ROUTE_MEETING, BOOK, LEAVE, FINISH]), folder, size, guided=True,
        on_config=lambda text: None,
    ) as d:  # fmt: skip
        screen = await shown(d)
        for stop in stops(True, False, True):
            assert screen.stop == stop
            text, title = named(d.workspace, stop.text), named(d.workspace, stop.title)
            painted = re.sub(r"[^\w/+.,;:']+", " ", d.painted())
            assert title.split(" ·")[0] in painted
            for word in text.split():
                assert word in painted, stop
            await d.press("enter")
        await d.until(lambda: d.app.screen is d.workspace)
        assert seen(folder)
        assert not d.workspace.query(".aside")
        assert not d.workspace.has_class("show-tasks", "show-knowledge")


async def test_the_assistant_goes_on_and_no_key_of_the_tour_decides(folder: Path):
    session = DeskSession(ASKING)
    async with running(session, folder, guided=True) as d:
        await shown(d)
        await d.until(lambda: d.workspace.turns.pending is not None)
        await d.until_asked()
        await d.wait_out_grace()
        for key in ("a", "y", "A", "e", "d", "r", "l", "tab", "space", "enter", "left", "down"):
            await d.press(key)
        tour(d)
        assert d.decisions == [] and d.workspace.turns.pending is not None
        assert d.workspace.prompt.area.text == ""
        await d.press("f4")
        await d.until(lambda: d.app.screen is d.workspace and d.card.has_focus)
        await d.press("a")
        assert not d.card.is_armed, "the card has the focus for too short a time"
        await d.wait_out_grace()
        await d.press("d")
        await d.until(lambda: d.decisions == ["response"])


async def test_going_back_and_what_was_open_stays_open(folder: Path):
    async with running(DeskSession([]), folder, NARROW, autostart=False) as d:
        await d.press("f2")
        assert d.workspace.has_class("show-tasks")
        focused = d.workspace.focused
        d.workspace.run_command("tour")
        screen = await shown(d)
        await d.press("left", "enter", "enter", "left")
        assert screen.stop.title.startswith("Your list")
        await d.press("enter")
        assert not d.workspace.has_class("show-tasks")
        await d.press("escape")
        await d.until(lambda: d.app.screen is d.workspace)
        assert d.workspace.has_class("show-tasks")
        await d.until(lambda: d.workspace.focused is focused)


def test_what_the_tour_names_exists():
    for has_card in (True, False):
        text = " ".join(stop.title + " " + stop.text for stop in stops(True, has_card, True))
        assert len(set(NAMED.findall(text))) > 10
        text = NAMED.sub("", text)
        assert set(re.findall(r"/(\w+)", text)) <= set(BY_NAME)


@pytest.mark.parametrize(
    ("name", "size", "steps"), [("wide-tour", WIDE, 1), ("narrow-tour", NARROW, 3)]
)
async def test_what_it_looks_like(folder: Path, name: str, size: tuple[int, int], steps: int):
    # Nothing has run, so that no duration is drawn.
    session = DeskSession([], day_with_chores())
    async with running(session, folder, size, guided=True, autostart=False) as d:
        await shown(d)
        for _ in range(steps):
            await d.press("enter")
        for _ in range(5):
            await d.pilot.pause(0.05)
        snapshots.check(d.app, name)
