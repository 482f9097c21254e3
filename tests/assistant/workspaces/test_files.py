import asyncio
import errno
import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.contract import tools
from assistant.contract.day import Item, Status
from assistant.contract.errors import UserError
from assistant.contract.lexical import LexicalMemory
from assistant.contract.notes import Note
from assistant.contract.outcome import Outcome, Verdict
from assistant.journal import JournalError
from assistant.workspaces.errors import WorkspaceBusy, WorkspaceError
from assistant.workspaces.files import FilesWorkspace
from assistant.workspaces.memory import DeskWorkspace
from assistant.workspaces.sources import FileSources
from tests.assistant.workspaces.sample import NOW, minute, open_files, tree, write_files

COMPLETE = tools.CompleteTask(item_id="t1", task_id="t1")
LEAVE = tools.LeaveToUser(item_id="t3", reason="groceries")
ASK = tools.AskClarification(item_id="t2", field="time", question="When?")
SCHEDULE = tools.ScheduleEvent(
    item_id="t2", title="Plan", start="Tuesday 14:00", duration_minutes=30, attendees=("Lee",)
)


@pytest.fixture
def sources(tmp_path: Path) -> FileSources:
    return write_files(tmp_path / "files")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def statuses(workspace: FilesWorkspace) -> dict[str, str]:
    return {row["text"]: row["status"] for row in workspace.items()}


def item(workspace: FilesWorkspace, text: str) -> Item:
    return next(i for i in workspace.desk.items.values() if text in i.text)


def test_a_desk_is_read_from_all_files(sources: FileSources, home: Path) -> None:
    with open_files(sources, home) as workspace:
        desk = workspace.desk
        assert list(desk.items) == ["e1", "e2", "t1", "t2", "t3", "t4", "h1"]
        assert desk.items["t1"] == Item(
            id="t1",
            source="task",
            text="Call mom @home",
            tier="personal",
            ref="t1",
            due=minute("2026-03-03T23:59"),
            priority="high",
            arrived=NOW,
        )
        assert desk.items["t2"].people == ("Lee Park",)
        assert desk.items["t2"].tier == "professional"
        assert desk.contacts["Lee Park"].relationship == "client"
        upcoming = [desk.events[f"m{n}"] for n in (1, 2, 3)]
        assert [e.title for e in upcoming] == ["Stand-up", "Stand-up", "Budget review"]
        assert desk.habits["h1"].label == "Take vitamins"
        assert workspace.simulated is False


async def test_outcomes_are_those_of_a_desk_in_memory(sources: FileSources, home: Path) -> None:
    calls = (
        SCHEDULE,
        COMPLETE,
        tools.DraftReply(item_id="e2", email_id="e2", body="Yes."),
        tools.SetReminder(item_id="t4", label="Slides", when="every weekday 7:30"),
        LEAVE,
        tools.CompleteTask(item_id="t1", task_id="t1"),
        tools.ScheduleEvent(item_id="h1", title="X", start="Tuesday 10:30", duration_minutes=30),
    )
    with open_files(sources, home) as workspace:
        twin = DeskWorkspace(workspace.desk.copy(), LexicalMemory())
        for n, call in enumerate(calls):
            real = await workspace.act(call, f"{n}" * 16, "x")
            assert real == await twin.act(call, f"{n}" * 16, "x")
            assert await workspace.brief() == await twin.brief()


async def test_a_second_run_does_nothing_twice(sources: FileSources, home: Path) -> None:
    with open_files(sources, home, "run1") as workspace:
        await workspace.act(COMPLETE, "1" * 16, "task")
        await workspace.act(ASK, "2" * 16, "meeting")
        await workspace.act(LEAVE, "3" * 16, "orchestrator")
        wait = Verdict("wait", "it cannot be undone, so it waits for your word")
        send = tools.SendEmail(item_id="t4", to="Lee", subject="Slides", body="Yours now")
        assert (await workspace.decline(send, "4" * 16, "email", wait)).status == "waiting"
        await workspace.act(
            tools.Snooze(item_id="e1", until="Friday 9:00"), "5" * 16, "orchestrator"
        )
        await workspace.act(
            tools.AddToKb(item_id="e2", content="Lee wants it", category="contact"),
            "6" * 16,
            "knowledge",
        )
        await workspace.act(tools.MarkHabitDone(item_id="h1", habit_id="h1"), "7" * 16, "habit")
    before = tree(sources.tasks.parent) if sources.tasks else {}
    with open_files(sources, home, "run2") as workspace:
        assert (await workspace.brief()).items == ()
        assert statuses(workspace) == {
            "Alles über Käse": "left",
            "Contract draft": "done",
            "Plan the offsite with Lee +work": "asked",
            "Buy milk": "left",
            "Hand the slides to Lee": "waiting",
        }
        assert item(workspace, "Alles").status == "snoozed"
    assert sources.tasks is not None
    assert tree(sources.tasks.parent) == before
    with open_files(sources, home, "run3", now=minute("2026-03-06T10:00")) as workspace:
        open_now = [i.text for i in (await workspace.brief()).items]
        assert "Alles über Käse" in open_now


