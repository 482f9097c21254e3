"""Forgetting from the terminal: the same as `majordomo kb forget`, around a session that is open.

The session lets go of its files first. What it holds in memory would otherwise be written again
after the files were cleared, and one open database keeps the old pages of another one's changes.
"""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.contract.errors import UserError
from majordomo.forgetting import forget_everywhere, undo_at_stake
from majordomo.memories import folder_of
from majordomo.options import Options
from majordomo.session import named
from memory import KnowledgeBase, Record
from memory.readers import read
from memory.record import clean
from memory.traces import Traces
from tui.forgetting import ForgetPlan, Leaving
from tui.session import Session

if TYPE_CHECKING:
    from majordomo.session import DaySession

Work = Callable[[], Sequence[str]]
"""What is done while no session is open; it returns what the person should know."""


class SessionForgetter:
    """Forgets notes of the session that is open."""

    def __init__(
        self,
        options: Options,
        session: Callable[[], "DaySession | None"],
        around: Callable[[Work], Awaitable[Session]],
    ) -> None:
        """`around` closes the session, does some work and opens the session again."""
        self._options = options
        self._session = session
        self._around = around

    def plan(self, note_ids: Sequence[str]) -> ForgetPlan:
        """What would go; changes nothing."""
        session = self._session()
        kb = session.workspace.kb if session is not None else None
        if session is None or not isinstance(kb, KnowledgeBase):
            raise UserError(
                "nothing of yours is kept here: this day is simulated or a dry run; "
                "start with your own list to forget notes of it"
            )
        records = _records(kb, note_ids)
        if not records:
            raise UserError(f"no note has the id {', '.join(note_ids)}; search for it first")
        says = sorted({record.path for record in records if _is_still_said(record)})
        notes, traces = named(self._options).notes, Traces(records)
        read_anew = [path for path in says if notes and Path(path).is_relative_to(notes.absolute())]
        return ForgetPlan(
            tuple(Leaving(r.handle, r.text, r.source, r.time or "") for r in records),
            undo_at_stake(records),
            tuple(read_anew),
            tuple(path for path in says if path not in read_anew),
            tuple(item.text for item in session.items() if traces.are_in(item.text)),
        )

    async def forget(self, note_ids: Sequence[str]) -> Session:
        """Close the session, forget the notes wherever they are kept, and open it again."""
        return await self._around(lambda: self._forgotten(note_ids))

    def _forgotten(self, note_ids: Sequence[str]) -> list[str]:
        folder = folder_of(named(self._options).notes)
        with KnowledgeBase.open(folder) as base:
            records = _records(base, note_ids)
            copies = forget_everywhere(base, records, folder)
        return copies.in_words(len(records))


def _is_still_said(record: Record) -> bool:
    """Whether the file that a note was read from has its words; one that cannot be read may."""
    file = Path(record.path)
    if not record.path or not file.exists():
        return False
    try:
        texts = [_flat(clean(document.text)) for document in read(file)]
    except Exception:  # formats' libraries raise what they like over a damaged file
        return True
    said = _flat(record.text)
    # What was read under headings begins with these, as `Garden > Pond: `.
    below = said.partition(": ")[2] or said
    return any(said in text or below in text for text in texts)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _records(base: KnowledgeBase, note_ids: Sequence[str]) -> list[Record]:
    return [record for each in note_ids if (record := base.record(each)) is not None]
