"""Runs the graph on a workspace until it ends or needs the person.

The shells (plain conversation, Textual app, JSON output, rollouts) drive this and draw the
events it emits.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from langgraph.errors import GraphDrained
from langgraph.runtime import RunControl
from langgraph.types import Command

from assistant.graph import RECURSION_LIMIT, MajordomoGraph, build_graph
from assistant.guard import HumanInterrupt, HumanResponse
from assistant.state import GraphState, RunContext


class Engine:
    """One run of the graph, resumable by its id."""

    def __init__(self, graph: MajordomoGraph, context: RunContext, run_id: str) -> None:
        """Run `graph` in `context`; `run_id` names the thread in the checkpoints."""
        self._graph = graph
        self._context = context
        self._run_id = run_id
        self._control = RunControl()
        self._config: RunnableConfig = {
            "configurable": {"thread_id": run_id},
            "recursion_limit": RECURSION_LIMIT,
        }

    async def run(self) -> HumanInterrupt | None:
        """Start the run, or go on where its last checkpoint ends.

        Returns:
            The call that waits for the person's word, or None when the run is over or paused.
        """
        start: GraphState | None = {"run_id": self._run_id}
        if self._graph.checkpointer:
            state = await self._graph.aget_state(self._config)
            if state.interrupts:
                return cast(HumanInterrupt, state.interrupts[0].value)
            if state.next:
                start = None
            elif state.values:
                # The same run again, after the person said something new.
                start = {"run_id": self._run_id, "decision": state.values.get("decision", 0)}
        return await self._stream(start)

    async def answer(self, response: HumanResponse) -> HumanInterrupt | None:
        """Give the person's word on the call that waited, and go on."""
        return await self._stream(Command(resume=response))

    def pause(self) -> None:
        """End the run once the node that is at work is done and kept; `run` goes on after it."""
        self._control.request_drain("paused")

    async def _stream(self, start: Any) -> HumanInterrupt | None:
        # Durability is "sync" in the product: a checkpoint is on disk before the next node runs.
        durability: dict[str, Any] = {"durability": "sync"} if self._graph.checkpointer else {}
        self._control = RunControl()  # one that was drained stays so
        try:
            async for update in self._graph.astream(
                start,
                self._config,
                context=self._context,
                stream_mode="updates",
                control=self._control,
                **durability,
            ):
                if "__interrupt__" in update:
                    return cast(HumanInterrupt, update["__interrupt__"][0].value)
        except GraphDrained:
            return None
        return None


@asynccontextmanager
async def open_engine(path: Path, context: RunContext, run_id: str) -> AsyncIterator[Engine]:
    """An engine whose checkpoints live in the SQLite file at `path`."""
    async with AsyncSqliteSaver.from_conn_string(str(path)) as saver:
        yield Engine(build_graph(saver), context, run_id)
