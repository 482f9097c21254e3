"""Composes cases: draws templates evenly, fills them on a desk, and adds noise."""

import random
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.contract import rules
from assistant.contract.day import Item
from assistant.contract.desk import people_in
from assistant.contract.lexical import words
from assistant.contract.notes import Note
from assistant.contract.tiers import infer_tier
from assistant.contract.tools import ToolError, parse_call
from training.corpus import noise
from training.corpus.case import Case, Form, check, desk_of
from training.corpus.scene import NoValueError, Scene, Value
from training.corpus.slots import entries, rows
from training.corpus.template import AGENTS, Slot, Step, Template, expand, load_templates, shares
from training.errors import TrainingError

MIX = {"none": 0.30, "meeting": 0.20, "email": 0.15, "habit": 0.15, "knowledge": 0.12, "task": 0.08}
"""Shares of the agents."""

_TRIES = 60
_REFUSED_ONE_IN = 2000
"""Cases of an agent for each one more that may be refused, after the first."""

_LISTS = frozenset({"attendees", "citations"})
_NUMBERS = frozenset({"duration_minutes"})
_NAMES = frozenset({"contact", "to", "attendees"})
"""Arguments that name people as the prompt shows them; elsewhere the person's own words stand."""

_WRITTEN = re.compile(r"[^\w\s'’,.?!:;-]| - ")
"""Marks that nobody says."""
_EMPTY = frozenset(
    """tell give find search look check know remember notes note please again question quick
    what's who's where's how's why why's explain describe many much something everything""".split()
)
"""Words of a question that say nothing about what is looked for."""
_KINDS = {"task_id": "task", "habit_id": "habit", "mail_id": "mail"}
_NAMED_BY = {"task": {"task", "todo"}, "habit": {"habit"}, "mail": frozenset[str]()}
_TODO_TOOLS = frozenset(
    {"schedule_event", "send_email", "send_message", "set_reminder", "leave_to_user"}
)
_CHATTY = frozenset(
    """i i'm i've i'd i'll we hey hi what what's whats when when's where where's who who's how
    how's why is are am was were do does did can could would will should may please tell give show
    the that this it it's its there there's my your you yes no nope thanks thank good hello ok okay
    oh um so well just never let's if have has which any sorry wow lol haha play turn stop
    sing say open""".split()
)
_DONE = frozenset("done finished completed did ticked submitted paid sent returned".split())


class RefusedCaseError(TrainingError):
    """A composed case whose call the rules refuse on its own desk."""


def compose(seed: int, count: int, mix: Mapping[str, float] | None = None) -> list[Case]:
    """Cases in random order, the same for the same seed; no text twice, whatever its case.

    `mix` gives each agent's share; it is scaled to the agents that have templates.

    Raises:
        TrainingError: a template cannot be composed, or the agents' templates say too little.
    """
    wanted = {agent: (mix or MIX).get(agent, 0.0) for agent in AGENTS if load_templates(agent)}
    total = sum(wanted.values())
    if total <= 0:
        raise TrainingError("the mix gives no agent that has templates a share")
    rng = random.Random(f"corpus {seed}")
    seen: set[str] = set()
    cases: list[Case] = []
    for agent, share in wanted.items():
        cases += _of_agent(agent, round(count * share / total), rng, seen)
    rng.shuffle(cases)
    return cases


def case_of(template: Template, rng: random.Random) -> Case:
    """One case of a template.

    Raises:
        RefusedCaseError: a call is refused.
        TrainingError: no try gave values that fit.
    """
    for _ in range(_TRIES):
        try:
            case = _attempt(template, rng)
        except NoValueError:
            continue
        try:
            check(case)
        except (ToolError, rules.Refusal) as error:
            raise RefusedCaseError(f"{template.origin}: {case.text!r}: {error}") from error
        return case
    raise TrainingError(f"{template.origin}: no values were found that fit together")


