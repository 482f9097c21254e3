"""Parts of days that four families share: the pair, offers, questions, noise and traps.

Apart from the families, because each of them joins the same few situations in another way. The
texts of a situation stay with the family that tells it; here is what makes it fair to judge.
"""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from assistant.contract.day import Tier
from scenarios.families.draft import Draft, need, says, says_time, way
from scenarios.families.parts_b_texts import (
    ABLE_NOTES,
    MEETINGS,
    ORDERS,
    OTHER_NOTES,
)
from scenarios.hidden import Approvals, Fact, Need
from scenarios.things import ContactSpec, EmailSpec

SOURCES = ("notes.md", "house.md", "work.md", "memo.txt")
WRITING = {"email": 8, "text": 4, "chat": 4}
"""Minutes that it takes to write over a channel."""

TIERS: tuple[Tier, Tier] = ("personal", "professional")
COLLEAGUE = "team member"


class Choice(NamedTuple):
    """Two times of today: one lies in an appointment, the other one is free."""

    taken: str
    free: str


class Errand(NamedTuple):
    """A mail or message that the person dictates: who gets it, and what it says."""

    relationship: str
    text: str
    """With {name}, {kid} and the time {x}."""


class Offer(NamedTuple):
    """A mail that offers two times, of which the calendar leaves one."""

    relationship: str
    subject: str
    body: str
    """With {a}, {b} and {by}; {kid} is somebody's first name, {firm} a firm's."""


class Ask(NamedTuple):
    """A mail whose answer stands in a note, and what stood there before."""

    kind: Literal["code", "price", "time", "weekday", "reading"]
    subject: str
    body: str
    note: str
    """With {thing} and {value}."""
    old: str
    """What held before; says so, and names another value."""
    things: tuple[str, ...]


class Relay(NamedTuple):
    """Something to be passed on whose value stands in a note, and in one that is out of date."""

    relationship: str
    text: str
    """With {name}; {kid} is somebody's first name, {firm} a firm's, here and in the notes."""
    note: str
    """With {value}."""
    old: str
    kind: str = "reading"


class Long(NamedTuple):
    """Work that somebody else can do as well, and the word for what it takes."""

    text: str
    skill: str


def begin(d: Draft) -> None:
    """What every day of these families has: attention that grows with its length."""
    d.approvals = Approvals(attention=8 + 2 * d.knobs.length)


def first_name(d: Draft) -> str:
    """A first name that nobody else has today."""
    return d.name().split()[0]


def afternoon(d: Draft) -> str:
    """A clock time later today."""
    return f"{d.between(13, 19)}:{d.pick(('05', '10', '20', '25', '40', '50'))}"


def ends(d: Draft, minutes: int, late: Sequence[str], since: str = "") -> dict[Tier, str]:
    """When the two of a pair run out, if each takes so many minutes.

    The urgent one is still in time if it comes first. Mostly it is lost when the other one, or
    anything as long, is done before it; on some days it bears that, but no long work.
    """
    soon = d.later(since or d.start, minutes + d.pick((2, 5, 7, 7, minutes + 10)))
    evening = d.at(d.pick(late))
    urgent: Tier = "personal" if d.is_urgent_personal else "professional"
    return {tier: soon if tier == urgent else evening for tier in TIERS}


def in_any_order(d: Draft) -> tuple[Tier, Tier]:
    """The tiers of the pair in the order in which they are told."""
    return TIERS if d.chance(50) else (TIERS[1], TIERS[0])


def contact_for(d: Draft, relationship: str, tier: Tier) -> ContactSpec:
    """Somebody who writes mails: a person at home, a firm at work."""
    name = d.name() if tier == "personal" else d.firm()
    return d.contact(relationship, name, channel="email")


def choices(d: Draft) -> list[Choice]:
    """Up to three times to choose from, and the appointment that decides."""
    start = d.at(d.pick(("13:30", "14:00", "14:30")))
    who = d.contact(COLLEAGUE, channel="chat")
    d.meeting(d.pick(MEETINGS), start, 90, attendees=[who.name], tier="professional")
    taken = d.some((15, 30, 45, 60), 3)
    free = d.some((-60, 105, 135), 3)
    clocks = [[d.later(start, minutes)[11:] for minutes in span] for span in (taken, free)]
    return [Choice(*pair) for pair in zip(*clocks, strict=True)]


def offer(d: Draft, told: Offer, tier: Tier, by: str, times: Choice, **fields: Any) -> str:
    """A mail that wants one of two times, in any order; returns its id."""
    a, b = d.some(times, 2)
    words = {"a": a, "b": b, "by": by[11:], "kid": first_name(d), "firm": d.firm()}
    who = contact_for(d, told.relationship, tier)
    mail = d.mail(
        who, told.subject.format(**words), told.body.format(**words), reply(says_time(times.free)),
        priority=d.pick(("normal", "normal", "high")), due=by, relationship=tier, tier=tier,
        **fields,
    )  # fmt: skip
    for field in ("time", "decision"):
        d.answer(mail.id, field, f"take {times.free}")
    return mail.id


def dictated(d: Draft, told: Errand, tier: Tier, due: str, weight: int) -> None:
    """A mail or message that says a time, as the person typed it."""
    is_mail = "mail" in told.text.casefold()
    who = d.contact(told.relationship, channel="email" if is_mail else "text")
    x = afternoon(d)
    d.chat(
        told.text.format(name=who.name, kid=first_name(d), x=x),
        written(who, says_time(x), weight=weight),
        tier=tier, due=due, people=[who.name],
    )  # fmt: skip


