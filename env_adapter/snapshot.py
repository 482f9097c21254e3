"""Saving a world in mid-day as JSON, and going on from there: the base of forks and resumes."""

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from assistant.contract.day import (
    Contact,
    Event,
    Habit,
    Item,
    Mail,
    Person,
    Promise,
    Reminder,
    Task,
)
from assistant.contract.desk import Desk
from assistant.contract.lexical import LexicalMemory
from assistant.contract.notes import Episode, Note
from env_adapter.hashing import Chain
from env_adapter.ledger import Ledger
from env_adapter.world import World
from env_adapter.worth import worth
from scenarios.schema import Scenario

_TABLES: dict[str, type] = {
    "items": Item, "events": Event, "mails": Mail, "contacts": Contact, "tasks": Task,
    "habits": Habit, "reminders": Reminder, "promises": Promise,
}  # fmt: skip


def snapshot(world: World) -> dict[str, Any]:
    """Everything that has changed since the day began, as JSON values.

    The scenario is not part of it: it does not change, and whoever forks a day has it.
    """
    desk = world.desk
    tables = {name: _dump(list[kind], list(getattr(desk, name).values()))  # type: ignore[valid-type]
              for name, kind in _TABLES.items()}  # fmt: skip
    return {
        "seed": world.seed,
        "hash": world.state_hash,
        "now": desk.now,
        "last": desk.last,
        "person": _dump(Person, desk.person),
        "ledger": _dump(Ledger, world.ledger),
        "notes": _dump(list[Note], world.memory.notes),
        "handled": _dump(list[Episode], world.memory.handled),
        **tables,
    }


def restore(scenario: Scenario, data: dict[str, Any]) -> World:
    """The world that `data` is a snapshot of; `scenario` must be the day it was taken from."""
    world = World(scenario, data["seed"])
    desk = Desk(
        person=_load(Person, data["person"]), now=data["now"], last=data["last"],
        reserved=world.desk.reserved,
    )  # fmt: skip
    for name, kind in _TABLES.items():
        records = _load(list[kind], data[name])  # type: ignore[valid-type]
        key = "name" if name == "contacts" else "id"
        setattr(desk, name, {getattr(record, key): record for record in records})
    world.desk = desk
    world.memory = LexicalMemory(
        _load(list[Note], data["notes"]), _load(list[Episode], data["handled"])
    )
    world.ledger = _load(Ledger, data["ledger"])
    world.chain = Chain(desk, data["hash"])
    world.worth = worth(world)
    return world


def fork(world: World) -> World:
    """A second world in the same state, independent of the first."""
    return restore(world.scenario, snapshot(world))


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _dump(kind: Any, value: object) -> Any:
    return _adapter(kind).dump_python(value, mode="json")


def _load(kind: Any, data: object) -> Any:
    return _adapter(kind).validate_python(data)
