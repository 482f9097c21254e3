"""A day of long work and short needs, on which the order decides what is lost.

One task after the other takes an hour, and beside them lie things of a few minutes that end at
a fixed time, some of them at home and some at work. A colleague could take half of the work.
"""

from scenarios.families.draft import Draft, need, way
from scenarios.families.family import Family
from scenarios.families.parts_b import (
    TIERS,
    Choice,
    ask,
    begin,
    choices,
    dictated,
    ends,
    first_name,
    hand_over,
    in_any_order,
    offer,
)
from scenarios.families.parts_b_traps import chore, frauds, missing, noise, not_yet
from scenarios.families.priority_inversion_texts import (
    ASKS,
    HANDABLE,
    LATE_ARRIVALS,
    OWN_WORK,
    PERSONAL_ERRANDS,
    PERSONAL_FORMS,
    PERSONAL_OFFERS,
    PROFESSIONAL_ERRANDS,
    PROFESSIONAL_FORMS,
    PROFESSIONAL_OFFERS,
    SIDE_ERRANDS,
)
from scenarios.schema import Scenario

_OFFERS = {"personal": PERSONAL_OFFERS, "professional": PROFESSIONAL_OFFERS}
_FORMS = {"personal": PERSONAL_FORMS, "professional": PROFESSIONAL_FORMS}
_ERRANDS = {"personal": PERSONAL_ERRANDS, "professional": PROFESSIONAL_ERRANDS}
_WRITING, _FORM = 8, 20
_NOON = ("11:00", "11:30", "12:00")
_EVENING = ("16:00", "16:30", "17:00", "17:30")


def build(d: Draft) -> Scenario:
    """Write a day."""
    begin(d)
    times = choices(d)
    kind = d.pick((_offers, _forms, _errands))
    kind(d, times)
    if kind is _forms:
        # A day on which nobody is written to would count for one channel alone.
        ask(d, d.pick(ASKS), d.pick(TIERS), has_old=d.chance(60))
    rest = d.knobs.length - 2 - missing(d)
    works = max(1, min(rest, (d.knobs.length - 1) // 2))
    first, sooner = _work(d, works)
    _rest(d, rest - works)
    not_yet(d, 1 + d.knobs.length // 20)
    noise(d)
    frauds(d)
    for n in range(d.knobs.drift):
        if n % 2 == 0 and d.chance(60):
            _arrival(d, times)
        else:
            d.drift(after_step=1, set_task_deadline={first: sooner})
    return d.build(
        title="An hour here, five minutes there", stress=d.between(30, 65),
        description="Long work beside short things that end at a fixed time.",
        max_episode_steps=8 * d.knobs.length + 10,
    )  # fmt: skip


def _offers(d: Draft, times: list[Choice]) -> None:
    due = ends(d, _WRITING, _NOON)
    for tier in in_any_order(d):
        offer(d, d.pick(_OFFERS[tier]), tier, due[tier], times.pop())


def _forms(d: Draft, times: list[Choice]) -> None:
    due = ends(d, _FORM, _EVENING)
    for tier in in_any_order(d):
        by = due[tier]
        d.task(
            d.pick(_FORMS[tier]).format(kid=first_name(d), firm=d.firm(), by=by[11:]),
            need(way("complete_task"), way("set_reminder", 30, latest=d.later(by, -_FORM)),
                 weight=5),
            deadline=by, effort=_FORM, tier=tier, priority=d.pick(("normal", "normal", "high")),
        )  # fmt: skip


def _errands(d: Draft, times: list[Choice]) -> None:
    due = ends(d, _WRITING, _NOON)
    for tier in in_any_order(d):
        dictated(d, d.pick(_ERRANDS[tier]), tier, due[tier], weight=5)


def _work(d: Draft, count: int) -> tuple[str, str]:
    """Work of an hour each, in turn one's own and such as somebody else can take.

    Returns the first task, and an earlier deadline that could still be met.
    """
    handable = d.some(HANDABLE * (1 + count // len(HANDABLE)), count)
    at = d.later(d.start, 30)
    own: list[tuple[str, str]] = []
    for n in range(count):
        minutes = d.between(40, 90, 10)
        due = d.later(at, minutes + d.between(10, 40, 10))
        if n % 2 == 0:
            own.append((_own(d, minutes, due), d.later(at, minutes)))
            at = d.later(at, minutes + 25)
        else:
            hand_over(d, handable[n], due, minutes=minutes, is_named=d.chance(50))
    return own[0]


def _own(d: Draft, minutes: int, due: str) -> str:
    return d.task(
        d.pick(OWN_WORK).format(firm=d.firm()),
        need(way("complete_task"), way("set_reminder", 30, latest=d.later(due, -minutes)),
             weight=3),
        deadline=due, effort=minutes, tier="professional",
        priority=d.pick(("normal", "high", "critical")),
    ).id  # fmt: skip


def _rest(d: Draft, count: int) -> None:
    """Short things: a message at home, a question at work, a chore that nobody can take over."""
    for n in range(count):
        if n % 2 == 0:
            due = d.at(f"{d.between(11, 12)}:{d.pick(('00', '15', '30', '45'))}")
            dictated(d, d.pick(SIDE_ERRANDS), "personal", due, weight=3)
        else:
            ask(d, d.pick(ASKS), "professional", has_old=d.chance(60))
    if d.chance(40):
        chore(d)


def _arrival(d: Draft, times: list[Choice]) -> None:
    """Somebody needs the person at home, in the middle of the work."""
    at = d.later(d.start, d.between(25, 45, 5))
    by = d.later(at, d.between(100, 130, 10))
    times = times or choices(d)
    offer(d, d.pick(LATE_ARRIVALS), "personal", by, times.pop(), arrives=at)


FAMILY = Family(
    "priority_inversion", "train",
    frozenset({"task", "delegate", "mail", "slot", "chat", "recall", "archive", "leave",
               "missing", "injection", "arrival", "drift"}),
    "Long work beside short things that end at a fixed time, at home and at work.", build,
)  # fmt: skip
