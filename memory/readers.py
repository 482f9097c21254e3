"""Files as documents: Markdown, text, PDF, HTML, calendars, contacts, mail and tables.

A file is one document or many: a mailbox holds mails, a calendar events, a table rows. What a
reader cannot make sense of is a ValueError that says why; the import lists it and goes on.
"""

import csv
import email
import email.policy
import io
import mailbox
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

import yaml

from memory.record import clean, minutes

MAX_BYTES = 8_000_000
"""A text beyond this is a dump, not a note."""

MAX_COLUMNS = 200
"""Of a table; a row beyond that is no note."""

MAX_PDF_BYTES = 500_000_000
"""With its pictures. A mailbox may be of any size: its mails are read one after the other."""

_DATE = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")
_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
# No bracket within brackets: a line of nothing else would otherwise take minutes.
_WIKI_LINK = re.compile(r"\[\[([^\[\]|#\n]+)[^\[\]\n]*\]\]")
_LINK = re.compile(r"\[[^\[\]\n]*\]\(([^)\s]+\.md)(?:#[^)\s]*)?\)")
_TAG = re.compile(r"(?<![\w&/#])#([A-Za-z][\w/-]*)")
_QUOTE = re.compile(r"^>.*$", re.MULTILINE)
_SIGNATURE = re.compile(r"^-- ?$.*\Z", re.MULTILINE | re.DOTALL)
_TIMES = ("date", "created", "updated")
_HEADINGS = {f"h{n}": "#" * n for n in range(1, 7)}
_BLOCKS = ("p", "li", "tr", "blockquote", "pre", "div", "section", "article", "br", "dt", "dd")


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that a file holds."""

    text: str
    """Markdown, or plain text."""
    name: str = ""
    """What it is called within its file; empty where it is the file."""
    time: str | None = None
    """ISO 8601, where the thing itself says when it is of."""
    meta: dict[str, Any] = field(default_factory=dict)


def read(file: Path) -> Iterator[Document]:
    """What a file holds.

    Raises:
        ValueError: it is no text, or none of the formats that are known, or damaged.
        OSError: it cannot be read.
    """
    if not file.is_file():
        raise ValueError("it is no regular file")
    reader = _READERS.get(file.suffix.lower(), _text)
    if _is_maildir_file(file):
        reader = _mail
    most = _MOST_BYTES.get(reader, MAX_BYTES)
    if most is not None and file.stat().st_size > most:
        raise ValueError(f"it is larger than {most // 1_000_000} MB")
    return reader(file)


def is_foreign(file: Path) -> bool:
    """Whether others wrote what a file holds, whoever keeps it: mail, pages, invitations."""
    return file.suffix.lower() in _FOREIGN or _is_maildir_file(file)


def written(file: Path) -> str:
    """The date in a daily note's name, else when the file was last changed."""
    if match := _DATE.search(file.stem):
        try:
            return datetime.fromisoformat(match[1]).date().isoformat()
        except ValueError:
            pass
    moment = datetime.fromtimestamp(file.stat().st_mtime, tz=UTC)
    return moment.replace(second=0, microsecond=0).isoformat()


def _text(file: Path) -> Iterator[Document]:
    yield Document(_decoded(file.read_bytes()))


def _markdown(file: Path) -> Iterator[Document]:
    """A note of a vault: its front matter, tags and links are its metadata."""
    text = _decoded(file.read_bytes())
    meta: dict[str, Any] = {}
    time = None
    if front := _FRONT.match(text):
        try:
            found = yaml.safe_load(front[1])
        except (yaml.YAMLError, ValueError, RecursionError):
            found = None  # no front matter after all: the text stays as it is
        if isinstance(found, dict):
            text = text[front.end() :]
            meta = {
                clean(str(key)): plain
                for key, value in found.items() if (plain := _plain(value)) is not None
            }  # fmt: skip
            time = next((t for key in _TIMES if (t := _iso(found.get(key)))), None)
    stated = meta.get("tags", [])
    tags = list(stated) if isinstance(stated, list) else [str(stated)]
    if tags := [*dict.fromkeys([*(t.lstrip("#") for t in tags), *_TAG.findall(text)])]:
        meta["tags"] = tags
    if links := [*dict.fromkeys(link.strip() for link in _links(text))]:
        meta["links"] = links
    yield Document(text, time=time, meta=meta)


def _links(text: str) -> Iterator[str]:
    yield from _WIKI_LINK.findall(text)
    yield from (Path(target).stem for target in _LINK.findall(text))


