"""Rehearse: nothing is applied without its two keys, and what they apply is what was shown."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from textual.widgets import OptionList

from assistant.contract.errors import UserError
from assistant.guard import InterruptApprover
from majordomo.rehearse import SessionRehearser
from majordomo.session import open_session
from tests.assistant.days import MONDAY_8, ZONE
from tests.majordomo.rehearsing import write_day
from tests.tui import snapshots
from tests.tui.driving import NARROW, WIDE, Driver, running
from tests.tui.sessions import DeskSession
from tui.rehearsal import PlannedCall, Preview, Risk, Unplayed
from tui.screens.rehearse import MOST_LINES, RehearseScreen
from tui.services import Services

HOSTILE = "[/x] [red]\x1b[2J\u202egnp"

DIFF = """\
diff --git a/home/sam/todo.txt b/home/sam/todo.txt
--- a/home/sam/todo.txt
+++ b/home/sam/todo.txt
@@ -1,2 +1,2 @@
-Book the physio Tuesday 14:00
+Book the physio Tuesday 14:00 md:e49ef904
 Buy milk and eggs
"""


def call(number: int, tool: str, effect: str, text: str, status: str = "ok") -> PlannedCall:
    args = {"item_id": "t1"}
    return PlannedCall(number, "t1", "", "email", tool, args, effect, status, text, MONDAY_8)


CALLS = (
    call(0, "route_to_agent", "read", "meeting takes it"),
    call(1, "schedule_event", "reversible", "m3 Physio Tue 2026-03-03 14:00-14:45"),
    call(2, "archive_email", "reversible", f"e2 archived {HOSTILE}"),
    call(3, "send_email", "irreversible", "mail to Lee Park"),
    call(0, "ask_clarification", "read", "When should the review be?", "asked"),
)


@dataclass
class Day:
    """A rehearsal whose diff is one line for each chosen call; what is applied is noted."""

    seed: int = 0
    calls: Sequence[PlannedCall] = CALLS
    diff: bytes = DIFF.encode()
    applied: list[tuple[int, ...]] = field(default_factory=list)
    refuses: str = ""
    closed: int = 0
    model: str = "scripted"
    now: int = MONDAY_8
    timezone: str = ZONE
    risks: Sequence[Risk] = (Risk("cannot be undone", "send_email: mail to Lee Park", 3),)
    unplayed: Sequence[Unplayed] = (Unplayed("t4 Renew the lease", "9999 is out of range"),)

    async def preview(self, numbers: Sequence[int]) -> Preview:
        return Preview(tuple(numbers), (), self.diff if numbers else b"")

    async def apply(self, preview: Preview) -> Preview:
        if self.refuses:
            raise UserError(self.refuses)
        self.applied.append(preview.numbers)
        return preview

    def close(self) -> None:
        self.closed += 1

    async def rehearse(self, seed: int) -> "Day":
        self.seed = seed
        return self


class Failing(Day):
    """A rehearsal that cannot begin."""

    async def rehearse(self, seed: int) -> Day:
        raise UserError("the list at todo.txt cannot be read")


def services(day: Day) -> Services:
    return Services(rehearser=lambda: day)


async def opened(d: Driver, words: str = "schedule_event") -> RehearseScreen:
    """The screen, with what it is waited for on it."""
    await d.press("f8")
    await d.until(lambda: isinstance(d.app.screen, RehearseScreen) and words in d.painted(), 120)
    assert isinstance(d.app.screen, RehearseScreen)
    return d.app.screen


async def go_to(d: Driver, number: int) -> None:
    """Put the cursor on a call."""
    screen = d.app.screen
    assert isinstance(screen, RehearseScreen)
    at = [c.number for c in screen._shown].index(number)
    screen.query_one("#rehearse-plan", OptionList).highlighted = at
    await d.pilot.pause()


async def test_real_files_change_by_what_was_shown_and_undo_brings_them_back(
    folder: Path, tmp_path: Path
):
    files = write_day(tmp_path / "day")
    before = files.contents()
    async with open_session(files.options, InterruptApprover()) as session:
        made = Services(rehearser=lambda: SessionRehearser(files.options, lambda: session))
        async with running(session, folder, WIDE, autostart=False, services=made) as d:  # type: ignore[arg-type]
            screen = await opened(d, "diff --git")
            await d.press("-")
            await go_to(d, 1)
            await d.press("space", "down")
            await go_to(d, 3)
            await d.press("space")
            await d.until(lambda: screen._preview is not None, 120)
            assert screen._preview is not None
            shown = screen._preview
            assert shown.numbers == (1, 3)
            expected = files.patched(shown.diff, tmp_path / "mirror")
            assert files.contents() == before
            await d.wait_out_grace()
            await d.press("a", "y")
            await d.until(lambda: d.app.screen is d.workspace, 120)
            assert files.contents() == expected != before
            await d.until(lambda: "Done as rehearsed: 1, 3" in d.said)
            await d.press(*(["f2", "u", "u"]))
            await d.until(lambda: files.contents() == before, 120)


async def test_what_cannot_be_undone_is_chosen_by_its_own_key_alone(folder: Path):
    day = Day()
    async with running(DeskSession(), folder, WIDE, autostart=False, services=services(day)) as d:
        await opened(d)
        await d.wait_out_grace()
        await d.press("-", "+")
        assert "2 of 3 chosen" in d.painted()
        await go_to(d, 3)
        await d.press("space")
        assert "3 of 3 chosen" in d.painted()
        await d.press("a")
        assert "CANNOT BE UNDONE: 3 mail to Lee Park" in d.painted()
        await d.press("escape")
        assert "CANNOT BE UNDONE" not in d.painted()
        await d.press("y")
        assert day.applied == []
        await d.press("a", "y")
        await d.until(lambda: d.app.screen is d.workspace)
        assert day.applied == [(1, 2, 3)]
        assert day.closed == 1


async def test_typing_and_enter_apply_nothing(folder: Path):
    """Keys that were meant for something else, and whatever is no `a` then `y`."""
    day = Day()
    async with running(DeskSession(), folder, WIDE, autostart=False, services=services(day)) as d:
        await opened(d)
        await d.press("a", "y", "enter", "y")
        await d.wait_out_grace()
        await d.press("y", "enter", "space", "a", "enter", "y")
        assert day.applied == []
        assert isinstance(d.app.screen, RehearseScreen)


async def test_a_diff_that_cannot_be_shown_whole_cannot_be_applied(folder: Path):
    day = Day(diff=b"+line\n" * (MOST_LINES + 1))
    async with running(DeskSession(), folder, NARROW, autostart=False, services=services(day)) as d:
        await opened(d)
        await d.wait_out_grace()
        await d.press("a", "y")
        await d.until(lambda: "too long to show whole" in d.toasts)
        assert day.applied == []


async def test_a_refusal_is_said_and_the_day_can_be_played_again(folder: Path):
    day = Day(refuses="todo.txt has changed since the rehearsal")
    async with running(DeskSession(), folder, NARROW, autostart=False, services=services(day)) as d:
        await opened(d)
        await d.wait_out_grace()
        await d.press("a", "y")
        await d.until(lambda: "todo.txt has changed since" in d.painted())
        await d.press("g")
        await d.until(lambda: "schedule_event" in d.painted())


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (None, "nothing to rehearse with"),
        (lambda: Failing(), "the list at todo.txt cannot be read"),
        (lambda: Day(calls=()), "Nothing is open"),
    ],
)
async def test_without_a_plan_it_is_said_why(
    folder: Path, made: Callable[[], Day] | None, words: str
):
    given = Services(rehearser=made)
    async with running(DeskSession(), folder, NARROW, autostart=False, services=given) as d:
        await opened(d, words)
        await d.press("a", "y", "+", "v", "space")
        assert isinstance(d.app.screen, RehearseScreen)
        await d.press("f8")
        assert d.app.screen is d.workspace


async def test_the_sample_day_says_how_to_use_ones_own(folder: Path, tmp_path: Path):
    files = write_day(tmp_path / "day")
    made = Services(rehearser=lambda: SessionRehearser(files.options, lambda: None))
    async with running(DeskSession(), folder, NARROW, autostart=False, services=made) as d:
        await opened(d, "the sample day has no files of yours")


async def test_views_and_seeds(folder: Path):
    day = Day()
    async with running(DeskSession(), folder, NARROW, autostart=False, services=services(day)) as d:
        await opened(d, "diff --git")
        await d.press("r")
        assert "send_email: mail to Lee Park" in d.painted()
        await d.press("v")
        assert "9999 is out of range" in d.painted()
        await d.press("v")
        assert "diff --git" in d.painted()
        await d.press("s")
        await d.until(lambda: day.seed == 1 and "seed 1" in d.painted())


async def test_while_it_plays_it_says_so(folder: Path):
    gate = asyncio.Event()

    class Slow(Day):
        async def rehearse(self, seed: int) -> Day:
            await gate.wait()
            return self

    made = services(Slow())
    async with running(DeskSession(), folder, NARROW, autostart=False, services=made) as d:
        await opened(d, "Playing your day on copies")
        gate.set()
        await d.until(lambda: "schedule_event" in d.painted())


@pytest.mark.parametrize("size", [(120, 36), NARROW])
async def test_what_does_not_fit_into_a_line_goes_on_under_its_text(
    folder: Path, size: tuple[int, int]
):
    long = call(1, "schedule_event", "reversible", " ".join(f"word{n}" for n in range(24)))
    refused = replace(long, number=2, in_files="the 日曆 is read-only " * 6)
    made = services(Day(calls=[long, refused]))
    async with running(DeskSession(), folder, size, autostart=False, services=made) as d:
        screen = await opened(d)
        plan = screen.query_one("#rehearse-plan", OptionList)
        await d.until(lambda: "2 of 2 chosen" in d.painted())

        def lines() -> list[str]:
            shown = (plan.render_line(y).text.rstrip() for y in range(plan.content_size.height))
            return [line for line in shown if line]

        def hang() -> bool:
            heads = {"[x]   1 ", "[x]   2 ", " " * 8}
            return all(line[:8] in heads and line[8] != " " for line in lines())

        # A narrower screen wants other lines.
        for width in (size[0], size[0] - 10):
            await d.pilot.resize_terminal(width, size[1])
            while d.app.size.width != width:
                await d.pilot.pause()
            await d.until(hang)
            assert lines()[0].startswith("[x]   1 schedule_event")
            assert len(lines()) >= 8
            assert " ".join(line[8:] for line in lines()).count("word23") == 2


@pytest.mark.parametrize("size", [WIDE, NARROW, (60, 16)])
async def test_what_it_looks_like(folder: Path, size: tuple[int, int]):
    made = services(Day())
    async with running(DeskSession(), folder, size, autostart=False, services=made) as d:
        await opened(d)
        await d.until(lambda: "2 of 3 chosen" in d.painted())
        for _ in range(5):
            await d.pilot.pause(0.05)
        assert "\x1b" not in d.painted()
        if size != (60, 16):
            snapshots.check(d.app, "wide-rehearse" if size == WIDE else "narrow-rehearse")
