"""The server: `server --port 8000`, or `uvicorn env_adapter.server.app:app`."""

import argparse
from collections.abc import Sequence

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from openenv.core.env_server.http_server import create_app  # type: ignore[import-untyped]
from openenv.core.env_server.types import ConcurrencyConfig  # type: ignore[import-untyped]

from env_adapter.environment import MajordomoEnvironment
from env_adapter.errors import EnvError
from env_adapter.models import MajordomoAction, MajordomoObservation, MajordomoState
from env_adapter.server.frames import FrameGuard

MAX_SESSIONS = 128
IDLE_TIMEOUT_S = 900.0
"""A session that is not used for so long loses its slot."""


def build_app(max_sessions: int = MAX_SESSIONS, idle_timeout_s: float = IDLE_TIMEOUT_S) -> FastAPI:
    """The application: OpenEnv's, with a guard before its WebSocket."""
    app: FastAPI = create_app(
        MajordomoEnvironment,
        MajordomoAction,
        MajordomoObservation,
        env_name="majordomo",
        concurrency_config=ConcurrencyConfig(
            max_concurrent_envs=max_sessions, session_timeout=idle_timeout_s
        ),
        state_cls=MajordomoState,
    )
    app.add_middleware(FrameGuard)
    app.add_exception_handler(EnvError, _refuse)
    return app


async def _refuse(request: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"detail": str(error)}, status_code=409)


app = build_app()


def serve(
    host: str = "127.0.0.1",
    port: int = 8000,
    max_sessions: int = MAX_SESSIONS,
    idle_timeout_s: float = IDLE_TIMEOUT_S,
) -> None:
    """Serve until stopped."""
    import uvicorn

    served = app
    if (max_sessions, idle_timeout_s) != (MAX_SESSIONS, IDLE_TIMEOUT_S):
        served = build_app(max_sessions, idle_timeout_s)
    uvicorn.run(served, host=host, port=port, log_level="warning")


def main(argv: Sequence[str] | None = None) -> None:
    """The `server` command."""
    parser = argparse.ArgumentParser(prog="server", description="Serve Majordomo's days.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on")
    parser.add_argument("--max-sessions", type=int, default=MAX_SESSIONS)
    parser.add_argument("--idle-timeout", type=float, default=IDLE_TIMEOUT_S, metavar="SECONDS")
    args = parser.parse_args(argv)
    serve(args.host, args.port, args.max_sessions, args.idle_timeout)


if __name__ == "__main__":
    main()
