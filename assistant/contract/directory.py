"""Who is meant by a name: contacts by full name, address or first name.

Apart from the desk, because it is asked dozens of times per prompt and so keeps an index.
"""

from collections.abc import Iterable, Mapping

from assistant.contract.day import Contact

_REMEMBERED = 4096
"""Names whose meaning is remembered."""


class Directory:
    """An index of contacts as they stand; `follow` sees whether they still do."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._contacts: tuple[Contact, ...] = ()
        self._by_key: dict[str, Contact] = {}
        self._by_first: dict[str, Contact | None] = {}
        self._meant: dict[str, Contact | None] = {}

    def follow(self, contacts: Mapping[str, Contact]) -> None:
        """Take the contacts as they are now.

        It costs little when nothing has changed: the same objects are not compared by field.
        """
        now = tuple(contacts.values())
        if now != self._contacts:
            self._contacts = now
            self._index()

    def find(self, name: str) -> Contact | None:
        """The contact with that name, address, or unique first name."""
        if name not in self._meant:
            if len(self._meant) >= _REMEMBERED:
                self._meant.clear()
            key = name.strip().casefold()
            self._meant[name] = self._by_key.get(key) or self._by_first.get(key)
        return self._meant[name]

    def find_all(self, names: Iterable[str]) -> list[Contact]:
        """The contacts that are meant, each once, in the order of the names."""
        found = (self.find(name) for name in names)
        return list({id(contact): contact for contact in found if contact is not None}.values())

    def _index(self) -> None:
        self._by_key, self._by_first, self._meant = {}, {}, {}
        for contact in self._contacts:
            for key in (contact.name.casefold(), contact.email.casefold()):
                if key:
                    self._by_key.setdefault(key, contact)
            for first in contact.name.casefold().split()[:1]:
                # A first name that two share names neither.
                self._by_first[first] = None if first in self._by_first else contact
