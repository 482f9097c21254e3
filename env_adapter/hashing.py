"""A hash chain over what each step changed.

Records are frozen, so a record that is still the same object has not changed: comparing
identities finds the changes without copying or serialising the state.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache, partial
from hashlib import blake2b
from operator import attrgetter
from typing import Any

from assistant.contract.desk import Desk
from assistant.contract.memo import derive
from env_adapter.ledger import Ledger

_TABLES = (
    "items", "events", "mails", "contacts", "tasks", "habits", "reminders", "promises",
)  # fmt: skip

_canonical = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


class _Watched(dict[str, object]):
    """A table that notes what is put into it, so that nobody has to look through all of it."""

    def __init__(self, records: Mapping[str, object]) -> None:
        super().__init__(records)
        self.touched: set[str] = set()

    def __setitem__(self, key: str, record: object) -> None:
        self.touched.add(key)
        super().__setitem__(key, record)

    def setdefault(self, key: str, default: object = None) -> object:
        if key not in self:
            self[key] = default
        return self[key]

    def update(self, *args: Any, **records: object) -> None:
        for key, record in dict(*args, **records).items():
            self[key] = record

    def __ior__(self, other: Any) -> Any:  # type: ignore[misc]
        self.update(other)
        return self


class Chain:
    """The running hash of a world."""

    def __init__(self, desk: Desk, head: str = "") -> None:
        """Begin at `head`, or with the whole of `desk`."""
        self.head = head
        self._seen: dict[str, dict[str, object]] = {t: dict(getattr(desk, t)) for t in _TABLES}
        self._tables = {table: _watch(desk, table) for table in _TABLES}
        if not head:
            parts = ['"start"', str(desk.now)]
            for table, seen in self._seen.items():
                parts += derive(seen.values(), ("hash", table), partial(_written, table))
            self._fold("[" + ",".join(parts) + "]")

    def changes(self, desk: Desk) -> list[object]:
        """The records that differ from when this was last asked."""
        found: list[object] = []
        for table, watched in self._tables.items():
            if getattr(desk, table) is not watched:
                # Somebody has put another one in its place.
                watched = self._tables[table] = _watch(desk, table)
                watched.touched.update(watched)
            touched = watched.touched
            if touched:
                seen = self._seen[table]
                for key in touched if len(touched) == 1 else [k for k in watched if k in touched]:
                    record = watched.get(key)
                    if record is not None and seen.get(key) is not record:
                        seen[key] = record
                        found.append([table, key, _values(record)])
                touched.clear()
        return found

    def extend(self, delta: list[Any]) -> str:
        """Fold a delta into the hash."""
        return self._fold(_canonical(delta))

    def _fold(self, canonical: str) -> str:
        self.head = blake2b(self.head.encode() + canonical.encode(), digest_size=16).hexdigest()
        return self.head


def _watch(desk: Desk, table: str) -> _Watched:
    watched = _Watched(getattr(desk, table))
    setattr(desk, table, watched)
    return watched


def counters(ledger: Ledger) -> list[object]:
    """The ledger as it goes into the hash: what can change at any step, flat."""
    return [
        ledger.steps, ledger.free, ledger.invalid, ledger.attention, ledger.stress, ledger.harm,
        ledger.ending, len(ledger.pending), sum(ledger.credit.values()), ledger.notes,
    ]  # fmt: skip


@cache
def _reader(kind: type[Any]) -> Callable[[object], object]:
    return attrgetter(*(f.name for f in fields(kind)))


def _values(record: object) -> object:
    kind: Any = type(record)
    return _reader(kind)(record)


def _written(table: str, record: Any) -> str:
    """A record as it goes into a hash, for a day's beginning, which many worlds share."""
    key = record.name if table == "contacts" else record.id
    return _canonical([table, key, _values(record)])
