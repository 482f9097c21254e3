"""The world behind OpenEnv's interface: thin, and cheap to construct.

OpenEnv builds an environment per session and per metadata request, so nothing is read before
`reset`. The rubric is applied here, because OpenEnv applies none by itself.
"""

from collections.abc import Collection, Mapping
from typing import Any

from openenv.core.env_server.interfaces import Environment  # type: ignore[import-untyped]
from openenv.core.env_server.types import EnvironmentMetadata  # type: ignore[import-untyped]

from assistant.contract.briefing import Briefing, briefing_to_json
from assistant.contract.day import Event
from assistant.contract.memo import derive_once
from assistant.contract.outcome import Outcome
from assistant.contract.render import render
from assistant.contract.tools import Agent
from env_adapter import tasks
from env_adapter.errors import EnvError
from env_adapter.hostile import clean
from env_adapter.ledger import Step
from env_adapter.models import LEGAL, MajordomoAction, MajordomoObservation, MajordomoState
from env_adapter.profile import Profile
from env_adapter.rubrics import DayRubric
from env_adapter.world import World


class MajordomoEnvironment(
    Environment[MajordomoAction, MajordomoObservation, MajordomoState]  # type: ignore[misc]
):
    """One day at a time."""

    SUPPORTS_CONCURRENT_SESSIONS = True

    def __init__(self, profile: Profile | None = None) -> None:
        """Make an environment; `reset` picks the day."""
        self.tree = DayRubric(profile)
        super().__init__(rubric=self.tree)
        self.world: World | None = None
        self._task = ""
        self._episode = ""
        self._return = 0.0
        self._steps = 0
        self._is_closed = False

    # Playing

    def reset(
        self, seed: int | None = None, episode_id: str | None = None, **kwargs: Any
    ) -> MajordomoObservation:
        """Begin a day.

        Args:
            seed: What chance decides, from 0 up.
            episode_id: A name for the episode.
            **kwargs: `task`, a name from `list_tasks`; or `split` and `index`; or `scenario`, a
                whole day as JSON.

        Raises:
            EnvError: there is no such day.
        """
        if self._is_closed:
            raise EnvError("the session was closed after it had been idle; connect again")
        number = _seed(seed)
        scenario = tasks.pick(kwargs)
        self._reset_rubric()
        self.world = World(scenario, number)
        self._task = scenario.name
        self._episode = clean(episode_id, 255) or f"{self._task}-{number}"
        self._return = 0.0
        self._steps = 0
        return self._observe(None, {})

    def step(
        self, action: MajordomoAction, timeout_s: float | None = None, **kwargs: Any
    ) -> MajordomoObservation:
        """Make one call; whatever it is, it gets an answer.

        Raises:
            EnvError: `reset` has not been called in this session, or the session is closed.
        """
        if self._is_closed:
            raise EnvError("the session was closed after it had been idle; connect again")
        if self.world is None:
            raise EnvError(
                "no day has begun: send reset first, over the WebSocket at /ws "
                "(plain HTTP keeps no session)"
            )
        self._steps += 1
        if action.refused:
            args = action.args if isinstance(action.args, Mapping) else {}
            step = self.world.refuse(
                action.tool, args.get("item_id", ""), action.reason, action.refused, action.agent
            )
        else:
            step = self.world.step(
                action.tool, action.args, agent=action.agent, effect_id=action.effect_id
            )
        return self._score(action, step)

    async def step_async(
        self, action: MajordomoAction, timeout_s: float | None = None, **kwargs: Any
    ) -> MajordomoObservation:
        """`step`, where it is called: handing it to a thread would take longer than it does."""
        return self.step(action, timeout_s, **kwargs)

    @property
    def state(self) -> MajordomoState:
        """The public part of the state."""
        world = self.world
        if world is None:
            return MajordomoState(episode_id=None, step_count=0)
        return MajordomoState(
            episode_id=self._episode, step_count=self._steps, task=self._task,
            seed=world.seed, now=world.desk.now, invalid=world.ledger.invalid,
            stress=world.ledger.stress, attention=world.ledger.attention,
            open_items=len(world.open_items()), ending=world.ledger.ending, return_=self._return,
            state_hash=world.state_hash,
        )  # fmt: skip

    def close(self) -> None:
        """Let the day go."""
        self.world = None
        self._is_closed = True

    def get_metadata(self) -> EnvironmentMetadata:
        """What this environment is."""
        return EnvironmentMetadata(
            name="majordomo",
            description="A day of mails, meetings, tasks, habits and requests in which urgent work "
            "crowds out personal needs. Each step is one tool call {tool, args}.",
            version="0.1.0",
        )

    # Tasks

    def list_splits(self) -> list[str]:
        """Names of the splits."""
        return list(tasks.SPLITS)

    def list_tasks(self, split: str) -> list[dict[str, Any]]:
        """The days of a split."""
        return [self.get_task(split, n) for n in range(self.num_tasks(split))]

    def num_tasks(self, split: str) -> int:
        """How many days a split has."""
        return tasks.count(split)

    def get_task(self, split: str, index: int) -> dict[str, Any]:
        """One day's description."""
        return tasks.describe(split, index)

    def get_task_range(
        self, split: str, start: int | None = None, stop: int | None = None
    ) -> list[dict[str, Any]]:
        """The days in [start, stop)."""
        return [self.get_task(split, n) for n in range(self.num_tasks(split))[start:stop]]

    # Observing

    def _score(self, action: MajordomoAction, step: Step) -> MajordomoObservation:
        assert self.world is not None
        observation = self._observe(step, outcome_to_json(step.outcome))
        reward = self._apply_rubric(action, observation)
        # Not by assignment, which would check the whole observation anew.
        observation.__dict__.update(reward=reward, breakdown=self.tree.breakdown())
        self._return += float(reward)
        return observation

    def _observe(self, step: Step | None, outcome: dict[str, Any]) -> MajordomoObservation:
        world = self.world
        assert world is not None
        briefing, is_over, is_cut = world.briefing(), world.is_over, world.is_truncated
        values = {
            "done": is_over, "reward": None if step is None else 0.0, "metadata": {},
            "text": render(briefing, Agent.ORCHESTRATOR), "day": briefing_to_json(briefing),
            "ids": ids_of(briefing), "legal": {agent: list(t) for agent, t in LEGAL.items()},
            "steps_left": world.steps_left, "minutes_left": world.minutes_left,
            "stress": world.ledger.stress, "attention": world.ledger.attention,
            "outcome": outcome or None, "breakdown": {},
            "terminated": is_over and not is_cut, "truncated": is_cut,
            "state_hash": world.state_hash, "task": self._task, "seed": world.seed,
        }  # fmt: skip
        return MajordomoObservation.trusted(values, None if step is None else step.decision)


def outcome_to_json(outcome: Outcome) -> dict[str, Any]:
    """An outcome as JSON values, defaults left out."""
    found: dict[str, Any] = {
        "tool": outcome.tool, "item_id": outcome.item_id, "status": outcome.status,
        "text": outcome.text,
    }  # fmt: skip
    if outcome.notes:
        found["notes"] = [
            {"id": n.id, "text": n.text, "source": n.source, "time": n.time, "tainted": n.tainted}
            for n in outcome.notes
        ]
    if outcome.day_over:
        found["day_over"] = True
    return found


def ids_of(briefing: Briefing) -> list[str]:
    """Every id that a call on this briefing can name."""
    found = dict.fromkeys([i for item in briefing.items for i in (item.id, item.ref) if i])
    found.update(derive_once(briefing.events, "ids", _ids))
    for notes in briefing.known.values():
        for note in notes:
            found[note.id] = None
    return list(found)


def _ids(events: Collection[Event]) -> dict[str, None]:
    return dict.fromkeys(event.id for event in events)


def _seed(seed: object) -> int:
    if seed is None:
        return 0
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed < 2**63:
        raise EnvError("seed must be an integer from 0 to 2^63 - 1")
    return seed
