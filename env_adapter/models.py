"""What goes over the wire: a loose action, an observation, and the public part of the state.

The action is loose on purpose. OpenEnv validates it before the world sees it, and a world that
must answer everything cannot let a validator answer for it.
"""

from typing import Annotated, Any

from openenv.core.env_server.types import (  # type: ignore[import-untyped]
    Action,
    Observation,
    State,
)
from pydantic import ConfigDict, Field, PrivateAttr, WithJsonSchema

from assistant.contract.tools import TOOLS, Agent, tools_for
from env_adapter.ledger import Decision

LEGAL: dict[str, list[str]] = {str(a): [t.name for t in tools_for(a)] for a in Agent}
"""The tools of each agent."""


def _publish_tools(schema: dict[str, Any]) -> None:
    """Put the schema of every tool's arguments beside the loose one."""
    schema["x-tools"] = {name: tool.model_json_schema() for name, tool in TOOLS.items()}
    schema["examples"] = [{"tool": "do_nothing", "args": {}}]


class MajordomoAction(Action):  # type: ignore[misc]
    """One call."""

    model_config = ConfigDict(extra="ignore", json_schema_extra=_publish_tools)

    tool: Annotated[Any, WithJsonSchema({"type": "string"})] = Field(
        "", description="Name of the tool"
    )
    args: Annotated[Any, WithJsonSchema({"type": "object", "additionalProperties": True})] = Field(
        default_factory=dict, description="Its arguments; x-tools has their schema for each tool"
    )
    agent: Annotated[Any, WithJsonSchema({"type": "string"})] = Field(
        "", description="Which agent calls; found out from the tool where empty"
    )
    effect_id: Annotated[Any, WithJsonSchema({"type": "string"})] = Field(
        "", description="Id under which the effect is known to the caller"
    )
    refused: Annotated[
        Any, WithJsonSchema({"type": "string", "enum": ["", "invalid", "denied", "waiting"]})
    ] = Field("", description="Why the call never got to act, where the caller held it back")
    reason: Annotated[Any, WithJsonSchema({"type": "string"})] = Field(
        "", description="The caller's words for that"
    )


class MajordomoObservation(Observation):  # type: ignore[misc]
    """The day after a call."""

    text: str = ""
    """The orchestrator's prompt."""
    day: dict[str, Any] = Field(default_factory=dict)
    """The briefing as JSON values; every prompt can be rendered from it."""
    ids: list[str] = Field(default_factory=list)
    """Every id in the briefing."""
    legal: dict[str, list[str]] = Field(default_factory=dict)
    """Tools by agent."""
    steps_left: int = 0
    minutes_left: int = 0
    stress: int = 0
    attention: int = 0
    outcome: dict[str, Any] | None = None
    """What came of the last call."""
    breakdown: dict[str, float] = Field(default_factory=dict)
    """The last score of every rubric node."""
    terminated: bool = False
    truncated: bool = False
    state_hash: str = ""
    task: str = ""
    seed: int = 0

    _decision: Decision | None = PrivateAttr(default=None)

    @classmethod
    def trusted(cls, values: dict[str, Any], decision: Decision | None) -> "MajordomoObservation":
        """An observation of these values, one for each field and in the fields' order, unchecked.

        For values that the world itself has made: checking them takes as long as a step does.
        """
        made = cls.__new__(cls)
        object.__setattr__(made, "__dict__", values)
        object.__setattr__(made, "__pydantic_fields_set__", set(values))
        object.__setattr__(made, "__pydantic_extra__", None)
        object.__setattr__(made, "__pydantic_private__", {"_decision": decision})
        return made

    @property
    def decision(self) -> Decision | None:
        """What the rubrics read; it stays on the server."""
        # Each node of the tree asks, and pydantic's own way to a private attribute is a long one.
        private = self.__pydantic_private__
        return private["_decision"] if private else None


class MajordomoState(State):  # type: ignore[misc]
    """The public part of an episode's state; what the day hides stays hidden."""

    task: str = ""
    seed: int = 0
    now: int = 0
    """UTC minutes."""
    invalid: int = 0
    stress: int = 0
    attention: int = 0
    open_items: int = 0
    ending: str = ""
    return_: float = 0.0
    state_hash: str = ""
