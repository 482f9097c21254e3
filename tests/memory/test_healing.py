"""Crashes and damage, on real processes and real files."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from memory import KnowledgeBase, MemoryUnavailable
from tests.memory.conftest import OpenKb

# Dies inside the embedder: after the note is in the log, before its vector is in the index.
DIES_BETWEEN = """
import os, signal, sys
from pathlib import Path
from memory import HashingEmbedder, KnowledgeBase

class Deadly(HashingEmbedder):
    def embed(self, texts, *, fast=False):
        if any("September" in text for text in texts):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().embed(texts)

kb = KnowledgeBase.open(Path(sys.argv[1]), Deadly())
kb.add("Tom is allergic to nuts.", "preference", "you", "nuts")
kb.hits("nuts")
kb.add("The lease ends in September.", "preference", "you", "lease")
kb.hits("lease")
"""

ADDS_FOREVER = """
import sys
from pathlib import Path
from memory import HashingEmbedder, KnowledgeBase
kb = KnowledgeBase.open(Path(sys.argv[1]), HashingEmbedder())
n = 0
while True:
    kb.add(f"Note {n} about {n * n}.", "preference", "you", f"note-{n}")
    print(n, flush=True)
    if n % 7 == 0:
        kb.hits("note", 1)
    if n % 11 == 0:
        kb.forget(f"note-{n - 1}")
    n += 1
"""


# A damaged file can make Chroma's core end the process in the middle of a search.
DIES_SEARCHING = """
import os, signal, sys
from pathlib import Path
from memory import HashingEmbedder, KnowledgeBase

kb = KnowledgeBase.open(Path(sys.argv[1]), HashingEmbedder())
kb.warm()

class Deadly:
    def query(self, **_):
        os.kill(os.getpid(), signal.SIGSEGV)

