"""A note's words are found in other texts, and nothing else is."""

from typing import Any

import pytest

from memory.record import Record
from memory.traces import MARK, Traces

SAID = "The garage code is 4411, and Noor prefers window seats on trains."


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (SAID, f"{MARK}."),
        ("noted: the GARAGE code is 4411", f"noted: {MARK}"),
        ("1 | n12 | Noor prefers window seats / on trains. | a", f"1 | n12 | {MARK}. | a"),
        ("Remember that Noor prefers window seats please", f"Remember that {MARK} please"),
        ("noor prefers\n> window seats…", f"{MARK}…"),
        ("Noor prefers aisles.", "Noor prefers aisles."),
        ("The garage is shut.", "The garage is shut."),
        ("is and on the", "is and on the"),
        ("", ""),
    ],
)  # fmt: skip
def test_runs_of_a_notes_words_are_taken_out(text: str, left: str):
    traces = Traces([Record("a", SAID)])
    assert traces.without(text) == left
    assert traces.are_in(text) == (left != text)


def test_of_a_short_note_all_that_tells_is_needed():
    traces = Traces([Record("a", "PIN 4411"), Record("b", "Mon 2 March 10:30"), Record("c", "ok?")])
    assert traces.without("The PIN: 4411!") == f"The {MARK}!"
    assert traces.without("PIN 7702") == "PIN 7702"
    # A time alone, as every other line of a journal has it.
    assert traces.without("moved to Mon 2 March 10:30") == "moved to Mon 2 March 10:30"
    assert traces and not Traces([Record("b", "Mon 2 March 10:30")])


def test_what_was_said_of_an_item_goes_with_its_episode():
    episode = Record("e", "Answer Priya", kind="episode", meta={"note": "you said: call her boss"})
    traces = Traces([episode])
    assert traces.without("you said: call her boss") == MARK
    assert traces.without("answer Priya") == MARK


def test_values_keep_their_shape_and_what_has_no_trace_is_the_same_object():
    traces = Traces([Record("a", SAID)])
    args = {"text": f"Well: {SAID}", "citations": ["n1"]}
    value: dict[str, Any] = {"tool": "answer", "args": args, "n": 3}
    found: Any = traces.without_in(value)
    assert found == {
        "tool": "answer",
        "args": {"text": f"Well: {MARK}.", "citations": ["n1"]},
        "n": 3,
    }
    assert found["args"]["citations"] is value["args"]["citations"]
    assert traces.without_in((1, SAID)) == (1, f"{MARK}.")
    other = {"a": ["b", {"c": "d"}]}
    assert traces.without_in(other) is other
