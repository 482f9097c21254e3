"""The text of a tool call: how a chat template writes it, and how a completion is read.

Apart from `local` because training needs both halves without a model: it renders targets with
the template and scores completions with the reader.
"""

import json
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

CALL_OPEN = "<tool_call>"
CALL_CLOSE = "</tool_call>"
TURN_END = "<|im_end|>"

CONTROL_TOKENS = ("<|endoftext|>", "<|im_start|>", TURN_END, CALL_OPEN, CALL_CLOSE)
"""The special tokens of the mini model, in the order of their ids; the first is the padding."""

MINI_CHAT_TEMPLATE = """\
{%- if tools -%}
  {{- '<|im_start|>system\\n# Tools' -}}
  {%- for tool in tools -%}{{- '\\n' + tool.function.name -}}{%- endfor -%}
  {{- '<|im_end|>\\n' -}}
{%- elif messages[0].role == 'system' -%}
  {{- '<|im_start|>system\\n' + messages[0].content + '<|im_end|>\\n' -}}
{%- endif -%}
{%- for message in messages -%}
  {%- if message.role == 'assistant' -%}
    {{- '<|im_start|>assistant\\n' -}}
    {%- generation -%}
      {{- message.content or '' -}}
      {%- for call in message.tool_calls or [] -%}
        {{- '<tool_call>{"name": ' + (call.function.name | tojson) + ', "arguments": ' -}}
        {%- if call.function.arguments is string -%}
          {{- call.function.arguments -}}
        {%- else -%}
          {{- call.function.arguments | tojson -}}
        {%- endif -%}
        {{- '}</tool_call>' -}}
      {%- endfor -%}
      {{- '<|im_end|>' -}}
    {%- endgeneration -%}
    {{- '\\n' -}}
  {%- elif message.role != 'system' or not loop.first -%}
    {{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' -}}
  {%- endif -%}
{%- endfor -%}
{%- if add_generation_prompt -%}{{- '<|im_start|>assistant\\n' -}}{%- endif -%}
"""
"""ChatML with tools by name only: the mini model has learnt the schemas, and prompts stay short.
Where there are tools, they stand for the system message: each agent's instructions are learnt, too.
The `generation` block marks what the model itself writes, for `return_assistant_tokens_mask`."""

RESPONSE_TEMPLATE: dict[str, Any] = {
    "defaults": {"role": "assistant"},
    "start_anchor": "<|im_start|>assistant\n",
    "fields": {
        "tool_calls": {
            "open": CALL_OPEN,
            "close_pattern": r"</tool_call>\s*",
            "repeats": True,
            "content": "json",
            "transform": {"type": "function", "function": "{content}"},
        },
        "content": {"close_pattern": r"<\|im_end\|>\s*", "content": "text"},
    },
}
"""For `tokenizer.response_template`: TRL refuses a chat template of one's own without it."""

# Some templates write the opening themselves, so that the completion starts within the thought.
_THINKING = re.compile(r"\s*(?:<think>(.*?)|((?:(?!<tool_call>).)*?))</think>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reading:
    """A completion as understood: a call, or the reason why it is none."""

    content: str
    """What was written besides the call; everything where there is no call."""
    name: str = ""
    """The tool called; empty where there is no call."""
    args: dict[str, Any] | None = None
    """Its arguments; `None` where there is no call."""
    error: str = ""
    """Why this is not a well-formed call, for the model to read; empty where it is one."""
    thinking: str = ""
    """The leading `<think>` block of models that have one."""

    @property
    def is_call(self) -> bool:
        """Whether exactly one well-formed call was made."""
        return self.args is not None


def read_completion(text: str) -> Reading:
    """Read a completion without its end-of-turn token; never raises.

    A well-formed completion is one call in the Hermes form that Qwen uses,
    `<tool_call>{"name": …, "arguments": {…}}</tool_call>`, white space as one likes. Words may
    stand before it, as larger models like to announce what they do. Nothing may follow it: with
    a second call the completion is malformed as a whole, because which of two the model meant
    is a guess, and a guess that acts is worse than a retry.
    """
    thinking = ""
    if match := _THINKING.match(text):
        thinking, text = (match[1] or match[2] or "").strip(), text[match.end() :]
    head, opened, tail = text.partition(CALL_OPEN)
    body, closed, rest = tail.partition(CALL_CLOSE)
    if head.lstrip().startswith("<think>"):
        error = "the thought has no </think>"
    elif not opened:
        error = "no tool was called; call exactly one"
    elif not closed:
        error = f"the call has no {CALL_CLOSE}"
    elif CALL_CLOSE in head:
        error = f"{CALL_CLOSE} before {CALL_OPEN}"
    elif rest.strip():
        several = CALL_OPEN in rest
        error = "more than one call; call exactly one" if several else "text after the call"
    else:
        try:
            name, args = _read_call(body)
        except ValueError as problem:
            error = str(problem)
        else:
            return Reading(head.strip(), name, args, thinking=thinking)
    return Reading(text.strip(), error=error, thinking=thinking)


def write_call(name: str, args: dict[str, Any]) -> str:
    """The call as the mini model's template writes it, character for character."""
    call = json.dumps({"name": name, "arguments": args}, ensure_ascii=False)
    return f"{CALL_OPEN}{call}{CALL_CLOSE}"


def neutralizer(tokens: Iterable[str]) -> Callable[[str], str]:
    """A function that breaks every control token in a text with a space after its first character.

    Tokenizers turn `<|im_end|>` into the control token wherever it stands, so a mail that quotes
    it would end the user's turn and could open a system turn of its own. The briefing's renderer
    already breaks these; this covers the rest, whatever the tokenizer's control tokens are.
    """
    # Single characters and white space are tokens of some vocabularies, and harmless.
    words = sorted((t for t in tokens if len(t.strip()) > 1), key=len, reverse=True)
    if not words:
        return lambda text: text
    pattern = re.compile("|".join(re.escape(word) for word in words))
    return lambda text: pattern.sub(lambda match: f"{match[0][0]} {match[0][1:]}", text)


def _read_call(body: str) -> tuple[str, dict[str, Any]]:
    """Name and arguments.

    Raises:
        ValueError: it is no call; the message says why.
    """
    try:
        call = json.loads(
            body, object_pairs_hook=_unique_keys, parse_constant=_no_number, parse_float=_finite
        )
        # A lone surrogate is legal JSON and cannot be printed, sent or stored.
        json.dumps(call, ensure_ascii=False).encode()
    except _CallError as problem:
        raise ValueError(str(problem)) from problem
    except (ValueError, RecursionError) as problem:
        raise ValueError("the call is not valid JSON") from problem
    if not isinstance(call, dict) or call.keys() != {"name", "arguments"}:
        raise ValueError('a call is one object with "name" and "arguments"')
    name, args = call["name"], call["arguments"]
    if not isinstance(name, str) or not name:
        raise ValueError("the name of the tool is not a string")
    if not isinstance(args, dict):
        raise ValueError("the arguments are not an object")
    return name, args


class _CallError(ValueError):
    """A fault that has a better description than "not valid JSON"."""


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = dict(pairs)
    if len(keys) < len(pairs):
        raise _CallError("a key is given twice")
    return keys


def _no_number(word: str) -> float:
    raise _CallError(f"{word} is not a number")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise _CallError("a number is too large")
    return number
