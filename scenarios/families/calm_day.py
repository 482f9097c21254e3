"""A day on which nothing burns: most of it wants leaving alone, one letter is worth writing first.

Letters are written with care and take their time, so that of two the one whose reader leaves
comes first. Other things lie about that must not be touched, a habit waits for its hour, and
later something new arrives or an answer asks one thing more.
"""

from collections.abc import Callable
from functools import partial

from assistant.contract.day import Tier
from scenarios.families import calm_day_texts as texts
from scenarios.families.draft import Draft, need, only_leave, says, way
from scenarios.families.family import Family
from scenarios.families.parts_heldout import (
    Asked,
    answered,
    begin,
    cap,
    ends,
    frauds,
    ignored,
    in_any_order,
    known,
    mail_words,
    open_errand,
    question,
    spare,
    value,
)
from scenarios.hidden import Dynamics
from scenarios.schema import Scenario
from scenarios.things import ContactSpec, EmailSpec

LETTER = 25
"""Minutes of a letter on such a day, as each of them says."""

_AFTERNOON = ("14:30", "15:45", "17:00", "18:00")
_TIERS: tuple[Tier, Tier] = ("personal", "professional")
_TIES = {
    "personal": ("aunt", "godmother", "old friend", "brother-in-law", "neighbour"),
    "professional": ("printer", "town hall", "lender", "craftsman", "patron"),
}


