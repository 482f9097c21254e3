"""A recorded session is shown as it was, step by step, and nothing in it is executed."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot
from textual.widgets import Static
from typer.testing import CliRunner

from assistant.contract.tools import Effect
from assistant.events import Acted, ConsentAsked, Finished, ModelCalled, Perceived, Proposed
from majordomo.cli import app as command
from tests.tui import snapshots
from tests.tui.driving import MEDIUM, NARROW, WIDE, running
from tests.tui.sessions import BOOK, FINISH, REPLY, ROUTE_EMAIL, ROUTE_MEETING, DeskSession
from tui.history import Answered, Spoken, Stepped, in_words
from tui.log import Decided, Listed, Noted, Opened, Said, SessionEvent, SessionLog, log_of
from tui.replay import Recording, RecordingError, load_recording, recording_of
from tui.replaying import ReplayApp
from tui.screens.replay import ReplayScreen
from tui.screens.sessions import SessionsScreen
from tui.widgets import blocks
from tui.widgets.conversation import TAIL
from tui.widgets.recorded import Position, RecordedCall, RecordedConversation, RecordedTasks
from tui.words import TIERS

OPENED = Opened("Mon 2026-03-02 08:10", "scripted", True)
REPLIED = {"item_id": "e1", "email_id": "e1", "body": "Hi Lee,\n\nThursday 15:00 works for me."}
DAY: tuple[SessionEvent, ...] = (
    OPENED,
    Listed("t1", "Book the physio", "personal", "open"),
    Listed("e1", "Lee: Thursday?", "professional", "open"),
    Perceived(0, 2),
    ModelCalled("orchestrator", "t1", 300, 20, 0.25),
    Proposed("meeting", "find_free_slot", {"item_id": "t1", "minutes": 45}),
    Acted("x1", "meeting", "t1", "find_free_slot", {"item_id": "t1", "minutes": 45}, Effect.READ,
          "ok", "14:00 and 16:30 are free"),
    Acted("x2", "meeting", "t1", "schedule_event", {"item_id": "t1", "title": "Physio"},
          Effect.REVERSIBLE, "ok", "Physio on Tuesday 14:00"),
    Listed("t1", "Book the physio", "personal", "done"),
    ModelCalled("email", "e1", 400, 60, 0.5),
    ConsentAsked("reply_email", REPLIED, "it cannot be undone"),
    Said("y1", "buy milk"),
    Listed("y1", "buy milk", "other", "open"),
    Decided("e1", "reply_email", "accept"),
    Acted("x3", "email", "e1", "reply_email", REPLIED, Effect.IRREVERSIBLE, "ok", "replied to Lee"),
    Listed("e1", "Lee: Thursday?", "professional", "done"),
    Noted("item", "y1 is yours: buy milk"),
    Acted("x4", "orchestrator", "", "finish", {"summary": "The physio is **booked**."}, None, "ok",
          "done"),
    Finished(5, "finished"),
)  # fmt: skip


def kept(folder: Path, events: Sequence[SessionEvent] = DAY) -> Path:
    """A session's file."""
    log = log_of(folder, "kept")
    for event in events:
        log.append(event)
    assert log.error is None
    return log.path


class Player:
    """The replay under test."""

    def __init__(self, app: ReplayApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def screen(self) -> ReplayScreen:
        (screen,) = [s for s in self.app.screen_stack if isinstance(s, ReplayScreen)]
        return screen

    @property
    def said(self) -> list[str]:
        return [block.as_text for block in self.screen.query_one(RecordedConversation).blocks]

    def painted(self) -> str:
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text for strip in strips)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settled()

    async def settled(self) -> None:
        for _ in range(4):
            await self.pilot.pause(0.02)


@asynccontextmanager
async def replaying(
    recording: Recording, tmp_path: Path, size: tuple[int, int] = MEDIUM, speed: float = 1.0
) -> AsyncIterator[Player]:
    app = ReplayApp(recording, tmp_path, speed)
    async with app.run_test(size=size) as pilot:
        player = Player(app, pilot)
        await player.settled()
        yield player


# The recording


def test_a_step_ends_before_the_next_thing_that_a_person_would_notice():
    recording = recording_of(Path("x"), DAY)
    firsts = [type(frame.events[0]) for frame in recording.frames]
    assert firsts == [Opened, Acted, Acted, ConsentAsked, Said, Decided, Acted, Noted, Acted,
                      Finished]  # fmt: skip
    assert [event for frame in recording.frames for event in frame.events] == list(DAY)


