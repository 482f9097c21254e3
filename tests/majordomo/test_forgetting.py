"""What is forgotten is in no file any more, by its bytes: journal, sessions, backups and all."""

import asyncio
import base64
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.guard import InterruptApprover
from majordomo.options import Options
from majordomo.session import open_session
from memory import HashingEmbedder
from tests.majordomo.test_cli import NOW, Command, majordomo, write
from tui.log import log_of

__all__ = ["majordomo"]

WORD = b"zeppelin"
FACT = "Oswin prefers zeppelin seats"


async def a_day(home: Path, options: Options, said: str = "") -> None:
    """A session in which the person agrees to everything, kept as the screen keeps it."""
    async with open_session(options, InterruptApprover()) as session:
        session.listen(log_of(home / "sessions", session.run_id).append)
        pending = await session.run()
        while pending is not None:
            pending = await session.answer({"type": "accept", "args": None})
        if said:
            await session.say(said)
        session.finish()


@pytest.fixture(autouse=True)
def small_embedder(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is forgotten has nothing to do with what a vector means."""
    monkeypatch.setattr("memory.embedders.Choice.load", lambda self: HashingEmbedder())


@pytest.fixture
def home(tmp_path: Path, majordomo: Command) -> Path:
    """A data folder in which a fact was noted from a to-do, and asked for on another day."""
    tasks = write(tmp_path / "todo.txt", f"Remember that {FACT}\nRemind me to stretch 10:00\n")
    asyncio.run(a_day(tmp_path / "home", Options(tasks=tasks, model="scripted", now=NOW)))
    question = Options(todos=("Which seats does Oswin prefer?",), model="scripted", now=NOW)
    asyncio.run(a_day(tmp_path / "home", question))
    return tmp_path / "home"


def blobs(home: Path) -> Iterator[tuple[str, bytes]]:
    """Every file, and every file in a backup."""
    for file in (path for path in home.rglob("*") if path.is_file()):
        yield str(file.relative_to(home)), file.read_bytes()
        if file.suffix == ".zip":
            with zipfile.ZipFile(file) as archive:
                yield from ((f"{file.name}:{n}", archive.read(n)) for n in archive.namelist())


def holding(home: Path) -> set[str]:
    """The files in which the word stands, as it is or in base64."""
    coded = [base64.b64encode(b"." * n + WORD)[4 if n else 0 : -4] for n in range(3)]
    looked = [WORD, *coded]
    return {name for name, data in blobs(home) if any(w.lower() in data.lower() for w in looked)}


def test_a_forgotten_fact_leaves_every_file(home: Path, majordomo: Command):
    assert majordomo("data", "backup").returncode == 0
    before = holding(home)
    assert {"journal.db", "checkpoints.db", "kb/default/notes.jsonl"} <= {
        name.removesuffix("-wal") for name in before
    }
    assert any(name.startswith("sessions/") for name in before)
    assert any(".zip:journal.db" in name for name in before)
    [note] = json.loads(majordomo("kb", "search", "zeppelin", "--json").stdout)["hits"]
    assert FACT in note["text"]
    done = majordomo("kb", "forget", note["id"], "--yes", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["remains"] == []
    assert (found["backups"], found["undo_lost"]) == (1, 1)
    assert found["journal"] and found["checkpoints"] and found["sessions"] == 2
    assert holding(home) == set()


def test_what_is_left_still_works(home: Path, tmp_path: Path, majordomo: Command):
    assert majordomo("data", "backup", "--out", tmp_path / "away.zip").returncode == 0
    count = len(json.loads(majordomo("journal", "--json").stdout)["entries"])
    assert majordomo("kb", "forget", "--text", "zeppelin", "--yes").returncode == 0
    entries = json.loads(majordomo("journal", "--json").stdout)["entries"]
    assert len(entries) == count
    noted = next(entry for entry in entries if entry["tool"] == "add_to_kb")
    assert noted["args"]["content"] == "[forgotten]." and noted["state"] == "done"
    for name in ("journal.db", "checkpoints.db"):
        with sqlite3.connect(home / name) as db:
            assert db.execute("pragma integrity_check").fetchone() == ("ok",)
    # What had nothing to do with it is undone as ever; the noted to-do is not offered.
    undone = json.loads(majordomo("undo", "--all", "--json").stdout)["undone"]
    assert [row["tool"] for row in undone if row["is_undone"]] == ["answer", "set_reminder"]
    assert len(undone) == 2
    # The same to-do is not seen to once more: it stands in the person's file, ticked off.
    tasks = tmp_path / "todo.txt"
    done = majordomo("run", "--tasks", tasks, "--now", NOW, "--json", "--model", "scripted")
    tools = [action["tool"] for action in json.loads(done.stdout)["actions"]]
    assert "add_to_kb" not in tools
    assert WORD in tasks.read_bytes()
    with zipfile.ZipFile(tmp_path / "away.zip") as archive:  # a copy elsewhere is the person's
        assert WORD in archive.read("kb/default/notes.jsonl")


def test_where_words_remain_is_said_and_data_delete_removes_them(
    home: Path, tmp_path: Path, majordomo: Command
):
    options = Options(tasks=tmp_path / "todo.txt", model="scripted", now=NOW)
    asyncio.run(a_day(home, options, said="Ask if Oswin prefers zeppelin seats still"))
    note = write(tmp_path / "travel.md", f"{FACT}.\n")
    assert majordomo("kb", "add", note, "--kb", home / "kb" / "other").returncode == 0
    assert majordomo("kb", "add", note).returncode == 0
    refused = majordomo("kb", "forget", "--text", "zeppelin seats")
    assert refused.returncode == 1 and "--yes" in refused.stderr
    done = majordomo("kb", "forget", "--text", "zeppelin seats", "--yes")
    assert done.returncode == 0, done.stderr
    assert "still in 1 open requests" in done.stderr
    assert f"still in {note}: your own file" in done.stderr
    assert "kb forget --kb " + str(home / "kb" / "other") in done.stderr
    assert "journal.db: `majordomo data delete --history`" in done.stderr
    places = {name.partition("-wal")[0] for name in holding(home)}
    assert places == {"journal.db", "kb/other/notes.jsonl"}
    assert majordomo("data", "delete", "--history", "--yes").returncode == 0
    assert {name.partition("-wal")[0] for name in holding(home)} == {"kb/other/notes.jsonl"}
    assert (home / "kb" / "default" / "notes.jsonl").exists()
