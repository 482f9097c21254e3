"""`majordomo` in a terminal: the Textual app on a session."""

import asyncio
import importlib
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.contract.errors import UserError
from assistant.files import write_atomic
from assistant.home import home
from majordomo.options import Options
from tui.app import run_app
from tui.services import Services
from tui.session import Session

if TYPE_CHECKING:
    from majordomo.session import DaySession
    from tui.comparison import Comparisons
    from tui.forgetting import Forgetter
    from tui.rehearsal import Rehearser

RUNS = Path("runs")
"""Where the commands of the documentation put run folders."""


def run_screen(options: Options) -> int:
    """Run the app until the person leaves."""
    opened = Opened(options)
    return run_app(
        opened.open,
        sessions_dir=home() / "sessions",
        services=Services(
            runs=RUNS,
            config=home() / "config.toml",
            comparisons=lambda: comparisons(options),
            rehearser=opened.rehearser,
            forgetter=opened.forgetter,
        ),
        on_config=opened.configure,
        close=opened.close,
    )


def comparisons(options: Options) -> "Comparisons":
    """What compares policies; what reads evaluations is not part of the first frame."""
    from majordomo.compare import RunComparisons

    return RunComparisons(RUNS, options)


class Opened:
    """The session that is open, and how to open the next one."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._stack = AsyncExitStack()
        self._session: DaySession | None = None
        self._goes_on = False

    async def open(self) -> Session:
        """Open a session; what is heavy is imported in a thread, so that the screen stays alive."""
        module = await asyncio.to_thread(importlib.import_module, "majordomo.session")
        guard = await asyncio.to_thread(importlib.import_module, "assistant.guard")
        session = await self._stack.enter_async_context(
            module.open_session(self._options, guard.InterruptApprover())
        )
        session.reopen_waiting()
        self._stack.callback(self._finish, session)
        self._session = session
        return session  # type: ignore[no-any-return]

    def _finish(self, session: "DaySession") -> None:
        if not self._goes_on:
            session.finish()

    async def around(self, work: Callable[[], Sequence[str]]) -> Session:
        """Close the session, do `work` while nothing holds its files, and open the session again.

        The run goes on where it was; what `work` says is among the notices.
        """
        self._goes_on = True
        try:
            await self.close()
            said = await asyncio.to_thread(work)
        except UserError as error:
            said = [str(error)]
        finally:
            self._goes_on = False
        session = await self.open()
        assert self._session is not None
        self._session.notice(said)
        return session

    def forgetter(self) -> "Forgetter":
        """What forgets notes of the session; it opens databases, whose library is slow to load."""
        from majordomo.forget_notes import SessionForgetter

        return SessionForgetter(self._options, lambda: self._session, self.around)

    def rehearser(self) -> "Rehearser":
        """What rehearses the day of the session; the simulator is not part of the first frame."""
        from majordomo.rehearse import SessionRehearser

        return SessionRehearser(self._options, lambda: self._session)

    async def close(self) -> None:
        """Let go of the session."""
        self._session = None
        await self._stack.aclose()
        self._stack = AsyncExitStack()

    def configure(self, text: str) -> None:
        """Keep settings; the next session is on the person's own files."""
        from assistant.settings import with_files

        path = home() / "config.toml"
        if path.exists():
            text = with_files(path.read_bytes().decode(), text)
        write_atomic(path.resolve(), text.encode())
