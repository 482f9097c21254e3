"""Policies that play by simple rules: at random, loudest first, and writing to everybody."""

from collections.abc import Callable
from typing import Any

from assistant.contract import rules, times, tools
from assistant.contract.day import Item
from env_adapter.keyword import FINISH, move_last
from env_adapter.ways import Call
from env_adapter.world import World
from scenarios.chance import draw

DRAWS = 12
"""How often `Random` draws before it leaves the item: some items take few calls."""

_WHEN = (
    "today 18:00", "tomorrow 9:00", "tomorrow 14:00", "Friday 10:30", "Thursday 16:00",
    "next week Monday 11:00", "every day 7:30", "every weekday 8:15",
)  # fmt: skip


class Random:
    """Any tool on any item, with arguments that the briefing offers; only calls that can be done.

    What the rules would refuse is drawn anew, so that it is beaten by knowing what to do rather
    than by knowing what is allowed.
    """

    def __init__(self, seed: int = 0) -> None:
        """Choose by `seed`."""
        self._seed = seed
        self._n = 0

    def __call__(self, world: World) -> Call:
        """The next call."""
        items = world.briefing().items
        if not items:
            return FINISH
        item = self._one(items)
        for _ in range(DRAWS):
            agent = self._one(tuple(tools.Agent))
            tool = self._one(tools.tools_for(agent))
            args = {name: self._argument(name, item, world) for name in tool.model_fields}
            call = Call(tool.name, args, str(agent))
            if is_possible(world, call):
                return call
        args = {"item_id": item.id, "reason": "nothing comes to mind"}
        return Call("leave_to_user", args, "orchestrator")

    def _argument(self, name: str, item: Item, world: World) -> Any:
        people = [*item.people, *world.desk.contacts] or ["nobody"]
        events = [*item.events, *world.desk.events] or ["m1"]
        notes = [note.id for note in world.briefing().known.get(item.id, ())]
        refs = {"email_id": item.ref, "task_id": item.ref, "habit_id": item.ref}
        choices: dict[str, Any] = {
            "item_id": item.id, "meeting_id": self._one(events),
            "duration_minutes": self._one((15, 30, 45, 60)),
            "attendees": list(item.people[: self._below(2)]), "citations": notes[: self._below(2)],
            "contact": self._one(people), "to": self._one(people),
            "agent": self._one(tools.SUB_AGENTS), "category": self._one(("preference", "contact")),
            "field": self._one(("time", "recipient", "duration", "text")),
        }  # fmt: skip
        if name in {"start", "new_time", "when", "until", "window"}:
            return self._one(_WHEN)
        return refs.get(name) or choices.get(name, f"About {item.text[:120]}")

    def _below(self, limit: int) -> int:
        self._n += 1
        return draw(self._seed, "random", self._n, limit)

    def _one(self, values: Any) -> Any:
        return values[self._below(len(values))]


def is_possible(world: World, call: Call) -> bool:
    """Whether the rules that a person's own calendar and mail have, too, allow a call."""
    try:
        rules.plan(world.desk, tools.parse_call(call.tool, call.args))
    except (tools.ToolError, rules.Refusal):
        return False
    return True


class Greedy:
    """Takes items in a given order and does the usual thing with each, reading no text."""

    def __init__(self, key: Callable[[World, Item], tuple[Any, ...]]) -> None:
        """Order items by `key`."""
        self._key = key

    def __call__(self, world: World) -> Call:
        """The next call."""
        items = [i for i in world.briefing().items if i.tries < 2]
        if not items:
            return FINISH
        item = min(items, key=lambda i: self._key(world, i))
        return _usual(world, item)


def greedy(seed: int = 0) -> Greedy:
    """What is loudest first: by stated priority, then by deadline, whoever it serves."""
    ranks = {"critical": 0, "high": 1, "normal": 2, "low": 3}
    return Greedy(lambda world, i: (ranks[i.priority], i.due or 10**9, i.id))


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
            return FINISH
        self._n += 1
        args = {"item_id": items[0].id, "contact": names[self._n % len(names)],
                "body": "Thanks, noted, will do."}  # fmt: skip
        return Call("send_message", args, "email")


def _usual(world: World, item: Item) -> Call:
    """What is usually done with an item of this kind."""
    if item.source == "conflict":
        return move_last(world, item) or _leave(item)
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
    return _leave(item)


def _leave(item: Item) -> Call:
    return Call("leave_to_user", {"item_id": item.id, "reason": "not clear"}, "orchestrator")
