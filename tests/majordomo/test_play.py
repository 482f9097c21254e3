"""A day whose notes the real knowledge base finds: played, graded, and by itself."""

import json
from pathlib import Path

import pytest

from memory import HashingEmbedder
from scenarios.families import families
from tests.majordomo.test_cli import Command, majordomo
from training.evaluation import memories
from training.evaluation.days import FIRST, Job
from training.evaluation.memories import days_with

__all__ = ["majordomo"]


@pytest.fixture(autouse=True)
def small_embedder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memories, "_embedder", HashingEmbedder)


def played(majordomo: Command, *args: str) -> dict[str, object]:
    done = majordomo("play", "--scenario", "sample", "--json", *args)
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("policy", ["do_nothing", "scripted"])
def test_the_report_is_the_same_kind_with_either_memory(policy: str, majordomo: Command):
    world = played(majordomo, "--policy", policy)
    chroma = played(majordomo, "--policy", policy, "--memory", "chroma")
    assert (world.pop("memory"), chroma.pop("memory")) == ("world", "chroma")
    assert world.keys() == chroma.keys()
    if policy == "do_nothing":
        assert world.pop("rubric") == pytest.approx(chroma.pop("rubric"))
        assert world == pytest.approx(chroma)


def test_a_memory_that_is_none_and_a_server_are_refused(majordomo: Command):
    assert "world or chroma" in majordomo("play", "--memory", "redis").stderr
    done = majordomo("play", "--memory", "chroma", "--url", "http://127.0.0.1:9")
    assert done.returncode == 1 and "leave --url out" in done.stderr


def test_days_share_no_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    first, second = (Job("day", f"{name}:{FIRST}:medium") for name in list(families("heldout"))[:2])
    opened = days_with("chroma")
    with opened(first) as one, opened(second) as other:
        one.memory.add("The garage code is 4411.", "preference", "you", "k1")
        assert [note.id for note in one.memory.search("garage code 4411")][0] == "k1"
        assert "k1" not in [note.id for note in other.memory.search("garage code 4411")]
        assert len(list(tmp_path.iterdir())) == 2
    assert list(tmp_path.iterdir()) == []


def test_the_measurement_pairs_the_same_days(majordomo: Command):
    done = majordomo("bench", "memory", "--policy", "do_nothing", "--days", "3", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["days"], found["difference"], found["days_that_differ"]) == (3, 0.0, 0)
    assert found["world"]["grade"] == found["chroma"]["grade"] and found["is_agreed"]
