"""What Majordomo writes into a Maildir: drafts, messages in the outbox, and the archive.

File names follow from the effect's id, so that a replay finds what was written before.
"""

import os
import re
from dataclasses import dataclass, replace
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default
from email.utils import format_datetime

from assistant.contract import times
from assistant.contract.day import Contact, Person
from assistant.contract.rules import is_address
from assistant.workspaces import disk
from assistant.workspaces.changes import FileChange, Move, Stamp, splice
from assistant.workspaces.maildir import ARCHIVE, DRAFTS, Received, maildir_folders

_POLICY = default.clone(linesep="\n", utf8=False)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to be written."""

    to: str
    """An address; empty where none is known."""
    name: str
    subject: str
    body: str
    answers: Received | None = None


def kept(root: str, folder: str, letter: Letter, person: Person, stamp: Stamp) -> FileChange:
    """The new file that keeps a message in a folder of the Maildir."""
    flags = "D" if folder == DRAFTS else "S"
    place = os.path.join(os.path.realpath(root), folder)
    path = os.path.join(place, "cur", f"{_file_name(stamp.effect_id)}:2,{flags}")
    mark = f"<{stamp.effect_id}@majordomo>"
    change = splice(path, None, _compose(letter, person, mark, stamp.now), mark=mark)
    return replace(change, folders=_missing(place))


def archived(root: str, received: Received) -> Move:
    """The move of a message into the archive, marked as read."""
    base, _, flags = os.path.basename(received.path).partition(":2,")
    name = f"{base}:2,{''.join(sorted(set(flags) | {'S'}))}"
    place = os.path.join(root, ARCHIVE)
    source = disk.message(received.path) or received.path
    return Move(source, os.path.join(place, "cur", name), _missing(place))


def _compose(letter: Letter, person: Person, message_id: str, now: int) -> bytes:
    message = EmailMessage(policy=_POLICY)
    if is_address(person.email):
        message["From"] = Address(_line(person.name), addr_spec=person.email)
    if is_address(letter.to):
        name = "" if letter.name == letter.to else _line(letter.name)
        message["To"] = Address(name, addr_spec=letter.to)
    else:
        message["X-Majordomo-To"] = _line(letter.name) or "nobody"
    message["Subject"] = _line(letter.subject)
    message["Date"] = format_datetime(times.to_local(now, person.timezone))
    message["Message-ID"] = message_id
    if letter.answers and letter.answers.references:
        message["In-Reply-To"] = letter.answers.references[-1]
        message["References"] = " ".join(letter.answers.references[-20:])
    message.set_content(_CONTROL.sub("", letter.body.replace("\r\n", "\n")) + "\n")
    return message.as_bytes()


def reply_to(received: Received, body: str, address: str) -> Letter:
    """The answer to a message."""
    subject = received.mail.subject
    prefix = "" if subject[:3].casefold() == "re:" else "Re: "
    name = received.mail.sender
    return Letter(address, name, prefix + subject, body, received)


def message_to(contact: Contact, body: str) -> Letter:
    """A short message over another channel, which the outbox keeps like a mail."""
    channel = contact.channel or "message"
    return Letter(contact.email, contact.name, f"{channel} to {contact.name}", body)


def _line(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())


def _file_name(effect_id: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]", "_", effect_id) + ".majordomo"


def _missing(place: str) -> tuple[str, ...]:
    above = disk.missing_folders(os.path.dirname(place))
    return (*above, *(f for f in maildir_folders(place) if not os.path.isdir(f)))
