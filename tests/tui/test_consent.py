"""Behaviour rules 1 to 4: nothing is decided unless the person decides it."""

import asyncio
import time
from pathlib import Path

import pytest
from textual import events

from assistant.events import Acted
from tests.tui.driving import (
    MEDIUM,
    NARROW,
    TINY,
    TOO_SMALL,
    WIDE,
    Driver,
    let_pass,
    running,
)
from tests.tui.sessions import (
    ASK,
    ASK_DAY,
    BOOK,
    DELEGATE,
    DRAFT,
    FINISH,
    LEAVE,
    REPLY,
    ROUTE_EMAIL,
    ROUTE_MEETING,
    ROUTE_TASK,
    DeskSession,
    day_with_chores,
)
from tui import grace
from tui.screens.edit import EditScreen, difference, edit_text
from tui.widgets.card import ApprovalCard
from tui.widgets.question import QuestionCard

MAIL = [ROUTE_EMAIL, REPLY, FINISH]
HANDOVER = [ROUTE_TASK, DELEGATE, FINISH]


async def test_a_new_card_moves_neither_the_focus_nor_the_view(folder: Path):
    session = DeskSession(MAIL)
    gate = session.hold()
    async with running(session, folder) as d:
        before = d.app.focused
        gate.set()
        await d.until_asked()
        assert d.app.focused is before is d.workspace.prompt.area
        assert "1 needs you" in d.status()
        assert "Needs you 1 of 1" in d.painted()


async def test_a_typing_burst_while_a_card_arrives_decides_nothing(folder: Path):
    session = DeskSession(MAIL)
    gate = session.hold()
    async with running(session, folder) as d:
        await d.type("add a day")
        gate.set()
        await d.type(" and deny all yes")
        await d.until_asked()
        await d.type("a A e d y")
        await d.press("enter")
        await d.until(lambda: len(session.desk.items) == 3)
        assert d.decisions == []
        assert session.desk.items["y1"].text == "add a day and deny all yesa A e d y"


async def test_a_paste_with_a_newline_decides_and_sends_nothing(folder: Path):
    session = DeskSession(MAIL)
    async with running(session, folder) as d:
        await d.until_asked()
        d.app.post_message(events.Paste("aaa\n"))
        await d.pilot.pause()
        assert d.workspace.prompt.area.text == "aaa\n"
        await d.focus_card()
        d.app.post_message(events.Paste("aaa\n"))
        await d.pilot.pause()
        assert d.decisions == []
        assert len(session.desk.items) == 2


async def test_keys_in_the_first_half_second_decide_nothing(folder: Path):
    async with running(DeskSession(MAIL), folder) as d:
        await d.until_asked()
        await d.press("f4", "a", "y", "d", "l")
        assert d.decisions == []
        assert d.app.focused is d.card


