"""Single messages among the states: what somebody typed, and the call that is right for it.

On a day it pays to act, for what is left open costs. A policy that meets nothing but days learns to
act on everything, also on what a person only mentions; measured, it left 13 % of such messages
alone instead of 69 % (docs/experiments.md). Here leaving alone can be what is right.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from assistant.contract.tools import Agent, ToolError, parse_call
from assistant.state import Proposal
from training.decisions import Decision
from training.examples import corpus_decisions
from training.recipe import DataRecipe

WORTH = 0.15
"""Of the right call. The calls of a group on a day differ by 0.12 in the median, where they do."""

_PART = 0.5
"""Share of it that a sub-agent's call with the right tool and nearly all arguments right gets."""

_SEED = 7_000_003
"""Added to the run's seed: other messages than those of the warm start."""

_BATCH = 256

_DECIDING = ("item_id", "agent")
"""What counts of the orchestrator's calls: the reason it gives is its own."""


@dataclass(frozen=True, slots=True)
class Said:
    """A decision on a single message, as JSON values, and what is right there."""

    origin: str
    agent: str
    tool: str
    args: dict[str, Any]

    def to_json(self) -> dict[str, Any]:
        """As JSON values."""
        return {"said": asdict(self)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Said":
        """The inverse of `to_json`."""
        return cls(**data["said"])


def messages_of(data: DataRecipe, seed: int) -> Iterator[Decision]:
    """Decisions on composed messages of the training templates, without end."""
    dice = random.Random(f"said/{seed}")
    # Among others, to choose another one first would not be wrong.
    data = data.model_copy(update={"crowded": 0.0})
    number = _SEED + seed * 1000
    while True:
        batch = list(corpus_decisions(data, number, _BATCH))
        dice.shuffle(batch)
        yield from batch
        number += 1


def said(decision: Decision) -> Said:
    """The decision as a state."""
    return Said(decision.origin, decision.agent.value, decision.tool, decision.args)


def worth(state: Said, proposal: Proposal) -> tuple[float, str]:
    """The reward of a call, and whether it could be made: `ok` or `invalid`.

    All of `WORTH` for the right call. A sub-agent's call with the right tool gets up to half of it,
    by the share of arguments that are right; an orchestrator's item goes where it should, or not.
    """
    agent = Agent(state.agent)
    try:
        call = parse_call(proposal["name"], proposal["args"], agent)
    except ToolError:
        return 0.0, "invalid"
    if proposal["error"]:
        return 0.0, "invalid"
    if call.name != state.tool:
        return 0.0, "ok"
    keys = _DECIDING if agent is Agent.ORCHESTRATOR else (*{**state.args, **call.args()},)
    right = [_same(state.args, call.args(), key) for key in keys]
    if all(right):
        return WORTH, "ok"
    share = 0.0 if agent is Agent.ORCHESTRATOR else _PART * sum(right) / len(right)
    return WORTH * share, "ok"


def _same(one: Mapping[str, Any], other: Mapping[str, Any], key: str) -> bool:
    return bool(one.get(key) == other.get(key))
