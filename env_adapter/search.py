"""The privileged search: which order, and which way of settling each item, is worth most.

It plays whole days, because what an item is worth depends on the minutes that went before. A few
orders come first; then the best of them is improved by moving items and changing ways, those first
that earned less than they could. The number of days played is fixed, so that the result is the
same everywhere. What it finds bounds the optimum from below; `env_adapter.upper` from above.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from assistant.contract.day import Item
from assistant.contract.memo import kept
from env_adapter.agenda import next_work
from env_adapter.dynamics import PATIENCE
from env_adapter.upper import upper_bound
from env_adapter.ways import Call, build, ways_of
from env_adapter.world import World
from scenarios import Scenario
from scenarios.desk import iso
from scenarios.hidden import Way

NEVER = 10**9
ROLLOUTS = 48
"""Days played for a day of up to `USUAL` items; larger ones get fewer, because each is longer."""

USUAL = 8
FEWEST = 12

Order = Callable[[World, Item], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to settle in which order, and how."""

    order: tuple[str, ...] = ()
    """Ids of items; what is not in it comes by deadline, before the rest."""
    ways: tuple[tuple[str, int], ...] = ()
    """Which of an item's ways to try first, where it is not the best one."""
    quickest: bool = False
    """Whether ways are ranked by minutes instead of by credit."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the search has found for a day."""

    value: int
    bound: int
    """No play of the day is worth more."""
    plan: Plan
    rollouts: int
    """Days played to find it."""


def best(scenario: Scenario, seed: int = 0) -> Found:
    """The best plan that is found for a day; remembered per day."""
    found = kept(scenario)
    key = f"best/{seed}"
    if key not in found:
        found[key] = _Search(scenario, seed).run()
    plan: Found = found[key]
    return plan


def next_call(world: World, plan: Plan, order: Order | None = None) -> Call:
    """The plan's next call: settle the item that comes first among those that can be."""
    key = order or _follow(plan)
    items = sorted(world.open_items(), key=lambda item: key(world, item))
    for item in items:
        for way in _ranked(world, item, plan):
            call = build(world, item, way)
            if call is not None:
                return call
    coming = next_work(world.ledger, world.day_end)
    if coming is not None and items:
        # It comes back with the next thing that happens; waiting beside it would be idling.
        until = {"item_id": items[0].id, "until": iso(max(coming, world.desk.now) + 1)}
        return Call("snooze", until, "orchestrator")
    return Call("finish", {"summary": "What could be settled is settled."}, "orchestrator")


