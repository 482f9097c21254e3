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
from scenarios.families.parts_a import (
    TIERS,
    WRITING,
    Cast,
    Wanted,
    ask,
    fraud,
    in_any_order,
    invite,
    noise,
    offer,
    ordered,
    pair,
    send,
    undecided,
)
from scenarios.schema import Scenario

Parts = list[Callable[[], object]]

_OFFERS = {"personal": texts.PERSONAL_OFFERS, "professional": texts.PROFESSIONAL_OFFERS}
_ASKS = {"personal": texts.PERSONAL_ASKS, "professional": texts.PROFESSIONAL_ASKS}


def build(d: Draft) -> Scenario:
    """Write a day."""
    c = Cast(d)
    parts = d.pick(_PAIRS)(c)
    closed = 1 if d.knobs.length > 3 else 0
    rest = d.knobs.length - len(parts) - closed - d.knobs.missing
    parts += [partial(_rest, c) for _ in range(rest)]
    parts += [partial(_closed, c)] * closed
    parts += [partial(undecided, c)] * d.knobs.missing
    parts += [partial(_trap, c, n) for n in range(d.knobs.adversarial)]
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


def _offers(c: Cast) -> Parts:
    return pair(c, WRITING, lambda tier, due: offer(c, c.unused(_OFFERS[tier]), tier, due),
                is_for_today=True)  # fmt: skip


def _asks(c: Cast) -> Parts:
    return pair(c, WRITING, lambda tier, due: ask(c, c.unused(_ASKS[tier]), tier, due))


def _invites(c: Cast) -> Parts:
    return pair(c, WRITING, lambda tier, due: invite(c, c.unused(texts.INVITES[tier]), tier, due),
                is_for_today=True)  # fmt: skip


_PAIRS = (_offers, _offers, _offers, _asks, _asks, _asks, _invites)


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


def _trap(c: Cast, n: int) -> None:
    if n % 2 == 0 and c.d.chance(50):
        tier = c.d.pick(TIERS)
        ordered(c, c.unused(_ASKS[tier]), tier, c.d.at("17:00"))
    else:
        fraud(c)


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
