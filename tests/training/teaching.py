"""Completions that are sometimes the teacher's: a weak model's rollouts with something to learn."""

import random
import re
from collections.abc import Sequence

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage

from assistant.models.generate import Completion
from assistant.models.local import LocalChatModel
from assistant.models.template import read_completion, write_call
from assistant.scripted.model import decide
from training.lockstep import Generate

_TURN = re.compile(r"<\|im_start\|>(\w+)\n(.*?)<\|im_end\|>", re.DOTALL)


def teaching(model: LocalChatModel, share: float = 0.7, seed: int = 0) -> Generate:
    """Completes a `share` of prompts as the scripted teacher would, the rest as `model` does.

    Both kinds are tokens with the model's own logprobs.
    """
    dice = random.Random(seed)

    def generate(prompts: list[list[int]]) -> list[Completion]:
        sampled = model.generate_many(
            prompts, temperature=1.0, seed=dice.randrange(10**9), max_new_tokens=24,
            logprobs_of="policy",
        )  # fmt: skip
        return [
            _taught(model, done) if dice.random() < share else done for done in sampled
        ]  # fmt: skip

    return generate


def _taught(model: LocalChatModel, done: Completion) -> Completion:
    text = str(model.tokenizer.decode(done.prompt_ids, skip_special_tokens=False))
    messages, names = read_prompt(text)
    call = write_call(*decide(messages, names))
    ids = list(model.tokenizer.encode(call, add_special_tokens=False))
    return Completion(done.prompt_ids, ids, [0.0] * len(ids), "tool_calls")


def read_prompt(text: str) -> tuple[list[BaseMessage], Sequence[str]]:
    """The messages and tools that a rendered prompt was made of."""
    messages: list[BaseMessage] = []
    names: list[str] = []
    for n, (role, body) in enumerate(_TURN.findall(text)):
        if role == "system":
            head, _, listed = body.partition("# Tools\n")
            names = listed.split("\n")
            messages.append(SystemMessage(head))
        elif role == "user":
            messages.append(HumanMessage(body))
        elif role == "assistant":
            reading = read_completion(body)
            call = {"name": reading.name, "args": reading.args or {}, "id": str(n)}
            messages.append(AIMessage("", tool_calls=[{**call, "type": "tool_call"}]))
        else:
            last = messages[-1]
            assert isinstance(last, AIMessage)
            messages.append(ToolMessage(body, tool_call_id=last.tool_calls[0]["id"]))
    return messages, names
