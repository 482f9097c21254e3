"""Other embedding models: chosen for good, never compared with another one's vectors."""

import json
from pathlib import Path

import numpy as np
import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding

from majordomo.kb import embedder as command
from memory import KnowledgeBase, MemoryUnavailable
from memory.embedder import HashingEmbedder, MiniLmEmbedder
from memory.embedders import (
    Choice,
    LangChainEmbedder,
    SentenceTransformerEmbedder,
    chosen,
    noise,
    tried,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A tiny sentence-transformers model with random weights."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizer

    torch.manual_seed(0)
    base = tmp_path_factory.mktemp("bert")
    letters = [*"abcdefghijklmnopqrstuvwxyz0123456789.,?'-"]
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{c}" for c in letters)]
    (base / "vocab.txt").write_text("\n".join(words))
    BertTokenizer(vocab_file=str(base / "vocab.txt")).save_pretrained(base)
    shape = BertConfig(
        vocab_size=len(words), hidden_size=32, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=32,
    )  # fmt: skip
    BertModel(shape).save_pretrained(base)
    body = Transformer(str(base))
    model = SentenceTransformer(modules=[body, Pooling(32, pooling_mode="mean")], device="cpu")
    path = tmp_path_factory.mktemp("st") / "tiny"
    model.save(str(path))
    return path


def test_a_folder_is_chosen_and_the_index_follows(folder, tmp_path, capsys):
    kb = tmp_path / "kb"
    with KnowledgeBase.open(kb) as base:
        base.add("Mara prefers afternoons.", "preference", "you", "mara-1")
        base.add("The lease ends in May.", "fact", "you", "lease-1")
        assert base.search("When does the lease end?")[0].id == "lease-1"
    command(f"st:{folder}", kb, is_agreed=False, as_json=True)
    assert json.loads(capsys.readouterr().out) == {"embedder": f"st:{folder}"}
    assert chosen(kb) == Choice(f"st:{folder}")
    with KnowledgeBase.open(kb) as base:
        hits = base.hits("The lease ends in May.")
        assert hits[0].id == "lease-1" and len(hits) == 2
        assert base.repairs == []
    state = (kb / "index").rglob("*.json")
    assert any("tiny@" in path.read_text() for path in state)


def test_vectors_are_those_of_the_library(folder):
    from sentence_transformers import SentenceTransformer

    texts = ["The lease ends in May.", "saffron"]
    ours = SentenceTransformerEmbedder(folder).embed(texts)
    theirs = SentenceTransformer(str(folder), device="cpu").encode(texts, normalize_embeddings=True)
    assert np.allclose(ours, theirs, atol=1e-6)
    assert np.allclose(np.linalg.norm(ours, axis=1), 1, atol=1e-5)


def test_a_folder_with_other_weights_has_another_key(folder, tmp_path):
    import shutil

    copy = tmp_path / "tiny"
    shutil.copytree(folder, copy)
    assert SentenceTransformerEmbedder(copy).key == SentenceTransformerEmbedder(folder).key
    (copy / "README.md").write_text("changed")
    assert SentenceTransformerEmbedder(copy).key != SentenceTransformerEmbedder(folder).key


def test_any_embeddings_of_langchain_do(tmp_path):
    own = LangChainEmbedder(DeterministicFakeEmbedding(size=24), "fake")
    with KnowledgeBase.open(tmp_path / "kb", own) as base:
        base.add("Mara prefers afternoons.", "preference", "you", "mara-1")
        base.add("The lease ends in May.", "fact", "you", "lease-1")
        assert base.hits("The lease ends in May.")[0].id == "lease-1"
    rows = own.embed(["a", "b"])
    assert rows.shape == (2, 24) and np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


class _Down(DeterministicFakeEmbedding):
    def embed_documents(self, texts):
        raise ConnectionError("nobody is there")


def test_a_model_that_does_not_answer_is_said_and_not_chosen(tmp_path):
    with pytest.raises(MemoryUnavailable, match="nobody is there"):
        LangChainEmbedder(_Down(size=4), "down").embed(["a"])
    for spec, why in [
        ("nonsense", "is no embedding model"),
        ("st:", "is no embedding model"),
        (f"st:{tmp_path / 'none'}", "no modules.json"),
        ("nosuch:model", "nosuch"),
    ]:
        with pytest.raises(MemoryUnavailable, match=why):
            tried(Choice(spec))
    assert chosen(tmp_path / "kb") == Choice("minilm")


def test_notes_go_to_a_provider_only_with_consent(tmp_path, capsys):
    from assistant.contract.errors import UserError

    with pytest.raises(UserError, match="--yes"):
        command("openai:text-embedding-3-small", tmp_path / "kb", is_agreed=False, as_json=False)
    assert not Path(tmp_path / "kb").exists()


def test_a_choice_means_the_same_from_another_folder(folder, tmp_path, monkeypatch):
    kb = tmp_path / "kb"
    monkeypatch.chdir(folder.parent)
    command(f"st:{folder.name}", kb, is_agreed=False, as_json=True)
    monkeypatch.chdir(tmp_path)
    with KnowledgeBase.open(kb) as base:
        assert base.embedder.key.startswith("tiny@")


def test_a_choice_is_not_made_while_another_has_the_knowledge_base(folder, tmp_path):
    kb = tmp_path / "kb"
    with KnowledgeBase.open(kb), pytest.raises(MemoryUnavailable):
        command(f"st:{folder}", kb, is_agreed=False, as_json=True)
    assert chosen(kb) == Choice("minilm")


def test_a_damaged_choice_is_an_error_and_no_guess(tmp_path):
    (tmp_path / "embedder.json").write_text('{"embedder"')
    with pytest.raises(MemoryUnavailable, match="damaged"):
        KnowledgeBase.open(tmp_path)
    command("minilm", tmp_path, is_agreed=False, as_json=True)
    KnowledgeBase.open(tmp_path).close()


def test_the_floor_is_above_what_unrelated_sentences_have(folder):
    assert 0 < noise(HashingEmbedder()) < 0.4
    assert noise(MiniLmEmbedder()) == pytest.approx(MiniLmEmbedder.floor, abs=0.05)
    own = SentenceTransformerEmbedder(folder)
    assert own.floor == noise(own)
