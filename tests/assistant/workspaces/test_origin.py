"""Whose words a note is: the person's only where they said just that."""

import pytest

from assistant.contract.day import Item
from assistant.contract.lexical import LexicalMemory
from assistant.contract.notes import Note
from assistant.workspaces.origin import keep, outside_source

MAIL = Item(id="e1", source="mail", text="New number", body="My number is 0491 570 006.",
            people=("Lee Park",), tainted=True)  # fmt: skip
TODO = Item(id="t1", source="task", text="Remember that Noor prefers window seats")
FOREIGN = Note("n1", "Noor's seat is 14A.", "inbox.mbox", tainted=True)
OWN = Note("n2", "Noor flies to Lisbon in April.", "notes/family.md")


@pytest.mark.parametrize(
    ("text", "item", "read", "source"),
    [
        ("Lee's number is 0491 570 006", MAIL, [], "mail from Lee Park"),
        ("Noor prefers window seats.", TODO, [FOREIGN], ""),
        ("Noor's seat is 14A.", TODO, [OWN, FOREIGN], "inbox.mbox"),
        ("Noor likes the window side", TODO, [OWN], ""),
        ("Noor flies", None, [OWN], ""),
        ("Cancelled", Item(id="c1", source="conflict", text="A and B overlap", tainted=True), [],
         "calendar"),
    ],
)  # fmt: skip
def test_where_words_come_from(text: str, item: Item | None, read: list[Note], source: str):
    assert outside_source(text, item, read) == source


def test_what_the_person_said_about_a_mail_is_theirs_and_what_they_refused_is_not():
    said = Item(id="e1", source="mail", text="Hi", people=("Lee Park",), tainted=True,
                said=("Remember: Lee drinks tea!", "no to add_to_kb: Lee is my boss"))  # fmt: skip
    assert outside_source("Lee drinks tea", said, []) == ""
    assert outside_source("Lee drinks coffee", said, []) == "mail from Lee Park"
    assert outside_source("Lee is my boss", said, []) == "mail from Lee Park"
    assert outside_source("...", said, []) == "mail from Lee Park"


def test_a_simulated_world_keeps_its_own_rules():
    world = LexicalMemory()
    assert keep(world, "Lee is my boss", "contact", "mail from Lee", "n1", tainted=True) == Note(
        "n1", "Lee is my boss", "you"
    )
