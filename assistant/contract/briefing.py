"""What the assistant is told about a day, as typed data.

A briefing is what crosses the wire between a world and a policy; `assistant.contract.render`
turns it into the text that a model reads. The two are separate so that a front end can draw
the same facts without parsing a prompt.
"""

from dataclasses import dataclass, field, replace
from functools import cache

from pydantic import TypeAdapter

from assistant.contract.day import Contact, Event, Item, Person
from assistant.contract.notes import Episode, Note

PROMPT_VERSION = 2
"""Rises whenever a byte of a rendered prompt changes; a model trained on another one is refused."""

MAX_ITEMS = 8
"""Open items a briefing carries: more would not fit the token budget of a small policy."""

MAX_BODY = 1200
"""Characters of a mail that a briefing carries."""

HORIZON_DAYS = 7

_HEAD_START = 24 * 60
"""Minutes by which a personal item competes as if it were due sooner."""


@dataclass(frozen=True, slots=True)
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


@cache
def _adapter() -> TypeAdapter[Briefing]:
    return TypeAdapter(Briefing)


def briefing_to_json(briefing: Briefing) -> dict[str, object]:
    """The briefing as JSON-ready values, defaults left out to keep frames small."""
    return _adapter().dump_python(briefing, mode="json", exclude_defaults=True)  # type: ignore[no-any-return]


def briefing_from_json(data: object) -> Briefing:
    """The inverse of `briefing_to_json`.

    Raises:
        ValueError: not a briefing, or one of another prompt version.
    """
    briefing = _adapter().validate_python(data)
    if briefing.version != PROMPT_VERSION:
        raise ValueError(
            f"this briefing has prompt version {briefing.version}, this program {PROMPT_VERSION}: "
            "run the same Majordomo version on both sides"
        )
    return briefing


def pressing(item: Item, now: int) -> tuple[int, int, str]:
    """Sort key of the selection: what may not be cut from a briefing comes first.

    What the person typed comes before all, then what is due, then the rest by stated priority.
    Personal needs have a day's start, so that a long list of work does not hide them.
    """
    rank = {"critical": 0, "high": 1, "normal": 2, "low": 3}[item.priority]
    start = _HEAD_START if item.tier == "personal" else 0
    if item.source == "you":
        return (0, item.arrived, item.id)
    if item.due is not None:
        return (1, item.due - start + rank * 60, item.id)
    # An item without a deadline competes as if it were due in one to four days, by priority.
    return (1, now - start + (rank + 1) * 24 * 60, item.id)


def clip_item(item: Item) -> Item:
    """The item with its body cut to what a briefing carries."""
    return item if len(item.body) <= MAX_BODY else replace(item, body=item.body[:MAX_BODY] + "…")
