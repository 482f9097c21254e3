"""The settings screen: made from the model, checked, and kept without touching anything else."""

from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, OptionList

from assistant.config import Config, load_config
from tests.tui import snapshots
from tests.tui.driving import MEDIUM, NARROW, TINY, Driver, running
from tests.tui.sessions import DeskSession
from tui.screens.ask import AskScreen, ChoiceScreen
from tui.screens.settings import SettingsScreen, rows_of
from tui.services import Services

MINE = """\
# my own words
[screen]
motion = "basic"  # calmer

[limits]
steps = 30
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(MINE)
    return path


async def opened(d: Driver) -> SettingsScreen:
    await d.press("f9")
    await d.until(lambda: isinstance(d.app.screen, SettingsScreen))
    screen = d.app.screen
    assert isinstance(screen, SettingsScreen)
    return screen


async def go_to(d: Driver, table: str, key: str) -> None:
    """Put the cursor on a setting."""
    screen = d.app.screen
    assert isinstance(screen, SettingsScreen)
    await d.until(lambda: screen.row is not None)
    at = next(
        i for i, row in enumerate(screen._rows) if row and (row.table, row.key) == (table, key)
    )
    screen.query_one(OptionList).highlighted = at
    await d.pilot.pause()


def day(config: Path | None, folder: Path, size: Any = MEDIUM) -> Any:
    return running(DeskSession([]), folder, size, services=Services(config=config), autostart=False)


async def test_a_price_is_a_number_and_no_other(config: Path, folder: Path):
    async with day(config, folder) as d:
        await opened(d)
        await go_to(d, "cost", "input_eur")
        for typed, is_kept in (("nan", False), ("cheap", False), ("-1", False), ("0.25", True)):
            await d.press("enter")
            await d.until(lambda: isinstance(d.app.screen, AskScreen))
            d.app.screen.query_one(Input).value = typed
            await d.press("enter")
            if not is_kept:
                await d.until(lambda: isinstance(d.app.screen, AskScreen))
                assert "input_eur" not in config.read_text()
                await d.press("escape")
                await d.until(lambda: isinstance(d.app.screen, SettingsScreen))
        await d.until(lambda: "[cost]\ninput_eur = 0.25\n" in config.read_text())
        assert d.app.settings.config.cost.input_eur == 0.25


def test_every_setting_says_what_it_is_for():
    rows = rows_of(Config())
    tables = {row.table for row in rows}
    assert tables == set(Config.model_fields)
    assert [row for row in rows if not row.comment.strip(" .")] == []
    assert all(row.is_default for row in rows)


async def test_a_setting_is_shown_with_its_comment_and_its_choices(folder: Path, config: Path):
    async with day(config, folder) as d:
        await opened(d)
        await go_to(d, "screen", "motion")
        painted = d.painted()
        for words in ("[screen] motion", "Reduced motion is none", "now: basic", "default: full",
                      "one of: full, basic, none", "at once"):  # fmt: skip
            assert words in painted, words


async def test_a_choice_is_written_and_takes_effect_and_the_rest_of_the_file_stays(
    folder: Path, config: Path
):
    async with day(config, folder) as d:
        await opened(d)
        await go_to(d, "notify", "bell")
        await d.press("enter")
        await d.until(lambda: isinstance(d.app.screen, ChoiceScreen))
        await d.press("down", "enter")
        await d.until(lambda: "bell = false" in config.read_text())
        assert config.read_text() == MINE + "\n[notify]\nbell = false\n"
        await d.until(lambda: not d.app.notifier.config.bell)


async def test_what_is_typed_is_checked_and_asked_again(folder: Path, config: Path):
    async with day(config, folder) as d:
        await opened(d)
        await go_to(d, "limits", "steps")
        await d.press("enter")
        await d.until(lambda: isinstance(d.app.screen, AskScreen))
        await d.press("backspace", "backspace", "x", "enter")
        await d.until(lambda: "'x' is no number" in d.painted())
        assert config.read_text() == MINE
        await d.until(lambda: isinstance(d.app.screen, AskScreen))
        await d.press("backspace", "4", "enter")
        await d.until(lambda: "steps = 4\n" in config.read_text())
        await d.until(lambda: "takes effect at the next start" in d.toasts)


async def test_a_default_is_given_back_by_taking_the_line_out(folder: Path, config: Path):
    async with day(config, folder) as d:
        await opened(d)
        await go_to(d, "limits", "steps")
        await d.press("d")
        await d.until(lambda: "steps" not in config.read_text())
        assert config.read_text() == MINE.replace("steps = 30\n", "")


async def test_a_key_is_changed_at_once_and_a_clash_is_refused(folder: Path, config: Path):
    async with day(config, folder) as d:
        await opened(d)
        await go_to(d, "keys", "workspace.tasks")
        await d.press("enter")
        await d.until(lambda: isinstance(d.app.screen, AskScreen))
        await d.press("f", "3", "enter")
        await d.until(lambda: "f3 is workspace.knowledge" in d.toasts)
        await d.until(lambda: isinstance(d.app.screen, AskScreen))
        await d.press("f", "1", "1", "enter")
        await d.until(lambda: '"workspace.tasks" = "f11"' in config.read_text())
        await d.press("escape", "f11")
        await d.until(lambda: d.workspace.tasks.has_focus)


async def test_a_file_that_is_not_there_is_no_file_of_yours(folder: Path, config: Path):
    async with day(config, folder) as d:
        await opened(d)
        await go_to(d, "files", "tasks")
        await d.press("enter")
        await d.until(lambda: isinstance(d.app.screen, AskScreen))
        await d.type("/none")
        await d.press("enter")
        await d.until(lambda: "there is no such file or folder" in d.painted())
        assert config.read_text() == MINE


async def test_a_file_edited_meanwhile_is_not_overwritten(folder: Path, config: Path):
    async with day(config, folder) as d:
        await opened(d)
        await go_to(d, "limits", "steps")
        config.write_text(MINE + "tokens = 9\n")
        await d.press("d")
        await d.until(lambda: "steps" not in config.read_text())
        assert load_config(config)[0].limits.tokens == 9


async def test_a_file_that_is_no_toml_is_said_and_left_alone(folder: Path, config: Path):
    config.write_text("[screen\n")
    async with day(config, folder) as d:
        await opened(d)
        await d.until(lambda: "mend or remove it" in d.painted())
        await d.press("d", "enter")
        assert config.read_text() == "[screen\n"


async def test_an_entry_that_is_not_used_is_said(folder: Path, config: Path):
    config.write_text('[screen]\nmotion = "wild"\n')
    async with day(config, folder) as d:
        await opened(d)
        await d.until(lambda: "[screen] motion: Input should be" in d.painted())


async def test_without_a_file_there_is_nothing_to_keep(folder: Path):
    async with day(None, folder) as d:
        await opened(d)
        await d.until(lambda: "nothing is kept" in d.painted())
        await d.press("enter", "d")
        await d.press("escape")
        assert d.app.screen is d.workspace


async def test_less_motion_is_what_the_file_or_the_environment_wants(
    folder: Path, config: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "full")
    async with day(config, folder) as d:
        await d.until(lambda: d.app.animation_level == "basic")
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "none")
    async with day(config, folder) as d:
        assert d.app.animation_level == "none"


@pytest.mark.parametrize(("name", "size"), [("narrow-settings", NARROW), ("tiny-settings", TINY)])
async def test_what_it_looks_like(
    folder: Path, config: Path, monkeypatch: pytest.MonkeyPatch, name: str, size: tuple[int, int]
):
    monkeypatch.setattr("tui.screens.settings._tilde", lambda path: "~/majordomo/config.toml")
    async with day(config, folder, size) as d:
        await opened(d)
        await go_to(d, "limits", "steps")
        for _ in range(5):
            await d.pilot.pause(0.05)
        snapshots.check(d.app, name)
