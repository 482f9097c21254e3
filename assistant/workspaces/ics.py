"""The text of an iCalendar file, edited property by property so that all other bytes stay.

A library reads calendars (see `calendar`), but writing one back with a library reorders, refolds
and drops what it does not know. So what is written here is cut into the person's own text.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from assistant.workspaces.errors import WorkspaceError

SKELETON = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Majordomo//Majordomo//EN\r\nEND:VCALENDAR\r\n"
)
"""A calendar without entries."""

EFFECT = "X-MAJORDOMO-EFFECT"
"""The property that names the effect which changed an entry."""

_FOLD = 75
_PROPERTY = re.compile(rb"^([A-Za-z0-9-]+)((?:;[^\":;]*(?:\"[^\"]*\"[^\":;]*)*)*):(.*)$", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Property:
    """One property, unfolded, and where its lines are."""

    name: str
    params: str
    """With its leading semicolon; empty where there are none."""
    value: str
    start: int
    end: int


@dataclass
class Component:
    """One `BEGIN` … `END`, and where it is."""

    kind: str
    start: int
    end: int = -1
    properties: list[Property] = field(default_factory=list)
    """Its own, not those of components within it."""
    children: list["Component"] = field(default_factory=list)

    def get(self, name: str) -> Property | None:
        """Its first property of that name."""
        return next((p for p in self.properties if p.name == name), None)

    def value(self, name: str) -> str:
        """The value of that property; empty where there is none."""
        found = self.get(name)
        return found.value if found else ""


class IcsText:
    """An iCalendar file's bytes and the components in them."""

    def __init__(self, path: str, data: bytes) -> None:
        """Scan `data`.

        Raises:
            WorkspaceError: it is no iCalendar file, or its blocks do not match.
        """
        self.path = path
        self.bytes = data
        self.newline = "\r\n" if b"\r\n" in data else "\n"
        self.calendars = self._scan()

    def entries(self, *kinds: str) -> list[Component]:
        """The components of these kinds, in file order."""
        return [c for calendar in self.calendars for c in calendar.children if c.kind in kinds]

    def with_entry(self, lines: Sequence[str]) -> bytes:
        """The file with one more entry, at the end of its last calendar."""
        at = self.calendars[-1].properties[-1].start
        return self.bytes[:at] + self._encode(lines) + self.bytes[at:]

    def with_changes(self, entry: Component, changes: Mapping[str, str]) -> bytes:
        """The file with properties of one entry replaced, added, or (empty line) removed.

        A change is a whole content line, such as `DTSTART:20260303T140000Z`.
        """
        edits = []
        last = entry.properties[-1].start
        for name, line in changes.items():
            text = self._encode([line]) if line else b""
            same = [p for p in entry.properties if p.name == name]
            edits += [(p.start, p.end, text if p is same[0] else b"") for p in same]
            if not same and line:
                edits.append((last, last, text))
        data = self.bytes
        # Stable from the back, so that what is added keeps its order and offsets stay true.
        for start, end, text in sorted(reversed(edits), key=lambda edit: edit[0], reverse=True):
            data = data[:start] + text + data[end:]
        return data

    def lines_of(self, entry: Component, without: Sequence[str] = ()) -> list[str]:
        """An entry's own content lines, unfolded, for a copy of it."""
        return [
            f"{p.name}{p.params}:{p.value}"
            for p in entry.properties
            if p.name not in {"BEGIN", "END", *without}
        ]

    def _encode(self, lines: Sequence[str]) -> bytes:
        return b"".join(fold(line, self.newline) for line in lines)

    def _scan(self) -> list[Component]:
        stack: list[Component] = []
        calendars: list[Component] = []
        for number, start, end, line in _logical_lines(self.bytes):
            found = _PROPERTY.match(line)
            if found is None:
                if not line.strip(b"\xef\xbb\xbf \t\r\n"):
                    continue
                raise self._error(f"line {number} is no iCalendar property")
            name = found[1].decode().upper()
            value = found[3].decode("utf-8", "replace")
            prop = Property(name, found[2].decode("utf-8", "replace"), value, start, end)
            if name == "BEGIN":
                stack.append(Component(value.strip().upper(), start))
            elif not stack:
                raise self._error(f"line {number} stands outside of any calendar")
            stack[-1].properties.append(prop)
            if name == "END":
                self._close(stack, calendars, prop, number)
        if stack:
            raise self._error(f"{stack[-1].kind} has no END; the file may be cut off")
        if not calendars:
            raise self._error("there is no VCALENDAR in it")
        return calendars

    def _close(
        self, stack: list[Component], calendars: list[Component], end: Property, number: int
    ) -> None:
        component = stack.pop()
        if component.kind != end.value.strip().upper():
            raise self._error(
                f"line {number} ends {end.value.strip()}, but {component.kind} is open"
            )
        component.end = end.end
        if stack:
            stack[-1].children.append(component)
        elif component.kind == "VCALENDAR":
            calendars.append(component)
        else:
            raise self._error(f"{component.kind} stands outside of any calendar")

    def _error(self, what: str) -> WorkspaceError:
        return WorkspaceError(f"{self.path} is not a readable calendar: {what}. It was not changed")


def fold(line: str, newline: str) -> bytes:
    """A content line, folded at 75 octets, never within a character."""
    # Whatever a value holds, it cannot begin a line of its own.
    rest = re.sub(r"[\r\n]", "", line).encode()
    parts = []
    width = _FOLD
    while len(rest) > width:
        cut = width
        while rest[cut] & 0xC0 == 0x80:
            cut -= 1
        parts.append(rest[:cut])
        rest, width = rest[cut:], _FOLD - 1
    return (newline.encode() + b" ").join([*parts, rest]) + newline.encode()


def text_value(text: str) -> str:
    """A text as a property's value."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n"))
    for character in ("\\", ";", ","):
        text = text.replace(character, "\\" + character)
    return text.replace("\n", "\\n")


def parameter_value(text: str) -> str:
    """A text as a quoted parameter's value, which cannot hold quotes."""
    return '"' + _CONTROL.sub("", " ".join(text.split())).replace('"', "'") + '"'


def utc_value(minute: int) -> str:
    """A UTC minute as a value."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)).strftime("%Y%m%dT%H%M%SZ")


def local_value(moment: date | datetime) -> str:
    """A local time or a date as a value."""
    return moment.strftime("%Y%m%dT%H%M%S" if isinstance(moment, datetime) else "%Y%m%d")


def _logical_lines(data: bytes) -> list[tuple[int, int, int, bytes]]:
    """Number, start, end and unfolded content of each logical line."""
    found: list[tuple[int, int, int, bytes]] = []
    at = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    for number, raw in enumerate(data[at:].split(b"\n"), 1):
        end = min(at + len(raw) + 1, len(data))
        content = raw.removesuffix(b"\r")
        if found and content[:1] in {b" ", b"\t"}:
            first, start, _, so_far = found[-1]
            found[-1] = (first, start, end, so_far + content[1:])
        elif raw or end > at:
            found.append((number, at, end, content))
        at = end
    return found
