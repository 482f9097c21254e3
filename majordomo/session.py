"""Puts a session together: workspace, memory, model, graph, and whoever is asked for consent."""

import os
import re
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from langchain_core.language_models.chat_models import BaseChatModel

from assistant.config import load_files, load_limits, load_person, parse_now, utc_minute
from assistant.contract.day import Event, Item, Person, Tier
from assistant.contract.rules import Refusal, return_time
from assistant.engine import Engine, open_engine
from assistant.events import GraphEvent
from assistant.guard import Approver, HumanInterrupt, HumanResponse
from assistant.home import home, location
from assistant.journal import Journal
from assistant.models import DEFAULT_MODEL, load_model
from assistant.state import RunContext
from assistant.workspaces.files import FilesWorkspace
from assistant.workspaces.loading import Loader
from assistant.workspaces.memory import DeskWorkspace, ItemRow, item_rows
from assistant.workspaces.sources import FileSources
from majordomo.experience import Experience
from majordomo.memories import (
    Scratch,
    copied_home,
    folder_of,
    found,
    needs_examples,
    open_memory,
)
from majordomo.options import Options
from majordomo.sample import SampleWorkspace
from majordomo.standing import desk_standing, journal_standing
from memory import KnowledgeBase
from memory.embedders import chosen as chosen_embedder
from tui.session import FoundNote, Listener, Standing


@dataclass
class _Day:
    """What a session works on."""

    workspace: FilesWorkspace | DeskWorkspace
    run_id: str
    journal: Journal | None = None
    notices: list[str] = field(default_factory=list)
    data: Path = field(default_factory=home)
    """Where the run's checkpoints are kept."""
    kb: KnowledgeBase | None = None
    """The person's knowledge base; None on the sample day, which has one of its own."""
    sends_notes: bool = False
    """Whether its embedding model is asked over the network."""


@asynccontextmanager
async def open_session(options: Options, approver: Approver) -> AsyncIterator["DaySession"]:
    """A session on the person's files, or on the sample day where none are named.

    Raises:
        UserError: a file, a model or a setting cannot be used; nothing was changed.
    """
    os.environ.setdefault("LANGSMITH_TRACING", "false")
    async with AsyncExitStack() as stack:
        spec = options.model or DEFAULT_MODEL
        model = load_model(spec)
        chosen = named(options)
        day = _sample_day() if chosen.sample else _files_day(chosen, stack)
        if day.kb is not None:
            day.kb.use_starter(needs_examples(spec))
        limits = load_limits(location() / "config.toml")
        context = RunContext(
            day.workspace, model, approver, max_steps=limits.steps, max_tokens=limits.tokens
        )
        checkpoints = day.data / "checkpoints.db"
        engine = await stack.enter_async_context(open_engine(checkpoints, context, day.run_id))
        yield DaySession(day, context, engine, spec)


def named(options: Options) -> Options:
    """The options with the sources that `config.toml` names, where the command named none.

    Raises:
        ConfigError: the settings cannot be read.
    """
    if options.sample or not options.names_nothing:
        return options
    files = load_files(location() / "config.toml")
    if files is None:
        return replace(options, sample=True)
    kept: dict[str, Any] = {key: getattr(options, key) or path for key, path in files.items()}
    return replace(options, **kept)


def person_of(options: Options) -> tuple[datetime, Person]:
    """The moment at which a session begins, and who is served.

    Raises:
        ConfigError: the clock or the settings cannot be read.
    """
    moment = parse_now(options.now)
    path = location() / "config.toml"
    return moment, load_person(path, moment, _zones_in(options.calendar))


def sources_of(options: Options) -> FileSources:
    """Where the person's own files are."""
    return FileSources(
        tasks=options.tasks,
        todos=options.todos,
        calendar=options.calendar,
        mail=options.mail,
        contacts=options.contacts,
        home=location(),
    )


def _sample_day() -> _Day:
    workspace = SampleWorkspace(home() / "sample-day.jsonl")
    return _Day(workspace, workspace.run_id)


