"""What a state of the day is worth, in integer points per channel.

The same number serves twice: its changes are the outcome reward (a potential, so no sequence of
acts earns more than where it leads), and its value at the end of the day is the grade.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from assistant.contract.day import Contact, Item
from env_adapter.ledger import Worth
from env_adapter.people import MOODS

if TYPE_CHECKING:
    from env_adapter.state import DayState

MOOD_POINTS = 20
"""Points of one step of mood, per unit of importance."""

HARM_POINTS = 600
"""Points that each harmful act costs: two items of usual weight."""

WRITING = frozenset({"reply_email", "send_email", "send_message"})
"""Tools that can warm somebody's mood."""

SHARES = {"conflict": 35, "relationship": 35, "task": 30}
"""Percent of the whole that each channel counts for."""

Channel = Literal["conflict", "relationship", "task"]


def channel(world: "DayState", item: Item) -> Channel:
    """The channel in which an item counts: overlaps, people who are to hear something, the rest."""
    if item.source == "conflict":
        return "conflict"
    is_written = any(way.tool in WRITING for way in world.needs.of(item).ways)
    return "relationship" if item.source == "mail" or is_written else "task"


class Tally:
    """The points of one world, counted on from what has changed since the last count.

    What an item needs is looked up when it first earns credit, and does not change after that.
    """

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self._credit: dict[str, int] = {}
        self._stakes: dict[str, tuple[Channel, int]] = {}
        self._points: dict[Channel, int] = {"conflict": 0, "relationship": 0, "task": 0}
        self._contacts: tuple[Contact, ...] = ()
        self._moods = 0

    def count(self, world: "DayState") -> Worth:
        """Points of the state as it stands."""
        self._count_credit(world)
        contacts = tuple(world.desk.contacts.values())
        if contacts != self._contacts:
            self._contacts, self._moods = contacts, moods(world)
        points = dict(self._points)
        points["relationship"] += self._moods
        if world.ledger.harm:
            points[hurt(world.most)] -= HARM_POINTS * world.ledger.harm
        return Worth(points["conflict"], points["relationship"], points["task"])

    def _count_credit(self, world: "DayState") -> None:
        old, new = self._credit, world.ledger.credit
        changed = [item_id for item_id, credit in new.items() if old.get(item_id) != credit]
        added = sum(item_id not in old for item_id in changed)
        if len(new) != len(old) + added:
            changed += [item_id for item_id in old if item_id not in new]
        for item_id in changed:
            if item_id not in self._stakes:
                item = world.desk.items[item_id]
                self._stakes[item_id] = channel(world, item), world.needs.weight(item)
            name, weight = self._stakes[item_id]
            self._points[name] += (new.get(item_id, 0) - old.pop(item_id, 0)) * weight
            if item_id in new:
                old[item_id] = new[item_id]


def hurt(best: Worth) -> Channel:
    """Where harm counts: among people, or in what there is on a day without them."""
    present: list[Channel] = ["relationship", "task", "conflict"]
    return next((name for name in present if getattr(best, name)), "relationship")


def moods(world: "DayState") -> int:
    """Points of how far moods have moved since the day began."""
    points = 0
    for contact in world.desk.contacts.values():
        start = world.start_moods.get(contact.name)
        if start is not None:
            points += MOOD_POINTS * contact.importance * (MOODS.index(contact.mood) - start)
    return points


def worth(world: "DayState") -> Worth:
    """Points of the state as it stands."""
    return world.tally.count(world)


def most(world: "DayState") -> Worth:
    """Points that each channel could reach: every item settled, everybody concerned pleased."""
    return at_best(world, lambda item: 100)


def at_best(world: "DayState", credit: Callable[[Item], int]) -> Worth:
    """Points if every item earned this credit and pleased all to whom it writes."""
    points = {"conflict": 0, "relationship": 0, "task": 0}
    warm: dict[str, int] = {}
    for item in world.all_items():
        points[channel(world, item)] += credit(item) * world.needs.weight(item)
        for name in written_to(world, item):
            warm[name] = warm.get(name, 0) + 1
    for name, times in warm.items():
        rise = min(times, len(MOODS) - 1 - world.start_moods.get(name, len(MOODS) - 1))
        points["relationship"] += MOOD_POINTS * world.desk.contacts[name].importance * rise
    return Worth(points["conflict"], points["relationship"], points["task"])


def written_to(world: "DayState", item: Item) -> set[str]:
    """The contacts whom a way of settling the item writes to."""
    sender = item.people[0] if item.people else ""
    named = {way.to or sender for way in world.needs.of(item).ways if way.tool in WRITING}
    return {contact.name for name in named if (contact := world.desk.contact(name))}


def value(points: Worth, best: Worth) -> int:
    """One number for a state: 100,000 is a perfect day, on whatever channels it has."""
    total = present = 0
    for name, share in SHARES.items():
        highest = getattr(best, name)
        if highest:
            present += share
            total += share * 100_000 * getattr(points, name) // highest
    return total // present if present else 0
