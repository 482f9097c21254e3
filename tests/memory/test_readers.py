"""Files of every kind become notes that say where they are from."""

import mailbox
import tracemalloc
from email.message import EmailMessage
from pathlib import Path

import pytest

from memory.readers import Document, html_text, read


def documents(tmp_path: Path, name: str, content: str | bytes) -> list[Document]:
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read(file))


def letter(subject: str, body: str, **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = headers.get("sender", "Ida Berg <ida@example.org>")
    message["To"] = "Omar <omar@example.org>"
    message["Date"] = "Wed, 04 Mar 2026 09:30:00 +0100"
    message["Subject"] = subject
    message.set_content(body)
    return message


def test_a_vault_note_has_its_front_matter_tags_and_links_as_metadata(tmp_path):
    text = (
        "---\ntitle: Boiler\ntags: [house, heating]\ndate: 2026-02-01\n---\n# Boiler\n"
        "Serviced by [[People/Nils|Nils]], see [the bill](bills/march.md). #urgent\n"
    )
    [note] = documents(tmp_path, "boiler.md", text)
    assert note.text.startswith("# Boiler")
    assert note.time == "2026-02-01"
    assert note.meta["tags"] == ["house", "heating", "urgent"]
    assert note.meta["links"] == ["People/Nils", "march"]
    assert note.meta["title"] == "Boiler"


def test_a_rule_between_dashes_is_no_front_matter(tmp_path):
    text = "---\nnot: [closed\n---\nBody"
    [note] = documents(tmp_path, "odd.md", text)
    assert note.text == text
    assert not note.meta


def test_a_page_keeps_its_headings_and_loses_its_scripts():
    text, title = html_text(
        "<html><head><title>Lease</title><style>x{}</style></head><body><h2>Rent</h2>"
        "<p>900 euros,<br>due on the <b>first</b>.</p><script>alert(1)</script>"
        "<ul><li>water</li><li>heat</li></ul></body></html>"
    )
    assert title == "Lease"
    assert text.splitlines()[0] == "## Rent"
    assert "900 euros," in text
    assert "due on the first." in text
    assert "alert" not in text and "x{}" not in text
    assert text.splitlines()[-1] == "heat"


def test_a_calendar_gives_a_note_for_each_event(tmp_path):
    ics = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:Dentist\r\n"
        "DTSTART:20260304T100000Z\r\nDTEND:20260304T104500Z\r\nLOCATION:Main St 4\r\n"
        "ATTENDEE;CN=Dr. Ruiz:mailto:ruiz@example.org\r\nDESCRIPTION:Bring the X-ray\r\n"
        "END:VEVENT\r\nBEGIN:VTODO\r\nSUMMARY:Tax\r\nDUE;VALUE=DATE:20260401\r\nEND:VTODO\r\n"
        "END:VCALENDAR\r\n"
    )
    dentist, tax = documents(tmp_path, "mine.ics", ics)
    assert dentist.text == (
        "Dentist, Wed 2026-03-04 10:00 to Wed 2026-03-04 10:45, at Main St 4, with Dr. Ruiz\n"
        "Bring the X-ray"
    )
    assert dentist.name == "Dentist"
    assert dentist.time == "2026-03-04"
    assert dentist.meta == {"people": ["Dr. Ruiz"]}
    assert tax.text == "Tax, due Wed 2026-04-01"


def test_contacts_say_how_to_reach_somebody(tmp_path):
    vcf = (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Okafor;Ada;;;\r\nFN:Ada Okafor\r\nORG:North Clinic\r\n"
        "TITLE:Physio\r\nTEL:+49 30 1234\r\nEMAIL:ada@example.org\r\nBDAY:1985-06-02\r\n"
        "NOTE:Mornings only\r\nEND:VCARD\r\n"
    )
    [card] = documents(tmp_path, "ada.vcf", vcf)
    assert card.text == (
        "Ada Okafor; Physio; North Clinic; mail ada@example.org; phone +49 30 1234; "
        "born 1985-06-02\nMornings only"
    )
    assert card.meta == {"people": ["Ada Okafor"]}


def test_a_mailbox_gives_a_note_for_each_mail_without_quotes_and_signature(tmp_path):
    box = mailbox.mbox(tmp_path / "old.mbox")
    box.add(letter("Keys", "The keys are with Jo.\n\n> where are the keys?\n-- \nIda Berg"))
    box.add(letter("Lunch", "Thursday?", sender="jo@example.org"))
    box.close()
    keys, lunch = read(tmp_path / "old.mbox")
    assert keys.text == "Keys\nThe keys are with Jo."
    assert keys.time == "2026-03-04T09:30:00+01:00"
    assert keys.meta == {"subject": "Keys", "people": ["Ida Berg", "Omar"], "speaker": "Ida Berg"}
    assert lunch.meta["speaker"] == "jo@example.org"


