"""Rehearse (f8): the person's own day as the assistant would handle it, before anything is done.

Plan on the left; diff, risks and what was not played on the right. What is chosen decides the
diff, and applying does what the diff shows or nothing.
"""

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.contract import clock
from tui import grace
from tui.keynames import keys_of, named
from tui.marks import one_line
from tui.rehearsal import PlannedCall, Preview, Rehearsal, Rehearser, undoable
from tui.text import hanging, inline, toast
from tui.widgets.status import KeyBar, OneLine, fitting

MOST_LINES = 3000
"""Lines of a diff that are shown; a longer one cannot be applied from here."""

_VIEWS = ("diff", "risks", "not played")
_STYLES = {"+": "$success", "-": "$error", "@": "$primary", "d": "bold"}
_HEADERS = ("+++", "---", "new file", "deleted", "rename", "similarity")


class RehearseScreen(Screen[Preview]):
    """A rehearsal. Its result is what was applied; nothing where the person only looked."""

    CSS_PATH = ["../styles/rehearse.tcss"]
    AUTO_FOCUS = "#rehearse-plan"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    HELP = """\
## Rehearse

The assistant has played your day in the simulator, on copies: the clock stands, nobody answers,
and your files were only read. `{rehearse.choose}` chooses a call; the diff is what the chosen
ones would change, to the byte. `{rehearse.apply}` and then `{rehearse.confirm}` does exactly that
to your files, or nothing at all.

- `{rehearse.all}` chooses all that can be undone, `{rehearse.none}` nothing. What cannot be
  undone is chosen one by one.
- `{rehearse.view}` shows diff, risks and what was not played in turn; `{rehearse.diff}`,
  `{rehearse.risks}` and `{rehearse.unplayed}` show one of them.
- `{rehearse.seed}` plays the day with another seed, `{rehearse.again}` plays it again, after a
  file has changed.

What was applied is in the journal: `/undo` takes it back.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "apply", "Apply", id="rehearse.apply"),
        Binding("space", "choose", "Choose", id="rehearse.choose"),
        Binding("plus", "choose_all", "All", key_display="+", id="rehearse.all"),
        Binding("minus", "choose_none", "None", key_display="-", id="rehearse.none"),
        Binding("v", "view", "Next view", id="rehearse.view"),
        Binding("d", "view('diff')", show=False, id="rehearse.diff"),
        Binding("r", "view('risks')", show=False, id="rehearse.risks"),
        Binding("u", "view('not played')", show=False, id="rehearse.unplayed"),
        Binding("s", "seed", show=False, id="rehearse.seed"),
        Binding("g", "again", "Again", show=False, id="rehearse.again"),
        Binding("y", "confirm", show=False, id="rehearse.confirm"),
        Binding("escape", "back", "Back", id="rehearse.back"),
        Binding("f8,q", "back", show=False, id="rehearse.close"),
        Binding("f1", "help", "Help", id="rehearse.help"),
    ]

    def __init__(self, made: Callable[[], Rehearser] | None, seed: int = 0) -> None:
        """Rehearse with what `made` makes, which may take a moment; None where there is none."""
        super().__init__()
        self._made = made
        self._seed = seed
        self._rehearsal: Rehearsal | None = None
        self._shown: tuple[PlannedCall, ...] = ()
        self._chosen: set[int] = set()
        self._preview: Preview | None = None
        self._view = _VIEWS[0]
        self._is_armed = False
        self._ready_at: float | None = None

    def compose(self) -> ComposeResult:
        yield OneLine("", id="rehearse-head")
        with Container(id="rehearse-columns"):
            yield OptionList(id="rehearse-plan", markup=False)
            yield Static("", id="rehearse-empty")
            with VerticalScroll(id="rehearse-pane"):
                yield Static("", id="rehearse-words")
        yield Static("", id="rehearse-confirm")
        yield KeyBar()

    def on_mount(self) -> None:
        self.call_after_refresh(self._begin)

    def on_unmount(self) -> None:
        self._let_go()

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw_head)
        self.call_after_refresh(self._draw_plan)

    def on_key(self, event: events.Key) -> None:
        """Any key but the one that does it takes the question back, and then does its own."""
        if self._is_armed and event.key not in keys_of(self, "rehearse.confirm"):
            self._disarm()
            if event.key in keys_of(self, "rehearse.back"):
                event.stop()

    # Playing

    def _begin(self) -> None:
        self._let_go()
        self._disarm()
        self._preview = None
        self.query_one("#rehearse-words", Static).update("")
        self._say_instead("Playing your day on copies … nothing of yours is changed.")
        self._draw_head()
        self.run_worker(self._play(), exclusive=True)

    async def _play(self) -> None:
        try:
            if self._made is None:
                self._say_instead("There is nothing to rehearse with in this session.")
                return
            rehearser = await asyncio.to_thread(self._made)
            self._rehearsal = await rehearser.rehearse(self._seed)
        except Exception as error:
            # Whatever a file, a model or the simulator makes fail is said; the session lives on.
            self._fail(error)
            return
        self._show_plan(self._rehearsal)
        await self._show_preview()

    def _fail(self, error: Exception) -> None:
        what = one_line(str(error) or type(error).__name__, 400)
        hint = named(self, "{rehearse.again} plays it again, {rehearse.back} goes back.")
        self._say_instead(f"This could not be rehearsed: {what}\n\n{hint}")
        self._draw_head()

    def _let_go(self) -> None:
        rehearsal, self._rehearsal = self._rehearsal, None
        if rehearsal is not None:
            rehearsal.close()

    def _show_plan(self, rehearsal: Rehearsal) -> None:
        self._shown = tuple(c for c in rehearsal.calls if c.tool != "route_to_agent")
        self._chosen = set(undoable(rehearsal.calls))
        self._ready_at = grace.clock()
        nothing = "Nothing is open: there is nothing that the assistant would do."
        self._say_instead("" if any(call.item_id for call in self._shown) else nothing)
        plan = self.query_one("#rehearse-plan", OptionList)
        plan.clear_options()
        plan.add_options([Option(self._line(call)) for call in self._shown])
        plan.highlighted = 0 if self._shown else None
        # Once more when it is laid out: until now something else stood in its place.
        self.call_after_refresh(self._draw_plan)

    # Choosing

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.action_choose()

    def action_choose(self) -> None:
        """Choose the call under the cursor, or choose it no longer."""
        at = self.query_one("#rehearse-plan", OptionList).highlighted
        if at is None or self._rehearsal is None:
            return
        number = self._shown[at].number
        if not number:
            toast(self.app, "This changes nothing in your files; there is nothing to apply.")
            return
        self._choose(self._chosen ^ {number})

    def action_choose_all(self) -> None:
        if self._rehearsal is not None:
            self._choose({*undoable(self._rehearsal.calls), *self._final()})

    def action_choose_none(self) -> None:
        self._choose(set())

    def _final(self) -> set[int]:
        """What is chosen and cannot be undone: nothing but its own key chooses that."""
        return {call.number for call in self._shown if call.is_final} & self._chosen

    def _choose(self, numbers: set[int]) -> None:
        if self._rehearsal is None:
            return
        self._disarm()
        self._chosen = numbers
        self._preview = None
        self._draw_plan()
        self._draw_head()
        self._draw_pane()
        self.run_worker(self._show_preview(), exclusive=True)

    async def _show_preview(self) -> None:
        rehearsal = self._rehearsal
        if rehearsal is None:
            return
        try:
            self._preview = await rehearsal.preview(sorted(self._chosen))
        except Exception as error:
            self._fail(error)
            return
        self._draw_head()
        self._draw_pane()

    # Applying

    def action_apply(self) -> None:
        """Ask once more, and say what it comes to."""
        if self._rehearsal is None or not grace.has_passed(self._ready_at):
            return
        preview = self._preview
        if preview is None:
            toast(self.app, "The diff is still being made; look at it first.")
        elif not preview.numbers:
            toast(self.app, named(self, "Nothing is chosen: {rehearse.choose} chooses a call."))
        elif _count(preview) > MOST_LINES:
            toast(self.app, "This is too long to show whole; choose fewer calls.", "warning")
        else:
            self._is_armed = True
            self.query_one("#rehearse-confirm", Static).update(inline(self._question(preview)))
            self.add_class("-armed")

    def action_confirm(self) -> None:
        """Do it."""
        if self._is_armed and self._rehearsal is not None and self._preview is not None:
            self._disarm()
            self.run_worker(self._apply(self._rehearsal, self._preview), exclusive=True)

    async def _apply(self, rehearsal: Rehearsal, preview: Preview) -> None:
        try:
            applied = await rehearsal.apply(preview)
        except Exception as error:
            self._let_go()
            self._fail(error)
            return
        self.dismiss(applied)

    def _question(self, preview: Preview) -> str:
        count = len(preview.numbers)
        final = [
            f"{call.number} {one_line(call.text, 60)}"
            for call in self._shown
            if call.is_final and call.number in preview.numbers
        ]
        what = f"Do {'this' if count == 1 else f'these {count}'} to your files?"
        ends = f" CANNOT BE UNDONE: {', '.join(final)}." if final else " /undo can take it back."
        keys = named(self, "{rehearse.confirm} does it · {rehearse.back} does not")
        return f"{what}{ends} {keys}"

    def _disarm(self) -> None:
        self._is_armed = False
        self.remove_class("-armed")

    # Looking

    def action_view(self, name: str = "") -> None:
        """Show one of the three, or the next one."""
        after = _VIEWS[(_VIEWS.index(self._view) + 1) % len(_VIEWS)]
        self._view = name or after
        self._draw_pane()
        self.query_one("#rehearse-pane", VerticalScroll).scroll_home(animate=False)

    def action_seed(self) -> None:
        """The next seed."""
        self._seed += 1
        self._begin()

    def action_again(self) -> None:
        self._begin()

    def action_back(self) -> None:
        self.dismiss(None)

    def action_help(self) -> None:
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self))

    # Drawing

    def _say_instead(self, text: str) -> None:
        """Say why there is no plan."""
        self.set_class(bool(text), "-empty")
        self.query_one("#rehearse-empty", Static).update(inline(text))

    def _draw_plan(self) -> None:
        plan = self.query_one("#rehearse-plan", OptionList)
        for at, call in enumerate(self._shown):
            plan.replace_option_prompt_at_index(at, self._line(call))

    def _draw_head(self) -> None:
        line = self.query_one("#rehearse-head", OneLine)
        rehearsal = self._rehearsal
        facts = [f"seed {self._seed}", "your files are only read"]
        if rehearsal is not None:
            count = sum(1 for call in rehearsal.calls if call.number)
            day = clock.say_instant(rehearsal.now, rehearsal.timezone)
            counts = [
                f"{len(self._chosen)} of {count} chosen",
                f"{len(rehearsal.risks)} risk{'s' * (len(rehearsal.risks) != 1)}",
                f"{len(rehearsal.unplayed)} not played",
            ]
            facts = [*counts, *facts, day, rehearsal.model]
        room = (line.content_size.width or 80) - 12
        line.say(inline(("Rehearse", "bold"), "  ", (fitting(facts, room)[0], "dim")))

    def _line(self, call: PlannedCall) -> Content:
        mark = ("[x]" if call.number in self._chosen else "[ ]") if call.number else "   "
        number = f"{call.number:>3} " if call.number else "  – "
        style = "bold" if call.number else "dim"
        first: list[str | tuple[str, str]] = [(call.tool, style)]
        if call.status != "ok":
            first.append((f" · {call.status}", "$warning"))
        if call.is_final and call.number:
            first.append((" · cannot be undone", "$error"))
        if call.needs:
            first.append((f" · needs {', '.join(map(str, call.needs))}", "$warning"))
        said = f"{call.item_id} {one_line(call.text, 160)}".strip()
        parts = [inline(*first), inline((said, "dim"))]
        if call.in_files:
            words = f"your files say: {one_line(call.in_files, 160)}"
            parts.append(inline((words, "$warning")))
        plan = self.query_one("#rehearse-plan", OptionList)
        # One cell is kept for the scrollbar, which comes with the lines.
        width = (plan.content_size.width or self.size.width) - 1
        head, indent = inline((mark, "$accent"), f" {number}"), Content(" " * 8)
        lines = [hanging(indent if n else head, part, width) for n, part in enumerate(parts)]
        return Content("\n").join(lines)

    def _draw_pane(self) -> None:
        if self._rehearsal is None:
            return
        match self._view:
            case "risks":
                lines = _risk_lines(self._rehearsal)
            case "not played":
                lines = _unplayed_lines(self._rehearsal)
            case _:
                lines = self._diff_lines()
        others = "  ".join(name.upper() if name == self._view else name for name in _VIEWS)
        head = [inline((others, "bold")), Content("")]
        self.query_one("#rehearse-words", Static).update(Content("\n").join([*head, *lines]))

    def _diff_lines(self) -> list[Content]:
        preview = self._preview
        if preview is None:
            return [inline("Trying what is chosen on a copy …")]
        lines = [
            inline((f"{n} cannot be applied so: {one_line(why, 200)}", "$warning"))
            for n, why in preview.refused
        ]
        lines += [inline(f"a note would be kept: {one_line(note, 300)}") for note in preview.notes]
        if not preview.diff:
            why = "no file would change" if preview.numbers else "nothing is chosen"
            return [*lines, inline(f"Nothing to show: {why}.")]
        found = preview.diff.decode("utf-8", "backslashreplace").removesuffix("\n").split("\n")
        lines += [inline((line, _style(line))) for line in found[:MOST_LINES]]
        if len(found) > MOST_LINES:
            lines.append(inline(f"… {len(found) - MOST_LINES:,} more lines are not shown"))
        return lines


def _risk_lines(rehearsal: Rehearsal) -> list[Content]:
    risks = rehearsal.risks
    if not risks:
        return [inline("No risk was found in this plan.")]
    return [
        inline((risk.kind, "bold $warning"), f" {risk.number or '–'}  {one_line(risk.text, 300)}")
        for risk in risks
    ]


def _unplayed_lines(rehearsal: Rehearsal) -> list[Content]:
    unplayed = rehearsal.unplayed
    always = inline(("Answers, refusals and new mail: nobody answers in a rehearsal.", "dim"))
    if not unplayed:
        return [inline("Everything that was read is in it."), always]
    return [
        *(inline((one_line(each.what, 200), "bold"), f"  {each.why}") for each in unplayed),
        always,
    ]


def _count(preview: Preview) -> int:
    return preview.diff.count(b"\n")


def _style(line: str) -> str:
    return "dim" if line.startswith(_HEADERS) else _STYLES.get(line[:1], "")
