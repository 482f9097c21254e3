"""A visitor's day on the web page: what was chosen and done, and nothing else.

A day is played again from its beginning whenever it is shown. That takes milliseconds, and it
means that the page holds no session: none can leak, be shared by two visitors or go stale.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.contract.clock import say_clock
from assistant.contract.tools import TOOLS
from env_adapter.environment import MajordomoEnvironment
from env_adapter.errors import EnvError
from env_adapter.models import MajordomoAction, MajordomoObservation

MAX_SEED = 2**53
"""What a number field of a browser can hold exactly."""

_EMPTY: dict[str, object] = {"integer": 30, "array": [], "number": 0, "boolean": False}


@dataclass(frozen=True, slots=True)
class WebDay:
    """A day and the calls made on it."""

    task: str
    seed: int = 0
    calls: tuple[tuple[str, str, str], ...] = ()
    """Agent, tool and the arguments as JSON."""


@dataclass(frozen=True, slots=True)
class Row:
    """One step in the timeline."""

    clock: str
    agent: str
    tool: str
    item: str
    status: str
    text: str
    reward: float


@dataclass(frozen=True, slots=True)
class Seen:
    """A day as it stands after its calls."""

    now: MajordomoObservation
    rows: tuple[Row, ...] = ()
    sums: dict[str, float] = field(default_factory=dict)
    """Each rubric node's scores, added up."""

    @property
    def return_(self) -> float:
        """The sum of rewards."""
        return sum(row.reward for row in self.rows)


def look(day: WebDay) -> Seen:
    """Play the day's calls again.

    Raises:
        EnvError: there is no such day.
    """
    environment = MajordomoEnvironment()
    seen = Seen(environment.reset(day.seed, task=day.task))
    for agent, tool, args in day.calls:
        action = MajordomoAction(tool=tool, args=json.loads(args), agent=agent)
        seen = _after(seen, agent, environment.step(action))
    return seen


def choose(task: object, seed: object) -> WebDay:
    """A day as the form names it.

    Raises:
        EnvError: the seed is no whole number.
    """
    if isinstance(seed, bool) or not isinstance(seed, int | float) or not 0 <= seed <= MAX_SEED:
        raise EnvError("the seed must be a whole number from 0 up")
    if int(seed) != seed:
        raise EnvError("the seed must be a whole number, without a fraction")
    return WebDay(str(task or ""), int(seed))


def call(day: WebDay, agent: object, tool: object, args: object) -> WebDay:
    """The day with one more call.

    Raises:
        EnvError: the arguments are not a JSON object.
    """
    try:
        given = json.loads(str(args or "{}"))
    except (ValueError, RecursionError) as error:
        raise EnvError(f"the arguments are not JSON: {error}") from error
    if not isinstance(given, dict):
        raise EnvError('the arguments must be a JSON object, such as {"item_id": "e1"}')
    made = (str(agent or ""), str(tool or ""), json.dumps(given))
    return replace(day, calls=(*day.calls, made))


def take_back(day: WebDay) -> WebDay:
    """The day without its last call."""
    return replace(day, calls=day.calls[:-1])


def prefill(seen: MajordomoObservation, tool: str, item_id: str) -> str:
    """A tool's arguments as JSON, filled in as far as an item's briefing goes."""
    if tool not in TOOLS:
        return "{}"
    item = next((i for i in seen.day.get("items", []) if i["id"] == item_id), {"id": item_id})
    fields = TOOLS[tool].model_json_schema().get("properties", {})
    return json.dumps({n: _guess(n, s, item) for n, s in fields.items()}, indent=2)


def _guess(name: str, schema: Mapping[str, Any], item: Mapping[str, Any]) -> object:
    events = item.get("events") or [""]
    people = item.get("people") or [""]
    known = {
        "item_id": item["id"], "email_id": item.get("ref", ""), "task_id": item.get("ref", ""),
        "habit_id": item.get("ref", ""), "meeting_id": events[0], "contact": people[0],
        "to": people[0],
    }  # fmt: skip
    if name in known:
        return known[name]
    return schema["enum"][0] if "enum" in schema else _EMPTY.get(str(schema.get("type")), "")


def _after(seen: Seen, agent: str, now: MajordomoObservation) -> Seen:
    outcome = now.outcome or {}
    row = Row(
        say_clock(now.day["now"], now.day["person"].get("timezone", "UTC")), agent,
        str(outcome.get("tool", "")), str(outcome.get("item_id", "")),
        str(outcome.get("status", "")), str(outcome.get("text", "")), float(now.reward or 0.0),
    )  # fmt: skip
    sums = {name: seen.sums.get(name, 0.0) + score for name, score in now.breakdown.items()}
    return Seen(now, (*seen.rows, row), sums)
