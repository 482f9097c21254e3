"""Rollouts of reference policies: real episodes that no model has to play."""

import asyncio
from collections.abc import Iterable

from env_adapter.adapter import EnvWorkspace
from env_adapter.graders import grade
from env_adapter.models import MajordomoAction
from env_adapter.policies import POLICIES, Policy
from env_adapter.world import World
from training.episode import scenario_of
from training.records import DaySpec, Rollout, Turn


def rollout_by(policy: str | Policy, spec: DaySpec, tokens: int = 5) -> Rollout:
    """One day as a reference policy (or any other) plays it, a turn of `tokens` tokens per call."""
    return asyncio.run(_rollout_by(policy, spec, tokens))


def rollouts_by(policy: str | Policy, specs: Iterable[DaySpec]) -> list[Rollout]:
    """Several."""
    return [rollout_by(policy, spec) for spec in specs]


async def _rollout_by(policy: str | Policy, spec: DaySpec, tokens: int) -> Rollout:
    choose = POLICIES[policy](spec.seed) if isinstance(policy, str) else policy
    scenario = scenario_of(spec)
    workspace, mirror = (
        await EnvWorkspace.in_process(scenario, spec.seed),
        World(scenario, spec.seed),
    )
    rollout = Rollout(spec)
    while not mirror.is_over:
        call = choose(mirror)
        mirror.step(call.tool, call.args, agent=call.agent)
        outcome = await workspace.send(
            MajordomoAction(tool=call.tool, args=call.args, agent=call.agent)
        )
        agent = call.agent or "orchestrator"
        turn = Turn(agent, [1, 2, 3], [4] * tokens, [-0.5] * tokens, len(rollout.turns))
        rollout.turns.append(turn)
        rollout.actions.append(
            {"tool": call.tool, "args": call.args, "agent": agent, "item_id": outcome.item_id,
             "status": outcome.status, "text": outcome.text}
        )  # fmt: skip
    rollout.return_, rollout.grade = workspace.return_, grade(mirror).raw
    rollout.breakdowns, rollout.rewards = workspace.breakdowns, workspace.rewards
    rollout.decisions, rollout.asks = len(rollout.actions), mirror.ledger.asks
    rollout.invalid = mirror.ledger.invalid
    return rollout
