"""What a person asks for on the command line; apart, since the first frame needs it at once."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

# Options that several commands take, so that they are called and explained alike everywhere.
TasksOption = Annotated[Path | None, typer.Option(help="todo.txt or a Markdown checklist.")]
TodoOption = Annotated[list[str] | None, typer.Option(help="A to-do, may be repeated.")]
QueueOption = Annotated[str, typer.Option(help="To-dos separated by semicolons.")]
CalendarOption = Annotated[Path | None, typer.Option(help="An .ics file.")]
MailOption = Annotated[Path | None, typer.Option(help="A Maildir.")]
NotesOption = Annotated[Path | None, typer.Option(help="A folder of Markdown or text notes.")]
ContactsOption = Annotated[Path | None, typer.Option(help="A vCard file.")]
SampleFlag = Annotated[bool, typer.Option("--sample", help="The simulated sample day.")]
ModelOption = Annotated[
    str,
    typer.Option(
        help="scripted, hf:PATH[+ADAPTER], ollama:NAME, openai:NAME, … (default: scripted)."
    ),
]
NowOption = Annotated[str, typer.Option(help="The clock, as an ISO time (default: now).")]
MemoryOption = Annotated[
    str, typer.Option(help="world, or chroma: the real knowledge base finds the notes.")
]
LevelOption = Annotated[str, typer.Option(help="easy, medium, hard or stress.")]
SeedOption = Annotated[int, typer.Option(help="Which days; any number from 0.")]
RecipeOption = Annotated[str, typer.Option(help="A recipe by name, or a TOML file.")]
ResumeFlag = Annotated[bool, typer.Option("--resume", help="Go on with what --out holds.")]
JsonFlag = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")]
PlainFlag = Annotated[bool, typer.Option("--plain", help="Plain text instead of a screen.")]
SureFlag = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


@dataclass(frozen=True, slots=True)
class Options:
    """The sources, the model and the clock of a session."""

    tasks: Path | None = None
    todos: tuple[str, ...] = ()
    calendar: Path | None = None
    mail: Path | None = None
    notes: Path | None = None
    contacts: Path | None = None
    model: str = ""
    now: str = ""
    dry_run: bool = False
    yes: bool = False
    sample: bool = False
    """The simulated day, whatever the settings name."""

    @property
    def names_nothing(self) -> bool:
        """Whether no source of the person's own was named."""
        return not (self.tasks or self.todos or self.calendar or self.mail)
