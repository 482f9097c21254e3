"""`majordomo eval` and `majordomo probe` on a few easy days: the whole path, resumed, refused."""

import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from assistant.models import load_model
from assistant.models.local import LocalChatModel
from assistant.scripted.model import ScriptedChatModel
from majordomo.cli import main
from tests.assistant.models.tiny import build_tiny_checkpoint
from training.errors import TrainingError
from training.evaluation.days import FIRST, Job
from training.evaluation.evaluate import Plan, evaluate
from training.evaluation.memories import days_with
from training.evaluation.players import LocalPlayer, Sampling
from training.probe import Probe
from training.records import DaySpec
from training.rollouts import roll_out
from training.runs import RunFolder

RECIPE = """
[grpo]
max_completion = 8
[eval]
families = ["todo_queue", "calm_day"]
level = "easy"
episodes = 2
passes = 2
pass_days = 1
twin_days = 1
"""
EPISODES = 5
"""Of each policy: two days, one twin, two sampled plays."""


@pytest.fixture(scope="module", autouse=True)
def _one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_tiny_checkpoint(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def recipe(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("recipe") / "few.toml"
    path.write_text(RECIPE)
    return str(path)


@pytest.fixture
def plan(recipe: str, tmp_path: Path) -> Plan:
    return Plan(["oracle", "do_nothing"], tmp_path / "out", recipe)


def _quiet(line: str) -> None:
    pass


def test_the_whole_path(plan: Plan, checkpoint: Path):
    said: list[str] = []
    named = [f"untrained=hf:{checkpoint}", "do_nothing", "scripted", "best=oracle"]
    results = evaluate(replace(plan, policies=named, changes=("rename",)), said.append)
    policies, out = results["policies"], plan.out
    assert json.loads((out / "results.json").read_text()) == results
    assert list(policies) == ["untrained", "do_nothing", "scripted", "best"]
    assert policies["do_nothing"]["grade"]["mean"] == 0.0
    assert policies["best"]["grade"] == {"mean": 1.0, "ci": [1.0, 1.0], "n": 2}
    assert policies["best"]["pass_k"] == 1.0
    assert policies["best"]["perturbed"]["grade"]["mean"] == 1.0
    assert 0 < policies["scripted"]["grade"]["mean"] < 1
    # Random weights write no call that could be read.
    assert policies["untrained"]["invalid_rate"] == 1.0
    assert 0 < policies["untrained"]["tokens_out"] <= 8 * policies["untrained"]["decisions"]
    assert policies["scripted"]["tokens_out"] == 0
    best = results["paired"]["best-do_nothing"]
    assert (best["mean"], best["ci"], best["n"]) == (1.0, [1.0, 1.0], 2)
    assert results["paired"]["scripted-untrained"]["mean"] > 0
    page = (out / "results.md").read_text()
    assert "| best | 1.000 [1.000, 1.000] |" in page
    assert "| best-scripted |" in page
    lines = (out / "episodes.jsonl").read_text().splitlines()
    assert len(lines) == 4 * (EPISODES + 2)
    assert (out / "plots" / "before_after.png").read_bytes().startswith(b"\x89PNG")
    assert any("untrained: 7 of 7 episodes" in line for line in said)


def test_a_local_model_plays_as_in_training(checkpoint: Path):
    model = load_model(f"hf:{checkpoint}")
    assert isinstance(model, LocalChatModel)
    jobs = [Job("day", f"todo_queue:{FIRST + n}:easy", n) for n in range(3)]
    played = {}
    player = LocalPlayer(model, Sampling(2, 1.0, 8), days_with("world"))
    player.play(jobs, lambda job, tally: played.update({job: tally}))
    specs = [DaySpec(job.day, job.seed) for job in jobs]
    for job, rollout in zip(jobs, roll_out(model, specs, max_new_tokens=8), strict=True):
        tally = played[job]
        assert tally.return_ == pytest.approx(rollout.return_)
        assert tally.tokens_out == sum(len(turn.completion_ids) for turn in rollout.turns)
        assert tally.tokens_in == sum(len(turn.prompt_ids) for turn in rollout.turns)
        assert (tally.grade, tally.decisions) == (rollout.grade, rollout.decisions)
        assert (tally.invalid, tally.is_truncated) == (rollout.invalid, rollout.truncated)


def test_it_goes_on_where_it_stopped(plan: Plan):
    whole = evaluate(plan, _quiet)
    path = plan.out / "episodes.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    # Killed within the second policy, in the middle of a line.
    path.write_bytes(b"".join(lines[:7]) + lines[7][:40])
    again = evaluate(replace(plan, resume=True), _quiet)
    for name in plan.policies:
        before, after = whole["policies"][name], again["policies"][name]
        assert {**after, "seconds": 0} == {**before, "seconds": 0}
    whole_lines = [line for line in path.read_text().splitlines() if line.endswith("}")]
    assert len(whole_lines) == 2 * EPISODES
    said: list[str] = []
    evaluate(replace(plan, resume=True), said.append)
    assert said == []


def test_a_policy_can_be_added_later(plan: Plan):
    evaluate(plan, _quiet)
    results = evaluate(
        replace(plan, policies=["greedy", *plan.policies], resume=True), said := _Said()
    )
    assert [line.partition(":")[0] for line in said.lines] == ["greedy"]
    assert results["paired"]["oracle-greedy"]["n"] == 2


def test_two_processes_play_into_one_folder_and_the_last_command_compares(
    recipe: str, tmp_path: Path
):
    out = tmp_path / "out"

    def command(*policies: str) -> list[str]:
        given = [part for policy in policies for part in ("--policy", policy)]
        return [
            sys.executable, "-m", "majordomo", "eval", *given, "--recipe", recipe,
            "--out", str(out), "--days-only", "--resume", "--json",
        ]  # fmt: skip

    for process in [subprocess.Popen(command(name)) for name in ("oracle", "do_nothing")]:  # noqa: S603
        assert process.wait(120) == 0
    last = subprocess.run(  # noqa: S603
        command("do_nothing", "oracle"), capture_output=True, check=True, timeout=120
    )
    found = json.loads(last.stdout)
    assert found["paired"]["oracle-do_nothing"]["n"] == 2
    assert found["policies"]["oracle"]["pass"] == {}
    assert b"of 2 episodes" not in last.stderr  # nothing was left to play


class _Said:
    def __init__(self) -> None:
        self.lines: list[str] = []

    def __call__(self, line: str) -> None:
        self.lines.append(line)


# What is refused


def test_a_folder_that_holds_an_evaluation_is_not_played_into_by_accident(plan: Plan):
    evaluate(plan, _quiet)
    with pytest.raises(TrainingError, match="--resume goes on with it"):
        evaluate(plan, _quiet)


@pytest.mark.parametrize("change", [{"episodes": 3}, {"seed": 1}, {"level": "hard"}])
def test_a_folder_of_another_evaluation_is_refused(plan: Plan, change: dict):
    evaluate(plan, _quiet)
    with pytest.raises(TrainingError, match="holds a run with another"):
        evaluate(replace(plan, resume=True, **change), _quiet)


def test_episodes_of_other_weights_are_not_mixed(plan: Plan, checkpoint: Path, tmp_path: Path):
    other = build_tiny_checkpoint(tmp_path / "other", seed=1)
    first = replace(plan, policies=[f"sft=hf:{checkpoint}"], episodes=1)
    evaluate(first, _quiet)
    with pytest.raises(TrainingError, match="episodes of another sft"):
        evaluate(replace(first, policies=[f"sft=hf:{other}"], resume=True), _quiet)


def test_nothing_is_played_if_a_later_policy_is_wrong(plan: Plan, checkpoint: Path, tmp_path: Path):
    broken = tmp_path / "broken"
    broken.mkdir()
    for file in checkpoint.iterdir():
        (broken / file.name).write_bytes(file.read_bytes())
    (broken / "model.safetensors").write_bytes(b"not weights")
    for spec in (f"hf:{broken}", "hf:nowhere/at/all/here", "no_such_policy"):
        with pytest.raises(TrainingError, match="^policy bad: "):
            evaluate(replace(plan, policies=["oracle", f"bad={spec}"]), _quiet)
    assert not plan.out.exists()


def test_a_model_that_answers_nothing_is_an_error_and_not_a_zero(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*args, **kwargs):
        raise ConnectionError("the provider is down")

    monkeypatch.setattr(ScriptedChatModel, "_generate", refuse)
    with pytest.raises(Exception, match="no episode could be played: .*the provider is down"):
        evaluate(replace(plan, policies=["scripted"]), _quiet)
    assert not (plan.out / "results.json").exists()


def test_an_episode_that_a_provider_loses_is_told_and_played_again(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
):
    real, calls = ScriptedChatModel._generate, iter(range(10**6))

    def refuse_once(self, *args, **kwargs):
        if next(calls) == 0:
            raise TimeoutError("too slow")
        return real(self, *args, **kwargs)

    monkeypatch.setattr(ScriptedChatModel, "_generate", refuse_once)
    scripted = replace(plan, policies=["scripted", "do_nothing"])
    said: list[str] = []
    found = evaluate(scripted, said.append)["policies"]["scripted"]
    assert (found["lost"], found["grade"]["n"]) == (1, 1)
    assert "1 episodes were lost; --resume tries them again (TimeoutError: too slow)" in said[1]
    results = evaluate(replace(scripted, resume=True), _quiet)
    found = results["policies"]["scripted"]
    assert (found["lost"], found["grade"]["n"]) == (0, 2)
    assert results["paired"]["scripted-do_nothing"]["n"] == 2


# The commands


def _run(monkeypatch: pytest.MonkeyPatch, *args: object) -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.setattr(sys, "argv", ["majordomo", *map(str, args)])
    with pytest.raises(SystemExit) as stop:
        main()
    return int(stop.value.code or 0)


def test_the_command_prints_figures_and_one_object(
    recipe: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
):
    args = ["--policy", "nothing=do_nothing", "--policy", "oracle", "--recipe", recipe]
    args += ["--families", "todo_queue,calm_day", "--out", str(tmp_path / "out"), "--json"]
    assert _run(monkeypatch, "eval", *args) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["policies"]["oracle"]["grade"]["mean"] == 1.0
    assert "oracle-nothing: +1.000 [+1.000, +1.000] grade on 2 days, better" in err


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--policy", "nobody"], "policy nobody"),
        (["--policy", "oracle", "--families", "nowhere"], "there is no family 'nowhere'"),
        (["--policy", "oracle", "--policy", "oracle"], "two policies are called oracle"),
        (["--policy", "oracle", "--episodes", "0"], "--episodes wants"),
        (["--policy", "oracle", "--concurrency", "0"], "--concurrency wants"),
        (["--policy", "oracle", "--pair", "a-b"], "--pair 'a-b'"),
        (["--policy", "oracle", "--run", "/nowhere"], "is not a run folder"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    more: list[str], said: str, recipe: str, tmp_path: Path, monkeypatch, capsys
):
    out = tmp_path / "out"
    assert _run(monkeypatch, "eval", "--recipe", recipe, "--out", out, *more) == 1
    err = capsys.readouterr().err.strip()
    assert said in err
    assert len(err.splitlines()) == 1
    assert not out.exists()


def test_a_probe_says_stop_where_there_is_nothing_to_learn_from(
    checkpoint: Path, recipe: str, monkeypatch, capsys
):
    args = ["--model", f"hf:{checkpoint}", "--recipe", recipe, "--episodes", "2", "--json"]
    assert _run(monkeypatch, "probe", *args) == 1
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert (found["acting"], found["invalid_rate"]) == (0, 1.0)
    assert "stop: none of" in err
    assert "  wrote '" in err


def test_a_probe_says_go_where_there_is_something(recipe: str, monkeypatch, capsys):
    assert _run(monkeypatch, "probe", "--model", "scripted", "--recipe", recipe) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "10 of 10 days played" in err
    assert "route_to_agent(item_id=" in err
    assert "go: " in err


def test_a_probe_stops_where_no_day_ends_better_than_doing_nothing():
    assert "best grade -0.100" in Probe("m", 2, [-0.2, -0.1], 9, 1, 4).stop
    assert Probe("m", 2, [-0.2, 0.1], 9, 1, 4).stop == ""
    assert "did anything" in Probe("m", 2, [0.3], 9, 9, 0).stop


def test_a_reward_curve_is_drawn_from_a_run(plan: Plan, tmp_path: Path):
    run = RunFolder.create(tmp_path / "grpo", "grpo", {}, 0)
    for step in range(1, 9):
        scores = {"reward/overall": step / 10, "episode/grade": step / 20}
        run.log("step", step=step, level="easy" if step < 5 else "medium", **scores)
    run.log("validation", step=4, grade=0.2)
    evaluate(replace(plan, run=run.path), _quiet)
    assert (plan.out / "plots" / "reward_curve.png").read_bytes().startswith(b"\x89PNG")
