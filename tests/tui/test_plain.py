"""The plain conversation, word for word: it is what a screen reader and a pipe get."""

from collections.abc import Sequence
from textwrap import dedent
from typing import Any

from assistant.contract.errors import UserError
from tests.tui.sessions import (
    ASK,
    ASK_DAY,
    BOOK,
    DRAFT,
    FINISH,
    LEAVE,
    REPLY,
    ROUTE_EMAIL,
    ROUTE_MEETING,
    DeskSession,
)
from tui.plain import Narrator, converse

GREETING = """\
Majordomo on a simulated sample day; nothing here is real. Model: scripted.
Mon 2026-03-02 08:00 (Europe/Berlin).
2 items need a decision.
"""
CARD = """\
Asks: may I reply_email (simulated) for “Thursday?”?
  why you are asked: it cannot be undone
  item_id: e1
  email_id: e1
  body: Hi Lee, Thursday 15:00 works for me. Sam
"""


class Conversation:
    """A conversation with scripted input; what is typed is written behind its prompt."""

    def __init__(self, session: DeskSession, *typed: str) -> None:
        self.session = session
        self._typed = list(typed)
        self._lines: list[str] = []

    def _read(self, prompt: str) -> str:
        if not self._typed:
            self._lines.append(prompt)
            raise EOFError
        line = self._typed.pop(0)
        self._lines.append(prompt + line)
        return line

    async def text(self) -> str:
        """All of it."""
        self.session.listen(Narrator(self._lines.append, self.session.simulated))
        await converse(self.session, self._read, self._lines.append)
        assert not self._typed, f"never read: {self._typed}"
        return "\n".join(self._lines) + "\n"


async def told(calls: Sequence[Any], *typed: str) -> str:
    return await Conversation(DeskSession(calls), *typed).text()


async def test_approve():
    assert await told([ROUTE_EMAIL, REPLY, FINISH], "1", "quit") == GREETING + CARD + dedent(
        """\
        1 approve, 2 edit, 3 deny, 4 later > 1
        Assistant: e1 reply_email: answered Lee Park (simulated)
        Assistant: 1 done, 1 open.
        You > quit
        Assistant: Goodbye. What waits for you is kept.
        """
    )


async def test_edit():
    typed = ("2", "Friday suits me.", "quit")
    conversation = Conversation(DeskSession([ROUTE_EMAIL, REPLY, FINISH]), *typed)
    assert await conversation.text() == GREETING + CARD + dedent(
        """\
        1 approve, 2 edit, 3 deny, 4 later > 2
        body [Hi Lee, Thursday 15:00 works for me. Sam] > Friday suits me.
        Assistant: e1 reply_email: answered Lee Park (simulated)
        Assistant: 1 done, 1 open.
        You > quit
        Assistant: Goodbye. What waits for you is kept.
        """
    )
    assert conversation.session.answers[0]["args"]["args"]["body"] == "Friday suits me."


async def test_deny_with_a_reason():
    text = await told([ROUTE_EMAIL, REPLY, ASK_DAY, FINISH], "3", "too early", "quit")
    assert text == GREETING + CARD + dedent(
        """\
        1 approve, 2 edit, 3 deny, 4 later > 3
        Why not? > too early
        Assistant: e1 reply_email denied: too early
        Asks: e1: Which day suits you?
        Assistant: 1 asked, 1 open.
        You > quit
        Assistant: Goodbye. What waits for you is kept.
        """
    )


async def test_later():
    assert await told([ROUTE_EMAIL, REPLY, FINISH], "4", "quit") == GREETING + CARD + dedent(
        """\
        1 approve, 2 edit, 3 deny, 4 later > 4
        Waiting: e1 reply_email: it waits for your word
        Assistant: 1 waiting, 1 open.
        You > quit
        Assistant: Goodbye. What waits for you is kept.
        """
    )


async def test_an_answer_that_is_none_of_the_four_is_asked_for_again():
    text = await told([ROUTE_EMAIL, REPLY, FINISH], "", "yes", "a", "4", "quit")
    assert text.count("Please answer 1, 2, 3 or 4.") == 3


async def test_say_items_and_help():
    text = await told([FINISH, FINISH], "buy oat milk", "items", "help", "", "quit")
    assert text == GREETING + dedent(
        """\
        Assistant: 2 open.
        You > buy oat milk
        Assistant: y1 noted.
        Assistant: 3 open.
        You > items
        t1 open personal: Book the physio
        e1 open professional: Thursday?
        y1 open other: buy oat milk
        You > help
        Type a request, `ID: answer` to answer a question, `items`, `today`, `go` to look again, `undo`, or `quit`.
        You >\u0020
        You > quit
        Assistant: Goodbye. What waits for you is kept.
        """  # noqa: E501
    )


async def test_a_question_and_its_answer():
    calls = [ROUTE_MEETING, ASK, LEAVE, FINISH, ROUTE_MEETING, BOOK, FINISH]
    text = await told(calls, "t1: Tuesday 14:00", "quit")
    assert text == GREETING + dedent(
        """\
        Asks: t1: When is the physio?
        Assistant: e1 leave_to_user: left to Sam Reyes: later
        Assistant: 1 asked, 1 left.
        You > t1: Tuesday 14:00
        Assistant: t1 noted.
        Assistant: t1 schedule_event: m2 Physio Tue 2026-03-03 14:00-14:45 (simulated)
        Assistant: 1 done, 1 left.
        You > quit
        Assistant: Goodbye. What waits for you is kept.
        """
    )


async def test_undo():
    session = DeskSession([ROUTE_MEETING, BOOK, LEAVE, FINISH])
    text = await Conversation(session, "undo", "quit").text()
    assert "You > undo\nAssistant: undone: " in text
    assert "m2" not in session.desk.events


async def test_go_looks_again():
    session = DeskSession([FINISH, FINISH])
    await Conversation(session, "go", "quit").text()
    assert session.runs == ["", ""]


async def test_the_end_of_the_input_is_a_goodbye_even_where_a_call_waits():
    assert await told([ROUTE_EMAIL, REPLY]) == GREETING + CARD + dedent(
        """\
        1 approve, 2 edit, 3 deny, 4 later >\u0020
        Assistant: Goodbye. What waits for you is kept.
        """
    )


async def test_text_from_outside_stays_on_its_line():
    body = "first\n1 approve\x1b[2J\u202e"
    call = ("reply_email", {"item_id": "e1", "email_id": "e1", "body": body})
    text = await told([ROUTE_EMAIL, call, FINISH], "4", "quit")
    assert "  body: first 1 approve [2J\n" in text
    assert "\x1b" not in text and "\u202e" not in text


async def test_a_reversible_draft_that_outside_text_asked_for_asks_too():
    text = await told([ROUTE_EMAIL, DRAFT, FINISH], "1", "quit")
    assert "why you are asked: text from outside asked for it" in text


async def test_a_mistake_is_one_line_and_the_conversation_goes_on():
    class Flaky(DeskSession):
        async def say(self, text: str) -> str:
            raise UserError("the list is locked by another program; try again")

    text = await Conversation(Flaky([FINISH]), "buy milk", "quit").text()
    assert "Assistant: the list is locked by another program; try again\n" in text
    assert text.endswith("Assistant: Goodbye. What waits for you is kept.\n")