async def test_every_handled_line_is_marked_and_others_are_not(
    sources: FileSources, home: Path
) -> None:
    assert sources.tasks is not None
    with open_files(sources, home) as workspace:
        await workspace.act(SCHEDULE, "0123abcd" * 2, "meeting")
        await workspace.act(COMPLETE, "1" * 16, "task")
        await workspace.act(
            tools.DelegateTask(item_id="t4", task_id="t4", contact="Lee"), "2" * 16, "task"
        )
        await workspace.act(LEAVE, "3" * 16, "orchestrator")
    assert sources.tasks.read_text() == (
        "x 2026-03-02 Call mom @home due:2026-03-03 pri:A\n"
        "Plan the offsite with Lee +work md:0123abcd\n"
        "x 2026-03-01 Pay rent\n"
        "Buy milk\n"
        "Hand the slides to Lee delegated:Lee_Park\n"
    )


async def test_the_same_effect_is_carried_out_once(sources: FileSources, home: Path) -> None:
    with open_files(sources, home) as workspace:
        first = await workspace.act(COMPLETE, "1" * 16, "task")
        assert await workspace.act(COMPLETE, "1" * 16, "task") == first
        assert len(workspace.journal.entries()) == 1
    with open_files(sources, home) as workspace:
        assert await workspace.act(COMPLETE, "1" * 16, "task") == first
        assert workspace.desk.last == "complete_task t1 ok: t1 done"


async def test_a_run_that_goes_on_has_the_same_items_and_ids(
    sources: FileSources, home: Path
) -> None:
    with open_files(sources, home) as workspace:
        await workspace.act(COMPLETE, "1" * 16, "task")
        await workspace.say("Remind me to breathe")
        await workspace.fail("t3", "send_fax", "there is no tool 'send_fax'", {})
        before = workspace.desk
    with open_files(sources, home) as workspace:
        after = workspace.desk
        assert {k: (i.text, i.status) for k, i in after.items.items()} == {
            k: (i.text, i.status) for k, i in before.items.items()
        }
        assert after.items["t3"].tries == 1


async def test_what_was_typed_is_kept_until_it_is_settled(sources: FileSources, home: Path) -> None:
    with open_files(sources, home, "run1") as workspace:
        assert await workspace.say("Book the physio") == "y1"
        assert await workspace.say("t2: Tuesday at 14:00") == "t2"
    with open_files(sources, home, "run2") as workspace:
        assert workspace.desk.items["y1"].text == "Book the physio"
        assert workspace.desk.items["t2"].said == ("Tuesday at 14:00",)
        await workspace.act(
            tools.LeaveToUser(item_id="y1", reason="theirs"), "1" * 16, "orchestrator"
        )
    with open_files(sources, home, "run3") as workspace:
        assert "y1" not in workspace.desk.items


async def test_an_answered_question_is_open_again(sources: FileSources, home: Path) -> None:
    with open_files(sources, home, "run1") as workspace:
        await workspace.act(ASK, "1" * 16, "meeting")
    with open_files(sources, home, "run2") as workspace:
        await workspace.say("t2: Tuesday 14:00")
        found = workspace.desk.items["t2"]
        assert found.is_open
        assert found.asked == ("time",)
        assert (await workspace.act(SCHEDULE, "2" * 16, "meeting")).is_ok


async def test_a_waiting_call_can_be_approved_later(sources: FileSources, home: Path) -> None:
    send = tools.SendEmail(item_id="t4", to="Lee", subject="Slides", body="Yours now")
    with open_files(sources, home) as workspace:
        await workspace.decline(send, "1" * 16, "email", Verdict("wait", "waits"))
        assert statuses(workspace)["Hand the slides to Lee"] == "waiting"
        assert (await workspace.act(send, "1" * 16, "email")).status == "ok"
        assert [e.state for e in workspace.journal.entries()] == ["done"]


