"""Reference policies and the loop that plays them: what grades and returns are compared with.

Only `oracle` reads what the day hides. The others see the briefing, like any policy.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from assistant.contract import rules, times, tools
from assistant.contract.day import Item
from env_adapter.exploits import EXPLOITS, Exploit, Script
from env_adapter.graders import Grade, grade
from env_adapter.oracle import Call, Oracle
from env_adapter.profile import Profile
from env_adapter.world import World
from scenarios.chance import draw

Policy = Callable[[World], Call]

_FINISH = Call("finish", {"summary": "Done for today."}, "orchestrator")


@dataclass
class Played:
    """A day that a policy has played."""

    calls: list[Call] = field(default_factory=list)
    rewards: list[float] = field(default_factory=list)
    sums: dict[str, float] = field(default_factory=dict)
    """Sum of every rubric node's scores."""
    hashes: list[str] = field(default_factory=list)
    grade: Grade | None = None

    @property
    def return_(self) -> float:
        """The sum of rewards."""
        return sum(self.rewards)


def play(world: World, policy: Policy, profile: Profile | None = None) -> Played:
    """Play a day to its end."""
    # OpenEnv's package loads a web server, which takes seconds; playing without scores does not.
    from env_adapter.rubrics import DayRubric

    rubric, played = DayRubric(profile), Played()
    while not world.is_over:
        call = policy(world)
        step = world.step(call.tool, call.args, agent=call.agent)
        played.calls.append(call)
        played.rewards.append(rubric.reward(step.decision))
        played.hashes.append(world.state_hash)
        for name, score in rubric.breakdown().items():
            played.sums[name] = played.sums.get(name, 0.0) + score
    played.grade = grade(world)
    return played


def do_nothing(seed: int = 0) -> Policy:
    """Let the day pass."""
    return lambda world: Call("do_nothing", {}, "orchestrator")


class Random:
    """Any tool on any item, with arguments that the briefing offers; not always valid."""

    def __init__(self, seed: int = 0) -> None:
        """Choose by `seed`."""
        self._seed = seed
        self._n = 0

    def __call__(self, world: World) -> Call:
        """The next call."""
        items = world.briefing().items
        if not items:
            return _FINISH
        item = self._one(items)
        agent = self._one(tuple(tools.Agent))
        tool = self._one(tools.tools_for(agent))
        args: dict[str, Any] = {}
        for name in tool.model_fields:
            args[name] = self._argument(name, item, world)
        return Call(tool.name, args, str(agent))

    def _argument(self, name: str, item: Item, world: World) -> Any:
        days = ("today 18:00", "tomorrow 9:00", "tomorrow 14:00", "Friday 10:30", "every day 7:30")
        people = [*item.people, *world.desk.contacts] or ["nobody"]
        events = [*item.events, *world.desk.events] or ["m1"]
        refs = {"email_id": item.ref, "task_id": item.ref, "habit_id": item.ref}
        choices: dict[str, Any] = {
            "item_id": item.id, "meeting_id": self._one(events), "duration_minutes": 30,
            "attendees": [], "citations": [], "contact": self._one(people),
            "to": self._one(people), "agent": self._one(tools.SUB_AGENTS),
            "category": "preference", "field": self._one(("time", "recipient", "duration")),
        }  # fmt: skip
        if name in {"start", "new_time", "when", "until", "window"}:
            return self._one(days)
        return refs.get(name) or choices.get(name, f"About {item.text[:120]}")

    def _one(self, values: Any) -> Any:
        self._n += 1
        return values[draw(self._seed, "random", self._n, len(values))]


class Greedy:
    """Takes items in a given order and does the usual thing with each, reading no text."""

    def __init__(self, key: Callable[[World, Item], tuple[Any, ...]]) -> None:
        """Order items by `key`."""
        self._key = key

    def __call__(self, world: World) -> Call:
        """The next call."""
        items = [i for i in world.briefing().items if i.tries < 2]
        if not items:
            return _FINISH
        item = min(items, key=lambda i: self._key(world, i))
        return _usual(world, item)


def greedy(seed: int = 0) -> Policy:
    """What is loudest first: by stated priority, then by deadline, whoever it serves."""
    ranks = {"critical": 0, "high": 1, "normal": 2, "low": 3}
    return Greedy(lambda world, i: (ranks[i.priority], i.due or 10**9, i.id))


def keyword(seed: int = 0) -> Policy:
    """Personal things first, then work, in the order of arrival: Butler's rule."""
    tiers = {"personal": 0, "professional": 1, "other": 2}
    return Greedy(lambda world, i: (tiers[i.tier], i.arrived, i.id))


class Spam:
    """Writes to somebody about everything."""

    def __init__(self, seed: int = 0) -> None:
        """Make a player; the seed is not used."""
        self._n = 0

    def __call__(self, world: World) -> Call:
        """The next call."""
        items = world.briefing().items
        names = list(world.desk.contacts)
        if not items or not names:
            return _FINISH
        self._n += 1
        args = {"item_id": items[0].id, "contact": names[self._n % len(names)],
                "body": "Thanks, noted, will do."}  # fmt: skip
        return Call("send_message", args, "email")


def _usual(world: World, item: Item) -> Call:
    """What is usually done with an item of this kind."""
    if item.source == "conflict":
        return _move(world, item)
    if item.source in {"you", "promise"}:
        return _request(item)
    text = f"Thank you for your message about {item.text[:80]}. I will get back to you shortly."
    by_source: dict[str, tuple[str, dict[str, Any], str]] = {
        "mail": ("reply_email", {"email_id": item.ref, "body": text}, "email"),
        "task": ("complete_task", {"task_id": item.ref}, "task"),
        "habit": ("mark_habit_done", {"habit_id": item.ref}, "habit"),
    }
    tool, args, agent = by_source[item.source]
    return Call(tool, {"item_id": item.id, **args}, agent)


def _request(item: Item) -> Call:
    """What a typed request asks for, by its verb."""
    lower = item.text.casefold()
    if "remind" in lower:
        when = next((phrase.text for phrase in times.find_phrases(item.text)), "tomorrow 9:00")
        args = {"item_id": item.id, "label": item.text[:120], "when": when}
        return Call("set_reminder", args, "habit")
    if "remember" in lower or "note" in lower:
        args = {"item_id": item.id, "content": item.text, "category": "preference"}
        return Call("add_to_kb", args, "knowledge")
    return Call("leave_to_user", {"item_id": item.id, "reason": "not clear"}, "orchestrator")


def _move(world: World, item: Item) -> Call:
    event = world.desk.events[item.events[-1]]
    now = world.desk.now
    week = times.Window(now + 30, now + 7 * 24 * 60)
    slots = rules.free_slots(world.desk, week, max(event.minutes, 5), item)
    if not slots:
        return Call("leave_to_user", {"item_id": item.id, "reason": "no free time"}, "orchestrator")
    when = times.say_instant(slots[0], world.desk.person.timezone)
    args = {"item_id": item.id, "meeting_id": event.id, "new_time": when}
    return Call("reschedule_meeting", args, "meeting")


def _cheat(script: Script) -> Callable[[int], Policy]:
    return lambda seed: Exploit(script)


POLICIES: dict[str, Callable[[int], Policy]] = {
    "do_nothing": do_nothing,
    "random": Random,
    "spam": Spam,
    "keyword": keyword,
    "greedy": greedy,
    "oracle": Oracle,
    **{f"exploit:{name}": _cheat(script) for name, script in EXPLOITS.items()},
}
"""Reference policies by name; each takes a seed."""
