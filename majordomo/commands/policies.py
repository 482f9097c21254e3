"""Policies: how runs go, how policies compare, whether one can learn, ship one."""

from pathlib import Path
from typing import Annotated

import typer

from majordomo.options import (
    CalendarOption,
    JsonFlag,
    LevelOption,
    MailOption,
    MemoryOption,
    ModelOption,
    NotesOption,
    NowOption,
    Options,
    RecipeOption,
    ResumeFlag,
    SampleFlag,
    SeedOption,
    TasksOption,
)


def runs(
    folder: Annotated[Path, typer.Argument(help="A run folder, or a folder of them.")] = Path(
        "runs"
    ),
    as_json: JsonFlag = False,
) -> None:
    """Training runs and evaluations: their state, how far they are and what to worry about."""
    from majordomo.runs import show_runs

    raise typer.Exit(show_runs(folder, as_json))


def evaluate(
    policy: Annotated[
        list[str],
        typer.Option(
            help="NAME[=SPEC]: a model, or do_nothing, greedy, oracle, … ; may be repeated."
        ),
    ],
    out: Annotated[Path, typer.Option(help="Folder for results, episodes and plots.")],
    recipe: RecipeOption = "mini",
    episodes: Annotated[int | None, typer.Option(help="Days that each policy plays.")] = None,
    level: LevelOption = "",
    families: Annotated[
        list[str] | None, typer.Option(help="Families (default: the held-out ones); repeat or a,b.")
    ] = None,
    seed: SeedOption = 0,
    concurrency: Annotated[int, typer.Option(help="Days that a model plays at once.")] = 32,
    pair: Annotated[
        list[str] | None, typer.Option(help="A-B: only these differences (default: all).")
    ] = None,
    perturb: Annotated[
        list[str] | None,
        typer.Option(help="Play the days changed, too: reorder, rename, …; may be repeated."),
    ] = None,
    days_only: Annotated[
        bool, typer.Option("--days-only", help="Neither twin days nor sampled plays: faster.")
    ] = False,
    memory: MemoryOption = "world",
    run: Annotated[
        Path | None, typer.Option(help="A GRPO run whose reward curve is drawn.")
    ] = None,
    resume: ResumeFlag = False,
    as_json: JsonFlag = False,
) -> None:
    """Compare policies on the same unseen days, with intervals, tables and plots."""
    from majordomo.evaluate import run_eval
    from training.evaluation.evaluate import Plan
    from training.evaluation.memories import memory_kind

    names = [name.strip() for value in families or () for name in value.split(",")]
    plan = Plan(
        policies=policy,
        out=out,
        recipe=recipe,
        episodes=episodes,
        level=level,
        families=tuple(name for name in names if name),
        seed=seed,
        concurrency=concurrency,
        pairs=tuple(pair or ()),
        changes=tuple(perturb or ()),
        only_days=days_only,
        memory=memory_kind(memory),
        run=run,
        resume=resume,
    )
    raise typer.Exit(run_eval(plan, as_json))


def compare(
    what: Annotated[
        list[str] | None,
        typer.Argument(help="One or two folders of evaluations, or two models."),
    ] = None,
    days: Annotated[
        int, typer.Option(min=0, help="Held-out days for two models (default: your own list).")
    ] = 0,
    baseline: Annotated[str, typer.Option(help="A policy of the first folder.")] = "",
    trained: Annotated[str, typer.Option(help="A policy of the last folder.")] = "",
    level: LevelOption = "",
    seed: SeedOption = 0,
    out: Annotated[Path | None, typer.Option(help="Where played days are kept.")] = None,
    tasks: TasksOption = None,
    calendar: CalendarOption = None,
    mail: MailOption = None,
    notes: NotesOption = None,
    sample: SampleFlag = False,
    now: NowOption = "",
    as_json: JsonFlag = False,
) -> None:
    """Compare two policies: recorded, on held-out days, or on your own list in dry run."""
    from majordomo.compare import Asked, run_compare

    options = Options(
        tasks=tasks, calendar=calendar, mail=mail, notes=notes, now=now, sample=sample
    )
    asked = Asked(tuple(what or ()), baseline, trained, days, level, seed, out, options=options)
    raise typer.Exit(run_compare(asked, as_json))


def probe(
    model: ModelOption = "",
    recipe: Annotated[str, typer.Option(help="Whose temperature and lengths are used.")] = "mini",
    episodes: Annotated[int, typer.Option(help="Days that are played.")] = 10,
    level: LevelOption = "easy",
    seed: Annotated[int, typer.Option(help="Which days, and what is sampled.")] = 0,
    as_json: JsonFlag = False,
) -> None:
    """Let a model play a few days before it is trained. Exit code 1: nothing to learn from."""
    from majordomo.evaluate import run_probe

    raise typer.Exit(run_probe(model, recipe, episodes, level, seed, as_json))


def export(
    source: Annotated[
        str, typer.Option("--from", help="A run folder, a checkpoint, or BASE+ADAPTER.")
    ],
    out: Annotated[Path, typer.Option(help="The new folder.")],
    adapter: Annotated[bool, typer.Option("--adapter", help="Write the adapter.")] = False,
    merge: Annotated[
        bool, typer.Option("--merge-16bit", help="Write merged weights in bfloat16.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Write a trained policy to be shipped, and check that it plays a day token for token."""
    from majordomo.export import export_policy

    raise typer.Exit(export_policy(source, out, adapter, merge, as_json))
