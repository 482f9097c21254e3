import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.contract.notes import Episode, KnowledgePort
from memory import HashingEmbedder, KnowledgeBase, MemoryUnavailable
from tests.memory.conftest import OpenKb


def test_a_note_makes_the_round_trip_through_the_disk(open_kb: OpenKb):
    kb = open_kb()
    added = kb.add("The lease ends in September.", "preference", "you", "lease")
    kb.close()
    port: KnowledgePort = open_kb()
    assert port.search("lease September") == [added]
    assert added.id == "lease" and added.source == "you" and added.time


def test_adding_twice_keeps_one_and_a_new_text_replaces_the_old(kb: KnowledgeBase):
    first = kb.add("Mara likes tea.", "preference", "you", "drink", time="2025-01-01")
    assert kb.add("Mara likes tea.", "preference", "you", "drink") == first
    kb.search("tea")
    kb.add("Mara likes coffee now.", "preference", "you", "drink")
    assert len(kb) == 1 and kb.search("Mara coffee")[0].text == "Mara likes coffee now."
    assert [hit.text for hit in kb.hits("tea")] == ["Mara likes coffee now."]


def test_forgetting_leaves_no_word_on_the_disk(kb: KnowledgeBase, directory: Path):
    kb.add("Xylophone lessons are a secret.", "preference", "whispered", "secret-with-a-long-id")
    kb.add("Tom is allergic to nuts.", "preference", "you", "nuts")
    [note] = kb.search("xylophone secret")
    kb.forget(note.id)  # the id that prompts show
    kb.forget("secret-with-a-long-id")
    kb.forget("never heard of")
    assert [hit.id for hit in kb.hits("xylophone secret")] == ["nuts"]
    kb.close()
    on_disk = b"".join(file.read_bytes() for file in directory.rglob("*") if file.is_file())
    for word in (b"ylophone", b"whispered", b"secret-with"):
        assert word not in on_disk


def test_a_note_needs_an_id_and_a_text(kb: KnowledgeBase):
    for text, note_id in (("", "a"), (" \0", "b"), ("text", "")):
        with pytest.raises(ValueError, match="needs an id and a text"):
            kb.add(text, "preference", "you", note_id)
    with pytest.raises(ValueError, match="isoformat"):
        kb.add("text", "preference", "you", "c", time="soon")
    assert len(kb) == 0


def test_a_note_can_be_had_by_either_id(kb: KnowledgeBase):
    note = kb.add("Text.", "preference", "you", "an-id-too-long-to-show", tainted=True)
    assert note.id == "n1" and note.tainted
    assert kb.get("n1") == kb.get("an-id-too-long-to-show") == note
    assert kb.get("n2") is None


def test_hostile_text_is_kept_and_found(kb: KnowledgeBase):
    texts = ['"); DROP TABLE notes; --', "NEAR/AND OR NOT *", "half \ud83d pair", "nul\0byte", "🎉"]
    for n, text in enumerate(texts):
        kb.add(text, "preference", "you", f"hostile-{n}")
    for text in texts:
        assert kb.hits(text, 5)
    assert [record.text for record in kb.records()][2:4] == ["half ? pair", "nulbyte"]


def test_episodes_come_back_by_likeness_and_never_as_notes(kb: KnowledgeBase):
    item = "Answer Priya on the quarterly numbers"
    kb.add_episode(item, "email", "draft_reply", "greeting was edited")
    kb.add_episode(item, "email", "draft_reply", "greeting was edited")
    kb.add_episode("Dentist reminder", "habit", "set_reminder")
    assert len(kb) == 2
    expected = Episode(item, "email", "draft_reply", "greeting was edited")
    assert kb.episodes("Priya asks for the quarterly numbers") == [expected]
    assert kb.episodes("Water the plants") == kb.episodes("") == []
    assert kb.search(item) == [] and kb.hits(item) == []


def test_four_threads_adding_keep_every_note(open_kb: OpenKb):
    kb = open_kb()

    def add(thread: int) -> None:
        for n in range(25):
            kb.add(f"Thread {thread} says {n}.", "preference", "you", f"thread-{thread}-says-{n}")
            if n % 10 == 0:
                kb.hits(f"Thread {thread}", 3)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(4)))
    assert len(kb) == 100
    kb.close()
    kb = open_kb()
    assert len(kb) == 100 and len({record.short for record in kb.records()}) == 100
    assert len(kb.hits("Thread says", 200)) == 100
    assert kb.repairs == []


def test_searching_threads_see_whole_notes_while_others_add_and_forget(kb: KnowledgeBase):
    def work(thread: int) -> int:
        seen = 0
        for n in range(15):
            kb.add(f"Fact {n} of {thread}.", "preference", "you", f"a-fact-{thread}-number-{n}")
            seen += sum(hit.text.startswith("Fact") for hit in kb.hits("fact", 50))
            kb.forget(f"a-fact-{thread}-number-{n - 1}")
        return seen

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(4) as pool:
            assert all(seen >= 15 for seen in pool.map(work, range(4)))
    finally:
        sys.setswitchinterval(interval)
    assert len(kb) == len(kb.hits("fact", 100)) == 4


def test_another_embedder_makes_the_index_anew(open_kb: OpenKb):
    class Renamed(HashingEmbedder):
        key = "hashing-256@2"

    kb = open_kb()
    kb.add("The lease ends in September.", "preference", "you", "lease")
    kb.warm()
    kb.close()
    kb = open_kb(Renamed())
    assert [note.id for note in kb.search("lease")] == ["lease"]
    assert "it was made with hashing-256@1" in kb.repairs[0]


def test_an_embedder_that_fails_loses_nothing(open_kb: OpenKb):
    class Broken(HashingEmbedder):
        def embed(self, texts, *, fast=False):
            raise MemoryUnavailable("no model")

    kb = open_kb(Broken())
    kb.add("The lease ends in September.", "preference", "you", "lease")
    for _ in range(2):
        with pytest.raises(MemoryUnavailable, match="no model"):
            kb.search("lease")
    kb.close()
    assert [note.id for note in open_kb().search("lease")] == ["lease"]
