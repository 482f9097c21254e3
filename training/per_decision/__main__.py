"""`accelerate launch … -m training.per_decision`: `majordomo train grpo` on several processes."""

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from assistant.contract.errors import UserError
from training.per_decision import train
from training.recipe import load_recipe


def main(
    recipe: Annotated[str, typer.Option(help="A bundled recipe, or a TOML file.")],
    out: Annotated[Path, typer.Option(help="The run folder.")],
    checkpoint: Annotated[str, typer.Option("--from", help="PATH[+ADAPTER] to start from.")] = "",
    seed: Annotated[int, typer.Option(help="Decides everything that chance decides.")] = 0,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where the run stopped.")] = False,
) -> None:
    """Train on decisions."""
    try:
        train(
            load_recipe(recipe), checkpoint, out, seed, resume, say=partial(print, file=sys.stderr)
        )
    except UserError as error:
        sys.exit(f"majordomo: {error}")


if __name__ == "__main__":
    typer.run(main)
