"""`majordomo run` and the plain conversation: the graph on the person's own list."""

import asyncio
import sys
from datetime import UTC, datetime
from typing import Any

from assistant.events import Acted, GraphEvent
from assistant.guard import AcceptUndoable, Approver, InterruptApprover, WaitForPerson
from majordomo.history import entry_row
from majordomo.options import Options
from majordomo.output import EXIT_WAITING, print_json, say
from majordomo.session import DaySession, named, open_session
from tui.plain import Narrator, converse, introduce, summarise

__all__ = ["run_json", "run_plain"]


class ActionLog:
    """Collects the calls of a run for machine-readable output."""

    def __init__(self) -> None:
        self.actions: list[dict[str, Any]] = []

    def __call__(self, event: GraphEvent) -> None:
        """Note a call."""
        if isinstance(event, Acted):
            self.actions.append(
                {
                    "item_id": event.item_id,
                    "agent": str(event.agent),
                    "tool": event.tool,
                    "args": event.args,
                    "effect": str(event.effect) if event.effect else "none",
                    "outcome": event.status,
                    "text": event.text,
                    "at": datetime.now(UTC).isoformat(timespec="seconds"),
                    "effect_id": event.effect_id,
                }
            )


def run_json(options: Options) -> int:
    """Handle the list without asking anybody; one object on stdout."""
    return asyncio.run(_run_json(options))


async def _run_json(options: Options) -> int:
    log = ActionLog()
    async with open_session(options, _unattended(options)) as session:
        for notice in session.notices:
            say(notice)
        session.listen(log)
        await session.run()
        session.finish()
        rows = session.rows()
        print_json(
            {
                "items": rows,
                "actions": [*_before_crash(session, log), *log.actions],
                "journal": str(session.journal.path) if session.journal else None,
                "simulated": session.simulated,
            }
        )
    return _exit_code(rows)


def run_plain(options: Options) -> int:
    """The plain conversation; without a terminal the day is played and reported."""
    attended = sys.stdin.isatty() and sys.stdout.isatty()
    return asyncio.run(_converse(options) if attended else _tell(options))


async def _converse(options: Options) -> int:
    approver = AcceptUndoable() if options.yes else InterruptApprover()
    async with open_session(options, approver) as session:
        session.listen(Narrator(print, session.simulated))
        if not options.yes:
            session.reopen_waiting()
        await converse(session, input, print)
        session.finish()
    return 0


async def _tell(options: Options) -> int:
    async with open_session(options, _unattended(options)) as session:
        introduce(session, print)
        session.listen(Narrator(print, session.simulated))
        await session.run()
        session.finish()
        summarise(session, print)
        return 0 if session.simulated else _exit_code(session.rows())


def _unattended(options: Options) -> Approver:
    """Who decides where nobody can be asked: `--yes` covers what can be undone."""
    return AcceptUndoable() if options.yes or named(options).sample else WaitForPerson()


def _before_crash(session: DaySession, log: ActionLog) -> list[dict[str, Any]]:
    """The calls that this run had made before it was cut short and resumed."""
    if session.journal is None:
        return []
    seen = {action["effect_id"] for action in log.actions}
    rows = [entry_row(entry) for entry in session.journal.entries(session.run_id)]
    return [row for row in rows if row["effect_id"] not in seen]


def _exit_code(rows: list[Any]) -> int:
    return EXIT_WAITING if any(row["status"] == "waiting" for row in rows) else 0
