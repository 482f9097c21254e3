"""The export of a session, with the person's word where a file would be replaced."""

from pathlib import Path
from typing import Any

from textual.app import App

from tui.exporting import ExportError, export, free_name, target
from tui.marks import one_line
from tui.replay import Recording
from tui.screens.ask import AskScreen, ChoiceScreen
from tui.text import toast


async def export_with_word(app: App[Any], recording: Recording, argument: str = "") -> None:
    """Write `recording` where `argument` says, or where the person says; to be run in a worker."""
    try:
        proposed = target(argument, recording.path.stem, Path.cwd())
        if not argument:
            hint = "Where to? .md is to read and edit, .svg is a picture."
            named = await app.push_screen_wait(AskScreen("Export", hint, str(proposed)))
            if named is None:
                return
            proposed = target(named, recording.path.stem, Path.cwd())
        path, replace = await _settled(app, proposed)
        if path is not None:
            toast(app, f"Written: {export(recording, path, replace)}")
    except ExportError as error:
        toast(app, f"Not exported: {error}", "error")


async def _settled(app: App[Any], path: Path) -> tuple[Path | None, bool]:
    """Where to write and whether that may replace a file; no path where the person goes back."""
    if not path.exists():
        return path, False
    other = free_name(path)
    choices = [f"Keep both: write {other.name}", f"Replace {path.name}"]
    title = one_line(f"{path.name} is there already", 70)
    chosen = await app.push_screen_wait(ChoiceScreen(title, one_line(str(path), 200), choices))
    if chosen is None:
        return None, False
    return (other, False) if chosen == 0 else (path, True)
