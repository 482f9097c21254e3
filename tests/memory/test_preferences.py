"""Preferences in time: what supersedes what, what contradicts, and that all of it can be undone."""

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.contract.day import Item, Person
from assistant.contract.desk import Desk
from assistant.contract.render import render
from assistant.contract.tools import Agent
from memory import HashingEmbedder, KnowledgeBase, MiniLmEmbedder
from memory.hygiene import Which, export_line
from memory.preferences import Nearness, Standing, standing
from memory.record import Record
from memory.statements import read_statement
from tests.memory.conftest import OpenKb
from tests.memory.test_hygiene import on_disk

PAIRS = Path(__file__).parent / "preferences"
JANUARY, MARCH = "2026-01-10T09:00", "2026-03-01T09:00"
NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)


def noted(note_id: str, text: str, time: str | None, **more: object) -> Record:
    return Record(note_id, text, "you", time, category="preference", **more)  # type: ignore[arg-type]


def stand(*records: Record, now: datetime = NOW) -> Standing:
    return standing(records, Nearness(HashingEmbedder()), now)


def prefer(kb: KnowledgeBase, note_id: str, text: str, time: str) -> None:
    kb.add(text, "preference", "you", note_id, time=time)


@pytest.fixture
def moved(kb: KnowledgeBase) -> KnowledgeBase:
    """A knowledge base in which a locker has changed its number."""
    prefer(kb, "locker-8", "My gym locker is number 8.", JANUARY)
    prefer(kb, "locker-52", "My gym locker is number 52.", MARCH)
    prefer(kb, "tea", "I like tea.", JANUARY)
    return kb


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("My gym locker is number 8.", "My gym locker is number 52."),
        ("My dentist is Dr Brand.", "My dentist is Dr Keller."),
        ("No meetings before 9:30.", "No meetings before 8:00."),
        ("I like black coffee.", "I no longer like black coffee."),
        ("I prefer trains to planes.", "I prefer planes to trains."),
        ("I would rather walk than take a taxi.", "I would rather take a taxi than walk."),
        ("I drink tea.", "I drink coffee now instead of tea."),
        ("Calls during supper are fine.", "No calls during supper."),
        ("I live in Ghent.", "I live in Namur now."),
        ("My favourite restaurant is Da Enzo.", "My favourite restaurant is Miyako."),
    ],
)
def test_the_newer_of_two_on_one_thing_supersedes(older: str, newer: str):
    found = stand(noted("a", newer, MARCH), noted("b", older, JANUARY))
    assert found.current == ["a"]
    assert (found.past["b"].why, found.past["b"].by) == ("superseded", "a")
    assert found.contradictions == []


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("I like tea.", "I like coffee."),
        ("No nuts for me.", "No milk for me."),
        ("Mara's desk is number 4.", "Ole's desk is number 9."),
        ("My gym locker is number 8.", "My school locker is number 17."),
        ("My shoe size is 43.", "My shoe size for the ski hire is 44."),
        ("On Sundays I want my dinner at 18:00.", "I want my dinner at 19:00."),
        ("I want my dinner at 19:00.", "On Sundays I want my dinner at 18:00."),
        ("Note 3.", "Note 4."),
        ("I like channel 4.", "I like channel 5."),
        ("I love the sea.", "I don't like the pool."),
        ("I prefer short mails.", "I prefer short mails without attachments."),
        ("My locker is number 8.", "My locker is number 8."),
        ("No calls after 20:00.", "Calls after 20:00 are fine until 30 April 2026."),
        ("My gym locker is number 8.", "My locker is number 9. I told you twice. Keep it."),
    ],
)
def test_what_may_both_be_true_stands(older: str, newer: str):
    found = stand(noted("a", older, JANUARY), noted("b", newer, MARCH))
    assert (found.current, found.past, found.contradictions) == (["a", "b"], {}, [])


def test_only_preferences_are_compared():
    old, new = "My gym locker is number 8.", "My gym locker is number 52."
    found = stand(noted("a", old, JANUARY), Record("b", new, time=MARCH, category="contact"))
    assert found.current == ["a"]


def test_two_speakers_have_their_own_preferences():
    ole = noted("b", "My gym locker is number 52.", MARCH, meta={"speaker": "Ole"})
    assert not stand(noted("a", "My gym locker is number 8.", JANUARY), ole).past


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (MARCH, MARCH),
        (MARCH, None),
        (None, None),
        ("2026-03-01", "2026-03-01T15:00"),
        ("2026-03-01", "2026-03-01"),
    ],
)
def test_where_nobody_knows_which_is_newer_they_contradict(first: str | None, second: str | None):
    found = stand(noted("a", "I like olives.", first), noted("b", "I don't like olives.", second))
    assert found.current == ["a", "b"]
    assert found.contradictions == [("a", "b")]


