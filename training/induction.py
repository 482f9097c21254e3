"""A start that can copy: a few heads of an untrained model, set up as an induction circuit.

Copying a phrase from the prompt takes a head that looks one token back, and a later head that uses
it to find where the present token stood before and copies what came after it (induction heads:
Olsson et al., "In-context Learning and Induction Heads", 2022, https://arxiv.org/abs/2209.11895).
Training finds this circuit by itself, but on two cores it takes longer than all the rest. Nothing
is fixed: every weight is trained from there.
"""

import math
from typing import Any

import torch
from torch import Tensor
from transformers import Qwen3ForCausalLM

_SHARP = 1.4
"""Weight of the norms of queries and keys in these layers; scores grow with its square."""

_WRITE = 6.0
"""How strongly what is copied is written, compared with an embedding."""

_FIRM = 4.0
"""Size of the weights that compare tokens. Queries and keys are normed, so it changes nothing at
first; but an optimiser's steps are small beside it, so that the circuit outlasts the first ones."""

_CONSTANT = 6.0
"""The first coordinate of all embeddings, in standard deviations of the others."""


@torch.no_grad()
def start_copying(model: Qwen3ForCausalLM) -> None:
    """Set up heads of the first three layers of an untrained `model` with tied embeddings.

    In the first layer one head looks one token back and another one two, and both write down what
    stands there. In the second layer, and in the third if there is one, a head finds where the
    present token and the one before it stood before, and copies what came next. All embeddings get
    the same first coordinate, by which the first heads look at a position whatever stands there.
    """
    config = model.config
    size, width = config.head_dim, config.hidden_size
    table: Any = model.get_input_embeddings().weight
    scale = float(table[:, 1:].std())
    table[:, 0] = _CONSTANT * scale
    # A normed embedding has a spread of `gain` in its other coordinates.
    gain = 1 / math.sqrt(1 + _CONSTANT**2 / width)
    half = size // 2
    # The slow half of the rotary pairs: what they hold looks the same from anywhere.
    slow = torch.tensor([*range(half // 2, half), *range(half + half // 2, size)])
    frame = torch.linalg.qr(torch.randn(width - 1, width - 1))[0]  # orthonormal rows
    read, back, back2 = frame[:half], frame[half : 2 * half], frame[2 * half : 3 * half]
    layers = [layer.self_attn for layer in model.model.layers[:3]]
    for layer in layers:
        layer.q_norm.weight.fill_(_SHARP)
        layer.k_norm.weight.fill_(_SHARP)

    first = layers[0]
    look = torch.zeros(size)
    look[: half // 2] = 1.0
    first.k_proj.weight[:size] = 0.0
    first.k_proj.weight[:size, 0] = look
    first.v_proj.weight[:size] = 0.0
    first.v_proj.weight[:half, 1:] = read
    for head, where in enumerate((back, back2)[: config.num_attention_heads]):
        rows = slice(head * size, (head + 1) * size)
        first.q_proj.weight[rows] = 0.0
        first.q_proj.weight[rows, 0] = _rotated(look, -1.0 - head, config)
        first.o_proj.weight[:, rows] = 0.0
        first.o_proj.weight[1:, rows][:, :half] = where.T * scale / gain

    now, before = slow[: 5 * half // 8], slow[5 * half // 8 :]
    for number, layer in enumerate(layers[1:]):
        told = frame.roll(-number * size, 0)[:size]
        layer.q_proj.weight[:size] = 0.0
        layer.q_proj.weight[now, 1:] = _FIRM * read[: len(now)]
        layer.q_proj.weight[before, 1:] = _FIRM * back[: len(before)]
        layer.k_proj.weight[:size] = 0.0
        layer.k_proj.weight[now, 1:] = _FIRM * back[: len(now)]
        layer.k_proj.weight[before, 1:] = _FIRM * back2[: len(before)]
        layer.v_proj.weight[:size] = 0.0
        layer.v_proj.weight[:size, 1:] = told
        layer.o_proj.weight[:, :size] = 0.0
        layer.o_proj.weight[1:, :size] = told.T * scale * _WRITE / gain


def _rotated(vector: Tensor, by: float, config: object) -> Tensor:
    """`vector` as rotary embeddings turn it `by` positions on."""
    half = len(vector) // 2
    theta = float(config.rope_parameters["rope_theta"])  # type: ignore[attr-defined]
    angle = by * theta ** (-torch.arange(half) / half)
    a, b = vector[:half], vector[half:]
    return torch.cat([a * angle.cos() - b * angle.sin(), b * angle.cos() + a * angle.sin()])
