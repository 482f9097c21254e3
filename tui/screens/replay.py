"""A recorded session in the workspace's own layout: to look at, step by step, and nothing else.

There is no session behind it, so nothing that is pressed here can be executed.
"""

from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from tui.marks import one_line
from tui.replay import Frame, Recording
from tui.screens.exporting import export_with_word
from tui.screens.parts import about
from tui.screens.telling import maker_of
from tui.text import inline, toast
from tui.widgets.conversation import KEPT, Block, Conversation
from tui.widgets.recorded import (
    Position,
    RecordedCall,
    RecordedConversation,
    RecordedTasks,
    in_full,
)
from tui.widgets.status import KeyBar, OneLine, StatusLine
from tui.widgets.tasks import TaskTree
from tui.words import count_states

SLOWEST, FASTEST = 0.125, 64.0
"""Steps per second."""


class ReplayCommands(Provider):
    """The replay's keys, in the palette."""

    async def discover(self) -> Hits:
        for title, run in self._all():
            yield DiscoveryHit(title, run)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for title, run in self._all():
            if (score := matcher.match(title)) > 0:
                yield Hit(score, matcher.highlight(title), run)

    def _all(self) -> Iterator[tuple[str, Callable[[], Awaitable[None]]]]:
        for _, binding, enabled, _ in self.screen.active_bindings.values():
            if enabled and (binding.id or "").startswith("replay."):
                title = f"{binding.description} ({self.app.get_key_display(binding)})"
                yield title, partial(self.screen.run_action, binding.action)


