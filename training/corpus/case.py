"""A case: something that a person says, and the calls that are right for it on one desk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.contract import rules, tools
from assistant.contract.day import Contact, Event, Habit, Item, Mail, Person, Task
from assistant.contract.desk import Desk, people_in
from assistant.contract.notes import Episode, KnowledgePort, Note
from assistant.contract.render import render_outcome
from assistant.contract.tiers import infer_tier
from assistant.contract.tools import Agent, Tool, parse_call
from assistant.state import Exchange, effect_id
from assistant.workspaces.reading import due_in, effort_in, tier_of, time_in
from training.decisions import Decision, decide
from training.errors import TrainingError

Form = Literal["typed", "todo", "said"]
"""A typed message; a line of the person's list; what they said about an item that is there."""


@dataclass(frozen=True)
class Case:
    """One utterance with what is right for it."""

    text: str
    agent: str
    """`meeting`, `email`, `task`, `habit`, `knowledge` or `none`."""
    tool: str
    """What the agent calls; for `none` what the orchestrator calls itself."""
    args: dict[str, Any]
    """Without `item_id`."""
    template: str
    """File and line of its template."""
    person: Person
    now: int
    """UTC minutes."""
    form: Form = "typed"
    style: str = "plain"
    """How it is written: plain, neat, voice or typos."""
    then: tuple[str, dict[str, Any]] | None = None
    """The call after the first one, where that looks something up or asks."""
    answer: str = ""
    """What the person answers, where the first call asks and `then` follows."""
    about: str = ""
    """Id of the item that it is said about."""
    contacts: tuple[Contact, ...] = ()
    events: tuple[Event, ...] = ()
    notes: tuple[Note, ...] = ()
    """What Known shows."""
    found: tuple[Note, ...] = ()
    """What a search finds."""
    mails: tuple[Mail, ...] = ()
    tasks: tuple[Task, ...] = ()
    habits: tuple[Habit, ...] = ()
    others: tuple[Item, ...] = field(default=())
    """Other open items of that day; what is typed comes after them."""
    place: int = 0
    """How many of them come before a line of the list, or an item that something is said about."""


class _Memory:
    """What a case's notes and episodes answer."""

    def __init__(
        self, case: Case, episodes: Callable[[str], Sequence[Episode]] | None = None
    ) -> None:
        self._case = case
        self._episodes = episodes
        self.is_asked = False

    def search(self, query: str, limit: int = 3) -> Sequence[Note]:
        """What is known at first, or what the agent's own search finds."""
        return (self._case.found if self.is_asked else self._case.notes)[:limit]

    def add(self, text: str, category: str, source: str, note_id: str) -> Note:
        """A note that nobody keeps."""
        return Note(note_id, text, source)

    def forget(self, note_id: str) -> None:
        """Nothing is kept."""

    def episodes(self, text: str, limit: int = 3) -> Sequence[Episode]:
        """How similar items were handled before."""
        return self._episodes(text)[:limit] if self._episodes else ()


def memory_of(
    case: Case, episodes: Callable[[str], Sequence[Episode]] | None = None
) -> KnowledgePort:
    """The case's notes as a memory, and how similar items were handled before."""
    return _Memory(case, episodes)


def desk_of(case: Case) -> tuple[Desk, str]:
    """The desk on which the case stands, and the id of its item."""
    desk = Desk(case.person, case.now)
    desk.contacts = {contact.name: contact for contact in case.contacts}
    desk.events = {event.id: event for event in case.events}
    desk.mails = {mail.id: mail for mail in case.mails}
    desk.tasks = {task.id: task for task in case.tasks}
    desk.habits = {habit.id: habit for habit in case.habits}
    desk.items = {item.id: item for item in case.others}
    if case.form == "typed":
        return desk, desk.say(case.text, tier=infer_tier(case.text))
    if case.form == "todo":
        item = listed(case.text, case.about or desk.new_id("t", desk.tasks), desk)
        desk.tasks[item.id] = Task(item.id, case.text, item.due, item.effort)
    else:
        item = _about(case)
    items = [*case.others[: case.place], item, *case.others[case.place :]]
    desk.items = {item.id: item for item in items}
    return desk, item.id


def listed(text: str, task_id: str, desk: Desk) -> Item:
    """The item that a to-do list makes of a line; `assistant.workspaces.loading` does it so."""
    found = (read(text, desk.now, desk.person.timezone) for read in (due_in, time_in))
    due = next((at for at in found if at is not None), None)
    people = people_in(text, desk.contacts.values())
    relationship = desk.contacts[people[0]].relationship if people else ""
    return Item(
        id=task_id, source="task", text=text, ref=task_id, due=due,
        tier=tier_of(text, relationship=relationship), effort=effort_in(text),
        people=people, arrived=desk.now,
    )  # fmt: skip


