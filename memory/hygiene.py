"""Keeping a memory clean: what to forget, what is doubtful, taking all of it along."""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from memory.record import Record, minutes, seconds

STALE_DAYS = 730
"""A note of no date that recurs is rarely right after two years."""

_FEWEST_WORDS = 2
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Which:
    """Which notes are meant; a note has to fit everything that is given."""

    ids: tuple[str, ...] = ()
    source: str = ""
    """A source or a file, or a folder of them."""
    person: str = ""
    """Who said it or is named in it."""
    text: str = ""
    """Words that stand in it, in this order."""
    since: str = ""
    """ISO 8601, the first day or moment of it; a note without a time fits neither."""
    until: str = ""
    """ISO 8601; a day is meant as a whole."""

    def __post_init__(self) -> None:
        """Blanks say nothing, and would fit everything."""
        for name in ("source", "person", "text", "since", "until"):
            object.__setattr__(self, name, getattr(self, name).strip())
        object.__setattr__(self, "source", self.source.rstrip("/"))
        for moment in (self.since, self.until):
            if moment:
                minutes(moment)

    def __bool__(self) -> bool:
        wanted = (self.ids, self.source, self.person, self.text, self.since, self.until)
        return any(wanted)

    def fits(self, record: Record) -> bool:
        """Whether a note is meant; nothing given means none."""
        return (
            bool(self)
            and (not self.ids or bool({record.id, record.short} & {*self.ids}))
            and (not self.source or _is_from(record, self.source))
            and (not self.person or _is_about(record, self.person))
            and (not self.text or _says(record.text, self.text))
            and (not self.since or _at(record) >= seconds(self.since))
            and (not self.until or _at(record) < _end(self.until))
        )


def _at(record: Record) -> float:
    """UTC seconds; one without a time compares as false with anything."""
    return seconds(record.time) if record.time else math.nan


def _end(moment: str) -> float:
    is_day = len(moment) == len("2026-01-31")
    return seconds(moment) + (24 * 60 * 60 if is_day else 0)


def _is_from(record: Record, source: str) -> bool:
    return any(
        place == source or place.startswith((f"{source}/", f"{source}, "))
        for place in (record.source, record.path)
    )


def _is_about(record: Record, person: str) -> bool:
    return any(_says(text, person) for text in (record.text, record.source, *record.people))


def _says(text: str, words: str) -> bool:
    wanted = r"\s+".join(map(re.escape, words.split()))
    return re.search(rf"(?<!\w){wanted}(?!\w)", text, re.IGNORECASE) is not None


def stats(records: Iterable[Record], now: datetime | None = None) -> dict[str, Any]:
    """What there is and what is doubtful: counts, and ids of junk, duplicate and stale notes."""
    moment = int((now or datetime.now(UTC)).timestamp() // 60)
    notes = [record for record in records if record.kind != "item"]
    oldest = moment - STALE_DAYS * 24 * 60
    first: dict[str, str] = {}
    duplicates = []
    for record in notes:
        if record.kind == "episode":
            continue
        same = " ".join(record.text.casefold().split())
        if first.setdefault(same, record.handle) != record.handle:
            duplicates.append(record.handle)
    return {
        "notes": len(notes),
        "by_kind": dict(sorted(Counter(record.kind for record in notes).items())),
        "sources": len({record.source for record in notes}),
        "tainted": sum(record.tainted for record in notes),
        "without_consent": sum(not record.consent for record in notes),
        "expiring": sum(record.expires is not None for record in notes),
        "junk": [r.handle for r in notes if len(_WORD.findall(r.text)) < _FEWEST_WORDS],
        "duplicate": duplicates,
        "stale": [r.handle for r in notes if r.time and minutes(r.time) < oldest],
    }


def export_line(record: Record) -> str:
    """A note as a line that `kb add --jsonl` takes."""
    known: Mapping[str, Any] = asdict(record)
    names = ("id", "text", "time", "source", "kind", "category", "tainted", "consent", "expires")
    line = {name: known[name] for name in names if known[name] not in {"", None}}
    return json.dumps(line | ({"meta": record.meta} if record.meta else {}), ensure_ascii=False)
