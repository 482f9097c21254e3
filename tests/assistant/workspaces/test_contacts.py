from assistant.contract.day import Contact
from assistant.contract.notes import Note
from assistant.workspaces.contacts import merge, read_notes, read_vcards, sender
from tests.assistant.workspaces.sample import CONTACTS


def test_vcards_of_every_version_are_read() -> None:
    assert read_vcards(CONTACTS) == [
        Contact("Lee Park", "lee@acme.example", "client", "email"),
        Contact("Ana Rossi", "ana@family.example", "sister"),
    ]


def test_folded_escaped_and_nameless_cards_are_survived() -> None:
    text = (
        "BEGIN:VCARD\r\nFN:Maria \r\n del Mar\\, PhD\r\nEMAIL:not an address\r\nEND:VCARD\r\n"
        "BEGIN:VCARD\r\nEMAIL:nobody@x.example\r\nEND:VCARD\r\nrubbish\r\nBEGIN:VCARD\r\nFN:cut off"
    )
    assert read_vcards(text) == [Contact("Maria del Mar, PhD")]


def test_notes_name_contacts_in_lines() -> None:
    notes = [
        Note("1", "People:\n- Lee Park <lee@acme.example> client, prefers chat\n- call Lee"),
        Note("2", "ask Lee <l@x.example>\nKim <kim@home>\n<y@x.example>\nBo <bo at x>"),
    ]
    assert read_notes(notes) == [Contact("Lee Park", "lee@acme.example", "client", "chat")]


def test_the_first_source_of_a_name_or_address_wins() -> None:
    known = Contact("Lee Park", "lee@acme.example", "client")
    found = merge([known], [Contact("lee park", "lee@evil.example"), Contact("L", known.email)])
    assert found == {"Lee Park": known}


def test_a_sender_without_a_name_is_the_address() -> None:
    assert sender("bob@x.example") == ("bob@x.example", "bob@x.example")
    assert sender('"Bob,\n B." <bob@x.example>') == ("Bob, B.", "bob@x.example")
    assert sender("") == ("unknown sender", "")
