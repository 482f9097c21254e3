"""The calls of one policy on one day, each on two lines, beside those of another policy."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.comparison import Play, Step
from tui.comparison_words import in_short, number
from tui.marks import one_line
from tui.text import inline
from tui.widgets.status import fitting
from tui.words import has_unicode

NOT_KEPT = "Its calls were not kept.\nAn evaluation made now keeps them."

ROOMY = 44
"""Columns from which a routing says to whom."""


class TracePane(VerticalScroll):
    """One side of a comparison."""

    def __init__(self, id: str) -> None:
        """Show no play yet."""
        super().__init__(id=id)
        self._role = ""
        self._play: Play | None = None
        self._parting: int | None = None

    def compose(self) -> ComposeResult:
        yield Static("")

    def follow(self, other: VerticalScroll) -> None:
        """Scroll as `other` does while that has the focus, so that calls stay side by side."""

        def scrolled(y: float) -> None:
            if other.has_focus:
                self.scroll_to(y=y, animate=False)

        self.watch(other, "scroll_y", scrolled, init=False)

    def show(self, role: str, play: Play | None, parting: int | None) -> None:
        """Show `play` of the `role`; from call number `parting` on it is another than beside it."""
        is_new = play is not self._play
        self._role, self._play, self._parting = role, play, parting
        self._draw_play()
        if is_new:
            self.scroll_home(animate=False)

    def on_resize(self) -> None:
        self._draw_play()

    def _draw_play(self) -> None:
        facts = [self._role, *(in_short(self._play) if self._play else [])]
        self.border_title = inline(*fitting(facts, max(self.size.width - 4, 12)))
        self.query_one(Static).update(self._content())

    def _content(self) -> Content:
        if self._play is None:
            return inline("")
        if self._play.steps is None:
            return inline((NOT_KEPT, "dim"))
        if not self._play.steps:
            return inline(("It made no call.", "dim"))
        width = max(self.scrollable_content_region.width, 24)
        lines: list[Content] = []
        for n, step in enumerate(self._play.steps):
            if n == self._parting and n > 0:
                lines.append(inline(("   from here on they differ", "$text-warning")))
            lines += _lines(n + 1, step, width)
        return Content("\n").join(lines)


def _lines(n: int, step: Step, width: int) -> list[Content]:
    marks, style = _marks(step)
    is_told = "agent" in step.args and width >= ROOMY
    to = f" to {one_line(str(step.args['agent']), 12)}" if is_told else ""
    left = f"{n:>2} {one_line(step.tool or 'no call', 18)}{to} {step.status}"
    room = max(width - len(left) - 1, 0)
    mark = next((mark for mark in marks if len(mark) <= room), one_line(marks[-1], max(room, 1)))
    head = inline(left, (f"{mark:>{room + 1}}", style)) if mark else inline(left)
    is_ok = step.status in {"ok", "asked"}
    about = f"{step.tier}: {step.about}" if step.tier else step.about
    below = about if is_ok and about else step.text or about
    return [head, inline((f"   {one_line(below, max(width - 3, 8))}", "dim"))] if below else [head]


def _marks(step: Step) -> tuple[list[str], str]:
    """What the judge says about a call, in words, the longest way first, and in a colour."""
    bad, good = ("✗", "✓") if has_unicode() else ("x", "+")
    worth = number(step.reward, sign="+") if step.reward and abs(step.reward) >= 0.005 else ""
    if step.faults:
        said = f"{bad} {', '.join(step.faults)}"
        return [f"{said} {worth}".rstrip(), said], "$text-error"
    if step.reward is not None and step.reward > 0 and worth:
        return [f"{good} {worth}", good], "$text-success"
    return [worth, ""], "dim"
