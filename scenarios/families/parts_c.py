"""What typed requests are made of: people, free hours, and one builder for each kind of request.

Apart from the families that use it, because a request and what it truly needs are made in one
place, so that no family's texts can drift away from what they are judged by. The wording comes
from the families; here is only what it means.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from assistant.contract.day import Tier
from scenarios.families.draft import Draft, address, says
from scenarios.hidden import Fact, Need, Way
from scenarios.things import ContactSpec

_T = TypeVar("_T")

TAKES = {"send_email": 8, "send_message": 4, "schedule_event": 5, "reschedule_meeting": 5,
         "cancel_meeting": 5, "set_reminder": 2, "add_to_kb": 2, "answer": 2,
         "delegate_task": 5, "complete_task": 1}  # fmt: skip
"""Minutes of the calls that settle a request, so that its slack can be told."""

_RELATIONS: dict[Tier, tuple[tuple[str, str], ...]] = {
    "personal": (
        ("cousin", "my cousin"), ("neighbour", "my neighbour"), ("childminder", "the childminder"),
        ("dentist", "the dentist"), ("piano teacher", "the piano teacher"), ("friend", ""),
        ("friend", ""), ("football coach", "the football coach"), ("flatmate", "my flatmate"),
        ("babysitter", "the babysitter"), ("partner", "my partner"), ("vet", "the vet"),
        ("driving teacher", "the driving teacher"), ("tutor", "the tutor"), ("sibling", ""),
    ),
    "professional": (
        ("team member", ""), ("team member", ""), ("client", ""), ("client", ""), ("vendor", ""),
        ("accountant", "our accountant"), ("lawyer", "our lawyer"), ("colleague", ""),
        ("intern", "our intern"), ("auditor", "the auditor"), ("caterer", "the caterer"),
        ("driver", "the driver"), ("press officer", "our press officer"), ("colleague", ""),
        ("recruiter", "the recruiter"),
    ),
}  # fmt: skip
"""How people are known, and how they are called by it; nothing here tells a man from a woman."""
_CHANNELS: dict[Tier, tuple[str, ...]] = {
    "personal": ("text", "text", "call", "email", "chat"),
    "professional": ("email", "email", "chat", "text"),
    "other": ("email", "text"),
}
_HOURS: dict[Tier, tuple[int, ...]] = {
    "personal": (8, 12, 17, 18, 19, 20), "professional": (9, 10, 11, 13, 14, 15, 16), "other": (9,),
}  # fmt: skip
_WORDS = ("zero one two three four five six seven eight nine ten eleven twelve").split()
_BLANK = re.compile(r"\{(time|weekday|number|code)\}")


class Request(NamedTuple):
    """Something that the person types, and what it needs."""

    text: str
    need: Need
    tier: Tier
    people: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    """What they say when asked: field and answer."""


class Topic(NamedTuple):
    """Things about which the notes tell a value, and the words in which they do."""

    things: Sequence[str]
    value: str
    """A blank that `fill` knows."""
    questions: Sequence[str]
    notes: Sequence[str]
    misses: Sequence[str]
    """Notes that look alike and tell another value: an old one, or one of another thing."""
    relays: Sequence[str]
    """Requests to pass the value on to {who}."""
    asks: Sequence[str]
    """The same question as somebody else puts it."""


class Scene:
    """The people and the free hours of a day, so that its requests do not collide."""

    def __init__(self, d: Draft) -> None:
        """Begin with nobody and a free week."""
        self.d = d
        self._known: list[tuple[Tier, ContactSpec]] = []
        self._relations = {tier: list(pairs) for tier, pairs in _RELATIONS.items()}
        self._said: dict[str, str] = {}
        self._taken: set[tuple[int, int]] = set()
        self._asked: set[object] = set()

    def someone(
        self, tier: Tier, channel: str = "", *, is_new: bool = False, skills: Sequence[str] = ()
    ) -> ContactSpec:
        """Somebody of the person's, now and then one who was named before."""
        known = [c for t, c in self._known if t == tier and channel in {"", c.channel}]
        if known and not is_new and (self.d.chance(20) or len(self._known) > 30):
            return self.d.pick(known)
        left = self._relations[tier]
        relation, said = left.pop(self.d.below(len(left))) if left else ("acquaintance", "")
        who = self.d.contact(
            relation, channel=channel or self.d.pick(_CHANNELS[tier]),
            importance=self.d.between(2, 4), mood=self.d.pick(("neutral", "neutral", "annoyed")),
            skills=list(skills),
        )  # fmt: skip
        self._known.append((tier, who))
        self._said[who.name] = said
        return who

    def namesake(self, who: ContactSpec, tier: Tier, relation: str) -> ContactSpec:
        """Somebody else with the same first name."""
        name = f"{who.name.split()[0]} {self.d.name().split()[-1]}"
        other = self.d.contact(relation, name, channel=who.channel, importance=who.importance)
        self._known.append((tier, other))
        return other

    def known(self, name: str) -> ContactSpec:
        """Somebody who was named before."""
        return next(who for _, who in self._known if who.name == name)

    def called(self, who: ContactSpec) -> str:
        """How the person calls somebody."""
        is_kin = self.d.chance(15) and self._said.get(who.name)
        if is_kin:
            return self._said[who.name]
        return who.name if self.d.chance(25) else who.name.split()[0]

    def hour(self, tier: Tier, first: int = 1, last: int = 6) -> tuple[int, str]:
        """Days from today and a full hour, with nothing else an hour before and after it."""
        days = [n for n in range(first, last + 1) if tier == "personal" or self._is_workday(n)]
        free = [(n, h) for n in days for h in _HOURS[tier] if (n, h) not in self._taken]
        day, hour = self.d.pick(free) if free else (last + 1 + len(self._taken), 12)
        self._taken |= {(day, h) for h in (hour - 1, hour, hour + 1)}
        return day, f"{hour:02}:{self.d.pick(('00', '00', '15', '30'))}"

    def hour_today(self) -> str:
        """A full hour of today, two hours from now at the earliest, that nothing else takes."""
        first = int(self.d.start[11:13]) + 2
        free = [h for h in range(first, 19) if (0, h) not in self._taken]
        hour = self.d.pick(free or list(range(19, 23)))
        self._taken.add((0, hour))
        return f"{hour:02}:00"

    def unused(self, values: Sequence[_T]) -> _T:
        """One of the values that was not taken before today, while there is one."""
        left = [value for value in values if value not in self._asked] or list(values)
        value = self.d.pick(left)
        self._asked.add(value)
        return value

    def _is_workday(self, days: int) -> bool:
        return self.d.weekday(days) not in {"Saturday", "Sunday"}


