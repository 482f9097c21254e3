"""Commitments in the minutes of a meeting: whose they are, when they are due, where they stand.

The forty sentences were written before the rules were; the first run is in the report of the
issue, and whoever changes the rules adds sentences instead of bending these.
"""

import pytest

from assistant.contract import times
from assistant.contract.actions import actions_in

PEOPLE = ("Priya Nair", "Omar Haddad", "Lee Park", "Anaïs Dubois", "Jo Brandt", "Renata Oyelaran")
TZ = "Europe/Rome"
NOW = times.parse_iso("2026-09-15T11:00", TZ) or 0
"""A Tuesday."""

COMMITMENTS = [
    ("Priya will send the deck by Friday.", "Priya Nair", "2026-09-19T00:00"),
    ("Omar owns the vendor quote.", "Omar Haddad", None),
    ("Lee to book the room before Thursday", "Lee Park", "2026-09-17T00:00"),
    ("Anaïs is to call the landlord until Wednesday 12:00.", "Anaïs Dubois", "2026-09-16T12:00"),
    ("Jo takes the minutes and the follow-up with the bank.", "Jo Brandt", None),
    ("Priya should check the contract by 18 September.", "Priya Nair", "2026-09-19T00:00"),
    ("Action: Omar orders two more pallets by tomorrow.", "Omar Haddad", "2026-09-17T00:00"),
    ("@Lee please renew the licence by 2026-09-21", "Lee Park", "2026-09-22T00:00"),
    ("I will write to the hospital by Thursday 17:00.", "", "2026-09-17T17:00"),
    ("We agreed that Jo will compare the three offers.", "Jo Brandt", None),
    ("Renata Oyelaran will sign the lease by Monday.", "Renata Oyelaran", "2026-09-22T00:00"),
    ("Omar'll fix the heating on the second floor.", "Omar Haddad", None),
    ("I'll bring the keys tomorrow.", "", "2026-09-17T00:00"),
    ("- [ ] Anaïs: translate the leaflet by Friday 15:00", "Anaïs Dubois", "2026-09-18T15:00"),
    ("TODO Priya: collect the receipts", "Priya Nair", None),
    ("Lee needs to update the price list before the end of day Friday.", "Lee Park",
     "2026-09-19T00:00"),
    ("By Thursday, Omar will have the figures ready.", "Omar Haddad", "2026-09-18T00:00"),
    ("Jo is going to ask the caretaker about the bikes.", "Jo Brandt", None),
    ("It was decided that Anaïs will host the next round.", "Anaïs Dubois", None),
    ("Priya Nair is responsible for the seating plan.", "Priya Nair", None),
]  # fmt: skip

OTHERS = [
    "The meeting went well.",
    "Lee asked about budget.",
    "I do not recall the date.",
    "Priya will not send the deck.",
    "Will Omar send the quote by Friday?",
    "Omar sent the quote on Monday.",
    "I think the venue is too small.",
    "Nobody will miss the old printer.",
    "Jo won't be there on Thursday.",
    "The oven will need a new door by spring.",
    "Anaïs remembered that the lift was out of order.",
    "Lee said the figures looked fine.",
    "It will rain on Friday.",
    "Should Priya call the bank?",
    "Omar was going to call, but forgot.",
    "Jo would have liked another date.",
    "We talked about who owns the garden.",
    "Priya has finished the slides.",
    "Lee might join us later.",
    "Anaïs does not need to translate anything.",
]


@pytest.mark.parametrize(("sentence", "owner", "due"), COMMITMENTS)
def test_a_commitment_is_found_with_its_owner_and_date(
    sentence: str, owner: str, due: str | None
) -> None:
    found = actions_in(sentence, PEOPLE, NOW, TZ)
    assert [a.owner for a in found] == [owner]
    assert found[0].due == (None if due is None else times.parse_iso(due, TZ))
    assert sentence[found[0].start : found[0].end].strip() == sentence


@pytest.mark.parametrize("sentence", OTHERS)
def test_what_commits_nobody_is_no_action(sentence: str) -> None:
    assert actions_in(sentence, PEOPLE, NOW, TZ) == ()
