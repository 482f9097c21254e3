"""Which embedding model a knowledge base uses: the bundled one, a folder, or any of LangChain's.

The choice is kept in the knowledge base's folder. The index knows by whose vectors it was made, so
after another choice it is made anew rather than compared with vectors that mean something else.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import numpy as np

from memory.embedder import Embedder, MiniLmEmbedder, Vectors
from memory.errors import MemoryUnavailable

DEFAULT = "minilm"
FILE = "embedder.json"
"""In the knowledge base's folder."""
_FORMS = "minilm, st:FOLDER of a sentence-transformers model, or PROVIDER:NAME as LangChain has it"

_UNRELATED = (
    "The dentist moved the check-up to Thursday at nine.",
    "A pinch of saffron goes into the rice after the onions.",
    "Our server was restarted because a disk was full.",
    "The tomatoes on the balcony need a larger pot.",
    "She plays the cello in the district orchestra.",
    "The contract with the printing house ends in June.",
    "Bus 14 does not stop at the museum this week.",
    "He is allergic to penicillin and to hazelnuts.",
    "The quarterly figures are due before the board meets.",
    "Our cat sleeps on the warm shelf over the heating.",
    "The spare key is with the neighbour on the second floor.",
    "A marathon is 42.195 kilometres long.",
)
"""Sentences that have nothing to do with each other: what their cosines are is a model's noise."""
_QUANTILE = 0.98
"""Of those cosines; for all-MiniLM-L6-v2 it gives 0.27, where 0.3 was chosen by hand."""


class SentenceTransformerEmbedder:
    """A sentence-transformers model in a folder; nothing is downloaded, no code in it is run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def key(self) -> str:
        """The folder's name and the start of the SHA-256 of all its files."""
        files = sorted(path for path in self._folder.rglob("*") if path.is_file())
        if not any(path.name == "modules.json" for path in files):
            raise MemoryUnavailable(
                f"{self._folder} holds no sentence-transformers model (no modules.json); "
                "`kb embedder minilm` goes back to the bundled one"
            )
        whole = hashlib.sha256()
        for path in files:
            whole.update(f"{path.relative_to(self._folder)}\0".encode())
            with path.open("rb") as file:
                whole.update(hashlib.file_digest(file, "sha256").digest())
        return f"{self._folder.name}@{whole.hexdigest()[:12]}"

    @cached_property
    def floor(self) -> float:
        """See `noise`."""
        return noise(self)

    def embed(self, texts: Sequence[str], *, fast: bool = False) -> Vectors:
        """One unit row for each text; `fast` changes nothing here."""
        rows = self._model.encode(
            list(texts), normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return np.asarray(rows, dtype=np.float32)

    @cached_property
    def _model(self) -> Any:
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(
                str(self._folder), device="cpu", local_files_only=True, trust_remote_code=False
            )
        except Exception as error:
            raise MemoryUnavailable(
                f"the embedding model in {self._folder} does not load: {error}"
            ) from error


class LangChainEmbedder:
    """Any LangChain `Embeddings`; its weights are out of sight, so its key is its name alone."""

    def __init__(self, embeddings: Any, name: str) -> None:
        """Wrap `embeddings`; `name` says which model it is, and another name makes a new index."""
        self._embeddings = embeddings
        self.key = f"langchain {name}"

    @cached_property
    def floor(self) -> float:
        """See `noise`."""
        return noise(self)

    def embed(self, texts: Sequence[str], *, fast: bool = False) -> Vectors:
        """One unit row for each text; `fast` changes nothing here.

        Raises:
            MemoryUnavailable: the model cannot be reached, or answers with something else.
        """
        try:
            found = self._embeddings.embed_documents(list(texts))
        except Exception as error:
            raise MemoryUnavailable(f"{self.key} does not answer: {error}") from error
        rows = np.asarray(found, dtype=np.float32)
        lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
        if rows.ndim != 2 or len(rows) != len(texts) or not lengths.all():  # noqa: PLR2004
            raise MemoryUnavailable(f"{self.key} gave no vector for some text")
        return np.asarray(rows / lengths, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Choice:
    """What `--embedder` may name."""

    spec: str

    @classmethod
    def of(cls, spec: str) -> Self:
        """What a person wrote, so that it means the same from any folder."""
        kind, colon, name = spec.strip().partition(":")
        if kind == "st" and name:
            name = str(Path(name).expanduser().absolute())
        return cls(f"{kind}{colon}{name}")

    @property
    def is_remote(self) -> bool:
        """Whether the texts of all notes may leave this machine."""
        return self.spec != DEFAULT and not self.spec.startswith("st:")

    def to_json(self) -> str:
        """What the file holds."""
        return json.dumps({"embedder": self.spec}) + "\n"

    def load(self) -> Embedder:
        """The embedder.

        Raises:
            MemoryUnavailable: there is no such model, or its package is missing.
        """
        if self.spec == DEFAULT:
            return MiniLmEmbedder()
        kind, colon, name = self.spec.partition(":")
        if not colon or not name:
            raise MemoryUnavailable(f"{self.spec!r} is no embedding model; use {_FORMS}")
        if kind == "st":
            return SentenceTransformerEmbedder(Path(name))
        from langchain.embeddings import init_embeddings

        try:
            return LangChainEmbedder(init_embeddings(self.spec), self.spec)
        except Exception as error:
            reason = " ".join(str(error).split())[:240]
            raise MemoryUnavailable(f"{self.spec}: {reason}; or use {_FORMS}") from error


def chosen(directory: Path) -> Choice:
    """The choice for the knowledge base in `directory`; the bundled model where none was made.

    Raises:
        MemoryUnavailable: the file that says it is damaged.
    """
    path = directory / FILE
    try:
        return Choice(str(json.loads(path.read_text("utf-8"))["embedder"]))
    except (FileNotFoundError, NotADirectoryError):
        return Choice(DEFAULT)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MemoryUnavailable(
            f"{path} is damaged ({error}); delete it to use the bundled model"
        ) from error


def tried(choice: Choice) -> Embedder:
    """The chosen embedder, once it has shown that it works.

    Raises:
        MemoryUnavailable: it does not.
    """
    embedder = choice.load()
    if not embedder.key or not embedder.embed([_UNRELATED[0]]).any():
        raise MemoryUnavailable(f"{choice.spec} gives no vectors")
    return embedder


def noise(embedder: Embedder) -> float:
    """The cosine that hardly any two of a dozen unrelated sentences reach."""
    rows = embedder.embed(_UNRELATED)
    cosines = (rows @ rows.T)[np.triu_indices(len(rows), 1)]
    return float(np.quantile(cosines, _QUANTILE))
