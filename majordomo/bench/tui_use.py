"""The screen in use, measured: a long session resumed, keys during an answer, memory over an hour.

`python -m majordomo.bench.tui_use resume 10000` and the like; each measurement is a process of
its own, so that none warms or fills the memory of another, and prints one JSON object.
"""

import argparse
import asyncio
import gc
import json
import random
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from textual import events
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.widgets import Markdown, TextArea

import tui
from majordomo.bench.tui import Extent
from majordomo.bench.tui_session import LAST, Tapped, answer, asking, chunks, decision, recorded
from majordomo.bench.tui_session import tapped as tapped_session
from majordomo.output import print_json
from tui.app import MajordomoApp
from tui.log import Said, log_of, to_line
from tui.screens.workspace import WorkspaceScreen
from tui.turns import Asked
from tui.widgets import conversation
from tui.widgets.question import QuestionCard

SIZE = (120, 36)
PATIENCE_S = 120
CHUNK_S = 0.025
"""Between two chunks: forty tokens a second."""
KEY_S = 0.037
"""Between two keys: a fast typist; it shares no multiple with the chunks that is often met."""
STEPS = 15
"""Steps of the assistant in a minute of use."""
FRAGMENTS = 25
"""Fragments of the answer that each minute brings."""


async def resume(count: int, runs: int) -> dict[str, Any]:
    """How long until the tail of a session of `count` events is on screen.

    The floors: the same app on a session without a history, and reading the file's JSON alone.
    `cpu` is what this process alone took, whatever else the machine does.
    """
    shown: list[_Took] = []
    empty: list[_Took] = []
    with TemporaryDirectory() as folder:
        async with tapped_session() as session:
            ids = [item.id for item in session.items()]
            kept = log_of(Path(folder), session.run_id).path
            lines = [to_line(event) + "\n" for event in recorded(count, ids)]
            kept.write_text("".join(lines), "utf-8")
            for number in range(runs):
                for times, is_long in ((empty, False), (shown, True)):
                    place = Path(folder, f"{number}-{is_long}")
                    place.mkdir()
                    if is_long:
                        shutil.copy(kept, place)
                    text = LAST if is_long else ""
                    times.append(await _until_shown(session, place, text))
        start = _Clock()
        for line in kept.read_text("utf-8").splitlines():
            json.loads(line)
        read = start.took()
    return {
        "events": count,
        "file_mb": round(sum(map(len, lines)) / 1e6, 1),
        **_report("shown", shown),
        **_report("empty_session", empty),
        **_report("json_alone", [read]),
        "runs": runs,
    }


@dataclass(frozen=True, slots=True)
class _Took:
    """What something took, in seconds."""

    wall: float
    cpu: float


