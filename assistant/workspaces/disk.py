"""Reading and replacing whole files so that a crash or a full disk leaves old or new, never half.

Every write goes to a temporary file beside its target, is flushed to the disk, and takes the
target's place in one step. The temporary name depends on the target alone, so the next start
can remove what a crash left.
"""

import contextlib
import hashlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from assistant import failpoints
from assistant.workspaces.errors import ChangeRefused


def read(path: str | Path) -> bytes | None:
    """The bytes of a file; None if there is none."""
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        return None


def replace(path: str, data: bytes, expected: bytes | None, mode: int) -> None:
    """Put `data` in the place of `expected` (None: no file), durably and in one step.

    Raises:
        ChangeRefused: the file changed while the new content was being written.
        OSError: it cannot be written; the old content stands.
    """
    temporary = _temporary(path)
    try:
        _write(temporary, data, _permissions(path, mode))
        failpoints.hit("changes.written")
        if read(path) != expected:
            raise ChangeRefused(f"{path} is being edited by another program; nothing was written")
        _keep_owner(path, temporary)
        os.replace(temporary, path)
    except BaseException:
        remove_temporary(path)
        raise
    _sync_folder(os.path.dirname(path))


def remove(path: str) -> None:
    """Delete a file durably."""
    os.unlink(path)
    _sync_folder(os.path.dirname(path))


def rename(source: str, target: str) -> None:
    """Move a file durably within its file system."""
    os.rename(source, target)
    for folder in {os.path.dirname(source), os.path.dirname(target)}:
        _sync_folder(folder)


def message(path: str) -> str | None:
    """A Maildir file's name now: programs change the flags behind its `:2,`."""
    if os.path.lexists(path):
        return path
    folder, name = os.path.split(path)
    base, colon, _ = name.partition(":2,")
    if not colon or not os.path.isdir(folder):
        return None
    same = [entry for entry in os.listdir(folder) if entry.partition(":2,")[0] == base]
    return os.path.join(folder, same[0]) if len(same) == 1 else None


def missing_folders(path: str) -> tuple[str, ...]:
    """The folders that must be made before `path` exists, outermost first."""
    missing: list[str] = []
    while path and not os.path.isdir(path):
        missing.append(path)
        path = os.path.dirname(path)
    return tuple(reversed(missing))


def make_folders(paths: Iterable[str]) -> None:
    """Make folders, for this user only; those that exist are left alone."""
    for path in paths:
        with contextlib.suppress(FileExistsError):
            os.mkdir(path, 0o700)
            _sync_folder(os.path.dirname(path))


def remove_folders(paths: Iterable[str]) -> None:
    """Remove folders that hold nothing but each other: half a Maildir would be none."""
    folders = [path for path in paths if os.path.isdir(path)]
    if all(os.path.join(f, name) in folders for f in folders for name in os.listdir(f)):
        for folder in reversed(folders):
            os.rmdir(folder)


def remove_temporary(path: str) -> None:
    """Remove the temporary file that an interrupted `replace` left."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        os.unlink(_temporary(path))


def occurrences(data: bytes, needle: bytes) -> list[int]:
    """Where `needle` begins in `data`; nowhere if it is empty."""
    places: list[int] = []
    at = data.find(needle) if needle else -1
    while at >= 0:
        places.append(at)
        at = data.find(needle, at + 1)
    return places


def _temporary(path: str) -> str:
    """Beside the file; for a mail in `tmp/`, where readers of a Maildir do not look."""
    folder, name = os.path.split(path)
    beside = os.path.join(os.path.dirname(folder), "tmp")
    if os.path.basename(folder) in {"new", "cur"} and os.path.isdir(beside):
        folder = beside
    digest = hashlib.sha256(name.encode(errors="surrogateescape")).hexdigest()[:12]
    return os.path.join(folder, f".majordomo-{digest}.tmp")


def _write(path: str, data: bytes, mode: int) -> None:
    """Write a new file and flush it to the disk."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        half = len(data) // 2
        _write_all(file, data[:half])
        failpoints.hit("changes.half-written")
        _write_all(file, data[half:])
        os.fchmod(file, mode)
        os.fsync(file)
    finally:
        os.close(file)


def _write_all(file: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]


def _permissions(path: str, otherwise: int) -> int:
    try:
        return stat.S_IMODE(os.stat(path).st_mode)
    except FileNotFoundError:
        return otherwise


def _keep_owner(path: str, temporary: str) -> None:
    """Give the new file the old one's owner, where this user may; only root usually can."""
    with contextlib.suppress(FileNotFoundError, PermissionError):
        old = os.stat(path)
        new = os.stat(temporary)
        if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
            os.chown(temporary, old.st_uid, old.st_gid)
            os.chmod(temporary, stat.S_IMODE(old.st_mode))


def _sync_folder(path: str) -> None:
    file = os.open(path or ".", os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
