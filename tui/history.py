"""What an earlier session held, in words and in blocks: the same events, told again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.contract.tools import Effect
from assistant.events import Acted, ModelCalled
from tui.log import Decided, Noted, Opened, Said, SessionEvent
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
    seconds: float | None
    tokens: int | None


Entry = Spoken | Answered | Stepped


class Teller:
    """Turns events into what a conversation shows, remembering what the last model call cost."""

    def __init__(self, after_send: str = "") -> None:
        """Nothing was told yet; `after_send` is said after each call that cannot be undone."""
        self._after_send = after_send
        self._cost: ModelCalled | None = None

    def tell(self, event: SessionEvent) -> list[Entry]:
        """What to show for one event."""
        if isinstance(event, ModelCalled):
            self._cost = event
        if isinstance(event, Acted):
            return self._acted(event)
        return _spoken(event)

    def _acted(self, event: Acted) -> list[Entry]:
        cost, self._cost = self._cost, None
        seconds = cost.seconds if cost else None
        tokens = None
        if cost and cost.prompt_tokens is not None and cost.completion_tokens is not None:
            tokens = cost.prompt_tokens + cost.completion_tokens
        if event.tool == "finish" and event.status == "ok":
            return [Answered(str(event.args.get("summary") or event.text))]
        entries: list[Entry] = [Stepped(event, seconds, tokens)]
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
