"""`kill -9` anywhere in a run: the next start completes or rolls back, nothing lost or doubled.

The command runs in forked children of this process, so that a hundred starts do not import torch
a hundred times; each is a real process that dies of a real SIGKILL.
"""

import contextlib
import io
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import failpoints

NOW = "2026-03-02T08:00+01:00"

TODO = """\
Remind me to stretch every weekday 7:30
Book the physio Tuesday 14:00 for 45 minutes @home
Buy milk
Email Lee Park that the deck is ready @work
"""

NOTE = "Remember that Noor prefers window seats\n"
"""Only where its boundary is tested: a note makes every later search load the embedding model."""

CALENDAR = (
    "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//EN\n"
    "BEGIN:VEVENT\nUID:a\nDTSTART:20260302T150000Z\nDTEND:20260302T160000Z\nSUMMARY:School play\n"
    "END:VEVENT\nBEGIN:VEVENT\nUID:b\nDTSTART:20260302T153000Z\nDTEND:20260302T163000Z\n"
    "SUMMARY:Budget review\nEND:VEVENT\nEND:VCALENDAR\n"
).replace("\n", "\r\n")

MAILS = {
    "1.lee": "From: Lee Park <lee@acme.example>\nSubject: Agenda?\nMessage-ID: <1@x>\n"
    "Date: Mon, 02 Mar 2026 06:00:00 +0100\n\nCould you send me the agenda for Thursday?\n",
    "2.shop": "From: Shop <no-reply@shop.example>\nSubject: Sale\nMessage-ID: <2@x>\n"
    "List-Unsubscribe: <mailto:u@shop.example>\nDate: Mon, 02 Mar 2026 05:00:00 +0100\n\n"
    "Sale! Unsubscribe here.\n",
}


def make_day(folder: Path, todo: str = TODO) -> Path:
    """The person's files."""
    day = folder / "day"
    for name in ("new", "cur", "tmp"):
        (day / "Mail" / name).mkdir(parents=True)
    (day / "todo.txt").write_text(todo)
    (day / "cal.ics").write_bytes(CALENDAR.encode())
    for name, text in MAILS.items():
        (day / "Mail" / "new" / name).write_text(text)
    return day


def tree(day: Path) -> list[tuple[str, bytes]]:
    """Every file of the day, with effect ids made equal, since each run has its own."""
    found = []
    for path in (p for p in day.rglob("*") if p.is_file()):
        name = re.sub(r"[0-9a-f]{16}", "ID", str(path.relative_to(day)))
        data = re.sub(rb"md:[0-9a-f]{8}", b"md:ID", path.read_bytes())
        found.append((name, re.sub(rb"[0-9a-f]{16}", b"ID", data)))
    return sorted(found)


def in_child(job: Callable[[], int], kill_after_s: float | None = None) -> int:
    """The exit code of `job` run in a forked child, negative where a signal ended it."""
    child = os.fork()
    if child == 0:
        code = 99
        try:
            code = job()
        finally:
            os._exit(code)
    if kill_after_s is not None:
        time.sleep(kill_after_s)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def run(day: Path, out: Path) -> int:
    """`majordomo run … --yes --json`, its output in `out`."""
    from majordomo.options import Options
    from majordomo.run import run_json

    options = Options(
        tasks=day / "todo.txt", calendar=day / "cal.ics", mail=day / "Mail", model="scripted",
        now=NOW, yes=True,
    )  # fmt: skip
    with out.open("w") as file, contextlib.redirect_stdout(file):
        with contextlib.redirect_stderr(io.StringIO()):
            return run_json(options)


def undo_all() -> int:
    from majordomo.history import undo_effects

    with contextlib.redirect_stderr(io.StringIO()):
        return undo_effects(everything=True, as_json=False)


