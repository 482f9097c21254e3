"""`majordomo bench env`: the environment's speed, in this process and over a WebSocket."""

from dataclasses import dataclass
from typing import Any

from majordomo.bench.inprocess import in_process
from majordomo.bench.sockets import over_websocket
from majordomo.output import print_json, say


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured."""

    seconds: float = 1.0
    """CPU seconds of each measurement in this process."""
    rounds: int = 5
    """Repetitions of each measurement; their median is reported."""
    steps: int = 1500
    """Steps of each measurement over a WebSocket, shared by its clients."""
    clients: tuple[int, ...] = (1, 16, 64)
    """How many clients at once, one measurement each; none leaves the WebSocket out."""
    sizes: tuple[int, ...] = (10, 30, 100, 300, 1000)
    """Items of the days on which growth is measured."""


def bench_env(task: str, extent: Extent, as_json: bool) -> int:
    """Measure and report."""
    report: dict[str, Any] = {
        "in_process": in_process(task, extent.seconds, extent.rounds, extent.sizes)
    }
    if extent.clients:
        report["websocket"], session_mb = over_websocket(
            task, extent.clients, extent.steps, extent.rounds
        )
        report["session_mb"] = session_mb
    if as_json:
        print_json(report)
        return 0
    for name, part in report.items():
        lines = part.items() if isinstance(part, dict) else [("", part)]
        for key, value in lines:
            say(" ".join(f"{name} {key} {value}".split()))
    return 0
