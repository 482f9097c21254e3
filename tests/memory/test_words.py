import pytest

from memory.questions import stem
from memory.words import written_out

WRITTEN = {
    "wifi name: gull, pw: plum": "wifi name: gull, password: plum",
    "Acct no. SB-44 w/ the bank": "account number SB-44 with the bank",
    "no wipes, no. 7": "no wipes, number 7",
    "tea w/o milk": "tea without milk",
    "140 L juice, 6 h at 5kg": "140 litres juice, 6 hours at 5 kilograms",
    "plan L, step h": "plan L, step h",
    "ferrous fumarate 210 mg": "ferrous fumarate 210 mg",
    "stopped at the op-shop": "stopped at the op-shop",
    "Knee op: 22 Sept": "Knee operation: 22 Sept",
}


@pytest.mark.parametrize(("text", "full"), WRITTEN.items())
def test_abbreviations_are_written_out_and_units_only_after_a_number(text: str, full: str):
    assert written_out(text) == full


@pytest.mark.parametrize(
    ("past", "present"),
    [("swept", "sweeps"), ("lent", "lending"), ("taught", "teacher"), ("Bought", "buys")],
)
def test_a_verb_and_its_past_are_one_word(past: str, present: str):
    assert stem(past) == stem(present)
