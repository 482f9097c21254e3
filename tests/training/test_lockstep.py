"""Batches follow from the episodes alone, and nobody waits for ever."""

import asyncio
from collections.abc import Collection
from functools import partial

import pytest

from assistant.models.generate import Completion
from training.lockstep import Lockstep


class Engine:
    """Answers each prompt with its own length, and remembers what came together."""

    def __init__(self) -> None:
        self.batches: list[list[list[int]]] = []

    def __call__(self, prompts: list[list[int]]) -> list[Completion]:
        self.batches.append(prompts)
        return [Completion(p, [len(p)], [0.0], "stop") for p in prompts]


async def episode(lockstep: Lockstep, number: int, calls: int, slow: bool = False) -> list[int]:
    found = []
    for call in range(calls):
        if slow:
            await asyncio.sleep(0.001)
        done = await lockstep.complete(number, [number] * (call + 1))
        found.append(done.ids[0])
    return found


def play(
    lengths: list[int], concurrency: int, slow: Collection[int] = ()
) -> tuple[list[list[int]], Engine]:
    engine = Engine()
    lockstep = Lockstep(engine)
    episodes = [
        partial(episode, lockstep, n, calls, n in slow) for n, calls in enumerate(lengths)
    ]  # fmt: skip
    return asyncio.run(lockstep.run(episodes, concurrency)), engine


def test_every_call_of_all_live_episodes_shares_a_batch() -> None:
    results, engine = play([3, 1, 2], concurrency=8)
    assert results == [[1, 2, 3], [1], [1, 2]]
    assert engine.batches == [[[0], [1], [2]], [[0, 0], [2, 2]], [[0, 0, 0]]]


def test_batches_do_not_depend_on_who_was_slow() -> None:
    _, engine = play([2, 2, 2], concurrency=8)
    _, delayed = play([2, 2, 2], concurrency=8, slow={0})
    assert delayed.batches == engine.batches


def test_an_ended_episode_makes_room_for_the_next() -> None:
    results, engine = play([1, 2, 1, 1], concurrency=2)
    assert results == [[1], [1, 2], [1], [1]]
    assert max(len(batch) for batch in engine.batches) == 2
    assert engine.batches[1] == [[1, 1], [2]]


def test_an_episode_without_calls_holds_nobody_up() -> None:
    results, _ = play([0, 2], concurrency=8)
    assert results == [[], [1, 2]]


def test_a_failing_generation_ends_the_run() -> None:
    def broken(prompts: list[list[int]]) -> list[Completion]:
        raise RuntimeError("damaged")

    lockstep = Lockstep(broken)
    episodes = [partial(episode, lockstep, n, 1) for n in range(2)]
    with pytest.raises(RuntimeError, match="damaged"):
        asyncio.run(lockstep.run(episodes, 2))


def test_a_thread_serves_the_same_answers() -> None:
    lockstep = Lockstep(Engine(), is_threaded=True)
    episodes = [partial(episode, lockstep, n, 2) for n in range(3)]
    assert asyncio.run(lockstep.run(episodes, 3)) == [[1, 2]] * 3
