"""The port between the graph and whatever it acts on: a person's files, or a simulated day."""

from collections.abc import Mapping
from typing import Any, Protocol

from assistant.contract.briefing import Briefing
from assistant.contract.notes import KnowledgePort
from assistant.contract.outcome import Outcome, Verdict
from assistant.contract.tools import Tool


class Workspace(Protocol):
    """Where calls have their effect. The graph cannot tell which one it has."""

    @property
    def simulated(self) -> bool:
        """Whether nothing here reaches the real world; screens say so, prompts do not."""

    @property
    def kb(self) -> KnowledgePort:
        """The memory."""

    async def brief(self, only: str = "") -> Briefing:
        """The day as it stands now, or as much of it as concerns the item `only`."""

    async def check(self, call: Tool) -> Outcome | None:
        """Why `call` cannot be done, or None where it can; changes nothing."""

    async def act(self, call: Tool, effect_id: str, agent: str) -> Outcome:
        """Carry the call out; the same `effect_id` again returns the first outcome."""

    async def decline(self, call: Tool, effect_id: str, agent: str, verdict: Verdict) -> Outcome:
        """Note that the person denied the call, or has not decided yet."""

    async def fail(self, item_id: str, tool: str, reason: str, args: Mapping[str, Any]) -> Outcome:
        """Note a call that is invalid, for the `reason` that guard found; `args` are as given."""

    async def say(self, text: str) -> str:
        """Take what the person typed; returns the id of the item it made or amended."""
