"""Where a typed message would go, and with which call: asked of the model, acted on by nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage

from assistant.contract import tools
from assistant.contract.briefing import Briefing
from assistant.contract.day import Person
from assistant.contract.desk import Desk
from assistant.contract.notes import KnowledgePort
from assistant.contract.tiers import infer_tier
from assistant.contract.tools import Agent, ToolError, function_schema, parse_call, tools_for
from assistant.nodes import prompt, read_proposal

_ITEM = "y1"


@dataclass(frozen=True, slots=True)
class Route:
    """The agent that would take a message (`none`: it is left to the person) and its first call."""

    agent: str
    tool: str
    args: dict[str, Any]


def route(
    texts: Sequence[str], model: BaseChatModel, person: Person, now: int, kb: KnowledgePort
) -> list[Route]:
    """The route of each message, taken alone on an empty desk; both steps are batched."""
    briefings = [_brief(text, person, now, kb) for text in texts]
    routes = [
        _first(answer, Agent.ORCHESTRATOR) for answer in _ask(model, Agent.ORCHESTRATOR, briefings)
    ]
    for agent in tools.SUB_AGENTS:
        chosen = [i for i, found in enumerate(routes) if found.agent == agent]
        answers = _ask(model, agent, [briefings[i] for i in chosen])
        for i, answer in zip(chosen, answers, strict=True):
            routes[i] = _first(answer, agent)
    return routes


def _brief(text: str, person: Person, now: int, kb: KnowledgePort) -> Briefing:
    desk = Desk(person, now)
    desk.say(text, tier=infer_tier(text))
    return desk.brief(kb)


def _ask(model: BaseChatModel, agent: Agent, briefings: Sequence[Briefing]) -> list[AIMessage]:
    if not briefings:
        return []
    bound = model.bind_tools([function_schema(tool) for tool in tools_for(agent)])
    return bound.batch([prompt(b, agent, _ITEM, []) for b in briefings])


def _first(answer: AIMessage, agent: Agent) -> Route:
    proposal = read_proposal(answer)
    try:
        call = parse_call(proposal["name"], proposal["args"], agent)
    except ToolError:
        who = "none" if agent is Agent.ORCHESTRATOR else agent.value
        return Route(who, proposal["name"], proposal["args"])
    if isinstance(call, tools.RouteToAgent):
        return Route(call.agent, call.name, call.args())
    who = "none" if agent is Agent.ORCHESTRATOR else agent.value
    return Route(who, call.name, call.args())
