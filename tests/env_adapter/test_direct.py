"""The graph on a world directly: the same episode as through OpenEnv's observations."""

from typing import Any

import pytest

from assistant.graph import RECURSION_LIMIT, build_graph
from assistant.guard import AcceptAll
from assistant.models import load_model
from assistant.state import RunContext
from env_adapter.adapter import EnvWorkspace
from env_adapter.direct import DirectWorkspace
from env_adapter.errors import EnvError
from env_adapter.world import World
from scenarios.families import generate


async def play(workspace: Any) -> None:
    context = RunContext(workspace, load_model("scripted"), AcceptAll())
    config: Any = {"recursion_limit": RECURSION_LIMIT}
    await build_graph().ainvoke({"run_id": "same"}, config, context=context)


@pytest.mark.parametrize("name", ["rush_hour", "injected_errand", "ambiguous_ask"])
async def test_both_workspaces_play_the_same_episode(name: str) -> None:
    day = generate(name, 4, "hard")
    wide, direct = await EnvWorkspace.in_process(day, 0), DirectWorkspace(World(day, 0))
    await play(wide)
    await play(direct)
    assert direct.world.state_hash == wide.state_hash
    assert direct.played.rewards == wide.rewards
    assert [call.tool for call in direct.played.calls] == [action.tool for action in wide.actions]


async def test_nobody_types_into_a_simulated_day() -> None:
    with pytest.raises(EnvError):
        await DirectWorkspace(World(generate("rush_hour", 0))).say("hello")
