"""The tools of a day as MCP tools: one call is one step of the world.

An outer skin over any environment. What a model sends reaches the world unchecked, as it does
over the WebSocket: a malformed call is a step with a penalty there, not an error here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import cache
from types import TracebackType
from typing import Any, Protocol, Self

from mcp.types import CallToolResult, TextContent, Tool, ToolAnnotations

from assistant.contract.tools import TOOLS, Effect, function_schema
from env_adapter.errors import EnvError
from env_adapter.models import MajordomoAction, MajordomoObservation
from env_adapter.tasks import DEFAULT_TASK

INSTRUCTIONS = (
    "A simulated day of one person: mails, meetings, tasks, habits and requests. Call begin_day "
    "first. After that each tool call is one step; its answer says what came of it, the reward "
    "and the day as it stands now. The day is over when `done` is true."
)


class Played(Protocol):
    """An environment that remembers its last observation."""

    last: MajordomoObservation | None

    def reset(
        self, seed: int | None = None, episode_id: str | None = None, task: object = None
    ) -> MajordomoObservation:
        """Begin a day."""

    def step(self, action: MajordomoAction) -> MajordomoObservation:
        """Make one call."""


class DayTools:
    """The part of an MCP client that OpenEnv's routes use, without a transport behind it."""

    def __init__(self, environment: Played) -> None:
        """Play `environment`."""
        self._environment = environment

    async def __aenter__(self) -> Self:
        """Nothing to open."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing to close."""

    def is_connected(self) -> bool:
        """Always: there is no connection."""
        return True

    async def list_tools(self) -> list[dict[str, Any]]:
        """The tools as the MCP specification spells them."""
        return [t.model_dump(mode="json", by_alias=True, exclude_none=True) for t in day_tools()]

    async def call_tool(self, name: object, arguments: object) -> dict[str, Any]:
        """Call one."""
        result = await call_tool(self._environment, name, arguments)
        return result.model_dump(mode="json", by_alias=True, exclude_none=True)


@cache
def day_tools() -> tuple[Tool, ...]:
    """The tools of every day, and the two that begin and show one."""
    seed = {"type": "integer", "minimum": 0, "default": 0, "description": "What chance decides."}
    task = {
        "type": "string",
        "default": DEFAULT_TASK,
        "description": "Name of the day, such as the server's task list gives them.",
    }
    return (
        _own("begin_day", "Begin a day; a day that was under way is given up.",
             {"task": task, "seed": seed}),
        _own("briefing", "Show the day as it stands; costs nothing.", {}, is_reading=True),
        *(_tool(name) for name in TOOLS),
    )  # fmt: skip


async def call_tool(environment: Played, name: object, arguments: object) -> CallToolResult:
    """Begin a day, show it, or make one step of it."""
    try:
        if name == "begin_day":
            return _shown(await asyncio.to_thread(_begin, environment, arguments))
        if environment.last is None:
            raise EnvError("no day has begun: call begin_day first")
        if name == "briefing":
            return _shown(environment.last)
        action = MajordomoAction(tool=name, args=arguments)
        return _shown(await asyncio.to_thread(environment.step, action))
    except EnvError as error:
        return problem(str(error))


def problem(text: str) -> CallToolResult:
    """An answer to a call that was no step."""
    return CallToolResult(content=[TextContent(type="text", text=text)], isError=True)


def _begin(environment: Played, arguments: object) -> MajordomoObservation:
    given = arguments if isinstance(arguments, Mapping) else {}
    return environment.reset(given.get("seed"), task=given.get("task"))


def _shown(seen: MajordomoObservation) -> CallToolResult:
    outcome, lines = seen.outcome or {}, []
    if outcome:
        lines.append(f"{outcome['tool']}: {outcome['status']}: {outcome['text']}")
        lines.append(f"reward {float(seen.reward or 0.0):+.4f}")
    lines.append("the day is over" if seen.done else f"{seen.steps_left} steps left")
    data = {
        "outcome": outcome or None,
        "reward": seen.reward,
        "done": seen.done,
        "terminated": seen.terminated,
        "truncated": seen.truncated,
        "steps_left": seen.steps_left,
        "minutes_left": seen.minutes_left,
        "stress": seen.stress,
        "attention": seen.attention,
        "state_hash": seen.state_hash,
        "ids": seen.ids,
        "briefing": seen.text,
    }
    text = "\n".join(lines) + "\n\n" + seen.text
    return CallToolResult(content=[TextContent(type="text", text=text)], structuredContent=data)


def _tool(name: str) -> Tool:
    tool = TOOLS[name]
    schema = function_schema(tool)["function"]
    return Tool(
        name=name,
        description=schema["description"],
        inputSchema={**schema["parameters"], "additionalProperties": False},
        annotations=ToolAnnotations(
            readOnlyHint=tool.effect is Effect.READ,
            destructiveHint=tool.effect is Effect.IRREVERSIBLE,
            openWorldHint=False,
        ),
    )


def _own(
    name: str, description: str, properties: dict[str, Any], *, is_reading: bool = False
) -> Tool:
    schema = {"type": "object", "properties": properties, "additionalProperties": False}
    hints = ToolAnnotations(readOnlyHint=is_reading, openWorldHint=False)
    return Tool(name=name, description=description, inputSchema=schema, annotations=hints)
