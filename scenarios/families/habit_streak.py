"""A day of habits and medicine between work: what was kept, what is still to come, what must rest.

A log says which habit is done already; one that is not gets a reminder while there is time, and
some must not be kept today at all. Around them lie work and two mails of which one is due soon.
"""

from scenarios.families import habit_streak_texts as texts
from scenarios.families.draft import Draft, need, only_leave, says, way
from scenarios.families.family import Family
from scenarios.families.habit_streak_shapes import Routine
from scenarios.families.parts_b import (
    COLLEAGUE,
    begin,
    dictated,
    ends,
    in_any_order,
    relay,
    upper,
    values,
)
from scenarios.families.parts_b_texts import MEETINGS
from scenarios.families.parts_b_traps import frauds, missing, noise, not_yet
from scenarios.hidden import Fact, Need
from scenarios.schema import Scenario

_ERRANDS = {"personal": texts.PERSONAL_ERRANDS, "professional": texts.PROFESSIONAL_ERRANDS}
_READINGS = {"personal": texts.PERSONAL_READINGS, "professional": texts.PROFESSIONAL_READINGS}
_WRITING = 8
_NOON = ("11:00", "11:30", "12:00", "12:30")
_EVERY_DAY = [0, 1, 2, 3, 4, 5, 6]
_TIMES_TOLD = {2: "twice", 3: "three times", 4: "four times"}


