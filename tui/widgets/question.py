"""A question of the assistant, as a card with a line for the answer."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from tui.keynames import named
from tui.marks import one_line
from tui.text import inline
from tui.widgets.card import ApprovalCard
from tui.widgets.fields import LineField


class QuestionCard(Vertical):
    """A question of the assistant, with a line for the answer."""

    HELP = """\
## A question

The assistant lacks one fact. Type the answer and press `enter`; `{question.leave}` goes back and
leaves the question open.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", show=True, id="question.leave")
    ]

    @dataclass
    class Answered(Message):
        """The person answered."""

        item_id: str
        text: str

    def __init__(self, item_id: str, about: str, question: str) -> None:
        """Ask `question` about an item."""
        super().__init__(classes="card question")
        self.item_id = item_id
        self._about = about
        self._question = question

    def compose(self) -> ComposeResult:
        yield Static(inline((f"{one_line(self._about, 120)}", "dim")))
        yield Static(inline(one_line(self._question, 400)))
        yield LineField(placeholder="your answer, then enter", compact=True)

    def say_title(self, number: int, count: int) -> None:
        """Title the card: which of how many it is, and which item asks."""
        self.border_title = inline(f"Asks you {number} of {count} · {one_line(self.item_id, 20)}")
        hint = "{deck.next} for the next" if count > 1 else "{question.leave} goes back"
        self.border_subtitle = inline(named(self, hint))

    def focus(self, scroll_visible: bool = True) -> "QuestionCard":
        self.query_one(Input).focus(scroll_visible)
        return self

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.post_message(self.Answered(self.item_id, event.value.strip()))

    def action_leave(self) -> None:
        self.post_message(ApprovalCard.Left())
