"""What came of a call: the one line that the model, the journal and the person all read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from assistant.contract.notes import Note

NOTHING_SENT = (
    "No mail account is connected, so nothing left this machine: "
    "the message is in the Outbox folder of your mail."
)
"""What a front end says beside every message that was approved."""

OutcomeStatus = Literal["ok", "asked", "waiting", "denied", "invalid", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of one call on a workspace."""

    tool: str
    item_id: str
    status: OutcomeStatus
    text: str
    """What happened, or what is wrong and what would be right."""
    notes: tuple[Note, ...] = ()
    """What a search found."""
    day_over: bool = False
    """Nothing more can be done on this workspace now."""

    @property
    def is_ok(self) -> bool:
        """Whether the call had its effect (a question that was put counts)."""
        return self.status in {"ok", "asked"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the person, or a policy in their place, says of a call that needs consent."""

    kind: Literal["accept", "edit", "deny", "wait"]
    reason: str = ""
    """Why it was denied; the model reads it."""
    args: Mapping[str, Any] | None = None
    """The arguments as the person edited them."""
