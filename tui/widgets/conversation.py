"""The conversation: what was said and done, newest at the bottom, with a cursor over its blocks.

Mounting is what costs here (about 50 ms per rendered answer), so only the newest blocks are
widgets. Of the others only what they are made from is kept: a resumed session shows its tail, a
long one lets its oldest blocks go, and both load more when asked to.
"""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual._styles_cache import StylesCache
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from tui.history import Speaker
from tui.keynames import key_name, named
from tui.text import inline, toast
from tui.widgets.blocks import AnswerBlock, Line, Step

KEPT = 150
"""Blocks that stay widgets; twice as many while the person reads further up."""

EARLIER = 300
"""Blocks that left the screen and can be shown again; older ones are in the session's file."""

TAIL = 20
"""Blocks of an earlier session that are drawn at first, and then per "show earlier"."""

Block = Line | AnswerBlock | Step


class Conversation(VerticalScroll):
    """Blocks, one after the other; follows the newest until the person scrolls."""

    HELP = """\
## Conversation

What you said, what the assistant answered and each step it took, one line per step.
`{conversation.up}` and `{conversation.down}` move from block to block, `{conversation.expand}`
opens a step: its arguments, the agent, whose need it serves, how far it reaches and what it cost.
`{conversation.copy}` copies the block.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False, id="conversation.up"),
        Binding("down,j", "move(1)", "Down", show=False, id="conversation.down"),
        Binding("space", "expand", "Open step", id="conversation.expand"),
        Binding("y", "copy", "Copy", id="conversation.copy"),
        Binding("e", "earlier", "Earlier", id="conversation.earlier"),
        Binding("end", "follow", "Newest", id="conversation.follow"),
    ]

    EARLIER_KEY: ClassVar[str] = "conversation.earlier"
    """The id of the key that shows what was earlier."""

    def __init__(self, id: str | None = None) -> None:
        """An empty conversation."""
        super().__init__(id=id)
        self._blocks: list[Block] = []
        self._at: Block | None = None
        self._earlier: list[Callable[[], Block]] = []
        self._is_cut = False
        self._answer: AnswerBlock | None = None

    def compose(self) -> ComposeResult:
        yield Vertical(id="blocks")

    def on_mount(self) -> None:
        self.anchor()

    @property
    def _column(self) -> Vertical:
        return self.query_one("#blocks", Vertical)

    @property
    def blocks(self) -> Sequence[Block]:
        """The blocks on screen, oldest first."""
        return tuple(self._blocks)

    @property
    def is_following(self) -> bool:
        """Whether the newest block is kept in view; not while the person reads further up."""
        return not self._anchor_released

    async def say(self, speaker: Speaker, text: str) -> None:
        """Add a line."""
        await self.add(Line(speaker, text))

    async def add(self, block: Block) -> None:
        """Add a block at the end."""
        await self.end_answer()
        self._blocks.append(block)
        await self._column.mount(block)
        # What the person is reading does not move away under their eyes.
        if len(self._blocks) > (KEPT if self.is_following else 2 * KEPT):
            await self._let_go(len(self._blocks) - KEPT)

    async def stream(self, fragment: str) -> None:
        """Add to the answer that is being written; begins one where none is."""
        if self._answer is None:
            answer = AnswerBlock()
            await self.add(answer)
            self._answer = answer
        await self._answer.write(fragment)

    async def end_answer(self, stopped: bool = False) -> None:
        """The answer is complete, or was stopped."""
        answer, self._answer = self._answer, None
        if answer is not None:
            await answer.end(stopped)

    async def resume(self, makers: Sequence[Callable[[], Block]]) -> None:
        """Show the tail of an earlier history; the rest waits for `e`."""
        self._earlier = list(makers)
        await self._load()
        self.anchor()

    async def restart(self, makers: Sequence[Callable[[], Block]]) -> None:
        """Show another history in place of this one, from its tail."""
        await self.end_answer()
        self._select(None)
        self._is_cut = False
        self._blocks.clear()
        await self._column.remove_children()
        await self.resume(makers)

    async def action_earlier(self) -> None:
        if self._earlier:
            # To the block above those that were there: the person wants to read on upwards.
            last = (await self._load())[-1]
            self.call_after_refresh(last.scroll_visible, animate=False)
        elif self._is_cut:
            toast(
                self.app,
                named(self, "What is older is in the session's file: {workspace.sessions}."),
            )
        else:
            toast(self.app, "This is the beginning.")

    async def _let_go(self, count: int) -> None:
        """Take the oldest blocks from the screen; `e` makes them anew."""
        old, self._blocks = self._blocks[:count], self._blocks[count:]
        if self._at in old:
            self._at = None
        self._earlier += [block.maker for block in old]
        if len(self._earlier) > EARLIER:
            # No more than came: what a long session was resumed with stays within reach.
            del self._earlier[:count]
            self._is_cut = True
        await self._column.remove_children(old)
        # Textual keeps up to 1,024 removed widgets, with all that they painted, as keys of this.
        StylesCache.get_inner_outer.cache_clear()
        await self._show_count()

    async def _load(self) -> list[Block]:
        """Draw the next earlier blocks; returns them."""
        self._earlier, batch = self._earlier[:-TAIL], self._earlier[-TAIL:]
        made = [make() for make in batch]
        await self.query(".earlier").remove()
        if made:
            await self._column.mount(*made, before=0 if self._column.children else None)
        self._blocks[:0] = made
        await self._show_count()
        return made

    async def _show_count(self) -> None:
        """Say above the oldest block how many are earlier."""
        key = key_name(self, self.EARLIER_KEY)
        note = inline((f"{len(self._earlier)} earlier: press {key} here to show more", "dim"))
        shown = next(iter(self._column.query(".earlier").results(Static)), None)
        if shown is not None:
            shown.update(note, layout=False)
        elif self._earlier:
            await self._column.mount(Static(note, classes="earlier"), before=0)

    def action_move(self, step: int) -> None:
        if not self._blocks:
            return
        at = self._blocks.index(self._at) if self._at in self._blocks else len(self._blocks)
        self._select(self._blocks[min(max(at + step, 0), len(self._blocks) - 1)])

    def action_expand(self) -> None:
        if isinstance(self._at, Step):
            self._at.toggle()
        elif self._at is None and (steps := [b for b in self._blocks if isinstance(b, Step)]):
            self._select(steps[-1])
            steps[-1].toggle()
        else:
            toast(self.app, "Only steps have more to show.")

    def action_copy(self) -> None:
        block = self._at or (self._blocks[-1] if self._blocks else None)
        if block is None:
            toast(self.app, "There is nothing to copy yet.")
            return
        self.app.copy_to_clipboard(block.as_text)

    def action_follow(self) -> None:
        self._select(None)
        self.anchor()

    def on_click(self, event: events.Click) -> None:
        block = _block_of(event.widget)
        if block is None:
            return
        if block is self._at and isinstance(block, Step):
            block.toggle()
        self._select(block)

    def _select(self, block: Block | None) -> None:
        if self._at is not None:
            self._at.remove_class("selected")
        self._at = block
        if block is not None:
            block.add_class("selected")
            block.scroll_visible(animate=False)


def _block_of(widget: Widget | None) -> Block | None:
    while widget is not None and not isinstance(widget, Line | AnswerBlock | Step):
        widget = widget.parent if isinstance(widget.parent, Widget) else None
    return widget
