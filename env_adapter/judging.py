"""From what a call did to what the rubrics read of it.

The marks of one step are collected while the world works on it, because half of them have to be
taken before the call changes the state they are about.
"""

from dataclasses import dataclass

from assistant.contract.day import Item
from assistant.contract.outcome import Outcome
from env_adapter.ledger import Decision, Worth
from env_adapter.needs import Judged
from env_adapter.stakes import can_earn, stake, whole
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
    is_waiting: bool = False
    is_needless: bool = False
    is_misplaced: bool = False
    is_harm: bool = False
    wanted: int = 0
    missing: int = 0
    wasted: int = 0
    idled: int = 0
    stake: int = 0
    nth: int = 1

    def weigh(self, minutes: int, until: int | None = None) -> None:
        """See what would be lost by spending `minutes` on this call, before it is made.

        Slack is what an item has left after the minutes it takes itself. Slack below zero was
        lost before; slack below `minutes` is lost now. A priority inversion is professional work
        that costs a personal item its slack: judged by time, not by a label that says urgent.
        `until` is when an item that is put off returns.
        """
        world, item = self.world, self.item
        if world.is_still:
            return
        if self.tool in {"do_nothing", "finish"}:
            self._weigh_idling(minutes)
            return
        if self.tool == "snooze" and item is not None and until is not None:
            if _is_saveable(world, item) and _chance(world, item) < until - world.desk.now:
                self._let_pass([item])
            return
        if self.tool in WAITING or item is None:
            return
        others = [i for i in world.open_items() if i.id != item.id]
        needs, now = world.needs, world.desk.now
        # What is due later than the call and the work together take is not looked at closely.
        dated = [(i, due - now) for i in others if (due := needs.due(i)) is not None]
        lost = [
            i for i, left in dated
            if left >= 0 and 0 <= left - needs.minutes(i) < minutes and can_earn(world, i)
        ]  # fmt: skip
        is_work = needs.tier(item) == "professional"
        personal = [i for i in lost if needs.tier(i) == "personal"]
        self.is_overtaken = any(needs.weight(i) >= needs.weight(item) for i in lost)
        self.is_inversion = is_work and bool(personal)
        self.is_strict_inversion = is_work and any(needs.tier(i) == "personal" for i in others)
        world.ledger.chances += bool(personal)
        world.ledger.inversions += self.is_inversion

    def _weigh_idling(self, minutes: int) -> None:
        """Waiting all day and ending it at once cost the same: what could have been saved."""
        world = self.world
        is_end = self.tool == "finish" or world.steps_left <= 1
        waiting = [i for i in world.open_items() if _is_saveable(world, i)]
        chances = [_chance(world, i) for i in waiting]
        self.is_waiting = bool(waiting)
        if is_end:
            self.wasted += max(chances, default=0)
            self._let_pass(waiting + _coming(world))
        else:
            self.wasted += min(minutes, max(chances, default=0))
            is_last = minutes >= world.minutes_left
            self._let_pass(
                [i for i, left in zip(waiting, chances, strict=True) if is_last or left < minutes]
            )

    def _let_pass(self, items: list[Item]) -> None:
        self.idled = sum(stake(self.world, item) for item in items)

    def settle(self, judged: Judged) -> None:
        """Take up how well the call meets the need of its item."""
        assert self.item is not None
        settled, item_id = self.world.ledger.settled, self.item.id
        self.nth = settled[item_id] = settled.get(item_id, 0) + 1
        self.stake = stake(self.world, self.item)
        self.is_misplaced = judged.credit <= 0
        self.wanted = judged.wanted
        self.missing = judged.missing if judged.credit > 0 else judged.wanted
        self.is_harm = judged.is_harm

    def route(self, agent: str, *, beyond: int) -> None:
        """Judge the first routing of an item, and routing `beyond` what is free."""
        self.is_needless, self.nth = beyond > 0, max(1, beyond)
        assert self.item is not None
        able = self.world.needs.agents(self.item)
        is_first = self.item.id not in self.world.ledger.routed
        self.is_misrouted = is_first and bool(able) and agent not in able

    def wastes(self, outcome: Outcome) -> bool:
        """Whether the call brought nothing for the minutes it took."""
        reads = self.world.ledger.reads.get(self.item.id, 0) if self.item else 0
        if self.tool in {"search_kb", "find_free_slot"}:
            self.is_needless = reads > FREE_READS
            self.nth = max(1, reads - FREE_READS)
            is_empty = self.tool == "search_kb" and not outcome.notes
            return is_empty or self.is_needless
        return self.is_needless


def judge_step(world: DayState, marks: Marks, before: Worth) -> Decision:
    """The finished decision."""
    has_failed = marks.is_malformed or marks.is_refused
    return Decision(
        before=before, after=world.worth, most=world.most, items=world.size,
        nth=max(1, world.ledger.invalid) if has_failed else marks.nth,
        is_malformed=marks.is_malformed, is_refused=marks.is_refused, is_denied=marks.is_denied,
        is_misrouted=marks.is_misrouted, is_overtaken=marks.is_overtaken,
        is_inversion=marks.is_inversion, is_strict_inversion=marks.is_strict_inversion,
        is_harm=marks.is_harm, is_waiting=marks.is_waiting,
        is_needless=marks.is_needless, is_misplaced=marks.is_misplaced,
        wanted=marks.wanted, missing=marks.missing,
        undone=_undone(world) if world.is_over else 0, wasted=marks.wasted,
        day=world.day_end - world.start, idled=marks.idled, stake=marks.stake,
        whole=whole(world),
    )  # fmt: skip


def _undone(world: DayState) -> int:
    credit = world.ledger.credit
    return sum(
        stake(world, item) for item in world.desk.items.values()
        if item.id not in credit and item.id not in world.ledger.moot and can_earn(world, item)
    )  # fmt: skip


def _coming(world: DayState) -> list[Item]:
    """Items that are still to come, whatever is done."""
    scenario = world.scenario
    earned = {m.id for m in scenario.emails if m.after} | {
        p.id for p in scenario.promises if p.after
    }
    there = world.desk.items.keys() | earned
    return [i for i in world.all_items() if i.id not in there and can_earn(world, i)]


def _slack(world: DayState, item: Item) -> int:
    due = world.needs.due(item)
    return 10**9 if due is None else due - world.desk.now - world.needs.minutes(item)


def _chance(world: DayState, item: Item) -> int:
    """Minutes until it is too late: the day ends for what has no deadline of its own, too."""
    return min(_slack(world, item), world.minutes_left - world.needs.minutes(item))


def _is_saveable(world: DayState, item: Item) -> bool:
    """Whether an item still could be settled for credit, and in time."""
    return _chance(world, item) >= 0 and can_earn(world, item)
