"""The conversation's window: old blocks go, come back on demand, and stay while they are read."""

from pathlib import Path

import pytest

from tests.tui.driving import NARROW, Driver, running
from tests.tui.sessions import DeskSession
from tui.history import Stepped
from tui.widgets import conversation
from tui.widgets.blocks import AnswerBlock, Line, Step


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small window, so that little fills it."""
    monkeypatch.setattr(conversation, "KEPT", 30)
    monkeypatch.setattr(conversation, "EARLIER", 50)


async def notes(d: Driver, first: int, last: int) -> None:
    for n in range(first, last):
        await d.workspace.conversation.say("Note", f"note {n:03d}")


def texts(d: Driver) -> list[str]:
    return [block.as_text for block in d.workspace.conversation.blocks]


async def test_blocks_that_were_let_go_come_back_on_demand(folder: Path):
    async with running(DeskSession([]), folder, NARROW, autostart=False) as d:
        await notes(d, 0, 45)
        assert texts(d) == [f"note {n:03d}" for n in range(15, 45)]
        await d.press("ctrl+t", "e")
        await d.until(lambda: "note 000" in texts(d))
        assert texts(d)[-45:] == [f"note {n:03d}" for n in range(45)], "in order, without a hole"


async def test_nothing_is_taken_away_from_who_reads_further_up(folder: Path):
    async with running(DeskSession([]), folder, NARROW, autostart=False) as d:
        await notes(d, 0, 25)
        await d.press("ctrl+t", *["up"] * 24)
        await d.until(lambda: not d.workspace.conversation.is_following)
        await notes(d, 25, 50)
        assert "note 001" in texts(d), "what is read stays"
        await d.press("end")
        await d.until(lambda: d.workspace.conversation.is_following)
        await notes(d, 50, 51)
        assert texts(d) == [f"note {n:03d}" for n in range(21, 51)]


async def test_the_window_and_what_is_kept_of_the_rest_are_bounded(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(conversation, "KEPT", 10)
    monkeypatch.setattr(conversation, "EARLIER", 22)
    async with running(DeskSession([]), folder, NARROW, autostart=False) as d:
        await notes(d, 0, 40)
        talk = d.workspace.conversation
        assert len(talk.blocks) == 10 and len(talk._earlier) == 22
        await d.press("ctrl+t", "e", "e")
        await d.until(lambda: texts(d)[0] == "note 008")
        await d.press("e")
        await d.until(lambda: "session's file: ctrl+r" in d.toasts)


async def test_a_block_made_again_says_the_same():
    from assistant.contract.tools import Effect
    from assistant.events import Acted, ModelCalled

    event = Acted("x1", "email", "e1", "reply_email", {}, Effect.IRREVERSIBLE, "ok", "answered")
    step = Stepped(event, ModelCalled("email", "e1", 5, 2, 0.1), "professional")
    for block in (Line("You", "[/x] hello"), AnswerBlock("**yes**"), Step(step, "real")):
        again = block.maker()
        assert type(again) is type(block) and again is not block
        assert again.as_text == block.as_text and again.maker.args == block.maker.args
