"""Three layouts, one too small to use, and terminals without colour, Unicode or movement."""

import re
from pathlib import Path

import pytest

from tests.tui.driving import MEDIUM, NARROW, TINY, TOO_SMALL, WIDE, Driver, running
from tests.tui.sessions import REPLY, ROUTE_EMAIL, DeskSession, day_with_chores
from tui import words
from tui.widgets.knowledge import KnowledgePane
from tui.widgets.tasks import TaskTree
from tui.words import SIGNS, glyph

ASKING = [ROUTE_EMAIL, REPLY]


def _is_seen(d: Driver, part: type[KnowledgePane] | type[TaskTree]) -> bool:
    return d.workspace.query_one(part).region.area > 0


async def test_from_120_columns_all_three_parts_are_there(folder: Path):
    async with running(DeskSession(ASKING), folder, WIDE) as d:
        assert _is_seen(d, TaskTree)
        assert _is_seen(d, KnowledgePane)


async def test_from_90_columns_the_notes_open_over_the_rest(folder: Path):
    async with running(DeskSession(ASKING), folder, MEDIUM) as d:
        assert _is_seen(d, TaskTree)
        assert not _is_seen(d, KnowledgePane)
        await d.press("f3")
        assert _is_seen(d, KnowledgePane)
        await d.press("f3")
        assert not _is_seen(d, KnowledgePane)


async def test_below_90_columns_the_tasks_take_the_conversations_place(folder: Path):
    async with running(DeskSession(ASKING), folder, NARROW) as d:
        await d.until_asked()
        assert not _is_seen(d, TaskTree)
        await d.press("f2")
        assert _is_seen(d, TaskTree)
        painted = d.painted()
        for key in ("a once", "e edit", "d deny", "r why not", "l later", "cannot be undone"):
            assert key in painted
        await d.press("f2")
        assert not _is_seen(d, TaskTree)
        assert d.app.focused is d.workspace.prompt.area


async def test_at_80_by_24_the_whole_way_can_be_gone(folder: Path):
    session = DeskSession(ASKING)
    async with running(session, folder, NARROW) as d:
        await d.until_asked()
        await d.focus_card()
        await d.press("a")
        assert "Press y to do it" in d.painted()
        await d.press("y")
        await d.until_done()
        assert session.desk.mails["e1"].replied


async def test_at_40_by_12_the_whole_way_can_be_gone(folder: Path):
    session = DeskSession(ASKING, day_with_chores())
    async with running(session, folder, TINY) as d:
        await d.until_asked()
        painted = d.painted()
        for words in ("a once", "e edit", "d deny", "r why not", "l later", "cannot be undone",
                      "asks you", "Ask, or / for commands"):  # fmt: skip
            assert words in painted
        await d.press("f2")
        assert "Book the physio" in d.painted()
        assert "Needs you 1 of 1" in d.painted()
        await d.focus_card()
        assert "a once" in d.painted()
        await d.press("a")
        assert "Press y to do" in d.painted()
        assert "cannot be undone" in d.painted()
        await d.press("y")
        await d.until_done()
        assert session.desk.mails["e1"].replied


async def test_at_40_by_12_a_call_can_be_edited_and_a_request_typed(folder: Path):
    session = DeskSession(ASKING)
    async with running(session, folder, TINY) as d:
        await d.until_asked()
        await d.type("call mum")
        assert "call mum" in d.painted()
        await d.focus_card()
        await d.press("e", "X")
        assert "XHi Lee" in d.painted()
        await d.press("ctrl+s")
        await d.until_done()
        assert d.decisions == ["edit"]


async def test_nothing_is_painted_past_the_edge(folder: Path):
    async with running(DeskSession(ASKING, day_with_chores()), folder, WIDE) as d:
        await d.until_asked()
        for size in (WIDE, MEDIUM, NARROW, TINY, (60, 16), (40, 50), (200, 12), (200, 60)):
            await d.pilot.resize_terminal(*size)
            await d.pilot.pause(0.05)
            for widget in (d.workspace.prompt, d.card, d.workspace.query_one("#status")):
                assert widget.region.area > 0, (size, widget)
                assert widget.region.right <= size[0], (size, widget)
                assert widget.region.bottom <= size[1], (size, widget)
            keys = d.card.query_one(".card-keys").region
            assert keys.height in {1, 2} and keys.bottom <= d.card.region.bottom, size
            for hint in d.card.query(".hint"):
                assert keys.contains_region(hint.region), (size, hint)


