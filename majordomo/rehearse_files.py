"""Trying chosen calls on copies of the person's files, and doing the same to the files themselves.

Both go through the same workspace with the same effect ids and the same clock, so that what was
shown and what is done can only be the same bytes; it is compared nevertheless.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.contract.day import Person
from assistant.contract.errors import UserError
from assistant.contract.notes import KnowledgePort
from assistant.contract.outcome import Outcome
from assistant.contract.tools import Agent, Tool, parse_call
from assistant.journal import Journal
from assistant.workspaces import disk
from assistant.workspaces.files import FilesWorkspace
from assistant.workspaces.loaded import Loaded
from assistant.workspaces.patches import FileDelta, deltas, unified
from assistant.workspaces.scratch import below, contents, copied, listing
from assistant.workspaces.sources import FileSources
from majordomo.memories import Scratch

AGAIN = "nothing was applied; rehearse again to see what would be done now"


@dataclass(frozen=True, slots=True)
class Choice:
    """A call that may be carried out on files."""

    number: int
    call: Tool
    effect_id: str
    agent: str
    made: str = ""
    """The short id that the simulator gave to what it makes."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a call on files."""

    choice: Choice
    outcome: Outcome
    is_change: bool
    """Whether it changed a file or a note."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What some calls came to on a copy."""

    done: tuple[Done, ...]
    changes: tuple[FileDelta, ...]
    notes: tuple[str, ...]

    @property
    def diff(self) -> bytes:
        """The unified diff of the files."""
        return unified(self.changes)


class Copies:
    """The person's files and journal as they were when the rehearsal began."""

    def __init__(
        self, sources: FileSources, person: Person, now: int, kb: KnowledgePort, run: str
    ) -> None:
        """Use `take` before anything else."""
        self.sources = sources
        self._person = person
        self._now = now
        self._kb = kb
        self._run = run
        self._listing = listing(sources)
        self._folder = TemporaryDirectory(prefix="majordomo-", ignore_cleanup_errors=True)
        self._files = Path(self._folder.name, "files")
        self._journal = Path(self._folder.name, "journal")

    def take(self, loaded: Loaded, journal: Path) -> None:
        """Copy what `loaded` was read from, and the journal in the folder `journal`.

        Raises:
            UserError: a file was written to meanwhile.
        """
        self._files.mkdir()
        copied(self.sources, [r.path for r in loaded.messages.values()], self._files)
        self._journal.mkdir()
        for part in ("journal.db", "journal.db-wal"):
            if (journal / part).exists():
                shutil.copy(journal / part, self._journal)
        self.check_unchanged()

    def close(self) -> None:
        """Remove the copies."""
        self._folder.cleanup()

    def check_unchanged(self) -> dict[str, str]:
        """The state of the person's files, which is that of the rehearsal.

        Raises:
            UserError: a file has changed.
        """
        now = listing(self.sources)
        for path in sorted(now.keys() | self._listing.keys()):
            if now.get(path) != self._listing.get(path):
                raise UserError(f"{path} has changed since the rehearsal; {AGAIN}")
        return now

    async def attempt(self, choices: Sequence[Choice], others: Sequence[Choice] = ()) -> Tried:
        """Carry calls out on fresh copies.

        Args:
            choices: The calls, in order.
            others: Calls of the plan that were not chosen.
        """
        # In a thread, because files are written and flushed while a screen may be looked at.
        return await asyncio.to_thread(asyncio.run, self._attempt(choices, others))

    async def _attempt(self, choices: Sequence[Choice], others: Sequence[Choice]) -> Tried:
        with TemporaryDirectory(prefix="majordomo-", ignore_cleanup_errors=True) as name:
            files, data = Path(name, "files"), Path(name, "data")
            shutil.copytree(self._files, files)
            shutil.copytree(self._journal, data)
            journal = Journal(data)
            try:
                with FilesWorkspace.open(
                    below(self.sources, files), self._person, self._now, Scratch(self._kb),
                    journal, self._run,
                ) as workspace:  # fmt: skip
                    done = [each async for each in carry_out(workspace, choices, others)]
            finally:
                journal.close()
            changes = deltas(contents(self._files), contents(files))
        return Tried(tuple(done), tuple(changes), tuple(_notes(done)))

    async def apply(
        self, workspace: FilesWorkspace, choices: Sequence[Choice], shown: Sequence[FileDelta]
    ) -> bytes:
        """Carry calls out on the person's files, and see that it is what was shown.

        Returns:
            The diff, made from the files.

        Raises:
            UserError: it cannot be done as it was shown; the files are as they were.
        """
        clock = workspace.desk.now
        workspace.reload(self._now)
        done: list[Done] = []
        try:
            was = self.check_unchanged()
            before = {path: disk.read(path) for change in shown for path in change.paths}
            async for each in carry_out(workspace, choices):
                done.append(each)
                if not each.outcome.is_ok:
                    raise UserError(f"{each.choice.call.name}: {each.outcome.text}; {AGAIN}")
            found = self._difference(before, was)
            if found != unified(shown):
                raise UserError(f"the files would not be as they were shown; {AGAIN}")
            return found
        except BaseException as error:
            stays = _take_back(workspace, done)
            if stays:
                text = f"{error}; this was done and could not be undone: {'; '.join(stays)}"
                raise UserError(text) from error
            raise
        finally:
            workspace.reload(clock)

    def _difference(self, before: dict[str, bytes | None], was: dict[str, str]) -> bytes:
        """What has changed in the person's files, wherever it is."""
        now = listing(self.sources)
        other = {p for p in now.keys() | was.keys() if now.get(p) != was.get(p)} - before.keys()
        old = {path: data for path, data in before.items() if data is not None}
        new = {path: data for path in {*before, *other} if (data := disk.read(path)) is not None}
        return unified(deltas(old, new))


