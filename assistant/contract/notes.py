"""What memory hands to a prompt: notes, and how similar items were handled before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.contract.memo import Record


@dataclass(frozen=True, slots=True)
class Note(Record):
    """One retrieved note."""

    id: str
    text: str
    source: str = ""
    """Where it comes from: a file name, a conversation, the person."""
    time: int | None = None
    """When it was written, in UTC minutes."""
    tainted: bool = False
    """Its text comes from outside, so what it asks for is no instruction."""


@dataclass(frozen=True, slots=True)
class Episode(Record):
    """How an item was handled, or how the person corrected it."""

    text: str
    """The item's text."""
    agent: str
    """Who handled it: an agent's name, or `none` where it was left to the person."""
    tool: str
    note: str = ""
    """The outcome or the correction in a few words."""
    tainted: bool = False
    """The item's text comes from outside; how it was handled may still be the person's word."""


class KnowledgePort(Protocol):
    """The memory as a workspace sees it."""

    def search(self, query: str, limit: int = 3) -> Sequence[Note]:
        """The notes that fit `query` best, best first."""

    def add(self, text: str, category: str, source: str, note_id: str) -> Note:
        """Keep a note; adding the same `note_id` twice keeps one."""

    def forget(self, note_id: str) -> None:
        """Remove a note; an unknown id is no error."""

    def episodes(self, text: str, limit: int = 3) -> Sequence[Episode]:
        """How items like `text` were handled before, most similar first."""
