"""What `config.toml` in the data folder may say: who is served, from what, and how.

Each field carries the sentence that the settings screen shows. Also says which zone the clock is
in, since that is decided by the settings and the system together.
"""

import os
import tomllib
import zoneinfo
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from assistant.contract.day import Person
from assistant.contract.errors import UserError
from assistant.contract.times import to_local


class ConfigError(UserError):
    """A setting that cannot be used; the message names it and says what would be right."""


class Table(BaseModel):
    """A table of `config.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    applies: ClassVar[Literal["now", "next start"]] = "now"
    """When a change takes effect."""


class PersonConfig(Table):
    """The `[person]` table: who is served."""

    applies = "next start"

    name: str = "You"
    """How the assistant signs and speaks of you."""
    role: str = ""
    """What you do; helps to tell work from the rest."""
    timezone: str = ""
    """An IANA name such as Europe/Berlin; the system's where empty."""
    workdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    """The days of your working week; Monday is 0."""
    work_start: str = "09:00"
    """Professional slots start here …"""
    work_end: str = "17:30"
    """… and end here."""
    style: str = ""
    """How you write: brief, warm, formal."""
    email: str = ""
    """Your address, as mails name you."""

    @field_validator("work_start", "work_end")
    @classmethod
    def _is_clock(cls, value: str) -> str:
        datetime.strptime(value, "%H:%M")
        return value

    @field_validator("timezone")
    @classmethod
    def _is_zone(cls, value: str) -> str:
        if value and value not in zoneinfo.available_timezones():
            raise ValueError("not an IANA time zone such as Europe/Berlin")
        return value


class FilesConfig(Table):
    """The `[files]` table: the person's own day."""

    applies = "next start"

    tasks: Path | None = None
    """todo.txt or a Markdown checklist."""
    calendar: Path | None = None
    """An .ics file."""
    mail: Path | None = None
    """A Maildir."""
    notes: Path | None = None
    """A folder of Markdown or text notes."""
    contacts: Path | None = None
    """A vCard file."""


class LimitsConfig(Table):
    """The `[limits]` table: how much one turn may cost."""

    applies = "next start"

    steps: int = Field(default=0, ge=0, le=400)
    """The assistant stops after so many calls in one turn; 0 is no ceiling of your own."""
    tokens: int = Field(default=0, ge=0)
    """The assistant stops after so many tokens in one turn; 0 is no ceiling."""


class SendingConfig(Table):
    """The `[sending]` table: how long a message can be taken back after your word."""

    hold_s: int = Field(default=0, ge=0, le=120)
    """Seconds between your word and what cannot be undone; any key takes it back. 0: at once."""


class NotifyConfig(Table):
    """The `[notify]` table: how you are told while you are elsewhere."""

    when: Literal["away", "always", "never"] = "away"
    """Away is while another window has the focus, as far as the terminal says so."""
    bell: bool = True
    """Ring the terminal's bell."""
    title: bool = True
    """Keep the state as a word in the window's title."""
    desktop: Literal["auto", "notify-send", "osc9", "osc777", "off"] = "auto"
    """Notification of the system, through the terminal (OSC) or notify-send; auto looks."""
    content: bool = False
    """Name the item and the tool. Off, nobody who sees your screen learns more than the state."""
    command: str = ""
    """A program to run as well; it gets the message as its last argument."""


class ScreenConfig(Table):
    """The `[screen]` table: how the terminal moves."""

    motion: Literal["full", "basic", "none"] = "full"
    """Reduced motion is none; TEXTUAL_ANIMATIONS can only make it calmer than this."""


class CostConfig(Table):
    """The `[cost]` table: what a paid model costs; prices are yours to look up."""

    model: str = ""
    """The model as `/model` names it, such as openai:NAME; of no other one a cost is shown."""
    input_eur: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    """Euro per million tokens that it reads."""
    output_eur: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    """Euro per million tokens that it writes."""

    def euro(self, model: str, read: int | None, written: int | None) -> float | None:
        """What so many tokens cost; None where no price or no count is known."""
        if model != self.model or self.input_eur is None or self.output_eur is None:
            return None
        if read is None or written is None:
            return None
        return (read * self.input_eur + written * self.output_eur) / 1e6


