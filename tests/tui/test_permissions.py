"""Standing permissions: narrow, visible, revocable, and never for what must always ask."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.contract.day import Event, Item
from assistant.contract.tools import TOOLS, Effect
from assistant.events import Acted, GraphEvent
from assistant.guard import HumanInterrupt
from tests.tui.driving import running
from tests.tui.sessions import DELEGATE, FINISH, ROUTE_TASK, DeskSession, day_with_chores, hostile
from tui.permissions import Permission, Permissions, as_answered, is_same_call, permission_for

OWN = Item("t2", "task", "Order toner")
OUTSIDE = Item("e1", "mail", "Thursday?", tainted=True)
MEETING = Event("m1", "Standup", 0, 30, ("Mara Novak", "Lee Park"))


def pending(tool: str, **args: Any) -> HumanInterrupt:
    call = hostile(args)
    call["action_request"]["action"] = tool
    return call


def test_a_permission_is_for_one_tool_and_one_recipient():
    call = pending("delegate_task", item_id="t2", task_id="t2", contact="Lee Park")
    assert permission_for(call, OWN, []) == Permission("delegate_task", "Lee Park")
    move = pending("reschedule_meeting", item_id="t2", meeting_id="m1", new_time="Tuesday 14:00")
    found = permission_for(move, OWN, [MEETING])
    assert found == Permission("reschedule_meeting", "Lee Park, Mara Novak")


@pytest.mark.parametrize("name", [n for n, t in TOOLS.items() if t.effect is Effect.IRREVERSIBLE])
def test_what_cannot_be_undone_gets_none(name: str):
    call = pending(name, item_id="t2", to="a@b.example", contact="Lee Park", email_id="e1")
    assert permission_for(call, OWN, [MEETING]) is None


@pytest.mark.parametrize("name", [*TOOLS, "no_such_tool"])
def test_what_outside_text_asked_for_gets_none(name: str):
    call = pending(name, item_id="e1", contact="Lee Park", meeting_id="m1")
    assert permission_for(call, OUTSIDE, [MEETING]) is None


def test_what_names_no_recipient_gets_none():
    assert permission_for(pending("cancel_meeting", item_id="t2", meeting_id="m9"), OWN, []) is None
    assert permission_for(pending("delegate_task", contact="Lee Park"), None, []) is None


def test_permissions_are_kept_and_revoked(tmp_path: Path):
    path = tmp_path / "permissions.json"
    one = Permission("delegate_task", "Lee Park")
    Permissions(path).grant(one)
    again = Permissions(path)
    assert again.listed() == (one,)
    again.revoke(one)
    assert Permissions(path).listed() == ()


def test_a_file_cannot_grant_what_must_always_ask(tmp_path: Path):
    path = tmp_path / "permissions.json"
    path.write_text('[{"tool": "send_email", "recipient": "a@b.example"}]')
    call = pending("send_email", item_id="t2", to="a@b.example")
    assert not Permissions(path).allows(call, OWN, [])


@pytest.mark.parametrize("text", ["", "{}", "[1]", "null", '[{"tool": 1}]', "\x00"])
def test_a_file_that_cannot_be_read_grants_nothing(tmp_path: Path, text: str):
    path = tmp_path / "permissions.json"
    path.write_text(text)
    assert Permissions(path).listed() == ()


def test_a_call_is_the_same_however_it_is_spelt():
    call = pending(*DELEGATE[:1], **DELEGATE[1])
    assert is_same_call(call, "delegate_task", DELEGATE[1] | {"contact": " Lee Park "})
    assert not is_same_call(call, "delegate_task", DELEGATE[1] | {"contact": "Mara"})
    assert not is_same_call(call, "complete_task", DELEGATE[1])


def test_only_accepting_and_editing_let_something_happen():
    call = pending(*DELEGATE[:1], **DELEGATE[1])
    assert as_answered(call, {"type": "accept", "args": None}) == call
    edited = as_answered(call, {"type": "edit", "args": {"args": {"contact": "Mara"}}})
    assert edited is not None and edited["action_request"]["args"] == {"contact": "Mara"}
    assert as_answered(call, {"type": "response", "args": "no"}) is None
    assert as_answered(call, {"type": "ignore", "args": None}) is None


class Crooked(DeskSession):
    """A session that does something else than what was allowed."""

    def _emit(self, event: GraphEvent) -> None:
        if isinstance(event, Acted) and event.tool == "delegate_task":
            event = replace(event, args=event.args | {"contact": "Mara"})
        super()._emit(event)


async def test_what_is_done_otherwise_than_allowed_is_said_loudly(folder: Path):
    async with running(Crooked([ROUTE_TASK, DELEGATE, FINISH], day_with_chores()), folder) as d:
        await d.until_asked()
        await d.focus_card()
        await d.press("a")
        await d.until(lambda: "done otherwise than you allowed" in d.said)


async def test_what_is_done_as_allowed_is_not_remarked_on(folder: Path):
    calls = [ROUTE_TASK, DELEGATE, FINISH]
    async with running(DeskSession(calls, day_with_chores()), folder) as d:
        await d.until_asked()
        await d.focus_card()
        await d.press("a")
        await d.until_done()
        await d.until(lambda: "delegate_task ok" in d.said)
        assert "otherwise than" not in d.said
