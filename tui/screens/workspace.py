"""The workspace: tasks, conversation, what waits for the person, knowledge and the prompt.

Draws what the session and the turns report, and passes keys on. What the commands do is in
`tui.screens.acting` and `tui.screens.managing`; how things look is in the widgets.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message

from assistant.contract import clock
from assistant.contract.day import Item
from assistant.events import Acted, Finished, GraphEvent, ModelCalled
from assistant.guard import HumanInterrupt, HumanResponse
from tui import grace
from tui.keynames import key_name, named
from tui.log import Listed, Opened, Said, SessionEvent
from tui.marks import one_line
from tui.notify import in_title, told
from tui.permissions import as_answered, is_same_call, permission_for
from tui.pressing import Pressing
from tui.screens.managing import Managing
from tui.screens.parts import say_day
from tui.session import Session
from tui.text import inline, toast
from tui.turns import Allowed, Asked, Began, Ended, Failed, Stopped, TurnEvent, item_of
from tui.widgets.card import ApprovalCard
from tui.widgets.conversation import Conversation
from tui.widgets.deck import Deck
from tui.widgets.knowledge import KnowledgePane
from tui.widgets.prompt import Prompt
from tui.widgets.question import QuestionCard
from tui.widgets.status import (
    KeyBar,
    OneLine,
    Spent,
    StatusLine,
    needs_network,
    status_fields,
)
from tui.widgets.tasks import TaskTree
from tui.words import count_states, glyph, why_stopped


class WorkspaceScreen(Managing):
    """One session on screen."""

    HELP = """\
## Majordomo

