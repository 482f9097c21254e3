"""Run folders are read as they are: growing, finished, crashed, copied or full of rubbish."""

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tui.run_folders import (
    append,
    completions,
    decision_step,
    evaluation,
    grpo,
    rollout,
    set_dates,
    sft,
    step,
)
from training.runs import RunFolder
from tui.runs.files import Tail, find_runs
from tui.runs.library import Library, evaluation_of
from tui.runs.reading import text_of
from tui.runs.samples import Samples, matcher
from tui.runs.view import RunReader, RunView
from tui.runs.words import difference, number, span, spark

HOUR = 3600.0
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


def look(path: Path, later: float = 0.0) -> RunView:
    """The run as it would be seen so many seconds from now."""
    reader = RunReader(path, path.name)
    reader.refresh()
    return reader.view(time.time() + later)


def samples_of(path: Path) -> Samples:
    reader = RunReader(path, path.name)
    reader.refresh()
    samples = Samples(path, reader.mode)
    samples.refresh(reader.course)
    return samples


# States


def test_a_run_is_running_then_without_news_then_stopped(tmp_path: Path):
    run = grpo(tmp_path / "run")
    assert (look(run.path).state, look(run.path).why) == ("running", "no step yet")
    step(run, 1)
    assert (look(run.path).state, look(run.path).why) == ("running", "")
    quiet = look(run.path, 12 * 60)
    assert (quiet.state, quiet.why) == ("running", "no news for 12 min")
    gone = look(run.path, 3 * HOUR)
    assert gone.state == "stopped"
    assert "did not write its end" in gone.why and "3 h" in gone.why


def test_a_run_that_never_made_a_step_has_failed(tmp_path: Path):
    run = sft(tmp_path / "run")
    assert look(run.path, 3 * HOUR).state == "failed"
    assert "before its first step" in look(run.path, 3 * HOUR).why


@pytest.mark.parametrize(
    ("reason", "state", "why"),
    [
        ("steps", "done", ""),
        ("time", "done", "time was over"),
        ("collapse", "stopped", "collapsed"),
    ],
)
def test_a_run_says_how_it_ended(tmp_path: Path, reason: str, state: str, why: str):
    run = grpo(tmp_path / "run", steps=2)
    step(run, 1)
    step(run, 2)
    run.log("stopped", step=2, reason=reason, minutes=3.0)
    view = look(run.path, 30 * HOUR)
    assert view.state == state
    assert why in view.why
    assert view.progress.left_s is None


def test_an_end_that_was_followed_by_more_steps_is_none(tmp_path: Path):
    run = grpo(tmp_path / "run")
    step(run, 1)
    run.log("stopped", step=1, reason="time", minutes=3.0)
    step(run, 2)
    assert look(run.path).state == "running"


def test_the_stock_trainers_last_event_is_an_end(tmp_path: Path):
    run = grpo(tmp_path / "run", mode="decision")
    decision_step(run, 1)
    assert look(run.path).state == "running"
    run.log("train", step=1, train_runtime=12.0, train_loss=0.1)
    view = look(run.path)
    assert (view.state, view.why, view.kind) == ("done", "its time was over", "GRPO by decision")


def test_a_warm_start_is_done_when_its_last_weights_are_there(tmp_path: Path):
    run = sft(tmp_path / "run")
    run.log("train", step=10, seconds=60.0, loss=2.0, epoch=0.1)
    assert look(run.path).state == "running"
    (run.path / "last").mkdir()
    assert look(run.path, 9 * HOUR).state == "done"


def test_a_crashed_run_that_was_copied_here_is_not_taken_for_a_running_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("training.runs._now", lambda: "2026-03-02T08:00:00Z")
    run = grpo(tmp_path / "run")
    step(run, 1)
    view = look(run.path)
    assert view.state == "stopped"
    assert "a copy" in view.why
    set_dates(run.path, view.started or 0.0)
    assert "a copy" not in look(run.path).why


# Damage


def _no_run_json(run: RunFolder) -> None:
    (run.path / "run.json").unlink()


