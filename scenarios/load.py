"""Reading days: from a file, by name, or from JSON that somebody sent.

Whatever is wrong becomes one `ScenarioError` that names the file, the JSON path and the field.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from assistant.contract.errors import UserError
from scenarios.desk import minutes_in, to_desk
from scenarios.families import FAMILIES, from_name
from scenarios.hidden import Drift
from scenarios.outlook import known_items
from scenarios.schema import Scenario

DAYS = Path(__file__).parent / "days"

MAX_BYTES = 1_000_000
"""Size of a day that is read at all: far above a full mailbox, far below a nuisance."""


_T = TypeVar("_T")


class ScenarioError(UserError):
    """A day that cannot be read or makes no sense."""


def scenario_names() -> tuple[str, ...]:
    """Names of the days that come with the project."""
    return _names(DAYS, DAYS.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _names(folder: Path, modified: int) -> tuple[str, ...]:
    """The names in a folder, looked at again only after something came or went there."""
    return tuple(sorted(path.stem for path in folder.glob("*.json")))


def load_scenario(path_or_name: str | Path, drift: str | Path | None = None) -> Scenario:
    """Read a day from a file, one of `scenario_names` by its name, or generate one.

    Args:
        path_or_name: A JSON file in our layout or in Ghostexec's, a name, or
            `family:seed[:level[:twin]]`.
        drift: A file of drift events to add, such as Ghostexec's `events` files.

    Raises:
        UserError: no such day, not JSON, or not a day.
    """
    path = Path(path_or_name)
    if not path.suffix and str(path_or_name) in scenario_names():
        path = DAYS / f"{path_or_name}.json"
    is_generated = str(path_or_name).partition(":")[0] in FAMILIES
    scenario = from_name(str(path_or_name)) if is_generated else _read(path, _as_day)
    if drift is not None:
        events = _read(Path(drift), _as_json)
        listed = events.get("events") if isinstance(events, Mapping) else events
        scenario = scenario.model_copy(
            update={"drift": [*scenario.drift, *_drift(listed, str(drift))]}
        )
    return scenario


def parse_scenario(data: object, source: str = "scenario") -> Scenario:
    """Validate a day given as JSON values.

    Raises:
        ScenarioError: not a day; the message says where.
    """
    if not isinstance(data, Mapping):
        raise ScenarioError(f"{source}: $: a day is a JSON object, not {type(data).__name__}")
    if "simulation_time" not in data and "events" in data:
        raise ScenarioError(f"{source}: $: this is a drift file; give it beside a day as `drift`")
    if "schema_version" not in data:
        data = _from_ghostexec(data)
    try:
        scenario = Scenario.model_validate(dict(data))
    except ValidationError as error:
        raise ScenarioError(f"{source}: {_first(error)}") from error
    _check(scenario, source)
    return scenario


def scenario_to_json(scenario: Scenario) -> dict[str, Any]:
    """The day as JSON values, defaults left out; `parse_scenario` reads it back."""
    data = scenario.model_dump(mode="json", exclude_defaults=True)
    return {"schema_version": scenario.schema_version} | data


def _from_ghostexec(data: Mapping[str, Any]) -> dict[str, Any]:
    """A file without a version is a Ghostexec file: its actions cost no approval.

    It leaves the unit of `effort` open: words and numbers below five are read as sizes and hours.
    """
    tasks = data.get("tasks")
    if isinstance(tasks, list):
        tasks = [
            {**t, "effort": _effort(t["effort"])} if isinstance(t, Mapping) and "effort" in t else t
            for t in tasks
        ]
    return {"approvals": {"cost": 0}} | dict(data) | ({"tasks": tasks} if tasks else {})


def _effort(value: object) -> object:
    sizes = {"low": 15, "small": 15, "medium": 45, "high": 120, "large": 120}
    if isinstance(value, str):
        return sizes.get(value.strip().casefold(), value)
    if isinstance(value, int | float) and 0 < value < 5:
        return int(value * 60)
    return value


def _read(path: Path, reader: Callable[[Path, int], _T]) -> _T:
    """What `reader` makes of a file; read again only after the file has changed."""
    try:
        stat = path.stat()
        if stat.st_size > MAX_BYTES:
            raise ScenarioError(f"{path}: larger than {MAX_BYTES} bytes")
        return reader(path, stat.st_mtime_ns)
    except OSError as error:
        names = ", ".join(scenario_names())
        advice = f"give a JSON file, one of {names}, or FAMILY:SEED of {', '.join(FAMILIES)}"
        raise ScenarioError(f"{path}: cannot be read; {advice}") from error
    except (ValueError, RecursionError) as error:
        raise ScenarioError(f"{path}: not JSON: {error}") from error


@lru_cache(maxsize=64)
def _as_day(path: Path, modified: int) -> Scenario:
    scenario = parse_scenario(_as_json(path, modified), str(path))
    return scenario if scenario.name else scenario.model_copy(update={"name": path.stem})


def _as_json(path: Path, modified: int) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _drift(events: object, source: str) -> list[Drift]:
    if not isinstance(events, list):
        raise ScenarioError(f"{source}: $.events: a list of drift events is missing")
    try:
        return [Drift.model_validate(event) for event in events]
    except ValidationError as error:
        raise ScenarioError(f"{source}: $.events: {_first(error)}") from error


def _first(error: ValidationError) -> str:
    """The first complaint, with its JSON path and the number of the others."""
    details = error.errors(include_url=False, include_input=False)
    steps = [f"[{s}]" if isinstance(s, int) else f".{s}" for s in details[0]["loc"]]
    more = f" (and {len(details) - 1} more)" if len(details) > 1 else ""
    return f"${''.join(steps)}: {details[0]['msg']}{more}"


def _later_moments(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """The times that a desk does not hold, because they come later or are hidden."""
    found: list[tuple[str, str | None]] = [("ends", scenario.ends)]
    found += [(f"emails[{n}].arrives", mail.arrives) for n, mail in enumerate(scenario.emails)]
    for n, chat in enumerate(scenario.chat):
        found += [(f"chat[{n}].at", chat.at), (f"chat[{n}].due", chat.due)]
    found += [(f"drift[{n}].at", drift.at) for n, drift in enumerate(scenario.drift)]
    for n, contact in enumerate(scenario.contacts):
        for span in contact.away:
            found += [(f"contacts[{n}].away", span.start), (f"contacts[{n}].away", span.end)]
    for item_id, need in scenario.must.items():
        found.append((f"must.{item_id}.due", need.due))
        for way in need.ways:
            found += [(f"must.{item_id}.ways", way.earliest), (f"must.{item_id}.ways", way.latest)]
    yield from ((field, moment) for field, moment in found if moment is not None)


def _check(scenario: Scenario, source: str) -> None:
    """What fields cannot say one by one: unique ids, a real zone, `must` and `facts` that fit."""
    for kind in (
        "emails",
        "meetings",
        "tasks",
        "habits",
        "promises",
        "chat",
        "notes",
        "reminders",
    ):
        ids = [spec.id for spec in getattr(scenario, kind)]
        double = next((n for n, i in enumerate(ids) if i in ids[:n]), None)
        if double is not None:
            raise ScenarioError(f"{source}: $.{kind}[{double}].id: {ids[double]!r} is taken")
    owners: dict[str, str] = {}
    for kind in ("emails", "tasks", "habits", "promises", "chat"):
        for n, spec in enumerate(getattr(scenario, kind)):
            if owners.setdefault(spec.id, kind) != kind:
                where = f"{source}: $.{kind}[{n}].id"
                raise ScenarioError(f"{where}: {spec.id!r} is taken in {owners[spec.id]}")
    _check_drift(scenario, owners, source)
    try:
        to_desk(scenario)
        known = known_items(scenario)
        utc = minutes_in(scenario.person.timezone)
        for field, moment in _later_moments(scenario):
            utc(moment, field)
    except ValueError as error:
        raise ScenarioError(f"{source}: {error}") from error
    for field in ("must", "facts"):
        for item_id in getattr(scenario, field):
            if item_id not in known:
                raise ScenarioError(
                    f"{source}: $.{field}.{item_id}: there is no such item; "
                    f"this day has {', '.join(sorted(known)) or 'none'}"
                )


def _check_drift(scenario: Scenario, owners: dict[str, str], source: str) -> None:
    """What drift adds has ids of its own, and prepared meetings exist."""
    meetings = {meeting.id for meeting in scenario.meetings}
    taken = meetings | owners.keys()
    for n, drift in enumerate(scenario.drift):
        for kind in ("add_email", "add_task", "add_meeting"):
            new = getattr(drift, kind)
            if new is not None and new.id in taken:
                raise ScenarioError(f"{source}: $.drift[{n}].{kind}.id: {new.id!r} is taken")
            taken |= {new.id} if new is not None else set()
    meetings |= {drift.add_meeting.id for drift in scenario.drift if drift.add_meeting}
    for n, task in enumerate(scenario.tasks):
        if task.prepares and task.prepares not in meetings:
            where = f"{source}: $.tasks[{n}].prepares"
            raise ScenarioError(f"{where}: there is no meeting {task.prepares!r}")