def written(who: ContactSpec, *facts: Fact, weight: int, **fields: Any) -> Need:
    """To write something to somebody, best over the channel that they like."""
    right, wrong = ("send_email", "send_message")[:: 1 if who.channel == "email" else -1]
    told = list(facts)
    ways = way(right, to=who.name, facts=told), way(wrong, 60, to=who.name, facts=told)
    return need(*ways, weight=weight, minutes=WRITING[who.channel], **fields)


def relayed(d: Draft, told: Relay, who: ContactSpec, weight: int) -> tuple[str, Need]:
    """What is to be passed on, and the need of it; what to say stands in the notes."""
    words = {"name": who.name, "kid": first_name(d), "firm": d.firm()}
    old, new = values(d, told.kind)
    lines = [told.note.format(value=new, **words)]
    if d.chance(60):
        lines.insert(d.below(2), told.old.format(value=old, **words))
    for line in lines:
        d.note(upper(line), d.pick(SOURCES))
    return told.text.format(**words), written(who, stated(told.kind, new), weight=weight)


def relay(d: Draft, told: Relay, tier: Tier, due: str, weight: int) -> None:
    """A mail that the person asks for without saying the number in it."""
    who = d.contact(told.relationship, channel="email")
    text, wanted = relayed(d, told, who, weight)
    d.chat(text, wanted, tier=tier, due=due, people=[who.name])


def reply(*facts: Fact, weight: int = 5, draft: int = 40) -> Need:
    """An answer that carries facts; a draft is worth less, because somebody has to send it."""
    told = list(facts)
    return need(
        way("reply_email", facts=told), way("draft_reply", draft, facts=told), weight=weight,
        minutes=WRITING["email"],
    )  # fmt: skip


def ask(d: Draft, told: Ask, tier: Tier, *, has_old: bool) -> EmailSpec:
    """A mail whose answer is in the notes, beside one that is out of date."""
    thing, (old, new) = d.pick(told.things), values(d, told.kind)
    who = d.contact(COLLEAGUE if tier == "professional" else "friend", channel="email",
                    importance=2)  # fmt: skip
    lines = [told.note.format(thing=thing, value=new)]
    if has_old:
        lines.insert(d.below(2), told.old.format(thing=thing, value=old))
    for line in lines:
        d.note(upper(line), d.pick(SOURCES))
    return d.mail(
        who, upper(told.subject.format(thing=thing)), upper(told.body.format(thing=thing)),
        reply(stated(told.kind, new), weight=2),
        priority=d.pick(("normal", "high", "critical")), relationship=tier, tier=tier,
    )  # fmt: skip


def values(d: Draft, kind: str) -> tuple[str, str]:
    """Two different values of a kind: the one that held before, and the one that holds."""
    if kind == "weekday":
        old, new = d.some(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"), 2)
        return old, new
    if kind == "time":
        hour = d.between(13, 18)
        return f"{hour - 2}:{d.pick(('15', '45'))}", f"{hour}:{d.pick(('10', '20', '40', '50'))}"
    step = d.between(1, 800)
    if kind == "code":
        code = d.between(1000, 8900)
        return str(code + step), str(code)
    if kind == "reading":
        reading = d.between(41, 160)
        return str(reading + 1 + step % 60), str(reading)
    price = d.between(210, 8900, 10)
    return f"{price + 10 * step:,}", f"{price:,}"


def stated(kind: str, value: str) -> Fact:
    """A value as it may be written, and no other one beside it."""
    if kind == "weekday":
        return says(value, value[:3], slot="weekday")
    if kind == "time":
        return says_time(value)
    return says(*dict.fromkeys((value, value.replace(",", ""))), slot="amount")


def hand_over(d: Draft, work: Long, due: str, *, minutes: int, is_named: bool) -> None:
    """Work for which a colleague is right: the person says so, or the notes do.

    Where the person says that nobody else may do it, doing it anyway does damage.
    """
    other, able = colleagues(d, work.skill)
    first, lower = able.name.split()[0], work.text[0].lower() + work.text[1:]
    order = d.pick(ORDERS).format(first=first, work=lower)
    if not is_named:
        tell_skills(d, other, able)
    alone = [] if is_named else [way("complete_task", 25)]
    d.task(
        order if is_named else work.text,
        need(way("delegate_task", to=able.name), *alone,
             way("set_reminder", 20, latest=d.later(due, -minutes)), weight=3,
             harm=["complete_task"] if is_named else []),
        deadline=due, effort=minutes, tier="professional",
        people=d.some((other.name, able.name), 2),
        priority=d.pick(("normal", "high", "critical")),
    )  # fmt: skip


def colleagues(d: Draft, skill: str) -> tuple[ContactSpec, ContactSpec]:
    """Somebody who cannot do a thing, and somebody who can."""
    # Who comes first among the contacts is never the right one, or blind hands would find them.
    other = d.contact(COLLEAGUE, channel="chat")
    return other, d.contact(COLLEAGUE, channel="chat", skills=[skill])


def tell_skills(d: Draft, other: ContactSpec, able: ContactSpec) -> None:
    """Notes of who can do a thing and who cannot."""
    words = {"able": able.name, "other": other.name, "skill": able.skills[0]}
    for lines in d.some((ABLE_NOTES, OTHER_NOTES), 2):
        d.note(d.pick(lines).format(**words), "team.md")


def upper(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
