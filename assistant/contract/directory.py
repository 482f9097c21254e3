"""Who is meant by a name: contacts by full name, address or first name.

Apart from the desk, because it is asked dozens of times per prompt and so keeps an index.
"""

from collections.abc import Iterable

from assistant.contract.day import Contact

_REMEMBERED = 4096
"""Names whose meaning is remembered."""


class Directory:
    """An index of contacts that do not change; where they do, make another."""

    def __init__(self, contacts: tuple[Contact, ...] = ()) -> None:
        """Index `contacts`; of two that share a name or an address the first is meant."""
        self.contacts = contacts
        self._by_key: dict[str, Contact] = {}
        self._by_first: dict[str, Contact | None] = {}
        self._meant: dict[tuple[str, ...], dict[int, Contact]] = {}
        for contact in contacts:
            for key in (contact.name.casefold(), contact.email.casefold()):
                if key:
                    self._by_key.setdefault(key, contact)
            for first in contact.name.casefold().split()[:1]:
                # A first name that two share names neither.
                self._by_first[first] = None if first in self._by_first else contact

    def find(self, name: str) -> Contact | None:
        """The contact with that name, address, or unique first name."""
        key = name.strip().casefold()
        return self._by_key.get(key) or self._by_first.get(key)

    def find_all(self, groups: Iterable[tuple[str, ...]]) -> dict[int, Contact]:
        """The contacts that are meant by groups of names, each once, in the order of the names."""
        found: dict[int, Contact] = {}
        for names in groups:
            meant = self._meant.get(names)
            if meant is None:
                meant = {id(c): c for c in map(self.find, names) if c is not None}
                if len(self._meant) >= _REMEMBERED:
                    self._meant.clear()
                self._meant[names] = meant
            found.update(meant)
        return found
