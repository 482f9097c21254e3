"""Who is being served, from `config.toml` in the data folder, and which zone the clock is in."""

import os
import tomllib
import zoneinfo
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from assistant.contract.day import Person
from assistant.contract.errors import UserError
from assistant.contract.times import to_local


class ConfigError(UserError):
    """A setting that cannot be used; the message names it and says what would be right."""


class PersonConfig(BaseModel):
    """The `[person]` table of `config.toml`."""

    model_config = ConfigDict(extra="forbid")

    name: str = "You"
    role: str = ""
    timezone: str = ""
    """An IANA name such as Europe/Berlin; the system's where empty."""
    workdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    """Monday is 0."""
    work_start: str = "09:00"
    work_end: str = "17:30"
    style: str = ""
    email: str = ""

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


class FilesConfig(BaseModel):
    """The `[files]` table of `config.toml`: the person's own day."""

    model_config = ConfigDict(extra="forbid")

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


_Config = TypeVar("_Config", PersonConfig, FilesConfig)


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


def _table(path: Path, name: str, model: type[_Config]) -> _Config:
    """One table of the settings, checked; its defaults where there are no settings."""
    table: object = {}
    if path.exists():
        try:
            table = tomllib.loads(path.read_text("utf-8")).get(name, {})
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ConfigError(f"{path}: {error}; mend or remove it") from error
    try:
        return model.model_validate(table)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ConfigError(f"{path}: [{name}] {where}: {first['msg']}") from error


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
