"""How a day stands: what was done and why the rest was not, out of a workspace or the journal.

Apart from the session, because `majordomo today` says the same without opening one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from assistant.contract import rules
from assistant.contract.clock import say_day
from assistant.contract.day import Event, Item
from assistant.contract.desk import Desk
from assistant.contract.memo import changed
from assistant.contract.outcome import OutcomeStatus
from assistant.contract.tools import ScheduleEvent, ToolError, parse_call
from assistant.guard import HumanInterrupt
from assistant.journal import Entry, Journal
from assistant.workspaces.memory import DeskWorkspace, say
from majordomo.sample import SAMPLE_DAY, SampleWorkspace
from scenarios import Scenario, load_scenario
from scenarios.hidden import Approvals
from tui.session import Deed, Mood, Proposal, Standing

_NO_DEEDS = {"route_to_agent", "leave_to_user", "snooze", "do_nothing", "finish", "search_kb",
             "find_free_slot", "ask_clarification"}  # fmt: skip
"""Calls that settle nothing: they look, ask, or leave it."""

_STATES: dict[str, OutcomeStatus] = {"waiting": "waiting", "denied": "denied", "failed": "failed"}
"""States of a journal entry that are no deed."""

_PLENTY = 10_000
"""Steps and attention that no day runs out of."""


@dataclass(frozen=True, slots=True)
class Told:
    """A call, and what came of it."""

    tool: str
    args: Mapping[str, Any]
    item: Item | None
    """What it was about, as it is now."""
    status: OutcomeStatus
    text: str
    at: int | None = None
    """UTC minutes."""
    is_stale: bool = False
    """Ids of events in it may mean others by now."""


def desk_standing(workspace: DeskWorkspace, pending: HumanInterrupt | None = None) -> Standing:
    """How a simulated day stands; stress and moods where a world of its own counts them."""
    desk = workspace.desk
    told = [
        Told(call.name, call.args(), desk.items.get(call.item), outcome.status, outcome.text)
        for call, outcome in workspace.calls
    ]
    standing = standing_of(desk, told, pending)
    if isinstance(workspace, SampleWorkspace):
        return _with_world(standing, workspace)
    moods = tuple(Mood(c.name, c.mood, c.mood) for c in desk.contacts.values() if c.mood)
    return replace(standing, moods=moods)


def journal_standing(
    desk: Desk, journal: Journal, run: str, pending: HumanInterrupt | None = None
) -> Standing:
    """How the person's own day stands: what this run did, and what was done today before it."""
    entries = journal.entries()
    keys = [entry.effect.item_key for entry in entries if entry.effect.item_key]
    kept = {key: row.item for key, row in journal.ledger(keys).items()}
    today = say_day(desk.now, desk.person.timezone)
    told = []
    for entry in entries:
        at = _minute(entry.effect.at)
        item = _item_of(entry, desk, kept)
        is_there_still = item is not None and desk.items.get(item.id) == item
        is_recent = entry.effect.run == run or say_day(at, desk.person.timezone) == today
        status = entry.outcome.status if entry.state == "done" else _STATES.get(entry.state)
        effect, text = entry.effect, entry.outcome.text
        is_deed = status == "ok" and effect.tool not in _NO_DEEDS
        if status is not None and (is_recent or (is_there_still and not is_deed)):
            is_stale = effect.run != run
            told.append(Told(effect.tool, effect.args, item, status, text, at, is_stale))
    return standing_of(desk, told, pending)


def standing_of(
    desk: Desk, told: Sequence[Told], pending: HumanInterrupt | None = None
) -> Standing:
    """How a day stands, out of what came of its calls."""
    waiting = {t.item.id: t for t in told if t.item and t.status == "waiting"}
    proposals = [
        _proposal(desk, t.tool, t.args, is_stale=t.is_stale)
        for item_id, t in waiting.items()
        if (item := desk.items.get(item_id)) is not None and item.status == "waiting"
    ]
    if pending is not None:
        request = pending["action_request"]
        proposals.insert(0, _proposal(desk, request["action"], request["args"]))
    return Standing(
        person=desk.person,
        deeds=tuple(
            Deed(t.tool, t.text, t.item, str(t.args.get("meeting_id", "")), t.at)
            for t in told
            if t.status == "ok" and t.tool not in _NO_DEEDS
        ),
        proposals=tuple(proposals),
        reasons=_reasons(desk.items.values(), told),
        habits=tuple(desk.habits.values()),
        reminders=tuple(desk.reminders.values()),
    )


