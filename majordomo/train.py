"""`majordomo train`: a recipe and a checkpoint in, a run folder out."""

import os
from collections.abc import Sequence
from pathlib import Path

from majordomo.output import say
from training.recipe import Recipe, load_recipe


def run_grpo(
    recipe: str, start: str, out: Path, seed: int, resume: bool, servers: Sequence[str]
) -> int:
    """Improve a policy in simulated days; without a `start`, one is made first."""
    wanted = load_recipe(recipe)
    start = start.removeprefix("hf:") or wanted.model.base or _warm_start(wanted, out, seed)
    if wanted.grpo.mode == "decision":
        from training.per_decision import train

        train(wanted, start, out, seed, resume=resume, say=say)
        return 0
    from training.grpo.command import train_grpo

    best = train_grpo(wanted, start, out, seed, resume=resume, servers=servers, say=say)
    say(f"written: {best} (the best validation) and {out / 'last'}; load them as hf:FOLDER")
    return 0


def run_average(sources: Sequence[str], out: Path) -> int:
    """Write the mean of several policies' weights."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")  # before transformers reads it
    from training.averaging import average
    from training.export import checkpoint_of

    found = [Path(checkpoint_of(source.removeprefix("hf:"))) for source in sources]
    apart = average(found, out)
    say(
        f"the mean of {len(found)} policies, at most {apart:.3f} of their length apart, "
        f"is in {out / 'last'} (--model hf:{out / 'last'})"
    )
    return 0


def _warm_start(recipe: Recipe, out: Path, seed: int) -> str:
    """The recipe's own warm start, in the run folder."""
    from training.warm_start import warm_start

    say(f"no --from: the warm start is made first, in {out / 'sft'}")
    warm_start(recipe, out / "sft", seed, say)
    return str(out / "sft" / "best")
