"""Copying says what came of it, and never more than can be known."""

from pathlib import Path

import pytest

from tests.tui.driving import running
from tests.tui.sessions import DeskSession
from tui import clipboard
from tui.app import MajordomoApp
from tui.clipboard import OSC_LIMIT, by_terminal, copy, how


@pytest.mark.parametrize(
    ("environ", "is_sent", "words"),
    [
        ({"TERM": "xterm-256color"}, True, "does not say whether"),
        ({"TERM": "tmux-256color", "TMUX": "x"}, True, "set -g set-clipboard on"),
        ({"TERM": "linux"}, False, "no clipboard"),
        ({"TERM": "xterm", "TERM_PROGRAM": "Apple_Terminal"}, False, "pbcopy"),
        ({"TERM": "screen", "STY": "1.a"}, False, "screen passes"),
    ],
)
def test_what_can_be_said_depends_on_the_terminal(
    environ: dict[str, str], is_sent: bool, words: str
):
    copied = by_terminal("hello", environ)
    assert copied.is_sent is is_sent
    assert words in copied.words


def test_a_text_that_many_terminals_cut_is_said():
    environ = {"TERM": "xterm"}
    assert "75 kB" in by_terminal("x" * OSC_LIMIT, environ).words
    assert "75 kB" not in by_terminal("x" * 100, environ).words


def _program(folder: Path, code: int) -> Path:
    out = folder / "copied.txt"
    program = folder / "xclip"
    program.write_text(f"#!/bin/sh\n/bin/cat > {out}\nexit {code}\n")
    program.chmod(0o755)
    return out


def test_a_program_of_this_computer_is_believed_where_it_says_that_it_copied(tmp_path: Path):
    out = _program(tmp_path, 0)
    environ = {"DISPLAY": ":0", "PATH": str(tmp_path), "TERM": "xterm"}
    assert copy("grüße", environ).words == "Copied 5 characters."
    assert out.read_text("utf-8") == "grüße"
    assert how(environ) == "xclip"


def test_where_the_program_fails_the_terminal_is_what_is_left(tmp_path: Path):
    _program(tmp_path, 1)
    environ = {"DISPLAY": ":0", "PATH": str(tmp_path), "TERM": "xterm"}
    assert "does not say whether" in copy("x", environ).words


def test_over_ssh_nothing_is_copied_on_the_far_computer(tmp_path: Path):
    _program(tmp_path, 0)
    environ = {"DISPLAY": ":0", "PATH": str(tmp_path), "TERM": "xterm", "SSH_TTY": "/dev/pts/1"}
    assert how(environ) == "OSC 52, unconfirmed"


async def test_y_copies_the_block_under_the_cursor_and_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(clipboard, "_programs", lambda environ: [])
    async with running(DeskSession([]), folder, autostart=False) as d:
        await d.workspace.conversation.say("Note", "the block")
        await d.press("ctrl+t", "up", "y")
        await d.until(lambda: "does not say whether it took them" in d.toasts)
        assert isinstance(d.app, MajordomoApp)
        assert d.app.clipboard == "the block"
