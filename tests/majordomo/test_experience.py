"""What the person says, changes, refuses and takes on becomes an episode; the rest does not."""

from pathlib import Path

import pytest

from assistant.guard import InterruptApprover
from majordomo.options import Options
from majordomo.session import DaySession, open_session
from memory import KnowledgeBase
from tests.majordomo.test_cli import NOW, write

MAIL = """From: Lena Park <lena@example.org>
To: you@example.org
Date: Mon, 02 Mar 2026 06:00:00 +0100
Subject: Lunch on Thursday?
Message-ID: <1@example.org>

Does Thursday 12:30 suit you for lunch?
"""


@pytest.fixture
def options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Options:
    monkeypatch.setenv("MAJORDOMO_HOME", str(tmp_path / "home"))
    for folder in ("cur", "new", "tmp"):
        (tmp_path / "Mail" / folder).mkdir(parents=True)
    write(tmp_path / "Mail" / "new" / "1.host", MAIL)
    tasks = write(tmp_path / "todo.txt", "Remind me to stretch tomorrow 9:00\nBuy oat milk\n")
    return Options(tasks=tasks, mail=tmp_path / "Mail", model="scripted", now=NOW)


def episodes(session: DaySession) -> list[tuple[str, str, str, str, bool]]:
    kb = session._day.kb
    assert isinstance(kb, KnowledgeBase)
    return [
        (r.text, r.meta["agent"], r.meta["tool"], r.meta["note"], "corrected" in r.meta)
        for r in kb.records()
        if r.kind == "episode"
    ]


async def test_an_approval_an_edit_and_a_refusal_are_three_lessons(options: Options):
    async with open_session(options, InterruptApprover()) as session:
        pending = await session.run()
        assert pending is not None
        args = pending["action_request"]["args"]
        assert episodes(session) == []  # the reminder was nobody's word
        changed = {**args, "body": "Thursday suits me."}
        edit = {"action": pending["action_request"]["action"], "args": changed}
        await session.answer({"type": "edit", "args": edit})
        [(text, agent, _, note, corrected)] = episodes(session)
        assert (text, agent, corrected) == ("Lunch on Thursday?", "email", True)
        assert note == "you changed body to Thursday suits me."


async def test_a_refusal_says_why(options: Options):
    async with open_session(options, InterruptApprover()) as session:
        assert await session.run() is not None
        await session.answer({"type": "response", "args": "I call her"})
        lesson = episodes(session)[-1]
        assert lesson[:3] == ("Lunch on Thursday?", "none", "leave_to_user")
        assert lesson[3].startswith("you said no to ")
        assert lesson[3].endswith(": I call her")


async def test_plain_consent_is_kept_without_words(options: Options):
    async with open_session(options, InterruptApprover()) as session:
        assert await session.run() is not None
        await session.answer({"type": "accept", "args": None})
        [(_, agent, _, note, corrected)] = episodes(session)
        assert (agent, note, corrected) == ("email", "", False)


async def test_a_lesson_about_a_strangers_mail_is_tainted_and_still_an_example(options: Options):
    async with open_session(options, InterruptApprover()) as session:
        assert await session.run() is not None
        await session.answer({"type": "accept", "args": None})
        milk = next(item for item in session.items() if "milk" in item.text)
        await session.leave(milk.id)
        kb = session._day.kb
        assert kb is not None
        kept = {r.text: (r.tainted, r.consent) for r in kb.records() if r.kind == "episode"}
        assert kept == {
            "Lunch on Thursday?": (True, "approved"),
            "Buy oat milk": (False, "approved"),
        }
        [lunch] = kb.episodes("Lunch on Thursday?", 1)
        assert lunch.tainted and lunch.agent == "email"


async def test_what_the_person_takes_on_is_left_to_them(options: Options):
    async with open_session(options, InterruptApprover()) as session:
        milk = next(item for item in session.items() if "milk" in item.text)
        await session.leave(milk.id)
        assert episodes(session) == [
            ("Buy oat milk", "none", "leave_to_user", "you do this yourself", True)
        ]


async def test_a_dry_run_teaches_nothing(options: Options):
    from dataclasses import replace

    async with open_session(replace(options, dry_run=True), InterruptApprover()) as session:
        milk = next(item for item in session.items() if "milk" in item.text)
        await session.leave(milk.id)
        assert episodes(session) == []


def test_corrections_come_before_approvals(tmp_path: Path):
    with KnowledgeBase.open(tmp_path / "kb") as kb:
        kb.add_episode("Answer Priya on the quarterly numbers", "email", "reply_email")
        kb.add_episode("Answer Priya", "email", "draft_reply", "you said: draft", corrected=True)
        tools = [e.tool for e in kb.episodes("Answer Priya on the quarterly numbers")]
    assert tools == ["draft_reply", "reply_email"]
