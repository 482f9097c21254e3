"""What was once worked out of a frozen record, kept for as long as the record lives.

A day's records are read again after every step and seldom change: a line of a prompt, or a
record as JSON, is worked out once. Apart from `functools`, whose cache hashes every field of a
record at each look and keeps a stranger's records alive.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar
from weakref import ref

_R = TypeVar("_R")
_V = TypeVar("_V")

_ELSEWHERE: dict[int, tuple[Any, dict[Any, Any]]] = {}
"""For what is no `Record`: by identity, with a weak reference that takes the entry away in time.

It does so before the memory can be used again, so an identity is never another object's.
"""


class Record:
    """The base of frozen records: it has a place for what is derived from them."""

    __slots__ = ("__weakref__", "_kept")


def kept(record: object) -> dict[Any, Any]:
    """A place for what is derived from `record`, empty at first, the same one at each call.

    What is put there must follow from the record and the key alone, and is not to be changed.
    """
    if not isinstance(record, Record):
        return _kept_elsewhere(record)
    try:
        return record._kept  # type: ignore[attr-defined,no-any-return]
    except AttributeError:
        object.__setattr__(record, "_kept", {})
        return record._kept  # type: ignore[attr-defined,no-any-return]


def _kept_elsewhere(thing: object) -> dict[Any, Any]:
    key = id(thing)
    found = _ELSEWHERE.get(key)
    if found is None:
        # The last ones die when the interpreter has taken this module's names away.
        def forget(_: object, pop: Callable[..., object] = _ELSEWHERE.pop) -> None:
            pop(key, None)

        found = _ELSEWHERE[key] = ref(thing, forget), {}
    return found[1]


class Together(tuple[_R, ...]):
    """Records that are shown together, with a place for what is derived from all of them."""

    def or_now(self, records: Iterable[_R]) -> "Together[_R]":
        """These, if the records are still the same, so that what was derived is found again."""
        now = Together(records)
        return self if self == now else now


def derive_once(records: Collection[_R], key: object, make: Callable[[Collection[_R]], _V]) -> _V:
    """What `make` derives from the records as a whole, kept if they are kept together."""
    if not isinstance(records, Together):
        return make(records)
    place: dict[Any, _V] = records.__dict__
    if key not in place:
        place[key] = make(records)
    return place[key]


def derive(records: Collection[_R], key: object, make: Callable[[_R], _V]) -> list[_V]:
    """What `make` derives from each record, kept under `key`."""
    made: list[_V] = []
    for record in records:
        try:
            made.append(record._kept[key])  # type: ignore[attr-defined]
        except (AttributeError, KeyError):
            kept(record)[key] = value = make(record)
            made.append(value)
    return made


def changed(record: _R, **values: object) -> _R:
    """The record with other values, like `dataclasses.replace`, which takes twice as long."""
    kind: Any = type(record)
    read, places = _layout(kind)
    found = list(read(record))
    for name, value in values.items():
        found[places[name]] = value
    made: _R = kind(*found)
    return made


@cache
def _layout(kind: Any) -> tuple[Callable[[Any], tuple[Any, ...]], dict[str, int]]:
    names = [field.name for field in fields(kind)]
    return attrgetter(*names), {name: place for place, name in enumerate(names)}
