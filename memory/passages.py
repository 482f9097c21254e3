"""Notes cut into what an answer may quote: one or two sentences of a line, or a table's row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from memory.questions import tokens
from memory.record import Record

_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[^\W_a-z])")
_MARK = re.compile(r"^(?:[-*+]|\d+[.)]|>)\s+(?:\[[ xX]\]\s+)?")
_RULE = re.compile(r"^[|\s:-]+$")
_STARTS = ("- ", "* ", "|", "[", "1. ")
_SUFFIX = re.compile(r"\.\w+$")


@dataclass(frozen=True, slots=True)
class Passage:
    """Something that a note says, and what it is read with."""

    record: Record
    text: str
    """As it stands in the note, without the mark of a list."""
    under: str
    """The headings above it and, for a row of a table, its columns."""
    told: str
    """The same as `text`, except that a row's values stand after their columns' names."""
    line: str
    """The whole line that it is in."""
    place: str
    """The file and its folders as words."""
    is_heading: bool = False


def passages(record: Record) -> Iterator[Passage]:
    """What a note says, in order; its headings are passages, too."""
    heading, text = _parted(record)
    place = " ".join(tokens(_SUFFIX.sub("", record.source)))
    if heading:
        yield Passage(record, heading, "", heading, heading, place, is_heading=True)
    columns: list[str] = []
    for raw in text.splitlines():
        line = _MARK.sub("", raw.strip())
        if not line or _RULE.match(line):
            continue
        if not line.startswith("|"):
            columns = []
            sentences = _SENTENCE.split(line)
            for start in range(max(1, len(sentences) - 1)):
                pair = " ".join(sentences[start : start + 2])
                yield Passage(record, pair, heading, pair, line, place)
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not columns:
            columns = cells
            continue
        pairs = zip(columns, cells, strict=False)
        told = ", ".join(f"{column}: {cell}" for column, cell in pairs if cell)
        under = " · ".join(filter(None, (heading, " | ".join(columns))))
        yield Passage(record, line.strip("| "), under, told, told, place)


def _parted(record: Record) -> tuple[str, str]:
    """The headings that `memory.chunks` puts before a file's chunk, and the rest.

    A heading may have a colon itself. Where the rest begins with the mark of a list or a table,
    that shows the right one; elsewhere it is the first.
    """
    first = record.text.partition("\n")[0]
    colon = max(first.find(f": {start}") for start in _STARTS)
    colon = colon if colon >= 0 else first.find(": ")
    if not record.path or colon < 0:
        return "", record.text
    return record.text[:colon], record.text[colon + 2 :]
