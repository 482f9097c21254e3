"""A guard in front of everything that takes JSON: what is none gets an answer, not a crash.

OpenEnv closes the session on frames it does not expect, such as a JSON array or a binary frame,
and echoing NaN or half a surrogate pair back breaks the encoder of the answer. One bad frame of a
client must not cost it its day. A socket on which nothing comes is closed, so that its slot is
free again and the client, if it is alive, knows.
"""

import asyncio
import json
import math
from collections.abc import Callable
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_FRAME = 1_000_000
"""Characters of a frame or bytes of a body that are read; a whole day as a scenario is half."""

MAX_DEPTH = 64
GOING_AWAY = 1001

Complain = Callable[[str, str], dict[str, Any]]


def _finite(number: str) -> float:
    found = float(number)
    if not math.isfinite(found):
        raise ValueError(f"{number[:20]} is no JSON number")
    return found


_STRICT = json.JSONDecoder(parse_float=_finite, parse_constant=_finite)
"""Reads what strict JSON can hold: no NaN, nothing infinite."""


class FrameGuard:
    """ASGI middleware that answers unreadable JSON itself and passes the rest on."""

    def __init__(self, app: ASGIApp, idle_timeout_s: float | None = None) -> None:
        """Guard `app`; a WebSocket on which nothing comes for so long is closed."""
        self._app = app
        self._idle_timeout_s = idle_timeout_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection or request."""
        path = scope.get("path", "")
        if scope["type"] == "websocket" and path in _WRAP:
            await self._guard_socket(_WRAP[path], scope, receive, send)
        elif scope["type"] == "http" and scope["method"] == "POST" and not path.startswith("/web"):
            await self._guard_body(_WRAP.get(path, _detail), scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _guard_socket(
        self, wrap: Complain, scope: Scope, receive: Receive, send: Send
    ) -> None:
        patience = _Patience(self._idle_timeout_s)

        async def guarded() -> Message:
            while True:
                try:
                    message = await patience.wait_for(receive)
                except TimeoutError:
                    reason = "closed after it had been idle"
                    await send({"type": "websocket.close", "code": GOING_AWAY, "reason": reason})
                    return {"type": "websocket.disconnect", "code": GOING_AWAY}
                if message["type"] != "websocket.receive":
                    return message
                complaint = complain(message.get("text"), wrap)
                if complaint is None:
                    return message
                await send({"type": "websocket.send", "text": json.dumps(complaint)})

        try:
            await self._app(scope, guarded, send)
        finally:
            patience.end()

    async def _guard_body(self, wrap: Complain, scope: Scope, receive: Receive, send: Send) -> None:
        body, is_more = b"", True
        while is_more and len(body) <= MAX_FRAME:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            is_more = message.get("more_body", False)
        complaint = complain(body, wrap) if body else None
        if complaint is not None:
            await _answer(send, complaint)
            return
        rest: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def replayed() -> Message:
            return rest.pop() if rest else await receive()

        await self._app(scope, replayed, send)


class _Patience:
    """A limit on how long one waits: `asyncio.timeout` with one timer for many waits.

    Setting a timer for each frame would take longer than reading it.
    """

    def __init__(self, seconds: float | None) -> None:
        self._seconds = seconds
        self._loop = asyncio.get_running_loop()
        self._since: float | None = None
        self._waiting: asyncio.Task[Any] | None = None
        self._is_over = False
        self._timer = None if seconds is None else self._loop.call_later(seconds, self._look)

    async def wait_for(self, receive: Receive) -> Message:
        """What comes next.

        Raises:
            TimeoutError: nothing came in time.
        """
        self._since, self._waiting = self._loop.time(), asyncio.current_task()
        try:
            return await receive()
        except asyncio.CancelledError:
            if self._is_over and self._waiting is not None and not self._waiting.uncancel():
                raise TimeoutError from None
            raise
        finally:
            self._since = None

    def end(self) -> None:
        """Look no more."""
        if self._timer is not None:
            self._timer.cancel()

    def _look(self) -> None:
        """Give up, or look again when it may be time."""
        assert self._seconds is not None
        waited = 0.0 if self._since is None else self._loop.time() - self._since
        if waited >= self._seconds and self._waiting is not None:
            self._is_over = True
            self._waiting.cancel()
        else:
            self._timer = self._loop.call_later(self._seconds - waited, self._look)


class _Fault(Exception):
    """Something that is no message: a code of OpenEnv's, and what is wrong."""


def complain(text: str | bytes | None, wrap: Complain) -> dict[str, Any] | None:
    """What is wrong with a frame (text) or a body (bytes), as an error of its protocol, or None."""
    try:
        data = _read(text)
        if isinstance(text, str):
            _check_message(data, is_openenv=wrap is _frame_error)
    except _Fault as fault:
        return wrap(*fault.args)
    return None


def _read(text: str | bytes | None) -> object:
    if text is None:
        raise _Fault("INVALID_JSON", "send text frames: this one is binary")
    if len(text) > MAX_FRAME:
        raise _Fault("VALIDATION_ERROR", f"longer than {MAX_FRAME} characters")
    try:
        words = text if isinstance(text, str) else text.decode()
        data: object = _STRICT.decode(words)
        if "\\u" in words:
            # Half of a surrogate pair could not be echoed in an answer either.
            json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise _Fault("VALIDATION_ERROR", "it holds half of a surrogate pair") from error
    except (ValueError, RecursionError) as error:
        raise _Fault("INVALID_JSON", f"Invalid JSON: {str(error)[:200]}") from error
    if _is_deep(words, data):
        raise _Fault("VALIDATION_ERROR", f"it is nested deeper than {MAX_DEPTH} levels")
    return data


def _check_message(data: object, *, is_openenv: bool) -> None:
    if not isinstance(data, dict):
        raise _Fault("VALIDATION_ERROR", "a message is a JSON object")
    if is_openenv and not isinstance(data.get("type"), str):
        raise _Fault("VALIDATION_ERROR", '"type" must be reset, step, state, mcp or close')


def _is_deep(text: str, data: object) -> bool:
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return False
    level, depth = [data], 0
    while level and depth <= MAX_DEPTH:
        inner: list[object] = []
        for value in level:
            if isinstance(value, dict):
                inner.extend(value.values())
            elif isinstance(value, list):
                inner.extend(value)
        level, depth = inner, depth + 1
    return bool(level)


async def _answer(send: Send, complaint: dict[str, Any]) -> None:
    body = json.dumps(complaint).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        # What was not read of the body must not be taken for the next request.
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": 400, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _frame_error(code: str, message: str) -> dict[str, Any]:
    return {"type": "error", "data": {"message": message, "code": code}}


def _rpc_error(code: str, message: str) -> dict[str, Any]:
    number = -32700 if code == "INVALID_JSON" else -32600
    return {"jsonrpc": "2.0", "id": None, "error": {"code": number, "message": message}}


def _detail(code: str, message: str) -> dict[str, Any]:
    return {"detail": message}


_WRAP: dict[str, Complain] = {"/ws": _frame_error, "/mcp": _rpc_error}
