"""What the assistant is told about a day, as typed data.

A briefing is what crosses the wire between a world and a policy; `assistant.contract.render`
turns it into the text that a model reads. The two are separate so that a front end can draw
the same facts without parsing a prompt.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from assistant.contract.day import Contact, Event, Item, Person
from assistant.contract.memo import derive, derive_once, kept
from assistant.contract.notes import Episode, Note

PROMPT_VERSION = 3
"""Rises whenever a byte of a rendered prompt changes; a model trained on another one is refused."""

MAX_ITEMS = 8
"""Open items a briefing carries: more would not fit the token budget of a small policy."""

MAX_BODY = 1200
"""Characters of a mail that a briefing carries."""

HORIZON_DAYS = 7

_FIRST = 10**12
"""Minutes by which what the person typed comes before anything that has a deadline."""

_RANK = {"critical": 0, "high": 1, "normal": 2, "low": 3}

_Written = tuple[dict[str, Any], list[str]]
"""A record as JSON values, and which of them are lists."""

_HEAD_START = 24 * 60
"""Minutes by which a personal item competes as if it were due sooner."""


# Not frozen: one is made at each step, and freezing takes ten times as long.
@dataclass(slots=True)
class Briefing:
    """One moment of a day, cut to what a policy needs."""

    person: Person
    now: int
    items: tuple[Item, ...]
    """The most pressing open items, in order of arrival: choosing among them is the policy's."""
    hidden: int = 0
    """Open items beyond those."""
    events: tuple[Event, ...] = ()
    """Today's events and those of the next seven days, by start."""
    contacts: tuple[Contact, ...] = ()
    """The people whom the items and events name."""
    known: dict[str, tuple[Note, ...]] = field(default_factory=dict)
    """Notes that fit an item, by item id, best first."""
    handled: dict[str, tuple[Episode, ...]] = field(default_factory=dict)
    """How similar items were handled before, by item id."""
    last: str = ""
    """The outcome of the last call."""
    version: int = PROMPT_VERSION

    def item(self, item_id: str) -> Item | None:
        """The open item with that id."""
        return next((item for item in self.items if item.id == item_id), None)


def briefing_to_json(briefing: Briefing) -> dict[str, object]:
    """The briefing as JSON-ready values of the caller's own, defaults left out for small frames.

    What pydantic would write, record by record, since most records stay as they are all day.
    """
    found: dict[str, object] = {
        "person": _copied(_records_to_json((briefing.person,)))[0],
        "now": briefing.now,
        "items": _copied(_records_to_json(briefing.items)),
    }
    if briefing.hidden:
        found["hidden"] = briefing.hidden
    if briefing.events:
        found["events"] = _copied(derive_once(briefing.events, "json", _records_to_json))
    if briefing.contacts:
        found["contacts"] = _copied(derive_once(briefing.contacts, "json", _records_to_json))
    if briefing.known:
        found["known"] = _found_to_json(briefing.known)
    if briefing.handled:
        found["handled"] = _found_to_json(briefing.handled)
    if briefing.last:
        found["last"] = briefing.last
    if briefing.version != PROMPT_VERSION:
        found["version"] = briefing.version
    return found


def _found_to_json(found: Mapping[str, Collection[object]]) -> dict[str, object]:
    return {
        key: _copied(derive_once(records, "json", _records_to_json))
        for key, records in found.items()
    }


def _records_to_json(records: Collection[object]) -> list[_Written]:
    return derive(records, "json", _record_to_json)


def _copied(written: Iterable[_Written]) -> list[dict[str, Any]]:
    """Records as JSON values; their lists are copied too, for a caller who changes his own."""
    found = []
    for values, lists in written:
        copied = values.copy()
        for key in lists:
            copied[key] = values[key].copy()
        found.append(copied)
    return found


def _record_to_json(record: object) -> _Written:
    kind: Any = type(record)
    made = _adapter(kind).dump_python(record, mode="json", exclude_defaults=True)
    return made, [key for key, value in made.items() if isinstance(value, list)]


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def briefing_from_json(data: object) -> Briefing:
    """The inverse of `briefing_to_json`.

    Raises:
        ValueError: not a briefing, or one of another prompt version.
    """
    briefing: Briefing = _adapter(Briefing).validate_python(data)
    if briefing.version != PROMPT_VERSION:
        raise ValueError(
            f"this briefing has prompt version {briefing.version}, this program {PROMPT_VERSION}: "
            "run the same Majordomo version on both sides"
        )
    return briefing


def most_pressing(items: Sequence[Item], now: int) -> list[Item]:
    """The items that may not be cut from a briefing, in the order given.

    What the person typed comes before all, then what is due, then the rest by stated priority.
    Personal needs have a day's start, so that a long list of work does not hide them.
    """
    if len(items) <= MAX_ITEMS:
        return list(items)
    places = [
        place + now if is_relative else place
        for place, is_relative in derive(items, "place", _place)
    ]
    last = sorted(places)[MAX_ITEMS - 1]
    chosen = [item for item, place in zip(items, places, strict=True) if place <= last]
    if len(chosen) > MAX_ITEMS:
        # Several are at the last place: of these the first by id.
        ties = sorted(item.id for item, place in zip(items, places, strict=True) if place == last)
        cut = set(ties[MAX_ITEMS - len(chosen) :])
        chosen = [item for item in chosen if item.id not in cut]
    return chosen


def _place(item: Item) -> tuple[int, bool]:
    """The minute by which an item competes for a place, and whether that is counted from now."""
    if item.source == "you":
        return item.arrived - _FIRST, False
    start = _HEAD_START if item.tier == "personal" else 0
    rank = _RANK[item.priority]
    if item.due is not None:
        return item.due - start + rank * 60, False
    # An item without a deadline competes as if it were due in one to four days, by priority.
    return (rank + 1) * 24 * 60 - start, True


def clip_item(item: Item) -> Item:
    """The item with its body cut to what a briefing carries."""
    if len(item.body) <= MAX_BODY:
        return item
    lines = kept(item)
    if "clipped" not in lines:
        lines["clipped"] = replace(item, body=item.body[:MAX_BODY] + "…")
    clipped: Item = lines["clipped"]
    return clipped
