"""Tasks that were handed over: finished, late, or back again."""

import pytest

from env_adapter.world import World
from tests.env_adapter.days import BASE, at, day, scenario, wait_until

SLIDES = {"id": "t1", "description": "Make the slides", "effort": 90}
CY = BASE["contacts"][1]


def hand_over(world: World, task: str = "t1", contact: str = "Cy Park") -> None:
    args = {"item_id": task, "task_id": task, "contact": contact}
    assert world.step("delegate_task", args).outcome.is_ok


def test_the_skilled_finish_after_the_effort_it_takes() -> None:
    world = day(tasks=[SLIDES | {"deadline": at("12:00")}])
    hand_over(world)
    assert "Cy Park finished t1" not in wait_until(world, "10:00")
    assert world.desk.tasks["t1"].status == "delegated"
    assert "Cy Park finished t1" in wait_until(world, "10:40")
    assert world.desk.tasks["t1"].status == "done" and world.ledger.credit["t1"] == 80


def test_what_is_finished_after_its_deadline_has_slipped() -> None:
    world = day(tasks=[SLIDES | {"deadline": at("10:00")}])
    hand_over(world)
    assert world.ledger.credit["t1"] == 80
    told = wait_until(world, "11:00")
    assert "Cy Park is late with t1" in told and "Cy Park finished t1" in told
    assert world.ledger.credit["t1"] == 40


def test_the_unskilled_take_twice_as_long_or_hand_it_back() -> None:
    task = SLIDES | {"description": "Repair the door", "deadline": at("11:30")}
    ends = set()
    for seed in range(16):
        world = day(seed, tasks=[task])
        hand_over(world)
        told = wait_until(world, "12:30")
        late, back = "Cy Park is late with t1" in told, "Cy Park hands t1 back" in told
        assert late != back and ("Cy Park finished t1" in told) == late
        assert world.desk.items["t1"].is_open == back
        assert world.ledger.credit == ({} if back else {"t1": 40})
        ends.add(back)
    assert ends == {True, False}


@pytest.mark.parametrize(("load", "returned"), [(0, 1), (1, 2), (2, 3), (7, 3)])
def test_everybody_takes_two_tasks_a_day_those_they_have_included(load: int, returned: int) -> None:
    tasks = [SLIDES | {"id": f"t{n}"} for n in (1, 2, 3)]
    world = day(tasks=tasks, contacts=[CY | {"load": load}])
    for n in (1, 2, 3):
        hand_over(world, f"t{n}")
    told = wait_until(world, "11:30")
    assert sum("hands" in line for line in told) == returned


def test_a_deadline_that_moves_is_the_one_that_counts() -> None:
    drift = [{"at": at("09:40"), "set_task_deadline": {"t1": at("12:00")}}]
    world = day(tasks=[SLIDES | {"deadline": at("10:00")}], drift=drift)
    hand_over(world)
    wait_until(world, "11:30")
    assert world.ledger.credit["t1"] == 80


def test_nobody_works_on_a_still_day() -> None:
    world = World(scenario(tasks=[SLIDES], dynamics={"still": True}))
    hand_over(world)
    assert world.ledger.pending == [] and world.ledger.handed == {}
