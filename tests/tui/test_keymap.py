"""Keys of the person's own: they work, they are shown, and what is wrong with them is said."""

from pathlib import Path

import pytest

from tests.tui.driving import MEDIUM, running
from tests.tui.sessions import REPLY, ROUTE_EMAIL, DeskSession
from tui.keymap import checked, known
from tui.screens.edit import EditScreen
from tui.services import Services

ASKING = [ROUTE_EMAIL, REPLY]


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_every_key_of_the_main_screens_can_be_changed():
    ids = known()
    for name in ("workspace.decide", "card.allow", "tasks.later", "prompt.send", "app.help"):
        assert name in ids, name
    assert ids["conversation.up"].key == "up,k"


def test_keys_can_change_places():
    wanted = {"workspace.tasks": "f3", "workspace.knowledge": "f2"}
    assert checked(wanted) == (wanted, [])


def test_a_key_may_be_written_as_its_character():
    assert checked({"card.deny": "?"}) == ({"card.deny": "question_mark"}, [])


@pytest.mark.parametrize(
    ("name", "key", "words"),
    [
        ("workspace.taks", "f2", "did you mean workspace.tasks?"),
        ("no such thing", "f2", "/settings lists all"),
        ("workspace.tasks", "", "no key is named"),
        ("workspace.tasks", "ctrl+nope", "is no key"),
        ("workspace.tasks", "f3", "f3 is workspace.knowledge (Knowledge) already"),
        ("app.help", "f4", "already"),
        ("workspace.tasks", "f12", "f12 is app.debug (Debug) already"),
        ("card.allow", "d", "d is card.deny (Deny) already"),
        ("card.allow", "j", "already"),
        ("card.allow", "y", "already"),
        ("card.allow", "enter", "pressed in passing"),
        ("card.confirm", "space", "pressed in passing"),
        ("edit.send", "ctrl+j", "pressed in passing"),
        ("edit.send", "x", "taken away from typing"),
        ("app.quit", "q", "taken away from typing"),
        ("prompt.send", "x", "taken away from typing"),
    ],
)
def test_what_cannot_be_used_is_said_and_the_own_key_stays(name: str, key: str, words: str):
    keys, problems = checked({name: key})
    assert keys == {}
    assert len(problems) == 1
    assert problems[0].startswith(f"[keys] {name}: ")
    assert words in problems[0]


def test_one_wrong_key_takes_no_other_with_it():
    keys, problems = checked({"workspace.tasks": "f11", "workspace.knowledge": "f11"})
    assert len(keys) == 1
    assert len(problems) == 1


async def test_a_changed_key_works_and_is_shown(folder: Path, config: Path):
    config.write_text('[keys]\n"workspace.decide" = "ctrl+l"\n"card.allow" = "z"\n')
    session = DeskSession(ASKING)
    async with running(session, folder, MEDIUM, services=Services(config=config)) as d:
        await d.until_asked()
        assert "z once" in d.painted()
        assert "^l Decide" in d.painted()
        await d.press("f4")
        assert d.app.focused is not d.card
        await d.press("ctrl+l")
        await d.wait_out_grace()
        await d.press("a")
        assert not d.card.is_armed
        await d.press("z")
        assert d.card.is_armed
        await d.press("y")
        await d.until_done()
        assert session.desk.mails["e1"].replied


async def test_another_key_than_the_changed_ones_takes_the_second_question_back(
    folder: Path, config: Path
):
    config.write_text('[keys]\n"card.confirm" = "Y"\n')
    async with running(DeskSession(ASKING), folder, services=Services(config=config)) as d:
        await d.until_asked()
        await d.focus_card()
        await d.press("a")
        assert "Press Y to do it" in d.painted()
        await d.press("y")
        assert not d.card.is_armed
        await d.press("Y")
        assert d.decisions == []


async def test_a_wrong_key_is_said_when_the_day_opens(folder: Path, config: Path):
    config.write_text('[keys]\nworkspace.taks = "f2"\n')
    services = Services(config=config)
    async with running(DeskSession([]), folder, services=services, autostart=False) as d:
        await d.until(lambda: "did you mean workspace.tasks?" in d.said)


async def test_the_key_of_a_dialog_can_be_changed(folder: Path, config: Path):
    config.write_text('[keys]\n"edit.send" = "ctrl+y"\n')
    async with running(DeskSession(ASKING), folder, services=Services(config=config)) as d:
        await d.until_asked()
        await d.focus_card()
        await d.press("e")
        await d.until(lambda: isinstance(d.app.screen, EditScreen))
        await d.press("ctrl+s")
        assert d.decisions == []
        await d.press("ctrl+y")
        await d.until_done()
        assert d.decisions == ["edit"]
