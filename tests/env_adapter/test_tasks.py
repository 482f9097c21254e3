"""Days by name, by split and index; lists that need not be built."""

import pytest

from env_adapter import tasks
from env_adapter.environment import MajordomoEnvironment
from env_adapter.errors import EnvError
from scenarios import scenario_names
from scenarios.families import families

GENERATED = [split for split in ("train", "heldout") if tasks.count(split)]


def test_the_hand_written_days_are_a_split() -> None:
    assert tasks.count("days") == len(scenario_names())
    names = [tasks.describe("days", n)["id"] for n in range(tasks.count("days"))]
    assert tuple(names) == scenario_names()
    with pytest.raises(IndexError):
        tasks.describe("days", len(names))


@pytest.mark.parametrize("split", GENERATED)
def test_a_generated_split_lists_every_family_early_and_no_day_twice(split: str) -> None:
    kinds = families(split)
    first = [tasks.describe(split, n) for n in range(len(kinds))]
    assert [task["family"] for task in first] == list(kinds)
    assert {task["seed"] for task in first} == {0} and all(task["description"] for task in first)
    every = {tasks.describe(split, n)["id"] for n in range(tasks.count(split))}
    assert len(every) == tasks.count(split)


@pytest.mark.parametrize("split", GENERATED)
def test_a_task_by_index_and_by_name_is_one_day(split: str) -> None:
    environment = MajordomoEnvironment()
    by_index = environment.reset(split=split, index=3)
    by_name = environment.reset(task=tasks.describe(split, 3)["id"])
    assert by_index.state_hash == by_name.state_hash and by_index.task == by_name.task
    assert environment.reset(split=split, index=4).state_hash != by_name.state_hash


def test_the_splits_share_no_family() -> None:
    assert not set(families("train")) & set(families("heldout"))


@pytest.mark.parametrize(
    "name",
    ["nope", "nope:1", "", "../sample", "days/sample.json", "rush_hour:", "rush_hour:-1",
     "rush_hour:x", "rush_hour:1:hardest", "rush_hour:1:easy:twin:x", "rush_hour:" + "9" * 40,
     "rush_hour:1\x00", "RUSH_HOUR:1", 5, ["sample"], {"a": 1}],
)  # fmt: skip
def test_a_name_of_no_day_is_refused_in_words(name: object) -> None:
    if name == "":
        assert tasks.pick({"task": name}).name == tasks.DEFAULT_TASK
        return
    with pytest.raises(EnvError):
        tasks.pick({"task": name})
