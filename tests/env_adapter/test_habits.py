"""Habits and reminders: streaks, what a reminder brings about, and how the week went."""

from typing import Any

import pytest

from env_adapter.habits import WEEK_NOTE
from env_adapter.world import World
from tests.env_adapter.days import at, day, news, scenario, wait_until

RUN = {"id": "h1", "label": "Run", "streak": 15, "kept": 3, "target": 5, "due": at("19:00")}
PILLS = {"id": "h2", "label": "Medicine", "streak": 40, "kept": 6, "target": 7}


def remind(world: World, when: str, item: str = "h1") -> None:
    args = {"item_id": item, "label": "Run", "when": when}
    assert world.step("set_reminder", args).outcome.is_ok


# Streaks


def test_keeping_a_habit_raises_its_streak_and_its_week() -> None:
    world = day(habits=[RUN])
    world.step("mark_habit_done", {"item_id": "h1", "habit_id": "h1"})
    wait_until(world, "23:30")
    habit = world.desk.habits["h1"]
    assert (habit.is_done, habit.streak, habit.kept) == (True, 16, 4)


def test_a_habit_that_was_due_and_not_kept_loses_its_streak_at_the_end_of_the_day() -> None:
    world = day(habits=[RUN, PILLS | {"weekdays": [0, 2]}])
    wait_until(world, "23:00")
    assert world.desk.habits["h1"].streak == 15
    world.step("finish", {"summary": "x"})
    assert world.desk.habits["h1"].streak == 0 and "h1 was not kept: 15 in a row are gone" in news(
        world
    )
    assert world.desk.habits["h2"].streak == 40, "it was not due on a Tuesday"


@pytest.mark.parametrize(("streak", "weight"), [(0, 2), (6, 2), (7, 3), (20, 4), (400, 5)])
def test_a_long_streak_weighs_more(streak: int, weight: int) -> None:
    world = day(habits=[RUN | {"streak": streak}])
    assert world.needs.weight(world.desk.items["h1"]) == weight
    world.step("mark_habit_done", {"item_id": "h1", "habit_id": "h1"})
    assert world.worth.task == 100 * weight, "ticking it off does not make it weigh more"


def test_where_the_day_gives_a_weight_the_streak_adds_none() -> None:
    world = day(habits=[RUN], must={"h1": {"ways": [{"tool": "mark_habit_done"}], "weight": 1}})
    assert world.needs.weight(world.desk.items["h1"]) == 1


# Reminders


def test_a_reminder_in_time_leads_the_person_to_keep_the_habit() -> None:
    world = day(habits=[RUN])
    remind(world, "today 18:00")
    assert world.ledger.credit["h1"] == 60 and not world.desk.habits["h1"].is_done
    told = wait_until(world, "18:00")
    assert "reminder: Run" in told and "h1 is kept: Run" in told
    habit = world.desk.habits["h1"]
    assert (habit.is_done, habit.streak, habit.kept) == (True, 16, 4)
    world.step("finish", {"summary": "x"})
    assert world.desk.habits["h1"].streak == 16


@pytest.mark.parametrize("when", ["today 19:30", "tomorrow 7:00"])
def test_a_reminder_that_comes_too_late_brings_nothing(when: str) -> None:
    world = day(habits=[RUN])
    remind(world, when)
    assert world.ledger.credit["h1"] == 0
    told = wait_until(world, "23:30")
    assert not any("is kept" in line for line in told)
    world.step("finish", {"summary": "x"})
    assert world.desk.habits["h1"].streak == 0


def test_reminders_fire_once_and_recurring_ones_on_their_weekdays() -> None:
    reminders = [
        {"id": "r1", "label": "Bins", "start": at("10:10")},
        {"id": "r2", "label": "Drops", "start": "2026-02-01T20:00", "weekdays": [1, 3]},
        {"id": "r3", "label": "Choir", "start": "2026-02-01T20:00", "weekdays": [0, 2]},
        {"id": "r4", "label": "Past", "start": at("08:00")},
        {"id": "r5", "label": "Later", "start": "2026-03-04T10:00"},
    ]
    world = day(reminders=reminders)
    told = wait_until(world, "23:30")
    assert [line for line in told if line.startswith("reminder")] == [
        "reminder: Bins", "reminder: Drops",
    ]  # fmt: skip


