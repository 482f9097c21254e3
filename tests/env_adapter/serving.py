"""Starting real servers for tests, and looking at them from outside."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


class Served:
    """A server in another process, which can be killed and started again on its port."""

    def __init__(self, *options: str, log: Path | None = None) -> None:
        """Start it, without the web page: that takes a second that most tests do not need."""
        self._log = log
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._options = options or ("--no-web",)
        self.process = self._run()
        self.wait()

    def _run(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "env_adapter.server.app", "--port", str(self.port)]
        said = self._log.open("ab") if self._log else None
        return subprocess.Popen([*command, *self._options], stderr=said)

    def wait(self, seconds: float = 60) -> None:
        """Wait until it answers."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"{self.url}/health", timeout=1)
                return
            except OSError:
                assert self.process.poll() is None, "the server died"
                time.sleep(0.1)
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        """End it without a chance to say goodbye."""
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def restart(self) -> None:
        """Start it again on the same port."""
        self.process = self._run()

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()

    def counts(self) -> dict[str, int]:
        """Its sessions."""
        found: dict[str, int] = self.get("/sessions")
        return found

    def get(self, path: str) -> Any:
        """What it answers, as JSON."""
        with urllib.request.urlopen(f"{self.url}{path}", timeout=20) as answer:
            return json.load(answer)

    def until_empty(self, seconds: float = 20) -> dict[str, int]:
        """The counts, once no session is active any more or time is up."""
        deadline = time.monotonic() + seconds
        while (found := self.counts())["active"] and time.monotonic() < deadline:
            time.sleep(0.1)
        return found

    def post(self, path: str, body: object, **headers: str) -> tuple[int, Any]:
        """Status and answer of a request with a JSON body, or with raw bytes."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(
            f"{self.url}{path}", data, {"content-type": "application/json", **headers}
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read())
