"""What four training families share: the cast of a day, and the pair on which it turns.

Apart from the families, because each joins the same few situations in another way. What makes a
situation fair to judge stands in the parts; its wording stays with the family that tells it.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

from assistant.contract.day import Tier
from scenarios.families import parts_a_texts as texts
from scenarios.families.draft import Draft, address
from scenarios.families.parts_a_shapes import PAIR, Wanted
from scenarios.hidden import Approvals
from scenarios.things import ContactSpec

_T = TypeVar("_T")

Parts = list[Callable[[], object]]
"""What writes a day, part by part, when it is called."""

TIERS: tuple[Tier, Tier] = ("personal", "professional")

WRITING, TELLING = 8, 4
"""Minutes of a mail and of a message."""

_NOON = ("11:00", "11:15", "11:30", "11:45")
_MORNING = ("09:30", "11:00", "14:00")
_EVENING = ("15:30", "16:00", "16:45", "17:15", "18:00", "19:00")
_WORK: tuple[str, ...] = ("team member", "colleague", "assistant", "team member")


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
        self.firms: dict[str, ContactSpec] = {}
        """Whoever writes for a firm: one contact for each."""
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
        if firm not in self.firms:
            name = firm if d.chance(50) or d.knobs.length > 8 else d.name()
            self.firms[firm] = d.contact(
                relationship, name, email=address(name, firm), channel="email"
            )
        return self.firms[firm]

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


def pair(
    c: Cast, minutes: int, write: Callable[[Tier, Wanted], object], *, is_for_today: bool = False
) -> Parts:
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


def first_name(d: Draft) -> str:
    """A first name that nobody else has today."""
    return d.name().split()[0]


def upper(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
