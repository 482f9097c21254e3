"""A day played with MCP: by a client of the protocol's own, over JSON-RPC and over a WebSocket."""

import asyncio
import json
from typing import Any

import pytest
from fastmcp import Client
from fastmcp.exceptions import ToolError
from openenv.core.mcp_client import MCPToolClient  # type: ignore[import-untyped]
from websockets.asyncio.client import connect

from assistant.contract.tools import TOOLS
from env_adapter.environment import MajordomoEnvironment
from env_adapter.models import MajordomoAction
from env_adapter.policies import POLICIES, play
from env_adapter.world import World
from scenarios import load_scenario
from tests.env_adapter.serving import Served


def rpc(method: str, **params: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}


def called(served: Served, session: str, name: str, arguments: object = None) -> dict[str, Any]:
    params = {"session_id": session, "name": name, "arguments": arguments or {}}
    answer: dict[str, Any] = served.post("/mcp", rpc("tools/call", **params))[1]
    return answer["result"]


async def test_an_mcp_client_finds_every_tool_with_its_whole_schema(served: Served) -> None:
    async with Client(f"{served.url}/mcp") as client:
        tools = {tool.name: tool for tool in await client.list_tools()}
        assert "begin_day" in (client.initialize_result.instructions or "")
    assert set(tools) == {"begin_day", "briefing", *TOOLS} and len(TOOLS) == 22
    for name, tool in TOOLS.items():
        own, published = tool.model_json_schema(), tools[name].inputSchema
        assert set(published["properties"]) == set(own.get("properties", {}))
        assert published["required"] == own.get("required", [])
        assert all("description" in field for field in published["properties"].values()), name
        assert tools[name].description
    assert not {"reset", "step", "state", "close"} & set(tools)


async def test_a_day_over_mcp_is_the_day_in_process(served: Served) -> None:
    expected = play(World(load_scenario("sample"), 2), POLICIES["oracle"](2))
    # MCP calls name no agent: the world finds out who calls from the routing and the tool.
    here = MajordomoEnvironment()
    first = here.reset(2, task="sample")
    async with Client(f"{served.url}/mcp") as client:
        began = await client.call_tool("begin_day", {"task": "sample", "seed": 2})
        assert began.structured_content["briefing"] == first.text
        for call in expected.calls:
            seen = here.step(MajordomoAction(tool=call.tool, args=call.args))
            result = await client.call_tool(call.tool, call.args)
            data = result.structured_content
            assert data["state_hash"] == seen.state_hash and data["outcome"] == seen.outcome
            assert data["reward"] == seen.reward and data["done"] == seen.done
            assert seen.text in result.content[0].text
        assert data["done"]
        again = await client.call_tool("briefing", {})
        assert again.structured_content["state_hash"] == seen.state_hash


async def test_what_a_model_gets_wrong_is_a_step_and_what_is_no_step_is_an_error(
    served: Served,
) -> None:
    async with Client(f"{served.url}/mcp") as client:
        with pytest.raises(ToolError, match="call begin_day first"):
            await client.call_tool("do_nothing", {})
        with pytest.raises(ToolError, match="there are calm"):
            await client.call_tool("begin_day", {"task": "nope"})
        await client.call_tool("begin_day", {})
        for name, arguments in [("fly", {}), ("reply_email", {"body": 5}), ("finish", {"x": 1})]:
            data = (await client.call_tool(name, arguments)).structured_content
            assert data["outcome"]["status"] == "invalid" and data["reward"] < 0
        with pytest.raises(ToolError, match="seed"):
            await client.call_tool("begin_day", {"seed": "x"})
        data = (await client.call_tool("briefing", {})).structured_content
        assert data["steps_left"] == 21, "a day that could not begin leaves the old one"


async def test_two_mcp_clients_play_two_days_and_give_their_slots_back(served: Served) -> None:
    before = served.counts()
    async with Client(f"{served.url}/mcp") as one, Client(f"{served.url}/mcp") as two:
        assert served.counts()["active"] == before["active"], "looking takes no slot"
        await one.call_tool("begin_day", {"task": "calm"})
        await two.call_tool("begin_day", {"task": "queue"})
        await one.call_tool("begin_day", {"task": "calm"})
        assert served.counts()["active"] == before["active"] + 2
        seen = [(await c.call_tool("do_nothing", {})).structured_content for c in (one, two)]
        assert seen[0]["state_hash"] != seen[1]["state_hash"]
    after = served.until_empty()
    assert after["active"] == 0 and after["opened"] == before["opened"] + 2


def test_the_json_rpc_dialect_of_openenv_plays_a_day_in_a_session(served: Served) -> None:
    session = served.post("/mcp", rpc("openenv/session/create"))[1]["result"]["session_id"]
    listed = served.post("/mcp", rpc("tools/list", session_id=session))[1]["result"]["tools"]
    assert {tool["name"] for tool in listed} >= set(TOOLS) and all(
        tool["inputSchema"]["type"] == "object" for tool in listed
    )
    assert called(served, session, "do_nothing")["isError"]
    assert not called(served, session, "begin_day", {"task": "calm", "seed": 1})["isError"]
    data = called(served, session, "do_nothing")["structuredContent"]
    world = World(load_scenario("calm"), 1)
    world.step("do_nothing", {})
    assert data["state_hash"] == world.state_hash and data["steps_left"] == 15
    closed = served.post("/mcp", rpc("openenv/session/close", session_id=session))[1]
    assert closed["result"]["closed"]
    gone = served.post("/mcp", rpc("tools/list", session_id=session))[1]
    assert "Unknown session" in gone["error"]["message"]


async def test_the_web_socket_for_mcp_plays_a_day_and_survives_nonsense(served: Served) -> None:
    async with connect(served.url.replace("http", "ws") + "/mcp") as socket:

        async def ask(message: object) -> dict[str, Any]:
            await socket.send(message if isinstance(message, str | bytes) else json.dumps(message))
            answer: dict[str, Any] = json.loads(await asyncio.wait_for(socket.recv(), 20))
            return answer

        await ask(rpc("tools/call", name="begin_day", arguments={"task": "calm"}))
        for nonsense in ("[1]", "null", b"\x00", "not json", "{}", '{"jsonrpc": "2.0"}', "[" * 9000,
                         '{"jsonrpc": "2.0", "method": "fly"}', '{"id": "\\ud800"}'):  # fmt: skip
            assert "error" in await ask(nonsense), nonsense
        answer = await ask(rpc("tools/call", name="do_nothing"))
        assert answer["result"]["structuredContent"]["steps_left"] == 15
    assert served.until_empty()["active"] == 0


async def test_openenvs_own_tool_client_plays_a_day(served: Served) -> None:
    async with MCPToolClient(base_url=served.url) as client:
        assert {tool.name for tool in await client.list_tools()} >= set(TOOLS)
        await client.call_tool("begin_day", task="calm")
        result = await client.call_tool("do_nothing")
        assert "15 steps left" in str(result)
        state = await client.state()
        assert state.step_count == 1, "its WebSocket is on the same day"
    assert served.until_empty()["active"] == 0
