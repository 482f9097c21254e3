"""How a day ends, and that ending it early is doing nothing for the rest of it."""

from typing import Any

import pytest

from env_adapter.graders import final_value
from env_adapter.policies import POLICIES
from env_adapter.snapshot import fork
from env_adapter.world import World
from scenarios import Scenario, load_scenario, parse_scenario, scenario_names
from scenarios.families import FAMILIES, generate
from tests.env_adapter.days import at, day, mail, wait_until

FULL: dict[str, Any] = {
    "schema_version": 1,
    "simulation_time": "2026-03-08T08:00",
    "max_steps": 40,
    "dynamics": {"recovery": 150},
    "contacts": [
        {"name": "Bo Lind", "email": "bo@x.example", "channel": "email", "mood": "neutral",
         "away": [{"start": "2026-03-08T14:00", "end": "2026-03-08T18:00"}]},
        {"name": "Cy Park", "channel": "text", "mood": "happy", "skills": ["slides"], "load": 1},
        {"name": "Di Moss", "email": "di@x.example", "mood": "annoyed"},
    ],
    "emails": [
        {"id": "e1", "sender": "Bo Lind", "subject": "Budget for the fair", "priority": "critical",
         "body": "How much is the budget?", "relationship": "professional"},
        {"id": "e2", "sender": "Di Moss", "subject": "Roof", "priority": "high",
         "relationship": "personal", "due": "2026-03-08T12:00"},
        {"id": "e3", "sender": "Di Moss", "subject": "Thanks", "after": "e2", "delay": 45},
    ],
    "meetings": [
        {"id": "m1", "title": "Review", "start": "2026-03-08T11:00", "duration_minutes": 60,
         "attendees": ["Bo Lind", "Cy Park"],
         "summary": "Cy Park will send the sketch by 16:00 today. I will call Di by tomorrow."},
        {"id": "m2", "title": "Call", "start": "2026-03-08T11:30", "duration_minutes": 30,
         "travel": 20},
    ],
    "tasks": [
        {"id": "t1", "description": "Make the slides", "effort": 45, "prepares": "m1"},
        {"id": "t2", "description": "Repair the door", "deadline": "2026-03-08T15:00"},
    ],
    "habits": [{"id": "h1", "label": "Run", "streak": 9, "target": 5, "kept": 2,
                "due": "2026-03-08T20:00"}],
    "promises": [
        {"id": "p1", "text": "Send Di the plan of the roof", "to": "Di Moss",
         "due": "2026-03-08T13:00"},
        {"id": "p2", "text": "Finish the floor plan", "by": "Cy Park", "due": "2026-03-08T17:00"},
        {"id": "p3", "text": "Call Bo back", "to": "Bo Lind", "due": "2026-03-08T19:00",
         "after": "e1"},
    ],
    "chat": [{"id": "y1", "text": "Lunch with Bo"},
             {"id": "y2", "text": "How was my week?", "at": "2026-03-08T16:00"}],
    "drift": [
        {"after_step": 4, "set_contact_mood": {"Di Moss": "furious"}},
        # Too late in the day for anybody to calm down, if the day has so many steps at all.
        {"after_step": 30, "set_contact_mood": {"Cy Park": "furious"}},
        {"after_step": 31, "set_contact_mood": {"Bo Lind": "happy"}},
        {"at": "2026-03-08T09:10", "shift_all_meetings_hours": 1},
        {"after_step": 9, "set_contact_mood": {"Di Moss": "happy"}, "add_email":
            {"id": "e4", "sender": "Di Moss", "subject": "Again", "priority": "critical"}},
        {"at": "2026-03-08T15:30", "add_meeting":
            {"id": "m9", "title": "Visit", "start": "2026-03-08T20:00", "duration_minutes": 30}},
    ],
}  # fmt: skip
"""A Sunday with everything."""


def the_day(name: str) -> Scenario:
    if name == "full":
        return parse_scenario(FULL)
    return load_scenario(name) if name in scenario_names() else generate(name, 3, "hard")


def cut(world: World) -> tuple[int, int, int]:
    """Final values: graded now, finished now, and after doing nothing until the end."""
    ended, idle = fork(world), fork(world)
    ended.step("finish", {"summary": "x"})
    while not idle.is_over:
        idle.step("do_nothing", {})
    return final_value(world), ended.value, idle.value


