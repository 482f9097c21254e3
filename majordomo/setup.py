"""`majordomo init`: a commented settings file for the person's own files."""

from pathlib import Path

from assistant.config import load_files, load_person, parse_now
from assistant.contract.errors import UserError
from assistant.files import write_atomic
from assistant.home import home
from majordomo.options import Options
from majordomo.output import say
from tui.firstrun import starter_config


def write_settings(options: Options, force: bool) -> int:
    """Write `config.toml`; one that exists is kept unless `force` is given."""
    for path in (options.tasks, options.mail, options.notes):
        if path is not None and not path.exists():
            raise UserError(f"{path} does not exist; name your own files")
    target = home() / "config.toml"
    if target.exists() and not force:
        raise UserError(f"{target} exists; edit it, or write it anew with --force")
    text = starter_config(options.tasks, options.calendar, options.mail, options.notes)
    write_atomic(target, text.encode())
    _check(target)
    say(f"{target} is written; `majordomo` now opens your own day")
    return 0


def _check(target: Path) -> None:
    """Read it back, so that what was written is what is understood."""
    load_person(target, parse_now(None))
    load_files(target)
