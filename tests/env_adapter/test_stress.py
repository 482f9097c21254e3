"""Stress: load over what the person can carry, rising and falling."""

import pytest

from tests.env_adapter.days import at, day, mail, reply, wait_until

CONFLICT = [
    {"id": "m1", "title": "Review", "start": "2026-03-04T10:00", "duration_minutes": 60},
    {"id": "m2", "title": "Call", "start": "2026-03-04T10:30", "duration_minutes": 30},
]


def test_it_rises_when_something_is_overdue_and_falls_when_that_is_settled() -> None:
    world = day(emails=[mail(due=at("09:40"))])
    assert world.ledger.stress == 0
    wait_until(world, "10:00")
    assert world.ledger.stress == 4
    reply(world)
    assert world.ledger.stress == 0


def test_overlaps_and_open_criticals_weigh_until_they_are_settled() -> None:
    world = day(emails=[mail(priority="critical")], meetings=CONFLICT, stress=30)
    assert world.ledger.stress == 30 and world.ledger.base_stress == 19
    world.step(
        "reschedule_meeting",
        {"item_id": "c1", "meeting_id": "m2", "new_time": "2026-03-04T14:00"},
    )
    assert world.ledger.stress == 25
    reply(world)
    assert world.ledger.stress == 19


@pytest.mark.parametrize(("capacity", "points"), [(100, 8), (50, 16), (200, 4)])
def test_the_same_load_weighs_by_how_much_the_person_can_carry(capacity: int, points: int) -> None:
    world = day(emails=[mail(due=at("09:40"), tier="personal")], dynamics={"capacity": capacity})
    wait_until(world, "10:00")
    assert world.ledger.stress == points


def test_a_missed_personal_need_weighs_on_although_it_was_left_to_the_person() -> None:
    stress = {}
    for tier in ("personal", "professional"):
        world = day(emails=[mail(due=at("09:40"), tier=tier)])
        world.step("leave_to_user", {"item_id": "e1", "reason": "yours"})
        wait_until(world, "10:00")
        stress[tier] = world.ledger.stress
    assert stress == {"personal": 8, "professional": 0}


def test_it_stays_between_0_and_100() -> None:
    emails = [mail(id=f"e{n}", priority="critical", due=at("09:10")) for n in range(1, 40)]
    world = day(emails=emails, dynamics={"capacity": 10}, stress=90)
    wait_until(world, "12:00")
    assert world.ledger.stress == 100
