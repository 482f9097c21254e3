"""`majordomo train`: policies that learn."""

from pathlib import Path
from typing import Annotated

import typer

from majordomo.options import RecipeOption, ResumeFlag

app = typer.Typer(no_args_is_help=True, help="Teach a policy, then let it practise.")

RunOption = Annotated[Path, typer.Option(help="The run folder.")]


@app.command("sft")
def train_sft(
    out: RunOption,
    start: Annotated[
        str, typer.Option("--from", help="A checkpoint to train further (default: from scratch).")
    ] = "",
    recipe: RecipeOption = "mini",
    seed: Annotated[int, typer.Option(help="Decides data, weights and order.")] = 0,
) -> None:
    """Train a policy on teachers' decisions, from scratch; goes on where a killed run ended."""
    from majordomo.warm import run_sft

    raise typer.Exit(run_sft(recipe, out, seed, start))


@app.command("grpo")
def train_grpo(
    out: RunOption,
    start: Annotated[
        str,
        typer.Option(
            "--from", help="The warm start: PATH or BASE+ADAPTER (default: made by the recipe)."
        ),
    ] = "",
    recipe: RecipeOption = "mini",
    seed: Annotated[int, typer.Option(help="Decides days, chance and sampling.")] = 0,
    server: Annotated[
        list[str] | None,
        typer.Option(help="URL of an environment server to play on; may be repeated."),
    ] = None,
    resume: ResumeFlag = False,
) -> None:
    """Improve a policy in simulated days by GRPO over the graph."""
    from majordomo.train import run_grpo

    raise typer.Exit(run_grpo(recipe, start, out, seed, resume, server or ()))


@app.command("average")
def train_average(
    sources: Annotated[
        list[str], typer.Argument(help="Run folders or checkpoints, begun with the same weights.")
    ],
    out: RunOption,
) -> None:
    """Average the weights of several runs from one start, so that no seed has to be chosen."""
    from majordomo.train import run_average

    raise typer.Exit(run_average(sources, out))
