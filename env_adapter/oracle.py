"""The privileged player: it reads `must`, and plays the best plan that the search finds.

It is the bound of grades and a teacher. A policy that beats it shows a bug or a better plan, and
the tests want to know.
"""

from env_adapter.search import Plan, best, next_call
from env_adapter.ways import Call
from env_adapter.world import World


class Oracle:
    """A policy that plays the best plan found for the day, routing each item before settling it."""

    def __init__(self, seed: int = 0) -> None:
        """Make a player; the seed is not used."""
        self._plan: Plan | None = None

    def __call__(self, world: World) -> Call:
        """The next call."""
        if self._plan is None:
            self._plan = best(world.scenario, world.seed).plan
        call = next_call(world, self._plan)
        item_id = call.args.get("item_id", "")
        if call.agent == "orchestrator" or world.ledger.routed.get(item_id) == call.agent:
            return call
        return Call("route_to_agent", {"item_id": item_id, "agent": call.agent}, "orchestrator")
