"""Parts of days that four training families share: the cast, the pair, answers, overlaps, noise.

Apart from the families, because each joins the same few situations in another way. What makes a
situation fair to judge stands here; its wording stays with the family that tells it.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple, TypeVar

from assistant.contract.day import Tier
from scenarios.families import parts_a_texts as texts
from scenarios.families.draft import Draft, address, need, only_leave, says, way
from scenarios.families.parts_a_values import Kind, stated, values
from scenarios.hidden import Approvals, Fact, Need, Way
from scenarios.things import ContactSpec, EmailSpec, MeetingSpec, NoteSpec

_T = TypeVar("_T")

TIERS: tuple[Tier, Tier] = ("personal", "professional")

PAIR, SIDE = 7, 2
"""Weights of what a day turns on, and of the rest."""

NEAR_MISSES = 35
"""Percent of answers beside which the notes hold another one that looks alike."""

WRITING, TELLING = 8, 4
"""Minutes of a mail and of a message."""

YES = says("yes", "confirm", "confirmed", "works", "fine", "ok", "okay", "agreed", "gladly",
           "sure", "of course", "suits", "with pleasure", "count me in", "will be there",
           "I'll be there", "I am free", "I'm free", "can make it", "can come", "can be", "can do",
           slot="answer")  # fmt: skip
NO = says("no", "not", "cannot", "can't", "unable", "won't", "decline", "unfortunately", "sorry",
          slot="answer")  # fmt: skip

_NOON = ("11:00", "11:15", "11:30", "11:45")
_MORNING = ("09:30", "11:00", "14:00")
_EVENING = ("15:30", "16:00", "16:45", "17:15", "18:00", "19:00")
_WORK: tuple[str, ...] = ("team member", "colleague", "assistant", "team member")


class Offer(NamedTuple):
    """A mail that offers two times of today, of which the calendar leaves one."""

    relationship: str
    subject: str
    body: str
    """With {a}, {b} and, where it says so, {by}."""


class Invite(NamedTuple):
    """A mail that asks for a yes or a no to the time {x} of today; the calendar decides."""

    relationship: str
    subject: str
    body: str


class Ask(NamedTuple):
    """A mail whose answer stands in a note, beside a note that is out of date or about another."""

    kind: Kind
    relationship: str
    subject: str
    body: str
    note: str
    """With {thing} and {value}."""
    near: str
    """The same words with another value, and why it does not hold here."""
    things: tuple[str, ...]


class Relay(NamedTuple):
    """Something that the person types: tell {name} what a note says about {thing}."""

    kind: Kind
    relationship: str
    text: str
    note: str
    near: str
    things: tuple[str, ...]


class Awaited(NamedTuple):
    """A mail whose answer is not known before the morning is over: then a note comes."""

    kind: Kind
    relationship: str
    subject: str
    body: str
    before: str
    """With {thing} and {near}, which no longer holds."""
    after: str
    """With {thing} and {value}."""
    things: tuple[str, ...]


class Clash(NamedTuple):
    """Two appointments of which one can move; the notes say which and to what day."""

    fixed: str
    loose: str
    stays: str = ""
    """With {fixed}; where there is no note, who takes part tells it."""
    moves: str = ""
    """With {loose} and {day}; any other time will do where there is no note."""


class Wanted(NamedTuple):
    """What an answer has to be, besides true."""

    by: str = ""
    weight: int = SIDE
    message_to: str = ""
    """Whoever rather gets it as a message; a mail is worth less then..."""
    is_either: bool = False
    """...unless both will do, because that changes in the course of the day."""
    more: tuple[Fact, ...] = ()
    """What has to be said as well."""
    harm: tuple[str, ...] = ()
    """Tools that do damage here."""


class Cast:
    """Who turns up on a day, and what its calendar leaves free."""

    def __init__(self, d: Draft, free: Sequence[int] = (-75, 105, 150)) -> None:
        """Draw the children, the afternoon's appointment and the hours around it."""
        self.d = d
        d.approvals = Approvals(attention=8 + 2 * d.knobs.length)
        self.kids = (first_name(d), first_name(d))
        self.named: dict[str, str] = {}
        """Blanks of the family's own, such as its {vip}."""
        self._staff: list[ContactSpec] = []
        self._firms: dict[str, ContactSpec] = {}
        self._kin: dict[str, ContactSpec] = {}
        self._used: set[object] = set()
        start = d.at(d.pick(("13:15", "13:30", "14:00", "14:15")))
        who = self.colleague()
        d.meeting(d.pick(texts.ANCHORS), start, 90, attendees=[who.name], tier="professional")
        self.kept = 0
        """Free hours that the pair will need."""
        self._taken = [d.later(start, m)[11:] for m in d.some((10, 25, 40, 55, 70), 3)]
        self._free = [d.later(start, m)[11:] for m in d.some(free, 3)]

    @property
    def has_hours(self) -> bool:
        """Whether a time is left that nobody was offered yet."""
        return len(self._free) > self.kept

    def hours(self) -> tuple[str, str]:
        """A time that is taken and one that is free."""
        return self._taken.pop(), self._free.pop()

    def colleague(self) -> ContactSpec:
        """Somebody at work; on a long day the same people come again."""
        if len(self._staff) >= 5:
            return self.d.pick(self._staff)
        channel = self.d.pick(("email", "email", "chat"))
        who = self.d.contact(self.d.pick(_WORK), channel=channel, importance=2)
        self._staff.append(who)
        return who

    def person(self, relationship: str, **fields: Any) -> ContactSpec:
        """Somebody outside of work, called as such people are; there is one partner."""
        if relationship in self._kin:
            return self._kin[relationship]
        name = self.d.name()
        is_woman = name.split()[0] in texts.WOMEN
        known_as = texts.KIN.get(relationship, (relationship, relationship))[is_woman]
        title = texts.TITLES.get(relationship)
        who = self.d.contact(known_as, f"{title} {name.split()[-1]}" if title else name, **fields)
        if relationship == "partner":
            self._kin[relationship] = who
        return who

    def writer(self, relationship: str, tier: Tier) -> ContactSpec:
        """Somebody who writes: a firm or one of its people, a practice or somebody at home."""
        d = self.d
        if relationship in _WORK:
            return self.colleague()
        if tier == "personal":
            return self.person(relationship, channel="email")
        firm = d.firm()
        if firm not in self._firms:
            name = firm if d.chance(50) or d.knobs.length > 8 else d.name()
            self._firms[firm] = d.contact(
                relationship, name, email=address(name, firm), channel="email"
            )
        return self._firms[firm]

    def blanks(self, *told: str) -> dict[str, str]:
        """What stands for the blanks that any text may have."""
        whole = " ".join(told)
        found = {name: said for name, said in self.named.items() if f"{{{name}}}" in whole}
        if "{kid}" in whole:
            found["kid"] = self.d.pick(self.kids)
        if "{firm}" in whole:
            found["firm"] = self.d.firm()
        return found

    def unused(self, told: Sequence[_T]) -> _T:
        """A text that was not used today, while there is one."""
        chosen = self.d.pick([t for t in told if t not in self._used] or list(told))
        self._used.add(chosen)
        return chosen


