"""Whether a day can be solved from what it shows: every id, name, fact and time that is needed.

An oracle plays the day. When an item first needs a decision, each thing that its best way wants is
looked for where a policy could find it: the item's own text, its prompt (calendar, people, what is
known), the knowledge base, with what is added to it during the day, and the person's answers to
questions about it. Facts that only a search in other words than the item's own finds are counted.
"""

import re
from dataclasses import dataclass, field

from assistant.contract import times
from assistant.contract.day import Item
from assistant.contract.render import render
from assistant.contract.tools import TOOLS
from env_adapter.facts import carries
from env_adapter.oracle import Oracle
from env_adapter.ways import build, ways_of
from env_adapter.world import World
from scenarios import Scenario
from scenarios.desk import clock
from scenarios.hidden import Fact, Way

COMMON = frozenset(
    "yes no ok okay sure gladly confirm confirmed confirming accept accepted agree agreed decline "
    "declined cannot can't unable sorry thanks thank you works suits good fine please not there "
    "i'll be will come coming take it we me received understood on my way don't know".split()
)
"""Words that need no source: how people say yes, no, thank you and sorry."""

WIDE = 2 * 60
"""Minutes from which on a span asks for a free slot instead of for a stated time."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a policy could find what an item needs."""

    text: str
    """The item and its prompts."""
    notes: tuple[str, ...]
    """Notes that a search for the item's own words finds."""
    others: tuple[str, ...]
    """The rest of the knowledge base, and what is added to it during the day."""
    ids: frozenset[str]
    answers: tuple[str, ...]

    @property
    def all(self) -> str:
        """All texts together."""
        return "\n".join((self.text, *self.notes, *self.others, *self.answers))

    @property
    def near(self) -> str:
        """Texts that the item's own words lead to."""
        return "\n".join((self.text, *self.notes, *self.answers))


@dataclass
class Answers:
    """What was found out about a day."""

    facts: int = 0
    """Facts that its needs want."""
    far: int = 0
    """Those among them that only a search in other words finds."""
    lacking: list[str] = field(default_factory=list)
    """What nothing tells, in words; empty as promised."""


def answers_of(day: Scenario) -> Answers:
    """Look for everything that a day's needs want."""
    world, oracle, found = World(day), Oracle(), Answers()
    seen: set[str] = set()
    while not world.is_over:
        shown = {item.id for item in world.briefing().items}
        for item in world.open_items():
            if item.id not in seen and item.id in shown:
                seen.add(item.id)
                _look(world, item, found)
        call = oracle(world)
        world.step(call.tool, call.args, agent=call.agent)
    return found


def _look(world: World, item: Item, found: Answers) -> None:
    """The item's best way, or of several that are alike the one that lacks least."""
    need = world.needs.of(item)
    if not need.weight or not need.ways:
        return
    most = max(way.credit for way in need.ways)
    sources = sources_of(world, item)
    ways = [way for way in ways_of(world, item) if way.credit == most]
    each = [(_missing(world, item, way, sources), way) for way in ways]
    lacks, way = min(each, key=lambda pair: len(pair[0]))
    found.lacking += [f"{world.scenario.name}, {item.id}: {what}" for what in lacks]
    facts = world.needs.facts(way, item)
    found.facts += len(facts)
    found.far += sum(not _is_told(fact, sources.near) for fact in facts)


def sources_of(world: World, item: Item) -> Sources:
    """What a policy that works on the item can get to see."""
    briefing = world.briefing()
    agents = {agent for way in world.needs.of(item).ways for agent in TOOLS[way.tool].agents}
    prompts = [render(briefing, agent, item.id) for agent in sorted(agents)]
    shown = [note.id for note in briefing.known.get(item.id, ())]
    queries = [item.text, item.body, f"{item.text} {item.body}", *item.people]
    found = {n.id: n.text for query in queries for n in world.memory.search(query)}
    others = [note.text for note in world.memory.notes if note.id not in found]
    others += [drift.add_note.text for drift in world.scenario.drift if drift.add_note]
    others += [meeting.summary for meeting in world.scenario.meetings if meeting.summary]
    ids = {item.id, item.ref, *item.events, *shown, *found, *(e.id for e in briefing.events)}
    text = "\n".join([item.text, item.body, item.detail, *item.said, *prompts])
    answers = tuple(world.scenario.facts.get(item.id, {}).values())
    return Sources(text, tuple(found.values()), tuple(others), frozenset(ids), answers)


