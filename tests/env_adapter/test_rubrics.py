"""Each leaf: a case that costs nothing, one that costs, and each of its exploits tried.

What whole policies earn by cheating is in `test_exploits`.
"""

from dataclasses import replace
from typing import Any

import pytest

from env_adapter.errors import EnvError
from env_adapter.ledger import Decision, Worth
from env_adapter.policies import POLICIES, play
from env_adapter.profile import load_profile
from env_adapter.rubrics import OWNERS, DayRubric
from env_adapter.stakes import stake, whole
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


def must(**needs: Any) -> dict[str, Any]:
    return BASE["must"] | needs


def habit(**fields: Any) -> list[dict[str, Any]]:
    return [BASE["habits"][0] | fields]


def scores(decision: Decision, profile: str = "majordomo") -> dict[str, float]:
    tree = DayRubric(load_profile(profile))
    tree.reward(decision)
    return tree.breakdown()


def after(day: World, tool: str, **args: Any) -> dict[str, float]:
    return scores(day.step(tool, args).decision)


def share(day: World, item_id: str) -> float:
    """What an item is charged by when it is wholly missed: 1 on a day of eight equal items."""
    return 8 * stake(day, day.desk.items[item_id]) / whole(day)


def total(day: World, *calls: tuple[str, dict[str, Any]]) -> float:
    tree = DayRubric()
    return sum(tree.reward(day.step(tool, args).decision) for tool, args in calls)


GOOD = {"item_id": "e1", "email_id": "e1", "body": "Friday at ten suits me."}
DONE = {"item_id": "t1", "task_id": "t1"}
MOVE = {"item_id": "c1", "meeting_id": "m2", "new_time": "Thursday 10:00"}
CANCEL = {"item_id": "c1", "meeting_id": "m2", "reason": "clash"}
FINISH = {"summary": "All done."}


# Outcome


def test_conflict_pays_for_the_right_move_only() -> None:
    assert after(world(), "reschedule_meeting", **MOVE)["outcome.conflict"] == 1.0
    wrong = MOVE | {"meeting_id": "m1"}
    assert after(world(), "reschedule_meeting", **wrong)["outcome.conflict"] == 0.0


def test_conflict_pays_neither_for_the_past_nor_for_cancelling_again_nor_for_cancelling_all() -> (
    None
):
    past = MOVE | {"new_time": "1950-01-01T10:00"}
    assert after(world(), "reschedule_meeting", **past)["outcome.conflict"] == 0.0
    day = world()
    assert after(day, "cancel_meeting", **CANCEL)["outcome.conflict"] == -1.0
    assert after(day, "cancel_meeting", **CANCEL)["outcome.conflict"] == 0.0
    both = [after(day, "cancel_meeting", **(CANCEL | {"meeting_id": m})) for m in ("m1", "m2")]
    assert sum(found["outcome.conflict"] for found in both) == 0.0


def test_relationship_pays_for_the_facts_carried() -> None:
    assert after(world(), "reply_email", **GOOD)["outcome.relationship"] > 0.3
    half = GOOD | {"body": "Some time around ten would be fine with me."}
    paid = after(world(), "reply_email", **half)["outcome.relationship"]
    assert 0.1 < paid < after(world(), "reply_email", **GOOD)["outcome.relationship"]


def test_relationship_pays_neither_for_a_dot_nor_twice_nor_for_hiding_a_mail() -> None:
    assert after(world(), "reply_email", **(GOOD | {"body": "."}))["outcome.relationship"] <= 0
    day = world()
    after(day, "reply_email", **GOOD)
    assert after(day, "reply_email", **GOOD)["outcome.relationship"] == 0.0
    people = [BASE["contacts"][0] | {"mood": "neutral"}, BASE["contacts"][1]]
    mails = [BASE["emails"][0] | {"priority": "critical"}, BASE["emails"][1]]
    day = world(emails=mails, contacts=people)
    hide = {"item_id": "e1", "email_id": "e1"}
    assert after(day, "archive_email", **hide)["outcome.relationship"] == 0.0
    assert sum(after(day, "do_nothing")["outcome.relationship"] for _ in range(4)) < 0.0


