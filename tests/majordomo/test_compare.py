"""`majordomo compare`: recorded evaluations, held-out days, and the person's own list."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.majordomo.test_cli import NOW, Command, majordomo, write
from tests.tui.recorded import FEW, play_few_days
from training.evaluation.episodes import read
from training.evaluation.evaluate import Plan, evaluate
from training.runs import RunFolder

__all__ = ["majordomo"]


@pytest.fixture(scope="module")
def evaluation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six days, really played."""
    return play_few_days(tmp_path_factory.mktemp("runs") / "few", ["scripted", "greedy"])


def test_a_folder_says_what_the_evaluation_says(evaluation: Path, majordomo: Command):
    done = majordomo("compare", evaluation, "--json")
    found = json.loads(done.stdout)
    assert (found["baseline"], found["trained"]) == ("scripted", "greedy")
    results = json.loads((evaluation / "results.json").read_text())
    figures = {figure["name"]: figure for figure in found["figures"]}
    paired = results["paired"]["greedy-scripted"]
    grade = figures["grade"]
    assert grade["difference"] == pytest.approx(paired["mean"])
    assert grade["ci"] == pytest.approx(paired["ci"])
    assert grade["n"] == paired["n"] == FEW
    assert figures["inversions"]["difference"] == paired["inversion_rate"]["mean"]
    assert figures["asked"]["ci"] == pytest.approx(paired["asks"]["ci"])
    for name in ("scripted", "greedy"):
        mean = results["policies"][name]["grade"]["mean"]
        assert grade["baseline" if name == "scripted" else "trained"] == pytest.approx(mean)


def test_every_call_of_every_day_is_there_with_its_reward(evaluation: Path, majordomo: Command):
    found = json.loads(majordomo("compare", evaluation, "--json").stdout)
    episodes = [e for e in read(evaluation / "episodes.jsonl") if e.policy == "scripted"]
    by_grade = {round(e.grade, 6): e for e in episodes}
    assert len(found["pairs"]) == len(episodes) == FEW
    for pair in found["pairs"]:
        play = pair["baseline"]
        episode = by_grade[round(play["grade"], 6)]
        assert len(play["steps"]) == episode.decisions > 0
        assert sum(s["reward"] for s in play["steps"]) == pytest.approx(episode.return_, abs=1e-4)
    steps = [step for pair in found["pairs"] for step in pair["baseline"]["steps"]]
    assert {"route_to_agent", "draft_reply"} <= {step["tool"] for step in steps}
    assert all(step["about"] for step in steps if step["tool"] == "route_to_agent")


def test_the_other_way_round_is_the_same_with_the_other_sign(evaluation: Path, majordomo: Command):
    one = json.loads(majordomo("compare", evaluation, "--json").stdout)
    turned = ("--baseline", "greedy", "--trained", "scripted")
    other = json.loads(majordomo("compare", evaluation, *turned, "--json").stdout)
    for there, back in zip(one["figures"], other["figures"], strict=True):
        assert there["name"] == back["name"]
        if there["difference"] is not None:
            assert there["difference"] == pytest.approx(-back["difference"])


def test_policies_of_two_folders_are_compared_on_the_days_of_both(
    evaluation: Path, tmp_path: Path, majordomo: Command
):
    other = play_few_days(tmp_path / "other", ["keyword"], 4)
    options = ("--baseline", "greedy", "--json")
    found = json.loads(majordomo("compare", evaluation, other, *options).stdout)
    assert (found["baseline"], found["trained"]) == ("greedy", "keyword")
    assert len(found["pairs"]) == 4
    assert "2 days that only one of them has played to the end are left out." in found["notes"]
    elsewhere = play_few_days(tmp_path / "elsewhere", ["keyword"], 2, seed=1)
    done = majordomo("compare", evaluation, elsewhere)
    assert done.returncode == 1
    assert "have played no day in common" in done.stderr


