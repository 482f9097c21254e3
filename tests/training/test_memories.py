"""The real knowledge base in a simulated day: the world's own notes, found by another search."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.contract.lexical import LexicalMemory
from assistant.contract.notes import Episode, Note
from memory import HashingEmbedder, KnowledgeBase
from scenarios.families import families
from training.errors import TrainingError
from training.evaluation.days import FIRST, Job
from training.evaluation.evaluate import Plan, evaluate
from training.evaluation.memories import IndexedMemory, MemoryKind, days_with, memory_kind

NOTES = [
    Note("n1", "The dentist is in Harbour Street.", "notes.md", 5),
    Note("n2", "Tom takes his coffee black.", "notes.md", 6, tainted=True),
]


@pytest.fixture
def memory(tmp_path: Path):
    cases = [Episode("Book the dentist", "meeting", "schedule_event", "in the morning")]
    with KnowledgeBase.open(tmp_path / "kb", HashingEmbedder()) as kb:
        yield IndexedMemory(LexicalMemory(list(NOTES), cases), kb)


def _ids(notes: Sequence[Note]) -> list[str]:
    return [note.id for note in notes]


def test_what_is_found_are_the_notes_of_the_world(memory: IndexedMemory):
    assert list(memory.search("where is the dentist")) == [NOTES[0]]
    assert list(memory.search("black coffee for Tom")) == [NOTES[1]]
    assert memory.episodes("Book the dentist for Ann")[0].note == "in the morning"


def test_it_follows_what_the_world_adds_and_takes_away(memory: IndexedMemory):
    assert _ids(memory.search("garage code")) == []
    memory.add("The garage code is 4411.", "preference", "you", "k1")
    memory.notes.append(Note("n3", "The garage door sticks.", "odds.md"))
    assert set(_ids(memory.search("garage"))) == {"k1", "n3"}
    memory.forget("k1")
    assert _ids(memory.search("garage")) == ["n3"]
    # As a summary of the week does: an id again, with other words.
    memory.forget("n3")
    memory.notes.append(Note("n3", "The garage is rented out.", "odds.md"))
    assert [note.text for note in memory.search("garage")] == ["The garage is rented out."]


def test_another_memory_is_refused():
    assert memory_kind("chroma") == "chroma"
    with pytest.raises(TrainingError, match="world or chroma"):
        memory_kind("redis")


def _known(job: Job, memory: MemoryKind) -> dict[str, list[str]]:
    with days_with(memory)(job) as world:
        return {item_id: _ids(notes) for item_id, notes in world.briefing().known.items()}


@pytest.mark.slow
def test_the_grade_is_the_same_with_either(tmp_path: Path):
    """With the real embeddings other notes are briefed, and days end as they did."""
    jobs = [Job("day", f"{family}:{FIRST}:medium") for family in families("heldout")]
    assert [_known(job, "world") for job in jobs] != [_known(job, "chroma") for job in jobs]
    recipe = tmp_path / "few.toml"
    recipe.write_text("[eval]\nepisodes = 20\npass_days = 1\npasses = 1\ntwin_days = 0\n")
    plan = Plan(["scripted", "keyword"], tmp_path / "world", str(recipe))
    indexed = Plan(["scripted", "keyword"], tmp_path / "indexed", str(recipe), memory="chroma")
    found = [evaluate(one, lambda line: None)["policies"] for one in (plan, indexed)]
    for name in plan.policies:
        one, other_grade = (policies[name]["grade"]["mean"] for policies in found)
        assert one == pytest.approx(other_grade, abs=0.02)
