"""`majordomo train sft`: the warm start of a recipe."""

import os
from pathlib import Path

from majordomo.output import say
from training.recipe import load_recipe


def run_sft(recipe: str, out: Path, seed: int, start: str) -> int:
    """Train a warm start in `out`, or go on with the one that is there."""
    plan = load_recipe(recipe)
    # Both before the first import of torch and tokenizers, which read them then.
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from training.warm_start import warm_start

    best = warm_start(plan, out, seed, say, start.removeprefix("hf:"))
    say(
        f"best: {best.exact:.1%} of {best.n} held-back calls exact, loss {best.loss:.4f}; "
        f"it is in {out / 'best'} (--model hf:{out / 'best'})"
    )
    return 0
