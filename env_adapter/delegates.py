"""What becomes of a task that was handed over: it is finished, it slips, or it comes back."""

from dataclasses import replace

from assistant.contract.day import Item, Task
from assistant.contract.lexical import words
from assistant.contract.rules import Plan
from env_adapter import agenda
from env_adapter.state import DayState
from scenarios.chance import draw

MOST = 2
"""Tasks that somebody takes a day, those they have already included; the next one comes back."""

REFUSALS = (50, 25)
"""Percent of tasks outside a delegate's skills that come back: where the skills are known, and
where nothing is known of them. Ours: a known specialist is the worse choice for something else."""

USUAL_EFFORT = 30


def hand_over(world: DayState, plan: Plan, item: Item) -> None:
    """Decide what becomes of a task that was handed over, and when.

    Somebody with the skill takes the task's effort, others twice as long, or hand it back after
    half an hour to an hour and a half. What is finished after its deadline has slipped.
    """
    ledger, now, contact = world.ledger, world.desk.now, plan.contact
    assert contact is not None
    task = world.desk.tasks[getattr(plan.call, "task_id", "")]
    handed = ledger.handed.get(contact.name, 0)
    ledger.handed[contact.name] = handed + 1
    is_skilled = not set(words(" ".join(contact.skills))).isdisjoint(words(task.text))
    chance = draw(world.seed, f"delegate/{task.id}/{contact.name}", handed, 100)
    is_full = handed + world.outlook.loads.get(contact.name, 0) >= MOST
    if is_full or (not is_skilled and chance < REFUSALS[not contact.skills]):
        agenda.put(ledger, now + 30 + chance % 60, "bounce", item.id)
        return
    effort = USUAL_EFFORT if task.effort is None else task.effort
    agenda.put(ledger, now + effort * (1 if is_skilled else 2), "finished", item.id)
    expect(world, item.id)


def expect(world: DayState, item_id: str) -> None:
    """Look at its deadline whether a task that was handed over is finished by then."""
    if _delegated(world, item_id) is None:
        return
    agenda.drop(world.ledger, "late", item_id)
    due = world.needs.due(world.desk.items[item_id])
    if due is not None and due >= world.desk.now:
        agenda.put(world.ledger, due, "late", item_id)


def finish(world: DayState, item_id: str) -> None:
    """The delegate is done."""
    task = _delegated(world, item_id)
    if task is not None:
        world.desk.tasks[task.id] = replace(task, status="done")
        world.announce(f"{task.delegate} finished {task.id}")


def slip(world: DayState, item_id: str) -> None:
    """The deadline passes while the delegate still works: half the credit goes."""
    task = _delegated(world, item_id)
    if task is not None:
        world.ledger.credit[item_id] = world.ledger.credit.get(item_id, 0) // 2
        world.announce(f"{task.delegate} is late with {task.id}")


def hand_back(world: DayState, item_id: str) -> None:
    """The delegate does not take it after all."""
    task = _delegated(world, item_id)
    if task is not None:
        world.desk.tasks[task.id] = replace(task, status="open", delegate="")
        world.desk.update(item_id, status="open")
        world.ledger.credit.pop(item_id, None)
        world.announce(f"{task.delegate} hands {task.id} back")


def _delegated(world: DayState, item_id: str) -> Task | None:
    """The task behind an item, if somebody has it now."""
    item = world.desk.items.get(item_id)
    task = world.desk.tasks.get(item.ref) if item else None
    return task if task is not None and task.status == "delegated" else None
