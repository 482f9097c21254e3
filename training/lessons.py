"""The best call on an item that its prompt supports: what a teacher shows.

Candidates are made from the ways that the day hides and from the words that the prompt shows, and
judged by the world's own rules. Where the prompt does not hold what the best way needs, the lesson
is to look it up, or to ask the person.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from assistant.contract import rules, times, tools
from assistant.contract.day import Item
from assistant.contract.lexical import words
from env_adapter.people import consent, known_answer
from env_adapter.ways import Call, build, ways_of
from env_adapter.world import World
from scenarios.hidden import Way
from training import grounding

_QUESTIONS = {
    "time": "When should this be: {topic}?",
    "recipient": "Who is this for: {topic}?",
    "duration": "How long should this take: {topic}?",
    "day": "On which day: {topic}?",
    "decision": "What should I answer: {topic}?",
    "content": "What should I say: {topic}?",
    "amount": "How much: {topic}?",
    "count": "How many: {topic}?",
    "deadline": "By when: {topic}?",
}
_ALIASES = {
    "price": "amount", "euros": "amount", "limit": "amount", "budget": "amount", "cost": "amount",
    "number": "count", "people": "count", "many": "count", "weekday": "day", "details": "content",
    "topic": "content", "choice": "decision", "option": "decision", "preference": "decision",
}  # fmt: skip
_FREE = re.compile(r"^find_free_slot \S+ ok: free: (.+)", re.MULTILINE)
"""The result of a look at the calendar, as the prompt shows it (`render_outcome`)."""
_SUBJECT = 5
"""Words of a message that are its subject."""

_WINDOWS = ("today", "tomorrow", "this week", "next week")
_STOP = frozenset(
    "a an the of to for and or in on at is are be do does did i you we it my your our me this that "
    "what when where who which how with from about please can could would will have has".split()
)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What to do with an item now."""

    call: Call
    credit: int
    """What the world gives for it: 0 to 100; 0 for reading and asking."""


def lesson_for(world: World, item: Item, prompt_of: dict[str, str]) -> Lesson:
    """The best supported next call on `item`.

    Args:
        world: The day, whose hidden part may be read.
        item: An open item.
        prompt_of: The text that each sub-agent sees (or would see), by agent.
    """
    best: Lesson | None = None
    hoped: Call | None = None
    for way in ways_of(world, item):
        if way.tool == "leave_to_user":
            found = Lesson(_leave(item), way.credit)
        else:
            ideal = build(world, item, way)
            if ideal is None:
                continue
            hoped = hoped or ideal
            supported = _best(world, item, way, ideal.agent, prompt_of[ideal.agent])
            if supported is None:
                continue
            found = supported
        if best is None or found.credit > best.credit:
            best = found
        if best.credit >= way.credit:
            break
    if hoped is not None and (best is None or best.credit < _worth(world, item, hoped)):
        asked = _find_out(world, item, hoped, prompt_of[hoped.agent])
        if asked is not None:
            return Lesson(asked, 0)
    return best or Lesson(_leave(item), 0)


def _best(world: World, item: Item, way: Way, agent: str, prompt: str) -> Lesson | None:
    """The first supported call that earns most; a look at the calendar where only that helps."""
    best: Lesson | None = None
    for args in _candidates(world, item, way, prompt):
        credit = _credit(world, item, way.tool, args)
        if credit > 0 and (best is None or credit > best.credit):
            best = Lesson(Call(way.tool, {"item_id": item.id, **args}, agent), credit)
        if best is not None and best.credit >= way.credit:
            return best
    if best is None and way.tool in {"schedule_event", "reschedule_meeting"}:
        return _look(world, item, way, agent, prompt)
    return best


def _credit(world: World, item: Item, tool: str, args: dict[str, Any]) -> int:
    """What a call would earn now; 0 where it cannot be done or is not allowed."""
    try:
        call = tools.parse_call(tool, {"item_id": item.id, **args})
        plan = rules.plan(world.desk, call)
    except (tools.ToolError, rules.Refusal):
        return 0
    if call.effect is tools.Effect.IRREVERSIBLE:
        if consent(world.scenario, replace(world.ledger), plan).kind == "deny":
            return 0
    return world.needs.judge(item, plan, world.desk).credit


