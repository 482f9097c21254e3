"""Settings for your own files, and the state of the installation."""

from pathlib import Path
from typing import Annotated

import typer

from majordomo.options import CalendarOption, JsonFlag, MailOption, Options, TasksOption


def init(
    tasks: TasksOption = None,
    calendar: CalendarOption = None,
    mail: MailOption = None,
    notes: Annotated[Path | None, typer.Option(help="A folder of notes.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace existing settings.")] = False,
) -> None:
    """Write a commented settings file that names your own files."""
    from majordomo.setup import write_settings

    options = Options(tasks=tasks, calendar=calendar, mail=mail, notes=notes)
    raise typer.Exit(write_settings(options, force))


def doctor(as_json: JsonFlag = False) -> None:
    """Check the installation and say what is wrong."""
    from majordomo.doctor import check

    raise typer.Exit(check(as_json))
