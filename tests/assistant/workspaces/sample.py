"""A person's files for tests: a to-do list, a calendar, a Maildir, and a workspace over them."""

from pathlib import Path

from assistant.contract.day import Person
from assistant.contract.lexical import LexicalMemory
from assistant.contract.notes import KnowledgePort
from assistant.contract.times import parse_iso
from assistant.journal import Journal
from assistant.workspaces.files import FilesWorkspace
from assistant.workspaces.sources import FileSources

TZ = "Europe/Berlin"
SAM = Person(name="Sam", timezone=TZ, email="sam@home.example")


def minute(text: str, tz: str = TZ) -> int:
    found = parse_iso(text, tz)
    assert found is not None
    return found


NOW = minute("2026-03-02T08:00")  # a Monday

TODO = """(A) Call mom @home due:2026-03-03
Plan the offsite with Lee +work
x 2026-03-01 Pay rent
Buy milk
Hand the slides to Lee
"""

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Calendar//EN
X-WR-CALNAME:Sam\\, at home
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:review@example
DTSTAMP:20260201T000000Z
DTSTART;TZID=Europe/Berlin:20260303T100000
DTEND;TZID=Europe/Berlin:20260303T110000
SUMMARY:Budget review
ATTENDEE;CN=Lee Park:mailto:lee@acme.example
DESCRIPTION:A long description that goes on and on so that it has to be fo
 lded by whoever wrote this file
END:VEVENT
BEGIN:VEVENT
UID:standup@example
DTSTAMP:20260201T000000Z
DTSTART;TZID=Europe/Berlin:20260223T093000
DURATION:PT15M
RRULE:FREQ=DAILY
SUMMARY:Stand-up
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Stand-up
TRIGGER:-PT5M
END:VALARM
END:VEVENT
BEGIN:VTODO
UID:vitamins@example
DTSTAMP:20260201T000000Z
DTSTART:20260220T073000
RRULE:FREQ=DAILY
SUMMARY:Take vitamins
END:VTODO
END:VCALENDAR
"""

CONTACTS = """BEGIN:VCARD
VERSION:3.0
FN:Lee Park
EMAIL;TYPE=work:lee@acme.example
CATEGORIES:Clients
NOTE:prefers email
END:VCARD
BEGIN:VCARD
VERSION:4.0
N:Rossi;Ana;;;
item1.EMAIL:ana@family.example
NOTE:my sister
END:VCARD
"""

MAIL = """From: Lee Park <lee@acme.example>
To: sam@home.example
Subject: Contract draft
Date: Mon, 02 Mar 2026 07:00:00 +0100
Message-ID: <contract-1@acme.example>
References: <contract-0@acme.example>
Content-Type: text/plain; charset=utf-8

Please send me the contract by Wednesday.
"""

NEWS = """From: News <no-reply@news.example>
To: sam@home.example
Subject: =?utf-8?b?QWxsZXMgw7xiZXIgS8Okc2U=?=
Date: Mon, 02 Mar 2026 06:00:00 +0100
Message-ID: <news-1@news.example>
List-Unsubscribe: <mailto:stop@news.example>
Content-Type: text/html; charset=utf-8

<html><head><style>p {color: red}</style></head><body><p>Hello &amp; welcome</p></body></html>
"""


def write_files(folder: Path) -> FileSources:
    """A whole set of files in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "todo.txt").write_bytes(TODO.encode())
    (folder / "home.ics").write_bytes(CALENDAR.replace("\n", "\r\n").encode())
    (folder / "contacts.vcf").write_text(CONTACTS)
    for part in ("cur", "new", "tmp"):
        (folder / "Mail" / part).mkdir(parents=True)
    (folder / "Mail/new/1.host").write_text(MAIL)
    (folder / "Mail/cur/2.host:2,").write_text(NEWS)
    (folder / "Mail/cur/3.host:2,S").write_text(MAIL.replace("contract-1", "contract-9"))
    return FileSources(
        tasks=folder / "todo.txt", calendar=folder / "home.ics", mail=folder / "Mail"
    )


def open_files(
    sources: FileSources,
    home: Path,
    run: str = "run1",
    now: int = NOW,
    kb: KnowledgePort | None = None,
    person: Person = SAM,
) -> FilesWorkspace:
    """The workspace over these files."""
    memory = LexicalMemory() if kb is None else kb  # an empty knowledge base is false
    return FilesWorkspace.open(sources, person, now, memory, Journal(home), run)


def tree(folder: Path) -> dict[str, bytes | None]:
    """Every file and folder below `folder`, with what is in it."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }
