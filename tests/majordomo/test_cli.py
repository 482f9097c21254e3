"""The command: light, honest about mistakes, and one JSON object on stdout."""

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from majordomo.cli import main

HEAVY = ("torch", "transformers", "chromadb", "trl", "langgraph", "langchain", "langchain_core")
NOW = "2026-03-02T08:00+01:00"


@dataclass
class Done:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


class Command:
    """Runs the command in this process, as a user without a terminal would."""

    def __init__(self, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self._patch = patch
        self._capture = capture
        patch.setattr(sys, "stdin", io.StringIO())

    def __call__(self, *args: str | Path) -> Done:
        self._patch.setattr(sys, "argv", ["majordomo", *map(str, args)])
        self._capture.readouterr()
        with pytest.raises(SystemExit) as stop:
            main()
        out = self._capture.readouterr()
        code = stop.value.code
        return Done(code if isinstance(code, int) else int(bool(code)), out.out, out.err)


@pytest.fixture
def majordomo(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Command:
    monkeypatch.setenv("MAJORDOMO_HOME", str(tmp_path / "home"))
    return Command(monkeypatch, capsys)


@pytest.mark.parametrize("args", [["--help"], ["run", "--help"], ["kb", "--help"], ["--version"]])
def test_help_loads_none_of_the_heavy_packages(args: list[str]):
    code = (
        "import sys\n"
        "from majordomo.cli import main\n"
        f"sys.argv = ['majordomo', *{args!r}]\n"
        "try:\n    main()\n"
        "except SystemExit as stop:\n    assert not stop.code, stop.code\n"
        f"print('HEAVY', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("HEAVY []")


def write(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


BROKEN_ICS = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:nonsense\r\nEND:VCALENDAR\r\n"


def bad_inputs(folder: Path) -> dict[str, tuple[list[str | Path], str]]:
    tasks = write(folder / "todo.txt", "Remind me to stretch tomorrow 9:00\n")
    run = ["run", "--model", "scripted", "--now", NOW, "--yes", "--json"]
    return {
        "missing file": ([*run, "--tasks", folder / "none.txt"], "none.txt"),
        "binary list": (
            [*run, "--tasks", write(folder / "b.txt", bytes(range(256)) * 20)],
            "b.txt",
        ),
        "broken calendar": (
            [*run, "--tasks", tasks, "--calendar", write(folder / "c.ics", BROKEN_ICS)],
            "c.ics",
        ),
        "mail is a file": ([*run, "--tasks", tasks, "--mail", tasks], "Maildir"),
        "missing notes": ([*run, "--tasks", tasks, "--notes", folder / "nowhere"], "nowhere"),
        "bad clock": (["run", "--tasks", tasks, "--now", "yesterday"], "--now"),
        "unknown model": (["run", "--tasks", tasks, "--model", "nosuch"], "nosuch"),
        "missing checkpoint": (["run", "--tasks", tasks, "--model", "hf:/nowhere"], "/nowhere"),
        "unknown day": (["play", "--scenario", "nosuchday"], "nosuchday"),
        "broken scenario": (
            ["play", "--scenario", write(folder / "day.json", '{"schema_version": 1}')],
            "day.json",
        ),
        "no server": (["play", "--url", "http://127.0.0.1:9"], "127.0.0.1:9"),
        "no knowledge base": (["kb", "search", "x", "--kb", folder / "kb"], "kb add"),
        "nothing to add": (["kb", "add"], "nothing to add"),
        "bad lines": (
            ["route", "--in", write(folder / "in.jsonl", "nope\n"), "--out", folder / "o"],
            "line 1",
        ),
    }


CASES = [
    "missing file", "binary list", "broken calendar", "mail is a file", "missing notes",
    "bad clock", "unknown model", "missing checkpoint", "unknown day", "broken scenario",
    "no server", "no knowledge base", "nothing to add", "bad lines",
]  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_bad_input_is_one_line_that_says_what_to_do(case: str, tmp_path: Path, majordomo: Command):
    args, words = bad_inputs(tmp_path)[case]
    before = {p: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()}
    done = majordomo(*args)
    assert done.returncode in {1, 2}, done.stderr
    assert done.stdout == ""
    message = done.stderr.strip().splitlines()
    assert len(message) == 1, done.stderr
    assert message[0].startswith("majordomo: ")
    assert words in message[0]
    assert {p: p.read_bytes() for p in before} == before


def test_the_sample_day_plays_itself_without_a_terminal(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-m", "majordomo"],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env=os.environ | {"MAJORDOMO_HOME": str(tmp_path)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "simulated" in done.stdout
    assert "done" in done.stdout


def test_a_typed_list_is_handled_and_the_second_run_does_nothing(
    tmp_path: Path, majordomo: Command
):
    args: list[str | Path] = [
        "run", "--queue", "remind me to stretch every weekday 7:30; buy milk and eggs",
        "--now", NOW, "--yes", "--json", "--calendar", tmp_path / "cal.ics",
    ]  # fmt: skip
    first = majordomo(*args)
    assert first.returncode == 0, first.stderr
    out = json.loads(first.stdout)
    assert [item["status"] for item in out["items"]] == ["done", "left"]
    assert "set_reminder" in [action["tool"] for action in out["actions"]]
    calendar = (tmp_path / "cal.ics").read_bytes()
    again = json.loads(majordomo(*args).stdout)
    assert [item["status"] for item in again["items"]] == ["done", "left"]
    assert {action["effect"] for action in again["actions"]} <= {"read"}
    assert (tmp_path / "cal.ics").read_bytes() == calendar


def test_route_says_who_would_take_each_message_and_acts_on_nothing(
    tmp_path: Path, majordomo: Command
):
    lines = ["remind me to take vitamins every day 8:00", "buy milk and eggs"]
    source = write(tmp_path / "in.jsonl", "".join(json.dumps({"text": t}) + "\n" for t in lines))
    done = majordomo(
        "route", "--in", source, "--out", tmp_path / "out.jsonl", "--now", NOW,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [row["agent"] for row in rows] == ["habit", "none"]
    assert rows[0]["tool"] == "set_reminder"
    assert rows[0]["args"]["when"] == "every day 8:00"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_dry_run_changes_nothing_anywhere(tmp_path: Path, majordomo: Command):
    (tmp_path / "notes").mkdir()
    write(tmp_path / "notes" / "lease.md", "The lease ends on 3 May 2027.")
    tasks = write(tmp_path / "todo.txt", "Dentist Thursday 15:00\nNote: Bo prefers tea\n")
    args: list[str | Path] = [
        "run",
        "--tasks",
        tasks,
        "--notes",
        tmp_path / "notes",
        "--now",
        NOW,
        "--json",
    ]
    before = contents(tmp_path)
    first = majordomo(*args, "--dry-run")
    assert [i["status"] for i in json.loads(first.stdout)["items"]] == ["done", "done"]
    assert contents(tmp_path) == before
    assert not (tmp_path / "home").exists()
    majordomo(*args, "--yes")
    kept = contents(tmp_path)
    tasks.write_text(tasks.read_text() + "Physio Friday 10:00\n")
    kept[str(tasks)] = tasks.read_bytes()
    again = json.loads(majordomo(*args, "--dry-run").stdout)
    assert [a["tool"] for a in again["actions"]].count("schedule_event") == 1
    assert contents(tmp_path) == kept


def test_an_event_after_the_clocks_change_is_at_the_local_time_of_the_calendars_zone(
    tmp_path: Path, majordomo: Command, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("TZ", "UTC")
    calendar = write(
        tmp_path / "cal.ics",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//EN\r\nX-WR-TIMEZONE:Europe/Berlin\r\n"
        "END:VCALENDAR\r\n",
    )
    done = majordomo(
        "run", "--todo", "Book dentist appointment on 10 April at 10:00", "--calendar", calendar,
        "--now", NOW, "--yes", "--json",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    # Berlin is at UTC+2 in April, although the clock of the command has +01:00.
    assert b"DTSTART:20260410T080000Z" in calendar.read_bytes()
