"""The person's own ceilings end a turn, and the next turn goes on where it ended."""

from langgraph.checkpoint.memory import InMemorySaver

from assistant.contract.lexical import LexicalMemory
from assistant.engine import Engine
from assistant.events import Acted, Finished, GraphEvent
from assistant.graph import build_graph
from assistant.guard import AcceptAll
from assistant.state import RunContext
from assistant.workspaces.memory import DeskWorkspace
from tests.assistant.days import small_desk
from tests.assistant.test_graph import PlaybackModel

CALLS = [
    ("route_to_agent", {"item_id": "t1", "agent": "meeting"}),
    ("schedule_event", {"item_id": "t1", "title": "Physio", "start": "Tuesday 14:00",
                        "duration_minutes": 45}),
    ("leave_to_user", {"item_id": "e1", "reason": "later"}),
]  # fmt: skip


async def test_a_ceiling_of_steps_ends_the_turn_and_the_next_one_goes_on():
    events: list[GraphEvent] = []
    workspace = DeskWorkspace(small_desk(), LexicalMemory([]))
    model = PlaybackModel(calls=list(CALLS), prompts=[])
    context = RunContext(workspace, model, AcceptAll(), events.append, max_steps=2)
    engine = Engine(build_graph(InMemorySaver()), context, "run-1")
    context.begin_turn()
    await engine.run()
    assert [e.tool for e in events if isinstance(e, Acted)] == ["route_to_agent", "schedule_event"]
    assert isinstance(events[-1], Finished)
    assert events[-1].reason == "steps"
    context.begin_turn()
    await engine.run()
    assert [e.tool for e in events if isinstance(e, Acted)][2] == "leave_to_user"
    assert workspace.desk.items["e1"].status == "left"


def test_no_ceiling_is_none_and_tokens_count_as_well():
    workspace = DeskWorkspace(small_desk(), LexicalMemory([]))
    context = RunContext(workspace, PlaybackModel(calls=[], prompts=[]), AcceptAll())
    context.steps = context.tokens = 10_000
    assert context.reached == ""
    context.max_tokens = 9_000
    assert context.reached == "tokens"
    context.begin_turn()
    assert context.reached == ""
