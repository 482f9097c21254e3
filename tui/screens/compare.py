"""Compare (f5): a baseline and a trained policy on the same days, figures above and calls below.

Draws what `tui.screens.comparing` got through `Services.comparisons`; loads no model library.
"""

import asyncio
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.comparison import Comparison, Pair
from tui.comparison_words import day_in_words, number, table
from tui.keynames import named
from tui.marks import one_line
from tui.screens.ask import TextScreen
from tui.screens.comparing import ON, Comparing, OpenComparisons
from tui.text import inline, toast
from tui.widgets.status import KeyBar, OneLine, fitting
from tui.widgets.trace import TracePane

_STYLES = {"better": "$text-success", "worse": "$text-error"}


class CompareScreen(Comparing):
    """Two policies side by side."""

    HELP = """\
## Compare

Both policies have handled the same days. The table says what differs on average, with a 95 %
interval; where it holds 0 the difference is not clear. Below are the calls of one day, the day on
which the second one is worst first. `{compare.next}` and `{compare.previous}` go through the
days, `{compare.whole}` opens one in full.

✗ is what the rules found wrong: *harm* nobody asked for, an *inversion* (work that cost a
personal need its time), *misplaced* (should have been left, or done), the *wrong agent*,
*overtaken* (cost something weightier), *needless* (a question nobody can answer, a third search),
*idle*.

The second one is called *trained* only where the run folders say that it was. Of an evaluation of
several policies the one with most trainings is taken, and `scripted` for the baseline if it
played, else what that training began with; `{compare.other}` takes others.

A dash is a score that nobody gave, never a 0. On your own list two models work on a copy.
"""
    CSS_PATH = ["../styles/compare.tcss"]
    AUTO_FOCUS = "#trained"
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (60, "-tight"), (80, "-plain"), (92, "-roomy")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (22, "-low"), (34, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "move(1)", "Next", id="compare.next"),
        Binding("p", "move(-1)", "Previous", id="compare.previous"),
        Binding("d", "differing", "Differ", id="compare.differing",
                tooltip="Only where they differ, or all"),
        Binding("w", "worst", "Worst", id="compare.worst",
                tooltip="Worst for the second first, or as they were played"),
        Binding("x", "export", "Export", id="compare.export"),
        Binding("o", "other", "Other", id="compare.other",
                tooltip="Another evaluation, or two models on your own list"),
        Binding("enter", "whole", "Whole day", show=False, id="compare.whole"),
        Binding("escape,f5", "back", "Back", show=False, id="compare.back"),
        Binding("f1", "help", "Help", show=False, id="compare.help"),
    ]  # fmt: skip

    def __init__(
        self,
        open_comparisons: OpenComparisons | None,
        model: str = "scripted",
        folder: Path | None = None,
        run: Path | None = None,
    ) -> None:
        """Read with what `open_comparisons` makes, the evaluation in `folder` first.

        Of it the policy that `run` made, where it holds one.
        """
        super().__init__(open_comparisons, model, folder, run)
        self.pairs: list[Pair] = []
        self.at = 0
        self.is_worst_first = True
        self.is_only_different = False

    @property
    def pair(self) -> Pair | None:
        """What is shown side by side."""
        return self.pairs[self.at] if self.pairs else None

    def compose(self) -> ComposeResult:
        yield OneLine("", id="compare-title")
        yield Static("", id="compare-state")
        with VerticalScroll(id="figures"):
            yield Static("", id="figures-text")
        yield OneLine("", id="compare-day")
        with ScrollableContainer(id="traces", can_focus=False):
            yield TracePane(id="baseline")
            yield TracePane(id="trained")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        one, other = self.query_one("#baseline", TracePane), self.query_one("#trained", TracePane)
        one.follow(other)
        other.follow(one)
        self.run_worker(self.begin(), group="compare", exclusive=True)

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    # How it is shown

    def say(self, text: str) -> None:
        """Show words instead of a comparison."""
        super().say(text)
        self._head()

    def show_comparison(self, comparison: Comparison) -> None:
        """Draw it, its first day below."""
        self.comparison = comparison
        self.remove_class("telling")
        self.at = 0
        self._arrange(None)
        self.refresh_bindings()
        for note in comparison.notes:
            toast(self.app, note)

    def _arrange(self, current: Pair | None) -> None:
        """Order the days anew, and stay at `current` if it is still among them."""
        if self.comparison is None:
            return
        self.pairs = self.comparison.shown(self.is_worst_first, self.is_only_different)
        places = [n for n, pair in enumerate(self.pairs) if pair is current]
        self.at = places[0] if places else 0
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        self._head()
        if self.comparison is None or self.has_class("telling"):
            return
        figures = self.query_one("#figures", VerticalScroll)
        rows = table(self.comparison, figures.content_size.width or 80)
        lines = [inline((rows[0].text, "dim"))]
        lines += [inline((row.text, _STYLES.get(row.verdict, ""))) for row in rows[1:]]
        self.query_one("#figures-text", Static).update(Content("\n").join(lines))
        self._draw_day(self.comparison)

    def _draw_day(self, comparison: Comparison) -> None:
        pair = self.pair
        line = self.query_one("#compare-day", OneLine)
        line.say(inline(*fitting(self._day_facts(comparison, pair), self._width(line))))
        parting = pair.parting if pair else None
        for side, role in (("baseline", "baseline"), ("trained", comparison.second)):
            play = getattr(pair, side) if pair else None
            self.query_one(f"#{side}", TracePane).show(role, play, parting)

    def _day_facts(self, comparison: Comparison, pair: Pair | None) -> list[str]:
        filtered = "only where they differ" if self.is_only_different else ""
        if pair is None:
            shows_all = named(self, "{compare.differing} shows all")
            return [f"no {comparison.unit} to show", filtered, shows_all]
        facts = [f"{self.at + 1} of {len(self.pairs)}", one_line(pair.name, 40)]
        if pair.change is not None:
            facts.append(f"{comparison.second} {number(pair.change, sign='+')}")
        if not pair.is_different:
            facts.append("no difference")
        order = f"worst for {comparison.second} first" if self.is_worst_first else "as played"
        return [*facts, filtered, order, named(self, "{compare.whole} opens it whole")]

    def _head(self) -> None:
        line = self.query_one("#compare-title", OneLine)
        width, made = self._width(line), self.comparison
        back = named(self, "{compare.back} goes back")
        if made is None or self.has_class("telling"):
            line.say(inline(*fitting(["Compare", back], width)))
            return
        room = max(min((width - 24) // 2, 24), 7)
        names = f"{_end(made.trained, room)} vs {_end(made.baseline, room)}"
        line.say(inline(*fitting(["Compare", names, *made.facts, back], width)))

    def _width(self, line: OneLine) -> int:
        return line.content_size.width or self.size.width - 2

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that need a comparison are there once there is one."""
        if action in {"move", "differing", "worst", "export", "whole"}:
            return self.comparison is not None and not self.has_class("telling")
        return self.service is not None and not self.is_making if action == "other" else True

    def action_move(self, by: int) -> None:
        """Go to the next day, or to the one before."""
        if 0 <= self.at + by < len(self.pairs):
            self.at += by
            self._draw()
        else:
            toast(self.app, "That was the last one." if by > 0 else "This is the first one.")

    def action_differing(self) -> None:
        """Only where they differ, or all."""
        self.is_only_different = not self.is_only_different
        self._arrange(self.pair)

    def action_worst(self) -> None:
        """Worst for the second first, or in the order in which they were played."""
        self.is_worst_first = not self.is_worst_first
        self._arrange(self.pair if not self.is_worst_first else None)

    def action_whole(self) -> None:
        """Read both plays of the day in full."""
        pair, made = self.pair, self.comparison
        if pair is not None and made is not None:
            words = day_in_words(pair, made)
            self.app.push_screen(TextScreen(one_line(pair.name, 60), words))

    def action_export(self) -> None:
        """Write everything to a page."""
        self.run_worker(self._export(), group="export", exclusive=True)

    async def _export(self) -> None:
        if self.comparison is None or self.service is None:
            return
        try:
            path = await asyncio.to_thread(self.service.export, self.comparison)
        except OSError as error:
            toast(self.app, f"It was not written: {error}", "error")
            return
        toast(self.app, f"Written: {path}")

    def action_other(self) -> None:
        """Compare something else."""
        self.run_worker(self.choose(), group="compare", exclusive=True)

    def action_back(self) -> None:
        """Stop what is being made, or go back to the day."""
        if not self.halt():
            self.dismiss(None)
        elif self.comparison is not None:
            toast(self.app, "Stopped by you.")
            self.show_comparison(self.comparison)
        else:
            self.say(f"stopped by you\n\n{named(self, ON)}")

    def action_help(self) -> None:
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self))


def _end(name: str, room: int) -> str:
    """A model's name; of a long path its end says which one it is."""
    line = one_line(name, 400)
    return line if len(line) <= room else "…" + line[1 - room :]
