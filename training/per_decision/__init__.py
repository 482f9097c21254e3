"""Per-decision GRPO on TRL's stock trainer: one row is one decision of the graph.

The second mode beside `training.grpo`, which compares whole episodes. Here a group is several
completions of one prompt, each tried on a copy of the world as it was at that moment. It uses no
private part of the trainer, so it is the mode for Unsloth, which rewrites the trainer's source, and
for several processes.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from training.recipe import Recipe

__all__ = ["train"]


def train(  # noqa: PLR0913
    recipe: Recipe,
    checkpoint: str | Path,
    out: Path,
    seed: int = 0,
    resume: bool = False,
    *,
    say: Callable[[str], None] = lambda line: None,
) -> Any:
    """Improve a checkpoint, decision by decision, and leave a run folder at `out`.

    Args:
        recipe: The `model` and `grpo` parts are used.
        checkpoint: `PATH[+ADAPTER]` to start from; empty for the recipe's `model.base`.
        out: The run folder; each process of `accelerate launch` gets the same one.
        seed: Decides the days, the order of the rows and what is sampled.
        resume: Go on from the run folder's last checkpoint.
        say: Shows a line of progress to a person.

    Returns:
        The trained model, as this process holds it.

    Raises:
        TrainingError: the recipe, the checkpoint or the run folder cannot be used.
    """
    from training.backends import load_policy

    # Before trl is imported: Unsloth can only patch what has not been loaded yet.
    policy = load_policy(recipe.model, str(checkpoint))
    from training.per_decision.run import run

    return run(recipe, policy, str(checkpoint), out, seed, resume, say)
