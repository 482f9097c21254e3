"""One effect's changes to files, as values that can be stored, applied and taken back.

A change of a file is a splice with the hashes of the whole file on both sides, so applying it
to anything but the bytes it was made for is refused, and taking it back restores those bytes.
Nothing here knows what the bytes mean.
"""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant import failpoints
from assistant.contract.notes import KnowledgePort
from assistant.workspaces import disk
from assistant.workspaces.differences import difference
from assistant.workspaces.errors import ChangeRefused
from assistant.workspaces.origin import OWN, keep

ChangeState = Literal["before", "after", "other"]

_CONTEXT = 80
"""Bytes on each side by which a splice is found again in a file that was edited since."""

MISSING = ""
"""The hash of a file that does not exist."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an effect leaves in whatever it writes: its id, and when it was written."""

    effect_id: str
    now: int
    """UTC minutes."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file's change: `removed` at `at` becomes `inserted`."""

    path: str
    at: int
    removed: bytes
    inserted: bytes
    sha_before: str
    """SHA-256 of the whole file; empty where it does not exist."""
    sha_after: str
    mode: int
    """Permissions of a file that is created."""
    left: bytes = b""
    right: bytes = b""
    mark: str = ""
    """Text by which the effect is recognised in the file, such as a line's tag."""
    shell: bytes = b""
    """What a created file holds besides `inserted`."""
    folders: tuple[str, ...] = ()
    """Folders that it makes, outermost first."""

    @property
    def created(self) -> bool:
        """Whether the file comes into being by this change."""
        return self.sha_before == MISSING

    def state(self) -> ChangeState:
        """Whether the file is as it was, as it became, or neither."""
        data = disk.read(self.path)
        found = MISSING if data is None else sha(data)
        if found == self.sha_before:
            return "before"
        return "after" if found == self.sha_after else "other"

    def is_visible(self) -> bool:
        """Whether a file that was edited since still carries this change."""
        data = disk.read(self.path)
        if data is None:
            return False
        return bool(self.mark and self.mark.encode() in data) or self._find(data) is not None

    def apply(self) -> None:
        """Write the change, all or nothing.

        Raises:
            ChangeRefused: the file is not what the change was made for.
            OSError: the disk is full, the folder read-only and the like; the file is untouched.
        """
        disk.make_folders(self.folders)
        failpoints.hit("changes.folders")
        before = disk.read(self.path)
        if (MISSING if before is None else sha(before)) != self.sha_before:
            raise ChangeRefused(
                f"{self.path} was changed by another program in the meantime, so nothing was "
                "written; start again to work with what it holds now"
            )
        base = self.shell if before is None else before
        after = base[: self.at] + self.inserted + base[self.at + len(self.removed) :]
        disk.replace(self.path, after, before, self.mode)
        failpoints.hit("changes.replaced")

    def check_revert(self) -> None:
        """Whether `revert` would work now.

        Raises:
            ChangeRefused: the file has changed so that the old text cannot be put back safely.
        """
        self._reverted(disk.read(self.path))

    def revert(self) -> None:
        """Take the change back; what others wrote into the file since is kept.

        Raises:
            ChangeRefused: the file has changed so that the old text cannot be put back safely.
            OSError: the disk is full and the like; the file is untouched.
        """
        data = disk.read(self.path)
        before = self._reverted(data)
        if before is None and data is not None:
            disk.remove(self.path)
        elif before is not None and before != data:
            disk.replace(self.path, before, data, self.mode)
        self.clean()
        failpoints.hit("changes.reverted")

    def _reverted(self, data: bytes | None) -> bytes | None:
        """The file's content without this change; None if it does not exist without it."""
        found = MISSING if data is None else sha(data)
        if found == self.sha_before:
            return data
        if data is None:
            raise ChangeRefused(f"{self.path} does not exist any more")
        at = self.at if found == self.sha_after else self._find(data)
        if at is None:
            raise ChangeRefused(f"{self.path} was edited since, and the change is not in it")
        before = data[:at] + self.removed + data[at + len(self.inserted) :]
        return None if self.created and before == self.shell else before

    def clean(self) -> None:
        """Remove what an interrupted `apply` may have left beside the file."""
        disk.remove_temporary(self.path)
        disk.remove_folders(self.folders)

    def _find(self, data: bytes) -> int | None:
        """Where in an edited file the change is, if it is there exactly once."""
        size = len(self.inserted)
        places = [
            at for at in disk.occurrences(data, self.inserted or self.left + self.right)
            if not self.inserted or at == 0 or data[at - 1 : at] == b"\n" or self.left[-1:] != b"\n"
        ]  # fmt: skip
        if not self.inserted:
            return places[0] + len(self.left) if len(places) == 1 else None
        if len(places) == 1 and self.mark and self.mark.encode() in self.inserted:
            return places[0]
        fits = [self._fits(data, at, size) for at in places]
        if len(places) == 1 and any(fits[0]):
            return places[0]
        both = [at for at, sides in zip(places, fits, strict=True) if all(sides)]
        return both[0] if len(both) == 1 else None

    def _fits(self, data: bytes, at: int, size: int) -> tuple[bool, bool]:
        """Whether the text before and the text after a place are those of the change."""
        before = data[:at].endswith(self.left) if self.left else at == 0
        after = data[at + size :].startswith(self.right) if self.right else at + size == len(data)
        return before, after


