"""The same graph for LangGraph Studio, on the simulated sample day; `langgraph.json` names it.

Studio brings checkpoints of its own and no run context, so one is given here.
"""

from assistant.graph import build_graph
from assistant.guard import InterruptApprover
from assistant.models import DEFAULT_MODEL, load_model
from assistant.state import RunContext
from assistant.workspaces.memory import DeskWorkspace
from majordomo.sample import SAMPLE_DAY
from scenarios import load_scenario, to_desk

_desk, _memory = to_desk(load_scenario(SAMPLE_DAY))
_context = RunContext(DeskWorkspace(_desk, _memory), load_model(DEFAULT_MODEL), InterruptApprover())

graph = build_graph(context=_context)
