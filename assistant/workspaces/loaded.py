"""A desk that was loaded from files, and what the journal remembers of its items.

Files say what there is; the journal says what became of it. Of a to-do in a file the file has
the last word: a line without a mark is open, however it was settled before.
"""

from dataclasses import dataclass, field, replace

from assistant.contract.day import Item
from assistant.contract.desk import Desk
from assistant.contract.render import render_outcome
from assistant.journal import Journal, LedgerRow
from assistant.workspaces.calendar import Occurrence, Recurring
from assistant.workspaces.maildir import Received

TYPED = "you\n"
"""Begins the key of what the person typed."""

_SHOWN_AS_LAST = {"done", "waiting", "denied", "failed"}


@dataclass(frozen=True, slots=True)
class Line:
    """A to-do, and how to find its line again; one that was given as words has none."""

    path: str
    text: str
    occurrence: int


@dataclass
class Loaded:
    """A desk, and what stands behind the short ids on it."""

    desk: Desk
    lines: dict[str, Line] = field(default_factory=dict)
    events: dict[str, Occurrence] = field(default_factory=dict)
    habits: dict[str, Recurring] = field(default_factory=dict)
    messages: dict[str, Received] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    """The ledger's key of each item."""
    warnings: list[str] = field(default_factory=list)

    def add(self, key: str, item: Item) -> None:
        """Put an item on the desk."""
        self.desk.items[item.id] = item
        self.keys[item.id] = key


def remember(loaded: Loaded, journal: Journal, workspace: str, run: str) -> None:
    """Apply the ledger: what was asked, left, put off or done before stays so."""
    desk = loaded.desk
    rows = journal.ledger(list(loaded.keys.values()))
    for item_id, key in loaded.keys.items():
        if key in rows:
            desk.items[item_id] = _remembered(desk.items[item_id], rows[key], run)
    live = set(loaded.keys.values())
    for row in journal.run_ledger(workspace, run, TYPED):
        if row.key not in live and row.item.id not in desk.items and _returns(row, run):
            again = row.item.status == "failed" and row.run != run
            loaded.add(row.key, replace(row.item, status="open", tries=0) if again else row.item)
    last = journal.entries(run, limit=1)
    if last and last[0].state in _SHOWN_AS_LAST:
        desk.last = render_outcome(replace(last[0].outcome, notes=()))


def _returns(row: LedgerRow, run: str) -> bool:
    """Whether an item that stands in no file is on the desk: typed, or settled in this run."""
    is_typed = row.key.startswith(TYPED)
    if row.run == run:
        return is_typed or row.item.status == "done"
    return is_typed and row.item.status not in {"done", "left"}


def _remembered(item: Item, row: LedgerRow, run: str) -> Item:
    """An item as the ledger left it."""
    status, is_same_run = row.item.status, row.run == run
    tries = row.item.tries if is_same_run else 0
    if item.status == "done":
        return replace(item, agent=row.item.agent)
    if status == "done" and row.key.startswith("task\n/"):
        return item
    if status == "failed" and not is_same_run:
        status = "open"
    return replace(
        item,
        status=status,
        agent=row.item.agent if status != "open" else "none",
        said=row.item.said,
        asked=row.item.asked,
        until=row.item.until,
        tries=tries,
    )
