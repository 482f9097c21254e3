"""A real server in another process, played over a WebSocket."""

import asyncio
import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from openenv.core.env_server.serialization import (  # type: ignore[import-untyped]
    serialize_observation,
)
from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve

from assistant.contract.tools import parse_call
from env_adapter.adapter import EnvWorkspace
from env_adapter.client import MajordomoEnv
from env_adapter.environment import MajordomoEnvironment
from env_adapter.errors import EnvError
from env_adapter.models import MajordomoAction
from env_adapter.policies import POLICIES, play
from env_adapter.server.frames import MAX_FRAME
from env_adapter.world import World
from scenarios import from_desk, load_scenario, scenario_names, to_desk


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


def start(*options: str) -> tuple[subprocess.Popen[bytes], str]:
    port = free_port()
    command = [sys.executable, "-m", "env_adapter.server.app", "--port", str(port), *options]
    process = subprocess.Popen(command)
    url = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{url}/health", timeout=1)
            return process, url
        except OSError:
            assert process.poll() is None, "the server died"
            time.sleep(0.1)
    raise AssertionError("the server did not start")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    process, url = start()
    yield url
    process.terminate()
    process.wait(10)


def ws(url: str) -> connect:
    return connect(url.replace("http", "ws") + "/ws", max_size=None)


async def ask(socket: ClientConnection, message: Any) -> dict[str, Any]:
    await socket.send(message if isinstance(message, str | bytes) else json.dumps(message))
    answer: dict[str, Any] = json.loads(await asyncio.wait_for(socket.recv(), 20))
    return answer


@pytest.mark.parametrize("name", scenario_names())
@pytest.mark.parametrize("policy", ["oracle", "random"])
async def test_a_day_over_the_wire_has_the_hashes_of_a_day_in_process(
    server: str, name: str, policy: str
) -> None:
    expected = play(World(load_scenario(name), 5), POLICIES[policy](5))
    async with MajordomoEnv(base_url=server) as env:
        await env.reset(task=name, seed=5)
        hashes, rewards = [], []
        for call in expected.calls:
            action = MajordomoAction(tool=call.tool, args=call.args, agent=call.agent)
            result = await env.step(action)
            hashes.append(result.observation.state_hash)
            rewards.append(result.reward)
        assert result.done
        state = await env.state()
    assert hashes == expected.hashes
    assert rewards == pytest.approx(expected.rewards)
    assert state.ending and state.return_ == pytest.approx(expected.return_)


BAD_FRAMES = [
    "not json", "", "[]", "[1, 2]", "null", "42", '"reset"', b"\x00\xff", b'{"type": "state"}',
    "{}", '{"type": 5}', '{"type": null}', '{"type": "fly"}', '{"type": "step"}',
    '{"type": "step", "data": [1]}', '{"type": "step", "data": null}',
    '{"type": "reset", "data": 7}',
    '{"type": "reset", "data": {"seed": "x"}}', '{"type": "reset", "data": {"task": "nope"}}',
    '{"type": "reset", "data": {"self": 1, "func": 2}}', '{"type": "state", "surprise": 1}',
    '{"type": "mcp", "data": {}}', '{"type": "\\ud800"}', "[" * 50_000, "9" * 5000,
    '{"type": "step", "data": {"tool": "\\ud800"}}', "x" * (MAX_FRAME + 1),
]  # fmt: skip


async def test_bad_frames_get_an_answer_and_keep_the_day(server: str) -> None:
    async with ws(server) as socket:
        first = await ask(socket, {"type": "reset", "data": {"task": "sample"}})
        for frame in BAD_FRAMES:
            answer = await ask(socket, frame)
            assert answer["type"] in {"error", "mcp"}, frame[:60]
        second = await ask(socket, {"type": "step", "data": {"tool": "do_nothing"}})
        assert second["type"] == "observation"
        assert second["data"]["observation"]["steps_left"] == 23
    assert first["data"]["observation"]["state_hash"]


