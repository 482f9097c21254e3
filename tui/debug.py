"""What a bug report needs: versions, the terminal, what is in effect and the last errors.

Nothing that the person typed or keeps; an error's own words may name a file, and say so above.
"""

import locale
import os
import platform
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata
from typing import TYPE_CHECKING

from tui import clipboard, notify
from tui.session import Session
from tui.words import has_unicode, state_of

if TYPE_CHECKING:
    from tui.app import MajordomoApp

_PACKAGES = ("textual", "langgraph", "langchain-core", "transformers", "torch", "chromadb")
_ERRORS = 3


def debug_text(
    app: "MajordomoApp",
    session: Session | None,
    errors: Sequence[BaseException],
    environ: Mapping[str, str] = os.environ,
) -> str:
    """Everything, one fact per line; `session` is None where none could be opened."""
    lines = [
        "Read it before you paste it: an error may name a file of yours.",
        "",
        *_heads(errors),
        "",
        f"majordomo {_version('majordomo')} · python {platform.python_version()}",
        " · ".join(f"{name} {_version(name)}" for name in _PACKAGES),
        f"{platform.system()} {platform.release()} {platform.machine()}",
        "",
        *_terminal(app, environ),
        "",
        *_settings(app),
        "",
        *_day(session),
        "",
        *_traces(errors),
    ]
    return "\n".join(lines)


def _terminal(app: "MajordomoApp", environ: Mapping[str, str]) -> Iterator[str]:
    program = " ".join(filter(None, map(environ.get, ("TERM_PROGRAM", "TERM_PROGRAM_VERSION"))))
    inside = [name for name, key in _INSIDE.items() if environ.get(key)]
    yield f"terminal {environ.get('TERM', 'not named')} · {program or 'program not named'}"
    yield f"inside {', '.join(inside) or 'nothing else'} · driver {type(app._driver).__name__}"
    encoding = locale.getpreferredencoding(False)
    yield f"encoding {encoding} · glyphs {'unicode' if has_unicode() else 'ascii'}"
    yield f"window {app.size.width} by {app.size.height} · theme {app.theme}"
    colour = "off" if app.no_color else app.console.color_system or "none"
    yield f"colour {colour} · animation {app.animation_level}"
    yield f"copying {clipboard.how(environ)}"
    yield f"told {notify.how(app.settings.config.notify, environ)}"


def _settings(app: "MajordomoApp") -> Iterator[str]:
    """Which settings are not as delivered, without their values."""
    settings = app.settings
    config = settings.config
    names = [
        f"{table}.{key}" for table in ("limits", "sending", "notify", "screen", "files", "person")
        for key in sorted(getattr(config, table).model_fields_set)
    ]  # fmt: skip
    yield f"settings {'read' if settings.path and settings.path.exists() else 'none'}"
    yield f"named in them {', '.join(names) or 'nothing'}"
    keys = [f"{name} {key}" for name, key in sorted(settings.keys.items())]
    yield f"own keys {', '.join(keys) or 'none'}"
    yield from (f"not used {problem}" for problem in settings.problems)


def _day(session: Session | None) -> Iterator[str]:
    if session is None:
        yield "no session is open"
        return
    yield f"model {session.model} · simulated {'yes' if session.simulated else 'no'}"
    counts = Counter(state_of(item.status) for item in session.items())
    yield "items " + (", ".join(f"{n} {state}" for state, n in counts.items()) or "none")
    yield f"run {session.run_id}"


def _heads(errors: Sequence[BaseException]) -> Iterator[str]:
    """What went wrong last, newest first: the reason for most reports."""
    if not errors:
        yield "No error so far."
    for error in errors[-_ERRORS:][::-1]:
        yield "".join(traceback.format_exception_only(error)).strip()


def _traces(errors: Sequence[BaseException]) -> Iterator[str]:
    for error in errors[-_ERRORS:][::-1]:
        yield "".join(traceback.format_exception(error))


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"


_INSIDE = {"tmux": "TMUX", "screen": "STY", "ssh": "SSH_CONNECTION", "wayland": "WAYLAND_DISPLAY",
           "x11": "DISPLAY", "wsl": "WSL_DISTRO_NAME"}  # fmt: skip
