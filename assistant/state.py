"""What the graph remembers between nodes, and what it is given from outside.

Only the first is checkpointed, so it is small and JSON-like; briefings, workspaces and models
are looked up again after a resume.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, NotRequired, TypedDict

from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage
from langchain_core.runnables import Runnable

from assistant.contract.briefing import Briefing
from assistant.contract.tools import Agent, function_schema, tools_for
from assistant.contract.workspace import Workspace
from assistant.events import GraphEvent
from assistant.guard import Approver


class Exchange(TypedDict):
    """One call of a sub-agent on its item, and what came of it."""

    id: str
    name: str
    args: dict[str, Any]
    result: str
    is_tainted: NotRequired[bool]
    """Whether the result shows what a stranger wrote."""


class Proposal(TypedDict):
    """What a model wants to do; `error` says why it is no call at all."""

    name: str
    args: dict[str, Any]
    error: str


class Ruling(TypedDict):
    """What guard decided about the proposal."""

    kind: Literal["accept", "deny", "wait", "invalid"]
    reason: str


class GraphState(TypedDict, total=False):
    """The checkpointed state."""

    run_id: str
    decision: int
    """Calls judged so far: the index of the next one."""
    misses: int
    """Calls in a row of the orchestrator's that came to nothing."""
    speaker: str
    """The agent whose turn it is."""
    item_id: str
    """The item a sub-agent works on."""
    exchanges: list[Exchange]
    """The sub-agent's calls on that item since it was routed."""
    proposal: Proposal
    ruling: Ruling
    next: str
    """The node that `act` hands over to."""
    end: str
    """Why the run is over; empty while it is not."""


@dataclass
class RunContext:
    """The world outside the graph, given anew to each run and never checkpointed."""

    workspace: Workspace
    model: BaseChatModel
    approver: Approver
    emit: Callable[[GraphEvent], None] = lambda event: None
    max_decisions: int = 400
    """A run that needs more is stuck."""
    only: str = ""
    """Id of the one item to handle, where the person asked for just that."""
    max_steps: int = 0
    """The person's own ceiling of calls in one turn; 0 is none."""
    max_tokens: int = 0
    """The person's own ceiling of tokens in one turn; 0 is none."""
    steps: int = 0
    """Calls since the turn began."""
    tokens: int = 0
    """Tokens read and written since the turn began."""
    _bound: dict[Agent, Runnable[Any, AIMessage]] = field(default_factory=dict, repr=False)

    async def brief(self) -> Briefing:
        """The day as it stands now, or as much of it as concerns the one item asked for."""
        return await self.workspace.brief(self.only)

    def begin_turn(self) -> None:
        """The person asked for something: what it may cost is counted from here."""
        self.steps = self.tokens = 0

    @property
    def reached(self) -> str:
        """The ceiling of the person's own that this turn has reached; empty where none."""
        if self.max_steps and self.steps >= self.max_steps:
            return "steps"
        return "tokens" if self.max_tokens and self.tokens >= self.max_tokens else ""

    def use_model(self, model: BaseChatModel) -> None:
        """Let another model decide from the next call on."""
        self.model = model
        self._bound.clear()

    def model_of(self, agent: Agent) -> Runnable[Any, AIMessage]:
        """The model with the tools of one agent."""
        if agent not in self._bound:
            self._bound[agent] = self.model.bind_tools(list(_schemas(agent)))
        return self._bound[agent]


@cache
def _schemas(agent: Agent) -> tuple[dict[str, Any], ...]:
    """An agent's tools as models are told of them; making these takes longer than a decision."""
    return tuple(function_schema(tool) for tool in tools_for(agent))


def effect_id(run_id: str, decision: int) -> str:
    """The id of a decision's effect, the same after a crash and a resume."""
    return hashlib.blake2b(f"{run_id}/{decision}".encode(), digest_size=8).hexdigest()
