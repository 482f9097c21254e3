"""Where a person's files are, and what they hold at one moment."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from assistant.workspaces import disk
from assistant.workspaces.errors import WorkspaceError

_LARGEST = 64 * 2**20


@dataclass(frozen=True, slots=True)
class FileSources:
    """The files of one workspace, as the person named them."""

    tasks: Path | None = None
    """A todo.txt or a Markdown checklist."""
    todos: tuple[str, ...] = ()
    """To-dos that stand in no file."""
    calendar: Path | None = None
    """An .ics file; it is created when the first event is written."""
    mail: Path | None = None
    """A Maildir."""
    contacts: Path | None = None
    """A vCard file; by default `contacts.vcf` beside the calendar or the tasks."""
    home: Path | None = None
    """Where a calendar and an outbox are created for a person who named none."""
    root: str = ""
    """Folder below which these files are a copy of others, each at its own path; see `scratch`."""

    @property
    def calendar_path(self) -> str:
        """The calendar that is read and written."""
        if self.calendar is not None:
            return os.path.realpath(self.calendar)
        return os.path.join(self._base, "majordomo.ics")

    @property
    def mail_root(self) -> str:
        """The Maildir that drafts and messages are written into."""
        if self.mail is not None:
            return os.path.realpath(self.mail)
        return os.path.join(os.path.realpath(self.home or self._base), "mail")

    @property
    def contacts_path(self) -> str | None:
        """The vCard file, if there is one."""
        if self.contacts is not None:
            return os.path.realpath(self.contacts)
        for near in (self.calendar, self.tasks):
            path = near and near.parent / "contacts.vcf"
            if path and path.is_file():
                return os.path.realpath(path)
        return None

    @property
    def paths(self) -> list[str]:
        """Every place whose content decides what is written, which is what a lock is for."""
        tasks = [os.path.realpath(self.tasks)] if self.tasks is not None else []
        mail = [self.mail_root] if self.mail is not None else []
        return [*tasks, self.calendar_path, *mail]

    @property
    def name(self) -> str:
        """The workspace's name in the journal: the same for the same files, and for a copy."""
        paths = [self.named(path) for path in self.paths]
        joined = "\n".join(paths).encode(errors="surrogateescape")
        return "files:" + hashlib.sha256(joined).hexdigest()[:16]

    def named(self, path: str) -> str:
        """The path by which the journal knows a file: that of the original where it is a copy."""
        return path.removeprefix(self.root)

    @property
    def _base(self) -> str:
        if self.tasks is not None:
            return os.path.dirname(os.path.realpath(self.tasks))
        return os.path.realpath(self.home or Path.cwd())


def read_file(path: str) -> bytes | None:
    """The bytes of a file that a person named; None where there is none.

    Raises:
        WorkspaceError: it cannot be read, or is no plain file of a reasonable size.
    """
    try:
        if os.path.isdir(path):
            raise WorkspaceError(f"{path} is a folder; name a file")
        if os.path.exists(path) and os.path.getsize(path) > _LARGEST:
            raise WorkspaceError(f"{path} is larger than 64 MB; give a smaller file")
        return disk.read(path)
    except OSError as error:
        raise WorkspaceError(f"{path} cannot be read: {error.strerror}") from error


def explain(error: OSError) -> str:
    """What went wrong with a file, and that nothing is lost."""
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}; nothing was changed"
