"""Compare: what is shown of a recorded evaluation, in which order, and what loads for it."""

import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input

from majordomo.compare import RunComparisons
from majordomo.options import Options
from tests.tui import snapshots
from tests.tui.driving import MEDIUM, NARROW, Driver, running
from tests.tui.recorded import FEW, play_few_days
from tests.tui.sessions import DeskSession
from tui.comparison import Better, Comparison, Figure, Pair, Play, Source, Step, usual
from tui.comparison_words import as_markdown, day_in_words, difference, number, table
from tui.screens.compare import CompareScreen
from tui.services import Services

HEAVY = ("torch", "transformers", "chromadb", "trl", "langgraph", "langchain_core")


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one evaluation, as `majordomo eval` leaves it."""
    folder = tmp_path_factory.mktemp("runs")
    play_few_days(folder / "few", ["oracle", "greedy"])
    return folder


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an evaluation of one policy under two names."""
    folder = tmp_path_factory.mktemp("twice")
    play_few_days(folder / "twice", ["greedy", "again=greedy"], 2)
    return folder


def services(runs: Path) -> Services:
    return Services(comparisons=lambda: RunComparisons(runs, Options(sample=True)))


async def compared(d: Driver) -> CompareScreen:
    """The Compare screen, with a comparison on it."""
    await d.until(lambda: isinstance(d.app.screen, CompareScreen))
    screen = d.app.screen
    assert isinstance(screen, CompareScreen)
    await d.until(lambda: screen.comparison is not None and "baseline ·" in d.painted(), 60)
    return screen


@asynccontextmanager
async def showing(
    folder: Path, size: tuple[int, int], runs: Path
) -> AsyncIterator[tuple[Driver, CompareScreen]]:
    """The app with the newest evaluation in `runs` on screen."""
    options = {"autostart": False, "services": services(runs)}
    async with running(DeskSession([]), folder, size, **options) as d:
        await d.press("f5")
        yield d, await compared(d)


def at(screen: CompareScreen) -> str:
    assert screen.pair is not None
    return screen.pair.name


# The recorded evaluation on screen


async def test_figures_and_both_traces_are_shown_worst_first(folder: Path, runs: Path):
    async with showing(folder, MEDIUM, runs) as (d, screen):
        painted = d.painted()
        assert f"greedy vs oracle · greedy was not trained · {FEW} held-out days" in painted
        assert "baseline · grade 1.00" in painted
        changes = [pair.change or 0.0 for pair in screen.pairs]
        assert len(changes) == FEW
        assert changes == sorted(changes)
        assert changes[0] < 0
        first = at(screen)
        assert f"1 of {FEW} · {first}" in painted
        assert f"other {number(changes[0], sign='+')}" in painted
        assert screen.pair is not None
        for play in (screen.pair.baseline, screen.pair.trained):
            assert play.steps
            assert f" 1 {play.steps[0].tool}" in painted
        await d.press("n")
        assert at(screen) == screen.pairs[1].name != first
        await d.press("p", "p")
        assert at(screen) == first
        assert "This is the first one." in d.toasts


async def test_a_regression_is_called_worse_as_a_gain_is_called_better(folder: Path, runs: Path):
    async with showing(folder, MEDIUM, runs) as (d, _):
        [grade] = [line for line in d.painted().splitlines() if line.strip().startswith("grade ")]
        assert grade.split()[-1] == "worse"


async def test_w_shows_the_days_as_they_were_played(folder: Path, runs: Path):
    async with showing(folder, MEDIUM, runs) as (d, screen):
        assert screen.comparison is not None
        played = [pair.name for pair in screen.comparison.pairs]
        worst = [pair.name for pair in screen.pairs]
        assert played != worst
        await d.press("w")
        assert [pair.name for pair in screen.pairs] == played
        await d.until(lambda: "as played" in d.painted())
        await d.press("w")
        assert [pair.name for pair in screen.pairs] == worst


