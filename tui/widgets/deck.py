"""The cards that wait for the person, oldest first; one is shown, the others are counted."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical

from assistant.contract.day import Item
from tui.widgets.card import ApprovalCard
from tui.widgets.question import QuestionCard

Card = ApprovalCard | QuestionCard


class Deck(Vertical):
    """Shows one card. A new one joins behind it: nothing that is shown changes by itself.

    But for a question whose item falls due, and not while the person is at a card.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+up", "turn(-1)", "Previous card", show=False, id="deck.previous"),
        Binding("ctrl+down", "turn(1)", "Next card", show=False, id="deck.next"),
    ]

    def __init__(self, id: str | None = None) -> None:
        """No cards."""
        super().__init__(id=id)
        self._cards: list[Card] = []
        self._at = 0

    @property
    def cards(self) -> tuple[Card, ...]:
        """All cards, oldest first."""
        return tuple(self._cards)

    @property
    def current(self) -> Card | None:
        """The card that is shown."""
        return self._cards[self._at] if self._cards else None

    async def add(self, card: Card) -> None:
        """Put a card behind the others."""
        self._cards.append(card)
        card.display = len(self._cards) == 1
        await self.mount(card)
        self._title()

    async def discard(self, card: Card) -> None:
        """Take a card away."""
        if card not in self._cards:
            return
        index = self._cards.index(card)
        self._cards.remove(card)
        if index < self._at or self._at >= len(self._cards):
            self._at = max(self._at - 1, 0)
        await card.remove()
        self._show()

    async def match(self, items: Iterable[Item], questions: Mapping[str, str]) -> bool:
        """Show a question for each item that asks one; True where one with the focus went away."""
        lost = False
        asked = {item.id: item for item in items if item.status == "asked"}
        for card in self.cards:
            if isinstance(card, QuestionCard) and asked.pop(card.item_id, None) is None:
                lost = lost or card.has_focus_within
                await self.discard(card)
        for item in sorted(asked.values(), key=lambda i: (i.due is None, i.due or 0)):
            fallback = f"It needs: {', '.join(item.asked) or 'an answer'}"
            await self.add(QuestionCard(item.id, item.text, questions.get(item.id, fallback)))
        return lost

    def go_to(self, card: Card | None = None) -> bool:
        """Show a card, the oldest if none is named, and give it the focus."""
        if not self._cards:
            return False
        self._at = self._cards.index(card) if card in self._cards else 0
        self._show()
        self._cards[self._at].focus()
        return True

    def bring_up(self, item_id: str) -> None:
        """Put the question about an item before the other cards, unless the person is at one."""
        asked = [c for c in self._cards if isinstance(c, QuestionCard) and c.item_id == item_id]
        if asked and not self.has_focus_within:
            self._cards = [*asked, *(card for card in self._cards if card not in asked)]
            self._at = 0
            self._show()

    def take_back(self) -> bool:
        """Take back what is held on a card; False where nothing is."""
        return any([card.take_back() for card in self._cards if isinstance(card, ApprovalCard)])

    def action_turn(self, step: int) -> None:
        if len(self._cards) > 1:
            self.go_to(self._cards[(self._at + step) % len(self._cards)])

    def _show(self) -> None:
        for index, card in enumerate(self._cards):
            card.display = index == self._at
        self._title()

    def _title(self) -> None:
        self.display = bool(self._cards)
        for index, card in enumerate(self._cards):
            card.say_title(index + 1, len(self._cards))
