"""A day of promises: one's own fall due, those of others are overdue, and a date comes closer.

Who gave a promise, whether its time has come and what the notes know of it decide what is to be
done; the words of all of them are alike. Two of one's own are of like weight, one due soon.
"""

from collections.abc import Iterator

from assistant.contract.day import Tier
from scenarios.families import promise_chase_texts as texts
from scenarios.families.draft import Draft, need, only_leave, says, says_time, way
from scenarios.families.family import Family
from scenarios.families.parts_b import (
    SOURCES,
    TIERS,
    WRITING,
    afternoon,
    begin,
    ends,
    first_name,
    in_any_order,
    relayed,
    reply,
    stated,
    upper,
    values,
    written,
)
from scenarios.families.parts_b_traps import frauds, missing, noise, not_yet
from scenarios.families.promise_chase_shapes import Owed
from scenarios.hidden import Need
from scenarios.schema import Scenario
from scenarios.things import ContactSpec, EmailSpec, PromiseSpec

_OWN = {"personal": texts.PERSONAL_OWN, "professional": texts.PROFESSIONAL_OWN}
_TOLD = {"personal": texts.PERSONAL_TOLD, "professional": texts.PROFESSIONAL_TOLD}
_NOON = ("11:00", "11:30", "12:00", "12:30")
_WORKING = frozenset({"client", "vendor", "team member", "lawyer", "lab", "surveyor", "cashier"})


