"""A simulated day as a workspace, so that the graph plays it without knowing that it does.

The environment may be in this process or behind a WebSocket; the adapter speaks the same actions
to both. It keeps what `majordomo play` reports: rewards, breakdowns, how the day ended.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from assistant.contract.briefing import Briefing, briefing_from_json
from assistant.contract.lexical import LexicalMemory
from assistant.contract.notes import Episode, Note
from assistant.contract.outcome import Outcome, Verdict
from assistant.contract.tools import Tool
from env_adapter.errors import EnvError
from env_adapter.models import MajordomoAction, MajordomoObservation
from scenarios import Scenario, scenario_to_json


class Session(Protocol):
    """An episode, wherever it is played."""

    async def reset(self, **kwargs: Any) -> MajordomoObservation:
        """Begin a day."""

    async def step(self, action: MajordomoAction) -> MajordomoObservation:
        """Make one call."""

    async def close(self) -> None:
        """End the session."""


class EnvWorkspace:
    """Acts on a simulated day."""

    simulated = True

    def __init__(self, session: Session, first: MajordomoObservation) -> None:
        """Serve a session that has been reset; use `in_process` or `connect` to make one."""
        self.session = session
        self.observation = first
        self.kb = BriefedMemory(self)
        self.rewards: list[float] = []
        self.breakdowns: list[dict[str, float]] = []
        self.actions: list[MajordomoAction] = []
        self._outcomes: dict[str, Outcome] = {}
        self._briefed: tuple[MajordomoObservation, Briefing] | None = None

    @classmethod
    async def in_process(cls, scenario: Scenario | str, seed: int = 0) -> "EnvWorkspace":
        """Play a day (a scenario, or the name of one of ours) in this process.

        Raises:
            EnvError: there is no such day.
        """
        session = _Local()
        key = "task" if isinstance(scenario, str) else "scenario"
        return cls(session, await session.reset(seed=seed, **{key: scenario}))

    @classmethod
    async def connect(
        cls,
        url: str,
        task: str | None = None,
        scenario: Scenario | dict[str, Any] | None = None,
        seed: int = 0,
        patience_s: float = 60.0,
    ) -> "EnvWorkspace":
        """Play a day on a server, which picks it by `task` or takes it as `scenario`.

        A connection that breaks is restored, and the day with it, for up to `patience_s` seconds.

        Raises:
            EnvError: the server cannot be reached, is full, or has no such day.
        """
        from env_adapter.client import RemoteSession

        session = await RemoteSession.open(url, patience_s)
        if isinstance(scenario, Scenario):
            scenario = scenario_to_json(scenario)
        try:
            return cls(session, await session.reset(seed=seed, task=task, scenario=scenario))
        except BaseException:
            await session.close()
            raise

    # What `majordomo play` reports

    @property
    def terminated(self) -> bool:
        """Whether the day ended by itself."""
        return self.observation.terminated

    @property
    def truncated(self) -> bool:
        """Whether the step limit cut it off."""
        return self.observation.truncated

    @property
    def state_hash(self) -> str:
        """The world's running hash."""
        return self.observation.state_hash

    @property
    def return_(self) -> float:
        """The sum of rewards."""
        return sum(self.rewards)

    # The workspace protocol

    async def brief(self, only: str = "") -> Briefing:
        """The day as it stands now, or as much of it as concerns one of the items briefed."""
        briefing = self.briefing()
        if not only:
            return briefing
        return replace(briefing, items=tuple(i for i in briefing.items if i.id == only), hidden=0)

    async def check(self, call: Tool) -> Outcome | None:
        """Nothing: the world judges a call when it is made."""
        return None

    async def act(self, call: Tool, effect_id: str, agent: str) -> Outcome:
        """Make the call, once per `effect_id`."""
        if effect_id not in self._outcomes:
            action = MajordomoAction(
                tool=call.name, args=call.args(), agent=agent, effect_id=effect_id
            )
            self._outcomes[effect_id] = await self.send(action)
        return self._outcomes[effect_id]

    async def decline(self, call: Tool, effect_id: str, agent: str, verdict: Verdict) -> Outcome:
        """Tell the world that the call was held back; that is no step."""
        refused = "waiting" if verdict.kind == "wait" else "denied"
        return await self.send(
            MajordomoAction(
                tool=call.name, args=call.args(), agent=agent, refused=refused,
                reason=verdict.reason,
            )
        )  # fmt: skip

    async def fail(self, item_id: str, tool: str, reason: str, args: Mapping[str, Any]) -> Outcome:
        """Tell the world that a call could not be understood; that is an invalid step."""
        named = {**args, "item_id": item_id}
        return await self.send(
            MajordomoAction(tool=tool, args=named, refused="invalid", reason=reason)
        )

    async def say(self, text: str) -> str:
        """Refuse: what the person types in a simulated day is part of its scenario.

        Raises:
            EnvError: always.
        """
        raise EnvError("a simulated day takes no typed requests; put them into its scenario (chat)")

    def briefing(self) -> Briefing:
        """The last observation's briefing, read once per observation."""
        if self._briefed is None or self._briefed[0] is not self.observation:
            self._briefed = (self.observation, briefing_from_json(self.observation.day))
        return self._briefed[1]

    async def close(self) -> None:
        """End the session."""
        await self.session.close()

    async def send(self, action: MajordomoAction) -> Outcome:
        """Make one raw step, as a policy does that is no graph."""
        observation = await self.session.step(action)
        self.actions.append(action)
        self.observation = observation
        self.rewards.append(float(observation.reward or 0.0))
        self.breakdowns.append(observation.breakdown)
        return outcome_from_json(observation.outcome or {})


