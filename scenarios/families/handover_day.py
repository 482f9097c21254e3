"""A day on which somebody goes on leave and leaves work behind.

A meeting ends under way; its summary leaves the person with jobs that others should take. The
notes know who can do what and who is full. One of those to be met is away at the obvious hour,
one message lacks its content, and of two mails from outside one has to be answered at once.
"""

from collections.abc import Callable, Sequence
from functools import partial

from assistant.contract.day import Tier
from scenarios.families import handover_day_texts as texts
from scenarios.families.draft import Draft, need, says, way
from scenarios.families.family import Family
from scenarios.families.parts_heldout import (
    MAIL_EFFORT,
    Asked,
    begin,
    cap,
    ends,
    first,
    frauds,
    in_any_order,
    pair_mail,
    side_mail,
    spare,
    value,
)
from scenarios.hidden import Need
from scenarios.schema import Scenario
from scenarios.things import ContactSpec, SpanSpec, TaskSpec

_AFTERNOON = ("14:45", "15:30", "16:30", "17:15")
_TIERS: tuple[Tier, Tier] = ("personal", "professional")


def build(d: Draft) -> Scenario:
    """Write a day."""
    begin(d)
    # Whoever hands things to the first names of a list finds the leaver and the novice there.
    leaver = d.contact("colleague", channel="chat", importance=3)
    novice = d.contact("trainee", channel="chat", importance=1)
    count, missing = max(1, min(5, d.knobs.length // 4)), max(1, d.knobs.missing)
    listed = int(d.knobs.length > 3)
    jobs = d.some(texts.JOBS, count + listed + d.knobs.drift)
    extra = max(0, d.knobs.length - 3 - count - listed - missing)
    due = ends(d, MAIL_EFFORT, _AFTERNOON)
    pair = {"personal": texts.PAIR_PERSONAL, "professional": texts.PAIR_PROFESSIONAL}
    adders: list[Callable[[], object]] = [
        partial(_pair, d, d.pick(pair[tier]), tier, due[tier]) for tier in _TIERS
    ]
    adders += [partial(_gathering, d), partial(spare, d), partial(frauds, d)]
    adders += [partial(_unsaid, d, leaver) for _ in range(missing)]
    adders += [partial(side_mail, d, d.pick(texts.SIDE), d.pick(_TIERS)) for _ in range(extra)]
    adders += [partial(_listed, d, jobs.pop(), leaver, novice) for _ in range(listed)]
    in_any_order(d, adders)
    _talk(d, leaver, novice, count, jobs)
    return d.build(
        title="Somebody leaves for a while", stress=d.between(20, 50),
        description="Work is passed on, to those who can do it and have room.",
        max_episode_steps=8 * d.knobs.length + 14,
    )  # fmt: skip


def _pair(d: Draft, told: Asked, tier: Tier, due: str) -> None:
    relation = {
        "personal": ("relative", "clinic", "old friend", "youth club"),
        "professional": ("authority", "partner", "haulier", "broadcaster"),
    }[tier]
    pair_mail(d, told, d.pick(relation), tier, due)


def _talk(
    d: Draft, leaver: ContactSpec, novice: ContactSpec, count: int, jobs: Sequence[texts.Job]
) -> None:
    """The meeting that ends under way, and what its summary leaves the person with."""
    things = d.some(texts.JOB_THINGS, len(jobs))
    lines, around = [], d.some(texts.AROUND, 2)
    for n, (job, thing) in enumerate(zip(jobs[:count], things, strict=False)):
        needs, able = _to_hand_over(d, job, thing, novice)
        d.need(f"a{n + 1}", needs)
        d.answer(f"a{n + 1}", "contact", able.name)
        lines.append(d.pick(texts.ASSIGNED).format(
            me=d.person.name, do=job.do.format(thing=thing), day=d.weekday(d.workday(2 + n % 3))
        ))  # fmt: skip
    around = [line.format(leaver=first(leaver)) for line in around]
    begun = d.later(d.start, -d.between(10, 25, 5))
    d.meeting(
        d.pick(texts.TITLES).format(leaver=first(leaver)), begun, d.between(35, 50, 5),
        attendees=[leaver.name], tier="professional",
        summary=" ".join([around[0], *lines, around[1]]),
    )  # fmt: skip
    for job, thing in zip(jobs[count:], things[count:], strict=True):
        _forgotten(d, job, thing, leaver, novice)


def _to_hand_over(
    d: Draft, job: texts.Job, thing: str, novice: ContactSpec
) -> tuple[Need, ContactSpec]:
    """Who can do a job, who is full and who has no idea: the notes say it of each."""
    able = d.contact("colleague", channel="chat", skills=[job.skill], load=d.below(2))
    busy = d.contact("colleague", channel="chat", skills=[job.skill], load=d.between(2, 4))
    told: list[tuple[ContactSpec, tuple[str, ...]]] = [(able, texts.ABLE), (busy, texts.BUSY)]
    told += [(novice, texts.NOVICE)] if d.chance(40) else []
    for who, table in d.some(told, len(told)):
        what = job.what.format(thing=thing)
        line = d.pick(table).format(name=who.name, what=what, What=cap(what))
        d.note(line, d.pick(("people.md", "team page", "rounds.txt", "")))
    return need(way("delegate_task", to=able.name), weight=3, minutes=5), able


def _listed(d: Draft, job: texts.Job, leaver: ContactSpec, novice: ContactSpec) -> None:
    """A job on the person's own list, with the name of whoever takes it."""
    thing = d.pick(texts.JOB_THINGS)
    needs, able = _to_hand_over(d, job, thing, novice)
    what = job.what.format(thing=thing)
    people = d.some((novice.name, able.name), 2)
    text = d.pick(texts.PASSED).format(what=what, name=first(able), leaver=first(leaver))
    d.task(cap(text), needs, deadline=d.at("17:00", d.workday(d.between(1, 3))), people=people,
           tier="professional", effort=d.between(40, 120, 20),
           priority=d.pick(("normal", "high")))  # fmt: skip


def _forgotten(
    d: Draft, job: texts.Job, thing: str, leaver: ContactSpec, novice: ContactSpec
) -> None:
    """One more job, which the leaver remembers an hour later."""
    task = TaskSpec(
        id=d.id("t"), description=cap(job.do.format(thing=thing)), tier="professional",
        effort=d.between(40, 120, 20), deadline=d.at("18:00", d.workday(2)), people=[leaver.name],
    )  # fmt: skip
    at = d.later(d.start, d.between(40, 90, 10))
    d.drift(at=at, add_task=task, say=f"{leaver.name} remembers one more thing, {task.id}")
    needs, able = _to_hand_over(d, job, thing, novice)
    d.need(task.id, needs)
    d.answer(task.id, "contact", able.name)


def _gathering(d: Draft) -> None:
    """A meeting with two people, one of whom is away at the first hour that comes to mind."""
    days, minutes = d.workday(d.between(1, 3)), d.pick((30, 40, 50))
    is_late = d.chance(65)
    hour = d.pick(("11:30", "12:00", "13:00", "14:00")) if is_late else d.pick(("11:00", "12:30"))
    gone = (d.at("00:00", days), d.at(hour, days))
    if not is_late:
        gone = (d.at(hour, days), d.at("23:30", days))
    steady = d.contact("colleague", channel="chat", importance=2)
    away = d.contact("colleague", channel="chat", importance=2,
                     away=[SpanSpec(start=gone[0], end=gone[1])])  # fmt: skip
    table = texts.LATE_IN if is_late else texts.LEAVES_EARLY
    line = d.pick(table).format(name=away.name, day=d.weekday(days), hour=hour)
    d.note(line, d.pick(("diary.md", "people.md", "")))
    x, y = d.some((steady, away), 2)
    thing = d.pick(texts.GATHER_THINGS)
    closes = d.at(d.person.work_end, days) if is_late else gone[0]
    opens = gone[1] if is_late else d.at(d.person.work_start, days)
    d.chat(
        d.pick(texts.GATHER).format(n=minutes, x=first(x), y=first(y), day=d.weekday(days),
                                    thing=thing),
        need(way("schedule_event", earliest=opens, latest=d.later(closes, -minutes),
                 minutes=minutes, attendees=[x.name, y.name],
                 facts=[says(thing, thing.split()[-1])]), weight=4),
        tier="professional", people=[x.name, y.name],
    )  # fmt: skip


def _unsaid(d: Draft, leaver: ContactSpec) -> None:
    """A message that lacks its content; only the person knows it."""
    told = d.pick(texts.UNSAID)
    drawn = value(d, told.slot)
    who = d.contact(d.pick(("client", "agency", "neighbouring office", "caretaker")),
                    channel=d.pick(("email", "text")), importance=3)  # fmt: skip
    words = {"who": first(who), "leaver": first(leaver), "value": drawn.right}
    tools = ("send_email", "send_message")[:: 1 if who.channel == "email" else -1]
    chat = d.chat(
        told.text.format(**words),
        need(way(tools[0], to=who.name, facts=[drawn.fact]),
             way(tools[1], 60, to=who.name, facts=[drawn.fact]), weight=4),
        tier=d.pick(_TIERS), people=[who.name],
    )  # fmt: skip
    for field in ("time", "content", "amount", "number", "code"):
        d.answer(chat.id, field, told.answer.format(**words))


FAMILY = Family(
    "handover_day", "heldout",
    frozenset({"summary", "delegate", "away", "missing", "mail", "recall", "chat", "archive",
               "drift", "injection"}),
    "Somebody goes on leave: work from a meeting is to be passed on to those who have room.",
    build,
)  # fmt: skip