def build(d: Draft) -> Scenario:
    """Write a day."""
    begin(d)
    _pair(d)
    rest = d.knobs.length - 2 - missing(d)
    works = rest // 3
    moved = _work(d, works)
    dates, owed = _free_hours(d), iter(d.some(texts.OWED * (1 + d.knobs.length // 5), 99))
    for n in range(rest - works):
        if n % 3 == 1:
            _date(d, next(dates))
        elif d.chance(40):
            _figure(d)
        else:
            _chase(d, next(owed))
    for n in range(d.knobs.distractors):
        (_kept if n % 2 == 0 else _early)(d, next(owed))
    not_yet(d, d.below(2))
    noise(d)
    frauds(d)
    for n in range(d.knobs.drift):
        if moved and n % 2 == 0 and d.chance(50):
            task, due = moved
            said = f"{task} is now due {due[11:]}: {d.pick(texts.SOONER)}"
            d.drift(after_step=1, set_task_deadline={task: due}, say=said)
        else:
            _reminded(d)
    return d.build(
        title="You said you would", stress=d.between(25, 55),
        description="Promises to be kept, to be chased and to be left in peace.",
        max_episode_steps=8 * d.knobs.length + 12,
    )  # fmt: skip


def _pair(d: Draft) -> None:
    """Two promises of one's own over the same channel; on some days only notes know what to say."""
    channel = d.pick(("email", "email", "text"))
    due = ends(d, WRITING[channel], _NOON)
    table = _OWN if d.chance(35) else _TOLD
    for tier in in_any_order(d):
        told = d.pick(table[tier])
        who = d.contact(told.relationship, channel=channel)
        if told.note:
            text, wanted = relayed(d, told, who, weight=5)
        else:
            x = afternoon(d)
            text = told.text.format(name=who.name, kid=first_name(d), value=x)
            wanted = written(who, says_time(x), weight=5)
        d.promise(text, wanted, to=who.name, due=due[tier], made=_days_ago(d), tier=tier)


def _days_ago(d: Draft) -> str:
    return d.at(f"{d.between(10, 17)}:{d.pick(('00', '20', '40'))}", -d.between(1, 9))


def _work(d: Draft, count: int) -> tuple[str, str] | None:
    """Work that was promised, an hour each; the first task, and a date sooner than its own."""
    at, first = d.later(d.start, 30), None
    for _ in range(count):
        minutes = d.between(40, 70, 10)
        due = d.later(at, minutes + d.between(30, 60, 10))
        at = d.later(at, minutes + 10)
        firm = d.firm()
        task = d.task(
            d.pick(texts.OWN_WORK).format(firm=firm),
            need(way("complete_task"), way("set_reminder", 30, latest=d.later(due, -minutes)),
                 weight=3),
            deadline=due, effort=minutes, tier="professional",
            priority=d.pick(("normal", "high", "critical")),
        )  # fmt: skip
        first = first or (task.id, at)
    return first


# Promises of others


def _giver(d: Draft, relationship: str) -> tuple[ContactSpec, Tier]:
    tier: Tier = "professional" if relationship in _WORKING else "personal"
    return d.contact(relationship, channel=d.pick(("email", "text", "chat"))), tier


def _owe(
    d: Draft, owed: Owed, wanted: Need | None, who: ContactSpec, tier: Tier, due: str
) -> PromiseSpec:
    text = owed.text.format(first=who.name.split()[0])
    return d.promise(text, wanted, by=who.name, due=due, made=_days_ago(d), tier=tier)


def _overdue(d: Draft) -> str:
    return d.at(d.pick(("12:00", "16:00", "18:00")), -d.between(1, 3))


def _asking(d: Draft, who: ContactSpec, word: str) -> Need:
    remind = way("set_reminder", 30, earliest=d.start, latest=d.at("18:00"), facts=[says(word)])
    asked = written(who, says(word), weight=3, due=d.at("18:00"))
    return asked.model_copy(update={"ways": [*asked.ways, remind]})


def _chase(d: Draft, owed: Owed) -> None:
    """Somebody's promise is overdue: they are to be asked for it."""
    who, tier = _giver(d, owed.relationship)
    _owe(d, owed, _asking(d, who, owed.word), who, tier, _overdue(d))


def _figure(d: Draft) -> None:
    """A number that is overdue; once it was asked for it comes, and is to be passed on."""
    told = d.pick(texts.FIGURES)
    who, tier = _giver(d, told.relationship)
    waiting = d.contact("client" if tier == "professional" else "friend", channel="email")
    value = values(d, "price")[1]
    promise = _owe(d, Owed(told.relationship, told.text, told.word),
                   _asking(d, who, told.word), who, tier, _overdue(d))  # fmt: skip
    d.mail(
        who, told.subject, told.body.format(value=value, name=waiting.name),
        written(waiting, stated("price", value), weight=3),
        tier=tier, relationship=tier, people=[waiting.name], after=promise.id,
        delay=d.between(15, 45, 5), due=d.at("18:00"),
    )  # fmt: skip


def _kept(d: Draft, owed: Owed) -> None:
    """The list says that it is overdue, the notes that it has come."""
    who, tier = _giver(d, owed.relationship)
    _owe(d, owed, only_leave(), who, tier, _overdue(d))
    d.note(d.pick(texts.KEPT).format(first=who.name.split()[0], word=owed.word), "done.md")


def _early(d: Draft, owed: Owed) -> None:
    """It has time until next week: asking for it now would only annoy."""
    who, tier = _giver(d, owed.relationship)
    _owe(d, owed, only_leave(), who, tier, d.at("17:00", d.workday(6)))


# More of one's own


def _free_hours(d: Draft) -> Iterator[tuple[int, str]]:
    """Days from now and hours of which no two overlap."""
    days = d.workday(2)
    while True:
        for hour in d.some(("10", "13", "15"), 3):
            yield days, f"{hour}:{d.pick(('00', '30'))}"
        days = d.workday(days + 1)


def _date(d: Draft, free: tuple[int, str]) -> None:
    """An hour that was promised, and is not in the calendar yet."""
    told = d.pick(texts.DATES)
    days, x = free
    who = d.contact(told.relationship, channel="text")
    d.promise(
        told.text.format(name=who.name, day=d.weekday(days), x=x),
        need(way("schedule_event", to=who.name, earliest=d.at(x, days), latest=d.at(x, days),
                 minutes=60, facts=[says(told.word)]), weight=3),
        to=who.name, made=_days_ago(d),
        tier="professional" if told.relationship in _WORKING else "personal",
    )  # fmt: skip


def _reminded(d: Draft) -> None:
    """Somebody writes that they still wait for what they were promised."""
    thing, (old, new) = d.pick(texts.THINGS), values(d, "price")
    for table, value in d.some(((texts.VALID, new), (texts.EXPIRED, old)), 2):
        d.note(upper(d.pick(table).format(thing=thing, value=value)), d.pick(SOURCES))
    at = d.later(d.start, d.between(20, 60, 5))
    by = d.later(at, d.between(120, 180, 15))
    subject, body = d.pick(texts.ARRIVALS)
    who = d.contact(d.pick(("client", "friend")), channel="email")
    tier = TIERS[who.relationship == "client"]
    words = {"thing": thing, "by": by[11:]}
    mail = EmailSpec(
        id=d.id("e"), sender=who.name, address=who.email, subject=upper(subject.format(**words)),
        body=body.format(**words), due=by, tier=tier, relationship=tier,
    )  # fmt: skip
    d.drift(at=at, add_email=mail)
    d.need(mail.id, reply(stated("price", new), weight=3))


FAMILY = Family(
    "promise_chase", "train",
    frozenset({"promise", "chase", "follow_up", "channel", "recall", "task", "chat",
               "leave", "archive", "missing", "injection", "drift"}),
    "One's own promises fall due, those of others are overdue, and a date comes closer.", build,
)  # fmt: skip
