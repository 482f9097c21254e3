"""One owner per knowledge base: a second process gets a clear refusal, not a stale index.

Chroma lets a second process write, but the first one's queries never see what it wrote.
"""

import os
from pathlib import Path

from memory.errors import MemoryUnavailable


class DirectoryLock:
    """Holds a directory for this process until `release`, or until the process ends."""

    def __init__(self, directory: Path) -> None:
        # Imported here: on Windows, where it is missing, importing the package still works.
        import fcntl

        # The file stays: unlinking it would let a waiting process lock a file nobody else sees.
        self._file = os.open(directory / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            owner = os.pread(self._file, 32, 0).decode("ascii", "replace").strip() or "unknown"
            os.close(self._file)
            if owner == str(os.getpid()):
                raise MemoryUnavailable(f"{directory} is already open in this process") from error
            raise MemoryUnavailable(
                f"{directory} is in use by another Majordomo (pid {owner}); "
                "wait for it or stop it, or name another folder"
            ) from error
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, f"{os.getpid()}\n".encode("ascii"), 0)

    def release(self) -> None:
        """Let the next process in."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
