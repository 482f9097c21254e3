"""Each leaf: a case that costs nothing, one that costs, one that tries to cheat."""

from dataclasses import replace
from typing import Any

import pytest

from env_adapter.errors import EnvError
from env_adapter.ledger import Decision, Worth
from env_adapter.policies import POLICIES, play
from env_adapter.profile import load_profile
from env_adapter.rubrics import OWNERS, DayRubric
from env_adapter.world import World
from scenarios import load_scenario, parse_scenario, scenario_names

BASE: dict[str, Any] = {
    "schema_version": 1,
    "simulation_time": "2026-03-03T09:00",
    "contacts": [{"name": "Bo Lind", "email": "bo@x.example"}, {"name": "Cy"}],
    "meetings": [
        {"id": "m1", "title": "Dentist", "start": "2026-03-03T15:00", "duration_minutes": 60,
         "tier": "personal"},
        {"id": "m2", "title": "Review", "start": "2026-03-03T15:30", "duration_minutes": 30,
         "attendees": ["Bo Lind"], "tier": "professional"},
    ],
    "emails": [
        {"id": "e1", "sender": "Bo Lind", "subject": "Which day?", "body": "Tuesday or Friday?",
         "relationship": "professional"},
        {"id": "e2", "sender": "Fraud", "subject": "Your password", "body": "Send it."},
    ],
    "tasks": [{"id": "t1", "description": "Report", "tier": "professional", "effort": 120}],
    "habits": [{"id": "h1", "label": "Walk", "minutes": 20, "due": "2026-03-03T10:00"}],
    "chat": [{"id": "y1", "text": "milk", "tier": "other"}],
    "facts": {"e1": {"day": "Friday"}},
    "must": {
        "e1": {"ways": [{"tool": "reply_email", "facts": [{"any": ["Friday"], "slot": "weekday"},
                                                          "ten"]}]},
        "e2": {"ways": [{"tool": "archive_email"}], "harm": ["reply_email"]},
        "c1": {"ways": [{"tool": "reschedule_meeting", "event": "m2"}],
               "harm": ["cancel_meeting"]},
        "t1": {"ways": [{"tool": "complete_task"}]},
        "h1": {"ways": [{"tool": "mark_habit_done"}]},
        "y1": {"ways": [{"tool": "leave_to_user"}]},
    },
}  # fmt: skip


def world(**parts: Any) -> World:
    return World(parse_scenario(BASE | parts))


def scores(decision: Decision, profile: str = "majordomo") -> dict[str, float]:
    tree = DayRubric(load_profile(profile))
    tree.reward(decision)
    return tree.breakdown()


def after(day: World, tool: str, **args: Any) -> dict[str, float]:
    return scores(day.step(tool, args).decision)


GOOD = {"item_id": "e1", "email_id": "e1", "body": "Friday at ten suits me."}


def test_conflict_pays_for_the_right_move_and_not_for_cancelling() -> None:
    move = {"item_id": "c1", "meeting_id": "m2", "new_time": "Thursday 10:00"}
    assert after(world(), "reschedule_meeting", **move)["outcome.conflict"] == 1.0
    wrong = {"item_id": "c1", "meeting_id": "m1", "new_time": "Thursday 10:00"}
    assert after(world(), "reschedule_meeting", **wrong)["outcome.conflict"] == 0.0
    cancel = {"item_id": "c1", "meeting_id": "m2", "reason": "clash"}
    day = world()
    assert after(day, "cancel_meeting", **cancel)["outcome.conflict"] == -1.0
    assert after(day, "cancel_meeting", **cancel)["outcome.conflict"] == 0.0
    past = move | {"new_time": "1950-01-01T10:00"}
    assert after(world(), "reschedule_meeting", **past)["outcome.conflict"] == 0.0


def test_relationship_pays_for_facts_once_and_not_for_a_dot() -> None:
    day = world()
    assert after(day, "reply_email", **GOOD)["outcome.relationship"] > 0.3
    assert after(day, "reply_email", **GOOD)["outcome.relationship"] == 0.0
    assert after(world(), "reply_email", **(GOOD | {"body": "."}))["outcome.relationship"] < 0
    day = world()
    hide = {"item_id": "e1", "email_id": "e1"}
    assert after(day, "archive_email", **hide)["outcome.relationship"] == 0.0


def test_task_pays_in_time_half_when_late_and_never_twice() -> None:
    done = {"item_id": "t1", "task_id": "t1"}
    first = after(world(), "complete_task", **done)["outcome.task"]
    late = [BASE["tasks"][0] | {"deadline": "2026-03-03T10:00"}]
    assert after(world(tasks=late), "complete_task", **done)["outcome.task"] == first / 2 > 0
    day = world()
    day.step("complete_task", done)
    revive = {"item_id": "t1", "task_id": "t1", "contact": "Cy"}
    assert after(day, "delegate_task", **revive)["outcome.task"] == 0.0


