"""Records the whole sample day as a terminal shows it, into docs/recordings/day.cast.

`.venv/bin/python docs/recording.py` starts `majordomo --sample` on a terminal of its own, presses
keys as a person would and keeps what comes back with its time: asciinema's format, version 2.
Pauses are shortened and what changes nothing on screen is left out. No network, no other files.
"""

import codecs
import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.cells import cell_len

CAST = Path(__file__).parent / "recordings" / "day.cast"
SIZE = (100, 30)
LONGEST_PAUSE_S = 0.8
"""A longer pause than this is shortened to it."""

QUIET_S = 2.0
"""After so long without a byte the screen is taken to stand still."""

PATIENCE_S = 300
SHORT = 600
"""Characters of output within which a repainted line is looked for."""

TOGETHER_S = 0.03
"""What comes within this time is one line of the recording."""

LARGEST = 300_000
"""Bytes of the recording."""

# Colours, cursor moves and modes, titles; what is left is the words.
_CONTROL = re.compile(
    r"\x1b\[[0-9;?<>=]*[a-zA-Z~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][A-Z0-9]|\x1b."
)


@dataclass(frozen=True, slots=True)
class Act:
    """What the person does, and what is on the screen before they do it."""

    keys: str
    after: str = ""
    """Words that have been painted since the last act; empty where a still screen is enough."""
    look_s: float = 1.0
    """How long they look first."""