Tasks on the left, what happens in the middle, what you know on the right. Nothing that cannot
be undone happens without a key that you press on its card.
"""
    CSS_PATH = ["../styles/workspace.tcss", "../styles/cards.tcss"]
    AUTO_FOCUS = "#prompt-area"
    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (90, "-medium"),
        (120, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (16, "-low"), (30, "-high"), (38, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "stop", "Stop", id="workspace.stop"),
        Binding("ctrl+g", "command('all')", "Go on", id="workspace.retry"),
        Binding("f4", "decide", "Decide", id="workspace.decide"),
        Binding("f2", "tasks", "Tasks", id="workspace.tasks"),
        Binding("f3", "knowledge", "Knowledge", id="workspace.knowledge"),
        Binding("ctrl+t", "conversation", "Trace", id="workspace.conversation"),
        Binding("ctrl+r", "command('sessions')", "Sessions", id="workspace.sessions"),
        Binding("ctrl+o", "command('own')", "My own list", id="workspace.own"),
        Binding("f7", "command('today')", "Today", show=False, id="workspace.today"),
        Binding("f5", "command('compare')", "Compare", show=False, id="workspace.compare"),
        Binding("f6", "command('runs')", "Runs", show=False, id="workspace.runs"),
        Binding("f8", "command('rehearse')", "Rehearse", show=False, id="workspace.rehearse"),
        Binding("f9", "command('settings')", "Settings", show=False, id="workspace.settings"),
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
        self._questions: dict[str, str] = {}
        self._listed: dict[str, Listed] = {}
        self._working = ""
        self._again = False
        self._spent = Spent()
        self._drawing = asyncio.Lock()
        self._allowed: HumanInterrupt | None = None
        self._pressing = Pressing()
        self._opened_at = grace.clock()

    def compose(self) -> ComposeResult:
        with Horizontal(id="columns"):
            with Vertical(id="left"):
                yield OneLine("", id="day")
                yield TaskTree(id="tasks")
                yield OneLine("", id="counts")
            with Vertical(id="centre"):
                yield OneLine("", id="about")
                yield Conversation(id="conversation")
                yield Deck(id="deck")
            zone = self.session.timezone
            yield KnowledgePane(lambda minute: clock.say_day(minute, zone), id="knowledge")
        yield Prompt(id="prompt")
        yield StatusLine(id="status")
        yield KeyBar(id="keys")

    async def on_mount(self) -> None:
        self.set_interval(1, self._each_second)
        history = self.log_file.read()
        if history:
            self._remember(history)
            await self.tell_history(history)
        session = self.session
        day = clock.say_instant(session.now, session.timezone)
        self.record(Opened(day, session.model, session.simulated))
        session.listen(self._listen)
        await self.introduce(self.can_use_own)
        for problem in self.majordomo.settings.problems:
            await self.conversation.say("Note", f"Settings: {problem}")
        await self.refresh_items()
        if self._autostart:
            self.turns.start()

    async def on_unmount(self) -> None:
        await self.turns.close()

    # What happens

    def report(self, event: TurnEvent) -> None:
        """Draw what a turn came to, after the events that led to it."""
        self.post_message(self.Turned(event))

    def _listen(self, event: GraphEvent) -> None:
        self.record(event)
        self.post_message(self.Heard(event))
        # Now, not when the message arrives: until then the graph may be some steps further.
        self.turns.heard(event)

    async def on_workspace_screen_heard(self, message: Heard) -> None:
        event = message.event
        match event:
            case ModelCalled():
                self._working = event.item_id
                is_paid = needs_network(self.session.model)
                self._spent.add(event, self.euro(event), is_paid)
            case Acted():
                self._spent.steps += 1
                self._remember([event])
                for item in self.session.items():
                    if item.id == event.item_id and event.status == "asked":
                        self._pressing.asked(item, self.now)
                await self._compare(event)
            case Finished(reason="limit" | "stuck" | "steps" | "tokens"):
                config, key = self.majordomo.settings.config, key_name(self, "workspace.settings")
                await self.note("limit", why_stopped(event.reason, config, key))
            case _:
                return
        await self.tell(event)
        await self.refresh_items()

    async def _compare(self, event: Acted) -> None:
        """What was allowed is what must have been done."""
        allowed = self._allowed
        if allowed is None or event.tool != allowed["action_request"]["action"]:
            return
        self._allowed = None
        if event.status == "ok" and not is_same_call(allowed, event.tool, event.args):
            await self.note(
                "failed", f"{event.tool} was done otherwise than you allowed; /undo may help"
            )

    async def on_workspace_screen_turned(self, message: Turned) -> None:
        match message.event:
            case Began():
                self._spent = self._spent.next_turn()
            case Asked(pending):
                item = item_of(self.session, pending)
                always = permission_for(pending, item, self.session.calendar())
                card = ApprovalCard(
                    pending, item, always, self.session.simulated, self._names_of_ids(),
                    self.majordomo.settings.config.sending.hold_s,
                )  # fmt: skip
                await self.deck.add(card)
            case Allowed(pending):
                request = pending["action_request"]
                await self.tell_decision(request["args"], request["action"], "standing")
            case Stopped(is_pause):
                await self.conversation.end_answer(stopped=not is_pause)
                said = "stopped by you; go on with /all"
                if is_pause:
                    said = named(self, "paused by you; {tasks.pause} in the tasks or /all goes on")
                await self.note("stopped", f"{glyph('stopped')} {said}")
            case Failed(error):
                await self.fail(error)
            case Ended():
                await self.conversation.end_answer()
                if self._again and any(item.is_open for item in self.session.items()):
                    self._again = False
                    self.turns.start()
        if not self.turns.is_working:
            self._working = ""
        state, content = told(message.event, bool(self.deck.cards))
        if state:
            self.majordomo.notifier.tell(state, not self.app.app_focus, content)
        self.refresh_bindings()
        self.tell_lost_log()
        await self.refresh_items()

    @property
    def now(self) -> int:
        """The time, in UTC minutes: a simulated day stands still, one's own goes on."""
        passed = 0 if self.session.simulated else grace.clock() - self._opened_at
        return self.session.now + int(passed // 60)

    async def _each_second(self) -> None:
        self._show_status()
        for item in self._pressing.found(self.session.items(), self.now):
            await self._ask_again(item)

    async def _ask_again(self, item: Item) -> None:
        """Put the question about an item that falls due before the person once more."""
        assert item.due is not None
        due = clock.say_instant(item.due, self.session.timezone)
        when = "was due" if item.due <= self.now else "is due"
        asks = self._questions.get(item.id) or f"it needs {', '.join(item.asked) or 'an answer'}"
        hint = named(self, "{workspace.decide} goes to it")
        text = f"{one_line(item.text, 80)} {when} {due} and waits for your answer: {asks} · {hint}"
        await self.note("due", text)
        self.deck.bring_up(item.id)
        self.majordomo.notifier.tell("asks you", not self.app.app_focus, item.text)

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
        await self.record_and_tell(Said(item_id, text))
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
        await self.tell_decision(card.args, action, response["type"], reason)
        self._allowed = as_answered(card.pending, response)
        self.turns.answer(response)
        await self.refresh_items()

    async def on_question_card_answered(self, message: QuestionCard.Answered) -> None:
        self.leave()
        await self.say(f"{message.item_id}: {message.text}")

    # How it is drawn

    async def refresh_items(self) -> None:
        """Draw the items anew, and the questions among them."""
        # One at a time: a command and an event may both want this, and would both add a question.
        async with self._drawing:
            items = list(self.session.items())
            await self._record_items(items)
            working = (self._working or self.turns.only) if self.turns.is_working else ""
            self.tasks.show_items(items, working, self.asking)
            if await self.deck.match(items, self._questions):
                self.leave()
            self._show_day(items)
        self.show_about()
        self._show_status()

    async def _record_items(self, items: list[Item]) -> None:
        """Keep how the items look, those that changed: for a replay, and for what steps say."""
        for item in items:
            listed = Listed(item.id, item.text, item.tier, item.status)
            if self._listed.get(item.id) != listed:
                self._listed[item.id] = listed
                await self.record_and_tell(listed)

    def _remember(self, events: list[SessionEvent]) -> None:
        for event in events:
            if isinstance(event, Acted) and event.status == "asked":
                self._questions[event.item_id] = event.text

    def _names_of_ids(self) -> dict[str, str]:
        """What the ids in a call stand for, so that the person need not know them."""
        zone = self.session.timezone
        names = {item.ref: item.text for item in self.session.items() if item.ref}
        for event in self.session.calendar():
            names[event.id] = f"{event.title}, {clock.say_span(event.start, event.end, zone)}"
        return names

    def on_resize(self) -> None:
        self.call_after_refresh(self.show_about)

    def _show_day(self, items: list[Item]) -> None:
        self.query_one("#day", OneLine).say(inline((say_day(self.session), "bold")))
        self.query_one("#counts", OneLine).say(inline(count_states(items, self.asking)))

    def _show_status(self) -> None:
        cards = len(self.deck.cards)
        phase, limits = self.turns.phase, self.majordomo.settings.config.limits
        key = key_name(self, "workspace.decide")
        fields = status_fields(self.session, phase, self._spent, cards, limits, key)
        if self.turns.is_pausing:
            fields.insert(1, "pauses after this step")
        self.query_one(StatusLine).say_fields(fields)
        self.majordomo.notifier.title(in_title(phase, cards), cards)