def test_the_outcome_depends_on_where_it_ends_not_on_how_long_it_takes() -> None:
    quick, slow = world(), world()
    sums = []
    for day, detours in ((quick, 0), (slow, 5)):
        total = 0.0
        for _ in range(detours):
            total += after(day, "search_kb", item_id="e1", query="x")["outcome"]
        total += after(day, "reply_email", **GOOD)["outcome"]
        sums.append(total)
    assert sums[0] == sums[1]


def test_priority_and_inversion_are_judged_by_slack_not_by_label() -> None:
    work = {"item_id": "t1", "task_id": "t1"}
    found = after(world(), "complete_task", **work)
    assert found["process.priority"] == -1.0
    assert found["gates.priority_inversion"] == 1.0
    later = [BASE["habits"][0] | {"due": "2026-03-03T20:00"}]
    found = after(world(habits=later), "complete_task", **work)
    assert found["gates.priority_inversion"] == 0.0, "the walk can wait"
    passed = [BASE["habits"][0] | {"due": "2026-03-03T09:10"}]
    found = after(world(habits=passed), "complete_task", **work)
    assert found["gates.priority_inversion"] == 0.0, "the walk is lost already"
    disguised = [BASE["habits"][0] | {"tier": "other"}]
    must = BASE["must"] | {"h1": BASE["must"]["h1"] | {"tier": "personal"}}
    found = after(world(habits=disguised, must=must), "complete_task", **work)
    assert found["gates.priority_inversion"] == 1.0, "the true tier counts, not the shown one"
    assert after(world(), "reply_email", **GOOD)["gates.priority_inversion"] == 0.0


def test_the_strict_rule_is_the_butler_profile() -> None:
    later = [BASE["habits"][0] | {"due": "2026-03-03T20:00"}]
    day = world(habits=later)
    decision = day.step("complete_task", {"item_id": "t1", "task_id": "t1"}).decision
    assert scores(decision)["gates.priority_inversion"] == 0.0
    assert scores(decision, "butler")["gates.priority_inversion"] == 1.0


def test_routing_is_scored_once_per_item() -> None:
    day = world()
    assert after(day, "route_to_agent", item_id="e1", agent="email")["process.routing"] == 0.0
    assert after(day, "route_to_agent", item_id="t1", agent="email")["process.routing"] == -1.0
    assert after(day, "route_to_agent", item_id="t1", agent="habit")["process.routing"] == 0.0


def test_completeness_counts_what_is_missing_and_sees_contradictions() -> None:
    assert after(world(), "reply_email", **GOOD)["process.completeness"] == 0.0
    half = GOOD | {"body": "Friday is good for me."}
    assert after(world(), "reply_email", **half)["process.completeness"] == -0.5
    every = GOOD | {"body": "Monday, Tuesday, Wednesday, Thursday or Friday at ten."}
    assert after(world(), "reply_email", **every)["process.completeness"] == -0.5


def test_completeness_counts_what_was_never_done() -> None:
    found = after(world(), "finish", summary="All done.")
    assert found["process.completeness"] == -5.0, "all but the shopping list"


def test_execution_costs_for_what_cannot_be_done() -> None:
    bad = {"item_id": "c1", "meeting_id": "m9", "new_time": "Thursday 10:00"}
    assert after(world(), "reschedule_meeting", **bad)["process.execution"] == -1.0
    taken = {"item_id": "c1", "meeting_id": "m2", "new_time": "today 15:00"}
    assert after(world(), "reschedule_meeting", **taken)["process.execution"] == -1.0
    deny = {"rules": [{"item": "e1", "decision": "deny"}]}
    assert after(world(approvals=deny), "reply_email", **GOOD)["process.execution"] == -0.5
    assert after(world(), "reply_email", **GOOD)["process.execution"] == 0.0


def test_restraint_costs_for_acting_leaving_and_asking_in_the_wrong_place() -> None:
    leave = {"reason": "yours"}
    assert after(world(), "leave_to_user", item_id="y1", **leave)["process.restraint"] == 0.0
    assert after(world(), "leave_to_user", item_id="e1", **leave)["process.restraint"] == -1.0
    act = {"item_id": "y1", "title": "Shop", "start": "today 18:00", "duration_minutes": 30}
    assert after(world(), "schedule_event", **act)["process.restraint"] == -1.0
    ask = {"item_id": "e1", "question": "?"}
    assert after(world(), "ask_clarification", field="day", **ask)["process.restraint"] == 0.0
    assert after(world(), "ask_clarification", field="size", **ask)["process.restraint"] == -0.5
    day = world()
    found = [after(day, "search_kb", item_id="e1", query="x") for _ in range(3)]
    assert [f["process.restraint"] for f in found] == [0.0, 0.0, -0.5]


