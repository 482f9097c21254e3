"""Cutting text: Markdown into chunks that stand alone, any text into pieces that a vector holds."""

import re
from collections.abc import Iterator

CHUNK_CHARS = 1000
"""About 160 English words, which fit the embedder's 256 tokens."""

_OVERLAP = 100
_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*\s*$")
_FENCE = re.compile(r"\s*(```|~~~)")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")


def chunks(text: str) -> list[str]:
    """The text by headings and paragraphs, each chunk under the path of its headings."""
    return [f"{under}: {chunk}" if under else chunk for under, chunk in headed(text)]


def headed(text: str) -> list[tuple[str, str]]:
    """The same chunks, each after the path of its headings, which is empty where there are none."""
    found = [
        (" > ".join(path), chunk)
        for path, paragraphs in _sections(text)
        for chunk in _packed(paragraphs)
    ]
    # A page of headings alone still says something.
    lines = [line.lstrip("# ") for line in text.splitlines() if line.strip("# \t")]
    return found or [("", line) for line in lines]


def pieces(text: str) -> list[str]:
    """The text in overlapping windows of at most `CHUNK_CHARS`, cut between words."""
    found: list[str] = []
    while len(text) > CHUNK_CHARS * 5 // 4:
        cut = _last_gap(text, CHUNK_CHARS)
        found.append(text[:cut].strip())
        text = text[max(_last_gap(text, cut - _OVERLAP), 1) :].strip()
    return [*found, text]


def _sections(text: str) -> Iterator[tuple[list[str], list[str]]]:
    """Heading paths and the paragraphs directly beneath them."""
    path: list[tuple[int, str]] = []
    lines: list[str] = []
    fenced = False
    for line in text.splitlines():
        if _FENCE.match(line):
            fenced = not fenced
        heading = None if fenced else _HEADING.match(line)
        if heading is None:
            lines.append(line)
            continue
        if paragraphs := _paragraphs(lines):
            yield [title for _, title in path], paragraphs
        level = len(heading[1])
        path = [*(step for step in path if step[0] < level), (level, heading[2])]
        lines = []
    if paragraphs := _paragraphs(lines):
        yield [title for _, title in path], paragraphs


def _paragraphs(lines: list[str]) -> list[str]:
    return [part.strip() for part in re.split(r"\n\s*\n", "\n".join(lines)) if part.strip()]


def _packed(paragraphs: list[str]) -> list[str]:
    """Paragraphs joined into chunks of about equal length, none over the limit."""
    parts = [part for paragraph in paragraphs for part in _broken(paragraph)]
    total = sum(map(len, parts))
    aim = total / max(1, -(-total // CHUNK_CHARS))
    packed: list[str] = []
    for part in parts:
        if packed and len(packed[-1]) < aim and len(packed[-1]) + len(part) <= CHUNK_CHARS:
            packed[-1] += f"\n{part}"
        else:
            packed.append(part)
    return packed


def _broken(paragraph: str) -> list[str]:
    """A long paragraph by lines, long lines by sentences, long sentences by words."""
    if len(paragraph) <= CHUNK_CHARS:
        return [paragraph]
    parts = [line.strip() for line in paragraph.splitlines() if line.strip()]
    if len(parts) == 1:
        parts = _SENTENCE.split(paragraph)
    if len(parts) == 1:
        return _cut(paragraph)
    return [piece for part in parts if part for piece in _broken(part)]


def _cut(text: str) -> list[str]:
    """A text without a sentence's end, between words."""
    found = []
    while len(text) > CHUNK_CHARS:
        gap = _last_gap(text, CHUNK_CHARS)
        found.append(text[:gap].strip())
        text = text[gap:].strip()
    return [part for part in (*found, text) if part]


def _last_gap(text: str, limit: int) -> int:
    """Where to cut at or before `limit`; in the middle where there is no gap nearby."""
    for place in range(limit, limit // 2, -1):
        if text[place].isspace():
            return place
    return limit