def _pdf(file: Path) -> Iterator[Document]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(file)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ValueError("it is locked by a password")
        title = str(reader.metadata.title or "") if reader.metadata else ""
        pages = [clean(page.extract_text()) for page in reader.pages]
    except (PyPdfError, OSError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"it is no PDF that can be read: {error}") from error
    if not any(pages):
        raise ValueError("its pages hold no text; a scan needs text recognition first")
    meta = {"title": title} if title else {}
    for number, page in enumerate(pages, 1):
        if page:
            yield Document(page, f"page {number}", meta=meta)


def _html(file: Path) -> Iterator[Document]:
    text, title = html_text(_decoded(file.read_bytes()))
    yield Document(text, meta={"title": title} if title else {})


def html_text(source: str) -> tuple[str, str]:
    """A page as text with Markdown headings, and its title."""
    from bs4 import BeautifulSoup

    page = BeautifulSoup(source, "html.parser")
    title = page.title.get_text(" ", strip=True) if page.title else ""
    for part in page(["script", "style", "noscript", "template", "nav", "head"]):
        part.decompose()
    for name, marks in _HEADINGS.items():
        for heading in page(name):
            heading.replace_with(f"\n\n{marks} {heading.get_text(' ', strip=True)}\n\n")
    for name in _BLOCKS:
        for block in page(name):
            block.insert_before("\n")
            block.insert_after("\n")
    lines = (" ".join(line.split()) for line in page.get_text().splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), title


def _calendar(file: Path) -> Iterator[Document]:
    from icalendar import Calendar

    try:
        calendars = Calendar.from_ical(_decoded(file.read_bytes()), multiple=True)
    except ValueError as error:
        raise ValueError(f"it is no calendar: {error}") from error
    if not calendars:
        raise ValueError("it is no calendar, or not a whole one")
    for calendar in calendars:
        for part in calendar.walk():
            if part.name in {"VEVENT", "VTODO", "VJOURNAL"}:
                yield _event(part)


def _event(part: Any) -> Document:
    title = str(part.get("SUMMARY", "")) or "untitled"
    start, end = (_moment(part.get(key)) for key in ("DTSTART", "DTEND"))
    due = _moment(part.get("DUE"))
    people = part.get("ATTENDEE", [])
    names = [
        str(p.params.get("CN", "")) or str(p).removeprefix("mailto:")
        for p in (people if isinstance(people, list) else [people])
    ]
    said = [title]
    said += [" to ".join(filter(None, (start, end)))] if start else []
    said += [f"due {due}"] if due else []
    said += [f"at {part['LOCATION']}"] if part.get("LOCATION") else []
    said += [f"with {', '.join(names)}"] if names else []
    said += ["repeats"] if part.get("RRULE") else []
    text = ", ".join(said)
    if note := str(part.get("DESCRIPTION", "")).strip():
        text += f"\n{note}"
    time = _iso(start or due)
    return Document(text, title, time, {"people": names} if names else {})


def _moment(value: Any) -> str:
    """A calendar's moment as a person would write it."""
    found = getattr(value, "dt", None)
    if isinstance(found, datetime):
        return found.strftime("%a %Y-%m-%d %H:%M")
    return found.strftime("%a %Y-%m-%d") if isinstance(found, date) else ""


def _contacts(file: Path) -> Iterator[Document]:
    import vobject

    try:
        cards = list(vobject.readComponents(_decoded(file.read_bytes())))
    except (vobject.base.VObjectError, ValueError) as error:
        raise ValueError(f"it holds no contacts: {error}") from error
    for card in cards:
        found = card.contents
        name = _first(found, "fn") or " ".join(_first(found, "n").split())
        if not name:
            raise ValueError("it holds a contact without a name")
        said = [name]
        said += [" ".join(map(str, _each(found, key))) for key in ("title", "org") if key in found]
        for key, label in (("email", "mail"), ("tel", "phone"), ("bday", "born"), ("adr", "lives")):
            values = [" ".join(str(value).split()) for value in _each(found, key)]
            said += [f"{label} {', '.join(values)}"] if values else []
        text = "; ".join(said)
        if note := _first(found, "note"):
            text += f"\n{note}"
        yield Document(text, name, meta={"people": [name]})


def _each(card: dict[str, list[Any]], key: str) -> list[Any]:
    values = [line.value for line in card.get(key, [])]
    return [" ".join(v) if isinstance(v, list) else v for v in values]


def _first(card: dict[str, list[Any]], key: str) -> str:
    return next((str(value).strip() for value in _each(card, key)), "")


def _mail(file: Path) -> Iterator[Document]:
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    if not message.keys():
        raise ValueError("it is no mail")
    yield _letter(message)


