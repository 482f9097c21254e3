"""The journal's database: opened, locked and read so that its faults become advice."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.workspaces.errors import JournalError
from assistant.workspaces.records import SCHEMA, SCHEMA_VERSION


class Database:
    """One SQLite file, safe against a power cut and usable from several threads."""

    def __init__(self, path: Path) -> None:
        """Open the database, creating it where it is missing.

        Raises:
            JournalError: it is damaged, of a newer version, or cannot be written.
        """
        self.path = path
        self._mutex = threading.RLock()
        with self._guarded():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.touch(mode=0o600)
            self._db = sqlite3.connect(
                path, timeout=10, isolation_level=None, check_same_thread=False
            )
            self._db.row_factory = sqlite3.Row
            self._prepare()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def rows(self, query: str, values: Sequence[str | int] = ()) -> list[sqlite3.Row]:
        """What a query finds."""
        with self._guarded(), self._mutex:
            return self._db.execute(query, values).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of what is written within, on the disk, or nothing of it.

        Raises:
            JournalError: it cannot be written.
        """
        with self._guarded(), self._mutex:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def _prepare(self) -> None:
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        if self._version() == 0:
            with self.transaction() as db:
                # Another process may have been quicker.
                for statement in SCHEMA.split(";") if self._version() == 0 else ():
                    db.execute(statement)
        version = self._version()
        if version > SCHEMA_VERSION:
            raise JournalError(
                f"{self.path} was written by a newer Majordomo (format {version}, this one reads "
                f"{SCHEMA_VERSION}); update Majordomo, or give this one another MAJORDOMO_HOME"
            )
        self._db.execute("SELECT count(*) FROM effects").fetchone()

    def _version(self) -> int:
        return int(self._db.execute("PRAGMA user_version").fetchone()[0])

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Turn what SQLite says into what the person can do about it."""
        try:
            yield
        except (sqlite3.ProgrammingError, sqlite3.IntegrityError):
            # A mistake in this program, which no advice to the person would mend.
            raise
        except sqlite3.OperationalError as error:
            raise JournalError(f"the journal {self.path} cannot be used now: {error}") from error
        except sqlite3.DatabaseError as error:
            raise JournalError(
                f"the journal {self.path} is damaged ({error}); your own files are not. Move it "
                "away to start a new one; what it recorded can then not be undone any more"
            ) from error
        except OSError as error:
            raise JournalError(f"the journal {self.path} cannot be opened: {error}") from error
