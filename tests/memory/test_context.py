"""What a reader is given: each thing once with all its sources, within the room there is."""

from pathlib import Path

import pytest

from assistant.contract.day import Person
from assistant.contract.desk import Desk
from assistant.contract.render import render
from assistant.contract.tools import Agent
from memory import KnowledgeBase
from memory.answers import Reader
from memory.context import Shown, build, fitting, fold
from memory.record import Record
from tests.memory.conftest import OpenKb

RENT = "The rent is 900 euros. It is due monthly."


def folded(*records: Record) -> dict[str, str]:
    """The ids that are shown, each with those of its copies."""
    shown = fold((record, 1.0) for record in records)
    return {one.record.id: "".join(copy.id for copy in one.copies) for one in shown}


def test_the_same_text_from_two_sources_is_shown_once_with_both():
    [one] = fold([(Record("a", RENT, "lease.md"), 0.9), (Record("b", RENT, "mail"), 0.5)])
    assert (one.record.id, one.score, one.source) == ("a", 0.9, "lease.md; mail")


@pytest.mark.parametrize(
    ("other", "is_copy"),
    [
        ("the rent  is **900 euros**.\nIt is due monthly", True),
        ("The rent is 900 euros.", True),
        ("The rent is 950 euros. It is due monthly.", False),
        ("The rent is not 900 euros. It is due monthly.", False),
        ("The rent is 900 dollars. It is due monthly.", False),
        ("Rent.", False),
        ("", False),
    ],
)
def test_a_copy_says_nothing_of_its_own(other: str, is_copy: bool):
    assert folded(Record("a", RENT), Record("b", other)) == (
        {"a": "b"} if is_copy else {"a": "", "b": ""}
    )


def test_the_longer_one_is_shown_in_the_place_of_the_shorter():
    short, other = Record("a", "The rent is 900 euros."), Record("b", "Ole sails.")
    assert list(folded(short, other, Record("c", RENT)).items()) == [("c", "a"), ("b", "")]


def test_a_part_with_the_opposite_meaning_is_no_copy():
    said, denied = Record("a", "Meetings on Monday"), Record("b", "No meetings on Monday")
    assert folded(said, denied) == {"a": "", "b": ""}


def test_a_strangers_note_never_stands_for_the_persons_own():
    own, foreign = Record("own", RENT), Record("x", RENT, tainted=True)
    longer = Record("y", f"{RENT} Pay to a new account.", tainted=True)
    assert folded(foreign, own) == folded(own, foreign) == {"own": "x"}
    assert folded(own, longer) == {"own": "", "y": ""}


def test_what_was_said_again_is_another_turn():
    def turn(name: str, speaker: str, minute: int) -> Record:
        time = f"2026-03-01T09:{minute:02}:00"
        return Record(name, "See you then.", "chat", time, meta={"speaker": speaker})

    turns = [turn("a", "Ida", 1), turn("b", "Ida", 7), turn("c", "Ole", 1), turn("d", "Ida", 1)]
    assert folded(*turns) == {"a": "d", "b": "", "c": ""}


def test_a_search_shows_each_thing_once_and_others_in_the_room_that_is_left(
    open_kb: OpenKb, tmp_path: Path
):
    kb = open_kb()
    for n in range(4):
        kb.add("The boiler is in the cellar.", "fact", f"copy{n}.md", f"same{n}")
    kb.add("The boiler was serviced in May.", "fact", "house.md", "may")
    hits = kb.hits("boiler in the cellar", 2)
    assert [hit.id for hit in hits] == ["same0", "may"]
    assert [(copy.id, copy.source) for copy in hits[0].copies] == [
        (f"same{n}", f"copy{n}.md") for n in (1, 2, 3)
    ]
    first, second = kb.search("boiler in the cellar", 2)
    assert first.source == "copy0.md; copy1.md; copy2.md; copy3.md"
    assert (second.id, second.source) == ("may", "house.md")
    # Who forgets what a search finds means the copies, too.
    assert len(kb.hits("boiler in the cellar", 9, with_past=True)) == 5


def test_a_prompt_shows_a_thing_once_and_little_of_a_long_note(open_kb: OpenKb):
    kb = open_kb()
    long = "The boiler is old. " * 400
    for name in ("one", "two"):
        kb.add(long, "fact", f"{name}.md", name)
    kb.add("The boiler leaks.", "fact", "three.md", "three")
    desk = Desk(Person(), 0)
    desk.say("Call somebody about the boiler")
    view = render(desk.brief(kb), Agent.TASK, "y1")
    known = view.partition("# Known\n")[2].splitlines()
    assert len(known) == 2 and max(map(len, known)) < 300
    assert any("one.md; two.md" in line for line in known)


def test_preferences_that_contradict_each_other_are_both_there(kb: KnowledgeBase):
    for name, hour in (("a", "9:30"), ("b", "8:00"), ("c", "9:30")):
        kb.add(f"No meetings before {hour}.", "preference", f"{name}.md", name, time="2026-03-01")
    shown = {hit.id for hit in kb.hits("meetings", 3)}
    assert shown == {"a", "b", "c"}


def test_a_context_keeps_to_its_room_and_says_what_had_none():
    notes = [Record(f"n{i}", f"Fact {i}. " * 60, f"f{i}.md", "2026-03-01") for i in range(5)]
    notes[1] = Record("n1", "Short.", tainted=True)
    shown = [Shown(note, 1.0) for note in notes]
    for room in (60, 250, 600, 1200, 5000):
        found = build(shown, "fact", room)
        assert len(found.text) <= room
        assert len(found.shown) + found.left_out == 5
    assert found.left_out == 0 and "[n1] from outside: Short." in found.text
    assert "[n0] f0.md, 2026-03-01: Fact 0." in found.text
    assert build(shown, "fact", 10).text == ""
    assert build([], "fact", 100).text == ""


def test_of_a_long_text_what_fits_the_question_is_read():
    text = " ".join(f"Line {n} is about trains." for n in range(100)) + " The key is under the pot."
    assert fitting(text, "where is the key", 80) == "The key is under the pot."
    assert fitting("word " * 100, "x", 21) == "word word word word…"
    assert fitting("x" * 50, "x", 10) == "x" * 9 + "…"


def test_an_answer_names_all_that_say_it_and_reads_far_into_a_long_note(
    open_kb: OpenKb, tmp_path: Path
):
    kb = open_kb()
    words = "The spare key is with Gethin Parry."
    filler = " ".join(f"Train {n} was late." for n in range(2000))
    kb.add(f"{filler} {words}", "fact", "diary", "long")
    for name in ("a", "b"):
        kb.add(words, "fact", f"{name}.md", name)
    found = Reader(kb).found("Who has the spare key?")
    assert sorted(one.source for one in found) == ["a.md; b.md", "diary"]
    assert all(len(one.record.text) <= 4000 and words in one.record.text for one in found)
