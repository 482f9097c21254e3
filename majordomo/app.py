"""`majordomo` in a terminal: the Textual app on a session."""

import asyncio
import importlib
from contextlib import AsyncExitStack

from assistant.files import write_atomic
from assistant.home import home
from majordomo.options import Options
from tui.app import run_app
from tui.session import Session


def run_screen(options: Options) -> int:
    """Run the app until the person leaves."""
    opened = _Opened(options)
    return run_app(
        opened.open,
        sessions_dir=home() / "sessions",
        on_config=opened.configure,
        close=opened.close,
    )


class _Opened:
    """The session that is open, and how to open the next one."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._stack = AsyncExitStack()

    async def open(self) -> Session:
        """Open a session; what is heavy is imported in a thread, so that the screen stays alive."""
        module = await asyncio.to_thread(importlib.import_module, "majordomo.session")
        guard = await asyncio.to_thread(importlib.import_module, "assistant.guard")
        session = await self._stack.enter_async_context(
            module.open_session(self._options, guard.InterruptApprover())
        )
        session.reopen_waiting()
        self._stack.callback(session.finish)
        return session  # type: ignore[no-any-return]

    async def close(self) -> None:
        """Let go of the session."""
        await self._stack.aclose()
        self._stack = AsyncExitStack()

    def configure(self, text: str) -> None:
        """Keep settings; the next session is on the person's own files."""
        write_atomic(home() / "config.toml", text.encode())
