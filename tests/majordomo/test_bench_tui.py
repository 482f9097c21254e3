"""`majordomo bench tui`: what it shows is like a real session, and each measurement measures."""

import json
import random
from pathlib import Path

import pytest
from typer.testing import CliRunner

from majordomo.bench.tui import Extent, bench_tui
from majordomo.bench.tui_session import LAST, answer, chunks, decision, recorded
from majordomo.cli import app
from tui.history import Answered, Stepped, tell_all
from tui.log import Said, from_line, to_line
from tui.widgets.conversation import KEPT

IDS = ["e1", "t1", "y1"]


def test_a_recorded_session_has_so_many_events_and_ends_with_the_one_that_is_waited_for():
    events = recorded(1000, IDS)
    assert len(events) == 1000 and events[-1] == Said("e1", LAST)
    assert [from_line(to_line(event)) for event in events] == events
    assert recorded(1000, IDS) == events, "the same for every run"
    told = list(tell_all(events))
    assert sum(isinstance(entry, Stepped) for entry in told) > 150
    assert sum(isinstance(entry, Answered) for entry in told) > 3


def test_a_step_is_told_as_a_graph_tells_it():
    kinds = [type(event).__name__ for event in decision(random.Random(1), IDS)]
    assert kinds == ["Perceived", "ModelCalled", "Proposed", "Acted"]


def test_an_answer_comes_in_as_many_chunks_as_asked_for():
    found = list(chunks(200))
    assert len(found) == 200 and {len(chunk) for chunk in found} == {4}
    assert "".join(found)[:40] == (answer(random.Random(200)))[:40]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_every_measurement_of_a_small_extent_is_there(capsys: pytest.CaptureFixture[str]):
    assert bench_tui(Extent(runs=1, events=60, chunks=8, minutes=2, window=30), as_json=True) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["ratio"] == pytest.approx(
        report["first_frame_ms"] / report["bare_textual_ms"], abs=0.02
    )
    resumed, streamed, hour = report["resume"], report["stream"], report["hour"]
    assert resumed["events"] == 60
    assert resumed["shown_cpu_ms"] > resumed["json_alone_cpu_ms"]
    assert streamed["p50_ms"] <= streamed["p95_ms"] <= streamed["max_ms"]
    assert streamed["keys"] >= 2 and streamed["bare_p50_ms"] > 0
    assert [point["minute"] for point in hour["curve"]] == [0, 1, 2]
    assert hour["window"] == 30
    assert hour["curve"][-1]["python_blocks"] > 0 and hour["python_blocks_per_hour"] is not None


def test_the_help_names_the_window_that_the_app_keeps():
    done = CliRunner().invoke(app, ["bench", "tui", "--help"], env={"COLUMNS": "160"})
    assert "--window" in done.stdout
    assert f"the app keeps {KEPT}" in " ".join(done.stdout.split())


@pytest.mark.slow
def test_what_is_left_out_is_not_in_the_report(tmp_path: Path):
    left_out = ["--events", "0", "--chunks", "0", "--minutes", "0"]
    done = CliRunner().invoke(app, ["bench", "tui", "--runs", "1", *left_out, "--json"])
    assert done.exit_code == 0
    assert set(json.loads(done.stdout)) == {"first_frame_ms", "bare_textual_ms", "ratio", "runs"}
