"""What a scenario cannot hold is said, and everything else is in it."""

from assistant.contract.day import Event, Item, Promise, Task
from assistant.contract.lexical import LexicalMemory
from scenarios import from_desk, to_desk
from scenarios.modelled import modelled
from tests.assistant.days import at, small_desk

FAR = at("2201-05-01T12:00")


def test_an_ordinary_desk_is_modelled_whole():
    desk = small_desk()
    kept, said = modelled(desk)
    assert said == []
    assert to_desk(from_desk(kept, LexicalMemory()))[0] == desk


def test_a_deadline_beyond_every_calendar_is_said_once_and_its_item_goes_with_it():
    desk = small_desk()
    desk.tasks["t9"] = Task("t9", "Renew the lease", FAR)
    desk.items["t9"] = Item("t9", "task", "Renew the lease", ref="t9", due=FAR)
    kept, said = modelled(desk)
    assert [(u.id, u.what) for u in said] == [("t9", "to-do: Renew the lease")]
    assert "out of range" in said[0].why
    assert "t9" not in kept.items
    assert "t9" not in kept.tasks
    assert kept.items.keys() == desk.items.keys() - {"t9"}


def test_an_event_that_is_too_long_is_said_and_so_is_the_conflict_about_it():
    desk = small_desk()
    desk.events["m9"] = Event("m9", "Sabbatical", desk.now, 200_000)
    desk.items["c9"] = Item("c9", "conflict", "Sabbatical and Standup overlap", events=("m9", "m1"))
    kept, said = modelled(desk)
    assert {u.id for u in said} == {"m9", "c9"}
    assert "c9" not in kept.items


def test_what_the_simulator_keeps_in_part_is_said_and_stays():
    desk = small_desk()
    desk.promises["p1"] = Promise("p1", "The deck by Friday", by="Lee Park", status="kept")
    kept, said = modelled(desk)
    assert [(u.what, u.why) for u in said] == [
        ("promise: The deck by Friday", "only a part of it is simulated")
    ]
    assert "p1" in kept.promises