def _mbox(file: Path) -> Iterator[Document]:
    """A mailbox, one mail at a time, and of each its beginning: attachments come after the text."""
    box = mailbox.mbox(file, create=False)
    try:
        if not len(box):
            raise ValueError("it holds no mail")
        for key in box.iterkeys():
            with closing(box.get_file(key)) as stream:
                data = stream.read(MAX_BYTES)
            yield _letter(email.message_from_bytes(data, policy=email.policy.default))
    finally:
        box.close()


def _letter(message: EmailMessage) -> Document:
    subject = clean(str(message.get("Subject", ""))) or "no subject"
    senders = [name or address for name, address in _people(message, "From")]
    others = [name or address for key in ("To", "Cc") for name, address in _people(message, key)]
    text = f"{subject}\n{_body(message)}".strip()
    meta: dict[str, Any] = {"subject": subject, "people": [*dict.fromkeys([*senders, *others])]}
    if senders:
        meta["speaker"] = senders[0]
    return Document(text, subject, _sent(message), meta)


def _people(message: EmailMessage, header: str) -> list[tuple[str, str]]:
    return getaddresses([str(value) for value in message.get_all(header, [])])


def _body(message: EmailMessage) -> str:
    """What was written, without what it answers and without the signature."""
    try:
        part = message.get_body(("plain", "html"))
        content = part.get_content() if part is not None else ""
    except LookupError:  # a charset that Python does not know: most of it is ASCII all the same
        raw: Any = part.get_payload(decode=True) if part is not None else b""
        content = raw.decode("utf-8", "replace")
    if part is not None and part.get_content_type() == "text/html":
        content = html_text(content)[0]
    return clean(_SIGNATURE.sub("", _QUOTE.sub("", content)))


def _sent(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(str(message["Date"])).isoformat()
    except (ValueError, TypeError, OverflowError):
        return None


def _table(file: Path) -> Iterator[Document]:
    """A row each, every value under its column's name."""
    text = _decoded(file.read_bytes())
    # A header's commas are many and a text's few, so the first line tells more than all of it.
    mark = max(",;\t|", key=text.partition("\n")[0].count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error as error:
        raise ValueError(f"it is no table: {error}") from error
    if not rows:
        return
    names = [name.strip() for name in rows[0]]
    for number, row in enumerate(rows[1:], 2):
        cells = [f"{name}: {value.strip()}" if name else value.strip()
                 for name, value in zip_longest(names, row[:MAX_COLUMNS], fillvalue="")
                 if value.strip()]  # fmt: skip
        if cells:
            yield Document("; ".join(cells), f"row {number}")


def _decoded(data: bytes) -> str:
    """The bytes as text; a ValueError where they are none."""
    is_utf16 = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    if b"\0" in data and not is_utf16:
        raise ValueError("it is not text")
    return clean(data.decode("utf-16" if is_utf16 else "utf-8-sig"))


def _is_maildir_file(file: Path) -> bool:
    folder = file.parent
    return folder.name in {"cur", "new"} and (folder.parent / "tmp").is_dir()


def _iso(value: object) -> str | None:
    """A stated time as ISO 8601, if it is one."""
    text = value.isoformat() if isinstance(value, date) else str(value or "")
    match = _DATE.search(text)
    for found in (text, match[1] if match else ""):
        try:
            minutes(found)
        except ValueError:
            continue
        return found
    return None


def _plain(value: Any) -> Any:
    """A front matter's value as JSON can hold it; None where it is nested or nothing."""
    if isinstance(value, list):
        # Parts that are lists again are no tags, and aliases can make them explode.
        return [clean(str(part)) for part in value if not isinstance(part, list | dict)]
    if isinstance(value, bool | int | float):
        return value
    return clean(str(value)) if isinstance(value, str | date) else None


_READERS: dict[str, Callable[[Path], Iterator[Document]]] = {
    ".md": _markdown, ".markdown": _markdown, ".pdf": _pdf, ".html": _html, ".htm": _html,
    ".ics": _calendar, ".vcf": _contacts, ".eml": _mail, ".mbox": _mbox, ".csv": _table,
    ".tsv": _table,
}  # fmt: skip
_FOREIGN = frozenset({".pdf", ".html", ".htm", ".ics", ".vcf", ".eml", ".mbox"})
_MOST_BYTES: dict[Callable[[Path], Iterator[Document]], int | None] = {
    _pdf: MAX_PDF_BYTES, _mbox: None,
}  # fmt: skip
"""How large a file may be where that is not `MAX_BYTES`."""