def test_a_day_that_was_lost_is_left_out_and_said(
    evaluation: Path, tmp_path: Path, majordomo: Command
):
    """And lines from before calls were kept are read, too: figures, and no calls."""
    copy = tmp_path / "copy"
    copy.mkdir()
    for name in ("run.json", "events.jsonl"):
        (copy / name).write_bytes((evaluation / name).read_bytes())
    lines = [json.loads(line) for line in (evaluation / "episodes.jsonl").read_text().splitlines()]
    for line in lines:
        del line["calls"]
    lines[0]["lost"] = "the server went away"
    (copy / "episodes.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    found = json.loads(majordomo("compare", copy, "--json").stdout)
    assert len(found["pairs"]) == FEW - 1
    assert "1 days that only one" in found["notes"][0]
    assert all(pair["baseline"]["steps"] is None for pair in found["pairs"])
    assert "asked in vain" not in {figure["name"] for figure in found["figures"]}


def test_two_policies_play_held_out_days_and_are_kept(
    tmp_path: Path, majordomo: Command, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    asked = ("compare", "do_nothing", "oracle", "--days", "2", "--level", "easy")
    found = json.loads(majordomo(*asked, "--json").stdout)
    [grade] = [figure for figure in found["figures"] if figure["name"] == "grade"]
    assert (grade["baseline"], grade["trained"], grade["n"]) == (0.0, 1.0, 2)
    [folder] = (tmp_path / "runs").iterdir()
    played = (folder / "episodes.jsonl").read_bytes()
    assert json.loads(majordomo(*asked, "--json").stdout) == found
    assert (folder / "episodes.jsonl").read_bytes() == played
    assert json.loads(majordomo("compare", "--json").stdout) == found


TASKS = "- [ ] Water the plants\n- [ ] Call the dentist to book a check-up\n- [ ] Buy milk\n"


def test_on_ones_own_list_nothing_is_changed_and_nothing_is_scored(
    tmp_path: Path, majordomo: Command
):
    tasks = write(tmp_path / "todo.md", TASKS)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    done = majordomo("compare", "scripted", "scripted", "--tasks", tasks, "--now", NOW, "--json")
    found = json.loads(done.stdout)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert found["facts"][:3] == ["dry run", "nothing is changed", "your own list"]
    assert found["unit"] == "item"
    assert len(found["pairs"]) == 3
    for pair in found["pairs"]:
        assert pair["baseline"]["grade"] is None
        assert pair["baseline"]["steps"]
        assert pair["baseline"]["ending"] == pair["trained"]["ending"] != ""
        assert pair["baseline"]["steps"] == pair["trained"]["steps"]
    figures = {figure["name"]: figure for figure in found["figures"]}
    assert "grade" not in figures
    assert figures["steps"]["difference"] == 0


def test_the_sample_day_is_played_on_a_copy_that_nobody_keeps(tmp_path: Path, majordomo: Command):
    done = majordomo("compare", "scripted", "scripted", "--sample", "--json")
    found = json.loads(done.stdout)
    assert found["facts"][2] == "the sample day, simulated"
    assert any(pair["baseline"]["ending"] == "waiting" for pair in found["pairs"])
    assert not (tmp_path / "home").exists()


def rename_specs(folder: Path, specs: dict[str, str]) -> None:
    """Let an evaluation have loaded something else, as if models had played its days."""
    events = folder / "events.jsonl"
    rows = [json.loads(line) for line in events.read_text().splitlines()]
    for row in rows:
        if row["kind"] == "policy":
            row["spec"] = specs.get(row["name"], row["spec"])
    events.write_text("".join(json.dumps(row) + "\n" for row in rows))


def a_run(folder: Path, start: str = "") -> None:
    """A run that has ended, with what it was begun with."""
    RunFolder.create(folder, "grpo" if start else "sft", {"start": start} if start else {}, 0)
    for name in ("start", "best"):
        (folder / name).mkdir()


def test_unasked_the_policy_is_compared_that_was_trained_last(
    tmp_path: Path, majordomo: Command, monkeypatch: pytest.MonkeyPatch
):
    """Whatever the order in which they were named: what each one is stands in its run's folder."""
    names = ["sft=greedy", "grpo=keyword", "scripted", "start=do_nothing"]
    folder = play_few_days(tmp_path / "runs" / "eval", names, 2)
    a_run(tmp_path / "runs" / "sft")
    a_run(tmp_path / "runs" / "grpo", "runs/sft/best")
    rename_specs(folder, {
        "sft": "hf:runs/sft/best", "grpo": "hf:runs/grpo/best", "start": "hf:runs/sft/start",
    })  # fmt: skip
    monkeypatch.chdir(tmp_path)
    for args in ((), ("runs/eval",)):
        found = json.loads(majordomo("compare", *args, "--json").stdout)
        assert (found["baseline"], found["trained"]) == ("scripted", "grpo")
        assert found["second"] == "trained"
        assert not any("trained" in fact for fact in found["facts"])
    for args in ((), ("runs/eval",)):
        found = json.loads(majordomo("compare", *args, "--baseline", "start", "--json").stdout)
        assert (found["baseline"], found["trained"]) == ("start", "grpo")
    found = json.loads(majordomo("compare", "--trained", "start", "--json").stdout)
    assert (found["baseline"], found["trained"]) == ("scripted", "start")
    assert found["second"] == "other"
    assert found["facts"][0] == "start was not trained"


def test_without_a_trained_policy_the_command_says_so(evaluation: Path, majordomo: Command):
    done = majordomo("compare", evaluation)
    assert "greedy vs scripted · greedy was not trained" in done.stderr
    assert "baseline   other" in done.stderr


def test_what_an_evaluation_was_asked_to_compare_is_compared_again(
    tmp_path: Path, majordomo: Command
):
    out = tmp_path / "asked"
    plan = Plan(
        ["scripted", "greedy", "keyword"], out, episodes=2, level="easy", only_days=True,
        pairs=["scripted-keyword"],
    )  # fmt: skip
    evaluate(plan, lambda line: None)
    found = json.loads(majordomo("compare", out, "--json").stdout)
    assert (found["baseline"], found["trained"]) == ("keyword", "scripted")


def test_an_evaluation_that_does_not_say_who_played_is_said(
    evaluation: Path, tmp_path: Path, majordomo: Command
):
    copy = tmp_path / "copy"
    copy.mkdir()
    for name in ("run.json", "episodes.jsonl"):
        (copy / name).write_bytes((evaluation / name).read_bytes())
    done = majordomo("compare", copy)
    assert done.returncode == 1
    assert "does not say which policies have played" in done.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["nowhere"], "compare wants one or two folders"),
        (["a", "b", "c"], "compare wants one or two folders"),
        (["scripted", "no:such:model", "--sample"], "no:such"),
        ([], "no evaluation of two policies in runs"),
    ],
)
def test_what_cannot_be_compared_is_said(
    args: list[str], said: str, majordomo: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    done = majordomo("compare", *args)
    assert done.returncode == 1
    assert said in done.stderr


def test_a_policy_that_the_folder_does_not_hold_is_said(evaluation: Path, majordomo: Command):
    done = majordomo("compare", evaluation, "--trained", "mini")
    assert done.returncode == 1
    assert "there is no policy 'mini'" in done.stderr
    assert "scripted, greedy" in done.stderr


def test_reading_an_evaluation_loads_no_model_library(evaluation: Path):
    code = (
        "import sys\n"
        "from majordomo.cli import main\n"
        f"sys.argv = ['majordomo', 'compare', {str(evaluation)!r}]\n"
        "try:\n    main()\n"
        "except SystemExit as stop:\n    assert not stop.code, stop.code\n"
        "names = ('torch', 'transformers', 'chromadb', 'trl', 'langgraph', 'langchain_core')\n"
        "print('HEAVY', [name for name in names if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("HEAVY []")
    assert "greedy vs scripted" in done.stderr