def _files_day(options: Options, stack: AsyncExitStack) -> _Day:
    """The person's own files, with what a crash interrupted settled."""
    moment, person = person_of(options)
    sources = sources_of(options)
    data = stack.enter_context(copied_home(options.notes)) if options.dry_run else home()
    journal = Journal(data)
    stack.callback(journal.close)
    kb = stack.enter_context(open_memory(options.notes, data))
    sends_notes = chosen_embedder(folder_of(options.notes, data)).is_remote
    notices = list(kb.repairs)
    if options.notes is not None:
        # The person's own folder: what is tainted in it are mails, pages and the like.
        report = kb.add_paths([options.notes], tainted=False)
        notices += [f"could not read {name}" for name in report.unreadable]
    if options.dry_run:
        run_id = f"dry-{uuid.uuid4().hex[:12]}"
        # Loaded and not opened: to open is to settle what a crash left, which changes files.
        loaded = Loader(sources, person, kb, journal, run_id).load(utc_minute(moment))
        workspace = DeskWorkspace(loaded.desk, Scratch(kb))
        notices += loaded.warnings
        return _Day(workspace, run_id, None, notices, data, kb, sends_notes)
    run_id = journal.unfinished_run(sources.name) or uuid.uuid4().hex[:12]
    files = FilesWorkspace.open(sources, person, utc_minute(moment), kb, journal, run_id)
    stack.callback(files.close)
    notices += [f"after a crash: {found.tool}: {found.text}" for found in files.recovered]
    return _Day(files, run_id, journal, [*notices, *files.warnings], data, kb, sends_notes)


