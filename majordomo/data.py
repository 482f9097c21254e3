"""`majordomo data`: where everything is, backing it up, taking it back, deleting it.

A backup holds the notes' logs and not their index, which can be made anew, and databases as SQLite
copies them, so that a run may go on meanwhile. What is forgotten later is removed from the backups
in the data folder, too (`majordomo.forgetting`).
"""

import io
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from assistant.contract.errors import UserError
from assistant.files import write_atomic
from assistant.home import home, location
from majordomo.output import confirmed, print_json, say

_REBUILT = "index"
_BACKUPS = "backups"
OWN = (
    "kb", "locks", _BACKUPS, "journal.db", "journal.db-wal", "journal.db-shm", "checkpoints.db",
    "checkpoints.db-wal", "checkpoints.db-shm", "config.toml", "sample-day.jsonl", "sessions",
)  # fmt: skip
"""All that Majordomo writes into its data folder."""

_HISTORY = tuple(name for name in OWN if name.startswith(("journal.", "checkpoints.", "sessions")))
"""What it keeps of what it did."""


def show(as_json: bool) -> int:
    """Say where everything is and how large it is."""
    folder = location()
    parts = {path.name: _size(path) for path in sorted(folder.iterdir())} if folder.is_dir() else {}
    if as_json:
        print_json({"folder": str(folder), "bytes": parts})
        return 0
    print(folder)
    for name, size in parts.items():
        print(f"  {name:24} {size / 1e6:9.2f} MB")
    if not parts:
        say("nothing is kept yet")
    return 0


def back_up(out: Path | None, as_json: bool) -> int:
    """Write a backup, by default into the data folder."""
    folder = location()
    if not folder.is_dir():
        raise UserError(f"{folder} does not exist; there is nothing to back up")
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    target = out or folder / _BACKUPS / f"{stamp}.zip"
    if target.exists():
        raise UserError(f"{target} exists; give another --out")
    target.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        names = [_put(archive, folder, file) for file in _files(folder)]
    write_atomic(target, buffer.getvalue())
    if as_json:
        print_json({"backup": str(target), "files": names})
    else:
        say(f"{len(names)} files are in {target}; `majordomo data restore` takes them back")
    return 0


def restore(backup: Path, as_json: bool) -> int:
    """Take a backup back into an empty data folder."""
    folder = location()
    if folder.is_dir() and any(path.name != _BACKUPS for path in folder.iterdir()):
        raise UserError(f"{folder} holds data; `majordomo data delete` it first")
    try:
        with zipfile.ZipFile(backup) as archive:
            names = [entry.filename for entry in archive.infolist()]
            for name in names:
                if name.startswith("/") or ".." in Path(name).parts:
                    raise UserError(f"{backup} names a file outside the data folder: {name}")
            archive.extractall(home())
    except (OSError, zipfile.BadZipFile) as error:
        raise UserError(f"{backup} is no backup that can be read: {error}") from error
    if as_json:
        print_json({"restored": names, "folder": str(folder)})
    else:
        say(f"{len(names)} files are back in {folder}")
    return 0


def delete(is_agreed: bool, only_history: bool, as_json: bool) -> int:
    """Delete the data folder, backups in it included; or only what tells what was done."""
    folder = location()
    if not folder.is_dir():
        raise UserError(f"{folder} does not exist; there is nothing to delete")
    # By name: MAJORDOMO_HOME may have been set to a folder that holds other things, too.
    paths = [folder / name for name in (_HISTORY if only_history else OWN)]
    size = sum(_size(path) for path in paths if path.exists()) / 1e6
    if only_history:
        say(f"{folder}, {size:.1f} MB: journal, sessions, and all that could be undone")
    else:
        say(f"{folder}, {size:.1f} MB: notes, journal, undo, settings, backups")
    if not is_agreed and not confirmed("delete all of it?"):
        raise UserError("nothing was deleted; --yes deletes without asking")
    for path in paths:
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    if not any(folder.iterdir()):
        folder.rmdir()
    if as_json:
        print_json({"deleted": str(folder)})
    else:
        say("deleted; your own files were not touched")
    return 0


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        is_rebuilt = parts[0] == "kb" and _REBUILT in parts
        if path.is_file() and parts[0] != _BACKUPS and not is_rebuilt:
            if not path.name.endswith(("-wal", "-shm", ".lock")):
                yield path


def _put(archive: zipfile.ZipFile, folder: Path, file: Path) -> str:
    name = file.relative_to(folder).as_posix()
    archive.writestr(name, _database(file) if file.suffix == ".db" else file.read_bytes())
    return name


def _database(file: Path) -> bytes:
    """A database as it is at one moment, whoever writes to it."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as source:
        with closing(sqlite3.connect(":memory:")) as copy:
            source.backup(copy)
            return copy.serialize()


def _size(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