async def test_the_half_second_is_half_a_second(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(grace, "clock", time.monotonic)
    monkeypatch.setattr(grace, "GRACE_S", 2.0)  # a slow machine must not outrun the test
    async with running(DeskSession(MAIL), folder) as d:
        await d.until_asked()
        await d.press("f4", "d")
        assert d.decisions == []
        await asyncio.sleep(2.1)
        await d.press("d")
        assert d.decisions == ["response"]


async def test_only_the_cards_own_keys_decide(folder: Path):
    async with running(DeskSession(MAIL), folder) as d:
        await d.until_asked()
        for key in ("enter", "space", "escape", "tab", "y", "n", "x", "1"):
            await d.focus_card()
            await d.press(key)
            assert d.decisions == [], key


async def test_what_cannot_be_undone_needs_a_second_key(folder: Path):
    session = DeskSession(MAIL)
    async with running(session, folder) as d:
        await d.until_asked()
        await d.focus_card()
        await d.press("a")
        assert d.decisions == []
        assert "Press y to do it" in d.painted()
        await d.press("y")
        await d.until_done()
        assert d.decisions == ["accept"]
        assert session.desk.mails["e1"].replied


async def test_any_other_key_takes_the_first_one_back(folder: Path):
    async with running(DeskSession(MAIL), folder) as d:
        await d.until_asked()
        await d.focus_card()
        for key in ("x", "space", "enter", "up"):
            await d.press("a", key, "y")
            assert d.decisions == [], key


async def test_what_can_be_undone_needs_one_key(folder: Path):
    session = DeskSession(HANDOVER, day_with_chores())
    async with running(session, folder) as d:
        await d.until_asked()
        await d.focus_card()
        await d.press("a")
        await d.until_done()
        assert d.decisions == ["accept"]
        assert session.desk.tasks["t2"].status == "delegated"


async def test_deny_is_one_key_and_the_run_goes_on(folder: Path):
    session = DeskSession([ROUTE_EMAIL, REPLY, DRAFT, FINISH])
    async with running(session, folder) as d:
        await d.until_asked()
        await d.focus_card()
        await d.press("d")
        await d.until(lambda: d.card.pending["action_request"]["action"] == "draft_reply")
        assert d.decisions == ["response"]
        assert not session.desk.mails["e1"].replied


async def test_a_reason_reaches_the_model(folder: Path):
    session = DeskSession([ROUTE_EMAIL, REPLY, ASK_DAY, FINISH])
    async with running(session, folder) as d:
        await d.until_asked()
        await d.focus_card()
        await d.press("r")
        await d.type("too early")
        await d.press("enter")
        await d.until_done()
        assert session.answers == [{"type": "response", "args": "too early"}]
        assert "too early" in str(session.playback.prompts[2][-1].content)
        assert "denied reply_email e1: too early" in d.said


async def test_leaving_the_reason_decides_nothing(folder: Path):
    async with running(DeskSession(MAIL), folder) as d:
        await d.until_asked()
        await d.focus_card()
        await d.press("r")
        await d.type("hm")
        await d.press("escape")
        assert d.decisions == []
        assert d.card.is_attached


async def test_later_parks_the_item(folder: Path):
    session = DeskSession(MAIL)
    async with running(session, folder) as d:
        await d.until_asked()
        await d.focus_card()
        await d.press("l")
        await d.until_done()
        assert session.desk.items["e1"].status == "waiting"
        assert "waiting" in d.painted()


async def test_the_focus_returns_to_where_the_person_was(folder: Path):
    async with running(DeskSession([ROUTE_EMAIL, REPLY, DRAFT, FINISH]), folder) as d:
        await d.until_asked()
        await d.press("f2")
        await d.focus_card()
        await d.press("d")
        assert d.app.focused is d.workspace.tasks


async def test_a_second_card_needs_to_be_gone_to_again(folder: Path):
    """A key that is held down decides about one card, not about the next."""
    async with running(DeskSession([ROUTE_EMAIL, REPLY, DRAFT, FINISH]), folder) as d:
        await d.until_asked()
        await d.focus_card()
        await d.press("d", "d", "d", "d")
        await d.until(lambda: d.card.pending["action_request"]["action"] == "draft_reply")
        let_pass(0.6)
        await d.press("d", "a")
        assert d.decisions == ["response"]


async def test_a_question_and_a_call_wait_side_by_side(folder: Path):
    session = DeskSession([ROUTE_MEETING, ASK, ROUTE_EMAIL, REPLY, FINISH])
    async with running(session, folder) as d:
        await d.until(lambda: len(d.workspace.deck.cards) == 2)
        kinds = [type(card) for card in d.workspace.deck.cards]
        assert kinds == [QuestionCard, ApprovalCard]
        assert "2 need you" in d.status()
        await d.press("f4")
        await d.type("Tuesday 14:00")
        await d.press("ctrl+down")
        let_pass(0.6)
        await d.press("d")
        assert d.decisions == ["response"]
        assert session.desk.items["t1"].status == "asked"


async def test_an_answer_goes_to_the_item_that_asked(folder: Path):
    session = DeskSession([ROUTE_MEETING, ASK, LEAVE, FINISH, ROUTE_MEETING, BOOK, FINISH])
    async with running(session, folder) as d:
        await d.until_done()
        await d.until(lambda: d.workspace.deck.cards)
        assert "When is the physio?" in d.painted()
        await d.press("f4")
        await d.type("Tuesday 14:00")
        await d.press("enter")
        await d.until(lambda: session.desk.items["t1"].status == "done")
        assert d.workspace.deck.cards == ()


@pytest.mark.parametrize("sizes", [(MEDIUM, NARROW, WIDE), (NARROW, WIDE), (TINY, MEDIUM)])
async def test_a_resize_while_deciding_decides_nothing_and_loses_nothing(
    folder: Path, sizes: tuple[tuple[int, int], ...]
):
    async with running(DeskSession(MAIL), folder) as d:
        await d.until_asked()
        await d.focus_card()
        await d.press("a")
        for size in sizes:
            await d.pilot.resize_terminal(*size)
            await d.pilot.pause(0.05)
        assert d.decisions == []
        assert d.app.focused is d.card
        let_pass(0.6)
        await d.press("a", "y")
        await d.until_done()
        assert d.decisions == ["accept"]


async def test_a_card_that_cannot_be_seen_cannot_be_decided(folder: Path):
    async with running(DeskSession(MAIL), folder) as d:
        await d.until_asked()
        await d.focus_card()
        await d.pilot.resize_terminal(*TOO_SMALL)
        await d.pilot.pause(0.05)
        await d.press("a", "y", "d")
        assert d.decisions == []
        assert "Make the window larger" in d.painted()


async def test_a_click_that_only_focuses_decides_nothing(folder: Path):
    async with running(DeskSession(MAIL), folder) as d:
        await d.until_asked()
        deny = d.card.query(".hint")[2]
        await d.pilot.click(deny)
        assert d.decisions == []
        assert d.app.focused is d.card
        let_pass(0.6)
        await d.pilot.click(deny)
        assert d.decisions == ["response"]


async def test_the_click_that_returns_to_the_window_decides_nothing(folder: Path):
    async with running(DeskSession(MAIL), folder) as d:
        await d.until_asked()
        await d.focus_card()
        d.app.post_message(events.AppBlur())
        await d.pilot.pause()
        d.app.post_message(events.AppFocus())
        await d.pilot.click(d.card.query(".hint")[2])
        assert d.decisions == []


async def test_the_click_that_returns_to_the_window_presses_nothing(folder: Path):
    session = DeskSession(MAIL)
    async with running(session, folder, autostart=False) as d:
        d.app.post_message(events.AppBlur())
        d.app.post_message(events.AppFocus())
        await _double_click(d, 6, 2)
        assert session.runs == []
        let_pass(0.6)
        await _double_click(d, 6, 2)
        await d.until(lambda: session.runs == ["t1"])


async def _double_click(d: Driver, x: int, y: int) -> None:
    """As the terminal reports it: the pilot's own clicks go past the app."""
    for kind in (events.MouseDown, events.MouseUp) * 2:
        d.app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))
        await d.pilot.pause()


