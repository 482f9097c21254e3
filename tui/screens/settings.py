"""Settings, made from the model of `config.toml`: each value with what it is for.

Nothing here knows a single setting: the tables, the comments, the choices and the checks are
those of `assistant.config`, and the keys are whatever has an id.
"""

import asyncio
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Literal, get_args, get_origin

from pydantic.fields import FieldInfo
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.config import Config, ConfigError, Table, load_config
from assistant.settings import Value, save_setting
from tui.keymap import checked, known
from tui.marks import one_line
from tui.preferences import Settings
from tui.screens.ask import AskScreen, ChoiceScreen
from tui.text import inline, toast
from tui.widgets.status import KeyBar, OneLine


@dataclass(frozen=True, slots=True)
class Row:
    """One setting."""

    table: str
    key: str
    comment: str
    value: Any
    own: Any
    """What it is where the file does not name it."""
    choices: tuple[str, ...]
    """All values there are, where they can be counted."""
    is_decimal: bool
    """Whether it is a number that need not be whole."""
    applies: str
    """now, or next start."""

    @property
    def is_default(self) -> bool:
        """Whether it is as it was delivered."""
        return bool(self.value == self.own)


class SettingsScreen(Screen[None]):
    """Every setting, what it is for, and what it may be."""

    HELP = """\
## Settings

`enter` changes the setting under the cursor: a choice, or a line to type. `{settings.default}`
gives it back its default by taking its line out of your file. Each change is checked and written
at once; your own comments and whatever else is in the file stay as they are. `{settings.back}`
goes back.
"""
    CSS_PATH = "../styles/settings.tcss"
    AUTO_FOCUS = "#settings"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (16, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", id="settings.back"),
        Binding("d", "default", "Default", id="settings.default"),
        Binding("f1", "help", "Help", id="settings.help"),
    ]

    def __init__(self, settings: Settings) -> None:
        """Show the settings that are in effect, and change them."""
        super().__init__()
        self._settings = settings
        self._rows: list[Row | None] = []

    def compose(self) -> ComposeResult:
        yield OneLine(inline(("Settings", "bold")), id="settings-title")
        with Vertical(id="settings-columns"):
            yield OptionList(id="settings", markup=False)
            with VerticalScroll(id="setting", can_focus=False):
                yield Static("", id="setting-about")
        yield Static("", id="settings-wrong")
        yield KeyBar(id="keys")

    async def on_mount(self) -> None:
        if self._settings.path is None:
            self._say_wrong("This session was opened without a settings file: nothing is kept.")
            return
        self.query_one("#settings-title", OneLine).say(
            inline(("Settings", "bold"), (f" · {_tilde(self._settings.path)}", "dim"))
        )
        await self.reread()

    async def reread(self) -> None:
        """Show what the file says now; somebody may have edited it meanwhile."""
        path = self._settings.path
        assert path is not None
        try:
            config, problems = await asyncio.to_thread(load_config, path)
        except ConfigError as error:
            self._say_wrong(f"{error}. Until then the defaults are in effect.")
            return
        self._settings.use(config, problems)
        self._draw()
        self._say_wrong(" · ".join(self._settings.problems))

    @property
    def row(self) -> Row | None:
        """The setting under the cursor."""
        at = self.query_one(OptionList).highlighted
        return self._rows[at] if at is not None else None

    def on_option_list_option_highlighted(self) -> None:
        row = self.row
        self.query_one("#setting-about", Static).update(_about(row) if row else "")

    def on_option_list_option_selected(self) -> None:
        if self.row is not None:
            self.run_worker(self._change(self.row), exclusive=True)

    def action_default(self) -> None:
        row = self.row
        if row is not None and not row.is_default:
            self.run_worker(self._keep(row, None), exclusive=True)
        else:
            toast(self.app, "This is the default already.")

    def action_back(self) -> None:
        self.dismiss(None)

    def action_help(self) -> None:
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self))

    async def _change(self, row: Row) -> None:
        """Ask for another value until one can be used, or the person goes back."""
        if row.choices:
            hint = f"{row.comment} Now: {_shown(row.value)}"
            screen = ChoiceScreen(f"[{row.table}] {row.key}", hint, row.choices)
            chosen = await self.app.push_screen_wait(screen)
            if chosen is not None:
                await self._keep(row, _read(row, row.choices[chosen]))
            return
        typed, wrong = _typed(row.value), ""
        while True:
            title, hint = f"[{row.table}] {row.key}", wrong or row.comment
            answer = await self.app.push_screen_wait(AskScreen(title, hint, typed))
            if answer is None:
                return
            typed = answer
            wrong = await self._keep(row, answer)
            if not wrong:
                return

    async def _keep(self, row: Row, typed: "Value | None") -> str:
        """Write a setting and let it take effect; says what is wrong with it, or nothing."""
        path = self._settings.path
        assert path is not None
        try:
            value = _read(row, typed) if isinstance(typed, str) else typed
            if row.table == "keys" and isinstance(value, str):
                _check_key(self._settings.config, row.key, value)
            await asyncio.to_thread(save_setting, path, row.table, row.key, value)
        except (ConfigError, OSError) as error:
            wrong = one_line(str(error), 200)
            toast(self.app, f"Not changed: {wrong}", "warning")
            return wrong
        await self.reread()
        later = " It takes effect at the next start." if row.applies == "next start" else ""
        toast(self.app, f"[{row.table}] {row.key} is kept.{later}")
        return ""

    def _draw(self) -> None:
        found = self.query_one(OptionList)
        at = found.highlighted
        self._rows, options = [], []
        table = ""
        width = max((found.size.width or 60) - 4, 20)
        for row in rows_of(self._settings.config):
            if row.table != table:
                table = row.table
                self._rows.append(None)
                options.append(Option(inline((f"[{table}]", "bold")), disabled=True))
            self._rows.append(row)
            options.append(Option(_line(row, width)))
        found.clear_options()
        found.add_options(options)
        found.highlighted = 1 if at is None else min(at, len(options) - 1)

    def _say_wrong(self, text: str) -> None:
        wrong = self.query_one("#settings-wrong", Static)
        wrong.update(inline(text))
        wrong.display = bool(text)


