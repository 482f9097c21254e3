"""A rendered prompt read back into facts: the scripted policy sees what any model would see.

It depends on nothing but the text that `assistant.contract.render` writes, so that this policy
cannot know more than a language model in its place, and a change of format breaks a test here.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.contract import times
from assistant.scripted.view import (
    EpisodeLine,
    EventLine,
    ItemLine,
    NoteLine,
    OutcomeLine,
    PersonLine,
    View,
)

_HEADING = re.compile(
    r"# (?P<title>Person|Now|Items(?= \d)|Item|Calendar|People|Known|Handled before"
    r"|Last)(?:(?<=Items) \d+(?: of \d+)?)?"
)
_ORDER = ("Person", "Now", "Items", "Item", "Calendar", "People", "Known", "Handled before", "Last")
_SPAN = re.compile(
    r"(?:[A-Z][a-z]{2} (?P<day>\d{4}-\d{2}-\d{2}) )?(?P<start>\d{2}:\d{2}(?:"
    r" UTC[+-]\d{2}:\d{2})?)(?:-(?P<end>\d{2}:\d{2})| to (?P<until>.+))?"
)
_OUTCOME = re.compile(
    r"(?P<tool>\w+)(?: (?P<item>\S+))? (?P<status>ok|asked|waiting|denied|invalid"
    r"|failed): ?(?P<text>.*)"
)
_PRIORITIES = frozenset({"critical", "high", "low"})
_MOODS = frozenset({"furious", "angry", "annoyed", "neutral", "happy"})
_DAY_MINUTES = 24 * 60


@lru_cache(maxsize=64)
def parse(text: str) -> View:
    """Read a prompt; what is missing or cannot be read stays empty."""
    parts = _sections(text)
    name, timezone, hours, style = _person(parts.get("Person", [""]))
    now = _instant(next(iter(parts.get("Now", [])), "").partition("|")[0], timezone)
    return View(
        name=name,
        timezone=timezone,
        style=style,
        work_hours=hours,
        now=now,
        items=tuple(_items(parts.get("Items") or parts.get("Item") or [], timezone)),
        events=tuple(_events(parts.get("Calendar", []), now, timezone)),
        people=tuple(_contact(_fields(line)) for line in parts.get("People", [])),
        known=tuple(_notes(parts.get("Known", []))),
        handled=tuple(_episodes(parts.get("Handled before", []))),
        last=parse_outcome("\n".join(parts.get("Last", []))),
    )


def parse_outcome(text: str) -> OutcomeLine:
    """Read a call's outcome, as it stands in `# Last` or in a tool result."""
    first, *rest = text.splitlines() or [""]
    match = _OUTCOME.fullmatch(first)
    if match is None:
        return OutcomeLine(text=first)
    return OutcomeLine(
        match["tool"], match["item"] or "", match["status"], match["text"], tuple(_notes(rest))
    )


def _sections(text: str) -> dict[str, list[str]]:
    """Lines by heading. A heading counts only in the renderer's order, so no line can forge one."""
    found: dict[str, list[str]] = {}
    last = -1
    lines: list[str] = []
    for line in text.split("\n"):
        match = _HEADING.fullmatch(line)
        if match and _ORDER.index(match["title"]) > last:
            last = _ORDER.index(match["title"])
            lines = found.setdefault(match["title"], [])
        else:
            lines.append(line)
    return found


def _fields(line: str) -> list[str]:
    return [part.strip() for part in line.split("|")]


def _instant(text: str, timezone: str) -> int:
    found = times.resolve_instant(text.strip(), 0, timezone)
    return found.minute if isinstance(found, times.Instant) else 0


def _person(lines: list[str]) -> tuple[str, str, tuple[str, str], str]:
    who, *rest = _fields(lines[0] if lines else "")
    timezone = rest[0] if rest else "UTC"
    hours = re.search(r"(\d{2}:\d{2})-(\d{2}:\d{2})$", rest[1]) if len(rest) > 1 else None
    style = next((part[6:] for part in rest[2:] if part.startswith("style ")), "")
    span = (hours[1], hours[2]) if hours else ("09:00", "17:30")
    return who.partition(",")[0] or "You", timezone, span, style


def _items(lines: list[str], timezone: str) -> Iterable[ItemLine]:
    if lines == ["none"]:
        return
    heads = [line for line in lines if not line.startswith("> ") and line.count("|") >= 3]
    body = "\n".join(line[2:] for line in lines if line.startswith("> "))
    for head in heads:
        yield _item(_fields(head), body, timezone)


def _item(fields: list[str], body: str, timezone: str) -> ItemLine:
    item_id, source, tier, text, *rest = fields
    kind, _, sender = source.partition(" from ")
    marked = {word: part[len(word) :].strip() for part in rest
              for word in ("ref ", "events ", "due ") if part.startswith(word)}  # fmt: skip
    due = marked.get("due ", "").removesuffix(" overdue")
    effort = next((int(p[:-4]) for p in rest if re.fullmatch(r"\d+ min", p)), None)
    return ItemLine(
        item_id,
        kind,
        tier,
        text,
        sender,
        marked.get("ref ", ""),
        tuple(marked.get("events ", "").split()),
        _instant(due, timezone) if due else None,
        effort,
        next((part for part in rest if part in _PRIORITIES), "normal"),
        tuple(part[10:].strip() for part in rest if part.startswith("you said:")),
        body,
    )


def _events(lines: list[str], now: int, timezone: str) -> Iterable[EventLine]:
    for line in lines:
        event_id, *rest = _fields(line)
        span = _SPAN.match(rest[0]) if len(rest) > 1 else None
        if span is not None:
            start, minutes = _span(span, now, timezone)
            others = next((part[5:] for part in rest[2:] if part.startswith("with ")), "")
            names = tuple(name.strip() for name in others.split(",") if name.strip())
            yield EventLine(event_id, rest[1], start, minutes, names, "free" not in rest[2:])


def _span(span: re.Match[str], now: int, timezone: str) -> tuple[int, int]:
    """Start and length of an event; a line without a date is about today."""
    day = span["day"] or times.say_day(now, timezone)[4:]
    start = _instant(f"{day} {span['start']}", timezone)
    if span["until"]:
        return start, max(_instant(span["until"], timezone) - start, 0)
    if not span["end"]:
        return start, 0
    clock = int(span["start"][:2]) * 60 + int(span["start"][3:5])
    end = int(span["end"][:2]) * 60 + int(span["end"][3:])
    return start, end - clock + (0 if end >= clock else _DAY_MINUTES)


def _contact(fields: list[str]) -> PersonLine:
    name, *rest = fields
    email = next((part for part in rest if "@" in part), "")
    channel = next((part[8:] for part in rest if part.startswith("prefers ")), "")
    mood = next((part for part in rest if part in _MOODS), "")
    others = [p for p in rest if p not in {email, mood} and not p.startswith("prefers ")]
    return PersonLine(name, email, others[0] if others else "", mood, channel)


def _notes(lines: Iterable[str]) -> Iterable[NoteLine]:
    for line in lines:
        fields = _fields(line)
        if len(fields) >= 3 and fields[0].isdigit():
            yield NoteLine(fields[1], fields[2])


def _episodes(lines: Iterable[str]) -> Iterable[EpisodeLine]:
    for line in lines:
        text, *rest = _fields(line)
        agent, _, tool = rest[0].partition(" ") if rest else ("", "", "")
        if agent:
            yield EpisodeLine(text, agent, tool, rest[1] if len(rest) > 1 else "")