def _of_agent(agent: str, count: int, rng: random.Random, seen: set[str]) -> list[Case]:
    cases: list[Case] = []
    queue: list[Template] = []
    repeats = refused = 0
    while len(cases) < count:
        while not queue:
            chosen = zip(load_templates(agent), shares(agent), strict=True)
            queue = [template for template, share in chosen if rng.random() < share]
            rng.shuffle(queue)
        try:
            case = case_of(queue.pop(), rng)
        except RefusedCaseError:
            # Noise rarely makes of a time another one, at which something is already. More often
            # than that it is the template's mistake.
            refused += 1
            if refused > 1 + count // _REFUSED_ONE_IN:
                raise
            continue
        key = " ".join(case.text.casefold().split())
        if key in seen:
            repeats += 1
            if repeats > 20 * count + 1000:
                raise TrainingError(f"the templates of {agent} give no {count} different texts")
            continue
        seen.add(key)
        cases.append(case)
    return cases


def _attempt(template: Template, rng: random.Random) -> Case:
    slots = template.slots()
    is_today = "clock" in template.said() and bool(slots & {"event", "event_id"})
    form = _form(template, rng)
    style = noise.draw_style(rng)
    pieces = expand(template.text, rng)
    is_question = template.steps[0].tool == "ask_clarification"
    is_written = any(_WRITTEN.search(part) for part in pieces if isinstance(part, str))
    # In lower case nobody can tell a stranger, who is asked about, from a contact.
    is_cased = is_question and "stranger" in slots
    if style == "voice" and (form == "todo" or is_written or is_cased):
        style = "plain"
    scene = Scene(rng, style=style, is_today=is_today)
    text, said = _text(pieces, scene, rng, style, template.fixed_words())
    if not text.split():
        raise NoValueError("nothing but marks was there, and speech has none")
    if form == "todo" and is_chatty(text):
        form = "typed"
    core = text
    if form == "typed":
        text = noise.frame(text, rng, style, is_order=isinstance(pieces[0], str))
    text = noise.finish(text, rng, style)
    filler = _Filler(scene, said, text)
    filler.note("telling", _telling(core))
    calls = [(step.tool, filler.args(step)) for step in template.steps if not _waits(step)]
    case = Case(
        text=text, agent=template.agent, tool=calls[0][0], args=calls[0][1],
        template=template.origin, person=scene.person, now=scene.now, form=form, style=style,
        then=calls[1] if len(calls) > 1 else None,
    )  # fmt: skip
    case = _about(case, template, scene, said, rng)
    scene.add_rest()
    case = replace(
        case,
        contacts=tuple(scene.contacts.values()),
        events=tuple(sorted(scene.events.values(), key=lambda e: e.id)),
        mails=tuple(scene.mails.values()),
        tasks=tuple(scene.tasks.values()),
        habits=tuple(scene.habits.values()),
    )
    case = _with_notes(case, scene, rng)
    # Who is shown among People depends on everybody who is there.
    filler.see(case)
    args = [filler.args(step) for step in template.steps if not _waits(step)]
    if case.tool == template.steps[0].tool:
        then = (template.steps[1].tool, args[1]) if len(args) > 1 else None
        case = replace(case, args=args[0], then=then)
    if case.tool == "ask_clarification" and case.then:
        # Half of the questions stay open, which costs no more decisions.
        answered = rng.random() < 0.5
        case = replace(case, answer=scene.answer if answered else "")
        case = case if answered else replace(case, then=None)
    waiting = [step for step in template.steps if _waits(step)]
    if waiting:
        case = replace(case, then=(waiting[0].tool, _after_search(case, waiting[0], filler)))
    return _with_others(case, scene, rng)


def is_chatty(text: str) -> bool:
    """Whether it is said to somebody, as no line of a list is."""
    return "?" in text or text.casefold().split()[0].strip(",.!") in _CHATTY


def _form(template: Template, rng: random.Random) -> Form:
    """Whether it is typed, a line of a to-do list, or said about an item."""
    tool = template.steps[0].tool
    if _hidden_ids(template):
        return "said" if rng.random() < 0.55 else "typed"
    share = 0.4 if template.agent == "none" else 0.3
    return "todo" if tool in _TODO_TOOLS and rng.random() < share else "typed"


