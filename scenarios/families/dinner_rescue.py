"""A work meeting runs into an evening with the family, and people wait to be told things.

Which of the two can be another day stands in the notes, as does who is away on that day; where
they say nothing, the evening stays. The way to the family counts as well: two appointments may
collide although there are minutes between.
"""

from collections.abc import Callable
from functools import partial

from assistant.contract.day import Tier
from scenarios.families import dinner_rescue_texts as texts
from scenarios.families.draft import Draft, need, way
from scenarios.families.family import Family
from scenarios.families.parts_a import (
    TIERS,
    Cast,
    Parts,
    in_any_order,
    upper,
)
from scenarios.families.parts_a_calendar import moved
from scenarios.families.parts_a_mails import (
    ask,
    asks,
    invite,
    offer,
    offers,
    relay,
    relays,
    undecided,
)
from scenarios.families.parts_a_noise import chore, noise, traps
from scenarios.families.parts_a_shapes import Ask, Invite, Offer, Relay, Wanted
from scenarios.families.parts_a_texts import SOURCES
from scenarios.hidden import Need
from scenarios.schema import Scenario
from scenarios.things import MeetingSpec, SpanSpec

LAST_DAY = 6
"""Days from today that the desk looks ahead for overlaps."""

_OFFERS: dict[Tier, tuple[Offer, ...]] = {
    "personal": texts.PERSONAL_OFFERS, "professional": texts.PROFESSIONAL_OFFERS,
}  # fmt: skip
_INVITES: dict[Tier, tuple[Invite, ...]] = {
    "personal": texts.PERSONAL_INVITES, "professional": texts.PROFESSIONAL_INVITES,
}  # fmt: skip
_ASKS: dict[Tier, tuple[Ask, ...]] = {
    "personal": texts.PERSONAL_ASKS, "professional": texts.PROFESSIONAL_ASKS,
}  # fmt: skip
_RELAYS: dict[Tier, tuple[Relay, ...]] = {
    "personal": texts.PERSONAL_RELAYS, "professional": texts.PROFESSIONAL_RELAYS,
}  # fmt: skip

_PAIRS: tuple[Callable[[Cast], Parts], ...] = (
    *[partial(offers, told=_OFFERS)] * 3, *[partial(asks, told=_ASKS)] * 3,
    partial(relays, told=_RELAYS),
)  # fmt: skip


def build(d: Draft) -> Scenario:
    """Write a day."""
    c = Cast(d, free=(-75, 100, 125))
    clashes = max(1, d.knobs.conflicts)
    parts = d.pick(_PAIRS)(c)
    rest = d.knobs.length - len(parts) - clashes - d.knobs.missing
    parts += [partial(_rest, c) for _ in range(rest)]
    parts += [partial(undecided, c)] * d.knobs.missing
    parts += traps(c, _ASKS)
    in_any_order(d, parts)
    days = [0]
    for _ in range(clashes):
        _evening(c, days[-1])
        days.append(d.workday(days[-1] + 1))
    noise(c, d.knobs.distractors)
    if d.chance(25):
        chore(c)
    for _ in range(d.knobs.drift):
        if c.has_hours and (d.chance(50) or days[-1] > LAST_DAY):
            _arrival(c)
        elif days[-1] <= LAST_DAY:
            _called(c, days[-1])
            days.append(d.workday(days[-1] + 1))
    return d.build(
        title=d.pick(texts.NAMES), stress=d.between(35, 65),
        description="A work meeting runs into a family evening, and people wait to be told things.",
        max_episode_steps=8 * d.knobs.length + 10,
    )  # fmt: skip


def _rest(c: Cast) -> None:
    """Somebody else who waits for a word, at work or at home."""
    d, tier = c.d, c.d.pick(TIERS)
    by = d.at(d.pick(("14:30", "15:45", "16:30")))
    kind = d.below(12)
    if kind < 2 and c.has_hours:
        invite(c, c.unused(_INVITES[tier]), tier, Wanted(d.at("11:40")))
    elif kind < 5:
        relay(c, c.unused(_RELAYS[tier]), tier, Wanted(by))
    else:
        loud = d.pick(("normal", "high", "critical"))
        ask(c, c.unused(_ASKS[tier]), tier, Wanted(by), priority=loud)


# The evening


