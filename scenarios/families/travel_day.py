"""A day between places: ways take time, things have to be said before one arrives.

Two visits each want something sent ahead; the one that comes first has no time to lose. Two
appointments lie closer together than the way between them, one meeting is called off under way,
and somebody can suddenly be had on another channel only.
"""

from collections.abc import Callable
from functools import partial

from assistant.contract.day import Tier
from scenarios.families import travel_day_texts as texts
from scenarios.families.draft import Draft, need, says, says_time, way
from scenarios.families.family import Family
from scenarios.families.parts_heldout import (
    MAIL_EFFORT,
    Asked,
    begin,
    cap,
    first,
    frauds,
    in_any_order,
    known,
    open_errand,
    side_mail,
    spare,
    value,
)
from scenarios.hidden import Need
from scenarios.schema import Scenario
from scenarios.things import ContactSpec

_TIERS: tuple[Tier, Tier] = ("personal", "professional")
_SOON = 15
"""Minutes until the first visit: room for one mail and not for two."""


def build(d: Draft) -> Scenario:
    """Write a day."""
    begin(d)
    rest = max(0, d.knobs.length - 3 - d.knobs.conflicts - d.knobs.missing)
    soon, late = d.later(d.start, _SOON), d.at(d.pick(("16:00", "16:15", "16:30")))
    adders: list[Callable[[], object]] = []
    is_noted = d.chance(50)
    for tier in _TIERS:
        is_first = (tier == "personal") == d.is_urgent_personal
        adders.append(partial(_visit, d, tier, soon if is_first else late, is_noted=is_noted))
    for n in range(d.knobs.conflicts):
        adders.append(partial(_clash, d, n))
    adders.append(partial(_message, d))
    far = max(1, d.knobs.conflicts)
    for n in range(rest):
        adders.append(partial(_off, d) if n == 0 else partial(_more, d, n, far))
    for _ in range(d.knobs.missing):
        thing = d.pick(("luggage rack", "roof box", "snow chains"))
        adders.append(partial(open_errand, d, thing, d.workday(far) + 1))
    if not rest:
        adders.append(partial(_off, d))
    in_any_order(d, [*adders, partial(spare, d), partial(frauds, d)])
    return d.build(
        title="Here and there", stress=d.between(25, 55),
        description="Ways that take time, and things to be said before one arrives.",
        max_episode_steps=8 * d.knobs.length + 14,
    )  # fmt: skip


def _visit(d: Draft, tier: Tier, start: str, *, is_noted: bool) -> None:
    """One of the pair: a visit, and what has to be sent ahead."""
    visit = d.pick(texts.VISITS_PERSONAL if tier == "personal" else texts.VISITS_PROFESSIONAL)
    who = d.contact(visit.relation, channel="email", importance=4)
    travel = d.pick((10, 15, 20, 25))
    event = d.meeting(visit.title, start, d.pick((30, 40)), attendees=[who.name], tier=tier,
                      location=d.pick(d.bank.places), travel=travel)  # fmt: skip
    told = visit.told if is_noted else visit.told._replace(subject=visit.told.body, note="", old="")
    _ahead(d, told, who, event.id, start, tier, weight=5, thing="")


def _ahead(
    d: Draft, told: Asked, who: ContactSpec, event: str, due: str, tier: Tier, *,
    weight: int, thing: str,
) -> None:  # fmt: skip
    """A task that prepares a meeting: somebody there has to be told what the notes know."""
    drawn = value(d, told.slot)
    if told.note:
        known(d, told, thing, drawn)
    d.task(
        told.subject.format(who=first(who), thing=thing, value=drawn.right),
        need(way("send_email", to=who.name, facts=[drawn.fact]),
             way("send_message", 60, to=who.name, facts=[drawn.fact]), weight=weight),
        prepares=event, deadline=due, effort=MAIL_EFFORT, tier=tier, people=[who.name],
        priority=d.pick(("normal", "normal", "high")),
    )  # fmt: skip


def _clash(d: Draft, n: int) -> None:
    """Two appointments that do not overlap, with a way between them that is longer than the gap."""
    firm, loose = d.pick(texts.FIRM), d.pick(texts.LOOSE)
    host = d.contact(d.pick(("host", "official", "examiner")), channel="email", importance=4)
    buddy = d.contact(d.pick(("colleague", "flatmate", "club friend")), channel="chat")
    travel, start = d.pick((30, 35, 40)), d.at(d.pick(("13:00", "13:15")), n)
    tier = d.pick(_TIERS)
    d.note(d.pick(texts.MOVABLE).format(title=loose, who=buddy.name), "calendar notes")
    d.note(d.pick(texts.FIXED).format(title=firm), d.pick(("calendar notes", "wallet.md")))
    gap = d.pick((5, 10, 15))
    before = d.chance(50)
    at = d.later(start, -30 - gap) if before else d.later(start, 60 + gap)
    event = d.meeting(firm, start, 60, attendees=[host.name], tier=tier, travel=travel,
                      location=d.pick(d.bank.places))  # fmt: skip
    moved = d.meeting(loose, at, 30, attendees=[buddy.name], tier=d.pick(_TIERS))
    d.need(f"c{n + 1}", need(
        way("reschedule_meeting", event=moved.id), way("reschedule_meeting", 30, event=event.id),
        weight=3, tier=tier, harm=["cancel_meeting"],
    ))  # fmt: skip


