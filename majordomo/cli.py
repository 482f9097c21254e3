"""The command line: the commands of `majordomo.commands` put together, and exit codes out.

Nothing heavy is imported before a command needs it, so that `--help` is instant.
"""

import sys
from typing import Annotated, NoReturn

import typer

from assistant.contract.errors import UserError
from majordomo import __version__
from majordomo.commands import (
    bench,
    data,
    day,
    environment,
    history,
    kb,
    policies,
    scenarios,
    setup,
    train,
)
from majordomo.options import ModelOption, NowOption, Options, PlainFlag, SampleFlag
from majordomo.output import EXIT_ERROR, say

app = typer.Typer(
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="A personal chief of staff that protects health, family and rest, and drops no work.",
)
# In the order in which `--help` lists them: what a person needs daily comes first.
app.command()(day.run)
app.command()(day.today)
app.command()(day.rehearse)
app.command()(environment.play)
app.command()(environment.serve)
app.command()(day.web)
app.command()(day.route)
app.command()(history.undo)
app.command()(history.journal)
app.command()(history.replay)
app.command()(policies.runs)
app.command()(setup.init)
app.command()(environment.card)
app.command("eval")(policies.evaluate)
app.command()(policies.compare)
app.command()(policies.probe)
app.command()(policies.export)
app.command()(setup.doctor)
app.add_typer(scenarios.app, name="scenarios")
app.add_typer(train.app, name="train")
app.add_typer(kb.app, name="kb")
app.add_typer(data.app, name="data")
app.add_typer(bench.app, name="bench")


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
    plain: PlainFlag = False,
    sample: SampleFlag = False,
    screen: Annotated[
        bool, typer.Option("--screen", hidden=True, help="The screen, where a web page shows it.")
    ] = False,
    model: ModelOption = "",
    now: NowOption = "",
) -> None:
    """Start the assistant: on a simulated sample day until you point it at files of your own."""
    if version:
        typer.echo(__version__)
        raise typer.Exit
    if context.invoked_subcommand is not None:
        return
    options = Options(model=model, now=now, sample=sample)
    if plain or not (screen or (sys.stdin.isatty() and sys.stdout.isatty())):
        from majordomo.run import run_plain

        raise typer.Exit(run_plain(options))
    from majordomo.app import run_screen

    raise typer.Exit(run_screen(options))


def main() -> NoReturn:
    """Run the command; a mistake that a person can mend is one line and exit code 1."""
    try:
        app()
    except UserError as error:
        _fail(str(error))
    except (OSError, MemoryError) as error:
        _fail(
            f"{error.strerror or error}: {error.filename}"
            if isinstance(error, OSError) and error.filename
            else str(error)
        )
    except KeyboardInterrupt:
        _fail("stopped; what was done is in `majordomo journal`")
    sys.exit(0)


def _fail(message: str) -> NoReturn:
    say("majordomo: " + " ".join(message.split()))
    sys.exit(EXIT_ERROR)
