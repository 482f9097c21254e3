"""`majordomo scenarios`: simulated days."""

from pathlib import Path
from typing import Annotated

import typer

from majordomo.options import JsonFlag, LevelOption

app = typer.Typer(no_args_is_help=True, help="Simulated days: list, check, make, change.")

DayArgument = Annotated[str, typer.Argument(help="A scenario file, or a day by name.")]
DaySeedOption = Annotated[int, typer.Option(help="Which of the days; any number from 0.")]
OutOption = Annotated[Path | None, typer.Option(help="Where it goes (default: stdout).")]


@app.command("list")
def scenarios_list(as_json: JsonFlag = False) -> None:
    """The days that come with Majordomo and the families that make more."""
    from majordomo.scenarios import list_days

    raise typer.Exit(list_days(as_json))


@app.command("validate")
def scenarios_validate(
    file: DayArgument,
    as_json: JsonFlag = False,
) -> None:
    """Check a scenario file; what is wrong is said with its path and field."""
    from majordomo.scenarios import validate_day

    raise typer.Exit(validate_day(file, as_json))


@app.command("generate")
def scenarios_generate(
    family: Annotated[str, typer.Option(help="A family, as `scenarios list` names them.")],
    seed: DaySeedOption = 0,
    level: LevelOption = "medium",
    twin: Annotated[
        bool, typer.Option("--twin", help="The same day with the urgent item's role exchanged.")
    ] = False,
    out: OutOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Make a day: the same one for the same arguments."""
    from majordomo.scenarios import generate_day

    raise typer.Exit(generate_day(family, seed, level, twin, out, as_json))


@app.command("perturb")
def scenarios_perturb(
    file: DayArgument,
    kind: Annotated[list[str] | None, typer.Option(help="What to change; may be repeated.")] = None,
    seed: DaySeedOption = 0,
    out: OutOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Change a day in ways that leave its needs true: order, weeks, names, noise, typos."""
    from majordomo.scenarios import perturb_day

    raise typer.Exit(perturb_day(file, seed, kind or [], out, as_json))


@app.command("schema")
def scenarios_schema() -> None:
    """Print the JSON Schema of a scenario file."""
    from majordomo.scenarios import show_schema

    raise typer.Exit(show_schema())
