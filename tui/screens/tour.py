"""The guided tour: what is where, on the day that is open, in seven stops of a few lines each.

A dialog over the living workspace. The part that is spoken of stays bright and the others fade;
the words name it too. The assistant goes on meanwhile, and nothing is decided here: no key of the
tour reaches a card, and `f4` ends the tour at the card that waits.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from tui.keynames import named
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
    """The way around, for the day that is open; keys by their ids."""
    if is_simulated:
        day = "This is a sample day: all of it is made up, and nothing is sent."
    else:
        day = "This is your own day. Looking around changes nothing in it."
    if has_card:
        card = (
            "This call waits for you. Typing never answers it: {workspace.decide} goes to it, and "
            "only then"
        )
    else:
        card = (
            "A call that needs you comes up here. Typing never answers it: {workspace.decide} goes "
            "to it, then"
        )
    own = " {workspace.own} begins with your own list." if can_use_own else ""
    return [
        Stop(
            "Welcome",
            f"{day} Two minutes show you where things are, while the assistant goes on working. "
            "{tour.skip} skips them; /tour brings them back.",
        ),
        Stop(
            "Your list · {workspace.tasks}",
            "All that needs a decision, by whose need it serves. The word before an item is its "
            "state. On an item {tasks.do} handles it now, {tasks.mine} leaves it to you, "
            "{tasks.later} puts it off.",
            "#left", "right", "show-tasks",
        ),
        Stop(
            "What happens · {workspace.conversation}",
            "A line for each step: which tool, and what came of it. The arrow keys walk through "
            "them, {conversation.expand} opens one. {workspace.stop} stops the assistant at once "
            "and keeps what was done.",
            "#conversation", "left",
        ),
        Stop(
            "Your word · {workspace.decide}",
            card + " {card.allow} allows it once, {card.edit} edits it, {card.deny} denies it. "
            "What cannot be undone asks for {card.confirm} as well. What you do not decide waits, "
            "also after you leave.",
            "#deck", "top",
        ),
        Stop(
            "What it knows · {workspace.knowledge}",
            "Search in your notes, on this machine. On an item {tasks.why} shows which of them the "
            "assistant had read when it decided.",
            "#knowledge", "left", "show-knowledge",
        ),
        Stop(
            "Say something",
            "Type what you want in your own words; it becomes an item of the list. / begins a "
            "command, {app.palette} lists them all, {app.help} explains where you are.",
            "#prompt", "top",
        ),
        Stop(
            "How things stand",
            "This line says in words what goes on and whether anything leaves the machine. "
            "{workspace.today} is your day, {workspace.rehearse} plays it through before anything "
            f"is done.{own} That is all.",
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

Where things are, a few lines at a time. `{tour.next}` goes on, `{tour.previous}` goes back,
`{tour.skip}` ends it. Nothing is decided here; `{tour.decide}` goes to the call that waits.
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
        below, stop, count = self._workspace, self.stop, len(self._stops)
        box = self.query_one(".tour", Vertical)
        box.border_title = inline(f"{named(below, stop.title)} · {self._at + 1} of {count}")
        last = self._at + 1 == count
        hint = "{tour.next} ends it" if last else "{tour.next} goes on · {tour.skip} skips the tour"
        box.border_subtitle = inline(named(self, hint))
        self.query_one("#tour-text", Static).update(inline(named(below, stop.text)))
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
