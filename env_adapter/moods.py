"""How people feel about what is done and left undone: moods fall, and recover by themselves."""

from assistant.contract.day import Contact, Item
from env_adapter import agenda
from env_adapter.people import MOODS, shift_mood
from env_adapter.state import DayState

PATIENCE = {"critical": 60, "high": 180}
"""Minutes for which a sender waits before the mood sinks, by priority. Ours: an answer to what is
called critical is expected within the hour, to what is called high within half a working day."""

MAX_HURT = 2
"""Steps that one neglected mail can cost."""


def shift(world: DayState, name: str, by: int) -> bool:
    """Move the mood of whoever has that name; says whether it moved."""
    contact = world.desk.contact(name) if name else None
    if contact is None:
        return False
    moved = shift_mood(world.desk, contact, by)
    if by < 0:
        await_recovery(world, contact.name)
    return bool(moved)


def sour(world: DayState, names: tuple[str, ...], by: int) -> str:
    """Let moods fall; returns how they are now, for the news."""
    found = [contact for name in dict.fromkeys(names) if (contact := world.desk.contact(name))]
    fallen = [contact.name for contact in found if shift(world, contact.name, by)]
    return ", ".join(f"{name} is {world.desk.contacts[name].mood}" for name in fallen)


def await_recovery(world: DayState, name: str) -> None:
    """Count the minutes until somebody is calmer by themselves, from this fall on."""
    minutes = world.scenario.dynamics.recovery
    if minutes and not world.is_still:
        agenda.drop(world.ledger, "recover", name)
        agenda.put(world.ledger, world.desk.now + minutes, "recover", name)


def recover(world: DayState, name: str) -> None:
    """A step back towards how the day began, never beyond: so there is nothing to be earned."""
    contact, start = world.desk.contacts.get(name), world.start_moods.get(name)
    if contact is None or start is None or _rank(contact) >= start:
        return
    shift_mood(world.desk, contact, +1)
    calmer = world.desk.contacts[name]
    world.announce(f"{name} has calmed down and is {calmer.mood}")
    if _rank(calmer) < start:
        await_recovery(world, name)


def watch_mail(world: DayState, item: Item) -> None:
    """Set the minutes at which the sender of a weighty mail loses patience, twice at most."""
    patience = PATIENCE.get(item.priority)
    if item.source != "mail" or patience is None:
        return
    arrived = max(item.arrived, world.start)
    for n in range(1, MAX_HURT + 1):
        agenda.put(world.ledger, arrived + n * patience, "patience", item.id)


def lose_patience(world: DayState, item_id: str) -> None:
    """The sender of a mail that is not answered well loses a step.

    It asks for the credit, not for the status: archiving, snoozing or leaving a mail does not
    make its sender any happier.
    """
    ledger, item = world.ledger, world.desk.items[item_id]
    if ledger.credit.get(item_id, 0) >= 30:
        return
    ledger.hurt[item_id] = ledger.hurt.get(item_id, 0) + 1
    told = sour(world, item.people[:1], -1)
    if told:
        world.announce(f"{item_id} waits for an answer: {told}")


def _rank(contact: Contact) -> int:
    return MOODS.index(contact.mood) if contact.mood in MOODS else 0
