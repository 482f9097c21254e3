"""A person's files, read into a desk."""

import hashlib
from collections import Counter
from dataclasses import dataclass, replace

from assistant.contract import times
from assistant.contract.day import Contact, Item, Person, Task
from assistant.contract.desk import Desk, people_in
from assistant.contract.notes import KnowledgePort
from assistant.contract.tiers import infer_tier
from assistant.journal import Journal
from assistant.workspaces import contacts
from assistant.workspaces.calendar import CalendarFile
from assistant.workspaces.errors import WorkspaceError
from assistant.workspaces.loaded import TYPED, Line, Loaded, remember
from assistant.workspaces.maildir import Inbox
from assistant.workspaces.reading import due_in, effort_in, end_of_day, tier_of, time_in
from assistant.workspaces.sources import FileSources, read_file
from assistant.workspaces.todo import TodoFile
from assistant.workspaces.todo_lines import Todo, wording

AROUND_DAYS = 8
"""Days back and ahead of which the calendar is read at first."""

_DAY = 24 * 60
_NOTES_WITH_CONTACTS = 25


@dataclass(frozen=True, slots=True)
class Loader:
    """Reads the files of one workspace."""

    sources: FileSources
    person: Person
    kb: KnowledgePort
    journal: Journal
    run: str

    def load(self, now: int) -> Loaded:
        """Everything on the desk now.

        Raises:
            WorkspaceError: a file cannot be read.
        """
        loaded = Loaded(Desk(self.person, now))
        known = self.address_book()
        loaded.desk.contacts = contacts.merge(known)
        self._load_mail(loaded, known)
        self._load_todos(loaded)
        self._load_calendar(loaded)
        remember(loaded, self.journal, self.sources.name, self.run)
        return loaded

    def extend(self, loaded: Loaded, start: int, end: int) -> None:
        """Read the calendar for a stretch of time beyond what was read at first."""
        if end > loaded.desk.now + AROUND_DAYS * _DAY:
            self._load_events(loaded, self._calendar(loaded), start - _DAY, end + _DAY)

    def address_book(self) -> list[Contact]:
        """Whom the person knows, from their vCards and their notes; not who merely wrote to them.

        Raises:
            WorkspaceError: the vCard file cannot be read.
        """
        path = self.sources.contacts_path
        data = read_file(path) if path else None
        if path and data is None:
            raise WorkspaceError(f"there is no file {path}")
        cards = contacts.read_vcards(data.decode("utf-8", "replace")) if data else []
        notes = self.kb.search("contacts: names and email addresses", _NOTES_WITH_CONTACTS)
        return [*cards, *contacts.read_notes(notes)]

    def _load_mail(self, loaded: Loaded, known: list[Contact]) -> None:
        if self.sources.mail is None:
            return
        desk, tz = loaded.desk, self.person.timezone
        inbox = Inbox(self.sources.mail_root, self.person, known)
        loaded.warnings += inbox.warnings
        root = self.sources.named(inbox.root)
        keys = [f"mail\n{root}\n{received.key}" for received in inbox.messages]
        ids = self._ids("e", keys)
        senders = []
        for key, received in zip(keys, inbox.messages, strict=True):
            mail = replace(received.mail, id=ids[key])
            text = f"{mail.subject}\n{mail.body[:2000]}"
            item = Item(
                id=mail.id,
                source="mail",
                text=mail.subject,
                tier=infer_tier(text, mail.relationship),
                ref=mail.id,
                body=mail.body,
                due=due_in(mail.subject, desk.now, tz) or due_in(mail.body, mail.received, tz),
                people=(mail.sender,),
                priority=mail.priority,
                arrived=mail.received,
                tainted=True,
            )
            desk.mails[mail.id] = mail
            loaded.messages[mail.id] = received
            loaded.add(key, item)
            senders.append(Contact(mail.sender, mail.address))
        desk.contacts = contacts.merge(desk.contacts.values(), senders)

    def _load_todos(self, loaded: Loaded) -> None:
        found = [*self._file_todos(loaded.desk.now), *self._given_todos(loaded.desk.now)]
        ids = self._ids("t", [key for key, _, _ in found])
        for key, line, todo in found:
            loaded.lines[ids[key]] = line
            self._add_todo(loaded, ids[key], key, todo)

    def _file_todos(self, now: int) -> list[tuple[str, Line, Todo]]:
        if self.sources.tasks is None:
            return []
        path = str(self.sources.paths[0])
        data = read_file(path)
        if data is None:
            raise WorkspaceError(f"there is no file {self.sources.tasks}")
        today = times.to_local(now, self.person.timezone).date()
        place = self.sources.named(path)
        todos = [(_line_key(place, todo), todo) for todo in TodoFile(path, data).todos]
        # What an earlier run saw to is shown as done; what others marked is not ours to show.
        ours = self.journal.ledger([k for k, t in todos if t.is_handled and not t.is_done])
        return [
            (key, Line(path, todo.text, todo.occurrence), todo)
            for key, todo in todos
            if todo.is_open(today) or key in ours
        ]

    def _given_todos(self, now: int) -> list[tuple[str, Line, Todo]]:
        """To-dos that stand in no file; the same words on another day are another to-do."""
        seen: Counter[str] = Counter()
        found = []
        day = times.say_day(now, self.person.timezone)
        for words in self.sources.todos:
            text = " ".join(words.split())
            seen[wording(text)] += 1
            if text:
                todo = Todo(0, text, is_done=False, is_handled=False).numbered(seen[wording(text)])
                found.append((_line_key(day, todo), Line("", text, todo.occurrence), todo))
        return found

    def _add_todo(self, loaded: Loaded, short: str, key: str, todo: Todo) -> None:
        desk, tz = loaded.desk, self.person.timezone
        people = people_in(todo.text, desk.contacts.values())
        relationship = desk.contacts[people[0]].relationship if people else ""
        stated = end_of_day(todo.due, desk.now, tz) if todo.due else None
        found = (read(todo.text, desk.now, tz) for read in (due_in, time_in))
        due = stated if stated is not None else next((at for at in found if at is not None), None)
        item = Item(
            id=short,
            source="task",
            text=todo.text,
            tier=tier_of(todo.text, todo.section, relationship),
            ref=short,
            due=due,
            effort=effort_in(todo.text),
            people=people,
            priority="high" if todo.priority == "A" else "normal",
            arrived=desk.now,
            status="done" if todo.is_handled else "open",
        )
        desk.tasks[short] = Task(short, todo.text, due, item.effort)
        loaded.add(key, item)

    def _calendar(self, loaded: Loaded) -> CalendarFile | None:
        path = self.sources.calendar_path
        data = read_file(path)
        if data is None:
            return None
        return CalendarFile(path, data, self.person, loaded.desk.contacts.values())

    def _load_calendar(self, loaded: Loaded) -> None:
        desk = loaded.desk
        calendar = self._calendar(loaded)
        around = AROUND_DAYS * _DAY
        self._load_events(loaded, calendar, desk.now - around, desk.now + around)
        if calendar is None:
            return
        reminders = calendar.reminders(desk.now)
        ids = self._ids("r", [uid for uid, _ in reminders])
        desk.reminders = {ids[uid]: replace(r, id=ids[uid]) for uid, r in reminders}
        self._load_habits(loaded, calendar)
        self._load_conflicts(loaded)

    def _load_conflicts(self, loaded: Loaded) -> None:
        desk = loaded.desk
        found: dict[str, Item] = {}
        for item in desk.find_conflicts():
            first, second = (loaded.events[event_id] for event_id in item.events)
            moments = f"{first.key}\n{first.event.start}\n{second.key}\n{second.event.start}"
            is_tainted = first.is_tainted or second.is_tainted
            found[f"conflict\n{moments}"] = replace(desk.items.pop(item.id), tainted=is_tainted)
        ids = self._ids("c", list(found))
        for key, item in found.items():
            loaded.add(key, replace(item, id=ids[key]))

    def _load_events(
        self, loaded: Loaded, calendar: CalendarFile | None, start: int, end: int
    ) -> None:
        found = calendar.occurrences(start, end) if calendar else []
        known = [occurrence.key for occurrence in loaded.events.values()]
        # What is over comes last, so that the events of today have the shortest ids.
        found.sort(key=lambda o: (o.event.end <= loaded.desk.now, o.event.start, o.key))
        ids = self._ids("m", [*known, *(occurrence.key for occurrence in found)])
        for occurrence in found:
            short = ids[occurrence.key]
            loaded.events[short] = occurrence
            loaded.desk.events.setdefault(short, replace(occurrence.event, id=short))

    def _load_habits(self, loaded: Loaded, calendar: CalendarFile) -> None:
        desk = loaded.desk
        found = calendar.habits(desk.now)
        ids = self._ids("h", [recurring.uid for recurring in found])
        for recurring in found:
            habit = replace(recurring.habit, id=ids[recurring.uid])
            desk.habits[habit.id] = habit
            loaded.habits[habit.id] = recurring
            # One with an alarm reminds the person by itself: there is nothing to decide.
            if recurring.recurrence is None or habit.is_done or recurring.has_alarm:
                continue
            item = Item(
                id=habit.id,
                source="habit",
                text=habit.label,
                tier=tier_of(habit.label),
                ref=habit.id,
                arrived=desk.now,
            )
            day = times.say_day(desk.now, self.person.timezone)
            loaded.add(f"habit\n{recurring.uid}\n{day}", item)

    def _ids(self, kind: str, keys: list[str]) -> dict[str, str]:
        """Short ids; items that this run settled keep theirs until it is over."""
        settled = [
            row.key
            for row in self.journal.run_ledger(self.sources.name, self.run, TYPED)
            if kind in "tec"
            and row.run == self.run
            and row.item.id.startswith(kind)
            and row.key not in keys
        ]
        return self.journal.short_ids(self.sources.name, kind, [*keys, *settled])


def _line_key(place: str, todo: Todo) -> str:
    # Not the words themselves: a key stays when the words are forgotten.
    words = hashlib.sha256(wording(todo.text).encode("utf-8", "replace")).hexdigest()[:16]
    return f"task\n{place}\n{todo.occurrence}\n{words}"
