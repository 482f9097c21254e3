"""Turns are found by what was said around them, and windows follow the turns."""

from pathlib import Path

import pytest

from memory import HashingEmbedder, KnowledgeBase
from memory.record import Record
from memory.threads import conversations, dated, windows
from tests.memory.conftest import OpenKb


def turn(n: int, text: str, time: str, source: str = "chat", **meta: str) -> Record:
    return Record(
        f"t{n}", text, source, time, "document", meta={"speaker": "Ida", **meta}, short=f"t{n}"
    )


TALK = [
    turn(1, "Where do you go in summer?", "2025-06-01T10:00"),
    turn(2, "To Bergen, with my sister.", "2025-06-01T10:01"),
    turn(3, "By train?", "2025-06-01T10:03"),
    turn(4, "Did you get the keys?", "2025-06-01T18:00"),
    turn(5, "Yes.", "2025-06-01T18:01", source="other"),
]


def test_a_conversation_ends_with_a_pause_or_another_source():
    found = [[record.id for record in talk] for talk in conversations(TALK)]
    assert found == [["t1", "t2", "t3"], ["t4"], ["t5"]]


def test_what_is_long_undated_or_a_file_is_no_turn():
    lone = [
        turn(1, "word " * 200, "2025-06-01T10:00"),
        Record("f", "A chunk.", "a.md", "2025-06-01T10:00", "document", path="/a.md"),
        Record("g", "A fact.", "you", "2025-06-01T10:00"),
        Record("u", "Undated.", "chat", kind="document"),
    ]
    assert list(conversations(lone)) == []
    assert dated(lone[2]) == "A fact."


def test_a_window_reaches_to_both_sides_and_not_beyond_its_conversation():
    near, wide = windows(TALK, 1), windows(TALK, 2)
    assert near.keys() == wide.keys() == {"t1", "t2", "t3"}
    assert near["t1"][0] == "Ida: Where do you go in summer?\nIda: To Bergen, with my sister."
    assert wide["t1"][0].endswith("By train?")
    assert near["t2"][0] == wide["t2"][0] == wide["t1"][0]
    assert dated(TALK[1]) == "1 June 2025, Ida: To Bergen, with my sister."


@pytest.fixture
def talked(open_kb: OpenKb, tmp_path: Path) -> KnowledgeBase:
    import json

    lines = tmp_path / "talk.jsonl"
    lines.write_text(
        "\n".join(
            json.dumps({"id": r.id, "text": r.text, "time": r.time, "source": r.source,
                        "meta": r.meta})
            for r in TALK
        ),
        "utf-8",
    )  # fmt: skip
    kb = open_kb()
    kb.add_jsonl(lines)
    for n in range(12):
        kb.add(f"Invoice {n} was paid.", "fact", "you", f"invoice-{n}")
    return kb


def test_an_answer_is_found_by_its_question(talked: KnowledgeBase):
    hits = [hit.id for hit in talked.hits("where does Ida go in summer", 3)]
    assert set(hits) == {"t1", "t2", "t3"}
    assert "t2" in [note.id for note in talked.search("go in summer", 3)]


def test_a_forgotten_turn_leaves_its_neighbours_windows_and_the_disk(
    talked: KnowledgeBase, directory: Path
):
    talked.warm()
    window = HashingEmbedder().embed([windows(TALK, 1)["t3"][0]])[0].tobytes()

    def on_disk() -> bytes:
        return b"".join(file.read_bytes() for file in directory.rglob("*") if file.is_file())

    talked.close()
    assert window in on_disk()
    with KnowledgeBase.open(directory, HashingEmbedder()) as kb:
        assert kb.forget_all(["t2"]) == 1
        assert {hit.id for hit in kb.hits("Where do you go in summer?", 2)} == {"t1", "t3"}
        assert not any("Bergen" in hit.text for hit in kb.hits("Bergen sister", 20))
    assert window not in on_disk()
    assert b"Bergen" not in on_disk()


def test_a_forgetting_that_was_cut_off_makes_the_index_anew(
    talked: KnowledgeBase, directory: Path, monkeypatch: pytest.MonkeyPatch
):
    talked.warm()

    def fail(self: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr("memory.index.Index.renew", fail)
        with pytest.raises(OSError, match="no space"):
            talked.forget_all(["t2"])
    assert len(talked.hits("invoice", 20)) == 16
    assert "cut off" in talked.repairs[-1]
    assert talked.record("t2") is None
