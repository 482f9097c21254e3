"""What a replay is drawn with: the workspace's widgets without the keys that act, and a bar."""

from dataclasses import dataclass, fields
from typing import ClassVar

from textual import events
from textual.app import ComposeResult, RenderResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from assistant.events import ConsentAsked
from tui.log import SessionEvent
from tui.marks import flat, one_line, shown
from tui.text import inline
from tui.widgets.conversation import Conversation
from tui.widgets.tasks import TaskTree
from tui.words import has_unicode

VALUE = 2000
"""Characters of a recorded value that the replay shows; what is cut is counted beside it."""


class RecordedTasks(TaskTree, inherit_bindings=False):
    """The items as they stood; nothing can be done about them here."""

    HELP = """\
## Tasks as they stood

The items as the list showed them at this step. `{recorded.toggle}` opens and closes a tier;
nothing here acts on an item.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "cursor_up", show=False, id="recorded.up"),
        Binding("down,j", "cursor_down", show=False, id="recorded.down"),
        Binding("enter", "do", "Open tier", show=False, id="recorded.toggle"),
    ]

    def action_do(self) -> None:
        node = self.cursor_node
        if node is not None and not node.data:
            node.toggle()


class RecordedConversation(Conversation, inherit_bindings=False):
    """The conversation as it stood; `space` and the arrows belong to the replay."""

    HELP = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False, id="recorded.block-up"),
        Binding("down,j", "move(1)", show=False, id="recorded.block-down"),
        Binding("enter", "expand", "Open step", show=False, id="recorded.expand"),
        Binding("e", "earlier", "Earlier", show=False, id="recorded.earlier"),
        Binding("y", "copy", "Copy", show=False, id="recorded.copy"),
    ]
    EARLIER_KEY: ClassVar[str] = "recorded.earlier"


class RecordedCall(Vertical):
    """A call that waited for the person's word, with every argument and no key that decides."""

    def __init__(self, id: str | None = None) -> None:
        """Nothing waits."""
        super().__init__(classes="card", id=id)
        self._call: ConsentAsked | None = None

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="card-body", can_focus=False):
            yield Static("")

    def show(self, call: ConsentAsked | None, about: str) -> None:
        """Show a call, which is for the item of the text `about`; or nothing."""
        if call is self._call:
            return
        self._call = call
        self.display = call is not None
        if call is not None:
            self.border_title = inline(f"Waited for your word · {one_line(call.tool, 40)}")
            self.border_subtitle = inline("recorded: no key decides here")
            self.query_one(Static).update(_arguments(call, about))


class Position(Widget):
    """How far the replay has got, as a bar and in numbers; a click goes there."""

    @dataclass
    class Wanted(Message):
        """The person wants to see another part, from 0 for the beginning to 1 for the end."""

        share: float

    def __init__(self, id: str | None = None) -> None:
        """At the beginning."""
        super().__init__(id=id)
        self._at, self._last = 0, 0

    def show(self, at: int, last: int) -> None:
        """The replay is at step `at` of `last`, both counted from 0."""
        self._at, self._last = at, last
        self.refresh()

    def render(self) -> RenderResult:
        done, rest = "━─" if has_unicode() else "=-"
        width = max(self.content_size.width, 1)
        filled = round(width * self._share)
        return Content.assemble((done * filled, "$accent"), (rest * (width - filled), "dim"))

    def on_click(self, event: events.Click) -> None:
        width = max(self.content_size.width - 1, 1)
        at = event.get_content_offset(self)
        if at is not None:
            self.post_message(self.Wanted(min(at.x / width, 1.0)))

    @property
    def _share(self) -> float:
        return (self._at + 1) / (self._last + 1)


def in_full(event: SessionEvent) -> Content:
    """An event as it was recorded, one field per line."""
    lines = [inline((type(event).__name__, "bold $accent"))]
    for field in fields(event):
        value = getattr(event, field.name)
        if isinstance(value, dict):
            lines += [_field(f"  {key}", part) for key, part in value.items()]
        elif value not in ("", None):
            lines.append(_field(field.name, value))
    return Content("\n").join(lines)


def _field(name: str, value: object) -> Content:
    text = f"{value:.3g}" if isinstance(value, float) else flat(value)
    return inline((f"{one_line(name, 40)}: ", "dim"), shown(text, VALUE))


def _arguments(call: ConsentAsked, about: str) -> Content:
    item_id = one_line(str(call.args.get("item_id", "")), 64)
    text = f" · {one_line(about, 120)}" if about else ""
    lines = [
        inline((f"{one_line(key, 40)}: ", "bold"), flat(value))
        for key, value in call.args.items()
        if key != "item_id"
    ]
    head = inline((f"for {item_id}{text}" if item_id else "for the whole day", "dim"))
    why = inline((f"asked because {one_line(call.reason, 200)}", "dim"))
    return Content("\n").join([head, *lines, why])
