"""Conversations: which notes were said one after the other, and windows of words over them.

"Yes, in June, with my sister" says nothing alone. A turn is therefore found by what was said around
it, too: by windows of one and of two turns to either side.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime

from memory.chunks import CHUNK_CHARS
from memory.record import Record, minutes

GAP_MIN = 120
"""Minutes of silence after which another conversation begins."""

_MOST_CHARS = 600
"""A text beyond this speaks for itself."""

Window = tuple[str, str]
"""A window's words and their hash."""


def is_turn(record: Record) -> bool:
    """Whether a note may be part of a conversation: a short dated one that came with others."""
    is_spoken = "speaker" in record.meta or (record.kind == "document" and not record.path)
    return is_spoken and record.time is not None and 0 < len(record.text) <= _MOST_CHARS


def spoken(record: Record) -> str:
    """A note's text with its speaker's name before it."""
    speaker = str(record.meta.get("speaker", "")).strip()
    said = record.text
    return f"{speaker}: {said}" if speaker and not said.startswith(speaker) else said


def dated(record: Record) -> str:
    """A turn with its date and speaker before it; any other note with its speaker alone."""
    if not is_turn(record):
        return spoken(record)
    day = datetime.fromisoformat(str(record.time))
    return f"{day.day} {day:%B %Y}, {spoken(record)}"


def conversations(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Turns that follow one another, in the order in which they were noted."""
    last: list[Record] = []
    for record in records:
        if not is_turn(record):
            continue
        if last and not _goes_on(last[-1], record):
            yield last
            last = []
        last.append(record)
    if last:
        yield last


def windows(records: Iterable[Record], reach: int) -> dict[str, Window]:
    """By short id the words within `reach` turns of each turn that has a neighbour."""
    found: dict[str, Window] = {}
    for turns in conversations(records):
        if len(turns) < 2:  # noqa: PLR2004
            continue
        lines = [spoken(turn) for turn in turns]
        for n, turn in enumerate(turns):
            text = "\n".join(lines[max(0, n - reach) : n + reach + 1])[: 2 * CHUNK_CHARS]
            found[turn.short] = text, hashlib.sha256(text.encode()).hexdigest()[:16]
    return found


def _goes_on(before: Record, after: Record) -> bool:
    pause = minutes(str(after.time)) - minutes(str(before.time))
    return before.source == after.source and 0 <= pause <= GAP_MIN
