"""The screen of run folders: what it shows, follows and says when there is nothing to show."""

import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from majordomo.compare import RunComparisons
from tests.tui import snapshots
from tests.tui.driving import MEDIUM, NARROW, WIDE, Driver, running
from tests.tui.recorded import play_few_days
from tests.tui.run_folders import (
    append,
    completions,
    decision_step,
    evaluation,
    grpo,
    rollout,
    set_dates,
    sft,
    step,
)
from tests.tui.sessions import DeskSession
from tests.tui.test_hostile_text import NASTY, RAW
from training.runs import RunFolder
from tui.screens import runs as screen_module
from tui.screens.ask import TextScreen
from tui.screens.compare import CompareScreen
from tui.screens.runs import RunsScreen
from tui.services import Services
from tui.widgets.runs import RunList, SampleList

SMALL = (60, 16)


@asynccontextmanager
async def looking(
    tmp_path: Path, size: tuple[int, int] = MEDIUM, runs: Path | None = None
) -> AsyncIterator[Driver]:
    """The app with the runs in `tmp_path/runs` on screen."""
    place = runs or tmp_path / "runs"
    services = Services(place, comparisons=lambda: RunComparisons(place))
    options: dict[str, Any] = {"autostart": False, "services": services}
    async with running(DeskSession([]), tmp_path / "sessions", size, **options) as d:
        await d.press("f6")
        await d.until(lambda: isinstance(d.app.screen, RunsScreen))
        yield d


def screen(d: Driver) -> RunsScreen:
    found = [s for s in d.app.screen_stack if isinstance(s, RunsScreen)]
    assert found
    return found[-1]


async def until_painted(d: Driver, *words: str) -> None:
    await d.until(lambda: all(word in d.painted() for word in words))


def finished(path: Path) -> RunFolder:
    """A GRPO run by decision that made all its steps."""
    run = grpo(path, mode="decision", steps=4)
    for n in range(1, 5):
        decision_step(run, n, reward=[0.1, 0.5, 0.3, 0.4][n - 1])
        completions(run, n)
    run.log("train", step=4, train_runtime=60.0)
    return run


async def test_the_runs_are_listed_and_one_of_them_is_shown_in_full(tmp_path: Path):
    finished(tmp_path / "runs" / "practice")
    going = sft(tmp_path / "runs" / "first")
    going.log("train", step=10, seconds=60.0, loss=2.0, epoch=0.1)
    async with looking(tmp_path, WIDE) as d:
        await until_painted(d, "2 runs · 1 running", "warm start", "loss 2.00 (lowest 2.00 at")
        await d.press("down")
        await until_painted(
            d, "done", "reward 0.40 (best 0.50 at step 2)", "step 4 of 4", "entropy 0.30",
            "groups with no spread 0.25", "2× send_email(e1, to=Lee)", "+0.30",
        )  # fmt: skip


async def test_a_rollout_is_opened_to_read_and_left_again(tmp_path: Path):
    finished(tmp_path / "runs" / "practice")
    async with looking(tmp_path) as d:
        await until_painted(d, "send_email(e1")
        await d.press("enter", "down", "enter")
        await d.until(lambda: isinstance(d.app.screen, TextScreen))
        assert "archive_email" in d.painted()
        assert "Its group, 4 completions:" in d.painted()
        await d.press("escape")
        assert d.app.focused is screen(d).query_one(SampleList)
        await d.press("escape")
        assert d.app.focused is screen(d).query_one(RunList)
        await d.press("escape")
        assert d.app.screen is d.workspace


async def test_a_run_is_followed_while_it_is_written(tmp_path: Path):
    run = grpo(tmp_path / "runs" / "live", mode="decision")
    decision_step(run, 1)
    completions(run, 1)
    async with looking(tmp_path) as d:
        await until_painted(d, "running", "step 1 of 40")
        await d.press("enter", "down")
        decision_step(run, 2)
        completions(run, 2, day="rush_hour:1:hard")
        await until_painted(d, "step 2 of 40", "rush_hour")
        rows = screen(d).query_one(SampleList)
        # The cursor stays where the person put it, now below three newer rows.
        assert rows.highlighted == 4
        await d.press("f")
        await until_painted(d, "following")
        assert rows.highlighted == 0
        with (run.path / "events.jsonl").open("a") as file:
            file.write('{"kind": "train", "at": "2026-')
        with (run.path / "completions.jsonl").open("a") as file:
            file.write('{"step": 3, "da')
        await d.pilot.pause(1.2)
        assert "step 2 of 40" in d.painted()
        assert "cannot be read" not in d.painted()
        with (run.path / "events.jsonl").open("a") as file:
            file.write('03-02T08:00:00Z", "step": 3, "reward": 0.9}\n')
        with (run.path / "completions.jsonl").open("a") as file:
            file.write('y": "travel_day:5:easy", "decision": 1, "tool": "finish", "reward": 1}\n')
        await until_painted(d, "step 3 of 40", "travel_day")
        assert rows.highlighted == 0
        await d.press("f")
        assert "following" not in d.painted()


