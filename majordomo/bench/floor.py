"""The floor of the WebSocket benchmark: OpenEnv's server around an environment that does nothing.

Run as a process of its own, `python -m majordomo.bench.floor --port 8001 --observation FILE`. It
answers every reset and step with the observation in the file, or with an empty one; all that
OpenEnv does around a step stays.
"""

import argparse
from pathlib import Path
from typing import Any

from openenv.core.env_server.http_server import create_app  # type: ignore[import-untyped]
from openenv.core.env_server.interfaces import Environment  # type: ignore[import-untyped]
from openenv.core.env_server.types import Observation, State  # type: ignore[import-untyped]

from env_adapter.models import MajordomoAction, MajordomoObservation

SESSIONS = 128


class Canned(Environment[MajordomoAction, Observation, State]):  # type: ignore[misc]
    """Always the same observation."""

    SUPPORTS_CONCURRENT_SESSIONS = True

    def __init__(self, observation: Observation) -> None:
        """Answer with `observation`."""
        super().__init__()
        self._observation = observation

    def reset(
        self, seed: int | None = None, episode_id: str | None = None, **kwargs: Any
    ) -> Observation:
        """Begin nothing."""
        return self._observation

    def step(
        self, action: MajordomoAction, timeout_s: float | None = None, **kwargs: Any
    ) -> Observation:
        """Do nothing."""
        return self._observation

    @property
    def state(self) -> State:
        """No state."""
        return State()


def main() -> None:
    """Serve until stopped, with the settings of our own server."""
    import uvicorn

    parser = argparse.ArgumentParser(prog="floor")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--observation", type=Path, help="JSON of an observation of ours")
    args = parser.parse_args()
    canned, kind = Observation(), Observation
    if args.observation is not None:
        kind = MajordomoObservation
        canned = kind.model_validate_json(args.observation.read_text("utf-8"))
    served = create_app(
        lambda: Canned(canned), MajordomoAction, kind, env_name="floor",
        max_concurrent_envs=SESSIONS,
    )  # fmt: skip
    uvicorn.run(served, port=args.port, log_level="warning", ws_per_message_deflate=False)


if __name__ == "__main__":
    main()