async def test_d_leaves_out_the_days_on_which_both_did_the_same(folder: Path, twice: Path):
    async with showing(folder, NARROW, twice) as (d, screen):
        assert "no difference" in d.painted()
        assert "the same" in d.painted()
        await d.press("d")
        await d.until(lambda: "no day to show" in d.painted())
        assert screen.pair is None
        await d.press("n", "enter")
        assert d.app.screen is screen
        await d.press("d")
        await d.until(lambda: "1 of 2" in d.painted())


async def test_enter_shows_the_whole_day_and_x_writes_all_days(
    folder: Path, runs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("MAJORDOMO_HOME", str(tmp_path / "home"))
    async with showing(folder, MEDIUM, runs) as (d, screen):
        pair = screen.pair
        assert pair is not None
        assert pair.baseline.steps
        await d.press("enter")
        await d.until(lambda: "baseline · oracle · grade 1.00" in d.painted())
        assert f"1 {pair.baseline.steps[0].tool}" in d.painted()
        await d.press("escape", "x")
        await d.until(lambda: "Written: " in d.toasts)
        [page] = (tmp_path / "home" / "exports").iterdir()
        text = page.read_text("utf-8")
        assert screen.comparison is not None
        assert all(day_in_words(each, screen.comparison) in text for each in screen.pairs)
        assert "task success" in text


async def test_escape_goes_back_to_the_day(folder: Path, runs: Path):
    async with showing(folder, MEDIUM, runs) as (d, _):
        await d.press("escape")
        await d.until(lambda: d.app.screen is d.workspace)


async def test_a_folder_can_be_named(folder: Path, tmp_path: Path):
    other = play_few_days(tmp_path / "runs" / "other", ["do_nothing", "keyword"], 2, seed=1)
    play_few_days(tmp_path / "runs" / "newer", ["greedy", "again=greedy"], 1)
    options = {"autostart": False, "services": services(tmp_path / "runs")}
    async with running(DeskSession([]), folder, NARROW, **options) as d:
        d.workspace.run_line(f"/compare {other}")
        screen = await compared(d)
        assert screen.comparison is not None
        assert (screen.comparison.baseline, screen.comparison.trained) == ("do_nothing", "keyword")
        assert "too few to say" in d.painted()


async def test_two_models_handle_a_copy_of_the_list(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    home = tmp_path / "home"
    monkeypatch.setenv("MAJORDOMO_HOME", str(home))
    options = {"autostart": False, "services": services(tmp_path / "none")}
    async with running(DeskSession([]), folder, NARROW, **options) as d:
        await d.press("f5")
        await d.until(lambda: "No evaluation of two policies" in d.painted(), 60)
        await choose_models(d, "scripted")
        screen = await compared(d)
        assert screen.comparison is not None
        assert screen.comparison.unit == "item"
        title = d.painted().splitlines()[0]
        assert "dry run · nothing is changed" in title
        assert all(pair.change is None for pair in screen.comparison.pairs)
        assert not home.exists()


async def test_a_model_that_is_not_there_is_said_and_something_else_can_be_tried(
    folder: Path, tmp_path: Path
):
    options = {"autostart": False, "services": services(tmp_path / "none")}
    async with running(DeskSession([]), folder, NARROW, **options) as d:
        await d.press("f5")
        await d.until(lambda: "No evaluation of two policies" in d.painted(), 60)
        await choose_models(d, "hf:/nowhere/at/all")
        await d.until(lambda: "failed: " in d.painted(), 60)
        assert "/nowhere/at/all" in d.painted()
        await d.press("o")
        await d.until(lambda: "on your own list, in dry run" in d.painted())


async def choose_models(d: Driver, trained: str) -> None:
    """Ask for `scripted` against another one on the person's own list."""
    await d.press("o")
    await d.until(lambda: "on your own list, in dry run" in d.painted())
    await d.press("enter")
    await d.until(lambda: "It works on a copy" in d.painted())
    await d.press("enter")
    await d.until(lambda: "Compared with it" in d.painted())
    d.app.screen.query_one(Input).value = trained
    await d.press("enter")


class Slow:
    """A service that never ends by itself."""

    def __init__(self) -> None:
        self.ended = threading.Event()

    def sources(self) -> list[Source]:
        return []

    def own(self, baseline: str, trained: str, told: Callable[[str], None]) -> Comparison:
        try:
            while True:
                told("one more call")
                time.sleep(0.02)
        finally:
            self.ended.set()


async def test_escape_stops_what_is_being_made_and_stays(folder: Path):
    slow = Slow()
    made = Services(comparisons=lambda: slow)  # type: ignore[arg-type,return-value]
    async with running(DeskSession([]), folder, NARROW, autostart=False, services=made) as d:
        await d.press("f5")
        await d.until(lambda: "No evaluation of two policies" in d.painted(), 60)
        await choose_models(d, "mini")
        await d.until(lambda: "one more call" in d.painted())
        await d.press("escape")
        await d.until(lambda: "stopped by you" in d.painted())
        await d.until(slow.ended.is_set)
        assert isinstance(d.app.screen, CompareScreen)
        await d.press("escape")
        await d.until(lambda: d.app.screen is d.workspace)


async def test_without_a_service_the_screen_says_so(folder: Path):
    async with running(DeskSession([]), folder, NARROW, autostart=False) as d:
        await d.press("f5")
        await d.until(lambda: "nothing to compare here" in d.painted())
        await d.press("n", "x", "o", "escape")
        await d.until(lambda: d.app.screen is d.workspace)


async def test_a_damaged_evaluation_is_said(folder: Path, tmp_path: Path):
    broken = tmp_path / "runs" / "broken"
    broken.mkdir(parents=True)
    (broken / "run.json").write_text("{")
    (broken / "episodes.jsonl").write_text("")
    options = {"autostart": False, "services": services(tmp_path / "runs")}
    async with running(DeskSession([]), folder, NARROW, **options) as d:
        await d.press("f5")
        await d.until(lambda: "failed: " in d.painted(), 60)
        assert "is not a run folder" in d.painted()


LOADED = """
import asyncio, sys
from pathlib import Path
from textual.app import App
from majordomo.compare import RunComparisons
from tui.screens.compare import CompareScreen

class Host(App):
    def on_mount(self):
        self.push_screen(CompareScreen(lambda: RunComparisons(Path({runs!r}))))

async def main():
    async with Host().run_test(size=(100, 30)) as pilot:
        while not pilot.app.screen.pairs:
            await pilot.pause(0.05)
        await pilot.press("n", "enter")
        print(pilot.app.screen_stack[1].comparison.title)

asyncio.run(main())
print(sorted(set(sys.modules) & set({heavy!r})))
"""


def test_the_screen_shows_an_evaluation_and_loads_no_model_library(runs: Path):
    code = LOADED.format(runs=str(runs), heavy=HEAVY)
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    title, heavy = done.stdout.strip().splitlines()[-2:]
    assert "held-out days" in title
    assert heavy == "[]"


@pytest.mark.parametrize(("name", "size"), [("compare", MEDIUM), ("compare-narrow", NARROW)])
async def test_what_it_looks_like(folder: Path, runs: Path, name: str, size: tuple[int, int]):
    async with showing(folder, size, runs) as (d, _):
        for _ in range(5):
            await d.pilot.pause(0.05)
        snapshots.check(d.app, name)


# What is said


def figure(low: float, high: float, n: int = 100, better: Better = "higher") -> Figure:
    return Figure("metric", 0.5, 0.5 + (low + high) / 2, (low + high) / 2, (low, high), n, better)


@pytest.mark.parametrize(
    ("one", "verdict"),
    [
        (figure(0.1, 0.2), "better"),
        (figure(-0.2, -0.1), "worse"),
        (figure(0.1, 0.2, better="lower"), "worse"),
        (figure(-0.2, -0.1, better="lower"), "better"),
        (figure(-0.1, 0.2), "not clearly different"),
        (figure(0.0, 0.2), "not clearly different"),
        (figure(0.1, 0.2, better=""), "different"),
        (figure(0.0, 0.0), "the same"),
        (figure(0.1, 0.2, n=5), "too few to say"),
        (Figure("metric", None, 0.5, None, None, 0), ""),
    ],
)
def test_an_interval_says_no_more_than_it_can(one: Figure, verdict: str):
    assert one.verdict == verdict


def comparison(*figures: Figure, pairs: tuple[Pair, ...] = ()) -> Comparison:
    return Comparison("a", "b", ("3 days",), figures, pairs)


def test_a_score_that_is_missing_is_a_dash_and_never_a_zero():
    missing = Figure("grade", None, 0.5, None, None, 0)
    row = table(comparison(missing))[1].text
    assert row.split() == ["grade", "–", "0.50", "–", "0"]
    page = as_markdown(comparison(missing, pairs=(Pair("day", Play(()), Play(None, 0.5)),)))
    assert "grade –" in page
    assert "0.00" not in page


def test_an_interval_that_ends_beside_zero_does_not_look_as_if_it_held_it():
    assert difference(figure(0.001, 0.2)) == "+0.10 (0.001 … 0.200)"
    assert difference(figure(-0.2, 0.0)) == "-0.10 (-0.20 … 0.00)"


@pytest.mark.parametrize("width", [40, 57, 60, 77, 80, 90, 100, 140])
def test_the_table_fits_and_always_has_its_verdict(width: int):
    made = comparison(
        replace(figure(-0.1, 0.2), name="invalid calls"),
        replace(figure(0.0004, 0.2), name="asked in vain"),
        replace(figure(9000.0, 13000.0), name="tokens", digits=0),
    )
    rows = [row.text for row in table(made, width)]
    assert max(map(len, rows)) <= width
    assert "not clearly different" in "\n".join(rows)


def step(tool: str, item: str = "t1", status: str = "ok") -> Step:
    return Step(tool, status, item=item)


def test_two_plays_part_at_the_first_call_that_is_another_one():
    common = (step("route_to_agent"), step("search_kb"))
    longer = Play((*common, step("finish")), 0.5)
    assert Pair("day", Play(common, 0.5), longer).parting == 2
    assert Pair("day", Play(common, 0.5), Play(common, 0.5)).parting is None
    denied = Play((step("route_to_agent"), step("search_kb", status="denied")), 0.5)
    assert Pair("day", Play(common, 0.5), denied).parting == 1


def test_without_scores_an_item_that_trained_does_not_settle_comes_first():
    def pair(name: str, one: str, other: str) -> Pair:
        return Pair(name, Play((), ending=one), Play((), ending=other))

    made = comparison(
        pairs=(
            pair("gain", "failed", "done"),
            pair("same", "done", "done"),
            pair("loss", "done", "failed"),
            pair("asks", "done", "asked"),
            pair("waits", "done", "waiting"),
        )
    )
    assert [p.name for p in made.shown()] == ["loss", "asks", "waits", "same", "gain"]
    assert [p.name for p in made.shown(worst_first=False, only_different=True)] == [
        "gain", "loss", "asks", "waits",
    ]  # fmt: skip


def source(
    folder: str, policy: str, spec: str = "", trainings: int | None = None, days: str = "6 days"
) -> Source:
    return Source(Path(folder), policy, spec or policy, days, "2026-01-01", trainings)


def test_the_newest_evaluation_of_two_policies_is_compared_unasked():
    alone, pair = source("c", "new"), [source("b", "start"), source("b", "end")]
    old = source("a", "old", days="7 days")
    assert usual([alone, *pair, old]) == (pair[0], pair[1])
    assert usual([alone, source("d", "before"), old]) == (source("d", "before"), alone)
    assert usual([alone, *pair, old], Path("c")) == (pair[0], alone)
    assert usual([alone, old]) is None


SCRIPTED, GREEDY = source("e", "scripted"), source("e", "greedy")
UNTRAINED = source("e", "untrained", "hf:runs/sft/start", 0)
SFT = source("e", "sft", "hf:runs/sft/best", 1)
GRPO = source("e", "grpo", "hf:runs/grpo/last", 2)
UNKNOWN = source("e", "base", "hf:somebody/base")
WARM = replace(SFT, weights=Path("/runs/sft/best"))
FROM_WARM = replace(GRPO, start=Path("/runs/sft/best"))


@pytest.mark.parametrize(
    ("played", "baseline", "trained"),
    [
        ([SFT, GRPO, SCRIPTED, UNTRAINED], SCRIPTED, GRPO),
        ([GRPO, SFT, GREEDY, SCRIPTED], SCRIPTED, GRPO),
        ([SFT, SCRIPTED], SCRIPTED, SFT),
        ([SFT, GREEDY], GREEDY, SFT),
        ([SFT, UNTRAINED], UNTRAINED, SFT),
        ([GRPO, SFT], SFT, GRPO),
        ([UNTRAINED, GRPO, SFT], UNTRAINED, GRPO),
        ([UNTRAINED, FROM_WARM, WARM], WARM, FROM_WARM),
        ([UNTRAINED, FROM_WARM, SFT], UNTRAINED, FROM_WARM),
        ([WARM, FROM_WARM, SCRIPTED], SCRIPTED, FROM_WARM),
        ([SFT, UNKNOWN], UNKNOWN, SFT),
        ([SFT, replace(SFT, policy="again")], SFT, replace(SFT, policy="again")),
        ([GREEDY, UNKNOWN, UNTRAINED], GREEDY, UNKNOWN),
        ([UNTRAINED, SCRIPTED], SCRIPTED, UNTRAINED),
        ([GREEDY, SCRIPTED], SCRIPTED, GREEDY),
        ([GREEDY, replace(GREEDY, policy="last")], GREEDY, replace(GREEDY, policy="last")),
    ],
)
def test_the_policy_that_was_trained_is_compared_with_the_one_that_follows_rules(
    played: list[Source], baseline: Source, trained: Source
):
    assert usual(played) == (baseline, trained)


def test_a_trained_policy_that_played_alone_is_compared_with_the_rules_on_the_same_days():
    alone = replace(SFT, folder=Path("new"), policy="mini")
    assert usual([alone, GRPO, SCRIPTED], Path("new")) == (SCRIPTED, alone)
    rules = replace(GREEDY, folder=Path("new"))
    assert usual([rules, SFT], Path("new")) == (rules, SFT)
    alone = replace(FROM_WARM, folder=Path("new"))
    before = [replace(one, folder=Path("old")) for one in (UNTRAINED, WARM)]
    assert usual([alone, *before], Path("new")) == (before[1], alone)


def test_what_an_evaluation_was_asked_to_compare_is_compared():
    asked = replace(SFT, against="grpo")
    assert usual([SCRIPTED, GRPO, asked]) == (GRPO, asked)


def test_the_policy_of_the_run_that_is_looked_at_is_compared(tmp_path: Path):
    made = replace(SFT, run=tmp_path / "sft", against="grpo")
    played = [made, GRPO, SCRIPTED]
    assert usual(played, run=tmp_path / "sft") == (SCRIPTED, made)
    assert usual(played, run=tmp_path / "another") == (SCRIPTED, GRPO)


@pytest.mark.parametrize(
    ("one", "word"),
    [
        (SCRIPTED, "rules"),
        (source("e", "trick:loop"), "rules"),
        (UNTRAINED, "untrained"),
        (GRPO, "trained"),
        (UNKNOWN, "model"),
        (source("e", "ollama:small"), "model"),
    ],
)
def test_a_policy_is_offered_with_what_it_is(one: Source, word: str):
    assert one.label == f"{one.policy} · {word} · e · 6 days · 2026-01-01"


async def test_a_policy_that_nobody_trained_is_not_called_trained(folder: Path, runs: Path):
    async with showing(folder, NARROW, runs) as (d, screen):
        assert screen.comparison is not None
        painted = d.painted()
        assert "greedy was not trained" in painted.splitlines()[0]
        assert "worst for other first" in painted
        assert "other · grade" in painted
        [head] = [line for line in painted.splitlines() if "metric" in line]
        assert head.split()[:3] == ["metric", "baseline", "other"]
        page = as_markdown(screen.comparison)
        assert "other · greedy · grade" in page
        assert not any(line.startswith("trained ·") for line in page.splitlines())


def test_what_a_policy_wrote_cannot_leave_its_place_on_the_page():
    wrote = Step("reply_email", "ok", args={"body": "```\n# Not a heading"}, text="[/x]")
    page = as_markdown(comparison(pairs=(Pair("day", Play((wrote,), 0.1), Play((), 0.2)),)))
    assert page.count("````") == 2
