"""The client of a Majordomo server: typed, and without a line of the server in it."""

import asyncio
from time import monotonic
from typing import Any

from openenv.core.client_types import StepResult  # type: ignore[import-untyped]
from openenv.core.env_client import EnvClient  # type: ignore[import-untyped]

from env_adapter.errors import EnvError
from env_adapter.models import MajordomoAction, MajordomoObservation, MajordomoState

PATIENCE_S = 60.0
"""Seconds for which a lost connection is tried to be restored."""

FIRST_PAUSE_S = 0.1
LAST_PAUSE_S = 5.0

_FULL = "CAPACITY_REACHED"
"""The server's word for having no slot; after a restart that passes."""


class MajordomoEnv(
    EnvClient[MajordomoAction, MajordomoObservation, MajordomoState]  # type: ignore[misc]
):
    """One session with a server.

    Example:
        async with MajordomoEnv(base_url="http://localhost:8000") as env:
            result = await env.reset(task="sample", seed=1)
            result = await env.step(MajordomoAction(tool="do_nothing"))
    """

    def _step_payload(self, action: MajordomoAction) -> dict[str, Any]:
        payload: dict[str, Any] = action.model_dump(mode="json", exclude_defaults=True)
        return payload

    def _parse_result(self, payload: dict[str, Any]) -> StepResult[MajordomoObservation]:
        reward, done = payload.get("reward"), bool(payload.get("done", False))
        observation = MajordomoObservation(
            **{**payload.get("observation", {}), "reward": reward, "done": done}
        )
        return StepResult(observation=observation, reward=reward, done=done)

    def _parse_state(self, payload: dict[str, Any]) -> MajordomoState:
        return MajordomoState(**payload)


class _OneConnection(MajordomoEnv):
    """A client that does not connect again by itself: a new connection would have no day."""

    async def _ensure_connected(self) -> None:
        if self._ws is None:
            raise ConnectionError("the connection was closed")


class RemoteSession:
    """A session that outlives its connection.

    The server keeps a day only as long as the socket is open. When that breaks, this connects
    again, begins the same day, repeats the calls that were answered and compares every state hash;
    the world is deterministic, so the day goes on where it was. The call whose answer was lost is
    not among them: it is made after the repeats, and so once.
    """

    def __init__(self, url: str, patience_s: float = PATIENCE_S) -> None:
        """Prepare; `open` connects."""
        self._url = url
        self._patience_s = patience_s
        self._client: _OneConnection | None = None
        self._day: dict[str, Any] = {}
        self._first = ""
        """Hash of the day as it began."""
        self._log: list[tuple[MajordomoAction, str]] = []
        """Each call that was answered, with the hash after it."""

    @classmethod
    async def open(cls, url: str, patience_s: float = PATIENCE_S) -> "RemoteSession":
        """Connect.

        Args:
            url: The server.
            patience_s: Seconds of trying after which a lost connection is given up.

        Raises:
            EnvError: nobody answers there.
        """
        session = cls(url, patience_s)
        try:
            session._client = await _connect(url)
        except Exception as error:
            raise EnvError(f"no environment answers at {url}: {_short(error)}") from error
        return session

    async def reset(self, **kwargs: Any) -> MajordomoObservation:
        """Begin a day.

        Raises:
            EnvError: the server refused, or cannot be reached any more.
        """
        self._day = {key: value for key, value in kwargs.items() if value is not None}
        self._first, self._log = "", []
        client = self._connected()
        try:
            seen = _observation(await client.reset(**self._day))
        except RuntimeError as error:
            raise EnvError(f"{self._url} did not begin a day: {_short(error)}") from error
        except Exception as error:
            seen = await self._resume(error)
        self._first = seen.state_hash
        return seen

    async def step(self, action: MajordomoAction) -> MajordomoObservation:
        """Make one call.

        Raises:
            EnvError: the server refused, cannot be reached any more, or plays another day now.
        """
        seen = await self._step(action)
        self._log.append((action, seen.state_hash))
        return seen

    async def close(self) -> None:
        """End the session; a connection that is gone already is closed enough."""
        if self._client is not None:
            await self._client.close()

    async def _step(self, action: MajordomoAction) -> MajordomoObservation:
        client = self._connected()
        try:
            return _observation(await client.step(action))
        except RuntimeError as error:
            if await self._is_day_held():
                raise EnvError(f"{self._url} refused the call: {_short(error)}") from error
            lost: Exception = error
        except Exception as error:
            lost = error
        return await self._resume(lost, action)

    async def _is_day_held(self) -> bool:
        """Whether the server still has the day as it was after the last answer.

        An idle session loses its day: a refusal may only mean that there is none to make a call on.
        """
        try:
            state = await self._connected().state()
        except Exception:
            return False
        return bool(state.state_hash == (self._log[-1][1] if self._log else self._first))

    async def _resume(
        self, lost: Exception, action: MajordomoAction | None = None
    ) -> MajordomoObservation:
        """Bring the day back on a new connection, then make the call that was lost with the old."""
        try:
            return await self._try_again_and_again(lost, action)
        except EnvError:
            # Whoever gives up here may not come back to close what would hold a slot.
            await self.close()
            raise

    async def _try_again_and_again(
        self, lost: Exception, action: MajordomoAction | None
    ) -> MajordomoObservation:
        pause, deadline = FIRST_PAUSE_S, monotonic() + self._patience_s
        while True:
            try:
                async with asyncio.timeout(deadline - monotonic()):
                    return await self._replay(action)
            except EnvError:
                raise
            except Exception as error:
                self._give_up(lost, error, is_late=monotonic() + pause >= deadline)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LAST_PAUSE_S)

    def _give_up(self, lost: Exception, error: Exception, *, is_late: bool) -> None:
        """Say what to do, where trying again would not help or has been tried for long enough."""
        if isinstance(error, RuntimeError) and _FULL not in str(error):
            raise EnvError(
                f"{self._url} was restarted and refuses the day now: {_short(error)}"
            ) from error
        if is_late:
            raise EnvError(
                f"the connection to {self._url} was lost ({_short(lost)}) and could not be "
                f"restored within {self._patience_s:g} s ({_short(error)}); see that the server "
                "runs, then start the day again"
            ) from error

    async def _replay(self, action: MajordomoAction | None) -> MajordomoObservation:
        await self.close()
        self._client = await _connect(self._url)
        seen = _observation(await self._client.reset(**self._day))
        self._compare(seen, self._first, "begins")
        for number, (made, known) in enumerate(self._log, 1):
            seen = _observation(await self._client.step(made))
            self._compare(seen, known, f"goes on after call {number}")
        if action is not None:
            seen = _observation(await self._client.step(action))
        return seen

    def _compare(self, seen: MajordomoObservation, known: str, where: str) -> None:
        if known and seen.state_hash != known:
            raise EnvError(
                f"{self._url} was restarted, and the same day {where} differently there now (its "
                "state hash differs); run one version of Majordomo there and start the day again"
            )

    def _connected(self) -> _OneConnection:
        if self._client is None:
            raise EnvError(f"there is no session with {self._url}; open one first")
        return self._client


async def _connect(url: str) -> _OneConnection:
    client = _OneConnection(base_url=url)
    await client.connect()
    return client


def _observation(result: Any) -> MajordomoObservation:
    observation: MajordomoObservation = result.observation
    return observation


def _short(error: Exception) -> str:
    text = " ".join(str(error).split()) or type(error).__name__
    return text if len(text) <= 200 else text[:199] + "…"
