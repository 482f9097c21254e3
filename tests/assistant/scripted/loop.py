"""A hand loop over a desk: perceive, orchestrator, sub-agent, and no graph."""

from dataclasses import dataclass
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage

from assistant.contract.briefing import Briefing
from assistant.contract.render import render, render_outcome
from assistant.contract.tools import Agent, Tool, function_schema, parse_call, tools_for
from assistant.scripted.model import ScriptedChatModel
from assistant.workspaces.memory import DeskWorkspace
from tests.assistant.scripted.lists import Day

MODEL = ScriptedChatModel()
BOUND = {agent: MODEL.bind_tools([function_schema(t) for t in tools_for(agent)]) for agent in Agent}


@dataclass(frozen=True)
class Made:
    """One call and what came of it."""

    agent: Agent
    item: str
    tool: str
    args: dict[str, Any]
    status: str
    text: str
    call: Tool


def ask(briefing: Briefing, agent: Agent, item_id: str = "", steps: list[BaseMessage] = []) -> Any:  # noqa: B006
    """The call that the policy proposes."""
    messages = [
        SystemMessage("You are it."),
        HumanMessage(render(briefing, agent, item_id)),
        *steps,
    ]
    answer = BOUND[agent].invoke(messages)
    assert isinstance(answer, AIMessage) and len(answer.tool_calls) == 1
    return answer.tool_calls[0]


async def run_day(day: Day, limit: int = 120) -> tuple[list[Made], Any, Any]:
    """Drive a whole day to its end; every call must parse."""
    desk, memory, entries = day.desk()
    workspace = DeskWorkspace(desk, memory)
    log = await run_desk(workspace, limit)
    return log, desk, entries


async def run_desk(workspace: DeskWorkspace, limit: int = 120) -> list[Made]:
    """Drive a workspace until it finishes."""
    log: list[Made] = []
    agent, item_id = Agent.ORCHESTRATOR, ""
    steps: list[BaseMessage] = []
    while len(log) < limit:
        briefing = await workspace.brief()
        if agent is not Agent.ORCHESTRATOR and (briefing.item(item_id) is None or len(steps) > 6):
            agent, item_id, steps = Agent.ORCHESTRATOR, "", []
        proposal = ask(briefing, agent, item_id, steps)
        call = parse_call(proposal["name"], proposal["args"], agent)
        if item_id:
            assert call.item == item_id
        outcome = await workspace.act(call, f"{len(log)}", agent)
        log.append(
            Made(agent, call.item, call.name, call.args(), outcome.status, outcome.text, call)
        )
        if call.name == "route_to_agent" and outcome.is_ok:
            agent, item_id, steps = Agent(proposal["args"]["agent"]), call.item, []
            continue
        if agent is not Agent.ORCHESTRATOR:
            steps = [*steps, AIMessage("", tool_calls=[proposal]),
                     ToolMessage(render_outcome(outcome), tool_call_id=proposal["id"])]  # fmt: skip
        if outcome.day_over:
            break
    return log