async def test_an_edited_call_is_what_happens(folder: Path):
    session = DeskSession(MAIL)
    async with running(session, folder) as d:
        await d.until_asked()
        await d.focus_card()
        await d.press("e")
        await d.until(lambda: isinstance(d.app.screen, EditScreen))
        await d.press("down", "down", "down", "down", "end")
        await d.type(" Best")
        assert "changed: 1 line" in d.painted()
        await d.press("ctrl+s")
        await d.until_done()
        assert session.answers[0]["type"] == "edit"
        assert session.answers[0]["args"]["args"]["body"].endswith("Sam Best")
        assert session.desk.mails["e1"].replied


async def test_leaving_the_editor_sends_nothing(folder: Path):
    session = DeskSession(MAIL)
    async with running(session, folder) as d:
        await d.until_asked()
        await d.focus_card()
        await d.press("e")
        await d.type("aaay")
        await d.press("escape")
        assert d.decisions == []
        assert d.card.is_attached


async def test_the_card_shows_every_argument_and_that_is_what_happens(folder: Path):
    session = DeskSession(MAIL)
    acted: list[Acted] = []
    session.listen(lambda event: acted.append(event) if isinstance(event, Acted) else None)
    async with running(session, folder) as d:
        await d.until_asked()
        painted, shown = d.painted(), dict(d.card.args)
        for value in shown.values():
            for line in str(value).splitlines():
                assert line in painted
        await d.focus_card()
        await d.press("a", "y")
        await d.until_done()
        assert [event.args for event in acted if event.tool == "reply_email"] == [shown]


