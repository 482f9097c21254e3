"""Changing one setting in `config.toml` without touching another byte of it.

The file is the person's: their comments, their order and their blank lines stay. Lines are
edited as text, and what comes out is read back before it is used: whatever else would have
changed, or could not be found, is an error that says to edit the file by hand.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.config import Config, ConfigError, FilesConfig, said
from assistant.files import write_atomic

Value = str | bool | int | float | tuple[int, ...]

_HEADER = re.compile(r"\s*\[\[?[^\[\]]+\]\]?\s*(#.*)?$")


def save_setting(path: Path, table: str, key: str, value: Value | None) -> Config:
    """Write one setting, or take it out where `value` is None; returns the settings then.

    A link is followed, so that a file kept elsewhere is changed there.

    Raises:
        ConfigError: the value is wrong, or the file is written so that it cannot be changed here.
        OSError: the file cannot be written; it is as it was.
    """
    path = path.resolve()
    old = path.read_bytes().decode("utf-8") if path.exists() else ""
    try:
        new = with_setting(old, table, key, value)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: {error}; mend or remove it") from error
    config = checked(tomllib.loads(new), table, key)
    if new != old:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_atomic(path, new.encode())
    return config


def with_files(text: str, other: str) -> str:
    """The settings `text` with the files that the settings `other` name, and no others.

    Raises:
        ConfigError: the file is written so that this cannot be done line by line.
        tomllib.TOMLDecodeError: one of them is no TOML.
    """
    named = tomllib.loads(other).get("files", {})
    for key in FilesConfig.model_fields:
        text = with_setting(text, "files", key, named.get(key))
    return text


def checked(tables: Mapping[str, Any], table: str, key: str) -> Config:
    """The settings in `tables`, of which one was just changed.

    Raises:
        ConfigError: that one is wrong. What was wrong before is no reason to refuse it.
    """
    found = _flatten(tables).get(f"{table}.{key}")
    one = {} if found is None else {table: {key: found}}
    try:
        alone = Config.model_validate(one)
    except ValidationError as error:
        raise ConfigError(f"[{table}] {key}: {said(dict(error.errors()[0]))}") from error
    try:
        return Config.model_validate(dict(tables))
    except ValidationError:
        return alone


def with_setting(text: str, table: str, key: str, value: Value | None) -> str:
    """The text of a settings file with one value changed, added or, for None, taken out.

    Raises:
        ConfigError: the file is written so that this cannot be done line by line.
        tomllib.TOMLDecodeError: the text is no TOML.
    """
    wanted = _flatten(tomllib.loads(text))
    wanted.pop(f"{table}.{key}", None)
    if value is not None:
        wanted[f"{table}.{key}"] = list(value) if isinstance(value, tuple) else value
    end = "\r\n" if "\r\n" in text else "\n"
    new = _edited(text, table, key, value, end)
    try:
        found = _flatten(tomllib.loads(new))
    except tomllib.TOMLDecodeError:
        found = {}
    if found != wanted:
        raise ConfigError(f"[{table}] {key} is written in a way of its own; change it by hand")
    return new


def _edited(text: str, table: str, key: str, value: Value | None, end: str) -> str:
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += end
    begin, stop = _table_lines(lines, table)
    at = next((i for i in range(begin, stop) if _key_of(key).match(lines[i])), None)
    if at is not None:
        last = _statement_end(lines, at, stop)
        lines[at:last] = [] if value is None else [_changed(lines[at:last], value, end)]
    elif value is not None:
        row = f"{_key(key)} = {_toml(value)}{end}"
        if begin == 0:
            gap = [end] if lines and lines[-1].strip() else []
            lines += [*gap, f"[{table}]{end}", row]
        else:
            lines.insert(_place(lines, key, begin, stop), row)
    return "".join(lines)


def _table_lines(lines: list[str], table: str) -> tuple[int, int]:
    """The lines between a table's header and the next one; (0, 0) where it has no header."""
    header = re.compile(rf"\s*\[\s*{re.escape(table)}\s*\]\s*(#.*)?$")
    at = next((i for i, line in enumerate(lines) if header.match(line)), None)
    if at is None:
        return 0, 0
    rest = range(at + 1, len(lines))
    return at + 1, next((i for i in rest if _HEADER.match(lines[i])), len(lines))


def _place(lines: list[str], key: str, begin: int, stop: int) -> int:
    """Where a new line goes: under its commented-out example, else at the end of the table."""
    example = re.compile(rf"\s*#\s*{re.escape(key)}\s*=")
    for i in range(begin, stop):
        if example.match(lines[i]):
            return i + 1
    while stop > begin and not lines[stop - 1].strip():
        stop -= 1
    return stop


def _statement_end(lines: list[str], at: int, stop: int) -> int:
    """The line after the statement that begins at `at`; values may span lines."""
    for last in range(at + 1, stop + 1):
        try:
            tomllib.loads("".join(lines[at:last]))
        except tomllib.TOMLDecodeError:
            continue
        return last
    return at + 1


def _changed(lines: list[str], value: Value, end: str) -> str:
    """The statement with another value; what stood behind the old one on its line stays."""
    statement = "".join(lines)
    head = statement[: statement.index("=") + 1]
    return f"{head} {_toml(value)}{_comment(statement)}{end}"


def _comment(statement: str) -> str:
    """What follows the value on its last line: the first # that is not inside the value."""
    whole = tomllib.loads(statement)
    line = statement.rstrip("\r\n")
    for match in re.finditer(r"[ \t]*#", line):
        try:
            if tomllib.loads(line[: match.start()]) == whole:
                return line[match.start() :]
        except tomllib.TOMLDecodeError:
            continue
    return ""


def _key_of(key: str) -> re.Pattern[str]:
    bare = r"\s*\.\s*".join(re.escape(part) for part in key.split("."))
    return re.compile(rf"""\s*(?:{bare}|"{re.escape(key)}"|'{re.escape(key)}')\s*=""")


def _key(key: str) -> str:
    return key if re.fullmatch(r"[\w-]+", key) else json.dumps(key)


def _toml(value: Value) -> str:
    """A value as TOML; JSON's escapes are a subset of TOML's, except for DEL."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(str, value))}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def _flatten(tables: Mapping[str, Any], head: str = "") -> dict[str, Any]:
    """Every value by its dotted name; an empty table has none."""
    rows: dict[str, Any] = {}
    for key, value in tables.items():
        name = f"{head}{key}"
        rows |= _flatten(value, f"{name}.") if isinstance(value, Mapping) else {name: value}
    return rows
