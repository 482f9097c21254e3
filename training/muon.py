"""Muon: momentum whose every update is made orthogonal, so that no direction of a matrix lags.

K. Jordan et al., "Muon: An optimizer for hidden layers in neural networks", 2024,
https://kellerjordan.github.io/posts/muon/. PyTorch's own (`torch.optim.Muon`) iterates in bfloat16,
which on a processor without such units takes longer than the rest of a small model's step; this one
keeps the gradient's type and takes all matrices of one shape at a time.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import Tensor

_COEFFICIENTS = (3.4445, -4.7750, 2.0315)
"""Of the quintic Newton-Schulz iteration, from the same source, as are these two."""
_ITERATIONS = 5
_MOMENTUM = 0.95

_RMS = 0.2
"""Root mean square of an update at learning rate 1, about that of Adam's: J. Liu et al., "Muon is
Scalable for LLM Training", 2025, https://arxiv.org/abs/2502.16982, section 2.2."""


class Muon(torch.optim.AdamW):
    """Muon for the groups that say `orthogonal: True`, AdamW for the others."""

    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> Any:
        """Update all parameters that have a gradient; gradients of Muon's groups are used up."""
        for group in self.param_groups:
            if group.get("orthogonal"):
                self._step_group(group)
        return super().step(closure)

    def _step_group(self, group: dict[str, Any]) -> None:
        alike: defaultdict[torch.Size, list[tuple[Tensor, Tensor]]] = defaultdict(list)
        for weight in group["params"]:
            if weight.grad is None:
                continue
            state = self.state[weight]
            if not state:
                state["momentum"] = torch.zeros_like(weight)
                state["step"] = torch.zeros(())  # AdamW wants one when it reads a state back
            momentum = state["momentum"].lerp_(weight.grad, 1 - _MOMENTUM)
            ahead = weight.grad.lerp(momentum, _MOMENTUM)  # Nesterov's
            weight.grad = None  # AdamW passes over what has no gradient
            is_tall = weight.shape[0] > weight.shape[1]
            update = ahead.T if is_tall else ahead
            alike[update.shape].append((weight.T if is_tall else weight, update))
        for shape, pairs in alike.items():
            updates = orthogonalise(torch.stack([update for _, update in pairs]))
            rate = group["lr"] * _RMS * max(shape) ** 0.5
            for (weight, _), update in zip(pairs, updates, strict=True):
                weight.mul_(1 - group["lr"] * group["weight_decay"]).sub_(update, alpha=rate)


def orthogonalise(matrices: Tensor) -> Tensor:
    """Matrices (N, R, C), R <= C, with all singular values brought to about 1 (0.7 to 1.2)."""
    a, b, c = _COEFFICIENTS
    x = matrices / matrices.norm(dim=(1, 2), keepdim=True).clamp(min=1e-7)
    for _ in range(_ITERATIONS):
        gram = x @ x.mT
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x


def is_matrix(name: str, weight: Tensor) -> bool:
    """Whether Muon is for this one: the matrices of layers, not embeddings, heads or norms."""
    return weight.ndim == 2 and not any(part in name for part in ("embed", "lm_head"))


def grouped(
    named: Iterable[tuple[str, Tensor]],
    *,
    rate: float,
    matrix_rate: float,
    decay: float,
    by_muon: bool,
) -> list[dict[str, Any]]:
    """Parameter groups for `Muon`: layers' matrices, and the rest without decay."""
    weights = [(name, weight) for name, weight in named if weight.requires_grad]
    matrices = [weight for name, weight in weights if is_matrix(name, weight)]
    others = [weight for name, weight in weights if not is_matrix(name, weight)]
    # fmt: off
    groups: list[dict[str, Any]] = [
        {"params": matrices, "lr": matrix_rate, "weight_decay": decay,
         "orthogonal": by_muon},
        {"params": others, "lr": rate, "weight_decay": 0.0, "orthogonal": False},
    ]
    # fmt: on
    return [group for group in groups if group["params"]]
