"""Real knowledge bases in a temporary folder, with the embedder that needs no model."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from memory import Embedder, HashingEmbedder, KnowledgeBase

OpenKb = Callable[..., KnowledgeBase]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "kb"


@pytest.fixture
def open_kb(directory: Path) -> Iterator[OpenKb]:
    """Opens this test's knowledge base, again and again if need be; one at a time."""
    with ExitStack() as stack:

        def opened(embedder: Embedder | None = None) -> KnowledgeBase:
            kb = KnowledgeBase.open(directory, embedder or HashingEmbedder())
            stack.callback(kb.close)
            return kb

        yield opened


@pytest.fixture
def kb(open_kb: OpenKb) -> KnowledgeBase:
    return open_kb()
