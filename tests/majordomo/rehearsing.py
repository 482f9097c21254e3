"""A day in real files for rehearsals: list, calendar, mailbox and address book, with odd bytes."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from majordomo.options import Options
from majordomo.rehearse import Ground, Rehearsed, ground_of, rehearse
from tests.assistant.test_graph import PlaybackModel

NOW = "2026-03-02T08:00+01:00"

TODO = (
    b"Book the physio Tuesday 14:00 for 45 minutes\r\n"
    b"Remind me to take vitamins every day 8:00\n"
    b"Send Lee Park the Q3 deck due:2026-03-04\n"
    b"Renew the caf\xc3\xa9 lease due:2026-03-20\n"
    b"Remember that Noor prefers window seats"
)
"""A line that ends otherwise than the rest, an accent, and no newline at the end."""

CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
X-WR-TIMEZONE:Europe/Berlin
BEGIN:VEVENT
UID:piano
DTSTART:20260302T163000Z
DTEND:20260302T173000Z
SUMMARY:Piano lesson with Ida
END:VEVENT
BEGIN:VEVENT
UID:board
DTSTART:20260302T170000Z
DTEND:20260302T180000Z
SUMMARY:Board call
END:VEVENT
BEGIN:VEVENT
UID:sabbatical
DTSTART:20260101T080000Z
DTEND:20260601T080000Z
SUMMARY:Sabbatical of Noor
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
"""The last event is longer than any that the simulator has."""

CARD = "BEGIN:VCARD\nVERSION:4.0\nFN:Lee Park\nEMAIL:lee@acme.example\nEND:VCARD\n"

MAILS = [
    ("Lee Park <lee@acme.example>", "Thursday?", 2026, b"Can we talk on Thursday 15:00?\n"),
    ("Deals <deals@x.example>", "50% off shoes", 2026, b"Gr\xfc\xdfe. Unsubscribe below.\n"),
    ("Old Friend <old@x.example>", "From the past", 1969, b"Are you there?\n"),
]
"""The second is Latin-1 and says so nowhere; the third is older than the simulator's time."""


@dataclass(frozen=True)
class Files:
    """The person's files."""

    folder: Path

    @property
    def todo(self) -> Path:
        return self.folder / "todo.txt"

    @property
    def calendar(self) -> Path:
        return self.folder / "my calendar.ics"

    @property
    def mail(self) -> Path:
        return self.folder / "Mail"

    @property
    def options(self) -> Options:
        return Options(tasks=self.todo, calendar=self.calendar, mail=self.mail, now=NOW,
                       model="scripted")  # fmt: skip

    @property
    def args(self) -> list[str | Path]:
        return ["--tasks", self.todo, "--calendar", self.calendar, "--mail", self.mail,
                "--now", NOW, "--model", "scripted"]  # fmt: skip

    def contents(self) -> dict[str, bytes]:
        """Every file, by its path."""
        paths = [path for path in self.folder.rglob("*") if path.is_file()]
        return {str(path): path.read_bytes() for path in paths}

    def patched(self, diff: bytes, folder: Path) -> dict[str, bytes]:
        """What `git apply` makes of the files and a diff, in a copy of them in `folder`."""
        copy = Path(f"{folder}{self.folder}")
        shutil.copytree(self.folder, copy)
        if diff:
            subprocess.run(
                ["git", "apply", "--unsafe-paths", "--whitespace=nowarn", "-"],
                input=diff, cwd=folder, check=True, env=os.environ | {"GIT_DIR": "/nowhere"},
            )  # fmt: skip
        return {
            path.removeprefix(str(folder)): data for path, data in Files(copy).contents().items()
        }


def write_day(folder: Path) -> Files:
    """Write the files into a new folder."""
    files = Files(folder)
    for part in ("new", "cur", "tmp"):
        (files.mail / part).mkdir(parents=True)
    files.todo.write_bytes(TODO)
    files.calendar.write_bytes(CALENDAR.encode())
    (folder / "contacts.vcf").write_text(CARD)
    for n, (sender, subject, year, body) in enumerate(MAILS, 1):
        head = (
            f"From: {sender}\nTo: sam@acme.example\nSubject: {subject}\nMessage-ID: <{n}@x>\n"
            f"Date: 02 Mar {year} 0{n}:00:00 +0100\n\n"
        )
        (files.mail / "new" / f"{n}.mail").write_bytes(head.encode() + body)
    return files


async def rehearsed(files: Files, calls: Sequence[Any] = (), seed: int = 0) -> Rehearsed:
    """A rehearsal of the day, by the rules or with the calls that are given."""
    ground: Ground = ground_of(files.options)
    if calls:
        ground = replace(ground, model=PlaybackModel(calls=list(calls), prompts=[]))
    return await rehearse(ground, seed)
