"""One list of commands for the palette, the slash and the help; few keys, and the right ones."""

import inspect
from pathlib import Path

from textual.binding import Binding
from textual.widget import Widget
from textual.widgets._footer import FooterKey

from tests.tui.driving import NARROW, WIDE, running
from tests.tui.sessions import FINISH, REPLY, ROUTE_EMAIL, DeskSession
from tui.app import MajordomoApp
from tui.commands import BY_NAME, COMMANDS, matching, parse
from tui.screens.edit import EditScreen
from tui.screens.help import HelpScreen
from tui.screens.workspace import WorkspaceScreen
from tui.widgets.card import ApprovalCard
from tui.widgets.conversation import Conversation
from tui.widgets.deck import Deck
from tui.widgets.knowledge import KnowledgePane
from tui.widgets.prompt import PromptArea
from tui.widgets.question import QuestionCard
from tui.widgets.status import MAX_KEYS, KeyBar, fitting
from tui.widgets.tasks import TaskTree

PARTS: tuple[type[Widget] | type[MajordomoApp], ...] = (
    MajordomoApp, WorkspaceScreen, ApprovalCard, QuestionCard, Conversation, Deck, KnowledgePane,
    PromptArea, TaskTree,
)  # fmt: skip


def test_every_command_exists_and_every_method_is_listed():
    methods = {
        name.removeprefix("command_")
        for name, _ in inspect.getmembers(WorkspaceScreen, inspect.isfunction)
        if name.startswith("command_")
    }
    assert methods == set(BY_NAME)
    assert len(BY_NAME) == len(COMMANDS)


def test_every_key_that_is_shown_has_an_id():
    for part in PARTS:
        for binding in part.__dict__.get("BINDINGS", ()):
            assert isinstance(binding, Binding)
            assert binding.id or not binding.show, binding


def test_every_widget_that_takes_the_focus_explains_itself():
    for part in (ApprovalCard, QuestionCard, Conversation, KnowledgePane, PromptArea, TaskTree):
        assert part.HELP.startswith("## ")


def test_a_slash_line_is_read():
    assert parse("/later t3 Friday 9:00") == (BY_NAME["later"], "t3 Friday 9:00")
    assert parse("/nothing")[0] is None


def test_half_a_command_finds_what_it_may_become():
    assert [c.name for c in matching("/un")] == ["undo"]
    assert matching("undo") == []
    assert matching("/later t") == []


async def test_a_mistyped_command_is_back_in_the_prompt_with_a_hint(folder: Path):
    async with running(DeskSession([]), folder, autostart=False) as d:
        await d.type("/udno")
        await d.press("enter")
        await d.until(lambda: "Did you mean /undo?" in d.toasts)
        assert d.workspace.prompt.area.text == "/udno"


async def test_tab_completes_a_command(folder: Path):
    async with running(DeskSession([]), folder, autostart=False) as d:
        await d.type("/mod")
        assert "/model NAME" in d.painted()
        await d.press("tab")
        assert d.workspace.prompt.area.text == "/model "
        assert "/model NAME" not in d.painted()


async def test_up_brings_back_what_was_typed(folder: Path):
    async with running(DeskSession([FINISH, FINISH]), folder, autostart=False) as d:
        await d.type("one")
        await d.press("enter")
        await d.type("two")
        await d.press("enter", "up")
        assert d.workspace.prompt.area.text == "two"
        await d.press("up")
        assert d.workspace.prompt.area.text == "one"
        await d.press("down", "down")
        assert d.workspace.prompt.area.text == ""


async def test_the_palette_offers_what_makes_sense_now(folder: Path):
    async with running(DeskSession([ROUTE_EMAIL, REPLY]), folder) as d:
        await d.until_asked()
        assert not d.workspace.is_available("stop")
        assert not d.workspace.is_available("mine")
        await d.press("ctrl+p")
        await d.type("waits for")
        await d.until(lambda: "Go to what waits for your word" in d.painted())
        await d.pilot.pause(0.3)
        await d.press("enter")
        await d.until(lambda: d.app.focused is d.card)


async def test_the_footer_has_at_most_seven_keys_and_follows_the_focus(folder: Path):
    async with running(DeskSession([ROUTE_EMAIL, REPLY]), folder) as d:
        await d.until_asked()
        for size in (WIDE, NARROW):
            await d.pilot.resize_terminal(*size)
            seen = set()
            for key in ("f2", "f3", "f4", "ctrl+t", "escape"):
                await d.press(key)
                await d.pilot.pause(0.05)
                keys = list(d.workspace.query_one(KeyBar).children)
                assert 3 <= len(keys) <= MAX_KEYS
                assert keys[-1].region.right <= size[0]
                assert "Commands" in d.painted().splitlines()[-1]
                seen.add(d.painted().splitlines()[-1])
            assert len(seen) >= 4


async def test_f1_explains_what_has_the_focus(folder: Path):
    async with running(DeskSession([ROUTE_EMAIL, REPLY]), folder) as d:
        await d.until_asked()
        for key, title in (
            ("f4", "A call that waits"),
            ("f2", "Tasks"),
            ("ctrl+t", "Conversation"),
        ):
            await d.press(key, "f1")
            await d.until(lambda: isinstance(d.app.screen, HelpScreen))
            assert title in d.painted()
            await d.press("escape")


def test_a_status_field_is_dropped_and_never_cut():
    fields = ["working 3 s", "simulated", "offline", "a-model-with-a-long-name", "3 steps"]
    for width in range(12, 80):
        (line,) = fitting(fields, width)
        assert len(line) <= width
        assert all(part in fields for part in line.split(" · "))


async def test_a_dialog_can_be_left_by_mouse_and_has_its_own_help(folder: Path):
    async with running(DeskSession([ROUTE_EMAIL, REPLY]), folder) as d:
        await d.until_asked()
        await d.focus_card()
        await d.press("e")
        await d.until(lambda: isinstance(d.app.screen, EditScreen))
        await d.press("f1")
        assert "that is your word" in d.painted()
        await d.press("escape")
        await d.pilot.pause(0.1)
        back = next(k for k in d.app.screen.query(FooterKey) if k.key == "escape")
        await d.pilot.click(back)
        assert d.app.screen is d.workspace
        assert d.decisions == []
