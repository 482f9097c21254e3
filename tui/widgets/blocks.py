"""The blocks that a conversation is made of: what was said, what was done, what went wrong."""

from functools import partial

from textual.app import ComposeResult, RenderResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Markdown, Static
from textual.widgets.markdown import MarkdownStream

from assistant.contract.tools import Effect
from tui.history import Speaker, Stepped
from tui.marks import SHOWN, flat, marked, one_line, shown
from tui.text import inline
from tui.words import glyph, has_unicode, in_euro

ROOMY = 64
"""Columns from which a step says how long it took."""


class Line(Horizontal):
    """One thing that somebody said, as plain text."""

    def __init__(self, speaker: Speaker, text: str) -> None:
        """Say who speaks: a word, so that colour is not the only sign."""
        super().__init__(classes=f"block line {speaker.lower()}")
        self.speaker = speaker
        self.words = text

    def compose(self) -> ComposeResult:
        yield Static(inline(self.speaker), classes="speaker")
        yield Static(inline(self.words), classes="words")

    @property
    def as_text(self) -> str:
        """What copying it copies."""
        return self.words

    @property
    def maker(self) -> "partial[Line]":
        """Makes the same block again, without holding this one."""
        return partial(Line, self.speaker, self.words)


class AnswerBlock(Horizontal):
    """The assistant's own words, as Markdown that grows while it is written."""

    def __init__(self, text: str = "") -> None:
        """An empty answer, or one that is complete already."""
        super().__init__(classes="block answer")
        self._words = [text] if text else []
        self._length = len(text)
        self._markdown = Markdown(shown(text), open_links=False)
        self._stream: MarkdownStream | None = None

    @property
    def as_text(self) -> str:
        """What copying it copies."""
        return "".join(self._words)

    @property
    def maker(self) -> "partial[AnswerBlock]":
        """Makes the same block again, without holding this one."""
        return partial(AnswerBlock, self.as_text)

    def compose(self) -> ComposeResult:
        yield Static("Assistant", classes="speaker")
        with Vertical(classes="words"):
            yield self._markdown

    async def write(self, fragment: str) -> None:
        """Add a fragment; the stream merges what comes faster than it can be drawn."""
        room = SHOWN - self._length
        self._words.append(fragment)
        self._length += len(fragment)
        if room <= 0:
            return
        text = shown(fragment, room)
        if self._stream is None:
            self._stream = Markdown.get_stream(self._markdown)
        await self._stream.write(text)

    async def end(self, stopped: bool = False) -> None:
        """No more will come; what was written stays, and says so where it was stopped."""
        if self._stream is not None:
            await self._stream.stop()
            self._stream = None
        if stopped and self.is_attached:
            note = Static(inline(f"{glyph('stopped')} stopped by you"), classes="stopped")
            await self.query_one(".words").mount(note)

    def on_markdown_link_clicked(self, event: Markdown.LinkClicked) -> None:
        """Copy the address instead of opening it: nothing leaves the machine by a click."""
        event.stop()
        self.app.copy_to_clipboard(event.href)


class Step(Widget):
    """One call and what came of it, on one line that expands."""

    def __init__(self, step: Stepped, mark: str, euro: float | None = None) -> None:
        """Draw `step`; `mark` stands beside effects that do not really happen.

        `euro` is what the call of the model cost, where a price is known.
        """
        event = step.event
        quiet = "quiet" if event.effect is Effect.READ and event.status == "ok" else ""
        super().__init__(classes=f"block step {event.status} {quiet}")
        self.event = event
        self.is_expanded = False
        self._step = step
        self._euro = euro
        self._mark = mark if event.effect not in {None, Effect.READ} else ""

    @property
    def as_text(self) -> str:
        """What copying it copies."""
        return f"{self.event.tool} {self.event.status}: {self.event.text}"

    @property
    def maker(self) -> "partial[Step]":
        """Makes the same block again, without holding this one."""
        return partial(Step, self._step, self._mark, self._euro)

    def toggle(self) -> None:
        """Show the arguments, or hide them again."""
        self.is_expanded = not self.is_expanded
        self.set_class(self.is_expanded, "expanded")
        self.refresh(layout=True)

    def render(self) -> RenderResult:
        head = self._head(max(self.content_size.width, 30))
        return Content("\n").join([head, *self._details()]) if self.is_expanded else head

    def _head(self, width: int) -> Content:
        """The step in one line; how long it took is said only where there is room."""
        event, is_roomy = self.event, width >= ROOMY
        arrows = "▾▸" if has_unicode() else "v>"
        tool = one_line(event.tool, 20)
        status = self._mark if event.status == "ok" and self._mark else event.status
        left = f"{arrows[0] if self.is_expanded else arrows[1]} "
        left += f"{tool:<18} {status:<9} "
        call = self._step.call
        tail = f" {_duration(call.seconds):>7}" if is_roomy and call is not None else ""
        room = max(width - len(left) - len(tail), 0)
        text = one_line(event.text, room) if room > 4 else ""
        return Content.assemble(left, f"{text:<{room}}", (tail, "dim"))

    def _details(self) -> list[Content]:
        event = self.event
        effect = event.effect.value if event.effect else "not understood"
        facts = [f"{event.agent} agent", f"item {event.item_id or '–'}"]
        if event.item_id:
            facts.append(f"tier {self._step.tier or 'not known'}")
        facts.append(effect)
        call = self._step.call
        if call and call.prompt_tokens is not None and call.completion_tokens is not None:
            facts.append(f"{call.prompt_tokens + call.completion_tokens} tokens")
        if self._euro is not None:
            facts.append(in_euro(self._euro))
        about = inline(("    " + " · ".join(facts), "dim"))
        lines = [inline(f"    {event.text}"), about]
        for key, value in event.args.items():
            lines.append(inline((f"    {marked(key)}: ", "dim"), flat(value)))
        return lines


def _duration(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 10 else f"{seconds:.0f} s"
