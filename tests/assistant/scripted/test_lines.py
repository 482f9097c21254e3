"""What single lines come to: a table of texts, on an empty desk."""

import pytest

from assistant.contract.lexical import LexicalMemory
from assistant.contract.tools import Agent, parse_call
from assistant.routing import route
from assistant.scripted.model import ScriptedChatModel
from tests.assistant.days import MONDAY_8, PERSON
from tests.assistant.scripted.lines import table

ROWS = table()


def test_the_table_is_long_and_has_no_line_twice():
    assert len(ROWS) >= 120
    assert len({text for text, *_ in ROWS}) == len(ROWS)


@pytest.fixture(scope="module")
def routes():
    texts = [row[0] for row in ROWS]
    found = route(texts, ScriptedChatModel(), PERSON, MONDAY_8, LexicalMemory())
    return dict(zip(texts, found, strict=True))


@pytest.mark.parametrize(("text", "agents", "tools", "args"), ROWS, ids=[row[0] for row in ROWS])
def test_a_line_goes_where_it_belongs(routes, text, agents, tools, args):
    found = routes[text]
    assert found.agent in agents
    assert found.tool in tools
    assert {key: found.args.get(key) for key in args} == args
    agent = Agent.ORCHESTRATOR if found.agent == "none" else Agent(found.agent)
    parse_call(found.tool, found.args, agent)
