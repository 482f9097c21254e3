"""Logprobs and entropies of completions, for a CPU: nothing is computed twice or for padding.

TRL's own way is built for a GPU. Its head runs in Triton there and is many times slower without it,
and it runs each row's whole prompt, although most rows of a group share theirs: all rollouts of a
day begin with the same prompts. Here a prompt runs once, its keys and values are shared by the
completions that follow it, and the head sees only tokens that count. The numbers are the same.
"""

from typing import Any

import torch
from torch import Tensor
from transformers import Qwen3ForCausalLM

from training.forward import tree_logits, tree_of

_TOKENS = 6144
"""Most tokens of a forward pass, padding included."""


def score(
    model: Any,
    input_ids: Tensor,
    attention_mask: Tensor,
    logits_to_keep: int,
    temperature: float,
) -> tuple[Tensor, Tensor]:
    """Logprob of each completion token, and the entropy of the distribution it was drawn from.

    Args:
        model: A decoder-only transformers model, perhaps in an adapter.
        input_ids: (B, P + C), prompts padded on the left and completions on the right.
        attention_mask: (B, P + C).
        logits_to_keep: C.
        temperature: What logits are divided by.

    Returns:
        Both (B, C) in fp32; zero at padding.
    """
    inner = model.base_model.model if hasattr(model, "peft_config") else model
    width = input_ids.shape[1] - logits_to_keep
    prompts, prompt_mask = input_ids[:, :width], attention_mask[:, :width]
    completions, mask = input_ids[:, width:], attention_mask[:, width:].bool()
    firsts, index = _distinct(prompts)
    if isinstance(inner, Qwen3ForCausalLM):
        return _score_tree(
            model, input_ids, attention_mask.bool(), width, firsts, index, temperature
        )
    own_mask = prompt_mask[firsts]  # (U, P)
    out = inner.base_model(
        input_ids=prompts[firsts],
        attention_mask=own_mask,
        position_ids=(own_mask.cumsum(-1) - 1).clamp(min=0),
        use_cache=True,
    )
    hidden = out.last_hidden_state[:, -1][index][:, None]  # (B, 1, H)
    if logits_to_keep > 1:
        cache = out.past_key_values
        cache.batch_select_indices(index)
        begin = prompt_mask.sum(-1, keepdim=True)  # (B, 1)
        rest = inner.base_model(
            input_ids=completions[:, :-1],
            attention_mask=attention_mask[:, :-1],
            position_ids=begin + torch.arange(logits_to_keep - 1, device=begin.device),
            past_key_values=cache,
            use_cache=True,
        )
        hidden = torch.cat([hidden, rest.last_hidden_state], dim=1)  # (B, C, H)
    logits = inner.get_output_embeddings()(hidden[mask]).float() / temperature  # (T, V)
    logprobs, entropies = _Judged.apply(logits, completions[mask])
    zeros = torch.zeros(mask.shape, dtype=logprobs.dtype, device=mask.device)
    return zeros.masked_scatter(mask, logprobs), zeros.masked_scatter(mask, entropies)


def _score_tree(  # noqa: PLR0913, PLR0917
    model: Any,
    input_ids: Tensor,
    mask: Tensor,
    width: int,
    firsts: Tensor,
    index: Tensor,
    temperature: float,
) -> tuple[Tensor, Tensor]:
    """The same without padding between prompt and completion, nor of short completions."""
    rows_of: list[list[int]] = [[] for _ in firsts]
    for row, first in enumerate(index.tolist()):
        rows_of[first].append(row)
    prompts = [input_ids[n, :width][mask[n, :width]].tolist() for n in firsts.tolist()]
    written = [input_ids[n, width:][mask[n, width:]] for n in range(len(input_ids))]
    parts, order = [], []
    for chosen in _alike([len(p) + sum(len(written[n]) for n in rows)
                          for p, rows in zip(prompts, rows_of, strict=True)]):  # fmt: skip
        branches = [[written[n].tolist() for n in rows_of[u] if len(written[n])] for u in chosen]
        parts.append(tree_logits(model, tree_of([prompts[u] for u in chosen], branches)))
        order += [n for u in chosen for n in rows_of[u]]
    logits = torch.cat(parts).float() / temperature  # (T, V)
    found = _Judged.apply(logits, torch.cat([written[n] for n in order]))
    own = mask[order, width:]  # (B, C)
    place = torch.tensor(order, device=input_ids.device).argsort()
    zeros = torch.zeros(own.shape, device=input_ids.device)
    logprobs, entropies = (zeros.masked_scatter(own, values)[place] for values in found)
    return logprobs, entropies


class _Judged(torch.autograd.Function):
    """log p(token) and H(p) of logits (T, V) in one pass each way, with one matrix kept.

    Autograd's own keeps four of them, and memory traffic is what a CPU waits for.
    With l = log p: d l[y] / d z = 1[y] - p and d H / d z = -p (l + H).
    """

    @staticmethod
    def forward(ctx: Any, logits: Tensor, tokens: Tensor) -> tuple[Tensor, Tensor]:
        logprobs = logits.log_softmax(-1)
        entropies = -(logprobs.exp() * logprobs).sum(-1)
        ctx.save_for_backward(logprobs, tokens, entropies)
        return logprobs.gather(-1, tokens[:, None])[:, 0], entropies

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, None]:
        of_logprob, of_entropy = gradients  # both (T,)
        logprobs, tokens, entropies = ctx.saved_tensors
        # -p (g_l + g_H (l + H)), and g_l more at the token itself.
        factor = logprobs + entropies[:, None]
        factor.mul_(of_entropy[:, None]).add_(of_logprob[:, None])
        gradient = logprobs.exp().mul_(factor).neg_()
        gradient.scatter_add_(-1, tokens[:, None], of_logprob[:, None])
        return gradient, None


def _alike(lengths: list[int]) -> list[list[int]]:
    """Which sequences go together: of like length, and not many tokens."""
    found: list[list[int]] = [[]]
    for n in sorted(range(len(lengths)), key=lambda n: lengths[n]):
        if found[-1] and lengths[n] * (len(found[-1]) + 1) > _TOKENS:
            found.append([])
        found[-1].append(n)
    return found


def _distinct(prompts: Tensor) -> tuple[Tensor, Tensor]:
    """Rows that stand for all, (U,), and for each row which of those it equals, (B,)."""
    known: dict[tuple[int, ...], int] = {}
    firsts: list[int] = []
    index = []
    for row, prompt in enumerate(prompts.tolist()):
        key = tuple(prompt)
        if key not in known:
            known[key] = len(firsts)
            firsts.append(row)
        index.append(known[key])
    device = prompts.device
    return torch.tensor(firsts, device=device), torch.tensor(index, device=device)
