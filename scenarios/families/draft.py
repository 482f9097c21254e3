"""A day in the making: ids, names, times and chance for those who write families.

A family adds things and says at once what each truly needs, so that the two cannot drift apart.
All chance comes from the day's seed through one counter, so that a day is the same wherever and
whenever it is made.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from assistant.contract.day import Tier
from scenarios.chance import draw
from scenarios.families.bank import BANKS, Split
from scenarios.families.knobs import Knobs
from scenarios.hidden import Approvals, Drift, Dynamics, Fact, Need, Way
from scenarios.schema import Scenario
from scenarios.things import (
    ChatSpec,
    ContactSpec,
    EmailSpec,
    EpisodeSpec,
    HabitSpec,
    MeetingSpec,
    NoteSpec,
    PersonSpec,
    PromiseSpec,
    TaskSpec,
)

_T = TypeVar("_T")

FIRST_DAY = date(2026, 1, 5)
DAYS = 700
"""Days after the first among which a day's date is drawn."""

_TRIES = 200


class Draft:
    """A day that a family is writing."""

    def __init__(
        self, family: str, split: Split, seed: int, knobs: Knobs, *, is_twin: bool = False
    ) -> None:
        """Begin a day: its person, date and zone are drawn here."""
        self.family = family
        self.knobs = knobs
        self.bank = BANKS[split]
        self._seed = seed
        self._n = 0
        self._names: set[str] = set()
        self._firms: set[str] = set()
        self._ids: dict[str, int] = {}
        self._spec: dict[str, Any] = {}
        self._must: dict[str, Need] = {}
        self._facts: dict[str, dict[str, str]] = {}
        self.dynamics = Dynamics()
        self.approvals = Approvals(attention=12)
        # Twins are the same day but for this: whose need the urgent one of a pair serves.
        self.is_urgent_personal = (self.below(2) == 0) != is_twin
        self.date = self._weekday()
        name = self.name()
        self.person = PersonSpec(
            name=name, role=self.pick(self.bank.jobs), timezone=self.pick(self.bank.timezones),
            work_start=self.pick(("08:00", "08:30", "09:00")),
            work_end=self.pick(("16:30", "17:00", "17:30", "18:00")),
            style=self.pick(self.bank.styles), email=address(name, "home"),
        )  # fmt: skip
        self.start = self.at(self.pick(("08:00", "08:15", "08:30", "09:00", "09:10")))

    # Chance

    def below(self, limit: int) -> int:
        """An integer in [0, limit)."""
        self._n += 1
        return draw(self._seed, f"family/{self.family}", self._n, limit)

    def pick(self, values: Sequence[_T]) -> _T:
        """One of the values."""
        return values[self.below(len(values))]

    def some(self, values: Sequence[_T], count: int) -> list[_T]:
        """So many different values, in drawn order; all of them if there are fewer."""
        left = list(values)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]

    def between(self, low: int, high: int, step: int = 1) -> int:
        """A number from low to high, both included."""
        return low + step * self.below((high - low) // step + 1)

    def chance(self, percent: int) -> bool:
        """True so often."""
        return self.below(100) < percent

    # Names

    def name(self) -> str:
        """A full name whose first and last name nobody else has today."""
        # A day for stress tests may have more people than there are names: then some share one.
        for _ in range(_TRIES):
            first, last = self.pick(self.bank.first), self.pick(self.bank.last)
            if first not in self._names and last not in self._names:
                break
        self._names |= {first, last}
        return f"{first} {last}"

    def firm(self) -> str:
        """A firm that was not named yet today."""
        left = [firm for firm in self.bank.firms if firm not in self._firms]
        firm = self.pick(left or self.bank.firms)
        self._firms.add(firm)
        return firm

    def id(self, kind: str) -> str:
        """The next short id of a kind, such as `e3`."""
        self._ids[kind] = self._ids.get(kind, 0) + 1
        return f"{kind}{self._ids[kind]}"

    # Times

    def at(self, clock: str, days: int = 0) -> str:
        """A local time of today, or of so many days later, as ISO.

        What clocks jump over, as they do at midnight in Cairo, is the time that they jump to.
        """
        return self._real(datetime.fromisoformat(f"{self.date + timedelta(days=days)}T{clock}"))

    def later(self, moment: str, minutes: int) -> str:
        """So many minutes after (or before, if negative) a local moment, as ISO."""
        return self._real(datetime.fromisoformat(moment) + timedelta(minutes=minutes))

    def _real(self, moment: datetime) -> str:
        """A local time as ISO, after what clocks jump over."""
        zone = ZoneInfo(self.person.timezone)
        return moment.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).isoformat()[:16]

    def weekday(self, days: int = 0) -> str:
        """The weekday's name, so many days from today."""
        return (self.date + timedelta(days=days)).strftime("%A")

    def workday(self, at_least: int = 1) -> int:
        """Days until the first workday that is at least so many days away."""
        days = at_least
        while (self.date + timedelta(days=days)).weekday() > 4:
            days += 1
        return days

    # Things; each takes what it needs

    def contact(self, relationship: str, name: str = "", **fields: Any) -> ContactSpec:
        """Somebody whom the person knows; a firm's name makes a firm's address."""
        name = name or self.name()
        fields.setdefault("email", address(name, self.person.name.split()[-1]))
        fields.setdefault("mood", "neutral")
        return self._add("contacts", ContactSpec(name=name, relationship=relationship, **fields))

    def mail(
        self, sender: ContactSpec | str, subject: str, body: str, need: Need | None = None,
        **fields: Any,
    ) -> EmailSpec:  # fmt: skip
        """A mail and what it needs."""
        if isinstance(sender, ContactSpec):
            fields.setdefault("address", sender.email)
            sender = sender.name
        fields.setdefault("address", address(sender, sender))
        if not {"arrives", "after"} & fields.keys():
            fields.setdefault("received", self.later(self.start, -self.between(10, 600, 5)))
        spec = EmailSpec(
            id=fields.pop("id", "") or self.id("e"), sender=sender, subject=subject, body=body,
            **fields,
        )  # fmt: skip
        return self._add("emails", spec, need)

    def meeting(self, title: str, start: str, minutes: int, **fields: Any) -> MeetingSpec:
        """A calendar event."""
        spec = MeetingSpec(
            id=self.id("m"), title=title, start=start, duration_minutes=minutes, **fields
        )
        return self._add("meetings", spec)

    def task(self, text: str, need: Need | None = None, **fields: Any) -> TaskSpec:
        """A task and what it needs."""
        return self._add("tasks", TaskSpec(id=self.id("t"), description=text, **fields), need)

    def habit(self, label: str, need: Need | None = None, **fields: Any) -> HabitSpec:
        """A habit and what it needs."""
        return self._add("habits", HabitSpec(id=self.id("h"), label=label, **fields), need)

    def promise(self, text: str, need: Need | None = None, **fields: Any) -> PromiseSpec:
        """A promise and what it needs."""
        return self._add("promises", PromiseSpec(id=self.id("p"), text=text, **fields), need)

    def chat(self, text: str, need: Need | None = None, **fields: Any) -> ChatSpec:
        """A request that the person types, and what it needs."""
        return self._add("chat", ChatSpec(id=self.id("y"), text=text, **fields), need)

    def note(self, text: str, source: str = "", **fields: Any) -> NoteSpec:
        """A note in the knowledge base."""
        return self._add("notes", NoteSpec(id=self.id("n"), text=text, source=source, **fields))

    def episode(self, text: str, agent: str, tool: str, note: str = "") -> EpisodeSpec:
        """How a similar item was handled before."""
        return self._add("episodes", EpisodeSpec(text=text, agent=agent, tool=tool, note=note))

    def drift(self, **fields: Any) -> Drift:
        """Something that changes under way."""
        return self._add("drift", Drift(**fields))

    def need(self, item_id: str, need: Need) -> None:
        """What an item needs that was not added with its need, such as a conflict `c1`."""
        self._must[item_id] = need

    def answer(self, item_id: str, field: str, text: str) -> None:
        """What the person says when asked for a field of an item."""
        self._facts.setdefault(item_id, {})[field] = text

    def conflict(self, need: Need) -> str:
        """The need of the next conflict, in calendar order; returns its id.

        The desk numbers conflicts by the start of their first event, so that a family must add
        them in that order.
        """
        item_id = self.id("c")
        self._must[item_id] = need
        return item_id

    def build(self, **fields: Any) -> Scenario:
        """The finished day; what was said while drafting is its content."""
        return Scenario(
            person=self.person, simulation_time=self.start, family=self.family, must=self._must,
            facts=self._facts, dynamics=self.dynamics, approvals=self.approvals,
            **{**self._spec, **fields},
        )  # fmt: skip

    def _add(self, table: str, spec: _T, need: Need | None = None) -> _T:
        self._spec.setdefault(table, []).append(spec)
        if need is not None:
            self._must[spec.id] = need  # type: ignore[attr-defined]
        return spec

    def _weekday(self) -> date:
        while True:
            day = FIRST_DAY + timedelta(days=self.below(DAYS))
            if day.weekday() < 5:
                return day


