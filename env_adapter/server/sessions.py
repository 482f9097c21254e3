"""The server's slots: one per session, whichever way it came, counted where anybody can look.

OpenEnv counts its sessions but tells nobody, and a leak would only show when the server is full.
"""

from threading import Lock

from openenv.core.env_server.http_server import HTTPEnvServer  # type: ignore[import-untyped]
from pydantic import BaseModel

from env_adapter.environment import MajordomoEnvironment
from env_adapter.models import MajordomoAction, MajordomoObservation
from env_adapter.server.day_tools import DayTools


class SessionCounts(BaseModel):
    """What GET /sessions answers."""

    active: int
    """Slots in use now."""
    max: int
    opened: int
    """Sessions begun since the server started."""
    closed: int


class ServedEnvironment(MajordomoEnvironment):
    """A day in a slot: two requests at once take turns, and MCP tools play it too."""

    def __init__(self) -> None:
        """Make an environment; `reset` picks the day."""
        super().__init__()
        self._turn = Lock()
        self.last: MajordomoObservation | None = None
        self.mcp_client = DayTools(self)
        """OpenEnv's MCP routes look for this name."""

    # No **kwargs here: OpenEnv passes on whatever a request names that a signature takes, and a
    # request that names `self` or `func` would crash its call.

    def reset(  # type: ignore[override]
        self,
        seed: int | None = None,
        episode_id: str | None = None,
        task: object = None,
        split: object = None,
        index: object = None,
        scenario: object = None,
    ) -> MajordomoObservation:
        """Begin a day, like the environment underneath."""
        with self._turn:
            self.last = super().reset(
                seed, episode_id, task=task, split=split, index=index, scenario=scenario
            )
            return self.last

    def step(  # type: ignore[override]
        self, action: MajordomoAction, timeout_s: float | None = None
    ) -> MajordomoObservation:
        """Make one call, like the environment underneath."""
        with self._turn:
            self.last = super().step(action, timeout_s)
            return self.last


class DayServer(HTTPEnvServer):  # type: ignore[misc]
    """OpenEnv's server, with its sessions counted and open to the MCP transport."""

    opened = 0

    async def _create_session(self) -> tuple[str, ServedEnvironment]:
        session = await super()._create_session()
        self.opened += 1
        found: tuple[str, ServedEnvironment] = session
        return found

    async def open_session(self) -> tuple[str, ServedEnvironment]:
        """Take a slot.

        Raises:
            SessionCapacityError: all of them are taken.
        """
        return await self._create_session()

    async def close_session(self, session_id: str) -> None:
        """Give a slot back; one that is gone already stays gone."""
        await self._destroy_session(session_id)

    def touch(self, session_id: str) -> ServedEnvironment | None:
        """A session's environment, noted as just used; None once it is gone."""
        self._update_session_activity(session_id, increment_step=True)
        found: ServedEnvironment | None = self._sessions.get(session_id)
        return found

    def counts(self) -> SessionCounts:
        """The slots as they are now."""
        ready = sum(env is not None for env in self._sessions.values())
        return SessionCounts(
            active=self.active_sessions,
            max=self.max_concurrent_envs,
            opened=self.opened,
            closed=self.opened - ready,
        )
