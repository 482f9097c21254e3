"""`majordomo train`: a recipe and a checkpoint in, a run folder out."""

from collections.abc import Sequence
from pathlib import Path

from majordomo.output import say
from training.recipe import load_recipe


def run_grpo(
    recipe: str, start: str, out: Path, seed: int, resume: bool, servers: Sequence[str]
) -> int:
    """Improve a policy in simulated days."""
    wanted = load_recipe(recipe)
    start = start.removeprefix("hf:")
    if wanted.grpo.mode == "decision":
        from training.per_decision import train

        train(wanted, start, out, seed, resume=resume, say=say)
        return 0
    from training.grpo.command import train_grpo

    best = train_grpo(wanted, start, out, seed, resume=resume, servers=servers, say=say)
    say(f"written: {best} (the best validation) and {out / 'last'}; load them as hf:FOLDER")
    return 0
