"""Records the whole sample day as a terminal shows it, into docs/recordings/day.cast.

`.venv/bin/python docs/recording.py` starts `majordomo --sample` on a terminal of its own, presses
keys as a person would and keeps every byte that comes back with its time: asciinema's format,
version 2. Pauses are shortened, and nothing else is changed. No network, no files but that one.
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
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CAST = Path(__file__).parent / "recordings" / "day.cast"
SIZE = (100, 30)
LONGEST_PAUSE_S = 1.6
"""A longer pause than this is shortened to it."""

QUIET_S = 1.2
"""After so long without a byte the screen is taken to stand still."""

PATIENCE_S = 300
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
        self._seen = ""
        self._process, self._fd = pty.fork()
        if self._process == 0:
            os.execvpe(command[0], list(command), environment)
        columns, rows = SIZE
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def act(self, act: Act) -> None:
        """Wait until the screen is ready for it, then press the keys."""
        self.wait(act.after)
        self._clock += act.look_s
        self._seen = ""
        for key in _keys(act.keys):
            os.write(self._fd, key.encode())
            self._read(0.08)

    def wait(self, words: str) -> None:
        """Wait until `words` were painted and the screen stands still."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            is_alive = self._read(0.1)
            is_quiet = time.monotonic() - self._heard > QUIET_S
            if not is_alive or (is_quiet and words in self._seen):
                return
        raise TimeoutError(f"never painted: {words!r}; the last was {self._seen[-2000:]!r}")

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
        now = time.monotonic()
        self._clock += min(now - self._heard, LONGEST_PAUSE_S)
        self._heard = now
        text = self._decoder.decode(data)
        if text:
            self.output.append((self._clock, text))
            self._seen += _CONTROL.sub("", text)
        return bool(data)


def _keys(keys: str) -> list[str]:
    """Single keys: an escape sequence is one key."""
    return re.findall(r"\x1b(?:\[[0-9;]*[A-Za-z~]|O[A-Z])|[\s\S]", keys)


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
    lines = [json.dumps(header)]
    lines += [json.dumps([round(at, 3), "o", text], ensure_ascii=False) for at, text in output]
    return "\n".join(lines) + "\n"


# The sample day, from the first frame to leaving.
ACTS = (
    Act(F4, "Needs you", 3.0),
    Act("Friday 11:00" + ENTER, "", 1.0),
    Act(F7, "Needs you", 1.5),
    Act(ESC, "", 4.0),
    Act(F4, "", 1.0),
    Act("a", "", 1.5),
    Act(F2, "", 3.0),
    Act(DOWN * 3 + "w", "", 0.5),
    Act(ESC * 2, "", 3.0),
    Act("Remind me to call Mum on Sunday at 18:00" + ENTER, "", 0.5),
    Act(CTRL_T + UP + " ", "", 2.0),
    Act(ESC, "", 3.0),
    Act(CTRL_R, "", 1.0),
    Act("p", "Sessions", 1.5),
    Act(RIGHT * 8, "replay", 1.5),
    Act(END, "", 1.0),
    Act(ESC, "", 2.0),
    Act(ESC, "", 0.5),
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
