"""How well a model finds the right call for what people write.

Each utterance is put alone on a desk with the people, notes, events and tasks that it needs, and
the model is asked as the graph asks it: first the orchestrator, then the agent that it chose.
Nothing is carried out. What the right call is, and when two values agree, stands in `labels`.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from langchain_core.language_models import LanguageModelInput
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage

from assistant.contract import tools
from assistant.contract.briefing import Briefing
from assistant.contract.desk import Desk
from assistant.contract.lexical import LexicalMemory
from assistant.contract.notes import Episode, KnowledgePort
from assistant.contract.tools import Agent, Tool, ToolError, function_schema, parse_call, tools_for
from assistant.nodes import prompt, read_proposal
from training.labels import AGENTS, Phrasing, is_right, load

__all__ = ["Answer", "Phrasing", "PhrasingScore", "Share", "ask", "load", "score"]

_Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many were right."""

    right: int
    n: int

    @property
    def value(self) -> float | None:
        """The share; None of nothing."""
        return self.right / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % score interval of a proportion (Wilson 1927); None of nothing."""
        if not self.n:
            return None
        p, z2 = self.right / self.n, _Z95**2
        middle = (p + z2 / (2 * self.n)) / (1 + z2 / self.n)
        spread = math.sqrt(p * (1 - p) / self.n + z2 / (4 * self.n**2))
        half = _Z95 / (1 + z2 / self.n) * spread
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        if self.interval is None or self.value is None:
            return "-"
        low, high = self.interval
        return f"{self.value:.3f} [{low:.3f}, {high:.3f}] of {self.n}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model did with an utterance."""

    phrasing: Phrasing
    agent: str
    """One of `AGENTS`; empty where the orchestrator's answer was no valid call."""
    tool: str
    args: dict[str, Any]
    wrong: tuple[str, ...]
    """What is not right: `agent`, `call` (it is no valid one), `tool`, or names of arguments."""

    @property
    def is_routed(self) -> bool:
        """Whether the right agent got it."""
        return self.agent == self.phrasing.agent

    @property
    def is_exact(self) -> bool:
        """Whether tool and all compared arguments are right, too."""
        return not self.wrong


@dataclass(frozen=True, slots=True)
class PhrasingScore:
    """How well a model did on a set of phrasings."""

    answers: tuple[Answer, ...] = field(repr=False)
    routing: Share
    exact: Share
    """Over all phrasings."""
    exact_of_routed: Share
    """Over those whose agent is right."""
    routing_by_agent: dict[str, Share]
    """By the agent that would be right."""
    exact_by_agent: dict[str, Share]

    def to_json(self) -> dict[str, Any]:
        """The numbers as JSON values, without the answers."""
        return {
            "routing": _share_to_json(self.routing),
            "exact": _share_to_json(self.exact),
            "exact_of_routed": _share_to_json(self.exact_of_routed),
            "by_agent": {
                agent: {
                    "routing": _share_to_json(self.routing_by_agent[agent]),
                    "exact": _share_to_json(self.exact_by_agent[agent]),
                }
                for agent in self.routing_by_agent
            },
        }

    def __str__(self) -> str:
        rows = [("all", self.routing, self.exact)]
        rows += [(a, s, self.exact_by_agent[a]) for a, s in self.routing_by_agent.items()]
        lines = [f"{name:<10} routing {routed}   exact {exact}" for name, routed, exact in rows]
        return "\n".join([*lines, f"exact of the rightly routed {self.exact_of_routed}"])


def score(
    model: BaseChatModel,
    phrasings: Sequence[Phrasing],
    episodes: Sequence[Episode] | KnowledgePort | None = None,
) -> PhrasingScore:
    """Ask `model` about each phrasing and compare.

    Args:
        model: What is asked; both steps are one batch each per agent.
        phrasings: What is asked about.
        episodes: How items were handled before, for `Handled before`: episodes to search by their
            words, or a memory that searches its own.
    """
    answers = tuple(ask(model, phrasings, episodes))
    by_agent = {
        agent: [answer for answer in answers if answer.phrasing.agent == agent]
        for agent in AGENTS
        if any(answer.phrasing.agent == agent for answer in answers)
    }
    return PhrasingScore(
        answers,
        _routed(answers),
        _exact(answers),
        _exact([answer for answer in answers if answer.is_routed]),
        {agent: _routed(own) for agent, own in by_agent.items()},
        {agent: _exact(own) for agent, own in by_agent.items()},
    )