def _evening(c: Cast, days: int) -> None:
    """A late meeting and an evening with the family collide."""
    d = c.d
    told, late = c.unused(texts.EVENINGS), c.unused(texts.LATE)
    who = c.person(told.relationship, channel="text", importance=4, mood="happy")
    words = {"kid": d.pick(c.kids), "who": who.name.split()[0]}
    title = told.title.format(**words)
    starts, way_there = d.at(d.pick(("18:00", "18:30", "19:00")), days), d.pick((20, 25, 30, 40))
    to_days = d.pick([k for k in range(1, 7) if d.workday(k) == k and k != days][:4])
    plan = d.below(20)
    back = d.pick(("12:00", "13:00", "14:00")) if plan % 2 else ""
    name, meeting = _late(c, late.title, starts, to_days, back)
    evening = d.meeting(title, starts, d.pick((90, 120)), attendees=[who.name],
                        location=told.place, travel=way_there, tier="personal")  # fmt: skip
    day = d.weekday(to_days)
    notes: tuple[str, ...]
    if plan < 7:
        notes, needed = (told.stays, late.away if back else late.moves), _moves_work
    elif plan < 14:
        notes, needed = (), _protected
    else:
        notes, needed = (late.stays, told.moves), _moves_evening
    d.conflict(needed(d, meeting.id, evening.id, to_days, back))
    for note in d.some(notes, len(notes)):
        own = title if note in told else late.title
        d.note(upper(note.format(title=own, day=day, name=name, back=back, **words)),
               d.pick(SOURCES))  # fmt: skip


def _late(c: Cast, title: str, evening: str, to_days: int, back: str) -> tuple[str, MeetingSpec]:
    """The meeting: it ends after the evening has begun, or too shortly before for the way."""
    d = c.d
    away = [SpanSpec(start=d.at("00:00", to_days), end=d.at(back, to_days))] if back else []
    who = d.contact("team member", channel="email", importance=3, away=away)
    client = c.writer("client", "professional")
    before, minutes = d.pick(((60, 90), (45, 75), (70, 60), (80, 70)))
    meeting = d.meeting(title, d.later(evening, -before), minutes,
                        attendees=[who.name, client.name], tier="professional")  # fmt: skip
    return who.name.split()[0], meeting


def _moves_work(d: Draft, meeting: str, evening: str, days: int, back: str) -> Need:
    """The meeting moves, to when all of its people are there."""
    last_resort = way("reschedule_meeting", 20, event=evening)
    found = moved(d, meeting, days, back or "08:00", "17:00", last_resort)
    return found.model_copy(update={"tier": "personal"})


def _protected(d: Draft, meeting: str, evening: str, days: int, back: str) -> Need:
    """Nobody has said anything: the evening with the family stays, the meeting goes elsewhere."""
    return need(
        way("reschedule_meeting", event=meeting), way("reschedule_meeting", 30, event=evening),
        way("cancel_meeting", 10, event=meeting), weight=3, tier="personal",
    )  # fmt: skip


def _moves_evening(d: Draft, meeting: str, evening: str, days: int, back: str) -> Need:
    """The family agrees to another evening; the meeting cannot be moved."""
    return need(
        way("reschedule_meeting", event=evening, earliest=d.at("17:00", days),
            latest=d.at("20:30", days)),
        way("reschedule_meeting", 50, event=evening), way("cancel_meeting", 10, event=meeting),
        weight=3, tier="personal",
    )  # fmt: skip


# What changes under way


def _called(c: Cast, day: int) -> None:
    """A meeting is called into a later evening with the family; it is this one that moves."""
    d = c.d
    title = c.unused(texts.TOMORROW).format(kid=d.pick(c.kids))
    who = c.person("partner", channel="text", importance=4)
    d.meeting(title, d.at("18:15", day), 75, attendees=[who.name], tier="personal")
    new = MeetingSpec(
        id=d.id("m"), title=c.unused(texts.CALLED), start=d.at("17:45", day), duration_minutes=60,
        attendees=[c.colleague().name], tier="professional",
    )  # fmt: skip
    d.drift(after_step=d.between(2, 3), add_meeting=new)
    d.note(f"The {title.split(' with')[0].lower()} was promised and stays, work has to wait then.",
           d.pick(SOURCES))  # fmt: skip
    d.conflict(need(way("reschedule_meeting", event=new.id),
                    way("cancel_meeting", 40, event=new.id), weight=3))  # fmt: skip


def _arrival(c: Cast) -> None:
    """Somebody in the middle of the evening's plans has a problem."""
    d = c.d
    at = d.later(d.start, d.between(20, 40, 5))
    by = d.later(at, d.between(60, 80, 10))
    offer(c, c.unused(texts.ARRIVALS), "personal", Wanted(by), arrives=at)


FAMILY = Family(
    "dinner_rescue", "train",
    frozenset({"mail", "chat", "slot", "conflict", "travel", "away", "recall", "archive", "leave",
               "missing", "injection", "arrival", "drift"}),
    "A work meeting runs into a family evening, and people wait to be told things.", build,
)  # fmt: skip