class _Clock:
    """Begins when it is made."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.process_time()

    def took(self) -> _Took:
        return _Took(time.perf_counter() - self._wall, time.process_time() - self._cpu)


def _report(name: str, times: list[_Took]) -> dict[str, float]:
    return {
        f"{name}_ms": _ms(statistics.median(took.wall for took in times)),
        f"{name}_cpu_ms": _ms(statistics.median(took.cpu for took in times)),
    }


async def _until_shown(session: Tapped, folder: Path, text: str) -> _Took:
    """What it takes from the start of the app until its conversation shows `text`."""
    session.forget()
    start = _Clock()
    app = MajordomoApp(session.open, folder, autostart=False)
    running = asyncio.create_task(app.run_async(headless=True, size=SIZE))
    await _until(lambda: _is_shown(app, text))
    took = start.took()
    app.exit(0)
    await running
    return took


def _is_shown(app: App[Any], text: str) -> bool:
    # Before its first frame the app has no screen that one could ask for.
    screen = app.screen_stack[-1] if app.screen_stack else None
    if not isinstance(screen, WorkspaceScreen) or not screen.is_mounted:
        return False
    blocks = [block for block in screen.conversation.blocks if text in block.as_text]
    return any(block.is_on_screen for block in blocks)


async def _until(condition: Callable[[], bool]) -> None:
    end = time.perf_counter() + PATIENCE_S
    while time.perf_counter() < end:
        await asyncio.sleep(0.001)
        if condition():
            return
    raise TimeoutError(f"not on screen after {PATIENCE_S} s")


class Timed(MajordomoApp):
    """The app, noting when a key has changed the prompt."""

    # Paths are looked up beside the class that names them.
    CSS_PATH = [str(Path(tui.__file__).parent / str(path)) for path in MajordomoApp.CSS_PATH]

    def __init__(self, *args: Any, **options: Any) -> None:
        """Nothing was typed yet."""
        super().__init__(*args, **options)
        self.handled: list[float] = []

    def on_text_area_changed(self) -> None:
        """The last that hears of a key."""
        self.handled.append(time.perf_counter())


class Bare(App[None]):
    """The barest app that streams Markdown beside a field to type in: the floor."""

    def __init__(self) -> None:
        """Nothing was typed yet."""
        super().__init__()
        self.handled: list[float] = []

    def compose(self) -> ComposeResult:
        """An answer above a field."""
        with VerticalScroll():
            yield Markdown()
        yield TextArea()

    def on_mount(self) -> None:
        """Follow the answer, and type below it."""
        self.query_one(VerticalScroll).anchor()
        self.query_one(TextArea).focus()

    def on_text_area_changed(self) -> None:
        """The last that hears of a key."""
        self.handled.append(time.perf_counter())


async def stream(count: int) -> dict[str, Any]:
    """From a key to the prompt that it changed, while an answer of `count` chunks comes in."""
    with TemporaryDirectory() as folder:
        async with tapped_session() as session:
            app = Timed(session.open, Path(folder), autostart=False)
            async with app.run_test(size=SIZE):
                await _until(lambda: _is_shown(app, ""))
                screen = app.screen
                assert isinstance(screen, WorkspaceScreen)
                ours, took = await _typed(app, app.handled, count, screen.conversation.stream)
                await screen.conversation.end_answer()
    bare = Bare()
    async with bare.run_test(size=SIZE):
        written = Markdown.get_stream(bare.query_one(Markdown))
        floor, _ = await _typed(bare, bare.handled, count, written.write)
        await written.stop()
    return {
        "chunks": count,
        "keys": len(ours),
        "stream_s": round(took, 1),
        **{f"{name}_ms": value for name, value in _spread(ours).items()},
        **{f"bare_{name}_ms": value for name, value in _spread(floor).items()},
    }


async def _typed(
    app: App[Any], handled: list[float], count: int, write: Callable[[str], Any]
) -> tuple[list[float], float]:
    """Type while `count` chunks are written; seconds of each key, and of the whole."""
    handled.clear()
    sent: list[float] = []

    async def typing() -> None:
        while True:
            # One letter comes and goes, so that the prompt does not grow.
            is_letter = len(sent) % 2 == 0
            key = events.Key("x", "x") if is_letter else events.Key("backspace", None)
            sent.append(time.perf_counter())
            app.post_message(key)
            await asyncio.sleep(KEY_S)

    start = time.perf_counter()
    fingers = asyncio.create_task(typing())
    for fragment in chunks(count):
        await write(fragment)
        await asyncio.sleep(CHUNK_S)
    fingers.cancel()
    await _until(lambda: len(handled) >= len(sent))
    took = time.perf_counter() - start
    return [after - before for before, after in zip(sent, handled, strict=True)], took


def _spread(seconds: list[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    return {
        "p50": _ms(statistics.median(ordered)),
        "p95": _ms(ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]),
        "max": _ms(ordered[-1]),
    }


async def hour(minutes: int, window: int) -> dict[str, Any]:
    """Memory while so many minutes of use go by, as fast as the screen takes them.

    A minute has steps of the assistant, a request, an answer that is streamed, a card that comes
    and goes, a question that is answered, and a look at the help. `python_blocks` counts all that
    Python holds, without the tracing that makes a minute three times as dear; `rss_mb` is what the
    system counts. The slope is a line through the second half, when every window is full:
    `window` blocks, and twice as many that `e` shows again.
    """
    curve = []
    conversation.KEPT, conversation.EARLIER = window, 2 * window
    with TemporaryDirectory() as folder:
        async with tapped_session() as session:
            ids = [item.id for item in session.items()]
            app = MajordomoApp(session.open, Path(folder), autostart=False)
            async with app.run_test(size=SIZE) as pilot:
                await _until(lambda: _is_shown(app, ""))
                every = max(minutes // 12, 1)
                start = time.perf_counter()
                for minute in range(minutes + 1):
                    if minute % every == 0:
                        curve.append({"minute": minute, **_memory(), **_extent(app)})
                    if minute < minutes:
                        await _minute(minute, session, pilot, ids)
                took = time.perf_counter() - start
    half = curve[len(curve) // 2 :]
    return {
        "minutes": minutes,
        "window": window,
        "python_blocks_per_hour": _per_hour(half, "python_blocks"),
        "rss_mb_per_hour": _per_hour(half, "rss_mb"),
        "seconds": round(took, 1),
        "curve": curve,
    }


async def _minute(minute: int, session: Tapped, pilot: Pilot[Any], ids: list[str]) -> None:
    rng = random.Random(minute)
    screen = pilot.app.screen
    assert isinstance(screen, WorkspaceScreen)
    for _ in range(STEPS):
        for event in decision(rng, ids):
            session.tell(event)
        await pilot.pause()
    await screen.record_and_tell(Said(ids[0], "And what about the folders?"))
    text = answer(rng)
    size = len(text) // FRAGMENTS + 1
    for at in range(0, len(text), size):
        await screen.conversation.stream(text[at : at + size])
        await pilot.pause()
    await screen.conversation.end_answer()
    screen.report(Asked(asking(ids[0])))
    await pilot.pause()
    await screen.deck.add(QuestionCard(ids[0], "The folders", "Which folder is meant?"))
    for card in screen.deck.cards:
        await screen.deck.discard(card)
    await pilot.press("x", "backspace", "f1")
    await _until(lambda: pilot.app.screen is not screen)
    await pilot.press("escape")
    await _until(lambda: pilot.app.screen is screen)


def _memory() -> dict[str, float]:
    gc.collect()
    found: dict[str, float] = {"python_blocks": sys.getallocatedblocks()}
    status = Path("/proc/self/statm")
    if status.exists():
        pages = int(status.read_text().split()[1])
        found["rss_mb"] = round(pages * 4096 / 1e6, 1)
    return found


def _extent(app: App[Any]) -> dict[str, int]:
    return {"widgets": len(app.screen.query("*"))}


def _per_hour(curve: list[dict[str, Any]], name: str) -> float | None:
    """The slope of a least-squares line; None for fewer than two points."""
    points = [(point["minute"], point[name]) for point in curve if name in point]
    if len(points) < 2:
        return None
    return round(60 * statistics.linear_regression(*zip(*points, strict=True)).slope, 2)


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


def main() -> None:
    """Measure one thing and print it."""
    parser = argparse.ArgumentParser(prog="tui_use")
    parser.add_argument("what", choices=("resume", "stream", "hour"))
    parser.add_argument("size", type=int)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--window", type=int, default=Extent().window)
    args = parser.parse_args()
    match args.what:
        case "resume":
            print_json(asyncio.run(resume(args.size, args.runs)))
        case "stream":
            print_json(asyncio.run(stream(args.size)))
        case _:
            print_json(asyncio.run(hour(args.size, args.window)))


if __name__ == "__main__":
    main()
