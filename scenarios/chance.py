"""The only source of chance: a keyed hash of what is being drawn and a counter.

Not `random` (its streams change between Python versions) and not `hash()` (it changes between
processes): the same seed must give the same day on every machine.
"""

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

_T = TypeVar("_T")


def draw(seed: int, purpose: str, counter: int, below: int) -> int:
    """An integer in [0, below), fixed by its arguments."""
    key = f"{seed}/{purpose}/{counter}".encode("utf-8", "replace")
    return int.from_bytes(blake2b(key, digest_size=8).digest(), "big") % below


def shuffled(values: Sequence[_T], seed: int, purpose: str) -> list[_T]:
    """The values in an order fixed by `seed`; seed 0 keeps the given order."""
    if seed == 0:
        return list(values)
    keyed = [(draw(seed, purpose, n, 2**63), n) for n in range(len(values))]
    return [values[n] for _, n in sorted(keyed)]