def test_a_contradiction_ends_with_a_newer_word():
    found = stand(
        noted("a", "My bus pass ends in 1.", JANUARY),
        noted("b", "My bus pass ends in 2.", JANUARY),
        noted("c", "My bus pass ends in 3.", MARCH),
    )
    assert (found.current, found.contradictions) == (["c"], [])
    assert {gone.by for gone in found.past.values()} == {"c"}


def test_history_names_the_newest_note_that_says_otherwise():
    found = stand(
        noted("a", "My bus pass ends in 1.", "2026-01-01T09:00"),
        noted("b", "My bus pass ends in 2.", "2026-01-02T09:00"),
        noted("c", "My bus pass ends in 1.", "2026-01-03T09:00"),
    )
    assert found.current == ["c"]
    assert (found.past["a"].by, found.past["b"].by) == ("b", "c")


def test_a_strangers_word_takes_no_place():
    own = noted("a", "The door code is 4471.", JANUARY)
    found = stand(own, noted("b", "The door code is 6666.", MARCH, tainted=True))
    assert (found.past, found.contradictions) == ({}, [("a", "b")])
    records = {"a": own, "b": noted("b", "The door code is 6666.", MARCH, tainted=True)}
    assert [r.id for r, _ in found.shown([(own, 1.0)], records, 3)] == ["a"]
    assert [r.id for r, _ in found.shown([(records["b"], 1.0)], records, 3)] == ["b", "a"]


def test_what_was_to_hold_for_a_while_ends_and_what_is_to_come_waits():
    usual = noted("a", "No meetings before 9:30.", JANUARY)
    week = noted("b", "Until 6 March 2026 no meetings before 11:00.", MARCH)
    later = noted("c", "From 1 April 2026 no meetings before 8:00.", MARCH)
    found = stand(usual, week, later)
    assert found.current == ["a", "b", "c"]
    assert found.until == datetime(2026, 3, 7, 12, tzinfo=UTC).timestamp()  # half a day later
    found = stand(usual, week, later, now=datetime(2026, 3, 8, tzinfo=UTC))
    assert (found.current, found.past["b"].why) == (["a", "c"], "ended")
    found = stand(usual, week, later, now=datetime(2026, 4, 2, tzinfo=UTC))
    assert (found.current, found.past["a"].by) == (["c"], "c")


