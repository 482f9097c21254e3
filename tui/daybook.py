"""A day in plain text and as machine-readable values: what the screen shows, without one."""

from dataclasses import asdict
from typing import Any

from assistant.contract import clock
from assistant.contract.render import plain
from tui.day import Day, collisions
from tui.digest import Part, digest_of
from tui.protection import pressures
from tui.timeline import Entry, entries

_LONGEST = 300
"""Characters of one line."""


def in_words(day: Day, number: int, part: Part) -> list[str]:
    """A day's timeline and digest: lines for a reader without a screen."""
    mark = ", simulated" if day.simulated else ""
    now = f", {day.say(day.now)}" if number == day.number else ""
    lines = [f"{clock.say_day_number(number)}{now} ({day.timezone}){mark}."]
    found = entries(day, number)
    lines.append("Timeline:" if found else "Nothing is in the calendar.")
    for entry in found:
        lines += _entry(day, entry)
    for section in digest_of(day, number, part):
        if section.lines:
            lines.append(f"{section.title}:")
            lines += [f"  {plain(line.text, _LONGEST)}" for line in section.lines]
        else:
            lines.append(section.empty)
    return lines


def to_json(day: Day, number: int, part: Part) -> dict[str, Any]:
    """The same as JSON values."""
    standing = day.standing
    sections = digest_of(day, number, part)
    return {
        "day": clock.say_day_number(number),
        "now": clock.say_instant(day.now, day.timezone),
        "timezone": day.timezone,
        "simulated": day.simulated,
        "timeline": [_row(day, entry) for entry in entries(day, number)],
        "collisions": [
            {"text": clash.say(day), "if_allowed": clash.is_proposed}
            for clash in collisions(day, number)
        ],
        "pressure": [asdict(pressure) for pressure in pressures(day, number)],
        "part": part if number == day.number else "ahead",
        "digest": {s.key: [asdict(line) for line in s.lines] for s in sections},
        "habits": [
            {"label": h.label, "streak": h.streak, "is_done": h.is_done} for h in standing.habits
        ],
        "stress": standing.stress,
        "moods": {mood.name: mood.mood for mood in standing.moods},
    }


def _row(day: Day, entry: Entry) -> dict[str, Any]:
    times = {
        name: None if at is None else clock.say_instant(at, day.timezone)
        for name, at in (("start", entry.start), ("end", entry.end))
    }
    return {**asdict(entry), **times}


def _entry(day: Day, entry: Entry) -> list[str]:
    facts = "".join(f", {fact}" for fact in entry.facts)
    kind = f"{entry.kind}, {entry.tier}"
    line = f"{entry.when(day)} {entry.title} ({kind}){facts}"
    changes = [f"    proposed: {plain(text, _LONGEST)}" for text in entry.changes]
    warnings = [f"    warning: {plain(text, _LONGEST)}" for text in entry.warnings]
    return [f"  {plain(line, _LONGEST)}", *changes, *warnings]
