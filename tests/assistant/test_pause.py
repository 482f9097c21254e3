"""A pause ends a run after the step that is at work; it goes on there, after a restart as well."""

from collections.abc import Callable
from pathlib import Path

from assistant.contract.lexical import LexicalMemory
from assistant.engine import Engine, open_engine
from assistant.events import Acted, Finished, GraphEvent
from assistant.guard import AcceptAll
from assistant.state import RunContext
from assistant.workspaces.memory import DeskWorkspace
from tests.assistant.days import small_desk
from tests.assistant.test_ceilings import CALLS
from tests.assistant.test_graph import PlaybackModel


def pausing(engine: Engine, events: list[GraphEvent]) -> Callable[[GraphEvent], None]:
    """Keeps what it hears, and pauses after each step."""

    def hear(event: GraphEvent) -> None:
        events.append(event)
        if isinstance(event, Acted):
            engine.pause()

    return hear


async def test_each_step_is_taken_and_told_once_however_often_a_run_is_paused(tmp_path: Path):
    events: list[GraphEvent] = []
    workspace = DeskWorkspace(small_desk(), LexicalMemory([]))
    model = PlaybackModel(calls=[*CALLS, ("finish", {"summary": "done"})], prompts=[])
    context = RunContext(workspace, model, AcceptAll())
    told = ["route_to_agent", "schedule_event", "leave_to_user", "finish"]
    for count in range(1, len(told) + 1):
        async with open_engine(tmp_path / "checkpoints.db", context, "run-1") as engine:
            context.emit = pausing(engine, events)
            assert await engine.run() is None
        assert [event.tool for event in events if isinstance(event, Acted)] == told[:count]
        assert len(model.prompts) == count, "the model is asked for nothing that is not done"
    assert not any(isinstance(event, Finished) for event in events)
    async with open_engine(tmp_path / "checkpoints.db", context, "run-1") as engine:
        assert await engine.run() is None
    assert isinstance(events[-1], Finished) and events[-1].reason == "finished"
    assert len(model.prompts) == len(told)
