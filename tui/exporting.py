"""A session as a file to keep or to send: Markdown to read and edit, SVG to look at.

What comes from outside is written as text: it may hold Markdown or HTML, and a page made from
the file must not load a picture or run a script because a mail said so.
"""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text
from textual.color import Color

from assistant.contract.errors import UserError
from assistant.events import Acted
from assistant.files import write_atomic
from tui.history import Answered, Entry, Spoken, Stepped
from tui.marks import flat, marked, one_line
from tui.replay import Recording
from tui.themes import DARK
from tui.words import SIGNS, glyph, state_of

WIDTH = 100
"""Columns of the picture."""

LINES = 400
"""Lines of the picture; a longer session shows its end, and says how much is missing."""

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_LOADS = re.compile(r"([<!\[\]&])")


class ExportError(UserError):
    """A session could not be written to a file."""


def export(recording: Recording, path: Path, replace: bool = False) -> Path:
    """Write the session to `path`, as its ending says: .md or .svg.

    Returns:
        The file; inside `path` where that is a folder's.

    Raises:
        ExportError: another ending, a file that is there already, or one that cannot be written.
    """
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise ExportError(f"{path} is neither .md nor .svg; name a file with one of these endings")
    if path.exists() and not replace:
        raise ExportError(f"{path} is there already; choose another name or say that it may go")
    try:
        write_atomic(path, write(recording).encode())
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror or error}") from error
    return path


def target(argument: str, name: str, folder: Path) -> Path:
    """The file that `md`, `svg`, a path, or one of the two before a path means.

    `name` and `folder` say where it goes when no path is given.

    Raises:
        ExportError: the kind and the path's ending contradict each other, or there is neither.
    """
    kind, _, rest = argument.strip().partition(" ")
    if kind.lower() not in {"md", "svg"}:
        kind, rest = "", argument
    try:
        path = Path(rest.strip()).expanduser() if rest.strip() else Path()
    except RuntimeError as error:
        raise ExportError(f"{one_line(rest, 80)} is no path; name a file") from error
    if not rest.strip() or path.is_dir():
        path = (path if rest.strip() else folder) / f"{name}.{kind.lower() or 'md'}"
    elif not path.suffix and kind:
        path = path.with_suffix(f".{kind.lower()}")
    if kind and path.suffix.lower() != f".{kind.lower()}":
        raise ExportError(f"{path} does not end in .{kind.lower()}; leave one of the two out")
    return path


def free_name(path: Path) -> Path:
    """The first of `path`, `NAME-2`, `NAME-3` … that is not there yet."""
    number, free = 2, path
    while free.exists():
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return free


# Markdown


def as_markdown(recording: Recording) -> str:
    """The whole session as Markdown: nothing is cut."""
    opened = recording.opened
    facts = [opened.model, "simulated: nothing was real" if opened.simulated else ""]
    lines = [
        f"# Session of {_escaped(opened.day or 'an unknown day')}",
        "",
        " · ".join(_escaped(fact) for fact in facts if fact),
        *(f"\nNot all of the file could be read: {_escaped(n)}." for n in recording.notices),
        "",
    ]
    items = recording.frames[-1].items
    if items:
        lines += ["| item | state at the end | tier | text |", "|---|---|---|---|"]
        for item in items:
            cells = (item.id, state_of(item.status), item.tier, one_line(item.text, 400))
            lines.append("| " + " | ".join(_escaped(cell) for cell in cells) + " |")
        lines.append("")
    for entry in recording.entries:
        lines += [*_markdown(entry), ""]
    return "\n".join(lines)


def _markdown(entry: Entry) -> Iterator[str]:
    match entry:
        case Spoken(speaker, text):
            yield f"**{speaker}:** " + _escaped(text).replace("\n", "\\\n")
        case Answered(text):
            # The assistant's own words are Markdown; what would load or link anything is not.
            yield "**Assistant:**"
            yield ""
            yield from (f"> {line}" for line in _LOADS.sub(r"\\\1", marked(text)).split("\n"))
        case Stepped(event):
            yield f"- `{event.tool}` **{event.status}**: ".replace("``", "") + _flat(event.text)
            for key, value in event.args.items():
                yield from _argument(key, flat(value))


