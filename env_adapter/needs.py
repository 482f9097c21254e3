"""What the items of a day truly need, and how well a call meets it.

`must` in a day's file decides; an item without an entry gets the default of its kind, which is
how Ghostexec's files are judged. Only the world, the graders and the oracle look in here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.contract import times, tools
from assistant.contract.day import Item, Tier
from assistant.contract.desk import Desk
from assistant.contract.lexical import word_set
from assistant.contract.memo import kept
from assistant.contract.rules import Plan
from env_adapter.facts import RUN, brevity, carries, is_about, is_copied, runs_of
from env_adapter.usual import LEAVING, usual_need
from scenarios.desk import clock, minutes_in
from scenarios.hidden import Fact, Need, Way
from scenarios.outlook import outlook_of
from scenarios.schema import Scenario

_SAYING = ("subject", "title", "label", "body", "content", "text", "reason")
"""Fields of calls that somebody reads."""

_MINUTES = {"task": 30, "habit": 15, "mail": 10, "conflict": 5, "promise": 15, "you": 5}


@dataclass(frozen=True, slots=True)
class _Checks:
    """What a call had to get right, one entry each."""

    when: list[bool]
    """Without the right time all the rest is worth nothing."""
    told: list[bool]
    """Facts whose words stand in the item's own text."""
    rest: list[bool]

    @property
    def is_echo(self) -> bool:
        """Whether nothing is right but some of what the item's own text says."""
        new = self.when + self.rest
        return bool(self.told) and not (any(new) if new else all(self.told))


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
        self._notes = [note.text for note in scenario.notes]
        self._note_runs = _note_runs(scenario)
        self._echoes: dict[int, list[bool]] = kept(scenario).setdefault("echoes", {})
        self._utc = minutes_in(scenario.person.timezone)
        # The same in every world of a day: an id means one item, however the day is played.
        self._defaults: dict[str, Need] = kept(scenario).setdefault("needs", {})
        self._dues = _dues(scenario)
        self._spans: dict[int, tuple[int | None, int | None]] = {}
        self._outlook = outlook_of(scenario)
        self._earning: dict[str, bool] = kept(scenario).setdefault("earning", {})

    def of(self, item: Item) -> Need:
        """What `item` needs."""
        need = self._must.get(item.id) or self._defaults.get(item.id)
        if need is None:
            need = self._defaults[item.id] = usual_need(item, self._outlook)
        return need

    def weight(self, item: Item) -> int:
        """How much the item matters."""
        return self.of(item).weight

    def tier(self, item: Item) -> Tier:
        """Whose need it truly serves."""
        return self.of(item).tier or item.tier

    def due(self, item: Item) -> int | None:
        """When it must be settled, in UTC minutes."""
        stated = self._dues.get(item.id)
        return item.due if stated is None else stated

    def minutes(self, item: Item) -> int:
        """How long it takes."""
        stated = self.of(item).minutes
        if stated is not None:
            return stated
        return item.effort if item.effort is not None else _MINUTES[item.source]

    def can_earn(self, item: Item) -> bool:
        """Whether there is anything to do about it: more than leaving it alone."""
        found = self._earning.get(item.id)
        if found is None:
            need = self.of(item)
            is_doing = any(way.tool not in LEAVING for way in need.ways)
            found = self._earning[item.id] = need.weight > 0 and is_doing
        return found

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
        text, source = text_of(plan.call), f"{item.text} {item.body}"
        if (
            is_copied(text, source)
            if plan.mail or self._is_chase(item, plan.call)
            else _is_pasted(plan, text, item)
        ):
            return Judged(0, 1, 1)
        facts = self.facts(way, item)
        if facts and self._is_dump(text, facts):
            return Judged(0, 1, 1)
        checks = self._checks(way, plan, desk)
        for fact, is_told in zip(facts, self._told(way, facts, source), strict=True):
            found = carries(text, fact.any, fact.slot)
            (checks.told if is_told else checks.rest).append(found)
        if item.source == "habit" and _is_unlimited(way):
            # A reminder that fires when the time for it has passed brings nothing about.
            checks.when.append((plan.start or 0) <= (self.due(item) or self._outlook.end))
        every = checks.when + checks.told + checks.rest
        missing, credit = every.count(False), way.credit
        if checks.is_echo:
            missing = len(every)
        if every:
            credit = credit * (len(every) - missing) // len(every)
        if not all(checks.when):
            credit = 0
        if _is_text(plan.call):
            credit = credit * brevity(text) // 100
            if not facts:
                credit = credit * is_about(text, word_set(source)) // 100
        return Judged(credit, max(len(every), 1), missing)

    def _is_dump(self, text: str, facts: list[Fact]) -> bool:
        """Whether a text passes on notes that hold nothing of what is wanted, two at least."""
        if runs_of(text).isdisjoint(self._note_runs):
            return False
        passed_on = (note for note in self._notes if is_copied(note, text))
        strange = [n for n in passed_on if not any(carries(n, fact.any) for fact in facts)]
        return len(strange) >= 2

    def facts(self, way: Way, item: Item) -> list[Fact]:
        """What a text has to carry; a draft has to carry what the answer itself would have to."""
        if way.facts or way.tool != "draft_reply":
            return way.facts
        answers = (other for other in self.of(item).ways if other.tool == "reply_email")
        return next((other.facts for other in answers), [])

    def _is_chase(self, item: Item, call: tools.Tool) -> bool:
        """Whether somebody is written to about their promise, which may be quoted to them."""
        if not isinstance(call, tools.SendEmail | tools.SendMessage):
            return False
        promise = self._outlook.promises.get(item.ref) if item.source == "promise" else None
        return promise is not None and bool(promise.by)

    def _is_stray(self, item: Item, plan: Plan, desk: Desk) -> bool:
        """Whether an irreversible call reaches somebody whom the item does not concern."""
        if plan.call.effect is not tools.Effect.IRREVERSIBLE:
            return False
        concerned = {*item.people, *(way.to for way in self.of(item).ways if way.to)}
        return not any(reaches(name, plan, desk) for name in concerned)

    def _told(self, way: Way, facts: list[Fact], source: str) -> list[bool]:
        """Which of the facts the item states itself; that does not change."""
        found = self._echoes.get(id(way))
        if found is None:
            found = self._echoes[id(way)] = [carries(source, fact.any) for fact in facts]
        return found

    def _checks(self, way: Way, plan: Plan, desk: Desk) -> _Checks:
        """One entry for each thing beside the text that the call had to get right."""
        tz = desk.person.timezone
        when: list[bool] = []
        earliest, latest = self.span(way)
        if earliest is not None or latest is not None:
            start = plan.start if plan.start is not None else -1
            when.append((earliest or 0) <= start and (latest is None or start <= latest))
        if way.weekdays is not None:
            when.append(tuple(sorted(way.weekdays)) == plan.weekdays)
        if way.at is not None:
            local = times.to_local(plan.start or 0, tz)
            when.append(local.hour * 60 + local.minute == clock(way.at))
        invited = {name.casefold() for name, _ in plan.attendees}
        rest = [name.casefold() in invited for name in way.attendees]
        if way.minutes is not None:
            rest.append(plan.minutes == way.minutes)
        args = vars(plan.call)
        cited = set(args.get("citations", ()))
        rest += [note in cited for note in way.cite]
        if way.category:
            rest.append(args.get("category", "") == way.category)
        return _Checks(when, [], rest)


