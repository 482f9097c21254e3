"""The workspace that is only a desk."""

from assistant.contract.lexical import LexicalMemory
from assistant.contract.tools import parse_call
from assistant.workspaces.memory import DeskWorkspace
from tests.assistant.days import small_desk

BOOK = {"item_id": "t1", "title": "Physio", "start": "Tuesday 14:00", "duration_minutes": 45}


async def test_undo_takes_back_one_call_and_keeps_what_was_typed_since():
    workspace = DeskWorkspace(small_desk(), LexicalMemory())
    await workspace.act(parse_call("schedule_event", BOOK), "1", "meeting")
    typed = await workspace.say("remind me to stretch")
    workspace.amend("e1", tier="personal")
    undone = workspace.undo_last()
    assert undone is not None
    assert "m2" not in workspace.desk.events
    assert workspace.desk.items["t1"].is_open
    assert typed in workspace.desk.items
    assert workspace.desk.items["e1"].tier == "personal"
    assert workspace.undo_last() is None


async def test_an_effect_is_carried_out_once():
    workspace = DeskWorkspace(small_desk(), LexicalMemory())
    call = parse_call("schedule_event", BOOK)
    first = await workspace.act(call, "1", "meeting")
    assert await workspace.act(call, "1", "meeting") == first
    assert len(workspace.desk.events) == 2


async def test_an_answer_goes_to_the_item_it_names():
    workspace = DeskWorkspace(small_desk(), LexicalMemory())
    assert await workspace.say("t1: Tuesday 14:00") == "t1"
    assert workspace.desk.items["t1"].said == ("Tuesday 14:00",)
    assert await workspace.say("9:30 is fine") == "y1"
