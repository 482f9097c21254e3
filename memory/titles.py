"""The names of files as words: what a note without a heading is about."""

import calendar
import re
from pathlib import PurePath

from memory.record import Record

_ORDER = re.compile(r"^\d{1,3}(?:\.\d{1,3})*[\s._-]+(?=[^\W\d_])")
_DATE = re.compile(r"(?<!\d)(\d{4})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?(?!\d)")
_SUFFIX = re.compile(r"\.\w+$")
_BETWEEN = re.compile(r"[\s_]+|(?<=\w)-(?=\w)")


def spelled(name: str) -> str:
    """A file's or folder's name without the number that only sorts it, its date in words."""
    return " ".join(_BETWEEN.sub(" ", _DATE.sub(_day, _ORDER.sub("", name))).split())


def title(record: Record) -> str:
    """The name of the file that the note is, or is a chunk of; empty for any other note."""
    file = PurePath(record.path)
    return spelled(file.stem) if record.path and record.source.endswith(file.name) else ""


def place(record: Record) -> str:
    """Where the note stands, folders and all, as words."""
    return " ".join(filter(None, map(spelled, _SUFFIX.sub("", record.source).split("/"))))


def _day(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    spelled_day = [str(int(day))] if day else []
    return " ".join([*spelled_day, calendar.month_name[int(month)], year])
