"""The guided tour: what is where, on the day that is open, in seven stops of a few lines each.

A dialog over the living workspace. The part that is spoken of stays bright and the others fade;
the words name it too. The assistant goes on meanwhile, and nothing is decided here: no key of the
tour reaches a card, and F4 ends the tour at the card that waits.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from tui.screens.dialog import Dialog
from tui.text import inline

if TYPE_CHECKING:
    from tui.screens.parts import Parts

Place = Literal["middle", "left", "right", "top", "bottom"]

_PARTS = ("#left", "#about", "#conversation", "#deck", "#knowledge", "#prompt", "#status")
_SHOWN = ("show-tasks", "show-knowledge")
"""Classes of the workspace that bring up a part where the window is narrow."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing to see."""

    title: str
    text: str
    part: str = ""
    """Selector of the part of the workspace that stays bright; empty for all of it."""
    place: Place = "middle"
    """Where the words stand, so that they leave the part free."""
    shown: str = ""
    """A class of the workspace that brings the part up."""


def stops(is_simulated: bool, has_card: bool, can_use_own: bool) -> list[Stop]:
    """The way around, for the day that is open."""
    if is_simulated:
        day = "This is a sample day: all of it is made up, and nothing is sent."
    else:
        day = "This is your own day. Looking around changes nothing in it."
    if has_card:
        card = "This call waits for you. Typing never answers it: F4 goes to it, and only then"
    else:
        card = "A call that needs you comes up here. Typing never answers it: F4 goes to it, then"
    own = " ctrl+o begins with your own list." if can_use_own else ""
    return [
        Stop(
            "Welcome",
            f"{day} Two minutes show you where things are, while the assistant goes on working. "
            "s skips them; /tour brings them back.",
        ),
        Stop(
            "Your list · F2",
            "All that needs a decision, by whose need it serves. The word before an item is its "
            "state. On an item enter handles it now, m leaves it to you, n puts it off.",
            "#left", "right", "show-tasks",
        ),
        Stop(
            "What happens · ctrl+t",
            "A line for each step: which tool, and what came of it. The arrow keys walk through "
            "them, space opens one. esc stops the assistant at once and keeps what was done.",
            "#conversation", "left",
        ),
        Stop(
            "Your word · F4",
            f"{card} a allows it once, e edits it, d denies it. What cannot be undone asks for y "
            "as well. What you do not decide waits, also after you leave.",
            "#deck", "top",
        ),
        Stop(
            "What it knows · F3",
            "Search in your notes, on this machine. On an item w shows which of them the "
            "assistant had read when it decided.",
            "#knowledge", "left", "show-knowledge",
        ),
        Stop(
            "Say something",
            "Type what you want in your own words; it becomes an item of the list. / begins a "
            "command, ctrl+p lists them all, F1 explains where you are.",
            "#prompt", "top",
        ),
        Stop(
            "How things stand",
            "This line says in words what goes on and whether anything leaves the machine. F7 is "
            f"your day, F8 plays it through before anything is done.{own} That is all.",
            "#status", "top",
        ),
    ]  # fmt: skip


class TourScreen(Dialog[Literal["decide"]]):
    """Shows the stops one after the other; the result says that the person wants to decide."""

    CSS_PATH = "../styles/tour.tcss"
    SHAPE = "tour"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-medium"), (120, "-wide")]
    HELP = """\
## Tour

Where things are, a few lines at a time. `enter` goes on, `left` goes back, `s` or `escape` ends
it. Nothing is decided here; `f4` goes to the call that waits.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,right,n", "turn(1)", "Next", id="tour.next"),
        Binding("left,backspace,p", "turn(-1)", "Back", id="tour.previous"),
        Binding("escape,s", "back", "End the tour", id="tour.skip"),
        Binding("f4", "decide", "Decide", id="tour.decide"),
        Binding("down,j", "scroll_text(1)", show=False),
        Binding("up,k", "scroll_text(-1)", show=False),
    ]

    def __init__(self, workspace: "Parts", can_use_own: bool) -> None:
        """Show what is on `workspace`."""
        super().__init__("")
        self._workspace = workspace
        self._can_use_own = can_use_own
        self._before = {name for name in _SHOWN if workspace.has_class(name)}
        self._focused = workspace.focused
        self._at = 0

    @property
    def stop(self) -> Stop:
        """What is spoken of."""
        return self._stops[self._at]

    @property
    def _stops(self) -> list[Stop]:
        below = self._workspace
        return stops(below.session.simulated, bool(below.deck.cards), self._can_use_own)

    def content(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Static("", id="tour-text")

    def on_mount(self) -> None:
        # A covered screen forgets a repaint that falls into a batch of the screen above it, and
        # catches up when it is asked once more.
        self.set_interval(0.1, self._workspace.check_idle)
        self._show()

    def on_unmount(self) -> None:
        if self._workspace.is_attached:
            self._light("", "")
            self._workspace.add_class(*self._before)
            # What was hidden meanwhile had lost the focus; it is back where the person left it.
            if self._focused is not None:
                self._workspace.call_after_refresh(self._workspace.set_focus, self._focused)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No way back from the first stop, and no card to go to where none waits."""
        if action == "decide":
            return bool(self._workspace.deck.cards)
        return (action, parameters, self._at) != ("turn", (-1,), 0)

    def action_turn(self, step: int) -> None:
        if self._at + step == len(self._stops):
            self.dismiss(None)
            return
        self._at += step
        self._show()

    def action_decide(self) -> None:
        self._focused = None
        self.dismiss("decide")

    def action_scroll_text(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def _show(self) -> None:
        stop, count = self.stop, len(self._stops)
        box = self.query_one(".tour", Vertical)
        box.border_title = inline(f"{stop.title} · {self._at + 1} of {count}")
        last = self._at + 1 == count
        box.border_subtitle = inline(
            "enter ends it" if last else "enter goes on · s skips the tour"
        )
        self.query_one("#tour-text", Static).update(inline(stop.text))
        for place in ("middle", "left", "right", "top", "bottom"):
            self.set_class(place == stop.place, place)
        self._light(stop.part, stop.shown)
        self.refresh_bindings()

    def _light(self, part: str, shown: str) -> None:
        """Bring a part of the workspace up and let the others fade; with no part, none fades."""
        below = self._workspace
        for name in _SHOWN:
            below.set_class(name == shown, name)
        if part == "#deck" and not below.deck.cards:
            # Where the cards come up.
            part = "#conversation"
        for each in _PARTS:
            below.query_one(each).set_class(bool(part) and each != part, "aside")
