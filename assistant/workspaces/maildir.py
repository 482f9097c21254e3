"""A Maildir as mails of a desk: unread messages in, drafts and an outbox out.

Nothing here leaves the machine, because no mail account is connected: an approved message is
put into the `Outbox` folder, where a mail program, or the person, can send it.
"""

import os
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from pathlib import Path

from assistant.contract.day import Contact, Mail, Person, Priority
from assistant.workspaces.contacts import sender
from assistant.workspaces.errors import WorkspaceError

DRAFTS, ARCHIVE, OUTBOX = ".Drafts", ".Archive", ".Outbox"

_LARGEST = 25 * 2**20
_READ = 2**19
"""Bytes of a message that are read: the text comes before what is attached."""
_MOST = 500
_LONGEST_BODY = 8000
_NO_REPLY = re.compile(r"(?:^|[._-])(?:no-?reply|do-?not-?reply|notifications?|mailer-daemon)\b")


@dataclass(frozen=True, slots=True)
class Received:
    """One unread message, and how to find it again."""

    key: str
    """Its Message-ID, or its file's name where it has none."""
    path: str
    mail: Mail
    """Its id is still empty."""
    references: tuple[str, ...]
    """The Message-IDs of its thread, itself last."""


class Inbox:
    """The unread messages of a Maildir, oldest first."""

    def __init__(self, root: str, person: Person, contacts: Iterable[Contact]) -> None:
        """Read the messages in `root`.

        Raises:
            WorkspaceError: it is no Maildir, or cannot be read.
        """
        self.root = root
        self.warnings: list[str] = []
        self._person = person
        self._by_email = {c.email.casefold(): c for c in contacts if c.email}
        self._names = {c.name.casefold() for c in self._by_email.values()}
        if not all(os.path.isdir(os.path.join(root, part)) for part in ("new", "cur")):
            raise WorkspaceError(f"{root} is no Maildir: it has no folders new and cur")
        handled = self._answered()
        found: dict[str, Received] = {}
        for path in self._unread():
            received = self._read(path)
            if received is not None and not handled & set(received.references[-1:]):
                found.setdefault(received.key, received)
        self.messages = sorted(found.values(), key=lambda r: (r.mail.received, r.key))

    def _unread(self) -> list[str]:
        paths = []
        for part in ("new", "cur"):
            for entry in os.scandir(os.path.join(self.root, part)):
                flags = set(entry.name.partition(":2,")[2]) if part == "cur" else set()
                if not entry.name.startswith(".") and not flags & set("SRTD"):
                    paths.append(entry.path)
        paths.sort(key=lambda path: os.path.basename(path), reverse=True)
        if len(paths) > _MOST:
            self.warnings.append(f"only the newest {_MOST} of {len(paths)} unread mails were read")
        return paths[:_MOST]

    def _answered(self) -> set[str]:
        """The Message-IDs that a draft, or a message in the outbox, answers."""
        found: set[str] = set()
        for folder in (DRAFTS, OUTBOX):
            for part in ("new", "cur"):
                place = Path(self.root, folder, part)
                for path in place.iterdir() if place.is_dir() else ():
                    data = self._bytes(str(path))
                    if data is not None:
                        header = BytesHeaderParser().parsebytes(data)
                        found |= set(_ids(header, "In-Reply-To"))
        return found

    def _bytes(self, path: str) -> bytes | None:
        """The beginning of a message; None for what is no message, with a warning."""
        try:
            status = os.lstat(path)
            if not stat.S_ISREG(status.st_mode):
                self.warnings.append(f"{path} is no plain file and was skipped")
                return None
            if status.st_size > _LARGEST:
                self.warnings.append(f"{path} is larger than 25 MB and was skipped")
                return None
            with open(path, "rb") as file:
                return file.read(_READ)
        except OSError as error:
            self.warnings.append(f"{path} was skipped: {error.strerror}")
            return None

    def _read(self, path: str) -> Received | None:
        data = self._bytes(path)
        if data is None:
            return None
        message = BytesParser().parsebytes(data)
        if not message.keys():
            self.warnings.append(f"{path} has no mail headers and was skipped")
            return None
        name, address = sender(_header(message, "From"))
        contact = self._by_email.get(address.casefold()) if address else None
        if contact is not None:
            name = contact.name
        elif name.casefold() in self._names:
            # A stranger under a known name: the address says so.
            name = f"{name} ({address or 'no address'})"
        own = _ids(message, "Message-ID")
        base = os.path.basename(path).partition(":2,")[0]
        mail = Mail(
            id="",
            sender=name,
            subject=" ".join(_header(message, "Subject").split()) or "(no subject)",
            body=_body(message),
            address=address,
            received=_date(message, path),
            priority=_priority(message, address),
            relationship=(contact.relationship if contact else "") or "unknown",
        )
        thread = dict.fromkeys([*_ids(message, "References"), *own])
        return Received(own[0] if own else base, path, mail, tuple(thread))


