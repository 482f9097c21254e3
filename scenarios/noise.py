"""Notes that matter to nobody: which ones a day has, more of them, fewer of them.

Apart from `perturb`, because training varies them, too (`scenarios.families.variation`).
"""

from collections.abc import Sequence
from typing import TypeVar

from assistant.contract.errors import UserError
from scenarios.chance import draw
from scenarios.desk import to_desk
from scenarios.families import family
from scenarios.families.bank import Split
from scenarios.perturb_texts import SPARE
from scenarios.schema import Scenario
from scenarios.things import NoteSpec

RECALLED = 3
"""Notes that a prompt shows for an item."""

_T = TypeVar("_T")


class Dice:
    """The chance of one perturbation."""

    def __init__(self, seed: int, purpose: str) -> None:
        """Draw by `seed` for one purpose."""
        self._seed, self._purpose, self._n = seed, purpose, 0

    def below(self, limit: int) -> int:
        """An integer in [0, limit)."""
        self._n += 1
        return draw(self._seed, self._purpose, self._n, limit)

    def pick(self, values: Sequence[_T]) -> _T:
        """One of the values."""
        return values[self.below(len(values))]

    def some(self, values: Sequence[_T], count: int) -> list[_T]:
        """So many of the values, in drawn order."""
        left = list(values)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]


def split_of(scenario: Scenario) -> Split:
    """The split whose texts and names a day may use."""
    try:
        return family(scenario.family).split
    except UserError:
        return "train"


def idle_notes(scenario: Scenario) -> list[str]:
    """Ids of notes that no item recalls and nothing cites, so that nobody misses them."""
    desk, memory = to_desk(scenario)
    texts = [f"{item.text} {item.body} {' '.join(item.people[:2])}" for item in desk.items.values()]
    for drift in scenario.drift:
        texts += [f"{new.subject} {new.body}" for new in (drift.add_email,) if new]
        texts += [new.description for new in (drift.add_task,) if new]
    texts += [f"{mail.subject} {mail.body} {mail.sender}" for mail in scenario.emails]
    texts += [f"{chat.text} {' '.join(chat.people[:2])}" for chat in scenario.chat]
    texts += [promise.text for promise in scenario.promises]
    recalled = {note.id for text in texts for note in memory.search(text, RECALLED)}
    recalled |= {i for need in scenario.must.values() for way in need.ways for i in way.cite}
    return [note.id for note in scenario.notes if note.id not in recalled]


def with_spare_notes(scenario: Scenario, dice: Dice, count: int) -> Scenario:
    """The day with notes that answer nothing, among those that it has."""
    notes, taken = list(scenario.notes), {note.id for note in scenario.notes}
    for text in dice.some(SPARE[split_of(scenario)], count):
        new = NoteSpec(id=free_id("n", taken), text=text, source="odds.md")
        taken.add(new.id)
        notes.insert(dice.below(len(notes) + 1), new)
    return scenario.model_copy(update={"notes": notes})


def without(scenario: Scenario, notes: Sequence[str]) -> Scenario:
    """The day without these notes."""
    left = [note for note in scenario.notes if note.id not in notes]
    return scenario.model_copy(update={"notes": left})


def all_notes(scenario: Scenario) -> list[NoteSpec]:
    """The notes that a day has or will have."""
    return [*scenario.notes, *(drift.add_note for drift in scenario.drift if drift.add_note)]


def free_id(kind: str, taken: set[str]) -> str:
    """A short id of a kind that nothing has yet."""
    n = len(taken) + 1
    while f"{kind}{n}" in taken:
        n += 1
    return f"{kind}{n}"
