import json
import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest

from memory import IngestReport, KnowledgeBase, readers
from tests.memory.conftest import OpenKb


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    (folder / "daily").mkdir(parents=True)
    (folder / "flat.md").write_text("# Flat\n\nThe lease ends on 30 September.\n")
    (folder / "daily" / "2025-03-14.md").write_text("Tom is allergic to nuts.\n")
    return folder


def texts(kb: KnowledgeBase) -> list[str]:
    return sorted(record.text for record in kb.records())


def write_lines(file: Path, *lines: object) -> Path:
    file.write_text("\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines))
    return file


def test_a_folder_becomes_notes_with_source_date_and_short_id(kb: KnowledgeBase, notes: Path):
    assert kb.add_paths([notes]) == IngestReport(added=2)
    [hit] = kb.hits("nuts", 1)
    assert hit.text == "Tom is allergic to nuts."
    assert hit.source == "daily/2025-03-14.md" and hit.time == "2025-03-14"
    [note] = kb.search("Is Tom allergic to nuts?")
    assert note.id == hit.id == "n2" and note.tainted and note.time == 29031840


def test_adding_the_same_folder_again_changes_nothing(kb: KnowledgeBase, notes: Path):
    kb.add_paths([notes])
    before = kb.records()
    (notes / "flat.md").touch()
    assert kb.add_paths([notes]) == IngestReport(unchanged=2)
    assert kb.add_paths([notes / "flat.md"]) == IngestReport(unchanged=1)
    assert kb.records() == before


def test_a_changed_file_replaces_its_own_notes_and_no_others(kb: KnowledgeBase, notes: Path):
    (notes / "flat.md").write_text("# Flat\n\nLease until September.\n\n# Keys\n\nOkafor.\n")
    kb.add_paths([notes])
    (notes / "flat.md").write_text("# Flat\n\nWe bought it.\n")
    assert kb.add_paths([notes]) == IngestReport(added=1, unchanged=1)
    assert texts(kb) == ["Flat: We bought it.", "Tom is allergic to nuts."]
    assert [hit.text for hit in kb.hits("Okafor keys", 5, only_fitting=True)] == []


def test_a_deleted_file_takes_its_notes_with_it(kb: KnowledgeBase, notes: Path, directory: Path):
    kb.add_paths([notes])
    (notes / "flat.md").unlink()
    assert kb.add_paths([notes / "daily"]) == IngestReport(unchanged=1)
    assert len(kb) == 2  # it was not under the folder that was given
    assert kb.add_paths([notes]) == IngestReport(unchanged=1, removed=1)
    assert texts(kb) == ["Tom is allergic to nuts."]
    assert b"lease" not in (directory / "notes.jsonl").read_bytes()


def test_an_emptied_file_takes_its_notes_with_it(kb: KnowledgeBase, notes: Path):
    kb.add_paths([notes])
    (notes / "flat.md").write_text("\n")
    assert kb.add_paths([notes]) == IngestReport(unchanged=1, removed=1)
    assert kb.add_paths([notes]) == IngestReport(unchanged=2)


def test_what_is_no_text_is_listed_and_the_rest_is_kept(kb: KnowledgeBase, notes: Path):
    (notes / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF")
    (notes / "latin.txt").write_bytes("Müller".encode("latin-1"))
    (notes / "dangling.md").symlink_to(notes / "nowhere.md")
    report = kb.add_paths([notes, notes / "missing.md"])
    assert report.added == 2
    names = [Path(path).name for path in report.unreadable]
    assert names == ["dangling.md", "latin.txt", "photo.jpg", "missing.md"]


def test_a_file_that_cannot_be_read_any_more_keeps_its_notes(kb: KnowledgeBase, notes: Path):
    kb.add_paths([notes])
    (notes / "flat.md").write_bytes(b"\0\0\0")
    report = kb.add_paths([notes])
    assert report.removed == 0 and report.unreadable == [str(notes / "flat.md")]
    assert "Flat: The lease ends on 30 September." in texts(kb)


def test_hidden_folders_and_the_knowledge_base_itself_are_passed_over(tmp_path: Path, kb):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("ref")
    (tmp_path / "utf16.txt").write_bytes("Grüße an Mara".encode("utf-16"))
    kb.add("A fact.", "preference", "you", "fact")
    assert kb.add_paths([tmp_path]) == IngestReport(added=1)
    assert texts(kb) == ["A fact.", "Grüße an Mara"]


def test_an_import_cut_short_by_a_crash_is_completed(
    directory: Path, open_kb: OpenKb, tmp_path: Path
):
    page = tmp_path / "page.md"
    page.write_text("".join(f"# Part {n}\n\nText {n}.\n\n" for n in range(5)))
    kb = open_kb()
    kb.add_paths([page])
    kb.close()
    log = directory / "notes.jsonl"
    log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[:3]))
    kb = open_kb()
    assert kb.add_paths([page]) == IngestReport(added=1)
    assert texts(kb) == [f"Part {n}: Text {n}." for n in range(5)]


