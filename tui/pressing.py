"""Questions of the assistant whose items fall due: the person is asked once more, in time."""

from collections.abc import Iterable

from assistant.contract.day import Item

NEAR = 180
"""Minutes before its deadline at which an item that asks is put before the person again."""


class Pressing:
    """Which questions were put again; each is once, until it is answered and asked anew."""

    def __init__(self) -> None:
        """None was."""
        self._told: set[str] = set()

    def asked(self, item: Item, now: int) -> None:
        """The assistant asks about `item` just now (UTC minutes): once is enough if it is near."""
        if _is_near(item, now):
            self._told.add(item.id)

    def found(self, items: Iterable[Item], now: int) -> list[Item]:
        """The items to ask about once more at `now`, what is due first at first."""
        asking = {item.id: item for item in items if item.status == "asked"}
        self._told &= asking.keys()
        found = [i for i in asking.values() if i.id not in self._told and _is_near(i, now)]
        self._told |= {item.id for item in found}
        return sorted(found, key=lambda item: item.due or 0)


def _is_near(item: Item, now: int) -> bool:
    return item.due is not None and item.due - now <= NEAR