@pytest.mark.parametrize(
    "data",
    [
        {}, {"tool": 5}, {"tool": None, "args": None}, {"tool": "reply_email", "args": [1]},
        {"tool": "fly", "args": {"item_id": {"x": 1}}}, {"surprise": 1},
        {"tool": "finish", "args": {"summary": "x" * 5000}}, {"args": {"a": 1e308, "b": -0.0}},
        {"tool": "x" * 10_000, "args": {"y" * 10_000: "z"}, "agent": 7, "effect_id": []},
        {"refused": {"a": 1}, "reason": 5, "tool": []},
    ],
)  # fmt: skip
async def test_hostile_actions_are_invalid_steps(server: str, data: dict[str, Any]) -> None:
    async with ws(server) as socket:
        await ask(socket, {"type": "reset", "data": {}})
        answer = await ask(socket, {"type": "step", "data": data})
        assert answer["type"] == "observation", answer
        assert answer["data"]["reward"] < 0
        assert answer["data"]["observation"]["outcome"]["status"] == "invalid"


async def test_the_workspace_plays_a_desk_remotely_as_it_does_here(server: str) -> None:
    scenario = from_desk(*to_desk(load_scenario("sample")))
    remote = await EnvWorkspace.connect(server, scenario=scenario)
    local = await EnvWorkspace.in_process(scenario)
    call = parse_call("search_kb", {"item_id": "y3", "query": "dentist"})
    assert await remote.act(call, "x", "meeting") == await local.act(call, "x", "meeting")
    assert await remote.brief() == await local.brief()
    assert remote.state_hash == local.state_hash and remote.rewards == local.rewards
    await remote.close()


async def test_what_cannot_be_reached_or_had_is_one_clear_error(server: str) -> None:
    with pytest.raises(EnvError, match="no environment answers"):
        await EnvWorkspace.connect(f"http://127.0.0.1:{free_port()}", task="sample")
    with pytest.raises(EnvError, match="there are calm"):
        await EnvWorkspace.connect(server, task="nope")


def post(url: str, body: dict[str, Any]) -> tuple[int, Any]:
    request = urllib.request.Request(
        url, json.dumps(body).encode(), {"content-type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def test_http_answers_and_says_that_it_keeps_no_session(server: str) -> None:
    assert post(f"{server}/reset", {"task": "calm", "seed": 1})[0] == 200
    status, body = post(f"{server}/step", {"action": {"tool": "do_nothing"}})
    assert status == 409 and "/ws" in body["detail"]
    assert post(f"{server}/reset", {"task": "nope"})[0] == 409
    assert len(post(f"{server}/majordomo/tasks", {"split": "days"})[1]["tasks"]) >= 5
    with urllib.request.urlopen(f"{server}/schema") as answer:
        schema = json.load(answer)
    assert "x-tools" in schema["action"] and "state_hash" in schema["state"]["properties"]


async def test_a_connection_that_is_gone_is_a_clear_error() -> None:
    async def drop(socket: ServerConnection) -> None:
        await socket.recv()
        first = MajordomoEnvironment().reset(task="calm")
        await socket.send(json.dumps({"type": "observation", "data": serialize_observation(first)}))
        await socket.recv()
        socket.transport.abort()

    async with serve(drop, "127.0.0.1", 0) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        workspace = await EnvWorkspace.connect(f"http://127.0.0.1:{port}", task="calm")
        with pytest.raises(EnvError, match="start the day again"):
            await workspace.act(parse_call("do_nothing", {}), "x", "orchestrator")


@pytest.mark.slow
async def test_sixty_four_sessions_play_at_once_and_leave_their_slots() -> None:
    process, url = start("--max-sessions", "64", "--idle-timeout", "1")
    try:
        for _ in range(2):
            sockets = [await ws(url) for _ in range(64)]
            for socket in sockets:
                await ask(socket, {"type": "reset", "data": {"task": "sample"}})
            async with ws(url) as one_more:
                refused = json.loads(await one_more.recv())
                assert refused["data"]["code"] == "CAPACITY_REACHED"
            answers = await asyncio.gather(
                *(ask(s, {"type": "step", "data": {"tool": "do_nothing"}}) for s in sockets)
            )
            hashes = {a["data"]["observation"]["state_hash"] for a in answers}
            assert len(hashes) == 1
            for socket in sockets:
                socket.transport.abort()
            await asyncio.sleep(2)
        idle = await ws(url)
        await ask(idle, {"type": "reset", "data": {}})
        await asyncio.sleep(12)
        answer = await ask(idle, {"type": "step", "data": {"tool": "do_nothing"}})
        assert answer["type"] == "error" and "idle" in answer["data"]["message"]
    finally:
        process.terminate()
        process.wait(10)