def test_a_reminder_that_was_set_today_fires_today() -> None:
    world = day(chat=[{"id": "y1", "text": "Remind me of the bins at 11"},
                      {"id": "y2", "text": "Wait for the plumber"}])  # fmt: skip
    remind(world, "today 11:00", item="y1")
    assert "reminder: Run" in wait_until(world, "11:00")


# The week

SUNDAY: dict[str, Any] = {"simulation_time": "2026-03-08T09:00"}


def test_on_sunday_evening_the_week_is_summed_up() -> None:
    done = PILLS | {"label": "Water", "id": "h3", "streak": 2, "target": 0}
    world = day(**SUNDAY, habits=[RUN | {"due": None}, PILLS, done])
    world.step("mark_habit_done", {"item_id": "h2", "habit_id": "h2"})
    told = []
    while world.desk.now < world.utc("2026-03-08T18:00", ""):
        assert WEEK_NOTE not in [note.id for note in world.memory.notes]
        world.step("do_nothing", {})
        told += news(world)
    text = next(note.text for note in world.memory.notes if note.id == WEEK_NOTE)
    assert text == (
        "Weekly summary of habits: Run 3 of 5, Medicine 7 of 7, Water 6 times; "
        "longest streak Medicine 41 days"
    )
    assert f"note {WEEK_NOTE}: {text}" in told


def test_a_day_that_ends_before_the_evening_sums_up_at_its_end() -> None:
    world = day(**SUNDAY, ends="2026-03-08T14:00", habits=[PILLS])
    world.step("finish", {"summary": "x"})
    assert [note.id for note in world.memory.notes] == [WEEK_NOTE]


@pytest.mark.parametrize("parts", [{"habits": [RUN]}, SUNDAY])
def test_on_other_days_and_without_habits_nobody_sums_up(parts: dict[str, Any]) -> None:
    world = day(**parts)
    world.step("finish", {"summary": "x"})
    assert world.memory.notes == []


def test_whoever_asks_how_the_week_went_can_be_answered_with_the_note() -> None:
    way = {"tool": "answer", "cite": [WEEK_NOTE], "facts": [["3 of 5"]]}
    chat = [{"id": "y1", "text": "How did my habits go this week?"}]
    world = day(habits=[RUN], chat=chat, must={"y1": {"ways": [way]}})
    known = world.briefing().known["y1"]
    assert [note.id for note in known] == [WEEK_NOTE], "it is found by the words of the request"
    args = {"item_id": "y1", "text": "You ran 3 of 5 times", "citations": [WEEK_NOTE]}
    world.step("answer", args)
    assert world.ledger.credit["y1"] == 100


def test_who_asks_later_gets_what_is_true_by_then() -> None:
    chat = [{"id": "y1", "text": "Weekly review of my habits, please"},
            {"id": "y2", "text": "And the weekly summary again", "at": at("10:00")}]  # fmt: skip
    world = day(habits=[RUN], chat=chat)
    world.step("mark_habit_done", {"item_id": "h1", "habit_id": "h1"})
    wait_until(world, "10:30")
    notes = [note.text for note in world.memory.notes if note.id == WEEK_NOTE]
    assert len(notes) == 1 and "Run 4 of 5" in notes[0]


def test_other_requests_sum_nothing_up() -> None:
    world = day(habits=[RUN], chat=[{"id": "y1", "text": "Lunch with Cy next week"}])
    assert world.memory.notes == []


def test_a_still_day_fires_no_reminder_and_ends_no_streak() -> None:
    reminder = {"id": "r1", "label": "Bins", "start": at("10:10")}
    world = World(scenario(habits=[RUN], reminders=[reminder], dynamics={"still": True}))
    world.step("finish", {"summary": "x"})
    assert world.desk.habits["h1"].streak == 15 and world.ledger.pending == []
