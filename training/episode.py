"""One episode: the compiled graph plays a day, and what came of it becomes a `Rollout`.

Apart from `rollouts`, because the trainer and the benchmark play the same episodes around
generations of their own.
"""

from collections.abc import Awaitable, Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from langchain_core.language_models.base import LanguageModelInput
from langchain_core.messages import AIMessage
from langchain_core.runnables import RunnableConfig
from pydantic import Field

from assistant.contract.outcome import Outcome
from assistant.events import Acted, GraphEvent
from assistant.graph import RECURSION_LIMIT, MajordomoGraph, build_graph
from assistant.guard import AcceptAll
from assistant.models.generate import Completion
from assistant.models.local import LocalChatModel
from assistant.state import RunContext
from env_adapter.adapter import EnvWorkspace
from env_adapter.direct import DirectWorkspace
from env_adapter.graders import grade
from env_adapter.ledger import Step
from env_adapter.rubrics import DayRubric
from env_adapter.ways import Call
from env_adapter.world import World
from scenarios import Scenario, load_scenario
from scenarios.families.variation import vary
from training.records import DaySpec, Rollout, Turn


class WorldWorkspace(DirectWorkspace):
    """A world in this process, with the scores of each step.

    Not `EnvWorkspace`, whose observations are made to be sent: writing them as JSON and reading
    them back takes longer than the step itself. The prompts are the same, as a test shows.
    """

    def __init__(self, world: World) -> None:
        """Act on `world`."""
        super().__init__(world, _rubric())
        self.breakdowns: list[dict[str, float]] = []

    @property
    def rewards(self) -> list[float]:
        """One per step."""
        return self.played.rewards

    @property
    def terminated(self) -> bool:
        """Whether the day ended by itself."""
        return self.world.is_over and not self.world.is_truncated

    @property
    def truncated(self) -> bool:
        """Whether the step limit cut it off."""
        return self.world.is_truncated

    def _note(self, call: Call, step: Step) -> Outcome:
        outcome = super()._note(call, step)
        self.breakdowns.append(_rubric().breakdown())
        return outcome


@dataclass(slots=True)
class Recorder:
    """The LLM calls of one episode, while it is played."""

    complete: Callable[[list[int]], Awaitable[Completion]]
    """Completes a rendered prompt."""
    workspace: EnvWorkspace | WorldWorkspace
    calls: list[tuple[int, Completion]] = field(default_factory=list)
    """The environment step that each call became, and what was sampled."""
    acted: list[Acted] = field(default_factory=list)
    """One per environment step."""

    def note(self, event: GraphEvent) -> None:
        """Keep what was done."""
        if isinstance(event, Acted):
            self.acted.append(event)


# One model serves all episodes, so that tools are bound once; each task knows whose call it makes.
_RECORDER: ContextVar[Recorder] = ContextVar("recorder")


class AwaitingModel(LocalChatModel):
    """The local chat model, except that its episode makes the completion.

    Rendering and reading are the product's own. LangChain's callbacks are left out: nobody listens
    to them here, and they would cost more than the rest of the call.
    """

    bound: dict[tuple[str, ...], "AwaitingModel"] = Field(
        default_factory=dict, repr=False, exclude=True
    )
    """Copies by the names of their tools."""

    async def ainvoke(
        self,
        input: LanguageModelInput,
        config: RunnableConfig | None = None,
        *,
        stop: list[str] | None = None,
        **kwargs: Any,
    ) -> AIMessage:
        """Answer one prompt.

        Raises:
            ModelError: the prompt is too long.
        """
        recorder = _RECORDER.get()
        prompt = self.render(self._convert_input(input).to_messages())
        self.generator.check(prompt)
        step = len(recorder.workspace.rewards)
        done = await recorder.complete(prompt)
        recorder.calls.append((step, done))
        return self.read(done)

    def bind_tools(
        self, tools: Sequence[Any], *, tool_choice: str | None = None, **kwargs: Any
    ) -> "AwaitingModel":
        """A copy that is told of `tools`, the same one for the same tools."""
        key = tuple(tool["function"]["name"] for tool in tools)
        if key not in self.bound:
            copy = super().bind_tools(tools, tool_choice=tool_choice, **kwargs)
            assert isinstance(copy, AwaitingModel)
            self.bound[key] = copy
        return self.bound[key]


def awaiting(model: LocalChatModel) -> AwaitingModel:
    """`model`, with completions from the episode that asks."""
    fields = {name: getattr(model, name) for name in LocalChatModel.model_fields}
    return AwaitingModel(**fields)


async def play(
    model: AwaitingModel,
    workspace: EnvWorkspace | WorldWorkspace,
    complete: Callable[[list[int]], Awaitable[Completion]],
) -> Recorder:
    """Let the graph play a workspace's day to its end; the scripted person gives consent."""
    recorder = Recorder(complete, workspace)
    token = _RECORDER.set(recorder)
    try:
        context = RunContext(workspace, model, AcceptAll(), recorder.note)
        config: Any = {"recursion_limit": RECURSION_LIMIT}
        await graph().ainvoke({"run_id": "play"}, config, context=context)
    finally:
        _RECORDER.reset(token)
    return recorder


def rollout_of(spec: DaySpec, recorder: Recorder, world: World) -> Rollout:
    """What an episode was; `world` is the one that was played, or its replay."""
    workspace, ledger = recorder.workspace, world.ledger
    acted = recorder.acted
    turns = [
        Turn(acted[step].agent, done.prompt_ids, done.ids, done.logprobs, step)
        for step, done in recorder.calls
    ]
    return Rollout(
        spec,
        turns,
        sum(workspace.rewards),
        grade(world).raw,
        workspace.breakdowns,
        workspace.rewards,
        [_action(event) for event in acted],
        decisions=len(acted),
        invalid=ledger.invalid,
        inversions=ledger.inversions,
        possible_inversions=ledger.chances,
        harm=ledger.harm,
        asks=ledger.asks,
        terminated=workspace.terminated,
        truncated=workspace.truncated,
    )


def _action(event: Acted) -> dict[str, Any]:
    return {
        "tool": event.tool, "args": event.args, "agent": event.agent, "item_id": event.item_id,
        "status": event.status, "text": event.text,
    }  # fmt: skip


@lru_cache(maxsize=256)
def scenario_of(spec: DaySpec) -> Scenario:
    """The day of a spec; members of a group share it, with what is derived from it.

    Raises:
        UserError: there is no such day.
    """
    scenario = load_scenario(spec.name)
    return scenario if spec.variation is None else vary(scenario, spec.variation)


@cache
def _rubric() -> DayRubric:
    """One for all episodes: a step is scored and read before the next one is made."""
    return DayRubric()


@cache
def graph() -> MajordomoGraph:
    """The graph without a checkpointer."""
    return build_graph()
