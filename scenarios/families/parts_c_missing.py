"""Requests that lack what only the person knows, and what they say when asked.

Apart from the complete ones, because a family chooses how many of these a day has.
"""

from collections.abc import Sequence

from assistant.contract.day import Tier
from scenarios.families.draft import Draft, need, says, way
from scenarios.families.parts_c import Request, Scene, capital, fill
from scenarios.families.parts_c_kinds import Appointment, later_clock, to_meet, to_tell, worded
from scenarios.things import ContactSpec


def without_time(
    s: Scene, tier: Tier, frames: Sequence[str], things: Sequence[tuple[str, str]], *,
    weight: int = 4,
) -> Request:  # fmt: skip
    """An event with somebody whose time only the person knows."""
    d, who = s.d, s.someone(tier)
    thing, key = s.unused(things)
    days, clock = s.hour(tier)
    text = d.pick(frames).format(who=s.called(who), thing=thing, Thing=capital(thing))
    minutes = d.pick((30, 45, 60))
    return Request(
        capital(text), to_meet(d, who, key, days, clock, None, weight), tier, (who.name,),
        (("time", _when(d, days, clock)), ("duration", f"{minutes} minutes")),
    )  # fmt: skip


def without_name(
    s: Scene, tier: Tier, frames: Sequence[str], mails: Sequence[str], contents: Sequence[str],
    relations: Sequence[str], *, weight: int = 4,
) -> Request:  # fmt: skip
    """A message to one of two people of the same first name."""
    d, who = s.d, s.someone(tier, is_new=True)
    other = s.namesake(who, tier, d.pick(relations))
    content, facts = fill(d, s.unused(contents))
    frame = d.pick(mails if who.channel == "email" else frames)
    text = frame.format(who=who.name.split()[0], content=content, Content=capital(content))
    people = (who.name, other.name) if d.chance(50) else (other.name, who.name)
    return Request(
        capital(text), to_tell(who, facts, weight), tier, people, (("recipient", who.name),)
    )


def without_content(
    s: Scene, tier: Tier, frames: Sequence[tuple[str, str]], *, who: ContactSpec | None = None,
    weight: int = 4,
) -> Request:  # fmt: skip
    """A message of which only the person knows what it says; each is a request and the answer."""
    d, who = s.d, who or s.someone(tier)
    asked, answer = s.unused(frames)
    answer, facts = fill(d, answer)
    return Request(
        capital(asked.format(who=s.called(who))), to_tell(who, facts, weight), tier, (who.name,),
        (("content", answer), ("details", answer), ("topic", answer)),
    )  # fmt: skip


def without_hour(
    s: Scene, tier: Tier, frames: Sequence[str], deeds: Sequence[tuple[str, str]], *,
    weight: int = 3,
) -> Request:  # fmt: skip
    """A reminder of which only the person knows when."""
    deed, key = s.unused(deeds)
    days, clock = later_clock(s, tier)
    at = s.d.at(clock, days)
    found = way("set_reminder", earliest=at, latest=at, facts=[says(*key.split("/"))])
    return Request(
        capital(s.d.pick(frames).format(what=deed)), need(found, weight=weight, minutes=2), tier,
        answers=(("time", _when(s.d, days, clock)),),
    )  # fmt: skip


def without_goal(
    s: Scene, event: Appointment, frames: Sequence[str], *, weight: int = 4
) -> Request:
    """An event to be moved the person knows where."""
    days, clock = s.hour(event.tier, max(1, event.days - 1), 6)
    at = s.d.at(clock, days)
    moved = way("reschedule_meeting", event=event.id, earliest=at, latest=at)
    return Request(
        worded(s, event, frames, ""), need(moved, weight=weight, minutes=7), event.tier,
        (event.who.name,), (("time", _when(s.d, days, clock)),),
    )  # fmt: skip


def _when(d: Draft, days: int, clock: str) -> str:
    """A moment as the person says it when asked."""
    return f"{('today', 'tomorrow')[days] if days < 2 else d.weekday(days)} at {clock}"
