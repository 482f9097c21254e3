"""The deterministic note search."""

import pytest

from assistant.contract.lexical import LexicalMemory, words
from assistant.contract.notes import Episode, Note


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The leases", ["lease"]),
        ("two parties, boxes and churches", ["two", "party", "box", "church"]),
        ("glass is as it was", ["glass"]),
        ("", []),
        ("a I to", []),
    ],
)
def test_only_telling_words_count_and_plurals_are_folded(text: str, expected: list[str]):
    assert words(text) == expected


def test_rare_words_weigh_more_than_common_ones():
    notes = [Note(f"n{i}", f"meeting number {i} with the team") for i in range(8)]
    notes.append(Note("n9", "the zebra painting hangs in the hall"))
    found = LexicalMemory(notes).search("meeting about the zebra")
    assert found[0].id == "n9"


def test_a_query_without_a_common_word_finds_nothing():
    assert LexicalMemory([Note("n1", "oat milk")]).search("quantum") == []


def test_adding_the_same_id_twice_keeps_one_and_forgetting_keeps_none():
    memory = LexicalMemory()
    memory.add("one", "preference", "you", "n1")
    assert memory.add("two", "preference", "you", "n1").text == "one"
    memory.forget("n1")
    memory.forget("n1")
    assert memory.notes == []


def test_only_similar_items_count_as_handled_before():
    memory = LexicalMemory(handled=[Episode("buy oat milk", "none", "leave_to_user")])
    assert [e.agent for e in memory.episodes("buy milk")] == ["none"]
    assert memory.episodes("buy a present for the board of directors tonight") == []