def test_jsonl_keeps_ids_and_times_as_they_are(kb: KnowledgeBase, tmp_path: Path):
    file = write_lines(
        tmp_path / "talk.jsonl",
        {"id": "D1:3", "text": "I went to the pottery class.", "time": "2023-05-08T13:56:00"},
        {"id": "a long id | with a bar", "text": "The dentist is Dr. Weiss.", "source": "s1"},
        {"id": 7, "text": "Seven is a number.", "meta": {"path": "x", "deep": [1, None]}},
    )
    assert kb.add_jsonl(file) == IngestReport(added=3)
    [hit] = kb.hits("pottery class", 1)
    assert (hit.id, hit.time) == ("D1:3", "2023-05-08T13:56:00")
    assert kb.hits("dentist Weiss", 1)[0].id == "a long id | with a bar"
    assert kb.hits("seven number", 1)[0].id == "7"
    assert kb.search("dentist Weiss")[0].id == "n1"
    assert kb.add_jsonl(file) == IngestReport(unchanged=3)


def test_a_changed_jsonl_line_replaces_its_note(kb: KnowledgeBase, tmp_path: Path):
    file = tmp_path / "facts.jsonl"
    kb.add_jsonl(write_lines(file, {"id": "a", "text": "old"}, {"id": "b", "text": "same"}))
    report = kb.add_jsonl(
        write_lines(file, {"id": "a", "text": "new"}, {"id": "b", "text": "same"})
    )
    assert report == IngestReport(added=1, unchanged=1)
    assert texts(kb) == ["new", "same"]


def test_bad_jsonl_lines_are_listed_and_the_others_kept(kb: KnowledgeBase, tmp_path: Path):
    file = write_lines(
        tmp_path / "facts.jsonl",
        {"id": "good", "text": "Kept."},
        "{not json",
        {"id": "no text"},
        {"id": "blank", "text": "  "},
        "",
        {"id": "when", "text": "At no time.", "time": "yesterday"},
        "[]",
    )
    report = kb.add_jsonl(file)
    assert report.added == 1
    assert report.unreadable == [f"{file}:{n}" for n in (2, 3, 4, 6, 7)]
    missing = tmp_path / "missing.jsonl"
    assert kb.add_jsonl(missing) == IngestReport(unreadable=[str(missing)])


def test_an_import_reports_its_progress(kb: KnowledgeBase, tmp_path: Path):
    seen: list[tuple[int, int]] = []
    lines = [{"id": f"note-{n}", "text": f"Note {n} is about {n * n}."} for n in range(600)]
    file = write_lines(tmp_path / "many.jsonl", *lines)
    kb.add_jsonl(file, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(512, 600), (600, 600)]


def mails(file: Path, bodies: list[str]) -> None:
    file.unlink(missing_ok=True)
    box = mailbox.mbox(file)
    for n, body in enumerate(bodies):
        mail = EmailMessage()
        mail["From"], mail["Subject"] = "ida@example.org", f"Mail {n}"
        mail.set_content(body)
        box.add(mail)
    box.close()


def test_of_a_mailbox_only_what_has_changed_is_written(kb: KnowledgeBase, tmp_path: Path):
    file = tmp_path / "old.mbox"
    mails(file, ["One.", "Two.", "Three."])
    assert kb.add_paths([file]) == IngestReport(added=1)
    before = {record.id: record for record in kb.records()}
    mails(file, ["One.", "Zwei."])
    assert kb.add_paths([file]) == IngestReport(added=1)
    assert texts(kb) == ["Mail 0\nOne.", "Mail 1\nZwei."]
    first, second = kb.records()
    assert before[first.id] is first and second.id in before
    assert kb.add_paths([file]) == IngestReport(unchanged=1)


def test_a_large_file_is_kept_in_slices_and_gone_on_with(
    kb: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("memory.ingest._SLICE", 2)
    file = tmp_path / "old.mbox"
    mails(file, [f"Number {n}." for n in range(5)])
    letter = readers._letter

    def broken(message: EmailMessage) -> readers.Document:
        if message["Subject"] == "Mail 3":
            raise ValueError("it is damaged")
        return letter(message)

    monkeypatch.setattr(readers, "_letter", broken)
    assert kb.add_paths([file]) == IngestReport(unreadable=[str(file)])
    assert texts(kb) == ["Mail 0\nNumber 0.", "Mail 1\nNumber 1."]
    kept = {record.id for record in kb.records()}
    monkeypatch.setattr(readers, "_letter", letter)
    assert kb.add_paths([file]) == IngestReport(added=1)
    assert len(kb) == 5 and kept <= {record.id for record in kb.records()}
