"""Standing permissions: "always" for one tool and one recipient, listed and revocable.

Never for what cannot be undone and never for what text from outside brought about, whatever a
file says: `allows` looks at the call again each time.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.contract.day import Event, Item
from assistant.contract.tools import TOOLS, Effect, ToolError, parse_call
from assistant.guard import HumanInterrupt, HumanResponse

_RECIPIENT = ("to", "contact")


@dataclass(frozen=True, slots=True)
class Permission:
    """One tool, one recipient."""

    tool: str
    recipient: str

    def say(self) -> str:
        """In words."""
        return f"{self.tool} for {self.recipient}"


def effect_of(pending: HumanInterrupt) -> Effect:
    """How far the call reaches; a tool that is not known counts as irreversible."""
    tool = TOOLS.get(pending["action_request"]["action"])
    return tool.effect if tool else Effect.IRREVERSIBLE


def permission_for(
    pending: HumanInterrupt, item: Item | None, events: Iterable[Event]
) -> Permission | None:
    """The narrow permission that would cover the call; None where none may."""
    request = pending["action_request"]
    if effect_of(pending) is Effect.IRREVERSIBLE or item is None or item.tainted:
        return None
    recipient = _recipient(request["args"], events)
    return Permission(request["action"], recipient) if recipient else None


def as_answered(pending: HumanInterrupt, response: HumanResponse) -> HumanInterrupt | None:
    """The call that the person's word lets happen; None where it lets nothing happen."""
    request = pending["action_request"]
    match response["type"]:
        case "accept":
            return pending
        case "edit":
            args = dict(response["args"]["args"])
            return {**pending, "action_request": {"action": request["action"], "args": args}}
        case _:
            return None


def is_same_call(allowed: HumanInterrupt, tool: str, args: Mapping[str, Any]) -> bool:
    """Whether what was done is what was allowed, apart from how it was spelt."""
    request = allowed["action_request"]
    return _canonical(request["action"], request["args"]) == _canonical(tool, args)


class Permissions:
    """The standing permissions, kept in a file so that they can be seen and revoked."""

    def __init__(self, path: Path) -> None:
        """Read them from `path`; what cannot be read grants nothing."""
        self._path = path
        self._granted: list[Permission] = []
        try:
            rows = json.loads(path.read_text("utf-8"))
            self._granted = [Permission(str(r["tool"]), str(r["recipient"])) for r in rows]
        except (OSError, ValueError, TypeError, KeyError):
            self._granted = []

    def listed(self) -> tuple[Permission, ...]:
        """All of them, oldest first."""
        return tuple(self._granted)

    def grant(self, permission: Permission) -> None:
        """Add one."""
        if permission not in self._granted:
            self._granted.append(permission)
            self._save()

    def revoke(self, permission: Permission) -> None:
        """Take one back; from now on the call asks again."""
        if permission in self._granted:
            self._granted.remove(permission)
            self._save()

    def allows(self, pending: HumanInterrupt, item: Item | None, events: Iterable[Event]) -> bool:
        """Whether a standing permission covers the call."""
        return permission_for(pending, item, events) in self._granted

    def _save(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._path.write_text(json.dumps([asdict(p) for p in self._granted], indent=1), "utf-8")


def _canonical(tool: str, args: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    try:
        return tool, parse_call(tool, args).args()
    except ToolError:
        return tool, dict(args)


def _recipient(args: dict[str, Any], events: Iterable[Event]) -> str:
    for key in _RECIPIENT:
        if args.get(key):
            return str(args[key])
    event = next((e for e in events if e.id == args.get("meeting_id")), None)
    return ", ".join(sorted(event.attendees)) if event else ""
