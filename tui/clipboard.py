"""Copying, and what can honestly be said about it afterwards.

OSC 52 asks the terminal to copy, and no terminal answers; so where a program of this computer
can copy, that is used first, because it says whether it did.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

OSC_LIMIT = 74_994
"""Bytes that an OSC 52 sequence may hold in the strictest of the common terminals (xterm)."""

_PATIENCE_S = 3.0
_NONE = {"linux", "dumb", "vt100", "vt220"}
"""Terminals without a clipboard."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of a copy."""

    words: str
    """A sentence for the person."""
    is_sent: bool = True
    """False where it certainly did not arrive."""


def copy(text: str, environ: Mapping[str, str] = os.environ) -> Copied:
    """Copy with a program of this computer, or say what asking the terminal comes to."""
    for command in _programs(environ):
        try:
            subprocess.run(
                command, input=text.encode(), timeout=_PATIENCE_S, check=True,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError):
            continue
        return Copied(f"Copied {_size(text)}.")
    return by_terminal(text, environ)


def by_terminal(text: str, environ: Mapping[str, str] = os.environ) -> Copied:
    """What asking the terminal comes to, as far as that can be known."""
    if environ.get("TERM", "") in _NONE:
        return Copied(
            "Not copied: this terminal has no clipboard. Select with the mouse.", is_sent=False
        )
    if environ.get("TERM_PROGRAM") == "Apple_Terminal":
        return Copied("Not copied: Terminal.app takes no OSC 52. Use pbcopy.", is_sent=False)
    if environ.get("STY"):
        return Copied("Not copied: screen passes no OSC 52 on. Use tmux.", is_sent=False)
    where = f"{_size(text)} sent to the terminal, which does not say whether it took them"
    if environ.get("TMUX"):
        where += "; tmux needs: set -g set-clipboard on"
    if len(text.encode()) * 4 / 3 > OSC_LIMIT:
        where += "; many terminals take no more than 75 kB"
    return Copied(f"{where}.")


def how(environ: Mapping[str, str] = os.environ) -> str:
    """In a few words, how copying works here."""
    programs = _programs(environ)
    if programs:
        return Path(programs[0][0]).name
    return "OSC 52, unconfirmed" if by_terminal("", environ).is_sent else "none"


def _programs(environ: Mapping[str, str]) -> list[list[str]]:
    """Programs that copy on the computer in front of the person: not over SSH."""
    if environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"):
        return []
    wanted: list[list[str]] = []
    if sys.platform == "darwin":
        wanted.append(["pbcopy"])
    if environ.get("WAYLAND_DISPLAY"):
        wanted.append(["wl-copy"])
    if environ.get("DISPLAY"):
        wanted += [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
    path = environ.get("PATH")
    found = [(shutil.which(name, path=path), rest) for name, *rest in wanted]
    return [[program, *rest] for program, rest in found if program]


def _size(text: str) -> str:
    return "1 character" if len(text) == 1 else f"{len(text):,} characters"
