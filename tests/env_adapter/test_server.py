"""A real server in another process, played over a WebSocket."""

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest
from openenv.core.env_server.serialization import (  # type: ignore[import-untyped]
    serialize_observation,
)
from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve

from assistant.contract.tools import TOOLS, parse_call
from env_adapter.adapter import EnvWorkspace
from env_adapter.client import MajordomoEnv
from env_adapter.environment import MajordomoEnvironment
from env_adapter.errors import EnvError
from env_adapter.models import MajordomoAction
from env_adapter.policies import POLICIES, play
from env_adapter.server.frames import MAX_FRAME
from env_adapter.world import World
from scenarios import from_desk, load_scenario, scenario_names, to_desk
from tests.env_adapter.serving import Served, free_port


@pytest.fixture
def server(served: Served) -> str:
    return served.url


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
    '{"type": "reset", "data": {"self": 1, "seed": -2}}', '{"type": "state", "surprise": 1}',
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


def test_http_answers_and_says_that_it_keeps_no_session(served: Served) -> None:
    assert served.post("/reset", {"task": "calm", "seed": 1})[0] == 200
    status, body = served.post("/step", {"action": {"tool": "do_nothing"}})
    assert status == 409 and "/ws" in body["detail"]
    assert served.post("/reset", {"task": "nope"})[0] == 409
    assert len(served.post("/majordomo/tasks", {"split": "days"})[1]["tasks"]) >= 5
    assert [s["name"] for s in served.get("/majordomo/splits")] == ["days", "train", "heldout"]


def test_the_schema_holds_the_arguments_of_every_tool(served: Served) -> None:
    schema = served.get("/schema")
    assert schema["action"]["x-tools"] == {n: t.model_json_schema() for n, t in TOOLS.items()}
    assert "state_hash" in schema["state"]["properties"]


BAD_BODIES = [
    b"[1, 2]", b"null", b'"x"', b"not json", b"\xff\xfe", b"{\"action\": NaN}", b"[" * 100_000,
    b'{"seed": 1e999}', b'{"task": "\\ud800"}', b"9" * 5000, b'{"a":' * 70 + b"1" + b"}" * 70,
    b'{"task": "' + b"x" * MAX_FRAME + b'"}', b'{"action": 5}', b'{"action": {"tool": NaN}}',
    b'{"seed": "x"}', b'{"seed": -1}', b'{"scenario": [1]}', b'{"split": 5, "index": "x"}',
]  # fmt: skip


@pytest.mark.parametrize("path", ["/reset", "/step", "/mcp", "/majordomo/task", "/majordomo/tasks"])
def test_a_bad_body_is_refused_in_words(served: Served, path: str) -> None:
    for body in BAD_BODIES:
        status, answer = served.post(path, body)
        assert status in {200, 400, 404, 409, 422}, body[:40]
        assert isinstance(answer, dict)
        assert "Traceback" not in str(answer)


async def test_a_connection_that_is_gone_is_a_clear_error() -> None:
    async def drop(socket: ServerConnection) -> None:
        await socket.recv()
        first = MajordomoEnvironment().reset(task="calm")
        await socket.send(json.dumps({"type": "observation", "data": serialize_observation(first)}))
        await socket.recv()
        socket.transport.abort()

    async with serve(drop, "127.0.0.1", 0) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        url = f"http://127.0.0.1:{port}"
        workspace = await EnvWorkspace.connect(url, task="calm", patience_s=0.3)
        with pytest.raises(EnvError, match="start the day again"):
            await workspace.act(parse_call("do_nothing", {}), "x", "orchestrator")


async def test_the_examples_of_the_guide_run(served: Served) -> None:
    guide = Path(__file__).parents[2] / "docs" / "environment.md"
    examples = re.findall(r"```python\n(.*?)```", guide.read_text(), re.DOTALL)
    assert len(examples) == 2
    for example in examples:
        lines = example.replace("http://localhost:8000", served.url).splitlines()
        body = "\n".join(f"    {line}" for line in lines if not line.startswith("from "))
        imports = "\n".join(line for line in lines if line.startswith("from "))
        names: dict[str, Any] = {}
        exec(f"{imports}\nasync def example():\n{body}", names)
        await names["example"]()