def test_a_maildir_file_is_a_mail_whatever_its_name(tmp_path):
    for folder in ("cur", "new", "tmp"):
        (tmp_path / "Mail" / folder).mkdir(parents=True)
    raw = letter("Keys", "With Jo.").as_bytes()
    [mail] = documents(tmp_path, "Mail/cur/1772.host:2,S", raw)
    assert mail.text == "Keys\nWith Jo."


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_row_of_a_table_names_its_columns(tmp_path, mark):
    lines = [["Plant", "Water", ""], ["Fern", "daily", "x"], ["Cactus", "", ""], ["", "", ""]]
    text = "\n".join(mark.join(line) for line in lines)
    fern, cactus = documents(tmp_path, "plants.csv", text)
    assert fern == Document("Plant: Fern; Water: daily; x", "row 2")
    assert cactus.text == "Plant: Cactus"


def test_a_pdf_gives_a_note_for_each_page_with_text(tmp_path):
    from tests.memory.pdfs import pdf

    first, third = documents(tmp_path, "lease.pdf", pdf(["Rent 900", "", "Notice 3 months"]))
    assert (first.text, first.name) == ("Rent 900", "page 1")
    assert (third.text, third.name) == ("Notice 3 months", "page 3")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("broken.pdf", b"%PDF-1.4 nothing", "no PDF that can be read"),
        ("empty.pdf", None, "hold no text"),
        ("broken.ics", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "no calendar"),
        ("broken.vcf", b"BEGIN:VCARD\r\nEND:NOTHING\r\n", "no contacts"),
        ("empty.mbox", b"", "no mail"),
        ("photo.jpg", b"\xff\xd8\xff\0\0", "not text"),
        ("latin.txt", b"caf\xe9", "utf-8"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path, name, content, why):
    from tests.memory.pdfs import pdf

    with pytest.raises(ValueError, match=why):
        documents(tmp_path, name, pdf([""]) if content is None else content)


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(ValueError, match="regular file"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("number.md", "---\ntags: 2026\n---\nBody"),
        ("deep.md", "---\n" + "[" * 3000 + "\n---\nBody"),
        ("emoji.md", '---\ntitle: "Party \\ud83c\\udf89"\n---\nBody'),
        ("date.md", "---\ndate: 2026-02-30\n---\nBody"),
        ("bomb.md", "---\na: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\nBody"),
        ("odd.html", "<p>Body</p><![foo]>"),
        ("late.eml", "Date: Mon, 1 Jan 99999999999999999999 00:00:00 +0000\nSubject: x\n\nBody"),
        ("long.txt", "Body " * 100_000),
        ("wide.csv", "a\nBody," + "," * 500 + "x"),
        ("charset.eml", "Subject: x\nContent-Type: text/plain; charset=nosuch\n\nBody"),
    ],
)
def test_odd_files_end_no_import_and_are_kept_or_named(kb, tmp_path, name, content):
    (tmp_path / name).write_text(content, "utf-8")
    (tmp_path / "plain.txt").write_text("A plain note.", "utf-8")
    report = kb.add_paths([tmp_path])
    assert report.added + len(report.unreadable) == 2
    assert any("plain" in record.text for record in kb.records())
    if not report.unreadable:
        assert any("Body" in record.text for record in kb.records())


def test_what_others_write_is_tainted_whoever_keeps_it(kb, tmp_path):
    (tmp_path / "own.md").write_text("My own words.", "utf-8")
    (tmp_path / "page.html").write_text("<p>Their words.</p>", "utf-8")
    kb.add_paths([tmp_path], tainted=False)
    assert {r.text: r.tainted for r in kb.records()} == {
        "My own words.": False, "Their words.": True,
    }  # fmt: skip


def test_a_mailbox_is_read_one_mail_at_a_time_and_attachments_are_not(tmp_path, monkeypatch):
    monkeypatch.setattr("memory.readers.MAX_BYTES", 60_000)
    file = tmp_path / "old.mbox"
    box = mailbox.mbox(file)
    for n in range(60):
        mail = letter(f"Photo {n}", f"Picture number {n}.")
        size = 400_000 if n == 59 else 40_000
        mail.add_attachment(b"\xff" * size, "image", "jpeg", filename="a.jpg")
        box.add(mail)
    box.close()
    assert len(list(read(file))) == 60
    tracemalloc.start()
    texts = [document.text for document in read(file)]
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert texts == [f"Photo {n}\nPicture number {n}." for n in range(60)]
    assert 2 * most < file.stat().st_size
