"""A day moved in the calendar: every instant of its file, and every date that its texts name."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from scenarios.load import scenario_to_json
from scenarios.schema import Scenario

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_ISO = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(st|nd|rd|th)?( of)? ({_MONTH})\b(,? )?((?<= )\d{{4}}(?!\d))?"
)
_MONTH_FIRST = re.compile(rf"\b({_MONTH}) (\d{{1,2}})(st|nd|rd|th)?(?![\d:])(,? )?((?<= )\d{{4}})?")


def shift_days(scenario: Scenario, days: int) -> dict[str, Any]:
    """The day so many days later, as JSON values.

    Dates are found in ISO form and with the month's English name; a date without a year is the one
    next to the day itself. Other ways of naming a date ("the 5th", "5/3") stay as they are.
    """
    today = date.fromisoformat(scenario.simulation_time[:10])
    return map_strings(scenario_to_json(scenario), lambda text: _shifted(text, days, today))


def map_strings(value: Any, change: Callable[[str], str]) -> Any:
    """JSON values with every string in them changed, keys included."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [map_strings(entry, change) for entry in value]
    if isinstance(value, dict):
        return {change(key): map_strings(entry, change) for key, entry in value.items()}
    return value


def _shifted(text: str, days: int, today: date) -> str:
    def iso(match: re.Match[str]) -> str:
        try:
            return str(date.fromisoformat(match[1]) + timedelta(days=days))
        except (ValueError, OverflowError):
            return match[0]

    def day_first(match: re.Match[str]) -> str:
        day, suffix, of, month, gap, year = match.groups()
        new = _moved(day, month, year, days, today)
        if new is None:
            return match[0]
        number = f"{new.day}{_suffix(new.day) if suffix else ''}"
        named = f"{number}{of or ''} {_MONTHS[new.month - 1]}"
        return named + (gap or "") + (str(new.year) if year else "")

    def month_first(match: re.Match[str]) -> str:
        month, day, suffix, gap, year = match.groups()
        new = _moved(day, month, year, days, today)
        if new is None:
            return match[0]
        number = f"{new.day}{_suffix(new.day) if suffix else ''}"
        return f"{_MONTHS[new.month - 1]} {number}" + (gap or "") + (str(new.year) if year else "")

    text = _ISO.sub(iso, text)
    return _MONTH_FIRST.sub(month_first, text) if _MONTH_FIRST.search(
        _DAY_FIRST.sub("", text)
    ) and not _DAY_FIRST.search(text) else _DAY_FIRST.sub(day_first, text)  # fmt: skip


def _moved(day: str, month: str, year: str | None, days: int, today: date) -> date | None:
    """The date so many days later; one without a year is the nearest to today."""
    number = _MONTHS.index(month) + 1
    years = [int(year)] if year else [today.year - 1, today.year, today.year + 1]
    found = []
    for candidate in years:
        try:
            found.append(date(candidate, number, int(day)))
        except ValueError:
            continue
    if not found:
        return None
    return min(found, key=lambda d: abs(d - today)) + timedelta(days=days)


def _suffix(day: int) -> str:
    return "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