@dataclass(frozen=True, slots=True)
class Move:
    """A file that is renamed, as Maildir files its messages."""

    source: str
    target: str
    folders: tuple[str, ...] = ()

    def state(self) -> ChangeState:
        """Whether the file is where it was, where it went, or neither."""
        source, target = disk.message(self.source), disk.message(self.target)
        if (source is None) == (target is None):
            return "other"
        return "before" if source else "after"

    def is_visible(self) -> bool:
        """Whether the file is at its new place, perhaps with other flags."""
        return disk.message(self.target) is not None

    def apply(self) -> None:
        """Rename, never over another file.

        Raises:
            ChangeRefused: the file is gone, or its new place is taken.
        """
        disk.make_folders(self.folders)
        failpoints.hit("changes.folders")
        if self.state() != "before":
            raise ChangeRefused(
                f"{self.source} was moved or removed by another program in the meantime, so "
                "nothing was done; start again to work with what is there now"
            )
        failpoints.hit("changes.moving")
        disk.rename(self.source, self.target)
        failpoints.hit("changes.moved")

    def check_revert(self) -> None:
        """Whether `revert` would work now.

        Raises:
            ChangeRefused: the file is not there any more.
        """
        if self.state() == "other":
            raise ChangeRefused(f"{self.target} was moved or removed since")

    def revert(self) -> None:
        """Rename back.

        Raises:
            ChangeRefused: the file is not there any more.
        """
        self.check_revert()
        if self.state() == "after":
            disk.rename(disk.message(self.target) or self.target, self.source)
        self.clean()
        failpoints.hit("changes.reverted")

    def clean(self) -> None:
        """Remove the folders that were made for it, where nothing else is in them."""
        disk.remove_folders(self.folders)


@dataclass(frozen=True, slots=True)
class NoteChange:
    """A note that the knowledge base keeps; its id makes adding and forgetting repeatable."""

    note_id: str
    text: str
    category: str
    source: str = OWN
    tainted: bool = False
    """Its words come from outside."""

    def apply(self, kb: KnowledgePort) -> None:
        """Keep the note."""
        keep(kb, self.text, self.category, self.source, self.note_id, tainted=self.tainted)
        failpoints.hit("notes.added")

    def revert(self, kb: KnowledgePort) -> None:
        """Forget the note."""
        kb.forget(self.note_id)


Change = FileChange | Move | NoteChange


def splice(
    path: str | Path, before: bytes | None, after: bytes, mark: str = "", shell: bytes = b""
) -> FileChange:
    """The change that makes `after` of `before` (None: the file does not exist yet).

    It covers whole lines, so that it can be found again in a file that was edited since. For a
    new file, `shell` is what remains of it when the change is taken back after other edits.
    """
    target = os.path.realpath(path)
    base = shell if before is None else before
    start, end_base, end_after = difference(base, after)
    return FileChange(
        path=target,
        at=start,
        removed=base[start:end_base],
        inserted=after[start:end_after],
        sha_before=MISSING if before is None else sha(before),
        sha_after=sha(after),
        mode=0o600,
        left=base[max(0, start - _CONTEXT) : start],
        right=base[end_base : end_base + _CONTEXT],
        mark=mark,
        shell=shell if before is None else b"",
        folders=disk.missing_folders(os.path.dirname(target)),
    )


def sha(data: bytes) -> str:
    """The SHA-256 of some bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def apply_all(changes: Sequence[Change], kb: KnowledgePort) -> None:
    """Apply one effect's changes in order; if one fails, those before it are taken back.

    Raises:
        ChangeRefused: a file is not what its change was made for.
        OSError: the disk is full and the like.
    """
    failpoints.hit("changes.start")
    for n, change in enumerate(changes):
        if n:
            failpoints.hit("changes.between")
        try:
            change.apply(kb) if isinstance(change, NoteChange) else change.apply()
        except (ChangeRefused, OSError):
            if not isinstance(change, NoteChange):
                change.clean()
            for done in reversed(changes[:n]):
                done.revert(kb) if isinstance(done, NoteChange) else done.revert()
            raise