def _about(case: Case) -> Item:
    """The task, mail or habit that the person says something about."""
    people = people_in(case.text, case.contacts)
    for mail in (m for m in case.mails if m.id == case.about):
        return Item(
            id=mail.id, source="mail", text=mail.subject, ref=mail.id, body=mail.body,
            tier=infer_tier(f"{mail.subject}\n{mail.body}", mail.relationship), tainted=True,
            people=tuple(dict.fromkeys((mail.sender, *people))), arrived=mail.received,
            said=(case.text,),
        )  # fmt: skip
    task = next((t for t in case.tasks if t.id == case.about), None)
    habit = next((h for h in case.habits if h.id == case.about), None)
    thing = task or habit
    if thing is None:
        raise TrainingError(f"{case.template}: there is nothing with the id {case.about!r}")
    text = task.text if task else habit.label if habit else ""
    return Item(
        id=thing.id, source="task" if task else "habit", text=text, tier=infer_tier(text),
        ref=thing.id, people=people, arrived=case.now, said=(case.text,),
        due=task.due if task else None, effort=task.effort if task else None,
    )  # fmt: skip


def check(case: Case) -> None:
    """See that every call can be understood and done on the case's desk.

    Raises:
        ToolError: a call is malformed or not the agent's.
        Refusal: the rules refuse a call.
    """
    desk, item_id = desk_of(case)
    agent = Agent.ORCHESTRATOR if case.agent == "none" else Agent(case.agent)
    for tool, args in (_call(case.tool, case.args, item_id), *_later(case, item_id)):
        rules.plan(desk, parse_call(tool, args, agent))


def decisions_of(
    case: Case, episodes: Callable[[str], Sequence[Episode]] | None = None
) -> list[Decision]:
    """The decisions of the orchestrator and of the sub-agent on the case's desk.

    `episodes` finds how similar items were handled before; without it the prompts show none.

    Raises:
        ToolError: a call is malformed or not the agent's.
        Refusal: the rules refuse a call; both are mistakes in a template.
    """
    desk, item_id = desk_of(case)
    memory = _Memory(case, episodes)
    first = _call(case.tool, case.args, item_id)
    if case.agent == "none":
        rules.plan(desk, parse_call(*first, Agent.ORCHESTRATOR))
        briefing = desk.brief(memory)
        return [decide(briefing, Agent.ORCHESTRATOR, item_id, first, "corpus/none")]
    made, plan = _turn(case, desk, item_id, first, memory)
    for later in _later(case, item_id):
        agent, origin = Agent(case.agent), f"corpus/{case.agent}"
        if case.answer:
            rules.commit(desk, plan, memory, agent.value)
            desk.say(case.answer, answers=item_id)
            more, _ = _turn(case, desk, item_id, later, memory)
            made += more
            continue
        briefing, memory.is_asked = desk.brief(memory), True
        exchange = _exchange(desk, plan, memory, agent)
        rules.plan(desk, parse_call(*later, agent))
        made.append(decide(briefing, agent, item_id, later, origin, [exchange]))
    return made


def _call(tool: str, args: dict[str, Any], item_id: str) -> tuple[str, dict[str, Any]]:
    return tool, {"item_id": item_id, **args}


def _later(case: Case, item_id: str) -> list[tuple[str, dict[str, Any]]]:
    """The call after the first one, if there is one."""
    return [_call(*case.then, item_id)] if case.then else []


def _turn(
    case: Case, desk: Desk, item_id: str, call: tuple[str, dict[str, Any]], memory: _Memory
) -> tuple[list[Decision], rules.Plan]:
    """The orchestrator hands the item over, and the sub-agent makes the call."""
    agent, origin, briefing = Agent(case.agent), f"corpus/{case.agent}", desk.brief(memory)
    routing = ("route_to_agent", {"item_id": item_id, "agent": case.agent})
    plan = rules.plan(desk, parse_call(*call, agent))
    return [
        decide(briefing, Agent.ORCHESTRATOR, item_id, routing, origin),
        decide(briefing, agent, item_id, call, origin),
    ], plan


def _exchange(desk: Desk, plan: rules.Plan, memory: _Memory, agent: Agent) -> Exchange:
    """The call and what came of it, as `assistant.nodes.act` records it."""
    call: Tool = plan.call
    if not isinstance(call, tools.SearchKb | tools.FindFreeSlot):
        raise TrainingError(f"after {call.name} nothing is left to decide")
    outcome = rules.commit(desk, plan, memory, agent.value)
    return {
        "id": effect_id("corpus", 0),
        "name": call.name,
        "args": call.args(),
        "result": render_outcome(outcome),
    }
