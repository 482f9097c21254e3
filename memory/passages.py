"""Notes cut into what an answer may quote: one or two sentences of a line, or a table's row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from memory.record import Record
from memory.titles import place, title

_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[^\W_a-z])")
_MARK = re.compile(r"^(?:[-*+]|\d+[.)]|>)\s+(?:\[[ xX]\]\s+)?")
_RULE = re.compile(r"^[|\s:-]+$")
_FIELD = re.compile(r"[^\W\d][\w -]*::(?=\s)")
_LEAD = 80
"""Characters of a line that leads to those indented beneath it; a longer one is no heading."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Something that a note says, and what it is read with."""

    record: Record
    text: str
    """As it stands in the note, without the mark of a list."""
    under: str
    """The headings above it and, for a row of a table, its columns."""
    about: str
    """What it is said of: its headings, or the name of its file, and the line it is beneath."""
    told: str
    """The same as `text`, except that a row's values stand after their columns' names."""
    line: str
    """The whole line that it is in."""
    place: str
    """The file and its folders as words."""
    is_label: bool = False
    """A heading or a `key:: value` line: it tells what the note is, and answers little else."""


def passages(record: Record) -> Iterator[Passage]:
    """What a note says, in order; its headings are passages, too."""
    heading = record.under
    text = record.text.removeprefix(f"{heading}: ") if heading else record.text
    where = place(record)
    if heading:
        yield Passage(record, heading, "", "", heading, heading, where, is_label=True)
    named = heading or title(record)
    columns: list[str] = []
    above: list[tuple[int, str]] = []
    for raw in text.splitlines():
        line = _MARK.sub("", raw.strip())
        if not line or _RULE.match(line):
            continue
        if not line.startswith("|"):
            columns = []
            depth = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
            above = [step for step in above if step[0] < depth]
            leads = [lead.rstrip(": ") for _, lead in above if len(lead) <= _LEAD]
            about = " > ".join(filter(None, (named, *leads)))
            above.append((depth, line))
            sentences = _SENTENCE.split(line)
            for start in range(max(1, len(sentences) - 1)):
                pair = " ".join(sentences[start : start + 2])
                is_field = _FIELD.match(line) is not None
                yield Passage(record, pair, heading, about, pair, line, where, is_field)
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not columns:
            columns = cells
            continue
        pairs = zip(columns, cells, strict=False)
        told = ", ".join(
            f"{column}: {cell}" for column, cell in pairs if any(map(str.isalnum, cell))
        )
        under = " · ".join(filter(None, (heading, " | ".join(columns))))
        yield Passage(record, line.strip("| "), under, named, told, told, where)
