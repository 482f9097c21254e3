import email
import mailbox
import os
from dataclasses import replace
from email.policy import default
from pathlib import Path

import pytest

from assistant.contract import tools
from assistant.contract.day import Contact
from assistant.workspaces.errors import WorkspaceError
from assistant.workspaces.maildir import Inbox, html_to_text
from tests.assistant.workspaces.sample import MAIL, NOW, SAM, minute, open_files, tree, write_files

LEE = Contact("Lee Park", "lee@acme.example", "client")


def maildir(folder: Path, *messages: str | bytes) -> Path:
    for part in ("cur", "new", "tmp"):
        (folder / part).mkdir(parents=True)
    for n, message in enumerate(messages):
        data = message if isinstance(message, bytes) else message.encode()
        (folder / "new" / f"{n}.host").write_bytes(data)
    return folder


def only(tmp_path: Path, message: str | bytes):
    (found,) = Inbox(str(maildir(tmp_path / "Mail", message)), SAM, [LEE]).messages
    return found


def test_unread_mails_are_read_and_others_are_not(tmp_path: Path) -> None:
    sources = write_files(tmp_path)
    found = Inbox(sources.mail_root, SAM, [LEE]).messages
    assert [r.mail.subject for r in found] == ["Alles über Käse", "Contract draft"]
    news, contract = (r.mail for r in found)
    assert news.body == "Hello & welcome"
    assert news.priority == "low"
    assert contract.sender == "Lee Park"
    assert contract.relationship == "client"
    assert contract.received == minute("2026-03-02T07:00")
    assert found[1].references == ("<contract-0@acme.example>", "<contract-1@acme.example>")


def test_the_plain_part_wins_and_attachments_are_left_out(tmp_path: Path) -> None:
    message = email.message.EmailMessage(policy=default)
    message["From"] = "bob@x.example"
    message.set_content("plain words")
    message.add_alternative("<p>html words</p>", subtype="html")
    message.add_attachment("attached words", filename="a.txt")
    assert only(tmp_path, message.as_bytes()).mail.body == "plain words"


@pytest.mark.parametrize(
    ("message", "body"),
    [
        (b"From: a@b.c\nContent-Type: text/plain; charset=nonsense\n\nk\xe4se", "k\ufffdse"),
        (b"From: a@b.c\nContent-Type: text/plain; charset=latin-1\n\nk\xe4se", "käse"),
        (b"From: a@b.c\nContent-Transfer-Encoding: base64\n\n!!!not base64", ""),
        (b"From: a@b.c\nContent-Type: multipart/mixed\n\nno boundary", ""),
        (b"From: a@b.c\nSubject: =?utf-8?b?broken?=\nDate: yesterday\n\nbody", "body"),
        (b"From: \xff\xfe <\x00>\n\nbody", "body"),
    ],
)
def test_a_malformed_mail_is_still_an_item(tmp_path: Path, message: bytes, body: str) -> None:
    found = only(tmp_path, message).mail
    assert found.body == body or body == ""
    assert found.subject
    found.body.encode()
    found.sender.encode()


def test_html_is_stripped_of_what_is_not_seen() -> None:
    html = "<title>t</title><script>alert(1)</script><div>One<br>two &lt;3</div><p>three"
    assert html_to_text(html).split() == ["One", "two", "<3", "three"]


def test_a_stranger_under_a_known_name_is_shown_with_the_address(tmp_path: Path) -> None:
    message = MAIL.replace("lee@acme.example", "lee@evil.example")
    found = only(tmp_path, message).mail
    assert found.sender == "Lee Park (lee@evil.example)"
    assert found.relationship == "unknown"


def test_odd_files_are_skipped_with_a_warning(tmp_path: Path) -> None:
    root = maildir(tmp_path / "Mail", MAIL, "no headers at all")
    (root / "new" / "link").symlink_to(tmp_path / "secret")
    (root / "new" / "folder").mkdir()
    with open(root / "new" / "huge", "wb") as file:
        file.truncate(26 * 2**20)
    inbox = Inbox(str(root), SAM, [])
    assert len(inbox.messages) == 1
    said = "\n".join(inbox.warnings)
    assert "link is no plain file" in said
    assert "folder is no plain file" in said
    assert "huge is larger than 25 MB" in said
    assert "has no mail headers" in said


def test_a_folder_that_is_no_maildir_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="is no Maildir"):
        Inbox(str(tmp_path), SAM, [])


def test_the_same_message_twice_is_one_mail(tmp_path: Path) -> None:
    assert len(Inbox(str(maildir(tmp_path / "Mail", MAIL, MAIL)), SAM, []).messages) == 1


async def test_mails_are_tainted_items_with_deadline_tier_and_sender(tmp_path: Path) -> None:
    with open_files(write_files(tmp_path / "files"), tmp_path / "home") as workspace:
        item = next(i for i in workspace.desk.items.values() if i.text == "Contract draft")
    assert item.source == "mail"
    assert item.tainted
    assert item.tier == "professional"
    assert item.people == ("Lee Park",)
    assert item.due == minute("2026-03-04T23:59")
    assert item.body == "Please send me the contract by Wednesday."


