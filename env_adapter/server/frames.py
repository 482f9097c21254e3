"""A guard in front of the WebSocket: a frame that is no OpenEnv message gets an error, not the end.

OpenEnv closes the session on frames it does not expect, such as a JSON array or a binary frame.
One bad frame of a client must not cost it its day.
"""

import json
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_FRAME = 1_000_000
"""Characters of a frame that is looked at; a whole day as a scenario is half of that."""


class FrameGuard:
    """ASGI middleware that answers unreadable frames itself and passes the others on."""

    def __init__(self, app: ASGIApp) -> None:
        """Guard `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "websocket" or scope["path"] != "/ws":
            await self._app(scope, receive, send)
            return

        async def guarded() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                complaint = complain(message)
                if complaint is None:
                    return message
                await send({"type": "websocket.send", "text": json.dumps(complaint)})

        await self._app(scope, guarded, send)


def complain(message: Message) -> dict[str, Any] | None:
    """What is wrong with a frame, as an OpenEnv error message, or None."""
    text = message.get("text")
    if text is None:
        return _error("INVALID_JSON", "send text frames: this one is binary")
    if len(text) > MAX_FRAME:
        return _error("VALIDATION_ERROR", f"the frame is longer than {MAX_FRAME} characters")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        return _error("INVALID_JSON", f"Invalid JSON: {str(error)[:200]}")
    wrong = ""
    if not isinstance(data, dict):
        wrong = 'a message is an object with "type" and "data"'
    elif not isinstance(data.get("type"), str):
        wrong = '"type" must be reset, step, state, mcp or close'
    elif "\\ud" in text.lower() and not _can_be_encoded(data):
        wrong = "the frame holds half of a surrogate pair"
    return _error("VALIDATION_ERROR", wrong) if wrong else None


def _can_be_encoded(data: object) -> bool:
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _error(code: str, message: str) -> dict[str, Any]:
    return {"type": "error", "data": {"message": message, "code": code}}
