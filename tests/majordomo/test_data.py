"""The data folder: shown, backed up, taken back, deleted; and backups forget, too."""

import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from tests.majordomo.test_cli import NOW, Command, majordomo, write

__all__ = ["majordomo"]


@pytest.fixture
def home(tmp_path: Path, majordomo: Command) -> Path:
    """A data folder after a run on a list, with two notes."""
    tasks = write(tmp_path / "todo.txt", "Remind me to stretch tomorrow 9:00\n")
    done = majordomo(
        "run", "--tasks", tasks, "--now", NOW, "--yes", "--json", "--model", "scripted"
    )
    assert done.returncode == 0
    notes = [{"id": "ida", "text": "Ida likes peonies."}, {"id": "ole", "text": "Ole sails."}]
    lines = write(tmp_path / "n.jsonl", "\n".join(map(json.dumps, notes)))
    assert majordomo("kb", "add", "--jsonl", lines).returncode == 0
    return tmp_path / "home"


def test_a_backup_comes_back_as_it_was(home: Path, tmp_path: Path, majordomo: Command):
    before = majordomo("journal", "--json").stdout
    done = majordomo("data", "backup", "--out", tmp_path / "b.zip", "--json")
    assert done.returncode == 0, done.stderr
    names = json.loads(done.stdout)["files"]
    assert "journal.db" in names and "kb/default/notes.jsonl" in names
    assert not any("index" in name for name in names)
    assert "exists" in majordomo("data", "backup", "--out", tmp_path / "b.zip").stderr
    assert "holds data" in majordomo("data", "restore", tmp_path / "b.zip").stderr
    assert "--yes" in majordomo("data", "delete").stderr
    assert home.is_dir()
    assert majordomo("data", "delete", "--yes").returncode == 0
    assert not home.exists()
    assert (tmp_path / "todo.txt").exists()
    assert majordomo("data", "restore", tmp_path / "b.zip").returncode == 0
    assert majordomo("journal", "--json").stdout == before
    hits = json.loads(majordomo("kb", "search", "peonies", "--json").stdout)["hits"]
    assert hits[0]["id"] == "ida"


def test_what_is_forgotten_leaves_the_backups(home: Path, tmp_path: Path, majordomo: Command):
    assert majordomo("data", "backup").returncode == 0
    [backup] = (home / "backups").glob("*.zip")
    done = majordomo("kb", "forget", "ida", "--yes", "--json")
    found = json.loads(done.stdout)
    assert (found["forgotten"], found["backups"], found["remains"]) == (["ida"], 1, [])
    with zipfile.ZipFile(backup) as archive:
        log = archive.read("kb/default/notes.jsonl")
        assert b"peonies" not in log and b"sails" in log
        archive.extract("journal.db", tmp_path / "out")
        with sqlite3.connect(tmp_path / "out" / "journal.db") as copy:
            assert copy.execute("pragma integrity_check").fetchone() == ("ok",)


def test_a_backup_that_reaches_outside_is_refused(tmp_path: Path, majordomo: Command):
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as archive:
        archive.writestr("../outside.txt", "x")
    done = majordomo("data", "restore", tmp_path / "bad.zip")
    assert "outside the data folder" in done.stderr
    assert not (tmp_path / "outside.txt").exists()
    write(tmp_path / "no.zip", "nothing")
    assert "no backup" in majordomo("data", "restore", tmp_path / "no.zip").stderr


def test_where_everything_is(home: Path, majordomo: Command):
    done = majordomo("data", "--json")
    found = json.loads(done.stdout)
    assert found["folder"] == str(home)
    assert found["bytes"]["journal.db"] > 0
    assert "journal.db" in majordomo("data").stdout