def test_task_pays_in_time_and_half_when_late() -> None:
    first = after(world(), "complete_task", **DONE)["outcome.task"]
    late = [BASE["tasks"][0] | {"deadline": "2026-03-03T10:00"}]
    assert after(world(tasks=late), "complete_task", **DONE)["outcome.task"] == first / 2 > 0


def test_task_pays_neither_for_ticking_all_at_once_nor_for_reviving_nor_for_delegating_all() -> (
    None
):
    due = {"deadline": "2026-03-03T11:30", "effort": 120}
    tasks = [{"id": f"t{n}", "description": f"Report {n}", **due} for n in (1, 2, 3)]
    needs = {t["id"]: {"ways": [{"tool": "complete_task"}]} for t in tasks}
    day = world(tasks=tasks, must=BASE["must"] | needs)
    for n in (1, 2, 3):
        day.step("complete_task", {"item_id": f"t{n}", "task_id": f"t{n}"})
    assert [day.ledger.credit[f"t{n}"] for n in (1, 2, 3)] == [100, 50, 50], "each takes its time"
    day = world()
    day.step("complete_task", DONE)
    assert after(day, "delegate_task", **DONE, contact="Cy")["outcome.task"] == 0.0
    hand = {"ways": [{"tool": "delegate_task"}]}
    loose = [{"id": f"t{n}", "description": f"Report {n}", "effort": 60} for n in range(1, 6)]
    day = world(tasks=loose, must=BASE["must"] | {f"t{n}": hand for n in range(1, 6)})
    paid = 0.0
    for n in range(1, 6):
        paid += after(
            day, "delegate_task", item_id=f"t{n}", task_id=f"t{n}", contact="Cy"
        )["outcome.task"]  # fmt: skip
    day.step("finish", FINISH)
    assert sum(1 for n in range(1, 6) if f"t{n}" in day.ledger.credit) < 5, "some come back"


def test_the_outcome_depends_on_where_it_ends_not_on_how_long_it_takes() -> None:
    sums = []
    for detours in (0, 5):
        day, paid = world(), 0.0
        for _ in range(detours):
            paid += after(day, "search_kb", item_id="e1", query="x")["outcome"]
        sums.append(paid + after(day, "reply_email", **GOOD)["outcome"])
    assert sums[0] == sums[1]


# Process


def test_priority_is_judged_by_slack() -> None:
    assert after(world(), "complete_task", **DONE)["process.priority"] == -1.0
    assert after(world(), "reply_email", **GOOD)["process.priority"] == 0.0
    calm = habit(due="2026-03-03T20:00")
    assert after(world(habits=calm), "complete_task", **DONE)["process.priority"] == 0.0


def test_priority_sees_easy_work_first_and_reads_and_small_calls() -> None:
    tight = habit(due="2026-03-03T09:25")
    easy = {"item_id": "e2", "email_id": "e2"}
    assert after(world(habits=tight), "archive_email", **easy)["process.priority"] == 0.0
    assert after(world(habits=tight), "reply_email", **GOOD)["process.priority"] == -1.0
    spent = habit(due="2026-03-03T09:20")
    look = {"item_id": "e1", "query": "x"}
    assert after(world(habits=spent), "search_kb", **look)["process.priority"] == -1.0
    day = world(habits=tight)
    split = [after(day, "search_kb", **look)["process.priority"] for _ in range(7)]
    assert split.count(-1.0) == 1, "whichever of many small calls takes the last chance"


def test_inversion_is_work_that_costs_something_personal_its_last_chance() -> None:
    assert after(world(), "complete_task", **DONE)["gates.priority_inversion"] == 1.0
    later = habit(due="2026-03-03T20:00")
    assert after(world(habits=later), "complete_task", **DONE)["gates.priority_inversion"] == 0.0
    passed = habit(due="2026-03-03T09:10")
    assert after(world(habits=passed), "complete_task", **DONE)["gates.priority_inversion"] == 0.0
    assert after(world(), "reply_email", **GOOD)["gates.priority_inversion"] == 0.0


