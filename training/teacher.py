"""A teacher that plays simulated days through the graph, and writes down its decisions.

It stands where the model stands, so the prompts are those of the graph, whatever the graph does.
It knows what the day hides, but shows only calls that the prompt supports (`training.lessons`).
"""

import random
from collections.abc import Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from pydantic import Field

from assistant.contract.day import Item
from assistant.contract.render import render
from assistant.contract.tools import SUB_AGENTS, TOOLS, Agent
from assistant.graph import RECURSION_LIMIT, build_graph
from assistant.guard import AcceptAll
from assistant.state import RunContext
from env_adapter.adapter import EnvWorkspace
from env_adapter.search import best, next_call
from env_adapter.ways import Call
from env_adapter.world import World
from scenarios.schema import Scenario
from training.decisions import Decision
from training.lessons import lesson_for

SLIPS = 0.15
"""Share of sub-agents' calls that go wrong on purpose, unrecorded: the next lesson mends them."""

MISROUTES = 0.08
"""The same of the orchestrator's: it names an item that is done, or none. A policy that has never
read of such a mistake repeats it until the day is over."""

_WRONG_TOOL, _LEFT_OUT = 0.1, 0.15
"""Shares of slips that are another agent's tool, or lack an argument."""
_SNATCHES = 6
"""Spoilt arguments that come from elsewhere in the prompt, beside those that do not."""


class Teacher(BaseChatModel):
    """Answers each prompt with the lesson there, and records it."""

    world: World = Field(repr=False, exclude=True)
    rng: random.Random = Field(repr=False, exclude=True)
    best_first: float = 0.5
    origin: str = "world"
    agent: Agent = Agent.ORCHESTRATOR
    decisions: list[Decision] = Field(default_factory=list, repr=False, exclude=True)
    shared: dict[str, Any] = Field(default_factory=dict, repr=False, exclude=True)
    """What the copies for the agents share: the item routed last, and slips made."""

    @property
    def _llm_type(self) -> str:
        return "majordomo-teacher"

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> "Teacher":
        """The copy that answers as the agent whose tools these are."""
        names = {tool["function"]["name"] for tool in tools}
        own = {"route_to_agent": Agent.ORCHESTRATOR, "schedule_event": Agent.MEETING,
               "reply_email": Agent.EMAIL, "complete_task": Agent.TASK,
               "set_reminder": Agent.HABIT, "add_to_kb": Agent.KNOWLEDGE}  # fmt: skip
        agent = next(agent for name, agent in own.items() if name in names)
        copy = self.model_copy(update={"agent": agent})
        # pydantic copies fields, and these must stay one.
        copy.decisions, copy.shared = self.decisions, self.shared
        return copy

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        call = self._lesson(messages)
        if self.agent is not Agent.ORCHESTRATOR and self.rng.random() < SLIPS:
            call = self._slip(call, str(messages[1].content))
        elif call.tool == "route_to_agent" and self.rng.random() < MISROUTES:
            call = self._misroute(call)
        else:
            self.decisions.append(
                Decision(self.agent, tuple(messages), call.tool, call.args, self.origin)
            )
        made = {"name": call.tool, "args": call.args, "id": str(len(self.decisions))}
        message = AIMessage("", tool_calls=[{**made, "type": "tool_call"}])
        return ChatResult(generations=[ChatGeneration(message=message)])

    def _lesson(self, messages: Sequence[BaseMessage]) -> Call:
        if self.agent is Agent.ORCHESTRATOR:
            return self._pick()
        item = self.world.desk.items[self.shared["item"]]
        prompt = "\n".join(str(m.text) for m in messages if m.type != "system")
        views = self._views(item)
        views[self.agent.value] = prompt
        call = lesson_for(self.world, item, views).call
        if call.agent != self.agent:
            # The notes or the calendar told otherwise than the orchestrator could see.
            question = f"What should I do about this: {item.text[:120]}?"
            asked = {"item_id": item.id, "field": "decision", "question": question}
            return Call("ask_clarification", asked, self.agent.value)
        return call

    def _pick(self) -> Call:
        """The item to handle next, and who handles it."""
        items = self.world.briefing().items
        if not items:
            return Call("finish", {"summary": "Everything that could be settled is settled."})
        item = self._next(items)
        self.shared["item"] = item.id
        call = lesson_for(self.world, item, self._views(item)).call
        if call.agent == Agent.ORCHESTRATOR:
            return call
        routed = {"item_id": item.id, "agent": call.agent}
        return Call("route_to_agent", routed, Agent.ORCHESTRATOR.value)

    def _next(self, items: Sequence[Item]) -> Item:
        if self.rng.random() >= self.best_first:
            return self.rng.choice(items)
        shown = {item.id: item for item in items}
        planned = next_call(self.world, best(self.world.scenario, self.world.seed).plan)
        return shown.get(planned.args.get("item_id", "")) or self.rng.choice(items)

    def _views(self, item: Item) -> dict[str, str]:
        briefing = self.world.briefing()
        return {agent.value: render(briefing, agent, item.id) for agent in SUB_AGENTS}

    def _misroute(self, call: Call) -> Call:
        """The call on no open item, or without an agent."""
        if self.rng.random() < _LEFT_OUT:
            return call._replace(args={"item_id": call.args["item_id"]})
        return call._replace(args={**call.args, "item_id": self._no_open_item()})

    def _no_open_item(self) -> str:
        done = [item.id for item in self.world.desk.items.values() if item.status != "open"]
        return self.rng.choice([*done, f"{self.rng.choice('aety')}{self.rng.randint(7, 12)}"])

    def _slip(self, call: Call, prompt: str) -> Call:
        """The call with one thing spoilt, in a way that a small model spoils it."""
        names = [name for name in call.args if name != "item_id"]
        if not names or self.rng.random() < _WRONG_TOOL:
            others = [name for name, tool in TOOLS.items() if self.agent not in tool.agents]
            return call._replace(tool=self.rng.choice(others))
        name = self.rng.choice(names)
        value = str(call.args[name])
        halves = value[: len(value) // 2], f"{value} | due", f"{value} {value}"
        spoilt = self.rng.choice(["x9", "", "Tuesday or so", *halves, *self._snatched(prompt)])
        if self.rng.random() < _LEFT_OUT:
            return call._replace(args={key: call.args[key] for key in call.args if key != name})
        return call._replace(args={**call.args, name: spoilt})

    def _snatched(self, prompt: str) -> list[str]:
        """Words in a row from anywhere in the prompt."""
        words = prompt.split()
        starts = [self.rng.randrange(len(words)) for _ in range(_SNATCHES)]
        return [" ".join(words[start : start + self.rng.randint(1, 3)]) for start in starts]


async def teach(scenario: Scenario, seed: int, best_first: float, origin: str) -> list[Decision]:
    """The decisions of one day, played to its end."""
    workspace = await EnvWorkspace.in_process(scenario, seed)
    world = workspace.session.environment.world  # type: ignore[attr-defined]
    teacher = Teacher(
        world=world, rng=random.Random(f"{origin}/{seed}"), best_first=best_first, origin=origin
    )
    context = RunContext(workspace, teacher, AcceptAll())
    config: Any = {"recursion_limit": RECURSION_LIMIT}
    await build_graph().ainvoke({"run_id": "teach"}, config, context=context)
    await workspace.close()
    return teacher.decisions
