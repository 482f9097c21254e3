"""Help for whatever has the focus, and the facts that a bug report needs."""

import platform
import traceback
from importlib import metadata

from textual.app import App
from textual.screen import Screen

from tui.commands import COMMANDS
from tui.session import Session

_GENERAL = """\
## Everywhere

Everything that can be done has a command: `ctrl+p` lists those that make sense now, and each can
be typed after a slash.

| command | key | does |
|---|---|---|
"""


def help_for(screen: Screen[object]) -> str:
    """What the focused widget is, its keys, and all commands, as Markdown."""
    parts = []
    node = screen.focused
    for ancestor in node.ancestors_with_self if node is not None else [screen]:
        text = getattr(ancestor, "HELP", None)
        if text:
            parts.append(text)
            break
    rows = [
        f"| `{screen.app.get_key_display(binding)}` | {binding.description} |"
        for _, binding, enabled, _ in screen.active_bindings.values()
        if binding.show and binding.description and enabled
    ]
    parts.append("## Keys here\n\n| key | does |\n|---|---|\n" + "\n".join(rows))
    parts.append(_GENERAL + "\n".join(f"| `{c.usage}` | {c.key} | {c.help} |" for c in COMMANDS))
    return "\n\n".join(parts)


def debug_text(app: App[object], session: Session, error: BaseException | None) -> str:
    """Versions, size and the last error; nothing of what the person typed."""
    lines = [
        f"majordomo {_version('majordomo')}",
        f"textual {_version('textual')} · python {platform.python_version()}",
        f"{platform.system()} {platform.machine()}",
        f"window {app.size.width} by {app.size.height} · theme {app.theme}",
        f"colour {'off' if app.no_color else 'on'} · animation {app.animation_level}",
        f"model {session.model} · simulated {'yes' if session.simulated else 'no'}",
        "",
    ]
    if error is None:
        return "\n".join([*lines, "No error so far."])
    return "\n".join([*lines, *traceback.format_exception(error)])


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "from source"