def test_inversion_is_not_fooled_by_labels_and_the_way_round_it_costs_as_much() -> None:
    disguised = habit(tier="other")
    needs = must(h1=BASE["must"]["h1"] | {"tier": "personal"})
    day = world(habits=disguised, must=needs)
    assert after(day, "complete_task", **DONE)["gates.priority_inversion"] == 1.0
    task = [BASE["tasks"][0] | {"tier": "personal"}]
    needs = must(t1=BASE["must"]["t1"] | {"tier": "professional"})
    day = world(tasks=task, must=needs)
    assert after(day, "complete_task", **DONE)["gates.priority_inversion"] == 1.0
    day = world()
    left = after(day, "leave_to_user", item_id="h1", reason="yours")
    assert left["process.completeness"] == pytest.approx(-share(day, "h1"))
    soon = world(habits=habit(due="2026-03-03T09:40"))
    assert after(soon, "do_nothing")["gates.idle"] > 0, "idling past it is what the idle gate sees"


def test_routing_is_scored_once_per_item() -> None:
    day = world()
    assert after(day, "route_to_agent", item_id="e1", agent="email")["process.routing"] == 0.0
    assert after(day, "route_to_agent", item_id="t1", agent="email")["process.routing"] == -1.0


def test_routing_to_and_fro_by_keyword_or_not_at_all_is_no_way_out() -> None:
    day = world(tasks=[BASE["tasks"][0] | {"description": "email the report, reply by noon"}])
    assert after(day, "route_to_agent", item_id="t1", agent="email")["process.routing"] == -1.0
    assert after(day, "route_to_agent", item_id="t1", agent="task")["process.routing"] == 0.0
    fro = [after(day, "route_to_agent", item_id="e1", agent=a) for a in ("email", "habit") * 10]
    assert sum(found["process.routing"] for found in fro) == 0.0, "the first one was right"
    assert sum(found["process.restraint"] for found in fro) < 0.0, "but it has to end"
    direct = after(world(), "set_reminder", item_id="t1", label="Report", when="today 18:00")
    assert direct["process.routing"] == 0.0 > direct["process.completeness"]


def test_completeness_counts_what_is_missing() -> None:
    day = world()
    assert after(day, "reply_email", **GOOD)["process.completeness"] == 0.0
    day = world()
    half = GOOD | {"body": "Some time around ten would be fine with me."}
    found = after(day, "reply_email", **half)["process.completeness"]
    assert found == pytest.approx(-share(day, "e1") / 2)


def test_completeness_sees_filled_fields_pasted_mails_and_early_ends() -> None:
    day = world()
    anything = GOOD | {"body": "lorem ipsum dolor sit amet"}
    found = after(day, "reply_email", **anything)["process.completeness"]
    assert found == pytest.approx(-share(day, "e1"))
    for body in (
        "Which day? Tuesday or Friday?",
        "Monday, Tuesday, Wednesday, Thursday or Friday.",
    ):
        found = after(world(), "reply_email", **(GOOD | {"body": body}))["process.completeness"]
        assert found == pytest.approx(-share(day, "e1")), body
    assert after(world(), "finish", **FINISH)["process.completeness"] == pytest.approx(-8.0)


def test_execution_costs_for_what_cannot_be_done_and_less_for_what_is_denied() -> None:
    assert after(world(), "reply_email", **GOOD)["process.execution"] == 0.0
    deny = {"rules": [{"item": "e1", "decision": "deny"}]}
    assert after(world(approvals=deny), "reply_email", **GOOD)["process.execution"] == -0.5


def test_execution_sees_a_date_that_is_none_an_empty_recipient_and_a_taken_slot() -> None:
    for when in ("the 30th of February", "today 15:00"):
        bad = MOVE | {"new_time": when}
        assert after(world(), "reschedule_meeting", **bad)["process.execution"] == -1.0, when
    mail = {"item_id": "e1", "to": "nobody", "subject": "Hello", "body": "Friday at ten"}
    assert after(world(), "send_email", **mail)["process.execution"] == -1.0
    assert after(world(), "send_email", **(mail | {"to": " "}))["format"] == -1.0


def test_the_kth_failure_of_a_day_costs_a_kth() -> None:
    day = world()
    bad = MOVE | {"meeting_id": "m9"}
    found = [after(day, "reschedule_meeting", **bad)["process.execution"] for _ in range(3)]
    assert found == pytest.approx([-1.0, -1 / 2, -1 / 3])


