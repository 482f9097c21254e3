"""A start that can copy: two heads of an untrained model, set up as an induction circuit.

Copying a phrase from the prompt takes a head that looks one token back, and a later head that uses
it to find where the present token stood before and copies what came after it (induction heads:
Olsson et al., "In-context Learning and Induction Heads", 2022, https://arxiv.org/abs/2209.11895).
Training finds this circuit by itself, but on two cores it takes longer than all the rest. Nothing
is fixed: every weight is trained from there.
"""

import math

import torch
from torch import Tensor
from transformers import Qwen3ForCausalLM

_SHARP = 2.0
"""Weight of the norms of queries and keys in the two layers; scores grow with its square."""

_WRITE = 1.0
"""How strongly the circuit writes, compared with the embedding."""


@torch.no_grad()
def start_copying(model: Qwen3ForCausalLM) -> None:
    """Set up heads of the first two layers of an untrained `model` with tied embeddings, in place.

    The first coordinate of all embeddings becomes the same constant, which the first head uses to
    look at a position whatever stands there.
    """
    config = model.config
    size, width = config.head_dim, config.hidden_size
    table = model.get_input_embeddings().weight
    scale = float(table[:, 1:].std())
    table[:, 0] = 6 * scale
    first, second = model.model.layers[0].self_attn, model.model.layers[1].self_attn
    for layer in (first, second):
        layer.q_norm.weight.fill_(_SHARP)
        layer.k_norm.weight.fill_(_SHARP)
    # A normed embedding has length sqrt(width), of which the constant takes its share.
    gain = scale / math.sqrt(scale**2 * (1 + 36 / width))
    half = size // 2
    slow = torch.tensor([*range(half // 2, half), *range(half + half // 2, size)])
    frame = torch.linalg.qr(torch.randn(width - 1, width - 1))[0]  # orthonormal rows
    read, write, told = frame[: len(slow)], frame[len(slow) : 2 * len(slow)], frame[:size]

    # First layer, head 0: look one token back, and write down what stands there.
    look = torch.zeros(size)
    look[: half // 2] = 1.0
    first.q_proj.weight[:size] = 0.0
    first.q_proj.weight[:size, 0] = look
    first.k_proj.weight[:size] = 0.0
    first.k_proj.weight[:size, 0] = _rotated(look, 1.0, config)
    first.v_proj.weight[:size] = 0.0
    first.v_proj.weight[: len(slow), 1:] = read
    first.o_proj.weight[:, :size] = 0.0
    first.o_proj.weight[1:, : len(slow)] = write.T * scale * _WRITE / gain

    # Second layer, head 0: find where the present token was the one before, and copy.
    second.q_proj.weight[:size] = 0.0
    second.q_proj.weight[slow, 1:] = read
    second.k_proj.weight[:size] = 0.0
    second.k_proj.weight[slow, 1:] = write
    second.v_proj.weight[:size] = 0.0
    second.v_proj.weight[:size, 1:] = told
    second.o_proj.weight[:, :size] = 0.0
    second.o_proj.weight[1:, :size] = told.T * scale * 4 * _WRITE / gain


def _rotated(vector: Tensor, by: float, config: object) -> Tensor:
    """`vector` as rotary embeddings turn it `by` positions on."""
    half = len(vector) // 2
    theta = float(config.rope_parameters["rope_theta"])  # type: ignore[attr-defined]
    angle = by * theta ** (-torch.arange(half) / half)
    a, b = vector[:half], vector[half:]
    return torch.cat([a * angle.cos() - b * angle.sin(), b * angle.cos() + a * angle.sin()])
