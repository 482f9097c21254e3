"""What a rehearsal shows: the plan, the risks, what could not be simulated, and the diff.

Plain records and protocols; `majordomo.rehearse` plays the day, and both the screen and the
command draw what is here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal, Protocol

RiskKind = Literal[
    "cannot be undone", "stranger", "from outside", "conflict", "deadline", "personal time",
    "came to nothing", "not handled",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlannedCall:
    """One call of the plan and what came of it, in the simulator and on a copy of the files."""

    number: int
    """By which it is chosen; 0 where it changes nothing that could be applied."""
    item_id: str
    item_text: str
    agent: str
    tool: str
    args: Mapping[str, Any]
    effect: str
    """read, reversible, compensable or irreversible; none where it was no call."""
    status: str
    text: str
    at: int
    """About when the person would be at it, in UTC minutes."""
    needs: tuple[int, ...] = ()
    """Numbers of the calls that it builds upon."""
    in_files: str = ""
    """What the copy of the files said, where that differs from what the simulator said."""

    @property
    def is_final(self) -> bool:
        """Whether it cannot be undone, so that it is applied only where it is named."""
        return self.effect == "irreversible"


@dataclass(frozen=True, slots=True)
class Risk:
    """Something to look at before anything is applied."""

    kind: RiskKind
    text: str
    number: int = 0
    """The call that brings it, where there is one that can be chosen."""


@dataclass(frozen=True, slots=True)
class Unplayed:
    """Something of the person's that the rehearsal did not play, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What applying some of the calls comes to; applying does this or nothing."""

    numbers: tuple[int, ...]
    """The calls that would be carried out, in order."""
    refused: tuple[tuple[int, str], ...]
    """Calls that were chosen and cannot be carried out without others, and why."""
    diff: bytes
    """The unified diff of the files."""
    notes: tuple[str, ...] = ()
    """Notes that the knowledge base would keep."""

    @property
    def digest(self) -> str:
        """SHA-256 of the diff, in hex."""
        return sha256(self.diff).hexdigest()


class Rehearsal(Protocol):
    """A day that was played."""

    seed: int
    model: str
    now: int
    """The clock of the rehearsal, in UTC minutes."""
    timezone: str
    calls: Sequence[PlannedCall]
    risks: Sequence[Risk]
    unplayed: Sequence[Unplayed]

    async def preview(self, numbers: Sequence[int]) -> Preview:
        """What it comes to if these calls are applied; changes nothing.

        Raises:
            UserError: there is no call of that number.
        """

    async def apply(self, preview: Preview) -> Preview:
        """Do to the real files what `preview` shows, byte for byte, or nothing.

        Returns:
            What was done; its diff is made from the real files.

        Raises:
            UserError: the files have changed since the rehearsal, or could not be written;
                nothing was applied.
        """

    def close(self) -> None:
        """Remove the copies."""


class Rehearser(Protocol):
    """Plays the person's own day."""

    async def rehearse(self, seed: int) -> Rehearsal:
        """Play the day as it stands now; reads the person's files and changes none.

        Raises:
            UserError: there are no files to rehearse with, or they cannot be read.
        """


def undoable(calls: Sequence[PlannedCall]) -> tuple[int, ...]:
    """The calls that "all" means: what cannot be undone has to be named one by one."""
    return tuple(call.number for call in calls if call.number and not call.is_final)