def test_a_frame_knows_the_list_the_work_and_the_question_of_its_step():
    opening, _, booked, asking, said, decided, *_ = recording_of(Path("x"), DAY).frames
    assert [(item.id, item.status) for item in opening.items] == [("t1", "open"), ("e1", "open")]
    assert opening.working == "t1" and opening.asking == ""
    assert [item.status for item in booked.items] == ["done", "open"] and booked.working == "e1"
    assert asking.asking == "e1" and asking.working == ""
    assert said.asking == "e1" and [item.id for item in said.items] == ["t1", "e1", "y1"]
    assert decided.waiting is None
    assert booked.acted == 2 and booked.tokens == 780


def test_the_conversation_of_a_step_is_the_beginning_of_the_last_one():
    recording = recording_of(Path("x"), DAY)
    counts = [frame.shown for frame in recording.frames]
    assert counts == sorted(counts) and counts[-1] == len(recording.entries)
    kinds = [type(entry) for entry in recording.entries]
    assert kinds == [Stepped, Stepped, Spoken, Spoken, Stepped, Spoken, Answered]
    tiers = [entry.tier for entry in recording.entries if isinstance(entry, Stepped)]
    assert tiers == ["personal", "personal", "professional"]


@given(st.lists(st.sampled_from(DAY), min_size=1, max_size=30))
def test_no_event_is_lost_or_told_twice_whatever_the_order(events: list[SessionEvent]):
    recording = recording_of(Path("x"), events)
    assert [event for frame in recording.frames for event in frame.events] == events
    assert recording.frames[-1].shown == len(recording.entries)


def test_what_was_written_can_be_loaded(tmp_path: Path):
    recording = load_recording(kept(tmp_path))
    assert recording.events == DAY and recording.notices == ()


def test_a_torn_last_line_is_left_out_and_said(tmp_path: Path):
    path = kept(tmp_path)
    path.write_bytes(path.read_bytes()[:-20])
    recording = load_recording(path)
    assert recording.events == DAY[:-1]
    assert recording.notices == ("the last line is torn and was left out",)


def test_lines_that_are_no_events_are_counted(tmp_path: Path):
    path = kept(tmp_path)
    path.write_bytes(b'\xff\xfe\n{"event": "Nothing"}\n' + path.read_bytes())
    recording = load_recording(path)
    assert recording.events == DAY
    assert recording.notices == (f"2 of {len(DAY) + 2} lines are no events and were left out",)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b'{"loss": 0.3}\n{"loss": 0.2}\n', "none of its 2 lines"),
        (b"\x00\x01\x02", "none of its 1 lines"),
        (b"[" * 100_000, "none of its 1 lines"),
        (b'{"event": "Said", "item_id": 3, "text": null}\n', "none of its 1 lines"),
        (b'{"event": "Listed", "item_id": "t", "text": "", "tier": "x", "status": "y"}', "none of"),
    ],
)
def test_a_foreign_file_is_one_clear_line(tmp_path: Path, content: bytes, complaint: str):
    path = tmp_path / "foreign.jsonl"
    path.write_bytes(content)
    with pytest.raises(RecordingError, match=complaint) as raised:
        load_recording(path)
    assert "\n" not in str(raised.value) and str(path) in str(raised.value)


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path):
    with pytest.raises(RecordingError, match="cannot be read: No such file"):
        load_recording(tmp_path / "missing.jsonl")
    with pytest.raises(RecordingError, match="is a folder"):
        load_recording(tmp_path)


# The screen


async def test_it_opens_at_the_beginning_and_says_that_it_is_a_replay(tmp_path: Path):
    async with replaying(recording_of(Path("x.jsonl"), DAY), tmp_path) as p:
        painted = p.painted()
        assert "Replay · Mon 2026-03-02 08:10" in painted
        assert "replay, paused · step 1 of 10" in painted
        assert "nothing is executed" in painted
        assert "working   Book the physio" in painted.replace("●", " ").replace(
            "  working", "working"
        )
        assert p.said == []


async def test_the_arrows_go_step_by_step_and_back(tmp_path: Path):
    async with replaying(recording_of(Path("x.jsonl"), DAY), tmp_path) as p:
        await p.press("right", "right")
        assert [line.split()[0] for line in p.said] == ["find_free_slot", "schedule_event"]
        await p.press("left")
        assert [line.split()[0] for line in p.said] == ["find_free_slot"]
        await p.press("left", "left", "left")
        assert p.said == [] and p.screen.step == 0
        await p.press("end")
        assert p.said[-1] == "The physio is **booked**." and p.screen.step == 9
        assert "the end" in p.painted()
        await p.press("right", "home")
        assert p.said == [] and p.screen.step == 0


