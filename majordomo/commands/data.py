"""`majordomo data`: what Majordomo keeps."""

from pathlib import Path
from typing import Annotated

import typer

from majordomo.options import JsonFlag, SureFlag

app = typer.Typer(help="Majordomo's own data: where it is, back it up, delete it.")


@app.callback(invoke_without_command=True)
def data_show(context: typer.Context, as_json: JsonFlag = False) -> None:
    """Say where everything is and how large it is."""
    if context.invoked_subcommand is None:
        from majordomo.data import show

        raise typer.Exit(show(as_json))


@app.command("backup")
def data_backup(
    out: Annotated[
        Path | None, typer.Option(help="The file (default: in the data folder).")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Write a backup: notes, journal, undo and settings."""
    from majordomo.data import back_up

    raise typer.Exit(back_up(out, as_json))


@app.command("restore")
def data_restore(
    backup: Annotated[Path, typer.Argument(help="A file that `data backup` wrote.")],
    as_json: JsonFlag = False,
) -> None:
    """Take a backup back into an empty data folder."""
    from majordomo.data import restore

    raise typer.Exit(restore(backup, as_json))


@app.command("delete")
def data_delete(
    history: Annotated[
        bool, typer.Option("--history", help="Only the journal, sessions and what can be undone.")
    ] = False,
    yes: SureFlag = False,
    as_json: JsonFlag = False,
) -> None:
    """Delete all that Majordomo keeps; your own files stay."""
    from majordomo.data import delete

    raise typer.Exit(delete(yes, history, as_json))
