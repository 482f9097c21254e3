"""The client of a Majordomo server: typed, and without a line of the server in it."""

from typing import Any

from openenv.core.client_types import StepResult  # type: ignore[import-untyped]
from openenv.core.env_client import EnvClient  # type: ignore[import-untyped]

from env_adapter.errors import EnvError
from env_adapter.models import MajordomoAction, MajordomoObservation, MajordomoState


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


class RemoteSession:
    """A session that turns every failure of the connection into one clear `EnvError`."""

    def __init__(self, client: MajordomoEnv, url: str) -> None:
        """Use a connected client."""
        self._client = client
        self._url = url

    @classmethod
    async def open(cls, url: str) -> "RemoteSession":
        """Connect.

        Raises:
            EnvError: nobody answers there.
        """
        client = MajordomoEnv(base_url=url)
        try:
            await client.connect()
        except Exception as error:
            raise EnvError(f"no environment answers at {url}: {_short(error)}") from error
        return cls(client, url)

    async def reset(self, **kwargs: Any) -> MajordomoObservation:
        """Begin a day.

        Raises:
            EnvError: the server refused, or the connection is gone.
        """
        wanted = {key: value for key, value in kwargs.items() if value is not None}
        try:
            return _observation(await self._client.reset(**wanted))
        except Exception as error:
            raise EnvError(f"{self._url} did not begin a day: {_short(error)}") from error

    async def step(self, action: MajordomoAction) -> MajordomoObservation:
        """Make one call.

        Raises:
            EnvError: the server refused, or the connection is gone.
        """
        try:
            return _observation(await self._client.step(action))
        except RuntimeError as error:
            raise EnvError(f"{self._url} refused the call: {_short(error)}") from error
        except Exception as error:
            raise EnvError(
                f"the connection to {self._url} was lost in mid-day ({_short(error)}); "
                "start the day again"
            ) from error

    async def close(self) -> None:
        """End the session; a connection that is gone already is closed enough."""
        await self._client.close()


def _observation(result: Any) -> MajordomoObservation:
    observation: MajordomoObservation = result.observation
    return observation


def _short(error: Exception) -> str:
    text = " ".join(str(error).split()) or type(error).__name__
    return text if len(text) <= 200 else text[:199] + "…"