def ask(
    model: BaseChatModel,
    phrasings: Sequence[Phrasing],
    episodes: Sequence[Episode] | KnowledgePort | None = None,
) -> list[Answer]:
    """The model's answer to each phrasing, in order; the arguments are those of `score`."""
    if episodes is None or isinstance(episodes, Sequence):
        episodes = LexicalMemory(handled=list(episodes or ()))
    desks = [phrasing.desk() for phrasing in phrasings]
    briefings = [
        desk.brief(_Memory(phrasing, episodes))
        for desk, phrasing in zip(desks, phrasings, strict=True)
    ]
    places = range(len(phrasings))
    calls = _calls(model, Agent.ORCHESTRATOR, phrasings, briefings, places)
    chosen = {i: _chosen(call) for i, call in calls.items()}
    for agent in tools.SUB_AGENTS:
        own = [i for i in places if chosen[i] == agent.value]
        calls |= _calls(model, agent, phrasings, briefings, own)
    return [_judge(phrasing, desks[i], chosen[i], calls[i]) for i, phrasing in enumerate(phrasings)]


class _Memory(LexicalMemory):
    """The notes of a phrasing, and the episodes of another memory as that one finds them."""

    def __init__(self, phrasing: Phrasing, others: KnowledgePort) -> None:
        super().__init__(list(phrasing.notes))
        self._others = others

    def episodes(self, text: str, limit: int = 3) -> Sequence[Episode]:
        """How items like `text` were handled before."""
        return self._others.episodes(text, limit)


@dataclass(frozen=True, slots=True)
class _Call:
    """A proposed call; `tool` is None where it is not a valid one of its agent."""

    name: str
    args: dict[str, Any]
    tool: Tool | None


def _calls(
    model: BaseChatModel,
    agent: Agent,
    phrasings: Sequence[Phrasing],
    briefings: Sequence[Briefing],
    places: Sequence[int],
) -> dict[int, _Call]:
    """The calls that `agent` makes on the phrasings at these places."""
    if not places:
        return {}
    bound = model.bind_tools([function_schema(tool) for tool in tools_for(agent)])
    prompts: list[LanguageModelInput] = [
        prompt(briefings[i], agent, phrasings[i].item_id, []) for i in places
    ]
    answers: list[AIMessage] = bound.batch(prompts)
    return {i: _read(answer, agent) for i, answer in zip(places, answers, strict=True)}


def _read(answer: AIMessage, agent: Agent) -> _Call:
    proposal = read_proposal(answer)
    try:
        tool = parse_call(proposal["name"], proposal["args"], agent)
    except ToolError:
        return _Call(proposal["name"], proposal["args"], None)
    return _Call(tool.name, tool.args(), tool)


def _chosen(call: _Call) -> str:
    """Where the orchestrator's call sends the item; what is no call sends it nowhere."""
    if call.tool is None:
        return ""
    return call.tool.agent if isinstance(call.tool, tools.RouteToAgent) else "none"


def _judge(phrasing: Phrasing, desk: Desk, agent: str, call: _Call) -> Answer:
    wrong = []
    if agent != phrasing.agent:
        wrong.append("agent")
    if call.tool is None:
        wrong.append("call")
    elif call.name not in phrasing.tools:
        wrong.append("tool")
    else:
        if call.tool.item != phrasing.item_id:
            wrong.append("item_id")
        # A label may serve several tools, and name arguments that only one of them has.
        wrong += [
            key
            for key, accepted in phrasing.args.items()
            if key in type(call.tool).model_fields
            and not is_right(desk, key, call.args[key], accepted)
        ]
    return Answer(phrasing, agent, call.name, call.args, tuple(wrong))


def _routed(answers: Sequence[Answer]) -> Share:
    return Share(sum(answer.is_routed for answer in answers), len(answers))


def _exact(answers: Sequence[Answer]) -> Share:
    return Share(sum(answer.is_exact for answer in answers), len(answers))


def _share_to_json(share: Share) -> dict[str, Any]:
    return {"value": share.value, "interval": share.interval, "n": share.n}
