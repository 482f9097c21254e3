import multiprocessing
import sqlite3
from pathlib import Path

import pytest

from assistant.contract.day import Item
from assistant.contract.lexical import LexicalMemory
from assistant.contract.notes import Note
from assistant.contract.outcome import Outcome
from assistant.journal import (
    Effect,
    Journal,
    JournalError,
    LedgerRow,
    NewId,
    WorkspaceBusy,
)
from assistant.workspaces.changes import FileChange, NoteChange, splice

AT = "2026-03-02T07:00:00+00:00"
OPEN = Item("t1", "task", "Buy milk")
DONE = Item("t1", "task", "Buy milk", status="done", agent="task")
ROW = LedgerRow("task\nfile\n1\nbuy milk", DONE, OPEN, "run1")


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "home")


def effect(effect_id: str, tool: str = "complete_task", run: str = "run1") -> Effect:
    args = {"item_id": "t1", "text": "ünïcode"}
    return Effect(effect_id, run, "w", tool, args, "reversible", "task", AT, "t1", ROW.key, "milk")


def outcome(text: str = "t1 done") -> Outcome:
    return Outcome("complete_task", "t1", "ok", text, notes=(Note("n1", "a note", "s", 5),))


def do(journal: Journal, path: Path, effect_id: str, after: bytes) -> FileChange:
    change = splice(path, path.read_bytes() if path.exists() else None, after)
    journal.begin(effect(effect_id), [change], outcome(), [ROW])
    change.apply()
    journal.finish(effect_id)
    return change


def test_an_effect_is_kept_with_everything_that_belongs_to_it(
    journal: Journal, tmp_path: Path
) -> None:
    change = do(journal, tmp_path / "list", "e1", b"x milk\n")
    journal.close()
    again = Journal(journal.home)
    (entry,) = again.entries()
    assert entry.effect == effect("e1")
    assert entry.state == "done"
    assert entry.outcome == outcome()
    assert entry.changes == (change,)
    assert again.ledger([ROW.key])[ROW.key].item == DONE


def test_the_database_survives_a_power_cut_by_its_settings(journal: Journal) -> None:
    assert journal._db.rows("PRAGMA journal_mode")[0][0] == "wal"
    assert journal._db.rows("PRAGMA synchronous")[0][0] == 2
    assert journal.path.stat().st_mode & 0o777 == 0o600


def test_the_ledger_changes_only_when_the_effect_is_done(journal: Journal) -> None:
    journal.begin(effect("e1"), [], outcome(), [ROW])
    assert journal.ledger([ROW.key]) == {}
    journal.finish("e1")
    assert journal.ledger([ROW.key])[ROW.key].item.status == "done"


def test_a_crash_before_the_file_was_touched_is_rolled_back(
    journal: Journal, tmp_path: Path
) -> None:
    path = tmp_path / "list"
    path.write_bytes(b"milk\n")
    journal.begin(effect("e1"), [splice(path, b"milk\n", b"x milk\n")], outcome(), [ROW])
    (recovered,) = journal.recover("w")
    assert (recovered.effect_id, recovered.state) == ("e1", "rolled_back")
    assert path.read_bytes() == b"milk\n"
    assert journal.ledger([ROW.key]) == {}
    assert journal.recover("w") == []


def test_a_crash_after_all_files_were_written_is_completed(
    journal: Journal, tmp_path: Path
) -> None:
    path = tmp_path / "list"
    path.write_bytes(b"milk\n")
    change = splice(path, b"milk\n", b"x milk\n")
    journal.begin(effect("e1"), [change], outcome(), [ROW], [NewId("m", "uid", "m4")])
    change.apply()
    (recovered,) = journal.recover("w")
    assert recovered.state == "done"
    assert journal.ledger([ROW.key])[ROW.key].item.status == "done"
    assert journal.short_ids("w", "m", ["uid"]) == {"uid": "m4"}


