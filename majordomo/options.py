"""What a person asks for on the command line; apart, since the first frame needs it at once."""

from dataclasses import dataclass
from pathlib import Path


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