@dataclass
class _Search:
    """One search, with the best so far."""

    scenario: Scenario
    seed: int
    budget: int = 0
    bound: int = 0
    rollouts: int = 0
    value: int = -NEVER
    plan: Plan = field(default_factory=Plan)
    poor: list[str] = field(default_factory=list)
    """Items that earned less than they could in the best play, the dearest first."""
    ways: dict[str, int] = field(default_factory=dict)
    """How many ways each item has."""
    tried: set[Plan] = field(default_factory=set)

    def run(self) -> Found:
        """Play the orders, then improve the best one until nothing is left to try."""
        first = World(self.scenario, self.seed)
        self.bound = upper_bound(first)
        self.budget = max(FEWEST, ROLLOUTS * USUAL // max(USUAL, first.size))
        for quickest in (False, True):
            for order in ORDERS:
                if not self.is_done:
                    self.play(Plan(quickest=quickest), order)
        while not self.is_done and any(self.play(plan) for plan in self._moves()):
            pass
        return Found(self.value, self.bound, self.plan, self.rollouts)

    @property
    def is_done(self) -> bool:
        """Whether nothing better can be found, or nothing more may be tried."""
        return self.value >= self.bound or self.rollouts >= self.budget

    def play(self, plan: Plan, order: Order | None = None) -> bool:
        """Play a day; True if it is better than the best so far."""
        if self.is_done or (order is None and plan in self.tried):
            return False
        self.tried.add(plan)
        self.rollouts += 1
        world, settled = World(self.scenario, self.seed), []
        while not world.is_over:
            call = next_call(world, plan, order)
            world.step(call.tool, call.args, agent=call.agent)
            settled.append(call.args.get("item_id", ""))
        if world.value <= self.value:
            return False
        self.value = world.value
        self._keep(world, plan, list(dict.fromkeys(i for i in settled if i)))
        return True

    def _keep(self, world: World, plan: Plan, settled: list[str]) -> None:
        items = world.desk.items
        rest = [item_id for item_id in items if item_id not in settled]
        self.plan = Plan((*settled, *rest), plan.ways, plan.quickest)
        self.tried.add(self.plan)
        self.ways = {i: len(ways_of(world, item)) for i, item in items.items()}
        lost = {i: _lost(world, item) for i, item in items.items()}
        self.poor = sorted((i for i in lost if lost[i] > 0), key=lambda i: (-lost[i], i))

    def _moves(self) -> Iterator[Plan]:
        """Neighbours of the best plan: what helps the poor items first, then any move or swap."""
        plan, size = self.plan, len(self.plan.order)
        for poor in self.poor:
            at = plan.order.index(poor)
            for place in dict.fromkeys((0, at // 2, at - 1)):
                if 0 <= place < at:
                    yield _moved(plan, at, place)
            for before in range(at):
                yield _moved(plan, before, at)
            for item_id in (poor, *reversed(plan.order[:at])):
                yield from self._other_ways(item_id)
        for first in range(size):
            for second in range(size):
                if first != second:
                    yield _moved(plan, first, second)
                if first < second:
                    yield _swapped(plan, first, second)

    def _other_ways(self, item_id: str) -> Iterator[Plan]:
        ways = dict(self.plan.ways)
        for n in range(self.ways.get(item_id, 0)):
            if n != ways.get(item_id, 0):
                chosen = tuple(sorted({**ways, item_id: n}.items()))
                yield Plan(self.plan.order, chosen, self.plan.quickest)


def by_deadline(world: World, item: Item) -> tuple[int, ...]:
    """What is still in time first, the earliest deadline first."""
    slack = _slack(world, item)
    return (slack < 0, slack, -world.needs.weight(item))


def by_worth(world: World, item: Item) -> tuple[int, ...]:
    """What runs out first, then what brings most per minute."""
    slack, minutes = _slack(world, item), max(1, world.needs.minutes(item))
    worth = -100 * world.needs.weight(item) // minutes
    return (slack < 0, 0, slack) if 0 <= slack < 90 else (slack < 0, 1, worth)


def by_patience(world: World, item: Item) -> tuple[int, ...]:
    """Whoever loses patience first, then deadlines."""
    patience = PATIENCE.get(item.priority, NEVER) if item.source == "mail" else NEVER
    slack = _slack(world, item)
    until = max(item.arrived, world.start) + patience - world.desk.now
    return (slack < 0, min(slack, until if patience < NEVER else NEVER))


ORDERS: tuple[Order, ...] = (by_deadline, by_worth, by_patience)


def _follow(plan: Plan) -> Order:
    places = {item_id: n for n, item_id in enumerate(plan.order)}

    def key(world: World, item: Item) -> tuple[int, ...]:
        return (places.get(item.id, -1), *by_deadline(world, item))

    return key


def _ranked(world: World, item: Item, plan: Plan) -> Iterator[Way]:
    ways = ways_of(world, item, plan.quickest)
    first = dict(plan.ways).get(item.id, 0)
    yield from ways[first : first + 1]
    yield from (way for n, way in enumerate(ways) if n != first)


def _moved(plan: Plan, at: int, place: int) -> Plan:
    order = list(plan.order)
    order.insert(place, order.pop(at))
    return Plan(tuple(order), plan.ways, plan.quickest)


def _swapped(plan: Plan, first: int, second: int) -> Plan:
    order = list(plan.order)
    order[first], order[second] = order[second], order[first]
    return Plan(tuple(order), plan.ways, plan.quickest)


def _lost(world: World, item: Item) -> int:
    need = world.needs.of(item)
    credit = max((way.credit for way in need.ways), default=0)
    return need.weight * (credit - world.ledger.credit.get(item.id, 0))


def _slack(world: World, item: Item) -> int:
    due = world.needs.due(item)
    return NEVER if due is None else due - world.desk.now - world.needs.minutes(item)
