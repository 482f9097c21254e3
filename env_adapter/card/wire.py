"""The same days over a WebSocket: a server in another process has to give the same hashes."""

import asyncio
import socket
import subprocess
import sys
import time
from urllib.error import URLError
from urllib.request import urlopen

from env_adapter.adapter import EnvWorkspace
from env_adapter.card.determinism import SEED, chain, days
from env_adapter.models import MajordomoAction
from env_adapter.oracle import Oracle
from env_adapter.ways import Call
from scenarios import Scenario

PATIENCE_S = 60


def same_over_websocket() -> bool:
    """Whether every day has the same hashes on a server as in this process."""
    port = _free_port()
    command = [sys.executable, "-m", "env_adapter.server.app", "--port", str(port), "--no-web"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await(port)
        return asyncio.run(_compare(f"http://127.0.0.1:{port}"))
    finally:
        server.terminate()
        server.wait(10)


async def _compare(url: str) -> bool:
    for day in days():
        hashes, calls = chain(day, Oracle())
        if await _played(url, day, calls) != hashes:
            return False
    return True


async def _played(url: str, day: Scenario, calls: list[Call]) -> list[str]:
    workspace = await EnvWorkspace.connect(url, scenario=day, seed=SEED)
    hashes = []
    try:
        for call in calls:
            action = MajordomoAction(tool=call.tool, args=call.args, agent=call.agent)
            await workspace.send(action)
            hashes.append(workspace.state_hash)
    finally:
        await workspace.close()
    return hashes


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _await(port: int) -> None:
    """Wait until the server answers.

    Raises:
        TimeoutError: it did not.
    """
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        try:
            with urlopen(f"http://127.0.0.1:{port}/health", timeout=1):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(f"the server did not answer within {PATIENCE_S} seconds")
