"""LangGraph Studio opens the same graph, without a context of its own."""

import importlib
import json
from pathlib import Path

from langgraph.checkpoint.memory import InMemorySaver

from assistant.contract.tools import Agent


async def test_the_graph_that_langgraph_json_names_runs_without_a_context():
    root = Path(__file__).parents[2]
    target = json.loads((root / "langgraph.json").read_text())["graphs"]["majordomo"]
    path, _, name = target.partition(":")
    module = ".".join(Path(path).with_suffix("").parts)
    graph = getattr(importlib.import_module(module), name)
    assert {agent.value for agent in Agent} <= set(graph.get_graph().nodes)

    graph.checkpointer = InMemorySaver()
    config = {"configurable": {"thread_id": "studio"}, "recursion_limit": 1000}
    state = await graph.ainvoke({}, config)
    assert state["decision"] > 0
    assert "__interrupt__" in state or state["end"] == "finished"
