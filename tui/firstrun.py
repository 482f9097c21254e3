"""The configuration file that "use my own list" writes: commented, so that it explains itself."""

import json
from pathlib import Path

from assistant.contract.day import Person

_HEAD = """\
# Majordomo's settings. Every line may be left out; lines that begin with # are notes.
# Majordomo reads and writes only the files that are named here, on this machine.
"""


def starter_config(
    tasks: Path | None,
    calendar: Path | None,
    mail: Path | None,
    notes: Path | None,
    person: Person | None = None,
) -> str:
    """A TOML configuration with a comment on each setting; what was not chosen is shown unset."""
    who = person or Person()
    return "\n".join(
        [
            _HEAD,
            "[person]",
            *_setting("name", who.name, "How the assistant signs and speaks of you."),
            *_setting("role", who.role, "What you do; helps to tell work from the rest."),
            *_setting("timezone", _zone(who), "An IANA name; empty means this computer's."),
            "# Monday is 0.",
            f"workdays = {list(who.workdays)}",
            *_setting("work_start", _clock(who.work_start), "Professional slots start here …"),
            *_setting("work_end", _clock(who.work_end), "… and end here."),
            *_setting("style", who.style, "How you write: brief, warm, formal."),
            *_setting("email", who.email, "Your address, as mails name you."),
            "",
            "[files]",
            *_file("tasks", tasks, "todo.txt or a Markdown checklist. Done items are ticked off."),
            *_file("calendar", calendar, "An .ics file. Events are added, moved and cancelled."),
            *_file("mail", mail, "A Maildir. It is read; drafts and answers go to its outbox."),
            *_file("notes", notes, "A folder of Markdown or text notes that answers may cite."),
            "",
        ]
    )


def _setting(key: str, value: str, comment: str) -> list[str]:
    return [f"# {comment}", f"{key} = {_quoted(value)}"]


def _file(key: str, path: Path | None, comment: str) -> list[str]:
    if path is None:
        return [f"# {comment}", f'# {key} = "…"']
    return [f"# {comment}", f"{key} = {_quoted(str(path.expanduser().absolute()))}"]


def _zone(person: Person) -> str:
    return "" if person == Person() else person.timezone


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are a subset of TOML's, except for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
