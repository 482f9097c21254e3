"""Notes from files: folders of Markdown or plain text, and JSONL.

Incremental by content, so adding a folder again costs the reading of it. Nothing that a folder
holds is fatal: what is no text is listed.
"""

import hashlib
import logging
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from memory.chunks import chunks
from memory.log import NoteLog
from memory.record import Record, clean, digest, minutes

_LOG = logging.getLogger(__name__)
_DATE = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")
_MAX_BYTES = 8_000_000
"""A text file beyond this is a dump, not a note."""


@dataclass(slots=True)
class IngestReport:
    """What came of an import: files where folders were added, lines where JSONL was."""

    added: int = 0
    """New or changed."""
    unchanged: int = 0
    removed: int = 0
    """Files that are gone, with their notes."""
    unreadable: list[str] = field(default_factory=list)
    """Paths, or `path:line`; the log says why."""

    def cannot(self, what: str, why: object) -> None:
        """List something that could not be read."""
        _LOG.warning("%s was left out: %s", what, why)
        self.unreadable.append(what)


def add_paths(
    log: NoteLog, paths: Iterable[Path], skip: Path, *, tainted: bool = True
) -> IngestReport:
    """Bring files and folders into the log; the report counts files.

    A changed file's chunks replace its old ones, and the notes of a file that is no longer under a
    given folder go. A file that cannot be read any more keeps its notes. Hidden files and folders
    and the folder `skip` are passed over; an empty file has no notes and counts as unchanged.
    """
    report = IngestReport()
    known: dict[str, list[Record]] = {}
    for record in log.records.values():
        if record.path:
            known.setdefault(record.path, []).append(record)
    added: list[Record] = []
    dropped: list[Record] = []
    roots = [Path(os.path.abspath(path.expanduser())) for path in paths]
    for file, source in _files(roots, skip).items():
        try:
            new = _records(file, source, tainted=tainted)
        except (OSError, ValueError) as error:
            report.cannot(str(file), error)
            continue
        old = known.get(clean(str(file)), [])
        if _content(old) == _content(new):
            report.unchanged += 1
            continue
        report.added += bool(new)
        report.removed += not new
        added += new
        dropped += old
    for root in roots:
        gone = [p for p in known if Path(p).is_relative_to(root) and not Path(p).exists()]
        for path in gone:
            dropped += known.pop(path)
        report.removed += len(gone)
        if not gone and not root.exists():
            report.cannot(str(root), "there is no such file")
    log.write(added, {record.id for record in dropped} - {record.id for record in added})
    return report


def add_jsonl(log: NoteLog, file: Path, *, tainted: bool = True) -> IngestReport:
    """Bring lines of `{id, text, time?, source?, meta?}` into the log; the report counts lines.

    The same id with other content replaces the note and counts as added. Nothing is removed,
    because a file need not hold all there is.
    """
    report = IngestReport()
    added: list[Record] = []
    try:
        lines = file.expanduser().read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")
    except OSError as error:
        report.cannot(str(file), error)
        return report
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = _JsonLine.model_validate_json(line).to_record(tainted=tainted)
        except ValidationError as error:
            first = error.errors()[0]
            report.cannot(f"{file}:{number}", f"{first['msg']} {first['loc']}")
            continue
        old = log.records.get(record.id)
        if old is not None and old.sha == digest(record):
            report.unchanged += 1
        else:
            report.added += 1
            added.append(record)
    log.write(added)
    return report


def _text(value: str) -> str:
    if not (text := clean(value)):
        raise ValueError("is empty")
    return text


def _time(value: str | None) -> str | None:
    if value is not None:
        minutes(value)
    return value


class _JsonLine(BaseModel):
    """One line of an import, as bytes from outside."""

    model_config = ConfigDict(coerce_numbers_to_str=True)

    id: Annotated[str, AfterValidator(_text)]
    text: Annotated[str, AfterValidator(_text)]
    time: Annotated[str | None, AfterValidator(_time)] = None
    source: Annotated[str, AfterValidator(clean)] | None = None
    meta: dict[str, Any] | None = None

    def to_record(self, *, tainted: bool) -> Record:
        return Record(
            id=self.id,
            text=self.text,
            source=self.source or "",
            time=self.time,
            kind="document",
            tainted=tainted,
            consent="import",
            meta=self.meta or {},
        )


def _files(roots: Iterable[Path], skip: Path) -> dict[Path, str]:
    """The files at or under the roots with the name to cite, in the same order everywhere."""
    found: dict[Path, str] = {}
    for root in roots:
        if root.is_file():
            found.setdefault(root, clean(root.name))
        for folder, folders, names in os.walk(root):
            here = Path(folder)
            folders[:] = sorted(f for f in folders if not f.startswith(".") and here / f != skip)
            for file in (here / name for name in sorted(names) if not name.startswith(".")):
                found.setdefault(file, clean(str(file.relative_to(root))))
    return found


def _records(file: Path, source: str, *, tainted: bool) -> list[Record]:
    """The file as notes, one for each chunk."""
    text, time, path = _read(file), _written(file), clean(str(file))
    return [
        Record(
            id=hashlib.sha256(f"{path}\0{n}".encode()).hexdigest()[:16],
            text=part,
            source=source,
            time=time,
            kind="document",
            tainted=tainted,
            consent="import",
            path=path,
        )
        for n, part in enumerate(chunks(text))
    ]


def _content(records: Iterable[Record]) -> dict[str, tuple[str, bool]]:
    """What makes a file's notes worth replacing; a new time alone does not."""
    return {record.id: (record.text, record.tainted) for record in records}


def _read(file: Path) -> str:
    """The file as text; a ValueError where it is none."""
    if not file.is_file():
        raise ValueError("it is no regular file")
    if file.stat().st_size > _MAX_BYTES:
        raise ValueError(f"it is larger than {_MAX_BYTES // 1_000_000} MB")
    data = file.read_bytes()
    is_utf16 = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    if b"\0" in data and not is_utf16:
        raise ValueError("it is not text")
    return clean(data.decode("utf-16" if is_utf16 else "utf-8-sig"))


def _written(file: Path) -> str:
    """The date in a daily note's name, else when the file was last changed."""
    if match := _DATE.search(file.stem):
        try:
            return datetime.fromisoformat(match[1]).date().isoformat()
        except ValueError:
            pass
    moment = datetime.fromtimestamp(file.stat().st_mtime, tz=UTC)
    return moment.replace(second=0, microsecond=0).isoformat()
