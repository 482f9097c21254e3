"""A hash chain over what each step changed.

Records are frozen, so a record that is still the same object has not changed: comparing
identities finds the changes without copying or serialising the state.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from hashlib import blake2b
from operator import attrgetter
from typing import Any

from assistant.contract.desk import Desk
from env_adapter.ledger import Ledger

_TABLES = ("items", "events", "mails", "contacts", "tasks", "habits", "reminders")


class Chain:
    """The running hash of a world."""

    def __init__(self, desk: Desk, head: str = "") -> None:
        """Begin at `head`, or with the whole of `desk`."""
        self.head = head
        self._seen: dict[str, dict[str, object]] = {table: {} for table in _TABLES}
        if head:
            for table in _TABLES:
                self._seen[table] = dict(getattr(desk, table))
        else:
            self.extend(["start", desk.now, *self.changes(desk)])

    def changes(self, desk: Desk) -> list[object]:
        """The records that differ from when this was last asked."""
        found: list[object] = []
        for table in _TABLES:
            now: Mapping[str, object] = getattr(desk, table)
            seen = self._seen[table]
            for key, record in now.items():
                if seen.get(key) is not record:
                    seen[key] = record
                    found.append([table, key, _values(record)])
        return found

    def extend(self, delta: list[Any]) -> str:
        """Fold a delta into the hash."""
        canonical = json.dumps(delta, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
        self.head = blake2b(self.head.encode() + canonical.encode(), digest_size=16).hexdigest()
        return self.head


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
