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
_DATE = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?P<th>st|nd|rd|th)?(?P<of> of)? (?P<month>{_MONTH})\b"
    r"(?:(?P<gap>,? )(?P<year>\d{4})(?!\d))?"
    rf"|\b(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?P<th2>st|nd|rd|th)?(?![\d:])"
    r"(?:(?P<gap2>,? )(?P<year2>\d{4})(?!\d))?"
)


def shift_days(scenario: Scenario, days: int) -> dict[str, Any]:
    """The day so many days later, as JSON values.

    Dates are found in ISO form and with the month's English name; a date without a year is the one
    next to the day itself. Other ways of naming a date ("the 5th", "5/3") stay as they are.
    """
    today = date.fromisoformat(scenario.simulation_time[:10])
    data = scenario_to_json(scenario)
    return {key: map_strings(data[key], lambda text: _shifted(text, days, today)) for key in data}


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

    def named(match: re.Match[str]) -> str:
        is_day_first = match["day"] is not None
        last = "" if is_day_first else "2"
        day, month, year = (match[part + last] for part in ("day", "month", "year"))
        new = _moved(day, month, year, days, today)
        if new is None:
            return match[0]
        number = f"{new.day}{_suffix(new.day) if match['th' + last] else ''}"
        name = _MONTHS[new.month - 1]
        said = f"{number}{match['of'] or ''} {name}" if is_day_first else f"{name} {number}"
        return f"{said}{match['gap' + last]}{new.year}" if year else said

    return _DATE.sub(named, _ISO.sub(iso, text))


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
