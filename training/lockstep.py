"""Lockstep: the LLM calls of all live episodes, made in one batched generation.

An episode that needs the model waits until every other live one does too. Which calls share a batch
follows from the episodes alone and not from who was faster, so a seed gives the same rollouts.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from assistant.models.generate import Completion

T = TypeVar("T")

Generate = Callable[[list[list[int]]], Sequence[Completion]]
"""Completes rendered prompts, in their order."""


@dataclass(frozen=True, slots=True)
class _Call:
    """One call that waits."""

    episode: int
    prompt: list[int]
    answer: "asyncio.Future[Completion]"


class Lockstep:
    """Runs episodes together and makes one generation of their calls."""

    def __init__(self, generate: Generate, *, is_threaded: bool = False) -> None:
        """Batch calls into `generate`.

        Args:
            generate: Completes a batch.
            is_threaded: Generate in a thread, so that connections to servers stay alive meanwhile.
        """
        self._generate = generate
        self._is_threaded = is_threaded
        self._waiting: list[_Call] = []
        self._live = 0
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(
        self, episodes: Sequence[Callable[[], Awaitable[T]]], concurrency: int
    ) -> list[T]:
        """The episodes' results in their order; at most `concurrency` of them are live at once.

        Raises:
            Exception: what an episode or the generation raises; the others are cancelled then.
        """
        results: dict[int, T] = {}
        queue = iter(enumerate(episodes))
        self._live = min(concurrency, len(episodes))

        async def work() -> None:
            for number, episode in queue:
                results[number] = await episode()
            self._live -= 1
            self._go()

        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(self._live):
                    group.create_task(work())
        except ExceptionGroup as several:
            # All that waited were told the same.
            raise several.exceptions[0] from None
        return [results[number] for number in range(len(episodes))]

    async def complete(self, episode: int, prompt: list[int]) -> Completion:
        """The completion of one call, once every live episode waits for one."""
        answer: asyncio.Future[Completion] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Call(episode, prompt, answer))
        self._go()
        return await answer

    def _go(self) -> None:
        if not self._waiting or len(self._waiting) < self._live:
            return
        # Not in order of arrival, which network and scheduler decide.
        batch = sorted(self._waiting, key=lambda call: call.episode)
        self._waiting = []
        task = asyncio.get_running_loop().create_task(self._serve(batch))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, batch: list[_Call]) -> None:
        prompts = [call.prompt for call in batch]
        try:
            if self._is_threaded:
                done = await asyncio.to_thread(self._generate, prompts)
            else:
                done = self._generate(prompts)
        except Exception as error:
            for call in batch:
                if not call.answer.done():
                    call.answer.set_exception(error)
            return
        for call, completion in zip(batch, done, strict=True):
            if not call.answer.done():
                call.answer.set_result(completion)