def _hidden_ids(template: Template) -> list[str]:
    """Ids that the call needs and the text does not say."""
    return sorted((template.slots() - template.said()) & _KINDS.keys())


def _text(
    pieces: list[str | Slot],
    scene: Scene,
    rng: random.Random,
    style: str,
    kept: frozenset[str],
) -> tuple[str, dict[Slot, str]]:
    """The text, and each slot's value as it stands in it; words that are `kept` have no typos."""
    said: dict[Slot, str] = {}
    texts = [at for at, piece in enumerate(pieces) if isinstance(piece, str)]
    slip = rng.choice(texts) if style == "typos" and texts else -1
    found: list[str] = []
    for at, piece in enumerate(pieces):
        if isinstance(piece, str):
            spoken = noise.speak(piece, is_fixed=False) if style == "voice" else piece
            found.append(noise.misspell(spoken, rng, kept) if at == slip else spoken)
            continue
        if piece not in said:
            value = scene.value(piece, "".join(found))
            said[piece] = _noised(value, rng, style)
        found.append(said[piece])
    return "".join(found), said


def _noised(value: Value, rng: random.Random, style: str) -> str:
    text = value.said
    if style == "voice":
        return noise.speak(text, is_fixed=value.is_fixed)
    if value.contact and style != "neat" and rng.random() < 0.2:
        return text.lower()
    if style == "typos" and not value.is_fixed and rng.random() < 0.25:
        return noise.misspell(text, rng)
    return text


class _Filler:
    """Fills arguments with what slots stand for."""

    def __init__(self, scene: Scene, said: Mapping[Slot, str], text: str) -> None:
        self._scene = scene
        self._said = said
        self._text = text
        self._shown: tuple[str, ...] = ()
        self._extra: dict[str, str] = {}

    def see(self, case: Case) -> None:
        """Take note of whom the prompt shows."""
        desk, item_id = desk_of(case)
        contacts = {contact.name: contact for contact in case.contacts}
        people = desk.items[item_id].people
        self._shown = tuple({*people_in(case.text, contacts.values()), *people})

    def note(self, name: str, value: str) -> None:
        """Give a slot a value that is known only once something was looked up."""
        self._extra[name] = value

    def args(self, step: Step) -> dict[str, Any]:
        """The arguments of a call."""
        made: dict[str, Any] = {}
        for key, parts in step.args:
            text = "".join(
                self._value(part, key) if isinstance(part, Slot) else str(part) for part in parts
            ).strip()
            if key in _LISTS:
                made[key] = [entry.strip() for entry in text.split(",") if entry.strip()]
            elif key in _NUMBERS:
                made[key] = int(text)
            else:
                made[key] = text
        return {key: value for key, value in made.items() if value != []}

    def _value(self, slot: Slot, key: str) -> str:
        if slot.name in self._extra:
            return self._extra[slot.name]
        value = self._scene.value(slot)
        if key in _NAMES and value.contact in self._shown:
            return value.contact
        if slot not in self._said or slot.name.endswith("_id"):
            return value.said if value.arg is None else value.arg
        if value.arg is not None and value.arg != value.said:
            return value.arg
        return _as_it_stands(self._said[slot], self._text)


def _telling(text: str) -> str:
    """The words of a question that a search can use, as they stand there."""
    found = re.findall(r"[^\W_][\w'’.&-]*[\w]|\w", text)
    kept = [w for w in found if words(w) and w.casefold() not in _EMPTY]
    return " ".join(kept[:10]) or text[:100]


def _as_it_stands(value: str, text: str) -> str:
    """`value` with the capitals that it has in `text`, where noise has set some."""
    at = text.casefold().find(value.casefold())
    is_same_length = len(text.casefold()) == len(text)
    return text[at : at + len(value)] if at >= 0 and is_same_length else value


