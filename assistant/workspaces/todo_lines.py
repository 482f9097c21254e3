"""The grammar of one line of a to-do file: what it says, and how it looks when it is ticked off."""

import hashlib
import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Format = Literal["todo.txt", "markdown", "list"]
"""`list` is Markdown without a single checkbox: every bullet is a to-do."""

_CHECKBOX = re.compile(r"^(\s*(?:[-*+]|\d{1,9}[.)])\s+\[)([ xX])(\]\s+)(\S.*)$")
_BULLET = re.compile(r"^(\s*(?:[-*+]|\d{1,9}[.)])\s+)(\S.*)$")
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(.*?)[\s#]*$")
_RULE = re.compile(r"^[\s\-=*_#+.]*$")
_TXT = re.compile(
    r"^(?P<done>x\s+)?(?:\((?P<priority>[A-Z])\)\s+)?(?P<dates>(?:\d{4}-\d\d-\d\d\s+){0,2})"
    r"(?P<text>\S.*)$"
)
_FIELD = re.compile(r"(?<!\S)(due|t|rec|pri|h):(\S+)")
_DUE_EMOJI = re.compile(
    r"\N{CALENDAR}\s*(\d{4}-\d\d-\d\d)|\N{TEAR-OFF CALENDAR}\s*(\d{4}-\d\d-\d\d)"
)
_TAG = re.compile(r"(?<!\S)(?:md:[0-9a-f]{8}(?!\S)|<!--\s*md:[0-9a-f]{8}\s*-->)")
_DELEGATED = re.compile(r"(?<!\S)(?:delegated:\S+|\(delegated to [^()]+\))")
_COMMENT = re.compile(r"<!--.*?-->")
_REPEAT = re.compile(r"^(\+?)(\d{1,3})([dbwmy])$")
_DATE = re.compile(r"^\d{4}-\d\d-\d\d$")


@dataclass(frozen=True, slots=True)
class Todo:
    """One to-do of a file."""

    line: int
    text: str
    """Its words, without marker, priority, dates, `key:value` fields and tag."""
    is_done: bool
    is_handled: bool
    """Majordomo saw to it before, or it was handed over to somebody."""
    priority: str = ""
    due: str = ""
    """An ISO date."""
    starts: str = ""
    """An ISO date before which it is no concern."""
    section: str = ""
    """The heading above it."""
    occurrence: int = 1
    """1 for the first to-do with these words, counted over done ones as well."""

    def numbered(self, occurrence: int) -> "Todo":
        """The same to-do as the n-th with these words."""
        return replace(self, occurrence=occurrence)

    def is_open(self, today: date) -> bool:
        """Whether it needs somebody's attention."""
        return not (self.is_done or self.is_handled) and self.starts <= today.isoformat()


def parse_line(number: int, line: str, form: Format, section: str) -> Todo | None:
    """The to-do on a line, if there is one."""
    match form:
        case "markdown":
            found = _CHECKBOX.match(line)
            return _todo(number, found[4], found[2] != " ", section) if found else None
        case "list":
            found = None if is_rule(line) else _BULLET.match(line)
            if not found:
                return None
            text = _COMMENT.sub("", found[2]).strip()
            is_struck = len(text) > 4 and text.startswith("~~") and text.endswith("~~")
            return _todo(number, found[2].replace("~~", ""), is_struck, section)
    found = None if is_rule(line) else _TXT.match(line)
    if not found:
        return None
    todo = _todo(number, found["text"], found["done"] is not None, section)
    return replace(todo, priority=found["priority"] or "") if todo else None


def wording(text: str) -> str:
    """What makes two to-dos have the same words."""
    return " ".join(text.casefold().split())


def mark_of(effect_id: str) -> str:
    """The tag of an effect, short enough for a line: `md:` and eight hex digits."""
    if re.match(r"[0-9a-f]{8}", effect_id):
        return f"md:{effect_id[:8]}"
    return f"md:{hashlib.sha256(effect_id.encode()).hexdigest()[:8]}"


def ticked(content: str, form: Format, today: date) -> list[str]:
    """A line as done; where it recurs, the line of its next occurrence follows."""
    if form == "markdown":
        return [_CHECKBOX.sub(r"\1x\3\4", content)]
    if form == "list":
        return [_BULLET.sub(lambda m: f"{m[1]}~~{m[2].rstrip()}~~", content)]
    found = _TXT.match(content)
    if found is None:
        return [content]
    priority = f" pri:{found['priority']}" if found["priority"] else ""
    words = found["text"]
    kept = words.rstrip()
    done = f"x {today.isoformat()} {found['dates']}{kept}{priority}{words[len(kept) :]}"
    again = _next(found, today)
    return [done, again] if again else [done]


def is_checkbox(line: str) -> bool:
    """Whether a line has a Markdown checkbox."""
    return _CHECKBOX.match(line) is not None


def is_bullet(line: str) -> bool:
    """Whether a line is an entry of a Markdown list."""
    return _BULLET.match(line) is not None


def is_rule(line: str) -> bool:
    """Whether a line is blank or only drawn."""
    return _RULE.match(line) is not None


def section_of(line: str) -> str | None:
    """The words of a heading."""
    found = _HEADING.match(line)
    return found[1] if found else None


def _todo(number: int, content: str, is_done: bool, section: str) -> Todo | None:
    fields = dict(_FIELD.findall(content))
    emoji = _DUE_EMOJI.search(content)
    due = fields.get("due", "") or ((emoji[1] or emoji[2]) if emoji else "")
    is_handled = bool(_TAG.search(content) or _DELEGATED.search(content))
    for pattern in (_TAG, _DELEGATED, _COMMENT, _FIELD, _DUE_EMOJI):
        content = pattern.sub(" ", content)
    text = " ".join(content.replace("**", "").split())
    if not text:
        return None
    return Todo(
        line=number,
        text=text,
        is_done=is_done,
        is_handled=is_handled or fields.get("h") == "1",
        due=due if _DATE.match(due) else "",
        starts=fields["t"] if _DATE.match(fields.get("t", "")) else "",
        section=section,
    )


def _next(found: re.Match[str], today: date) -> str:
    """The line of a recurring task's next occurrence; empty where it does not recur."""
    fields = dict(_FIELD.findall(found["text"]))
    repeat = _REPEAT.match(fields.get("rec", ""))
    if repeat is None or not int(repeat[2]):
        return ""
    old = _date(fields.get("due", "")) or today
    due = _later(old if repeat[1] else today, int(repeat[2]), repeat[3])
    words = _TAG.sub("", found["text"]).rstrip()
    words = re.sub(r"(?<!\S)due:\S+", f"due:{due.isoformat()}", words)
    starts = _date(fields.get("t", ""))
    if starts:
        words = re.sub(r"(?<!\S)t:\S+", f"t:{(due - (old - starts)).isoformat()}", words)
    elif "due" not in fields:
        words += f" t:{due.isoformat()}"
    head = f"({found['priority']}) " if found["priority"] else ""
    created = f"{today.isoformat()} " if found["dates"] else ""
    return f"{head}{created}{words}"


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DATE.match(text) else None
    except ValueError:
        return None


def _later(day: date, count: int, unit: str) -> date:
    if unit == "b":
        for _ in range(count):
            day += timedelta(days={4: 3, 5: 2}.get(day.weekday(), 1))
        return day
    if unit in "dw":
        return day + timedelta(days=count * (7 if unit == "w" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
