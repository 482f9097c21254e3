"""What was done: undo it, list it, look at it again."""

from pathlib import Path
from typing import Annotated

import typer

from majordomo.options import JsonFlag, PlainFlag


def undo(
    everything: Annotated[bool, typer.Option("--all", help="Undo all that was done.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Undo the last thing done to your files, or all of it, newest first."""
    from majordomo.history import undo_effects

    raise typer.Exit(undo_effects(everything, as_json))


def journal(
    limit: Annotated[int, typer.Option(help="How many entries.")] = 50,
    as_json: JsonFlag = False,
) -> None:
    """Show what was done to your files, newest last."""
    from majordomo.history import show_journal

    raise typer.Exit(show_journal(limit, as_json))


def replay(
    file: Annotated[Path, typer.Argument(help="A session's file, as `majordomo data` names them.")],
    speed: Annotated[
        float, typer.Option(min=0.125, max=64, help="Steps that are played in a second.")
    ] = 1.0,
    plain: PlainFlag = False,
    out: Annotated[
        Path | None, typer.Option("--export", help="Write it as .md or .svg instead.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.")] = False,
) -> None:
    """Look at a recorded session, step by step; nothing in it is executed."""
    from majordomo.replay import replay as replay_file

    raise typer.Exit(replay_file(file, speed, plain, out, force))
