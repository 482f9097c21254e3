"""What the items of a day truly need, and how well a call meets it.

`must` in a day's file decides; an item without an entry gets the default of its kind, which is
how Ghostexec's files are judged. Only the world, the graders and the oracle look in here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.contract import times, tools
from assistant.contract.day import Item, Tier
from assistant.contract.desk import Desk
from assistant.contract.lexical import words
from assistant.contract.rules import Plan
from assistant.contract.tiers import is_chore
from env_adapter.facts import brevity, carries, is_about
from scenarios.desk import clock, minutes_in
from scenarios.hidden import Need, Way
from scenarios.schema import Scenario

LEAVING = frozenset({"leave_to_user"})
SETTLING = frozenset(
    {
        "schedule_event", "reschedule_meeting", "cancel_meeting", "reply_email", "draft_reply",
        "send_email", "archive_email", "send_message", "complete_task", "delegate_task",
        "set_reminder", "mark_habit_done", "add_to_kb", "answer", "leave_to_user",
    }
)  # fmt: skip
"""Tools that close an item for good."""

_WEIGHT = {"critical": 5, "high": 4, "normal": 2, "low": 1}
_MINUTES = {"task": 30, "habit": 15, "mail": 10, "conflict": 5, "promise": 15, "you": 5}


@dataclass(frozen=True, slots=True)
class Judged:
    """How well one settling call meets its item's need."""

    credit: int
    """-100 to 100."""
    wanted: int = 0
    missing: int = 0
    fits: bool = True
    """Some way of settling the item uses this tool."""
    is_harm: bool = False


class Needs:
    """The needs of one day, looked up by item."""

    def __init__(self, scenario: Scenario) -> None:
        """Read `must` of a day."""
        self._must: Mapping[str, Need] = scenario.must
        self._utc = minutes_in(scenario.person.timezone)
        self._defaults: dict[str, Need] = {}
        self._spans: dict[int, tuple[int | None, int | None]] = {}

    def of(self, item: Item) -> Need:
        """What `item` needs."""
        need = self._must.get(item.id) or self._defaults.get(item.id)
        if need is None:
            need = self._defaults[item.id] = _default(item)
        return need

    def weight(self, item: Item) -> int:
        """How much the item matters."""
        return self.of(item).weight

    def tier(self, item: Item) -> Tier:
        """Whose need it truly serves."""
        return self.of(item).tier or item.tier

    def due(self, item: Item) -> int | None:
        """When it must be settled, in UTC minutes."""
        stated = self.of(item).due
        return self._utc(stated, "must.due") if stated else item.due

    def minutes(self, item: Item) -> int:
        """How long it takes."""
        stated = self.of(item).minutes
        if stated is not None:
            return stated
        return item.effort if item.effort is not None else _MINUTES[item.source]

    def agents(self, item: Item) -> set[str]:
        """The agents that have a tool which settles it; the orchestrator where it is to be left."""
        return {
            str(agent)
            for way in self.of(item).ways
            if way.tool in tools.TOOLS and way.credit > 0
            for agent in tools.TOOLS[way.tool].agents
        }

    def span(self, way: Way) -> tuple[int | None, int | None]:
        """The UTC minutes between which it must start."""
        key = id(way)
        if key not in self._spans:
            earliest = self._utc(way.earliest, "must.earliest") if way.earliest else None
            latest = self._utc(way.latest, "must.latest") if way.latest else None
            self._spans[key] = (earliest, latest)
        return self._spans[key]

    def judge(self, item: Item, plan: Plan, desk: Desk) -> Judged:
        """How well a settling call, judged before it is committed, meets the item's need."""
        need, tool = self.of(item), plan.call.name
        if tool in need.harm:
            return Judged(-100, 1, 1, fits=False, is_harm=True)
        ways = [way for way in need.ways if way.tool == tool]
        if not ways:
            return Judged(0, 1, 1, fits=False, is_harm=self._is_stray(item, plan, desk))
        return max((self._judge(way, item, plan, desk) for way in ways), key=lambda j: j.credit)

    def _judge(self, way: Way, item: Item, plan: Plan, desk: Desk) -> Judged:
        is_right = not way.to or reaches(way.to, plan, desk)
        if not is_right or not _concerns(way, item, plan):
            return Judged(0, 1, 1, is_harm=self._is_stray(item, plan, desk))
        checks = self._checks(way, plan, desk)
        missing = checks.count(False)
        credit = way.credit
        if checks:
            credit = credit * (len(checks) - missing) // len(checks)
        if _is_text(plan.call):
            text = text_of(plan.call)
            credit = credit * brevity(text) // 100
            if not way.facts:
                credit = credit * is_about(text, words(f"{item.text} {item.body}")) // 100
        return Judged(credit, max(len(checks), 1), missing)

    def _is_stray(self, item: Item, plan: Plan, desk: Desk) -> bool:
        """Whether an irreversible call reaches somebody whom the item does not concern."""
        if plan.call.effect is not tools.Effect.IRREVERSIBLE:
            return False
        concerned = {*item.people, *(way.to for way in self.of(item).ways if way.to)}
        return not any(reaches(name, plan, desk) for name in concerned)

    def _checks(self, way: Way, plan: Plan, desk: Desk) -> list[bool]:
        """One entry for each thing the call had to get right."""
        tz, checks = desk.person.timezone, []
        earliest, latest = self.span(way)
        if earliest is not None or latest is not None:
            start = plan.start if plan.start is not None else -1
            checks.append((earliest or 0) <= start and (latest is None or start <= latest))
        if way.minutes is not None:
            checks.append(plan.minutes == way.minutes)
        if way.weekdays is not None:
            checks.append(tuple(sorted(way.weekdays)) == plan.weekdays)
        if way.at is not None:
            local = times.to_local(plan.start or 0, tz)
            checks.append(local.hour * 60 + local.minute == clock(way.at))
        invited = {name.casefold() for name, _ in plan.attendees}
        checks += [name.casefold() in invited for name in way.attendees]
        text = text_of(plan.call)
        checks += [carries(text, fact.any, fact.slot) for fact in way.facts]
        cited = set(getattr(plan.call, "citations", ()))
        checks += [note in cited for note in way.cite]
        if way.category:
            checks.append(getattr(plan.call, "category", "") == way.category)
        return checks


