"""A day stepped by hand through the graph's own nodes, so that it can be stopped at any decision.

The compiled graph runs a day in one go. Here the same nodes are called in the same order, the state
between two of them can be saved, and several calls can be tried from the same moment. A test holds
the prompts of the two together.
"""

from collections.abc import Coroutine, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar, cast

from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import BaseMessage
from langgraph.runtime import Runtime

from assistant.contract.tools import Agent
from assistant.events import Acted, GraphEvent
from assistant.guard import AcceptAll
from assistant.nodes import act, guard, perceive, prompt
from assistant.state import Exchange, GraphState, Proposal, RunContext
from env_adapter.direct import DirectWorkspace
from env_adapter.snapshot import restore, snapshot
from env_adapter.world import World
from training.episode import scenario_of
from training.records import DaySpec

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Moment:
    """A decision that is due: everything needed to ask for it and to try it, as JSON values."""

    day: DaySpec
    agent: str
    """Who decides."""
    item_id: str
    """The item a sub-agent works on; empty for the orchestrator."""
    exchanges: list[Exchange]
    """The sub-agent's calls on the item so far."""
    decision: int
    """How many decisions the day has seen."""
    world: dict[str, Any]
    """`env_adapter.snapshot` of the world."""

    def to_json(self) -> dict[str, Any]:
        """As JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Moment":
        """The inverse of `to_json`."""
        return cls(**{**data, "day": DaySpec(**data["day"])})


@dataclass
class Walk:
    """A day that is under way."""

    day: DaySpec
    world: World
    state: GraphState = field(default_factory=GraphState)  # type: ignore[arg-type]
    acted: Acted | None = None
    """What came of the last call."""

    def __post_init__(self) -> None:
        """Wrap the world as the graph's workspace."""
        self.workspace = DirectWorkspace(self.world)
        # None of the nodes called here asks a model.
        model = cast(BaseChatModel, None)
        context = RunContext(self.workspace, model, AcceptAll(), self._note)
        self._runtime = Runtime(context=context)

    @classmethod
    def begin(cls, day: DaySpec) -> "Walk":
        """The day, at its first decision.

        Raises:
            UserError: there is no such day.
        """
        walk = cls(day, World(scenario_of(day), day.seed))
        walk.state = {"run_id": "walk"}
        walk._perceive()
        return walk

    @classmethod
    def at(cls, moment: Moment) -> "Walk":
        """A copy of the day as it was at that moment."""
        walk = cls(moment.day, restore(scenario_of(moment.day), moment.world))
        walk.state = {
            "run_id": "walk", "decision": moment.decision, "speaker": moment.agent,
            "item_id": moment.item_id, "exchanges": list(moment.exchanges), "end": "",
            "next": moment.agent,
        }  # fmt: skip
        return walk

    @property
    def is_over(self) -> bool:
        """Whether no decision is due any more."""
        return self.state["next"] == "finish" or self.world.is_over

    @property
    def agent(self) -> Agent:
        """Who decides next."""
        return Agent(self.state["next"])

    @property
    def item_id(self) -> str:
        """The item that a sub-agent works on; empty for the orchestrator."""
        return self.state["item_id"]

    @property
    def return_(self) -> float:
        """Sum of the rewards since this object was made."""
        return self.workspace.played.return_

    def messages(self) -> Sequence[BaseMessage] | None:
        """The prompt of the decision that is due; `None` where the item is gone."""
        briefing = finished(self.workspace.brief())
        try:
            return prompt(briefing, self.agent, self.item_id, self.state["exchanges"])
        except KeyError:
            return None

    def moment(self) -> Moment:
        """The decision that is due, to be tried later."""
        state, exchanges = self.state, list(self.state["exchanges"])
        return Moment(
            self.day, self.agent.value, self.item_id, exchanges, state["decision"],
            snapshot(self.world),
        )  # fmt: skip

    def make(self, proposal: Proposal) -> Acted:
        """Let guard and act take the call; afterwards the next decision is due."""
        self.state = {**self.state, "proposal": proposal}
        self._merge(finished(guard(self.state, self._runtime)))
        self._merge(finished(act(self.state, self._runtime)))
        if self.state["next"] == "perceive":
            self._perceive()
        assert self.acted is not None
        return self.acted

    def _perceive(self) -> None:
        self._merge(finished(perceive(self.state, self._runtime)))

    def _merge(self, changes: GraphState) -> None:
        self.state = {**self.state, **changes}

    def _note(self, event: GraphEvent) -> None:
        if isinstance(event, Acted):
            self.acted = event


def finished(coroutine: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine that never waits, as nodes do not on a world in this process.

    Without an event loop, because a notebook's own is already running where this is called.
    """
    try:
        coroutine.send(None)
    except StopIteration as done:
        return cast(T, done.value)
    raise RuntimeError("a node waited for something outside this process")
