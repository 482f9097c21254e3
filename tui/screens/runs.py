"""Runs: the run folders of a place, one of them in full, and its rollouts to read.

It reads files and never speaks to a trainer, so it shows a run that goes on, one that crashed and
one that was copied from another machine in the same way.
"""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static

from tui.marks import one_line
from tui.runs.library import Library, Look, evaluation_of
from tui.runs.reading import text_of, title_of
from tui.runs.samples import Sample, matcher
from tui.runs.view import RunView
from tui.screens.ask import TextScreen
from tui.text import inline, toast
from tui.widgets.fields import LineField
from tui.widgets.runs import (
    MOST_SHOWN,
    RunFacts,
    RunList,
    SampleList,
    about_line,
    list_head,
    sample_head,
)
from tui.widgets.status import KeyBar, OneLine, fitting

POLL_S = 1.0
"""Seconds between two looks at the files."""

clock: Callable[[], float] = time.time
"""Seconds since 1970; a name of its own so that a test can say what time it is."""


class RunsScreen(Screen[tuple[Path, Path | None]]):
    """Run folders; its result is an evaluation to compare, and the run whose policy is meant."""

    HELP = """\
## Runs

Training runs and evaluations, read from their folders. `{runs.rollouts}` goes from a run to its
rollouts and opens one to read; `{runs.back}` goes back.
"""
    CSS_PATH = ["../styles/runs.tcss"]
    AUTO_FOCUS = "RunList"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-medium"), (120, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (20, "-low"), (30, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "follow", "Follow", id="runs.follow"),
        Binding("slash", "filter", "Filter", id="runs.filter"),
        Binding("c", "compare", "Compare", id="runs.compare"),
        Binding("o", "copy_path", "Copy folder", id="runs.folder"),
        Binding("escape", "back", "Back", id="runs.back"),
        Binding("f1", "help", "Help", id="runs.help"),
        Binding("f6", "leave", show=False, id="runs.leave"),
    ]

    def __init__(self, root: Path | None) -> None:
        """Show the runs in `root`; without one, say how to get one."""
        super().__init__()
        self._library = Library(root) if root is not None else None
        self._look = Look(())
        self._chosen: Path | None = None
        self._reading = False
        self.is_following = False
        """Whether the newest rollout stays under the cursor."""
        self._filters = {"runs": "", "samples": ""}
        self._filtering = "samples"
        self._rows: list[Sample] = []

    def compose(self) -> ComposeResult:
        yield OneLine("", id="runs-title")
        yield Static("Reading the run folders …", id="runs-nothing")
        with Horizontal(id="runs-columns"):
            with Vertical(id="runs-left"):
                yield OneLine("", id="runs-head")
                yield RunList(markup=False)
            with Vertical(id="run"):
                yield OneLine("", id="run-about")
                with VerticalScroll(id="run-facts-scroll", can_focus=False):
                    yield RunFacts("", id="run-facts")
                yield OneLine("", id="samples-title")
                yield OneLine("", id="samples-head")
                yield SampleList(markup=False)
        yield LineField(placeholder="words, reward<0, step=12", compact=True, id="runs-filter")
        yield KeyBar()

    def on_mount(self) -> None:
        self.add_class("nothing")
        self.query_one("#runs-title", OneLine).say(inline(("Runs", "bold")))
        if self._library is None:
            self._say_nothing("No folder of runs was named; start Majordomo where `runs/` is.")
            return
        self.set_interval(POLL_S, self.read)
        self.call_after_refresh(self.read)

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    # Reading

    async def read(self) -> None:
        """Look at the files again and draw what is new; one look at a time."""
        if self._library is None or self._reading:
            return
        self._reading = True
        try:
            look = await asyncio.to_thread(self._library.look, clock(), self._chosen)
        finally:
            self._reading = False
        if self._chosen is not None and look.chosen != self._chosen and self._is_there(look):
            self.call_later(self.read)  # The person went to another run meanwhile.
            return
        self._look = look
        if look.chosen is not None:
            self._chosen = look.chosen
        view = self.view
        if self.is_following and view is not None and view.state != "running":
            self.is_following = False
            toast(self.app, f"{view.name} is {view.state}; it is not followed any more.")
        self._draw()

    def _is_there(self, look: Look) -> bool:
        return any(view.path == self._chosen for view in look.views)

    @property
    def view(self) -> RunView | None:
        """The run under the cursor."""
        return next((v for v in self._look.views if v.path == self._chosen), None)

    # Drawing

    def _draw(self) -> None:
        if not self.is_attached or self._library is None:
            return
        look = self._look
        if look.problem:
            self._say_nothing(look.problem)
            return
        if not look.views:
            return
        if self.has_class("nothing"):
            self.remove_class("nothing")
            # What was hidden has no width before it is laid out.
            self.call_after_refresh(self._draw)
            return
        self._draw_title()
        runs = self.query_one(RunList)
        width = runs.scrollable_content_region.width or 40
        self.query_one("#runs-head", OneLine).say(list_head(width))
        runs.show_views(self._shown_views(), self._chosen)
        view = self.view
        if view is None:
            return
        now = clock()
        self.query_one("#run-about", OneLine).say(about_line(view, now))
        self.query_one(RunFacts).show_view(view, now)
        self._draw_samples(view)

    def _draw_title(self) -> None:
        views = self._look.views
        assert self._library is not None
        running = sum(view.state == "running" for view in views)
        parts = ["Runs", _count(len(views), "run")]
        if running:
            parts.append(f"{running} running")
        if self._filters["runs"]:
            parts.append(f"filter {self._filters['runs']}: {len(self._shown_views())}")
        parts.append(str(self._library.root))
        title = self.query_one("#runs-title", OneLine)
        title.say(inline(*fitting(parts, title.content_size.width or 80)))

    def _draw_samples(self, view: RunView) -> None:
        look, title = self._look, self.query_one("#samples-title", OneLine)
        samples, is_current = look.samples, look.chosen == view.path
        if samples is None or not is_current:
            title.say(inline("Reading the rollouts …"))
            return
        self._rows = list(filter(matcher(self._filters["samples"]), look.rows))
        name = {"sft": "By agent", "eval": "Episodes"}.get(samples.mode, "Rollouts")
        parts = [name, _count(len(look.rows), "line"), samples.note]
        if self._filters["samples"]:
            parts[1] = f"filter {self._filters['samples']}: {len(self._rows)} of {parts[1]}"
        if len(self._rows) > MOST_SHOWN:
            parts.insert(2, f"first {MOST_SHOWN} shown")
        if self.is_following:
            parts.insert(0, "following")
        if not look.rows:
            parts = [name, samples.note or samples.nothing]
        title.say(inline(*fitting(parts, title.content_size.width or 80)))
        rows = self.query_one(SampleList)
        width = rows.scrollable_content_region.width or 80
        head = sample_head(samples.head, width) if look.rows else inline("")
        self.query_one("#samples-head", OneLine).say(head)
        rows.show_rows(self._rows, samples.head, self.is_following)

    def _say_nothing(self, text: str) -> None:
        self.add_class("nothing")
        self.query_one("#runs-nothing", Static).update(inline(text))

    def _shown_views(self) -> list[RunView]:
        words = self._filters["runs"].casefold().split()
        return [
            view
            for view in self._look.views
            if all(word in f"{view.name} {view.kind} {view.state}".casefold() for word in words)
        ]

    # Keys

    async def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if not isinstance(event.option_list, RunList) or event.option.id is None:
            return
        path = Path(event.option.id)
        if path != self._chosen:
            self._choose(path)
            self._draw()

    def _choose(self, path: Path) -> None:
        """Show another run."""
        self._chosen, self.is_following = path, False
        self.call_later(self.read)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        if isinstance(event.option_list, RunList):
            self.query_one(SampleList).focus()
            return
        view = self.view
        if view is not None and event.option_index < len(self._rows):
            self.run_worker(self._open(view, self._rows[event.option_index]), group="open")

    async def _open(self, view: RunView, sample: Sample) -> None:
        text = await asyncio.to_thread(text_of, sample, view.path)
        self.app.push_screen(TextScreen(one_line(title_of(sample), 80), text))

    def action_follow(self) -> None:
        """Keep the newest rollout in view, or stop doing so."""
        view = self.view
        if view is None:
            return
        if not self.is_following and view.state != "running":
            toast(self.app, f"This run is {view.state}: there is nothing to follow.")
            return
        self.is_following = not self.is_following
        self._draw()

    def action_filter(self) -> None:
        """Filter the list that has the focus."""
        self._filtering = "runs" if self.query_one(RunList).has_focus else "samples"
        field = self.query_one("#runs-filter", LineField)
        field.value = self._filters[self._filtering]
        field.placeholder = (
            "runs: words of name, kind or state"
            if self._filtering == "runs"
            else "rollouts: words, reward<0, step=12, vs>0.1"
        )
        self.add_class("filtering")
        field.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        self._filters[self._filtering] = event.value.strip()
        shown = [view.path for view in self._shown_views()]
        if shown and self._chosen not in shown:
            self._choose(shown[0])
        self._draw()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self._end_filter()

    def _end_filter(self) -> None:
        self.remove_class("filtering")
        self.query_one(RunList if self._filtering == "runs" else SampleList).focus()

    def action_compare(self) -> None:
        """Go to the run's evaluation."""
        view = self.view
        if view is None:
            return
        found = evaluation_of(view, self._look.views)
        if found is not None:
            self.dismiss((found.path, None if found is view else view.path))
        elif view.kind == "evaluation":
            toast(self.app, "This evaluation has no results yet: `majordomo eval --resume`.")
        else:
            toast(
                self.app,
                "No finished evaluation in this place names this run. Make one: "
                f"majordomo eval --policy scripted --policy hf:{view.path}/best "
                f"--out {view.path}-eval",
            )

    def action_copy_path(self) -> None:
        """Copy where the run is."""
        view = self.view
        if view is not None:
            path = str(view.path.absolute())
            toast(self.app, path)
            self.app.copy_to_clipboard(path)

    def action_back(self) -> None:
        """One thing back at a time: the filter, the rollouts, the screen."""
        if self.has_class("filtering"):
            self._filters[self._filtering] = ""
            self._end_filter()
            self._draw()
        elif self.query_one(SampleList).has_focus:
            self.query_one(RunList).focus()
        else:
            self.dismiss(None)

    def action_leave(self) -> None:
        self.dismiss(None)

    def action_help(self) -> None:
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self))


def _count(count: int, what: str) -> str:
    return f"{count:,} {what}{'s' * (count != 1)}"
