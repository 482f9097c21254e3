"""One run over sample files that a failpoint may kill: the child process of the crash tests."""

import asyncio
import json
import os
from dataclasses import asdict
from pathlib import Path

from assistant import failpoints
from assistant.contract import tools
from assistant.contract.lexical import LexicalMemory
from assistant.contract.notes import Note
from assistant.contract.outcome import Outcome
from assistant.workspaces.sources import FileSources
from tests.assistant.workspaces.sample import open_files

CALLS: tuple[tuple[tools.Tool, str], ...] = (
    (tools.RouteToAgent(item_id="t2", agent="meeting"), "orchestrator"),
    (
        tools.ScheduleEvent(
            item_id="t2",
            title="Plan the offsite",
            start="Tuesday 14:00",
            duration_minutes=30,
            attendees=("Lee",),
        ),
        "meeting",
    ),
    (tools.CompleteTask(item_id="t1", task_id="t1"), "task"),
    (tools.DraftReply(item_id="e2", email_id="e2", body="Dear Lee, it is on its way."), "email"),
    (tools.ArchiveEmail(item_id="e1", email_id="e1"), "email"),
    (
        tools.AddToKb(item_id="t3", content="Sam drinks oat milk", category="preference"),
        "knowledge",
    ),
    (tools.RescheduleMeeting(item_id="h1", meeting_id="m2", new_time="Tuesday 17:00"), "meeting"),
    (tools.DelegateTask(item_id="t4", task_id="t4", contact="Lee"), "task"),
)


class FileMemory(LexicalMemory):
    """Notes in a file, so that they outlive the process."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        if path.exists():
            self.notes = [Note(**note) for note in json.loads(path.read_text())]

    def add(self, text: str, category: str, source: str, note_id: str) -> Note:
        note = super().add(text, category, source, note_id)
        self._save()
        return note

    def forget(self, note_id: str) -> None:
        super().forget(note_id)
        self._save()

    def _save(self) -> None:
        self._path.write_text(json.dumps([asdict(note) for note in self.notes]))


def sources(folder: Path) -> FileSources:
    files = folder / "files"
    return FileSources(tasks=files / "todo.txt", calendar=files / "home.ics", mail=files / "Mail")


def run_all(folder: Path) -> list[Outcome]:
    """Make all calls, as a graph that was resumed does."""
    memory = FileMemory(folder / "notes.json")
    with open_files(sources(folder), folder / "home", kb=memory) as workspace:
        return [
            asyncio.run(workspace.act(call, f"{n:08x}deadbeef", agent))
            for n, (call, agent) in enumerate(CALLS)
        ]


def undo_all(folder: Path) -> None:
    memory = FileMemory(folder / "notes.json")
    with open_files(sources(folder), folder / "home", kb=memory) as workspace:
        workspace.undo_all()


def crash(folder: Path, point: str, is_undo: bool) -> None:
    """Run, or undo, until the failpoint kills this process."""
    os.environ[failpoints.VARIABLE] = point
    undo_all(folder) if is_undo else run_all(folder)
