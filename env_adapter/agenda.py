"""What will happen, kept in the order in which it will: the queue behind a day's clock.

Everything that happens by itself is an entry with its own minute. So a day comes out the same
whether time passes in one go or in many small steps, which is what makes ending a day early
worth exactly as much as doing nothing for the rest of it.
"""

from bisect import insort
from collections.abc import Iterator
from typing import get_args

from env_adapter.ledger import Kind, Ledger, Pending

_RANK = {kind: rank for rank, kind in enumerate(get_args(Kind))}

BRINGS_WORK = frozenset({"mail", "chat", "bounce", "drift", "decline", "end"})
"""Kinds that can open an item, so that a day is not over while one of them is to come."""


def put(ledger: Ledger, at: int, kind: Kind, ref: str) -> None:
    """Let something happen at a minute."""
    insort(ledger.pending, Pending(at, kind, ref), key=_key)


def take(ledger: Ledger, target: int) -> Iterator[Pending]:
    """What happens up to `target`, in order; taken off the list as it comes."""
    while ledger.pending and ledger.pending[0].at <= target:
        yield ledger.pending.pop(0)


def drop(ledger: Ledger, kind: Kind, ref: str) -> None:
    """Let something not happen after all."""
    if any(p.kind == kind and p.ref == ref for p in ledger.pending):
        ledger.pending = [p for p in ledger.pending if p.kind != kind or p.ref != ref]


def next_work(ledger: Ledger, before: int) -> int | None:
    """When something may next open an item, if that is before `before`."""
    first = next((p.at for p in ledger.pending if p.kind in BRINGS_WORK), before)
    return first if first < before else None


def sort(ledger: Ledger) -> None:
    """Put a list that was made out of order into order."""
    ledger.pending.sort(key=_key)


def _key(pending: Pending) -> tuple[int, int, str]:
    return (pending.at, _RANK[pending.kind], pending.ref)
