"""Which day a reset asks for: a name, a split and an index, or a whole day as JSON.

Apart from the environment, because the server lists tasks and the web page offers them without
beginning a day.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NoReturn

from assistant.contract.errors import UserError
from env_adapter.errors import EnvError
from env_adapter.hostile import clean
from scenarios import Scenario, load_scenario, parse_scenario, scenario_names
from scenarios.families import families, family, from_name

DEFAULT_TASK = "sample"
DEFAULT_SPLIT = "days"
MAX_SCENARIO_BYTES = 500_000
MAX_MEETINGS = 200

TRAIN, HELDOUT = 5000, 1000
"""How many generated days the splits list; a name may give any other seed."""


@dataclass(frozen=True, slots=True)
class Split:
    """A list of tasks that is never built: each name follows from its index."""

    count: Callable[[], int]
    name: Callable[[int], str]
    describe: Callable[[str], dict[str, Any]]


@cache
def _days() -> tuple[str, ...]:
    return scenario_names()


def _describe_day(name: str) -> dict[str, Any]:
    scenario = load_scenario(name)
    return {
        "title": scenario.title,
        "description": scenario.description,
        "max_steps": scenario.max_episode_steps,
    }


def _generated(split: str, listed: int) -> Split:
    """The families of a split in turn, seed by seed, so that any first part has them all."""

    def name(index: int) -> str:
        kinds = families(split)
        return f"{kinds[index % len(kinds)]}:{index // len(kinds)}"

    return Split(lambda: listed if families(split) else 0, name, _describe_generated)


def _describe_generated(name: str) -> dict[str, Any]:
    kind, _, seed = name.partition(":")
    described = family(kind).summary
    return {"family": kind, "seed": int(seed), "level": "medium", "description": described}


SPLITS = {
    "days": Split(lambda: len(_days()), lambda n: _days()[n], _describe_day),
    "train": _generated("train", TRAIN),
    "heldout": _generated("heldout", HELDOUT),
}


def count(split: str) -> int:
    """How many tasks a split has."""
    return _split(split).count()


def first_names() -> list[str]:
    """The hand-written days and the first day of every family."""
    return [*_days(), *(f"{kind}:0" for kind in families())]


def describe(split: str, index: int) -> dict[str, Any]:
    """One task.

    Raises:
        IndexError: the split has fewer tasks.
    """
    found = _split(split)
    if not 0 <= index < found.count():
        raise IndexError(f"{split} has {found.count()} tasks, not {index}")
    name = found.name(index)
    return {"id": name, "index": index, **found.describe(name)}


def pick(wanted: Mapping[str, Any]) -> Scenario:
    """The day that a reset asks for.

    Raises:
        EnvError: there is no such day.
    """
    try:
        if wanted.get("scenario") is not None:
            return _inline(wanted["scenario"])
        if wanted.get("split") is not None or wanted.get("index") is not None:
            return _by_name(_at(wanted.get("split"), wanted.get("index")))
        return _by_name(wanted.get("task") or DEFAULT_TASK)
    except EnvError:
        raise
    except UserError as error:
        raise EnvError(str(error)) from error


def _at(split: object, index: object) -> str:
    found = _split(clean(split, 40) or DEFAULT_SPLIT)
    index = index or 0
    if isinstance(index, bool) or not isinstance(index, int) or not 0 <= index < found.count():
        _refuse(f"index must be an integer from 0 to {found.count() - 1}")
    return found.name(index)


def _by_name(task: object) -> Scenario:
    # Only names: `load_scenario` would also read any file on the server's disk.
    if isinstance(task, str) and task in _days():
        return load_scenario(task)
    if isinstance(task, str) and task.partition(":")[0] in families():
        return from_name(task)
    _refuse(
        f"no task {clean(task, 40)!r}; there are {', '.join(_days())} "
        f"and FAMILY:SEED of {', '.join(families())}"
    )


def _inline(scenario: object) -> Scenario:
    if isinstance(scenario, Scenario):
        return scenario
    try:
        text = scenario if isinstance(scenario, str) else json.dumps(scenario)
        if len(text) > MAX_SCENARIO_BYTES:
            _refuse(f"the scenario is larger than {MAX_SCENARIO_BYTES} bytes")
        data = json.loads(text)
    except (TypeError, ValueError, RecursionError) as error:
        raise EnvError(f"the scenario is not JSON: {error}") from error
    if isinstance(data, dict) and not data.get("items"):
        meetings = data.get("meetings")
        # Overlaps are found pair by pair, so a small frame could ask for millions of items.
        if isinstance(meetings, list) and len(meetings) > MAX_MEETINGS:
            _refuse(f"the scenario has more than {MAX_MEETINGS} meetings and no items")
    found = parse_scenario(data)
    return found if found.name else found.model_copy(update={"name": "inline"})


def _split(name: str) -> Split:
    if name not in SPLITS:
        _refuse(f"no split {clean(name, 40)!r}; there are {', '.join(SPLITS)}")
    return SPLITS[name]


def _refuse(message: str) -> NoReturn:
    raise EnvError(message)