async def test_the_card_says_what_an_id_stands_for(folder: Path):
    move = {"item_id": "t1", "meeting_id": "m1", "new_time": "Tuesday 14:00"}
    async with running(DeskSession([ROUTE_MEETING, ("reschedule_meeting", move)]), folder) as d:
        await d.until_asked()
        assert "Standup, Mon 2026-03-02 09:00-09:30" in d.painted()


async def _always(d: Driver) -> None:
    await d.until_asked()
    await d.focus_card()
    await d.press("A")


async def test_always_is_narrow_and_answers_the_next_time(folder: Path):
    session = DeskSession([*HANDOVER, ROUTE_TASK, DELEGATE, FINISH], day_with_chores())
    async with running(session, folder) as d:
        await _always(d)
        await d.until_done()
        assert [p.say() for p in d.workspace.permissions.listed()] == ["delegate_task for Lee Park"]
        session.undo()
        d.workspace.run_command("all")
        await d.until(lambda: len(session.answers) == 2)
        await d.until_done()
        assert d.decisions == ["accept", "accept"]
        assert "as you always do" in d.said


async def test_always_can_be_revoked(folder: Path):
    session = DeskSession([*HANDOVER, ROUTE_TASK, DELEGATE, FINISH], day_with_chores())
    async with running(session, folder) as d:
        await _always(d)
        await d.until_done()
        session.undo()
        d.workspace.run_command("permissions")
        await d.until(lambda: "Choose one to revoke it" in d.painted())
        await d.press("enter")
        await d.until(lambda: not d.workspace.permissions.listed())
        d.workspace.run_command("all")
        await d.until_asked()
        assert d.decisions == ["accept"]


async def test_always_is_never_offered_for_what_cannot_be_undone(folder: Path):
    async with running(DeskSession(MAIL), folder) as d:
        await _always(d)
        assert d.decisions == []
        assert "always" not in d.painted()
        assert d.workspace.permissions.listed() == ()


async def test_always_is_never_offered_for_what_outside_text_asked_for(folder: Path):
    async with running(DeskSession([ROUTE_EMAIL, DRAFT, FINISH]), folder) as d:
        await _always(d)
        assert d.decisions == []
        assert d.workspace.permissions.listed() == ()


async def test_always_is_not_offered_while_the_card_does_not_fit(folder: Path):
    long = [ROUTE_TASK, ("delegate_task", DELEGATE[1]), FINISH]
    session = DeskSession(long, day_with_chores())
    session.desk.update("t2", text="Order toner " * 40)
    async with running(session, folder, NARROW) as d:
        await d.until_asked()
        d.card.query_one(".card-body").styles.max_height = 1
        await d.pilot.pause()
        await d.focus_card()
        await d.press("A")
        assert d.decisions == []
        assert "whole card is in view" in d.toasts


async def test_denying_never_makes_a_permission(folder: Path):
    session = DeskSession([ROUTE_TASK, DELEGATE, LEAVE, FINISH], day_with_chores())
    async with running(session, folder) as d:
        await d.until_asked()
        await d.focus_card()
        await d.press("d")
        await d.until(lambda: d.decisions == ["response"])
        assert d.workspace.permissions.listed() == ()


def _editor(tmp_path: Path, script: str) -> str:
    path = tmp_path / "editor"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_the_persons_editor_changes_the_text(tmp_path: Path):
    editor = _editor(tmp_path, 'printf "Hi Lee,\\nFriday.\\n" > "$1"')
    assert edit_text("Hi Lee,\nThursday.", editor) == "Hi Lee,\nFriday."
    assert edit_text("as it was", "true") == "as it was"


def test_an_editor_that_fails_changes_nothing(tmp_path: Path):
    with pytest.raises(ValueError, match="ended with 1"):
        edit_text("x", "false")
    with pytest.raises(OSError):
        edit_text("x", str(tmp_path / "no-such-editor"))


def test_the_difference_names_the_lines_that_changed():
    draft = {"to": "Lee", "body": "Hi,\nThursday.\n--\nSam"}
    edited = {"to": "Lee", "body": "Hi,\nFriday.\n--\nSam"}
    assert difference(draft, edited) == ["- Thursday.", "+ Friday."]
    assert difference(draft, draft) == []
