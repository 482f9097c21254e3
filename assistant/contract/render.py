"""The one renderer: what a model reads, byte for byte the same in every role.

Lines are `field | field`, under `#` headings, so that a small model can copy from them and a
rule can parse them. Text that others wrote is made harmless on the way in: it cannot open a
heading, forge a field or spell a chat template's control token.
"""

import re
from collections.abc import Collection, Iterable
from datetime import datetime
from functools import lru_cache
from typing import TypeVar

from assistant.contract import clock
from assistant.contract.briefing import Briefing
from assistant.contract.day import Contact, Event, Item, Person
from assistant.contract.memo import derive, derive_once, kept
from assistant.contract.notes import Episode, Note
from assistant.contract.outcome import Outcome
from assistant.contract.tools import Agent

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
# Control, zero-width, bidi, surrogate, private-use, tag and unassigned-plane characters.
_NOT_PLAIN = re.compile(
    r"[\x00-\x20\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\ud800-\uf8ff"
    r"\ufeff\ufff0-\uffff\U000e0000-\U0010ffff]+"
)
_CONTROL_TOKEN = re.compile(r"<(?=[|/]|tool_call|think)")
_DAY_MINUTES = 24 * 60
_MAX_PEOPLE = 6
_T = TypeVar("_T")

_SOURCE = {"task": "task", "mail": "mail", "conflict": "conflict", "habit": "habit",
           "promise": "promise", "you": "you"}  # fmt: skip


def render(briefing: Briefing, agent: Agent, item_id: str = "") -> str:
    """The prompt of one node: the orchestrator sees the day, a sub-agent sees one item.

    Raises:
        KeyError: a sub-agent's item is not in the briefing.
    """
    if agent is Agent.ORCHESTRATOR:
        return _orchestrator(briefing)
    item = briefing.item(item_id)
    if item is None:
        raise KeyError(item_id)
    return _sub_agent(briefing, item, agent)


def render_outcome(outcome: Outcome) -> str:
    """A call's outcome as the model reads it, in `# Last` and as a tool result."""
    # A tool's name may be whatever a model wrote, or a stranger sent.
    head = plain(f"{outcome.tool} {outcome.item_id}".rstrip(), 140)
    lines = [f"{head} {outcome.status}: {plain(outcome.text)}"]
    lines += _notes(outcome.notes)
    return "\n".join(lines)


def plain(text: str, limit: int = 300) -> str:
    """One harmless line: no control or bidi characters, no field marks, no template tokens."""
    return _plain(text[: 4 * limit], limit)


# Its keys are cut to what is read of them: a stranger's text may be a megabyte.
@lru_cache(maxsize=8192)
def _plain(text: str, limit: int) -> str:
    # Nothing but a run of spaces is there to be replaced in printable ASCII.
    is_tame = text.isascii() and text.isprintable()
    line = " ".join((text if is_tame else _NOT_PLAIN.sub(" ", text)).split())
    line = _CONTROL_TOKEN.sub("< ", line).replace("|", "/")
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _orchestrator(b: Briefing) -> str:
    shown = len(b.items)
    count = f"{shown}" if not b.hidden else f"{shown} of {shown + b.hidden}"
    known = [n for item in b.items for n in b.known.get(item.id, ())[:1]]
    handled = [e for item in b.items for e in b.handled.get(item.id, ())[:1]]
    return _sections(
        ("Person", derive([b.person], "line", _person)),
        ("Now", [_clock(b.now, b.person.timezone)]),
        (f"Items {count}", [_item_line(item, b) for item in b.items] or ["none"]),
        ("Calendar", _calendar(b, days=1)),
        ("People", _people(b, b.items, b.events)),
        ("Known", _notes(_unique(known)[:3])),
        ("Handled before", derive(_unique(handled)[:4], "line", _episode)),
        ("Last", [b.last] if b.last else []),
    )


def _sub_agent(b: Briefing, item: Item, agent: Agent) -> str:
    lines = [_item_line(item, b)]
    if item.body:
        lines += ["> " + plain(line, 200) for line in item.body.splitlines() if line.strip()][:20]
    days = 7 if agent is Agent.MEETING else 1
    concerned = [e for e in b.events if e.id in item.events]
    return _sections(
        ("Person", derive([b.person], "line", _person)),
        ("Now", [_clock(b.now, b.person.timezone)]),
        ("Item", lines),
        ("Calendar", _calendar(b, days)),
        ("People", _people(b, [item], concerned)),
        ("Known", _notes(b.known.get(item.id, ()))),
        ("Handled before", derive(b.handled.get(item.id, ()), "line", _episode)),
    )


def _sections(*sections: tuple[str, list[str]]) -> str:
    """Empty sections are left out, save for the calendar's and items' own word for empty."""
    return "\n".join(f"# {title}\n" + "\n".join(lines) for title, lines in sections if lines)


def _person(p: Person) -> str:
    runs = p.workdays
    if len(runs) > 1 and runs == tuple(range(runs[0], runs[-1] + 1)):
        days = f"{_DAYS[runs[0]]}-{_DAYS[runs[-1]]}"
    else:
        days = ",".join(_DAYS[d] for d in runs)
    hours = (
        f"{p.work_start // 60:02}:{p.work_start % 60:02}-{p.work_end // 60:02}:{p.work_end % 60:02}"
    )
    who = plain(f"{p.name}, {p.role}" if p.role else p.name, 80)
    works = f"works {days} {hours}" if days else "does not work"
    style = f" | style {plain(p.style, 40)}" if p.style else ""
    return f"{who} | {p.timezone} | {works}{style}"


