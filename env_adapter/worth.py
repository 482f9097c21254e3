"""What a state of the day is worth, in integer points per channel.

The same number serves twice: its changes are the outcome reward (a potential, so no sequence of
acts earns more than where it leads), and its value at the end of the day is the grade.
"""

from typing import TYPE_CHECKING, Literal

from assistant.contract.day import Item
from env_adapter.ledger import Worth
from env_adapter.people import MOODS

if TYPE_CHECKING:
    from env_adapter.state import DayState

MOOD_POINTS = 20
"""Points of one step of mood, per unit of importance."""

HARM_POINTS = 150

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


def worth(world: "DayState") -> Worth:
    """Points of the state as it stands."""
    points = {"conflict": 0, "relationship": 0, "task": 0}
    for item_id, credit in world.ledger.credit.items():
        item = world.desk.items[item_id]
        points[channel(world, item)] += credit * world.needs.weight(item)
    for contact in world.desk.contacts.values():
        start = world.start_moods.get(contact.name)
        if start is not None:
            moved = MOODS.index(contact.mood) - start
            points["relationship"] += MOOD_POINTS * contact.importance * moved
    points["relationship"] -= HARM_POINTS * world.ledger.harm
    return Worth(points["conflict"], points["relationship"], points["task"])


def most(world: "DayState") -> Worth:
    """Points that each channel could reach: every item settled, everybody concerned pleased."""
    points = {"conflict": 0, "relationship": 0, "task": 0}
    concerned = set()
    for item in world.all_items():
        points[channel(world, item)] += 100 * world.needs.weight(item)
        named = {way.to for way in world.needs.of(item).ways if way.tool in WRITING}
        if item.source == "mail":
            named.add(item.people[0])
        concerned |= {c.name for name in named if (c := world.desk.contact(name))}
    for name in concerned & world.start_moods.keys():
        points["relationship"] += MOOD_POINTS * world.desk.contacts[name].importance
    return Worth(points["conflict"], points["relationship"], points["task"])


def value(points: Worth, best: Worth) -> int:
    """One number for a state: 100,000 is a perfect day, on whatever channels it has."""
    total = present = 0
    for name, share in SHARES.items():
        highest = getattr(best, name)
        if highest:
            present += share
            total += share * 100_000 * getattr(points, name) // highest
    return total // present if present else 0
