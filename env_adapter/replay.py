"""Playing recorded actions again, to see what a world elsewhere must have come to."""

from collections.abc import Iterable, Mapping

from env_adapter.models import MajordomoAction
from env_adapter.world import World
from scenarios import Scenario


def replay(scenario: Scenario, seed: int, actions: Iterable[MajordomoAction]) -> World:
    """The world after these actions; its state hash equals that of the one that was played."""
    world = World(scenario, seed)
    for action in actions:
        take(world, action)
    return world


def take(world: World, action: MajordomoAction) -> None:
    """One action more."""
    args = action.args if isinstance(action.args, Mapping) else {}
    if action.refused:
        item_id = args.get("item_id", "")
        world.refuse(action.tool, item_id, action.reason, action.refused, action.agent)
    else:
        world.step(action.tool, action.args, agent=action.agent, effect_id=action.effect_id)
