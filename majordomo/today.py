"""`majordomo today`: the day as a timeline and a digest, without running or changing anything."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast, get_args

from assistant.config import utc_minute
from assistant.contract.desk import Desk
from assistant.contract.errors import UserError
from assistant.contract.lexical import LexicalMemory
from assistant.events import ConsentAsked
from assistant.guard import HumanInterrupt
from assistant.home import location
from assistant.journal import Journal
from assistant.workspaces.loading import Loader
from majordomo.options import Options
from majordomo.output import print_json, say
from majordomo.sample import SampleWorkspace
from majordomo.session import named, person_of, sources_of
from majordomo.standing import desk_standing, journal_standing
from tui.day import AHEAD, Day
from tui.daybook import in_words, to_json
from tui.digest import Part, part_of
from tui.log import is_pending, log_of
from tui.session import Standing

__all__ = ["show_today"]


def show_today(options: Options, ahead: int, part: str, as_json: bool) -> int:
    """Show today, or the day `ahead` days from now; `part` is morning, evening, or by the clock.

    Raises:
        UserError: a file or a setting cannot be read, or there is no such day or part.
    """
    if not 0 <= ahead <= AHEAD:
        raise UserError(f"--ahead wants 0 for today up to {AHEAD}; the calendar is read that far")
    if part not in {"", *get_args(Part)}:
        raise UserError("--part wants morning or evening; without it the clock decides")
    chosen = named(options)
    day, warnings = _sample() if chosen.sample else _files(chosen)
    for warning in warnings:
        say(warning)
    which = cast(Part, part) if part else part_of(day)
    number = day.number + ahead
    if as_json:
        print_json(to_json(day, number, which))
    else:
        print("\n".join(in_words(day, number, which)))
    return 0


def _sample() -> tuple[Day, Sequence[str]]:
    """The sample day, as far as it was played."""
    workspace = SampleWorkspace(location() / "sample-day.jsonl")
    pending = _pending(workspace.run_id)
    return _day(workspace.desk, desk_standing(workspace, pending), simulated=True), ()


def _files(options: Options) -> tuple[Day, Sequence[str]]:
    """The person's own files, and what the journal knows of them."""
    moment, person = person_of(options)
    sources = sources_of(options)
    with TemporaryDirectory(prefix="majordomo-", ignore_cleanup_errors=True) as folder:
        # A copy, because to give items their short ids is to write.
        for name in ("journal.db", "journal.db-wal"):
            if (location() / name).exists():
                shutil.copy(location() / name, folder)
        journal = Journal(Path(folder))
        try:
            run = journal.unfinished_run(sources.name)
            loader = Loader(sources, person, LexicalMemory(), journal, run)
            loaded = loader.load(utc_minute(moment))
            standing = journal_standing(loaded.desk, journal, run, _pending(run))
        finally:
            journal.close()
    return _day(loaded.desk, standing, simulated=False), loaded.warnings


def _day(desk: Desk, standing: Standing, *, simulated: bool) -> Day:
    events, items = desk.coming(), tuple(desk.items.values())
    return Day(desk.now, desk.person.timezone, simulated, items, tuple(events), standing)


def _pending(run: str) -> HumanInterrupt | None:
    """The call that a run on the screen was left with, waiting for the person's word."""
    events = log_of(location() / "sessions", run).read() if run else []
    asked = [event for event in events if isinstance(event, ConsentAsked)]
    if not asked or not is_pending(events):
        return None
    return {
        "action_request": {"action": asked[-1].tool, "args": asked[-1].args},
        "config": {
            "allow_accept": True,
            "allow_edit": True,
            "allow_respond": True,
            "allow_ignore": True,
        },
        "description": asked[-1].reason,
    }
