"""The vocabulary: every derivation of every tool agrees with the one definition."""

import json
from typing import Any

import pytest
from langchain_core.utils.function_calling import convert_to_openai_tool

from assistant.contract.rules import _PLANNERS
from assistant.contract.tools import (
    TOOLS,
    Agent,
    Effect,
    Tool,
    ToolError,
    function_schema,
    parse_call,
    tools_for,
)

EXPECTED = {
    "orchestrator": {"route_to_agent", "leave_to_user", "snooze", "do_nothing", "finish"},
    "meeting": {
        "find_free_slot",
        "schedule_event",
        "reschedule_meeting",
        "cancel_meeting",
        "answer",
    },
    "email": {"reply_email", "draft_reply", "send_email", "archive_email", "send_message"},
    "task": {"complete_task", "delegate_task"},
    "habit": {"set_reminder", "mark_habit_done"},
    "knowledge": {"add_to_kb", "answer"},
}
SHARED = {"ask_clarification", "search_kb"}

EXAMPLES: dict[str, dict[str, Any]] = {
    "route_to_agent": {"item_id": "t1", "agent": "habit"},
    "leave_to_user": {"item_id": "t1", "reason": "groceries"},
    "snooze": {"item_id": "t1", "until": "Friday 9:00"},
    "do_nothing": {},
    "finish": {"summary": "two done"},
    "ask_clarification": {"item_id": "t1", "field": "time", "question": "When?"},
    "search_kb": {"item_id": "t1", "query": "physio"},
    "find_free_slot": {"item_id": "t1", "duration_minutes": 30, "window": "Thursday"},
    "schedule_event": {
        "item_id": "t1",
        "title": "Physio",
        "start": "Tuesday 14:00",
        "duration_minutes": 45,
        "attendees": ["Lee"],
    },
    "reschedule_meeting": {"item_id": "c1", "meeting_id": "m1", "new_time": "Tuesday 14:00"},
    "cancel_meeting": {"item_id": "c1", "meeting_id": "m1", "reason": "clash"},
    "reply_email": {"item_id": "e1", "email_id": "e1", "body": "Yes."},
    "draft_reply": {"item_id": "e1", "email_id": "e1", "body": "Yes."},
    "send_email": {"item_id": "t1", "to": "lee@x.example", "subject": "Deck", "body": "Here."},
    "archive_email": {"item_id": "e1", "email_id": "e1"},
    "send_message": {"item_id": "t1", "contact": "Lee", "body": "Late."},
    "complete_task": {"item_id": "t1", "task_id": "t1"},
    "delegate_task": {"item_id": "t1", "task_id": "t1", "contact": "Lee"},
    "set_reminder": {"item_id": "t1", "label": "Vitamins", "when": "every weekday 7:30"},
    "mark_habit_done": {"item_id": "h1", "habit_id": "h1"},
    "add_to_kb": {"item_id": "t1", "content": "Lee likes tea.", "category": "contact"},
    "answer": {"item_id": "t1", "text": "Tea.", "citations": ["n1"]},
}


def test_every_agent_has_the_tools_of_the_design():
    for agent in Agent:
        shared = set() if agent is Agent.ORCHESTRATOR else SHARED
        assert {tool.name for tool in tools_for(agent)} == EXPECTED[agent] | shared
    assert set(TOOLS) == set().union(*EXPECTED.values()) | SHARED == set(EXAMPLES)


@pytest.mark.parametrize("tool", TOOLS.values(), ids=lambda tool: tool.name)
def test_every_derivation_of_a_tool_agrees(tool: type[Tool]):
    args = EXAMPLES[tool.name]
    call = parse_call(tool.name, args)
    assert json.loads(json.dumps(call.args())) == args
    assert parse_call(tool.name, call.args()) == call
    assert isinstance(tool.effect, Effect)
    assert tool in _PLANNERS, "no rule judges this tool"

    function = function_schema(tool)["function"]
    assert function["name"] == tool.name
    assert set(function["parameters"]["properties"]) == set(tool.model_fields)
    assert function["description"]
    for field, schema in function["parameters"]["properties"].items():
        assert schema.get("description"), f"the model has no manual for {tool.name}.{field}"
    assert convert_to_openai_tool(function_schema(tool)) == function_schema(tool)


@pytest.mark.parametrize(
    ("name", "args", "agent", "words"),
    [
        ("fly", {}, None, "no tool 'fly'"),
        ("snooze", {"item_id": "t1"}, None, "until"),
        ("snooze", {"item_id": "t1", "until": "x", "extra": 1}, None, "extra"),
        ("snooze", {"item_id": "", "until": "Friday"}, None, "item_id"),
        ("schedule_event", EXAMPLES["schedule_event"] | {"duration_minutes": -5}, None, "duration"),
        ("schedule_event", EXAMPLES["schedule_event"], Agent.EMAIL, "not a tool of the email"),
        ("route_to_agent", {"item_id": "t1", "agent": "orchestrator"}, None, "agent"),
        ("answer", EXAMPLES["answer"] | {"text": "x" * 5000}, None, "text"),
    ],
)
def test_a_wrong_call_is_refused_with_the_field_that_is_wrong(name, args, agent, words):
    with pytest.raises(ToolError, match=words):
        parse_call(name, args, agent)


def test_what_cannot_be_undone_is_marked_so():
    irreversible = {t.name for t in TOOLS.values() if t.effect is Effect.IRREVERSIBLE}
    assert irreversible == {"reply_email", "send_email", "send_message"}
