"""Logits of completions alone, for training: nothing is computed that the loss does not see.

A decision is hundreds of tokens of prompt and a dozen of completion. The last layer's queries, its
MLP and the head are only needed where a completion token is predicted, which saves a fifth of a
small model's work; with padding on the right, attention needs no mask. The numbers are the same.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence
from transformers import Qwen3ForCausalLM

from assistant.models.pointer import PointerForCausalLM

Layer = Callable[[Any, Tensor, Tensor, Tensor, Tensor | None], Tensor]
"""Of a layer, its input (B, T, H), cosines and sines (B, T, D / 2) and perhaps a mask (B, 1, T, T):
the layer's output."""


class _Read(NamedTuple):
    """What a Qwen3 made of a batch."""

    hidden: Tensor
    """(B, K, H), last hidden states where something is predicted."""
    states: Tensor
    """(B, T, H), the last layer's input."""
    seen: Tensor
    """(B, K, T), what is read where something is predicted."""


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
    inner = _inner(model)
    if isinstance(inner, Qwen3ForCausalLM):
        read = _qwen3(inner.model, input_ids, at, run_layer or layer)
        return _logits(inner, read, input_ids, known)
    out = inner.base_model(input_ids=input_ids, use_cache=False)
    logits: Tensor = inner.get_output_embeddings()(_at(out.last_hidden_state, at)[known])
    return logits


def completion_loss(
    model: Any, input_ids: Tensor, at: Tensor, labels: Tensor, run_layer: "Layer | None" = None
) -> Tensor:
    """Mean negative log-probability of the tokens `labels` (B, K), those below 0 left out.

    With a pointer it costs less than all logits. For the rest see `completion_logits`.
    """
    inner = _inner(model)
    known = labels >= 0
    if not isinstance(inner, PointerForCausalLM):
        logits = completion_logits(model, input_ids, at, known, run_layer)
        return F.cross_entropy(logits.float(), labels[known])
    read = _qwen3(inner.model, input_ids, at, run_layer or layer)
    logits = inner.lm_head(read.hidden[known])
    pointed = _pointed(inner, read, input_ids, known)
    return -inner.pointer.log_prob_of(logits, *pointed, labels[known]).mean()


def _inner(model: Any) -> Any:
    return model.base_model.model if hasattr(model, "peft_config") else model


def _logits(
    inner: Any, read: _Read, ids: Tensor, known: Tensor, before: Tensor | None = None
) -> Tensor:
    """Logits (N, V) where `known`."""
    logits: Tensor = inner.get_output_embeddings()(read.hidden[known])
    if isinstance(inner, PointerForCausalLM):
        logits = inner.pointer.log_probs(logits, *_pointed(inner, read, ids, known, before))
    return logits


def _pointed(
    inner: Any, read: _Read, ids: Tensor, known: Tensor, before: Tensor | None = None
) -> tuple[Tensor, Tensor, Tensor]:
    """Weights of the mixture, where the pointer points, and what stands there (N, T)."""
    order = torch.arange(ids.shape[1], device=ids.device)
    if before is None:
        before = (order - 1).clamp(min=0).expand_as(ids)
    pointer, embed = inner.pointer, inner.get_input_embeddings()
    has_before = (order > 0).expand_as(ids)
    keys = pointer.keys(read.states)
    points = pointer.attention(read.hidden, keys, read.seen, before, has_before)
    gates = pointer.weights(read.hidden, points, pointer.values(embed(ids)))
    return gates[known], points[known], ids[:, None].expand(-1, known.shape[1], -1)[known]


@dataclass(frozen=True, slots=True)
class Tree:
    """Prompts with all that follows each, as one sequence per prompt: nothing is read twice."""

    input_ids: Tensor
    """(B, T): a prompt, then its completions one after the other, padded on the right."""
    positions: Tensor
    """(B, T): each completion goes on from the prompt."""
    before: Tensor
    """(B, T): the place of the token before."""
    mask: Tensor
    """(B, 1, T, T): a completion's token sees the prompt and what of its own is before it."""
    at: Tensor
    """(B, K): the positions that predict the completions' tokens."""
    known: Tensor
    """(B, K): which of them there are."""


