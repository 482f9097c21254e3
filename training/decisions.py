"""A decision: one prompt of the graph and the call that is right there.

The prompt is what `assistant.nodes.prompt` makes, message for message, so that what is learnt from
a decision is learnt for the graph; a test compares the tokens.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage

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


def reworded(decision: Decision, change: Callable[[str], str]) -> Decision:
    """The decision with `change` applied to all texts of prompt and call but the instructions."""
    messages = tuple(_changed(message, change) for message in decision.messages)
    return replace(decision, messages=messages, args=_deep(decision.args, change))


def _changed(message: BaseMessage, change: Callable[[str], str]) -> BaseMessage:
    if message.type == "system":
        return message
    update: dict[str, Any] = {"content": change(str(message.content))}
    if isinstance(message, AIMessage) and message.tool_calls:
        calls = [{**call, "args": _deep(call["args"], change)} for call in message.tool_calls]
        update["tool_calls"] = calls
    return message.model_copy(update=update)


def _deep(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: _deep(part, change) for key, part in value.items()}
    return [_deep(part, change) for part in value] if isinstance(value, list | tuple) else value
