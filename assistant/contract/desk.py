"""A day's state, and the rules of what a call needs and does: the same for files and worlds.

The desk is the part of a workspace that is pure. A files workspace plans a call here, writes
the files, then commits; a world plans, lets people and time react, then commits. So a call is
judged and answered in the same words wherever the graph runs, which is what makes its prompts
identical. Nothing here reads a clock, a file or a random source.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace

from assistant.contract.briefing import HORIZON_DAYS, Briefing, clip_item, most_pressing
from assistant.contract.day import (
    Contact,
    Event,
    Habit,
    Item,
    Mail,
    Person,
    Promise,
    Reminder,
    Status,
    Task,
    Tier,
)
from assistant.contract.directory import Directory
from assistant.contract.lexical import quoted
from assistant.contract.memo import Together, changed, derive_once
from assistant.contract.notes import Episode, KnowledgePort, Note
from assistant.contract.outcome import Outcome, OutcomeStatus
from assistant.contract.render import render_outcome

DAY = 24 * 60
"""Minutes."""

MAX_TRIES = 3
"""Calls on one item that may come to nothing before it is given up as failed."""


@dataclass
class Desk:
    """Everything on a person's desk at one moment."""

    person: Person
    now: int
    """The clock, in UTC minutes."""
    items: dict[str, Item] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    mails: dict[str, Mail] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    """By name."""
    tasks: dict[str, Task] = field(default_factory=dict)
    habits: dict[str, Habit] = field(default_factory=dict)
    reminders: dict[str, Reminder] = field(default_factory=dict)
    promises: dict[str, Promise] = field(default_factory=dict)
    last: str = ""
    """The last outcome, as rendered."""
    reserved: frozenset[str] = field(default=frozenset(), compare=False)
    """Ids that what is still to come will have, and nothing else may take."""
    _recalled: dict[tuple[str, int], tuple[tuple[Note, ...], tuple[Episode, ...]]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        # Indices of what is on the desk, no part of it; none is changed, only replaced.
        self._directory = Directory()
        self._agenda: tuple[tuple[Event, ...], list[tuple[int, int, Event]]] = ((), [])
        self._shown_events: Together[Event] = Together()
        self._shown_contacts: Together[Contact] = Together()

    # Reading

    def brief(self, kb: KnowledgePort, only: str = "") -> Briefing:
        """The briefing of this moment, of all open items or of the one named.

        Snoozed items whose time has come are open again.
        """
        self.wake()
        open_items = [i for i in self.items.values() if i.status == "open"]
        if only:
            open_items = [i for i in open_items if i.id == only]
        chosen = most_pressing(open_items, self.now)
        events = self.coming()
        known = self._recalled
        recalled = {
            item.id: known.get((item.id, len(item.said))) or self._recall(item, kb)
            for item in chosen
        }
        return Briefing(
            person=self.person,
            now=self.now,
            items=tuple([clip_item(item) for item in chosen]),
            hidden=len(open_items) - len(chosen),
            events=events,
            contacts=self._concerned(chosen, events),
            known={key: notes for key, (notes, _) in recalled.items() if notes},
            handled={key: episodes for key, (_, episodes) in recalled.items() if episodes},
            last=self.last,
        )

    def contact(self, name: str) -> Contact | None:
        """The contact with that name, address, or unique first name."""
        return self._index().find(name)

    def busy(self, start: int, end: int, ignore: str = "", travel: int = 0) -> Event | None:
        """The first event that blocks any of [start, end), in UTC minutes.

        Two appointments clash, too, when the gap between them is shorter than the way: `travel`
        for the one that is looked for, `Event.travel` for the others.
        """
        clashes = [
            e for e in self.events.values()
            if e.busy and not e.cancelled and e.id != ignore
            and e.start - max(travel, e.travel) < end and start - max(travel, e.travel) < e.end
        ]  # fmt: skip
        return min(clashes, key=lambda e: (e.start, e.id), default=None)

    def new_id(self, kind: str, taken: Iterable[str]) -> str:
        """The next free short id of a kind, such as `m4`."""
        used = {*taken, *(i for i in self.reserved if i.startswith(kind))}
        n = len(used) + 1
        while f"{kind}{n}" in used:
            n += 1
        return f"{kind}{n}"

    def copy(self) -> "Desk":
        """A desk of its own over the same records, which are frozen."""
        desk = Desk(self.person, self.now)
        for name in _FIELDS:
            value = getattr(self, name)
            setattr(desk, name, dict(value) if isinstance(value, dict) else value)
        desk._directory, desk._agenda = self._index(), self._calendar()
        return desk

    # Changing

    def restore(self, desk: "Desk") -> None:
        """Become what `desk` is."""
        for f in fields(self):
            setattr(self, f.name, getattr(desk, f.name))

    def take_back(self, before: "Desk", after: "Desk") -> None:
        """Undo what changed from `before` to `after`, as far as it still stands."""
        for f in fields(self):
            mine, old, new = (getattr(desk, f.name) for desk in (self, before, after))
            if not isinstance(mine, dict):
                continue
            for key in old.keys() | new.keys():
                if old.get(key) == new.get(key) or mine.get(key) != new.get(key):
                    continue
                if key in old:
                    mine[key] = old[key]
                else:
                    del mine[key]

    def update(self, item_id: str, **changes: object) -> Item:
        """Replace fields of an item."""
        item = changed(self.items[item_id], **changes)
        self.items[item_id] = item
        return item

    def settle(self, item_id: str, status: Status, agent: str) -> None:
        """Close an item, if there is one."""
        if item_id in self.items:
            self.update(item_id, status=status, agent=agent)

    def wake(self) -> None:
        """Reopen snoozed items whose time has come."""
        for item in [i for i in self.items.values() if i.status == "snoozed"]:
            if item.until is not None and item.until <= self.now:
                self.update(item.id, status="open", until=None)

    def note(self, outcome: Outcome) -> Outcome:
        """Remember the last outcome; a call that came to nothing counts against its item."""
        self.last = render_outcome(replace(outcome, notes=()) if outcome.notes else outcome)
        item = self.items.get(outcome.item_id)
        if item is not None and item.is_open and outcome.status in {"invalid", "denied", "failed"}:
            said = item.said
            if outcome.status == "denied":
                # The reason stays with the item, so that the next attempt differs from this one.
                said = (*said, f"no to {outcome.tool}: {outcome.text}")
            tries = item.tries + 1
            self.update(
                item.id, tries=tries, said=said, status="failed" if tries >= MAX_TRIES else "open"
            )
        return outcome

    def refuse(
        self, tool: str, item_id: str, reason: str, status: OutcomeStatus = "invalid"
    ) -> Outcome:
        """The outcome of a call that has no effect."""
        return self.note(Outcome(tool, item_id, status, reason))

    def say(self, text: str, answers: str = "", tier: Tier = "other") -> str:
        """Take what the person typed: a new item, or more about the item `answers`."""
        item = self.items.get(answers)
        if item is not None:
            self.update(item.id, said=(*item.said, text), status="open", tries=0, until=None)
            return item.id
        item_id = self.new_id("y", (i for i in self.items if i.startswith("y")))
        people = people_in(text, self.contacts.values())
        self.items[item_id] = Item(
            id=item_id, source="you", text=text, tier=tier, people=people, arrived=self.now
        )
        return item_id

    def find_conflicts(self) -> list[Item]:
        """Open an item for each pair of events of the next seven days that overlap."""
        horizon = self.now + HORIZON_DAYS * DAY
        coming = sorted(
            (e for e in self.events.values()
             if e.busy and not e.cancelled and e.end > self.now and e.start < horizon),
            key=lambda e: (e.start, e.id),
        )  # fmt: skip
        known = {item.events for item in self.items.values() if item.source == "conflict"}
        longest = max((e.travel for e in coming), default=0)
        found = []
        for i, first in enumerate(coming):
            for second in coming[i + 1 :]:
                if second.start - longest >= first.end:
                    break
                if (first.id, second.id) not in known and overlaps(first, second):
                    found.append(self._conflict(first, second))
        return found

    def close_conflicts(self, agent: str) -> None:
        """Close the conflicts whose events no longer overlap."""
        for item in [i for i in self.items.values() if i.source == "conflict"]:
            if item.status in {"done", "left"}:
                continue
            first, second = (self.events.get(e) for e in item.events)
            if first is None or second is None or not overlaps(first, second):
                self.settle(item.id, "done", agent)

    def _conflict(self, first: Event, second: Event) -> Item:
        item_id = self.new_id("c", (i for i in self.items if i.startswith("c")))
        tiers = {first.tier, second.tier}
        tier: Tier = next((t for t in ("personal", "professional") if t in tiers), "other")
        item = Item(
            id=item_id,
            source="conflict",
            text=f"{first.title} and {second.title} overlap",
            tier=tier,
            due=max(first.start, second.start),
            events=(first.id, second.id),
            people=tuple(dict.fromkeys(first.attendees + second.attendees)),
            arrived=self.now,
        )
        self.items[item_id] = item
        return item

    def _recall(
        self, item: Item, kb: KnowledgePort
    ) -> tuple[tuple[Note, ...], tuple[Episode, ...]]:
        key = (item.id, len(item.said))
        if key not in self._recalled:
            query = " ".join((item.text, item.body[:300], *item.people[:2], *item.said))
            notes = Together(quoted(note, query) for note in kb.search(query))
            self._recalled[key] = (notes, Together(kb.episodes(item.text)))
        return self._recalled[key]

    def forget_recalled(self) -> None:
        """Look notes up anew: the memory has changed."""
        self._recalled.clear()

    def _concerned(self, items: Iterable[Item], events: Together[Event]) -> Together[Contact]:
        index = self._index()
        found = index.find_all([item.people for item in items])
        found |= derive_once(events, index, lambda e: index.find_all([x.attendees for x in e]))
        self._shown_contacts = self._shown_contacts.or_now(found.values())
        return self._shown_contacts

    def _index(self) -> Directory:
        """The contacts by name; it costs little when nothing has changed.

        The same objects are not compared field by field.
        """
        now = tuple(self.contacts.values())
        if now != self._directory.contacts:
            self._directory = Directory(now)
        return self._directory

    def _calendar(self) -> tuple[tuple[Event, ...], list[tuple[int, int, Event]]]:
        """All events, and those that take place with start and end, by start."""
        now = tuple(self.events.values())
        if now != self._agenda[0]:
            there = sorted((e for e in now if not e.cancelled), key=lambda e: (e.start, e.id))
            self._agenda = (now, [(e.start, e.end, e) for e in there])
        return self._agenda

    def coming(self) -> Together[Event]:
        """The events from yesterday to the horizon of a briefing, by start."""
        yesterday, horizon = self.now - DAY, self.now + HORIZON_DAYS * DAY
        self._shown_events = self._shown_events.or_now(
            [e for start, end, e in self._calendar()[1] if end > yesterday and start < horizon]
        )
        return self._shown_events


_FIELDS = tuple(f.name for f in fields(Desk))


def overlaps(first: Event, second: Event) -> bool:
    """Whether two events clash, the way between them counted."""
    if first.cancelled or second.cancelled:
        return False
    travel = max(first.travel, second.travel)
    return first.start - travel < second.end and second.start - travel < first.end


def people_in(text: str, contacts: Iterable[Contact]) -> tuple[str, ...]:
    """The contacts that a text names, by full name or by a first name that only one of them has."""
    known = list(contacts)
    words = set(re.findall(r"[^\W\d_][\w'-]*", text))
    firsts = [contact.name.split()[0] for contact in known if contact.name.split()]
    found = []
    for contact in known:
        first = contact.name.split()[:1]
        is_named = re.search(rf"\b{re.escape(contact.name)}\b", text, re.IGNORECASE) is not None
        # A first name counts as it is written in the address book: "mark" is a verb, too.
        is_first = bool(first) and first[0] in words and firsts.count(first[0]) == 1
        if contact.name and (is_named or is_first):
            found.append(contact.name)
    return tuple(found)
