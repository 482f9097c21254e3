"""The reward as one tree of OpenEnv rubrics, each node named and logged.

Outcome leaves are differences of a potential: summed over an episode they depend on where it
ends, not on how long it takes. Process, format and efficiency leaves are 0 where nothing was
wrong and below where something was, so that length earns nothing. Weights come from a profile;
`named_rubrics()` gives `outcome.conflict` and so on.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from openenv.core.rubrics import Rubric  # type: ignore[import-untyped]

from env_adapter.leaves import (
    Completeness,
    Conflict,
    Efficiency,
    Execution,
    Format,
    Harm,
    Idle,
    Invalid,
    Priority,
    PriorityInversion,
    Relationship,
    Restraint,
    Routing,
    Task,
)
from env_adapter.ledger import Decision
from env_adapter.nodes import WeightedNode
from env_adapter.profile import (
    GateWeights,
    OutcomeWeights,
    ProcessWeights,
    Profile,
    load_profile,
)

OWNERS = {
    "process.routing": "orchestrator",
    "process.priority": "orchestrator",
    "process.restraint": "orchestrator",
    "process.completeness": "sub_agent",
    "process.execution": "caller",
    "format": "caller",
    "efficiency": "caller",
    "gates.priority_inversion": "orchestrator",
    "gates.idle": "orchestrator",
    "gates.harm": "caller",
    "gates.invalid": "caller",
}
"""Who is credited with a leaf: the orchestrator, the sub-agent on the item, or who made the call.

The outcome leaves are shared by all.
"""


@dataclass(frozen=True, slots=True)
class _Seen:
    """The part of an observation that the tree reads."""

    decision: Decision | None


class Outcome(WeightedNode):
    """What the day has become worth by this decision."""

    def __init__(self, weights: OutcomeWeights) -> None:
        super().__init__(weights.model_dump())
        self.conflict = Conflict()
        self.relationship = Relationship()
        self.task = Task()

    def forward(self, action: Any, observation: Any) -> float:
        """The weighted sum over the channels that the day has, so that a perfect day is worth 1."""
        score = super().forward(action, observation)
        decision = observation.decision
        if decision is None:
            return score
        most, present = decision.most, 0.0
        for name, weight in self.weights.items():
            present += weight if getattr(most, name) else 0.0
        return score / present if present else 0.0


class Process(WeightedNode):
    """What was wrong with how it was decided."""

    def __init__(self, weights: ProcessWeights, per_call: bool = False) -> None:
        super().__init__(weights.model_dump())
        self.priority = Priority(per_call)
        self.routing = Routing()
        self.completeness = Completeness(per_call)
        self.execution = Execution(per_call)
        self.restraint = Restraint(per_call)


class Gates(WeightedNode):
    """What is subtracted whole; its score is the sum of the penalties, 0 or below."""

    def __init__(self, weights: GateWeights, per_call: bool = False) -> None:
        super().__init__({k: -v for k, v in weights.model_dump(exclude={"strict"}).items()})
        self.priority_inversion = PriorityInversion(weights.strict)
        self.harm = Harm()
        self.invalid = Invalid(per_call)
        self.idle = Idle(per_call)


class DayRubric(WeightedNode):
    """The whole tree."""

    def __init__(self, profile: Profile | None = None) -> None:
        """Build the tree with a profile's weights."""
        profile = profile or load_profile()
        super().__init__({**profile.weights.model_dump(), "gates": 1.0})
        self.profile = profile
        self.outcome = Outcome(profile.outcome)
        self.process = Process(profile.process, profile.per_call)
        self.format = Format()
        self.efficiency = Efficiency()
        self.gates = Gates(profile.gates, profile.per_call)

    def forward(self, action: Any, observation: Any) -> float:
        """The reward of one step, within [-1, 1]."""
        return max(-1.0, min(1.0, super().forward(action, observation)))

    def reward(self, decision: Decision) -> float:
        """The reward of one step without an OpenEnv observation around it."""
        return self(None, _Seen(decision))

    def breakdown(self) -> dict[str, float]:
        """The last score of every node by name; `total` is the reward itself."""
        found = {"total": float(self.last_score or 0.0)}
        for name, node in self._named:
            found[name] = float(node.last_score or 0.0)
        return found

    @cached_property
    def _named(self) -> list[tuple[str, Rubric]]:
        """The nodes by name; the tree is whole once it is made."""
        return list(self.named_rubrics())