def _about(
    case: Case, template: Template, scene: Scene, said: Mapping[Slot, str], rng: random.Random
) -> Case:
    """Tie what is said to the item that it is about, or have the agent ask which one is meant."""
    hidden = _hidden_ids(template)
    if not hidden:
        return case
    thing = scene.value(Slot(hidden[0]))
    kind = _KINDS[hidden[0]]
    if case.form == "said":
        first = case.text.casefold().split()[0].strip(",.")
        is_line = case.tool == "complete_task" and (first in _DONE or rng.random() < 0.1)
        if is_line and not {"i", "i've", "we"} & set(case.text.casefold().split()):
            scene.tasks.clear()
            return replace(case, form="todo", about=thing.said)
        return replace(case, about=thing.said)
    named = next((text for slot, text in said.items() if slot.name in _NAMED_BY[kind]), "")
    which = f" by “{_as_it_stands(named, case.text)}”" if named else ""
    question = f"Which {kind} do you mean{which}?"
    args = {"field": kind, "question": question}
    return replace(case, tool="ask_clarification", args=args, then=None)


def _with_notes(case: Case, scene: Scene, rng: random.Random) -> Case:
    """Put the notes where the case has them: shown at once, found by a search, or nowhere."""
    shown = scene.other_notes(rng.choices((0, 1, 2), (6, 3, 1))[0])
    if case.tool != "search_kb":
        own = [scene.note] if scene.note else []
        return replace(case, notes=_mixed([*own, *shown], rng))
    if scene.note is None:
        return replace(case, notes=tuple(shown), found=tuple(shown))
    if case.then is not None and case.then[0] == "answer" and rng.random() < 0.5:
        return replace(case, tool=case.then[0], args=case.then[1], then=None,
                       notes=_mixed([scene.note, *shown], rng))  # fmt: skip
    return replace(case, notes=tuple(shown), found=_mixed([scene.note, *shown[:1]], rng))


def _mixed(notes: list[Note], rng: random.Random) -> tuple[Note, ...]:
    rng.shuffle(notes)
    return tuple(notes)


def _waits(step: Step) -> bool:
    """Whether a call needs what the call before it found."""
    slots = {part.name for _, parts in step.args for part in parts if isinstance(part, Slot)}
    return bool(slots & {"free_slot", "free_slots"})


def _after_search(case: Case, step: Step, filler: _Filler) -> dict[str, Any]:
    """The arguments of the call after `find_free_slot`, which takes the first slot offered."""
    desk, item_id = desk_of(case)
    plan = rules.plan(desk, parse_call(case.tool, {"item_id": item_id, **case.args}))
    if not plan.text.startswith("free: "):
        raise NoValueError("nothing is free")
    offered = plan.text.removeprefix("free: ")
    filler.note("free_slot", offered.split(", ")[0])
    filler.note("free_slots", f"You are free {offered}.")
    return filler.args(step)


def _with_others(case: Case, scene: Scene, rng: random.Random) -> Case:
    """Sometimes other items are open beside what is typed."""
    if case.form == "todo" or rng.random() < 0.72:
        return case
    others = []
    for task in case.tasks:
        if task.id != case.about:
            others.append(Item(task.id, "task", task.text, infer_tier(task.text), ref=task.id,
                               due=task.due, arrived=case.now))  # fmt: skip
    taken = {case.about, *(task.id for task in case.tasks)}
    for number in range(rng.randint(0 if others else 1, 3)):
        task_id = f"t{len(case.tasks) + number + 1}"
        text = rng.choice(entries("tasks")) if rng.random() < 0.7 else ""
        if text and task_id not in taken:
            others.append(Item(task_id, "task", text, infer_tier(text), ref=task_id,
                               arrived=case.now))  # fmt: skip
    if not case.mails and rng.random() < 0.3:
        subject, body = rng.choice(rows("mails"))[:2]
        others.append(Item("e1", "mail", subject, infer_tier(f"{subject} {body}"), ref="e1",
                           body=body, people=(scene.full_name(),), arrived=case.now - 30,
                           tainted=True))  # fmt: skip
    return replace(case, others=tuple(others))
