"""A question is put before the person again when its item falls due: once, and never by force."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.contract.day import Item
from tests.assistant.days import MONDAY_8, small_desk
from tests.tui.driving import MEDIUM, Driver, let_pass, running
from tests.tui.sessions import ASK, ASK_DAY, FINISH, ROUTE_EMAIL, ROUTE_MEETING, DeskSession
from tui.day import day_of
from tui.digest import digest_of
from tui.pressing import NEAR, Pressing
from tui.widgets.question import QuestionCard

ASKING = [ROUTE_EMAIL, ASK_DAY, ROUTE_MEETING, ASK, FINISH]
"""The mail asks first, and the physio second."""

AGAIN = "waits for your answer"


def item(item_id: str, due: int | None) -> Item:
    return Item(item_id, "task", item_id, due=due, status="asked")


def asking(due: int, **options: bool) -> DeskSession:
    """A day on which t1 is due then; its own clock goes on unless it is simulated."""
    desk = small_desk()
    desk.update("t1", due=due)
    return DeskSession(ASKING, desk, **options)  # type: ignore[arg-type]


async def until_asked(d: Driver) -> None:
    d.workspace.run_command("all")
    await d.until(lambda: len(d.workspace.deck.cards) == 2)


def shown(d: Driver) -> str:
    card = d.workspace.deck.current
    assert isinstance(card, QuestionCard)
    return card.item_id


def test_what_is_due_first_is_asked_first_and_once():
    items = [item("a", 500), item("b", 400), item("c", None), item("d", 5000)]
    pressing = Pressing()
    assert pressing.found(items, 400 - NEAR - 1) == []
    assert [i.id for i in pressing.found(items, 400)] == ["b", "a"]
    assert pressing.found(items, 401) == []
    answered = [replace(items[0], status="open"), *items[1:]]
    assert pressing.found(answered, 402) == []
    assert [i.id for i in pressing.found(items, 403)] == ["a"], "it was asked anew"


def test_what_is_asked_shortly_before_its_deadline_is_not_asked_twice_at_once():
    pressing = Pressing()
    pressing.asked(item("a", 500), 400)
    pressing.asked(item("b", 5000), 400)
    assert pressing.found([item("a", 500), item("b", 5000)], 401) == []
    assert [i.id for i in pressing.found([item("a", 500), item("b", 5000)], 4900)] == ["b"]


async def test_the_question_comes_back_when_its_deadline_is_near(folder: Path):
    session = asking(MONDAY_8 + NEAR + 60, simulated=False)
    async with running(session, folder, MEDIUM, autostart=False) as d:
        await until_asked(d)
        assert shown(d) == "e1"
        let_pass(59 * 60)
        await d.pilot.pause(1.2)
        assert AGAIN not in d.said
        let_pass(60)
        await d.until(lambda: AGAIN in d.said)
        assert "Book the physio is due Mon 2026-03-02 12:00 and" in d.said
        assert "When is the physio?" in d.said and "f4 goes to it" in d.said
        assert shown(d) == "t1"
        assert d.app.focused is d.workspace.prompt.area, "the focus belongs to the person"
        await d.press("f4")
        await d.type("Friday")
        await d.press("enter")
        await d.until(lambda: "Friday" in session.desk.items["t1"].said)
        await d.pilot.pause(1.2)
        assert d.said.count(AGAIN) == 1


async def test_who_is_at_another_question_stays_there(folder: Path):
    session = asking(MONDAY_8 + NEAR + 60, simulated=False)
    async with running(session, folder, MEDIUM, autostart=False) as d:
        await until_asked(d)
        await d.press("f4")
        await d.type("Thurs")
        let_pass(61 * 60)
        await d.until(lambda: AGAIN in d.said)
        await d.type("day")
        assert shown(d) == "e1"
        assert d.painted().count("Thursday") >= 1
        await d.press("enter")
        await d.until(lambda: "Thursday" in session.desk.items["e1"].said)


async def test_a_question_from_yesterday_that_is_due_is_first_when_the_day_opens(folder: Path):
    desk = small_desk()
    desk.update("e1", status="asked", asked=("day",))
    desk.update("t1", status="asked", asked=("time",), due=MONDAY_8 - 60)
    async with running(DeskSession([], desk), folder, MEDIUM, autostart=False) as d:
        await d.until(lambda: AGAIN in d.said)
        assert "was due Mon 2026-03-02 07:00" in d.said and "it needs time" in d.said
        assert shown(d) == "t1"


@pytest.mark.parametrize("simulated", [True])
async def test_the_clock_of_a_simulated_day_stands(folder: Path, simulated: bool):
    session = asking(MONDAY_8 + NEAR + 60, simulated=simulated)
    async with running(session, folder, MEDIUM, autostart=False) as d:
        await until_asked(d)
        let_pass(10 * 3600)
        await d.pilot.pause(1.2)
        assert AGAIN not in d.said


async def test_today_says_when_what_asks_is_due(folder: Path):
    desk = small_desk()
    desk.update("t1", status="asked", asked=("time",))
    day = day_of(DeskSession([], desk))
    (waits,) = [s for s in digest_of(day, day.number, "morning") if s.key == "waits"]
    assert [line.text for line in waits.lines] == [
        "Book the physio (due Tue 2026-03-03 18:00): asks you"
    ]
