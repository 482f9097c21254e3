"""The assistant as a plain conversation: append-only text, numbered choices, no screen control.

Works through a pipe, a screen reader and a serial line alike.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

from assistant.contract import clock
from assistant.contract.day import Status
from assistant.contract.errors import UserError
from assistant.contract.outcome import NOTHING_SENT
from assistant.contract.render import plain
from assistant.contract.tools import Effect
from assistant.events import Acted, ConsentAsked, Finished, GraphEvent, Perceived
from assistant.guard import HumanInterrupt, HumanResponse
from tui.day import day_of
from tui.daybook import in_words
from tui.digest import part_of
from tui.session import Session

HELP = (
    "Type a request, `ID: answer` to answer a question, `items`, `today`, `go` to look again, "
    "`undo`, or `quit`."
)

_QUIET = {"route_to_agent", "finish", "do_nothing"}


class Narrator:
    """Turns events into lines."""

    def __init__(self, write: Callable[[str], None], simulated: bool) -> None:
        """Write each line with `write`; `simulated` marks what does not really happen."""
        self._write = write
        self._suffix = " (simulated)" if simulated else ""
        self._sent = "" if simulated else NOTHING_SENT

    def __call__(self, event: GraphEvent) -> None:
        """Tell one event."""
        match event:
            case Acted():
                self._acted(event)
            case Finished(reason="steps" | "tokens"):
                self._write(f"Assistant: I stopped at your ceiling of {event.reason} a turn.")
            case Finished(reason="limit"):
                self._write("Assistant: I stopped, since this took more steps than it should.")
            case Finished(reason="stuck"):
                self._write("Assistant: I stopped, since I found nothing more that I could do.")
            case Perceived() | ConsentAsked() | _:
                return

    def _acted(self, event: Acted) -> None:
        if event.tool in _QUIET and event.status == "ok":
            return
        text = plain(event.text, 400)
        match event.status:
            case "asked":
                line = f"Asks: {event.item_id}: {text}"
            case "waiting":
                line = f"Waiting: {event.item_id} {event.tool}: {text}"
            case "ok":
                mark = "" if event.effect is Effect.READ else self._suffix
                line = f"Assistant: {event.item_id} {event.tool}: {text}{mark}"
                if event.effect is Effect.IRREVERSIBLE and self._sent:
                    line += f". {self._sent}"
            case status:
                line = f"Assistant: {event.item_id} {event.tool} {status}: {text}"
        self._write(line)


async def converse(
    session: Session, read: Callable[[str], str], write: Callable[[str], None]
) -> None:
    """Handle the day, then take requests until the person quits or the input ends.

    `read` shows a prompt and returns a line; it raises EOFError at the end of the input.
    """
    introduce(session, write)
    try:
        while True:
            await _handle(session, read, write)
            summarise(session, write)
            if not await _listen(session, read, write):
                return
    except EOFError:
        write("Assistant: Goodbye. What waits for you is kept.")


def introduce(session: Session, write: Callable[[str], None]) -> None:
    """Say what day it is, on what the assistant works and which model decides."""
    where = (
        "a simulated sample day; nothing here is real" if session.simulated else "your own files"
    )
    write(f"Majordomo on {where}. Model: {session.model}.")
    write(f"{clock.say_instant(session.now, session.timezone)} ({session.timezone}).")
    for notice in session.notices:
        write(f"Note: {plain(notice, 400)}")
    count = sum(item.is_open for item in session.items())
    write(f"{count} items need a decision.")


def summarise(session: Session, write: Callable[[str], None]) -> None:
    """Say what became of the items."""
    counts = Counter(item.status for item in session.items())
    order: tuple[Status, ...] = ("done", "asked", "waiting", "left", "snoozed", "failed", "open")
    parts = [f"{counts[status]} {status}" for status in order if counts[status]]
    write("Assistant: " + (", ".join(parts) or "nothing to do") + ".")


def tell_today(session: Session, write: Callable[[str], None]) -> None:
    """The day as a timeline, and the digest that fits the clock."""
    day = day_of(session)
    for line in in_words(day, day.number, part_of(day)):
        write(line)


async def _handle(
    session: Session, read: Callable[[str], str], write: Callable[[str], None]
) -> None:
    pending = await session.run()
    while pending is not None:
        pending = await session.answer(_ask_consent(pending, session, read, write))


def _ask_consent(
    pending: HumanInterrupt,
    session: Session,
    read: Callable[[str], str],
    write: Callable[[str], None],
) -> HumanResponse:
    request = pending["action_request"]
    mark = " (simulated)" if session.simulated else ""
    about = next((i.text for i in session.items() if i.id == request["args"].get("item_id")), "")
    write(f"Asks: may I {request['action']}{mark} for “{plain(about, 120)}”?")
    write(f"  why you are asked: {plain(pending['description'])}")
    for key, value in request["args"].items():
        write(f"  {key}: {plain(_flat(value), 2000)}")
    while True:
        choice = read("1 approve, 2 edit, 3 deny, 4 later > ").strip()
        match choice:
            case "1":
                return {"type": "accept", "args": None}
            case "2":
                return {"type": "edit", "args": {"args": _edit(request["args"], read)}}
            case "3":
                return {"type": "response", "args": read("Why not? > ").strip() or "no"}
            case "4":
                return {"type": "ignore", "args": None}
        write("Please answer 1, 2, 3 or 4.")


def _edit(args: dict[str, Any], read: Callable[[str], str]) -> dict[str, Any]:
    """Each argument again, an empty line keeps it; ids stay, since they say what it is about."""
    edited = dict(args)
    for key, value in args.items():
        if key.endswith("_id"):
            continue
        line = read(f"{key} [{plain(_flat(value), 200)}] > ").strip()
        if not line:
            continue
        if isinstance(value, list):
            edited[key] = [part.strip() for part in line.split(",") if part.strip()]
        else:
            edited[key] = int(line) if isinstance(value, int) and line.isdigit() else line
    return edited


def _flat(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


async def _listen(
    session: Session, read: Callable[[str], str], write: Callable[[str], None]
) -> bool:
    """Take one request; False when the person is done."""
    while True:
        line = read("You > ").strip()
        match line.lower().removeprefix("/"):
            case "":
                continue
            case "quit" | "exit" | "bye":
                write("Assistant: Goodbye. What waits for you is kept.")
                return False
            case "help" | "?":
                write(HELP)
            case "go":
                return True
            case "undo":
                write("Assistant: " + plain(session.undo(), 400))
            case "today":
                tell_today(session, write)
            case "items":
                for item in session.items():
                    write(f"{item.id} {item.status} {item.tier}: {plain(item.text, 120)}")
            case _:
                try:
                    item_id = await session.say(line)
                except UserError as error:
                    write(f"Assistant: {plain(str(error), 400)}")
                    continue
                write(f"Assistant: {item_id} noted.")
                return True
