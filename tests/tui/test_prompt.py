"""The prompt and the other fields: keys act in the order in which they were pressed."""

from pathlib import Path

import pytest
from textual import events

from tests.tui.driving import Driver, running
from tests.tui.sessions import FINISH, REPLY, ROUTE_EMAIL, DeskSession
from tui.screens.edit import EditScreen
from tui.services import Services


def burst(d: Driver, *keys: str) -> None:
    """Press keys faster than any of them is handled."""
    for key in keys:
        d.app.post_message(events.Key(key, key if len(key) == 1 else None))


@pytest.mark.parametrize(
    ("keys", "sent", "left"),
    [
        ([*"abc", "enter"], "abc", ""),
        ([*"abc", "enter", *"de"], "abc", "de"),
        ([*"abx", "backspace", "c", "enter"], "abc", ""),
        ([*"bc", "home", "a", "enter"], "abc", ""),
        (["a", "ctrl+j", "b", "enter"], "a\nb", ""),
    ],
)
async def test_enter_sends_all_that_was_typed_before_it_and_nothing_after(
    folder: Path, keys: list[str], sent: str, left: str
):
    session = DeskSession([FINISH])
    async with running(session, folder, autostart=False) as d:
        burst(d, *keys)
        await d.until(lambda: len(session.desk.items) > 2)
        await d.until(lambda: d.workspace.prompt.area.text == left)
        assert [i.text for i in session.desk.items.values() if i.source == "you"] == [sent]


async def test_another_key_that_sends_waits_for_the_letters_too(folder: Path, tmp_path: Path):
    config = tmp_path / "config.toml"
    config.write_text('[keys]\n"prompt.send" = "ctrl+y"\n')
    session = DeskSession([FINISH])
    services = Services(config=config)
    async with running(session, folder, autostart=False, services=services) as d:
        burst(d, *"ab", "enter", "c", "ctrl+y")
        await d.until(lambda: len(session.desk.items) > 2)
        assert [i.text for i in session.desk.items.values() if i.source == "you"] == ["ab\nc"]


async def test_what_is_sent_as_edited_holds_the_last_letters(folder: Path):
    session = DeskSession([ROUTE_EMAIL, REPLY])
    async with running(session, folder) as d:
        await d.until_asked()
        await d.focus_card()
        await d.press("e")
        await d.until(lambda: isinstance(d.app.screen, EditScreen) and d.app.focused is not None)
        burst(d, "P", "S", "ctrl+s")
        await d.until(lambda: bool(d.decisions))
        (answer,) = session.answers
        assert answer["type"] == "edit"
        assert isinstance(answer["args"], dict)
        assert answer["args"]["args"]["body"].startswith("PS")