def _missing(world: World, item: Item, way: Way, sources: Sources) -> list[str]:
    lacks = [
        f"the fact {fact.any[0]!r}" for fact in world.needs.facts(way, item)
        if not _is_told(fact, sources.all)
    ]  # fmt: skip
    lacks += [f"the id {i!r}" for i in (way.event, *way.cite) if i and i not in sources.ids]
    lacks += [
        f"the name {n!r}" for n in (way.to, *way.attendees) if n and not _named(world, n, sources)
    ]
    if not _timed(world, item, way, sources):
        lacks.append(f"a time from {way.earliest} to {way.latest}, at {way.at}, on {way.weekdays}")
    return lacks


def _is_told(fact: Fact, text: str) -> bool:
    """Whether one of the fact's wordings stands in a text, or needs no source."""
    if carries(text, fact.any):
        return True
    return any(set(wording.casefold().split()) <= COMMON for wording in fact.any)


def _named(world: World, name: str, sources: Sources) -> bool:
    """Whether the name is told, or a first name that only one contact has."""
    if name.casefold() in sources.all.casefold():
        return True
    first = name.split()[0] if name.split() else ""
    contact = world.desk.contact(first)
    is_told = first.casefold() in sources.all.casefold()
    return is_told and contact is not None and contact.name == name


def _timed(world: World, item: Item, way: Way, sources: Sources) -> bool:
    """Whether a stated time, or a free slot of a wide span, is right for the way."""
    earliest, latest = world.needs.span(way)
    if earliest is None and latest is None and way.at is None and way.weekdays is None:
        return True
    if build(world, item, way) is None and not _later(world, item):
        return False
    if latest is not None and latest - max(earliest or 0, world.desk.now) >= WIDE and not way.at:
        return True
    return _states(world, way, sources.all)


def _later(world: World, item: Item) -> bool:
    """Whether the item can be settled at all by the oracle later: then this moment says little."""
    return bool(world.ledger.pending)


def _states(world: World, way: Way, text: str) -> bool:
    """Whether a text names a time that the way asks for: in one phrase, or its hour and its day."""
    phrases = [p.text for line in text.splitlines() for p in times.find_phrases(line)]
    if any(_fits(world, way, phrase) for phrase in phrases):
        return True
    earliest, _ = world.needs.span(way)
    zone = world.desk.person.timezone
    hour = way.at or (times.say_clock(earliest, zone) if earliest is not None else "")
    if not hour or not re.search(rf"\b0?{re.escape(hour.lstrip('0'))}\b", text):
        return False
    days = [p for p in (*phrases, "today") if earliest is not None and _covers(world, p, earliest)]
    return bool(days) or way.weekdays is not None


def _fits(world: World, way: Way, phrase: str) -> bool:
    now, zone = world.desk.now, world.desk.person.timezone
    earliest, latest = world.needs.span(way)
    when = times.resolve_when(phrase, now, zone)
    if isinstance(when, times.Recurrence):
        right_days = way.weekdays is None or tuple(sorted(way.weekdays)) == when.weekdays
        return right_days and (way.at is None or clock(way.at) == when.at)
    if isinstance(when, times.Instant) and way.weekdays is None:
        return (earliest or 0) <= when.minute <= (latest if latest is not None else when.minute)
    return False


def _covers(world: World, phrase: str, minute: int) -> bool:
    now, zone = world.desk.now, world.desk.person.timezone
    spans = (times.resolve_window(phrase, now, zone), times.resolve_day(phrase, now, zone))
    when = times.resolve_when(phrase, now, zone)
    if isinstance(when, times.Instant):
        return times.say_day(when.minute, zone) == times.say_day(minute, zone)
    return any(isinstance(s, times.Window) and s.start <= minute < s.end for s in spans)