# Values


def fill(d: Draft, template: str) -> tuple[str, list[Fact]]:
    """The template with its blanks drawn, and the facts that these are."""
    facts: list[Fact] = []

    def drawn(match: re.Match[str]) -> str:
        text, fact = value(d, match[1])
        facts.append(fact)
        return text

    return _BLANK.sub(drawn, template), facts


def value(d: Draft, kind: str, but: str = "") -> tuple[str, Fact]:
    """A drawn value of a kind of blank, other than `but`, and the fact that it is."""
    while True:
        text, fact = _value(d, kind)
        if text != but:
            return text, fact


def _value(d: Draft, kind: str) -> tuple[str, Fact]:
    if kind == "time":
        clock = f"{d.between(8, 19)}:{d.pick(('00', '10', '15', '20', '30', '40', '45', '50'))}"
        return clock, clock_fact(clock)
    if kind == "weekday":
        return weekday_fact(d.weekday(d.between(2, 6)))
    number = d.between(1001, 9899) if kind == "code" else d.between(3, 96)
    return str(number), number_fact(number)


def clock_fact(clock: str) -> Fact:
    """A time of day as people write it, on either clock."""
    hours, minutes = (int(part) for part in clock.split(":"))
    half, hour = ("am" if hours < 12 else "pm"), (hours % 12 or 12)
    short = f"{hour}" if minutes == 0 else f"{hour}:{minutes:02}"
    wordings = (clock, f"{hours:02}:{minutes:02}", f"{short} {half}", f"{short}{half}",
                f"{hour}.{minutes:02} {half}", f"{hour}.{minutes:02}{half}",
                f"{hours}h{minutes:02}")  # fmt: skip
    return says(*dict.fromkeys(wordings), slot="time")


