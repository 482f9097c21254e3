"""The measurement of the knowledge base: whole, in figures that belong together."""

import json

import pytest

from tests.majordomo.test_cli import Command, majordomo

__all__ = ["majordomo"]


@pytest.mark.slow
def test_each_number_of_notes_has_its_own_figures(majordomo: Command):
    args = ("--size", "40", "--size", "80", "--questions", "20")
    done = majordomo("bench", "kb", *args, "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert list(report["sizes"]) == ["40", "80"]
    assert report["targets"] == {"p95_ms": 30.0, "ratio": 2.0}
    for figures in report["sizes"].values():
        assert 0 < figures["p50_ms"] <= figures["p95_ms"]
        assert figures["p50_ms"] > 0 and figures["plain_chroma_p95_ms"] > 0
        ratio = figures["p95_ms"] / figures["plain_chroma_p95_ms"]
        assert figures["ratio"] == pytest.approx(ratio, abs=0.02)
        assert 0 < figures["cpu_p50_ms"] <= figures["cpu_p95_ms"]
        assert figures["load"] >= 0
        assert 0 <= figures["memory_mb"] < figures["peak_mb"]
    assert report["sizes"]["80"]["index_mb"] > 0
