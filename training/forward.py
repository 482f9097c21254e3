"""Logits of completions alone, for training: nothing is computed that the loss does not see.

A decision is hundreds of tokens of prompt and a dozen of completion. The last layer's queries, its
MLP and the head are only needed where a completion token is predicted, which saves a fifth of a
small model's work; with padding on the right, attention needs no mask. The numbers are the same.
"""

from collections.abc import Callable
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor
from transformers import Qwen3ForCausalLM

Layer = Callable[[Any, Tensor, Tensor, Tensor], Tensor]
"""Of a layer, its input (B, T, H), cosines and sines (T, D / 2): the layer's output."""


def completion_logits(
    model: Any, input_ids: Tensor, at: Tensor, known: Tensor, run_layer: "Layer | None" = None
) -> Tensor:
    """Logits (N, V) of the tokens that come after the positions `at[known]`.

    Args:
        model: A decoder-only transformers model, perhaps in an adapter.
        input_ids: (B, T), padded on the right; padding is not read by what stands before it.
        at: (B, K), positions from 0 to T - 1.
        known: (B, K), which of them count; N in all.
        run_layer: What runs Qwen3's layers, such as `torch.compile(layer, dynamic=True)`.
    """
    inner = model.base_model.model if hasattr(model, "peft_config") else model
    if isinstance(inner, Qwen3ForCausalLM):
        hidden = _qwen3(inner.model, input_ids, at, run_layer or layer)
    else:
        out = inner.base_model(input_ids=input_ids, use_cache=False)
        hidden = _at(out.last_hidden_state, at)
    logits: Tensor = inner.get_output_embeddings()(hidden[known])
    return logits


def _qwen3(model: Any, input_ids: Tensor, at: Tensor, run_layer: Layer) -> Tensor:
    """Last hidden states (B, K, H) of transformers' Qwen3 at the positions `at`."""
    x = model.embed_tokens(input_ids)
    positions = torch.arange(input_ids.shape[1], device=x.device)
    cos, sin = model.rotary_emb(x, positions[None])  # (1, T, D), both halves alike
    half = cos.shape[-1] // 2
    turns = cos[0, :, :half], sin[0, :, :half]
    for each in model.layers[:-1]:
        x = run_layer(each, x, *turns)
    return _norm(model.norm, _last_layer(model.layers[-1], x, at, positions, turns))


def layer(module: Any, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """A layer of transformers' Qwen3, causal and without a mask."""
    turns = cos, sin
    h = _norm(module.input_layernorm, x)
    attention = module.self_attn
    q, k, v = _queries(attention, h, turns), _keys(attention, h, turns), _values(attention, h)
    return _rest(
        module, x, F.scaled_dot_product_attention(q, k, v, is_causal=True, enable_gqa=True)
    )


def _last_layer(
    module: Any, x: Tensor, at: Tensor, positions: Tensor, turns: tuple[Tensor, Tensor]
) -> Tensor:
    h = _norm(module.input_layernorm, x)
    attention = module.self_attn
    own = turns[0][at], turns[1][at]
    q, k, v = (
        _queries(attention, _at(h, at), own),
        _keys(attention, h, turns),
        _values(attention, h),
    )
    mask = (positions <= at[..., None])[:, None]  # (B, 1, K, T)
    mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, enable_gqa=True)
    return _rest(module, _at(x, at), mixed)


def _rest(module: Any, x: Tensor, mixed: Tensor) -> Tensor:
    x = x + module.self_attn.o_proj(mixed.transpose(1, 2).flatten(2))
    out: Tensor = x + module.mlp(_norm(module.post_attention_layernorm, x))
    return out


def _queries(attention: Any, h: Tensor, turns: tuple[Tensor, Tensor]) -> Tensor:
    q = attention.q_proj(h).unflatten(-1, (-1, attention.head_dim))
    return _rotated(_norm(attention.q_norm, q), turns).transpose(1, 2)


def _keys(attention: Any, h: Tensor, turns: tuple[Tensor, Tensor]) -> Tensor:
    k = attention.k_proj(h).unflatten(-1, (-1, attention.head_dim))
    return _rotated(_norm(attention.k_norm, k), turns).transpose(1, 2)


def _values(attention: Any, h: Tensor) -> Tensor:
    v: Tensor = attention.v_proj(h).unflatten(-1, (-1, attention.head_dim)).transpose(1, 2)
    return v


def _norm(norm: Any, x: Tensor) -> Tensor:
    return F.rms_norm(x, norm.weight.shape, norm.weight, norm.variance_epsilon)


def _rotated(x: Tensor, turns: tuple[Tensor, Tensor]) -> Tensor:
    """`x` (B, T, heads, D) turned by cosines and sines (T, D / 2) or (B, T, D / 2)."""
    cos, sin = (t.unsqueeze(-2) for t in turns)
    a, b = x.chunk(2, dim=-1)
    return torch.cat((a * cos - b * sin, b * cos + a * sin), dim=-1)


def _at(x: Tensor, at: Tensor) -> Tensor:
    """Rows (B, K, H) of `x` (B, T, H)."""
    return x.gather(1, at[..., None].expand(-1, -1, x.shape[-1]))