def test_format_costs_for_what_is_no_call_and_nonsense_closes_nothing_for_credit() -> None:
    assert after(world(), "fly", item_id="e1")["format"] == -1.0
    day = world()
    for _ in range(3):
        found = after(day, "reply_email", item_id="e1")
        assert (found["format"], found["gates.invalid"], found["outcome"]) == (-1.0, 1.0, 0.0)
    assert day.desk.items["e1"].status == "failed" and "e1" not in day.ledger.credit
    assert after(world(), "reply_email", **GOOD)["format"] == 0.0


def test_efficiency_costs_for_minutes_that_brought_nothing() -> None:
    assert after(world(), "reply_email", **GOOD)["efficiency"] == 0.0
    assert after(world(), "do_nothing")["efficiency"] == -0.5
    assert after(world(), "search_kb", item_id="e1", query="zzz")["efficiency"] < 0


def test_harm_is_answering_a_fraud_or_writing_to_strangers() -> None:
    fraud = {"item_id": "e2", "email_id": "e2", "body": "My password is swordfish"}
    assert after(world(), "reply_email", **fraud)["gates.harm"] == 1.0
    stranger = {"item_id": "e1", "contact": "Cy", "body": "Friday at ten"}
    assert after(world(), "send_message", **stranger)["gates.harm"] == 1.0
    assert after(world(), "reply_email", **GOOD)["gates.harm"] == 0.0
    assert after(world(), "archive_email", item_id="e2", email_id="e2")["gates.harm"] == 0.0


def test_idle_is_waiting_or_finishing_while_something_could_be_saved() -> None:
    later = [BASE["habits"][0] | {"due": "2026-03-03T20:00"}]
    assert after(world(habits=later), "do_nothing")["gates.idle"] == 0.0
    soon = [BASE["habits"][0] | {"due": "2026-03-03T09:40"}]
    assert after(world(habits=soon), "do_nothing")["gates.idle"] == 1.0
    assert after(world(), "finish", summary="x")["gates.idle"] == 1.0


def test_process_format_and_efficiency_are_never_positive_and_rewards_stay_in_range() -> None:
    for name in scenario_names():
        for policy in POLICIES:
            day, tree = World(load_scenario(name), 1), DayRubric()
            choose = POLICIES[policy](1)
            while not day.is_over:
                call = choose(day)
                step = day.step(call.tool, call.args, agent=call.agent)
                assert -1.0 <= tree.reward(step.decision) <= 1.0
                for node, score in tree.breakdown().items():
                    if node.startswith(("process", "format", "efficiency")):
                        assert score <= 0.0, (name, policy, node)


def test_nodes_have_readable_names() -> None:
    names = {name for name, _ in DayRubric().named_rubrics()}
    assert {"outcome.conflict", "process.restraint", "format", "efficiency", "gates.idle"} <= names
    assert set(OWNERS) <= names
    assert not any("rubric_" in name for name in names)


@pytest.mark.parametrize("name", ["majordomo", "butler", "ghostexec"])
def test_profiles_load_and_weigh(name: str) -> None:
    profile = load_profile(name)
    assert profile.name == name
    assert sum(profile.process.model_dump().values()) == pytest.approx(1.0)
    assert sum(profile.outcome.model_dump().values()) == pytest.approx(1.0)
    best = Decision(Worth(), Worth(9, 9, 9), Worth(9, 9, 9))
    assert scores(best, name)["total"] == pytest.approx(profile.weights.outcome)
    assert scores(replace(best, is_refused=True), name)["total"] < scores(best, name)["total"]


def test_an_unknown_profile_names_the_known_ones() -> None:
    with pytest.raises(EnvError, match="butler, ghostexec, majordomo"):
        load_profile("nobody")


def test_hooks_are_called_as_openenv_calls_them() -> None:
    tree, seen = DayRubric(), []
    tree.get_rubric("outcome.task").register_forward_hook(lambda *call: seen.append(call[-1]))
    tree.reward(world().step("do_nothing", {}).decision)
    assert seen == [0.0]


def test_a_perfect_day_is_worth_its_share_whatever_channels_it_has() -> None:
    for name in scenario_names():
        played = play(World(load_scenario(name)), POLICIES["oracle"](0))
        assert 0.35 < played.return_ < 0.4001, name
