"""Promises: the person's own are kept or broken, those of others are kept, late, or chased.

A promise counts as kept, or as chased, when its item was settled for at least half its worth
before it was due.
"""

from dataclasses import replace

from assistant.contract import times
from assistant.contract.day import Item, Promise
from env_adapter import agenda, moods
from env_adapter.state import DayState
from scenarios.chance import draw
from scenarios.desk import item_of_promise, promise_of
from scenarios.things import PromiseSpec

KEPT = 50
"""Credit from which a promise counts as kept or chased: half of what could be done for it."""

BROKEN_STEPS = 2
"""Steps of mood that a broken promise costs. Ours: twice what an unanswered mail costs, because
somebody relied on it."""

ANSWER_MINUTES = (30, 61)
"""Whoever is reminded of a promise answers after 30 to 90 minutes."""

SLIPS = 40
"""Percent of chased promises for which their giver first asks for more time, once."""


def add(world: DayState, spec: PromiseSpec) -> None:
    """A promise is given while the day runs."""
    desk = world.desk
    if spec.id in desk.items:
        return
    desk.promises[spec.id] = promise_of(spec, world.utc)
    desk.items[spec.id] = item_of_promise(spec, world.utc, desk.now)
    who = f"{spec.by} promises" if spec.by else f"you promised {spec.to}".rstrip()
    world.announce(f"{who} {spec.id}: {spec.text}")
    watch(world, desk.promises[spec.id])


def watch(world: DayState, promise: Promise) -> None:
    """Look at its deadline whether it was kept."""
    if promise.due is not None and promise.due >= world.desk.now and promise.status == "open":
        agenda.drop(world.ledger, "promise", promise.id)
        agenda.put(world.ledger, promise.due, "promise", promise.id)


def settled(world: DayState, item: Item) -> None:
    """The item of a promise was settled well: one's own is kept, another's will be answered."""
    promise = _open_promise(world, item.ref)
    if promise is None or item.source != "promise":
        return
    if promise.by:
        low, span = ANSWER_MINUTES
        minutes = low + draw(world.seed, f"promise/{promise.id}", 0, span)
        agenda.put(world.ledger, world.desk.now + minutes, "answer", promise.id)
    else:
        _set(world, promise, "kept")


def reopened(world: DayState, item: Item) -> None:
    """What kept a promise came to nothing."""
    promise = world.desk.promises.get(item.ref) if item.source == "promise" else None
    if promise is None or promise.by or promise.status != "kept":
        return
    world.desk.promises[promise.id] = replace(promise, status="open")
    watch(world, world.desk.promises[promise.id])
    if promise.due is not None and promise.due < world.desk.now:
        fall_due(world, promise.id)


def fall_due(world: DayState, promise_id: str) -> None:
    """The time for it has come: a promise that was not seen to is broken."""
    promise = _open_promise(world, promise_id)
    if promise is None or world.ledger.credit.get(promise_id, 0) >= KEPT:
        return
    _set(world, promise, "broken")
    if promise.by:
        world.announce(f"{promise.by} has not kept {promise_id}: {promise.text}")
        return
    told = moods.sour(world, (promise.to,), -BROKEN_STEPS)
    world.announce(f"{promise_id} is broken: {promise.text}" + (f"; {told}" if told else ""))


def answer(world: DayState, promise_id: str) -> None:
    """Whoever was reminded keeps the promise, or asks once for a day or two more."""
    promise, ledger = _open_promise(world, promise_id), world.ledger
    if promise is None:
        return
    chance = draw(world.seed, f"promise/{promise_id}", 1, 100)
    if chance >= SLIPS or promise_id in ledger.slipped:
        _set(world, promise, "kept")
        world.announce(f"{promise.by} keeps {promise_id}: {promise.text}")
        return
    ledger.slipped.append(promise_id)
    days = 1 + draw(world.seed, f"promise/{promise_id}", 2, 2)
    due = max(promise.due or 0, world.desk.now) + days * 24 * 60
    world.desk.promises[promise_id] = replace(promise, due=due)
    world.desk.update(promise_id, due=due)
    when = times.say_instant(due, world.desk.person.timezone)
    world.announce(f"{promise.by} needs until {when} for {promise_id}")


def _open_promise(world: DayState, promise_id: str) -> Promise | None:
    promise = world.desk.promises.get(promise_id)
    return promise if promise is not None and promise.status == "open" else None


def _set(world: DayState, promise: Promise, status: str) -> None:
    world.desk.promises[promise.id] = replace(promise, status=status)  # type: ignore[arg-type]
