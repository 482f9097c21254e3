"""`majordomo replay`: a session's file on screen, as plain text, or exported."""

import sys
from pathlib import Path

from assistant.contract.errors import UserError
from assistant.home import home
from majordomo.output import say


def replay(file: Path, speed: float, plain: bool, out: Path | None, replace: bool) -> int:
    """Show a recorded session, or write it to `out`; nothing in it is executed.

    Raises:
        UserError: the file is no session, or `out` cannot be written.
    """
    from tui.replay import load_recording

    recording = load_recording(file)
    for notice in recording.notices:
        say(f"{file}: {notice}")
    if out is not None:
        from tui.exporting import export

        if out.exists() and not replace:
            raise UserError(f"{out} is there already; choose another name or give --force")
        say(f"written: {export(recording, out, replace)}")
        return 0
    if plain or not (sys.stdin.isatty() and sys.stdout.isatty()):
        from tui.history import in_words

        sys.stdout.write(f"Replay of {file}: nothing is executed.\n")
        sys.stdout.writelines(f"{line}\n" for line in in_words(recording.events, 2000))
        return 0
    from tui.replaying import run_replay

    return run_replay(recording, sessions_dir=home() / "sessions", speed=speed)
