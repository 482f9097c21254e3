"""Where the person types: a request, an answer, or a slash command."""

from collections import deque
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.commands import matching
from tui.widgets.fields import AreaField

REMEMBERED = 200
"""Lines that `up` brings back."""


class PromptArea(AreaField):
    """Grows with what is typed; `enter` sends, so that a pasted newline does not."""

    HELP = """\
## Prompt

Type a request, such as *remind me to call mum at 18:00*; it becomes an item. `t3: Friday` says
more about item t3. `/` begins a command, `tab` completes it. `{prompt.send}` sends,
`{prompt.newline}` begins a new line, `up` in an empty prompt brings back what you typed before.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "send", "Send", show=False, id="prompt.send"),
        Binding("ctrl+j,shift+enter", "newline", "New line", show=False, id="prompt.newline"),
    ]

    def __init__(self) -> None:
        """An empty prompt."""
        super().__init__(
            compact=True,
            highlight_cursor_line=False,
            placeholder="Ask, or / for commands",
            id="prompt-area",
        )
        self._history: deque[str] = deque(maxlen=REMEMBERED)
        self._back = 0

    def remember(self, text: str) -> None:
        """Keep what was sent, for `up`."""
        self._history.append(text)
        self._back = 0

    def action_send(self) -> None:
        self.query_ancestor(Prompt).send()

    def action_newline(self) -> None:
        self.insert("\n")

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "tab" and self.query_ancestor(Prompt).complete():
            event.stop()
            event.prevent_default()
        elif event.key == "up" and self._history and (not self.text or self._back):
            self._recall(1)
            event.stop()
            event.prevent_default()
        elif event.key == "down" and self._back:
            self._recall(-1)
            event.stop()
            event.prevent_default()

    def _recall(self, step: int) -> None:
        self._back = min(max(self._back + step, 0), len(self._history))
        self.text = self._history[-self._back] if self._back else ""
        self.move_cursor(self.document.end)


class Prompt(Vertical):
    """The prompt and, while a command is typed, what it may become."""

    @dataclass
    class Sent(Message):
        """The person pressed enter."""

        text: str

    def compose(self) -> ComposeResult:
        yield Static("", id="completions")
        with Horizontal(id="prompt-line"):
            yield Static(">", id="prompt-mark")
            yield PromptArea()

    @property
    def area(self) -> PromptArea:
        """The field itself."""
        return self.query_one(PromptArea)

    def fill(self, text: str) -> None:
        """Put text into the prompt and go there: after an error, or to begin a correction."""
        self.area.text = text
        self.area.move_cursor(self.area.document.end)
        self.area.focus()

    def send(self) -> None:
        """Hand over what was typed."""
        text = self.area.text.strip()
        if not text:
            return
        self.area.remember(text)
        self.area.text = ""
        self.post_message(self.Sent(text))

    def complete(self) -> bool:
        """Complete a half-typed command; False where there is none."""
        found = matching(self.area.text)
        if found:
            self.area.text = f"/{found[0].name} " if found[0].argument else f"/{found[0].name}"
            self.area.move_cursor(self.area.document.end)
        return bool(found)

    def on_text_area_changed(self) -> None:
        found = matching(self.area.text)
        lines = [
            Content.assemble((f"{command.usage:<18}", "bold"), command.help) for command in found
        ]
        completions, text = self.query_one("#completions", Static), Content("\n").join(lines)
        if completions.content != text:
            completions.update(text)
            completions.display = bool(lines)
