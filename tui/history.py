"""What an earlier session held, in words and in blocks: the same events, told again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.contract.day import Tier
from assistant.contract.tools import Effect
from assistant.events import Acted, ModelCalled
from tui.log import Decided, Listed, Noted, Opened, Said, SessionEvent
from tui.marks import one_line

Speaker = Literal["You", "Assistant", "Asks", "Note", "Failed"]

_WORD = {"accept": "allowed", "edit": "allowed as edited", "response": "denied",
         "ignore": "left for later", "standing": "allowed, as you always do"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line that somebody said."""

    speaker: Speaker
    text: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The assistant's own words, as Markdown."""

    text: str


@dataclass(frozen=True, slots=True)
class Stepped:
    """A call, what came of it, and what it cost."""

    event: Acted
    call: ModelCalled | None
    """How the model was asked for it; None where the session's file does not say."""
    tier: Tier | None
    """Whose need its item served then; None where it is about none, or the file does not say."""


Entry = Spoken | Answered | Stepped


class Teller:
    """Turns events into what a conversation shows.

    Remembers what the last model call cost, and whose need each item serves.
    """

    def __init__(self, after_send: str = "") -> None:
        """Nothing was told yet; `after_send` is said after each call that cannot be undone."""
        self._after_send = after_send
        self._call: ModelCalled | None = None
        self._tiers: dict[str, Tier] = {}

    def tell(self, event: SessionEvent) -> list[Entry]:
        """What to show for one event."""
        match event:
            case ModelCalled():
                self._call = event
            case Listed():
                self._tiers[event.item_id] = event.tier
            case Acted():
                return self._acted(event)
        return _spoken(event)

    def _acted(self, event: Acted) -> list[Entry]:
        call, self._call = self._call, None
        if event.tool == "finish" and event.status == "ok":
            return [Answered(str(event.args.get("summary") or event.text))]
        entries: list[Entry] = [Stepped(event, call, self._tiers.get(event.item_id))]
        if event.tool == "answer" and event.status == "ok":
            entries.append(Answered(_with_sources(event)))
        elif event.effect is Effect.IRREVERSIBLE and event.status == "ok" and self._after_send:
            entries.append(Spoken("Note", self._after_send))
        return entries


def _spoken(event: SessionEvent) -> list[Entry]:
    match event:
        case Said():
            return [Spoken("You", event.text)]
        case Decided():
            return [Spoken("You", _decision(event))]
        case Noted():
            return [Spoken("Failed" if event.kind == "failed" else "Note", event.text)]
        case _:
            return []


def tell_all(events: Iterable[SessionEvent], after_send: str = "") -> Iterator[Entry]:
    """Everything there is to show."""
    teller = Teller(after_send)
    for event in events:
        yield from teller.tell(event)


def in_words(events: Iterable[SessionEvent], limit: int = 160) -> list[str]:
    """A session as plain lines, for a preview: `limit` characters of each text."""
    lines = []
    for event in events:
        if isinstance(event, Opened):
            lines.append(f"{event.day} · {event.model}" + " · simulated" * event.simulated)
    for entry in tell_all(events):
        match entry:
            case Spoken(speaker, text):
                lines.append(f"{speaker}: {one_line(text, limit)}")
            case Answered(text):
                lines.append(f"Assistant: {one_line(text, limit)}")
            case Stepped(event):
                lines.append(f"  {event.tool} {event.status}: {one_line(event.text, limit)}")
    return lines


def _decision(event: Decided) -> str:
    reason = f": {event.reason}" if event.reason and event.reason != "no" else ""
    return f"{_WORD.get(event.kind, event.kind)} {event.tool} {event.item_id}".rstrip() + reason


def _with_sources(event: Acted) -> str:
    notes = event.args.get("citations")
    cited = [str(note) for note in notes] if isinstance(notes, list | tuple) else []
    return event.text + (f"\n\nSources: {', '.join(cited)}" if cited else "")
