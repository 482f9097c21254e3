"""What was once worked out of a frozen record, kept for as long as the record lives.

A day's records are read again after every step and seldom change: a line of a prompt, or a
record as JSON, is worked out once. Apart from `functools`, whose cache hashes every field of a
record at each look and keeps a stranger's records alive.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar
from weakref import ref

_R = TypeVar("_R")
_V = TypeVar("_V")

_KEPT: dict[int, tuple[Any, dict[Any, Any]]] = {}
"""By identity, with the weak reference that takes the entry away when the record dies.

It does so before the memory can be used again, so an identity is never another record's.
"""


def kept(record: object) -> dict[Any, Any]:
    """A place for what is derived from `record`, empty at first, the same one at each call.

    What is put there must follow from the record and the key alone, and is not to be changed.
    """
    key = id(record)
    found = _KEPT.get(key)
    if found is None:
        # The last records die when the interpreter has taken this module's names away.
        def forget(_: object, pop: Callable[..., object] = _KEPT.pop) -> None:
            pop(key, None)

        found = _KEPT[key] = ref(record, forget), {}
    return found[1]


def derive(records: Iterable[_R], key: object, make: Callable[[_R], _V]) -> list[_V]:
    """What `make` derives from each record, kept under `key`."""
    made: list[_V] = []
    for record in records:
        found = _KEPT.get(id(record))
        place = kept(record) if found is None else found[1]
        if key not in place:
            place[key] = make(record)
        made.append(place[key])
    return made