def test_a_crash_between_two_files_takes_the_first_back(journal: Journal, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_bytes(b"1\n")
    changes = [splice(first, b"1\n", b"one\n"), splice(second, None, b"two\n")]
    journal.begin(effect("e1"), changes, outcome(), [ROW])
    changes[0].apply()
    (recovered,) = journal.recover("w")
    assert recovered.state == "rolled_back"
    assert first.read_bytes() == b"1\n"
    assert not second.exists()


def test_after_a_crash_an_edited_file_is_judged_by_the_mark_in_it(
    journal: Journal, tmp_path: Path
) -> None:
    path = tmp_path / "list"
    path.write_bytes(b"milk\n")
    change = splice(path, b"milk\n", b"milk md:0123abcd\n", "md:0123abcd")
    journal.begin(effect("e1"), [change], outcome(), [ROW])
    path.write_bytes(b"first\nmilk and eggs md:0123abcd\n")
    assert [r.state for r in journal.recover("w")] == ["done"]
    journal.begin(effect("e2"), [change], outcome(), [ROW])
    path.write_bytes(b"milk and eggs\n")
    assert [r.state for r in journal.recover("w")] == ["rolled_back"]
    assert path.read_bytes() == b"milk and eggs\n"


def test_a_crash_on_files_of_another_workspace_waits_for_that_one(
    journal: Journal, tmp_path: Path
) -> None:
    path = tmp_path / "list"
    path.write_bytes(b"milk\n")
    journal.begin(effect("e1"), [splice(path, b"milk\n", b"x\n")], outcome())
    assert journal.recover("other", paths=[str(tmp_path / "else")]) == []
    assert len(journal.recover("other", paths=[str(path)])) == 1


def test_a_note_whose_effect_was_interrupted_is_forgotten(journal: Journal) -> None:
    kb = LexicalMemory()
    note = NoteChange("e1", "Lee likes tea", "contact")
    journal.begin(effect("e1", "add_to_kb"), [note], outcome(), [ROW])
    note.apply(kb)
    assert [r.state for r in journal.recover("w", kb)] == ["rolled_back"]
    assert kb.notes == []


def test_undo_takes_back_newest_first_and_reopens_the_item(
    journal: Journal, tmp_path: Path
) -> None:
    path = tmp_path / "list"
    path.write_bytes(b"1\n")
    do(journal, path, "e1", b"2\n")
    do(journal, path, "e2", b"3\n")
    assert [r.effect_id for r in journal.undo_all()] == ["e2", "e1"]
    assert path.read_bytes() == b"1\n"
    assert journal.ledger([ROW.key])[ROW.key].item.status == "open"
    assert [e.state for e in journal.entries()] == ["undone", "undone"]
    assert journal.undo_all() == []


def test_undo_says_what_it_cannot_take_back(journal: Journal, tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_bytes(b"1\n")
    do(journal, path, "e1", b"2\n")
    path.write_bytes(b"rewritten\n")
    report = journal.undo("e1")
    assert not report.is_undone
    assert "edited since" in report.text
    assert journal.entries()[0].state == "done"
    assert not journal.undo("nothing").is_undone


def test_undo_of_an_older_effect_leaves_an_item_that_was_settled_again(
    journal: Journal, tmp_path: Path
) -> None:
    asked = LedgerRow(ROW.key, Item("t1", "task", "Buy milk", status="asked"), OPEN)
    journal.record(effect("e1", "ask_clarification"), "done", outcome(), [asked])
    do(journal, tmp_path / "list", "e2", b"x milk\n")
    assert journal.undo("e1").is_undone
    assert journal.ledger([ROW.key])[ROW.key].item.status == "done"


def test_undo_last_takes_the_newest_effect_that_changed_something(
    journal: Journal, tmp_path: Path
) -> None:
    do(journal, tmp_path / "list", "e1", b"x milk\n")
    journal.record(effect("e2", "search_kb"), "done", outcome())
    report = journal.undo_last()
    assert report is not None
    assert report.effect_id == "e1"
    assert journal.undo_last() is None


def test_undo_of_a_note_needs_the_knowledge_base(journal: Journal) -> None:
    kb = LexicalMemory()
    note = NoteChange("e1", "Lee likes tea", "contact")
    journal.begin(effect("e1", "add_to_kb"), [note], outcome())
    note.apply(kb)
    journal.finish("e1")
    assert "no knowledge base" in journal.undo("e1").text
    assert journal.undo("e1", kb).is_undone
    assert kb.notes == []


def test_short_ids_stay_and_free_ones_are_used_again(journal: Journal) -> None:
    assert journal.short_ids("w", "t", ["a", "b", "c"]) == {"a": "t1", "b": "t2", "c": "t3"}
    assert journal.short_ids("w", "t", ["c", "d", "a"]) == {"c": "t3", "d": "t2", "a": "t1"}
    assert journal.short_ids("other", "t", ["z"]) == {"z": "t1"}


def test_a_damaged_journal_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "journal.db").write_bytes(b"this is no database" * 100)
    with pytest.raises(JournalError, match="damaged.*Move it away"):
        Journal(tmp_path)


def test_two_processes_may_create_the_journal_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    others = [context.Process(target=Journal, args=(tmp_path,)) for _ in range(3)]
    for other in others:
        other.start()
    for other in others:
        other.join()
    assert [other.exitcode for other in others] == [0, 0, 0]


def test_a_newer_journal_is_refused(journal: Journal) -> None:
    journal._db.rows("PRAGMA user_version = 99")
    journal.close()
    with pytest.raises(JournalError, match="newer Majordomo"):
        Journal(journal.home)


def test_a_home_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises(JournalError, match="cannot be opened"):
        Journal(tmp_path / "home")


def test_a_locked_workspace_is_busy(journal: Journal) -> None:
    with journal.lock("a", "b"), pytest.raises(WorkspaceBusy), journal.lock("b", "c"):
        pass
    with journal.lock("b", "c"):
        pass


def _hold(home: Path, ready: "multiprocessing.synchronize.Event", stop: "multiprocessing.synchronize.Event") -> None:  # fmt: skip  # noqa: E501
    with Journal(home).lock("files"):
        ready.set()
        stop.wait(30)


def test_a_second_process_is_told_who_holds_the_lock(journal: Journal) -> None:
    context = multiprocessing.get_context("spawn")
    ready, stop = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(journal.home, ready, stop))
    other.start()
    try:
        assert ready.wait(30)
        with pytest.raises(WorkspaceBusy, match=rf"pid {other.pid}\b"), journal.lock("files"):
            pass
    finally:
        stop.set()
        other.join()
    with journal.lock("files"):
        pass


def test_a_transaction_that_fails_leaves_no_trace(journal: Journal) -> None:
    with pytest.raises(sqlite3.ProgrammingError), journal._db.transaction() as db:
        db.execute("DELETE FROM ids")
        raise sqlite3.ProgrammingError("stop")
    journal.record(effect("e1"), "done", outcome())
    assert len(journal.entries()) == 1