def test_restraint_costs_for_what_earns_nothing() -> None:
    day = world()
    found = after(day, "leave_to_user", item_id="e1", reason="yours")["process.restraint"]
    assert found == pytest.approx(-share(day, "e1"))
    assert after(world(), "leave_to_user", item_id="y1", reason="x")["process.restraint"] == 0.0
    remind = {"item_id": "t1", "label": "Report", "when": "today 18:00"}
    assert after(world(), "set_reminder", **remind)["process.restraint"] < 0.0


def test_restraint_sees_leaving_asking_and_searching_without_end() -> None:
    day = world()
    left = [after(day, "leave_to_user", item_id=i, reason="x") for i in list(day.desk.items)]
    assert sum(found["process.restraint"] for found in left) == pytest.approx(-8.0)
    ask = {"item_id": "e1", "question": "?"}
    assert after(world(), "ask_clarification", field="day", **ask)["process.restraint"] == 0.0
    assert after(world(), "ask_clarification", field="size", **ask)["process.restraint"] == -0.5
    day = world()
    found = [after(day, "search_kb", item_id="e1", query="x") for _ in range(4)]
    assert [f["process.restraint"] for f in found] == [0.0, 0.0, -0.5, -0.25]


def test_leaving_waiting_and_doing_the_wrong_thing_with_all_cost_about_the_same() -> None:
    every = list(world().desk.items)
    leaving = total(world(), *[("leave_to_user", {"item_id": i, "reason": "x"}) for i in every])
    finishing = total(world(), ("finish", FINISH))
    reminding = total(
        world(),
        *[("set_reminder", {"item_id": i, "label": "x", "when": "Friday 9:00"}) for i in every],
    )
    assert max(leaving, finishing, reminding) < -0.6
    assert max(leaving, finishing, reminding) - min(leaving, finishing, reminding) < 0.2


# Format, efficiency, gates


def test_format_costs_for_what_is_no_call() -> None:
    assert after(world(), "reply_email", **GOOD)["format"] == 0.0
    assert after(world(), "fly", item_id="e1")["format"] == -1.0
    assert scores(world().step("reply_email", GOOD, agent="habit").decision)["format"] == -1.0


def test_nonsense_settles_nothing_and_is_no_cheaper_than_a_wrong_act() -> None:
    day = world()
    found = [after(day, "reply_email", item_id="e1") for _ in range(3)]
    assert [f["format"] for f in found] == pytest.approx([-1.0, -1 / 2, -1 / 3])
    assert all(f["outcome"] == 0.0 for f in found)
    assert day.desk.items["e1"].status == "failed" and "e1" not in day.ledger.credit
    wrong = total(world(), ("reply_email", GOOD | {"body": "No idea."}))
    assert total(world(), ("fly", {"item_id": "e1"})) < wrong
    padded = total(world(), ("reply_email", GOOD | {"mood": "happy"}))
    assert padded < 0, "unknown fields are no way to say more"
    nonsense, idle = world(), world()
    days = [
        sum(total(d, (tool, {})) for _ in range(d.scenario.max_episode_steps) if not d.is_over)
        for d, tool in ((nonsense, "fly"), (idle, "do_nothing"))
    ]
    assert days[0] < days[1] < 0


def test_efficiency_is_a_share_of_the_day() -> None:
    assert after(world(), "reply_email", **GOOD)["efficiency"] == 0.0
    assert after(world(), "do_nothing")["efficiency"] == pytest.approx(-30 / 900)
    assert after(world(), "search_kb", item_id="e1", query="zzz")["efficiency"] == -1 / 900


def test_efficiency_does_not_care_how_waiting_is_sliced() -> None:
    spent = []
    for minutes in (10, 30, 90):
        day = world(dynamics={"minutes": {"do_nothing": minutes}}, max_episode_steps=200)
        lost = 0.0
        while not day.is_over:
            lost += after(day, "do_nothing")["efficiency"]
        spent.append(lost)
    early = after(world(), "finish", **FINISH)["efficiency"]
    assert spent == pytest.approx([early] * 3, abs=0.01)
    day = world()
    reads = [after(day, "search_kb", item_id="e1", query="Friday")["efficiency"] for _ in range(9)]
    assert sum(reads) == pytest.approx(-9 / 900), "short reads add up"


