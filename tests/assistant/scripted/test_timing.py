"""The one time that a request is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.contract import times
from assistant.scripted import timing
from tests.assistant.days import MONDAY_8, ZONE


@pytest.mark.parametrize(
    ("text", "kind", "phrase"),
    [
        ("Dentist Thursday 3pm", "instant", "Thursday 3pm"),
        ("Friday call with Ann at 12:30", "instant", "Friday 12:30"),
        ("dentist tmrw 9am", "instant", "tomorrow 9am"),
        ("optician wed 9:15", "instant", "Wed 9:15"),
        ("Planning Tue 9:30-10:00", "instant", "Tue 2026-03-03 09:30"),
        ("remind me about the 15:00 call at 14:30", "instant", "14:30"),
        ("30 minutes before the 15:00 call", "instant", "Mon 2026-03-02 14:30"),
        ("every Sunday call mum at 18:00", "recurrence", "every Sunday 18:00"),
        ("finish chapter 3 by Friday", "day", "Friday"),
        ("Thursday afternoon", "window", "Thursday afternoon"),
        ("each evening", "unclear", "each evening"),
        ("next Tuesday at 10:00", "unclear", "next Tuesday at 10:00"),
        ("Tuesday or Wednesday at 15:00", "unclear", "Tuesday or Wednesday at 15:00"),
        ("pills at 7:00 and 19:00 daily", "unclear", "7:00 and 19:00 daily"),
        ("for two hours", "none", ""),
        ("buy milk", "none", ""),
    ],
)
def test_the_time_that_counts_is_picked(text, kind, phrase):
    found = timing.when(text, MONDAY_8, ZONE)
    assert (found.kind, found.phrase) == (kind, phrase)


@pytest.mark.parametrize(
    ("text", "is_deadline", "is_before"),
    [
        ("pay by Friday", True, False),
        ("renew before 12 March", True, True),
        ("slides for Thursday's demo", True, True),
        ("submit by Thursday 17:00", True, False),
        ("dinner on Friday", False, False),
    ],
)
def test_a_deadline_is_told_from_an_appointment(text, is_deadline, is_before):
    found = timing.when(text, MONDAY_8, ZONE)
    assert (found.is_deadline, found.is_before) == (is_deadline, is_before)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Book dentist on Thursday 3pm", "Book dentist"),
        ("Friday lunch with Ann at 12:30", "lunch with Ann"),
        ("parents evening Wednesday at 7", "parents evening"),
        ("call with Bo for 45 min tomorrow at 10:00 about rent", "call with Bo about rent"),
    ],
)
def test_times_are_cut_out_of_titles(text, rest):
    assert timing.without_times(text) == rest


_WORDS = ["Friday", "at", "10:00", "3pm", "every", "by", "or", "and", "lunch", "8", "tomorrow", "-"]


@given(st.text(max_size=200) | st.lists(st.sampled_from(_WORDS), max_size=8).map(" ".join))
def test_an_exact_time_is_one_that_code_accepts(text):
    found = timing.when(text, MONDAY_8, ZONE)
    if found.is_exact:
        reading = times.resolve_when(found.phrase, MONDAY_8, ZONE)
        assert isinstance(reading, times.Instant | times.Recurrence)