def _write(name: str, data: bytes) -> Any:
    def damage(run: RunFolder) -> None:
        (run.path / name).unlink(missing_ok=True)
        (run.path / name).write_bytes(data)

    return damage


def _folder_for(name: str) -> Any:
    def damage(run: RunFolder) -> None:
        (run.path / name).unlink()
        (run.path / name).mkdir()

    return damage


def _torn(run: RunFolder) -> None:
    with (run.path / "events.jsonl").open("a") as file:
        file.write('{"kind": "step", "at": "2026-')


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (_no_run_json, "run.json is missing"),
        (_write("run.json", b""), "run.json is damaged"),
        (_write("run.json", b"{"), "run.json is damaged"),
        (_write("run.json", b"\xff\xfe\x00"), "run.json is damaged"),
        (_write("run.json", b"[1]"), "run.json is damaged"),
        (_write("run.json", b"[" * 100_000), "run.json is damaged"),
        (_folder_for("run.json"), "run.json is no file"),
        (_folder_for("events.jsonl"), "events.jsonl is no file"),
        (_write("events.jsonl", b'\x00\x00\n[1]\n"x"\n{"kind": "step"\n'), "4 lines of events"),
        (_torn, "last line of events.jsonl was cut off"),
    ],
)
def test_damage_is_said_and_the_rest_is_shown(tmp_path: Path, damage: Any, words: str):
    run = grpo(tmp_path / "run")
    step(run, 1)
    damage(run)
    view = look(run.path, 3 * HOUR)
    assert words in " ".join((view.why, *view.problems))
    samples_of(run.path)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.mkdir(), "the folder is empty"),
        (lambda path: (path / "weights").mkdir(parents=True), "not a run folder"),
    ],
)
def test_a_folder_that_is_no_run_is_listed_and_says_so(tmp_path: Path, make: Any, words: str):
    make(tmp_path / "x")
    (view,) = Library(tmp_path).look(0.0).views
    assert (view.name, view.state) == ("x", "unreadable")
    assert words in view.why


@settings(max_examples=60)
@given(st.binary(max_size=80), st.binary(max_size=80), st.binary(max_size=80))
def test_no_bytes_can_raise(tmp_path_factory, about: bytes, events: bytes, rows: bytes):
    folder = tmp_path_factory.mktemp("rubbish")
    for name, data in (("run.json", about), ("events.jsonl", events), ("episodes.jsonl", rows),
                       ("completions.jsonl", rows), ("results.json", rows)):  # fmt: skip
        (folder / name).write_bytes(data)
    assert look(folder).name == folder.name
    for sample in samples_of(folder).rows:
        text_of(sample, folder)


@settings(max_examples=100)
@given(
    st.sampled_from(["sft", "grpo", "eval", "other", None, 3]),
    JSON,
    st.sampled_from(["train", "step", "validation", "policy", "stopped", "level", "rollback"]),
    st.dictionaries(
        st.sampled_from(["step", "at", "loss", "epoch", "seconds", "reward", "entropy", "by_agent",
                         "flags", "level", "name", "grade", "kl", "day", "decision", "actions",
                         "args", "tool", "policy", "lost"]), JSON),
)  # fmt: skip
def test_no_values_can_raise(tmp_path_factory, command: Any, config: Any, kind: str, row: Any):
    folder = tmp_path_factory.mktemp("odd")
    (folder / "run.json").write_text(json.dumps({"command": command, "config": config}))
    for name in ("events.jsonl", "completions.jsonl", "episodes.jsonl"):
        append(folder / name, [{"kind": kind, **row}, {**row, "kind": kind, "step": 2}])
    from tui.widgets.runs import about_line, fact_lines, run_line, sample_line

    view = look(folder)
    run_line(view, 40)
    about_line(view, 0.0)
    fact_lines(view, 0.0, 60)
    samples = samples_of(folder)
    for sample in samples.rows:
        sample_line(sample, samples.head, 60)
        text_of(sample, folder)


