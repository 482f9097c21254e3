"""Slow proofs: an import killed at fifty points, bytes flipped all over the index."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from memory import HashingEmbedder, KnowledgeBase, MemoryUnavailable
from tests.memory.conftest import OpenKb

pytestmark = pytest.mark.slow

IMPORTS = """
import sys
from pathlib import Path
from memory import HashingEmbedder, KnowledgeBase
with KnowledgeBase.open(Path(sys.argv[1]), HashingEmbedder()) as kb:
    print("open", flush=True)
    kb.add_paths([Path(sys.argv[2])])
    print("done", flush=True)
"""
FILES, CHUNKS = 120, 3
KILLS = 50


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    folder.mkdir()
    for n in range(FILES):
        parts = "\n\n".join(
            f"## Part {m}\n\n{' '.join(f'word{n}x{m}x{k}' for k in range(120))}"
            for m in range(CHUNKS)
        )
        (folder / f"note{n}.md").write_text(f"# Note {n}\n\n{parts}\n")
    return folder


def everything(kb: KnowledgeBase) -> dict[str, str]:
    return {record.id: record.text for record in kb.records()}


def reachable(kb: KnowledgeBase) -> set[str]:
    return {hit.text for hit in kb.hits("word", 10_000)}


def first(kb: KnowledgeBase, asked: list[str]) -> list[str]:
    """The best note of each search; those behind it may be equally far."""
    return [hits[0].text for hits in kb.batch(asked, 1)]


def test_an_import_killed_at_fifty_points_loses_nothing_and_goes_on(
    directory: Path, open_kb: OpenKb, vault: Path, tmp_path: Path
):
    fresh = KnowledgeBase.open(tmp_path / "fresh", HashingEmbedder())
    fresh.add_paths([vault])
    whole = everything(fresh)
    fresh.close()
    assert len(whole) >= FILES * CHUNKS
    rng = random.Random(0)
    command = [sys.executable, "-c", IMPORTS, str(directory), str(vault)]
    ends, longest = {"killed": 0, "done": 0}, 0.3
    kept: dict[str, str] = {}
    while ends["killed"] < KILLS:
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout and process.stdout.readline() == "open\n"
            began = time.monotonic()
            time.sleep(rng.random() * longest)
            process.send_signal(signal.SIGKILL)
            is_done = "done" in process.stdout.read()
        ends["done" if is_done else "killed"] += 1
        if is_done:
            longest = min(longest, time.monotonic() - began)
        kb = open_kb()
        found = everything(kb)
        # What was there before the kill still is, and nothing is half of a note.
        assert kept.items() <= found.items() <= whole.items()
        assert reachable(kb) == {*found.values()}
        kb.close()
        kept = found
        if found == whole:
            shutil.rmtree(directory)
            kept = {}
    kb = open_kb()
    kb.add_paths([vault])
    assert everything(kb) == whole and reachable(kb) == {*whole.values()}
    asked = [f"word{n}x1x5" for n in range(FILES)]
    before = first(kb, asked)
    kb.rebuild()
    assert first(kb, asked) == before


@pytest.mark.parametrize(
    "name", ["chroma.sqlite3", "data_level0.bin", "header.bin", "link_lists.bin"]
)
def test_a_flipped_byte_never_makes_results_incomplete_in_silence(
    directory: Path, open_kb: OpenKb, tmp_path: Path, name: str
):
    kb = open_kb()
    for n in range(1100):
        kb.add(f"Note {n} about subject{n}.", "preference", "you", f"note-{n}")
    asked = [f"subject{n}" for n in range(0, 1100, 50)]
    before = first(kb, asked)
    assert len({*before}) > len(asked) / 2  # the searches tell notes apart
    kb.close()
    shutil.copytree(directory, tmp_path / "sound")
    rng = random.Random(name)
    for _ in range(12):
        shutil.rmtree(directory)
        shutil.copytree(tmp_path / "sound", directory)
        file = next(directory.rglob(name))
        data = bytearray(file.read_bytes())
        if not data:
            return
        at = rng.randrange(len(data))
        data[at] ^= 1 << rng.randrange(8)
        file.write_bytes(bytes(data))
        script = (
            "import sys; from pathlib import Path; from tests.memory.test_proofs import probe; "
        )
        done = subprocess.run(
            [sys.executable, "-c", f"{script}probe(Path(sys.argv[1]))", str(directory)],
            capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": "."},
        )  # fmt: skip
        # Chroma itself may crash on a file that lies, which is no silence.
        crashes = {-signal.SIGSEGV, -signal.SIGABRT, -signal.SIGBUS}
        assert done.returncode in {0, *crashes}, (name, at, done.stderr)
        kb = open_kb()
        kb.rebuild()
        assert first(kb, asked) == before, (name, at)
        kb.close()


def probe(directory: Path) -> None:
    """A look at an index that may take the process down: all of it, or an error."""
    with KnowledgeBase.open(directory, HashingEmbedder()) as kb:
        try:
            assert len(kb.hits("note", 1100)) == 1100
        except MemoryUnavailable as error:
            assert "kb rebuild" in str(error)
