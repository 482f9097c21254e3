"""Your own day: handle it, look at it, rehearse it, route messages."""

from pathlib import Path
from typing import Annotated

import typer

from majordomo.options import (
    CalendarOption,
    ContactsOption,
    JsonFlag,
    MailOption,
    ModelOption,
    NotesOption,
    NowOption,
    Options,
    QueueOption,
    SampleFlag,
    TasksOption,
    TodoOption,
)


def run(
    tasks: TasksOption = None,
    todo: TodoOption = None,
    queue: QueueOption = "",
    calendar: CalendarOption = None,
    mail: MailOption = None,
    notes: NotesOption = None,
    contacts: ContactsOption = None,
    model: ModelOption = "",
    now: NowOption = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Change nothing; show what would be.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Approve whatever can be undone.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Handle your list, calendar, mail and notes. Exit code 3: something waits for your word."""
    from majordomo.run import run_json, run_plain

    options = Options(
        tasks=tasks,
        todos=_todos(todo, queue),
        calendar=calendar,
        mail=mail,
        notes=notes,
        contacts=contacts,
        model=model,
        now=now,
        dry_run=dry_run,
        yes=yes,
    )
    raise typer.Exit(run_json(options) if as_json else run_plain(options))


def today(
    tasks: TasksOption = None,
    calendar: CalendarOption = None,
    mail: MailOption = None,
    contacts: ContactsOption = None,
    now: NowOption = "",
    sample: SampleFlag = False,
    ahead: Annotated[int, typer.Option(help="Days from today, up to 7.")] = 0,
    part: Annotated[str, typer.Option(help="morning or evening (default: by the clock).")] = "",
    as_json: JsonFlag = False,
) -> None:
    """Show the day: timeline, collisions, what waits, what was done and kept. Runs nothing."""
    from majordomo.today import show_today

    options = Options(
        tasks=tasks, calendar=calendar, mail=mail, contacts=contacts, now=now, sample=sample
    )
    raise typer.Exit(show_today(options, ahead, part, as_json))


def rehearse(
    tasks: TasksOption = None,
    todo: TodoOption = None,
    queue: QueueOption = "",
    calendar: CalendarOption = None,
    mail: MailOption = None,
    notes: NotesOption = None,
    contacts: ContactsOption = None,
    model: ModelOption = "",
    now: NowOption = "",
    seed: Annotated[int, typer.Option(help="Order of the items and ids; 0 is your order.")] = 0,
    apply: Annotated[
        str,
        typer.Option(
            help="all (that can be undone), none, or numbers of the plan: 1,3 or all,4. "
            "What cannot be undone has to be named."
        ),
    ] = "",
    scenario: Annotated[
        Path | None, typer.Option(help="Keep the day here, as a file that `play` takes.")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Play your own day in the simulator; see plan, risks and diff; apply all, some or none."""
    from majordomo.rehearse_command import rehearse_day

    options = Options(
        tasks=tasks,
        todos=_todos(todo, queue),
        calendar=calendar,
        mail=mail,
        notes=notes,
        contacts=contacts,
        model=model,
        now=now,
    )
    raise typer.Exit(rehearse_day(options, seed, apply, scenario, as_json))


def web(
    host: Annotated[str, typer.Option(help="Address to listen on; of this machine only.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(help="Port to listen on; 0 finds a free one.")] = 8010,
    sample: SampleFlag = False,
    model: ModelOption = "",
    now: NowOption = "",
) -> None:
    """Show the screen in a browser on this machine, for you alone: who opens it acts as you."""
    from majordomo.web import serve_web

    raise typer.Exit(serve_web(Options(model=model, now=now, sample=sample), host, port))


def route(
    source: Annotated[Path, typer.Option("--in", help="JSON lines with a `text` each.")],
    target: Annotated[
        Path, typer.Option("--out", help="Where the lines go, with agent, tool, args.")
    ],
    model: ModelOption = "",
    now: NowOption = "",
    no_episodes: Annotated[
        bool,
        typer.Option("--no-episodes", help="Show the model no bundled examples of like messages."),
    ] = False,
) -> None:
    """Say which agent would take each message and with which call; acts on nothing."""
    from majordomo.route import route_file

    raise typer.Exit(route_file(source, target, model, now, with_episodes=not no_episodes))


def _todos(todo: list[str] | None, queue: str) -> tuple[str, ...]:
    return (*(todo or ()), *(part.strip() for part in queue.split(";") if part.strip()))
