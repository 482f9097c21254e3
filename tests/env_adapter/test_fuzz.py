"""Two hundred thousand hostile calls, frames and bodies: everything is answered, nothing breaks.

The slow tests send them all; the quick ones a small part, from other seeds.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastmcp import Client
from websockets.asyncio.client import connect

from assistant.contract.briefing import briefing_from_json
from assistant.contract.tools import TOOLS
from env_adapter import tasks
from env_adapter.environment import MajordomoEnvironment
from env_adapter.errors import EnvError
from env_adapter.models import MajordomoAction, MajordomoObservation
from scenarios import Scenario, scenario_names
from tests.env_adapter.fuzzing import Hostile, Watch, hostile_world, targets
from tests.env_adapter.serving import Served

IN_WORLD, IN_ENVIRONMENT, FRAMES, BODIES, MCP_CALLS = 160_000, 24_000, 10_000, 4_000, 2_000
RESET_FIELDS = ("seed", "episode_id", "task", "split", "index", "scenario")
CLOSELY = 50
"""Every so many steps a day is also rendered, saved and loaded."""


def days() -> list[Scenario]:
    """The hand-written days and one of each family."""
    return [tasks.pick({"task": name}) for name in tasks.first_names()]


def step_days(count: int, seed: int) -> int:
    """Hostile steps on every kind of day; how many there were."""
    found, done = days(), 0
    for number, scenario in enumerate(found):
        watch = Watch()
        for world, step in hostile_world(scenario, seed + number, count // len(found) + 1):
            watch.look(world, step)
            done += 1
            if done % CLOSELY == 0:
                watch.look_closely(world)
    return done


def step_environments(count: int, seed: int) -> int:
    """Hostile actions through OpenEnv's interface, each answer as it would be sent."""
    hostile, environment = Hostile(seed), MajordomoEnvironment()
    seen = environment.reset(task="sample")
    for done in range(count):
        if seen.done and hostile.random.random() < 0.7:
            name = hostile.random.choice(scenario_names())
            seen = environment.reset(hostile.random.randrange(99), task=name)
        if hostile.random.random() < 0.05:
            try:
                seen = environment.reset(**Hostile(done).reset())
            except EnvError as error:
                assert str(error)
        seen = environment.step(
            MajordomoAction.model_validate(hostile.action(targets(briefing_from_json(seen.day))))
        )
        assert seen.outcome and -1 <= (seen.reward or 0.0) <= 1
        if done % 5 == 0:
            assert json.loads(seen.model_dump_json())["state_hash"] == seen.state_hash
    return count


async def send_frames(url: str, count: int, seed: int) -> int:
    """Hostile frames on one socket; the day there must stay the one that is played here."""
    hostile, mirror = Hostile(seed), MajordomoEnvironment()
    async with connect(url.replace("http", "ws") + "/ws", max_size=None) as socket:

        async def ask(frame: str | bytes) -> dict[str, Any]:
            await socket.send(frame)
            answer: dict[str, Any] = json.loads(await asyncio.wait_for(socket.recv(), 60))
            assert answer["type"] in {"observation", "error", "state", "mcp"}, answer
            assert "Traceback" not in str(answer)[:2000]
            return answer

        seen, begin = mirror.reset(task="sample"), _frame("reset", {"task": "sample"})
        await ask(begin)
        for _ in range(count):
            frame = _hostile_frame(hostile, seen)
            answer = await ask(frame)
            if answer["type"] == "observation":
                message = json.loads(frame)
                if message["type"] == "reset":
                    known = {k: v for k, v in message["data"].items() if k in RESET_FIELDS}
                    seen = mirror.reset(**known)
                else:
                    seen = mirror.step(MajordomoAction.model_validate(message["data"]))
                assert answer["data"]["observation"]["state_hash"] == seen.state_hash, frame[:200]
            if seen.done:
                await ask(begin)
                seen = mirror.reset(task="sample")
        state = await ask(json.dumps({"type": "state"}))
        assert state["data"]["state_hash"] == seen.state_hash, "the session lives, the day is whole"
    return count


def _hostile_frame(hostile: Hostile, seen: MajordomoObservation) -> str | bytes:
    kind = hostile.random.random()
    if kind < 0.1:
        return _frame("reset", hostile.reset()) or "[" * 999
    if kind < 0.75:
        action = hostile.action(targets(briefing_from_json(seen.day)))
        return _frame("step", action) or "[" * 999
    return hostile.junk()


def _frame(kind: str, data: dict[str, Any]) -> str:
    """A frame as a careless client sends it; nothing where not even that can be written."""
    try:
        return json.dumps({"type": kind, "data": data})
    except (ValueError, RecursionError):
        return ""


PATHS = [
    "/reset", "/step", "/mcp", "/majordomo/tasks", "/majordomo/task", "/majordomo/num_tasks",
    "/majordomo/task_range", "/sessions", "/nope", "/web", "/state",
]  # fmt: skip