class ReplayScreen(Screen[None]):
    """A recording, paused at its beginning."""

    HELP = """\
## Replay

A session as it was recorded, one step after the other. It is only shown: nothing is asked,
decided or done here, whatever you press.

- `{replay.play}` plays and pauses; at the end it begins again.
- `{replay.back}` and `{replay.step}` go one step, `{replay.far-back}` and `{replay.far}` twenty,
  `{replay.home}` and `{replay.end}` all the way. A click on the bar goes there.
- `{replay.faster}` and `{replay.slower}` change how many steps are played in a second.
- `{recorded.block-up}` and `{recorded.block-down}` move through the conversation,
  `{recorded.expand}` opens a step, `{recorded.earlier}` shows what was earlier.
- `{replay.export}` writes the session as Markdown or SVG.
"""
    CSS_PATH = ["../styles/workspace.tcss", "../styles/cards.tcss", "../styles/replay.tcss"]
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {ReplayCommands}
    AUTO_FOCUS = "#conversation"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-medium"), (120, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high"), (38, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "play", "Play or pause", priority=True, id="replay.play"),
        Binding("right", "seek(1)", "Step", priority=True, id="replay.step"),
        Binding("left", "seek(-1)", "Back a step", False, priority=True, id="replay.back"),
        Binding("pagedown", "seek(20)", "20 steps on", False, priority=True, id="replay.far"),
        Binding("pageup", "seek(-20)", "20 back", False, priority=True, id="replay.far-back"),
        Binding("home", "go(0)", "To the beginning", False, priority=True, id="replay.home"),
        Binding("end", "go(-1)", "To the end", False, priority=True, id="replay.end"),
        Binding("plus,equals_sign", "speed(2.0)", "Faster", id="replay.faster"),
        Binding("minus", "speed(0.5)", "Slower", False, id="replay.slower"),
        Binding("f2", "tasks", "Tasks", False, id="replay.tasks"),
        Binding("f3", "recorded", "Recorded", id="replay.recorded"),
        Binding("x", "export", "Export", id="replay.export"),
        Binding("f1", "help", "Help", False, id="replay.help"),
        Binding("escape", "back", "Back", id="replay.leave"),
    ]

    def __init__(self, recording: Recording, speed: float = 1.0, step: int = 0) -> None:
        """Show `recording` at `step`; `speed` is in steps per second."""
        super().__init__()
        self.recording = recording
        self.step = step
        self.speed = min(max(speed, SLOWEST), FASTEST)
        self._timer: Timer | None = None
        self._drawn: int | None = None

    @property
    def frame(self) -> Frame:
        """How things stood at the step that is shown."""
        return self.recording.frames[self.step]

    @property
    def last(self) -> int:
        """The number of the last step."""
        return len(self.recording.frames) - 1

    @property
    def is_playing(self) -> bool:
        """Whether it goes on by itself."""
        return self._timer is not None

    def compose(self) -> ComposeResult:
        with Horizontal(id="columns"):
            with Vertical(id="left"):
                yield OneLine("", id="day")
                yield RecordedTasks(id="tasks")
                yield OneLine("", id="counts")
            with Vertical(id="centre"):
                yield OneLine("", id="about")
                yield RecordedConversation(id="conversation")
                yield RecordedCall(id="call")
            with VerticalScroll(id="recorded"):
                yield Static("Recorded", classes="pane-title")
                yield Static("", id="recorded-text")
        yield Position(id="position")
        yield StatusLine(id="status")
        yield KeyBar(id="keys")

    async def on_mount(self) -> None:
        await self._draw()
        for notice in self.recording.notices:
            toast(self.app, f"{one_line(self.recording.path.name, 60)}: {notice}.", "warning")

    def on_screen_suspend(self) -> None:
        """Nothing goes on unseen."""
        self._pause()

    # Moving

    def action_play(self) -> None:
        if self.is_playing:
            self._pause()
        else:
            if self.step == self.last:
                self._go(0)
            self._play()
        self._show_status()

    def action_seek(self, steps: int) -> None:
        self._pause()
        self._go(self.step + steps)

    def action_go(self, step: int) -> None:
        self._pause()
        self._go(step if step >= 0 else self.last)

    def action_speed(self, factor: float) -> None:
        self.speed = min(max(self.speed * factor, SLOWEST), FASTEST)
        if self.is_playing:
            self._play()
        self._show_status()

    def on_position_wanted(self, message: Position.Wanted) -> None:
        self.action_go(round(message.share * self.last))

    def _go(self, step: int) -> None:
        self.step = min(max(step, 0), self.last)
        self.call_later(self._draw)

    def _play(self) -> None:
        self._pause()
        self._timer = self.set_interval(1 / self.speed, self._tick)

    def _pause(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _tick(self) -> None:
        if self.step == self.last:
            self._pause()
        self._go(self.step + 1)

    # Other keys

    def action_tasks(self) -> None:
        """Go to the tasks and back; in a narrow window they take the conversation's place."""
        self.remove_class("show-recorded")
        is_there = self.query_one(TaskTree).has_focus
        self.set_class(not is_there, "show-tasks")
        (self.query_one(Conversation) if is_there else self.query_one(TaskTree)).focus()

    def action_recorded(self) -> None:
        """Show what exactly was recorded and back; below 120 columns it opens over the rest."""
        pane = self.query_one("#recorded")
        is_there = pane.has_focus
        self.set_class(not is_there, "show-recorded")
        (self.query_one(Conversation) if is_there else pane).focus()

    def action_export(self) -> None:
        self._pause()
        self._show_status()
        self.run_worker(export_with_word(self.app, self.recording), exclusive=True)

    def action_help(self) -> None:
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self))

    def action_back(self) -> None:
        """One thing back at a time: first what lies over the conversation, then the replay."""
        if self.has_class("show-tasks") or self.has_class("show-recorded"):
            self.remove_class("show-tasks", "show-recorded")
            self.query_one(Conversation).focus()
            return
        self.dismiss(None)

    def on_task_tree_looked(self, message: TaskTree.Looked) -> None:
        self._show_about()

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_about)

    # Drawing

    async def _draw(self) -> None:
        """Draw the step; what is on screen already stays, where the step is a later one."""
        before, self._drawn = self._drawn, self.step
        if before == self.step:
            self._show_status()
            return
        frame = self.frame
        await self._show_conversation(before, frame)
        items = frame.items
        self.query_one(RecordedTasks).show_items(items, frame.working, frame.asking)
        asking = next((item.text for item in items if item.id == frame.asking), "")
        self.query_one(RecordedCall).show(frame.waiting, asking)
        words = Content("\n\n").join(in_full(event) for event in frame.events)
        self.query_one("#recorded-text", Static).update(words)
        day = one_line(frame.opened.day, 40) or "no day was recorded"
        self.query_one("#day", OneLine).say(inline(("Replay", "bold $accent"), f" · {day}"))
        counts = count_states(items, frame.asking) if items else "no item was listed yet"
        self.query_one("#counts", OneLine).say(inline(counts))
        self._show_about()
        self._show_status()

    async def _show_conversation(self, before: int | None, frame: Frame) -> None:
        conversation = self.query_one(Conversation)
        mark = "simulated" if frame.opened.simulated else ""
        entries, shown = self.recording.entries, frame.shown
        already = self.recording.frames[before].shown if before is not None else shown + 1
        new = entries[already:shown]
        # Mounting is what costs, so a jump shows the tail of where it leads.
        if already > shown or len(conversation.blocks) + len(new) > KEPT or len(new) > 20:
            makers = [maker_of(entry, mark) for entry in entries[:shown]]
            await conversation.restart(makers)
            return
        for entry in new:
            block: Block = maker_of(entry, mark)()
            await conversation.add(block)

    def _show_about(self) -> None:
        line = self.query_one("#about", OneLine)
        room = (line.content_size.width or 60) - 2
        at = self.query_one(TaskTree).item_id
        item = next((item for item in self.frame.items if item.id == at), None)
        if item is not None:
            line.say(inline(*about(item, "UTC", item.id == self.frame.asking, room)))
        elif self.has_class("-narrow"):
            counts = count_states(self.frame.items, self.frame.asking)
            line.say(
                inline((f"Replay · {one_line(self.frame.opened.day, 40)}", "bold"), f" · {counts}")
            )
        else:
            line.say(inline((one_line(self.recording.path.name, max(room, 8)), "dim")))

    def _show_status(self) -> None:
        frame = self.frame
        is_over = self.step == self.last and not self.is_playing
        state = "playing" if self.is_playing else "the end" if is_over else "paused"
        fields = [
            f"replay, {state}",
            f"step {self.step + 1} of {self.last + 1}",
            f"{self.speed:g} step{'s' * (self.speed > 1)}/s",
            "simulated" if frame.opened.simulated else "",
            "nothing is executed",
            frame.opened.model,
            f"{frame.tokens:,} tokens" if frame.tokens else "",
        ]
        self.query_one(StatusLine).say_fields(fields)
        self.query_one(Position).show(self.step, self.last)
