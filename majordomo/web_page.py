"""The page of `majordomo web` and its guard: textual-serve, for one person and one window.

textual-serve starts a process per open page and asks nobody who they are. Here everything lies
below a random path, a request must name this server as its host (a name that another site points
at this machine does not help it), and the socket is opened only for a page of this server. The
page itself asks no other machine for anything; textual-serve's own loads a font from outside.
"""

import asyncio
import secrets
import socket
from pathlib import Path
from string import Template

from aiohttp import web
from aiohttp.typedefs import Handler
from textual_serve.server import Server

from majordomo.output import say

FONT_SIZE = 16
LEAVE_S = 10
"""Seconds that an open session has to end when the server is stopped."""

_PAGE = Template((Path(__file__).parent / "web_page.html").read_text("utf-8"))
_WRONG = "Open the whole address that `majordomo web` printed, on the machine where it runs.\n"


class WebPage(Server):
    """Serves one screen; who opens it in a second window takes it over from the first."""

    def __init__(self, command: str, address: str, port: int) -> None:
        """Run `command` for the window that is open; `address` and `port` are listened on."""
        self.netloc = f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
        self.origin = f"http://{self.netloc}"
        super().__init__(command, address, port, "Majordomo", self.origin)
        self._secret = secrets.token_urlsafe(24)
        self._window: asyncio.Task[object] | None = None
        self._alone = asyncio.Lock()

    @property
    def url(self) -> str:
        """What the person opens."""
        return f"{self.origin}/{self._secret}/"

    def run(self, listening: socket.socket) -> None:
        """Serve on a socket until the process is told to end."""
        # No log of requests: it would hold the secret.
        web.run_app(self._make_app(), sock=listening, print=None, access_log=None)

    async def _make_app(self) -> web.Application:
        app = web.Application(middlewares=[self._guard])
        app.add_subapp(f"/{self._secret}", await super()._make_app())
        app.on_response_prepare.append(_harden)
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let in only what a page of this server asks for."""
        origin = request.headers.get("Origin")
        # A browser names the origin of each socket; only of them is it asked, since it leaves it
        # out where a page asks its own server for a file.
        needs_origin = request.path.endswith("/ws")
        is_ours = origin == self.origin or (origin is None and not needs_origin)
        if request.headers.get("Host") != self.netloc or not is_ours:
            return web.Response(status=403, text=_WRONG)
        try:
            return await handler(request)
        except web.HTTPNotFound:
            return web.Response(status=404, text=_WRONG)

    async def handle_index(self, request: web.Request) -> web.Response:
        """The page."""
        base, nonce = f"/{self._secret}", secrets.token_urlsafe(16)
        socket_url = f"ws://{self.netloc}{base}/ws"
        text = _PAGE.substitute(
            static=f"{base}/static", socket=socket_url, nonce=nonce, font_size=FONT_SIZE
        )
        policy = (
            f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; font-src 'self'; "
            f"style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src {socket_url}; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        headers = {"Content-Security-Policy": policy}
        return web.Response(text=text, content_type="text/html", headers=headers)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run the screen for the window that asks last; two would work on the same day."""
        if self._window is not None:
            self._window.cancel()
        self._window = asyncio.current_task()
        # Held until the process of the earlier window has let go of the day.
        async with self._alone:
            return await super().handle_websocket(request)

    async def on_startup(self, app: web.Application) -> None:
        """Say where the page is."""
        say(f"Majordomo is at {self.url}")
        say("For you alone: whoever opens this address on this machine acts as you. ctrl+c ends.")

    async def on_shutdown(self, app: web.Application) -> None:
        """End the session that is open, so that it can keep what waits."""
        if self._window is not None and not self._window.done():
            self._window.cancel()
            await asyncio.wait([self._window], timeout=LEAVE_S)


async def _harden(request: web.Request, response: web.StreamResponse) -> None:
    """The address stays here: no referrer, no cache, no frame of another page."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
