"""Slots come back, however a client leaves, and a full server says so."""

import asyncio
import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
from fastmcp import Client
from fastmcp.exceptions import ToolError
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from env_adapter.adapter import EnvWorkspace
from env_adapter.client import RemoteSession
from env_adapter.errors import EnvError
from env_adapter.models import MajordomoAction
from tests.env_adapter.serving import Served

NOTHING = {"type": "step", "data": {"tool": "do_nothing"}}


@pytest.fixture(scope="module")
def small() -> Iterator[Served]:
    """A server with two slots, which idle sessions lose after two seconds."""
    found = Served("--no-web", "--max-sessions", "2", "--idle-timeout", "2")
    yield found
    found.stop()


def ws(served: Served) -> connect:
    return connect(served.url.replace("http", "ws") + "/ws", max_size=None)


async def ask(socket: ClientConnection, message: Any) -> dict[str, Any]:
    await socket.send(json.dumps(message))
    answer: dict[str, Any] = json.loads(await asyncio.wait_for(socket.recv(), 20))
    return answer


async def test_a_full_server_says_so_to_every_kind_of_client(small: Served) -> None:
    async with ws(small) as one, ws(small) as two:
        for socket in (one, two):
            await ask(socket, {"type": "reset", "data": {"task": "calm"}})
        assert small.counts()["active"] == small.counts()["max"] == 2
        async with ws(small) as third:
            refused = json.loads(await third.recv())
            assert refused["data"]["code"] == "CAPACITY_REACHED"
        with pytest.raises(EnvError, match="did not begin a day.*CAPACITY_REACHED"):
            await EnvWorkspace.connect(small.url, task="calm")
        async with Client(f"{small.url}/mcp") as client:
            with pytest.raises(ToolError, match="try again when somebody has left"):
                await client.call_tool("begin_day", {})
        create = {"jsonrpc": "2.0", "id": 1, "method": "openenv/session/create"}
        assert small.post("/mcp", create)[1]["error"]["data"]["max_sessions"] == 2
    assert small.until_empty()["active"] == 0


CLIENT = """
import asyncio, json, sys
from websockets.asyncio.client import connect
async def main():
    async with connect(sys.argv[1]) as socket:
        await socket.send(json.dumps({"type": "reset", "data": {"task": "sample"}}))
        await socket.recv()
        print("ready", flush=True)
        while True:
            await socket.send(json.dumps({"type": "step", "data": {"tool": "do_nothing"}}))
asyncio.run(main())
"""


def test_a_client_that_is_killed_in_mid_step_leaves_its_slot(small: Served) -> None:
    url = small.url.replace("http", "ws") + "/ws"
    opened = small.counts()["opened"]
    for _ in range(3):
        process = subprocess.Popen([sys.executable, "-c", CLIENT, url], stdout=subprocess.PIPE)
        assert process.stdout is not None and process.stdout.readline() == b"ready\n"
        assert small.counts()["active"] == 1
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        counts = small.until_empty()
        assert counts["active"] == 0 and counts["opened"] == counts["closed"]
    assert counts["opened"] == opened + 3


async def test_a_socket_on_which_nothing_comes_is_closed_and_says_why(small: Served) -> None:
    async with ws(small) as idle:
        await ask(idle, {"type": "reset", "data": {}})
        with pytest.raises(ConnectionClosed) as closed:
            await asyncio.wait_for(idle.recv(), 30)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1001 and "idle" in closed.value.rcvd.reason
    assert small.until_empty()["active"] == 0


async def test_a_day_that_lost_its_slot_while_idle_goes_on_where_it_was(small: Served) -> None:
    session = await RemoteSession.open(small.url)
    await session.reset(task="calm")
    before = await session.step(MajordomoAction(tool="do_nothing"))
    while small.counts()["active"]:
        await asyncio.sleep(0.2)
    after = await session.step(MajordomoAction(tool="do_nothing"))
    assert after.steps_left == before.steps_left - 1
    await session.close()


@pytest.mark.slow
async def test_mcp_sessions_that_are_left_behind_lose_their_slots(small: Served) -> None:
    create = {"jsonrpc": "2.0", "id": 1, "method": "openenv/session/create"}
    session = small.post("/mcp", create)[1]["result"]["session_id"]
    begin = {"session_id": session, "name": "begin_day", "arguments": {}}
    small.post("/mcp", {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": begin})
    client = Client(f"{small.url}/mcp")
    await client.__aenter__()
    await client.call_tool("begin_day", {})
    assert small.counts()["active"] == 2
    deadline = time.monotonic() + 60
    while small.counts()["active"] and time.monotonic() < deadline:
        await asyncio.sleep(0.5)
    assert small.counts()["active"] == 0
    with pytest.raises(ToolError, match=r"idle: call begin_day first"):
        await client.call_tool("do_nothing", {})
    await client.call_tool("begin_day", {})
    await client.close()
    assert small.until_empty()["active"] == 0


@pytest.mark.slow
async def test_sixty_four_sessions_play_at_once_and_leave_their_slots() -> None:
    served = Served("--no-web", "--max-sessions", "64")
    try:
        for _ in range(2):
            sockets = [await ws(served) for _ in range(64)]
            for socket in sockets:
                await ask(socket, {"type": "reset", "data": {"task": "sample"}})
            async with ws(served) as one_more:
                refused = json.loads(await one_more.recv())
                assert refused["data"]["code"] == "CAPACITY_REACHED"
            answers = await asyncio.gather(*(ask(socket, NOTHING) for socket in sockets))
            assert len({a["data"]["observation"]["state_hash"] for a in answers}) == 1
            for socket in sockets:
                socket.transport.abort()
            # In a thread: the sockets go when this loop runs.
            assert (await asyncio.to_thread(served.until_empty))["active"] == 0
        assert served.counts() == {"active": 0, "max": 64, "opened": 128, "closed": 128}
    finally:
        served.stop()
