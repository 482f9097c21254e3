"""The world: deterministic, forkable, and what time and people do in it."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

from env_adapter.ledger import Step
from env_adapter.policies import POLICIES, play
from env_adapter.snapshot import fork, restore, snapshot
from env_adapter.world import FREE_CALLS, World
from scenarios import Scenario, load_scenario, parse_scenario, scenario_names
from tests.scenarios.ghostexec import drift_file, scenario_file

BASE: dict[str, Any] = {
    "schema_version": 1,
    "simulation_time": "2026-03-03T09:00",
    "contacts": [
        {"name": "Bo Lind", "email": "bo@x.example", "channel": "email", "mood": "annoyed"},
        {"name": "Cy", "channel": "text", "skills": ["slides"]},
    ],
}


def day(**parts: Any) -> World:
    return World(parse_scenario(BASE | parts))


def mail(**parts: Any) -> dict[str, Any]:
    return {"id": "e1", "sender": "Bo Lind", "subject": "Budget for the fair",
            "body": "How much is the budget?", "relationship": "professional"} | parts  # fmt: skip


def reply(world: World, body: str, item: str = "e1") -> Step:
    return world.step("reply_email", {"item_id": item, "email_id": item, "body": body})


# Determinism

_HASHES = """
import json
from env_adapter.policies import POLICIES
from env_adapter.world import World
from scenarios import load_scenario, scenario_names
found = {}
for name in scenario_names():
    for policy in ("random", "oracle"):
        for seed in (0, 5):
            world, choose = World(load_scenario(name), seed), POLICIES[policy](seed)
            hashes = found[f"{name}/{policy}/{seed}"] = []
            while not world.is_over:
                call = choose(world)
                world.step(call.tool, call.args, agent=call.agent)
                hashes.append(world.state_hash)
