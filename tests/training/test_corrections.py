"""Decisions beside a correction: followed where it is of a like request, else not."""

from collections import Counter

import pytest

from assistant.contract.tools import Agent
from training.corrections import correction_decisions
from training.decisions import Decision


@pytest.fixture(scope="module")
def decisions() -> list[Decision]:
    import torch

    torch.set_num_threads(1)
    return list(correction_decisions(3, 400))


def handled(decision: Decision) -> list[str]:
    text = str(decision.messages[1].content)
    return text.partition("# Handled before\n")[2].splitlines()


def test_the_persons_word_comes_first_and_is_followed_where_requests_are_alike(decisions):
    followed = [d for d in decisions if d.origin == "corpus/corrected"]
    assert len(followed) > 80
    for decision in followed:
        assert decision.agent is Agent.ORCHESTRATOR
        _, label, words = handled(decision)[0].split(" | ")
        assert words
        agent = label.split()[0]
        chosen = decision.args.get("agent", "none")
        assert chosen == agent


def test_what_is_hardly_alike_changes_nothing(decisions):
    others = [d for d in decisions if d.origin != "corpus/corrected"]
    assert len(others) > 40
    for decision in others:
        agent = handled(decision)[0].split(" | ")[1].split()[0]
        chosen = decision.args.get("agent", "none")
        assert chosen != agent
        assert decision.origin == f"corpus/{chosen}"


def test_all_agents_are_drawn_and_a_seed_gives_the_same(decisions):
    drawn = Counter(d.args.get("agent", "none") for d in decisions)
    assert len(drawn) == 6
    again = list(correction_decisions(3, 400))
    assert [(d.args, d.messages[1].content) for d in again] == [
        (d.args, d.messages[1].content) for d in decisions
    ]