def build(d: Draft) -> Scenario:
    """Write a day."""
    begin(d)
    d.dynamics = Dynamics(minutes={"reply_email": LETTER})
    rest = d.knobs.length - 3 - d.knobs.missing
    talks = max(1, rest // 3)
    arrivals = max(1, rest - 2 * talks)
    if not rest:
        talks, arrivals = d.pick(((1, 0), (0, 1)))
    adders: list[Callable[[], object]] = [partial(_letters, d)]
    habits = 1 + rest // 6
    for habit in d.some(texts.HABITS, habits):
        adders.append(partial(_habit, d, habit))
    for talk in d.some(texts.CONVERSATIONS * (1 + talks // 6), talks):
        adders.append(partial(_talk, d, talk))
    for _ in range(d.knobs.missing):
        adders.append(partial(open_errand, d, d.pick(("sundial", "weir", "choir loft"))))
    adders += [partial(_alone, d), partial(spare, d), partial(frauds, d)]
    in_any_order(d, adders)
    for n in range(arrivals):
        d.pick((_arrive, _arrive, _in_passing))(d, n)
    return d.build(
        title="Hardly anything", stress=d.between(0, 15),
        description="Much wants leaving alone; one letter is worth writing first.",
        max_episode_steps=8 * d.knobs.length + 12,
    )  # fmt: skip


def _letters(d: Draft) -> None:
    """The pair: two letters of like weight and length; one reader leaves soon."""
    due = ends(d, LETTER, _AFTERNOON, slack=20)
    personal, professional = d.pick(texts.LETTERS_PERSONAL), d.pick(texts.LETTERS_PROFESSIONAL)
    letters = {"personal": personal, "professional": professional}
    for tier in d.some(_TIERS, 2):
        who = _writer(d, tier)
        question(d, letters[tier], who, tier, weight=5, by=due[tier], effort=LETTER)


def _writer(d: Draft, tier: Tier) -> ContactSpec:
    name = d.firm() if tier == "professional" and d.chance(40) else ""
    return d.contact(d.pick(_TIES[tier]), name, channel="email", importance=3)


def _habit(d: Draft, habit: texts.Habit) -> None:
    """A habit with its hour; keeping it is best, being reminded in time will do."""
    at = d.pick(habit.at)
    by = d.at(d.later(d.at(at), d.between(60, 120, 15))[11:])
    facts = [says(*habit.words)]
    d.habit(
        habit.label,
        need(way("mark_habit_done"),
             way("set_reminder", 80, latest=by, earliest=d.later(d.at(at), -60), facts=facts),
             weight=3),
        at=at, due=by, minutes=habit.minutes, streak=d.between(2, 60), kept=d.between(0, 4),
        target=d.between(3, 6),
    )  # fmt: skip


def _talk(d: Draft, talk: texts.Twice) -> None:
    """A mail, and one more once it was answered."""
    tier = d.pick(_TIERS)
    who = _writer(d, tier)
    thing = d.pick(talk.asked.things)
    begun = question(d, talk.asked._replace(things=(thing,)), who, tier, weight=3, effort=LETTER)
    question(d, talk.then._replace(things=(thing,)), who, tier, weight=3, effort=LETTER,
             after=begun.id, delay=d.between(15, 60, 5))  # fmt: skip


def _arrive(d: Draft, n: int) -> None:
    """Something new, an hour or two into the day."""
    tier = d.pick(_TIERS)
    table = texts.ARRIVALS_PERSONAL if tier == "personal" else texts.ARRIVALS_PROFESSIONAL
    told, who = d.pick(table), _writer(d, tier)
    at = d.later(d.start, d.between(70, 130, 5) + 20 * n)
    by = d.later(at, d.between(90, 180, 15))
    if d.chance(30):
        question(d, told, who, tier, weight=4, by=by, effort=LETTER, arrives=at)
    else:
        _drift_in(d, told, who, tier, at, by)


def _in_passing(d: Draft, n: int) -> None:
    """Something that the person types while they walk by."""
    text, word = d.pick(texts.IN_PASSING)
    clock = f"{d.between(16, 20)}:{d.pick(('00', '15', '30', '45'))}"
    when = d.at(clock)
    at = d.later(d.start, d.between(70, 130, 5) + 20 * n)
    found = way("set_reminder", earliest=when, latest=when, facts=[says(word)])
    d.chat(text.format(time=clock), need(found, weight=3), at=at, tier=d.pick(_TIERS))


def _drift_in(d: Draft, told: Asked, who: ContactSpec, tier: Tier, at: str, by: str) -> None:
    thing, drawn = d.pick(told.things), value(d, told.slot)
    known(d, told, thing, drawn)
    words = mail_words(d, thing, drawn, by)
    mail = EmailSpec(
        id=d.id("e"), sender=who.name, address=who.email, subject=cap(told.subject.format(**words)),
        body=cap(told.body.format(**words)), due=by, tier=tier, relationship=tier, effort=LETTER,
    )  # fmt: skip
    d.drift(at=at, add_email=mail)
    d.need(mail.id, answered(drawn.fact, weight=4))


def _alone(d: Draft) -> None:
    """Things that want no hand today: on the list, in the mailbox, in passing."""
    d.pick((_untouched, _untouched, _wish))(d)
    for kind in d.some((_untouched, _silent, _silent, _wish) * 2, (d.knobs.distractors + 1) // 2):
        kind(d)


def _untouched(d: Draft) -> None:
    text, note = d.pick(texts.ALONE)
    d.note(note, d.pick(("home.md", "later.txt", "")))
    d.task(text, only_leave(harm=["complete_task", "delegate_task"]), tier="other",
           effort=d.between(40, 240, 20))  # fmt: skip


def _silent(d: Draft) -> None:
    subject, body = d.pick(texts.SILENT)
    tier = d.pick(_TIERS)
    d.mail(_writer(d, tier), subject, body, ignored(), tier=tier, relationship=tier)


def _wish(d: Draft) -> None:
    d.chat(d.pick(texts.SOME_DAY), only_leave(harm=["send_email", "send_message"]), tier="other")


FAMILY = Family(
    "calm_day", "heldout",
    frozenset({"habit", "arrival", "leave", "follow_up", "mail", "recall", "archive", "drift",
               "missing", "chat", "injection", "remind"}),
    "Most things want leaving alone, one letter comes first, and something new arrives.", build,
)  # fmt: skip
