"""Kill the process at every boundary of every effect; nothing may be lost or done twice."""

import multiprocessing
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant import failpoints
from tests.assistant.workspaces.crash_run import (
    CALLS,
    FileMemory,
    crash,
    run_all,
    sources,
    undo_all,
)
from tests.assistant.workspaces.sample import open_files, tree, write_files

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.assistant.workspaces.crash_run"])

Tree = dict[str, bytes | None]


def killed(folder: Path, point: str, is_undo: bool = False) -> bool:
    """Whether a child that runs over `folder` dies at that point."""
    child = CONTEXT.Process(target=crash, args=(folder, point, is_undo))
    child.start()
    child.join(60)
    assert child.exitcode in {0, -signal.SIGKILL}, child.exitcode
    return child.exitcode != 0


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tree, Tree]:
    """The files before, and after a run that nothing interrupted."""
    folder = tmp_path_factory.mktemp("expected")
    write_files(folder / "files")
    before = tree(folder / "files")
    assert [outcome.status for outcome in run_all(folder)] == ["ok"] * len(CALLS)
    return before, tree(folder / "files")


def hits(points: tuple[str, ...]) -> list[Any]:
    """Each point at an effect on two files and at one on another kind; all others if asked for."""
    some = [pytest.param(point, (1, 4), id=point) for point in points]
    every = [
        pytest.param(point, range(1, 20), marks=pytest.mark.slow, id=f"{point} everywhere")
        for point in points
    ]
    return some + every


@pytest.mark.parametrize(("point", "numbers"), hits(failpoints.POINTS))
def test_a_run_that_is_killed_goes_on_where_it_was(
    point: str, numbers: Sequence[int], tmp_path: Path, expected: tuple[Tree, Tree]
) -> None:
    before, after = expected
    for nth in numbers:
        folder = tmp_path / f"run{nth}"
        write_files(folder / "files")
        if not killed(folder, f"{point}:{nth}"):
            assert nth > 1, "no effect passes this point"
            break
        outcomes = run_all(folder)
        assert [o.status for o in outcomes] == ["ok"] * len(CALLS), nth
        assert tree(folder / "files") == after, nth
        assert len(FileMemory(folder / "notes.json").notes) == 1
        undo_all(folder)
        assert tree(folder / "files") == before, nth
        assert FileMemory(folder / "notes.json").notes == []


@pytest.mark.parametrize(("point", "numbers"), hits(failpoints.UNDO_POINTS))
def test_an_undo_that_is_killed_is_finished_later(
    point: str, numbers: Sequence[int], tmp_path: Path, expected: tuple[Tree, Tree]
) -> None:
    before, _ = expected
    for nth in numbers:
        folder = tmp_path / f"run{nth}"
        write_files(folder / "files")
        run_all(folder)
        if not killed(folder, f"{point}:{nth}", is_undo=True):
            assert nth > 1, "no undo passes this point"
            break
        undo_all(folder)
        assert tree(folder / "files") == before, nth
        assert FileMemory(folder / "notes.json").notes == []


def test_what_a_crash_left_is_reported(tmp_path: Path) -> None:
    write_files(tmp_path / "files")
    assert killed(tmp_path, "changes.replaced:1")
    with open_files(sources(tmp_path), tmp_path / "home") as workspace:
        (recovered,) = workspace.recovered
        assert recovered.state == "rolled_back"
        assert recovered.item_text == "Plan the offsite with Lee +work"
        assert workspace.desk.items["t2"].is_open


def test_every_failpoint_in_the_code_is_listed() -> None:
    package = Path(failpoints.__file__).parent
    text = "".join(path.read_text() for path in package.rglob("*.py"))
    listed = {*failpoints.POINTS, *failpoints.UNDO_POINTS}
    assert {part.split('"')[0] for part in text.split('failpoints.hit("')[1:]} == listed