def text_of(call: tools.Tool) -> str:
    """Everything a call says to somebody."""
    fields: tuple[Any, ...] = tuple(
        getattr(call, name, "")
        for name in ("subject", "title", "label", "body", "content", "text", "reason")
    )
    return " ".join(str(value) for value in fields if value)


def _is_text(call: tools.Tool) -> bool:
    return isinstance(
        call,
        tools.ReplyEmail | tools.DraftReply | tools.SendEmail | tools.SendMessage | tools.Answer,
    )


def _concerns(way: Way, item: Item, plan: Plan) -> bool:
    """Whether the call is about the thing that the item is about, not about another one."""
    if plan.event is not None:
        return plan.event.id == way.event or (
            not way.event and (not item.events or plan.event.id in item.events)
        )
    for name in ("email_id", "task_id", "habit_id"):
        thing = getattr(plan.call, name, None)
        if thing is not None:
            wanted = way.event or item.ref
            return not wanted or thing == wanted
    return not way.event


def reaches(name: str, plan: Plan, desk: Desk) -> bool:
    """Whether a call reaches the person of that name or address."""
    wanted = desk.contact(name)
    names = {name.casefold()}
    if wanted is not None:
        names |= {wanted.name.casefold(), wanted.email.casefold()} - {""}
    reached = {plan.address.casefold(), *(n.casefold() for n, _ in plan.attendees)}
    if plan.contact is not None:
        reached.add(plan.contact.name.casefold())
    if plan.mail is not None:
        reached.add(plan.mail.sender.casefold())
    return bool(names & reached)


def _default(item: Item) -> Need:
    """What an item of this kind usually needs."""
    weight = _WEIGHT[item.priority]
    if item.source == "mail":
        ways = [Way(tool="reply_email"), Way(tool="draft_reply", credit=60)]
        if item.priority == "low":
            ways.append(Way(tool="archive_email"))
        return Need(ways=ways, weight=weight)
    if item.source == "conflict":
        return Need(ways=[Way(tool="reschedule_meeting")], weight=3)
    if item.source == "task":
        return Need(
            ways=[Way(tool="complete_task"), Way(tool="delegate_task", credit=80)], weight=weight
        )
    if item.source == "habit":
        return Need(
            ways=[Way(tool="mark_habit_done"), Way(tool="set_reminder", credit=60)], weight=2
        )
    if is_chore(item.text):
        return Need(ways=[Way(tool="leave_to_user")], weight=1)
    doing = [Way(tool=name, credit=50) for name in sorted(SETTLING - LEAVING)]
    return Need(ways=doing, weight=2)
