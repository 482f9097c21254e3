"""`majordomo bench`: speed, beside a floor."""

from typing import Annotated

import typer

from majordomo.options import JsonFlag, LevelOption, ModelOption, SeedOption

app = typer.Typer(no_args_is_help=True, help="Measure speed against a floor.")

RoundsOption = Annotated[int, typer.Option(min=1, help="Repetitions; medians are reported.")]


@app.command("tui")
def bench_tui(
    runs: Annotated[int, typer.Option(min=1, help="Starts of each app.")] = 7,
    events: Annotated[
        int, typer.Option(min=0, help="Events of the session that is resumed; 0 leaves it out.")
    ] = 10_000,
    chunks: Annotated[
        int, typer.Option(min=0, help="Chunks of an answer during which keys are pressed; 0: none.")
    ] = 200,
    minutes: Annotated[
        int, typer.Option(min=0, help="Minutes of use over which memory is followed; 0: none.")
    ] = 60,
    window: Annotated[
        int,
        typer.Option(min=1, help="Blocks of the conversation kept meanwhile; the app keeps 150."),
    ] = 20,
    as_json: JsonFlag = False,
) -> None:
    """First frame, a long session, keys while an answer streams, memory over an hour of use."""
    from majordomo.bench import tui

    extent = tui.Extent(runs, events, chunks, minutes, window)
    raise typer.Exit(tui.bench_tui(extent, as_json))


@app.command("kb")
def bench_kb(
    size: Annotated[list[int] | None, typer.Option(min=1, help="Numbers of notes; repeat.")] = None,
    questions: Annotated[int, typer.Option(min=20, help="Searches of each measurement.")] = 200,
    as_json: JsonFlag = False,
) -> None:
    """Bringing notes in and finding them, against Chroma alone with the same vectors."""
    from majordomo.bench import kb

    raise typer.Exit(kb.bench_kb(size or [1000, 10_000], questions, as_json))


@app.command("memory")
def bench_memory(
    days: Annotated[int, typer.Option(min=1, help="Held-out days, each played twice.")] = 100,
    policy: Annotated[str, typer.Option(help="Who plays: a model or a reference policy.")] = (
        "scripted"
    ),
    level: LevelOption = "medium",
    seed: SeedOption = 0,
    as_json: JsonFlag = False,
) -> None:
    """Grades of the same days with the world's own memory and with the real knowledge base."""
    from majordomo.bench import kb_grades

    raise typer.Exit(kb_grades.bench_grades(policy, days, level, seed, as_json))


@app.command("env")
def bench_env(
    scenario: Annotated[str, typer.Option(help="Name of the day that is played.")] = (
        "messy_morning"
    ),
    rounds: RoundsOption = 5,
    seconds: Annotated[
        float, typer.Option(min=0.001, help="CPU seconds of each measurement in this process.")
    ] = 1.0,
    steps: Annotated[
        int, typer.Option(min=1, help="Steps of each measurement over a WebSocket.")
    ] = 1500,
    as_json: JsonFlag = False,
) -> None:
    """Steps and resets per second of a simulated day, in this process and over a WebSocket."""
    from majordomo.bench import env

    extent = env.Extent(seconds, rounds, steps)
    raise typer.Exit(env.bench_env(scenario, extent, as_json))


@app.command("rollout")
def bench_rollout(
    model: ModelOption = "mini",
    episodes: Annotated[int, typer.Option(min=1, help="Days played in lockstep.")] = 32,
    rounds: RoundsOption = 3,
    level: LevelOption = "medium",
    as_json: JsonFlag = False,
) -> None:
    """What graph and world cost on top of bare generation, in the same batches."""
    from majordomo.bench import rollout

    extent = rollout.Extent(episodes, rounds, level)
    raise typer.Exit(rollout.bench_rollout(model, extent, as_json))
