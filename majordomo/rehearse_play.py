"""A person's own day as a scenario, and the assistant playing it in the environment.

The clock stands and nobody answers: a rehearsal invents no mail and no mood. What it says about
time comes from the minutes that the simulator gives to each call.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from langchain_core.language_models.chat_models import BaseChatModel

from assistant.contract.day import Event, Item
from assistant.contract.desk import Desk
from assistant.contract.lexical import LexicalMemory
from assistant.contract.notes import Episode, KnowledgePort, Note
from assistant.contract.tools import Agent, Tool, ToolError, parse_call
from assistant.events import Acted, GraphEvent
from assistant.graph import RECURSION_LIMIT, build_graph
from assistant.guard import AcceptAll
from assistant.state import RunContext
from env_adapter.adapter import EnvWorkspace
from env_adapter.dynamics import REFUSED_MINUTES, minutes_of
from env_adapter.replay import take
from env_adapter.world import World
from scenarios import Scenario, from_desk, scenario_to_json
from scenarios.chance import shuffled
from scenarios.modelled import modelled
from tui.rehearsal import Unplayed

_DECISIONS_PER_ITEM = 12
_NOTES_PER_ITEM = 3

_WAITS_FOR = {
    "asked": "it waits for your answer",
    "left": "you do it yourself",
    "snoozed": "it was put off",
    "failed": "it came to nothing before; run it again by itself",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One call as it was played."""

    event: Acted
    call: Tool | None
    """None where it could not be understood."""
    item: Item | None
    """What it was about, as that stood before."""
    at: int
    """When the person would be at it, in UTC minutes."""
    minutes: int
    made: tuple[str, ...]
    """Short ids that came into being with it."""
    event_after: Event | None = None
    """The appointment that it made or moved, as that stands then."""


@dataclass(frozen=True, slots=True)
class Played:
    """A day that was played."""

    steps: tuple[Step, ...]
    before: Desk
    after: Desk
    state_hash: str


def scenario_of(desk: Desk, kb: KnowledgePort, seed: int) -> tuple[Scenario, list[Unplayed]]:
    """The day on a desk as a scenario, with the notes that fit its items; the seed orders them.

    Returns:
        The scenario, and what of the desk is not in it or is not played.
    """
    kept, left_out = modelled(desk)
    for item in [i for i in kept.items.values() if i.status == "waiting"]:
        # The person is about to be asked once more, with everything else.
        kept.update(item.id, status="open", agent="none")
    memory = _memory(kept, kb)
    scenario = from_desk(kept, memory)
    assert scenario.items is not None
    items = shuffled(scenario.items, seed, "items")
    scenario = scenario.model_copy(
        update={"name": "rehearsal", "title": "A rehearsal of your own day", "items": items}
    )
    unplayed = [Unplayed(f"{u.id} {u.what}", u.why) for u in left_out]
    unplayed += [
        Unplayed(f"{item.id} {item.text}", _WAITS_FOR[item.status])
        for item in kept.items.values()
        if item.status in _WAITS_FOR
    ]
    return scenario, unplayed


def _memory(desk: Desk, kb: KnowledgePort) -> LexicalMemory:
    """The notes and cases that fit what is open."""
    open_items = [item for item in desk.items.values() if item.is_open]
    notes: dict[str, Note] = {}
    handled: dict[Episode, None] = {}
    for item in open_items:
        query = " ".join((item.text, item.body[:300], *item.people[:2], *item.said))
        notes.update({note.id: note for note in kb.search(query, _NOTES_PER_ITEM)})
        handled.update({case: None for case in kb.episodes(item.text, _NOTES_PER_ITEM)})
    return LexicalMemory(list(notes.values()), list(handled))


def run_name(scenario: Scenario, seed: int, model: str, after: str) -> str:
    """Names a rehearsal: the same for the same day, seed and model, in whatever process.

    Every UID, Message-ID and tag follows from it. `after` is the last effect in the journal, so
    that what was applied and undone is not taken for done when it is rehearsed again.
    """
    text = json.dumps([scenario_to_json(scenario), seed, model, after], sort_keys=True)
    return "rehearsal-" + hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


async def play(scenario: Scenario, seed: int, model: BaseChatModel, run: str) -> Played:
    """Let the assistant play a day; nothing but the simulated day changes."""
    events: list[Acted] = []

    def hear(event: GraphEvent) -> None:
        if isinstance(event, Acted):
            events.append(event)

    workspace = await EnvWorkspace.in_process(scenario, seed)
    try:
        limit = 100 + _DECISIONS_PER_ITEM * len(scenario.items or ())
        context = RunContext(workspace, model, AcceptAll(), hear, max_decisions=limit)
        config = {"recursion_limit": RECURSION_LIMIT}
        await build_graph().ainvoke({"run_id": run}, config, context=context)  # type: ignore[call-overload]
        return _followed(scenario, seed, events, workspace)
    finally:
        await workspace.close()


def _followed(
    scenario: Scenario, seed: int, events: Sequence[Acted], workspace: EnvWorkspace
) -> Played:
    """The steps with what they were about, read off a world that takes them once more."""
    world = World(scenario, seed)
    before = world.desk.copy()
    steps, clock = [], world.desk.now
    for event, action in zip(events, workspace.actions, strict=True):
        item = world.desk.items.get(event.item_id)
        call = _call(event)
        minutes = minutes_of(world, call, item) if call and event.status != "invalid" else None
        known = _ids(world.desk)
        take(world, action)
        made = tuple(i for i in _ids(world.desk) if i not in known)
        minutes = REFUSED_MINUTES if minutes is None else minutes
        touched = made[0] if made else getattr(call, "meeting_id", "")
        appointment = world.desk.events.get(touched)
        steps.append(Step(event, call, item, clock, minutes, made, appointment))
        clock += minutes
    assert world.state_hash == workspace.state_hash, "the day came out otherwise"
    return Played(tuple(steps), before, world.desk, world.state_hash)


def _call(event: Acted) -> Tool | None:
    try:
        return parse_call(event.tool, event.args, Agent(event.agent))
    except ToolError:
        return None


def _ids(desk: Desk) -> dict[str, None]:
    return dict.fromkeys([*desk.events, *desk.reminders])
