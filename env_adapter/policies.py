"""The reference policies by name, and the loop that plays them.

Only `oracle` reads what the day hides. The others see the briefing, like any policy.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from env_adapter.exploits import EXPLOITS, TRICKS, Exploit, Script
from env_adapter.graders import Grade, grade
from env_adapter.keyword import Keyword
from env_adapter.ledger import Step
from env_adapter.oracle import Oracle
from env_adapter.players import Random, Spam, greedy
from env_adapter.profile import Profile
from env_adapter.ways import Call
from env_adapter.world import World

if TYPE_CHECKING:
    from env_adapter.rubrics import DayRubric

__all__ = ["POLICIES", "Played", "Policy", "Random", "play"]

Policy = Callable[[World], Call]


@dataclass
class Played:
    """A day that a policy has played."""

    calls: list[Call] = field(default_factory=list)
    rewards: list[float] = field(default_factory=list)
    sums: dict[str, float] = field(default_factory=dict)
    """Sum of every rubric node's scores."""
    hashes: list[str] = field(default_factory=list)
    grade: Grade | None = None

    @property
    def return_(self) -> float:
        """The sum of rewards."""
        return sum(self.rewards)

    def note(self, call: Call, step: Step, state_hash: str, rubric: "DayRubric") -> None:
        """Add one step."""
        self.calls.append(call)
        self.rewards.append(rubric.reward(step.decision))
        self.hashes.append(state_hash)
        for name, score in rubric.breakdown().items():
            self.sums[name] = self.sums.get(name, 0.0) + score


def play(world: World, policy: Policy, profile: Profile | None = None) -> Played:
    """Play a day to its end."""
    # OpenEnv's package loads a web server, which takes seconds; playing without scores does not.
    from env_adapter.rubrics import DayRubric

    rubric, played = DayRubric(profile), Played()
    while not world.is_over:
        call = policy(world)
        step = world.step(call.tool, call.args, agent=call.agent)
        played.note(call, step, world.state_hash, rubric)
    played.grade = grade(world)
    return played


def do_nothing(seed: int = 0) -> Policy:
    """Let the day pass."""
    return lambda world: Call("do_nothing", {}, "orchestrator")


def _cheat(script: Script) -> Callable[[int], Policy]:
    return lambda seed: Exploit(script)


POLICIES: dict[str, Callable[[int], Policy]] = {
    "do_nothing": do_nothing,
    "random": Random,
    "spam": Spam,
    "keyword": Keyword,
    "greedy": greedy,
    "oracle": Oracle,
    **{f"trick:{name}": _cheat(script) for name, script in TRICKS.items()},
    **{f"exploit:{name}": _cheat(script) for name, script in EXPLOITS.items()},
}
"""Reference policies by name; each takes a seed."""