class Case:
    """One day that is run, killed, run again and undone."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, todo: str = TODO) -> None:
        folder.mkdir(parents=True)
        self.todo = todo.splitlines()
        self.day = make_day(folder, todo)
        self.before = tree(self.day)
        self.out = folder / "out.json"
        self.was_finished = False
        """Whether a run had ended before the last one began."""
        self.home = folder / "home"
        self._patch = monkeypatch
        monkeypatch.setenv("MAJORDOMO_HOME", str(self.home))

    def run(self, failpoint: str = "", kill_after_s: float | None = None) -> int:
        self._patch.setenv("MAJORDOMO_HOME", str(self.home))
        self._patch.setenv(failpoints.VARIABLE, failpoint)
        self.was_finished = self._count("runs", "finished IS NOT NULL") > 0
        return in_child(lambda: run(self.day, self.out), kill_after_s)

    def undo(self, failpoint: str = "") -> int:
        self._patch.setenv("MAJORDOMO_HOME", str(self.home))
        self._patch.setenv(failpoints.VARIABLE, failpoint)
        return in_child(undo_all)

    def result(self) -> dict:
        return json.loads(self.out.read_text())

    def unsettled(self) -> int:
        """Effects whose intent was written and whose result was not: the kill fell inside act."""
        return self._count("effects", "state = 'intent'")

    def _count(self, table: str, where: str) -> int:
        """Rows of the journal; none where the kill came before there was one."""
        if not (self.home / "journal.db").exists():
            return 0
        with sqlite3.connect(self.home / "journal.db") as db:
            known = f"SELECT name FROM sqlite_master WHERE name = '{table}'"
            if not db.execute(known).fetchone():
                return 0
            return db.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone()[0]

    def is_whole(self, reference: "Case") -> None:
        """The day ended as if nothing had happened, and undoing it leaves no trace."""
        assert tree(self.day) == tree(reference.day)
        shown = {(i["text"], i["status"]) for i in self.result()["items"]}
        expected = {(i["text"], i["status"]) for i in reference.result()["items"]}
        if self.was_finished:
            # The next start was a new run, which lists to-dos and no settled mail.
            expected = {(text, status) for text, status in expected if text in self.todo}
        assert shown == expected
        made = [a for a in self.result()["actions"] if a["effect"] not in {"read", "none"}]
        settled = [a["item_id"] for a in made if a["outcome"] == "ok"]
        assert len(settled) == len(set(settled)), "an item was settled twice"
        assert self.undo() == 0
        assert tree(self.day) == self.before


@pytest.fixture
def reference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    case = Case(tmp_path / "reference", monkeypatch)
    assert case.run() == 3
    return case


def test_an_undisturbed_run_is_undone_byte_for_byte(reference: Case):
    assert tree(reference.day) != reference.before
    reference.is_whole(reference)


@pytest.mark.slow
@pytest.mark.parametrize("point", failpoints.POINTS)
def test_a_kill_at_any_boundary_is_completed_or_rolled_back(
    point: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    todo = NOTE if point.startswith("notes") else TODO
    reference = Case(tmp_path / "reference", monkeypatch, todo)
    usual = reference.run()
    killed = 0
    for nth in range(1, 30):
        case = Case(tmp_path / f"case-{nth}", monkeypatch, todo)
        if case.run(f"{point}:{nth}") != -signal.SIGKILL:
            break
        killed += 1
        assert case.run() == usual
        case.is_whole(reference)
        shutil.rmtree(case.day.parent)
    assert killed, f"nothing passes {point}"


@pytest.mark.slow
@pytest.mark.parametrize("point", failpoints.UNDO_POINTS)
def test_a_kill_in_mid_undo_is_undone_to_the_end(
    point: str, reference: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for nth in (1, 2):
        case = Case(tmp_path / f"case-{nth}", monkeypatch)
        assert case.run() == 3
        assert case.undo(f"{point}:{nth}") == -signal.SIGKILL
        assert case.undo() == 0
        assert tree(case.day) == case.before


@pytest.mark.slow
def test_twenty_random_kills_lose_and_double_nothing(
    reference: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """At least ten of the kills fall inside `act`: an intent was written and not its result."""
    chance = random.Random(20260302)
    inside = kills = 0
    # Each boundary takes 15 ms longer, so that a kill at a random moment can fall between two.
    monkeypatch.setenv(failpoints.DELAY, "15")
    for n in range(400):
        case = Case(tmp_path / f"case-{n}", monkeypatch)
        code = case.run(kill_after_s=chance.uniform(0.3, 3.0))
        if code == -signal.SIGKILL:
            kills += 1
            inside += case.unsettled()
            assert case.run() == 3
        case.is_whole(reference)
        shutil.rmtree(case.day.parent)
        if kills >= 20 and inside >= 10:
            break
    assert (kills >= 20, inside >= 10) == (True, True), f"{kills} kills, {inside} inside act"
