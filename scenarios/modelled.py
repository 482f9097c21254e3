"""What of a desk a scenario can hold, and what it cannot: said one by one, never dropped.

The schema of a day has limits that a person's own files know nothing of. Each thing on the desk is
made into a day of its own and read back, so that no rule of the schema is written down twice.
"""

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from assistant.contract.desk import Desk
from assistant.contract.lexical import LexicalMemory
from scenarios.desk import to_desk
from scenarios.still import from_desk

_KINDS = {
    "mails": "mail", "events": "event", "contacts": "contact", "tasks": "to-do",
    "habits": "habit", "reminders": "reminder", "promises": "promise", "items": "item",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unmodelled:
    """Something of a desk that the simulator does not have as it is."""

    id: str
    what: str
    """Its kind and its words."""
    why: str


def modelled(desk: Desk) -> tuple[Desk, list[Unmodelled]]:
    """A desk with what can be simulated, and what had to be left out or was changed.

    An item goes with the mail, to-do, habit or event that it is about.
    """
    kept = desk.copy()
    said: list[Unmodelled] = []
    gone: set[str] = set()
    for field, kind in _KINDS.items():
        records: dict[str, Any] = getattr(kept, field)
        for key, record in list(records.items()):
            why = _obstacle(desk, field, key, record)
            if field == "items" and not why and gone & {record.ref, *record.events}:
                why = "what it is about cannot be simulated"
            if why:
                del records[key]
                gone.add(key)
            elif not _survives(desk, field, key, record):
                why = "only a part of it is simulated"
            is_told = field == "items" and any(u.id == record.ref for u in said)
            if why and not is_told:
                said.append(Unmodelled(key, f"{kind}: {_words(record)}", why))
    return kept, said


def _obstacle(desk: Desk, field: str, key: str, record: object) -> str:
    """Why a day cannot hold a thing; empty where it can."""
    try:
        _alone(desk, field, key, record)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = next((str(part) for part in reversed(first["loc"]) if isinstance(part, str)), "")
        return f"{name}: {first['msg']}"
    except (ValueError, OverflowError) as error:
        return str(error).removeprefix("$.")
    return ""


def _survives(desk: Desk, field: str, key: str, record: object) -> bool:
    return bool(getattr(_alone(desk, field, key, record), field).get(key) == record)


def _alone(desk: Desk, field: str, key: str, record: object) -> Desk:
    """A desk with nothing but this thing, through a scenario and back."""
    single = Desk(desk.person, desk.now)
    setattr(single, field, {key: record})
    return to_desk(from_desk(single, LexicalMemory()))[0]


def _words(record: Any) -> str:
    names = ("text", "title", "subject", "label", "name")
    return next((str(getattr(record, name)) for name in names if hasattr(record, name)), "")