async def carry_out(
    workspace: FilesWorkspace, choices: Sequence[Choice], others: Collection[Choice] = ()
) -> AsyncIterator[Done]:
    """Carry calls out, in order, and say of each what came of it.

    An id that one call makes and another names is another one where not all are carried out.
    """
    owners = {c.made: c.number for c in (*others, *choices) if c.made}
    names: dict[str, str] = {}
    for choice in choices:
        wanted = _ids(choice.call) & owners.keys()
        missing = sorted(owners[i] for i in wanted if i not in names)
        if missing:
            text = f"it needs {', '.join(map(str, missing))}"
            outcome = Outcome(choice.call.name, choice.call.item, "invalid", text)
            yield Done(choice, outcome, is_change=False)
            continue
        known = {*workspace.desk.events, *workspace.desk.reminders}
        done = await _carry_out(workspace, choice, names)
        new = {*workspace.desk.events, *workspace.desk.reminders} - known
        if choice.made and len(new) == 1:
            names[choice.made] = new.pop()
        yield done


def needs(choices: Sequence[Choice]) -> dict[int, tuple[int, ...]]:
    """Which calls name what another one makes."""
    owners = {c.made: c.number for c in choices if c.made}
    return {
        c.number: tuple(sorted(owners[i] for i in _ids(c.call) & owners.keys())) for c in choices
    }


async def _carry_out(workspace: FilesWorkspace, choice: Choice, names: dict[str, str]) -> Done:
    item = workspace.desk.items.get(choice.call.item)
    if item is not None and item.status == "waiting":
        workspace.amend(item.id, status="open", agent="none")
    args = {
        key: names.get(value, value) if isinstance(value, str) and key.endswith("_id") else value
        for key, value in choice.call.args().items()
    }
    call = parse_call(choice.call.name, args, Agent(choice.agent))
    outcome = await workspace.act(call, choice.effect_id, choice.agent)
    entry = workspace.journal.find(choice.effect_id)
    is_change = outcome.is_ok and entry is not None and bool(entry.changes)
    return Done(replace(choice, call=call), outcome, is_change)


def _take_back(workspace: FilesWorkspace, done: Sequence[Done]) -> list[str]:
    """Undo calls, newest first; returns those that stay, and why."""
    reports = [workspace.undo(d.choice.effect_id) for d in reversed(done) if d.outcome.is_ok]
    return [f"{report.tool} ({report.text})" for report in reports if not report.is_undone]


def _ids(call: Tool) -> set[str]:
    return {v for k, v in call.args().items() if isinstance(v, str) and k.endswith("_id")}


def _notes(done: Sequence[Done]) -> list[str]:
    return [d.outcome.text.removeprefix("noted: ") for d in done
            if d.is_change and d.choice.call.name == "add_to_kb"]  # fmt: skip


__all__ = ["AGAIN", "Choice", "Copies", "Done", "Tried", "carry_out", "needs"]
