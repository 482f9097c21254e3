"""Notes from files and folders, of all formats that `memory.readers` knows, and from JSONL.

Incremental by content, so adding a folder again costs the reading of it. Nothing that a folder
holds is fatal: what is no text is listed.
"""

import hashlib
import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from memory.chunks import headed
from memory.log import NoteLog
from memory.readers import is_foreign, read, written
from memory.record import ITEM_PREFIX, Record, clean, digest, minutes

_LOG = logging.getLogger(__name__)
_SLICE = 1000
"""Notes that are written together."""


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
    Without `tainted` they are the person's own words, save for formats in which others write.
    What is brought in is kept in slices, of one large file, too, so that a long import that is cut
    off has not been in vain; the same import again goes on from there.
    """
    report = IngestReport()
    known: dict[str, list[Record]] = {}
    for record in log.records.values():
        if record.path:
            known.setdefault(record.path, []).append(record)
    slice_ = _Slice(log)
    roots = [Path(os.path.abspath(path.expanduser())) for path in paths]
    for file, source in _files(roots, skip).items():
        file_ = _File(slice_, known.get(clean(str(file)), []))
        try:
            for record in _records(file, source, tainted=tainted):
                file_.see(record)
        except Exception as error:
            # Formats' libraries raise what they like over a damaged file, and one is not all.
            report.cannot(str(file), f"{type(error).__name__}: {error}")
            continue
        if not file_.close():
            report.unchanged += 1
        elif file_.is_empty:
            report.removed += 1
        else:
            report.added += 1
    for root in roots:
        gone = [p for p in known if Path(p).is_relative_to(root) and not Path(p).exists()]
        for path in gone:
            slice_.put([], [record.id for record in known.pop(path)])
        report.removed += len(gone)
        if not gone and not root.exists():
            report.cannot(str(root), "there is no such file")
    slice_.write()
    return report


class _Slice:
    """Changes to the log, written many at a time."""

    def __init__(self, log: NoteLog) -> None:
        self._log = log
        self._added: list[Record] = []
        self._dropped: set[str] = set()

    def put(self, added: Iterable[Record], dropped: Iterable[str] = ()) -> None:
        """Have notes added and others dropped."""
        self._added += added
        self._dropped.update(dropped)
        if len(self._added) >= _SLICE:
            self.write()

    def write(self) -> None:
        """Keep what has come together."""
        self._log.write(self._added, self._dropped)
        self._added, self._dropped = [], set()


class _File:
    """One file's notes, seen one after the other: a mailbox may hold a hundred thousand."""

    def __init__(self, slice_: _Slice, old: Iterable[Record]) -> None:
        self._slice = slice_
        self._left = {record.id: _content(record) for record in old}
        """The notes it had and that were not seen yet."""
        self._new: list[Record] = []
        self._is_changed = False
        self.is_empty = True

    def see(self, record: Record) -> None:
        """Take the next note; one that says what it said stays as it is."""
        self.is_empty = False
        if self._left.pop(record.id, None) == _content(record):
            return
        self._is_changed = True
        self._new.append(record)
        if len(self._new) >= _SLICE:
            self._slice.put(self._new)
            self._new = []

    def close(self) -> bool:
        """Drop what was not seen again; returns whether anything has changed."""
        self._slice.put(self._new, self._left)
        return self._is_changed or bool(self._left)


def add_jsonl(log: NoteLog, file: Path, *, tainted: bool = True) -> IngestReport:
    """Bring lines of `{id, text, time?, source?, meta?}` into the log; the report counts lines.

    What `kb export` writes is taken back, too.

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
        if old is not None and (old.sha, old.expires) == (digest(record), record.expires):
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


def _id(value: str) -> str:
    if (found := _text(value)).startswith(ITEM_PREFIX):
        raise ValueError(f"begins with {ITEM_PREFIX!r}, which only programs' items do")
    return found


def _time(value: str | None) -> str | None:
    if value is not None:
        minutes(value)
    return value


class _JsonLine(BaseModel):
    """One line of an import, as bytes from outside."""

    model_config = ConfigDict(coerce_numbers_to_str=True)

    id: Annotated[str, AfterValidator(_id)]
    text: Annotated[str, AfterValidator(_text)]
    time: Annotated[str | None, AfterValidator(_time)] = None
    source: Annotated[str, AfterValidator(clean)] | None = None
    meta: dict[str, Any] | None = None
    kind: Literal["document", "fact", "episode"] = "document"
    category: str = ""
    expires: Annotated[str | None, AfterValidator(_time)] = None
    tainted: bool = False
    """A file can say that it is not to be trusted, never that it is."""
    consent: str = ""
    """Believed in a file of the person's own alone."""

    def to_record(self, *, tainted: bool) -> Record:
        consent = "import" if tainted else self.consent or "import"
        return Record(
            id=self.id,
            text=self.text,
            source=self.source or "",
            time=self.time,
            kind=self.kind,
            category=self.category,
            expires=self.expires,
            tainted=tainted or self.tainted,
            consent=consent,
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


def _records(file: Path, source: str, *, tainted: bool) -> Iterator[Record]:
    """The file as notes, one for each chunk."""
    time, path = written(file), clean(str(file))
    tainted = tainted or is_foreign(file)
    parts = ((document, *part) for document in read(file) for part in headed(clean(document.text)))
    for n, (document, under, part) in enumerate(parts):
        yield Record(
            id=hashlib.sha256(f"{path}\0{n}".encode()).hexdigest()[:16],
            text=f"{under}: {part}" if under else part,
            source=f"{source}, {clean(document.name)[:60]}" if document.name else source,
            time=document.time or time,
            kind="document",
            tainted=tainted,
            consent="import",
            meta=document.meta,
            path=path,
            under=under,
        )


def still_says(record: Record) -> bool:
    """Whether the file that a note was read from is still there and says the same.

    Such a note is brought in again, as a new one, when the file is next read after it was
    forgotten. A note that comes from no file is said by none.
    """
    if not record.path:
        return False
    try:
        return any(
            found.text == record.text
            for found in _records(Path(record.path), record.source, tainted=record.tainted)
        )
    except (OSError, ValueError):
        return False


def _content(record: Record) -> tuple[object, ...]:
    """What makes a note worth replacing; a new time of its file alone does not."""
    return record.text, record.under, record.meta, record.tainted
