"""What became of an effect's changes: settle them after a crash, or take them back.

Separate from the journal because it looks at files, and the journal only at its database.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.contract.notes import KnowledgePort
from assistant.workspaces import disk
from assistant.workspaces.changes import Change, FileChange, Move, NoteChange
from assistant.workspaces.errors import ChangeRefused

Settled = Literal["done", "rolled_back", "failed"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """How an interrupted effect was settled."""

    state: Settled
    text: str


def settle(changes: Sequence[Change], kb: KnowledgePort | None) -> Resolution:
    """Bring an effect that a crash interrupted to one of its two ends: all of it, or nothing."""
    files = [change for change in changes if not isinstance(change, NoteChange)]
    notes = [change for change in changes if isinstance(change, NoteChange)]
    applied = [change for change in files if _is_applied(change)]
    if files and len(applied) == len(files):
        for note in notes if kb else ():
            note.apply(kb)  # type: ignore[arg-type]
        for change in files:
            if isinstance(change, FileChange):
                disk.remove_temporary(change.path)
        return Resolution("done", "it had been done")
    refused = []
    for change in reversed(applied):
        try:
            change.revert()
        except (ChangeRefused, OSError) as error:
            refused.append(str(error))
    for change in files:
        if change not in applied:
            change.clean()
    for note in notes if kb else ():
        note.revert(kb)  # type: ignore[arg-type]
    if refused:
        return Resolution("failed", f"part of it was done and stays: {'; '.join(refused)}")
    return Resolution("rolled_back", "it had not been finished, so it was taken back")


def obstacle(changes: Sequence[Change], kb: KnowledgePort | None) -> str:
    """Why an effect cannot be taken back; empty where it can."""
    for change in changes:
        if isinstance(change, NoteChange):
            if kb is None:
                return "it is a note, and no knowledge base is open"
            continue
        try:
            change.check_revert()
        except (ChangeRefused, OSError) as error:
            return str(error)
    return ""


def take_back(changes: Sequence[Change], kb: KnowledgePort | None) -> None:
    """Revert an effect's changes, last first; those taken back already are left alone.

    Raises:
        ChangeRefused: a file has changed meanwhile.
        OSError: the disk is full and the like.
    """
    for change in reversed(changes):
        if isinstance(change, NoteChange):
            if kb is not None:
                change.revert(kb)
        else:
            change.revert()


def paths_of(changes: Sequence[Change]) -> list[str]:
    """The files that an effect touches."""
    found = []
    for change in changes:
        if isinstance(change, FileChange):
            found.append(change.path)
        elif isinstance(change, Move):
            found += [change.source, change.target]
    return found


def _is_applied(change: FileChange | Move) -> bool:
    state = change.state()
    return state == "after" or (state == "other" and change.is_visible())
