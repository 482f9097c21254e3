"""The reward as one tree of OpenEnv rubrics, each node named, logged and defended.

A leaf reads one `Decision` and nothing else, so it can be tested on hand-made decisions and
cannot depend on what came before. Outcome leaves are differences of a potential: summed over an
episode they depend on where it ends, not on how long it takes. Process, format and efficiency
leaves are 0 where nothing was wrong and down to -1 where something was, so that length earns
nothing. Weights come from a profile; `named_rubrics()` gives `outcome.conflict` and so on.
"""

from dataclasses import dataclass
from typing import Any

from openenv.core.rubrics import Rubric  # type: ignore[import-untyped]
from typing_extensions import override

from env_adapter.ledger import Decision
from env_adapter.profile import (
    GateWeights,
    OutcomeWeights,
    ProcessWeights,
    Profile,
    load_profile,
)

FULL_DAY = 8
"""Items up to which a mistake costs its full weight: the size of a day that is trained on."""

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


class _Node(Rubric):  # type: ignore[misc]
    """A rubric on decisions.

    It skips the base class's search for coroutines, which costs more than our arithmetic: every
    node here is a plain function. Hooks work as they do elsewhere.
    """

    def __call__(self, action: Any, observation: Any) -> float:
        for hook in self._forward_pre_hooks:
            hook(self, action, observation)
        score = self.forward(action, observation)
        self.last_score = score
        for hook in self._forward_hooks:
            hook(self, action, observation, score)
        return score

    def forward(self, action: Any, observation: Any) -> float:
        decision = observation.decision
        return 0.0 if decision is None else self.score(decision)

    def score(self, d: Decision) -> float:
        """The score of one decision."""
        raise NotImplementedError


class _Sum(_Node):
    """A weighted sum of named children; it evaluates all of them, so that all are logged."""

    def __init__(self, weights: dict[str, float]) -> None:
        super().__init__()
        self.weights = weights

    def forward(self, action: Any, observation: Any) -> float:
        children = self._rubric_children
        return sum(
            (weight * children[name](action, observation) for name, weight in self.weights.items()),
            0.0,
        )


class _Channel(_Node):
    """The change of one channel of the potential, as a share of the best that it could reach."""

    channel = ""

    @override
    def score(self, d: Decision) -> float:
        best: int = getattr(d.most, self.channel)
        if not best:
            return 0.0
        change: int = getattr(d.after, self.channel) - getattr(d.before, self.channel)
        return max(-1.0, change / best)


class Conflict(_Channel):
    """How far overlaps were resolved well.

    Formula: change of the sum over conflicts of weight x credit, over the highest possible sum.
    Source: Ghostexec's C, which paid for any new time and for any cancellation.
    Exploits: moving a meeting into 1950; cancelling the same meeting again; cancelling everything.
    Defence: the past and a repeated cancellation are refused; only the ways in `must` earn credit,
    a cancellation that is none of them costs the attendees' mood; each conflict is credited once.
    """

    channel = "conflict"


class Relationship(_Channel):
    """How far people were answered well and keep their mood.

    Formula: change of (weight x credit of mails) + (20 x importance x mood steps) - (150 x harm),
    over the highest possible sum.
    Source: Ghostexec's R, which did not read what was written.
    Exploits: an empty reply; the same reply for ever; archiving a critical mail out of sight.
    Defence: credit is the share of the facts carried, in few words, without contradiction; a mail
    is answered once and warms a mood once; senders lose patience over what is not answered well,
    wherever the mail lies.
    """

    channel = "relationship"


class Task(_Channel):
    """How far tasks, habits and requests were settled, and in time.

    Formula: change of the sum of weight x credit, halved when late, over the highest possible sum.
    Source: Ghostexec's T, where completing was free and instant.
    Exploits: completing everything at once; delegating a done task to revive it; delegating all.
    Defence: completing takes the task's minutes, and lateness halves credit; a task that is not
    open cannot be handed over; the unskilled and the loaded hand tasks back, and the credit goes.
    """

    channel = "task"


class Outcome(_Sum):
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
        present = sum(w for name, w in self.weights.items() if getattr(decision.most, name))
        return score / present if present else 0.0


