"""The vector files of hnswlib below a Chroma folder: read for damage, blanked where unused.

Apart from `memory.index`, which speaks to Chroma: this looks at the bytes that Chroma leaves.
"""

import os
import struct
from collections.abc import Iterator
from pathlib import Path

_HEADER_BYTES = 100


def cut_short(folder: Path) -> str:
    """Whether a vector file is shorter than its header says, over which Chroma would crash."""
    for header, count, size in _headers(folder):
        for name, length in (("data_level0.bin", count * size), ("length.bin", count * 4)):
            file = header.with_name(name)
            if not file.exists() or file.stat().st_size < length:
                return "a vector file is cut short"
    return ""


def blank_unused(folder: Path) -> None:
    """Write zeros where a vector file holds no vector.

    hnswlib writes the memory it has room in as it found it, and there may stand what this
    process knew a while ago: a vector that was forgotten since.
    """
    for header, count, size in _headers(folder):
        file = header.with_name("data_level0.bin")
        if file.exists() and (left := file.stat().st_size - count * size) > 0:
            with file.open("r+b") as data:
                data.seek(count * size)
                data.write(bytes(left))
                data.flush()
                os.fsync(data.fileno())


def _headers(folder: Path) -> Iterator[tuple[Path, int, int]]:
    """The headers of hnswlib below a folder, with the rows there are and the bytes of each.

    The layout is version, offset, capacity, count, bytes per row. Another one tells nothing.
    """
    for header in folder.rglob("header.bin"):
        data = header.read_bytes()
        if len(data) == _HEADER_BYTES and data[:4] == b"\1\0\0\0":
            _, _, _, count, size = struct.unpack_from("<i4Q", data)
            yield header, count, size
