"""Rollouts: the compiled graph plays simulated days, many at once, and every token is kept.

All live episodes wait for one another at each LLM call, so that one batched generation serves them
all (`training.lockstep`).
"""

import asyncio
import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count

from assistant.models.generate import Completion
from assistant.models.local import LocalChatModel
from training.episode import awaiting
from training.lockstep import Generate, Lockstep
from training.records import DaySpec, Rollout, Turn
from training.remote import play_here, play_there

__all__ = ["DaySpec", "Rollout", "Turn", "play_all", "roll_out", "seeded"]

PATIENCE_S = 60.0
"""For how long a lost server is waited for before its episode begins anew on another one."""


def roll_out(  # noqa: PLR0913
    model: LocalChatModel,
    specs: Sequence[DaySpec],
    *,
    temperature: float = 0.0,
    seed: int | None = None,
    concurrency: int = 32,
    servers: Sequence[str] = (),
    max_new_tokens: int = 96,
) -> list[Rollout]:
    """Play each day with the graph around `model`, at most `concurrency` of them in lockstep.

    Episodes on remote `servers` (URLs, taken in turn) are resumed when a connection breaks and
    retried when an episode is lost; what is lost for good says so in `lost`, as does an episode
    whose prompt outgrows the model's context.

    Args:
        model: The policy.
        specs: The days; one that stands there n times is played n times, each in its own way
            where the temperature is above zero.
        temperature: Zero is greedy.
        seed: With the other arguments it determines every token; `None` draws from the system's
            entropy.
        concurrency: Most episodes at once.
        servers: Environment servers; none means in this process.
        max_new_tokens: Most tokens of a completion.

    Raises:
        UserError: there is no such day.
        ModelError: the weights are damaged.
    """
    generate = seeded(model, temperature, seed, max_new_tokens)
    return play_all(model, specs, generate, concurrency=concurrency, servers=servers)


def seeded(
    model: LocalChatModel, temperature: float, seed: int | str | None, max_new_tokens: int
) -> Generate:
    """Generation by `model`, with a seed of its own for each batch.

    So a prompt that comes again in a later batch is drawn anew.
    """
    numbers = count()

    def generate(prompts: list[list[int]]) -> list[Completion]:
        drawn = None if seed is None else _mix(seed, next(numbers))
        return model.generate_many(
            prompts, temperature=temperature, seed=drawn, max_new_tokens=max_new_tokens,
            logprobs_of="policy",
        )  # fmt: skip

    return generate


def play_all(
    model: LocalChatModel,
    specs: Sequence[DaySpec],
    generate: Generate,
    *,
    concurrency: int = 32,
    servers: Sequence[str] = (),
    patience_s: float = PATIENCE_S,
) -> list[Rollout]:
    """`roll_out` with completions from `generate`; `model` renders and reads."""
    playing = _play_all(model, specs, generate, concurrency, servers, patience_s)
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(playing)
    # A notebook's loop is running already, and a loop cannot wait for itself.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, playing).result()


async def _play_all(  # noqa: PLR0913, PLR0917
    model: LocalChatModel,
    specs: Sequence[DaySpec],
    generate: Generate,
    concurrency: int,
    servers: Sequence[str],
    patience_s: float,
) -> list[Rollout]:
    shared = awaiting(model)
    engine = Lockstep(generate, is_threaded=bool(servers))
    episodes = []
    for number, spec in enumerate(specs):
        complete = partial(engine.complete, number)
        if servers:
            first = number % len(servers)
            turned = [*servers[first:], *servers[:first]]
            episodes.append(partial(play_there, shared, spec, complete, turned, patience_s))
        else:
            episodes.append(partial(play_here, shared, spec, complete))
    return await engine.run(episodes, concurrency)


def _mix(seed: int | str, number: int) -> int:
    key = hashlib.blake2b(f"{seed}/{number}".encode(), digest_size=8)
    return int.from_bytes(key.digest(), "big")