async def test_a_denied_call_changes_nothing(sources: FileSources, home: Path) -> None:
    assert sources.tasks is not None
    before = tree(sources.tasks.parent)
    with open_files(sources, home) as workspace:
        outcome = await workspace.decline(COMPLETE, "1" * 16, "task", Verdict("deny", "not yet"))
        assert outcome.status == "denied"
        assert workspace.desk.items["t1"].said == ("no to complete_task: not yet",)
        assert [e.state for e in workspace.journal.entries()] == ["denied"]
    assert tree(sources.tasks.parent) == before


async def test_words_given_as_todos_are_tasks_for_that_day(
    sources: FileSources, home: Path
) -> None:
    given_words = replace(sources, todos=("Call Ana", "Call Ana", " "))
    with open_files(given_words, home, "run1") as workspace:
        ids = [i.id for i in workspace.desk.items.values() if i.text == "Call Ana"]
        assert ids == ["t5", "t6"]
        done = tools.CompleteTask(item_id="t5", task_id="t5")
        assert (await workspace.act(done, "1" * 16, "task")).is_ok
    with open_files(given_words, home, "run2") as workspace:
        assert [workspace.desk.items[i].status for i in ids] == ["done", "open"]
    with open_files(given_words, home, "run3", now=NOW + 24 * 60) as workspace:
        assert [workspace.desk.items[i].status for i in ids] == ["open", "open"]


async def test_an_edit_by_hand_meanwhile_is_kept(sources: FileSources, home: Path) -> None:
    assert sources.tasks is not None
    with open_files(sources, home) as workspace:
        sources.tasks.write_text("New first line\n" + sources.tasks.read_text())
        assert (await workspace.act(COMPLETE, "1" * 16, "task")).is_ok
        assert sources.tasks.read_text().startswith("New first line\nx 2026-03-02 Call mom")
        assert workspace.undo("1" * 16).is_undone
        assert sources.tasks.read_text().startswith("New first line\n(A) Call mom @home due")


@pytest.mark.parametrize("how", ["removed", "ticked", "file gone"])
async def test_a_line_that_is_gone_is_a_clear_failure(
    how: str, sources: FileSources, home: Path
) -> None:
    assert sources.tasks is not None
    with open_files(sources, home) as workspace:
        match how:
            case "removed":
                sources.tasks.write_text("Buy milk\n")
            case "ticked":
                sources.tasks.write_text("x Call mom @home\n")
            case _:
                sources.tasks.unlink()
        outcome = await workspace.act(COMPLETE, "1" * 16, "task")
        assert outcome.status == "failed"
        assert "todo.txt" in outcome.text
        assert workspace.desk.items["t1"].is_open
        assert [e.state for e in workspace.journal.entries()] == ["failed"]


