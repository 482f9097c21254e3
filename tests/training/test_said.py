"""Single messages among the states of the per-decision mode."""

import json
from itertools import islice

import pytest

from assistant.contract.tools import Agent
from assistant.models.template import write_call
from tests.training.tiny import build_policy
from training.backends import Policy, load_policy
from training.examples import corpus_decisions
from training.per_decision.collect import collect
from training.per_decision.reward import Judge, state_of
from training.per_decision.said import WORTH, Said, messages_of, said, worth
from training.recipe import Recipe

RECIPE = Recipe.model_validate({
    "name": "test",
    "grpo": {"mode": "decision", "levels": ["easy"], "families": ["todo_queue"], "messages": 0.5},
})  # fmt: skip


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    return load_policy(RECIPE.model, str(build_policy(tmp_path_factory.mktemp("policy"))))


@pytest.fixture(scope="module")
def decisions():
    return list(islice(messages_of(RECIPE.data, 0), 200))


def call(name, args, error=""):
    return {"name": name, "args": args, "error": error}


def test_the_right_call_on_a_composed_message_is_worth_most(decisions):
    assert all(worth(said(d), call(d.tool, d.args)) == (WORTH, "ok") for d in decisions)
    assert {d.agent for d in decisions} >= {Agent.ORCHESTRATOR, Agent.EMAIL, Agent.HABIT}
    assert {"leave_to_user", "route_to_agent"} <= {d.tool for d in decisions}


def test_acting_on_what_should_be_left_alone_earns_nothing_and_neither_does_the_reverse():
    left = Said("corpus/none", "orchestrator", "leave_to_user", {"item_id": "u1", "reason": "a"})
    routed = call("route_to_agent", {"item_id": "u1", "agent": "email"})
    kept = call("leave_to_user", {"item_id": "u1", "reason": "in other words"})
    assert worth(left, kept) == (WORTH, "ok")
    assert worth(left, routed) == (0.0, "ok")
    right = Said("corpus/email", "orchestrator", "route_to_agent", routed["args"])
    other = call("route_to_agent", {"item_id": "u1", "agent": "habit"})
    assert worth(right, routed) == (WORTH, "ok")
    assert worth(right, kept) == worth(right, other) == (0.0, "ok")


def test_a_sub_agents_call_earns_a_part_by_its_arguments_and_a_broken_one_nothing():
    args = {"item_id": "u1", "label": "water the ferns", "when": "tomorrow 9:00"}
    state = Said("corpus/habit", "habit", "set_reminder", args)
    near = worth(state, call("set_reminder", {**args, "label": "water the fer"}))
    far = worth(state, call("set_reminder", {**args, "label": "x", "when": "noon"}))
    assert 0 < far[0] < near[0] < WORTH / 2
    assert worth(state, call("set_reminder", {"item_id": "u1"})) == (0.0, "invalid")
    assert worth(state, call("send_email", args)) == (0.0, "invalid")
    assert worth(state, call("set_reminder", args, "cut off")) == (0.0, "invalid")


def test_they_are_the_recipes_share_of_the_states_and_judged_without_a_day(policy):
    chat = policy.chat()
    rows = collect(RECIPE.grpo, RECIPE.data, chat, 12, seed=1)
    states = [state_of(json.loads(json.dumps(row.moment.to_json()))) for row in rows]
    assert states == [row.moment for row in rows]
    mine = [state for state in states if isinstance(state, Said)]
    assert len(mine) == 6 and rows == collect(RECIPE.grpo, RECIPE.data, chat, 12, seed=1)
    judge = Judge(chat, policy.ending)
    for state in mine:
        ids = policy.tokenizer.encode(write_call(state.tool, state.args), add_special_tokens=False)
        verdict = judge(state, ids)
        assert (verdict.reward, verdict.tool, verdict.status) == (WORTH, state.tool, "ok")


def test_they_are_not_the_warm_starts_messages(decisions):
    met = {
        tuple(str(m.content) for m in d.messages)
        for d in islice(corpus_decisions(RECIPE.data, 0, 200), 200)
    }
    again = {
        tuple(str(m.content) for m in d.messages) for d in islice(messages_of(RECIPE.data, 1), 200)
    }
    mine = {tuple(str(m.content) for m in d.messages) for d in decisions}
    assert len(mine & met) < 10 and len(mine & again) < 10


def test_what_is_said_is_not_put_among_others_that_could_come_first(decisions):
    crowded = RECIPE.data.model_copy(update={"crowded": 1.0})
    assert list(islice(messages_of(crowded, 0), 200)) == decisions
    among = list(islice(corpus_decisions(crowded, 0, 200), 200))
    assert among != list(islice(corpus_decisions(RECIPE.data, 0, 200), 200))
