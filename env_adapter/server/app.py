"""The server: `server --port 8000`, or `uvicorn env_adapter.server.app:app`."""

import argparse
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from openenv.core.env_server.types import ConcurrencyConfig  # type: ignore[import-untyped]

from env_adapter.errors import EnvError
from env_adapter.models import MajordomoAction, MajordomoObservation, MajordomoState
from env_adapter.server.frames import FrameGuard
from env_adapter.server.mcp import StreamableMcp, mcp_manager
from env_adapter.server.sessions import DayServer, ServedEnvironment, SessionCounts

API_VERSION = "1.0.0"
"""Of OpenEnv's HTTP interface, which `openenv validate --url` reads."""

MAX_SESSIONS = 128
IDLE_TIMEOUT_S = 900.0
"""A session that is not used for so long loses its slot."""


def build_app(
    max_sessions: int = MAX_SESSIONS,
    idle_timeout_s: float = IDLE_TIMEOUT_S,
    web: bool | None = None,
) -> FastAPI:
    """The application: OpenEnv's routes, ours for slots, MCP and the web page, a guard in front.

    Args:
        max_sessions: Days that can be played at the same time.
        idle_timeout_s: Seconds after which an unused session loses its slot.
        web: Whether to serve the page at /web; unset asks ENABLE_WEB_INTERFACE, then says yes.
    """
    # Assembled here and not by OpenEnv's `create_app`: that keeps the server object, and with it
    # the slots, to itself, and its page plays one day that all visitors share.
    server = DayServer(
        ServedEnvironment,
        MajordomoAction,
        MajordomoObservation,
        env_name="majordomo",
        concurrency_config=ConcurrencyConfig(
            max_concurrent_envs=max_sessions, session_timeout=idle_timeout_s
        ),
        state_cls=MajordomoState,
    )
    app = FastAPI(
        title="Majordomo",
        version=API_VERSION,
        description="Simulated days, as OpenEnv serves them. Play over the WebSocket at /ws or "
        "over MCP at /mcp: plain HTTP keeps no session.",
    )
    server.register_routes(app, mode=os.environ.get("OPENENV_MODE", "simulation"))
    app.add_api_route("/sessions", server.counts, response_model=SessionCounts, tags=["Health"])
    manager = mcp_manager(server, idle_timeout_s)
    _run_with(app, manager)
    if web if web is not None else _is_web_wanted():
        from env_adapter.server.web import mount_web

        mount_web(app)
    app.add_middleware(StreamableMcp, manager=manager)
    app.add_middleware(FrameGuard, idle_timeout_s=idle_timeout_s)
    app.add_exception_handler(EnvError, _refuse)
    app.add_exception_handler(RequestValidationError, _complain)
    return app


def _run_with(app: FastAPI, manager: Any) -> None:
    """Keep `manager` running for as long as `app` does."""
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def both(served: FastAPI) -> AsyncIterator[Any]:
        async with inner(served) as state, manager.run():
            yield state

    app.router.lifespan_context = both


def _is_web_wanted() -> bool:
    said = os.environ.get("ENABLE_WEB_INTERFACE", "true").strip().lower()
    return said not in {"false", "0", "no", "off"}


async def _refuse(request: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"detail": str(error)}, status_code=409)


async def _complain(request: Request, error: Exception) -> JSONResponse:
    """Say what is wrong with a request without echoing it."""
    assert isinstance(error, RequestValidationError)
    found = [{"loc": list(e["loc"]), "msg": e["msg"], "type": e["type"]} for e in error.errors()]
    return JSONResponse({"detail": found}, status_code=422)


def __getattr__(name: str) -> Any:
    """Build `app` when uvicorn asks for it, and not for everybody who imports this module."""
    if name != "app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()["app"] = build_app()
    return globals()["app"]


def serve(
    host: str = "127.0.0.1",
    port: int = 8000,
    max_sessions: int = MAX_SESSIONS,
    idle_timeout_s: float = IDLE_TIMEOUT_S,
    web: bool | None = None,
) -> None:
    """Serve until stopped."""
    import logging

    import uvicorn

    # It logs a traceback for every client that leaves its event stream, as all of them do.
    logging.getLogger("mcp").setLevel(logging.CRITICAL)
    uvicorn.run(
        build_app(max_sessions, idle_timeout_s, web),
        host=host,
        port=port,
        log_level="warning",
        # Compressing an observation takes longer than playing the step that it shows.
        ws_per_message_deflate=False,
        # A browser that keeps its event stream open must not keep the server from stopping.
        timeout_graceful_shutdown=5,
    )


def main(argv: Sequence[str] | None = None) -> None:
    """The `server` command."""
    parser = argparse.ArgumentParser(prog="server", description="Serve Majordomo's days.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on")
    parser.add_argument("--max-sessions", type=int, default=MAX_SESSIONS)
    parser.add_argument("--idle-timeout", type=float, default=IDLE_TIMEOUT_S, metavar="SECONDS")
    parser.add_argument(
        "--web", action=argparse.BooleanOptionalAction, default=None, help="the page at /web"
    )
    args = parser.parse_args(argv)
    serve(args.host, args.port, args.max_sessions, args.idle_timeout, args.web)


if __name__ == "__main__":
    main()