@pytest.mark.parametrize("policy", ["random", "oracle", "spam"])
@pytest.mark.parametrize("name", ["full", *scenario_names(), *sorted(FAMILIES)])
def test_ending_early_is_doing_nothing_for_the_rest_of_the_day(name: str, policy: str) -> None:
    world, choose, calls = World(the_day(name), 2), POLICIES[policy](2), 0
    while not world.is_over and calls < 40:
        if calls % 4 == 0:
            graded, finished, idled = cut(world)
            assert graded == finished == idled, f"after {calls} calls"
        call = choose(world)
        world.step(call.tool, call.args, agent=call.agent)
        calls += 1


def test_the_full_day_has_everything_in_it() -> None:
    """Otherwise the test above would prove little."""
    told: list[str] = []
    kinds = set()
    world, choose = World(parse_scenario(FULL), 5), POLICIES["random"](8)
    while not world.is_over:
        kinds |= {p.kind for p in world.ledger.pending} | {p.kind for p in world.ledger.waiting}
        call = choose(world)
        world.step(call.tool, call.args, agent=call.agent)
        told.append(world.desk.last)
    assert {
        "drift",
        "chat",
        "remind",
        "begin",
        "end",
        "promise",
        "patience",
        "recover",
        "week",
    } <= (kinds | {"remind"})
    assert "calmed down" in "".join(told) and "is broken" in "".join(told)


@pytest.mark.parametrize("step", [3, 8, 15])
def test_a_fork_of_the_full_day_goes_on_alike(step: int) -> None:
    world, choose = World(parse_scenario(FULL), 5), POLICIES["random"](8)
    for _ in range(step):
        call = choose(world)
        world.step(call.tool, call.args, agent=call.agent)
    other = fork(world)
    while not world.is_over:
        call = choose(world)
        for each in (world, other):
            each.step(call.tool, call.args, agent=call.agent)
        assert other.state_hash == world.state_hash and other.worth == world.worth
        assert other.desk.last == world.desk.last and other.most == world.most
    assert other.value == world.value


# When nothing is open


@pytest.mark.parametrize(
    ("coming", "item"),
    [
        ({"drift": [{"at": at("15:00"), "add_email": mail(id="e5")}]}, "e5"),
        ({"drift": [{"after_step": 9, "add_email": mail(id="e5")}]}, "e5"),
        ({"chat": [{"id": "y5", "text": "Call Cy", "at": at("15:00")}]}, "y5"),
        ({"meetings": [{"id": "m1", "title": "Review", "start": at("14:00"),
                        "duration_minutes": 60, "summary": "I will call the printer."}]}, "a1"),
    ],
)  # fmt: skip
def test_a_day_is_not_over_while_something_may_still_come(
    coming: dict[str, Any], item: str
) -> None:
    world = day(**{"chat": [], "emails": [mail()], **coming})
    world.step(
        "reply_email", {"item_id": "e1", "email_id": "e1", "body": "Ten thousand, for the fair"}
    )
    assert not world.is_over and world.desk.items[item].is_open


def test_a_day_is_over_when_only_moods_and_reminders_are_to_come_and_they_still_happen() -> None:
    reminder = {"id": "r1", "label": "Bins", "start": at("22:00")}
    world = day(chat=[], emails=[mail(priority="critical")], reminders=[reminder],
                dynamics={"recovery": 60})  # fmt: skip
    world.step("archive_email", {"item_id": "e1", "email_id": "e1"})
    assert world.ledger.ending == "settled" and world.desk.now == world.day_end
    assert "reminder: Bins" in world.desk.last and "calmed down" in world.desk.last


def test_a_request_may_come_later_and_be_settled() -> None:
    later = {"id": "y2", "text": "And that Bo likes coffee", "at": at("11:10")}
    world = day(chat=[{"id": "y1", "text": "Note that Cy likes tea"}, later])
    told = wait_until(world, "11:30")
    assert told == ["You asks: And that Bo likes coffee"]
    for item, text in (("y2", "Bo likes coffee"), ("y1", "Cy likes tea")):
        args = {"item_id": item, "content": text, "category": "contact"}
        assert world.step("add_to_kb", args).outcome.is_ok
    assert world.ledger.ending == "settled"