async def test_a_full_disk_is_a_failure_that_loses_nothing(
    sources: FileSources, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sources.tasks is not None
    before = tree(sources.tasks.parent)

    def write(file: int, data: memoryview) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with open_files(sources, home) as workspace:
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", write)
            outcome = await workspace.act(SCHEDULE, "1" * 16, "meeting")
        assert outcome.status == "failed"
        assert "No space left on device; nothing was changed" in outcome.text
        assert workspace.desk.items["t2"].is_open
        assert tree(sources.tasks.parent) == before
        again = await workspace.act(SCHEDULE, "2" * 16, "meeting")
        assert again.is_ok
        assert workspace.journal.recover(sources.name) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")
async def test_a_disk_that_is_really_full_is_a_failure_that_loses_nothing(
    tmp_path: Path, home: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine does not allow mounts")
    try:
        path = disk / "todo.txt"
        path.write_text("Call mom\n" + "Buy milk\n" * 4000)
        (disk / "ballast").write_bytes(b"x" * 72 * 1024)
        before = path.read_bytes()
        with open_files(FileSources(tasks=path), home) as workspace:
            outcome = await workspace.act(COMPLETE, "1" * 16, "task")
            assert outcome.status == "failed"
            assert "No space left" in outcome.text
            assert path.read_bytes() == before
            assert sorted(p.name for p in disk.iterdir()) == ["ballast", "todo.txt"]
            (disk / "ballast").unlink()
            assert (await workspace.act(COMPLETE, "2" * 16, "task")).is_ok
    finally:
        subprocess.run(["umount", str(disk)], check=True)


async def test_without_a_journal_nothing_is_done(sources: FileSources, home: Path) -> None:
    assert sources.tasks is not None
    before = tree(sources.tasks.parent)
    with open_files(sources, home) as workspace:
        workspace.journal._db._db.execute("PRAGMA query_only = ON")
        with pytest.raises(JournalError, match="cannot be used now"):
            await workspace.act(COMPLETE, "1" * 16, "task")
    assert tree(sources.tasks.parent) == before


async def test_undo_all_restores_every_byte_and_opens_every_item(
    sources: FileSources, home: Path
) -> None:
    assert sources.tasks is not None
    before = tree(sources.tasks.parent)
    kb = LexicalMemory([Note("n1", "Lee likes tea")])
    with open_files(sources, home, kb=kb) as workspace:
        opened = dict(workspace.desk.items)
        for n, call in enumerate(
            (
                SCHEDULE,
                COMPLETE,
                LEAVE,
                tools.DraftReply(item_id="e2", email_id="e2", body="Yes."),
                tools.ArchiveEmail(item_id="e1", email_id="e1"),
                tools.AddToKb(item_id="t4", content="Kim has the slides", category="contact"),
                tools.MarkHabitDone(item_id="h1", habit_id="h1"),
            )
        ):
            assert (await workspace.act(call, f"{n}" * 16, "x")).is_ok
        assert tree(sources.tasks.parent) != before
        assert len(kb.notes) == 2
        reports = workspace.undo_all()
        assert all(report.is_undone for report in reports)
        assert len(reports) == 7
        assert workspace.desk.items == opened
    assert tree(sources.tasks.parent) == before
    assert [note.id for note in kb.notes] == ["n1"]


async def test_undo_is_honest_about_what_changed_since(sources: FileSources, home: Path) -> None:
    assert sources.tasks is not None
    with open_files(sources, home) as workspace:
        await workspace.act(COMPLETE, "1" * 16, "task")
        await workspace.act(SCHEDULE, "2" * 16, "meeting")
        text = sources.tasks.read_text()
        sources.tasks.write_text(text.replace("x 2026-03-02 Call mom", "x 2026-03-02 Called mum"))
        first, second = workspace.undo_all()
        assert first.is_undone
        assert not second.is_undone
        assert "edited since" in second.text
        assert workspace.undo_last() is not None
    assert "Called mum" in sources.tasks.read_text()


async def test_undo_in_one_workspace_leaves_others_alone(tmp_path: Path, home: Path) -> None:
    first, second = write_files(tmp_path / "first"), write_files(tmp_path / "second")
    with open_files(first, home, "run1") as workspace:
        await workspace.act(COMPLETE, "1" * 16, "task")
    with open_files(second, home, "run2") as workspace:
        assert workspace.undo_last() is None
        assert workspace.undo_all() == []
    with open_files(first, home, "run3") as workspace:
        assert workspace.undo_last() is not None


async def test_a_call_that_was_undone_is_not_repeated(sources: FileSources, home: Path) -> None:
    with open_files(sources, home) as workspace:
        await workspace.act(COMPLETE, "1" * 16, "task")
        workspace.undo("1" * 16)
        assert (await workspace.act(COMPLETE, "1" * 16, "task")).status == "denied"
        assert workspace.desk.items["t1"].is_open


def test_two_workspaces_cannot_share_a_file(sources: FileSources, home: Path) -> None:
    with open_files(sources, home):
        only_tasks = FileSources(tasks=sources.tasks)
        with pytest.raises(WorkspaceBusy, match="already"):
            open_files(only_tasks, home)
    open_files(sources, home).close()


async def test_undo_waits_for_whoever_works_on_the_files(sources: FileSources, home: Path) -> None:
    from assistant.journal import Journal

    with open_files(sources, home) as workspace:
        await workspace.act(COMPLETE, "1" * 16, "task")
        with pytest.raises(WorkspaceBusy):
            Journal(home).undo_last()
    report = Journal(home).undo_last()
    assert report is not None
    assert report.is_undone


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("todo.txt", None, "there is no file"),
        ("todo.txt", b"\0", "not a text file"),
        ("home.ics", b"hello", "not a readable calendar"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_clear_error_and_frees_the_lock(
    name: str, content: bytes | None, what: str, sources: FileSources, home: Path
) -> None:
    assert sources.tasks is not None
    path = sources.tasks.with_name(name)
    kept = path.read_bytes()
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(WorkspaceError, match=what) as raised:
        open_files(sources, home)
    assert isinstance(raised.value, UserError)
    path.write_bytes(kept)
    open_files(sources, home).close()


@pytest.mark.parametrize("kind", ["folder", "unreadable"])
def test_odd_paths_are_clear_errors(kind: str, tmp_path: Path, home: Path) -> None:
    path = tmp_path / "odd"
    if kind == "folder":
        path.mkdir()
    elif os.geteuid() == 0:
        pytest.skip("root may read everything")
    else:
        path.write_text("secret")
        path.chmod(0)
    with pytest.raises(WorkspaceError, match="is a folder|cannot be read"):
        open_files(FileSources(tasks=path), home)


async def test_a_conflict_is_an_item_that_moving_an_event_settles(
    sources: FileSources, home: Path
) -> None:
    assert sources.calendar is not None
    text = sources.calendar.read_text().replace("20260303T100000", "20260303T094000")
    sources.calendar.write_text(text)
    with open_files(sources, home) as workspace:
        conflict = workspace.desk.items["c1"]
        assert conflict.text == "Stand-up and Budget review overlap"
        call = tools.RescheduleMeeting(
            item_id="c1", meeting_id=conflict.events[1], new_time="Tuesday 12:00"
        )
        assert (await workspace.act(call, "1" * 16, "meeting")).is_ok
    with open_files(sources, home, "run2") as workspace:
        assert "c1" not in workspace.desk.items


async def test_reads_are_journalled_too(sources: FileSources, home: Path) -> None:
    kb = LexicalMemory([Note("n1", "Lee likes tea")])
    with open_files(sources, home, kb=kb) as workspace:
        route = tools.RouteToAgent(item_id="t2", agent="meeting")
        search = tools.SearchKb(item_id="t2", query="Lee tea")
        await workspace.act(route, "1" * 16, "orchestrator")
        found = await workspace.act(search, "2" * 16, "meeting")
        entries = workspace.journal.entries("run1")
        assert [(e.effect.tool, e.state) for e in entries] == [
            ("route_to_agent", "done"),
            ("search_kb", "done"),
        ]
        assert entries[1].outcome == found
        assert found.notes[0].id == "n1"
        assert workspace.undo_last() is None


TODO_LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["- [ ] milk", "- [x] eggs", "(B) call Ana", "# Home", "", "  - [ ] nested"]
        ),
        st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20),
    ),
    min_size=1,
    max_size=8,
)


