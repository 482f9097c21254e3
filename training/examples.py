"""From decisions to token ids: what the warm start is trained on."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.contract.notes import Episode
from assistant.contract.tools import Agent, function_schema, tools_for
from assistant.models.local import LocalChatModel
from assistant.models.template import write_call
from scenarios.families import generate
from scenarios.families.variation import vary
from training.decisions import Decision
from training.recipe import DataRecipe
from training.teacher import teach

TRAIN_SEEDS = 1_000_000
"""First seed of the days that the warm start learns from."""

VALIDATION_SEEDS = 2_000_000
"""First seed of the days that choose its best checkpoint."""


@dataclass(frozen=True, slots=True)
class Example:
    """One decision in tokens."""

    prompt: list[int]
    completion: list[int]
    """The call, its closing token included: generation ends there."""
    origin: str
    agent: str

    @property
    def length(self) -> int:
        """Tokens in all."""
        return len(self.prompt) + len(self.completion)


def world_decisions(
    recipe: DataRecipe, first_seed: int, days: int, tick: Callable[[], None] = lambda: None
) -> Iterator[Decision]:
    """What the teacher does on `days` generated days, families and levels in turn."""
    for n in range(days):
        name = recipe.families[n % len(recipe.families)]
        level = recipe.levels[(n // len(recipe.families)) % len(recipe.levels)]
        seed = first_seed + n
        day = vary(generate(name, seed, level), seed)
        dice = random.Random(f"picks/{seed}")
        for decision in asyncio.run(teach(day, seed, recipe.best_first, f"world/{name}")):
            if decision.agent is not Agent.ORCHESTRATOR or dice.random() < recipe.picks:
                yield decision
        tick()


def corpus_decisions(recipe: DataRecipe, seed: int, count: int) -> Iterator[Decision]:
    """Composed requests, with like cases from the bundled past beside a share of them."""
    from memory.starter import starter_batch
    from training.corpus import compose, crowded, decisions_of
    from training.corrections import correction_decisions

    cases = crowded(compose(seed, count), recipe.crowded, seed)
    rng = random.Random(f"past/{seed}")
    found = starter_batch([case.text for case in cases])
    for case, episodes in zip(cases, found, strict=True):
        has_past = rng.random() < recipe.episodes
        yield from decisions_of(case, _recall(episodes) if has_past else None)
    yield from correction_decisions(seed, round(recipe.corrections * count))


def _recall(episodes: Sequence[Episode]) -> Callable[[str], Sequence[Episode]]:
    return lambda text: episodes


def _encode(model: LocalChatModel, decision: Decision) -> Example:
    """A decision in the tokens that `model`, with its agent's tools bound, reads and writes."""
    prompt = model.render(decision.messages)
    call = write_call(decision.tool, decision.args)
    completion = model.tokenizer.encode(call, add_special_tokens=False)
    return Example(prompt, completion, decision.origin, decision.agent.value)


def encode_all(model: LocalChatModel, decisions: Sequence[Decision], context: int) -> list[Example]:
    """The distinct examples that fit the model's context."""
    seen: set[tuple[int, ...]] = set()
    bound = {agent: model.bind_tools([function_schema(t) for t in tools_for(agent)])
             for agent in Agent}  # fmt: skip
    found = []
    for decision in decisions:
        example = _encode(bound[decision.agent], decision)
        key = (*example.prompt, -1, *example.completion)
        if example.length <= context and key not in seen:
            seen.add(key)
            found.append(example)
    return found


def texts_of(decisions: Sequence[Decision]) -> Iterator[str]:
    """What a tokenizer has to spell: prompts, results and calls."""
    for decision in decisions:
        yield from (str(message.content) for message in decision.messages[1:] if message.content)
        yield write_call(decision.tool, decision.args)
        yield "\n".join(tool.name for tool in tools_for(decision.agent))


def datasheet(examples: Sequence[Example]) -> dict[str, Any]:
    """What the examples are: counts by origin and agent, lengths in tokens."""
    lengths = sorted(e.length for e in examples)
    answers = sorted(len(e.completion) for e in examples)

    def at(values: list[int], share: float) -> int:
        return values[min(len(values) - 1, int(share * len(values)))] if values else 0

    return {
        "examples": len(examples),
        "tokens": sum(lengths),
        "by_origin": dict(sorted(Counter(e.origin for e in examples).items())),
        "by_agent": dict(sorted(Counter(e.agent for e in examples).items())),
        "length": {"median": at(lengths, 0.5), "p95": at(lengths, 0.95), "max": at(lengths, 1.0)},
        "completion": {"median": at(answers, 0.5), "p95": at(answers, 0.95)},
    }
