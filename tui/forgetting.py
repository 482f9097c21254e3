"""What the terminal shows before a note is forgotten, and who forgets it.

Plain records and a protocol; `majordomo.forget_notes` fills them in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tui.session import Session


@dataclass(frozen=True, slots=True)
class Leaving:
    """A note that would go."""

    id: str
    """As commands take it."""
    text: str
    source: str
    time: str
    """ISO 8601; empty where the note has none."""


@dataclass(frozen=True, slots=True)
class ForgetPlan:
    """What forgetting comes to, before it is agreed to."""

    notes: tuple[Leaving, ...]
    undo_lost: int = 0
    """Calls that could not be undone any more."""
    back_at_once: tuple[str, ...] = ()
    """Files of the person's own that say it and are read at each start: while they do, forgetting
    would last until the next one."""
    own_files: tuple[str, ...] = ()
    """Other files of theirs that say it; these stay as they are."""
    own_items: tuple[str, ...] = ()
    """Texts of items that say it: they are the person's own, and sessions show them again."""


class Forgetter(Protocol):
    """Forgets notes of the session that is open."""

    def plan(self, note_ids: Sequence[str]) -> ForgetPlan:
        """What would go; changes nothing.

        Raises:
            UserError: these are no notes of the person's own, or none at all.
        """

    async def forget(self, note_ids: Sequence[str]) -> Session:
        """Close the session, forget the notes wherever they are kept, and open the session again.

        What came of it, and what holds words of them still, is among the notices.
        """