def weekday_fact(name: str) -> tuple[str, Fact]:
    """A weekday in its usual forms."""
    return name, says(name, f"{name}s", name[:3], slot="weekday")


def number_fact(number: int, unit: str = "") -> Fact:
    """A number, in words as well where people write it so."""
    wordings = [f"{number} {unit}".strip(), str(number)]
    wordings += [_WORDS[number]] if number < len(_WORDS) else []
    return says(*dict.fromkeys(wordings), slot="amount")


def spoken(d: Draft, clock: str) -> str:
    """A time of day as this person types it."""
    hours, minutes = clock.split(":")
    if not d.chance(30):
        return clock
    hour, half = int(hours) % 12 or 12, "am" if int(hours) < 12 else "pm"
    return f"{hour}{half}" if minutes == "00" else f"{hour}:{minutes}{half}"


def on_day(d: Draft, days: int, clock: str, *, is_goal: bool = False) -> str:
    """A moment as it is typed; a goal follows a "to" and has no "on"."""
    time, day = spoken(d, clock), d.weekday(days)
    named: tuple[str, ...] = (f"{day} {time}", f"{day} at {time}", f"{day}, {time}")
    named = named if is_goal else (f"on {day} at {time}", f"on {day}, {time}", *named)
    soon = {0: (f"today at {time}", f"at {time} today"),
            1: (f"tomorrow at {time}", f"tomorrow {time}", f"at {time} tomorrow")}  # fmt: skip
    return d.pick(soon.get(days, named))


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


# Writing a day


def limits(d: Draft, minutes: int) -> tuple[str, str]:
    """When the personal and the professional one of a pair are due: one soon, one can wait.

    What is due soon bears no other work of that length before it.
    """
    soon = d.later(d.start, d.between(minutes + 1, 2 * minutes - 2))
    calm = d.at(d.pick(("16:00", "16:30", "17:15", "18:00", "19:00")))
    return (soon, calm) if d.is_urgent_personal else (calm, soon)


def pair(s: Scene, make: Callable[[Tier], Request], minutes: int) -> list[tuple[Request, str]]:
    """One personal and one professional request of one kind, with their deadlines."""
    personal, professional = limits(s.d, minutes)
    made = [(make("personal"), personal), (make("professional"), professional)]
    return made if s.d.chance(50) else made[::-1]


def as_chat(d: Draft, request: Request, due: str | None = None, at: str | None = None) -> str:
    """Type a request; its id."""
    return _answered(d, d.chat(
        request.text, request.need, tier=request.tier, people=list(request.people), due=due, at=at
    ).id, request)  # fmt: skip


def as_line(d: Draft, request: Request, due: str | None = None) -> str:
    """Put a request on the to-do list; its id."""
    return _answered(d, d.task(
        request.text, request.need, tier=request.tier, people=list(request.people), deadline=due
    ).id, request)  # fmt: skip


def _answered(d: Draft, item_id: str, request: Request) -> str:
    for field, answer in request.answers:
        d.answer(item_id, field, answer)
    return item_id


def other_ways(request: Request, *ways: Way) -> Request:
    """The request with more ways of settling it."""
    found = request.need.model_copy(update={"ways": [*request.need.ways, *ways]})
    return request._replace(need=found)


def stranger(d: Draft) -> tuple[str, str]:
    """Name and address of somebody whom the person does not know."""
    name = d.firm()
    return name, address("info", name)
