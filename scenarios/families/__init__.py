"""Families of days and the generator that makes any number of them.

A family writes days of one kind; its split decides whether training may see it. Each held-out
family joins mechanics that no training family joins, with names, texts and facts of its own.
"""

from functools import lru_cache
from importlib import import_module

from assistant.contract.errors import UserError
from scenarios.families.draft import Draft
from scenarios.families.family import Family
from scenarios.families.knobs import LEVELS, Knobs, knobs_of
from scenarios.schema import Scenario

__all__ = ["FAMILIES", "LEVELS", "Family", "Knobs", "families", "family", "from_name", "generate"]

FAMILIES = (
    "rush_hour",
    "dinner_rescue",
    "vip_meltdown",
    "inbox_triage",
    "chat_requests",
    "todo_queue",
    "ambiguous_ask",
    "priority_inversion",
    "habit_streak",
    "promise_chase",
    "after_meeting",
    "injected_errand",
    "calm_day",
    "handover_day",
    "travel_day",
)  # fmt: skip
"""Names of all families; each is a module of this package that holds a `FAMILY`."""

TWIN = "twin"


def families(split: str = "") -> tuple[str, ...]:
    """Names of the families of a split, or of all."""
    return tuple(name for name in FAMILIES if split in {"", family(name).split})


@lru_cache(maxsize=64)
def family(name: str) -> Family:
    """A family by name.

    Raises:
        UserError: there is none of that name.
    """
    if name not in FAMILIES:
        raise UserError(f"there is no family {name[:40]!r}; there are {', '.join(FAMILIES)}")
    found: Family = import_module(f"{__name__}.{name}").FAMILY
    return found


def generate(
    name: str, seed: int, level: str | Knobs = "medium", *, is_twin: bool = False
) -> Scenario:
    """A day of a family: the same one for the same arguments, on any machine.

    A twin is the same day with one thing exchanged: where the urgent item of its pair was
    personal and the other one professional, it is the other way round.

    Raises:
        UserError: no such family or level, or a negative seed.
    """
    if seed < 0:
        raise UserError(f"a seed is 0 or more, not {seed}")
    kind = family(name)
    draft = Draft(name, kind.split, seed, knobs_of(level), is_twin=is_twin)
    label = level if isinstance(level, str) else "custom"
    parts = [name, str(seed), label] + [TWIN] * is_twin
    mirror = [name, str(seed), label] + [TWIN] * (not is_twin)
    return kind.build(draft).model_copy(
        update={"name": ":".join(parts), "twin": ":".join(mirror), "family": name}
    )


def from_name(name: str) -> Scenario:
    """The day called `family:seed`, `family:seed:level` or `family:seed:level:twin`.

    Raises:
        UserError: there is no such day.
    """
    kind, *rest = name.split(":")
    seed = rest[0] if rest else "0"
    wrong = len(rest) > 3 or not seed.isascii() or not seed.isdigit() or len(seed) > 18
    if wrong or rest[2:] not in ([], [TWIN]):
        raise UserError(f"{name[:60]!r} is no day; a generated one is called FAMILY:SEED[:LEVEL]")
    return generate(kind, int(seed), (rest[1:] or ["medium"])[0], is_twin=rest[2:] == [TWIN])
