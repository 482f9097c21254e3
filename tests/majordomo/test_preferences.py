"""`majordomo kb preferences`: what holds, what held, and what contradicts."""

import json
from pathlib import Path

import pytest

from tests.majordomo.test_cli import Command, majordomo

__all__ = ["majordomo"]


@pytest.fixture
def kb(tmp_path: Path, majordomo: Command) -> Path:
    folder = tmp_path / "kb"
    for text in ("No meetings before 9:30.", "No meetings before 8:00."):
        done = majordomo("kb", "add", "--preference", text, "--kb", folder, "--json")
        assert json.loads(done.stdout)["added"] == 1, done.stderr
    return folder


def test_the_current_one_is_listed_and_the_older_one_is_history(kb: Path, majordomo: Command):
    done = majordomo("kb", "preferences", "--kb", kb, "--json")
    found = json.loads(done.stdout)
    assert [row["text"] for row in found["current"]] == ["No meetings before 8:00."]
    assert "history" not in found
    done = majordomo("kb", "preferences", "--history", "--kb", kb, "--json")
    found = json.loads(done.stdout)
    [gone] = found["history"]
    assert gone["text"] == "No meetings before 9:30."
    assert (gone["why"], gone["by"]) == ("superseded", found["current"][0]["id"])
    done = majordomo("kb", "preferences", "--history", "--kb", kb)
    assert f"No meetings before 9:30. · superseded by {gone['by']}" in done.stdout


def test_forgetting_the_newer_one_brings_the_older_one_back(kb: Path, majordomo: Command):
    [row] = json.loads(majordomo("kb", "preferences", "--kb", kb, "--json").stdout)["current"]
    assert majordomo("kb", "forget", row["id"], "--kb", kb, "--yes").returncode == 0
    done = majordomo("kb", "preferences", "--history", "--kb", kb)
    assert "No meetings before 9:30." in done.stdout
    assert row["id"] not in done.stdout
    assert "superseded" not in done.stdout


def test_a_contradiction_is_shown_with_both_ids_and_dates(
    tmp_path: Path, kb: Path, majordomo: Command
):
    lines = [
        {"id": "j1", "text": "I eat shellfish.", "time": "2026-02-02"},
        {"id": "j2", "text": "I don't eat shellfish.", "time": "2026-02-02T15:00"},
    ]
    file = tmp_path / "said.jsonl"
    file.write_text("\n".join(json.dumps(x | {"category": "preference"}) for x in lines), "utf-8")
    assert majordomo("kb", "add", "--jsonl", file, "--mine", "--kb", kb).returncode == 0
    done = majordomo("kb", "preferences", "--kb", kb, "--json")
    [pair] = json.loads(done.stdout)["contradictions"]
    assert [(row["id"], row["time"]) for row in pair] == [(x["id"], x["time"]) for x in lines]
    done = majordomo("kb", "preferences", "--kb", kb)
    assert "contradict each other" in done.stderr
    assert "  j1 · 2026-02-02 · I eat shellfish." in done.stdout
    assert "  j2 · 2026-02-02T15:00 · I don't eat shellfish." in done.stdout


def test_an_empty_preference_is_refused_and_a_folder_without_any_says_so(
    tmp_path: Path, majordomo: Command
):
    done = majordomo("kb", "add", "--preference", " ", "--kb", tmp_path / "kb")
    assert "one sentence" in done.stderr
    file = tmp_path / "a.md"
    file.write_text("The boiler is old.", "utf-8")
    assert majordomo("kb", "add", file, "--kb", tmp_path / "kb").returncode == 0
    assert "--preference TEXT" in majordomo("kb", "preferences", "--kb", tmp_path / "kb").stderr
