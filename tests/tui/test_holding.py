"""What cannot be undone can be held for some seconds after the person's word, and taken back."""

from pathlib import Path

import pytest

from tests.tui.driving import Driver, let_pass, running
from tests.tui.sessions import DRAFT, REPLY, ROUTE_EMAIL, DeskSession
from tui.screens.edit import EditScreen
from tui.services import Services


@pytest.fixture
def services(tmp_path: Path) -> Services:
    path = tmp_path / "config.toml"
    path.write_text("[sending]\nhold_s = 10\n")
    return Services(config=path)


async def allow(d: Driver) -> None:
    await d.until_asked()
    await d.focus_card()
    await d.press("a", "y")
    await d.until(lambda: "Will be done in 10 s" in d.painted())


async def test_it_is_done_when_the_time_has_passed(folder: Path, services: Services):
    session = DeskSession([ROUTE_EMAIL, REPLY])
    async with running(session, folder, services=services) as d:
        await allow(d)
        let_pass(9)
        await d.until(lambda: "Will be done in 1 s" in d.painted())
        assert d.decisions == []
        let_pass(1)
        await d.until_done()
        assert d.decisions == ["accept"]
        assert session.desk.mails["e1"].replied


@pytest.mark.parametrize("key", ["z", "d", "enter", "y", "a", "escape"])
async def test_any_key_on_the_card_takes_it_back(folder: Path, services: Services, key: str):
    async with running(DeskSession([ROUTE_EMAIL, REPLY]), folder, services=services) as d:
        await allow(d)
        await d.press(key)
        await d.until(lambda: "Taken back" in d.toasts)
        let_pass(60)
        await d.pilot.pause(0.3)
        assert "accept" not in d.decisions
        assert not d.session.desk.mails["e1"].replied


async def test_undo_takes_it_back_from_elsewhere(folder: Path, services: Services):
    async with running(DeskSession([ROUTE_EMAIL, REPLY]), folder, services=services) as d:
        await allow(d)
        d.workspace.prompt.area.focus()
        await d.type("/undo")
        await d.press("enter")
        await d.until(lambda: "Taken back" in d.toasts)
        let_pass(60)
        await d.pilot.pause(0.3)
        assert d.decisions == []
        assert d.card.seconds_left == 0


async def test_who_leaves_meanwhile_has_sent_nothing(folder: Path, services: Services):
    session = DeskSession([ROUTE_EMAIL, REPLY])
    async with running(session, folder, services=services) as d:
        await allow(d)
    let_pass(60)
    assert session.answers == []
    assert not session.desk.mails["e1"].replied


async def test_an_edited_message_is_held_too(folder: Path, services: Services):
    async with running(DeskSession([ROUTE_EMAIL, REPLY]), folder, services=services) as d:
        await d.until_asked()
        await d.focus_card()
        await d.press("e")
        await d.until(lambda: isinstance(d.app.screen, EditScreen))
        await d.press("X", "ctrl+s")
        await d.until(lambda: "Will be done in 10 s" in d.painted())
        assert d.decisions == []
        let_pass(10)
        await d.until_done()
        assert d.decisions == ["edit"]


async def test_what_can_be_undone_and_a_no_are_not_held(folder: Path, services: Services):
    async with running(DeskSession([ROUTE_EMAIL, REPLY]), folder, services=services) as d:
        await d.until_asked()
        await d.focus_card()
        await d.press("d")
        await d.until(lambda: d.decisions == ["response"])
    async with running(DeskSession([ROUTE_EMAIL, DRAFT]), folder / "2", services=services) as d:
        await d.until_asked()
        await d.focus_card()
        await d.press("a")
        await d.until(lambda: d.decisions == ["accept"])
