"""An upper bound of what a day can be worth, by a relaxation that can be computed at once.

Each item is settled in its best way and everybody written to is pleased, whatever time it takes.
The one thing that is not relaxed is the person's attention, which long days run out of: only so
many irreversible calls are approved. The card prints how far the search stays below it.
"""

from dataclasses import replace

from assistant.contract import tools
from assistant.contract.day import Item
from env_adapter.people import MOODS
from env_adapter.world import World
from env_adapter.worth import MOOD_POINTS, SHARES, at_best, channel, value, written_to
from scenarios.hidden import Way

_EXACT = 10**6


def upper_bound(world: World) -> int:
    """No play of the day is worth more."""
    return min(_all_at_best(world), _within_attention(world))


def _all_at_best(world: World) -> int:
    best = at_best(world, lambda item: _best(world, item))
    lifts = sum(
        MOOD_POINTS * world.desk.contacts[name].importance * max(0, _lifted(world) - start)
        for name, start in world.start_moods.items()
    )
    best = replace(best, relationship=best.relationship + lifts)
    return value(best, world.most)


def _within_attention(world: World) -> int:
    """The same with only as many irreversible calls as the person can look at."""
    approvals = world.scenario.approvals
    costs = [approvals.cost, *(r.attention for r in approvals.rules if r.decision == "approve")]
    if not min(costs) or _lifted(world) >= 0:
        return _all_at_best(world)
    rate = _rates(world)
    total, gains = 0, []
    for item in world.all_items():
        weight, per_point = world.needs.weight(item), rate[channel(world, item)]
        quiet = _best(world, item, is_quiet=True)
        total += quiet * weight * per_point
        moods = sum(_mood(world, name) for name in written_to(world, item))
        extra = (_best(world, item) - quiet) * weight * per_point
        gains.append(extra + moods * rate["relationship"])
    gains.sort(reverse=True)
    return (total + sum(gains[: approvals.attention // min(costs)])) // _EXACT + 1


def _rates(world: World) -> dict[str, int]:
    """What one point of each channel adds to the value, times a million."""
    most = {name: getattr(world.most, name) for name in SHARES}
    present = sum(share for name, share in SHARES.items() if most[name])
    return {
        name: share * 100_000 * _EXACT // (most[name] * present) + 1 if most[name] else 0
        for name, share in SHARES.items()
    }


def _best(world: World, item: Item, *, is_quiet: bool = False) -> int:
    """The most credit that an item can earn, with or without irreversible calls."""
    ways = world.needs.of(item).ways
    return max((way.credit for way in ways if not (is_quiet and _is_loud(way))), default=0)


def _is_loud(way: Way) -> bool:
    return tools.TOOLS[way.tool].effect is tools.Effect.IRREVERSIBLE


def _mood(world: World, name: str) -> int:
    start = world.start_moods.get(name, len(MOODS) - 1)
    return MOOD_POINTS * world.desk.contacts[name].importance * (start < len(MOODS) - 1)


def _lifted(world: World) -> int:
    """The best mood that drift puts anybody into, -1 where it leaves moods alone.

    People who calm down by themselves do not count: they get no better than they were.
    """
    told = " ".join(str(event.set_contact_mood or "") for event in world.scenario.drift)
    return max((rank for rank, mood in enumerate(MOODS) if mood in told), default=-1)
