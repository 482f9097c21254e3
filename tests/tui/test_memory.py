"""What left the screen leaves memory, too: a day on screen holds no more in the evening."""

import gc
import weakref
from pathlib import Path

import pytest

from assistant.contract.tools import Effect
from assistant.events import Acted
from tests.tui.driving import MEDIUM, running
from tests.tui.sessions import DeskSession
from tui.history import Stepped
from tui.screens.parts import ERRORS
from tui.widgets import conversation
from tui.widgets.blocks import Line, Step
from tui.widgets.prompt import REMEMBERED
from tui.widgets.question import QuestionCard


def step(text: str) -> Step:
    event = Acted("x", "email", "e1", "draft_reply", {}, Effect.REVERSIBLE, "ok", text)
    return Step(Stepped(event, None, None), "")


def alive(kept: list[weakref.ref[object]]) -> int:
    gc.collect()
    return sum(each() is not None for each in kept)


async def test_blocks_that_left_the_conversation_are_gone_with_what_they_painted(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(conversation, "KEPT", 6)
    async with running(DeskSession(), folder, MEDIUM, autostart=False) as d:
        blocks, painted = [], []
        for n in range(20):
            block = step(f"step {n}") if n % 2 else Line("You", f"line {n}")
            await d.workspace.conversation.add(block)
            await d.pilot.pause()
            blocks.append(weakref.ref(block))
            inner = block if n % 2 else block.query_one(".words")
            painted.append(weakref.ref(inner._styles_cache))
        del block, inner
        await d.pilot.pause()
        assert len(d.workspace.conversation.blocks) == 6
        assert alive(painted) <= 7, "some are still in a cache"  # type: ignore[arg-type]
        assert alive(blocks) <= 7  # type: ignore[arg-type]


async def test_the_field_of_a_question_that_was_answered_is_gone(folder: Path):
    async with running(DeskSession(), folder, MEDIUM, autostart=False) as d:
        fields = []
        for n in range(5):
            card = QuestionCard("t1", "the physio", f"When, {n}?")
            await d.workspace.deck.add(card)
            await d.pilot.pause()
            fields.append(weakref.ref(card.query_one("Input")))
            await d.workspace.deck.discard(card)
            await d.pilot.pause()
        del card
        assert alive(fields) <= 1  # type: ignore[arg-type]


async def test_errors_and_what_was_typed_are_kept_to_a_limit(folder: Path):
    async with running(DeskSession(), folder, MEDIUM, autostart=False) as d:
        for n in range(ERRORS + 5):
            await d.workspace.fail(OSError(f"error {n}."))
        assert [str(error) for error in d.workspace.errors][::19] == ["error 5.", "error 24."]
        await d.press("f12")
        await d.until(lambda: "error 24." in d.painted())
        await d.press("escape")
        area = d.workspace.prompt.area
        for n in range(REMEMBERED + 5):
            area.remember(f"line {n}")
        d.workspace.prompt.area.focus()
        await d.press("up")
        assert area.text == f"line {REMEMBERED + 4}"
        for _ in range(REMEMBERED + 10):
            area._recall(1)
        assert area.text == "line 5"
