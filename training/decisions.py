"""A decision: one prompt of the graph and the call that is right there.

The prompt is what `assistant.nodes.prompt` makes, message for message, so that what is learnt from
a decision is learnt for the graph; a test compares the tokens.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.messages import BaseMessage

from assistant.contract.briefing import Briefing
from assistant.contract.tools import Agent, parse_call
from assistant.nodes import prompt
from assistant.state import Exchange


@dataclass(frozen=True, slots=True)
class Decision:
    """One supervised example."""

    agent: Agent
    """Who decides; the prompt lists this agent's tools."""
    messages: tuple[BaseMessage, ...]
    tool: str
    args: dict[str, Any]
    origin: str
    """Where it comes from, such as `world/rush_hour` or `corpus/meeting`; counted by the
    datasheet."""


def decide(  # noqa: PLR0913
    briefing: Briefing,
    agent: Agent,
    item_id: str,
    call: tuple[str, dict[str, Any]],
    origin: str,
    exchanges: Sequence[Exchange] = (),
) -> Decision:
    """The decision to make `call` (a tool's name and arguments) on what the graph shows.

    Raises:
        KeyError: a sub-agent's item is not in the briefing.
        ToolError: the call is not one of this agent's.
    """
    tool, args = call
    checked = parse_call(tool, args, agent)
    messages = prompt(briefing, agent, item_id, exchanges)
    return Decision(agent, tuple(messages), tool, checked.args(), origin)