def test_a_date_means_what_it_meant_when_it_was_written():
    said = read_statement("No calls until Friday.", 29_540_000)  # Sunday, 1 March 2026
    assert said is not None
    assert said.ends == int(datetime(2026, 3, 7, tzinfo=UTC).timestamp() // 60)
    undated = read_statement("No calls until Friday.", None)
    assert undated is not None
    assert undated.ends is None


def test_a_search_leaves_past_preferences_out_unless_asked(moved: KnowledgeBase):
    assert [hit.id for hit in moved.hits("gym locker number")] == ["locker-52", "tea"]
    assert {hit.id for hit in moved.hits("gym locker", with_past=True)} == {
        "locker-8",
        "locker-52",
        "tea",
    }
    assert [note.id for note in moved.search("gym locker number", 1)] == ["locker-52"]
    assert len(moved.records()) == 3  # history stays in the log, and goes along in an export
    assert "number 8" in "".join(map(export_line, moved.records()))


def test_the_prompt_knows_the_current_one_only(moved: KnowledgeBase):
    item = Item("t1", "task", "what is my gym locker number?", arrived=29_540_000)
    desk = Desk(Person("Kim"), 29_540_000, items={"t1": item})
    prompt = render(desk.brief(moved), Agent.KNOWLEDGE, "t1")
    assert "1 | locker-52 | My gym locker is number 52." in prompt
    assert "number 8." not in prompt


def test_both_sides_of_a_contradiction_reach_a_prompt_that_has_room_for_one(kb: KnowledgeBase):
    kb.add("Zither strings hang beside the olives.", "fact", "you", "zither")
    prefer(kb, "yes", "I like olives.", MARCH)
    prefer(kb, "no", "I don't like olives.", MARCH)
    query = "zither strings olives"
    ranked = [hit.id for hit in kb.hits(query, 2, only_fitting=True, with_past=True)]
    assert ranked[0] == "zither"
    assert len({"yes", "no"} & {*ranked}) == 1
    assert {note.id for note in kb.search(query, 2)} == {"yes", "no"}


def test_contradicting_notes_take_the_place_of_what_stands_before_them():
    notes = {i: noted(i, text, MARCH) for i, text in {
        "x": "I like tea.", "y": "I like jam.", "yes": "I like olives.",
        "no": "I don't like olives.", "z": "I like rye."}.items()}  # fmt: skip
    found = stand(*notes.values())
    ranked = [(notes[i], 1.0) for i in ("x", "y", "yes", "z")]
    for limit, shown in {0: [], 1: ["x"], 2: ["yes", "no"], 3: ["x", "yes", "no"]}.items():
        assert [r.id for r, _ in found.shown(ranked, notes, limit)] == shown, limit
    only = Which(ids=("x", "yes"))
    assert [r.id for r, _ in found.shown(ranked[:3:2], notes, 3, only)] == ["x", "yes"]
    assert [r.id for r, _ in found.shown(ranked, notes, 9)] == ["x", "y", "yes", "no", "z"]


def test_forgetting_the_newer_one_brings_the_older_one_back_and_leaves_nothing_of_it(
    open_kb: OpenKb, directory: Path, moved: KnowledgeBase
):
    assert moved.standing().past["locker-8"].by == "locker-52"
    moved.forget_all(["locker-52"])
    assert moved.standing().past == {}
    assert [hit.id for hit in moved.hits("gym locker number")][0] == "locker-8"
    moved.close()
    left = on_disk(directory)
    assert b"number 52" not in left
    assert b"locker-52" not in left
    assert b"locker-8" in left
    again = open_kb()
    assert again.standing().current == ["locker-8", "tea"]


def test_forgetting_the_older_one_leaves_the_newer_one_alone(moved: KnowledgeBase):
    moved.forget("locker-8")
    assert moved.standing().past == {}
    assert moved.standing().current == ["locker-52", "tea"]


def test_a_restart_and_a_rebuild_change_nothing(open_kb: OpenKb, moved: KnowledgeBase):
    before = moved.standing()
    moved.rebuild()
    assert moved.standing() == before
    moved.close()
    again = open_kb()
    assert again.standing() == before
    assert [hit.id for hit in again.hits("gym locker number")] == ["locker-52", "tea"]


def test_what_is_said_twice_in_a_minute_is_in_order(kb: KnowledgeBase):
    kb.add("My bus pass ends in 1.", "preference", "you", "a", time="2026-03-01T09:00:05")
    kb.add("My bus pass ends in 2.", "preference", "you", "b", time="2026-03-01T09:00:40")
    assert kb.standing().past["a"].by == "b"


def test_an_edited_note_is_judged_by_its_new_words(moved: KnowledgeBase):
    prefer(moved, "locker-52", "My school locker is number 52.", MARCH)
    assert moved.standing().past == {}


def test_many_preferences_are_judged_as_few_are():
    many = [noted(f"n{n}", f"My locker in hall {n} is number {n}.", JANUARY) for n in range(300)]
    many += [
        noted(f"m{n}", f"I want tickets of class {n} for trip{n}.", JANUARY) for n in range(300)
    ]
    assert len(stand(*many).current) == 600
    found = stand(*many, noted("new", "My locker in hall 7 is number 400.", MARCH))
    assert {old: gone.by for old, gone in found.past.items()} == {"n7": "new"}


def measured(half: str) -> Counter[tuple[str, str]]:
    near = Nearness(MiniLmEmbedder())
    cells: Counter[tuple[str, str]] = Counter()
    for line in (PAIRS / f"{half}.jsonl").read_text("utf-8").splitlines():
        pair = json.loads(line)
        found = standing(
            [
                noted("first", pair["first"], pair["first_time"]),
                noted("second", pair["second"], pair["second_time"]),
            ],
            near,
            NOW,
        )
        assert all(gone.why == "ended" for i, gone in found.past.items() if i == "second"), pair
        is_past = "first" in found.past
        told = "contradiction" if found.contradictions else "supersedes" if is_past else "stand"
        cells[pair["relation"], told] += 1
    return cells


@pytest.mark.slow
@pytest.mark.parametrize(("half", "least"), [("dev", 0.70), ("held", 0.65)])
def test_supersession_on_written_pairs_is_precise(half: str, least: float):
    cells = measured(half)
    told = sum(count for (_, said), count in cells.items() if said == "supersedes")
    is_so = sum(count for (relation, _), count in cells.items() if relation == "supersedes")
    right = cells["supersedes", "supersedes"]
    assert right / told >= 0.95
    assert right / is_so >= least
    assert cells["contradiction", "supersedes"] == 0
