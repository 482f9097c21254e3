"""Today: the day as a line of time, beside what waits, what was done and what was kept.

Looks and leads back; decides nothing. What it shows is made in `tui.timeline` and `tui.digest`.
"""

import textwrap
from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.contract import clock
from tui.day import AHEAD, Day, day_of
from tui.digest import Part, Section, digest_of, part_of
from tui.keynames import key_name, named
from tui.marks import one_line
from tui.session import Session
from tui.text import inline, toast
from tui.timeline import Entry, entries
from tui.widgets.status import KeyBar, OneLine, fitting

REFRESH_S = 2.0
"""How often the day is read again while it is looked at: the assistant may be at work below."""

_LONGEST = 300
"""Characters of one line."""

_INDENT = 12
"""Columns for the time."""

_CHANGE, _WARNING = (f"{sign:>{_INDENT - 1}}" for sign in "?!")

_MARGIN, _NARROWEST = 3, 28

_ROOMY = 30
"""Rows from which entries stand apart."""

_STYLES = {"personal": "$success", "professional": "$primary", "other": ""}
_KIND_STYLES = {"proposed": "$warning"}


class TodayScreen(Screen[str]):
    """The day. Its result is the item to go to; nothing where the person only looked."""

    CSS_PATH = ["../styles/today.tcss"]
    AUTO_FOCUS = "#today-line"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    HELP = """\
## Today

The day as a line of time: your calendar, changes that wait for your word, reminders, habits and
what is due. `?` marks what would change and `!` what clashes, now or if you allow it. What is
personal is protected: nothing is booked over it, and it moves only by your word. Beside it, what
the day asks of you in the morning and what became of it in the evening. Nothing is decided here:
`enter` goes to the item behind a line.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,right", "turn(1)", "Next day", key_display="n", id="today.next"),
        Binding("p,left", "turn(-1)", "Day before", key_display="p", id="today.previous"),
        Binding("t", "now", "Today", id="today.now"),
        Binding("m", "part", "Morning/evening", id="today.part"),
        Binding("f4", "decide", "Decide", show=False, id="today.decide"),
        Binding("r", "reload", "Read again", show=False, id="today.reload"),
        Binding("escape", "back", "Back", id="today.back"),
        Binding("f7,q", "back", show=False, id="today.close"),
        Binding("f1", "help", "Help", id="today.help"),
    ]

    def __init__(self, session: Session) -> None:
        """Show the day of `session`."""
        super().__init__()
        self._session = session
        self._day: Day | None = None
        self._shift = 0
        self._part: Part | None = None
        self._entries: Sequence[Entry] = ()

    def compose(self) -> ComposeResult:
        yield OneLine("", id="today-head")
        with ScrollableContainer(id="today-columns", can_focus=False):
            yield OptionList(id="today-line", markup=False)
            yield Static("Reading the day …", id="today-empty")
            with VerticalScroll(id="today-digest"):
                yield Static("", id="today-words")
        yield KeyBar()

    def on_mount(self) -> None:
        # After the first frame, because a long journal takes a moment to read.
        self.call_after_refresh(self._read)
        self.set_interval(REFRESH_S, self._read)

    def action_turn(self, days: int) -> None:
        """Another day."""
        shift = self._shift + days
        if not 0 <= shift <= AHEAD:
            toast(self.app, f"The calendar is known from today to {AHEAD} days ahead.")
            return
        self._shift = shift
        self._draw()

    def action_now(self) -> None:
        self._shift = 0
        self._draw()

    def action_part(self) -> None:
        """The other digest of today."""
        if self._day is None:
            return
        now = self._part or part_of(self._day)
        self._part, self._shift = "evening" if now == "morning" else "morning", 0
        self._draw()

    def action_reload(self) -> None:
        self._read(is_asked=True)

    def action_decide(self) -> None:
        """Go to what waits for the person."""
        waiting = _waiting(self._day) if self._day else []
        if waiting:
            self.dismiss(waiting[0])
        else:
            toast(self.app, "Nothing waits for your word.")

    def action_back(self) -> None:
        self.dismiss(None)

    def action_help(self) -> None:
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        item_id = self._entries[event.option_index].item_id
        if item_id:
            self.dismiss(item_id)
        else:
            toast(self.app, "This is in your calendar; there is nothing to decide about it.")

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    # Reading and drawing

    def _read(self, is_asked: bool = False) -> None:
        """Read the session anew, and draw it where it has changed."""
        try:
            day = day_of(self._session)
        except Exception as error:
            # Whatever the journal or a file makes fail is said; the session below lives on.
            self._fail(error)
            return
        if day != self._day or is_asked:
            self._day = day
            self._draw()

    def _fail(self, error: Exception) -> None:
        self._day = None
        what = one_line(str(error) or type(error).__name__, _LONGEST)
        hint = named(self, "{today.reload} reads it again, {today.back} goes back.")
        self.query_one("#today-head", OneLine).say(inline(("Today", "bold")))
        self._say_instead(f"The day cannot be read: {what}\n\n{hint}")
        self.query_one("#today-words", Static).update("")

    def _say_instead(self, text: str) -> None:
        """Say why there is no line of time."""
        self._entries = ()
        self.set_class(bool(text), "-empty")
        self.query_one("#today-empty", Static).update(inline(text))

    def _draw(self) -> None:
        day = self._day
        if day is None or not self.is_mounted:
            return
        number, part = day.number + self._shift, self._part or part_of(day)
        self.query_one("#today-head", OneLine).say(self._head(day, number, part))
        found = entries(day, number)
        self._say_instead("" if found else "Nothing is in the calendar on this day.")
        self._list(day, number, found)
        words = self.query_one("#today-words", Static)
        room = max(words.size.width - 1, _NARROWEST)
        sections = [_section(section, room) for section in digest_of(day, number, part)]
        words.update(Content("\n\n").join(sections))

    def _head(self, day: Day, number: int, part: Part) -> Content:
        name = clock.say_day_number(number)
        is_today = number == day.number
        ahead = f"{self._shift} day{'s' * (self._shift > 1)} ahead"
        fields = [day.say(day.now), f"{part} digest"] if is_today else [ahead]
        waiting = len(_waiting(day))
        if waiting:
            key = key_name(self, "today.decide")
            fields.append(f"{waiting} wait{'s' * (waiting == 1)} for you ({key})")
        if day.simulated:
            fields.append("simulated")
        if day.standing.stress is not None:
            fields.append(f"stress {day.standing.stress} of 100")
        room = max(self.size.width - len(name) - 5, 0)
        return inline((name, "bold"), " · ", *fitting(fields, room))

    def _list(self, day: Day, number: int, found: Sequence[Entry]) -> None:
        """Draw the line of time; the cursor stays where it was."""
        line = self.query_one("#today-line", OptionList)
        at, self._entries = line.highlighted or 0, found
        is_today = number == day.number
        coming = next((n for n, e in enumerate(found) if _is_coming(e, day.now)), None)
        gap = "\n" if self.size.height >= _ROOMY else ""
        room = max(line.size.width - _MARGIN, _NARROWEST)
        options = [
            Option(_entry(day, entry, room, is_next=is_today and n == coming).append(gap))
            for n, entry in enumerate(found)
        ]
        line.clear_options()
        line.add_options(options)
        if options:
            line.highlighted = min(at, len(options) - 1)


def _waiting(day: Day) -> list[str]:
    """The items that wait for the person, the proposed calls first."""
    asked = [item.id for item in day.items if item.status in {"asked", "waiting"}]
    return list(dict.fromkeys([p.item_id for p in day.standing.proposals] + asked))


def _is_coming(entry: Entry, now: int) -> bool:
    return entry.start is not None and (entry.end or entry.start) > now


def _entry(day: Day, entry: Entry, room: int, *, is_next: bool) -> Content:
    """An entry: its time and title, what is known of it, and what is wrong."""
    style = _KIND_STYLES.get(entry.kind, _STYLES[entry.tier])
    lines = [
        inline((f"{head:<{_INDENT}}", "bold"), (text, f"bold {style}".strip()))
        for head, text in _hanging(entry.when(day), entry.title, room)
    ]
    kind = [entry.kind] if entry.kind in {"reminder", "habit", "due"} else []
    now = (["now" if (entry.start or 0) <= day.now else "next"]) if is_next else []
    words = " · ".join((*now, *kind, entry.tier, *entry.facts))
    lines += [inline(head, (text, "dim")) for head, text in _hanging("", words, room)]
    marked = [(_CHANGE, "$warning", text) for text in entry.changes]
    marked += [(_WARNING, "$error", text) for text in entry.warnings]
    for sign, colour, words in marked:
        lines += [
            inline((head, f"bold {colour}"), (text, colour))
            for head, text in _hanging(sign, words, room)
        ]
    return Content("\n").join(lines)


def _section(section: Section, room: int) -> Content:
    lines = [inline((section.title, "bold $accent"))]
    for line in section.lines:
        rows = textwrap.wrap(one_line(line.text, _LONGEST), room - 2)
        lines += [inline("· " if n == 0 else "  ", row) for n, row in enumerate(rows)]
    if not section.lines:
        lines.append(inline((section.empty, "dim")))
    return Content("\n").join(lines)


def _hanging(head: str, text: str, room: int) -> list[tuple[str, str]]:
    """The text in lines beside an indent, the head in the first one's."""
    rows = textwrap.wrap(one_line(text, _LONGEST), room - _INDENT) or [""]
    return [(f"{head if n == 0 else '':<{_INDENT}}", row) for n, row in enumerate(rows)]
