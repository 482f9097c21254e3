"""How runs look: the list, the facts of one, and its rollouts. What they say is in `tui.runs`."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.marks import one_line
from tui.runs.played import Player
from tui.runs.progress import Progress
from tui.runs.samples import Head, Sample
from tui.runs.view import Curve, RunView, State
from tui.runs.words import bar, difference, number, span, spark
from tui.text import inline
from tui.widgets.status import fitting
from tui.words import SIGNS, glyph, has_unicode
from tui.words import State as ItemState

_LIKE: dict[State, ItemState] = {
    "running": "working",
    "done": "done",
    "stopped": "stopped",
    "failed": "failed",
    "unreadable": "failed",
}
"""Which state of an item a run's state looks like; its own word stands beside it."""

MOST_SHOWN = 500
"""Rollouts in the list; a filter finds the others."""

_STATE, _FIGURE, _BAR, _TIMES = 11, 7, 6, 6


class RunList(OptionList):
    """The runs, what runs first, then the newest."""

    HELP = """\
## Runs

One line for each run folder: its state in a word, and its one figure: the reward, the grade of
an evaluation, or the share of exact calls of a warm start. Only files are read, so runs that are
finished, crashed or copied from elsewhere are here, too. `{runs.rollouts}` goes to the rollouts.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Rollouts", id="runs.rollouts"),
    ]
    _drawn: tuple[object, ...] = ()

    def show_views(self, views: Sequence[RunView], chosen: Path | None) -> None:
        """Draw the runs that are new or others than before; the cursor stays on its run."""
        width = self.scrollable_content_region.width or 40
        lines = [(view.path, run_line(view, width)) for view in views]
        if self._drawn == (lines, chosen):
            return
        if [path for path, _ in lines] == [Path(o.id or "") for o in self.options]:
            for n, (_, line) in enumerate(lines):
                if self.options[n].prompt != line:
                    self.replace_option_prompt_at_index(n, line)
        else:
            self.set_options([Option(line, id=str(path)) for path, line in lines])
        paths = [path for path, _ in lines]
        if chosen in paths and self.highlighted != paths.index(chosen):
            self.highlighted = paths.index(chosen)
        self._drawn = (lines, chosen)


class RunFacts(Static):
    """Curves, measures and what is wrong, of one run."""

    def show_view(self, view: RunView, now: float) -> None:
        """Draw it, if anything is other than before."""
        content = Content("\n").join(fact_lines(view, now, self.content_size.width or 80))
        if content != self.content:
            self.update(content)


class SampleList(OptionList):
    """Rollouts, newest first."""

    HELP = """\
## Rollouts

What the policy tried while it was trained, newest first: the step, the day, what it was worth,
how much better than the mean of its group, and the call. Completions of a group that are the same
call are one line with their number. `{runs.open}` opens one to read: all its calls, its group,
and what the model was shown.

`{runs.filter}` filters by words and figures: `send_email reward<0`, `step=12`, `vs>0.1`,
`invalid`. `{runs.follow}` follows a run that is going on, so that the newest rollouts stay in
view.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Open rollout", id="runs.open"),
    ]
    _drawn: tuple[object, ...] = ()

    def show_rows(self, rows: Sequence[Sample], head: Head, is_following: bool = False) -> None:
        """Draw the first rows; the cursor stays on its rollout, or on the newest one."""
        width = self.scrollable_content_region.width or 80
        shown = list(rows[:MOST_SHOWN])
        drawn = ([row.key for row in shown], head, width)
        if drawn != self._drawn:
            at, keys = self.highlighted, self._drawn[0] if self._drawn else []
            assert isinstance(keys, list)
            before = keys[at] if at is not None and at < len(keys) else None
            self.set_options([Option(sample_line(row, head, width)) for row in shown])
            if shown and not is_following and before in drawn[0]:
                self.highlighted = drawn[0].index(before)
            else:
                self.highlighted = 0 if shown else None
            self._drawn = drawn
        elif is_following and shown:
            self.highlighted = 0


def run_line(view: RunView, width: int) -> Content:
    """One run in the list."""
    sign = _LIKE[view.state]
    name = fitted(view.name, width - _STATE - _FIGURE - 3, from_the_end=True)
    worry = mark() if view.warnings or view.problems else " "
    return inline(
        (f"{glyph(sign)} ", SIGNS[sign].style),
        name + " ",
        (f"{view.state:<{_STATE}}", SIGNS[sign].style),
        f"{number(view.main):>{_FIGURE - 2}} ",
        (worry, "$warning"),
    )


def list_head(width: int) -> Content:
    """What the columns of the list are."""
    name = fitted("run", width - _STATE - _FIGURE - 3)
    return inline((f"  {name} {'state':<{_STATE}}{'value':>{_FIGURE - 2}}", "dim"))


def about_line(view: RunView, now: float) -> Content:
    """What the run is and what state it is in."""
    sign = _LIKE[view.state]
    facts = [view.kind]
    if view.seed is not None:
        facts.append(f"seed {view.seed}")
    if view.state == "running" and not view.why and view.updated is not None:
        facts.insert(0, f"updated {span(now - view.updated)} ago")
    return inline(
        (one_line(view.name, 60), "bold"),
        " · ",
        (f"{glyph(sign)} {view.state}", f"bold {SIGNS[sign].style}".strip()),
        (f" · {one_line(view.why, 120)}" if view.why else ""),
        (f" · {' · '.join(facts)}", "dim"),
    )


