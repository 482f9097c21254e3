"""A hash chain over what each step changed.

Records are frozen, so a record that is still the same object has not changed: comparing
identities finds the changes without copying or serialising the state.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from hashlib import blake2b
from itertools import compress
from operator import attrgetter, is_not
from typing import Any

from assistant.contract.desk import Desk
from assistant.contract.memo import kept
from env_adapter.ledger import Ledger

_TABLES = (
    "items", "events", "mails", "contacts", "tasks", "habits", "reminders", "promises",
)  # fmt: skip

_canonical = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), sort_keys=True).encode


class Chain:
    """The running hash of a world."""

    def __init__(self, desk: Desk, head: str = "") -> None:
        """Begin at `head`, or with the whole of `desk`."""
        self.head = head
        self._seen: dict[str, dict[str, object]] = {t: dict(getattr(desk, t)) for t in _TABLES}
        if not head:
            records = (
                _written(table, key, record)
                for table in _TABLES
                for key, record in self._seen[table].items()
            )
            self._fold("[" + ",".join(['"start"', str(desk.now), *records]) + "]")

    def changes(self, desk: Desk) -> list[object]:
        """The records that differ from when this was last asked."""
        found: list[object] = []
        for table in _TABLES:
            now: Mapping[str, object] = getattr(desk, table)
            seen = self._seen[table]
            for key, record in _news(now, seen):
                seen[key] = record
                found.append([table, key, _values(record)])
        return found

    def extend(self, delta: list[Any]) -> str:
        """Fold a delta into the hash."""
        return self._fold(_canonical(delta))

    def _fold(self, canonical: str) -> str:
        self.head = blake2b(self.head.encode() + canonical.encode(), digest_size=16).hexdigest()
        return self.head


def counters(ledger: Ledger) -> list[object]:
    """The ledger as it goes into the hash: what can change at any step, flat."""
    return [
        ledger.steps, ledger.free, ledger.invalid, ledger.attention, ledger.stress, ledger.harm,
        ledger.ending, len(ledger.pending), sum(ledger.credit.values()), ledger.notes,
    ]  # fmt: skip


def _news(now: Mapping[str, object], seen: Mapping[str, object]) -> list[tuple[str, object]]:
    """The records that are not the ones last seen, in order."""
    if list(now) == list(seen):
        # The usual case, without a loop of ours over every record of a long day.
        return list(compress(now.items(), map(is_not, now.values(), seen.values())))
    return [(key, record) for key, record in now.items() if seen.get(key) is not record]


@cache
def _reader(kind: type[Any]) -> Callable[[object], object]:
    return attrgetter(*(f.name for f in fields(kind)))


def _values(record: object) -> object:
    kind: Any = type(record)
    return _reader(kind)(record)


def _written(table: str, key: str, record: object) -> str:
    """A record as it goes into a hash, for a day's beginning, which many worlds share."""
    lines, place = kept(record), ("hash", table, key)
    if place not in lines:
        lines[place] = _canonical([table, key, _values(record)])
    line: str = lines[place]
    return line
