"""The workspace: tasks, conversation, what waits for the person, knowledge and the prompt.

Draws what the session and the turns report, and passes keys on. What the commands do is in
`tui.screens.acting`; how things look is in the widgets.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from assistant.contract import times
from assistant.contract.day import Item
from assistant.events import Acted, Finished, GraphEvent, ModelCalled
from assistant.guard import HumanResponse
from tui.history import Answered, Entry, Spoken, Stepped, Teller, tell_all
from tui.log import Decided, Noted, Opened, Said, SessionEvent
from tui.marks import one_line
from tui.permissions import permission_for
from tui.screens.acting import Acting
from tui.screens.parts import say_day
from tui.session import Session
from tui.text import inline, toast
from tui.turns import Allowed, Asked, Began, Ended, Failed, Stopped, TurnEvent, item_of
from tui.widgets.blocks import AnswerBlock, Line, Step
from tui.widgets.card import ApprovalCard, QuestionCard
from tui.widgets.conversation import Block, Conversation
from tui.widgets.deck import Deck
from tui.widgets.knowledge import KnowledgePane
from tui.widgets.prompt import Prompt
from tui.widgets.status import KeyBar, Spent, StatusLine, status_fields
from tui.widgets.tasks import TaskTree
from tui.words import count_states, glyph


class WorkspaceScreen(Acting):
    """One session on screen."""

    HELP = """\
## Majordomo

