"""Stress: what weighs on the person, over what they can carry; it rises and it falls."""

from typing import TYPE_CHECKING

from assistant.contract.day import Item

if TYPE_CHECKING:
    from env_adapter.state import DayState

CONFLICT, CRITICAL, LATE, MISSED = 5, 6, 4, 8
"""Points of an open overlap, something critical and open, something overdue, and a personal need
that was missed. Ours: Ghostexec added 2 for each of the first two and never took any away; the
missed need, which it does not know, weighs twice what else is overdue."""

SETTLED = 50
"""Credit from which an item weighs no longer."""


class Load:
    """What weighs on one person: an item is looked at anew when its record has changed."""

    def __init__(self) -> None:
        """Begin with nothing looked at."""
        self._known: dict[str, tuple[Item, int, int, int]] = {}

    def count(self, world: "DayState") -> int:
        """The load right now, in points."""
        credit, known, now, points = world.ledger.credit, self._known, world.desk.now, 0
        for key, item in world.desk.items.items():
            found = known.get(key)
            if found is None or found[0] is not item:
                found = known[key] = (item, *_weigh(world, item))
            _, open_points, late_points, due = found
            if late_points and due < now:
                open_points += late_points
            if open_points and credit.get(key, 0) < SETTLED:
                points += open_points
        return points


def stress(world: "DayState") -> int:
    """Stress, 0 to 100: what weighs on the person, over what was there from the start."""
    return min(100, max(0, world.ledger.base_stress + carried(world)))


def carried(world: "DayState") -> int:
    """The load as a share of what the person can carry."""
    return world.load.count(world) * 100 // world.scenario.dynamics.capacity


def _weigh(world: "DayState", item: Item) -> tuple[int, int, int]:
    """Points of an item while it is undecided, points once it is late, and its deadline.

    What was left alone weighs no longer, with one exception: a personal need whose time has
    passed and that nobody saw to.
    """
    needs = world.needs
    due, is_personal = needs.due(item), needs.tier(item) == "personal"
    late = MISSED if is_personal else LATE
    points = {"conflict": CONFLICT}.get(item.source, CRITICAL * (item.priority == "critical"))
    if item.status in {"done", "left"}:
        is_missed = is_personal and needs.can_earn(item) and item.id not in world.ledger.moot
        points, late = 0, MISSED * is_missed
    return points, 0 if due is None else late, due or 0