def tree_of(prompts: Sequence[Sequence[int]], completions: Sequence[Sequence[list[int]]]) -> Tree:
    """Pack prompts with the completions of each, in the order given."""
    ids, positions, befores, branches, at = [], [], [], [], []
    for prompt, following in zip(prompts, completions, strict=True):
        row, place, branch, seen = [*prompt], [*range(len(prompt))], [0] * len(prompt), []
        before = [0, *range(len(prompt) - 1)]
        for number, completion in enumerate(following, 1):
            # Its last token predicts nothing, and the prompt's last one its first.
            first, count = len(row), len(completion) - 1
            seen += [len(prompt) - 1, *range(first, first + count)]
            row += completion[:-1]
            place += range(len(prompt), len(prompt) + count)
            before += [len(prompt) - 1, *range(first, first + count - 1)][:count]
            branch += [number] * count
        ids.append(row)
        positions.append(place)
        befores.append(before)
        branches.append(branch)
        at.append(seen)
    branch_of = _padded(branches)  # (B, T)
    mine, theirs = branch_of[:, :, None], branch_of[:, None, :]
    order = torch.arange(branch_of.shape[1])
    mask = (order[:, None] >= order) & ((theirs == 0) | (mine == theirs))
    known = _padded([[1] * len(seen) for seen in at]).bool()
    return Tree(
        _padded(ids), _padded(positions), _padded(befores), mask[:, None], _padded(at), known
    )


def tree_logits(model: Any, tree: Tree) -> Tensor:
    """Logits (N, V) of the completions' tokens, prompt by prompt, for transformers' Qwen3."""
    inner = _inner(model)
    device = inner.device
    ids = tree.input_ids.to(device)
    read = _qwen3(
        inner.model, ids, tree.at.to(device), layer,
        tree.positions.to(device), tree.mask.to(device),
    )  # fmt: skip
    return _logits(inner, read, ids, tree.known.to(device), tree.before.to(device))


def _padded(rows: Sequence[Sequence[int]]) -> Tensor:
    return pad_sequence([torch.tensor(row) for row in rows], batch_first=True)


def _qwen3(
    model: Any,
    input_ids: Tensor,
    at: Tensor,
    run_layer: Layer,
    positions: Tensor | None = None,
    mask: Tensor | None = None,
) -> _Read:
    """Read with transformers' Qwen3, to predict after the positions `at`."""
    x = model.embed_tokens(input_ids)
    order = torch.arange(input_ids.shape[1], device=x.device)
    cos, sin = model.rotary_emb(x, order[None] if positions is None else positions)
    half = cos.shape[-1] // 2  # both halves are alike
    cos, sin = (turn[..., :half].expand(len(x), -1, -1) for turn in (cos, sin))
    for each in model.layers[:-1]:
        x = run_layer(each, x, cos, sin, mask)
    if mask is None:
        seen = (order <= at[..., None])[:, None]  # (B, 1, K, T)
    else:
        seen = mask.gather(2, at[:, None, :, None].expand(-1, -1, -1, mask.shape[-1]))
    hidden = _norm(model.norm, _last_layer(model.layers[-1], x, at, (cos, sin), seen))
    return _Read(hidden, x, seen.expand(len(x), -1, -1, -1)[:, 0])


def layer(module: Any, x: Tensor, cos: Tensor, sin: Tensor, mask: Tensor | None = None) -> Tensor:
    """A layer of transformers' Qwen3; causal, where there is no mask."""
    turns = cos, sin
    h = _norm(module.input_layernorm, x)
    attention = module.self_attn
    q, k, v = _queries(attention, h, turns), _keys(attention, h, turns), _values(attention, h)
    mixed = F.scaled_dot_product_attention(
        q, k, v, attn_mask=mask, is_causal=mask is None, enable_gqa=True
    )
    return _rest(module, x, mixed)


def _last_layer(
    module: Any, x: Tensor, at: Tensor, turns: tuple[Tensor, Tensor], mask: Tensor
) -> Tensor:
    h = _norm(module.input_layernorm, x)
    attention = module.self_attn
    own = _at(turns[0], at), _at(turns[1], at)
    q, k, v = (
        _queries(attention, _at(h, at), own),
        _keys(attention, h, turns),
        _values(attention, h),
    )
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
    """`x` (B, T, heads, D) turned by cosines and sines (B, T, D / 2)."""
    cos, sin = (t.unsqueeze(-2) for t in turns)
    a, b = x.chunk(2, dim=-1)
    return torch.cat((a * cos - b * sin, b * cos + a * sin), dim=-1)


def _at(x: Tensor, at: Tensor) -> Tensor:
    """Rows (B, K, H) of `x` (B, T, H)."""
    return x.gather(1, at[..., None].expand(-1, -1, x.shape[-1]))