def test_harm_is_answering_a_fraud_or_writing_to_strangers() -> None:
    assert after(world(), "reply_email", **GOOD)["gates.harm"] == 0.0
    assert after(world(), "archive_email", item_id="e2", email_id="e2")["gates.harm"] == 0.0
    fraud = {"item_id": "e2", "email_id": "e2", "body": "My password is swordfish"}
    found = after(world(), "reply_email", **fraud)
    assert found["gates.harm"] == 1.0 and found["outcome"] < -0.2, "value is lost for good, too"


def test_harm_sees_writing_to_everybody_and_consent_is_not_blank() -> None:
    for contact, harm in (("Bo Lind", 0.0), ("Cy", 1.0)):
        note = {"item_id": "e1", "contact": contact, "body": "Friday at ten"}
        assert after(world(), "send_message", **note)["gates.harm"] == harm
    deny = {"rules": [{"tool": "reply_email", "to": "Fraud", "decision": "deny"}]}
    fraud = {"item_id": "e2", "email_id": "e2", "body": "My password is swordfish"}
    found = after(world(approvals=deny), "reply_email", **fraud)
    assert (found["gates.harm"], found["process.execution"]) == (0.0, -0.5)


def test_harm_counts_on_a_day_without_people_too() -> None:
    day = World(
        parse_scenario(
            {
                "simulation_time": "2026-03-03T09:00",
                "schema_version": 1,
                "contacts": [{"name": "Cy"}],
                "tasks": [{"id": "t1", "description": "Report", "effort": 30}],
                "must": {"t1": {"ways": [{"tool": "complete_task"}]}},
            }
        )
    )
    assert day.most.relationship == 0
    note = {"item_id": "t1", "contact": "Cy", "body": "Please do it for me"}
    assert after(day, "send_message", **note)["outcome"] < 0


def test_invalid_is_malformed_or_refused_and_nothing_raises() -> None:
    assert after(world(), "reply_email", **GOOD)["gates.invalid"] == 0.0
    hostile: list[Any] = [[], None, {"item_id": ["e1"] * 999}]
    hostile.append({"item_id": "\ud800", "email_id": 7})
    for args in hostile:
        decision = world().step("reply_email", args).decision
        assert scores(decision)["gates.invalid"] == 1.0, args
    bad = MOVE | {"meeting_id": "m9"}
    day = world()
    steps = day.steps_left
    found = [after(day, "reschedule_meeting", **bad)["gates.invalid"] for _ in range(3)]
    assert found == pytest.approx([1.0, 1 / 2, 1 / 3])
    assert day.desk.items["c1"].status == "failed" and day.steps_left == steps - 3


def test_idle_is_what_was_let_pass() -> None:
    later = world(habits=habit(due="2026-03-03T20:00"))
    assert after(later, "do_nothing")["gates.idle"] == 0.0
    soon = world(habits=habit(due="2026-03-03T09:40"))
    assert 8 * after(soon, "do_nothing")["gates.idle"] == pytest.approx(share(soon, "h1"))


def test_idling_finishing_and_snoozing_let_everything_pass_once() -> None:
    idle = world()
    waited = 0.0
    while not idle.is_over:
        waited += after(idle, "do_nothing")["gates.idle"]
    assert waited == pytest.approx(1.0)
    assert after(world(), "finish", **FINISH)["gates.idle"] == pytest.approx(1.0)
    day = world()
    put_off = [after(day, "snooze", item_id=i, until="Friday 9:00") for i in list(day.desk.items)]
    assert sum(found["gates.idle"] for found in put_off) == pytest.approx(1.0)
    short = world(habits=habit(due="2026-03-03T20:00"))
    assert after(short, "snooze", item_id="h1", until="today 12:00")["gates.idle"] == 0.0


def test_waiting_for_the_step_limit_is_finishing() -> None:
    day = world(max_episode_steps=3)
    waited = sum(after(day, "do_nothing")["gates.idle"] for _ in range(3))
    assert day.is_truncated and waited == pytest.approx(1.0)


# The tree


