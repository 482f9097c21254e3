"""The rollout benchmark reports the fixed names, and leaves what it timed as it was."""

from pathlib import Path

import pytest

from assistant.models.local import LocalChatModel
from env_adapter.world import World
from majordomo.bench.rollout import Extent, measure
from tests.training.tiny import load_policy


def test_it_reports_rates_overhead_and_shares(tiny: Path) -> None:
    before = (LocalChatModel.render, World.step)
    report = measure(load_policy(tiny), Extent(3, 1, "easy", max_new_tokens=8))
    assert (LocalChatModel.render, World.step) == before
    assert {"graph_decisions_per_s", "bare_decisions_per_s", "overhead",
            "overhead_cpu_ms_per_decision", "stages"} <= report.keys()  # fmt: skip
    assert report["decisions"] > 10 and report["bare_decisions_per_s"] > 0
    assert set(report["stages"]) >= {"generate", "environment", "render", "graph"}
    assert sum(report["stages"].values()) == pytest.approx(1, abs=0.01)
    assert all(report["stages"][name] > 0 for name in ("generate", "environment", "render"))
