"""The people a person knows: from a vCard file, from notes, and the senders of their mail.

A vCard is read by hand because the four properties that matter here take fewer lines than a
library takes words to be told to forgive what address books really export.
"""

import re
from collections.abc import Iterable
from email.utils import parseaddr

from assistant.contract.day import Contact
from assistant.contract.notes import Note
from assistant.contract.rules import is_address

_RELATIONS = (
    "spouse wife husband partner family mother father mom dad parent son daughter child sister "
    "brother sibling grandmother grandfather grandparent aunt uncle cousin friend neighbour "
    "neighbor teacher doctor dentist therapist babysitter client customer manager boss investor "
    "board colleague teammate coworker report assistant vendor supplier recruiter lawyer press"
).split()
_LINE = re.compile(
    r"^(?P<name>[^\W\d_][^<>@:]{0,39}?)\s*<(?P<email>[^<>\s@]+@[^<>\s@]+\.[^<>\s@]+)>(?P<rest>.{0,80})$"
)


def read_vcards(text: str) -> list[Contact]:
    """The contacts of a vCard file, versions 2.1 to 4.0; cards without a name are left out."""
    found: list[Contact] = []
    card: dict[str, list[str]] | None = None
    for line in re.sub(r"\r?\n[ \t]", "", text).splitlines():
        head, _, value = line.partition(":")
        # `item1.EMAIL;TYPE=home`: a group before, parameters behind.
        name = head.split(";")[0].rpartition(".")[2].strip().upper()
        if name == "BEGIN" and value.strip().upper() == "VCARD":
            card = {}
        elif name == "END" and card is not None:
            contact = _contact(card)
            if contact is not None:
                found.append(contact)
            card = None
        elif card is not None and value.strip():
            card.setdefault(name, []).append(_unescaped(value.strip()))
    return found


def read_notes(notes: Iterable[Note]) -> list[Contact]:
    """The contacts that notes name in lines such as `Lee Park <lee@acme.example> client`.

    They never change whom an address book knows (`merge`), and a briefing shows the address.
    """
    lines = (line.strip(" \t-*") for note in notes for line in note.text.splitlines())
    found = []
    for match in (_LINE.match(line) for line in lines):
        if match and is_address(match["email"]) and not match["name"][0].islower():
            words = match["rest"].strip(" ,;:-()")
            name = " ".join(match["name"].split())
            found.append(Contact(name, match["email"], _relation(words), _channel(words)))
    return found


def merge(*sources: Iterable[Contact]) -> dict[str, Contact]:
    """Contacts by name; of two with one name or address the first is kept."""
    found: dict[str, Contact] = {}
    emails: set[str] = set()
    names: set[str] = set()
    for contact in (c for source in sources for c in source):
        email, name = contact.email.casefold(), contact.name.casefold()
        if name and name not in names and (not email or email not in emails):
            found[contact.name] = contact
            names.add(name)
            emails.add(email)
    return found


def sender(header: str) -> tuple[str, str]:
    """Display name (or address) and address out of a From header."""
    name, address = parseaddr(" ".join(header.split()))
    return " ".join(name.split()) or address or "unknown sender", address


def _contact(card: dict[str, list[str]]) -> Contact | None:
    name = card.get("FN", [""])[0] or _structured(card.get("N", [""])[0])
    email = next((e for e in card.get("EMAIL", []) if is_address(e)), "")
    if not name:
        return None
    words = " ".join(card.get("CATEGORIES", []) + card.get("RELATED", []) + card.get("NOTE", []))
    return Contact(" ".join(name.split()), email, _relation(words), _channel(words))


def _structured(value: str) -> str:
    family, given, *_ = [*value.split(";"), "", ""]
    return f"{given} {family}".strip()


def _relation(text: str) -> str:
    words = re.findall(r"[a-z]+", text.casefold())
    singular = [w[:-1] if w.endswith("s") and w[:-1] in _RELATIONS else w for w in words]
    return next((word for word in singular if word in _RELATIONS), "")


def _channel(text: str) -> str:
    found = re.search(r"\bprefers?:? (?:by )?(email|text|chat|call)", text.casefold())
    return found[1] if found else ""


def _unescaped(value: str) -> str:
    return re.sub(r"\\([\\,;nN])", lambda m: "\n" if m[1] in "nN" else m[1], value)
