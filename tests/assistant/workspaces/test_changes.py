import errno
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.contract.lexical import LexicalMemory
from assistant.workspaces import disk
from assistant.workspaces.changes import (
    Change,
    FileChange,
    Move,
    NoteChange,
    apply_all,
    splice,
)
from assistant.workspaces.errors import ChangeRefused
from assistant.workspaces.records import change_from_json, change_to_json

TEXTS = st.text(alphabet="ab\r\nü ", max_size=40).map(str.encode)


def change_file(path: Path, after: bytes, mark: str = "") -> FileChange:
    change = splice(path, path.read_bytes() if path.exists() else None, after, mark)
    change.apply()
    return change


@given(TEXTS, TEXTS)
def test_a_splice_leads_from_before_to_after_and_back(before: bytes, after: bytes) -> None:
    change = splice("/nowhere/file", before, after)
    assert (
        before[: change.at] + change.inserted + before[change.at + len(change.removed) :] == after
    )
    assert after[: change.at] + change.removed + after[change.at + len(change.inserted) :] == before


@given(TEXTS, TEXTS)
def test_a_splice_covers_whole_lines(before: bytes, after: bytes) -> None:
    change = splice("/nowhere/file", before, after)
    if before != after:
        assert change.at == 0 or before[change.at - 1 : change.at] == b"\n"


def test_a_change_is_applied_and_reverted_to_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_bytes(b"one\r\ntwo\r\nthree")
    change = change_file(path, b"one\r\nTWO\r\nthree")
    assert path.read_bytes() == b"one\r\nTWO\r\nthree"
    change.revert()
    assert path.read_bytes() == b"one\r\ntwo\r\nthree"


def test_a_change_survives_json(tmp_path: Path) -> None:
    change = splice(tmp_path / "a" / "b", None, b"\xff\x00new", mark="m")
    move = Move("/a", "/b", ("/c",))
    note = NoteChange("n1", "text", "contact")
    for value in (change, move, note):
        assert change_from_json(json.loads(json.dumps(change_to_json(value)))) == value


def test_a_file_that_somebody_edited_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_bytes(b"one\n")
    change = splice(path, b"one\n", b"ONE\n")
    path.write_bytes(b"one\ntwo\n")
    with pytest.raises(ChangeRefused, match="changed by another program"):
        change.apply()
    assert path.read_bytes() == b"one\ntwo\n"


def test_undo_keeps_what_was_written_since(tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_bytes(b"one\ntwo\nthree\n")
    change = change_file(path, b"one\ntwo md:1234abcd\nthree\n", "md:1234abcd")
    path.write_bytes(b"zero\n" + path.read_bytes() + b"four\n")
    change.revert()
    assert path.read_bytes() == b"zero\none\ntwo\nthree\nfour\n"


def test_undo_says_when_the_change_is_not_there_any_more(tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_bytes(b"one\ntwo\n")
    change = change_file(path, b"one\nTWO\n")
    path.write_bytes(b"something else\n")
    with pytest.raises(ChangeRefused, match="edited since"):
        change.revert()
    assert path.read_bytes() == b"something else\n"


def test_undo_does_not_guess_between_two_equal_places(tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_bytes(b"a\nmilk\nb\n")
    change = change_file(path, b"a\nx milk\nb\n")
    path.write_bytes(b"x milk\nq\nx milk\nq\n")
    with pytest.raises(ChangeRefused):
        change.revert()


def test_undo_picks_the_place_whose_neighbours_fit(tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_bytes(b"a\nmilk\nb\n")
    change = change_file(path, b"a\nx milk\nb\n")
    path.write_bytes(b"x milk\n\na\nx milk\nb\n")
    change.revert()
    assert path.read_bytes() == b"x milk\n\na\nmilk\nb\n"


def test_a_created_file_and_its_folders_go_again(tmp_path: Path) -> None:
    path = tmp_path / "new" / "deep" / "file"
    change = change_file(path, b"hello")
    assert path.stat().st_mode & 0o777 == 0o600
    change.revert()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_other_files_stays(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "file"
    change = change_file(path, b"hello")
    (tmp_path / "folder" / "mine").write_text("mine")
    change.revert()
    assert [p.name for p in (tmp_path / "folder").iterdir()] == ["mine"]


def test_permissions_and_links_are_kept(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"one\n")
    real.chmod(0o640)
    link.symlink_to(real)
    change = splice(link, b"one\n", b"two\n")
    change.apply()
    assert link.is_symlink()
    assert real.read_bytes() == b"two\n"
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_full_disk_leaves_the_file_and_no_rubbish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list"
    path.write_bytes(b"one\n")
    change = splice(path, b"one\n", b"two\n")

    def write(file: int, data: memoryview) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(OSError, match="No space left"):
        change.apply()
    monkeypatch.undo()
    assert [p.name for p in tmp_path.iterdir()] == ["list"]
    assert path.read_bytes() == b"one\n"


def test_a_failing_second_file_takes_the_first_back(tmp_path: Path) -> None:
    first, second, kb = tmp_path / "first", tmp_path / "second", LexicalMemory()
    first.write_bytes(b"1\n")
    second.write_bytes(b"2\n")
    changes: list[Change] = [
        NoteChange("n", "a fact", "contact"),
        splice(first, b"1\n", b"one\n"),
        splice(second, b"other\n", b"two\n"),
    ]
    with pytest.raises(ChangeRefused):
        apply_all(changes, kb)
    assert first.read_bytes() == b"1\n"
    assert second.read_bytes() == b"2\n"
    assert kb.notes == []


def test_a_move_goes_there_and_back_whatever_its_flags_became(tmp_path: Path) -> None:
    source, target = tmp_path / "1:2,", tmp_path / "archive" / "cur" / "1:2,S"
    source.write_bytes(b"mail")
    move = Move(str(source), str(target), disk.missing_folders(str(target.parent)))
    move.apply()
    assert target.read_bytes() == b"mail"
    target.rename(target.with_name("1:2,FS"))
    assert move.state() == "after"
    move.revert()
    assert [p.name for p in tmp_path.iterdir()] == ["1:2,"]


def test_a_move_never_overwrites(tmp_path: Path) -> None:
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(b"a")
    target.write_bytes(b"b")
    with pytest.raises(ChangeRefused):
        Move(str(source), str(target)).apply()
    assert target.read_bytes() == b"b"


@given(
    st.lists(st.sampled_from(["milk", "eggs", "call Ana", ""]), min_size=1, max_size=6),
    st.data(),
)
def test_undo_after_an_edit_elsewhere_takes_back_only_its_own_line(
    lines: list[str], data: st.DataObject
) -> None:
    text = ("\n".join(lines) + "\n").encode()
    number = data.draw(st.integers(0, len(lines) - 1))
    place = data.draw(st.integers(0, len(lines)))
    tagged = [*lines[:number], f"{lines[number]} md:0123abcd", *lines[number + 1 :]]
    change = splice("/nowhere/file", text, ("\n".join(tagged) + "\n").encode(), "md:0123abcd")
    edited = [*tagged[:place], "added by hand", *tagged[place:]]
    expected = [*lines[:place], "added by hand", *lines[place:]]
    found = change._reverted(("\n".join(edited) + "\n").encode())
    assert found == ("\n".join(expected) + "\n").encode()
