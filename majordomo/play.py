"""`majordomo play`: the same graph on a simulated day, in this process or on a server.

Grades come from a replay of the recorded actions in this process, whose state hash has to equal
the server's: a server of another version cannot pass off another day as this one. A day whose
notes the real knowledge base finds (`--memory chroma`) is played here and graded as it was played:
a replay would search with the world's own memory.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.contract.errors import UserError
from assistant.contract.workspace import Workspace
from assistant.graph import RECURSION_LIMIT, build_graph
from assistant.guard import AcceptAll
from assistant.models import load_model
from assistant.state import RunContext
from env_adapter.adapter import EnvWorkspace
from env_adapter.direct import DirectWorkspace
from env_adapter.graders import grade
from env_adapter.models import MajordomoAction
from env_adapter.policies import POLICIES
from env_adapter.policies import play as play_reference
from env_adapter.replay import replay
from env_adapter.world import World
from majordomo.output import print_json, say
from scenarios import Scenario, load_scenario
from training.evaluation.memories import indexed, memory_kind


@dataclass(frozen=True, slots=True)
class Played:
    """What came of a day."""

    world: World
    """As it ended."""
    return_: float
    """The sum of rewards."""
    rubric: Mapping[str, float]
    """Mean of each node over the steps."""


def play_day(  # noqa: PLR0913, PLR0917
    scenario: str,
    policy: str,
    seed: int,
    url: str,
    memory: str,
    as_json: bool,
    patience_s: float = 60.0,
) -> int:
    """Play one day and report it.

    Raises:
        UserError: there is no such day, policy, server or memory.
    """
    if seed < 0:
        raise UserError("--seed wants a number of at least 0")
    kind, day = memory_kind(memory), load_scenario(scenario)
    if kind == "world":
        played = asyncio.run(_play(day, policy, seed, url, patience_s))
    elif url:
        raise UserError(f"--memory {kind} plays in this process; leave --url out")
    else:
        played = asyncio.run(_play_indexed(day, policy, seed))
    report = _report(scenario, seed, kind, played)
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
    sums: dict[str, float] = {}
    for breakdown in workspace.breakdowns:
        for name, score in breakdown.items():
            sums[name] = sums.get(name, 0.0) + score
    return Played(replayed, workspace.return_, _means(sums, len(workspace.breakdowns)))


async def _play_indexed(scenario: Scenario, policy: str, seed: int) -> Played:
    """Play a day whose notes the real knowledge base finds."""
    world = World(scenario, seed)
    with indexed(world):
        if policy in POLICIES:
            done = play_reference(world, POLICIES[policy](seed))
        else:
            workspace = DirectWorkspace(world)
            await play_graph(workspace, policy)
            done = workspace.played
    return Played(world, done.return_, _means(done.sums, len(done.rewards)))


def _means(sums: Mapping[str, float], steps: int) -> dict[str, float]:
    return {name: total / steps for name, total in sums.items()}


async def play_graph(workspace: Workspace, policy: str) -> None:
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


def _report(scenario: str, seed: int, memory: str, played: Played) -> dict[str, Any]:
    world = played.world
    return {
        "scenario": scenario,
        "seed": seed,
        "memory": memory,
        "steps": world.ledger.steps,
        "return": played.return_,
        "grade": grade(world).raw,
        "terminated": world.is_over and not world.is_truncated,
        "truncated": world.is_truncated,
        "state_hash": world.state_hash,
        "rubric": played.rubric,
        "invalid": world.ledger.invalid,
    }
