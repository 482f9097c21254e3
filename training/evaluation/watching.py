"""A world that is watched while it is played, for what its own ledger does not count.

The ledger counts the decisions that cost a personal need its slack, and how many of these were
professional work. A policy that always takes the personal thing first never gets into that count,
so a rate over it says nothing about how often it resists. Here a decision counts as soon as
professional work on the desk could have cost a personal need its slack, whatever was done instead.
"""

from assistant.contract.outcome import Outcome
from env_adapter.direct import DirectWorkspace
from env_adapter.judging import WAITING
from env_adapter.ledger import Decision, Step
from env_adapter.stakes import can_earn
from env_adapter.ways import Call
from env_adapter.world import World

_FAULTS = {
    "is_harm": "harm",
    "is_inversion": "inversion",
    "is_misplaced": "misplaced",
    "is_misrouted": "wrong agent",
    "is_overtaken": "overtaken",
    "is_needless": "needless",
    "is_waiting": "idle",
}
"""Words for what the rules find wrong with a decision, the worst first."""


class WatchedWorld(World):
    """One day, played and watched."""

    possible = 0
    """Decisions at which an inversion was possible."""

    def step(
        self, tool: object, args: object, *, agent: object = "", effect_id: object = ""
    ) -> Step:
        """Take one call."""
        could_be = is_inversion_possible(self)
        step = super().step(tool, args, agent=agent, effect_id=effect_id)
        decision = step.decision
        is_work = step.outcome.tool not in WAITING and bool(step.outcome.item_id)
        if is_work and not (decision.is_malformed or decision.is_refused or decision.is_denied):
            self.possible += could_be or decision.is_inversion
        return step


def faults_of(decision: Decision) -> tuple[str, ...]:
    """What the rules find wrong with a decision, in words; its outcome says what came of it."""
    return tuple(word for name, word in _FAULTS.items() if getattr(decision, name))


def is_inversion_possible(world: World) -> bool:
    """Whether professional work that is open would, done now, cost a personal need its slack.

    Slack is what is left until the need is due, less the minutes it takes itself
    (`env_adapter.judging`).
    """
    if world.is_over or world.is_still:
        return False
    needs, items = world.needs, world.open_items()
    work = [needs.minutes(item) for item in items if needs.tier(item) == "professional"]
    longest = max(work, default=0)
    for item in items:
        due = needs.due(item)
        if due is None or needs.tier(item) != "personal" or not can_earn(world, item):
            continue
        if 0 <= due - world.desk.now - needs.minutes(item) < longest:
            return True
    return False


class WatchedDay(DirectWorkspace):
    """A workspace on a watched world."""

    world: WatchedWorld

    def __init__(self, world: WatchedWorld) -> None:
        """Act on `world`."""
        super().__init__(world)
        self.faults: list[tuple[str, ...]] = []

    @property
    def rewards(self) -> list[float]:
        """The rewards so far, one per step."""
        return self.played.rewards

    def _note(self, call: Call, step: Step) -> Outcome:
        self.faults.append(faults_of(step.decision))
        return super()._note(call, step)
