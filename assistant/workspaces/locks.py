"""One process per file: an advisory lock that the kernel drops when its holder dies."""

import fcntl
import hashlib
import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from assistant.workspaces.errors import WorkspaceBusy


@contextmanager
def locked(folder: Path, names: Iterable[str]) -> Iterator[None]:
    """Hold the locks of all `names`, which are real paths or a workspace's name.

    Raises:
        WorkspaceBusy: another process, or another workspace of this one, holds one of them.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with ExitStack() as stack:
        # Sorted, so that two processes that want the same two locks cannot each get one.
        for name in sorted(set(names)):
            stack.enter_context(_locked(folder / _file_name(name)))
        yield


@contextmanager
def locked_in_use(folder: Path, paths: Iterable[str], held: Collection[str]) -> Iterator[None]:
    """Hold the locks that somebody may have on these files, or on folders that they are in.

    Only locks that were ever taken are looked at; those in `held` are this process's own.

    Raises:
        WorkspaceBusy: another process holds one of them.
    """
    places = {str(place) for path in paths for place in (Path(path), *Path(path).parents)}
    names = [p for p in places if p not in held and (folder / _file_name(p)).exists()]
    with locked(folder, names):
        yield


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise WorkspaceBusy(_busy(os.pread(file, 32, 0))) from error
        os.ftruncate(file, 0)
        os.pwrite(file, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(file)


def _busy(content: bytes) -> str:
    pid = content.decode(errors="replace").strip()
    if pid == str(os.getpid()):
        return "this Majordomo is working on these files already; wait for it or stop it"
    who = f"another Majordomo (pid {pid})" if pid.isdigit() else "another Majordomo"
    return f"{who} is working on these files; wait for it or stop it"


def _file_name(name: str) -> str:
    return hashlib.sha256(name.encode(errors="surrogateescape")).hexdigest()[:24] + ".lock"