@given(
    lines=TODO_LINES,
    newline=st.sampled_from(["\n", "\r\n"]),
    is_marked=st.booleans(),
    data=st.data(),
)
@settings(max_examples=40)
def test_act_and_undo_leave_any_list_as_it_was(
    lines: list[str],
    newline: str,
    is_marked: bool,
    data: st.DataObject,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("list")
    path = folder / "todo.txt"
    before = (b"\xef\xbb\xbf" if is_marked else b"") + newline.join(lines).encode()
    path.write_bytes(before)
    try:
        workspace = open_files(FileSources(tasks=path), folder / "home")
    except WorkspaceError:
        assert before.startswith((b"\xff\xfe", b"\xfe\xff"))
        return
    with workspace:
        ids = [i.id for i in workspace.desk.items.values() if i.source == "task"]
        for n, short in enumerate(data.draw(st.permutations(ids))[:3]):
            call: tools.Tool = tools.CompleteTask(item_id=short, task_id=short)
            if n % 2:
                call = tools.SetReminder(item_id=short, label="x", when="tomorrow 9:00")
            outcome = asyncio.run(workspace.act(call, f"{n}" * 16, "task"))
            assert outcome.is_ok, outcome
        assert path.read_bytes().count(b"\n") >= before.count(b"\n")
        reports = workspace.undo_all()
        assert all(report.is_undone for report in reports), reports
    assert path.read_bytes() == before
    assert sorted(p.name for p in folder.iterdir()) == ["home", "todo.txt"]


def test_statuses_of_items_are_those_that_scripts_rely_on(sources: FileSources, home: Path) -> None:
    shown: dict[Status, str] = {"open": "left", "snoozed": "left", "asked": "asked"}
    with open_files(sources, home) as workspace:
        for status, expected in shown.items():
            workspace.desk.update("t1", status=status, agent="task")
            row = next(r for r in workspace.items() if r["id"] == "t1")
            assert row["status"] == expected
            assert (row["agent"] == "none") == (expected == "left")
    assert Outcome("x", "", "ok", "").is_ok
