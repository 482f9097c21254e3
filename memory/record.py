"""One line of the log: a note as it is kept, and the two other things a log can say."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import Discriminator, TypeAdapter

from assistant.contract.notes import Episode, Note

ITEM_PREFIX = "item:"
"""How the ids of programs' items begin, and no others."""

Kind = Literal["document", "fact", "episode", "item"]
"""An item is a program's: `memory.store` keeps it, and no search of the notes shows it."""


@dataclass(frozen=True, slots=True)
class Record:
    """A note with all that is known about it."""

    id: str
    """Chosen by whoever added it; unique, and the same id again replaces the note."""
    text: str
    source: str = ""
    time: str | None = None
    """When it was written, in ISO 8601; without an offset it is read as UTC."""
    kind: Kind = "fact"
    category: str = ""
    tainted: bool = False
    """Its text comes from outside, so what it asks for is no instruction."""
    consent: str = ""
    """How it came to be kept: `import`, `approved`, `program`, or empty where unknown."""
    meta: dict[str, Any] = field(default_factory=dict)
    expires: str | None = None
    """When it is to be forgotten by itself, like `time`."""
    path: str = ""
    """The file it is a chunk of; empty where it was not read from a folder."""
    under: str = ""
    """The headings that its text begins with, as `memory.chunks` puts them before a chunk."""
    sha: str = ""
    """Hash of what it says and is; neither consent nor expiry changes it."""
    short: str = ""
    """What a prompt shows and a citation names: the id where it is short, else `n12`."""
    op: Literal["add"] = "add"

    def __post_init__(self) -> None:
        """Refuse a time that nobody could read back."""
        for time in (self.time, self.expires):
            if time is not None:
                minutes(time)

    @property
    def people(self) -> list[str]:
        """Who said it, and whom it is known to be about."""
        named = self.meta.get("people", [])
        found = [*named] if isinstance(named, list) else [named]
        return [str(name) for name in (self.meta.get("speaker"), *found) if name]

    @property
    def handle(self) -> str:
        """The id to show a person: their own one, never the hash that stands for a file's chunk."""
        return self.short if self.path else self.id

    def to_note(self) -> Note:
        """The note as prompts see it."""
        time = None if self.time is None else minutes(self.time)
        return Note(self.short, self.text, self.source, time, self.tainted)

    def to_episode(self) -> Episode:
        """The episode as prompts see it."""
        agent, tool, note = (str(self.meta.get(key, "")) for key in ("agent", "tool", "note"))
        return Episode(self.text, agent, tool, note, self.tainted)


@dataclass(frozen=True, slots=True)
class Removed:
    """A note is gone."""

    id: str
    op: Literal["remove"] = "remove"


@dataclass(frozen=True, slots=True)
class Counter:
    """The first free number for short ids, so that a forgotten note's number never returns."""

    next: int
    op: Literal["counter"] = "counter"


Line = Record | Removed | Counter
_LINE: TypeAdapter[Line] = TypeAdapter(Annotated[Line, Discriminator("op")])


def parse(line: bytes) -> Line:
    """Read one line of the log; a ValueError says what is wrong with it."""
    return _LINE.validate_json(line)


def dump(line: Line) -> bytes:
    """Write one line of the log."""
    return _LINE.dump_json(line) + b"\n"


def digest(record: Record) -> str:
    """The hash that decides whether two versions of a note are the same."""
    said = [
        record.text,
        record.source,
        record.time,
        record.kind,
        record.category,
        record.tainted,
        record.meta,
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode("ascii")).hexdigest()[:16]


def minutes(time: str) -> int:
    """An ISO 8601 instant as UTC minutes; a ValueError where it is none."""
    return int(seconds(time) // 60)


def seconds(time: str) -> float:
    """An ISO 8601 instant as UTC seconds; a ValueError where it is none."""
    moment = datetime.fromisoformat(time)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.timestamp()


def clean(text: str) -> str:
    """The text without what no index can hold: NUL bytes and half surrogate pairs."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8").strip()
