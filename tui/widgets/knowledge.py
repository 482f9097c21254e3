"""The notes: what was found, where it comes from, and what the assistant used and why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from assistant.contract.notes import Note
from tui.keynames import named
from tui.marks import one_line
from tui.session import FoundNote
from tui.text import inline
from tui.widgets.fields import LineField

_SCORED = " · score 0 to 1: meaning and words together"
_EMPTY = "Search, or press {tasks.why} on an item to see what was used for it."


class KnowledgePane(Vertical):
    """A search box, the notes that fit with score and source, and the notes behind an item."""

    HELP = """\
## Knowledge

Your notes, best match first, each with its source and its score: from 0 to 1, for meaning and words
together. It orders the notes of one search and says nothing about another one. `{tasks.why}` on an
item shows the notes that the assistant had before it when it decided about the item.

`enter` on a note shows all of it, `{knowledge.forget}` forgets it for good, after asking.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "screen.command('forget')", "Forget", id="knowledge.forget"),
        Binding("escape", "leave", "Back", id="knowledge.leave"),
    ]

    @dataclass
    class Searched(Message):
        """The person looks for something."""

        query: str

    @dataclass
    class Opened(Message):
        """The person wants to read a whole note."""

        note: Note

    class Left(Message):
        """The person goes back."""

    def __init__(self, say_day: Callable[[int], str], id: str | None = None) -> None:
        """An empty pane; `say_day` says when a note was written."""
        super().__init__(id=id)
        self._say_day = say_day
        self._notes: list[FoundNote] = []

    def compose(self) -> ComposeResult:
        yield Static("Knowledge", classes="pane-title")
        yield LineField(placeholder="search your notes", compact=True)
        yield Static(inline(named(self, _EMPTY)), id="notes-head")
        yield OptionList(markup=False)

    @property
    def current(self) -> FoundNote | None:
        """The note under the cursor."""
        at = self.query_one(OptionList).highlighted
        return self._notes[at] if at is not None else None

    def show_found(self, query: str, notes: Sequence[FoundNote]) -> None:
        """Show what a search found."""
        if notes:
            head = f"{_count(notes)} for {one_line(query, 60)}"
        else:
            head = f"No note fits {one_line(query, 60)}. Other words may; /own names your notes."
        self._show(head, notes)

    def show_search(self, query: str) -> None:
        """Say that the notes are being searched."""
        self._show(f"Searching for {one_line(query, 60)} …", ())

    def show_failed(self, query: str) -> None:
        """Say that the notes could not be searched; why is said in the conversation."""
        self._show(f"Could not search for {one_line(query, 60)}; enter tries again.", ())

    def show_used(self, about: str, notes: Sequence[FoundNote]) -> None:
        """Show the notes that the prompts about an item held."""
        if notes:
            head = f"Used for {one_line(about, 60)}: {_count(notes)} that the assistant had read"
        else:
            head = f"No note was used for {one_line(about, 60)}. It decided by the item alone."
        self._show(head, notes)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.post_message(self.Searched(event.value.strip()))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Opened(self._notes[event.option_index].note))

    def action_leave(self) -> None:
        self.post_message(self.Left())

    def _show(self, head: str, notes: Sequence[FoundNote]) -> None:
        self._notes = list(notes)
        head += _SCORED if any(found.score is not None for found in notes) else ""
        self.query_one("#notes-head", Static).update(inline(head))
        found = self.query_one(OptionList)
        found.clear_options()
        found.add_options([Option(self._entry(i, n)) for i, n in enumerate(notes, 1)])
        found.highlighted = 0 if notes else None
        self.refresh_bindings()

    def _entry(self, rank: int, found: FoundNote) -> Content:
        note = found.note
        facts = [] if found.score is None else [f"score {found.score:.2f}"]
        facts.append(one_line(note.source or "no source", 60))
        if note.time is not None:
            facts.append(self._say_day(note.time))
        if note.tainted:
            facts.append("from outside")
        return Content("\n").join(
            [
                inline((f"{rank} ", "bold"), one_line(note.text, 160)),
                inline(("  " + " · ".join(facts), "dim")),
            ]
        )


def _count(notes: Sequence[FoundNote]) -> str:
    return "1 note" if len(notes) == 1 else f"{len(notes)} notes"