class DaySession:
    """A day being handled: the one implementation of `tui.session.Session`."""

    def __init__(self, day: _Day, context: RunContext, engine: Engine, model: str) -> None:
        """Use `open_session`."""
        self._day = day
        self._context = context
        self._engine = engine
        self._model = model
        self._listeners: list[Listener] = []
        self._pending: HumanInterrupt | None = None
        self._answered: HumanInterrupt | None = None
        # A dry run teaches nothing: what it says is forgotten.
        self._experience = (
            Experience(day.kb, day.workspace) if day.kb is not None and day.journal else None
        )
        context.emit = self._tell

    @property
    def notices(self) -> Sequence[str]:
        """What the person should know first."""
        return self._day.notices

    def notice(self, texts: Sequence[str]) -> None:
        """Add to what the person should know first."""
        self._day.notices += texts

    @property
    def run_id(self) -> str:
        """The run's name in the journal."""
        return self._day.run_id

    @property
    def journal(self) -> Journal | None:
        """Where what is done is written down; None where nothing is real."""
        return self._day.journal

    @property
    def simulated(self) -> bool:
        """Whether nothing here is real."""
        return self._day.workspace.simulated

    @property
    def model(self) -> str:
        """The model spec that decides."""
        return self._model

    @property
    def sends_notes(self) -> bool:
        """Whether the notes' embedding model is asked over the network."""
        return self._day.sends_notes

    @property
    def workspace(self) -> FilesWorkspace | DeskWorkspace:
        """What it works on."""
        return self._day.workspace

    @property
    def chat_model(self) -> BaseChatModel:
        """The model that decides, loaded."""
        return self._context.model

    @property
    def now(self) -> int:
        """The clock, in UTC minutes."""
        return self._day.workspace.desk.now

    @property
    def timezone(self) -> str:
        """The person's zone."""
        return self._day.workspace.desk.person.timezone

    def listen(self, listener: Listener) -> None:
        """Call `listener` with every event from now on."""
        self._listeners.append(listener)

    async def run(self, only: str = "") -> HumanInterrupt | None:
        """Handle what is open, or the one item `only`."""
        self._context.only = only
        self._context.begin_turn()
        item = self._day.workspace.desk.items.get(only)
        if item is not None and item.status in {"waiting", "left", "failed", "snoozed"}:
            # The person asks for it now, whatever became of it before.
            self._day.workspace.amend(only, status="open", tries=0, until=None)
        return self._noted(await self._engine.run())

    async def answer(self, response: HumanResponse) -> HumanInterrupt | None:
        """Give the person's word on the call that waits, and go on."""
        if self._experience is not None:
            self._experience.heard(response)
        self._answered = self._pending
        return self._noted(await self._engine.answer(response))

    def pause(self) -> None:
        """End the run after the step that is carried out."""
        self._engine.pause()

    def _noted(self, pending: HumanInterrupt | None) -> HumanInterrupt | None:
        self._pending = pending
        return pending

    async def say(self, text: str) -> str:
        """Take what the person typed."""
        return await self._day.workspace.say(text)

    def items(self) -> Sequence[Item]:
        """Every item, whatever its status."""
        return tuple(self._day.workspace.desk.items.values())

    def rows(self) -> list[ItemRow]:
        """Every item, for machine-readable output."""
        return item_rows(self._day.workspace.desk)

    def calendar(self) -> Sequence[Event]:
        """The events of the briefing's horizon."""
        return self._day.workspace.desk.coming()

    def standing(self) -> Standing:
        """What was done, what waits and why, habits; stress and moods where they are simulated."""
        workspace = self._day.workspace
        # What was answered waits no longer, though the turn that carries it out may still run.
        pending = None if self._pending is self._answered else self._pending
        if isinstance(workspace, FilesWorkspace):
            return journal_standing(workspace.desk, workspace.journal, self._day.run_id, pending)
        return desk_standing(workspace, pending)

    def search(self, query: str, limit: int = 5) -> Sequence[FoundNote]:
        """The notes that fit best."""
        return found(self._day.workspace.kb, query, limit)

    def used(self, item_id: str) -> Sequence[FoundNote]:
        """The notes that the prompts about an item showed."""
        item = self._day.workspace.desk.items.get(item_id)
        return found(self._day.workspace.kb, item.text) if item else ()

    async def leave(self, item_id: str) -> None:
        """The person does it themselves."""
        if self._experience is not None:
            self._experience.left(item_id)
        self._day.workspace.amend(item_id, status="left", agent="none")

    async def put_off(self, item_id: str, until: str) -> str:
        """Not now: the item returns then."""
        try:
            minute, text = return_time(self._day.workspace.desk, until)
        except Refusal as refusal:
            return str(refusal)
        self._day.workspace.amend(item_id, status="snoozed", until=minute)
        return text

    async def retier(self, item_id: str, tier: Tier) -> None:
        """The person corrects whose need an item serves."""
        self._day.workspace.amend(item_id, tier=tier)

    def reopen_waiting(self) -> None:
        """Ask again about what waited for the person's word."""
        for item in self.items():
            if item.status == "waiting":
                self._day.workspace.amend(item.id, status="open", agent="none")

    def undo(self) -> str:
        """Undo the last effect."""
        report = self._day.workspace.undo_last()
        if report is None:
            return "there is nothing to undo"
        return report.text if report.is_undone else f"cannot be undone: {report.text}"

    def use_model(self, spec: str) -> str:
        """Switch the model."""
        self._context.use_model(load_model(spec))
        if self._day.kb is not None:
            self._day.kb.use_starter(needs_examples(spec))
            self._day.workspace.desk.forget_recalled()
        before, self._model = self._model, spec
        return f"{spec} decides from the next step on, instead of {before}; what was done stays"

    def finish(self) -> None:
        """Note that the run is over; one in which a question waits is gone on with instead."""
        if self._pending is not None:
            return
        if isinstance(self._day.workspace, SampleWorkspace):
            self._day.workspace.finish()
        if self._day.journal is not None:
            self._day.journal.finish_run(
                self._day.run_id, datetime.now(UTC).isoformat("T", "seconds")
            )

    def _tell(self, event: GraphEvent) -> None:
        if self._experience is not None:
            self._experience(event)
        for listener in self._listeners:
            listener(event)


def _zones_in(calendar: Path | None) -> list[str]:
    """The time zones that a calendar names, in order; a calendar that cannot be read names none.

    What is wrong with it is said when the workspace is opened.
    """
    try:
        text = calendar.read_text("utf-8", "replace") if calendar else ""
    except OSError:
        return []
    return list(
        dict.fromkeys(re.findall(r"(?:TZID|X-WR-TIMEZONE)[=:]([\w+-]+(?:/[\w+-]+)+)", text))
    )


def _clock() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
