from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory import MemoryUnavailable, Record
from memory.log import NoteLog
from memory.record import clean, dump, parse


def kept(directory: Path) -> dict[str, str]:
    log = NoteLog(directory)
    texts = {record.id: record.text for record in log.records.values()}
    log.close()
    return texts


def filled(directory: Path) -> Path:
    log = NoteLog(directory)
    log.write([Record("lease", "It ends in September."), Record("nuts", "Tom is allergic.")])
    log.close()
    return directory / "notes.jsonl"


def test_what_was_written_is_there_after_reopening(directory: Path):
    filled(directory)
    assert kept(directory) == {"lease": "It ends in September.", "nuts": "Tom is allergic."}


def test_the_same_id_again_replaces_the_note_and_keeps_its_short_id(directory: Path):
    log = NoteLog(directory)
    [first] = log.write([Record("an-id-too-long-to-show", "old")])
    [second] = log.write([Record("an-id-too-long-to-show", "new")])
    assert first.short == second.short == "n1"
    assert [record.text for record in log.records.values()] == ["new"]
    log.close()


def test_a_torn_last_line_is_cut_off_and_reported(directory: Path):
    file = filled(directory)
    whole = file.read_bytes()
    file.write_bytes(whole + dump(Record("half", "Half a note."))[:20])
    log = NoteLog(directory)
    assert "line 3" in log.repaired and list(log.records) == ["lease", "nuts"]
    assert file.read_bytes() == whole
    log.write([Record("next", "And on it goes.")])
    log.close()
    assert list(kept(directory)) == ["lease", "nuts", "next"]


def test_zeros_that_a_power_cut_left_behind_count_as_torn(directory: Path):
    file = filled(directory)
    file.write_bytes(file.read_bytes() + b"\0" * 4096)
    assert list(kept(directory)) == ["lease", "nuts"]


def test_a_last_line_without_newline_is_kept_when_it_is_whole(directory: Path):
    file = filled(directory)
    file.write_bytes(file.read_bytes().rstrip(b"\n"))
    log = NoteLog(directory)
    assert not log.repaired
    log.write([Record("next", "Appended on its own line.")])
    log.close()
    assert list(kept(directory)) == ["lease", "nuts", "next"]


@pytest.mark.parametrize("damage", [b"{not json}\n", b'{"op":"add","id":3}\n', b"\n", b"\xff\n"])
def test_a_damaged_line_in_the_middle_stops_with_file_and_line(directory: Path, damage: bytes):
    file = filled(directory)
    first, second = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(first + damage + second)
    with pytest.raises(MemoryUnavailable, match=r"notes\.jsonl, line 2, is damaged") as caught:
        NoteLog(directory)
    assert "backup" in str(caught.value)
    file.write_bytes(first + second)
    assert len(kept(directory)) == 2  # and the refusal held no lock


def test_removed_words_are_gone_from_the_disk(directory: Path):
    filled(directory)
    log = NoteLog(directory)
    log.write([], ["nuts"])
    log.compact()
    assert b"allergic" not in b"".join(f.read_bytes() for f in directory.iterdir())
    log.close()
    assert list(kept(directory)) == ["lease"]


def test_a_crash_before_compaction_is_made_good_at_the_next_start(directory: Path):
    file = filled(directory)
    file.write_bytes(file.read_bytes() + b'{"op":"remove","id":"nuts"}\n')
    (directory / "notes.jsonl.new").write_text("half of a rewrite")
    assert list(kept(directory)) == ["lease"]
    assert b"allergic" not in b"".join(f.read_bytes() for f in directory.iterdir())


def test_the_short_id_of_a_forgotten_note_never_returns(directory: Path):
    log = NoteLog(directory)
    log.write([Record("a-first-long-identifier", "one"), Record("a-second-long-identifier", "two")])
    log.write([], ["a-second-long-identifier"])
    log.compact()
    log.close()
    log = NoteLog(directory)
    [third] = log.write([Record("a-third-long-identifier", "three")])
    log.close()
    assert third.short == "n3"


def test_short_ids_are_unique_whatever_ids_people_choose(directory: Path):
    log = NoteLog(directory)
    ids = ["n1", "D1:3", "has | a bar", "a-rather-long-identifier", "ünï", "n2", "x" * 12, "x" * 13]
    kept_records = log.write(Record(note_id, "text") for note_id in ids)
    shorts = {record.id: record.short for record in kept_records}
    assert len(set(shorts.values())) == len(ids)
    assert shorts["n1"] == "n1" and shorts["D1:3"] == "D1:3" and shorts["n2"] == "n2"
    assert shorts["has | a bar"] == "n3"
    log.close()


def test_a_failed_write_leaves_a_log_that_opens(directory: Path, monkeypatch: pytest.MonkeyPatch):
    filled(directory)
    log = NoteLog(directory)

    def no_space(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("memory.log.os.fsync", no_space)
        with pytest.raises(MemoryUnavailable, match="No space left"):
            log.write([Record("lost", "Never confirmed.")])
    assert "lost" not in log.records
    log.write([Record("next", "There is room again.")])
    log.close()
    assert list(kept(directory)) == ["lease", "nuts", "next"]


def test_a_time_that_is_no_time_is_refused():
    with pytest.raises(ValueError, match="isoformat"):
        Record("a", "text", time="1:56 pm on 8 May, 2023")


@given(st.text(min_size=1), st.dictionaries(st.text(max_size=5), st.integers() | st.none()))
def test_any_text_survives_the_log_byte_for_byte(text: str, meta: dict[str, object]):
    record = Record("id", clean(text), meta={clean(key): value for key, value in meta.items()})
    assert parse(dump(record)) == record
    assert dump(record).count(b"\n") == 1
