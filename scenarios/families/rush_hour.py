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
from scenarios.families.parts_a import (
    TELLING,
    TIERS,
    WRITING,
    Cast,
    Invite,
    Offer,
    Wanted,
    ask,
    awaited,
    chore,
    fraud,
    in_any_order,
    invite,
    noise,
    offer,
    ordered,
    overlaps,
    pair,
    relay,
    undecided,
)
from scenarios.schema import Scenario

_OFFERS: dict[Tier, tuple[Offer, ...]] = {
    "personal": texts.PERSONAL_OFFERS, "professional": texts.PROFESSIONAL_OFFERS,
}  # fmt: skip
_INVITES: dict[Tier, tuple[Invite, ...]] = {
    "personal": texts.PERSONAL_INVITES, "professional": texts.PROFESSIONAL_INVITES,
}  # fmt: skip
_ASKS = {"personal": texts.PERSONAL_ASKS, "professional": texts.PROFESSIONAL_ASKS}
_RELAYS = {"personal": texts.PERSONAL_RELAYS, "professional": texts.PROFESSIONAL_RELAYS}


def build(d: Draft) -> Scenario:
    """Write a day."""
    c = Cast(d)
    parts = d.pick(_PAIRS)(c)
    rest = d.knobs.length - len(parts) - d.knobs.conflicts - d.knobs.missing
    parts += [partial(_rest, c, n) for n in range(rest)]
    parts += [partial(undecided, c)] * d.knobs.missing
    parts += [partial(_trap, c, n) for n in range(d.knobs.adversarial)]
    in_any_order(d, parts)
    overlaps(c, texts.CLASHES, texts.PLAIN_CLASHES)
    noise(c, d.knobs.distractors)
    if d.chance(30):
        chore(c)
    for n in range(d.knobs.drift):
        (_arrival if n % 2 == 0 and d.chance(50) else _late_note)(c)
    return d.build(
        title=d.pick(texts.NAMES), stress=d.between(40, 70),
        description="A full inbox in which one of two things runs out soon.",
        max_episode_steps=8 * d.knobs.length + 10,
    )  # fmt: skip


Parts = list[Callable[[], object]]


def _offers(c: Cast) -> Parts:
    return pair(c, WRITING, lambda tier, due: offer(c, c.unused(_OFFERS[tier]), tier, due),
                is_for_today=True)  # fmt: skip


def _asks(c: Cast) -> Parts:
    return pair(c, WRITING, lambda tier, due: ask(c, c.unused(_ASKS[tier]), tier, due))


def _invites(c: Cast) -> Parts:
    return pair(c, WRITING, lambda tier, due: invite(c, c.unused(_INVITES[tier]), tier, due),
                is_for_today=True)  # fmt: skip


def _relays(c: Cast) -> Parts:
    return pair(c, TELLING, lambda tier, due: relay(c, c.unused(_RELAYS[tier]), tier, due))


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


def _trap(c: Cast, n: int) -> None:
    if n % 2 == 0 and c.d.chance(50):
        tier = c.d.pick(TIERS)
        ordered(c, c.unused(_ASKS[tier]), tier, c.d.at("16:30"))
    else:
        fraud(c)


def _arrival(c: Cast) -> None:
    """Somebody needs the person in the middle of the morning."""
    d = c.d
    at = d.later(d.start, d.between(20, 40, 5))
    if not c.has_hours:
        return
    by = d.later(at, d.between(60, 80, 10))
    offer(c, c.unused(texts.ARRIVALS), "personal", Wanted(by), arrives=at)


def _late_note(c: Cast) -> None:
    awaited(c, c.unused(texts.AWAITED), "professional")


_PAIRS = (_offers, _offers, _offers, _asks, _asks, _asks, _asks, _invites, _relays)


FAMILY = Family(
    "rush_hour", "train",
    frozenset({"mail", "chat", "slot", "conflict", "recall", "archive", "leave", "missing",
               "injection", "arrival", "drift"}),
    "A full inbox in which one of two things runs out soon and the loudest is mostly neither.",
    build,
)  # fmt: skip