@pytest.mark.parametrize("odd", ["NaN", "Infinity", "-1", "0", '"x"', "null", "1e999"])
def test_a_recipe_with_odd_figures_is_shown(tmp_path: Path, odd: str):
    from tui.widgets.runs import fact_lines

    for mode, make in (("sft", sft), ("grpo", grpo), ("eval", evaluation)):
        run = make(tmp_path / mode)
        run.log("train", step=1, loss=1.0, epoch=float("nan"), seconds=float("inf"))
        text = (run.path / "run.json").read_text()
        for name in ("steps", "max_minutes", "epochs", "episodes", "days_per_step"):
            text = re.sub(rf'"{name}": [\d.]+', f'"{name}": {odd}', text)
        (run.path / "run.json").write_text(text)
        assert odd in text
        fact_lines(look(run.path), 0.0, 60)


# Files that grow


def test_a_line_is_read_once_and_when_it_is_whole(tmp_path: Path):
    path = tmp_path / "x.jsonl"
    tail = Tail(path)
    assert tail.read().rows == []
    path.write_text('{"a": 1}\n{"a"')
    assert tail.read().rows == [{"a": 1}]
    assert tail.half > 0
    with path.open("a") as file:
        file.write(": 2}\n")
    read = tail.read()
    assert read.rows == [{"a": 2}]
    assert not read.is_anew
    assert tail.half == 0 and tail.broken == 0


def test_a_file_that_was_written_anew_is_read_anew(tmp_path: Path):
    run = grpo(tmp_path / "run")
    for n in range(1, 6):
        step(run, n)
    reader = RunReader(run.path, "run")
    reader.refresh()
    assert sorted(reader.course.curves["return"]) == [1, 2, 3, 4, 5]
    run.rewind(2)
    reader.refresh()
    assert sorted(reader.course.curves["return"]) == [1, 2]
    step(run, 3, **{"episode/return": 9.0})
    reader.refresh()
    assert reader.course.values("return")[-1] == 9.0


def test_of_a_long_file_the_end_is_read_and_what_is_missing_is_counted(tmp_path: Path):
    path = tmp_path / "x.jsonl"
    append(path, [{"n": n} for n in range(1000)])
    tail = Tail(path, most=100)
    rows = tail.read().rows
    assert rows[-1] == {"n": 999}
    assert 1 < len(rows) < 20
    assert tail.skipped == path.stat().st_size - sum(len(json.dumps(r)) + 1 for r in rows)


def test_runs_are_found_in_folders_of_runs(tmp_path: Path):
    for name in ("a", "b/seed0", "b/seed1"):
        sft(tmp_path / name)
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "a.log").write_text("x")
    names = [p.relative_to(tmp_path).as_posix() for p in find_runs(tmp_path)]
    assert names == ["a", "b/seed0", "b/seed1"]
    assert find_runs(tmp_path / "a") == [tmp_path / "a"]


# What is shown


def test_a_warm_start_shows_exact_calls_its_best_and_the_time_that_is_left(tmp_path: Path):
    run = sft(tmp_path / "run")
    sft_recipe = look(run.path)
    assert sft_recipe.progress.fraction is None
    minutes = json.loads((run.path / "run.json").read_text())["config"]["sft"]["max_minutes"]
    half = 30 * minutes
    run.log("validation", step=5, is_best=True, loss=1.0, exact=0.6, n=9, by_agent={"email": 0.5})
    run.log("train", step=10, seconds=half, loss=0.5, epoch=0.01)
    run.log("validation", step=10, is_best=False, loss=1.0, exact=0.4, n=9, by_agent={"email": 0.7})
    view = look(run.path)
    assert view.main == 0.4
    assert (view.curves[0].best.value, view.curves[0].best.step) == (0.6, 5)
    assert view.progress.fraction == pytest.approx(0.5)
    assert view.progress.left_s == pytest.approx(half)
    (row,) = samples_of(run.path).rows
    assert (row.scenario, row.reward, row.call) == ("email", 0.7, "0.50, 0.70")


