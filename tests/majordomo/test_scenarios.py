"""`majordomo scenarios`: data on stdout, narration on stderr, one clear line for a bad file."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from majordomo.cli import main
from scenarios import load_scenario, parse_scenario, scenario_names, scenario_to_json
from scenarios.families import families, generate
from scenarios.json_schema import json_schema


class Done(NamedTuple):
    code: int
    out: str
    err: str


Command = Callable[..., Done]


@pytest.fixture
def scenarios(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    def run(*args: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["majordomo", "scenarios", *map(str, args)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as stop:
            main()
        said = capsys.readouterr()
        return Done(int(stop.value.code or 0), said.out, said.err)

    return run


def test_list_names_days_and_families_with_their_splits(scenarios: Command):
    told = json.loads(scenarios("list", "--json").out)
    assert [day["name"] for day in told["days"]] == list(scenario_names())
    assert {f["name"]: f["split"] for f in told["families"]} == {
        name: split for split in ("train", "heldout") for name in families(split)
    }
    assert told["levels"] == ["easy", "medium", "hard", "stress"]
    lines = scenarios("list").out.splitlines()
    assert len(lines) == len(told["days"]) + len(told["families"])
    assert all(line.count("\t") == 2 for line in lines)


def test_a_generated_day_is_written_and_valid(scenarios: Command, tmp_path: Path):
    done = scenarios("generate", "--family", "todo_queue", "--seed", 7, "--level", "hard", "--twin")
    day = parse_scenario(json.loads(done.out))
    assert (done.code, done.err) == (0, "")
    assert day == generate("todo_queue", 7, "hard", is_twin=True)
    file = tmp_path / "day.json"
    told = scenarios("generate", "--family", "todo_queue", "--out", file, "--json")
    assert json.loads(told.out) == {"name": "todo_queue:0:medium", "file": str(file)}
    valid = scenarios("validate", file, "--json")
    assert json.loads(valid.out)["valid"] is True
    assert "nothing wrong" in scenarios("validate", file).err


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda d: d["tasks"][0].update(deadline="tomorrow"), "$.tasks[0].deadline: "),
        (lambda d: d.update(colour="red"), "$.colour: "),
        (lambda d: d["must"].update(t99={"ways": []}), "$.must.t99: there is no such item"),
        (lambda d: d["tasks"].append(dict(d["tasks"][0])), "].id: 't1' is taken"),
        (lambda d: d["person"].update(timezone="Mars/Base"), "$.person.timezone: "),
    ],
)
def test_a_bad_file_gets_one_line_with_its_path_and_field(
    scenarios: Command, tmp_path: Path, change: Callable[[dict], object], says: str
):
    day = scenario_to_json(generate("todo_queue", 3))
    change(day)
    file = tmp_path / "day.json"
    file.write_text(json.dumps(day), "utf-8")
    done = scenarios("validate", file)
    assert (done.code, done.out) == (1, "")
    assert done.err.count("\n") == 1
    assert f"{file}: " in done.err and says in done.err


@pytest.mark.parametrize("text", ["[1]", "{", "", '"day"', "{}", "\0", '{"events": []}'])
def test_what_is_no_day_at_all_is_refused_in_one_line(
    scenarios: Command, tmp_path: Path, text: str
):
    file = tmp_path / "day.json"
    file.write_text(text, "utf-8")
    done = scenarios("validate", file)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert str(file) in done.err


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("generate", "--family", "nowhere"), "no family 'nowhere'"),
        (("generate", "--family", "todo_queue", "--seed", "-1"), "0 or more"),
        (("generate", "--family", "todo_queue", "--level", "brutal"), "no level 'brutal'"),
        (("perturb", "queue", "--kind", "paraphrase"), "no change 'paraphrase'"),
        (("perturb", "queue"), "name a change"),
        (("validate", "nowhere.json"), "nowhere.json: cannot be read"),
    ],
)
def test_bad_arguments_are_refused_with_what_there_is(
    scenarios: Command, args: tuple[str, ...], says: str
):
    done = scenarios(*args)
    assert (done.code, done.out) == (1, "")
    assert says in done.err


def test_a_changed_day_is_written(scenarios: Command):
    done = scenarios("perturb", "queue", "--kind", "rename", "--kind", "shift", "--seed", 5)
    day = parse_scenario(json.loads(done.out))
    assert day.name == "queue~rename.5~shift.5"
    assert day.must.keys() == load_scenario("queue").must.keys()


def test_schema_is_the_published_one(scenarios: Command):
    assert json.loads(scenarios("schema").out) == json_schema()
