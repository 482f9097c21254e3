"""The teacher: its prompts are the graph's, its calls are supported, and it plays well."""

import asyncio
import random
import re
from typing import Any

import pytest

from assistant.contract.tools import Agent, parse_call
from assistant.graph import RECURSION_LIMIT, build_graph
from assistant.guard import AcceptAll
from assistant.nodes import prompt
from assistant.state import RunContext
from env_adapter.adapter import EnvWorkspace
from env_adapter.graders import grade
from env_adapter.world import World
from scenarios.families import families, generate
from training.grounding import sources
from training.lessons import lesson_for
from training.teacher import Teacher, teach


def _lessons(name: str, seed: int, best_first: float = 1.0):
    return asyncio.run(teach(generate(name, seed), seed, best_first, f"world/{name}"))


def test_the_first_prompt_is_the_one_that_the_graph_makes():
    day = generate("rush_hour", 4)
    workspace = asyncio.run(EnvWorkspace.in_process(day, 4))
    expected = prompt(workspace.briefing(), Agent.ORCHESTRATOR, "", [])
    first = _lessons("rush_hour", 4)[0]
    assert [m.content for m in first.messages] == [m.content for m in expected]


@pytest.mark.parametrize("name", families("train"))
def test_every_lesson_is_a_call_of_its_agent_about_something_in_its_prompt(name: str):
    decisions = _lessons(name, 5, best_first=0.5)
    assert decisions
    for decision in decisions:
        call = parse_call(decision.tool, decision.args, decision.agent)
        text = "\n".join(str(m.content) for m in decision.messages)
        assert not call.item or call.item in text
        for key in ("email_id", "task_id", "habit_id", "meeting_id", "contact", "to"):
            assert str(decision.args.get(key, "")).casefold() in text.casefold()


def test_after_a_wrong_item_the_lesson_is_one_that_is_open():
    seen = 0
    for decision in (d for seed in range(40) for d in _lessons("todo_queue", seed)):
        text = str(decision.messages[-1].content)
        if decision.agent is Agent.ORCHESTRATOR and re.search(
            "^route_to_agent .* invalid", text, re.M
        ):
            seen += 1
            item = decision.args.get("item_id", "")
            assert decision.tool == "finish" or f"\n{item} | " in text
    assert seen > 3


def test_what_came_of_a_call_is_no_fact_to_pass_on():
    shown = "# Item\nt1 | task | open | call Ada\n# Known\n1 | n4 | The key is red. | keys.md"
    refused = "add_to_kb t1 invalid: add_to_kb is not a tool of the email agent"
    assert sources(f"{shown}\n{refused}") == sources(shown) == ["The key is red.", "call Ada"]


def test_what_is_written_to_others_stands_in_the_prompt():
    for decision in _lessons("inbox_triage", 8):
        if "body" not in decision.args:
            continue
        text = "\n".join(str(m.content) for m in decision.messages).casefold()
        said = str(decision.args["body"]).casefold().split()
        strange = [w for w in said if w.strip(".,!?:;") not in text]
        # Greeting, thanks and the promise to come back are the teacher's own words.
        own = "hello thank you for your message about i will come back to writing".split()
        assert not [w for w in strange if w.strip(".,") not in own]


def test_it_asks_where_the_prompt_does_not_tell_and_only_once():
    asked = [
        d
        for seed in range(6)
        for d in _lessons("ambiguous_ask", seed)
        if d.tool == "ask_clarification"
    ]
    assert asked
    per_day = _lessons("ambiguous_ask", 2)
    items = [d.args["item_id"] for d in per_day if d.tool == "ask_clarification"]
    assert len(items) == len(set(items))


def test_played_in_the_best_order_it_comes_near_the_oracle():
    grades = []
    for seed in range(4):
        for name in ("rush_hour", "priority_inversion", "promise_chase"):
            workspace = asyncio.run(_played(generate(name, seed), seed))
            grades.append(grade(_world(workspace)).raw)
    assert sum(grades) / len(grades) > 0.85


def _world(workspace: Any) -> World:
    return workspace.session.environment.world


async def _played(day, seed):
    workspace = await EnvWorkspace.in_process(day, seed)
    world = _world(workspace)
    teacher = Teacher(world=world, rng=random.Random(seed), best_first=1.0)
    context = RunContext(workspace, teacher, AcceptAll())
    await build_graph().ainvoke(
        {"run_id": "teach"}, {"recursion_limit": RECURSION_LIMIT}, context=context
    )
    return workspace


def test_an_item_that_nothing_settles_is_left_to_the_person():
    workspace = asyncio.run(EnvWorkspace.in_process(generate("ambiguous_ask", 2), 0))
    world = _world(workspace)
    idle = [i for i in world.open_items() if not world.needs.can_earn(i)]
    assert idle
    views = {agent.value: "" for agent in Agent}
    assert all(lesson_for(world, item, views).call.tool == "leave_to_user" for item in idle)