def test_a_grpo_run_shows_its_steps_and_the_nearer_of_its_two_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    run = grpo(tmp_path / "run", steps=100, max_minutes=4.0)
    for n in range(1, 7):
        monkeypatch.setattr("training.runs._now", lambda n=n: f"2026-03-02T08:00:{n * 8:02}Z")
        step(run, n)
    reader = RunReader(run.path, "run")
    reader.refresh()
    set_dates(run.path, reader.course.began or 0.0)
    view = reader.view((reader.course.updated or 0.0) + 3)
    assert view.state == "running"
    assert (view.progress.step, view.progress.total) == (6, 100)
    # 94 steps of 8 s would take longer than the 200 s that are left of the four minutes.
    assert view.progress.left_s == pytest.approx(200)


def test_collapse_is_said_in_words(tmp_path: Path):
    run = grpo(tmp_path / "run", days_per_step=4)
    run.log("validation", step=0, grade=0.6, is_best=True, n=9)
    for n in range(1, 5):
        step(run, n)
    assert look(run.path).warnings == ()
    bad = {"episode/idle_groups": 3.0, "episode/invalid_rate": 0.5, "tokens/clipped_ratio": 0.4}
    for n in range(5, 9):
        step(run, n, kl=3.0, **bad, **{"episode/lost": 2.0})
    run.log("validation", step=8, grade=0.3, is_best=False, n=9)
    run.log("rollback", step=8, reason="KL 3.000 is above 1", to=0, learning_rate=1e-5)
    step(run, 9, loss=float("nan"), flags=["dominant tool: finish 80% of calls, 10% before"])
    view = look(run.path)
    said = "\n".join(view.warnings)
    for words in ("kl: far from its start", "groups with no spread: most groups teach nothing",
                  "invalid calls: too many", "cut off: completions end", "lost episodes: ",
                  "loss: it is not a number", "validation: fell by 0.30 since step 0"):  # fmt: skip
        assert words in said, words
    assert "entropy" not in said
    assert "rolled back once, last at step 8: KL 3.000 is above 1" in view.notes
    assert any("dominant tool" in note for note in view.notes)


def test_an_entropy_below_the_recipes_floor_is_a_collapse(tmp_path: Path):
    run = grpo(tmp_path / "run", min_entropy=0.1)
    for n in range(1, 4):
        step(run, n, entropy=0.05)
    assert look(run.path).warnings == ("entropy: collapsed, below 0.1: it does not explore",)


def test_a_group_is_one_row_for_each_different_call(tmp_path: Path):
    run = grpo(tmp_path / "run", mode="decision")
    decision_step(run, 1)
    completions(run, 1)
    completions(run, 2, day="rush_hour:9:hard")
    rows = samples_of(run.path).rows
    assert [row.step for row in rows] == [2, 2, 2, 1, 1, 1]
    best, other, broken = rows[:3]
    assert (best.call, best.times, best.reward) == ("send_email(e1, to=Lee)", 2, 0.5)
    assert best.against_group == pytest.approx(0.5 - 0.2)
    assert (other.times, other.reward) == (1, 0.1)
    assert (broken.call, broken.mark) == ("no call that can be read", "invalid")
    assert [r.call for r in filter(matcher("rush_hour reward<0"), rows)] == [broken.call]
    assert len(list(filter(matcher("step=1 vs>0"), rows))) == 1
    assert len(list(filter(matcher("INVALID"), rows))) == 2


def test_a_decision_is_read_with_its_group_and_what_the_model_was_shown(tmp_path: Path):
    run = grpo(tmp_path / "run", mode="decision")
    completions(run, 1)
    states = [
        {"prompt": f"# Item {n}", "moment": {"day": {"name": "calm_day:7:easy"}, "decision": n,
                                             "agent": "email", "item_id": "e1"}} for n in (2, 3)
    ]  # fmt: skip
    append(run.path / "states.jsonl", states)
    text = text_of(samples_of(run.path).rows[0], run.path)
    assert "2 of 4    0.50  send_email(e1, to=Lee) ok" in text
    assert text.endswith("What the model was shown:\n# Item 3")
    (run.path / "states.jsonl").unlink()
    assert text_of(samples_of(run.path).rows[0], run.path).endswith("it is not in states.jsonl")


