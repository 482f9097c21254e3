"""A workspace right on a world: what the graph plays when thousands of days are to be played.

`EnvWorkspace` goes through OpenEnv's observations, as any client does. Here they are left out; the
briefings, outcomes and rewards are the same, and a test holds the two together.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.contract.briefing import Briefing
from assistant.contract.notes import KnowledgePort
from assistant.contract.outcome import Outcome, Verdict
from assistant.contract.tools import Tool
from env_adapter.errors import EnvError
from env_adapter.ledger import Step
from env_adapter.policies import Played
from env_adapter.rubrics import DayRubric
from env_adapter.ways import Call
from env_adapter.world import World


class DirectWorkspace:
    """Acts on a world in this process and keeps what came of it."""

    simulated = True

    def __init__(self, world: World, rubric: DayRubric | None = None) -> None:
        """Act on `world`, scored by `rubric`."""
        self.world = world
        self.played = Played()
        self._rubric = rubric or DayRubric()
        self._outcomes: dict[str, Outcome] = {}
        self._briefing: Briefing | None = None

    @property
    def kb(self) -> KnowledgePort:
        """The day's notes."""
        return self.world.memory

    async def brief(self, only: str = "") -> Briefing:
        """The day as it stands now, or as much of it as concerns one of the items briefed."""
        if self._briefing is None:
            self._briefing = self.world.briefing()
        if not only:
            return self._briefing
        items = tuple(item for item in self._briefing.items if item.id == only)
        return replace(self._briefing, items=items, hidden=0)

    async def check(self, call: Tool) -> Outcome | None:
        """Nothing: the world judges a call when it is made."""
        return None

    async def act(self, call: Tool, effect_id: str, agent: str) -> Outcome:
        """Make the call, once per `effect_id`."""
        if effect_id not in self._outcomes:
            step = self.world.step(call.name, call.args(), agent=agent, effect_id=effect_id)
            self._outcomes[effect_id] = self._note(Call(call.name, call.args(), agent), step)
        return self._outcomes[effect_id]

    async def decline(self, call: Tool, effect_id: str, agent: str, verdict: Verdict) -> Outcome:
        """Tell the world that the call was held back; that is no step."""
        status = "waiting" if verdict.kind == "wait" else "denied"
        step = self.world.refuse(call.name, call.item, verdict.reason, status, agent)
        return self._note(Call(call.name, call.args(), agent), step)

    async def fail(self, item_id: str, tool: str, reason: str, args: Mapping[str, Any]) -> Outcome:
        """Tell the world that a call could not be understood; that is an invalid step."""
        step = self.world.refuse(tool, item_id, reason)
        return self._note(Call(tool, dict(args)), step)

    async def say(self, text: str) -> str:
        """Refuse: what the person types in a simulated day is part of its scenario.

        Raises:
            EnvError: always.
        """
        raise EnvError("a simulated day takes no typed requests; put them into its scenario (chat)")

    def _note(self, call: Call, step: Step) -> Outcome:
        self._briefing = None
        self.played.note(call, step, self.world.state_hash, self._rubric)
        return step.outcome
