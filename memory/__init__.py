"""The knowledge base: notes, the Chroma index over them, retrieval and ingest.

    with KnowledgeBase.open(Path("kb")) as kb:
        kb.add_paths([Path("~/notes").expanduser()])
        kb.search("When does the lease end?")

The notes are the truth: an append-only log that survives a crash at any point. Everything else
here follows it and can be rebuilt from it. Importing this package loads no library; opening a
knowledge base and adding to it loads neither Chroma nor torch, only the first search does.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from memory.embedder import Embedder, HashingEmbedder, MiniLmEmbedder
    from memory.errors import MemoryUnavailable
    from memory.ingest import IngestReport
    from memory.kb import Hit, KnowledgeBase
    from memory.record import Record

__all__ = [
    "Embedder",
    "HashingEmbedder",
    "Hit",
    "IngestReport",
    "KnowledgeBase",
    "MemoryUnavailable",
    "MiniLmEmbedder",
    "Record",
]

_HOMES = {
    "Embedder": "embedder",
    "HashingEmbedder": "embedder",
    "Hit": "kb",
    "IngestReport": "ingest",
    "KnowledgeBase": "kb",
    "MemoryUnavailable": "errors",
    "MiniLmEmbedder": "embedder",
    "Record": "record",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
