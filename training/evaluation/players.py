"""Players: they play the episodes of one policy and count what happens.

Local models play in lockstep, as in training; other chat models (the scripted one, an API's) play
several days at once through the same graph; reference policies look at the world itself.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, cast

from langchain_core.language_models.chat_models import BaseChatModel

from assistant.contract.errors import UserError
from assistant.events import Acted, GraphEvent, ModelCalled
from assistant.graph import RECURSION_LIMIT
from assistant.guard import AcceptAll
from assistant.models.errors import ModelError
from assistant.models.generate import Completion
from assistant.models.local import LocalChatModel
from assistant.state import RunContext
from env_adapter.adapter import EnvWorkspace
from env_adapter.graders import grade
from env_adapter.policies import POLICIES, Played
from env_adapter.rubrics import DayRubric
from training.episode import AwaitingModel, awaiting, graph, play
from training.evaluation.days import Job
from training.evaluation.episodes import Call, Tally
from training.evaluation.memories import OpenDay
from training.evaluation.watching import WatchedDay, WatchedWorld, faults_of
from training.lockstep import Lockstep

HOPELESS = 8
"""Episodes lost, and none played, after which a provider is not asked again."""

Done = Callable[[Job, Tally], None]
"""Told of each episode as soon as it is over."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """How local models play."""

    concurrency: int = 32
    """Days at once."""
    temperature: float = 1.0
    """Of the plays that are sampled; the others are greedy."""
    max_new_tokens: int = 96
    """Most tokens of a call."""
    seed: int = 0
    """Of what is sampled."""


class Player(Protocol):
    """Plays episodes with one policy."""

    def play(self, jobs: Sequence[Job], done: Done) -> None:
        """Play each episode.

        Raises:
            UserError: none of them could be played; says why.
        """


class ReferencePlayer:
    """A policy that sees the world (`env_adapter.policies`)."""

    def __init__(self, name: str, open_day: OpenDay) -> None:
        """Play as `name`."""
        self._make = POLICIES[name]
        self._open_day = open_day

    def play(self, jobs: Sequence[Job], done: Done) -> None:
        """Play one episode after the other."""
        clock = _Clock()
        for job in jobs:
            with self._open_day(job) as world:
                tally = self._play_one(job, world)
            tally.seconds = clock.lap()
            done(job, tally)

    def _play_one(self, job: Job, world: WatchedWorld) -> Tally:
        rubric, played = DayRubric(), Played()
        choose, tally = self._make(job.number), Tally()
        faults: list[tuple[str, ...]] = []
        while not world.is_over:
            call = choose(world)
            step = world.step(call.tool, call.args, agent=call.agent)
            played.note(call, step, world.state_hash, rubric)
            outcome = step.outcome
            tally.calls.append(
                Call(outcome.tool, outcome.item_id, outcome.is_ok, call.args, outcome.text,
                     call.agent, outcome.status)
            )  # fmt: skip
            faults.append(faults_of(step.decision))
        _count(tally, world, played, faults)
        return tally


class GraphPlayer:
    """A chat model that answers one prompt at a time."""

    def __init__(self, model: BaseChatModel, concurrency: int, open_day: OpenDay) -> None:
        """Let `model` play up to `concurrency` days at once."""
        self._model = model
        self._concurrency = concurrency
        self._open_day = open_day

    def play(self, jobs: Sequence[Job], done: Done) -> None:
        """Play the episodes; one that the model's provider breaks is lost, and says why.

        Raises:
            UserError: none of them could be played; says why.
        """
        asyncio.run(self._play_all(jobs, done))

    async def _play_all(self, jobs: Sequence[Job], done: Done) -> None:
        clock, queue = _Clock(), iter(jobs)
        lost: list[str] = []
        played = 0

        async def work() -> None:
            nonlocal played
            for job in queue:
                if not played and len(lost) >= HOPELESS:
                    return
                tally = await self._play_one(job)
                tally.seconds = clock.lap()
                played += not tally.lost
                lost.extend([tally.lost] if tally.lost else [])
                done(job, tally)

        await asyncio.gather(*(work() for _ in range(self._concurrency)))
        if lost and not played:
            raise UserError(f"no episode could be played: {lost[0]}")

    async def _play_one(self, job: Job) -> Tally:
        tally = Tally()
        with self._open_day(job) as world:
            workspace = WatchedDay(world)
            context = RunContext(workspace, self._model, AcceptAll(), emit=_listener(tally))
            config: Any = {"recursion_limit": RECURSION_LIMIT}
            try:
                await graph().ainvoke({"run_id": "eval"}, config, context=context)
            except Exception as error:
                # Each provider raises its own class when it is down, too slow or out of credit.
                return Tally(lost=" ".join(f"{type(error).__name__}: {error}".split())[:240])
            _count(tally, world, workspace.played, workspace.faults)
        return tally


class LocalPlayer:
    """A local model: the calls of all live episodes are one batch, as in training."""

    def __init__(self, model: LocalChatModel, sampling: Sampling, open_day: OpenDay) -> None:
        """Let `model` play."""
        self._model = model
        self._sampling = sampling
        self._open_day = open_day

    def play(self, jobs: Sequence[Job], done: Done) -> None:
        """Play the greedy episodes, then the sampled ones.

        Raises:
            UserError: none of them could be played; says why.
        """
        sampled = [job for job in jobs if job.kind == "sampled"]
        greedy = [job for job in jobs if job.kind != "sampled"]
        lost = self._play_at(0.0, greedy, done) + self._play_at(
            self._sampling.temperature, sampled, done
        )
        if lost and len(lost) == len(jobs):
            raise UserError(f"no episode could be played: {lost[0]}")

    def _play_at(self, temperature: float, jobs: Sequence[Job], done: Done) -> list[str]:
        """Play at one temperature; returns why episodes were lost."""
        batches = 0

        def generate(prompts: list[list[int]]) -> list[Completion]:
            nonlocal batches
            batches += 1
            # The prompt that comes again in another batch is drawn anew.
            seed = (self._sampling.seed * 1_000_003 + batches) % 2**63
            longest = self._sampling.max_new_tokens
            return self._model.generate_many(
                prompts, temperature=temperature, seed=seed, max_new_tokens=longest
            )

        engine, clock = Lockstep(generate), _Clock()
        shared = awaiting(self._model)
        lost: list[str] = []

        async def episode(number: int, job: Job) -> None:
            with self._open_day(job) as world:
                tally = await _play_in(engine, number, shared, world)
            tally.seconds = clock.lap()
            lost.extend([tally.lost] if tally.lost else [])
            done(job, tally)

        episodes = [lambda n=n, job=job: episode(n, job) for n, job in enumerate(jobs)]
        asyncio.run(engine.run(episodes, self._sampling.concurrency))
        return lost


async def _play_in(
    engine: Lockstep, number: int, model: AwaitingModel, world: WatchedWorld
) -> Tally:
    workspace = WatchedDay(world)

    async def complete(prompt: list[int]) -> Completion:
        return await engine.complete(number, prompt)

    try:
        # The recorder needs no more of a workspace than how many steps there were.
        recorder = await play(model, cast(EnvWorkspace, workspace), complete)
    except ModelError as error:  # the prompt outgrew the model's context
        return Tally(lost=str(error))
    tally = Tally(calls=[_call(event) for event in recorder.acted])
    tally.tokens_in = sum(len(done.prompt_ids) for _, done in recorder.calls)
    tally.tokens_out = sum(len(done.ids) for _, done in recorder.calls)
    tally.written = [str(model.tokenizer.decode(done.ids)) for _, done in recorder.calls]
    _count(tally, world, workspace.played, workspace.faults)
    return tally


def _listener(tally: Tally) -> Callable[[GraphEvent], None]:
    def hear(event: GraphEvent) -> None:
        if isinstance(event, ModelCalled):
            tally.tokens_in += event.prompt_tokens or 0
            tally.tokens_out += event.completion_tokens or 0
        elif isinstance(event, Acted):
            tally.calls.append(_call(event))

    return hear


def _call(event: Acted) -> Call:
    is_ok = event.status in {"ok", "asked"}
    return Call(
        event.tool, event.item_id, is_ok, event.args, event.text, str(event.agent), event.status
    )


def _count(
    tally: Tally, world: WatchedWorld, played: Played, faults: Sequence[tuple[str, ...]]
) -> None:
    """Add what the world has counted; a day that the graph gave up on is graded as it stands."""
    ledger = world.ledger
    tally.grade, tally.return_ = grade(world).raw, played.return_
    tally.rubric, tally.decisions = dict(played.sums), len(played.calls)
    tally.calls = [
        replace(call, reward=reward, faults=found)
        for call, reward, found in zip(tally.calls, played.rewards, faults, strict=True)
    ]
    tally.invalid, tally.harm, tally.asks = ledger.invalid, ledger.harm, ledger.asks
    tally.inversions, tally.lost_slack = ledger.inversions, ledger.chances
    tally.chances = world.possible
    tally.is_truncated = world.is_truncated


class _Clock:
    """Wall-clock seconds from one call of `lap` to the next."""

    def __init__(self) -> None:
        self._last = time.perf_counter()

    def lap(self) -> float:
        now = time.perf_counter()
        self._last, seconds = now, now - self._last
        return seconds