class Config(BaseModel):
    """All of `config.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    person: PersonConfig = PersonConfig()
    files: FilesConfig = FilesConfig()
    limits: LimitsConfig = LimitsConfig()
    sending: SendingConfig = SendingConfig()
    notify: NotifyConfig = NotifyConfig()
    screen: ScreenConfig = ScreenConfig()
    cost: CostConfig = CostConfig()
    keys: dict[str, str] = {}
    """Keys by the id of what they do, as `"workspace.tasks" = "ctrl+l"`."""

    @field_validator("keys", mode="before")
    @classmethod
    def _flat(cls, value: object) -> object:
        """`workspace.tasks = "f2"` without quotes is a table in a table, and means the same."""
        return dict(_flatten(value)) if isinstance(value, Mapping) else value


_Table = TypeVar("_Table", bound=Table)


def load_config(path: Path) -> tuple[Config, list[str]]:
    """All settings that can be used, and what is wrong with the others, one sentence each.

    Raises:
        ConfigError: the file cannot be read at all.
    """
    tables, problems = read_tables(path), list[str]()
    # A removed entry can hide a second error only in a table of its own, so this ends soon.
    for _ in range(20):
        try:
            return Config.model_validate(tables), problems
        except ValidationError as error:
            for found in error.errors(include_url=False):
                where = [str(part) for part in found["loc"][:2]]
                name = " ".join([f"[{where[0]}]", *where[1:]])
                problems.append(f"{name}: {said(found)}; it is not used")
                _drop(tables, where)
    return Config(), problems


def load_limits(path: Path) -> LimitsConfig:
    """What one turn may cost.

    Raises:
        ConfigError: the file cannot be read or has a wrong value.
    """
    return _table(path, "limits", LimitsConfig)


def load_person(path: Path, now: datetime, hints: Sequence[str] = ()) -> Person:
    """The person that `path` describes; defaults where there is no such file.

    `now` decides the zone where the file names none: the system's if it has that offset, else the
    first of `hints` that has, such as the zones that the person's calendar names.

    Raises:
        ConfigError: the file cannot be read or has a wrong value.
    """
    config = _table(path, "person", PersonConfig)
    return Person(
        name=config.name,
        role=config.role,
        timezone=config.timezone or zone_of(now, hints),
        workdays=config.workdays,
        work_start=_minutes(config.work_start),
        work_end=_minutes(config.work_end),
        style=config.style,
        email=config.email,
    )


def load_files(path: Path) -> dict[str, Path] | None:
    """The person's own files that `path` names; None where it names none.

    Raises:
        ConfigError: the file cannot be read or has a wrong value.
    """
    config = _table(path, "files", FilesConfig)
    files = {key: value.expanduser() for key, value in config if value is not None}
    return files if files.keys() - {"notes", "contacts"} else None


def read_tables(path: Path) -> dict[str, Any]:
    """The settings as they are written; nothing where there is no such file.

    Raises:
        ConfigError: the file cannot be read.
    """
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: {error}; mend or remove it") from error


def said(error: Mapping[str, Any]) -> str:
    """What pydantic says is wrong with a value, in words for a person."""
    if error["type"] == "extra_forbidden":
        return "there is no such setting"
    return str(error["msg"]).removeprefix("Value error, ")


def _table(path: Path, name: str, model: type[_Table]) -> _Table:
    """One table of the settings, checked; its defaults where there are no settings."""
    try:
        return model.model_validate(read_tables(path).get(name, {}))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ConfigError(f"{path}: [{name}] {where}: {first['msg']}") from error


def _drop(tables: dict[str, Any], where: Sequence[str]) -> None:
    """Take out the value at `where`: a table, or a field of one."""
    table = tables.get(where[0])
    if len(where) == 1 or not isinstance(table, dict) or where[1] not in table:
        tables.pop(where[0], None)
    else:
        del table[where[1]]


def _flatten(table: Mapping[str, object], head: str = "") -> list[tuple[str, object]]:
    rows: list[tuple[str, object]] = []
    for key, value in table.items():
        name = f"{head}{key}"
        rows += _flatten(value, f"{name}.") if isinstance(value, Mapping) else [(name, value)]
    return rows


def parse_now(text: str | None) -> datetime:
    """The clock: the given ISO time, or the system's.

    Raises:
        ConfigError: not an ISO time.
    """
    if not text:
        return datetime.now(UTC).astimezone()
    try:
        now = datetime.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(
            f"--now {text!r} is not an ISO time; write 2026-03-02T08:00+01:00"
        ) from error
    return now if now.tzinfo else now.replace(tzinfo=zoneinfo.ZoneInfo(system_zone()))


def utc_minute(moment: datetime) -> int:
    """An aware moment in UTC minutes since the epoch."""
    return int(moment.timestamp()) // 60


def system_zone() -> str:
    """The system's IANA zone, or UTC where it has none."""
    name = os.environ.get("TZ", "").removeprefix(":")
    if not name:
        target = os.path.realpath("/etc/localtime")
        name = target.partition("zoneinfo/")[2]
    return name if name in zoneinfo.available_timezones() else "UTC"


def zone_of(now: datetime, hints: Sequence[str] = ()) -> str:
    """A zone with the offset of `now`: the system's, a hinted one, or a fixed one."""
    offset = now.utcoffset() or timedelta()
    known = zoneinfo.available_timezones()
    for name in (system_zone(), *hints):
        if name in known and to_local(utc_minute(now), name).utcoffset() == offset:
            return name
    hours, rest = divmod(int(offset.total_seconds()), 3600)
    if rest == 0:
        return "UTC" if hours == 0 else f"Etc/GMT{-hours:+d}"
    for name in sorted(known):
        if "/" in name and to_local(utc_minute(now), name).utcoffset() == offset:
            return name
    raise ConfigError(f"no time zone has the offset {offset}; set [person] timezone in config.toml")


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)
