"""Speed over the WebSocket: our server beside two that do nothing, under the same clients.

The first floor answers with a canned observation of ours, of the length that ours have on
average; the second with an empty one. The clients send frames that were written beforehand and
do not read the answers, so that the servers are compared and not the client.
"""

import asyncio
import json
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openenv.core.env_server.serialization import (  # type: ignore[import-untyped]
    serialize_observation,
)
from websockets.asyncio.client import ClientConnection, connect

from assistant.contract.errors import UserError
from env_adapter.environment import MajordomoEnvironment
from env_adapter.models import MajordomoAction, MajordomoObservation
from majordomo.bench.days import mutating_actions
from majordomo.bench.servers import Server, running
from scenarios import load_scenario

SESSIONS = 64
"""Sessions whose memory is weighed."""


@dataclass
class Measured:
    """What one server did under a number of clients."""

    rates: list[float] = field(default_factory=list)
    """Steps per second, one for each round."""
    latencies: list[float] = field(default_factory=list)
    """Seconds from a call to its answer."""


def over_websocket(
    task: str, clients: Sequence[int], steps: int, rounds: int
) -> tuple[dict[str, Any], float | None]:
    """The speeds by number of clients, and the memory of a session in MB."""
    actions = mutating_actions(load_scenario(task))
    frames = [_frame("step", action.model_dump(exclude_defaults=True)) for action in actions]
    with _servers(task, actions) as servers:
        measured = {n: {name: Measured() for name in servers} for n in clients}
        for n in clients:
            for server in servers.values():
                asyncio.run(_drive(server, task, frames, n, steps // 4, Measured()))
            # In turn, because other work on the machine comes and goes.
            for _ in range(rounds):
                for name, server in servers.items():
                    asyncio.run(_drive(server, task, frames, n, steps, measured[n][name]))
        memory = asyncio.run(_session_mb(servers["ours"], task, frames))
    return {str(n): _report(found) for n, found in measured.items()}, memory


def _report(found: dict[str, Measured]) -> dict[str, float]:
    ours, floor, empty = (
        statistics.median(found[name].rates) for name in ("ours", "floor", "empty")
    )
    latencies = sorted(found["ours"].latencies)
    return {
        "steps_per_s": round(ours, 1),
        "floor_steps_per_s": round(floor, 1),
        "empty_floor_steps_per_s": round(empty, 1),
        "ratio": round(ours / floor, 3),
        "p95_ms": round(1000 * latencies[int(0.95 * (len(latencies) - 1))], 2),
    }


@contextmanager
def _servers(task: str, actions: Sequence[MajordomoAction]) -> Iterator[dict[str, Server]]:
    with TemporaryDirectory() as folder:
        canned = Path(folder) / "observation.json"
        canned.write_text(_typical(task, actions).model_dump_json(), "utf-8")
        with (
            running("env_adapter.server.app", "--no-web") as ours,
            running("majordomo.bench.floor", "--observation", str(canned)) as floor,
            running("majordomo.bench.floor") as empty,
        ):
            yield {"ours": ours, "floor": floor, "empty": empty}


def _typical(task: str, actions: Sequence[MajordomoAction]) -> MajordomoObservation:
    """The day's observation whose length on the wire is nearest to the mean."""
    environment = MajordomoEnvironment()
    environment.reset(task=task)
    seen = [environment.step(action) for action in actions]
    lengths = [len(json.dumps(serialize_observation(observation))) for observation in seen]
    mean = sum(lengths) / len(lengths)
    return min(zip(seen, lengths, strict=True), key=lambda pair: abs(pair[1] - mean))[0]


async def _drive(
    server: Server, task: str, frames: Sequence[str], clients: int, steps: int, into: Measured
) -> None:
    """Let so many clients make so many steps together."""
    share = max(1, steps // clients)
    async with asyncio.TaskGroup() as group:
        opening = [group.create_task(_open(server, task, n)) for n in range(clients)]
    sockets = [task.result() for task in opening]
    start = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        playing = [group.create_task(_play(s, task, frames, share)) for s in sockets]
    into.rates.append(share * clients / (time.perf_counter() - start))
    for player in playing:
        into.latencies += player.result()
    await asyncio.gather(*(socket.close() for socket in sockets))


async def _open(server: Server, task: str, seed: int) -> ClientConnection:
    """A session in which a day has begun."""
    socket = await connect(server.url, max_size=None)
    await _ask(socket, _frame("reset", {"task": task, "seed": seed}))
    return socket


async def _play(
    socket: ClientConnection, task: str, frames: Sequence[str], steps: int
) -> list[float]:
    """Play the day again and again; seconds of each step, the resets between them left out."""
    latencies: list[float] = []
    for n in range(steps):
        if n and n % len(frames) == 0:
            await _ask(socket, _frame("reset", {"task": task, "seed": n}))
        start = time.perf_counter()
        await _ask(socket, frames[n % len(frames)])
        latencies.append(time.perf_counter() - start)
    return latencies


async def _session_mb(server: Server, task: str, frames: Sequence[str]) -> float | None:
    """By how much the server grows for each of many sessions in mid-day."""
    before = server.memory_mb()
    sockets = [await _open(server, task, seed) for seed in range(SESSIONS)]
    for socket in sockets:
        for frame in frames[: len(frames) // 2]:
            await _ask(socket, frame)
    after = server.memory_mb()
    await asyncio.gather(*(socket.close() for socket in sockets))
    if before is None or after is None:
        return None
    return round((after - before) / SESSIONS, 3)


def _frame(kind: str, data: dict[str, Any]) -> str:
    return json.dumps({"type": kind, "data": data})


async def _ask(socket: ClientConnection, frame: str) -> None:
    """Send a frame and wait for its answer.

    Raises:
        UserError: the answer is an error.
    """
    await socket.send(frame)
    answer = await socket.recv()
    if not str(answer).startswith('{"type":"observation"'):
        raise UserError(f"the server answered {str(answer)[:200]}")