def build(d: Draft) -> Scenario:
    """Write a day."""
    begin(d)
    _pair(d)
    rest = d.knobs.length - 2 - missing(d)
    works = rest // 3
    _work(d, works)
    if d.knobs.drift:
        _shift(d)
    pills = max(1, (rest - works) // 3) if rest > 1 else 0
    for n in range(pills):
        (_once if n % 2 == 0 and d.chance(60) else d.pick((_daily, _by_slip)))(d)
    _habits(d, 1 + rest - works - pills, is_shifted=d.knobs.drift > 0)
    not_yet(d, d.below(2))
    noise(d)
    frauds(d)
    return d.build(
        title="Not a day without", stress=d.between(15, 50),
        description="Habits, medicine and work; a log knows what is done already.",
        max_episode_steps=8 * d.knobs.length + 12,
    )  # fmt: skip


def _pair(d: Draft) -> None:
    due = ends(d, _WRITING, _NOON)
    is_noted = d.chance(40)
    for tier in in_any_order(d):
        if is_noted:
            relay(d, d.pick(_READINGS[tier]), tier, due[tier], weight=5)
        else:
            dictated(d, d.pick(_ERRANDS[tier]), tier, due[tier], weight=5)


def _work(d: Draft, count: int) -> None:
    """Work of an hour each, one after the other."""
    at = d.later(d.start, 30)
    for _ in range(count):
        minutes = d.between(40, 80, 10)
        due = d.later(at, minutes + d.between(30, 60, 10))
        at = d.later(at, minutes + 10)
        d.task(
            d.pick(texts.OWN_WORK).format(firm=d.firm()),
            need(way("complete_task"), way("set_reminder", 30, latest=d.later(due, -minutes)),
                 weight=3),
            deadline=due, effort=minutes, tier="professional",
            priority=d.pick(("normal", "high", "critical")),
        )  # fmt: skip


# Medicine: a reminder that has to stand before its time


def _once(d: Draft) -> None:
    med, at = d.pick(texts.MEDICINES), d.later(d.start, d.between(35, 60, 5))
    d.chat(
        d.pick(texts.ONCE).format(med=med, at=at[11:]),
        need(way("set_reminder", earliest=at, latest=at, facts=[_named(med)]), weight=4),
        tier="personal", due=at,
    )  # fmt: skip


def _daily(d: Draft) -> None:
    at = f"{d.between(12, 20)}:{d.pick(('00', '15', '30', '45'))}"
    med = d.pick(texts.MEDICINES)
    _every_day(d, d.pick(texts.DAILY).format(med=med, at=at), med, at)


def _by_slip(d: Draft) -> None:
    """The time stands on a slip, and perhaps on an old one."""
    med, (old, at) = d.pick(texts.MEDICINES), values(d, "time")
    lines = [d.pick(texts.SLIPS).format(med=med, value=at)]
    if d.chance(60):
        lines.insert(d.below(2), d.pick(texts.OLD_SLIPS).format(med=med, value=old))
    for line in lines:
        d.note(upper(line), d.pick(("pharmacy.txt", "health.md")))
    _every_day(d, d.pick(texts.BY_SLIP).format(med=med), med, at)


def _every_day(d: Draft, text: str, med: str, at: str) -> None:
    d.chat(
        text,
        need(way("set_reminder", at=at, weekdays=_EVERY_DAY, facts=[_named(med)]), weight=4),
        tier="personal", due=d.at(at),
    )  # fmt: skip


def _named(med: str) -> Fact:
    return says(med, *med.split())


# Habits: logged, still open, at rest


def _habits(d: Draft, count: int, *, is_shifted: bool) -> None:
    """Habits in any order, at least one of them at rest where something distracts."""
    resting = 1 + d.knobs.length // 20
    routines = d.some(texts.ROUTINES, len(texts.ROUTINES))
    # Only what strains the body has to rest; it stands last, and does not come twice.
    routines.sort(key=lambda routine: routine.is_bodily)
    tired, routines = routines[-resting:], d.some(routines[:-resting], count + 1)
    blocked = not is_shifted and d.chance(40)
    for n, routine in enumerate(routines[:count]):
        if d.chance(40):
            _logged(d, routine)
        else:
            _open(d, routine, is_blocked=blocked and n == 0)
    for routine in tired:
        _resting(d, routine)
    if 1 < count < len(routines) and d.chance(40):
        _week(d, routines[count])


def _logged(d: Draft, routine: Routine) -> None:
    """It was kept this morning: there is nothing to remind of."""
    d.note(_line(d, texts.LOGGED, routine), "log.md")
    _habit(d, routine, "20:00", need(way("mark_habit_done"), weight=3, minutes=2))


def _open(d: Draft, routine: Routine, *, is_blocked: bool) -> None:
    """It is still to be kept; a meeting may take the last hours before it has to be."""
    by = f"{d.between(16, 19)}:{d.pick(('00', '30'))}"
    latest = d.later(d.at(by), -routine.minutes)
    if d.chance(60):
        d.note(_line(d, texts.YESTERDAY, routine), "log.md")
    if is_blocked:
        minutes = d.between(75, 120, 15)
        start = d.later(d.at(by), -minutes)
        who = d.contact(COLLEAGUE, channel="chat")
        d.meeting(d.pick(MEETINGS), start, minutes, attendees=[who.name], tier="professional")
        latest = d.later(start, -routine.minutes)
    facts = [says(routine.word)]
    remind = way("set_reminder", earliest=d.start, latest=latest, facts=facts)
    _habit(d, routine, by, need(remind, weight=3))


def _resting(d: Draft, routine: Routine) -> None:
    """It must not be kept today: a reminder is no use, and a tick would be a lie."""
    target = d.between(2, 4)
    is_full = d.chance(50)
    table = texts.FULL if is_full else texts.PAUSED
    d.note(_line(d, table, routine, times=_TIMES_TOLD[target]), "health.md")
    kept = target if is_full else d.between(0, target - 1)
    _habit(d, routine, "20:30", only_leave(harm=["mark_habit_done"]),
           kept=kept, target=target)  # fmt: skip


def _habit(d: Draft, routine: Routine, by: str, wanted: Need, **fields: int) -> None:
    if not fields and d.chance(50):
        target = d.between(3, 6)
        fields = {"target": target, "kept": d.between(0, target - 1)}
    d.habit(
        routine.label, wanted, due=d.at(by), minutes=routine.minutes, tier=routine.tier,
        streak=d.between(0, 60), **fields,
    )  # fmt: skip


def _line(d: Draft, table: tuple[str, ...], routine: Routine, **words: str) -> str:
    clock = f"06:{d.between(10, 55, 5)}"
    day = d.weekday(d.workday(2))
    return d.pick(table).format(
        label=routine.label, low=_low(routine), clock=clock, day=day, **words
    )


def _low(routine: Routine) -> str:
    return routine.label[0].lower() + routine.label[1:]


def _week(d: Draft, routine: Routine) -> None:
    """A look back at a habit that is not due today."""
    times, target = d.between(2, 4), 5
    others = [day for day in range(7) if day != d.date.weekday()]
    d.habit(routine.label, weekdays=others, minutes=routine.minutes, tier=routine.tier,
            kept=times, target=target)  # fmt: skip
    told = says(f"{times} of {target}", f"{times} times", _TIMES_TOLD[times], f"{times}",
                slot="amount")  # fmt: skip
    d.chat(
        d.pick(texts.WEEK).format(low=_low(routine)),
        need(way("answer", facts=[told], cite=["week-summary"]), weight=2), tier="personal",
    )  # fmt: skip


def _shift(d: Draft) -> None:
    """The whole calendar moves up by an hour, and runs into what is already under way."""
    begun, end = d.later(d.start, -20), d.at("11:30")
    minutes = 11 * 60 + 30 - int(begun[11:13]) * 60 - int(begun[14:])
    watch, guest = d.contact(COLLEAGUE, channel="chat"), d.contact("client", channel="email")
    d.meeting(d.pick(texts.WATCHES), begun, minutes, attendees=[watch.name], tier="professional")
    moved = d.meeting(d.pick(MEETINGS), d.later(end, d.pick((0, 15, 30))), 45,
                      attendees=[guest.name], tier="professional")  # fmt: skip
    d.drift(after_step=1, shift_all_meetings_hours=-1, say=d.pick(texts.SHIFTS))
    d.conflict(
        need(way("reschedule_meeting", event=moved.id), way("cancel_meeting", 40, event=moved.id),
             weight=3)
    )  # fmt: skip


FAMILY = Family(
    "habit_streak", "train",
    frozenset({"habit", "remind", "recall", "chat", "task", "leave", "archive", "conflict",
               "missing", "injection", "drift"}),
    "Habits of which a log knows some, medicine at its time, and work around them.", build,
)  # fmt: skip