print(json.dumps(found))
"""


def test_two_processes_with_other_hash_seeds_agree() -> None:
    found = []
    for hash_seed in ("1", "4242"):
        env = os.environ | {"PYTHONHASHSEED": hash_seed, "TZ": "Asia/Tokyo"}
        command = [sys.executable, "-c", _HASHES]
        found.append(subprocess.run(command, env=env, capture_output=True, check=True).stdout)
    first, second = map(json.loads, found)
    assert first == second
    assert all(len(set(hashes)) == len(hashes) > 4 for hashes in first.values())


@pytest.mark.parametrize("name", ["messy_morning", "dinner_collision"])
def test_a_fork_in_mid_day_has_the_same_future(name: str) -> None:
    world, policy = World(load_scenario(name), 5), POLICIES["random"](5)
    for _ in range(8):
        call = policy(world)
        world.step(call.tool, call.args, agent=call.agent)
    saved = json.loads(json.dumps(snapshot(world)))
    other = restore(world.scenario, saved)
    assert other.desk == world.desk and other.ledger == world.ledger
    while not world.is_over:
        call = policy(world)
        for each in (world, other):
            each.step(call.tool, call.args, agent=call.agent)
        assert other.state_hash == world.state_hash
        assert other.briefing() == world.briefing()
        assert other.worth == world.worth


def test_a_fork_leaves_the_original_alone() -> None:
    world = World(load_scenario("sample"))
    before = world.state_hash
    fork(world).step("do_nothing", {})
    assert world.state_hash == before


def test_the_seed_changes_chance_and_nothing_else() -> None:
    scenario = load_scenario("messy_morning")
    assert World(scenario, 1).state_hash == World(scenario, 1).state_hash
    assert World(scenario, 1).state_hash != World(scenario, 2).state_hash


def test_no_float_is_in_the_state() -> None:
    def floats(value: Any) -> bool:
        if isinstance(value, dict):
            return any(map(floats, value.values()))
        return any(map(floats, value)) if isinstance(value, list) else isinstance(value, float)

    for name in scenario_names():
        world = World(load_scenario(name))
        play(world, POLICIES["random"](1))
        assert not floats(snapshot(world))


# Time


def test_acts_take_their_minutes() -> None:
    world = day(emails=[mail()], tasks=[{"id": "t1", "description": "x", "effort": 90}])
    reply(world, "The budget for the fair is ten thousand")
    assert world.desk.now - world.start == 8
    world.step("complete_task", {"item_id": "t1", "task_id": "t1"})
    assert world.desk.now == world.day_end, "and with nothing left, the day is over"


def test_what_is_settled_late_earns_half() -> None:
    tasks = [{"id": "t1", "description": "x", "effort": 90, "deadline": "2026-03-03T10:00"}]
    world = day(tasks=tasks)
    world.step("complete_task", {"item_id": "t1", "task_id": "t1"})
    assert world.ledger.credit["t1"] == 50


def test_stress_rises_with_neglect_and_falls_with_work() -> None:
    emails = [mail(priority="critical", due="2026-03-03T11:00"), mail(id="e2")]
    world = day(emails=emails, stress=20)
    assert world.ledger.stress == 20
    for _ in range(5):
        world.step("do_nothing", {})
    neglected = world.ledger.stress
    assert neglected > 20
    reply(world, "The budget for the fair is ten thousand")
    assert world.ledger.stress < neglected


def test_the_neglected_lose_patience_twice_at_most_and_archiving_does_not_help() -> None:
    world = day(emails=[mail(priority="critical"), mail(id="e2")])
    world.step("archive_email", {"item_id": "e1", "email_id": "e1"})
    for _ in range(10):
        world.step("do_nothing", {})
    assert world.desk.contacts["Bo Lind"].mood == "furious"
    assert world.ledger.hurt == {"e1": 2}


def test_a_good_answer_over_the_right_channel_warms_once() -> None:
    world = day(emails=[mail()], chat=[{"id": "y1", "text": "write to Bo"}])
    reply(world, "The budget for the fair is ten thousand")
    assert world.desk.contacts["Bo Lind"].mood == "neutral"
    again = reply(world, "The budget for the fair is ten thousand")
    assert again.outcome.status == "invalid"
    assert world.desk.contacts["Bo Lind"].mood == "neutral"


def test_an_answer_over_the_wrong_channel_warms_nobody() -> None:
    world = day(emails=[mail(sender="Cy")], chat=[{"id": "y1", "text": "wait"}])
    reply(world, "The budget for the fair is ten thousand")
    assert world.desk.contacts["Cy"].mood == "neutral"
    assert world.ledger.credit["e1"] == 100


# People


def test_a_question_is_answered_from_the_hidden_facts() -> None:
    chat = [{"id": "y1", "text": "Lunch with Cy"}]
    world = day(chat=chat, facts={"y1": {"time": "Friday at 12:30"}})
    step = world.step("ask_clarification", {"item_id": "y1", "field": "start", "question": "When?"})
    assert step.outcome.status == "asked"
    assert world.desk.items["y1"].said == ("Friday at 12:30",)
    assert world.desk.items["y1"].is_open
    assert world.ledger.attention == 18
    assert not step.decision.is_needless


def test_a_question_nobody_can_answer_is_needless() -> None:
    world = day(chat=[{"id": "y1", "text": "Lunch with Cy"}])
    step = world.step("ask_clarification", {"item_id": "y1", "field": "colour", "question": "?"})
    assert step.decision.is_needless
    assert world.desk.items["y1"].is_open


def test_without_attention_nobody_answers_and_nobody_approves() -> None:
    chat = [{"id": "y1", "text": "Lunch with Cy"}]
    world = day(chat=chat, emails=[mail()], approvals={"attention": 0})
    world.step("ask_clarification", {"item_id": "y1", "field": "time", "question": "When?"})
    assert world.desk.items["y1"].status == "asked"
    assert reply(world, "The budget for the fair").outcome.status == "denied"


def test_the_person_denies_what_the_day_says() -> None:
    rule = {"item": "e1", "decision": "deny", "reason": "that is a fraud", "attention": 3}
    world = day(emails=[mail()], approvals={"rules": [rule], "attention": 10})
    step = reply(world, "The budget for the fair is ten thousand")
    assert step.outcome.status == "denied" and "fraud" in step.outcome.text
    assert world.ledger.attention == 7
    assert not world.desk.mails["e1"].replied


@pytest.mark.parametrize(("name", "comes_back"), [("Cy", False), ("Bo Lind", True)])
def test_delegates_without_the_skill_hand_back(name: str, comes_back: bool) -> None:
    contacts = [{"name": "Cy", "skills": ["slides"]}, {"name": "Bo Lind", "skills": ["steel"]}]
    tasks = [{"id": "t1", "description": "Update the slides", "effort": 30}]
    scenario = parse_scenario(BASE | {"contacts": contacts, "tasks": tasks, "emails": [mail()]})
    back = []
    for seed in range(12):
        world = World(scenario, seed)
        args = {"item_id": "t1", "task_id": "t1", "contact": name}
        world.step("delegate_task", args)
        assert world.ledger.credit["t1"] == 80
        for _ in range(5):
            world.step("do_nothing", {})
        back.append(world.desk.items["t1"].is_open)
        assert ("t1" in world.ledger.credit) != world.desk.items["t1"].is_open
    assert any(back) == comes_back


# What happens by itself


def test_requests_and_mails_arrive_and_are_announced() -> None:
    emails = [mail(), mail(id="e2", arrives="2026-03-03T09:20", subject="Later")]
    world = day(emails=emails, chat=[{"id": "y1", "text": "Call Cy", "at": "2026-03-03T09:25"}])
    assert set(world.desk.items) == {"e1"}
    world.step("do_nothing", {})
    assert set(world.desk.items) == {"e1", "e2", "y1"}
    assert "news: new mail e2 from Bo Lind: Later" in world.briefing().last
    assert "asks: Call Cy" in world.briefing().last


def test_an_answer_can_bring_a_mail() -> None:
    world = day(emails=[mail(), mail(id="e2", after="e1", delay=15), mail(id="e3")])
    reply(world, "The budget for the fair is ten thousand")
    world.step("do_nothing", {})
    assert "e2" in world.desk.items


def test_with_nothing_open_the_clock_goes_to_what_comes_next() -> None:
    world = day(emails=[mail()], chat=[{"id": "y1", "text": "Call Cy", "at": "2026-03-03T15:00"}])
    reply(world, "The budget for the fair is ten thousand")
    assert not world.is_over
    assert world.desk.now == world.utc("2026-03-03T15:00", "")


def test_ghostexec_drift_happens_and_is_announced() -> None:
    data = scenario_file() | {"drift": drift_file()["events"]}
    world = World(parse_scenario(data))
    start = world.desk.events["m01"].start
    told = []
    for _ in range(4):
        world.step("do_nothing", {})
        told.append(world.briefing().last)
    assert world.desk.events["m01"].start == start + 60
    assert world.desk.contacts["Dana Voss"].channel == "text"
    assert world.desk.items["t01"].due == world.utc("2026-04-21T12:00:00", "")
    assert world.desk.contacts["Milo"].mood == "angry"
    assert world.ledger.muted == ["Dana Voss"]
    assert "meetings move" in told[0] and "prefers text" in told[1]


# The end


def test_endings() -> None:
    world = day(emails=[mail()])
    assert reply(world, "The budget for the fair is ten thousand").outcome.day_over
    assert world.ledger.ending == "settled"
    world = day(emails=[mail()])
    world.step("finish", {"summary": "x"})
    assert world.ledger.ending == "finish"
    world = day(emails=[mail()], max_steps=2)
    world.step("do_nothing", {})
    world.step("do_nothing", {})
    assert world.ledger.ending == "steps" and world.is_truncated
    world = day(emails=[mail()], ends="2026-03-03T09:40")
    world.step("do_nothing", {})
    world.step("do_nothing", {})
    assert world.ledger.ending == "midnight" and not world.is_truncated


def test_after_the_end_nothing_changes() -> None:
    world = day(emails=[mail()])
    world.step("finish", {"summary": "x"})
    before = (world.state_hash, snapshot(world))
    step = reply(world, "The budget for the fair is ten thousand")
    assert step.outcome.day_over and step.outcome.status == "invalid"
    assert world.refuse("x", "y", "z").outcome.day_over
    assert (world.state_hash, snapshot(world)) == before


def test_routing_is_free_until_it_is_ping_pong() -> None:
    world = day(emails=[mail()], max_steps=5)
    calls = 0
    while not world.is_over:
        agent = ("email", "task")[calls % 2]
        world.step("route_to_agent", {"item_id": "e1", "agent": agent})
        calls += 1
        assert calls <= FREE_CALLS or world.ledger.steps > 0
    assert calls == FREE_CALLS + 5


def test_a_routed_agent_is_taken_for_granted() -> None:
    world = day(emails=[mail()])
    world.step("route_to_agent", {"item_id": "e1", "agent": "email"})
    world.step("ask_clarification", {"item_id": "e1", "field": "x", "question": "?"})
    reply(world, "The budget for the fair is ten thousand")
    assert world.desk.items["e1"].agent == "email"


def test_a_ghostexec_day_plays_to_the_end_with_every_policy() -> None:
    scenario = parse_scenario(scenario_file())
    grades = {}
    for name, policy in POLICIES.items():
        world = World(scenario, 5)
        played = play(world, policy(5))
        assert world.is_over and played.grade is not None
        grades[name] = played.grade.raw
    assert grades["do_nothing"] == 0.0 and grades["oracle"] == pytest.approx(1.0)
    assert max(grades.values()) == grades["oracle"]


def test_a_still_day_stands_still() -> None:
    scenario: Scenario = parse_scenario(
        BASE | {"emails": [mail(priority="critical")], "dynamics": {"still": True}}
    )
    world = World(scenario)
    before = replace(world.desk.items["e1"])
    world.step("search_kb", {"item_id": "e1", "query": "budget"})
    assert world.desk.now == world.start
    assert world.desk.items["e1"] == before
    assert world.step("do_nothing", {}).outcome.day_over
