"""Behaviour rule 11: text from outside is shown, and never obeyed, by every widget."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.app import App, ComposeResult
from textual.widget import Widget
from textual.widgets import Static

from assistant.contract.day import Item
from assistant.contract.notes import Note
from assistant.contract.tools import Effect
from assistant.events import Acted, ModelCalled
from tests.tui.driving import NARROW, WIDE, running
from tests.tui.sessions import FINISH, LEAVE, ROUTE_EMAIL, ROUTE_MEETING, DeskSession, hostile
from tui.history import Stepped
from tui.marks import SHOWN, marked, one_line, shown
from tui.permissions import Permission
from tui.screens.ask import AskScreen, ChoiceScreen, TextScreen
from tui.screens.edit import EditScreen
from tui.screens.own import PickScreen
from tui.text import inline, toast
from tui.widgets.blocks import AnswerBlock, Line, Step
from tui.widgets.card import ApprovalCard
from tui.widgets.question import QuestionCard

NASTY = (
    "[/x] [red]red[/red] [@click=app.quit]go[/] \x1b[2J\x1b]0;title\x07 \u202egnp.exe \x00 \u200b|"
)
HUGE = "x" * 1_000_000
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\u200b]")


@pytest.mark.parametrize(("text", "size"), [(NASTY, WIDE), (HUGE, NARROW)], ids=["nasty", "huge"])
async def test_a_hostile_day_is_shown_and_not_obeyed(
    folder: Path, text: str, size: tuple[int, int]
):
    ask = {"item_id": "t1", "field": "time", "question": text[:190]}
    reply = {"item_id": "e1", "email_id": "e1", "body": text[:3900]}
    calls = [(text, {text: text}), ROUTE_MEETING, ("ask_clarification", ask), ROUTE_EMAIL]
    session = DeskSession([*calls, ("reply_email", reply), LEAVE, FINISH])
    for item_id in ("t1", "e1"):
        session.desk.update(item_id, text=text, body=text, people=(text,))
    session.notices.append(text)
    session.desk.items["y9"] = Item("y9", "you", text, "other", status="done")
    async with running(session, folder, size) as d:
        await d.until(lambda: len(d.workspace.deck.cards) == 2)
        for key in ("f2", "down", "w", "escape", "ctrl+t", "up", "up", "space", "f4", "ctrl+down"):
            await d.press(key)
            assert not RAW.search(d.painted()), key
        assert d.app.is_running
        d.workspace.run_command("sessions")
        await d.pilot.pause(0.1)
        assert not RAW.search(d.painted())


@pytest.mark.parametrize("text", [NASTY, HUGE], ids=["nasty", "huge"])
async def test_every_widget_takes_hostile_text(folder: Path, text: str):
    args: dict[str, Any] = {"item_id": text, "to": text, "body": text, text: text}
    item = Item("e1", "mail", text, people=(text,), tainted=True)
    acted = Acted(text, text, text, text, args, Effect.READ, "failed", text)
    answer = AnswerBlock()
    widgets: list[Widget] = [
        Line("You", text),
        answer,
        AnswerBlock(text),
        Step(Stepped(acted, ModelCalled(text, text, 1, 2, 0.1), "other"), "simulated"),
        ApprovalCard(hostile(args), item, None, simulated=True),
        QuestionCard(text, text, text),
        Static(inline(text)),
    ]

    class Gallery(App[None]):
        def compose(self) -> ComposeResult:
            yield from widgets

    app = Gallery()
    async with app.run_test(size=(100, 60)) as pilot:
        await answer.write(text)
        await answer.write(text)
        await answer.end(stopped=True)
        step = app.query_one(Step)
        step.toggle()
        app.query_one(ApprovalCard).say_title(1, 2)
        app.query_one(QuestionCard).say_title(1, 2)
        toast(app, text, "error")
        await pilot.pause(0.1)
        lines = [strip.text for strip in app.screen._compositor.render_strips()]
        assert not RAW.search("\n".join(lines))
        for screen in (
            AskScreen(text, text, text),
            ChoiceScreen(text, text, [text, text]),
            TextScreen(text, text),
            EditScreen(text, {"to": text, "body": text, "item_id": text}, text, True),
        ):
            app.push_screen(screen)
            await pilot.pause(0.05)
            lines = [strip.text for strip in app.screen._compositor.render_strips()]
            assert not RAW.search("\n".join(lines)), screen
            if text is NASTY and not isinstance(screen, AskScreen | EditScreen):
                assert "[/x]" in "\n".join(lines)
            app.pop_screen()


async def test_what_is_too_long_to_show_cannot_be_allowed(folder: Path):
    session = DeskSession([])
    async with running(session, folder, autostart=False) as d:
        pending = hostile({"to": "a@b.example", "body": HUGE})
        d.workspace.turns.pending = pending
        await d.workspace.deck.add(ApprovalCard(pending, None, None, simulated=True))
        await d.until_asked()
        await d.focus_card()
        await d.press("a", "y")
        assert d.decisions == []
        assert "too long to show whole" in d.toasts


async def test_a_permission_with_a_hostile_name_can_be_listed(folder: Path):
    async with running(DeskSession([]), folder, autostart=False) as d:
        d.workspace.permissions.grant(Permission("delegate_task", NASTY))
        d.workspace.run_command("permissions")
        await d.until(lambda: "[/x]" in d.painted())


async def test_hostile_notes_are_shown(folder: Path):
    notes = [Note("n1", f"physio {NASTY}", NASTY, None, True)]
    async with running(DeskSession([], notes=notes), folder, autostart=False) as d:
        d.workspace.run_command("find", "physio")
        await d.until(lambda: "[/x]" in d.painted())
        assert "outside" in d.painted()
        await d.press("f3", "tab", "enter")
        await d.until(lambda: isinstance(d.app.screen, TextScreen))
        assert not RAW.search(d.painted())


@given(st.text())
def test_no_text_keeps_a_hidden_character(text: str):
    assert not RAW.search(marked(text).replace("\n", ""))
    assert "\n" not in one_line(text)


@given(st.text(max_size=300), st.integers(10, 100))
def test_one_line_is_never_longer_than_asked(text: str, limit: int):
    assert len(one_line(text, limit)) <= limit


def test_what_is_cut_is_counted():
    assert shown("a" * (SHOWN + 5)).endswith("(5 more characters are not shown)")


async def test_what_is_pasted_is_marked_before_it_is_painted(folder: Path):
    async with running(DeskSession([]), folder, autostart=False) as d:
        d.app.post_message(events.Paste(NASTY))
        await d.pilot.pause()
        assert not RAW.search(d.painted())
        assert "␛[2J" in d.workspace.prompt.area.text


async def test_an_edit_that_changes_nothing_keeps_what_was_hidden(folder: Path):
    screen = EditScreen("send_email", {"to": "a@b.example", "body": NASTY}, "why", True)

    class Alone(App[None]):
        def on_mount(self) -> None:
            self.push_screen(screen)

    async with Alone().run_test() as pilot:
        await pilot.pause()
        assert screen.edited() == {"to": "a@b.example", "body": NASTY}
        await pilot.press("X")
        assert not RAW.search(screen.edited()["body"])


async def test_a_file_with_a_hostile_name_can_be_listed(folder: Path, tmp_path: Path):
    (tmp_path / "[red]\x1b[2J\u202e.txt").write_text("x")

    class Alone(App[None]):
        def on_mount(self) -> None:
            self.push_screen(PickScreen(tmp_path, wants_folder=False))

    app = Alone()
    async with app.run_test() as pilot:
        for _ in range(100):
            await pilot.pause(0.02)
            lines = "\n".join(s.text for s in app.screen._compositor.render_strips())
            if "[red]" in lines:
                break
        assert "[red]␛[2J⟨U+202E⟩.txt" in lines
        assert not RAW.search(lines)


def test_writing_that_needs_joiners_keeps_them():
    for text in ("👩\u200d👧", "می\u200cخواهم"):
        assert marked(text) == text
    assert "\u200d" not in marked("pay\u200dpal")