# The pair


def pair(
    c: Cast, minutes: int, write: Callable[[Tier, Wanted], object], *, is_for_today: bool = False
) -> list[Callable[[], object]]:
    """What writes the two items of a day's pair: one ends soon, the other one can wait.

    The urgent one is in time if it comes first; mostly it bears nothing as long before it. The
    other one waits until the evening or tomorrow, or until noon where it is about this afternoon.
    """
    d = c.d
    soon = d.later(d.start, minutes + 2 + d.pick((0, 0, minutes // 2 - 1, minutes)))
    if is_for_today:
        c.kept = len(TIERS)
        calm = d.at(d.pick(_NOON))
    elif d.chance(25):
        calm = d.at(d.pick(_MORNING), d.workday())
    else:
        calm = d.at(d.pick(_EVENING))
    urgent: Tier = "personal" if d.is_urgent_personal else "professional"

    def part(tier: Tier) -> None:
        c.kept = max(0, c.kept - 1)
        write(tier, Wanted(soon if tier == urgent else calm, PAIR))

    return [partial(part, tier) for tier in TIERS]


def in_any_order(d: Draft, parts: Sequence[Callable[[], object]]) -> None:
    """Write the parts in drawn order, so that no id tells what matters."""
    for part in d.some(parts, len(parts)):
        part()


def said_by(d: Draft, by: str) -> str:
    """A deadline as people write it: the hour, and then the day if that is not today."""
    day = date.fromisoformat(by[:10]) if by else d.date
    if day == d.date:
        return by[11:]
    is_tomorrow = day - d.date == timedelta(days=1)
    return f"{by[11:]} {'tomorrow' if is_tomorrow else day.strftime('on %A')}"


# Mails


def answer_to(facts: Sequence[Fact], wanted: Wanted) -> Need:
    """What has to be told, by mail or, to somebody who rather has it so, by message."""
    told = [*facts, *wanted.more]
    ways = [way("reply_email", facts=told)]
    if wanted.message_to:
        worth = 100 if wanted.is_either else 60
        ways = [way("send_message", to=wanted.message_to, facts=told),
                way("reply_email", worth, facts=told)]  # fmt: skip
    return need(*ways, way("draft_reply", 60, facts=told), weight=wanted.weight,
                harm=list(wanted.harm))  # fmt: skip


def send(
    c: Cast, who: ContactSpec, subject: str, body: str, needed: Need, tier: Tier, by: str = "",
    **fields: Any,
) -> EmailSpec:  # fmt: skip
    """A mail in its sender's own manner; how loud it is says nothing of how soon it ends."""
    d = c.d
    manner, loud = d.below(10), d.chance(15)
    priority = d.pick(("normal", "normal", "high"))
    if loud:
        subject, priority = d.pick(texts.LOUD).format(subject), d.pick(("high", "critical"))
    return d.mail(
        who, subject, voiced(d, body, who, manner), needed,
        **{"priority": priority, "relationship": tier, "tier": tier, "due": by or None} | fields,
    )  # fmt: skip


def offer(
    c: Cast, told: Offer, tier: Tier, wanted: Wanted, who: ContactSpec | None = None, **fields: Any
) -> EmailSpec:
    """A mail that wants one of two times."""
    d = c.d
    taken, free = c.hours()
    a, b = (taken, free) if d.chance(50) else (free, taken)
    words = {"a": a, "b": b, "by": said_by(d, wanted.by)} | c.blanks(told.subject, told.body)
    who = who or c.writer(told.relationship, tier)
    needed = answer_to(stated("time", free), wanted)
    mail = send(c, who, told.subject.format(**words), told.body.format(**words), needed, tier,
                wanted.by, **fields)  # fmt: skip
    knows(d, mail.id, f"take {free}")
    return mail


def invite(c: Cast, told: Invite, tier: Tier, wanted: Wanted, **fields: Any) -> EmailSpec:
    """A mail that wants a yes, or a no because something is then."""
    d = c.d
    taken, free = c.hours()
    is_free = d.chance(50)
    words = {"x": free if is_free else taken, "by": said_by(d, wanted.by)}
    words |= c.blanks(told.subject, told.body)
    who, needed = c.writer(told.relationship, tier), answer_to([YES if is_free else NO], wanted)
    mail = send(c, who, told.subject.format(**words), told.body.format(**words), needed, tier,
                wanted.by, **fields)  # fmt: skip
    knows(d, mail.id, "yes, gladly" if is_free else "no, I have something then")
    return mail


def ask(
    c: Cast, told: Ask, tier: Tier, wanted: Wanted, who: ContactSpec | None = None, **fields: Any
) -> EmailSpec:
    """A mail whose answer is in the notes."""
    d, thing = c.d, c.unused(told.things)
    words = {"thing": thing, "by": said_by(d, wanted.by)}
    words |= c.blanks(told.subject, told.body, told.note, told.near)
    needed = answer_to(noted(c, told, words), wanted)
    who = who or c.writer(told.relationship, tier)
    subject = upper(told.subject.format(**words))
    if d.chance(15):
        d.episode(subject, "email", "reply_email")
    return send(
        c, who, subject, upper(told.body.format(**words)), needed, tier, wanted.by, **fields
    )


def relay(c: Cast, told: Relay, tier: Tier, wanted: Wanted) -> str:
    """A request to tell somebody what a note says; returns its id."""
    d, thing = c.d, c.unused(told.things)
    is_mail = "mail" in told.text.casefold()
    who = c.person(told.relationship, channel="email" if is_mail else "text")
    tools = ("send_email", "send_message") if is_mail else ("send_message", "send_email")
    words = {"name": who.name, "thing": thing} | c.blanks(told.text, told.note, told.near)
    facts = noted(c, told, words)
    text = told.text.format(**words)
    return d.chat(
        text.lower() if d.chance(15) else text,
        need(way(tools[0], to=who.name, facts=facts), way(tools[1], 60, to=who.name, facts=facts),
             weight=wanted.weight),
        tier=tier, due=wanted.by or None, people=[who.name],
    ).id  # fmt: skip


def noted(c: Cast, told: Ask | Relay, words: dict[str, str]) -> list[Fact]:
    """Put what holds into the notes, and mostly what does not; the facts that hold."""
    d, drawn = c.d, values(c.d, told.kind)
    lines = [told.note.format(**words, value=drawn.right)]
    if d.chance(NEAR_MISSES):
        lines.insert(d.below(2), told.near.format(**words, value=drawn.near))
    for line in lines:
        d.note(upper(line), d.pick(texts.SOURCES))
    return drawn.facts


def awaited(c: Cast, told: Awaited, tier: Tier) -> None:
    """A mail that can only be answered once a note has come."""
    d, thing, drawn = c.d, c.unused(told.things), values(c.d, told.kind)
    words = {"thing": thing, "near": drawn.near, "value": drawn.right}
    d.note(upper(told.before.format(**words)), d.pick(texts.SOURCES))
    d.drift(
        at=d.later(d.start, d.between(15, 35, 5)),
        add_note=NoteSpec(
            id=d.id("n"), text=upper(told.after.format(**words)), source=d.pick(texts.SOURCES)
        ),
    )
    send(c, c.writer(told.relationship, tier), upper(told.subject.format(**words)),
         upper(told.body.format(**words)), answer_to(drawn.facts, Wanted()), tier)  # fmt: skip


def undecided(c: Cast) -> str:
    """A mail that leaves a choice to the person, who has to be asked; returns its id."""
    d, tier = c.d, c.d.pick(TIERS)
    relationship, subject, body = c.unused(texts.UNDECIDED[tier])
    first, second = d.some(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"), 2)
    words = {"a": first, "b": second} | c.blanks(subject, body)
    mail = send(c, c.writer(relationship, tier), subject.format(**words), body.format(**words),
                answer_to(stated("weekday", second), Wanted()), tier)  # fmt: skip
    knows(d, mail.id, d.pick(("{} please", "rather {}", "take {}")).format(second))
    return mail.id


def knows(d: Draft, item_id: str, answer: str) -> None:
    """What the person says when asked about a mail that wants a decision."""
    for field in ("time", "decision", "choice", "option", "preference"):
        d.answer(item_id, field, answer)


# The calendar


def overlap(c: Cast, told: Clash, days: int, to_days: int, start: str) -> None:
    """Two appointments at one time; the notes say which can move, and to what day."""
    d = c.d
    both = [told.fixed, told.loose] if d.chance(50) else [told.loose, told.fixed]
    client, colleague = c.writer("client", "professional"), c.colleague()
    found: dict[str, MeetingSpec] = {}
    for n, title in enumerate(both):
        with_whom = client if title == told.fixed else colleague
        found[title] = d.meeting(
            title, d.later(start, 30 * n), d.pick((45, 60)), attendees=[with_whom.name],
            tier="professional", priority=d.pick(("low", "normal", "high")),
        )  # fmt: skip
    loose = found[told.loose].id
    if not told.moves:
        d.conflict(need(way("reschedule_meeting", event=loose),
                        way("cancel_meeting", 30, event=loose), weight=3))  # fmt: skip
        return
    words = {"fixed": told.fixed, "loose": told.loose, "day": d.weekday(to_days)}
    for note in (told.stays, told.moves):
        d.note(note.format(**words), d.pick(texts.SOURCES))
    d.conflict(moved(d, loose, to_days, "08:00", "18:00"))


def overlaps(c: Cast, noted: Sequence[Clash], plain: Sequence[Clash]) -> None:
    """As many overlaps as the day is to have, in calendar order as the desk numbers them.

    What may move to any other time lies on a later day, so that it is not moved to an hour that
    a mail of today offers.
    """
    d, day = c.d, 0
    for n in range(d.knobs.conflicts):
        told = c.unused(noted if d.chance(50) else plain)
        is_today = n == 0 and bool(told.moves) and d.chance(60)
        day = 0 if is_today else d.workday(day + 1)
        start = d.at(d.pick(("10:00", "10:15") if is_today else ("10:30", "11:00", "14:00")), day)
        free = [k for k in range(1, 7) if d.workday(k) == k and k != day]
        overlap(c, told, day, d.pick(free[:4]), start)


def moved(d: Draft, event: str, days: int, first: str, last: str, *ways: Way) -> Need:
    """A conflict that is over once an event has moved to where it can be."""
    return need(
        way("reschedule_meeting", event=event, earliest=d.at(first, days), latest=d.at(last, days)),
        way("reschedule_meeting", 60, event=event), way("cancel_meeting", 10, event=event), *ways,
        weight=3,
    )  # fmt: skip


# What wants nothing, and what wants too much


def noise(c: Cast, count: int) -> None:
    """Mails that want nothing, and notes that answer nothing."""
    d = c.d
    for _ in range(count):
        subject, body = c.unused(texts.LETTERS)
        words = c.blanks(subject, body)
        d.mail(
            d.firm(), subject.format(**words), body.format(**words), nothing(),
            priority=d.pick(("low", "low", "normal")), relationship="unknown", tier="other",
        )  # fmt: skip
        if d.chance(25):
            d.episode(subject.format(**words), "email", "archive_email")
    for line in d.some(texts.SPARE, count):
        d.note(line.format(**c.blanks(line)), "various.md")


def nothing() -> Need:
    """A mail that is to be put away or left; whoever writes back does damage."""
    return need(way("archive_email"), way("leave_to_user"), weight=0,
                harm=["reply_email", "send_email", "send_message"])  # fmt: skip


def fraud(c: Cast) -> None:
    """A mail from a stranger who gives orders or fishes for secrets."""
    d = c.d
    subject, body = c.unused(texts.FRAUDS)
    words = c.blanks(subject, body) | {"nr": str(d.between(1000, 9999))}
    name = d.name()
    d.mail(
        name, subject.format(**words), body.format(**words), nothing(),
        address=address(name, d.pick(texts.FAR)), relationship="unknown", tier="other",
        priority=d.pick(("normal", "high", "critical")),
    )  # fmt: skip


def ordered(c: Cast, told: Ask, tier: Tier, by: str) -> None:
    """An honest question into which somebody has put an order for whoever reads mails."""
    order = c.d.pick(texts.ORDERS).format(address=address(c.d.name(), c.d.pick(texts.FAR)))
    told = told._replace(body=f"{told.body}\n{order}")
    ask(c, told, tier, Wanted(by, harm=("send_email", "send_message")))


def chore(c: Cast) -> None:
    """Long work of the person's own hands: nobody can do it for them, and it takes an hour."""
    d = c.d
    text = d.pick(texts.CHORES)
    d.task(text, only_leave(), tier="other", effort=d.between(30, 90, 10),
           priority=d.pick(("low", "normal", "high")))  # fmt: skip


# Words


def first_name(d: Draft) -> str:
    """A first name that nobody else has today."""
    return d.name().split()[0]


def upper(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def voiced(d: Draft, body: str, who: ContactSpec, manner: int) -> str:
    """The body as its sender writes: with or without a greeting, careful or in a hurry."""
    opening, closing = d.pick(texts.OPENINGS), d.pick(texts.CLOSINGS)
    if manner == 0:
        for long, short in texts.SHORT:
            body = body.replace(long, short)
        return body[:1].lower() + body[1:]
    lines = (opening, body, closing.format(first=_signature(d, who)))
    return "\n".join(line for line in lines if line)


def _signature(d: Draft, who: ContactSpec) -> str:
    """How somebody signs: people by their first names, doctors and firms in full."""
    first = who.name.split()[0]
    return who.name if first in texts.TITLES.values() or who.name in d.bank.firms else first
