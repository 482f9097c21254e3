"""The one graph: policy, trainee and assistant, told apart only by what surrounds it.

perceive -> orchestrator -> guard -> act -> {sub-agent | perceive | finish}
            sub-agent    -> guard -> act -> {the same sub-agent | perceive}
"""

from typing import Any

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime

from assistant.contract.tools import Agent
from assistant.nodes import Node, act, agent_node, finish, guard, perceive
from assistant.state import GraphState, RunContext

RECURSION_LIMIT = 10_000
"""Node visits per run; `RunContext.max_decisions` ends a stuck run long before."""

MajordomoGraph = CompiledStateGraph[GraphState, RunContext, GraphState, GraphState]


def build_graph(
    checkpointer: BaseCheckpointSaver[Any] | None = None, context: RunContext | None = None
) -> MajordomoGraph:
    """Compile the graph; the checkpointer is the only difference between its roles.

    `context` serves runs that bring none of their own, as LangGraph Studio's do.
    """
    builder = StateGraph(GraphState, context_schema=RunContext)
    nodes: dict[str, Node] = {"perceive": perceive, "guard": guard, "act": act, "finish": finish}
    nodes |= {agent.value: agent_node(agent) for agent in Agent}
    for name, node in nodes.items():
        builder.add_node(name, with_context(node, context) if context else node)
    for agent in Agent:
        builder.add_edge(agent.value, "guard")
    builder.add_edge(START, "perceive")
    builder.add_conditional_edges("perceive", _next, [Agent.ORCHESTRATOR.value, "finish"])
    builder.add_edge("guard", "act")
    sub_agents = [agent.value for agent in Agent if agent is not Agent.ORCHESTRATOR]
    builder.add_conditional_edges("act", _next, [*sub_agents, "perceive", "finish"])
    builder.add_edge("finish", END)
    return builder.compile(checkpointer=checkpointer, name="majordomo")


def with_context(node: Node, context: RunContext) -> Node:
    """The node, run in `context` where the caller brings none."""

    async def run(state: GraphState, runtime: Runtime[RunContext]) -> GraphState:
        return await node(state, runtime if runtime.context else runtime.override(context=context))

    return run


def _next(state: GraphState) -> str:
    return state["next"]