Tasks on the left, what happens in the middle, what you know on the right. Nothing that cannot
be undone happens without a key that you press on its card.
"""
    AUTO_FOCUS = "#prompt-area"
    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (90, "-medium"),
        (120, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "stop", "Stop", id="workspace.stop"),
        Binding("f4", "decide", "Decide", id="workspace.decide"),
        Binding("f2", "tasks", "Tasks", id="workspace.tasks"),
        Binding("f3", "knowledge", "Knowledge", id="workspace.knowledge"),
        Binding("ctrl+t", "conversation", "Trace", id="workspace.conversation"),
        Binding("ctrl+r", "command('sessions')", "Sessions", id="workspace.sessions"),
        Binding("ctrl+o", "command('own')", "My own list", id="workspace.own"),
    ]

    @dataclass
    class Heard(Message):
        """The graph said something."""

        event: GraphEvent

    @dataclass
    class Turned(Message):
        """A turn began, asked, ended, stopped or failed."""

        event: TurnEvent

    def __init__(
        self,
        session: Session,
        folder: Path,
        on_config: Callable[[str], object] | None = None,
        autostart: bool = True,
    ) -> None:
        """Show `session`; its events are kept in `folder`."""
        super().__init__(session, folder, on_config)
        self._autostart = autostart
        self._teller = Teller()
        self._questions: dict[str, str] = {}
        self._working = ""
        self._again = False
        self._spent = Spent()

    def compose(self) -> ComposeResult:
        with Horizontal(id="columns"):
            with Vertical(id="left"):
                yield Static("", id="day")
                yield TaskTree(id="tasks")
                yield Static("", id="counts")
            with Vertical(id="centre"):
                yield Static("", id="about")
                yield Conversation(id="conversation")
                yield Deck(id="deck")
            zone = self.session.timezone
            yield KnowledgePane(lambda minute: times.say_day(minute, zone), id="knowledge")
        yield Prompt(id="prompt")
        yield StatusLine(id="status")
        yield KeyBar(id="keys")

    async def on_mount(self) -> None:
        self.set_interval(1, self._show_status)
        history = self.log_file.read()
        if history:
            self._remember(history)
            await self.conversation.resume([_maker(e, self._mark) for e in tell_all(history)])
            await self.conversation.say("Note", "Above is what happened before.")
        session = self.session
        day = times.say_instant(session.now, session.timezone)
        self.record(Opened(day, session.model, session.simulated))
        session.listen(self._listen)
        await self._introduce()
        await self.refresh_items()
        if self._autostart:
            self.turns.start()

    def on_unmount(self) -> None:
        self.turns.close()

    # What happens

    def report(self, event: TurnEvent) -> None:
        """Draw what a turn came to, after the events that led to it."""
        self.post_message(self.Turned(event))

    async def note(self, kind: str, text: str) -> None:
        """Tell the person something, and keep it."""
        event = Noted(kind, text)
        self.record(event)
        await self._tell(event)

    def _listen(self, event: GraphEvent) -> None:
        self.record(event)
        self.post_message(self.Heard(event))

    async def on_workspace_screen_heard(self, message: Heard) -> None:
        event = message.event
        match event:
            case ModelCalled():
                self._working = event.item_id
                self._spent.add(event)
            case Acted():
                self._spent.steps += 1
                self._remember([event])
            case Finished(reason="limit"):
                await self.note("limit", "I stopped: this took more steps than it should.")
            case _:
                return
        await self._tell(event)
        await self.refresh_items()

    async def on_workspace_screen_turned(self, message: Turned) -> None:
        match message.event:
            case Began():
                self._spent = Spent()
            case Asked(pending):
                item = item_of(self.session, pending)
                always = permission_for(pending, item, self.session.calendar())
                await self.deck.add(ApprovalCard(pending, item, always, self.session.simulated))
            case Allowed(pending):
                request = pending["action_request"]
                await self._decided(request["args"], request["action"], "standing", "")
            case Stopped():
                await self.conversation.end_answer(stopped=True)
                await self.note("stopped", f"{glyph('stopped')} stopped by you; go on with /all")
            case Failed(error):
                await self.fail(error)
            case Ended():
                await self.conversation.end_answer()
                if self._again and any(item.is_open for item in self.session.items()):
                    self._again = False
                    self.turns.start()
        if not self.turns.is_working:
            self._working = ""
        self.refresh_bindings()
        self._show_error_of_log()
        await self.refresh_items()

    async def on_prompt_sent(self, message: Prompt.Sent) -> None:
        if message.text.startswith("/"):
            self.run_line(message.text)
        else:
            await self.say(message.text)

    async def say(self, text: str) -> None:
        """Take a request, or more about an item, and handle it."""
        try:
            item_id = await self.session.say(text)
        except Exception as error:
            await self.fail(error)
            self.prompt.fill(text)
            return
        said = Said(item_id, text)
        self.record(said)
        await self._tell(said)
        await self.refresh_items()
        if self.turns.is_working:
            self._again = True
        elif self.turns.pending is None:
            self.turns.start()

    async def on_approval_card_decided(self, message: ApprovalCard.Decided) -> None:
        await self.decide(message.card, message.response)
        if message.always is not None:
            self.permissions.grant(message.always)
            await self.note("always", f"Always from now on: {message.always.say()}. /permissions")

    async def decide(self, card: ApprovalCard, response: HumanResponse) -> None:
        """Give the person's word, if the card is still the one that waits."""
        if card.pending is not self.turns.pending or card not in self.deck.cards:
            toast(self.app, "That was decided already.", "warning")
            return
        self.leave()
        await self.deck.discard(card)
        reason = str(response["args"]) if response["type"] == "response" else ""
        action = card.pending["action_request"]["action"]
        await self._decided(card.args, action, response["type"], reason)
        self.turns.answer(response)
        await self.refresh_items()

    async def on_question_card_answered(self, message: QuestionCard.Answered) -> None:
        self.leave()
        await self.say(f"{message.item_id}: {message.text}")

    # How it is drawn

    async def refresh_items(self) -> None:
        """Draw the items anew, and the questions among them."""
        items = list(self.session.items())
        working = (self._working or self.turns.only) if self.turns.is_working else ""
        self.tasks.show_items(items, working, self.asking)
        await self._match_questions(items)
        self._show_day(items)
        self.show_about()
        self._show_status()

    async def _match_questions(self, items: list[Item]) -> None:
        asked = {item.id: item for item in items if item.status == "asked"}
        for card in self.deck.cards:
            if isinstance(card, QuestionCard) and asked.pop(card.item_id, None) is None:
                if card.has_focus_within:
                    self.leave()
                await self.deck.discard(card)
        for item in asked.values():
            fallback = f"It needs: {', '.join(item.asked) or 'an answer'}"
            question = self._questions.get(item.id, fallback)
            await self.deck.add(QuestionCard(item.id, item.text, question))

    def _remember(self, events: list[SessionEvent]) -> None:
        for event in events:
            if isinstance(event, Acted) and event.status == "asked":
                self._questions[event.item_id] = event.text

    async def _introduce(self) -> None:
        session = self.session
        if session.simulated:
            text = "A simulated sample day: nothing here is real and nothing is sent."
            own = " ctrl+o uses your own list." if self.can_use_own else ""
            await self.conversation.say("Note", text + own)
        for notice in session.notices:
            await self.conversation.say("Note", notice)

    async def _tell(self, event: SessionEvent) -> None:
        for entry in self._teller.tell(event):
            if isinstance(entry, Answered):
                await self.conversation.stream(entry.text)
                await self.conversation.end_answer()
            else:
                await self.conversation.add(_maker(entry, self._mark)())

    async def _decided(self, args: dict[str, object], tool: str, kind: str, reason: str) -> None:
        event = Decided(str(args.get("item_id", "")), tool, kind, reason)
        self.record(event)
        await self._tell(event)

    async def fail(self, error: Exception) -> None:
        self.last_error = error
        what = one_line(str(error) or type(error).__name__, 300)
        await self.note("failed", f"{what} · /all tries again, F12 says more")

    @property
    def _mark(self) -> str:
        return "simulated" if self.session.simulated else ""

    def _show_error_of_log(self) -> None:
        error, self.log_file.error = self.log_file.error, None
        if error is not None:
            toast(self.app, f"This session is not being kept: {error}", "warning")

    def _show_day(self, items: list[Item]) -> None:
        self.query_one("#day", Static).update(inline((say_day(self.session), "bold")))
        self.query_one("#counts", Static).update(inline(count_states(items, self.asking)))

    def _show_status(self) -> None:
        cards = len(self.deck.cards)
        fields = status_fields(self.session, self.turns.phase, self._spent, cards)
        self.query_one(StatusLine).say(fields)


def _maker(entry: Entry, mark: str) -> Callable[[], Block]:
    """Makes the block of an entry when it is wanted: blocks that nobody scrolls to cost nothing."""
    match entry:
        case Spoken(speaker, text):
            return lambda: Line(speaker, text)
        case Stepped(event, seconds, tokens):
            return lambda: Step(event, seconds, tokens, mark)
        case Answered(text):
            return lambda: AnswerBlock(text)
