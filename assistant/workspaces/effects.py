"""What a planned call means for a person's files: the changes that make it real.

Every file is read anew here, so that what the person edited since the desk was loaded is kept,
and what they removed is noticed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from assistant.contract import times, tools
from assistant.contract.day import Person
from assistant.contract.notes import Note
from assistant.contract.rules import Plan
from assistant.journal import NewId
from assistant.workspaces import calendar_edits, ics, maildir_edits
from assistant.workspaces.calendar import OWN_DOMAIN, CalendarFile, Occurrence
from assistant.workspaces.changes import Change, NoteChange, Stamp, splice
from assistant.workspaces.errors import WorkspaceError
from assistant.workspaces.loaded import Line, Loaded
from assistant.workspaces.maildir import DRAFTS, OUTBOX, Received
from assistant.workspaces.maildir_edits import Letter, kept, message_to, reply_to
from assistant.workspaces.origin import OWN, outside_source
from assistant.workspaces.sources import FileSources, read_file
from assistant.workspaces.todo import TodoFile
from assistant.workspaces.todo_lines import Todo, mark_of


@dataclass(frozen=True, slots=True)
class Writer:
    """Turns one planned call into changes of one workspace's files."""

    sources: FileSources
    person: Person
    loaded: Loaded
    stamp: Stamp
    read: Sequence[Note] = ()
    """What was read for a note that is to be kept."""

    def changes(self, plan: Plan) -> tuple[list[Change], list[NewId]]:
        """The changes that `plan` needs, and the short ids that come into being with them.

        Raises:
            WorkspaceError: a file cannot be read, or what the call is about is gone from it.
        """
        changes: list[Change] = []
        ids: list[NewId] = []
        match plan.call:
            case tools.ScheduleEvent():
                changes.append(self._calendar(plan))
                ids.append(NewId("m", self._uid, plan.new_id))
            case tools.SetReminder():
                changes.append(self._calendar(plan))
                ids.append(NewId("r", self._uid, plan.new_id))
            case tools.RescheduleMeeting() | tools.CancelMeeting() | tools.MarkHabitDone():
                changes.append(self._calendar(plan))
            case tools.AddToKb() as call:
                changes.append(self._note(plan, call))
            case tools.ArchiveEmail() as call:
                received = self._message(call.email_id)
                changes.append(maildir_edits.archived(self.sources.mail_root, received))
            case tools.DraftReply() | tools.ReplyEmail() | tools.SendEmail() | tools.SendMessage():
                changes.append(self._letter(plan))
        return changes + self._lines(plan), ids

    @property
    def _uid(self) -> str:
        return self.stamp.effect_id + OWN_DOMAIN

    def occurrence(self, plan: Plan) -> Occurrence:
        """The event that a call makes, for later calls about it."""
        start = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=plan.start or 0)
        event = self.loaded.desk.events[plan.new_id]
        return Occurrence(self._uid, self._uid, None, start, is_tainted=False, event=event)

    def _calendar(self, plan: Plan) -> Change:
        path, stamp = self.sources.calendar_path, self.stamp
        before = read_file(path)
        contacts = self.loaded.desk.contacts.values()
        calendar = CalendarFile(path, before or ics.SKELETON, self.person, contacts)
        mark = f"{ics.EFFECT}:{stamp.effect_id}"
        match plan.call:
            case tools.RescheduleMeeting(meeting_id=event_id):
                event = self.loaded.events[event_id]
                start = plan.start or 0
                after = calendar_edits.moved(calendar, event, start, plan.minutes, stamp)
            case tools.CancelMeeting(meeting_id=event_id, reason=reason):
                event = self.loaded.events[event_id]
                after = calendar_edits.cancelled(calendar, event, reason, stamp)
            case tools.MarkHabitDone(habit_id=habit_id):
                habit = self.loaded.habits[habit_id]
                after = calendar_edits.ticked_off(calendar, habit, stamp)
            case tools.SetReminder():
                after = calendar_edits.reminded(calendar, plan, self.person, stamp)
                mark = f"UID:{self._uid}"
            case _:
                after = calendar_edits.scheduled(calendar, plan, self.person, stamp)
                mark = f"UID:{self._uid}"
        ics.IcsText(path, after)
        return splice(path, before, after, mark, shell=ics.SKELETON)

    def _note(self, plan: Plan, call: tools.AddToKb) -> Change:
        source = outside_source(call.content, plan.item, self.read)
        return NoteChange(
            self.stamp.effect_id, call.content, call.category, source or OWN, bool(source)
        )

    def _letter(self, plan: Plan) -> Change:
        folder = OUTBOX
        match plan.call:
            case tools.DraftReply(email_id=email_id, body=body):
                letter = reply_to(self._message(email_id), body, plan.address)
                folder = DRAFTS
            case tools.ReplyEmail(email_id=email_id, body=body):
                letter = reply_to(self._message(email_id), body, plan.address)
            case tools.SendEmail(to=to, subject=subject, body=body):
                name = plan.contact.name if plan.contact else to
                letter = Letter(plan.address, name, subject, body)
            case tools.SendMessage(body=body) if plan.contact:
                letter = message_to(plan.contact, body)
            case _:
                raise TypeError(plan.call)
        return kept(self.sources.mail_root, folder, letter, self.person, self.stamp)

    def _message(self, email_id: str) -> Received:
        return self.loaded.messages[email_id]

    def _lines(self, plan: Plan) -> list[Change]:
        """What the call does to lines of the to-do file: ticked, handed over, or marked."""
        item = plan.item
        edits: list[tuple[str, tools.Tool | None]] = []
        named = getattr(plan.call, "task_id", "")
        if named:
            edits.append((named, plan.call))
        is_settled = item is not None and plan.closes == "done"
        if item and is_settled and item.source == "task" and item.ref != named:
            edits.append((item.ref, None))
        with_lines = [(self.loaded.lines[t], call) for t, call in edits if t in self.loaded.lines]
        return self._edit_lines([(line, call) for line, call in with_lines if line.path], plan)

    def _edit_lines(self, edits: list[tuple[Line, tools.Tool | None]], plan: Plan) -> list[Change]:
        if not edits:
            return []
        path = edits[0][0].path
        before = read_file(path)
        if before is None:
            raise WorkspaceError(f"{path} does not exist any more")
        file = TodoFile(path, before)
        today = times.to_local(self.stamp.now, self.person.timezone).date()
        for line, call in edits:
            todo = _find(file, line)
            match call:
                case tools.CompleteTask():
                    file.complete(todo, today)
                case tools.DelegateTask() if plan.contact:
                    file.delegate(todo, plan.contact.name)
                case _:
                    file.tag(todo, self.stamp.effect_id)
        return [splice(path, before, file.data(), mark=mark_of(self.stamp.effect_id))]


def _find(file: TodoFile, line: Line) -> Todo:
    todo = file.find(line.text, line.occurrence)
    if todo is None:
        raise WorkspaceError(f"{file.path} does not contain {line.text[:60]!r} any more")
    if todo.is_done or todo.is_handled:
        raise WorkspaceError(f"{line.text[:60]!r} was settled in {file.path} meanwhile")
    return todo
