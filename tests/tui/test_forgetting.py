"""Forgetting a note from the terminal: shown first, two keys, and then in no file any more."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import Static

from assistant.contract.errors import UserError
from majordomo.app import Opened
from majordomo.options import Options
from memory import HashingEmbedder
from tests.majordomo.test_cli import NOW, write
from tests.majordomo.test_forgetting import FACT, a_day, holding
from tests.tui.driving import NARROW, WIDE, Driver, let_pass, running
from tests.tui.sessions import REPLY, ROUTE_EMAIL, DeskSession
from tui.app import MajordomoApp
from tui.screens.forgetting import ForgetScreen
from tui.services import Services


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own; what is forgotten has nothing to do with what a vector means."""
    monkeypatch.setenv("MAJORDOMO_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("memory.embedders.Choice.load", lambda self: HashingEmbedder())
    return tmp_path / "home"


@asynccontextmanager
async def real(options: Options, home: Path) -> AsyncIterator[Driver]:
    """The app on the person's own files, as the command runs it."""
    opened = Opened(options)
    services = Services(forgetter=opened.forgetter)
    app = MajordomoApp(
        opened.open, home / "sessions", close=opened.close, autostart=False, services=services
    )
    async with app.run_test(size=WIDE) as pilot:
        driver = Driver(app, pilot, DeskSession())
        await driver.until(lambda: driver.workspace.is_mounted, 60)
        yield driver


async def search(d: Driver, words: str) -> None:
    """Search, and go to what was found."""
    d.workspace.run_command("find", words)
    await d.until(lambda: "for " + words in d.painted() or "fits " + words in d.painted(), 60)
    d.workspace.knowledge.query_one("OptionList").focus()
    await d.pilot.pause()


async def test_a_note_is_forgotten_in_every_file_and_the_day_goes_on(tmp_path: Path, home: Path):
    tasks = write(tmp_path / "todo.txt", f"Remember that {FACT}\nRemind me to stretch 10:00\n")
    options = Options(tasks=tasks, model="scripted", now=NOW)
    await a_day(home, options)
    assert any(name.startswith("sessions/") for name in holding(home))
    write(tasks, "Remind me to stretch 10:00\n")
    async with real(options, home) as d:
        await d.workspace.say("Ask Lee about the garden")
        await d.until_done()
        await search(d, "zeppelin")
        assert "score 1.00 · " in d.painted()
        assert "f Forget" in d.painted()
        workspace = d.workspace
        await d.press("f")
        await d.until(lambda: isinstance(d.app.screen, ForgetScreen), 60)
        assert "Forget 1 note · cannot be undone" in d.painted() and FACT in d.painted()
        assert "1 call could not be undone any more" in d.painted()
        await d.press("a", "y")
        let_pass(0.6)
        await d.press("y", "enter", "space")
        assert isinstance(d.app.screen, ForgetScreen), "neither too early nor without the first key"
        await d.press("a")
        assert "For good? y forgets" in d.painted()
        await d.press("y")
        await d.until(lambda: d.workspace is not workspace and d.workspace.is_mounted, 60)
        await d.until(lambda: "1 note is gone from the log and the index" in d.said)
        assert "still in" not in d.said
        assert d.workspace.turns.phase == "idle", "nothing begins by itself"
        assert "Ask Lee about the garden" in d.painted()
        assert holding(home) == set()
        await search(d, "zeppelin")
        assert "No note fits zeppelin" in d.painted()
    assert holding(home) == set(), "closing the session writes none of it again"


async def test_what_would_be_back_at_once_is_said_and_not_on_offer(tmp_path: Path, home: Path):
    notes = tmp_path / "notes"
    notes.mkdir()
    file = write(notes / "travel.md", f"# Travel\n\n{FACT}.\n")
    options = Options(todos=("Stretch",), notes=notes, model="scripted", now=NOW)
    async with real(options, home) as d:
        await search(d, "zeppelin")
        await d.press("f")
        await d.until(lambda: isinstance(d.app.screen, ForgetScreen), 60)
        said = " ".join(str(part.render()) for part in d.app.screen.query(Static))
        assert f"{file} says it still" in said and "the note would be back at once" in said
        assert "a Forget" not in d.painted()
        let_pass(0.6)
        await d.press("a", "y")
        assert isinstance(d.app.screen, ForgetScreen)
        await d.press("escape")
        file.write_text("# Travel\n\nThe ferry leaves at nine.\n")
        await d.press("f")
        await d.until(lambda: isinstance(d.app.screen, ForgetScreen), 60)
        let_pass(0.6)
        await d.press("a", "y")
        await d.until(lambda: "1 note is gone" in d.said, 60)
        assert holding(home) == set()


async def test_the_plan_names_what_of_the_persons_own_says_it_still(tmp_path: Path, home: Path):
    opened = Opened(Options(todos=(f"Ask why {FACT}", "Stretch"), model="scripted", now=NOW))
    session = await opened.open()
    other = write(tmp_path / "travel.md", f"# Travel\n\n{FACT}.\n")
    kb = session.workspace.kb  # type: ignore[attr-defined]
    kb.add_paths([other])
    try:
        plan = opened.forgetter().plan(session.search("zeppelin")[0].ids)
        assert [note.text for note in plan.notes] == [f"Travel: {FACT}."]
        assert plan.own_items == (f"Ask why {FACT}",)
        assert plan.own_files == (str(other),) and plan.back_at_once == ()
        with pytest.raises(UserError, match="no note has the id n99"):
            opened.forgetter().plan(["n99"])
    finally:
        await opened.close()


async def test_nothing_is_forgotten_while_a_call_waits_or_on_a_simulated_day(folder: Path):
    made: list[bool] = []

    def forgetter() -> None:
        made.append(True)

    services = Services(forgetter=forgetter)  # type: ignore[arg-type]
    session = DeskSession([ROUTE_EMAIL, REPLY])
    async with running(session, folder, NARROW, services=services) as d:
        await d.until_asked()
        d.workspace.run_command("forget")
        await d.until(lambda: "Search for the note first" in d.toasts)
        d.workspace.run_command("find", "physio")
        await d.until(lambda: "1 note for physio" in d.painted())
        assert "score" not in d.painted(), "this memory gives none"
        d.workspace.run_command("forget")
        await d.until(lambda: "Only notes of your own can be forgotten" in d.toasts)
        d.workspace.run_command("forget", "n1")
        await d.until(lambda: "A call waits for your word first" in d.toasts)
        assert made == []