def _reasons(items: Iterable[Item], told: Sequence[Told]) -> dict[str, str]:
    """What the last call that explains an item's state says."""
    found = {}
    for item in items:
        texts = [t.text for t in told if t.item and t.item.id == item.id and _explains(t, item)]
        if texts:
            found[item.id] = texts[-1]
    return found


def _explains(told: Told, item: Item) -> bool:
    match item.status:
        case "asked" | "waiting":
            return told.status == item.status
        case "left":
            return told.tool == "leave_to_user" and told.status == "ok"
        case "failed":
            return told.status in {"denied", "failed", "invalid"}
    return False


def _proposal(
    desk: Desk, tool: str, args: Mapping[str, Any], *, is_stale: bool = False
) -> Proposal:
    """What a call would come to; where another event is in its way, where it would lie."""
    item_id = str(args.get("item_id", ""))
    if is_stale and "meeting_id" in args:
        return Proposal(tool, item_id, "")
    trial = desk.copy()
    if item_id in trial.items:
        trial.update(item_id, status="open")
    try:
        call = parse_call(tool, args)
        plan, problem = _planned(trial, call)
    except (ToolError, rules.Refusal) as error:
        return Proposal(tool, item_id, "", str(error))
    event = None
    if isinstance(call, ScheduleEvent) and plan.start is not None:
        tier = plan.item.tier if plan.item else "other"
        names = tuple(name for name, _ in plan.attendees)
        event = Event(plan.new_id, call.title, plan.start, plan.minutes, names, tier=tier)
    elif plan.event is not None and plan.start is not None:
        event = changed(desk.events[plan.event.id], start=plan.start)
    replaces = plan.event.id if plan.event else ""
    return Proposal(tool, item_id, plan.text, problem, event, replaces)


def _planned(desk: Desk, call: Any) -> tuple[rules.Plan, str]:
    """The plan, and why it cannot be carried out."""
    try:
        return rules.plan(desk, call), ""
    except rules.Refusal as refusal:
        # Once more as if nothing else took time, to see where it would lie.
        desk.events = {key: changed(e, busy=False) for key, e in desk.events.items()}
        return rules.plan(desk, call), str(refusal)


def _item_of(entry: Entry, desk: Desk, kept: Mapping[str, Item]) -> Item | None:
    """The item of an entry: on the desk if it is still the same, else as the ledger kept it."""
    effect = entry.effect
    item = desk.items.get(effect.item_id)
    if item is not None and item.text == effect.item_text:
        return item
    return kept.get(effect.item_key)


def _minute(iso: str) -> int:
    return int(datetime.fromisoformat(iso).timestamp()) // 60


# The sample day's world


@cache
def _patient_day() -> Scenario:
    """The sample day as the person plays it: their word is given elsewhere, and no step is last."""
    approvals = Approvals(default="approve", attention=_PLENTY, cost=0)
    changes = {"approvals": approvals, "max_episode_steps": _PLENTY}
    return load_scenario(SAMPLE_DAY).model_copy(update=changes)


def _with_world(standing: Standing, workspace: SampleWorkspace) -> Standing:
    """Stress and moods, as the simulated world counts them after the same calls."""
    from env_adapter.stress import stress
    from env_adapter.world import World

    world = World(_patient_day())
    before = stress(world)
    moods = {name: contact.mood for name, contact in world.desk.contacts.items()}
    for step in workspace.steps:
        _mirror(world, step)
    return replace(
        standing,
        stress=stress(world),
        stress_before=before,
        moods=tuple(
            Mood(name, contact.mood, moods.get(name, contact.mood))
            for name, contact in world.desk.contacts.items()
            if contact.mood
        ),
    )


def _mirror(world: Any, step: Mapping[str, Any]) -> None:
    match step["kind"]:
        case "act" if step["tool"] not in {"finish", "do_nothing"}:
            world.step(step["tool"], step["args"], agent=step["agent"], effect_id=step["effect"])
        case "say":
            say(world.desk, step["text"])
        case "amend" if step["item"] in world.desk.items:
            world.desk.update(step["item"], **step["changes"])