F2, F4 = "\x1bOQ", "\x1bOS"
F7 = "\x1b[18~"
UP, DOWN, RIGHT, END, ESC, ENTER = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[F", "\x1b", "\r"
CTRL_Q, CTRL_R, CTRL_T = "\x11", "\x12", "\x14"


class Terminal:
    """The app on a terminal of its own, whose every byte is kept."""

    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        """Start `command`."""
        self.output: list[tuple[float, str]] = []
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._clock = 0.0
        self._heard = time.monotonic()
        """When something new was painted last; a cursor that blinks is nothing new."""
        self._painted = ""
        """What came since the last act, with all its control sequences."""
        self._process, self._fd = pty.fork()
        if self._process == 0:
            os.execvpe(command[0], list(command), environment)
        columns, rows = SIZE
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def act(self, act: Act) -> None:
        """Wait until the screen is ready for it, then press the keys."""
        self.wait(act.after)
        self._clock += act.look_s
        self._painted = ""
        for key in _keys(act.keys):
            os.write(self._fd, key.encode())
            self._read(0.08)

    def wait(self, words: str) -> None:
        """Wait until `words` were painted and the screen stands still."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            is_alive = self._read(0.1)
            is_still = time.monotonic() - self._heard > QUIET_S
            if not is_alive or (is_still and words in _words(self._painted)):
                return
        raise TimeoutError(f"never painted: {words!r}; but {_words(self._painted)[-2000:]!r}")

    def close(self) -> int:
        """Wait for the app to end; its exit code."""
        deadline = time.monotonic() + 30
        while self._read(0.1) and time.monotonic() < deadline:
            continue
        if time.monotonic() >= deadline:
            os.kill(self._process, signal.SIGTERM)
        return os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])

    def _read(self, seconds: float) -> bool:
        """Take what comes within `seconds`; False where the app has ended."""
        ready, _, _ = select.select([self._fd], [], [], seconds)
        if not ready:
            return True
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            return False
        text = self._decoder.decode(data)
        if text:
            self._keep(text)
        return bool(data)

    def _keep(self, text: str) -> None:
        now = time.monotonic()
        since = now - self._heard
        is_news = len(text) > SHORT or _words(text) not in _words(self._painted)
        self._painted += text
        if is_news:
            self._heard = now
        elif since > LONGEST_PAUSE_S:
            return
        at = self._clock + min(since, LONGEST_PAUSE_S)
        if is_news:
            self._clock = at
        if self.output and at - self.output[-1][0] < TOGETHER_S:
            self.output[-1] = (self.output[-1][0], self.output[-1][1] + text)
        else:
            self.output.append((at, text))


def _words(painted: str) -> str:
    return _CONTROL.sub("", painted)


def _keys(keys: str) -> list[str]:
    """Single keys: an escape sequence is one key."""
    return re.findall(r"\x1b(?:\[[0-9;]*[A-Za-z~]|O[A-Z])|[\s\S]", keys)


class Cells:
    """The screen cell by cell: what is recorded of an output is the cells that it changed.

    An app repaints whole lines for one letter; on a recording that is three bytes out of four.
    """

    _PART = re.compile(
        r"\x1b\[([0-9;?<>=$]*)([@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[^\[\]]|[\r\n]|[^\x00-\x1f\x7f]"
    )
    _TORN = re.compile(r"\x1b(?:\[[0-9;?<>=$]*|\][^\x07\x1b]*\x1b?)?$")

    def __init__(self) -> None:
        """An empty screen."""
        self._cells: dict[tuple[int, int], tuple[str, str]] = {}
        self._row = self._column = 0
        self._style = self._drawn_style = self._rest = ""

    def changes(self, text: str) -> str:
        """What draws the cells that `text` changes; what is torn at its end waits for the next."""
        text = self._rest + text
        torn = self._TORN.search(text)
        self._rest = torn.group() if torn else ""
        before = dict(self._cells)
        for part in self._PART.finditer(text[: len(text) - len(self._rest)]):
            self._take(part)
        changed = sorted(at for at, cell in self._cells.items() if before.get(at) != cell)
        return "".join(self._drawn(changed))

    def _take(self, part: re.Match[str]) -> None:
        match part.group(2), part.group():
            case "m", _:
                codes = part.group(1)
                self._style = "" if codes in {"", "0"} else f"{self._style};{codes}"
            case "H", _:
                row, _, column = part.group(1).partition(";")
                self._row, self._column = int(row or 1) - 1, int(column or 1) - 1
            case None, "\r":
                self._column = 0
            case None, "\n":
                self._row += 1
            case None, character if len(character) == 1:
                self._cells[self._row, self._column] = (character, self._style)
                self._column += cell_len(character)

    def _drawn(self, changed: Sequence[tuple[int, int]]) -> Iterator[str]:
        after = (-1, -1)
        for at in changed:
            character, style = self._cells[at]
            if at != after:
                yield f"\x1b[{at[0] + 1};{at[1] + 1}H"
            if style != self._drawn_style:
                self._drawn_style = style
                yield f"\x1b[0{style}m"
            yield character
            after = (at[0], at[1] + cell_len(character))


def cast(output: Sequence[tuple[float, str]]) -> str:
    """The recording as asciinema reads it: a header, then `[seconds, "o", text]` per line."""
    columns, rows = SIZE
    header = {
        "version": 2,
        "width": columns,
        "height": rows,
        "title": "Majordomo: a simulated sample day",
        "env": {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
    }
    cells = Cells()
    drawn = [(round(at, 2), cells.changes(text)) for at, text in output]
    lines = [[0.0, "o", "\x1b[?25l\x1b[2J"], *([at, "o", text] for at, text in drawn if text)]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in [header, *lines])


# The sample day, from the first frame to leaving.
ACTS = (
    Act(F4, "Asks you", 3.0),
    Act("Friday 11:00" + ENTER, "esc Back", 1.0),
    Act(F7, "Needs you 1 of 1", 1.5),
    Act(ESC, "Waits for you", 4.0),
    Act(F4, "Needs you", 1.0),
    Act("a", "Allow once", 1.5),
    Act(F4, "Needs you 1 of 1", 3.0),
    Act("a", "Allow once", 1.5),
    Act(F2, "allowed draft_reply", 3.0),
    Act(DOWN * 4 + "w", "m Mine", 0.5),
    Act(ESC, "", 3.0),
    Act(ESC, "", 0.2),
    Act("Remind me to stand up on Friday at 15:00", "f4 Decide", 0.5),
    Act(ENTER, "at 15:00", 0.5),
    Act(CTRL_T + UP * 2 + " ", "stand up", 2.0),
    Act(ESC, "Open step", 3.0),
    Act(CTRL_R, "", 1.0),
    Act("p", "p to play", 1.5),
    Act(RIGHT * 8, "nothing is executed", 1.5),
    Act(END, "step 9 of", 1.0),
    Act(ESC, "the end", 2.0),
    Act(ESC, "p to play", 0.5),
    Act(CTRL_Q, "", 1.0),
)


def record() -> tuple[list[tuple[float, str]], int]:
    """Play the day; the bytes and the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": folder,
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "MAJORDOMO_HOME": folder,
            "OMP_NUM_THREADS": "1",
        }
        # The tour would be in the way.
        Path(folder, "sessions").mkdir()
        Path(folder, "sessions", "preferences.json").write_text('{"tour": "seen"}', "utf-8")
        command = [sys.executable, "-m", "majordomo", "--sample"]
        terminal = Terminal(command, environment)
        for act in ACTS:
            terminal.act(act)
        return terminal.output, terminal.close()


def main() -> None:
    """Record and keep, if it is whole and small."""
    output, code = record()
    text = cast(output)
    if code != 0:
        raise SystemExit(f"the app ended with {code}")
    if len(text.encode()) > LARGEST:
        raise SystemExit(f"the recording has {len(text.encode()):,} bytes; play less")
    CAST.parent.mkdir(exist_ok=True)
    CAST.write_text(text, "utf-8")
    sys.stdout.write(f"{CAST}: {len(text.encode()):,} bytes, {output[-1][0]:.0f} s\n")


if __name__ == "__main__":
    main()
