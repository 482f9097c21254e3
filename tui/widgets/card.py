"""A call that waits for the person's word.

The rules that keep typing from deciding anything live here. A card decides only on one of its
own keys, and only after it has had the focus for half a second; it never takes the focus by
itself. What cannot be undone needs a second key, and can be held for some seconds after it, in
which any key takes it back.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.timer import Timer
from textual.widgets import Static

from assistant.contract.day import Item
from assistant.contract.tools import Effect
from assistant.guard import HumanInterrupt, HumanResponse
from tui import grace
from tui.keynames import key_name, keys_of, named
from tui.marks import flat, is_whole, one_line
from tui.permissions import Permission, effect_of
from tui.text import inline, toast

_KEYS = (
    ("a", "allow", "once"),
    ("A", "always", "always"),
    ("e", "edit", "edit"),
    ("d", "deny", "deny"),
    ("r", "reason", "why not"),
    ("l", "later", "later"),
)
"""What the card knows a key by, the name in its id, and what it does."""


class KeyHint(Static):
    """A key and what it does; a click is the key."""

    def __init__(self, key: str, shown: str, label: str) -> None:
        """Show the key as `shown` before `label`; `key` is what the card knows it by."""
        super().__init__(Content.assemble((shown, "bold $accent"), f" {label}"), classes="hint")
        self.key = key

    def on_click(self, event: events.Click) -> None:
        event.stop()
        card = self.parent.parent if self.parent else None
        if isinstance(card, ApprovalCard):
            card.press(self.key)


class ApprovalCard(Vertical, can_focus=True):
    """One call, with every argument, and the keys that decide about it."""

    HELP = """\
## A call that waits for your word

Nothing happens until you press one of the card's keys, and only after the card has had the focus
for half a second. `enter`, `space` and `{card.leave}` decide nothing.

- `{card.allow}` allows it once; what cannot be undone then asks for `{card.confirm}` as well.
- `{card.always}` allows this tool for this recipient from now on (see `/permissions`). Not
  offered for what cannot be undone, for what text from outside brought about, and while the card
  needs scrolling.
- `{card.edit}` lets you edit it first.
- `{card.deny}` denies it; `{card.reason}` denies it and says why. The assistant reads the reason
  and goes on.