async def test_a_window_that_is_too_small_says_one_line_and_the_session_goes_on(folder: Path):
    session = DeskSession(ASKING)
    gate = session.hold()
    async with running(session, folder, TOO_SMALL) as d:
        await d.until(lambda: "Make the window larger" in d.painted())
        text = [line for line in d.painted().splitlines() if line.strip()]
        assert len(text) == 1
        gate.set()
        await d.until(lambda: d.workspace.turns.pending is not None)
        await d.pilot.resize_terminal(*NARROW)
        await d.until_asked()
        assert "Needs you" in d.painted()


async def test_a_dialog_survives_a_window_that_was_too_small(folder: Path):
    async with running(DeskSession(ASKING), folder, MEDIUM) as d:
        await d.until_asked()
        await d.focus_card()
        await d.press("e")
        await d.until(lambda: "Edit before it happens" in d.painted())
        await d.pilot.resize_terminal(*TOO_SMALL)
        await d.until(lambda: "Make the window larger" in d.painted())
        await d.pilot.resize_terminal(*MEDIUM)
        await d.until(lambda: "Edit before it happens" in d.painted())


async def test_without_colour_every_state_can_still_be_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(DeskSession(ASKING), folder, WIDE) as d:
        await d.until_asked()
        assert d.app.no_color
        assert "asks you" in d.painted()
        drawn = re.sub(r"<circle.*?/>", "", d.app.export_screenshot())  # the window's buttons
        drawn = drawn.replace("#c5c8c6", "")  # and its own text colour
        shades = set(re.findall(r"#([0-9a-f]{6})", drawn))
        assert [c for c in shades if not c[:2] == c[2:4] == c[4:]] == []


async def test_the_ansi_themes_are_there_and_the_choice_is_remembered(folder: Path):
    async with running(DeskSession([]), folder, autostart=False) as d:
        assert {"ansi-dark", "ansi-light", "majordomo"} <= set(d.app.available_themes)
        d.workspace.run_command("theme", "ansi-dark")
        await d.until(lambda: d.app.theme == "ansi-dark")
        await d.pilot.pause()
    async with running(DeskSession([]), folder, autostart=False) as d:
        assert d.app.theme == "ansi-dark"


async def test_every_theme_paints_the_same_words(folder: Path):
    async with running(DeskSession(ASKING), folder) as d:
        await d.until_asked()
        for theme in ("majordomo", "majordomo-light", "ansi-dark", "ansi-light"):
            d.app.theme = theme
            await d.pilot.pause()
            assert "Needs you 1 of 1" in d.painted()


async def test_a_terminal_without_unicode_gets_ascii_glyphs(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(words, "has_unicode", lambda: False)
    session = DeskSession([])
    session.desk.settle("t1", "done", "task")
    async with running(session, folder, autostart=False) as d:
        assert "x done" in d.painted()
        assert "✓" not in d.painted()


def test_every_glyph_has_an_ascii_twin_of_its_own():
    twins = [glyph(state, unicode=False) for state in SIGNS]
    assert all(twin.isascii() and len(twin) == 1 for twin in twins)
    assert len(set(twins)) == len(twins)


async def test_nothing_moves_where_movement_is_unwanted(folder: Path):
    session = DeskSession(ASKING)
    session.hold()
    async with running(session, folder) as d:
        assert d.app.animation_level == "none"
        await d.until(lambda: d.workspace.turns.is_working)
        before = [line for line in d.painted().splitlines() if "working" not in line]
        await d.pilot.pause(0.4)
        after = [line for line in d.painted().splitlines() if "working" not in line]
        assert before == after
