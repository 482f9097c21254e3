"""A day outlives the connection that it is played on."""

import asyncio
import json
from typing import Any

import pytest
from openenv.core.env_server.serialization import (  # type: ignore[import-untyped]
    serialize_observation,
)
from websockets.asyncio.server import ServerConnection, serve

from env_adapter.adapter import EnvWorkspace
from env_adapter.client import RemoteSession
from env_adapter.environment import MajordomoEnvironment
from env_adapter.errors import EnvError
from env_adapter.models import MajordomoAction
from env_adapter.policies import POLICIES, Played, play
from env_adapter.world import World
from scenarios import load_scenario, scenario_to_json
from tests.env_adapter.cutting import Wire
from tests.env_adapter.serving import Served, free_port

NOTHING = MajordomoAction(tool="do_nothing")


def actions(played: Played) -> list[MajordomoAction]:
    return [MajordomoAction(tool=c.tool, args=c.args, agent=c.agent) for c in played.calls]


def expect(seed: int = 4) -> Played:
    return play(World(load_scenario("sample"), seed), POLICIES["oracle"](4))


@pytest.mark.parametrize("where", [1, 4, 7])
async def test_a_cut_connection_is_restored_and_the_day_goes_on(served: Served, where: int) -> None:
    expected = expect()
    async with Wire(served.port) as wire:
        session = await RemoteSession.open(wire.url)
        seen = await session.reset(task="sample", seed=4)
        hashes, rewards = [], []
        for number, action in enumerate(actions(expected)):
            if number == where:
                wire.cut()
            seen = await session.step(action)
            hashes.append(seen.state_hash)
            rewards.append(seen.reward)
        assert hashes == expected.hashes and rewards == pytest.approx(expected.rewards)
        assert seen.done and wire.connections == 2
        await session.close()


async def test_a_call_whose_answer_was_lost_counts_once(served: Served) -> None:
    expected = expect()
    async with Wire(served.port) as wire:
        session = await RemoteSession.open(wire.url)
        await session.reset(scenario=scenario_to_json(load_scenario("sample")), seed=4)
        for action in actions(expected)[:3]:
            wire.is_swallowing = True
            seen = await session.step(action)
        assert seen.state_hash == expected.hashes[2]
        state = await session._connected().state()
        assert state.step_count == 3 and wire.connections == 4
        await session.close()


async def test_a_reset_whose_answer_was_lost_is_made_again(served: Served) -> None:
    async with Wire(served.port) as wire:
        workspace_url = wire.url
        session = await RemoteSession.open(workspace_url)
        wire.cut()
        first = await session.reset(task="calm", seed=1)
        assert first.state_hash == World(load_scenario("calm"), 1).state_hash
        await session.close()


async def test_what_cannot_be_restored_says_what_to_do(served: Served) -> None:
    async with Wire(served.port) as wire:
        session = await RemoteSession.open(wire.url, patience_s=0.8)
        await session.reset(task="calm")
        wire.is_refusing = True
        wire.cut()
        with pytest.raises(EnvError, match=r"within 0.8 s .* start the day again"):
            await session.step(NOTHING)
        assert wire.connections >= 3, "it tried more than once"
        await session.close()


async def test_a_refused_call_is_refused_once_and_keeps_the_day(served: Served) -> None:
    session = await RemoteSession.open(served.url)
    await session.reset(task="calm")
    with pytest.raises(EnvError, match="refused the call.*half of a surrogate"):
        await session.step(MajordomoAction(tool="finish", args={"summary": "\ud800"}))
    seen = await session.step(NOTHING)
    assert seen.state_hash == play_here([NOTHING])
    await session.close()


def play_here(made: list[MajordomoAction]) -> str:
    environment = MajordomoEnvironment()
    environment.reset(task="calm")
    return [environment.step(action).state_hash for action in made][-1]


async def test_a_server_that_plays_another_day_after_its_restart_is_found_out() -> None:
    """A server of another version, or one that was given other days."""
    tasks = ["calm", "queue"]

    async def answer(socket: ServerConnection) -> None:
        environment, task = MajordomoEnvironment(), tasks.pop(0)
        async for frame in socket:
            message: dict[str, Any] = json.loads(frame)
            if message["type"] == "reset":
                seen = environment.reset(task=task)
            else:
                seen = environment.step(MajordomoAction(**message["data"]))
            data = serialize_observation(seen)
            await socket.send(json.dumps({"type": "observation", "data": data}))
            if len(tasks) == 1 and message["type"] == "step":
                socket.transport.abort()

    async with serve(answer, "127.0.0.1", 0) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        workspace = await EnvWorkspace.connect(f"http://127.0.0.1:{port}", task="calm")
        await workspace.send(NOTHING)
        with pytest.raises(EnvError, match="same day begins differently"):
            await workspace.send(NOTHING)
        assert not server.connections, "and nothing is left open"


async def test_an_unreachable_server_is_an_error_at_once() -> None:
    async with asyncio.timeout(20):
        with pytest.raises(EnvError, match="no environment answers"):
            await RemoteSession.open(f"http://127.0.0.1:{free_port()}")
    with pytest.raises(EnvError, match="open one first"):
        await RemoteSession("http://127.0.0.1:1").step(NOTHING)


@pytest.mark.slow
async def test_a_day_goes_on_after_the_server_was_killed_and_started_again() -> None:
    server, expected = Served(), expect()
    try:
        workspace = await EnvWorkspace.connect(server.url, task="sample", seed=4)
        for number, action in enumerate(actions(expected)):
            if number == 3:
                server.kill()
                server.restart()
            await workspace.send(action)
        assert workspace.state_hash == expected.hashes[-1]
        assert workspace.return_ == pytest.approx(expected.return_)
        server.kill()
        server.restart()
        await workspace.send(NOTHING)
        assert workspace.observation.done, "a day that is over stays over"
        await workspace.close()
        assert server.until_empty()["active"] == 0
    finally:
        server.stop()
