import pytest

from memory.record import Record
from memory.titles import place, spelled, title

NAMES = {
    "10.01 water": "water",
    "03-bike_shed": "bike shed",
    "2026-03-04": "4 March 2026",
    "2026-07": "July 2026",
    "2026-05-lisbon": "May 2026 lisbon",
    "minutes-2026-02-19": "minutes 19 February 2026",
    "2026-13-01": "2026 13 01",
    "1984": "1984",
    "42": "42",
}


@pytest.mark.parametrize(("name", "words"), NAMES.items())
def test_a_name_loses_its_number_and_spells_its_date(name: str, words: str):
    assert spelled(name) == words


def test_a_file_names_its_notes_and_what_is_within_a_file_is_not_named_by_it():
    file = Record("a", "Rent 215", "40 family/40.02 ida.md", path="/vault/40 family/40.02 ida.md")
    assert (title(file), place(file)) == ("ida", "family ida")
    mail = Record("b", "Rent 215", "post.mbox, Hello", path="/vault/post.mbox")
    assert title(mail) == title(Record("c", "Rent 215", "you")) == ""