kb._follower.index._collections["notes"] = Deadly()
kb.hits("subject7")
"""


def many(kb: KnowledgeBase, count: int) -> KnowledgeBase:
    for n in range(count):
        kb.add(f"Note {n} about subject{n}.", "preference", "you", f"note-{n}")
    kb.warm()
    return kb


def vector_folders(directory: Path) -> list[Path]:
    return [file.parent for file in directory.rglob("data_level0.bin")]


def test_a_crash_between_log_and_index_loses_no_note(directory: Path, open_kb: OpenKb):
    done = subprocess.run([sys.executable, "-c", DIES_BETWEEN, str(directory)], check=False)
    assert done.returncode == -signal.SIGKILL
    kb = open_kb()
    assert [note.id for note in kb.search("When does the lease end in September?")] == ["lease"]
    assert kb.repairs == []  # being behind is no damage


@pytest.mark.parametrize("seconds", [0.05, 0.4])
def test_killed_at_any_moment_every_confirmed_note_is_there(
    directory: Path, open_kb: OpenKb, seconds: float
):
    with subprocess.Popen(
        [sys.executable, "-c", ADDS_FOREVER, str(directory)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        process.stdout.readline()
        time.sleep(seconds)
        os.kill(process.pid, signal.SIGKILL)
        last = max([0, *(int(line) for line in process.stdout.read().split("\n")[:-1])])
    kb = open_kb()
    expected = {f"note-{n}" for n in range(last + 1) if (n + 1) % 11 or n + 1 > last}
    ids = {record.id for record in kb.records()}
    assert expected <= ids
    assert {hit.id for hit in kb.hits("note", 10_000)} == ids


def test_lost_vector_files_are_noticed_and_made_anew(directory: Path, open_kb: OpenKb):
    many(open_kb(), 1300).close()
    [folder] = vector_folders(directory)
    shutil.rmtree(folder)
    kb = open_kb()
    assert [hit.id for hit in kb.hits("Note 3 about subject3", 1)] == ["note-3"]
    assert len(kb.hits("note about", 1300)) == 1300
    assert len(kb.repairs) == 1 and "made anew" in kb.repairs[0]
    kb.close()
    kb = open_kb()
    kb.warm()
    assert kb.repairs == []


def test_truncated_vector_files_are_noticed_and_made_anew(directory: Path, open_kb: OpenKb):
    many(open_kb(), 1300).close()
    file = vector_folders(directory)[0] / "data_level0.bin"
    os.truncate(file, file.stat().st_size // 2)
    kb = open_kb()
    assert len(kb.hits("note about", 1300)) == 1300
    assert "made anew" in kb.repairs[0]


def test_a_deleted_index_comes_back(directory: Path, open_kb: OpenKb):
    many(open_kb(), 20).close()
    shutil.rmtree(directory / "index")
    assert open_kb().hits("Note 7 about subject7", 1)[0].id == "note-7"


def test_an_index_that_took_a_process_down_is_not_opened_twice(directory: Path, open_kb: OpenKb):
    many(open_kb(), 20).close()
    (directory / "index" / "opening").touch()  # what a crash inside Chroma leaves behind
    kb = open_kb()
    assert kb.hits("Note 7 about subject7", 1)[0].id == "note-7"
    assert "a start ended while reading it" in kb.repairs[0]
    assert not (directory / "index" / "opening").exists()


def test_an_index_whose_search_took_a_process_down_is_made_anew(directory: Path, open_kb: OpenKb):
    many(open_kb(), 20).close()
    done = subprocess.run([sys.executable, "-c", DIES_SEARCHING, str(directory)], check=False)
    assert done.returncode == -signal.SIGSEGV
    kb = open_kb()
    assert kb.hits("Note 7 about subject7", 1)[0].id == "note-7"
    assert len(kb.repairs) == 1 and "a search ended while reading it" in kb.repairs[0]
    kb.close()
    kb = open_kb()
    assert len(kb.hits("note", 50)) == 20 and kb.repairs == []


@pytest.mark.parametrize("error", [RuntimeError("bad level"), KeyboardInterrupt()])
def test_a_search_that_fails_is_remembered_and_the_next_one_mends_it(
    open_kb: OpenKb, error: BaseException
):
    class Broken:
        def query(self, **_: object) -> None:
            raise error

    kb = many(open_kb(), 20)
    assert kb._follower is not None
    kb._follower.index._collections["notes"] = Broken()  # type: ignore[assignment]
    if isinstance(error, KeyboardInterrupt):  # which says nothing about the index
        with pytest.raises(KeyboardInterrupt):
            kb.hits("subject7")
        kb.close()
        kb = open_kb()
        assert len(kb.hits("note", 50)) == 20 and kb.repairs == []
        return
    with pytest.raises(MemoryUnavailable, match="The next search makes the index anew"):
        kb.hits("subject7")
    assert kb.hits("Note 7 about subject7", 1)[0].id == "note-7"
    assert len(kb.hits("note", 50)) == 20
    assert ["a search ended while reading it" in repair for repair in kb.repairs] == [True]


def test_an_index_is_read_in_pages(open_kb: OpenKb, monkeypatch: pytest.MonkeyPatch):
    many(open_kb(), 20).close()
    monkeypatch.setattr("memory.index._PAGE", 5)
    kb = open_kb()
    kb.warm()
    assert kb.repairs == [] and len(kb.hits("note", 50)) == 20


@pytest.mark.parametrize("damage", ["header", "middle", "cut"])
def test_a_damaged_database_is_a_clear_error_and_rebuild_restores_it(
    directory: Path, open_kb: OpenKb, damage: str
):
    many(open_kb(), 300).close()
    [file] = directory.rglob("chroma.sqlite3")
    data = file.read_bytes()
    file.write_bytes(
        {
            "header": b"x" * 4096 + data[4096:],
            "middle": data[:4096] + b"\xa5" * (len(data) - 4096),
            "cut": data[: len(data) // 3],
        }[damage]
    )
    kb = open_kb()
    for _ in range(2):
        with pytest.raises(MemoryUnavailable, match="majordomo kb rebuild") as caught:
            kb.search("subject7")
        assert str(directory) in str(caught.value)
    kb.add("Adding still works.", "preference", "you", "still")
    assert kb.rebuild() == 301
    assert kb.hits("Note 7 about subject7", 1)[0].id == "note-7"
    kb.close()
    assert open_kb().hits("adding still works", 1)[0].id == "still"


def test_an_index_of_another_time_catches_up(directory: Path, open_kb: OpenKb, tmp_path: Path):
    many(open_kb(), 10).close()
    shutil.copytree(directory / "index", tmp_path / "old")
    kb = open_kb()
    kb.forget("note-3")
    kb.add("Note 4 is new.", "preference", "you", "note-4")
    kb.add("Note 10.", "preference", "you", "note-10")
    kb.warm()
    kb.close()
    shutil.rmtree(directory / "index")
    shutil.copytree(tmp_path / "old", directory / "index")
    kb = open_kb()
    hits = {hit.id: hit.text for hit in kb.hits("note", 20)}
    assert len(hits) == 10 and "note-3" not in hits and hits["note-4"] == "Note 4 is new."
    assert kb.repairs == []  # being behind is no damage