def maildir_folders(folder: str) -> list[str]:
    """The folders that make `folder` a Maildir."""
    return [folder, *(os.path.join(folder, part) for part in ("cur", "new", "tmp"))]


def _header(message: Message, name: str) -> str:
    value = str(message.get(name, ""))
    try:
        return str(make_header(decode_header(value)))
    except (ValueError, LookupError):
        return value.encode("utf-8", "replace").decode()


def _ids(message: Message, name: str) -> list[str]:
    return re.findall(r"<[^<>\s]+>", str(message.get(name, "")))


def _date(message: Message, path: str) -> int:
    try:
        return int(parsedate_to_datetime(str(message.get("Date", ""))).timestamp()) // 60
    except (ValueError, OverflowError, OSError):
        return int(os.lstat(path).st_mtime) // 60


def _priority(message: Message, address: str) -> Priority:
    bulk = str(message.get("Precedence", "")).strip().casefold() in {"bulk", "list", "junk"}
    automatic = str(message.get("Auto-Submitted", "no")).strip().casefold() != "no"
    local = address.casefold().partition("@")[0]
    if bulk or automatic or message.get("List-Unsubscribe") or _NO_REPLY.search(local):
        return "low"
    urgent = str(message.get("X-Priority", "")).strip()[:1] in {"1", "2"}
    important = str(message.get("Importance", "")).strip().casefold() == "high"
    return "high" if urgent or important else "normal"


def _body(message: Message) -> str:
    """The text of a message: its plain part, or its HTML part without the markup."""
    texts: dict[str, str] = {}
    for part in message.walk():
        kind = part.get_content_type()
        is_attached = str(part.get("Content-Disposition", "")).casefold().startswith("attachment")
        if kind in {"text/plain", "text/html"} and not is_attached:
            texts.setdefault(kind, _decoded(part))
    text = texts.get("text/plain", "")
    if not text.strip() and "text/html" in texts:
        text = html_to_text(texts["text/html"])
    lines = (" ".join(line.split()) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:_LONGEST_BODY]


def _decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else str(payload or "").encode()
    charset = str(part.get_content_charset("utf-8"))
    try:
        return data.decode(charset)
    except (LookupError, ValueError):
        return data.decode("utf-8", "replace")


def html_to_text(html: str) -> str:
    """The words of an HTML page, without scripts, styles and what is hidden."""
    stripper = _Stripper()
    stripper.feed(html)
    stripper.close()
    return "".join(stripper.parts)


class _Stripper(HTMLParser):
    _SILENT = frozenset({"script", "style", "head", "title", "template"})
    _BREAKS = frozenset({"p", "br", "div", "tr", "li", "h1", "h2", "h3", "table", "blockquote"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in self._SILENT
        if tag in self._BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in self._SILENT))
        if tag in self._BREAKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(" ".join(data.split(" ")) if data.strip() else " ")
