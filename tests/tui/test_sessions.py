"""Sessions are kept as they happen, can be read again, and go on where they were cut off."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langgraph.checkpoint.memory import InMemorySaver

from assistant.contract.tools import Effect
from assistant.events import Acted, ConsentAsked, Finished, ModelCalled, Perceived, Proposed
from tests.tui.driving import running
from tests.tui.sessions import (
    ASK,
    BOOK,
    FINISH,
    LEAVE,
    REPLY,
    ROUTE_EMAIL,
    ROUTE_MEETING,
    DeskSession,
)
from tui.history import in_words
from tui.log import (
    Decided,
    Noted,
    Opened,
    Said,
    SessionLog,
    from_line,
    is_pending,
    log_of,
    summaries,
    to_line,
)
from tui.widgets import conversation
from tui.widgets.conversation import TAIL
from tui.widgets.question import QuestionCard

TEXT = st.text(max_size=40)
ARGS = st.dictionaries(TEXT, st.one_of(TEXT, st.integers(), st.lists(TEXT, max_size=3)), max_size=3)
EVENTS = st.one_of(
    st.builds(Perceived, st.integers(), st.integers()),
    st.builds(ModelCalled, TEXT, TEXT, st.none() | st.integers(), st.none() | st.integers(),
              st.floats(0, 100)),
    st.builds(Proposed, TEXT, TEXT, ARGS),
    st.builds(ConsentAsked, TEXT, ARGS, TEXT),
    st.builds(Acted, TEXT, TEXT, TEXT, TEXT, ARGS, st.none() | st.sampled_from(list(Effect)),
              st.sampled_from(["ok", "asked", "denied"]), TEXT),
    st.builds(Finished, st.integers(), TEXT),
    st.builds(Opened, TEXT, TEXT, st.booleans()),
    st.builds(Said, TEXT, TEXT),
    st.builds(Decided, TEXT, TEXT, TEXT, TEXT),
    st.builds(Noted, TEXT, TEXT),
)  # fmt: skip


@given(EVENTS)
def test_every_event_survives_the_file(event):
    line = to_line(event)
    assert "\n" not in line
    assert from_line(line) == event


@given(EVENTS, st.integers(0, 200))
def test_a_torn_line_is_skipped_and_never_raises(event, cut: int):
    torn = to_line(event)[:cut]
    found = from_line(torn)
    assert found is None or found == event


@pytest.mark.parametrize("line", ["", "null", "[]", "3", '{"event": "Perceived"}', '{"event": 3}',
                                  '{"event": "Nothing"}', '{"event": []}'])  # fmt: skip
def test_a_line_that_is_no_event_is_skipped(line: str):
    assert from_line(line) is None


def test_a_run_finds_its_file_again_and_no_name_leaves_the_folder(tmp_path: Path):
    assert log_of(tmp_path, "run-1").path == log_of(tmp_path, "run-1").path
    for name in ("../../etc/passwd", "", "a/b", "x" * 500, "\x00"):
        assert log_of(tmp_path, name).path.parent == tmp_path


def test_a_call_without_an_answer_is_pending():
    asked = ConsentAsked("send_email", {}, "it cannot be undone")
    assert is_pending([asked])
    assert not is_pending([asked, Decided("e1", "send_email", "accept")])


async def test_everything_is_kept_as_it_happens(folder: Path):
    session = DeskSession([ROUTE_MEETING, BOOK, ROUTE_EMAIL, REPLY])
    async with running(session, folder) as d:
        await d.until_asked()
        await d.type("buy milk")
        await d.press("enter")
        await d.until(lambda: "y1" in session.desk.items)
        kinds = [type(event) for event in log_of(folder, "run-1").read()]
        assert kinds[0] is Opened
        assert {Perceived, ModelCalled, Proposed, Acted, ConsentAsked, Said} <= set(kinds)
    (summary,) = summaries(folder)
    assert summary.is_pending and summary.simulated
    assert summary.title == "buy milk"


async def test_the_picker_shows_sessions_with_a_preview(folder: Path):
    old = log_of(folder, "old")
    old.append(Opened("Sun 2026-03-01 09:00", "scripted", False))
    old.append(Said("y1", "find a plumber"))
    os.utime(old.path, (1, 1))
    async with running(DeskSession([]), folder, autostart=False) as d:
        await d.press("ctrl+r")
        await d.until(lambda: "find a plumber" in d.painted())
        await d.press("down")
        await d.until(lambda: "You: find a plumber" in d.painted())
        await d.press("enter")
        await d.until(lambda: "Sun 2026-03-01 09:00" in d.painted())
        await d.press("escape")
        assert d.app.focused is d.workspace.prompt.area


async def test_the_first_session_says_that_it_is_the_first(folder: Path):
    async with running(DeskSession([]), folder, autostart=False) as d:
        for path in folder.glob("*.jsonl"):
            path.unlink()
        await d.press("ctrl+r")
        await d.until(lambda: "There is no earlier session yet" in d.painted())


async def test_a_kill_while_a_card_waits_brings_the_card_back(folder: Path):
    saver = InMemorySaver()
    first = DeskSession([ROUTE_MEETING, BOOK, ROUTE_EMAIL, REPLY], saver=saver)
    async with running(first, folder) as d:
        await d.until_asked()
        shown = d.card.args
    second = DeskSession([FINISH], desk=first.desk, saver=saver)
    async with running(second, folder) as d:
        await d.until_asked()
        assert d.card.args == shown
        assert d.app.focused is d.workspace.prompt.area
        assert "schedule_event" in d.painted()
        await d.focus_card()
        await d.press("a", "y")
        await d.until_done()
        assert second.desk.mails["e1"].replied
        assert d.decisions == ["accept"]


async def test_a_question_that_was_open_is_asked_again(folder: Path):
    saver = InMemorySaver()
    first = DeskSession([ROUTE_MEETING, ASK, LEAVE, FINISH], saver=saver)
    async with running(first, folder) as d:
        await d.until_done()
    second = DeskSession([], desk=first.desk, saver=saver)
    async with running(second, folder, autostart=False) as d:
        await d.until(lambda: isinstance(d.workspace.deck.current, QuestionCard))
        assert "When is the physio?" in d.painted()


async def test_a_long_history_shows_its_tail_and_loads_more(folder: Path):
    log = log_of(folder, "run-1")
    for n in range(3 * TAIL):
        log.append(Said("y1", f"message {n:03d}"))
    async with running(DeskSession([]), folder, autostart=False) as d:
        shown = [b.as_text for b in d.workspace.conversation.blocks]
        assert shown[0] == f"message {2 * TAIL:03d}"
        await d.press("ctrl+t", "e")
        await d.until(lambda: d.workspace.conversation.blocks[0].as_text == f"message {TAIL:03d}")
        await d.press("e", "e")
        await d.until(lambda: "This is the beginning" in d.toasts)


async def test_old_blocks_leave_the_screen_and_stay_in_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(conversation, "KEPT", 10)
    async with running(DeskSession([]), folder, autostart=False) as d:
        for n in range(15):
            await d.workspace.note("item", f"note {n}")
        assert len(d.workspace.conversation.blocks) == 10
        words = in_words(log_of(folder, "run-1").read())
        assert "Note: note 0" in words


async def test_a_session_that_cannot_be_kept_says_so_and_goes_on(tmp_path: Path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    session = DeskSession([ROUTE_MEETING, BOOK, LEAVE, FINISH])
    async with running(session, blocked) as d:
        await d.until_done()
        assert session.desk.items["t1"].status == "done"
        await d.until(lambda: "not being kept" in d.toasts)


def test_a_log_with_garbage_in_it_is_read_around(tmp_path: Path):
    path = tmp_path / "x.jsonl"
    path.write_bytes(b'\xff\xfe\n{"event": "Said", "item_id": "y1", "text": "hi"}\n{"event": "Sa')
    assert SessionLog(path).read() == [Said("y1", "hi")]
