"""Disguised decisions: other words, the same sense."""

import random

from langchain_core.messages import AIMessage, HumanMessage, SystemMessage, ToolMessage

from assistant.contract.tools import Agent
from training.decisions import Decision
from training.disguise import disguised

CALL = {"item_id": "y1", "label": "water the Ferns", "when": "friday at noon"}


def decision(args: dict, *said: str) -> Decision:
    messages = [SystemMessage("# Tools\nferns"), *(HumanMessage(text) for text in said)]
    return Decision(Agent.HABIT, tuple(messages), "set_reminder", args, "test")


def test_copied_words_are_replaced_alike_in_prompt_and_call():
    before = decision(CALL, "y1 | you | Remind me friday at noon to water the ferns, Ferns!")
    seen = set()
    for seed in range(100):
        after = disguised(before, random.Random(seed))
        label = after.args["label"]
        text = str(after.messages[1].content)
        assert label.casefold() in text.casefold()
        assert label != before.args["label"]
        assert after.args | {"label": ""} == CALL | {"label": ""}
        assert text.startswith("y1 | you | Remind me friday at noon to ")
        assert after.messages[0] == before.messages[0]
        water, the, ferns = label.split()
        assert the == "the"
        # The capitals stay as they were.
        assert (water[0].islower(), ferns[0].isupper()) == (True, True)
        seen.add((water != "water", ferns != "Ferns"))
    assert seen == {(True, False), (False, True), (True, True)}


def test_what_was_called_before_is_replaced_too():
    made = AIMessage(
        "", tool_calls=[{"name": "set_reminder", "args": {"label": "ferns"}, "id": "c"}]
    )
    before = decision({"label": "ferns"}, "y1 | the ferns")
    asked = Decision(
        before.agent, (*before.messages, made, ToolMessage("no ferns here", tool_call_id="c")),
        before.tool, before.args, before.origin,
    )  # fmt: skip
    after = disguised(asked, random.Random(1))
    call, result = after.messages[-2], after.messages[-1]
    assert isinstance(call, AIMessage)
    assert call.tool_calls[0]["args"] == after.args
    assert result.content == f"no {after.args['label']} here"


def test_a_call_that_copies_nothing_stays_as_it_is():
    for args in ({"item_id": "y1", "when": "friday"}, {"label": "the friday"}, {"label": "roses"}):
        before = decision(args, "y1 | you | the ferns, friday")
        assert disguised(before, random.Random(0)) is before


def test_the_words_of_the_prompts_own_lines_and_of_other_arguments_stay():
    for name, args, said in [
        ("question", {"field": "milk", "question": "Which task, which milk?"}, "t1 | task | milk"),
        ("content", {"category": "preference", "content": "my preference"}, "my preference"),
        ("body", {"body": "reply"}, "due calendar reply_email"),
    ]:
        before = decision(args, said)
        for seed in range(10):
            after = disguised(before, random.Random(seed))
            assert after.args == before.args, name
            assert after.messages == before.messages
