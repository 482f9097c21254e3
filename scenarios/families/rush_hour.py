"""A morning on which everything is said to be urgent, and one thing is.

Mails and messages from work and home lie beside an overlap in the calendar. One of a pair runs
out soon, the other one can wait until noon or the evening, and the loudest is mostly neither.
"""

from collections.abc import Callable
from functools import partial

from assistant.contract.day import Tier
from scenarios.families import rush_hour_texts as texts
from scenarios.families.draft import Draft
from scenarios.families.family import Family
from scenarios.families.parts_a import TIERS, Cast, Parts, in_any_order
from scenarios.families.parts_a_calendar import overlaps
from scenarios.families.parts_a_mails import (
    ask,
    asks,
    awaited,
    invite,
    invites,
    offer,
    offers,
    relay,
    relays,
    undecided,
)
from scenarios.families.parts_a_noise import chore, noise, traps
from scenarios.families.parts_a_shapes import Ask, Invite, Offer, Relay, Wanted
from scenarios.schema import Scenario

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
    *[partial(offers, told=_OFFERS)] * 3, *[partial(asks, told=_ASKS)] * 4,
    partial(invites, told=_INVITES), partial(relays, told=_RELAYS),
)  # fmt: skip


def build(d: Draft) -> Scenario:
    """Write a day."""
    c = Cast(d)
    parts = d.pick(_PAIRS)(c)
    rest = d.knobs.length - len(parts) - d.knobs.conflicts - d.knobs.missing
    parts += [partial(_rest, c, n) for n in range(rest)]
    parts += [partial(undecided, c)] * d.knobs.missing
    parts += traps(c, _ASKS)
    in_any_order(d, parts)
    overlaps(c, texts.CLASHES, texts.PLAIN_CLASHES)
    noise(c, d.knobs.distractors)
    if d.chance(30):
        chore(c)
    for _ in range(d.knobs.drift):
        (_arrival if c.has_hours and d.chance(50) else _late_note)(c)
    return d.build(
        title=d.pick(texts.NAMES), stress=d.between(40, 70),
        description="A full inbox in which one of two things runs out soon.",
        max_episode_steps=8 * d.knobs.length + 10,
    )  # fmt: skip


def _rest(c: Cast, n: int) -> None:
    """Something of less weight, said to be as urgent as the rest."""
    d, tier = c.d, c.d.pick(TIERS)
    by = d.at(d.pick(("15:00", "16:00", "17:30")))
    kind = d.below(12)
    if kind < 2 and c.has_hours:
        invite(c, c.unused(_INVITES[tier]), tier, Wanted(d.at("11:30")))
    elif kind < 4:
        relay(c, c.unused(_RELAYS[tier]), tier, Wanted(by))
    else:
        loud = d.pick(("normal", "high", "critical"))
        ask(c, c.unused(_ASKS[tier]), tier, Wanted(by), priority=loud)


def _arrival(c: Cast) -> None:
    """Somebody needs the person in the middle of the morning."""
    d = c.d
    at = d.later(d.start, d.between(20, 40, 5))
    by = d.later(at, d.between(60, 80, 10))
    offer(c, c.unused(texts.ARRIVALS), "personal", Wanted(by), arrives=at)


def _late_note(c: Cast) -> None:
    awaited(c, c.unused(texts.AWAITED), "professional")


FAMILY = Family(
    "rush_hour", "train",
    frozenset({"mail", "chat", "slot", "conflict", "recall", "archive", "leave", "missing",
               "injection", "arrival", "drift"}),
    "A full inbox in which one of two things runs out soon and the loudest is mostly neither.",
    build,
)  # fmt: skip