def progress_line(progress: Progress, width: int) -> Content:
    """The bar, where a total is known, and how far it is in words."""
    if progress.fraction is None:
        return inline(*fitting(progress_words(progress), width))
    (words,) = fitting(progress_words(progress), width - _BAR - 2)
    room = max(_BAR, min(44, width - len(words) - 2))
    done, left = bar(progress.fraction, room, has_unicode())
    return inline((done, "$primary"), (left, "dim"), f"  {words}")


def progress_words(progress: Progress) -> list[str]:
    """How far a run is, without a bar, the most important first."""
    parts = []
    if progress.fraction is not None:
        parts.append(f"{progress.fraction:.0%}")
    if progress.left_s is not None:
        parts.append(f"about {span(progress.left_s)} left")
    if progress.step is not None:
        of = f" of {progress.total:,}" if progress.total else ""
        parts.append(f"{progress.unit} {progress.step:,}{of}")
    return [*parts, progress.note] if parts or progress.note else ["no step yet"]


def fact_lines(view: RunView, now: float, width: int) -> list[Content]:
    """All there is to say about a run but for its rollouts, what is wrong first."""
    lines = [inline((f"{glyph('failed')} ", "$error"), problem) for problem in view.problems]
    for measure in view.measures:
        if measure.warning:
            words = f"{measure.name} {number(measure.value)}: {measure.warning}"
            lines.append(inline((f"{mark()} ", "$warning"), (words, "$text-warning")))
    if view.curves or view.players or view.state in {"running", "done", "stopped"}:
        lines.append(progress_line(view.progress, width))
    lines += [curve_line(curve, width) for curve in view.curves]
    lines += [player_line(player, width) for player in view.players]
    quiet = [f"{m.name} {number(m.value)}" for m in view.measures if not m.warning]
    if quiet:
        lines.append(inline("   ".join(quiet)))
    lines += [inline((one_line(note, 200), "dim")) for note in view.notes]
    return lines


def curve_line(curve: Curve, width: int) -> Content:
    """A measure, its best, and its course."""
    best = "lowest" if curve.is_lowest_best else "best"
    words = (
        f"{curve.name} {number(curve.value)} "
        f"({best} {number(curve.best.value)} at step {curve.best.step:,})  "
    )
    line = spark(curve.drawn, max(0, min(40, width - len(words))), has_unicode())
    return inline(words, (line, "$primary"))


def player_line(player: Player, width: int) -> Content:
    """A policy of an evaluation."""
    words = f"{fitted(player.name, 14)} grade {number(player.grade)}"
    if player.interval:
        low, high = player.interval
        words += f" ({number(low)} … {number(high)})"
    words += f" · {player.days} days"
    if player.played > player.days:
        words += f" · {player.played} episodes"
    if player.lost:
        words += f" · {player.lost} lost"
    return inline(one_line(words, max(20, width)))


def sample_head(head: Head, width: int) -> Content:
    """What the columns of the rollouts are."""
    first, scenario, with_group = _columns(head, width)
    line = f"{head.first:<{first}} {head.scenario:<{scenario}} {head.reward:>6}"
    line += f" {head.against_group:>9}" if with_group else ""
    times = " " * _TIMES if head.against_group else ""
    return inline((f"{line} {times}{head.call}", "dim"))


def sample_line(sample: Sample, head: Head, width: int) -> Content:
    """One rollout."""
    first, scenario, with_group = _columns(head, width)
    line = f"{fitted(sample.first, first)} {fitted(_day(sample.scenario, scenario), scenario)} "
    line += f"{number(sample.reward):>6}"
    if with_group:
        line += f" {difference(sample.against_group):>9}"
    times = f"{sample.times:>4}{times_sign()} " if sample.times > 1 else " " * _TIMES
    times = times if head.against_group else ""
    worry = f"{mark()} {sample.mark} " if sample.mark else ""
    return inline(
        f"{line} ",
        (times, "dim"),
        (worry, "$warning"),
        one_line(sample.call, max(10, width)),
    )


def _columns(head: Head, width: int) -> tuple[int, int, bool]:
    """Widths of the first two columns, and whether there is room for the comparison."""
    first = 10 if head.first == "policy" else 5
    scenario = 30 if width >= 100 else 22 if width >= 70 else 14
    return first, scenario, bool(head.against_group) and width >= 60


def _day(name: str, width: int) -> str:
    """A day's name without its seed, where that is too long: family and level say more."""
    family, _, rest = name.partition(":")
    _, _, level = rest.partition(":")
    return f"{family}:…:{level}" if len(name) > width and level else name


def fitted(text: str, width: int, from_the_end: bool = False) -> str:
    """The text in exactly so many characters; what is cut is marked."""
    line = one_line(text, 400)
    if len(line) > width > 0:
        line = f"…{line[-(width - 1) :]}" if from_the_end and width > 1 else one_line(line, width)
    return f"{line:<{max(0, width)}}"


def mark() -> str:
    """What stands before something to worry about; its words stand beside it."""
    return "▲" if has_unicode() else "!"


def times_sign() -> str:
    """After how many there are of something."""
    return "×" if has_unicode() else "x"
