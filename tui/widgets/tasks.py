"""The items of the day, by tier, each with its state as a glyph and a word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from assistant.contract.day import Item, Tier
from tui.marks import one_line
from tui.words import TIERS, State, glyph, state_of

_WORD = max(len(word) for word in ("to do", "working", "asks you", "waiting", "snoozed"))
_TIER = ("personal", "professional", "other")


@dataclass(frozen=True, slots=True)
class Row:
    """An item as the tree shows it."""

    id: str
    text: str
    tier: Tier
    state: State


class TaskTree(Tree[str]):
    """Items by tier; a node's data is the item's id, or empty for a tier."""

    HELP = """\
## Tasks

Everything that needs a decision, by whose need it serves. The word after the glyph is the
state: *to do*, *working*, *asks you*, *waiting* (for your word), *done*, *failed*, *left*
(to you) or *snoozed*.

`{tasks.pause}` pauses the work on all of them once the present step is done, and goes on with it.
A click only moves the cursor; a double click is `{tasks.do}`.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "do", "Do", id="tasks.do"),
        Binding("p", "screen.command('pause')", "Pause/go on", id="tasks.pause"),
        Binding("m", "ask('mine')", "Mine", id="tasks.mine"),
        Binding("n", "ask('later')", "Not now", id="tasks.later"),
        Binding("t", "ask('tier')", "Tier", id="tasks.tier"),
        Binding("c", "ask('correct')", "Correct", id="tasks.correct"),
        Binding("w", "ask('why')", "Why?", id="tasks.why"),
        Binding("u", "ask('undo')", "Undo", show=False, id="tasks.undo"),
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "tasks--to-do", "tasks--working", "tasks--asks-you", "tasks--waiting", "tasks--done",
        "tasks--failed", "tasks--left", "tasks--snoozed", "tasks--stopped", "tasks--count",
    }  # fmt: skip

    @dataclass
    class Command(Message):
        """The person wants something done about the item under the cursor."""

        name: str

    @dataclass
    class Looked(Message):
        """The cursor is on another item; empty where it is on a tier."""

        item_id: str

    def __init__(self, id: str | None = None) -> None:
        """An empty tree."""
        # First, because the base class measures labels while it is made.
        self._rows: dict[str, Row] = {}
        self._tiers: dict[Tier, TreeNode[str]] = {}
        super().__init__("items", id=id)
        self.show_root = False
        self.show_guides = False
        self.guide_depth = 2

    @property
    def item_id(self) -> str:
        """The item under the cursor; empty where there is none."""
        node = self.cursor_node
        return (node.data or "") if node else ""

    def show_items(self, items: Iterable[Item], working: str, asking: str) -> None:
        """Draw the items; `working` and `asking` are the ids the assistant is busy with."""
        rows = [_row(item, working, asking) for item in items]
        is_new = not self.root.children
        if is_new or [(r.id, r.tier) for r in rows] != [
            (r.id, r.tier) for r in self._rows.values()
        ]:
            self._rows = {row.id: row for row in rows}
            self._rebuild(rows)
        else:
            self._rows = {row.id: row for row in rows}
        self._invalidate()
        self.refresh()

    def look_at(self, item_id: str) -> None:
        """Put the cursor on an item."""
        for node in self._tiers.values():
            for leaf in node.children:
                if leaf.data == item_id:
                    node.expand()
                    self.call_after_refresh(self.move_cursor, leaf)

    def render_label(self, node: TreeNode[str], base_style: Style, style: Style) -> Text:
        if node.parent is None or not self._rows:
            return super().render_label(node, base_style, style)
        row = self._rows.get(node.data or "")
        if row is None:
            return self._tier_label(node, base_style, style)
        state = self.get_component_rich_style(f"tasks--{row.state.replace(' ', '-')}", partial=True)
        head = f"{glyph(row.state)} {row.state:<{_WORD}}  "
        room = max(self.size.width - len(head) - 2 * self.guide_depth - 1, 8)
        # Under the cursor the bar's own colours are the readable ones.
        is_under_cursor = self.has_focus and node is self.cursor_node
        text = Text(no_wrap=True, end="")
        text.append(head, style if is_under_cursor else style + state)
        text.append(f"{one_line(row.text, room):<{room}}", style)
        return text

    def on_focus(self) -> None:
        """A cursor to begin with, on the first item."""
        if not self.item_id and self.cursor_line < 1 and self._rows:
            self.cursor_line = 1

    async def _on_click(self, event: events.Click) -> None:
        """A click looks, a double click acts: a click to refocus the window decides nothing."""
        event.prevent_default()
        line = event.style.meta.get("line")
        if line is None:
            return
        self.cursor_line = line
        node = self.get_node_at_line(line)
        if node is not None and event.style.meta.get("toggle", False):
            node.toggle()
        elif event.chain == 2:
            self.action_do()

    def action_do(self) -> None:
        node = self.cursor_node
        if node is not None and not node.data:
            node.toggle()
        elif node is not None:
            self.post_message(self.Command("do"))

    def action_ask(self, name: str) -> None:
        self.post_message(self.Command(name))

    def on_tree_node_highlighted(self, event: Tree.NodeHighlighted[str]) -> None:
        event.stop()
        self.post_message(self.Looked(event.node.data or ""))

    def _tier_label(self, node: TreeNode[str], base_style: Style, style: Style) -> Text:
        tier = next((tier for tier, known in self._tiers.items() if known is node), "other")
        rows = [row for row in self._rows.values() if row.tier == tier]
        undone = sum(row.state in {"to do", "working", "asks you", "waiting"} for row in rows)
        label = super().render_label(node, base_style, style)
        count = f"  {undone} open" if undone else "  all settled"
        label.append(count, self.get_component_rich_style("tasks--count", partial=True))
        return label

    def _rebuild(self, rows: Sequence[Row]) -> None:
        at, folded = self.item_id, {t for t, node in self._tiers.items() if not node.is_expanded}
        self.clear()
        self._tiers = {}
        for tier in TIERS:
            leaves = [row for row in rows if row.tier == tier]
            if leaves:
                node = self.root.add(Text(tier.capitalize(), "bold"), "", expand=tier not in folded)
                self._tiers[tier] = node
                for row in leaves:
                    node.add_leaf(Text(row.id), row.id)
        if not rows:
            self.root.add_leaf(Text("Nothing to do. Type below what you need.", "dim"), "")
        self.root.expand()
        if at:
            self.look_at(at)


def _row(item: Item, working: str, asking: str) -> Row:
    state = state_of(item.status)
    if item.id == asking:
        state = "asks you"
    elif item.id == working and item.is_open:
        state = "working"
    return Row(item.id, item.text, item.tier, state)
