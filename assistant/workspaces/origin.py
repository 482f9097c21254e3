"""Whose words a note is written in that a call keeps: the person's own, or a stranger's.

A note outlives the mail that it was kept from. So the mark of what came from outside goes with
it; without that, a stranger's words would come back as the person's, and nobody would be asked.
"""

import re
from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from assistant.contract.day import Item
from assistant.contract.notes import KnowledgePort, Note

OWN = "you"
"""The source of a note in the person's own words."""

_WORD = re.compile(r"[^\W_]+")
_REFUSAL = "no to "
"""How a refusal begins that the desk keeps with the item: what it says was not to be done."""


@runtime_checkable
class MarksOutside(Protocol):
    """A memory that tells words from outside from the person's own.

    Those on disk do, and those that stand in for one; the memory of a simulated world does not.
    """

    def add_from_outside(self, text: str, category: str, source: str, note_id: str) -> Note:
        """Keep a note that is tainted; adding the same `note_id` twice keeps one."""


def keep(
    kb: KnowledgePort, text: str, category: str, source: str, note_id: str, *, tainted: bool
) -> Note:
    """Keep a note, marked as `tainted` and with its `source` where `kb` knows such marks."""
    if not tainted:
        return kb.add(text, category, source, note_id)
    if isinstance(kb, MarksOutside):
        return kb.add_from_outside(text, category, source, note_id)
    # By its own rules a simulated world keeps every note as the person's.
    return kb.add(text, category, OWN, note_id)


def outside_source(text: str, item: Item | None, read: Iterable[Note]) -> str:
    """Where the words of a note that is to be kept come from; empty where they are the person's.

    They are the person's where they said or wrote just that, or where nothing from outside was at
    hand that the words could come from.

    Args:
        text: The note.
        item: What it is kept for.
        read: The notes that were shown with the item or found for it.
    """
    own = [] if item is None else [line for line in item.said if not line.startswith(_REFUSAL)]
    if item is not None and not item.tainted:
        own += [item.text, item.body]
    if any(_repeats(text, line) for line in own):
        return ""
    if item is not None and item.tainted:
        return _place(item)
    return next((note.source or "a note from outside" for note in read if note.tainted), "")


def _place(item: Item) -> str:
    if item.source == "mail":
        return f"mail from {item.people[0]}" if item.people else "mail"
    return "calendar" if item.source == "conflict" else item.source


def _repeats(text: str, said: str) -> bool:
    """Whether all words of `text` stand in `said` one after the other."""
    wanted, known = (" ".join(_WORD.findall(each.casefold())) for each in (text, said))
    return bool(wanted) and f" {wanted} " in f" {known} "
