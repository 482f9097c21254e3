"""What happens by itself: what a day's file plans, and who takes care of it when its time comes."""

from collections.abc import Callable

from env_adapter import agenda, delegates, drift, habits, meetings, moods, promises
from env_adapter.ledger import Pending
from env_adapter.state import DayState
from scenarios.desk import item_of_chat


def plan(world: DayState) -> None:
    """Set out what will happen, as far as the day's file says; on a still day nothing does."""
    if world.is_still:
        return
    scenario, ledger, utc, desk = world.scenario, world.ledger, world.utc, world.desk
    found: list[Pending] = []
    for mail in scenario.emails:
        if mail.arrives:
            found.append(Pending(utc(mail.arrives, "emails.arrives"), "mail", mail.id))
    for chat in scenario.chat:
        if chat.at and utc(chat.at, "chat.at") > desk.now:
            found.append(Pending(utc(chat.at, "chat.at"), "chat", chat.id))
    for n, event in enumerate(scenario.drift):
        if event.at is not None:
            found.append(Pending(utc(event.at, "drift.at"), "drift", str(n)))
        if event.after_step is not None:
            ledger.waiting.append(Pending(-1, "drift", str(n), event.after_step))
    ledger.pending = found
    agenda.sort(ledger)
    for item in desk.items.values():
        moods.watch_mail(world, item)
        habits.heed(world, item)
    for meeting in desk.events.values():
        meetings.watch(world, meeting)
    for promise in desk.promises.values():
        promises.watch(world, promise)
    for reminder in desk.reminders.values():
        habits.watch(world, reminder)
    habits.plan_week(world)


def fire_after_step(world: DayState, steps: int) -> None:
    """Drift that waits for a number of steps rather than for a time."""
    ready = [p for p in world.ledger.waiting if p.after_step <= steps]
    for pending in ready:
        fire_waiting(world, pending)


def fire_waiting(world: DayState, pending: Pending) -> None:
    """Let drift that waited for a step happen; it does not come again at its time."""
    world.ledger.waiting.remove(pending)
    agenda.drop(world.ledger, "drift", pending.ref)
    _drift(world, pending.ref)


def follow_up(world: DayState, item_id: str) -> None:
    """What an item brings that was settled well: mails that answer it, promises that it holds."""
    for mail in world.scenario.emails:
        if mail.after == item_id and mail.id not in world.desk.mails:
            agenda.put(world.ledger, world.desk.now + mail.delay, "mail", mail.id)
    for promise in world.scenario.promises:
        if promise.after == item_id:
            promises.add(world, promise)


def fire(world: DayState, pending: Pending) -> None:
    """Let one thing happen."""
    _HAPPEN[pending.kind](world, pending.ref)


def _chat(world: DayState, ref: str) -> None:
    desk = world.desk
    chat = next(c for c in world.scenario.chat if c.id == ref)
    desk.items[ref] = item_of_chat(chat, world.utc, desk.now)
    world.announce(f"{desk.person.name} asks: {chat.text}")
    habits.heed(world, desk.items[ref])


def _mail(world: DayState, ref: str) -> None:
    told = drift.arrive(world, next(m for m in world.scenario.emails if m.id == ref))
    if told:
        world.announce(told)


def _drift(world: DayState, ref: str) -> None:
    world.ledger.waiting = [p for p in world.ledger.waiting if p.ref != ref]
    drift.happen(world, int(ref))


_HAPPEN: dict[str, Callable[[DayState, str], None]] = {
    "chat": _chat,
    "mail": _mail,
    "drift": _drift,
    "bounce": delegates.hand_back,
    "finished": delegates.finish,
    "late": delegates.slip,
    "decline": meetings.decline,
    "begin": meetings.begin,
    "end": meetings.end,
    "remind": habits.remind,
    "week": lambda world, ref: habits.look_back(world),
    "promise": promises.fall_due,
    "answer": promises.answer,
    "patience": moods.lose_patience,
    "recover": moods.recover,
}