def _worth(world: World, item: Item, call: Call) -> int:
    args = {key: value for key, value in call.args.items() if key != "item_id"}
    return _credit(world, item, call.tool, args)


@dataclass(frozen=True, slots=True)
class _Scene:
    """An item, a way of settling it, and what the prompt offers for that."""

    world: World
    item: Item
    way: Way
    prompt: str
    texts: list[str]

    @property
    def ref(self) -> str:
        return self.way.event or self.item.ref

    @property
    def sender(self) -> str:
        return self.item.people[0] if self.item.people else ""

    def shows(self, text: str) -> bool:
        return bool(text) and text.casefold() in self.prompt.casefold()

    def bodies(self, to: str) -> Iterator[str]:
        return grounding.texts_for(self.world, self.item, self.way, self.texts, to)

    def labels(self) -> Iterator[str]:
        return grounding.labels_for(self.item, self.way, self.texts)

    def whens(self) -> list[str]:
        """Phrases in its texts, free slots that were found, the deadline."""
        found = list(grounding.phrases(self.texts))
        # "Thursday" in one line and "15:00" in another.
        found += [f"{day} {hour}" for day in found for hour in found if day != hour]
        for line in _FREE.findall(self.prompt):
            found += line.split(", ")
        if self.item.due is not None:
            found.append(times.say_instant(self.item.due, self.world.desk.person.timezone))
        return list(dict.fromkeys(found))


def _candidates(world: World, item: Item, way: Way, prompt: str) -> Iterator[dict[str, Any]]:
    """Arguments made of what the prompt shows, the most natural first."""
    scene = _Scene(world, item, way, prompt, grounding.sources(prompt))
    yield from _ARGS[way.tool](scene)


def _mails(s: _Scene) -> Iterator[dict[str, Any]]:
    return ({"email_id": s.ref, "body": body} for body in s.bodies(s.sender))


def _letters(s: _Scene) -> Iterator[dict[str, Any]]:
    to = s.way.to or s.sender
    if s.shows(to):
        for body in s.bodies(to):
            # Not of the item: that would be the request itself, sent on.
            subject = " ".join(body.removeprefix(grounding.greeting(to)).split()[:_SUBJECT])
            yield {"to": to, "subject": subject, "body": body}


def _messages(s: _Scene) -> Iterator[dict[str, Any]]:
    to = s.way.to or s.sender
    if s.shows(to):
        yield from ({"contact": to, "body": body} for body in s.bodies(to))


def _handovers(s: _Scene) -> Iterator[dict[str, Any]]:
    if s.shows(s.way.to):
        yield {"task_id": s.ref, "contact": s.way.to}


def _facts(s: _Scene) -> Iterator[dict[str, Any]]:
    category = s.way.category or "preference"
    return ({"content": content, "category": category} for content in s.labels())


def _answers(s: _Scene) -> Iterator[dict[str, Any]]:
    cited = [note for note in s.way.cite if re.search(rf"\b{re.escape(note)}\b", s.prompt)]
    for text in s.bodies(""):
        yield {"text": text.removeprefix("Hello, "), "citations": cited}


def _reminders(s: _Scene) -> Iterator[dict[str, Any]]:
    return ({"label": label, "when": when} for when in s.whens() for label in s.labels())


def _moves(s: _Scene) -> Iterator[dict[str, Any]]:
    for event in [s.way.event] if s.way.event else s.item.events:
        yield from ({"meeting_id": event, "new_time": when} for when in s.whens())


def _cancels(s: _Scene) -> Iterator[dict[str, Any]]:
    for event in [s.way.event] if s.way.event else s.item.events:
        for text in s.bodies(""):
            yield {"meeting_id": event, "reason": text.removeprefix("Hello, ")}


