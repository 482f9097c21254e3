"""A text that names a key names the one that works: the person's own, where they chose one."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.dom import DOMNode

import tui
from tests.tui.driving import MEDIUM, NARROW, running
from tests.tui.sessions import ASK, ASK_DAY, FINISH, REPLY, ROUTE_EMAIL, ROUTE_MEETING, DeskSession
from tui.commands import COMMANDS
from tui.keymap import known
from tui.keynames import NAMED, _loaded, key_name, keys_of
from tui.screens.help import HelpScreen
from tui.screens.rehearse import RehearseScreen
from tui.screens.tour import TourScreen
from tui.services import Services

KEY = re.compile(r"(?<![\w.{/-])([fF]1?\d|ctrl\+\w+|esc|escape|shift\+\w+)(?![\w}])")
"""A key that no sentence means otherwise."""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def texts() -> Iterator[tuple[str, str]]:
    """Every sentence in the code, with its module: what is no docstring and no binding."""
    for path in sorted(Path(tui.__path__[0]).rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        skipped = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                skipped.add(node.value)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Binding":
                skipped |= {each for each in ast.walk(node) if isinstance(each, ast.Constant)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if node not in skipped and " " in node.value:
                    yield path.stem, node.value


def test_no_text_names_a_key_that_may_have_been_changed():
    found = [(module, text) for module, text in texts() if KEY.search(text)]
    # What a key may be is explained with some that are.
    assert [(module, text) for module, text in found if module != "keymap"] == []
    assert len(list(texts())) > 300


def test_every_key_that_a_text_names_exists():
    ids = known()
    assert {name for _, text in texts() for name in NAMED.findall(text)} <= set(ids)
    assert {command.binding for command in COMMANDS} - {""} <= set(ids)


def test_no_help_names_a_key_of_its_own_that_may_have_been_changed():
    known()
    helped = [kind for kind in set(_loaded(DOMNode)) if "HELP" in vars(kind)]
    assert len(helped) > 15
    for kind in helped:
        own = {
            shown
            for binding in vars(kind).get("BINDINGS", ())
            if binding.id
            for key in binding.key.split(",")
            for shown in (key, {"plus": "+", "minus": "-", "slash": "/"}.get(key, key))
        }
        assert not own & set(re.findall(r"`([^`]+)`", str(vars(kind)["HELP"]))), kind


async def test_a_key_is_named_as_a_person_reads_it(folder: Path, config: Path):
    config.write_text('[keys]\n"card.deny" = "?"\n"workspace.tasks" = "ctrl+l,f11"\n')
    services = Services(config=config)
    async with running(DeskSession(), folder, autostart=False, services=services) as d:
        names = ("card.deny", "workspace.tasks", "workspace.stop", "card.always", "replay.play")
        shown = [key_name(d.workspace, name) for name in names]
        assert shown == ["?", "ctrl+l", "esc", "A", "space"]
        assert keys_of(d.workspace, "workspace.tasks") == ("ctrl+l", "f11")
        assert key_name(d.workspace, "rehearse.all") == "+"


async def test_changed_keys_are_in_every_text_of_the_workspace(folder: Path, config: Path):
    config.write_text(
        '[keys]\n"workspace.decide" = "ctrl+l"\n"workspace.tasks" = "f11"\n"tasks.why" = "W"\n'
        '"workspace.settings" = "ctrl+g"\n"workspace.retry" = "f9"\n"deck.next" = "ctrl+n"\n'
    )
    session = DeskSession([ROUTE_MEETING, ASK, ROUTE_EMAIL, ASK_DAY, FINISH])
    services = Services(config=config)
    async with running(session, folder, (140, 40), services=services, autostart=False) as d:
        assert "f11 to choose an item" in d.painted()
        assert "press W on an item" in d.painted()
        d.workspace.run_command("mine")
        await d.until(lambda: "Choose an item first: f11, then" in d.toasts)
        await d.type("/notifications")
        await d.press("enter")
        await d.until(lambda: "ctrl+g changes it" in d.toasts)
        await d.press("f9")
        await d.until(lambda: len(d.workspace.deck.cards) == 0)
        d.workspace.run_command("all")
        await d.until(lambda: "2 need you (ctrl+l)" in d.status())
        assert "ctrl+n for the next" in d.painted()
        session.error = OSError("the disk is full")
        d.workspace.run_command("do", "t1")
        await d.until(lambda: "f9 tries again, f12 says more" in d.said)


async def test_changed_keys_are_in_the_help_and_in_the_palette(folder: Path, config: Path):
    config.write_text(
        '[keys]\n"workspace.decide" = "ctrl+l"\n"tasks.later" = "N"\n"card.allow" = "z"\n'
        '"app.palette" = "ctrl+n"\n'
    )
    session = DeskSession([ROUTE_EMAIL, REPLY])
    services = Services(config=config)
    async with running(session, folder, MEDIUM, services=services) as d:
        await d.until_asked()
        await d.press("ctrl+l", "f1")
        await d.until(lambda: isinstance(d.app.screen, HelpScreen))
        about = d.app.screen._about  # type: ignore[attr-defined]
        assert "- `z` allows it once" in about and "{" not in about
        assert "by slash or ctrl+n" in _all_of(d.app.screen)
        assert "Go to what waits for your word (ctrl+l)" in _all_of(d.app.screen)
        assert "Not now: the item returns then (N)" in _all_of(d.app.screen)
        await d.press("escape", "ctrl+n")
        await d.type("waits for")
        await d.until(lambda: "Go to what waits for your word (ctrl+l)" in d.painted())


async def test_changed_keys_are_in_the_tour_and_in_dialogs(folder: Path, config: Path):
    config.write_text(
        '[keys]\n"workspace.tasks" = "f11"\n"tasks.mine" = "M"\n"tour.skip" = "x"\n'
        '"edit.send" = "ctrl+y"\n"text.copy" = "Y"\n'
    )
    session = DeskSession([ROUTE_EMAIL, REPLY])
    services = Services(config=config)
    async with running(session, folder, MEDIUM, services=services, autostart=False) as d:
        d.workspace.run_command("tour")
        await d.until(lambda: isinstance(d.app.screen, TourScreen) and d.app.screen.is_mounted)
        await d.until(lambda: "x skips the tour" in d.painted())
        await d.press("enter")
        await d.until(lambda: "Your list · f11" in d.painted())
        assert "M leaves it to you" in _all_of(d.app.screen)
        await d.press("x")
        await d.until(lambda: d.app.screen is d.workspace)
        await d.press("f12")
        await d.until(lambda: "esc to close · Y to copy" in d.painted())


async def test_a_rehearsal_is_applied_by_another_key_than_y(folder: Path, config: Path):
    from tests.tui.test_rehearse import Day

    config.write_text('[keys]\n"rehearse.confirm" = "J"\n"rehearse.back" = "f10"\n')
    day = Day()
    services = Services(config=config, rehearser=lambda: day)
    async with running(DeskSession(), folder, NARROW, services=services, autostart=False) as d:
        await d.press("f8")
        await d.until(lambda: isinstance(d.app.screen, RehearseScreen))
        await d.until(lambda: "2 of 3 chosen" in d.painted())
        await d.wait_out_grace()
        await d.press("a")
        assert "J does it · f10 does not" in " ".join(d.painted().split())
        await d.press("f10")
        assert isinstance(d.app.screen, RehearseScreen), "it took the question back and no more"
        await d.press("a", "y")
        assert day.applied == []
        await d.press("a", "J")
        await d.until(lambda: d.app.screen is d.workspace)
        assert day.applied == [(1, 2)]


def _all_of(screen: DOMNode) -> str:
    from textual.widgets import Static

    return "\n".join(str(each.render()) for each in screen.query(Static))
