"""A person's own files as a workspace: what the graph decides is done to them, and journalled.

A call is planned on the desk and tried on a copy of it, so that what it will come to is known
before anything is touched. Then: intent into the journal, files, result into the journal, desk.
"""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Self

from assistant.contract import rules, times, tools
from assistant.contract.briefing import Briefing
from assistant.contract.day import Item, Person
from assistant.contract.desk import Desk
from assistant.contract.errors import UserError
from assistant.contract.notes import KnowledgePort, Note
from assistant.contract.outcome import Outcome, Verdict
from assistant.contract.render import render_outcome
from assistant.journal import (
    Effect,
    EffectState,
    Entry,
    Journal,
    JournalError,
    LedgerRow,
    UndoReport,
)
from assistant.workspaces.changes import Stamp, apply_all
from assistant.workspaces.effects import Writer
from assistant.workspaces.errors import WorkspaceError
from assistant.workspaces.loaded import TYPED
from assistant.workspaces.loading import Loader
from assistant.workspaces.memory import ItemRow, decline, item_rows, say
from assistant.workspaces.sources import FileSources, explain

_DAY = 24 * 60
_AGAIN = {"waiting", "rolled_back"}
"""States of an effect that may be tried once more under the same id."""


class FilesWorkspace:
    """Acts on a person's files."""

    simulated = False

    def __init__(self, loader: Loader, now: int) -> None:
        """Use `open`, which takes the locks and settles what a crash left."""
        self.kb = loader.kb
        self.journal = loader.journal
        self._loader = loader
        self._held = ExitStack()
        self._sources = loader.sources
        paths = self._sources.paths
        self.recovered = self.journal.recover(self._sources.name, self.kb, paths)
        """What a crash had interrupted, and how it was settled."""
        self._loaded = loader.load(now)

    @classmethod
    def open(
        cls,
        sources: FileSources,
        person: Person,
        now: int,
        kb: KnowledgePort,
        journal: Journal,
        run_id: str,
    ) -> Self:
        """Lock the files, settle what a crash left, and load them; a known run is continued.

        Raises:
            WorkspaceBusy: another process works on one of them.
            WorkspaceError: a file cannot be read; none was changed.
            JournalError: the journal cannot be used.
        """
        with ExitStack() as stack:
            stack.enter_context(journal.lock(*sources.paths))
            journal.start_run(run_id, sources.name, _clock())
            loader = Loader(sources, person, kb, journal, run_id)
            workspace = cls(loader, now)
            workspace._held = stack.pop_all()
            return workspace

    def close(self) -> None:
        """Let go of the files."""
        self._held.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def desk(self) -> Desk:
        """What is on the desk."""
        return self._loaded.desk

    @property
    def sources(self) -> FileSources:
        """Where the files are."""
        return self._sources

    @property
    def warnings(self) -> Sequence[str]:
        """What could not be read, for the person."""
        return self._loaded.warnings

    # The protocol

    async def brief(self, only: str = "") -> Briefing:
        """The day as it stands now, or as much of it as concerns one item."""
        return self.desk.brief(self.kb, only)

    async def check(self, call: tools.Tool) -> Outcome | None:
        """Why `call` cannot be done, or None."""
        try:
            self._extend(call)
            rules.plan(self.desk, call)
        except rules.Refusal as refusal:
            return Outcome(call.name, call.item, "invalid", str(refusal))
        return None

    async def act(self, call: tools.Tool, effect_id: str, agent: str) -> Outcome:
        """Carry the call out, once per `effect_id`."""
        known = self.journal.find(effect_id)
        if known is not None and known.state not in _AGAIN:
            return self._replay(known)
        if known is not None and known.state == "waiting":
            self._reopen(call.item)
        try:
            self._extend(call)
            plan = rules.plan(self.desk, call)
        except rules.Refusal as refusal:
            return self._refuse(call.name, call.item, str(refusal))
        trial = self.desk.copy()
        outcome = rules.commit(trial, plan, self.kb, agent)
        return self._carry_out(plan, trial, outcome, self._effect(call, effect_id, agent))

    async def decline(
        self, call: tools.Tool, effect_id: str, agent: str, verdict: Verdict
    ) -> Outcome:
        """Note a call that the person denied, or has not decided yet."""
        known = self.journal.find(effect_id)
        if known is not None and known.state in {"waiting", "denied"}:
            return self._replay(known)
        before = dict(self.desk.items)
        outcome = decline(self.desk, call, agent, verdict)
        state: EffectState = "waiting" if verdict.kind == "wait" else "denied"
        effect = self._effect(call, effect_id, agent)
        self.journal.record(effect, state, outcome, self._rows(before, self.desk.items))
        return outcome

    async def fail(self, item_id: str, tool: str, reason: str, args: Mapping[str, Any]) -> Outcome:
        """Note an invalid call."""
        return self._refuse(tool, item_id, reason)

    async def say(self, text: str) -> str:
        """Take what the person typed; it is kept until it is settled, whatever happens."""
        before = dict(self.desk.items)
        item_id = say(self.desk, text)
        keys = self._loaded.keys
        keys.setdefault(item_id, f"{TYPED}{self._loader.run}\n{item_id}")
        self._keep(before)
        return item_id

    # Beyond the protocol

    def items(self) -> list[ItemRow]:
        """Every item and what became of it, for `run --json`."""
        return item_rows(self.desk)

    def amend(self, item_id: str, **changes: object) -> None:
        """Change an item as the person says; it is remembered."""
        before = dict(self.desk.items)
        self.desk.update(item_id, **changes)
        self._keep(before)

    def reload(self, now: int | None = None) -> None:
        """Read the files anew, at another time if one is given."""
        self._loaded = self._loader.load(self.desk.now if now is None else now)

    def undo(self, effect_id: str) -> UndoReport:
        """Take one effect back; its item is open again."""
        report = self.journal.undo(effect_id, self.kb)
        self.reload()
        return report

    def undo_last(self) -> UndoReport | None:
        """Take the newest effect on these files back."""
        report = self.journal.undo_last(self.kb, self._sources.name)
        self.reload()
        return report

    def undo_all(self, run: str = "") -> list[UndoReport]:
        """Take everything back that a run, or all of them, did to these files."""
        reports = self.journal.undo_all(self.kb, run, self._sources.name)
        self.reload()
        return reports

    # Carrying out

    def _carry_out(
        self, plan: rules.Plan, trial: Desk, outcome: Outcome, effect: Effect
    ) -> Outcome:
        rows = self._rows(self.desk.items, trial.items)
        stamp, read = Stamp(effect.id, self.desk.now), self._read_for(plan, effect)
        writer = Writer(self._sources, self._loader.person, self._loaded, stamp, read)
        try:
            changes, ids = writer.changes(plan)
            if changes:
                self.journal.begin(effect, changes, outcome, rows, ids)
                apply_all(changes, self.kb)
                self.journal.finish(effect.id)
            else:
                self.journal.record(effect, "done", outcome, rows)
        except JournalError:
            # Without a journal nothing may be done: the run stops here.
            raise
        except (UserError, OSError) as error:
            reason = explain(error) if isinstance(error, OSError) else str(error)
            return self._failed(effect, reason)
        self.desk.restore(trial)
        if isinstance(plan.call, tools.ScheduleEvent):
            self._loaded.events[plan.new_id] = writer.occurrence(plan)
        return outcome

    def _read_for(self, plan: rules.Plan, effect: Effect) -> list[Note]:
        """The notes that a note which is to be kept may repeat: those shown and those found."""
        if not isinstance(plan.call, tools.AddToKb):
            return []
        # From the journal, so that what was found before a restart counts, too.
        found = [
            note
            for entry in self.journal.entries(effect.run)
            if entry.effect.item_key == effect.item_key
            for note in entry.outcome.notes
        ]
        return [*self.desk.brief(self.kb, effect.item_id).known.get(effect.item_id, ()), *found]

    def _failed(self, effect: Effect, reason: str) -> Outcome:
        before = dict(self.desk.items)
        outcome = self.desk.refuse(effect.tool, effect.item_id, reason, "failed")
        self.journal.record(effect, "failed", outcome, self._rows(before, self.desk.items))
        return outcome

    def _refuse(self, tool: str, item_id: str, reason: str) -> Outcome:
        before = dict(self.desk.items)
        outcome = self.desk.refuse(tool, item_id, reason)
        self._keep(before)
        return outcome

    def _replay(self, known: Entry) -> Outcome:
        """The outcome of an effect that was settled before, as if it had happened now."""
        outcome = known.outcome
        if known.state == "undone":
            text = f"{outcome.text}: this was undone"
            outcome = replace(outcome, status="denied", text=text, notes=())
        self.desk.last = render_outcome(replace(outcome, notes=()))
        return outcome

    def _reopen(self, item_id: str) -> None:
        item = self.desk.items.get(item_id)
        if item is not None and item.status == "waiting":
            self.desk.update(item_id, status="open", agent="none")

    def _extend(self, call: tools.Tool) -> None:
        """Read the calendar for the day that the call is about, however far ahead that is.

        Raises:
            Refusal: the calendar cannot be read.
        """
        names = ("start", "new_time", "window")
        phrase = next((getattr(call, name) for name in names if hasattr(call, name)), "")
        tz = self._loader.person.timezone
        for resolve in (times.resolve_instant, times.resolve_window, times.resolve_day):
            found = resolve(phrase, self.desk.now, tz) if phrase else None
            try:
                if isinstance(found, times.Instant):
                    self._loader.extend(self._loaded, found.minute, found.minute + _DAY)
                elif isinstance(found, times.Window):
                    self._loader.extend(self._loaded, found.start, found.end)
            except WorkspaceError as error:
                raise rules.Refusal(str(error)) from error

    # The ledger

    def _effect(self, call: tools.Tool, effect_id: str, agent: str) -> Effect:
        item = self.desk.items.get(call.item)
        return Effect(
            id=effect_id,
            run=self._loader.run,
            workspace=self._sources.name,
            tool=call.name,
            args=call.args(),
            effect=str(call.effect),
            agent=str(agent),
            at=_clock(),
            item_id=call.item,
            item_key=self._loaded.keys.get(call.item, ""),
            item_text=item.text if item else "",
        )

    def _rows(self, before: Mapping[str, Item], after: Mapping[str, Item]) -> list[LedgerRow]:
        """The items that changed."""
        return [
            LedgerRow(self._loaded.keys[item.id], item, before.get(item.id), self._loader.run)
            for item in after.values()
            if before.get(item.id) != item and item.id in self._loaded.keys
        ]

    def _keep(self, before: Mapping[str, Item]) -> None:
        rows = self._rows(before, self.desk.items)
        if rows:
            self.journal.keep(self._sources.name, self._loader.run, _clock(), rows)


def _clock() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
