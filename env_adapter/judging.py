"""From what a call did to what the rubrics read of it.

The marks of one step are collected while the world works on it, because half of them have to be
taken before the call changes the state they are about.
"""

from dataclasses import dataclass

from assistant.contract.day import Item
from assistant.contract.outcome import Outcome
from env_adapter.ledger import Decision, Worth
from env_adapter.needs import LEAVING, Judged
from env_adapter.state import DayState

WAITING = frozenset({"do_nothing", "snooze", "leave_to_user", "finish", "route_to_agent"})
"""Calls that are no work on an item."""

FREE_READS = 2


@dataclass
class Marks:
    """What is noticed about one call while it is worked on."""

    world: DayState
    item: Item | None
    tool: str
    is_malformed: bool = False
    is_refused: bool = False
    is_denied: bool = False
    is_misrouted: bool = False
    is_overtaken: bool = False
    is_inversion: bool = False
    is_strict_inversion: bool = False
    is_idle: bool = False
    is_needless: bool = False
    is_misplaced: bool = False
    is_harm: bool = False
    wanted: int = 0
    missing: int = 0
    wasted: int = 0

    def weigh(self, minutes: int) -> None:
        """See what would be lost by spending `minutes` on this call, before it is made.

        Slack is what an item has left after the minutes it takes itself. Slack below zero was
        lost before; slack below `minutes` is lost now. A priority inversion is professional work
        that costs a personal item its slack: judged by time, not by a label that says urgent.
        """
        world, item = self.world, self.item
        if world.is_still:
            return
        is_idle = self.tool in {"do_nothing", "finish"}
        if is_idle:
            minutes = max(minutes, world.minutes_left if self.tool == "finish" else 0)
        elif self.tool in WAITING or item is None:
            return
        others = [i for i in world.open_items() if item is None or i.id != item.id]
        lost = [i for i in others if 0 <= _slack(world, i) < minutes and _can_earn(world, i)]
        if is_idle:
            self.is_idle = bool(lost) or (self.tool == "finish" and _leaves_work(world))
            return
        assert item is not None
        needs = world.needs
        is_work = needs.tier(item) == "professional"
        personal = [i for i in lost if needs.tier(i) == "personal"]
        self.is_overtaken = any(needs.weight(i) >= needs.weight(item) for i in lost)
        self.is_inversion = is_work and bool(personal)
        self.is_strict_inversion = is_work and any(needs.tier(i) == "personal" for i in others)
        world.ledger.chances += bool(personal)
        world.ledger.inversions += self.is_inversion

    def settle(self, judged: Judged) -> None:
        """Take up how well the call meets the need of its item."""
        assert self.item is not None
        ways = self.world.needs.of(self.item).ways
        only_leave = bool(ways) and all(way.tool in LEAVING for way in ways)
        is_leaving = self.tool in LEAVING
        self.is_misplaced = not judged.fits and (only_leave or is_leaving)
        if not is_leaving:
            self.wanted, self.missing = judged.wanted, judged.missing
        self.is_harm = judged.is_harm

    def route(self, agent: str, *, is_endless: bool) -> None:
        """Judge the first routing of an item, and routing that leads to nothing."""
        self.is_needless = is_endless
        assert self.item is not None
        able = self.world.needs.agents(self.item)
        is_first = self.item.id not in self.world.ledger.routed
        self.is_misrouted = is_first and bool(able) and agent not in able

    def wastes(self, outcome: Outcome) -> bool:
        """Whether the call brought nothing for the minutes it took."""
        if self.tool == "do_nothing":
            return bool(self.world.open_items())
        reads = self.world.ledger.reads.get(self.item.id, 0) if self.item else 0
        if self.tool in {"search_kb", "find_free_slot"}:
            self.is_needless = reads > FREE_READS
            is_empty = self.tool == "search_kb" and not outcome.notes
            return is_empty or self.is_needless
        return self.is_needless


def judge_step(world: DayState, marks: Marks, before: Worth) -> Decision:
    """The finished decision."""
    return Decision(
        before=before, after=world.worth, most=world.most, items=world.size,
        is_malformed=marks.is_malformed, is_refused=marks.is_refused, is_denied=marks.is_denied,
        is_misrouted=marks.is_misrouted, is_overtaken=marks.is_overtaken,
        is_inversion=marks.is_inversion, is_strict_inversion=marks.is_strict_inversion,
        is_harm=marks.is_harm, is_idle=marks.is_idle, is_needless=marks.is_needless,
        is_misplaced=marks.is_misplaced, wanted=marks.wanted, missing=marks.missing,
        undone=_undone(world) if world.is_over else 0, wasted=marks.wasted,
    )  # fmt: skip


def _undone(world: DayState) -> int:
    credit = world.ledger.credit
    return sum(
        1 for item in world.desk.items.values() if item.id not in credit and _can_earn(world, item)
    )


def _slack(world: DayState, item: Item) -> int:
    due = world.needs.due(item)
    return 10**9 if due is None else due - world.desk.now - world.needs.minutes(item)


def _can_earn(world: DayState, item: Item) -> bool:
    need = world.needs.of(item)
    return need.weight > 0 and any(way.tool not in LEAVING for way in need.ways)


def _leaves_work(world: DayState) -> bool:
    """Whether an open item still could be settled for credit."""
    return any(_slack(world, item) >= 0 and _can_earn(world, item) for item in world.open_items())
