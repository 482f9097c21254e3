"""Utterances with the call that is right for each: the record, its file, and when values agree.

Where a call is compared with its label, what code resolves (times, names) is compared by what it
resolves to, because that is what the call would do.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.contract import times
from assistant.contract.day import Contact, Event, Item, Person, Task
from assistant.contract.desk import Desk, people_in
from assistant.contract.lexical import word_set, words
from assistant.contract.notes import Note
from assistant.contract.tiers import infer_tier
from assistant.contract.tools import Agent, tools_for
from env_adapter.people import SAME_FIELDS
from training.errors import TrainingError

AGENTS = ("meeting", "email", "habit", "knowledge", "task", "none")
"""Where an utterance can go; `none` leaves it to the person."""

NOW = "2026-05-13T08:20"
"""When an utterance is typed that gives no time of its own: a Wednesday morning."""

PERSON = Person()
"""Who types: nobody in particular, in UTC."""

_TIMES = frozenset({"start", "new_time", "when", "window"})
_NAMES = frozenset({"to", "contact"})
_CARRIED = frozenset({"content", "body"})
_TITLES = frozenset({"title", "label"})
_WORD = re.compile(r"[^\W_]+")
# A title with or without its article is the same title.
_SMALL = frozenset({"a", "an", "the", "my", "our", "your"})


class _Line(BaseModel):
    """One line of the file, as written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str
    agent: str
    tool: str | tuple[str, ...]
    args: dict[str, Any] = {}
    people: tuple[str, ...] = ()
    notes: tuple[dict[str, str], ...] = ()
    events: tuple[dict[str, Any], ...] = ()
    tasks: tuple[dict[str, str], ...] = ()
    now: str = NOW


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One utterance, what is known when it is typed, and the right call."""

    text: str
    agent: str
    """One of `AGENTS`."""
    tools: tuple[str, ...]
    """The tools that are equally right."""
    args: dict[str, tuple[Any, ...]]
    """Argument to the values that are equally right; an argument not named here is free text."""
    people: tuple[str, ...] = ()
    """Names in the address book."""
    notes: tuple[Note, ...] = ()
    events: tuple[Event, ...] = ()
    tasks: tuple[Task, ...] = ()
    """The utterance is itself the task whose text it is."""
    now: int = 0
    """UTC minutes."""

    @property
    def item_id(self) -> str:
        """Id of the item that the utterance becomes."""
        return next((task.id for task in self.tasks if task.text == self.text), "y1")

    def desk(self) -> Desk:
        """A desk with this utterance as its only item."""
        desk = Desk(PERSON, self.now)
        desk.contacts = {name: Contact(name, _address(name)) for name in self.people}
        desk.events = {event.id: event for event in self.events}
        desk.tasks = {task.id: task for task in self.tasks}
        tier = infer_tier(self.text)
        if self.item_id in desk.tasks:
            people = people_in(self.text, desk.contacts.values())
            desk.items[self.item_id] = Item(
                self.item_id, "task", self.text, tier, self.item_id, people=people, arrived=self.now
            )
        else:
            desk.say(self.text, tier=tier)
        return desk


def load(path: Path) -> list[Phrasing]:
    """The phrasings of a file of JSON lines.

    Raises:
        TrainingError: the file cannot be read, or a line is no phrasing; says which.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise TrainingError(f"{path} cannot be read: {error}") from error
    found = []
    for number, line in enumerate(lines, 1):
        try:
            found.append(_phrasing(_Line.model_validate(json.loads(line))))
        except (ValidationError, ValueError, KeyError, TypeError) as error:
            said = " ".join(str(error).split())[:120]
            raise TrainingError(f"{path}, line {number} is no phrasing: {said}") from error
    return found


def is_right(desk: Desk, key: str, value: Any, accepted: Sequence[Any]) -> bool:
    """Whether the value of an argument means the same as one of those that are right.

    Of a text that is kept or sent the label gives the words that it may not lack.
    """
    if key in _CARRIED:
        return any(word_set(one) <= word_set(value) for one in accepted)
    if key == "field":
        return any(_is_same_field(one, value) for one in accepted)
    found = _meaning(desk, key, value)
    return found is not None and any(found == _meaning(desk, key, one) for one in accepted)


def _meaning(desk: Desk, key: str, value: Any) -> object:
    """What a value comes to, to be compared; None where code cannot resolve it."""
    if key in _TIMES:
        return resolve(key, value, desk.now)
    if key in _NAMES:
        return _name(desk, value)
    if key == "attendees":
        return frozenset(_name(desk, name) for name in value)
    if key == "citations":
        return frozenset(value)
    if key in _TITLES:
        return [word for word in _WORD.findall(value.casefold()) if word not in _SMALL]
    return value


def resolve(
    key: str, phrase: str, now: int
) -> times.Instant | times.Recurrence | times.Window | None:
    """What a time argument means, as the rules of the desk read it; None if it is not clear."""
    readings: list[Any] = []
    if key == "window":
        readings += [times.resolve_window(phrase, now, PERSON.timezone)]
        readings += [times.resolve_day(phrase, now, PERSON.timezone)]
    elif key == "when":
        readings += [times.resolve_when(phrase, now, PERSON.timezone)]
    else:
        readings += [times.resolve_instant(phrase, now, PERSON.timezone)]
    clear = (times.Instant, times.Recurrence, times.Window)
    return next((reading for reading in readings if isinstance(reading, clear)), None)


def _name(desk: Desk, name: str) -> str:
    contact = desk.contact(name)
    return (contact.name if contact else " ".join(name.split())).casefold()


def _is_same_field(wanted: str, asked: str) -> bool:
    """Whether two names mean the same field, as the simulated person understands them."""
    mine, theirs = (set(words(f.replace("_", " "))) | {f.casefold()} for f in (wanted, asked))
    return bool(mine & theirs) or any(mine & same and theirs & same for same in SAME_FIELDS)


def _phrasing(line: _Line) -> Phrasing:
    now = times.parse_iso(line.now, PERSON.timezone)
    if now is None:
        raise ValueError(f"{line.now!r} is no ISO time")
    names = (line.tool,) if isinstance(line.tool, str) else line.tool
    agent = Agent.ORCHESTRATOR if line.agent == "none" else Agent(line.agent)
    known = {tool.name: tool for tool in tools_for(agent)}
    strange = [name for name in names if name not in known]
    fields = {key for name in names if name in known for key in known[name].model_fields}
    strange += [key for key in line.args if key not in fields]
    if strange:
        raise ValueError(f"the {line.agent} agent has no {strange[0]!r} there")
    return Phrasing(
        line.text,
        line.agent,
        names,
        {key: _accepted(key, value) for key, value in line.args.items()},
        line.people,
        tuple(Note(note["id"], note["text"]) for note in line.notes),
        tuple(_event(event) for event in line.events),
        tuple(Task(task["id"], task["text"]) for task in line.tasks),
        now,
    )


def _accepted(key: str, value: Any) -> tuple[Any, ...]:
    """The values that are equally right: a list says several, except that citations are a list."""
    return tuple(value) if isinstance(value, list) and key != "citations" else (value,)


def _event(event: Mapping[str, Any]) -> Event:
    start = times.parse_iso(event["start"], PERSON.timezone)
    if start is None:
        raise ValueError(f"{event['start']!r} is no ISO time")
    attendees = tuple(event.get("attendees", ()))
    return Event(event["id"], event["title"], start, int(event["minutes"]), attendees)


def _address(name: str) -> str:
    return f"{name.casefold().replace(' ', '.')}@mail.example"
