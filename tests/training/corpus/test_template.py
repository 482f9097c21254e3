import random

import pytest

from training.corpus.slots import rows
from training.corpus.template import AGENTS, Choice, Slot, expand, load_templates, parse
from training.errors import TrainingError

LEAST = {"meeting": 350, "email": 250, "task": 250, "habit": 290, "knowledge": 250, "none": 400}


def test_alternations_nest_and_slots_have_draws_and_columns():
    line = (
        "send_message => (text |ping (at |)){person:2} {news} => contact={person:2}; body={news.2}"
    )
    template = parse(line, "email", "email.txt:1")
    assert isinstance(template.text[0], Choice)
    parts = [expand(template.text, random.Random(seed)) for seed in range(40)]
    said = {"".join(part for part in found if isinstance(part, str)) for found in parts}
    assert said == {"text  ", "ping  ", "ping at  "}
    assert template.steps[0].args == (
        ("contact", (Slot("person", 2),)),
        ("body", (Slot("news", 1, 2),)),
    )


def test_a_search_is_followed_by_another_call():
    line = "search_kb => who is {x} => query={x} => answer => text=I don't know."
    template = parse(line, "knowledge", "knowledge.txt:1")
    assert [step.tool for step in template.steps] == ["search_kb", "answer"]


@pytest.mark.parametrize(
    ("line", "agent"),
    [
        ("set_reminder => remind me", "habit"),
        ("set_reminder => (a|b => label=x; when=y", "habit"),
        ("set_reminder => a) => label=x; when=y", "habit"),
        ("set_reminder => a|b => label=x; when=y", "habit"),
        ("set_reminder => {a => label=x; when=y", "habit"),
        ("set_reminder => a => title=x", "habit"),
        ("set_reminder => a => label=x; when=y", "email"),
        ("fly_home => a => label=x", "habit"),
        ("leave_to_user => a => reason=x", "email"),
        ("set_reminder => a => label=x; when=y", "none"),
    ],
)
def test_what_is_not_well_formed_names_its_line(line, agent):
    with pytest.raises(TrainingError, match=r"here\.txt:7"):
        parse(line, agent, "here.txt:7")


@pytest.mark.parametrize("agent", AGENTS)
def test_each_agent_has_hundreds_of_distinct_templates(agent):
    lines = [template.text for template in load_templates(agent)]
    assert len(set(lines)) >= LEAST[agent]
    assert len(lines) - len(set(lines)) <= len(lines) // 20


def test_a_word_list_that_is_not_there_is_named():
    with pytest.raises(TrainingError, match="nothing_such"):
        rows("nothing_such")
