"""`majordomo kb`: bringing in, forgetting with consent, counting, taking along."""

import json
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.majordomo.test_cli import Command, majordomo

__all__ = ["majordomo"]


@pytest.fixture
def kb(tmp_path: Path, majordomo: Command) -> Path:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "house.md").write_text("# Boiler\nGethin repairs the boiler.\n", "utf-8")
    (notes / "ida.md").write_text("Ida Berg likes peonies.\n", "utf-8")
    (notes / "scan.pdf").write_bytes(b"no pdf")
    done = majordomo("kb", "add", notes, "--kb", tmp_path / "kb", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["added"], found["unreadable"]) == (2, [str(notes / "scan.pdf")])
    return tmp_path / "kb"


def test_forgetting_shows_what_would_go_and_needs_a_yes(kb: Path, majordomo: Command):
    done = majordomo("kb", "forget", "--person", "Ida Berg", "--kb", kb)
    assert done.returncode == 1
    assert "ida.md" in done.stderr
    assert "--yes" in done.stderr
    done = majordomo("kb", "forget", "--person", "Ida Berg", "--kb", kb, "--yes", "--json")
    assert len(json.loads(done.stdout)["forgotten"]) == 1
    on_disk = b"".join(f.read_bytes() for f in kb.rglob("*") if f.is_file())
    assert b"peonies" not in on_disk
    assert b"Gethin" in on_disk
    done = majordomo("kb", "forget", "--person", "Ida Berg", "--kb", kb, "--yes")
    assert done.returncode == 0
    assert "nothing fits" in done.stderr


def test_a_query_forgets_only_what_fits_it(kb: Path, majordomo: Command):
    done = majordomo("kb", "forget", "--query", "who repairs the boiler", "--kb", kb, "--yes")
    assert done.returncode == 0, done.stderr
    done = majordomo("kb", "stats", "--kb", kb, "--json")
    assert json.loads(done.stdout)["notes"] == 1


def test_what_is_to_be_forgotten_has_to_be_said(kb: Path, majordomo: Command, tmp_path: Path):
    assert "say what" in majordomo("kb", "forget", "--kb", kb, "--yes").stderr
    commands = (
        ["forget", "n1"], ["stats"], ["export", tmp_path / "x"], ["rebuild"], ["ask", "who?"],
    )  # fmt: skip
    for command in commands:
        done = majordomo("kb", *command, "--kb", tmp_path / "nowhere")
        assert "holds no knowledge base" in done.stderr
        assert not (tmp_path / "nowhere").exists()


def test_a_question_is_answered_with_its_source_or_not_at_all(kb: Path, majordomo: Command):
    done = majordomo("kb", "ask", "What does Gethin repair?", "--kb", kb)
    assert done.returncode == 0, done.stderr
    quote, source = done.stdout.splitlines()
    assert quote == "Gethin repairs the boiler."
    assert "house.md · Boiler" in source and source.endswith("from outside")
    done = majordomo("kb", "ask", "What is Gethin's email address?", "--kb", kb, "--json")
    found = json.loads(done.stdout)
    assert (found["is_known"], found["citations"]) == (False, [])
    assert "I don't know" in found["text"]
    done = majordomo("kb", "ask", " ", "--kb", kb)
    assert done.returncode == 1
    assert "ask something" in done.stderr


def test_an_export_can_be_added_elsewhere(kb: Path, majordomo: Command, tmp_path: Path):
    out = tmp_path / "all.jsonl"
    assert majordomo("kb", "export", out, "--kb", kb).returncode == 0
    done = majordomo("kb", "add", "--jsonl", out, "--kb", tmp_path / "other", "--json")
    assert json.loads(done.stdout)["added"] == 2
    done = majordomo("kb", "search", "boiler", "--kb", tmp_path / "other", "--json")
    assert "Gethin" in json.loads(done.stdout)["hits"][0]["text"]


def test_stats_say_what_there_is(kb: Path, majordomo: Command):
    done = majordomo("kb", "stats", "--kb", kb)
    assert "2 document" in done.stdout
    assert "tainted" in done.stdout


def test_a_watched_folder_is_followed(tmp_path: Path):
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "a.md").write_text("The first note.", "utf-8")
    command = [sys.executable, "-m", "majordomo", "kb", "watch", str(notes), "--kb"]
    # The knowledge base stands in the folder itself, and is none of its notes.
    with subprocess.Popen([*command, str(notes / "kb")], stderr=subprocess.PIPE, text=True) as run:
        stop = threading.Timer(60, run.kill)
        stop.start()
        try:
            assert run.stderr is not None
            assert "1 added" in run.stderr.readline()
            assert "watching" in run.stderr.readline()
            time.sleep(0.5)
            (notes / ".obsidian").mkdir()
            (notes / ".obsidian" / "w.json").write_text("{}", "utf-8")
            (notes / "house").mkdir()
            (notes / "house" / "b.md").write_text("The second note.", "utf-8")
            assert "1 added, 1 unchanged" in run.stderr.readline()
            (notes / "a.md").unlink()
            assert "1 unchanged, 1 removed" in run.stderr.readline()
        finally:
            stop.cancel()
            run.kill()
    log = (notes / "kb" / "notes.jsonl").read_text("utf-8")
    assert '"house/b.md"' in log
    assert "obsidian" not in log
