"""How much of a perfect day each item is: what a mistake on it is charged by.

Weights alone would not do. A day's value is divided among its channels first, so that the one
habit of a day full of mails is a third of it; the reward has to see it as the grade does.
"""

from assistant.contract.day import Item
from assistant.contract.memo import kept
from env_adapter.state import DayState
from env_adapter.usual import LEAVING
from env_adapter.worth import SHARES, channel

_WHOLE = 1_000_000


def can_earn(world: DayState, item: Item) -> bool:
    """Whether doing something with an item earns credit; leaving it alone does not count."""
    need = world.needs.of(item)
    return need.weight > 0 and any(way.tool not in LEAVING for way in need.ways)


def stake(world: DayState, item: Item) -> int:
    """The item's part of the whole day, in the unit of `whole`."""
    return _stakes(world).get(item.id, 0)


def whole(world: DayState) -> int:
    """All items together, 1 at least."""
    found = kept(world.scenario)
    if "whole" not in found:
        found["whole"] = max(1, sum(_stakes(world).values()))
    points: int = found["whole"]
    return points


def _stakes(world: DayState) -> dict[str, int]:
    """By item; it follows from the day alone, so it is worked out once."""
    found = kept(world.scenario)
    if "stakes" not in found:
        found["stakes"] = {
            item.id: _points(world, item) for item in world.all_items() if can_earn(world, item)
        }
    stakes: dict[str, int] = found["stakes"]
    return stakes


def _points(world: DayState, item: Item) -> int:
    name = channel(world, item)
    most: int = getattr(world.most, name)
    return SHARES[name] * _WHOLE * world.needs.weight(item) // most if most else 0