def rows_of(config: Config) -> list[Row]:
    """Every setting, table by table, and every key."""
    rows: list[Row] = []
    for name in Config.model_fields:
        table = getattr(config, name)
        if isinstance(table, Table):
            rows += [
                _row(name, table, key, field) for key, field in type(table).model_fields.items()
            ]
    rows += [
        Row("keys", each.id, f"{each.description or each.id}.", config.keys.get(each.id, each.key),
            each.key, (), False, "now")
        for each in sorted(known().values(), key=lambda each: each.id)
    ]  # fmt: skip
    return rows


def _row(name: str, table: Table, key: str, field: FieldInfo) -> Row:
    kind: Any = field.annotation
    choices: tuple[str, ...] = ()
    if get_origin(kind) is Literal:
        choices = tuple(map(str, get_args(kind)))
    elif kind is bool:
        choices = ("yes", "no")
    comment = " ".join((field.description or "").split())
    is_decimal = float in {kind, *get_args(kind)}
    return Row(
        name, key, comment, getattr(table, key), field.default, choices, is_decimal, table.applies
    )


def _read(row: Row, typed: str) -> Value:
    """What was typed or chosen, as the kind of value that the setting has.

    Raises:
        ConfigError: it is no number where one is needed, or a path to nothing.
    """
    text = typed.strip()
    try:
        if isinstance(row.own, bool):
            return text == "yes"
        if row.is_decimal:
            number = float(text)
            if not math.isfinite(number):
                raise ValueError(text)
            return number
        if isinstance(row.own, int):
            return int(text)
        if isinstance(row.own, tuple):
            return tuple(int(part) for part in text.split(",") if part.strip())
    except ValueError as error:
        raise ConfigError(f"{one_line(text, 40)!r} is no number") from error
    if row.table == "files" and not Path(text).expanduser().exists():
        raise ConfigError(f"there is no such file or folder: {one_line(text, 100)}")
    return text


def _check_key(config: Config, name: str, key: str) -> None:
    _, problems = checked({**config.keys, name: key})
    mine = next((each for each in problems if each.startswith(f"[keys] {name}:")), "")
    if mine:
        raise ConfigError(mine)


def _about(row: Row) -> Content:
    """Everything about a setting."""
    facts = [f"default: {_shown(row.own)}"]
    if row.choices:
        facts.append(f"one of: {', '.join(row.choices)}")
    when = "takes effect at once" if row.applies == "now" else "takes effect at the next start"
    lines = [
        inline((f"[{row.table}] {row.key}", "bold")),
        inline(row.comment or "No comment."),
        inline(("now: ", "dim"), _shown(row.value)),
        *(inline((fact, "dim")) for fact in [*facts, when]),
    ]
    return Content("\n").join(lines)


def _line(row: Row, width: int) -> Content:
    mark = " " if row.is_default else "*"
    name = min(22, width // 2)
    left = f" {mark} {one_line(row.key, name):<{name}} "
    return inline(left, (one_line(_shown(row.value), max(width - len(left), 6)), "bold"))


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return "not set" if value in {None, ""} else str(value)


def _typed(value: Any) -> str:
    """A value as a person would type it."""
    return (
        ""
        if value is None
        else ", ".join(map(str, value))
        if isinstance(value, tuple)
        else str(value)
    )


def _tilde(path: Path) -> str:
    """A path without the name of the person's home."""
    try:
        return f"~/{path.relative_to(Path.home())}"
    except ValueError:
        return str(path)
