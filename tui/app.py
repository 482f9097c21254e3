"""The Textual app: its modes and its keys. What is on screen is in `screens/` and `widgets/`.

Nothing here or below imports a model library or the graph: the session comes from a function
that is called after the first frame is painted, so the app is there before what it needs.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.geometry import Size
from textual.screen import Screen

from tui import grace
from tui.preferences import Preferences, Settings
from tui.screens.opening import OpeningScreen
from tui.screens.small import TooSmallScreen
from tui.services import Services
from tui.session import Session
from tui.text import toast
from tui.themes import THEMES

SMALLEST = (40, 12)
"""Columns and rows below which nothing can be decided, because nothing can be read."""

OpenSession = Callable[[], Awaitable[Session]]

if TYPE_CHECKING:
    from tui.notify import Notifier
    from tui.turns import Turns


def _commands() -> type[Provider]:
    """The palette's commands; the workspace behind them is not part of the first frame."""
    from tui.palette import MajordomoCommands

    return MajordomoCommands


class MajordomoApp(App[int]):
    """Majordomo in a terminal."""

    TITLE = "Majordomo"
    # The rest comes with the workspace: the first frame parses what it shows.
    CSS_PATH = ["styles/app.tcss", "styles/dialogs.tcss"]
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands}
    ENABLE_COMMAND_PALETTE = True
    # For dialogs; the workspace has its own.
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (60, "-roomy")]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (16, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "command('help')", "Help", id="app.help"),
        Binding("f12", "command('debug')", "Debug", show=False, id="app.debug"),
        Binding("ctrl+p", "command_palette", "Commands", priority=True, id="app.palette"),
        Binding("escape", "leave", show=False, id="app.leave"),
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True, id="app.quit"),
    ]

    def __init__(
        self,
        open_session: OpenSession,
        sessions_dir: Path,
        on_config: Callable[[str], None] | None = None,
        close: Callable[[], Awaitable[None]] | None = None,
        autostart: bool = True,
        services: Services | None = None,
        guided: bool = False,
    ) -> None:
        """Open the session with `open_session` once the first frame is painted.

        `close` lets go of it again: when the app ends, and before another one is opened. `guided`
        shows the tour to who sees the sample day for the first time.
        """
        super().__init__()
        self.services = services or Services()
        self._open_session = open_session
        self._sessions_dir = sessions_dir
        self._on_config = on_config
        self._close = close
        self._turns: Turns | None = None
        self._notifier: Notifier | None = None
        self._focused_at = float("-inf")
        self._autostart = autostart
        self._guided = guided
        self.preferences = Preferences(sessions_dir / "preferences.json")
        self.settings = Settings(self.services.config, self._settings_changed)
        """The person's settings."""
        for theme in THEMES:
            self.register_theme(theme)
        theme_name = self.preferences.theme
        self.theme = theme_name if theme_name in self.available_themes else THEMES[0].name

    async def on_mount(self) -> None:
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        await self.begin()
        self._cover()

    async def begin(self) -> None:
        """Show the first screen."""
        await self.push_screen(OpeningScreen(self._open_session))

    def on_app_focus(self) -> None:
        self._focused_at = grace.clock()

    def watch_app_focus(self, focus: bool) -> None:
        """Who was elsewhere while the day opened types into the prompt at once, too."""
        # Textual gives a screen its first focus only while the window has it, and never later.
        if focus and self.screen_stack and self.screen.focused is None:
            self.screen._update_auto_focus()

    async def on_event(self, event: events.Event) -> None:
        """The click that brings the person back to the window presses nothing in it."""
        is_press = isinstance(event, events.MouseDown | events.MouseUp)
        if not is_press or grace.has_passed(self._focused_at):
            await super().on_event(event)

    async def on_unmount(self) -> None:
        await self._let_go()
        if self._notifier is not None:
            await self._notifier.close()

    async def on_opening_screen_opened(self, message: OpeningScreen.Opened) -> None:
        from tui.screens.workspace import WorkspaceScreen

        await self.settings.load()
        on_config = self._configure if self._on_config else None
        starts = self._autostart and message.starts
        screen = WorkspaceScreen(message.session, self._sessions_dir, on_config, starts)
        self._turns = screen.turns
        await self._replace(screen)
        is_new = message.session.simulated and not self.preferences.has_seen_tour
        if self._guided and is_new and self.screen is screen:
            screen.run_command("tour")

    def on_resize(self, event: events.Resize) -> None:
        """Cover everything while nothing can be read; what runs goes on."""
        self._cover(event.size)

    def _cover(self, size: Size | None = None) -> None:
        width, height = size or self.size
        too_small = width < SMALLEST[0] or height < SMALLEST[1]
        covered = isinstance(self.screen, TooSmallScreen)
        if too_small and not covered:
            self.push_screen(TooSmallScreen(*SMALLEST))
        elif covered and not too_small:
            self.pop_screen()

    def action_command(self, name: str) -> None:
        """Run a command of the workspace, whichever screen lies over it."""
        from tui.screens.acting import Acting

        for screen in reversed(self.screen_stack):
            if isinstance(screen, Acting):
                screen.run_command(name)
                return
        self._without_session(name)

    def _without_session(self, name: str) -> None:
        """What can be said where no session is open, which may be what is wrong."""
        from tui.debug import debug_text
        from tui.screens.ask import TextScreen
        from tui.screens.help import HelpScreen

        error = self.screen.error if isinstance(self.screen, OpeningScreen) else None
        if name == "debug":
            text = debug_text(self, None, [error] if error else [])
            self.push_screen(TextScreen("For a bug report", text))
        elif name == "help":
            self.push_screen(HelpScreen(self.screen))

    def action_leave(self) -> None:
        """Back to where the person was; clears nothing."""
        from tui.screens.acting import Acting

        if isinstance(self.screen, Acting):
            self.screen.leave()

    def _configure(self, text: str) -> None:
        """Keep the settings and open the person's own day."""
        if self._on_config is None:
            return
        self._on_config(text)
        toast(self, "Your settings are saved. Opening your own list …")
        self.call_later(self._replace, OpeningScreen(self._reopen))

    async def _replace(self, screen: Screen[None]) -> None:
        """Put a screen in the place of the one that is covered, or seen."""
        if isinstance(self.screen, TooSmallScreen):
            await self.pop_screen()
        await self.switch_screen(screen)
        self._cover()

    def open_again(self, open_session: OpenSession) -> None:
        """Put another session in the place of this one; it waits for the person's word to begin.

        `open_session` closes this one, of which no turn runs any more then.
        """

        async def opened() -> Session:
            if self._turns is not None:
                await self._turns.close()
            return await open_session()

        self.call_later(self._replace, OpeningScreen(opened, starts=False))

    async def _reopen(self) -> Session:
        await self._let_go()
        return await self._open_session()

    async def _let_go(self) -> None:
        if self._turns is not None:
            await self._turns.close()
        if self._close is not None:
            await self._close()

    @property
    def notifier(self) -> "Notifier":
        """What tells the person something while they are elsewhere."""
        if self._notifier is None:
            from tui.notify import Notifier

            self._notifier = Notifier(self.write_to_terminal, partial(toast, self))
            self._notifier.config = self.settings.config.notify
        return self._notifier

    def write_to_terminal(self, sequence: str) -> None:
        """Send a sequence that paints nothing: a bell, a title, a notification."""
        if self._driver is not None:
            self._driver.write(sequence)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy, and say what came of it."""
        super().copy_to_clipboard(text)
        self.run_worker(self._say_copied(text), group="copy")

    async def _say_copied(self, text: str) -> None:
        from tui.clipboard import copy

        copied = await asyncio.to_thread(copy, text)
        toast(self, copied.words, "information" if copied.is_sent else "warning")

    def _settings_changed(self, settings: Settings) -> None:
        self.animation_level = settings.motion
        self.set_keymap(settings.keys)
        self.notifier.config = settings.config.notify

    def _keep_theme(self, theme: object) -> None:
        self.preferences.keep_theme(self.theme)


def run_app(
    open_session: OpenSession,
    *,
    sessions_dir: Path,
    on_config: Callable[[str], None] | None = None,
    close: Callable[[], Awaitable[None]] | None = None,
    services: Services | None = None,
) -> int:
    """Run the app until the person leaves; returns an exit code.

    `open_session` is called after the first frame, and again after `on_config` kept new settings.
    `close` is awaited in the same event loop when a session is not needed any more.
    """
    app = MajordomoApp(open_session, sessions_dir, on_config, close, services=services, guided=True)
    result = app.run()
    return app.return_code or result or 0


__all__ = ["MajordomoApp", "OpenSession", "run_app"]
