"""Telling the person while they are elsewhere: the bell, the window's title, the system.

What is told holds no content unless the person wants that: a state in a word, which is all that
somebody who looks over their shoulder should learn.
"""

import asyncio
import html
import os
import shlex
import shutil
from collections.abc import Callable, Mapping
from typing import Literal

from assistant.config import NotifyConfig
from tui.marks import one_line
from tui.turns import Asked, Ended, Failed, Phase, TurnEvent

State = Literal["ready", "working", "asks you", "stopped", "failed", "done"]

Way = Literal["notify-send", "osc9", "osc777", "off"]

PATIENCE_S = 10.0
"""How long a program that tells the person may take."""

SAVE_TITLE, RESTORE_TITLE = "\x1b[22;2t", "\x1b[23;2t"
"""xterm's stack of titles: the person gets back the one they had."""

_OSC_9 = {"iTerm.app", "WezTerm", "ghostty"}
_TOLD: dict[State, str] = {
    "asks you": "asks you",
    "failed": "failed",
    "done": "is done",
    "stopped": "stopped",
}


class Notifier:
    """Tells the person; knows no screen, only how to write to the terminal."""

    def __init__(
        self,
        write: Callable[[str], None],
        report: Callable[[str], None],
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        """`write` sends a sequence to the terminal; `report` says what did not work."""
        self.config = NotifyConfig()
        self._write = write
        self._report = report
        self._environ = environ
        self._title = ""
        self._running: set[asyncio.Task[None]] = set()

    def title(self, state: State, waiting: int = 0) -> None:
        """Keep the state as a word in the window's title."""
        count = f" ({waiting})" if waiting else ""
        title = f"Majordomo: {state}{count}" if self.config.title else ""
        if title == self._title:
            return
        if title:
            self._write(f"{'' if self._title else SAVE_TITLE}\x1b]2;{title}\x07")
        else:
            self._write(RESTORE_TITLE)
        self._title = title

    def tell(self, state: State, is_away: bool, content: str = "") -> str:
        """Tell the person that the state changed; returns what was told, or nothing."""
        config = self.config
        wanted = config.when == "always" or (config.when == "away" and is_away)
        if not wanted or state not in _TOLD:
            return ""
        message = f"Majordomo {_TOLD[state]}"
        if config.content and content:
            message += f": {one_line(content, 120)}"
        if config.bell:
            self._write("\x07")
        way = way_of(config, self._environ)
        if way in {"osc9", "osc777"}:
            self._write(sequence(way, message))
        elif way == "notify-send":
            # Notification servers read the body as markup.
            self._start(["notify-send", "--app-name=Majordomo", "--", html.escape(message, False)])
        if config.command.strip():
            self._start_command(config.command, message)
        return message

    async def settled(self) -> None:
        """Wait for the programs that were started."""
        await asyncio.gather(*self._running, return_exceptions=True)

    async def close(self) -> None:
        """Give the window its title back and end what still runs."""
        if self._title:
            self._write(RESTORE_TITLE)
            self._title = ""
        for task in self._running:
            task.cancel()
        await self.settled()

    def _start_command(self, command: str, message: str) -> None:
        try:
            words = shlex.split(command)
        except ValueError as error:
            self._report(f"[notify] command cannot be read: {error}")
            return
        self._start([*words, message])

    def _start(self, command: list[str]) -> None:
        task = asyncio.create_task(self._run(command))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _run(self, command: list[str]) -> None:
        null = asyncio.subprocess.DEVNULL
        try:
            process = await asyncio.create_subprocess_exec(
                *command, stdin=null, stdout=null, stderr=null
            )
        except OSError as error:
            self._report(f"{command[0]} could not be run to tell you: {error.strerror or error}")
            return
        try:
            code = await asyncio.wait_for(process.wait(), PATIENCE_S)
        except TimeoutError:
            self._report(f"{command[0]} took longer than {PATIENCE_S:.0f} s and was ended")
            code = 0
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if code:
            self._report(f"{command[0]} ended with exit code {code}; nobody was told by it")


def in_title(phase: Phase, waiting: int) -> State:
    """The state in the title: that somebody is asked is what matters most."""
    if waiting:
        return "asks you"
    return "ready" if phase == "idle" else phase


def told(event: TurnEvent, waiting: bool) -> tuple[State | None, str]:
    """The state to tell an absent person after something happened, and what it is about."""
    match event:
        case Asked(pending):
            request = pending["action_request"]
            return "asks you", f"{request['action']} {request['args'].get('item_id', '')}"
        case Failed(error):
            return "failed", str(error)
        case Ended():
            return ("asks you" if waiting else "done"), ""
    return None, ""


def way_of(config: NotifyConfig, environ: Mapping[str, str]) -> Way:
    """How the system is asked to notify; `auto` uses what is known to work here, or nothing."""
    if config.desktop != "auto":
        return config.desktop
    is_remote = bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))
    has_desktop = bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))
    if has_desktop and not is_remote and shutil.which("notify-send", path=environ.get("PATH")):
        return "notify-send"
    if environ.get("TMUX") or environ.get("STY"):
        # Neither passes these on unless it was told to, and the terminal behind is not known.
        return "off"
    term = environ.get("TERM", "")
    if environ.get("TERM_PROGRAM") in _OSC_9 or term in {"xterm-kitty", "xterm-ghostty"}:
        return "osc9"
    return "osc777" if term.startswith(("foot", "rxvt")) else "off"


def sequence(way: Way, message: str) -> str:
    """The escape sequence that asks the terminal; semicolons separate fields in it."""
    text = one_line(message, 200).replace(";", ",")
    return f"\x1b]9;{text}\x07" if way == "osc9" else f"\x1b]777;notify;Majordomo;{text}\x07"


def how(config: NotifyConfig, environ: Mapping[str, str] = os.environ) -> str:
    """In a few words, how the person is told."""
    if config.when == "never":
        return "never"
    ways = ["bell"] * config.bell + ["title"] * config.title
    way = way_of(config, environ)
    ways += [way] * (way != "off") + ["command"] * bool(config.command.strip())
    return f"{config.when}: {', '.join(ways) or 'no way is on'}"
