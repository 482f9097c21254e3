"""`majordomo rehearse`: the person's own day, played in the simulator and tried on copies.

The plan is what the assistant does in the environment. What of it would change files is then
carried out on copies of them, which is where the diff comes from, and on the files themselves only
where the person says so.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, ExitStack, asynccontextmanager
from dataclasses import dataclass

from langchain_core.language_models.chat_models import BaseChatModel

from assistant.config import utc_minute
from assistant.contract.day import Person
from assistant.contract.desk import Desk
from assistant.contract.errors import UserError
from assistant.contract.tools import Effect
from assistant.guard import WaitForPerson
from assistant.journal import Journal
from assistant.models import DEFAULT_MODEL, load_model
from assistant.workspaces.files import FilesWorkspace
from assistant.workspaces.loading import Loader
from assistant.workspaces.sources import FileSources
from majordomo.memories import Scratch, copied_home, needs_examples, open_memory
from majordomo.options import Options
from majordomo.rehearse_files import Choice, Copies, Done, needs
from majordomo.rehearse_play import Step, play, run_name, scenario_of
from majordomo.rehearse_risks import risks_of
from majordomo.session import DaySession, named, open_session, person_of, sources_of
from tui.rehearsal import PlannedCall, Preview, Risk, Unplayed

_NO_FILES = (
    "a rehearsal plays your own list, and none is named; "
    "give --tasks FILE, --calendar FILE or --mail FOLDER, or name them with `majordomo init`"
)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a rehearsal stands on."""

    options: Options
    sources: FileSources
    person: Person
    now: int
    """UTC minutes."""
    spec: str
    model: BaseChatModel
    opened: Callable[[], AbstractAsyncContextManager[FilesWorkspace]]
    """The workspace on the person's files, for what they say is to be done."""


class Rehearsed:
    """A day that was played: the one implementation of `tui.rehearsal.Rehearsal`."""

    def __init__(self, ground: Ground, seed: int, stack: ExitStack) -> None:
        """Use `rehearse`."""
        self.seed = seed
        self.model = ground.spec
        self.now = ground.now
        self.timezone = ground.person.timezone
        self.calls: Sequence[PlannedCall] = ()
        self.risks: Sequence[Risk] = ()
        self.unplayed: Sequence[Unplayed] = ()
        self._ground = ground
        self._stack = stack

    async def play(self) -> None:
        """Read the files, play the day, and try what came of it on a copy.

        Raises:
            UserError: a file cannot be read, or was written to meanwhile.
        """
        ground, seed = self._ground, self.seed
        desk, last = await asyncio.to_thread(self._read)
        self.scenario, unplayed = scenario_of(desk, self._kb, seed)
        self.unplayed = [*unplayed, *self.unplayed]
        name = run_name(self.scenario, seed, ground.spec, last)
        self.played = await play(self.scenario, seed, ground.model, name)
        await self._try_all()
        numbers = {choice.effect_id: choice.number for choice in self._choices.values()}
        self.risks = risks_of(self.played, self._known, numbers)

    def _read(self) -> tuple[Desk, str]:
        """The desk as it lies now, and the last effect in the journal."""
        ground = self._ground
        data = self._stack.enter_context(copied_home(ground.options.notes))
        self._kb = kb = self._stack.enter_context(open_memory(ground.options.notes, data))
        kb.use_starter(needs_examples(ground.spec))
        unread = []
        if ground.options.notes is not None:
            report = kb.add_paths([ground.options.notes], tainted=False)
            unread = [Unplayed(name, "it could not be read") for name in report.unreadable]
        journal = Journal(data)
        try:
            run = journal.unfinished_run(ground.sources.name) or "rehearsal"
            self._copies = Copies(ground.sources, ground.person, ground.now, kb, run)
            self._stack.callback(self._copies.close)
            loader = Loader(ground.sources, ground.person, Scratch(kb), journal, run)
            loaded = loader.load(ground.now)
            self._known = loader.address_book()
            last = journal.entries(limit=1)
        finally:
            journal.close()
        self._copies.take(loaded, data)
        self.unplayed = [*(Unplayed(w, "it was not read") for w in loaded.warnings), *unread]
        return loaded.desk, last[0].effect.id if last else ""

    @property
    def state_hash(self) -> str:
        """The simulated world's running hash after the day."""
        return self.played.state_hash

    async def preview(self, numbers: Sequence[int]) -> Preview:
        """What it comes to if these calls are applied; changes nothing."""
        chosen, others = self._chosen(numbers)
        tried = await self._copies.attempt(chosen, others)
        refused = [(d.choice.number, d.outcome.text) for d in tried.done if not d.outcome.is_ok]
        done = tuple(d.choice.number for d in tried.done if d.outcome.is_ok)
        return Preview(done, tuple(refused), tried.diff, tried.notes)

    async def apply(self, preview: Preview) -> Preview:
        """Do to the real files what `preview` shows, byte for byte, or nothing."""
        chosen, others = self._chosen(preview.numbers)
        tried = await self._copies.attempt(chosen, others)
        if tried.diff != preview.diff or tried.notes != preview.notes:
            raise UserError("this is not what was shown; nothing was applied, rehearse again")
        if not chosen:
            return preview
        async with self._ground.opened() as workspace:
            choices = [done.choice for done in tried.done]
            diff = await self._copies.apply(workspace, choices, tried.changes)
        return Preview(preview.numbers, (), diff, tried.notes)

    def close(self) -> None:
        """Remove the copies."""
        self._stack.close()

    def _chosen(self, numbers: Sequence[int]) -> tuple[list[Choice], list[Choice]]:
        unknown = sorted(set(numbers) - self._choices.keys())
        if unknown:
            there = f"1 to {len(self._choices)}" if self._choices else "none"
            raise UserError(
                f"there is no call {unknown[0]} that could be applied; there is {there}"
            )
        chosen = set(numbers)
        return (
            [c for n, c in self._choices.items() if n in chosen],
            [c for n, c in self._choices.items() if n not in chosen],
        )

    async def _try_all(self) -> None:
        """Number the calls that change something, by carrying all of them out on a copy."""
        candidates = [choice for step in self.played.steps if (choice := _choice(step))]
        tried = await self._copies.attempt(candidates)
        came = {done.choice.effect_id: done for done in tried.done}
        changing = [c for c in candidates if came[c.effect_id].is_change]
        self._choices = {n: _numbered(c, n) for n, c in enumerate(changing, 1)}
        by_effect = {c.effect_id: n for n, c in self._choices.items()}
        builds_on = needs(list(self._choices.values()))
        self.calls = [
            _planned(step, by_effect.get(step.event.effect_id, 0), builds_on, came)
            for step in self.played.steps
        ]