async def test_a_step_shows_the_same_whichever_way_it_is_reached(tmp_path: Path):
    recording = recording_of(Path("x.jsonl"), DAY)
    async with replaying(recording, tmp_path, WIDE) as p:
        forward = []
        for _ in recording.frames:
            forward.append((p.said, p.painted()))
            await p.press("right")
        for step in reversed(range(len(recording.frames))):
            p.screen.action_go(step)
            await p.settled()
            assert (p.said, p.painted()) == forward[step]


async def test_a_call_that_waited_is_shown_whole_and_cannot_be_answered(tmp_path: Path):
    async with replaying(recording_of(Path("x.jsonl"), DAY), tmp_path) as p:
        await p.press("right", "right", "right")
        call = p.screen.query_one(RecordedCall)
        assert call.display and "Waited for your word · reply_email" in p.painted()
        assert "Thursday 15:00 works for me." in p.painted()
        step = p.screen.step
        await p.press("f4", "a", "y", "d", "A", "enter")
        assert p.screen.step == step and call.display
        await p.press("right", "right")
        assert not call.display and p.said[-1] == "allowed reply_email e1"


async def test_space_plays_to_the_end_and_pauses(tmp_path: Path):
    async with replaying(recording_of(Path("x.jsonl"), DAY), tmp_path, speed=64) as p:
        await p.press("space")
        for _ in range(500):
            await p.pilot.pause(0.02)
            if p.screen.step == p.screen.last and not p.screen.is_playing:
                break
        await p.settled()
        assert p.screen.step == 9 and "replay, the end" in p.painted()
        p.screen.speed = 0.125
        await p.press("space")
        assert p.screen.is_playing and p.screen.step == 0
        await p.press("space")
        assert not p.screen.is_playing and "replay, paused" in p.painted()


async def test_the_speed_doubles_and_halves_within_reason(tmp_path: Path):
    async with replaying(recording_of(Path("x.jsonl"), DAY), tmp_path) as p:
        await p.press("plus", "plus")
        assert "4 steps/s" in p.painted()
        await p.press(*["minus"] * 10)
        assert "0.125 step/s" in p.painted()


async def test_a_click_on_the_bar_goes_there(tmp_path: Path):
    async with replaying(recording_of(Path("x.jsonl"), DAY), tmp_path) as p:
        await p.pilot.click(Position, offset=(98, 0))
        await p.settled()
        assert p.screen.step == 9
        await p.pilot.click(Position, offset=(1, 0))
        await p.settled()
        assert p.screen.step == 0


async def test_what_was_recorded_can_be_read_in_full(tmp_path: Path):
    async with replaying(recording_of(Path("x.jsonl"), DAY), tmp_path, MEDIUM) as p:
        await p.press("right")
        assert "minutes: 45" not in p.painted()
        await p.press("f3")
        assert "minutes: 45" in p.painted() and "effect_id: x1" in p.painted()
        await p.press("escape")
        assert "minutes: 45" not in p.painted()
        assert p.screen.query_one(RecordedConversation).has_focus


async def test_the_tasks_are_read_only(tmp_path: Path):
    async with replaying(recording_of(Path("x.jsonl"), DAY), tmp_path, NARROW) as p:
        await p.press("f2", "down", "enter", "m", "n", "t", "c", "w", "u")
        tree = p.screen.query_one(RecordedTasks)
        assert p.app.screen is p.screen and tree.has_focus
        assert "Book the physio" in p.painted()
        await p.press("escape")
        assert p.screen.query_one(RecordedConversation).has_focus


async def test_escape_ends_a_replay_that_was_started_alone(tmp_path: Path):
    async with replaying(recording_of(Path("x.jsonl"), DAY), tmp_path) as p:
        await p.press("escape")
        assert p.app.return_value == 0


async def test_a_session_without_items_says_so(tmp_path: Path):
    async with replaying(recording_of(Path("x.jsonl"), [Said("y1", "hello")]), tmp_path, WIDE) as p:
        assert "no item was listed yet" in p.painted()
        assert "no day was recorded" in p.painted()
        assert p.said == ["hello"]


async def test_ten_thousand_events_mount_a_tail_and_more_on_demand(tmp_path: Path):
    events: list[SessionEvent] = [OPENED]
    events += [Said("y1", f"message {n:05d}") for n in range(10_000)]
    recording = load_recording(kept(tmp_path, events))
    async with replaying(recording, tmp_path) as p:
        await p.press("end")
        assert p.said == [f"message {n:05d}" for n in range(10_000 - TAIL, 10_000)]
        earlier = p.screen.query_one(".earlier", Static)
        assert str(earlier.render()).startswith(f"{10_000 - TAIL} earlier")
        await p.press("e")
        assert p.said[0] == f"message {10_000 - 2 * TAIL:05d}"
        await p.press("left")
        assert p.said[-1] == "message 09998" and len(p.said) == TAIL


