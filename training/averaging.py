"""The mean of several policies' weights: no seed has to be chosen, and their luck evens out.

Runs that were begun with one checkpoint stay close enough together for the mean of their weights to
be a policy that is as good as the best of them or better (model soups, Wortsman et al. 2022; for
policies, Rame et al. 2024). It costs no training and nothing when it plays.
"""

import math
from collections.abc import Sequence
from pathlib import Path

from torch import Tensor

from assistant.models.checkpoint import load_folder
from assistant.models.local import LocalChatModel
from training.errors import TrainingError
from training.export import run_of
from training.runs import RunFolder
from training.saving import save_policy

COMMAND = "average"
FARTHEST = 0.5
"""How far two policies may be apart, as a share of their weights' length.

Three runs of GRPO from one start were 0.02 apart, more supervised training 0.13 from them. Weights
that were begun apart are at right angles, which makes 1.4.
"""


def average(checkpoints: Sequence[Path], out: Path) -> float:
    """Write the mean of full checkpoints' weights to `out`/last, a folder that `hf:PATH` loads.

    Returns:
        How far the farthest is from the first, as a share of the first one's length.

    Raises:
        TrainingError: fewer than two, other shapes or tokens, or no common start.
        ModelError: one cannot be loaded.
    """
    if len(checkpoints) < 2:
        raise TrainingError("give at least two checkpoints whose weights are to be averaged")
    first, *others = [load_folder(folder) for folder in checkpoints]
    weights = _weights(first)
    total = {name: tensor.double() for name, tensor in weights.items()}
    farthest = 0.0
    for folder, other in zip(checkpoints[1:], others, strict=True):
        found = _weights(other)
        if {n: t.shape for n, t in found.items()} != {n: t.shape for n, t in weights.items()}:
            raise TrainingError(f"{folder} has other weights than {checkpoints[0]}")
        if other.tokenizer.get_vocab() != first.tokenizer.get_vocab():
            raise TrainingError(f"{folder} has another tokenizer than {checkpoints[0]}")
        farthest = max(farthest, _distance(weights, found))
        if farthest > FARTHEST:
            raise TrainingError(
                f"{folder} and {checkpoints[0]} were not begun with the same weights: the mean of "
                "such policies is none"
            )
        for name, tensor in found.items():
            total[name] += tensor
    sources = [str(folder) for folder in checkpoints]
    config = {"start": sources[0], "sources": sources}
    run = run_of(sources[0])
    recipe = run.about().get("config", {}).get("recipe") if run is not None else None
    RunFolder.create(out, COMMAND, config | ({"recipe": recipe} if recipe else {}), 0)
    for name, tensor in weights.items():
        tensor.copy_(total[name] / len(checkpoints))
    save_policy(first.generator.model, first.tokenizer, out / "last")
    return farthest


def _weights(policy: LocalChatModel) -> dict[str, Tensor]:
    """Each tensor once, as it lies in the model."""
    return {name: p.detach() for name, p in policy.generator.model.named_parameters()}


def _distance(one: dict[str, Tensor], other: dict[str, Tensor]) -> float:
    """The length of the difference as a share of the first one's length."""
    apart = math.fsum(float((one[n] - other[n]).double().square().sum()) for n in one)
    length = math.fsum(float(tensor.double().square().sum()) for tensor in one.values())
    return math.sqrt(apart / length)
