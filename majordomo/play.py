"""`majordomo play`: the same graph on a simulated day, in this process or on a server.

Grades come from a replay of the recorded actions in this process, whose state hash has to equal
the server's: a server of another version cannot pass off another day as this one.
"""

import asyncio
from dataclasses import dataclass
from typing import Any

from assistant.contract.errors import UserError
from assistant.graph import RECURSION_LIMIT, build_graph
from assistant.guard import AcceptAll
from assistant.models import load_model
from assistant.state import RunContext
from env_adapter.adapter import EnvWorkspace
from env_adapter.graders import grade
from env_adapter.models import MajordomoAction
from env_adapter.policies import POLICIES
from env_adapter.replay import replay
from env_adapter.world import World
from majordomo.output import print_json, say
from scenarios import Scenario, load_scenario


@dataclass(frozen=True, slots=True)
class Played:
    """What came of a day."""

    workspace: EnvWorkspace
    world: World
    """The replay in this process."""


def play_day(
    scenario: str, policy: str, seed: int, url: str, as_json: bool, patience_s: float = 60.0
) -> int:
    """Play one day and report it."""
    if seed < 0:
        raise UserError("--seed wants a number of at least 0")
    played = asyncio.run(_play(load_scenario(scenario), policy, seed, url, patience_s))
    report = _report(scenario, seed, played)
    if as_json:
        print_json(report)
    else:
        ending = "cut off by the step limit" if report["truncated"] else "over"
        say(
            f"{scenario}: {report['steps']} steps, return {report['return']:.3f}, "
            f"grade {report['grade']:.3f}, {report['invalid']} invalid; the day is {ending}"
        )
    return 0


async def _play(scenario: Scenario, policy: str, seed: int, url: str, patience_s: float) -> Played:
    if url:
        workspace = await EnvWorkspace.connect(
            url, scenario=scenario, seed=seed, patience_s=patience_s
        )
    else:
        workspace = await EnvWorkspace.in_process(scenario, seed)
    try:
        if policy in POLICIES:
            await _play_reference(workspace, World(scenario, seed), policy, seed)
        else:
            await play_graph(workspace, policy)
    finally:
        await workspace.close()
    replayed = replay(scenario, seed, workspace.actions)
    if replayed.state_hash != workspace.state_hash:
        raise UserError(
            f"{url or 'the environment'} played another day than this program does: its state "
            "hash differs; run the same Majordomo version on both sides"
        )
    return Played(workspace, replayed)


async def play_graph(workspace: EnvWorkspace, policy: str) -> None:
    """Let the graph play; the world's scripted person gives consent inside the step."""
    context = RunContext(workspace, load_model(policy), AcceptAll())
    config: Any = {"recursion_limit": RECURSION_LIMIT}
    await build_graph().ainvoke({"run_id": "play"}, config, context=context)


async def _play_reference(workspace: EnvWorkspace, mirror: World, policy: str, seed: int) -> None:
    """Let a privileged policy play: it looks at a mirror of the world and acts on the real one."""
    choose = POLICIES[policy](seed)
    while not mirror.is_over:
        call = choose(mirror)
        mirror.step(call.tool, call.args, agent=call.agent)
        await workspace.send(MajordomoAction(tool=call.tool, args=call.args, agent=call.agent))


def _report(scenario: str, seed: int, played: Played) -> dict[str, Any]:
    workspace, world = played.workspace, played.world
    count = max(1, len(workspace.breakdowns))
    nodes = workspace.breakdowns[0] if workspace.breakdowns else {}
    return {
        "scenario": scenario,
        "seed": seed,
        "steps": world.ledger.steps,
        "return": workspace.return_,
        "grade": grade(world).raw,
        "terminated": workspace.terminated,
        "truncated": workspace.truncated,
        "state_hash": workspace.state_hash,
        "rubric": {name: sum(b[name] for b in workspace.breakdowns) / count for name in nodes},
        "invalid": world.ledger.invalid,
    }
