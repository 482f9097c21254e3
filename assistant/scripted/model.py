"""The scripted policy as a LangChain chat model: rules in place of weights.

It is the teacher of the warm start, the baseline of every comparison and the assistant of a
machine without a model. Like any model it is given messages and tools and nothing else.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.utils.function_calling import convert_to_openai_tool

from assistant.contract.tools import Agent, Tool, function_schema, tools_for
from assistant.scripted import email, habit, knowledge, meeting, orchestrator, task
from assistant.scripted.prompt import parse, parse_outcome
from assistant.scripted.turn import Call, Step, Turn
from assistant.scripted.view import View

_DECIDERS: dict[Agent, Callable[[Turn], Call]] = {
    Agent.MEETING: meeting.decide,
    Agent.EMAIL: email.decide,
    Agent.TASK: task.decide,
    Agent.HABIT: habit.decide,
    Agent.KNOWLEDGE: knowledge.decide,
}
_SIGNS = {tool.name: agent for agent in Agent for tool in tools_for(agent) if len(tool.agents) == 1}


class ScriptedChatModel(BaseChatModel):
    """Answers every prompt with exactly one tool call, the same one each time."""

    tool_names: tuple[str, ...] = ()
    """The tools bound to it; they tell which agent it is."""

    @property
    def _llm_type(self) -> str:
        return "majordomo-scripted"

    @property
    def _identifying_params(self) -> dict[str, Any]:
        return {"model_name": "scripted", "tool_names": self.tool_names}

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> "ScriptedChatModel":
        """The model with these tools: contract tools, schemas, or anything LangChain converts."""
        return self.model_copy(update={"tool_names": tuple(_name(tool) for tool in tools)})

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        bound = tuple(_name(tool) for tool in kwargs.get("tools") or ()) or self.tool_names
        name, args = decide(messages, bound)
        call = {"name": name, "args": args, "id": _call_id(messages, name, args)}
        answer = AIMessage(
            content="",
            tool_calls=[{**call, "type": "tool_call"}],
            response_metadata={"model_name": "scripted"},
        )
        return ChatResult(generations=[ChatGeneration(message=answer)])


def decide(messages: Sequence[BaseMessage], tool_names: Sequence[str] = ()) -> Call:
    """The call with which these rules answer a prompt."""
    agent = _agent(messages, tool_names)
    view = _view(messages)
    if agent is Agent.ORCHESTRATOR or not view.items:
        return orchestrator.decide(view)
    turn = Turn(view, view.items[0], tuple(_steps(messages)))
    call = _DECIDERS[agent](turn)
    if any(step.tool == call[0] and step.args == call[1] for step in turn.steps):
        return turn.ask("decision", f"I am stuck with “{turn.core[:80]}”. What should I do?")
    return call


def _agent(messages: Sequence[BaseMessage], tool_names: Sequence[str]) -> Agent:
    """Which agent is asked: by its tools, else by its instructions."""
    for name in tool_names:
        if name in _SIGNS:
            return _SIGNS[name]
    system = next((str(m.content) for m in messages if m.type == "system"), "").casefold()
    found = (agent for agent in _DECIDERS if f"the {agent} agent" in system)
    return next(found, Agent.ORCHESTRATOR)


def _view(messages: Sequence[BaseMessage]) -> View:
    prompts = (m.text for m in messages if isinstance(m, HumanMessage))
    return parse(next(prompts, ""))


def _steps(messages: Sequence[BaseMessage]) -> list[Step]:
    """The calls made since the view was rendered, with their outcomes."""
    calls = {
        call["id"]: (call["name"], call["args"])
        for message in messages
        if isinstance(message, AIMessage)
        for call in message.tool_calls
    }
    steps = []
    for message in messages:
        if isinstance(message, ToolMessage) and message.tool_call_id in calls:
            name, args = calls[message.tool_call_id]
            steps.append(Step(name, dict(args), parse_outcome(message.text)))
    return steps


def _name(tool: Any) -> str:
    if isinstance(tool, type) and issubclass(tool, Tool):
        tool = function_schema(tool)
    return str(convert_to_openai_tool(tool)["function"]["name"])


def _call_id(messages: Sequence[BaseMessage], name: str, args: dict[str, Any]) -> str:
    """The same prompt and answer have the same id, in every process."""
    seen = [m.text for m in messages] + [name, json.dumps(args, sort_keys=True, default=str)]
    return "call_" + hashlib.blake2b("\0".join(seen).encode(), digest_size=8).hexdigest()
