"""A session's file as a recording: what the screen showed after each step, without a session.

Knows no screen. A step ends before the next event that a person would notice, so that what the
graph says in between (the prompt was built, the model was asked) belongs to the step before it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.contract.day import Item
from assistant.contract.errors import UserError
from assistant.contract.outcome import NOTHING_SENT
from assistant.events import Acted, ConsentAsked, Finished, ModelCalled, Perceived, Proposed
from tui.history import Entry, Teller
from tui.log import Decided, Listed, Noted, Opened, SessionEvent, from_line

LARGEST = 256 * 2**20
"""Bytes of a file that is still taken for a session; a day takes about one megabyte."""

_SILENT = (Perceived, ModelCalled, Proposed, Listed)


class RecordingError(UserError):
    """A file cannot be replayed."""


@dataclass(frozen=True, slots=True)
class Frame:
    """How things stood after a step."""

    events: tuple[SessionEvent, ...]
    """What the step is made of, the one that a person notices first."""
    shown: int
    """How many entries the conversation had."""
    items: tuple[Item, ...] = ()
    working: str = ""
    """The item that the assistant had begun to work on."""
    waiting: ConsentAsked | None = None
    """The call that waited for the person's word."""
    opened: Opened = Opened("", "", False)
    acted: int = 0
    tokens: int = 0

    @property
    def asking(self) -> str:
        """The id of the item whose call waits."""
        return str(self.waiting.args.get("item_id", "")) if self.waiting else ""


@dataclass(frozen=True, slots=True)
class Recording:
    """A whole session, step by step; nothing in it can be executed."""

    path: Path
    events: tuple[SessionEvent, ...]
    entries: tuple[Entry, ...]
    """All that the conversation showed, oldest first."""
    frames: tuple[Frame, ...]
    notices: tuple[str, ...] = ()
    """What of the file could not be read."""

    @property
    def opened(self) -> Opened:
        """The day and the model that the session began with."""
        return next((e for e in self.events if isinstance(e, Opened)), Opened("", "", False))


def load_recording(path: Path) -> Recording:
    """Read a session's file.

    Raises:
        RecordingError: there is no such file, or it holds no session.
    """
    lines = _lines(path)
    events = [event for line in lines if (event := from_line(line)) is not None]
    if not events:
        raise RecordingError(
            f"{path} is no session: none of its {len(lines)} lines is an event of one; "
            "sessions are the .jsonl files that `majordomo data` names"
        )
    return recording_of(path, events, _complaints(lines, len(events)))


def recording_of(
    path: Path, events: Sequence[SessionEvent], notices: Iterable[str] = ()
) -> Recording:
    """The recording of events that are there already; `path` names it."""
    opened = next((event for event in events if isinstance(event, Opened)), None)
    teller = Teller("" if opened is None or opened.simulated else NOTHING_SENT)
    entries: list[Entry] = []
    frames: list[Frame] = []
    state = _State()
    step: list[SessionEvent] = []
    for event in events:
        if step and not isinstance(event, _SILENT) and not _is_silent(step):
            frames.append(state.frame(tuple(step), len(entries)))
            step = []
        entries += teller.tell(event)
        state.take(event)
        step.append(event)
    frames.append(state.frame(tuple(step), len(entries)))
    return Recording(path, tuple(events), tuple(entries), tuple(frames), tuple(notices))


@dataclass(slots=True)
class _State:
    """How things stand while the events are gone through; frames share what did not change."""

    known: dict[str, Item] = field(default_factory=dict)
    items: tuple[Item, ...] = ()
    working: str = ""
    waiting: ConsentAsked | None = None
    opened: Opened = Opened("", "", False)
    acted: int = 0
    tokens: int = 0

    def take(self, event: SessionEvent) -> None:
        match event:
            case Listed():
                item = Item(event.item_id, "task", event.text, event.tier, status=event.status)
                self.known[item.id] = item
                self.items = tuple(self.known.values())
            case ModelCalled():
                self.working = event.item_id
                self.tokens += (event.prompt_tokens or 0) + (event.completion_tokens or 0)
            case ConsentAsked():
                self.waiting, self.working = event, ""
            case Acted():
                self.waiting, self.working = None, ""
                self.acted += 1
            case Decided() | Finished():
                self.waiting, self.working = None, ""
            case Opened():
                self.opened, self.working = event, ""
            case Noted(kind="stopped" | "failed"):
                self.working = ""

    def frame(self, events: tuple[SessionEvent, ...], shown: int) -> Frame:
        return Frame(events, shown, self.items, self.working, self.waiting, self.opened,
                     self.acted, self.tokens)  # fmt: skip


def _is_silent(step: Sequence[SessionEvent]) -> bool:
    return all(isinstance(event, _SILENT) for event in step)


def _lines(path: Path) -> list[str]:
    try:
        if path.is_dir():
            raise RecordingError(f"{path} is a folder; name one session's file in it")
        if path.stat().st_size > LARGEST:
            raise RecordingError(f"{path} is too large for a session; name a session's file")
        text = path.read_text("utf-8", errors="replace")
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else "") or str(error)
        raise RecordingError(f"{path} cannot be read: {reason}; name a session's file") from error
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines:
        raise RecordingError(f"{path} is empty: no session was kept in it")
    return lines


def _complaints(lines: Sequence[str], understood: int) -> list[str]:
    """What was left out, in words; a kill in the middle of writing tears the last line."""
    is_torn = from_line(lines[-1]) is None
    unknown = len(lines) - understood - is_torn
    said = [f"{unknown} of {len(lines)} lines are no events and were left out"] * bool(unknown)
    return said + ["the last line is torn and was left out"] * is_torn