async def post_bodies(url: str, count: int, seed: int) -> int:
    """Hostile bodies; no answer may be a server error."""
    hostile = Hostile(seed)
    async with httpx.AsyncClient(base_url=url, timeout=60) as client:
        for _ in range(count):
            path = hostile.random.choice(PATHS)
            body: str | bytes | None = hostile.junk()
            if hostile.random.random() < 0.6:
                inner = hostile.random.choice([hostile.reset, hostile.value])()
                if path == "/step":
                    inner = {"action": hostile.action([])}
                if path == "/mcp":
                    inner = {"jsonrpc": "2.0", "id": hostile.value(), "params": hostile.value()}
                    inner["method"] = hostile.random.choice(["tools/list", "tools/call", "x"])
                try:
                    body = json.dumps(inner)
                except (ValueError, RecursionError):
                    body = "[" * 999
            answer = await client.post(
                path, content=body, headers={"content-type": "application/json"}
            )
            assert answer.status_code < 500, (path, str(body)[:200], answer.text[:200])
            assert "Traceback" not in answer.text
    return count


async def call_tools(url: str, count: int, seed: int) -> int:
    """Hostile tool calls of an MCP client; the connection lives through all of them."""
    hostile = Hostile(seed)
    async with Client(f"{url}/mcp") as client:
        await client.call_tool("begin_day", {})
        for done in range(count):
            if done % 40 == 0:
                await client.call_tool("begin_day", {"seed": done})
            name, args, _ = hostile.call([])
            if not isinstance(args, dict) or not isinstance(name, str):
                name, args = "reply_email", {"item_id": "e1"}
            if not _is_plain(name, args):
                continue
            result = await client.call_tool(name or "x", args, raise_on_error=False)
            assert result.content[0].text
        shown = (await client.call_tool("briefing", {})).structured_content
        assert shown["state_hash"]
    return count


async def send_rpc_frames(url: str, count: int, seed: int) -> int:
    """Hostile frames on the WebSocket for MCP; each is answered and the session lives."""
    hostile = Hostile(seed)
    async with connect(url.replace("http", "ws") + "/mcp", max_size=None) as socket:

        async def ask(frame: str | bytes) -> dict[str, Any]:
            await socket.send(frame)
            answer: dict[str, Any] = json.loads(await asyncio.wait_for(socket.recv(), 60))
            assert answer["jsonrpc"] == "2.0" and "Traceback" not in str(answer)[:2000]
            return answer

        begin = _rpc("tools/call", {"name": "begin_day", "arguments": {"task": "queue"}})
        for done in range(count):
            if done % 40 == 0:
                await ask(begin)
            tool, args, method = hostile.call([])
            params: Any = {"name": tool, "arguments": args}
            if hostile.random.random() < 0.1:
                params, method = hostile.value(), hostile.value()
            frame = _rpc(method or "tools/call", params)
            await ask(frame if hostile.random.random() < 0.8 else hostile.junk())
        assert not (await ask(begin))["result"]["isError"]
    return count


def _rpc(method: Any, params: Any) -> str:
    try:
        return json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
    except (ValueError, RecursionError):
        return ""


def _is_plain(*values: object) -> bool:
    """Whether the client's own encoder would send it: it refuses NaN, surrogates and depth."""
    try:
        text = json.dumps(values, ensure_ascii=False, allow_nan=False)
        text.encode()
    except (ValueError, RecursionError):
        return False
    return text.count("[") + text.count("{") < 50


def test_a_thousand_hostile_steps_leave_every_kind_of_day_whole() -> None:
    assert step_days(1500, seed=9000) >= 1500


def test_hundreds_of_hostile_actions_get_observations_that_can_be_sent() -> None:
    assert step_environments(500, seed=9100)


async def test_hundreds_of_hostile_frames_and_bodies_leave_the_server_whole(served: Served) -> None:
    await send_frames(served.url, 150, seed=9200)
    await post_bodies(served.url, 80, seed=9300)
    await call_tools(served.url, 60, seed=9400)
    await send_rpc_frames(served.url, 60, seed=9500)
    assert (await asyncio.to_thread(served.until_empty))["active"] == 0


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("part", range(5))
def test_hostile_steps_in_the_world(part: int) -> None:
    assert step_days(IN_WORLD // 5, seed=1000 * part) >= IN_WORLD // 5


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_hostile_actions_in_the_environment() -> None:
    assert step_environments(IN_ENVIRONMENT, seed=5000) == IN_ENVIRONMENT


@pytest.mark.slow
@pytest.mark.timeout(1800)
async def test_hostile_frames_bodies_and_mcp_calls(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "server.log"
    server = Served("--no-web", log=log)
    try:
        sent = await asyncio.gather(
            *(send_frames(server.url, FRAMES // 4, seed=6000 + n) for n in range(4)),
            *(post_bodies(server.url, BODIES // 2, seed=7000 + n) for n in range(2)),
            call_tools(server.url, MCP_CALLS // 2, seed=8000),
            send_rpc_frames(server.url, MCP_CALLS // 2, seed=8001),
        )
        after = await asyncio.to_thread(server.until_empty)
        with capsys.disabled():
            sys.stdout.write(f"\n{sum(sent)} sent over the wire; slots afterwards {after}\n")
        assert sum(sent) == FRAMES + BODIES + MCP_CALLS
        assert after["active"] == 0 and after["opened"] == after["closed"]
        assert server.process.poll() is None and "Traceback" not in log.read_text()
    finally:
        server.stop()


def test_the_parts_make_two_hundred_thousand() -> None:
    assert IN_WORLD + IN_ENVIRONMENT + FRAMES + BODIES + MCP_CALLS == 200_000 and len(TOOLS) == 22
