"""The app on a recording; apart from the screen, since an app's styles lie beside its module."""

from pathlib import Path
from typing import NoReturn

from tui.app import MajordomoApp
from tui.replay import Recording
from tui.screens.replay import ReplayScreen


class ReplayApp(MajordomoApp):
    """A recording and nothing else: no session is opened."""

    def __init__(self, recording: Recording, sessions_dir: Path, speed: float = 1.0) -> None:
        """Show `recording`; the theme is the one kept in `sessions_dir`."""
        super().__init__(_no_session, sessions_dir)
        self._recording = recording
        self._speed = speed

    async def begin(self) -> None:
        """Show the recording; leaving it ends the app."""
        screen = ReplayScreen(self._recording, self._speed)
        await self.push_screen(screen, lambda _: self.exit(0))


async def _no_session() -> NoReturn:
    raise RuntimeError("a replay has no session")


def run_replay(recording: Recording, *, sessions_dir: Path, speed: float) -> int:
    """Show a recording until the person leaves; returns an exit code."""
    app = ReplayApp(recording, sessions_dir, speed)
    result = app.run()
    return app.return_code or result or 0