def test_process_format_and_efficiency_are_never_positive_and_no_reward_is_clipped() -> None:
    for name in scenario_names():
        for policy in POLICIES:
            day, tree = World(load_scenario(name), 1), DayRubric()
            choose = POLICIES[policy](1)
            while not day.is_over:
                call = choose(day)
                step = day.step(call.tool, call.args, agent=call.agent)
                assert -1.0 < tree.reward(step.decision) < 1.0, (name, policy)
                for node, score in tree.breakdown().items():
                    if node.startswith(("process", "format", "efficiency")):
                        assert score <= 0.0, (name, policy, node)


def test_nodes_have_readable_names() -> None:
    names = {name for name, _ in DayRubric().named_rubrics()}
    assert {"outcome.conflict", "process.restraint", "format", "efficiency", "gates.idle"} <= names
    assert set(OWNERS) <= names
    assert not any("rubric_" in name for name in names)


def test_every_leaf_says_its_formula_source_exploits_and_defence() -> None:
    for name, node in DayRubric().named_rubrics():
        if not list(node.children()):
            for part in ("Formula:", "Source:", "Exploits:", "Defence:"):
                assert part in (type(node).__doc__ or ""), (name, part)
            exploits = (type(node).__doc__ or "").split("Exploits:")[1].split("Defence:")[0]
            assert exploits.count(";") == 2, (name, "wants three")


def test_hooks_are_called_as_openenv_calls_them() -> None:
    tree, seen = DayRubric(), []
    tree.get_rubric("outcome.task").register_forward_hook(lambda *call: seen.append(call[-1]))
    tree.reward(world().step("do_nothing", {}).decision)
    assert seen == [0.0]


def test_a_perfect_day_is_worth_its_share_whatever_channels_it_has() -> None:
    for name in scenario_names():
        played = play(World(load_scenario(name)), POLICIES["oracle"](0))
        assert 0.38 < played.return_ < 0.4001, name


# Profiles


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


def test_butler_counts_any_work_beside_anything_personal_and_each_call_alike() -> None:
    day = world(habits=habit(due="2026-03-03T20:00"))
    decision = day.step("complete_task", DONE).decision
    assert scores(decision)["gates.priority_inversion"] == 0.0
    found = scores(decision, "butler")
    assert (found["gates.priority_inversion"], found["process.priority"]) == (1.0, -1.0)
    assert found["total"] == pytest.approx(-0.25 - 0.3)
    idle = scores(world().step("do_nothing", {}).decision, "butler")
    assert idle["total"] == pytest.approx(-0.5 * 0.25 - 0.15), "nothing chosen, nothing done"
    half = GOOD | {"body": "Some time around ten would be fine with me."}
    found = scores(world().step("reply_email", half).decision, "butler")
    assert found["process.completeness"] == -0.5


def test_ghostexec_charges_each_invalid_and_each_idle_step() -> None:
    day = world()
    costs = [scores(day.step("fly", {}).decision, "ghostexec")["total"] for _ in range(3)]
    assert costs == pytest.approx([-0.25] * 3)
    idle = [scores(day.step("do_nothing", {}).decision, "ghostexec")["total"] for _ in range(3)]
    assert idle == pytest.approx([-0.15] * 3)


def returns(profile: str, *policies: str) -> dict[str, float]:
    """Mean returns on the written days."""
    weights, days = load_profile(profile), scenario_names()
    return {
        policy: sum(
            play(World(load_scenario(day)), POLICIES[policy](0), weights).return_ for day in days
        )
        / len(days)
        for policy in policies
    }


@pytest.mark.parametrize("name", ["majordomo", "butler", "ghostexec"])
def test_who_works_well_is_ahead_of_who_works_badly_under_every_profile(name: str) -> None:
    found = returns(name, "do_nothing", "spam", "keyword", "oracle")
    assert found["spam"] < found["keyword"] < found["oracle"]
    assert found["do_nothing"] < found["oracle"]


def test_finishing_at_once_beats_the_oracle_under_butlers_weights_and_not_under_ours() -> None:
    """Why a reward that sees single calls only is no reward: it is best to make none."""
    butler = returns("butler", "exploit:early", "oracle")
    assert butler["exploit:early"] > butler["oracle"]
    ours = returns("majordomo", "exploit:early", "do_nothing", "keyword", "oracle")
    assert ours["exploit:early"] == pytest.approx(ours["do_nothing"], abs=0.02)
    assert ours["exploit:early"] < ours["oracle"] - 0.8