class BriefedMemory:
    """The memory of a day as its briefing shows it; the world itself is asked with `search_kb`."""

    def __init__(self, workspace: EnvWorkspace) -> None:
        """Read the briefings of `workspace`."""
        self._workspace = workspace

    def search(self, query: str, limit: int = 3) -> Sequence[Note]:
        """The briefed notes that fit best."""
        return self._memory().search(query, limit)

    def episodes(self, text: str, limit: int = 3) -> Sequence[Episode]:
        """The briefed episodes that fit best."""
        return self._memory().episodes(text, limit)

    def add(self, text: str, category: str, source: str, note_id: str) -> Note:
        """Refuse: a note enters a simulated day as an act.

        Raises:
            EnvError: always.
        """
        raise EnvError("notes enter a simulated day with the add_to_kb tool only")

    def forget(self, note_id: str) -> None:
        """Refuse, like `add`.

        Raises:
            EnvError: always.
        """
        raise EnvError("a simulated day forgets nothing")

    def _memory(self) -> LexicalMemory:
        briefing = self._workspace.briefing()
        notes = {n.id: n for found in briefing.known.values() for n in found}
        handled = {e: None for found in briefing.handled.values() for e in found}
        return LexicalMemory(list(notes.values()), list(handled))


def outcome_from_json(data: dict[str, Any]) -> Outcome:
    """The inverse of the environment's `outcome_to_json`."""
    notes = tuple(Note(**note) for note in data.get("notes", ()))
    return Outcome(
        data.get("tool", ""), data.get("item_id", ""), data.get("status", "invalid"),
        data.get("text", ""), notes, bool(data.get("day_over", False)),
    )  # fmt: skip


class _Local:
    """A session in this process."""

    def __init__(self) -> None:
        from env_adapter.environment import MajordomoEnvironment

        self.environment = MajordomoEnvironment()

    async def reset(self, **kwargs: Any) -> MajordomoObservation:
        return self.environment.reset(**kwargs)

    async def step(self, action: MajordomoAction) -> MajordomoObservation:
        return self.environment.step(action)

    async def close(self) -> None:
        self.environment.close()