async def test_a_draft_is_readable_by_other_programs(tmp_path: Path) -> None:
    sources = write_files(tmp_path / "files")
    with open_files(sources, tmp_path / "home") as workspace:
        call = tools.DraftReply(item_id="e2", email_id="e2", body="Dear Lee,\n\nhere it is – ✓.")
        outcome = await workspace.act(call, "a" * 16, "email")
        assert outcome.text == "draft to Lee Park"
    box = mailbox.Maildir(sources.mail_root, create=False)
    (draft,) = box.get_folder("Drafts")
    assert draft.get_flags() == "D"
    assert draft["To"] == "Lee Park <lee@acme.example>"
    assert draft["From"] == "Sam <sam@home.example>"
    assert draft["Subject"] == "Re: Contract draft"
    assert draft["In-Reply-To"] == "<contract-1@acme.example>"
    assert draft["References"] == "<contract-0@acme.example> <contract-1@acme.example>"
    assert draft["Message-ID"] == f"<{'a' * 16}@majordomo>"
    assert draft["Date"] == "Mon, 02 Mar 2026 08:00:00 +0100"
    body = email.message_from_bytes(draft.as_bytes(), policy=default).get_content()
    assert body == "Dear Lee,\n\nhere it is – ✓.\n"
    assert len(list((Path(sources.mail_root) / ".Drafts" / "tmp").iterdir())) == 0


async def test_a_mail_with_a_draft_is_no_item_on_the_next_run(tmp_path: Path) -> None:
    sources = write_files(tmp_path / "files")
    with open_files(sources, tmp_path / "home") as workspace:
        call = tools.DraftReply(item_id="e2", email_id="e2", body="Yes.")
        await workspace.act(call, "a" * 16, "email")
    with open_files(sources, tmp_path / "other-home", "run2") as workspace:
        assert [m.subject for m in workspace.desk.mails.values()] == ["Alles über Käse"]


async def test_an_archived_mail_moves_and_comes_back(tmp_path: Path) -> None:
    sources = write_files(tmp_path / "files")
    before = tree(tmp_path / "files")
    with open_files(sources, tmp_path / "home") as workspace:
        await workspace.act(tools.ArchiveEmail(item_id="e1", email_id="e1"), "a" * 16, "email")
        box = mailbox.Maildir(sources.mail_root, create=False)
        (kept,) = box.get_folder("Archive")
        assert kept.get_flags() == "S"
        assert workspace.undo("a" * 16).is_undone
    assert tree(tmp_path / "files") == before


async def test_a_mail_that_was_moved_meanwhile_is_a_clear_failure(tmp_path: Path) -> None:
    sources = write_files(tmp_path / "files")
    with open_files(sources, tmp_path / "home") as workspace:
        os.unlink(Path(sources.mail_root) / "cur" / "2.host:2,")
        call = tools.ArchiveEmail(item_id="e1", email_id="e1")
        outcome = await workspace.act(call, "a" * 16, "email")
    assert outcome.status == "failed"
    assert "moved or removed by another program" in outcome.text
    assert not (Path(sources.mail_root) / ".Archive").exists()


async def test_an_approved_message_waits_in_the_outbox(tmp_path: Path) -> None:
    sources = write_files(tmp_path / "files")
    with open_files(sources, tmp_path / "home") as workspace:
        for n, call in enumerate(
            (
                tools.ReplyEmail(item_id="e2", email_id="e2", body="Yes."),
                tools.SendEmail(item_id="t1", to="Ana Rossi", subject="Hi\x07", body="Hello"),
                tools.SendMessage(item_id="t2", contact="Lee", body="On my way"),
            )
        ):
            assert (await workspace.act(call, f"{n}" * 16, "email")).status == "ok"
    box = mailbox.Maildir(sources.mail_root, create=False).get_folder("Outbox")
    assert sorted(str(m["To"]) for m in box) == [
        "Ana Rossi <ana@family.example>",
        "Lee Park <lee@acme.example>",
        "Lee Park <lee@acme.example>",
    ]
    assert {str(m["Subject"]) for m in box} == {"Re: Contract draft", "Hi", "email to Lee Park"}


async def test_without_a_maildir_the_outbox_is_in_the_data_folder(tmp_path: Path) -> None:
    sources = replace(write_files(tmp_path / "files"), mail=None, home=tmp_path / "home")
    with open_files(sources, tmp_path / "home") as workspace:
        call = tools.SendEmail(item_id="t1", to="new@x.example", subject="Hi", body="Hello")
        assert (await workspace.act(call, "a" * 16, "email")).status == "ok"
    box = mailbox.Maildir(tmp_path / "home" / "mail" / ".Outbox", create=False)
    assert [m["To"] for m in box] == ["new@x.example"]
    assert NOW