class Priority(_Node):
    """Something at least as weighty will be lost because of this decision.

    Formula: -1 if an open item with 0 <= slack < minutes of this call weighs as much, else 0.
    Source: Butler's P, which accepted any item of the first tier.
    Exploits: taking easy items first; hiding work behind reads; splitting work into small calls.
    Defence: slack, not tier or order, decides; reads take minutes too; each call is judged with
    the minutes it takes itself.
    """

    @override
    def score(self, d: Decision) -> float:
        return -1.0 if d.is_overtaken else 0.0


class Routing(_Node):
    """The first routing of an item went to an agent that cannot settle it.

    Formula: -1, once per item, if no way of settling it belongs to the agent, else 0.
    Source: Butler's R, which looked for keywords in the text.
    Exploits: routing to and fro until one fits; routing by keyword; not routing at all.
    Defence: only the first counts; ways, not words, decide; a call that nobody was routed to is
    still judged by completeness and outcome.
    """

    @override
    def score(self, d: Decision) -> float:
        return -1.0 if d.is_misrouted else 0.0


class Completeness(_Node):
    """How much of what the settling call had to carry is missing.

    Formula: -missing / wanted, where wanted counts facts, times, people and citations; when the
    day ends, -1 more for each item that needed doing and was never settled.
    Source: Butler's C, which counted non-empty fields.
    Exploits: filling fields with anything; pasting the whole mail back and naming every weekday;
    finishing early, so that nothing can be done wrong.
    Defence: values are compared, not presence; long texts lose their credit, and another value of
    the same slot is a contradiction; what is left out costs as much as what is done wrong.
    """

    @override
    def score(self, d: Decision) -> float:
        return -(d.missing / d.wanted if d.wanted else 0.0) - d.undone


class Execution(_Node):
    """The call was understood and could not be done.

    Formula: -1 if the rules refused it, -0.5 if the person denied it, else 0.
    Source: Butler's A, where simulated tools succeeded at anything.
    Exploits: a date that is none; an empty recipient; a slot that is taken.
    Defence: the same rules judge a call here and on a person's own calendar and mail.
    """

    @override
    def score(self, d: Decision) -> float:
        if d.is_refused:
            return -1.0
        return -0.5 if d.is_denied else 0.0


class Restraint(_Node):
    """Acting where leaving was right, leaving where acting was, or bothering the person.

    Formula: -1 for either, -0.5 for a question nobody can answer, a third search or endless
    routing; when the day ends, -1 more for each item that was dropped without a word, so that
    telling the person is better than silence and doing it right is better than both.
    Source: Butler's O, which asked only whether any tool was called.
    Exploits: leaving everything to the person; asking about everything; searching for ever.
    Defence: leaving is right only where `must` says so; needless questions and searches cost time
    and attention, and with the attention goes the consent to what matters.
    """

    @override
    def score(self, d: Decision) -> float:
        if d.is_misplaced:
            return -1.0 - d.undone
        return -d.undone - (0.5 if d.is_needless else 0.0)


class Process(_Sum):
    """What was wrong with how it was decided."""

    def __init__(self, weights: ProcessWeights) -> None:
        super().__init__(weights.model_dump())
        self.priority = Priority()
        self.routing = Routing()
        self.completeness = Completeness()
        self.execution = Execution()
        self.restraint = Restraint()


class Format(_Node):
    """The call could not even be understood.

    Formula: -1 for an unknown tool, wrong fields, another agent's tool or unreadable text, else 0.
    Source: Butler's notebook, which paid 0.1 for invalid calls and 0 for unreadable ones.
    Exploits: emitting nonsense because a wrong act costs more; ending the day by nonsense.
    Defence: nonsense costs a step, minutes, this leaf and the invalid gate; it never settles
    anything for credit.
    """

    @override
    def score(self, d: Decision) -> float:
        return -1.0 if d.is_malformed else 0.0


class Efficiency(_Node):
    """Minutes that brought nothing.

    Formula: -min(1, wasted minutes / 60): idling beside open items, refused and denied calls,
    empty searches, needless questions.
    Source: ours; Ghostexec let every step take twenty minutes.
    Exploits: many short reads; idling until midnight; finishing at once.
    Defence: reads beyond two per item are waste; idle minutes are waste; finishing early leaves
    the rest of the day to take its course, which the outcome sees.
    """

    @override
    def score(self, d: Decision) -> float:
        return -min(1.0, d.wasted / 60)


