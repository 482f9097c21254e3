"""A full inbox in which few mails want an answer, and one of them wants it soon.

Bulletins, copies and thanks lie beside frauds and beside questions that hide under a heading of
mass mail. Which of the two that matter can wait is not told by how loud they are.
"""

from collections.abc import Callable
from functools import partial

from assistant.contract.day import Tier
from scenarios.families import inbox_triage_texts as texts
from scenarios.families.draft import Draft, need, way
from scenarios.families.family import Family
from scenarios.families.parts_a import TIERS, Cast, Parts, in_any_order
from scenarios.families.parts_a_mails import (
    ask,
    asks,
    invite,
    invites,
    offers,
    send,
    undecided,
)
from scenarios.families.parts_a_noise import fraud, noise, traps
from scenarios.families.parts_a_shapes import Ask, Offer, Wanted
from scenarios.schema import Scenario

_OFFERS: dict[Tier, tuple[Offer, ...]] = {
    "personal": texts.PERSONAL_OFFERS, "professional": texts.PROFESSIONAL_OFFERS,
}  # fmt: skip
_ASKS: dict[Tier, tuple[Ask, ...]] = {
    "personal": texts.PERSONAL_ASKS, "professional": texts.PROFESSIONAL_ASKS,
}  # fmt: skip

_PAIRS: tuple[Callable[[Cast], Parts], ...] = (
    *[partial(offers, told=_OFFERS)] * 3, *[partial(asks, told=_ASKS)] * 3,
    partial(invites, told=texts.INVITES),
)  # fmt: skip


def build(d: Draft) -> Scenario:
    """Write a day."""
    c = Cast(d)
    parts = d.pick(_PAIRS)(c)
    closed = 1 if d.knobs.length > 3 else 0
    rest = d.knobs.length - len(parts) - closed - d.knobs.missing
    parts += [partial(_rest, c) for _ in range(rest)]
    parts += [partial(_closed, c)] * closed
    parts += [partial(undecided, c)] * d.knobs.missing
    parts += traps(c, _ASKS)
    parts += [partial(_copy, c) for _ in range(d.knobs.distractors)]
    parts += [partial(noise, c, d.knobs.distractors)]
    if d.knobs.distractors and d.chance(50):
        parts.append(partial(fraud, c))
    in_any_order(d, parts)
    for _ in range(d.knobs.drift):
        _arrival(c)
    return d.build(
        title=d.pick(texts.NAMES), stress=d.between(25, 55),
        description="Many mails, of which few want an answer and one wants it soon.",
        max_episode_steps=8 * d.knobs.length + 12,
    )  # fmt: skip


def _rest(c: Cast) -> None:
    """Another mail that does want an answer; some of them do not look like it."""
    d, tier = c.d, c.d.pick(TIERS)
    by = d.at(d.pick(("14:00", "15:00", "17:00")))
    kind = d.below(10)
    if kind < 2 and c.has_hours:
        invite(c, c.unused(texts.INVITES[tier]), tier, Wanted(d.at("11:30")))
    elif kind < 6:
        hidden = c.unused(texts.HIDDEN[tier])
        ask(c, hidden, tier, Wanted(by), priority=d.pick(("low", "normal")))
    else:
        ask(c, c.unused(_ASKS[tier]), tier, Wanted(by))


def _closed(c: Cast) -> None:
    """Thanks and farewells: to be put away, and no more."""
    relationship, subject, body = c.unused(texts.CLOSED)
    tier: Tier = "personal" if relationship in {"friend", "neighbour", "school"} else "professional"
    needed = need(way("archive_email"), way("leave_to_user", 0), weight=1)
    send(c, c.writer(relationship, tier), subject, body, needed, tier, priority="normal")


def _copy(c: Cast) -> None:
    """A mail for information: whoever answers it wastes time, and that of others."""
    d = c.d
    subject, body = c.unused(texts.FYI)
    words = c.blanks(subject, body) | {"nr": str(d.between(12, 980))}
    send(c, c.colleague(), subject.format(**words), body.format(**words),
         need(way("archive_email"), way("leave_to_user"), weight=0), "professional",
         priority=d.pick(("low", "normal")))  # fmt: skip


def _arrival(c: Cast) -> None:
    """In the middle of the sorting somebody stands before a door."""
    d, tier = c.d, c.d.pick(TIERS)
    at = d.later(d.start, d.between(15, 40, 5))
    ask(c, c.unused(texts.ARRIVALS[tier]), tier, Wanted(d.later(at, d.between(20, 40, 5))),
        arrives=at)  # fmt: skip


FAMILY = Family(
    "inbox_triage", "train",
    frozenset({"mail", "slot", "recall", "archive", "leave", "missing", "injection", "arrival"}),
    "Many mails, of which few want an answer and one wants it soon.", build,
)  # fmt: skip
