"""Where episodes are played: in this process, or on servers that may go away.

A session resumes by itself when its connection breaks (`env_adapter.client`). What is here begins
the day anew on another server when that fails, and says so when no server can play it.
"""

from collections.abc import Awaitable, Callable, Sequence

from assistant.models.errors import ModelError
from assistant.models.generate import Completion
from env_adapter.adapter import EnvWorkspace
from env_adapter.errors import EnvError
from env_adapter.replay import replay
from env_adapter.world import World
from training.episode import AwaitingModel, WorldWorkspace, play, rollout_of, scenario_of
from training.records import DaySpec, Rollout


async def play_here(
    model: AwaitingModel,
    spec: DaySpec,
    complete: Callable[[list[int]], Awaitable[Completion]],
) -> Rollout:
    """One episode in this process."""
    world = World(scenario_of(spec), spec.seed)
    try:
        return rollout_of(spec, await play(model, WorldWorkspace(world), complete), world)
    except ModelError as error:
        return Rollout(spec, lost=str(error))


async def play_there(
    model: AwaitingModel,
    spec: DaySpec,
    complete: Callable[[list[int]], Awaitable[Completion]],
    servers: Sequence[str],
    patience_s: float,
) -> Rollout:
    """One episode on the first of `servers`, or on the next one where that fails."""
    reasons: list[str] = []
    # A lone server gets a second chance: it may have been restarted.
    for url in [*servers, servers[0]][: max(2, len(servers))]:
        try:
            return await _play_on(url, model, spec, complete, patience_s)
        except ModelError as error:
            return Rollout(spec, lost=str(error))
        except EnvError as error:
            reasons.append(str(error))
    return Rollout(spec, lost="; ".join(dict.fromkeys(reasons)))


async def _play_on(
    url: str,
    model: AwaitingModel,
    spec: DaySpec,
    complete: Callable[[list[int]], Awaitable[Completion]],
    patience_s: float,
) -> Rollout:
    scenario = scenario_of(spec)
    workspace = await EnvWorkspace.connect(
        url, scenario=scenario, seed=spec.seed, patience_s=patience_s
    )
    try:
        recorder = await play(model, workspace, complete)
        world: World = replay(scenario, spec.seed, workspace.actions)
    finally:
        await workspace.close()
    if world.state_hash != workspace.state_hash:
        raise EnvError(f"{url} plays another day than this program does; run one version on both")
    return rollout_of(spec, recorder, world)
