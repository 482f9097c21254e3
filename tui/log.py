"""What happened in a session, kept as it happens: one frozen event per line of a JSONL file.

The file is append-only and a line is written whole, so a kill loses at most the last one. It
is what the session picker previews and what a resumed session shows as its history.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Literal, get_args, get_origin

from assistant.contract.day import Status, Tier
from assistant.contract.tools import Effect
from assistant.events import (
    Acted,
    ConsentAsked,
    Finished,
    GraphEvent,
    ModelCalled,
    Perceived,
    Proposed,
)


@dataclass(frozen=True, slots=True)
class Opened:
    """The session was opened."""

    day: str
    model: str
    simulated: bool


@dataclass(frozen=True, slots=True)
class Said:
    """The person typed something."""

    item_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Decided:
    """The person gave their word on a call."""

    item_id: str
    tool: str
    kind: str
    """accept, edit, response, ignore; or `standing` where a permission answered."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """The screen told the person something that is no event of the graph."""

    kind: str
    """stopped, failed, model, undo, item."""
    text: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An item is new in the list, or looks otherwise than before: what a replay draws it from."""

    item_id: str
    text: str
    tier: Tier
    status: Status


SessionEvent = GraphEvent | Opened | Said | Decided | Noted | Listed

_KINDS: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (Perceived, ModelCalled, Proposed, ConsentAsked, Acted, Finished, Opened, Said,
                 Decided, Noted, Listed)
}  # fmt: skip


def to_line(event: SessionEvent) -> str:
    """The event as a line of JSON."""
    return json.dumps({"event": type(event).__name__, **asdict(event)}, default=str)


def from_line(line: str) -> SessionEvent | None:
    """The event of a line; None where it is torn or of a kind that this version does not know.

    Its fields have the types they should have: the file may have been written by anybody.
    """
    try:
        row = json.loads(line)
        name = row.pop("event")
        kind, shape = _KINDS[name], _shape(name)
        values = {key: value for key, value in row.items() if key in shape}
        if kind is Acted and values.get("effect") is not None:
            values["effect"] = Effect(values["effect"])
        for key, value in values.items():
            types, words = shape[key]
            if not isinstance(value, types) or (words and value not in words):
                return None
        event: SessionEvent = kind(**values)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return event


_Shape = tuple[tuple[type, ...], frozenset[object]]
"""The types that a field may have, and its words where only some are allowed."""


@cache
def _shape(kind: str) -> dict[str, _Shape]:
    """What each field of an event may hold; once per kind, since a session has many lines."""
    return {field.name: _allowed(field.type) for field in fields(_KINDS[kind])}


def _allowed(hint: Any) -> _Shape:
    if isinstance(hint, UnionType):
        return tuple(t for part in get_args(hint) for t in _allowed(part)[0]), frozenset()
    if get_origin(hint) is Literal:
        return (str,), frozenset(get_args(hint))
    plain = get_origin(hint) or hint
    return ((int, float) if plain is float else (plain,)), frozenset()


class SessionLog:
    """The file of one session."""

    def __init__(self, path: Path) -> None:
        """Keep the events in `path`; the folder is made on first use."""
        self.path = path
        self.error: OSError | None = None
        """Why the last line could not be written."""

    def append(self, event: SessionEvent) -> None:
        """Add one event; a full disk must not stop the assistant, so an error is only kept."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self.path.open("a", encoding="utf-8") as file:
                file.write(to_line(event) + "\n")
        except OSError as error:
            self.error = error

    def read(self) -> list[SessionEvent]:
        """Every event that can be read, oldest first."""
        return list(_events(self.path))


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """A session as the picker lists it."""

    path: Path
    day: str
    title: str
    acted: int
    is_pending: bool
    """Whether a call still waits for the person's word."""
    simulated: bool
    written: float
    """When the last event came, in seconds since the epoch."""


def log_of(folder: Path, run_id: str) -> SessionLog:
    """The log of a run; the same run finds the same file again."""
    name = re.sub(r"[^\w-]+", "-", run_id).strip("-")[:80] or "session"
    return SessionLog(folder / f"{name}.jsonl")


def summaries(folder: Path) -> list[SessionSummary]:
    """Every session in the folder, the last used first."""
    if not folder.is_dir():
        return []
    found = [_summary(path) for path in folder.glob("*.jsonl")]
    return sorted(found, key=lambda summary: -summary.written)


def is_pending(events: Iterable[SessionEvent]) -> bool:
    """Whether the last call that asked for consent got no answer."""
    waits = False
    for event in events:
        if isinstance(event, ConsentAsked):
            waits = True
        elif isinstance(event, Acted | Decided | Finished):
            waits = False
    return waits


def _summary(path: Path) -> SessionSummary:
    events = list(_events(path))
    opened = next((e for e in events if isinstance(e, Opened)), Opened("", "", False))
    said = next((e.text for e in events if isinstance(e, Said)), "")
    acted = [e for e in events if isinstance(e, Acted) and e.effect not in {None, Effect.READ}]
    title = said or (acted[0].text if acted else "nothing was done yet")
    return SessionSummary(
        path=path,
        day=opened.day,
        title=title,
        acted=len(acted),
        is_pending=is_pending(events),
        simulated=opened.simulated,
        written=path.stat().st_mtime,
    )


def _events(path: Path) -> Iterator[SessionEvent]:
    try:
        lines = path.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        event = from_line(line)
        if event is not None:
            yield event