def test_an_episode_is_read_call_by_call(tmp_path: Path):
    run = grpo(tmp_path / "run")
    lost = rollout(4, lost="the server went away", flags=["a", "b"])
    append(run.path / "completions.jsonl", [rollout(3), lost])
    rows = samples_of(run.path).rows
    assert [(r.step, r.reward, r.against_group, r.mark) for r in rows] == [
        (4, None, None, "lost"), (3, 0.75, None, ""),
    ]  # fmt: skip
    assert rows[1].call == "route_to_agent(e1, agent=email)"
    text = text_of(rows[1], run.path)
    assert "return 0.75 · grade 0.60" in text
    assert "2 email · reply_email" in text
    assert "   body: Hello Lee,\n      yes." in text
    assert "ok: sent to Lee Park" in text


def test_an_evaluation_shows_its_policies_and_missing_figures_as_missing(tmp_path: Path):
    run = evaluation(tmp_path / "eval")
    view = look(run.path)
    assert (view.state, view.kind) == ("running", "evaluation")
    assert (view.progress.step, view.progress.total, view.progress.left_s) == (3, 4, 4.0)
    base, trained = view.players
    assert (base.grade, base.days, base.interval) == (pytest.approx(0.3), 2, None)
    assert (trained.grade, trained.days) == (pytest.approx(0.8), 1)
    evaluation(tmp_path / "done", results=True)
    done = look(tmp_path / "done", 99 * HOUR)
    assert done.state == "done"
    assert done.players[1].interval == (0.7, 0.9)


def test_a_lost_episode_is_counted_as_lost_until_it_was_played_again(tmp_path: Path):
    run = evaluation(tmp_path / "eval")
    row = {"policy": "trained", "kind": "day", "day": "calm_day:b:medium", "seed": 0}
    append(run.path / "episodes.jsonl", [{**row, "grade": 0.0, "lost": "no answer"}])
    assert (look(run.path).players[1].lost, look(run.path).players[1].days) == (1, 1)
    append(run.path / "episodes.jsonl", [{**row, "grade": 0.6}])
    assert (look(run.path).players[1].lost, look(run.path).players[1].days) == (0, 2)


def test_the_evaluation_of_a_run_is_found_by_its_policies(tmp_path: Path):
    sft(tmp_path / "runs" / "first")
    sft(tmp_path / "runs" / "second")
    evaluation(tmp_path / "runs" / "eval", results=True)
    views = Library(tmp_path / "runs").look(0.0).views
    by_name = {view.name: view for view in views}
    assert evaluation_of(by_name["first"], views) is by_name["eval"]
    assert evaluation_of(by_name["eval"], views) is by_name["eval"]
    assert evaluation_of(by_name["second"], views) is None


# Words


def test_figures_are_short_and_missing_ones_are_no_zero():
    assert [number(v) for v in (None, 0.0, 0.5, 0.034, 1234.5, 0.0001, float("nan"))] == [
        "–", "0.00", "0.50", "0.034", "1234", "1.0e-04", "not a number",
    ]  # fmt: skip
    assert [difference(v) for v in (None, 1e-17, 0.2, -0.2)] == ["–", "0.00", "+0.20", "-0.20"]
    assert [span(s) for s in (3, 720, 7500, 300_000)] == ["3 s", "12 min", "2 h 5 min", "3 days"]


@given(st.lists(st.floats(), max_size=50), st.integers(0, 20))
def test_a_curve_fits_and_has_an_ascii_twin(values: list[float], width: int):
    for unicode in (True, False):
        line = spark(values, width, unicode)
        assert len(line) <= width
        assert unicode or line.isascii()


def test_a_curve_goes_from_its_lowest_to_its_highest():
    assert spark([1, 2, 3, 4, 5, 6, 7, 8], 8) == "▁▂▃▄▅▆▇█"
    assert spark([1, 1], 8) == "▄▄"
    assert spark([0, 0, 8, 8], 2) == "▁█"
