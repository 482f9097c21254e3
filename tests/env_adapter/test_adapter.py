"""The workspace over a world: what `majordomo play` reads off it, and what it refuses."""

import pytest

from assistant.contract.tools import parse_call
from assistant.contract.workspace import Workspace
from env_adapter.adapter import EnvWorkspace
from env_adapter.errors import EnvError


async def test_it_keeps_what_a_report_needs() -> None:
    workspace = await EnvWorkspace.in_process("queue", seed=1)
    as_port: Workspace = workspace
    assert as_port.simulated
    call = parse_call("leave_to_user", {"item_id": "y1", "reason": "no"})
    await workspace.act(call, "x", "orchestrator")
    await workspace.fail("y2", "fly", "there is no tool 'fly'", {})
    assert len(workspace.rewards) == len(workspace.breakdowns) == 2
    assert workspace.return_ == sum(workspace.rewards) < 0
    assert workspace.breakdowns[1]["format"] == -1.0
    await workspace.act(parse_call("finish", {"summary": "x"}), "y", "orchestrator")
    assert workspace.terminated and not workspace.truncated and workspace.state_hash
    await workspace.close()


async def test_the_world_judges_so_nothing_is_checked_ahead() -> None:
    workspace = await EnvWorkspace.in_process("queue")
    call = parse_call("leave_to_user", {"item_id": "nobody", "reason": "no"})
    assert await workspace.check(call) is None
    assert (await workspace.act(call, "x", "orchestrator")).status == "invalid"


async def test_the_memory_is_the_worlds() -> None:
    workspace = await EnvWorkspace.in_process("queue")
    assert [n.id for n in workspace.kb.search("boiler contract")] == ["n1"]
    assert workspace.kb.episodes("Plan dinner with Meera")[0].tool == "ask_clarification"
    with pytest.raises(EnvError, match="add_to_kb"):
        workspace.kb.add("x", "preference", "you", "n9")
    with pytest.raises(EnvError):
        workspace.kb.forget("n1")
    call = parse_call("search_kb", {"item_id": "y4", "query": "boiler"})
    assert [n.id for n in (await workspace.act(call, "x", "knowledge")).notes] == ["n1"]


async def test_what_is_typed_into_a_simulated_day_is_refused() -> None:
    workspace = await EnvWorkspace.in_process("queue")
    with pytest.raises(EnvError, match="scenario"):
        await workspace.say("Buy milk")


async def test_an_unknown_day_is_a_clear_error() -> None:
    with pytest.raises(EnvError, match="there are calm"):
        await EnvWorkspace.in_process("nope")
