"""Promises: kept, broken, chased, answered, put off once."""

from typing import Any

import pytest

from env_adapter.snapshot import fork
from env_adapter.world import World
from tests.env_adapter.days import at, day, mail, mood, news, reply, scenario, wait_until

OWN = {"id": "p1", "text": "Send the price list for the fair", "to": "Bo Lind", "due": at("11:00")}
THEIRS = {"id": "p2", "text": "Finish the floor plan of the hall", "by": "Cy Park",
          "due": at("17:00")}  # fmt: skip
CHASE = {"item_id": "p2", "contact": "Cy Park",
         "body": "Hello Cy, how far is the floor plan of the hall?"}  # fmt: skip


PRICES = "Here is the price list for the fair"


def keep(world: World) -> None:
    body = "Bo, here is the price list for the fair, as promised"
    args = {"item_id": "p1", "to": "Bo Lind", "subject": "Prices", "body": body}
    assert world.step("send_email", args).outcome.is_ok


# One's own


def test_a_promise_that_is_kept_pleases_and_stays_kept() -> None:
    world = day(promises=[OWN])
    assert world.desk.items["p1"].detail == "you promised Bo Lind"
    keep(world)
    assert world.desk.promises["p1"].status == "kept" and world.ledger.credit["p1"] == 100
    wait_until(world, "12:00")
    assert world.desk.promises["p1"].status == "kept" and mood(world) == "happy"


def test_a_promise_that_nobody_keeps_is_broken_when_it_is_due() -> None:
    world = day(promises=[OWN])
    told = wait_until(world, "11:00")
    assert "p1 is broken: Send the price list for the fair; Bo Lind is angry" in told
    assert world.desk.promises["p1"].status == "broken" and mood(world) == "angry"
    assert world.desk.items["p1"].is_open, "it can still be made good, for half"
    keep(world)
    assert world.ledger.credit["p1"] == 50 and world.desk.promises["p1"].status == "broken"


def test_an_answer_that_says_nothing_breaks_it_as_well() -> None:
    world = day(promises=[OWN])
    args = {"item_id": "p1", "to": "Bo Lind", "subject": "x", "body": "Soon."}
    world.step("send_email", args)
    wait_until(world, "11:00")
    assert world.desk.promises["p1"].status == "broken"


@pytest.mark.parametrize(
    ("tool", "args", "credit"),
    [
        ("send_message", {"contact": "Bo Lind", "body": PRICES}, 100),
        ("send_message", {"contact": "Cy Park", "body": PRICES}, 0),
        ("schedule_event", {"title": "Prices", "start": at("10:00"), "duration_minutes": 30,
                            "attendees": ["Bo Lind"]}, 100),
        ("schedule_event", {"title": "Prices", "start": at("10:00"), "duration_minutes": 30}, 0),
        ("archive_email", {"email_id": "e1"}, 0),
        ("leave_to_user", {"reason": "yours"}, 0),
    ],
)  # fmt: skip
def test_it_is_kept_towards_the_one_to_whom_it_was_given(
    tool: str, args: dict[str, Any], credit: int
) -> None:
    world = day(promises=[OWN], emails=[mail()])
    world.step(tool, {"item_id": "p1", **args})
    assert world.ledger.credit["p1"] == credit
    assert world.desk.promises["p1"].status == ("kept" if credit else "open")


def test_the_day_may_say_what_keeps_it() -> None:
    must = {"p1": {"ways": [{"tool": "set_reminder"}]}}
    world = day(promises=[OWN], must=must)
    world.step("set_reminder", {"item_id": "p1", "label": "Prices", "when": "today 10:30"})
    assert world.desk.promises["p1"].status == "kept"


def test_a_promise_comes_into_being_when_its_item_is_settled_well() -> None:
    late = OWN | {"after": "e1"}
    world = day(emails=[mail()], promises=[late])
    assert "p1" not in world.desk.items and "p1" in world.outlook.items
    reply(world, ".")
    assert "p1" not in world.desk.items
    world = day(emails=[mail()], promises=[late])
    reply(world)
    assert "you promised Bo Lind p1: Send the price list for the fair" in news(world)
    assert world.desk.items["p1"].is_open
    wait_until(world, "11:00")
    assert world.desk.promises["p1"].status == "broken"


# Those of others


def test_a_promise_that_is_chased_is_answered_within_half_an_hour_to_an_hour_and_a_half() -> None:
    kinds = set()
    for seed in range(20):
        world = day(seed, promises=[THEIRS])
        world.step("send_message", CHASE)
        start, told = world.start, list[str]()
        while not told:
            world.step("do_nothing", {})
            told = [line for line in news(world) if line.startswith("Cy Park")]
        assert 30 <= world.desk.now - start <= 90 + 34, "told in the first briefing after it"
        promise = world.desk.promises["p2"]
        if promise.status == "kept":
            assert told == ["Cy Park keeps p2: Finish the floor plan of the hall"]
        else:
            assert promise.due is not None and promise.due > world.utc(at("17:00"), "")
            assert world.desk.items["p2"].due == promise.due
            assert told[0].startswith("Cy Park needs until Wed 2026-03-04 17:00") or told[
                0
            ].startswith("Cy Park needs until Thu 2026-03-05 17:00")
        assert world.ledger.credit["p2"] == 100, "the one who chased did what could be done"
        kinds.add(promise.status)
    assert kinds == {"kept", "open"}


def test_a_promise_that_nobody_chases_is_not_kept_and_costs_nobody_their_mood() -> None:
    world = day(promises=[THEIRS])
    told = wait_until(world, "17:00")
    assert "Cy Park has not kept p2: Finish the floor plan of the hall" in told
    assert world.desk.promises["p2"].status == "broken"
    assert mood(world) == mood(world, "Cy Park") == "neutral"


@pytest.mark.parametrize(
    ("body", "credit"),
    [
        ("Hello Cy, you promised: Finish the floor plan of the hall. How far is it?", 100),
        ("Finish the floor plan of the hall", 0),
        ("Any news?", 0),
    ],
)
def test_a_promise_may_be_quoted_to_its_giver_but_not_only_that(body: str, credit: int) -> None:
    world = day(promises=[THEIRS])
    world.step("send_message", CHASE | {"body": body})
    assert world.ledger.credit["p2"] == credit


def test_writing_to_somebody_else_chases_nobody() -> None:
    world = day(promises=[THEIRS])
    world.step("send_message", CHASE | {"contact": "Bo Lind"})
    assert world.ledger.credit["p2"] == 0
    assert not [p for p in world.ledger.pending if p.kind == "answer"]


def test_promises_are_saved_and_hashed() -> None:
    world = day(promises=[OWN, THEIRS])
    before = world.state_hash
    keep(world)
    assert world.state_hash != before
    other = fork(world)
    assert other.desk.promises == world.desk.promises
    one, two = day(promises=[OWN]), day(promises=[OWN | {"to": "Cy Park"}])
    assert one.state_hash != two.state_hash


def test_a_still_day_breaks_no_promise() -> None:
    world = World(scenario(promises=[OWN], dynamics={"still": True}))
    world.step("search_kb", {"item_id": "p1", "query": "prices"})
    assert world.ledger.pending == [] and world.desk.promises["p1"].status == "open"
