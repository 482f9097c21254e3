"""A copy of a person's files, to try things on before they are done to the originals.

Each file lies below one folder at the path it really has, so that a path of the copy and the one
of its original differ by that folder alone, and the journal knows both by the same name.
"""

import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from assistant.workspaces import disk
from assistant.workspaces.changes import MISSING, sha
from assistant.workspaces.maildir import ARCHIVE, DRAFTS, OUTBOX
from assistant.workspaces.sources import FileSources, read_file

_PARTS = ("new", "cur", "tmp")
_OWN_FOLDERS = (DRAFTS, OUTBOX, ARCHIVE)


def copied(sources: FileSources, mails: Iterable[str], folder: Path) -> FileSources:
    """Copy what a workspace reads into `folder`, and say where it is then.

    Args:
        sources: The originals, which are only read.
        mails: The messages that were read; the others of a mailbox are not copied.
        folder: An empty folder.

    Raises:
        WorkspaceError: a file cannot be read.
        OSError: a file cannot be copied.
    """
    root = os.path.realpath(folder)
    tasks = sources.paths[0] if sources.tasks is not None else ""
    for path in (tasks, sources.calendar_path):
        if path:
            _copy_file(path, root)
    _copy_mail(sources.mail_root, mails, root)
    return below(sources, folder)


def below(sources: FileSources, folder: Path) -> FileSources:
    """The sources as they are called where `copied` has put them into `folder`."""
    root = os.path.realpath(folder)
    contacts = sources.contacts_path
    return FileSources(
        tasks=Path(root + sources.paths[0]) if sources.tasks is not None else None,
        todos=sources.todos,
        calendar=Path(root + sources.calendar_path),
        mail=Path(root + sources.mail_root) if sources.mail is not None else None,
        # Only read, so the original does.
        contacts=Path(contacts) if contacts else None,
        home=Path(root + os.path.dirname(sources.mail_root)),
        root=root,
    )


def contents(folder: Path) -> dict[str, bytes]:
    """What is in the files of a copy, by the path of the original."""
    root = os.path.realpath(folder)
    found = {}
    for place, _, names in os.walk(root):
        for name in names:
            path = os.path.join(place, name)
            found[path.removeprefix(root)] = Path(path).read_bytes()
    return found


def listing(sources: FileSources) -> dict[str, str]:
    """What tells one state of the files from another, by path.

    The hash of a file; of a message only its size, because a Maildir never changes one.

    Raises:
        WorkspaceError: a file cannot be read.
    """
    tasks = [sources.paths[0]] if sources.tasks is not None else []
    found = {}
    for path in (*tasks, sources.calendar_path, sources.contacts_path):
        data = read_file(path) if path else None
        if path:
            found[path] = MISSING if data is None else sha(data)
    for place in ("", *_OWN_FOLDERS):
        for part in ("new", "cur"):
            for entry in _entries(os.path.join(sources.mail_root, place, part)):
                found[entry.path] = str(entry.stat(follow_symlinks=False).st_size)
    return found


def _copy_file(path: str, root: str) -> None:
    if os.path.isdir(os.path.dirname(path)):
        os.makedirs(root + os.path.dirname(path), exist_ok=True)
    if disk.read(path) is not None:
        # With its times: a message without a date was received when its file was written.
        shutil.copy2(path, root + path)


def _copy_mail(mail_root: str, mails: Iterable[str], root: str) -> None:
    for folder in ("", *_OWN_FOLDERS):
        for part in _PARTS:
            place = os.path.join(mail_root, folder, part)
            if os.path.isdir(place):
                os.makedirs(root + place, exist_ok=True)
    for path in mails:
        shutil.copy2(path, root + path)
    # What was drafted and sent says which messages are answered.
    for folder in (DRAFTS, OUTBOX):
        for part in ("new", "cur"):
            for entry in _entries(os.path.join(mail_root, folder, part)):
                if stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
                    shutil.copy2(entry.path, root + entry.path)


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    if os.path.isdir(folder):
        with os.scandir(folder) as entries:
            yield from sorted(entries, key=lambda entry: entry.name)
