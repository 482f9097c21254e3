"""Appointments that collide, and which of them can move.

Apart from the mails, because a collision is settled in the calendar and counts on its own.
"""

from collections.abc import Sequence

from scenarios.families import parts_a_texts as texts
from scenarios.families.draft import Draft, need, way
from scenarios.families.parts_a import Cast
from scenarios.families.parts_a_shapes import Clash
from scenarios.hidden import Need, Way
from scenarios.things import MeetingSpec


def overlaps(c: Cast, noted: Sequence[Clash], plain: Sequence[Clash]) -> None:
    """As many overlaps as the day is to have, in calendar order as the desk numbers them.

    What may move to any other time lies on a later day, so that it is not moved to an hour that
    a mail of today offers.
    """
    d, day = c.d, 0
    for n in range(d.knobs.conflicts):
        told = c.unused(noted if d.chance(50) else plain)
        is_today = n == 0 and bool(told.moves) and d.chance(60)
        day = 0 if is_today else d.workday(day + 1)
        start = d.at(d.pick(("10:00", "10:15") if is_today else ("10:30", "11:00", "14:00")), day)
        free = [k for k in range(1, 7) if d.workday(k) == k and k != day]
        overlap(c, told, day, d.pick(free[:4]), start)


def overlap(c: Cast, told: Clash, days: int, to_days: int, start: str) -> None:
    """Two appointments at one time; the notes say which can move, and to what day."""
    d = c.d
    both = [told.fixed, told.loose] if d.chance(50) else [told.loose, told.fixed]
    client, colleague = c.writer("client", "professional"), c.colleague()
    found: dict[str, MeetingSpec] = {}
    for n, title in enumerate(both):
        with_whom = client if title == told.fixed else colleague
        found[title] = d.meeting(
            title, d.later(start, 30 * n), d.pick((45, 60)), attendees=[with_whom.name],
            tier="professional", priority=d.pick(("low", "normal", "high")),
        )  # fmt: skip
    loose = found[told.loose].id
    if not told.moves:
        d.conflict(need(way("reschedule_meeting", event=loose),
                        way("cancel_meeting", 15, event=loose), weight=3))  # fmt: skip
        return
    words = {"fixed": told.fixed, "loose": told.loose, "day": d.weekday(to_days)}
    for note in (told.stays, told.moves):
        d.note(note.format(**words), d.pick(texts.SOURCES))
    d.conflict(moved(d, loose, to_days, "08:00", "18:00"))


def moved(d: Draft, event: str, days: int, first: str, last: str, *ways: Way) -> Need:
    """A conflict that is over once an event has moved to where it can be."""
    return need(
        way("reschedule_meeting", event=event, earliest=d.at(first, days), latest=d.at(last, days)),
        way("reschedule_meeting", 60, event=event), way("cancel_meeting", 10, event=event), *ways,
        weight=3,
    )  # fmt: skip