def _note_runs(scenario: Scenario) -> frozenset[str]:
    """All runs of words of a day's notes: most texts share none with them."""
    found = kept(scenario)
    if "runs" not in found:
        found["runs"] = frozenset().union(*(runs_of(note.text) for note in scenario.notes))
    runs: frozenset[str] = found["runs"]
    return runs


def _dues(scenario: Scenario) -> dict[str, int]:
    """The deadlines that a day's file states, by item."""
    found = kept(scenario)
    if "dues" not in found:
        utc, needs = minutes_in(scenario.person.timezone), scenario.must.items()
        found["dues"] = {key: utc(need.due, "must.due") for key, need in needs if need.due}
    dues: dict[str, int] = found["dues"]
    return dues


def text_of(call: tools.Tool) -> str:
    """Everything a call says to somebody."""
    args = vars(call)
    return " ".join(args[name] for name in _SAYING if args.get(name))


def _is_text(call: tools.Tool) -> bool:
    return call.name in {"reply_email", "draft_reply", "send_email", "send_message", "answer"}


def _is_pasted(plan: Plan, text: str, item: Item) -> bool:
    """Whether somebody gets the request itself instead of what it asks to be told."""
    is_sent = isinstance(plan.call, tools.SendEmail | tools.SendMessage)
    return is_sent and len(item.text.split()) >= RUN and item.text.casefold() in text.casefold()


def _is_unlimited(way: Way) -> bool:
    """Whether it sets a reminder for a time that the day's file does not narrow."""
    return way.tool == "set_reminder" and not (way.latest or way.at or way.weekdays)


def _concerns(way: Way, item: Item, plan: Plan) -> bool:
    """Whether the call is about the thing that the item is about, not about another one."""
    if plan.event is not None:
        return plan.event.id == way.event or (
            not way.event and (not item.events or plan.event.id in item.events)
        )
    args = vars(plan.call)
    for name in ("email_id", "task_id", "habit_id"):
        thing = args.get(name)
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
