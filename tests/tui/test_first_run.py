"""The first run asks nothing; "use my own list" writes a file that explains itself."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Input

from assistant.config import load_person, parse_now
from assistant.contract.day import Person
from tests.tui.driving import NARROW, running
from tests.tui.sessions import BOOK, FINISH, LEAVE, ROUTE_MEETING, DeskSession, opener
from tui.app import MajordomoApp
from tui.firstrun import starter_config
from tui.screens.own import OwnListScreen, PickScreen, VisibleTree, problem


async def test_the_first_run_asks_nothing_and_says_that_nothing_is_real(folder: Path):
    session = DeskSession([ROUTE_MEETING, BOOK, LEAVE, FINISH])
    async with running(session, folder, on_config=lambda text: None) as d:
        await d.until_done()
        assert session.desk.items["t1"].status == "done"
        assert "simulated sample day" in d.painted()
        assert "ctrl+o" in d.painted()


async def test_own_files_become_settings_and_the_session_is_opened_anew(
    folder: Path, tmp_path: Path
):
    tasks, notes = tmp_path / "todo.txt", tmp_path / "notes"
    tasks.write_text("Call mum")
    notes.mkdir()
    saved: list[str] = []
    closed: list[bool] = []
    opened: list[DeskSession] = []

    async def open_session() -> DeskSession:
        opened.append(DeskSession([], run_id=f"run-{len(opened)}", simulated=not opened))
        return opened[-1]

    async def close() -> None:
        closed.append(True)

    app = MajordomoApp(open_session, folder, saved.append, close, autostart=False)
    async with app.run_test(size=NARROW) as pilot:
        while not opened or len(app.screen_stack) < 2 or not app.screen.query("#prompt"):
            await pilot.pause(0.02)
        await pilot.press("ctrl+o")
        await pilot.pause(0.1)
        assert isinstance(app.screen, OwnListScreen)
        app.screen.query_one("#own-tasks", Input).value = str(tasks)
        app.screen.query_one("#own-notes", Input).value = str(notes)
        await pilot.pause()
        await pilot.press("ctrl+s")
        while len(opened) < 2:
            await pilot.pause(0.02)
        assert closed == [True]
    table = tomllib.loads(saved[0])
    assert table["files"] == {"tasks": str(tasks), "notes": str(notes)}
    assert closed == [True, True]


async def test_a_path_that_is_wrong_is_said_and_not_saved(folder: Path):
    saved: list[str] = []
    async with running(DeskSession([]), folder, on_config=saved.append, autostart=False) as d:
        await d.press("ctrl+o")
        await d.until(lambda: isinstance(d.app.screen, OwnListScreen))
        await d.press("ctrl+s")
        await d.until(lambda: "one of them is enough" in d.toasts)
        await d.type("/no/such/file")
        await d.until(lambda: "there is no such file" in d.painted())
        await d.press("ctrl+s")
        await d.until(lambda: "Mend the path" in d.toasts)
        assert saved == []


async def test_a_file_can_be_picked_without_typing(folder: Path, tmp_path: Path):
    (tmp_path / "todo.txt").write_text("Call mum")
    async with running(DeskSession([]), folder, on_config=lambda text: None, autostart=False) as d:
        await d.press("ctrl+o")
        await d.until(lambda: isinstance(d.app.screen, OwnListScreen))
        d.app.screen.query_one("#own-tasks", Input).value = str(tmp_path)
        await d.press("ctrl+b")
        await d.until(lambda: isinstance(d.app.screen, PickScreen))
        await d.until(lambda: "todo.txt" in d.painted())
        tree = d.app.screen.query_one(VisibleTree)
        while tree.cursor_node is None or not str(tree.cursor_node.label).startswith("todo"):
            await d.press("down")
        await d.press("s")
        await d.until(lambda: isinstance(d.app.screen, OwnListScreen))
        assert d.app.screen.query_one("#own-tasks", Input).value == str(tmp_path / "todo.txt")


def test_where_it_cannot_be_saved_it_is_not_offered():
    session = DeskSession([])
    app = MajordomoApp(opener(session), Path("unused"))
    assert app._on_config is None


def test_the_starter_settings_are_read_by_the_assistant(tmp_path: Path):
    person = Person("Sam Reyes", "product lead", "Europe/Berlin", email="sam@acme.example")
    path = tmp_path / "config.toml"
    path.write_text(starter_config(tmp_path / "todo.txt", None, None, None, person))
    assert load_person(path, parse_now("2026-03-02T08:00+01:00")) == person


def test_every_setting_has_a_comment_and_what_was_not_chosen_is_shown_unset():
    text = starter_config(Path("/home/sam/todo.txt"), None, None, None)
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if "=" in line and not line.startswith("#"):
            assert lines[number - 1].startswith("#"), line
    assert '# calendar = "…"' in lines
    assert tomllib.loads(text)["files"] == {"tasks": "/home/sam/todo.txt"}


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_any_path_and_name_survives_the_file(name: str):
    text = starter_config(Path("/home", name), None, None, None, Person(name=name))
    table = tomllib.loads(text)
    assert table["person"]["name"] == name
    assert table["files"]["tasks"] == str(Path("/home", name).absolute())


@pytest.mark.parametrize("typed", ["", "  "])
def test_an_empty_path_is_no_problem(typed: str):
    assert problem(typed, False) == ""


def test_each_kind_of_wrong_path_is_named(tmp_path: Path):
    (tmp_path / "f").write_text("x")
    assert problem(str(tmp_path), False) == "this is a folder"
    assert problem(str(tmp_path / "f"), True) == "this is a file; name its folder"
    assert "no such file" in problem("/nope", False)
    for typed in ("~nobody-at-all/x", "a\x00b"):
        assert problem(typed, False) in {"this is no path", "there is no such file or folder"}
