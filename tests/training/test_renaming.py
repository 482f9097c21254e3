"""Other ids for the items of a decision: the same sense, nothing to remember."""

import random
import re
from functools import partial

from langchain_core.messages import AIMessage, HumanMessage, SystemMessage, ToolMessage

from assistant.contract.tools import Agent
from training.decisions import Decision
from training.renaming import renamed

PROMPT = """\
# Items 2
e1 | mail from Ana | personal | the B2 form, see e1.example.org
t12 | task | personal | mail Ana | prepares m5
# Calendar
m5 | 09:25-10:05 | Sound check
# Last
route_to_agent e4 invalid: e4 needs no decision: it is done"""


def test_prompt_and_call_get_the_same_new_ids():
    made = AIMessage(
        "", tool_calls=[{"name": "reply_email", "args": {"email_id": "e1"}, "id": "c"}]
    )
    messages = (SystemMessage("e1"), HumanMessage(PROMPT), made,
                ToolMessage("reply_email e1 invalid: body", tool_call_id="c"))  # fmt: skip
    args = {"item_id": "e1", "email_id": "e1", "body": "e1, t12 and e4."}
    before = Decision(Agent.EMAIL, messages, "reply_email", args, "test")
    for seed in range(50):
        after = renamed(before, random.Random(seed))
        text = str(after.messages[1].content)
        e1, t12, m5 = re.findall(r"^([a-z]\d+) \|", text, re.MULTILINE)
        e4 = text.rpartition("route_to_agent ")[2].split()[0]
        assert len({e1, t12, m5, e4}) == 4
        back = {e1: "e1", t12: "t12", m5: "m5", e4: "e4"}
        restored = re.sub(r"\b[a-z]\d+\b(?!\.\w)", partial(_back, back), text)
        assert restored == PROMPT
        assert "e1.example.org" in text
        assert "B2" in text
        assert after.args == {"item_id": e1, "email_id": e1, "body": f"{e1}, {t12} and {e4}."}
        again, result = after.messages[2:]
        assert isinstance(again, AIMessage)
        assert again.tool_calls[0]["args"] == {"email_id": e1}
        assert str(result.content) == f"reply_email {e1} invalid: body"
        assert after.messages[0] is before.messages[0]


def _back(names: dict[str, str], match: re.Match[str]) -> str:
    return names.get(match[0], match[0])


def test_a_prompt_without_ids_stays_as_it_is():
    before = Decision(Agent.TASK, (SystemMessage(""), HumanMessage("# Items 0\nnone")), "finish",
                      {"summary": "x"}, "test")  # fmt: skip
    assert renamed(before, random.Random(0)) is before
