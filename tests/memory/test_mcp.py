"""The memory as an MCP server: a client reads and adds, and can harm nothing."""

import pytest
from fastmcp import Client
from fastmcp.exceptions import ToolError

from memory import KnowledgeBase
from memory.mcp import server


@pytest.fixture
def kb(kb: KnowledgeBase) -> KnowledgeBase:
    kb.add("The lease ends in September.", "fact", "you", "lease", time="2026-01-01")
    return kb


async def test_a_client_finds_and_reads_notes(kb: KnowledgeBase):
    async with Client(server(kb)) as client:
        assert {tool.name for tool in await client.list_tools()} == {
            "search_notes", "get_note", "add_note",
        }  # fmt: skip
        [found] = (
            await client.call_tool("search_notes", {"query": "when does the lease end"})
        ).data
        assert found["id"] == "lease"
        assert found["score"] > 0
        note = (await client.call_tool("get_note", {"note_id": "lease"})).data
        assert note["text"] == "The lease ends in September."
        assert note["tainted"] is False
        nothing = await client.call_tool("search_notes", {"query": "xylophone"})
        assert nothing.data == []


async def test_what_a_client_adds_is_tainted_and_replaces_nothing_of_the_persons(
    kb: KnowledgeBase,
):
    async with Client(server(kb)) as client:
        first = {"text": "Meet at nine.", "note_id": "p1"}
        assert (await client.call_tool("add_note", first)).data["tainted"] is True
        await client.call_tool("add_note", first | {"text": "Meet at ten."})
        assert kb.hits("meet")[0].text == "Meet at ten."
        for note_id in ("lease", " lease", "lease\0"):
            with pytest.raises(ToolError, match="not yours to replace"):
                await client.call_tool("add_note", {"text": "Never.", "note_id": note_id})
        with pytest.raises(ToolError, match="there is no note"):
            await client.call_tool("get_note", {"note_id": "nope"})
        with pytest.raises(ToolError):
            await client.call_tool("search_notes", {"query": "x", "limit": 1000})
    record = kb.record("lease")
    assert record is not None and record.text.startswith("The lease")
