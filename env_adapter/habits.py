"""Habits and reminders: what a reminder brings about, streaks that end, and how the week went."""

import re
from dataclasses import replace

from assistant.contract import times
from assistant.contract.day import Habit, Item, Reminder
from assistant.contract.notes import Note
from assistant.contract.rules import Plan
from env_adapter import agenda
from env_adapter.state import DayState

WEEK_NOTE = "week-summary"
"""Id of the note that says how the week went."""

SUNDAY = 6
EVENING = 18 * 60
"""Local minutes at which the week's last day is looked back on."""

_ASKS = re.compile(
    r"(?=.*\bweek)(?=.*\b(?:summar\w*|sum up|recap|review|overview|habits?|streaks?|look back))",
    re.IGNORECASE | re.DOTALL,
)


def plan_week(world: DayState) -> None:
    """On the last day of a week, look back in the evening, or when the day ends."""
    if not world.desk.habits or _weekday(world, world.start) != SUNDAY:
        return
    local = times.to_local(world.start, world.desk.person.timezone)
    evening = world.start - local.hour * 60 - local.minute + EVENING
    at = min(max(evening, world.start), world.day_end)
    agenda.put(world.ledger, at, "week", WEEK_NOTE)


def heed(world: DayState, item: Item) -> None:
    """Whoever asks how the week went finds it among the notes."""
    if world.desk.habits and item.source == "you" and _ASKS.search(item.text[:1000]):
        look_back(world)


def look_back(world: DayState) -> None:
    """Put how the week went so far into the notes, in place of an older look."""
    desk, memory = world.desk, world.memory
    memory.forget(WEEK_NOTE)
    text = f"Weekly summary of habits: {_week(list(desk.habits.values()))}"
    memory.notes.append(Note(WEEK_NOTE, text, "habits", desk.now))
    desk.forget_recalled()
    world.announce(f"note {WEEK_NOTE}: {text}")


def watch(world: DayState, reminder: Reminder) -> None:
    """Wait for the next time today at which a reminder fires."""
    after = max(world.desk.now, reminder.start - 1)
    at = reminder.start
    if reminder.weekdays:
        tz = world.desk.person.timezone
        first = times.to_local(reminder.start, tz)
        clock = first.hour * 60 + first.minute
        # The name of a rhythm is only for saying it.
        often = times.Recurrence("weekly", reminder.weekdays, clock)
        at = times.next_occurrence(often, after, tz)
    if after < at <= world.day_end:
        agenda.put(world.ledger, at, "remind", reminder.id)


def remind(world: DayState, reminder_id: str) -> None:
    """A reminder fires; one that was set for a habit leads the person to keep it."""
    reminder = world.desk.reminders[reminder_id]
    world.announce(f"reminder: {reminder.label}")
    habit = world.desk.habits.get(world.ledger.nudges.get(reminder_id, ""))
    if habit is not None and not habit.is_done and _is_in_time(world, habit):
        streak, kept = habit.streak + 1, min(habit.kept + 1, 7)
        world.desk.habits[habit.id] = replace(habit, is_done=True, streak=streak, kept=kept)
        world.announce(f"{habit.id} is kept: {habit.label}")
    if reminder.weekdays:
        watch(world, reminder)


def reminded(world: DayState, plan: Plan, item: Item) -> None:
    """A reminder was set: it fires today if its time comes, for a habit if it was set for one."""
    if item.source == "habit":
        world.ledger.nudges[plan.new_id] = item.ref
    watch(world, world.desk.reminders[plan.new_id])


def ticked(world: DayState, plan: Plan, item: Item) -> None:
    """A habit was ticked off, which its streak tells already: it counts in its week, too."""
    habit = world.desk.habits[getattr(plan.call, "habit_id", "")]
    world.desk.habits[habit.id] = replace(habit, kept=min(habit.kept + 1, 7))


def close_day(world: DayState) -> None:
    """The day is over: a habit that was due and was not kept loses its streak."""
    today = _weekday(world, world.start)
    for habit in list(world.desk.habits.values()):
        if today in habit.weekdays and not habit.is_done and habit.streak:
            world.desk.habits[habit.id] = replace(habit, streak=0)
            world.announce(f"{habit.id} was not kept: {habit.streak} in a row are gone")


def _is_in_time(world: DayState, habit: Habit) -> bool:
    item = world.desk.items.get(habit.id)
    due = world.needs.due(item) if item is not None else None
    return due is None or world.desk.now <= due


def _week(habits: list[Habit]) -> str:
    """How often each habit was kept, and the longest streak."""
    parts = [
        f"{habit.label} {habit.kept} of {habit.target}" if habit.target
        else f"{habit.label} {habit.kept} times"
        for habit in habits
    ]  # fmt: skip
    longest = max(habits, key=lambda habit: habit.streak)
    return f"{', '.join(parts)}; longest streak {longest.label} {longest.streak} days"


def _weekday(world: DayState, minute: int) -> int:
    return times.to_local(minute, world.desk.person.timezone).weekday()