async def test_hostile_text_is_only_text(tmp_path: Path):
    nasty = "[/x][red]\x1b[2J\u202eevil"
    events: list[SessionEvent] = [
        Opened(nasty, nasty, True),
        Listed(nasty, nasty, "other", "open"),
        Said(nasty, nasty),
        ConsentAsked(nasty, {nasty: nasty, "item_id": nasty}, nasty),
        Acted(nasty, nasty, nasty, nasty, {nasty: [nasty], "citations": 3}, None, "ok", nasty),
        Acted("", "", "", "answer", {"citations": 3}, None, "ok", nasty),
        Noted("failed", nasty),
    ]
    async with replaying(load_recording(kept(tmp_path, events)), tmp_path, WIDE) as p:
        for _ in events:
            await p.press("right")
            assert "\x1b" not in p.painted() and "\u202e" not in p.painted()
            assert "[red]" in p.painted()


async def test_a_session_that_is_played_looks_as_it_did_when_it_happened(folder: Path):
    session = DeskSession([ROUTE_MEETING, BOOK, ROUTE_EMAIL, REPLY, FINISH])
    async with running(session, folder) as d:
        await d.until_asked()
        await d.focus_card()
        await d.press("a", "y")
        await d.until_done()
        lived = [b.as_text for b in d.workspace.conversation.blocks if b.as_text not in d.said[:0]]
        rows = [(item.id, item.text, item.tier, item.status) for item in session.items()]
        recording = load_recording(log_of(folder, "run-1").path)
    last = recording.frames[-1]
    assert [(i.id, i.text, i.tier, i.status) for i in last.items] == rows
    async with replaying(recording, folder) as p:
        await p.press("end")
        # The introduction of the screen is no event of the session.
        assert p.said == lived[1:]


async def test_p_in_the_picker_plays_and_escape_comes_back(folder: Path):
    kept(folder)
    async with running(DeskSession([]), folder, autostart=False) as d:
        await d.press("ctrl+r")
        await d.until(lambda: "buy milk" in d.painted())
        await d.press("down", "p")
        await d.until(lambda: isinstance(d.app.screen, ReplayScreen))
        await d.until(lambda: "replay, paused" in d.painted())
        await d.press("escape")
        await d.until(lambda: isinstance(d.app.screen, SessionsScreen))
        await d.press("escape")
        assert d.app.screen is d.workspace and d.session.runs == []


async def test_a_session_that_went_missing_is_said_in_the_picker(folder: Path):
    path = kept(folder)
    async with running(DeskSession([]), folder, autostart=False) as d:
        await d.press("ctrl+r")
        await d.until(lambda: "buy milk" in d.painted())
        path.unlink()
        await d.press("down", "p")
        await d.until(lambda: "cannot be read" in d.toasts)


# The command


def test_the_command_tells_a_session_as_plain_text(tmp_path: Path):
    result = CliRunner().invoke(command, ["replay", str(kept(tmp_path)), "--plain"])
    assert result.exit_code == 0
    head, *lines = result.stdout.splitlines()
    assert head.endswith("nothing is executed.")
    assert lines == in_words(DAY, 2000)
    assert "You: buy milk" in lines and "Assistant: The physio is **booked**." in lines


def test_the_command_says_what_it_left_out(tmp_path: Path):
    path = kept(tmp_path)
    path.write_bytes(path.read_bytes()[:-5])
    result = CliRunner().invoke(command, ["replay", str(path), "--plain"])
    assert result.exit_code == 0 and "the last line is torn" in result.stderr


def test_the_command_refuses_a_foreign_file(tmp_path: Path):
    foreign = tmp_path / "notes.md"
    foreign.write_text("# Notes\n")
    result = CliRunner().invoke(command, ["replay", str(foreign), "--plain"])
    assert isinstance(result.exception, RecordingError)


# Pictures


@pytest.mark.parametrize(
    ("name", "size", "keys"),
    [
        ("replay-wide", WIDE, ("right",) * 4),
        ("replay-narrow", NARROW, ("right",) * 3),
    ],
)
async def test_how_it_looks(
    tmp_path: Path,
    name: str,
    size: tuple[int, int],
    keys: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(blocks, "_duration", lambda seconds: "3 ms")
    async with replaying(recording_of(Path("x.jsonl"), DAY), tmp_path, size) as p:
        await p.press(*keys)
        snapshots.check(p.app, name)


def test_every_tier_of_the_list_is_one_of_a_recording(tmp_path: Path):
    events = [Listed(tier, tier, tier, "open") for tier in TIERS]
    assert [item.tier for item in load_recording(kept(tmp_path, events)).frames[-1].items] == [
        *TIERS
    ]
    assert SessionLog(kept(tmp_path, events)).read() == events * 2