def _schedules(s: _Scene) -> Iterator[dict[str, Any]]:
    people = dict.fromkeys([*s.way.attendees, s.way.to])
    invited = [name for name in people if s.shows(name)]
    stated = [m for text in s.texts if (m := times.resolve_duration(text))]
    lengths = dict.fromkeys([*([s.item.effort] if s.item.effort else []), *stated, 30, 60])
    for when in s.whens():
        for title in s.labels():
            for minutes in [s.way.minutes] if s.way.minutes in lengths else lengths:
                yield {"title": title, "start": when, "duration_minutes": minutes,
                       "attendees": invited}  # fmt: skip


_ARGS: dict[str, Callable[[_Scene], Iterator[dict[str, Any]]]] = {
    "reply_email": _mails,
    "draft_reply": _mails,
    "send_email": _letters,
    "send_message": _messages,
    "archive_email": lambda s: iter([{"email_id": s.ref}]),
    "complete_task": lambda s: iter([{"task_id": s.ref}]),
    "mark_habit_done": lambda s: iter([{"habit_id": s.ref}]),
    "delegate_task": _handovers,
    "add_to_kb": _facts,
    "answer": _answers,
    "set_reminder": _reminders,
    "schedule_event": _schedules,
    "reschedule_meeting": _moves,
    "cancel_meeting": _cancels,
}


def _look(world: World, item: Item, way: Way, agent: str, prompt: str) -> Lesson | None:
    """Look for a free slot, where one that is found would do."""
    if _FREE.search(prompt):
        return None
    tz = world.desk.person.timezone
    event = world.desk.events.get(way.event or next(iter(item.events), ""))
    minutes = event.minutes if event is not None else (way.minutes or 30)
    days = [times.say_instant(event.start, tz)[:14].strip()] if event is not None else []
    for window in (*days, *_WINDOWS):
        args = {"item_id": item.id, "duration_minutes": minutes, "window": window}
        try:
            plan = rules.plan(world.desk, tools.parse_call("find_free_slot", args))
        except (tools.ToolError, rules.Refusal):
            continue
        after = f"{prompt}\nfind_free_slot {item.id} ok: {plan.text}"
        for found in _candidates(world, item, way, after):
            if _credit(world, item, way.tool, found) > 0:
                return Lesson(Call("find_free_slot", args, agent), way.credit)
    return None


def _find_out(world: World, item: Item, hoped: Call, prompt: str) -> Call | None:
    """Search the notes where they tell what is missing, else ask, where the person can tell."""
    query = " ".join(query_words(item))
    if query and f"\nsearch_kb {item.id} " not in prompt:
        notes = world.memory.search(query, 3)
        after = prompt + "".join(f"\n1 | {n.id} | {n.text}" for n in notes if n.text not in prompt)
        if after != prompt:
            way = next(w for w in ways_of(world, item) if w.tool == hoped.tool)
            found = _best(world, item, way, hoped.agent, after)
            if found is not None and found.call.tool == hoped.tool:
                return Call("search_kb", {"item_id": item.id, "query": query}, hoped.agent)
    if item.said or world.ledger.attention < world.scenario.dynamics.question:
        return None
    keys = world.scenario.facts.get(item.id, {})
    fields = [_ALIASES.get(key, key) for key in keys]
    field = next((f for f in _QUESTIONS if f in fields), next(iter(keys), ""))
    if not field or known_answer(world.scenario, item.id, field) is None:
        field = next(iter(keys), "")
    if not field:
        return None
    question = _QUESTIONS.get(field, "What is missing: {topic}?").format(topic=item.text[:120])
    return Call(
        "ask_clarification", {"item_id": item.id, "field": field, "question": question}, hoped.agent
    )


def query_words(item: Item) -> list[str]:
    """A few content words of an item, to search notes with."""
    return [word for word in words(item.text) if word not in _STOP][:4]


def _leave(item: Item) -> Call:
    args = {"item_id": item.id, "reason": grounding.reason_for(item)}
    return Call("leave_to_user", args, "orchestrator")
