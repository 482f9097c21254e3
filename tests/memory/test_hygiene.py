"""Forgetting for good, by id, source, person and words; expiry; what is doubtful; export."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from memory import HashingEmbedder, KnowledgeBase
from memory.hygiene import Which, export_line, stats
from memory.record import Record
from tests.memory.conftest import OpenKb

NOTES = [
    Record("a", "Ida Berg is allergic to nuts.", "people/ida.md"),
    Record("b", "Bergen is rainy.", "travel/norway.md", meta={"speaker": "Ida Berg"}),
    Record("c", "The boiler is from 2011.", "house.md, page 3"),
    Record("d", "Call the  plumber.", "house.md"),
]


@pytest.mark.parametrize(
    ("which", "ids"),
    [
        (Which(), ""),
        (Which(source="/", person=" ", text="\t"), ""),
        (Which(source=" house.md ", person=" "), "cd"),
        (Which(ids=("a", "d", "x")), "ad"),
        (Which(source="house.md"), "cd"),
        (Which(source="people"), "a"),
        (Which(source="peop"), ""),
        (Which(person="ida berg"), "ab"),
        (Which(person="Berg"), "ab"),
        (Which(text="call the plumber"), "d"),
        (Which(text="boil"), ""),
        (Which(source="house.md", text="boiler"), "c"),
    ],
)
def test_a_note_is_meant_where_it_fits_all_that_is_said(which: Which, ids: str):
    assert "".join(record.id for record in NOTES if which.fits(record)) == ids


def on_disk(directory: Path) -> bytes:
    return b"".join(file.read_bytes() for file in directory.rglob("*") if file.is_file())


def test_days_are_meant_as_a_whole_and_notes_without_a_time_by_none():
    notes = [
        Record("a", "x", time="2026-03-01T09:00:00Z"),
        Record("b", "x", time="2026-03-02T23:59:00Z"),
        Record("c", "x"),
    ]

    def ids(which: Which) -> str:
        return "".join(note.id for note in notes if which.fits(note))

    assert ids(Which(since="2026-03-02")) == "b"
    assert ids(Which(until="2026-03-02")) == "ab"
    assert ids(Which(until="2026-03-02T12:00")) == "a"
    assert ids(Which(since="2026-03-03")) == ""
    with pytest.raises(ValueError, match="tomorrow"):
        Which(since="tomorrow")


def test_a_search_among_some_notes_looks_past_all_the_others(open_kb: OpenKb):
    kb = open_kb()
    for n in range(150):
        kb.add(f"The lease of flat {n} ends in May.", "fact", "deeds.md", f"d{n}")
    kb.add("Rent rises next year.", "fact", "letters.md", "l1")
    [hits] = kb.batch(["When does the lease end?"], 3, which=Which(source="letters.md"))
    assert [hit.id for hit in hits] == ["l1"]


def test_forgotten_words_and_vectors_leave_the_disk_and_the_rest_is_found(
    open_kb: OpenKb, directory: Path
):
    kb = open_kb()
    for n in range(40):
        kb.add(f"Plain fact number {n} about trains.", "fact", "you", f"fact-{n}")
    secret = "Xylophone lessons with Ottilie are a secret."
    kb.add(secret, "fact", "Ottilie", "secret")
    kb.add_episode("Xylophone lesson on Friday", "habit", "set_reminder")
    assert kb.hits("xylophone")
    vector = HashingEmbedder().embed([secret])[0].tobytes()
    kb.close()
    assert vector in on_disk(directory)
    kb = open_kb()
    meant = kb.select(Which(person="Ottilie"))
    assert kb.forget_all([record.id for record in meant]) == 1
    assert kb.forget_all(["secret", "never heard of"]) == 0
    assert len(kb.hits("trains", 100)) == 40
    assert len(kb.episodes("Xylophone lesson on Monday")) == 1
    kb.close()
    left = on_disk(directory)
    assert vector not in left
    assert b"ttilie" not in left
    kb = open_kb()
    assert len(kb.hits("trains", 100)) == 40
    assert kb.repairs == []


def test_vector_files_hold_nothing_but_vectors(open_kb: OpenKb, directory: Path):
    """Chroma writes their unused rest as it finds it in memory, where forgotten vectors stand."""
    kb = open_kb()
    for n in range(40):
        kb.add(f"Plain fact number {n} about trains.", "fact", "you", f"fact-{n}")
    kb.hits("trains")
    assert kb.forget_all(["fact-7"]) == 1
    kb.hits("trains")
    files = list(directory.rglob("data_level0.bin"))
    for file in files:
        file.write_bytes(b"\x3e" * file.stat().st_size)
    kb.close()
    assert files and all(not any(file.read_bytes()) for file in files)


def test_a_note_is_kept_only_until_it_expires(open_kb: OpenKb, directory: Path):
    kb = open_kb()
    kb.add("The code is 4711.", "fact", "you", "code", expires="2026-01-01T00:00")
    kb.add("The lease ends in 2031.", "fact", "you", "lease", expires="2099-01-01")
    assert [hit.id for hit in kb.hits("code lease")] == ["lease"]
    assert b"4711" not in on_disk(directory)
    kb.close()
    assert [record.id for record in open_kb().records()] == ["lease"]
    with pytest.raises(ValueError, match="isoformat"):
        Record("a", "text", expires="soon")


def test_stats_name_what_is_doubtful():
    now = datetime(2026, 3, 1, tzinfo=UTC)
    records = [
        Record("junk", "--- 12"),
        Record("one", "The lease ends.", time="2026-01-01", consent="approved"),
        Record("two", "the  lease ends.", time="2020-01-01", tainted=True, expires="2027-01-01"),
        Record("three", "The lease ends.", kind="episode"),
    ]
    found = stats(records, now)
    assert found["junk"] == ["junk"]
    assert found["duplicate"] == ["two"]
    assert found["stale"] == ["two"]
    assert (found["tainted"], found["without_consent"], found["expiring"]) == (1, 3, 1)
    assert found["by_kind"] == {"episode": 1, "fact": 3}


def test_an_export_comes_back_as_it_was(open_kb: OpenKb, tmp_path: Path):
    kb = open_kb()
    kb.add("Ida likes tea.", "preference", "you", "tea", time="2026-01-01", expires="2099-01-01")
    kb.add("Ask Ole.", "fact", "mail", "ole", time="2026-01-02", meta={"speaker": "Ole"})
    kb.add_episode("Answer Priya", "email", "draft_reply", "shorter", time="2026-01-03")
    file = tmp_path / "notes.jsonl"
    lines = [export_line(record) for record in kb.records()]
    file.write_text("\n".join(lines), "utf-8")
    kb.close()
    again = KnowledgeBase.open(tmp_path / "other", HashingEmbedder())
    with again:
        assert again.add_jsonl(file, tainted=False).added == 3
        back = [json.loads(export_line(record)) for record in again.records()]
        assert back == [json.loads(line) | {"consent": "import"} for line in lines]
        assert again.episodes("Answer Priya")[0].note == "shorter"


def test_an_episode_from_a_strangers_file_is_no_example(open_kb: OpenKb):
    kb = open_kb()
    kb.add_episode("Answer Priya", "email", "send_email", tainted=True)
    kb.add_episode("Answer Priya soon", "email", "draft_reply")
    assert [e.tool for e in kb.episodes("Answer Priya")] == ["draft_reply"]


def test_consent_comes_back_from_the_persons_own_export_alone(open_kb: OpenKb, tmp_path: Path):
    line = {"text": "Answer Priya", "kind": "episode", "tainted": True, "consent": "approved",
            "meta": {"agent": "email", "tool": "draft_reply"}}  # fmt: skip
    file = tmp_path / "notes.jsonl"
    kb = open_kb()
    file.write_text(json.dumps(line | {"id": "from a stranger"}), "utf-8")
    kb.add_jsonl(file)
    assert kb.episodes("Answer Priya") == []
    file.write_text(json.dumps(line | {"id": "own"}), "utf-8")
    kb.add_jsonl(file, tainted=False)
    [found] = kb.episodes("Answer Priya")
    assert found.tool == "draft_reply" and found.tainted