async def rehearse(ground: Ground, seed: int) -> Rehearsed:
    """Play the day as it stands now.

    Raises:
        UserError: a file cannot be read, or the seed is none.
    """
    if seed < 0:
        raise UserError("--seed wants a number of at least 0")
    with ExitStack() as stack:
        rehearsed = Rehearsed(ground, seed, stack)
        await rehearsed.play()
        rehearsed._stack = stack.pop_all()
        return rehearsed


def ground_of(options: Options) -> Ground:
    """What a rehearsal stands on where no session is open.

    Raises:
        UserError: no file is named, or a setting or a model cannot be used.
    """
    options = named(options)
    if options.sample:
        raise UserError(_NO_FILES)
    moment, person = person_of(options)
    spec = options.model or DEFAULT_MODEL
    now = utc_minute(moment)

    @asynccontextmanager
    async def opened() -> AsyncIterator[FilesWorkspace]:
        async with open_session(options, WaitForPerson()) as session:
            assert isinstance(session.workspace, FilesWorkspace)
            yield session.workspace
            session.finish()

    return Ground(options, sources_of(options), person, now, spec, load_model(spec), opened)


class SessionRehearser:
    """Rehearses the day of the session that is open: `tui.rehearsal.Rehearser`."""

    def __init__(self, options: Options, session: Callable[[], DaySession | None]) -> None:
        """Rehearse what `session` works on, whichever that is by then."""
        self._options = options
        self._session = session

    async def rehearse(self, seed: int) -> Rehearsed:
        """Play the day as it stands now; reads the person's files and changes none."""
        session = self._session()
        if session is None or not isinstance(session.workspace, FilesWorkspace):
            raise UserError("the sample day has no files of yours; /own uses your own list")
        workspace = session.workspace

        @asynccontextmanager
        async def opened() -> AsyncIterator[FilesWorkspace]:
            yield workspace

        ground = Ground(
            named(self._options), workspace.sources, workspace.desk.person, session.now,
            session.model, session.chat_model, opened,
        )  # fmt: skip
        return await rehearse(ground, seed)


def _choice(step: Step) -> Choice | None:
    """A call that was carried out and would change something."""
    if step.call is None or step.event.status != "ok" or step.call.effect is Effect.READ:
        return None
    made = step.made[0] if step.made else ""
    return Choice(0, step.call, step.event.effect_id, step.event.agent, made)


def _numbered(choice: Choice, number: int) -> Choice:
    return Choice(number, choice.call, choice.effect_id, choice.agent, choice.made)


def _planned(
    step: Step, number: int, builds_on: dict[int, tuple[int, ...]], came: dict[str, Done]
) -> PlannedCall:
    event, done = step.event, came.get(step.event.effect_id)
    said = done.outcome.text if done is not None else ""
    return PlannedCall(
        number=number,
        item_id=event.item_id,
        item_text=step.item.text if step.item else "",
        agent=event.agent,
        tool=event.tool,
        args=event.args,
        effect=str(event.effect) if event.effect else "none",
        status=event.status,
        text=event.text,
        at=step.at,
        needs=builds_on.get(number, ()),
        in_files=said if done is not None and not done.outcome.is_ok else "",
    )


__all__ = ["Ground", "Rehearsed", "SessionRehearser", "ground_of", "rehearse"]
