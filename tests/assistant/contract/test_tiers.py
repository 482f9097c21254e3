"""Whose need a text serves, and what is a chore."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.contract.tiers import has_time, infer_tier, is_chore, is_grocery_list

PERSONAL = """
Book the dentist
Call mom
Mom's birthday dinner
kids' school play on Friday
renew passport
flu shot
go to the gym
therapy session Thursday
walk the dog
take my meds
anniversary gift for my wife
parent-teacher conference
meditate for ten minutes
pick up Ella from daycare
pay the rent
fix the boiler
plan the summer vacation
dinner with friends
sleep eight hours
piano lesson
vet appointment for Milo
water the plants
school project with Mia
a walk in the evening
quality time with Sam
"""

PROFESSIONAL = """
Send the client the invoice
prepare the board deck
standup at 9:30
deploy the health check endpoint
review Tom's pull request
1:1 with Dana
quarterly forecast
write the status report
interview the backend candidate
expense report
kickoff with the vendor
team lunch
lunch with the team
dinner with the client
customer call
on-call handover
submit the grant proposal
sign the NDA
REST API migration
run payroll
sprint retro
update the roadmap
performance review
walk through the deck with sales
kill the orphan child process
"""

OTHER = """
watermelon
milk, eggs
oat milk
pick up dry cleaning
post office
keep up the momentum
a new task
Grant
hmm
light bulbs
return the library books
Wednesday
ok
"""


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


@pytest.mark.parametrize("text", lines(PERSONAL))
def test_personal(text):
    assert infer_tier(text) == "personal"


@pytest.mark.parametrize("text", lines(PROFESSIONAL))
def test_professional(text):
    assert infer_tier(text) == "professional"


@pytest.mark.parametrize("text", lines(OTHER))
def test_other(text):
    assert infer_tier(text) == "other"


@pytest.mark.parametrize(
    "text", ["watermelon", "momentum", "task", "moment", "familiar", "smothered"]
)
def test_a_word_counts_only_as_a_whole(text):
    assert infer_tier(text) != "personal"


@pytest.mark.parametrize(
    ("relationship", "tier"),
    [
        ("spouse", "personal"), ("family", "personal"), ("old friend", "personal"),
        ("client", "professional"), ("manager", "professional"), ("investor", "professional"),
        ("board", "professional"), ("colleague", "professional"), ("team", "professional"),
    ],
)  # fmt: skip
def test_the_relationship_decides_first(relationship, tier):
    for text in ("the invoice", "the birthday", "@work", "@home", "hello"):
        assert infer_tier(text, relationship) == tier


@pytest.mark.parametrize("relationship", ["", "unknown", "VIP"])
def test_a_relationship_that_says_nothing_leaves_it_to_the_words(relationship):
    assert infer_tier("the invoice", relationship) == "professional"
    assert infer_tier("the birthday", relationship) == "personal"


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("call the client @home", "personal"), ("birthday cake @work", "professional"),
        ("mom's parcel @errands", "other"), ("look at it +apollo", "professional"),
        ("look at it +family", "personal"), ("look at it +kids-room", "personal"),
        ("write to anna@home.example", "other"),
    ],
)  # fmt: skip
def test_a_context_decides_before_words(text, tier):
    assert infer_tier(text) == tier


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("move the client call so that I can make the school play", "personal"),
        ("skip the gym because the client needs the contract", "professional"),
        ("finish the report before mom's birthday", "professional"),
        ("call mom after the board meeting", "personal"),
        ("client dinner on my wedding anniversary", "personal"),
        ("lunch meeting", "personal"),
    ],
)
def test_where_both_occur_the_purpose_and_the_main_clause_decide(text, tier):
    assert infer_tier(text) == tier


CHORES = """
buy milk
milk
bread, butter
Oat milk
tomatoes, basil, mozzarella
eggs and flour
pick up dry cleaning
take out the bins
clean the garage
fix the sink
water the plants
watch a film
read a book
pack
vacuum the car
return the library books
do the laundry
unload the dishwasher
get toilet paper
grocery run
"""

NO_CHORES = """
buy milk tomorrow
take out the bins at 20:00
remind me to water the plants
read a book every evening
clean the garage on Saturday
call mom
grab coffee with Tom
fix the login bug
clean the customer data
read the contract
write the report
change the dentist appointment
watch the client demo
make dinner reservations
someday
Lunch with Ann
"""


@pytest.mark.parametrize("text", lines(CHORES))
def test_a_chore(text):
    assert is_chore(text)
    assert not has_time(text)


@pytest.mark.parametrize("text", lines(NO_CHORES))
def test_no_chore(text):
    assert not is_chore(text)


def test_a_list_of_goods():
    assert is_grocery_list("Groceries: milk, 2 lemons, brown rice")
    assert not is_grocery_list("milk the cow contract, invoice, deck")
    assert not is_grocery_list("")


@given(st.text(max_size=300), st.text(max_size=30))
def test_any_text_has_a_tier_and_always_the_same(text, relationship):
    tier = infer_tier(text, relationship)
    assert tier in {"personal", "professional", "other"}
    assert tier == infer_tier(text, relationship)
    assert is_chore(text) in {True, False}
