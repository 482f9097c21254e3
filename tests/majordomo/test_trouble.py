"""Trouble from outside: a full disk, a server that goes away, a second run, a damaged index."""

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.majordomo.test_cli import NOW, Command, majordomo, write

__all__ = ["majordomo"]

LIST = "Remind me to stretch every weekday 7:30\nBook the physio Tuesday 14:00 for 45 minutes\n"


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A tiny file system with a to-do list and hardly a byte left."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small file system needs root")
    try:
        write(folder / "todo.txt", LIST)
        with (folder / "ballast").open("wb", buffering=0) as ballast:
            with contextlib.suppress(OSError):
                while True:
                    ballast.write(b"x" * 1024)
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_is_said_and_nothing_is_lost(full_disk: Path, majordomo: Command):
    before = (full_disk / "todo.txt").read_bytes()
    done = majordomo(
        "run", "--tasks", full_disk / "todo.txt", "--now", NOW, "--yes", "--json",
        "--model", "scripted",
    )  # fmt: skip
    out = json.loads(done.stdout)
    assert {action["outcome"] for action in out["actions"]} >= {"failed"}
    assert any("No space left" in action["text"] for action in out["actions"])
    assert {item["status"] for item in out["items"]} == {"failed"}
    assert (full_disk / "todo.txt").read_bytes() == before
    assert sorted(p.name for p in full_disk.iterdir()) == ["ballast", "todo.txt"]


def test_a_full_data_folder_ends_the_run_with_one_line(
    full_disk: Path, tmp_path: Path, majordomo: Command, monkeypatch: pytest.MonkeyPatch
):
    tasks = write(tmp_path / "todo.txt", LIST)
    monkeypatch.setenv("MAJORDOMO_HOME", str(full_disk / "home"))
    done = majordomo("run", "--tasks", tasks, "--now", NOW, "--yes", "--json")
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert tasks.read_text() == LIST


def test_a_second_run_on_the_same_files_is_refused(tmp_path: Path, majordomo: Command):
    tasks = write(tmp_path / "todo.txt", LIST)
    hold = (
        "import sys, time\nfrom pathlib import Path\n"
        "from assistant.home import home\nfrom assistant.journal import Journal\n"
        f"with Journal(home()).lock({os.path.realpath(tasks)!r}):\n"
        "    print('held', flush=True)\n    time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", hold], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        done = majordomo("run", "--tasks", tasks, "--now", NOW, "--yes", "--json")
        other.kill()
    assert done.returncode == 1
    assert f"pid {other.pid}" in done.stderr
    assert tasks.read_text() == LIST


def test_a_damaged_index_is_mended_or_named(tmp_path: Path, majordomo: Command):
    kb = tmp_path / "kb"
    note = write(tmp_path / "note.md", "The physio practice closes at 17:00 on Tuesdays.\n")
    assert majordomo("kb", "add", note, "--kb", kb, "--json").returncode == 0
    found = json.loads(majordomo("kb", "search", "physio", "--kb", kb, "--json").stdout)
    assert "17:00" in found["hits"][0]["text"]
    for database in kb.rglob("*.sqlite3"):
        database.write_bytes(b"\x00garbage" * 500)
    done = majordomo("kb", "search", "physio", "--kb", kb, "--json")
    if done.returncode:
        assert len(done.stderr.strip().splitlines()) == 1
        assert "kb rebuild" in done.stderr
        assert majordomo("kb", "rebuild", "--kb", kb).returncode == 0
        done = majordomo("kb", "search", "physio", "--kb", kb, "--json")
    assert json.loads(done.stdout)["hits"][0]["text"] == found["hits"][0]["text"]


def test_a_server_that_goes_away_in_mid_day_is_one_line(tmp_path: Path, majordomo: Command):
    port = 21000 + os.getpid() % 2000
    command = [sys.executable, "-m", "env_adapter.server.app", "--port", str(port)]
    # The stand-in policy kills the server after a few calls, as a crash in mid-day would.
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        url = f"http://127.0.0.1:{port}"
        for _ in range(300):
            probe = majordomo("play", "--policy", "do_nothing", "--url", url, "--json")
            if probe.returncode == 0:
                break
            time.sleep(0.2)
        assert probe.returncode == 0, probe.stderr
        from env_adapter import policies, ways, world

        calls = iter(range(100))

        def killer(seed: int) -> policies.Policy:
            usual = policies.do_nothing(seed)

            def choose(day: world.World) -> ways.Call:
                if next(calls) == 3:
                    server.kill()
                    server.wait()
                return usual(day)

            return choose

        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(policies.POLICIES, "killer", killer)
            done = majordomo(
                "play", "--policy", "killer", "--url", url, "--patience", "1", "--json"
            )
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert url in done.stderr
