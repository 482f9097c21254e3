"""What changed in files as a unified diff of their bytes, in the format that `git apply` takes.

Bytes and not text: a diff that is shown to somebody who decides by it has to be the change itself,
line endings, missing newlines and foreign encodings included.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_CONTEXT = 3
"""Lines shown on each side of a change."""

_ESCAPES = {ord("\n"): b"\\n", ord("\t"): b"\\t", ord('"'): b'\\"', ord("\\"): b"\\\\"}


@dataclass(frozen=True, slots=True)
class FileDelta:
    """One file before and after; None where it does not exist then."""

    path: str
    """Where it is afterwards, or was if it is gone."""
    before: bytes | None
    after: bytes | None
    moved_from: str = ""

    @property
    def paths(self) -> tuple[str, ...]:
        """Every place that is not as it was."""
        return (self.moved_from, self.path) if self.moved_from else (self.path,)


def deltas(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[FileDelta]:
    """What differs between two states of some files, by path; a file that moved is one delta."""
    gone = {path for path in before if path not in after}
    found = []
    for path in sorted(after):
        old, new = before.get(path), after[path]
        if old == new:
            continue
        source = next((p for p in sorted(gone) if old is None and before[p] == new), "")
        gone.discard(source)
        found.append(FileDelta(path, before[source] if source else old, new, source))
    found += [FileDelta(path, before[path], None) for path in gone]
    return sorted(found, key=lambda delta: delta.path)


def unified(changes: Sequence[FileDelta]) -> bytes:
    """The diff of all of them; empty where there is none."""
    return b"".join(part for change in changes for part in _of_file(change))


def _of_file(change: FileDelta) -> Iterator[bytes]:
    old, new = _name("a", change.moved_from or change.path), _name("b", change.path)
    yield b"diff --git %s %s\n" % (old, new)
    if change.moved_from:
        names = (_name("", change.moved_from), _name("", change.path))
        yield b"similarity index 100%%\nrename from %s\nrename to %s\n" % names
        return
    if change.before is None:
        yield b"new file mode 100600\n"
    if change.after is None:
        yield b"deleted file mode 100600\n"
    if (change.before or b"") == (change.after or b""):
        return
    yield b"--- %s\n" % (b"/dev/null" if change.before is None else old)
    yield b"+++ %s\n" % (b"/dev/null" if change.after is None else new)
    yield from _hunks(_lines(change.before or b""), _lines(change.after or b""))


def _hunks(old: list[bytes], new: list[bytes]) -> Iterator[bytes]:
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    # Only what lies between is compared: a calendar of ten years is long, and a change is short.
    first = max(0, start - _CONTEXT)
    rest = max(0, end - _CONTEXT)
    a, b = old[first : len(old) - rest], new[first : len(new) - rest]
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(_CONTEXT):
        ranges = (
            _range(first + group[0][1], first + group[-1][2]),
            _range(first + group[0][3], first + group[-1][4]),
        )
        yield b"@@ -%s +%s @@\n" % ranges
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                yield from (_line(b" ", line) for line in a[i1:i2])
                continue
            yield from (_line(b"-", line) for line in a[i1:i2])
            yield from (_line(b"+", line) for line in b[j1:j2])


def _range(start: int, end: int) -> bytes:
    count = end - start
    # An empty range is named by the line before it.
    return b"%d,%d" % (start + 1 if count else start, count)


def _line(sign: bytes, line: bytes) -> bytes:
    whole = sign + line
    return whole if line.endswith(b"\n") else whole + b"\n\\ No newline at end of file\n"


def _lines(data: bytes) -> list[bytes]:
    # Not `splitlines`, which would end a line at every carriage return as well.
    lines = [line + b"\n" for line in data.split(b"\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def _common(first: Sequence[bytes], second: Sequence[bytes]) -> int:
    """How many lines are the same from the beginning."""
    pairs = zip(first, second, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(first), len(second)))


def _name(side: str, path: str) -> bytes:
    """A path below `a/` or `b/`, quoted where it holds what would end or break the line."""
    data = os.fsencode((side + path) if side else path.lstrip("/"))
    if not any(byte < 0x20 or byte == 0x7F or byte in _ESCAPES for byte in data):
        return data
    quoted = b"".join(
        _ESCAPES.get(byte) or (b"\\%03o" % byte if byte < 0x20 or byte == 0x7F else bytes([byte]))
        for byte in data
    )
    return b'"' + quoted + b'"'