class PriorityInversion(_Node):
    """Professional work that costs a personal item its last chance.

    Formula: 1 if a personal item has 0 <= slack < minutes of this professional call, else 0; in
    the strict form, if any personal item is open at all.
    Source: Butler's documented penalty, which no code applied.
    Exploits: calling work personal; leaving the personal items to the person; idling instead.
    Defence: the true tier is hidden in `must`; leaving earns nothing where acting was needed; the
    idle gate covers waiting.
    """

    def __init__(self, strict: bool) -> None:
        super().__init__()
        self.strict = strict

    @override
    def score(self, d: Decision) -> float:
        return float(d.is_strict_inversion if self.strict else d.is_inversion)


class Harm(_Node):
    """An act that does damage: answering a fraud, writing to the wrong person.

    Formula: 1 if `must` names the tool as harmful, or an irreversible call reaches somebody whom
    no way of settling the item names, else 0.
    Source: ours; neither predecessor could do damage.
    Exploits: writing to everybody; obeying a mail; blanket consent.
    Defence: recipients are compared; harm costs value for good and earns -100 credit; the
    scripted person denies what `approvals` denies.
    """

    @override
    def score(self, d: Decision) -> float:
        return float(d.is_harm)


class Invalid(_Node):
    """A call that came to nothing because of what it was.

    Formula: 1 if it was malformed or refused, else 0.
    Source: Ghostexec's 0.25, which a crash could avoid.
    Exploits: crashing the world; repeating a refused call; staying just below the step limit.
    Defence: no input raises; three failures on an item close it without credit.
    """

    @override
    def score(self, d: Decision) -> float:
        return float(d.is_malformed or d.is_refused)


class Idle(_Node):
    """Time let pass while something could still have been saved.

    Formula: 1 for doing nothing while slack runs out, or finishing beside saveable items, else 0.
    Source: Ghostexec's 0.15, which applied at any time.
    Exploits: idling through the day; finishing first thing; snoozing everything.
    Defence: both are judged by slack; what is snoozed past its time earns nothing.
    """

    @override
    def score(self, d: Decision) -> float:
        return float(d.is_idle)


class Gates(_Sum):
    """What is subtracted whole; its score is the sum of the penalties, 0 or below."""

    def __init__(self, weights: GateWeights) -> None:
        super().__init__({k: -v for k, v in weights.model_dump(exclude={"strict"}).items()})
        self.priority_inversion = PriorityInversion(weights.strict)
        self.harm = Harm()
        self.invalid = Invalid()
        self.idle = Idle()


class DayRubric(_Sum):
    """The whole tree."""

    def __init__(self, profile: Profile | None = None) -> None:
        """Build the tree with a profile's weights."""
        profile = profile or load_profile()
        super().__init__({**profile.weights.model_dump(), "gates": 1.0})
        self.profile = profile
        self.outcome = Outcome(profile.outcome)
        self.process = Process(profile.process)
        self.format = Format()
        self.efficiency = Efficiency()
        self.gates = Gates(profile.gates)

    def forward(self, action: Any, observation: Any) -> float:
        """The reward of one step, within [-1, 1].

        On a day of more than `FULL_DAY` items each counts for less of the outcome, so what is
        taken off for a mistake shrinks with it; otherwise long days would reward doing little.
        """
        children, decision = self._rubric_children, observation.decision
        scores = {name: child(action, observation) for name, child in children.items()}
        share = min(1.0, FULL_DAY / decision.items) if decision else 1.0
        total = 0.0
        for name, weight in self.weights.items():
            total += weight * scores[name] * (1.0 if name == "outcome" else share)
        return max(-1.0, min(1.0, total))

    def reward(self, decision: Decision) -> float:
        """The reward of one step without an OpenEnv observation around it."""
        return self(None, _Seen(decision))

    def breakdown(self) -> dict[str, float]:
        """The last score of every node by name; `total` is the reward itself."""
        scores = {name: float(node.last_score or 0.0) for name, node in self.named_rubrics()}
        return {"total": float(self.last_score or 0.0)} | scores