async def test_a_run_that_appears_is_listed(tmp_path: Path):
    async with looking(tmp_path) as d:
        await until_painted(d, "There is no folder", "majordomo train sft")
        (tmp_path / "runs").mkdir()
        await until_painted(d, "There is no run in")
        step(grpo(tmp_path / "runs" / "new"), 1)
        await until_painted(d, "new", "GRPO by episode")


async def test_without_a_folder_of_runs_the_screen_says_so(tmp_path: Path):
    options: dict[str, Any] = {"autostart": False, "services": Services()}
    async with running(DeskSession([]), tmp_path / "sessions", NARROW, **options) as d:
        await d.press("f6")
        await until_painted(d, "No folder of runs was named")
        await d.press("f", "c", "o", "slash", "enter", "escape", "escape")
        await d.until(lambda: d.app.screen is d.workspace)


async def test_what_is_wrong_with_a_folder_is_said_beside_those_that_are_well(tmp_path: Path):
    finished(tmp_path / "runs" / "well")
    (tmp_path / "runs" / "nothing").mkdir()
    torn = grpo(tmp_path / "runs" / "torn")
    (torn.path / "run.json").write_text("{")
    async with looking(tmp_path, WIDE) as d:
        await until_painted(d, "3 runs", "unreadable")
        seen = ""
        for _ in range(3):
            await d.press("down")
            await d.pilot.pause(0.2)
            seen += d.painted()
        assert "the folder is empty" in seen
        assert "run.json is damaged" in seen
        assert "reward 0.40" in seen


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALL])
async def test_hostile_text_in_a_run_is_shown_and_not_obeyed(tmp_path: Path, size: tuple[int, int]):
    run = grpo(tmp_path / "runs" / "[red]x[/x]\u202e")
    step(run, 1, level=NASTY, flags=[NASTY, "x" * 100_000])
    run.log("rollback", step=1, reason=NASTY, to=NASTY)
    odd = {"tool": NASTY, "args": {NASTY: NASTY}, "agent": NASTY, "status": NASTY, "text": NASTY}
    append(run.path / "completions.jsonl", [rollout(1, day=NASTY, flags=[NASTY], actions=[odd])])
    evaluated = evaluation(tmp_path / "runs" / "eval")
    evaluated.log("policy", name=NASTY, spec=NASTY, mark=NASTY)
    async with looking(tmp_path, size) as d:
        await until_painted(d, "2 runs")
        for key in ("down", "enter", "enter", "escape", "slash", "["):
            await d.press(key)
            await d.pilot.pause(0.1)
            assert not RAW.search(d.painted()), key
        assert d.app.is_running


async def test_both_lists_can_be_filtered(tmp_path: Path):
    finished(tmp_path / "runs" / "practice")
    step(grpo(tmp_path / "runs" / "other"), 1)
    async with looking(tmp_path, WIDE) as d:
        await until_painted(d, "2 runs")
        await d.press("slash", *"practice", "enter")
        await until_painted(d, "filter practice: 1")
        runs = screen(d).query_one(RunList)
        assert runs.option_count == 1
        await until_painted(d, "send_email(e1")
        await d.press("enter", "slash", *"reward", "less_than_sign", "0", "enter")
        await until_painted(d, "filter reward<0: 4 of 12 lines")
        assert screen(d).query_one(SampleList).option_count == 4
        await d.press("slash", "escape")
        await until_painted(d, "12 lines")
        assert screen(d).query_one(SampleList).option_count == 12


async def test_keys_that_can_do_nothing_say_why(tmp_path: Path):
    finished(tmp_path / "runs" / "practice")
    async with looking(tmp_path) as d:
        await until_painted(d, "send_email(e1")
        await d.press("f")
        assert "This run is done: there is nothing to follow." in d.toasts
        await d.press("c")
        assert "majordomo eval --policy scripted --policy hf:" in d.toasts
        assert isinstance(d.app.screen, RunsScreen)