def address(name: str, at: str) -> str:
    """A mail address that leads nowhere."""
    local = ".".join(word for word in _plain(name).split() if word)
    return f"{local}@{_plain(at).replace(' ', '')}.example"


def need(*ways: Way, **fields: Any) -> Need:
    """A need with these ways of settling it."""
    return Need(ways=list(ways), **fields)


def way(tool: str, credit: int = 100, **fields: Any) -> Way:
    """One way of settling an item."""
    return Way(tool=tool, credit=credit, **fields)


def says(*wordings: str, slot: str = "") -> Fact:
    """A fact in its accepted wordings."""
    return Fact(any=list(wordings), slot=slot)  # type: ignore[arg-type]


def says_time(clock: str) -> Fact:
    """A time of day, on either clock."""
    hours, minutes = (int(part) for part in clock.split(":"))
    half, hour = ("am" if hours < 12 else "pm"), (hours % 12 or 12)
    short = f"{hour} {half}" if minutes == 0 else f"{hour}:{minutes:02} {half}"
    return Fact(any=list(dict.fromkeys((clock, f"{hours:02}:{minutes:02}", short))), slot="time")


def only_leave(weight: int = 0, **fields: Any) -> Need:
    """Nothing is to be done: acting on it is wrong, and leaving it earns nothing either."""
    return Need(ways=[Way(tool="leave_to_user")], weight=weight, **fields)


def other(tier: Tier) -> Tier:
    """The other one of the two tiers of a pair."""
    return "professional" if tier == "personal" else "personal"


def _plain(text: str) -> str:
    letters = {"ä": "ae", "ö": "oe", "ü": "ue", "é": "e", "è": "e", "ć": "c", "č": "c"}
    lower = "".join(letters.get(c, c) for c in text.casefold())
    return "".join(c if c.isascii() and (c.isalnum() or c == " ") else "" for c in lower)