def _clock(now: int, tz: str) -> str:
    """The clock and the next six days, so that no model needs to know which date a Friday is."""
    return f"{clock.say_instant(now, tz)} | {_week_after(_day_of(now, tz), tz)}"


def _day_of(minute: int, tz: str) -> int:
    """The local day at a UTC minute, counted from the epoch."""
    return (minute + clock.offset_of(minute, tz)) // _DAY_MINUTES


@lru_cache(maxsize=4096)
def _week_after(day: int, tz: str) -> str:
    days = (clock.say_day_number(_later_day(day, n, tz)) for n in range(1, 7))
    return ", ".join(said[:4] + said[9:] for said in days)


@lru_cache(maxsize=8192)
def _later_day(day: int, days: int, tz: str) -> int:
    """A later local day, by its noon: noon exists in every zone, whatever the clocks do."""
    local = datetime.fromordinal(day + clock.DAY_ZERO).replace(hour=12)
    noon = clock.from_local(local, tz)
    assert noon is not None
    return _day_of(noon + days * _DAY_MINUTES, tz)


def _item_line(item: Item, b: Briefing) -> str:
    tz, is_late = b.person.timezone, item.due is not None and item.due <= b.now
    lines, key = kept(item), ("line", tz, is_late)
    if key not in lines:
        lines[key] = _say_item(item, tz, is_late=is_late)
    line: str = lines[key]
    return line


def _say_item(item: Item, tz: str, *, is_late: bool) -> str:
    source = _SOURCE[item.source]
    if item.source == "mail" and item.people:
        source = f"mail from {plain(item.people[0], 40)}"
    parts = [item.id, source, item.tier, plain(item.text, 200)]
    if item.detail:
        parts.append(plain(item.detail, 100))
    if item.ref and item.ref != item.id:
        parts.append(f"ref {item.ref}")
    if item.events:
        parts.append("events " + " ".join(item.events))
    if item.due is not None:
        parts.append(f"due {clock.say_instant(item.due, tz)}{' overdue' if is_late else ''}")
    if item.effort:
        parts.append(f"{item.effort} min")
    if item.priority != "normal":
        parts.append(item.priority)
    parts += [f"you said: {plain(said, 200)}" for said in item.said]
    return " | ".join(parts)


def _calendar(b: Briefing, days: int) -> list[str]:
    tz, now, lines = b.person.timezone, b.now, []
    today = _day_of(now, tz)
    last = _later_day(today, days - 1, tz)
    for day, start, end, full, short in derive_once(b.events, tz, lambda e: _event_lines(e, tz)):
        if today <= day <= last or start <= now < end:
            lines.append(short if days == 1 and day == today else full)
    return lines or ["no events"]


def _event_lines(events: Collection[Event], tz: str) -> list[tuple[int, int, int, str, str]]:
    return derive(events, ("line", tz), lambda event: _event_line(event, tz))


def _event_line(event: Event, tz: str) -> tuple[int, int, int, str, str]:
    """An event's day, start and end, its line, and its line in a calendar of that day alone."""
    when, rest = clock.say_span(event.start, event.end, tz), _say_event(event)
    full, short = (" | ".join((event.id, said, *rest)) for said in (when, when[15:]))
    return _day_of(event.start, tz), event.start, event.end, full, short


def _say_event(event: Event) -> list[str]:
    parts = [plain(event.title, 80)]
    if event.attendees:
        parts.append("with " + ", ".join(plain(a, 40) for a in event.attendees[:4]))
    if event.location:
        parts.append("at " + plain(event.location, 40))
    if event.travel:
        parts.append(f"travel {event.travel} min")
    if not event.busy:
        parts.append("free")
    return parts


def _people(b: Briefing, items: Collection[Item], events: Collection[Event]) -> list[str]:
    wanted = set().union(
        *derive(items, "names", lambda item: frozenset(n.casefold() for n in item.people)),
        derive_once(events, "names", _attendees),
    )
    lines: list[str] = []
    for line, names in derive(b.contacts, "line", _contact):
        if not wanted.isdisjoint(names):
            lines.append(line)
            if len(lines) == _MAX_PEOPLE:
                break
    return lines


def _attendees(events: Collection[Event]) -> frozenset[str]:
    return frozenset(name.casefold() for event in events for name in event.attendees)


def _contact(c: Contact) -> tuple[str, tuple[str, str]]:
    """A contact's line, and what they may be called."""
    parts = [plain(c.name, 40)]
    parts += [plain(part, 60) for part in (c.email, c.relationship, c.mood) if part]
    if c.channel:
        parts.append(f"prefers {plain(c.channel, 20)}")
    return " | ".join(parts), (c.name.casefold(), c.email.casefold())


def _notes(notes: Collection[Note]) -> list[str]:
    return [f"{rank} | {line}" for rank, line in enumerate(derive(notes, "line", _note), 1)]


def _note(note: Note) -> str:
    source = f" | {plain(note.source, 60)}" if note.source else ""
    return f"{note.id} | {plain(note.text, 200)}{source}"


def _episode(e: Episode) -> str:
    note = f" | {plain(e.note, 80)}" if e.note else ""
    return f"{plain(e.text, 120)} | {e.agent} {e.tool}{note}"


def _unique(values: Iterable[_T]) -> list[_T]:
    return list(dict.fromkeys(values))