async def test_the_folder_is_copied(tmp_path: Path):
    finished(tmp_path / "runs" / "practice")
    async with looking(tmp_path) as d:
        await until_painted(d, "send_email(e1")
        await d.press("o")
        await d.until(lambda: d.app.clipboard == str(tmp_path / "runs" / "practice"))
        assert "practice" in d.toasts


async def test_compare_shows_the_policy_of_the_run_in_its_evaluation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    sft(tmp_path / "runs" / "first").log("train", step=10, seconds=60.0, loss=2.0, epoch=0.1)
    (tmp_path / "runs" / "first" / "best").mkdir()
    names = ["do_nothing", "first=greedy", "other=keyword"]
    made = play_few_days(tmp_path / "runs" / "eval", names, 1)
    events = made / "events.jsonl"
    text = events.read_text().replace('"spec": "greedy"', '"spec": "hf:runs/first/best"')
    events.write_text(text.replace('"spec": "keyword"', '"spec": "hf:/elsewhere/other/last"'))
    async with looking(tmp_path) as d:
        await until_painted(d, "warm start")
        await d.press("c")
        await d.until(lambda: isinstance(d.app.screen, CompareScreen))
        shown = d.app.screen
        assert isinstance(shown, CompareScreen)
        await d.until(lambda: shown.comparison is not None, 60)
        assert shown.comparison is not None
        assert (shown.comparison.baseline, shown.comparison.trained) == ("do_nothing", "first")
        await d.press("escape")
        await d.until(lambda: d.app.screen is d.workspace)


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW, SMALL])
async def test_run_and_rollouts_are_on_screen_in_every_size(tmp_path: Path, size: tuple[int, int]):
    finished(tmp_path / "runs" / "practice")
    async with looking(tmp_path, size) as d:
        await until_painted(d, "practice", "done", "reward 0.40", "send_email(")
        for widget in (RunList, SampleList):
            region = screen(d).query_one(widget).region
            assert region.height >= 2 and region.right <= size[0], widget


HEAVY = ("torch", "transformers", "trl", "datasets", "chromadb", "langgraph", "pydantic")

LOOK = """
import sys
from pathlib import Path
{imports}
Library(Path(sys.argv[1])).look(0.0)
print(sorted(set(sys.modules) & set({heavy!r})))
"""


@pytest.mark.parametrize(
    ("imports", "heavy"),
    [
        ("from tui.screens.runs import Library, RunsScreen", HEAVY[:-1]),
        ("from majordomo.runs import Library", (*HEAVY, "textual")),
    ],
)
def test_only_run_folders_are_read_and_no_trainer_is_imported(
    tmp_path: Path, imports: str, heavy: tuple[str, ...]
):
    finished(tmp_path / "practice")
    code = LOOK.format(imports=imports, heavy=heavy)
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "[]", done.stderr


# How it looks


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every event is a minute after the one before; now it is 42 seconds after the last one."""
    minutes = iter(range(60))
    monkeypatch.setattr("training.runs._now", lambda: f"2026-03-02T08:{next(minutes):02}:00Z")
    monkeypatch.setattr(screen_module, "clock", lambda: 1_772_439_822.0)


@pytest.mark.parametrize(("name", "size"), [("runs-wide", WIDE), ("runs-narrow", NARROW)])
async def test_the_screen_of_runs(
    tmp_path: Path, frozen: None, monkeypatch: pytest.MonkeyPatch, name: str, size: tuple[int, int]
):
    monkeypatch.chdir(tmp_path)
    finished(Path("runs/practice"))
    (Path("runs") / "nothing").mkdir()
    evaluation(Path("runs/eval"), results=True)
    live = grpo(Path("runs/live/seed0"), days_per_step=4, max_minutes=600.0)
    live.log("validation", step=0, grade=0.31, is_best=True, n=33)
    for n in range(1, 13):
        idle = {"episode/idle_groups": 1.0 if n < 9 else 3.0}
        step(live, n, **{"episode/grade": 0.3 + n * (14 - n) / 300, **idle})
        append(live.path / "completions.jsonl", [rollout(n, flags=["a loop"] * (n == 12))])
    live.log("validation", step=12, grade=0.44, is_best=True, n=33)
    set_dates(Path("runs"), 1_772_438_400.0)
    async with looking(tmp_path, size, Path("runs")) as d:
        await until_painted(d, "4 runs · 1 running", "dinner_rescue")
        for _ in range(5):
            await d.pilot.pause(0.05)
        snapshots.check(d.app, name)