- `{card.later}` leaves it for later.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "press('a')", "Allow once", id="card.allow"),
        Binding("A", "press('A')", "Always here", id="card.always"),
        Binding("e", "press('e')", "Edit", id="card.edit"),
        Binding("d", "press('d')", "Deny", id="card.deny"),
        Binding("r", "press('r')", "Deny, say why", id="card.reason"),
        Binding("l", "press('l')", "Later", id="card.later"),
        Binding("y", "press('y')", show=False, id="card.confirm"),
        Binding("up,k", "scroll_body(-1)", show=False),
        Binding("down,j", "scroll_body(1)", show=False),
        Binding("pageup", "scroll_body(-8)", show=False),
        Binding("pagedown", "scroll_body(8)", show=False),
        Binding("escape", "leave", show=False, id="card.leave"),
    ]

    is_armed: reactive[bool] = reactive(False)
    """Whether `a` was pressed on a call that needs `y` as well."""

    seconds_left: reactive[int] = reactive(0)
    """Until what was allowed is done; 0 while nothing is held."""

    @dataclass
    class Decided(Message):
        """The person gave their word."""

        card: "ApprovalCard"
        response: HumanResponse
        always: Permission | None = None

    @dataclass
    class Wanted(Message):
        """The person wants to edit the call, or to say why not."""

        card: "ApprovalCard"
        what: str
        """edit or reason."""

    class Left(Message):
        """The person goes back to what they did before."""

    def __init__(
        self,
        pending: HumanInterrupt,
        item: Item | None,
        always: Permission | None,
        simulated: bool,
        names: Mapping[str, str] | None = None,
        hold_s: int = 0,
    ) -> None:
        """Show `pending`, which is about `item`; `always` is the permission it could get.

        `names` says what the ids among the arguments stand for. What cannot be undone is held
        for `hold_s` seconds after the person's word.
        """
        super().__init__(classes="card approval")
        self.pending = pending
        self.effect = effect_of(pending)
        self._item = item
        self._always = always
        self._simulated = simulated
        self._names = names or {}
        self._hold_s = hold_s
        self._held: tuple[HumanResponse, float] | None = None
        self._ticks: Timer | None = None
        self._focused_at: float | None = None

    @property
    def args(self) -> dict[str, Any]:
        """The arguments that are shown, which are those that are approved."""
        return self.pending["action_request"]["args"]

    @property
    def needs_second_key(self) -> bool:
        """Whether it cannot be undone."""
        return self.effect is Effect.IRREVERSIBLE

    @property
    def is_whole(self) -> bool:
        """Whether every argument can be shown to its end, by scrolling if need be."""
        return all(is_whole(flat(value)) for value in self.args.values())

    @property
    def can_always(self) -> bool:
        """Whether "always" may be offered: narrow, and everything is in view at once."""
        body = self.query_one(".card-body", VerticalScroll)
        fits = self.is_mounted and body.size.height > 0 and body.max_scroll_y <= 0
        return self._always is not None and fits and self.is_whole

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="card-body", can_focus=False):
            yield Static(self._what())
        yield Static("", classes="card-confirm")
        with Horizontal(classes="card-keys"):
            for key, name, label in _KEYS:
                if key != "A" or self._always is not None:
                    yield KeyHint(key, key_name(self, f"card.{name}"), label)

    def say_title(self, number: int, count: int) -> None:
        """Title the card: which of how many it is, what it is, and how far it reaches."""
        action = one_line(self.pending["action_request"]["action"], 40)
        self.border_title = inline(f"Needs you {number} of {count} · {action}")
        final = "cannot be undone" if self.needs_second_key else self.effect.value
        # In order of importance, because a narrow window cuts the end.
        more = named(self, " · {deck.next} for the next") if count > 1 else ""
        self.border_subtitle = inline(final + " · simulated" * self._simulated + more)

    def press(self, key: str) -> None:
        """One of the card's keys; ignored until the card has had the focus long enough."""
        if self.take_back() or not self._is_ready():
            return
        armed, self.is_armed = self.is_armed, False
        match key:
            case "a" if not self.is_whole:
                toast(self.app, "This is too long to show whole, so it cannot be allowed.")
            case "a" if self.needs_second_key:
                self.is_armed = True
            case "a":
                self.decide({"type": "accept", "args": None})
            case "y" if armed:
                self.decide({"type": "accept", "args": None})
            case "A" if self.can_always:
                self.decide({"type": "accept", "args": None}, self._always)
            case "A":
                toast(self.app, self._why_not_always())
            case "d":
                self.decide({"type": "response", "args": "no"})
            case "l":
                self.decide({"type": "ignore", "args": None})
            case "e" | "r":
                self.post_message(self.Wanted(self, "edit" if key == "e" else "reason"))

    def decide(self, response: HumanResponse, always: Permission | None = None) -> None:
        """Give the person's word, or hold it for a while where it cannot be undone."""
        does_it = response["type"] in {"accept", "edit"}
        if does_it and self.needs_second_key and self._hold_s:
            self._held = (response, grace.clock() + self._hold_s)
            self.seconds_left = self._hold_s
            self._ticks = self.set_interval(0.2, self._tick)
            return
        self._focused_at = None
        self.post_message(self.Decided(self, response, always))

    def take_back(self) -> bool:
        """Decide nothing after all; False where nothing is held."""
        if self._held is None:
            return False
        self._let_go()
        toast(self.app, "Taken back: nothing was done.")
        return True

    def action_press(self, key: str) -> None:
        self.press(key)

    def action_scroll_body(self, lines: int) -> None:
        self.query_one(".card-body", VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_leave(self) -> None:
        self.is_armed = False
        self.post_message(self.Left())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide "always" where it is not offered."""
        return not (action == "press" and parameters == ("A",) and self._always is None)

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < 52, "tight")
        self.set_class(event.size.width < 50, "slim")

    def on_focus(self) -> None:
        self._focused_at = grace.clock()

    def on_blur(self) -> None:
        self._focused_at = None
        self.is_armed = False

    def on_key(self, event: events.Key) -> None:
        """Any key takes back what is held, any but the one that confirms the second question."""
        if self.take_back():
            event.stop()
            event.prevent_default()
        elif self.is_armed and event.key not in {
            *keys_of(self, "card.allow"), *keys_of(self, "card.confirm")
        }:  # fmt: skip
            self.is_armed = False

    def watch_is_armed(self) -> None:
        self._show_confirm()

    def watch_seconds_left(self) -> None:
        self._show_confirm()

    def _show_confirm(self) -> None:
        text = ""
        if self.seconds_left:
            text = f"Will be done in {self.seconds_left} s. Any key takes it back; so does /undo."
        elif self.is_armed:
            key = key_name(self, "card.confirm")
            text = f"This cannot be undone. Press {key} to do it; any other key goes back."
        self.set_class(bool(text), "armed")
        if self.is_mounted:
            self.query_one(".card-confirm", Static).update(inline(text))

    def _tick(self) -> None:
        """Do what is held once its time has come."""
        if self._held is None:
            return
        response, until = self._held
        self.seconds_left = math.ceil(max(until - grace.clock(), 0))
        if self.seconds_left == 0:
            self._let_go()
            self._focused_at = None
            self.post_message(self.Decided(self, response))

    def _let_go(self) -> None:
        self._held, self.seconds_left = None, 0
        if self._ticks is not None:
            self._ticks.stop()
            self._ticks = None

    def _is_ready(self) -> bool:
        """Whether the focus has been here long enough for a key to be meant for the card."""
        return self.has_focus and grace.has_passed(self._focused_at)

    def _what(self) -> Content:
        args = [
            inline(
                (f"{one_line(key, 40)}: ", "bold"), flat(value), (self._named(key, value), "dim")
            )
            for key, value in self.args.items()
            if key != "item_id"
        ]
        why = inline((f"asks because {one_line(self.pending['description'], 200)}", "dim"))
        return Content("\n").join([inline((self._about(), "dim")), *args, why])

    def _named(self, key: str, value: object) -> str:
        name = self._names.get(str(value), "") if key.endswith("_id") else ""
        return f"  {one_line(name, 120)}" if name else ""

    def _about(self) -> str:
        item_id = one_line(str(self.args.get("item_id", "")), 64)
        if not item_id:
            return "for the whole day"
        if self._item is None:
            return f"for {item_id}"
        names = one_line(", ".join(self._item.people), 80)
        people = f" · with {names}" if names else ""
        outside = " · from outside" if self._item.tainted else ""
        return f"for {item_id} · {one_line(self._item.text, 120)}{people}{outside}"

    def _why_not_always(self) -> str:
        if self._always is None:
            return "Always is not offered for what cannot be undone or comes from outside."
        return "Always is offered only while the whole card is in view; make the window larger."