def _message(d: Draft) -> None:
    """Somebody is to hear about the person's way, and has just changed how they can be had."""
    is_mail = d.chance(50)
    used, then = ("email", "text") if is_mail else ("text", "email")
    who = d.contact(d.pick(("night porter", "driver", "sister", "assistant curator", "bandmate")),
                    channel=used, importance=3)  # fmt: skip
    clock = value(d, "time").right
    if d.chance(50):
        text = d.pick(texts.ARRIVALS).format(who=first(who), time=clock)
    else:
        title = d.pick(texts.FAR)
        clock = d.pick(("18:20", "18:45", "19:10", "19:30"))
        d.meeting(title, d.at(clock), 60, travel=d.pick((20, 30)), tier="personal",
                  location=d.pick(d.bank.places))  # fmt: skip
        text = d.pick(texts.ON_MY_WAY).format(who=first(who), title=title)
    d.chat(cap(text), _told(who, then, clock), tier=d.pick(_TIERS), people=[who.name])
    read = "mails" if then == "email" else "texts"
    say = d.pick(texts.SWITCHED).format(who=who.name, channel=read)
    d.drift(after_step=1, set_contact_preference={who.name: then}, say=say)


def _told(who: ContactSpec, channel: str, clock: str) -> Need:
    right, wrong = ("send_email", "send_message")[:: 1 if channel == "email" else -1]
    fact = says_time(clock)
    return need(way(right, to=who.name, facts=[fact]), way(wrong, 60, to=who.name, facts=[fact]),
                weight=4)  # fmt: skip


def _off(d: Draft) -> None:
    """A meeting that is called off under way, and what would have been sent ahead of it."""
    title = d.pick(texts.CALLED_OFF)
    who = d.contact(d.pick(("organiser", "chairwoman", "dealer")), channel="email", importance=2)
    start, tier = d.at(d.pick(("10:45", "11:00"))), d.pick(_TIERS)
    event = d.meeting(title, start, 30, attendees=[who.name], tier=tier, travel=15,
                      location=d.pick(d.bank.places))  # fmt: skip
    _ahead(d, d.pick(texts.FOR_NOTHING), who, event.id, start, tier, weight=1, thing=title)
    d.drift(at=d.later(d.start, d.between(16, 35)), cancel_meeting=event.id,
            say=d.pick(texts.OFF).format(title=f"{event.id} {title}"))  # fmt: skip


def _more(d: Draft, n: int, far: int) -> None:
    """Further things: an hour that the way decides, or a question by the way."""
    if n % 3 == 1 and n < 4:
        _between(d, far)
    else:
        side_mail(d, d.pick(texts.SIDE), d.pick(_TIERS))


def _between(d: Draft, first_day: int) -> None:
    """Two hours to choose from, of which one cannot be reached."""
    days, minutes = d.workday(first_day), d.pick((20, 25, 30))
    far = d.pick(texts.FAR)
    start, travel = d.at(d.pick(("11:30", "12:00", "14:00")), days), d.pick((40, 50))
    d.meeting(far, start, 90, travel=travel, tier="professional", location=d.pick(d.bank.places))
    a, b = d.later(start, -minutes - 10), d.later(start, -minutes - travel - 20)
    who, thing = d.contact("agent", channel="chat"), d.pick(texts.BETWEEN_THINGS)
    words = {"n": minutes, "who": first(who), "day": d.weekday(days), "thing": thing,
             "a": a[11:], "b": b[11:]}  # fmt: skip
    d.chat(
        d.pick(texts.BETWEEN).format(**words),
        need(way("schedule_event", earliest=b, latest=b, minutes=minutes, to=who.name,
                 facts=[says(thing, thing.split()[-1])]), weight=4),
        tier=d.pick(_TIERS), people=[who.name],
    )  # fmt: skip


FAMILY = Family(
    "travel_day", "heldout",
    frozenset({"travel", "prepare", "channel", "drift", "task", "mail", "chat", "conflict",
               "recall", "missing", "archive", "injection"}),
    "Ways between places, things to be sent ahead, a meeting called off and a changed channel.",
    build,
)  # fmt: skip
