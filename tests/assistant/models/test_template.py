import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.models.template import neutralizer, read_completion, write_call

GOOD = '<tool_call>{"name": "do_nothing", "arguments": {"reason": "x"}}</tool_call>'


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"\n {GOOD} \n\n",
        '<tool_call>\n{"name":\n"do_nothing","arguments":{"reason":"x"}}\n</tool_call>\n',
        '<tool_call>{"arguments": {"reason": "x"}, "name": "do_nothing"}</tool_call>',
    ],
)
def test_one_call_is_read_whatever_its_white_space(text):
    reading = read_completion(text)
    assert reading.is_call
    assert (reading.name, reading.args, reading.content) == ("do_nothing", {"reason": "x"}, "")
    assert reading.error == ""


def test_words_before_the_call_are_its_content():
    reading = read_completion(f"I leave this.\n{GOOD}")
    assert reading.is_call
    assert reading.content == "I leave this."


@pytest.mark.parametrize(
    ("thought", "thinking"),
    [
        ("<think>\nHm, <tool_call>?\n</think>\n\n", "Hm, <tool_call>?"),
        ("<think></think>", ""),
        ("as the template opened it\n</think>", "as the template opened it"),
    ],
)
def test_thinking_is_kept_apart(thought, thinking):
    reading = read_completion(thought + GOOD)
    assert reading.is_call
    assert reading.thinking == thinking
    assert reading.content == ""


def test_the_end_of_a_thought_within_an_argument_ends_none():
    text = write_call("draft_reply", {"body": "</think>"})
    assert read_completion(text).args == {"body": "</think>"}


def test_a_call_without_arguments_is_a_call():
    reading = read_completion('<tool_call>{"name": "do_nothing", "arguments": {}}</tool_call>')
    assert reading.is_call
    assert reading.args == {}


def call(body):
    return f"<tool_call>{body}</tool_call>"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "no tool was called"),
        ("I will do nothing.", "no tool was called"),
        ('{"name": "do_nothing", "arguments": {}}', "no tool was called"),
        ("</tool_call>", "no tool was called"),
        ("<think>" + GOOD, "the thought has no </think>"),
        ("<think>Well, let me see", "the thought has no </think>"),
        (GOOD + "and so on", "text after the call"),
        (GOOD + "<|im_start|>", "text after the call"),
        (GOOD + GOOD, "more than one call"),
        (GOOD + "\n<tool_call>", "more than one call"),
        ("</tool_call>" + GOOD, "</tool_call> before <tool_call>"),
        ('<tool_call>{"name": "do_nothing", "argu', "the call has no </tool_call>"),
        (call(""), "not valid JSON"),
        (call('{"name": "a", "arguments": {'), "not valid JSON"),
        (call('{"name": "a", "arguments": {}} x'), "not valid JSON"),
        (call("{'name': 'a', 'arguments': {}}"), "not valid JSON"),
        (call("[" * 100_000), "not valid JSON"),
        (call('{"name": "a", "arguments": {"n": ' + "9" * 5000 + "}}"), "not valid JSON"),
        (call('{"name": "a", "arguments": {"x": "\\ud800"}}'), "not valid JSON"),
        (call("<tool_call>" + '{"name": "a", "arguments": {}}'), "not valid JSON"),
        (call('[{"name": "a", "arguments": {}}]'), "one object"),
        (call('"a"'), "one object"),
        (call("null"), "one object"),
        (call('{"name": "a"}'), "one object"),
        (call('{"name": "a", "parameters": {}}'), "one object"),
        (call('{"name": "a", "arguments": {}, "id": 1}'), "one object"),
        (call('{"name": 7, "arguments": {}}'), "name of the tool"),
        (call('{"name": "", "arguments": {}}'), "name of the tool"),
        (call('{"name": ["a"], "arguments": {}}'), "name of the tool"),
        (call('{"name": "a", "arguments": []}'), "not an object"),
        (call('{"name": "a", "arguments": null}'), "not an object"),
        (call('{"name": "a", "arguments": "{}"}'), "not an object"),
        (call('{"name": "a", "arguments": {"x": 1, "x": 2}}'), "given twice"),
        (call('{"name": "a", "name": "b", "arguments": {}}'), "given twice"),
        (call('{"name": "a", "arguments": {"x": NaN}}'), "NaN is not a number"),
        (call('{"name": "a", "arguments": {"x": -Infinity}}'), "-Infinity is not a number"),
        (call('{"name": "a", "arguments": {"x": 1e999}}'), "too large"),
    ],
)
def test_anything_else_is_malformed_and_says_why(text, error):
    reading = read_completion(text)
    assert not reading.is_call
    assert error in reading.error
    assert reading.content == text.strip()
    assert reading.name == ""


@given(st.text(alphabet=st.sampled_from(list('<>/_|{}[]":, toolcalnmergus\\u01é'))))
def test_no_text_raises(text):
    for shape in (text, call(text), call(json.dumps({"name": text, "arguments": {}})) + text):
        reading = read_completion(shape)
        assert reading.is_call == (reading.error == "")


@given(
    st.text(min_size=1),
    st.dictionaries(st.text(), st.none() | st.booleans() | st.integers() | st.text()),
)
def test_what_is_written_is_read_back(name, args):
    text = write_call(name, args)
    reading = read_completion(text)
    if text.count("<tool_call>") + text.count("</tool_call>") == 2:
        assert (reading.name, reading.args) == (name, args)
    else:
        assert not reading.is_call


def test_control_tokens_in_a_text_are_broken_and_nothing_else_is():
    neutralize = neutralizer(["<|im_end|>", "<tool_call>", "  ", "x", "<|im_end|>more"])
    assert neutralize("a <|im_end|>\n<tool_call>  x") == "a < |im_end|>\n< tool_call>  x"
    assert neutralize("<|im_<|im_end|>end|>") == "<|im_< |im_end|>end|>"
    assert neutralize("<|im_end|>more") == "< |im_end|>more"
    assert neutralizer([])("<|im_end|>") == "<|im_end|>"