def _argument(key: str, value: str) -> Iterator[str]:
    text = marked(value)
    if "\n" not in text:
        yield f"  - {_escaped(key)}: {_escaped(text)}"
        return
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    yield f"  - {_escaped(key)}:"
    yield f"    {fence}text"
    yield from (f"    {line}" for line in text.split("\n"))
    yield f"    {fence}"


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", marked(text))


def _flat(text: str) -> str:
    return " ".join(_escaped(text).split("\n"))


# SVG


def as_svg(recording: Recording) -> str:
    """The session as a picture of a terminal, in our dark colours; it loads nothing."""
    console = Console(
        width=WIDTH,
        file=io.StringIO(),
        record=True,
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
    )
    drawn = [line for text in _pictured(recording) for line in text.wrap(console, WIDTH)]
    cut = len(drawn) - LINES
    if cut > 0:
        console.print(Text(f"… {cut:,} lines before; the Markdown export has them all", "dim"))
    for line in drawn[-LINES:]:
        console.print(line)
    title = f"Majordomo · {one_line(recording.opened.day, 40)}"
    svg = console.export_svg(title=title, theme=_theme(), unique_id="session")
    # Rich names a font on the network; the file must be readable without asking anybody.
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, count=2, flags=re.DOTALL)


def _pictured(recording: Recording) -> Iterator[Text]:
    opened = recording.opened
    said = " · simulated" * opened.simulated
    yield Text(f"{one_line(opened.day, 60)} · {one_line(opened.model, 40)}{said}", "bold")
    yield Text("")
    for item in recording.frames[-1].items:
        state = state_of(item.status)
        text = Text(f"{glyph(state, unicode=True)} {state:<9}", _hex(SIGNS[state].style))
        yield text.append(f"{item.tier:<13} {one_line(item.text, 70)}", "not bold")
    for entry in recording.entries:
        yield from _pictured_entry(entry)


def _pictured_entry(entry: Entry) -> Iterator[Text]:
    match entry:
        case Spoken(speaker, text):
            yield Text("")
            yield Text.assemble((f"{speaker:<11}", _SPEAKER[speaker]), marked(text))
        case Answered(text):
            yield Text("")
            yield Text.assemble((f"{'Assistant':<11}", _SPEAKER["Assistant"]), marked(text))
        case Stepped(event):
            yield _pictured_step(event)


def _pictured_step(event: Acted) -> Text:
    style = {"ok": "", "failed": DARK.error or ""}.get(event.status, DARK.warning or "")
    head = f"▸ {one_line(event.tool, 20):<20} {event.status:<8} "
    return Text.assemble((head, style), one_line(event.text, 400))


def _hex(style: str) -> str:
    """A theme's word as a colour that Rich knows."""
    name = style.removeprefix("$").removeprefix("text-")
    return "dim" if name == "muted" else str(getattr(DARK, name, "") or "") if name else ""


def _theme() -> TerminalTheme:
    def rgb(colour: str | None) -> tuple[int, int, int]:
        return Color.parse(colour or "#000000").rgb

    colours = [DARK.panel, DARK.error, DARK.success, DARK.warning, DARK.primary, DARK.accent,
               DARK.secondary, DARK.foreground]  # fmt: skip
    return TerminalTheme(rgb(DARK.background), rgb(DARK.foreground), [rgb(c) for c in colours])


_SPEAKER = {
    "You": f"bold {DARK.primary}",
    "Assistant": f"bold {DARK.primary}",
    "Asks": f"bold {DARK.warning}",
    "Note": "dim",
    "Failed": f"bold {DARK.error}",
}

_WRITERS: dict[str, Callable[[Recording], str]] = {".md": as_markdown, ".svg": as_svg}

__all__ = ["ExportError", "as_markdown", "as_svg", "export", "free_name", "target"]
