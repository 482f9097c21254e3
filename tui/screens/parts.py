"""The parts of the workspace and where the focus goes; the focus moves only when a key moves it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from assistant.contract import clock
from assistant.contract.day import Item
from tui.keynames import named
from tui.log import SessionEvent, log_of
from tui.marks import one_line
from tui.permissions import Permissions
from tui.session import Session
from tui.text import inline, toast
from tui.turns import TurnEvent, Turns
from tui.widgets.card import ApprovalCard
from tui.widgets.conversation import Conversation
from tui.widgets.deck import Deck
from tui.widgets.knowledge import KnowledgePane
from tui.widgets.prompt import Prompt
from tui.widgets.status import OneLine, fitting
from tui.widgets.tasks import TaskTree
from tui.words import count_states, state_of

if TYPE_CHECKING:
    from tui.app import MajordomoApp


ERRORS = 20
"""Errors that are kept for a bug report, with all that their tracebacks hold."""


class Parts(Screen[None]):
    """A session on screen, without what its commands do."""

    def __init__(self, session: Session, folder: Path) -> None:
        """Show `session`; what is kept is kept in `folder`."""
        super().__init__()
        self.session = session
        self.folder = folder
        self.log_file = log_of(folder, session.run_id)
        self.permissions = Permissions(folder / "permissions.json")
        self.turns = Turns(session, self.permissions, self.report)
        self.errors: list[Exception] = []
        """What went wrong of late, the last one last."""
        self._back: Widget | None = None

    def report(self, event: TurnEvent) -> None:
        """Draw what a turn came to."""
        raise NotImplementedError

    def record(self, event: SessionEvent) -> None:
        """Keep an event in the session's file."""
        self.log_file.append(event)

    @property
    def majordomo(self) -> "MajordomoApp":
        """The app, with the person's settings."""
        return cast("MajordomoApp", self.app)

    @property
    def conversation(self) -> Conversation:
        """The conversation."""
        return self.query_one(Conversation)

    @property
    def tasks(self) -> TaskTree:
        """The tasks."""
        return self.query_one(TaskTree)

    @property
    def deck(self) -> Deck:
        """What waits for the person."""
        return self.query_one(Deck)

    @property
    def prompt(self) -> Prompt:
        """Where the person types."""
        return self.query_one(Prompt)

    @property
    def knowledge(self) -> KnowledgePane:
        """The notes."""
        return self.query_one(KnowledgePane)

    @property
    def item(self) -> Item | None:
        """The item under the cursor."""
        at = self.tasks.item_id
        return next((item for item in self.session.items() if item.id == at), None)

    @property
    def asking(self) -> str:
        """The id of the item whose call waits for the person's word."""
        pending = self.turns.pending
        return str(pending["action_request"]["args"].get("item_id", "")) if pending else ""

    def show_about(self) -> None:
        """Say what the item under the cursor is."""
        line = self.query_one("#about", OneLine)
        room = (line.content_size.width or 60) - 2
        item = self.item
        if item is not None:
            line.say(inline(*about(item, self.session.timezone, item.id == self.asking, room)))
        elif self.has_class("-narrow"):
            counts = count_states(self.session.items(), self.asking)
            line.say(inline((say_day(self.session), "bold"), f" · {counts}"))
        else:
            line.say(inline((named(self, "{workspace.tasks} to choose an item"), "dim")))

    def action_tasks(self) -> None:
        """Go to the tasks; in a narrow window they take the conversation's place."""
        if self.has_class("show-tasks") and self.tasks.has_focus:
            self.leave()
            return
        self._go(self.tasks, lambda: self.add_class("show-tasks"))

    def action_knowledge(self) -> None:
        """Go to the notes; below 120 columns they open over the rest."""
        if self.knowledge.has_focus_within:
            self.leave()
            return
        self._go(self.knowledge.query_one(Input), lambda: self.add_class("show-knowledge"))

    def action_conversation(self) -> None:
        """Go to the conversation."""
        self._go(self.conversation, lambda: self.remove_class("show-tasks", "show-knowledge"))

    def action_decide(self) -> None:
        """Go to the oldest card that waits."""
        if not self.deck.cards:
            toast(self.app, "Nothing waits for your word.")
            return
        self.remove_class("show-knowledge")
        self._remember_focus()
        self.deck.go_to()

    def leave(self) -> None:
        """Go back to where the person was before they came here."""
        if self.has_class("show-knowledge") and not self.knowledge.has_focus_within:
            self.remove_class("show-knowledge")
            if not self.has_class("-wide"):
                return
        self.remove_class("show-tasks", "show-knowledge")
        back = self._back
        self._back = None
        if back is None or not back.is_attached or not back.focusable:
            back = self.prompt.area
        back.focus()

    def on_approval_card_left(self, message: ApprovalCard.Left) -> None:
        self.leave()

    def on_knowledge_pane_left(self, message: KnowledgePane.Left) -> None:
        self.leave()

    def on_task_tree_looked(self, message: TaskTree.Looked) -> None:
        self.show_about()

    def _go(self, target: Widget, reveal: Callable[[], object]) -> None:
        self._remember_focus()
        reveal()
        target.focus()

    def _remember_focus(self) -> None:
        focused = self.focused
        if focused is not None and not focused.has_class("card"):
            self._back = focused


def say_day(session: Session) -> str:
    """What day it is, and whether it is real."""
    day = clock.say_instant(session.now, session.timezone)
    return f"{day} · simulated" if session.simulated else day


def about(item: Item, zone: str, is_asking: bool, room: int) -> list[str | tuple[str, str]]:
    """An item in one line: its text, and as many facts as there is room for."""
    facts: list[str] = ["asks you" if is_asking else state_of(item.status), item.tier]
    if item.tainted:
        facts.append("from outside")
    if item.due is not None:
        facts.append(f"due {clock.say_instant(item.due, zone)}")
    if item.until is not None and item.status == "snoozed":
        facts.append(f"returns {clock.say_instant(item.until, zone)}")
    text = one_line(item.text, max(room - 30, 20))
    return [(text, "bold"), ("  " + fitting(facts, room - len(text) - 2)[0], "dim")]
