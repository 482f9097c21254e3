"""MCP's own transport on /mcp, beside the JSON-RPC dialect that OpenEnv answers there.

OpenEnv knows `tools/list`, `tools/call` and its own session calls, but not `initialize`, so an MCP
client could not even say hello. Requests that speak the streamable HTTP transport are recognised
by their headers and served here; all others pass.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import anyio
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.types import CallToolResult, Tool
from openenv.core.env_server.exceptions import SessionCapacityError  # type: ignore[import-untyped]
from starlette.types import ASGIApp, Receive, Scope, Send

from env_adapter.server.day_tools import INSTRUCTIONS, call_tool, day_tools, problem
from env_adapter.server.sessions import DayServer, ServedEnvironment

PATH = "/mcp"

CONNECTIONS_PER_SLOT = 4
"""MCP clients like to connect, look at the tools and do nothing: that takes no slot."""


class Seat:
    """One MCP connection: takes a slot when a day begins, and one slot only."""

    def __init__(self, server: DayServer) -> None:
        """Take slots of `server`."""
        self._server = server
        self._session_id = ""
        self._turn = asyncio.Lock()

    async def call(self, name: str, arguments: dict[str, Any]) -> CallToolResult:
        """Call a tool on this connection's day."""
        async with self._turn:
            environment = self._server.touch(self._session_id)
            if environment is None and name != "begin_day":
                was = "was closed after it had been idle" if self._session_id else "has not begun"
                return problem(f"the day {was}: call begin_day first")
            try:
                return await call_tool(environment or await self._sit_down(), name, arguments)
            except SessionCapacityError as error:
                return problem(f"{error}; try again when somebody has left")

    async def leave(self) -> None:
        """Give the slot back."""
        if self._session_id:
            await self._server.close_session(self._session_id)

    async def _sit_down(self) -> ServedEnvironment:
        self._session_id, environment = await self._server.open_session()
        return environment


class StreamableMcp:
    """ASGI middleware that serves MCP clients on /mcp."""

    def __init__(self, app: ASGIApp, manager: StreamableHTTPSessionManager) -> None:
        """Serve with `manager` what is not meant for `app`."""
        self._app = app
        self._manager = manager

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and scope["path"] == PATH and _is_streamable(scope):
            await self._manager.handle_request(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def mcp_manager(server: DayServer, idle_timeout_s: float) -> StreamableHTTPSessionManager:
    """The keeper of MCP connections; idle ones are closed like any session."""

    @asynccontextmanager
    async def seated(_: Server[Seat, Any]) -> AsyncIterator[Seat]:
        seat = Seat(server)
        try:
            yield seat
        finally:
            # The slot must come back even where the connection's task is being cancelled.
            with anyio.CancelScope(shield=True):
                await seat.leave()

    mcp: Server[Seat, Any] = Server("majordomo", instructions=INSTRUCTIONS, lifespan=seated)

    @mcp.list_tools()  # type: ignore[no-untyped-call, untyped-decorator]
    async def list_tools() -> list[Tool]:
        return list(day_tools())

    @mcp.call_tool(validate_input=False)  # type: ignore[untyped-decorator]
    async def call(name: str, arguments: dict[str, Any]) -> CallToolResult:
        return await mcp.request_context.lifespan_context.call(name, arguments)

    return StreamableHTTPSessionManager(
        mcp,
        json_response=True,
        session_idle_timeout=idle_timeout_s,
        max_sessions=CONNECTIONS_PER_SLOT * server.max_concurrent_envs,
    )


def _is_streamable(scope: Scope) -> bool:
    if scope["method"] != "POST":
        return True
    headers = dict(scope["headers"])
    accepts: bytes = headers.get(b"accept", b"")
    return b"text/event-stream" in accepts or b"mcp-session-id" in headers
