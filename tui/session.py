"""What a front end needs of a session; the command fills it in.

Front ends draw events and pass the person's word on. They never reach a workspace, a file or a
model by themselves, so that plain text and the full screen cannot behave differently.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    # For types alone: the first frame is painted before any of these is needed.
    from assistant.contract.day import Event, Item, Tier
    from assistant.contract.notes import Note
    from assistant.events import GraphEvent
    from assistant.guard import HumanInterrupt, HumanResponse

Listener = Callable[["GraphEvent"], None]


class Session(Protocol):
    """A day being handled."""

    @property
    def run_id(self) -> str:
        """Names the run; the same again after a restart that goes on with it."""

    @property
    def simulated(self) -> bool:
        """Whether nothing here is real; said beside each send."""

    @property
    def model(self) -> str:
        """The model spec that decides."""

    @property
    def now(self) -> int:
        """The clock, in UTC minutes."""

    @property
    def timezone(self) -> str:
        """The person's zone."""

    @property
    def notices(self) -> Sequence[str]:
        """What the person should know first: recovered effects, files that were skipped."""

    def listen(self, listener: Listener) -> None:
        """Call `listener` with every event from now on."""

    async def run(self, only: str = "") -> HumanInterrupt | None:
        """Handle what is open, or the one item `only`.

        Returns:
            The call that waits for the person's word; None when nothing is left to do.
        """

    async def answer(self, response: HumanResponse) -> HumanInterrupt | None:
        """Give the person's word on the call that waits, and go on."""

    async def say(self, text: str) -> str:
        """Take what the person typed (`t3: …` is more about t3); returns the item's id."""

    def items(self) -> Sequence[Item]:
        """Every item, whatever its status."""

    def calendar(self) -> Sequence[Event]:
        """The events of today and the next seven days, by start."""

    def search(self, query: str, limit: int = 5) -> Sequence[Note]:
        """The notes that fit best."""

    def used(self, item_id: str) -> Sequence[Note]:
        """The notes that the prompts about an item showed."""

    async def leave(self, item_id: str) -> None:
        """The person does it themselves."""

    async def put_off(self, item_id: str, until: str) -> str:
        """Not now: the item returns then. Returns what was understood, or why it was not."""

    async def retier(self, item_id: str, tier: Tier) -> None:
        """The person corrects whose need an item serves."""

    def undo(self) -> str:
        """Undo the last effect; says what was undone, or why it cannot be."""

    def use_model(self, spec: str) -> str:
        """Switch the model; says what that changes.

        Raises:
            UserError: there is no such model; the old one stays.
        """
