"""A chat model around local weights, exact about tokens.

The prompt is rendered once, by the tokenizer's own chat template, and the answer carries the ids
that went in, the ids that were sampled and their logprobs. Training reads those; nothing is
tokenised a second time, because text that is does not always give the same tokens back.
"""

import asyncio
import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, Literal, get_args

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models.base import LanguageModelInput
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import (
    AIMessage,
    BaseMessage,
    InvalidToolCall,
    ToolCall,
    ToolMessage,
)
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import RunnableConfig
from langchain_core.runnables.config import get_config_list
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import Field
from transformers import PreTrainedTokenizerBase

from assistant.contract.outcome import OutcomeStatus
from assistant.models.errors import ModelError
from assistant.models.generate import Completion, Generator, LogprobsOf, Sampling
from assistant.models.template import neutralizer, read_completion

_TRIAL: list[dict[str, Any]] = [
    {"role": "system", "content": "s"},
    {"role": "user", "content": "u"},
    {
        "role": "assistant",
        "content": "",
        "tool_calls": [{"type": "function", "function": {"name": "n", "arguments": {"a": "b"}}}],
    },
    {"role": "tool", "content": "t"},
    {"role": "user", "content": "u"},
]
"""Every kind of message, to see what of the tools a template shows."""

_OUTCOME = re.compile(rf"^(?:\S+ ){{1,2}}({'|'.join(get_args(OutcomeStatus))}): ", re.MULTILINE)
"""The line of `assistant.contract.render.render_outcome`."""

_OUTCOME_TOKENS = 160
"""In which an outcome, which is one line, can be found at the end of a prompt."""

_ROLES = {"system": "system", "human": "user", "ai": "assistant", "tool": "tool"}


class LocalChatModel(BaseChatModel):
    """A local causal language model with a chat template that knows tools.

    The answer to a prompt with tools is one call in `tool_calls`, or, where it is not well-formed,
    one entry in `invalid_tool_calls` that says why, with the text as `content`; that is a normal
    outcome and raises nothing. `response_metadata` has `prompt_ids`, `completion_ids` (the token
    that ended it included), `logprobs`, `logprobs_of` and `finish_reason`.
    """

    generator: Generator = Field(repr=False, exclude=True)
    tokenizer: PreTrainedTokenizerBase = Field(repr=False, exclude=True)
    model_name: str = "local"
    tools: tuple[dict[str, Any], ...] = Field(default=(), repr=False)
    temperature: float = 0.0
    """Zero is greedy."""
    top_p: float = 1.0
    retry_temperature: float = 0.7
    """In place of a temperature of zero where the prompt ends in a call that was no valid one: what
    is most likely there is, with a small model, the same call again, until the day is over."""
    max_new_tokens: int = 512
    seed: int | None = None
    logprobs_of: LogprobsOf = "model"
    """Of the unmodified distribution, or of the `policy`: logits over temperature, as in TRL."""
    template_kwargs: dict[str, Any] = {"enable_thinking": False}
    """For the chat template. Templates that can think (Qwen3) would spend the whole answer on it;
    the others ignore the word."""
    cache: Literal[False] = Field(default=False, exclude=True)
    """Never LangChain's global cache: an answer out of it carries the logprobs of other weights."""

    @property
    def _llm_type(self) -> str:
        return "majordomo-local"

    @property
    def _identifying_params(self) -> dict[str, Any]:
        retry = {"retry_temperature": self.retry_temperature}
        return {"model_name": self.model_name, **retry, **self._settings}

    @property
    def _settings(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in Sampling.__dataclass_fields__}

    @cached_property
    def _neutralize(self) -> Callable[[str], str]:
        return neutralizer(self.tokenizer.get_added_vocab())

    @cached_property
    def _template_tools(self) -> list[Any]:
        """The tools as the template wants them: by name alone, if it shows no more of them.

        transformers copies them at each rendering, and whole schemas take longer than all the rest.
        """
        tools = list(self.tools)
        names = [
            {"type": "function", "function": {"name": tool["function"]["name"]}} for tool in tools
        ]
        shown = self._try(tools)
        return names if shown is not None and shown == self._try(names) else tools

    def _try(self, tools: list[Any]) -> str | None:
        """What the template makes of a conversation that has everything in it."""
        from jinja2 import TemplateError

        try:
            text = self.tokenizer.apply_chat_template(
                _TRIAL, tools=tools or None, tokenize=False, **self.template_kwargs
            )
        except TemplateError:
            return None
        assert isinstance(text, str)
        return text

    def bind_tools(
        self, tools: Sequence[Any], *, tool_choice: str | None = None, **kwargs: Any
    ) -> "LocalChatModel":
        """A copy that shares the weights and is told of `tools`.

        Args:
            tools: OpenAI function dicts (`assistant.contract.tools.function_schema`), or what
                LangChain can make into some.
            tool_choice: Accepted for the interface's sake. The answer is free text that is
                checked, never constrained, so that its logprobs are those of the model.
            **kwargs: Other fields of the copy, such as `temperature`.
        """
        del tool_choice
        schemas = tuple(convert_to_openai_tool(tool) for tool in tools)
        copy = self.model_copy(update={**kwargs, "tools": schemas})
        copy.__dict__.pop("_template_tools", None)  # pydantic copies what was derived from others
        return copy

    def render(self, messages: Sequence[BaseMessage]) -> list[int]:
        """The prompt's tokens; control tokens come from the template, never from a message's text.

        Raises:
            ModelError: the template does not take these messages.
        """
        from jinja2 import TemplateError

        try:
            ids = self.tokenizer.apply_chat_template(
                [_as_chat(message, self._neutralize) for message in messages],
                tools=self._template_tools or None,
                add_generation_prompt=True,
                tokenize=True,
                return_dict=False,
                **self.template_kwargs,
            )
        except TemplateError as error:
            raise ModelError(f"{self.model_name}: its chat template says: {error}") from error
        return list(ids)

    def generate_batch(
        self, conversations: Sequence[Sequence[BaseMessage]], **overrides: Any
    ) -> list[AIMessage]:
        """Answer many conversations in shared forward passes, without LangChain's callbacks.

        Raises:
            ModelError: a prompt is too long; none is answered then.
        """
        prompts = [self.render(messages) for messages in conversations]
        return [self.read(done) for done in self.generate_many(prompts, **overrides)]

    def generate_many(self, prompts: Sequence[Sequence[int]], **overrides: Any) -> list[Completion]:
        """Complete rendered prompts; `overrides` are fields of `Sampling`, or the retries'."""
        retry = overrides.pop("retry_temperature", self.retry_temperature)
        sampling = Sampling(**{**self._settings, **overrides})
        if sampling.temperature or not retry:
            return self.generator.generate_many(prompts, sampling)
        # The prompt, which now holds the failed call, determines what is drawn.
        again = replace(sampling, temperature=retry, seed=sampling.seed or 0)
        is_retry = [self._is_retry(prompt) for prompt in prompts]
        first = iter(self.generator.generate_many(_where(prompts, is_retry, False), sampling))
        retried = iter(self.generator.generate_many(_where(prompts, is_retry, True), again))
        return [next(retried if is_one else first) for is_one in is_retry]

    def _is_retry(self, prompt: Sequence[int]) -> bool:
        """Whether the prompt ends in the outcome of a call that was not valid."""
        end = self.tokenizer.decode(list(prompt[-_OUTCOME_TOKENS:]), skip_special_tokens=False)
        outcomes = _OUTCOME.findall(str(end))
        return bool(outcomes) and outcomes[-1] == "invalid"

    def read(self, done: Completion) -> AIMessage:
        """The message that a completion amounts to."""
        reading = read_completion(self._text(done))
        key = hashlib.blake2b(f"{done.prompt_ids}/{done.ids}".encode(), digest_size=8).hexdigest()
        error = reading.error
        if error and done.finish == "length":
            error = f"cut off after {len(done.ids)} tokens"
        calls, invalid = [], []
        if reading.args is not None:
            calls = [ToolCall(name=reading.name, args=reading.args, id=key, type="tool_call")]
        elif self.tools:
            invalid = [
                InvalidToolCall(
                    name=None, args=reading.content, id=key, error=error, type="invalid_tool_call"
                )
            ]
        return AIMessage(
            content=reading.content,
            tool_calls=calls,
            invalid_tool_calls=invalid,
            additional_kwargs={"reasoning_content": reading.thinking} if reading.thinking else {},
            response_metadata={
                "model_name": self.model_name,
                "prompt_ids": done.prompt_ids,
                "completion_ids": done.ids,
                "logprobs": done.logprobs,
                "logprobs_of": self.logprobs_of,
                "finish_reason": done.finish,
            },
            usage_metadata={
                "input_tokens": len(done.prompt_ids),
                "output_tokens": len(done.ids),
                "total_tokens": len(done.prompt_ids) + len(done.ids),
            },
        )

    def batch(
        self,
        inputs: list[LanguageModelInput],
        config: RunnableConfig | list[RunnableConfig] | None = None,
        *,
        return_exceptions: bool = False,
        **kwargs: Any,
    ) -> list[AIMessage]:
        """Answer many prompts in shared forward passes, each a run of its own for callbacks."""
        answers: list[Any] = []
        ready = self._complete_all(inputs, **kwargs)
        for item, one, done in zip(
            inputs, get_config_list(config, len(inputs)), ready, strict=True
        ):
            try:
                answers.append(self.invoke(item, one, completion=done))
            except ModelError as error:
                if not return_exceptions:
                    raise
                answers.append(error)
        return answers

    async def abatch(
        self,
        inputs: list[LanguageModelInput],
        config: RunnableConfig | list[RunnableConfig] | None = None,
        *,
        return_exceptions: bool = False,
        **kwargs: Any,
    ) -> list[AIMessage]:
        """`batch`, in a thread."""
        return await asyncio.to_thread(
            self.batch, inputs, config, return_exceptions=return_exceptions, **kwargs
        )

    # `_agenerate` is the base class's: it runs this in a thread.
    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        completion: Completion | ModelError | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        """Answer one prompt; `completion` is what `batch` has already sampled for it."""
        if stop:
            raise ModelError("stop strings are not supported by local models")
        if completion is None:
            completion = self.generate_many([self.render(messages)], **kwargs)[0]
        if isinstance(completion, ModelError):
            raise completion
        return ChatResult(generations=[ChatGeneration(message=self.read(completion))])

    def _complete_all(
        self, inputs: Sequence[LanguageModelInput], **kwargs: Any
    ) -> list[Completion | ModelError]:
        """A completion per input, or why that input has none."""
        ready: list[Completion | ModelError | None] = []
        prompts = []
        for item in inputs:
            try:
                prompt = self.render(self._convert_input(item).to_messages())
                self.generator.check(prompt)
            except ModelError as error:
                ready.append(error)
            else:
                ready.append(None)
                prompts.append(prompt)
        done = iter(self.generate_many(prompts, **kwargs))
        return [next(done) if entry is None else entry for entry in ready]

    def _text(self, done: Completion) -> str:
        """The completion without its end-of-turn token; the end of a call is part of the text."""
        ids = done.ids[:-1] if done.finish == "stop" else done.ids
        # Special tokens stay: the call's own brackets may be among them.
        text = self.tokenizer.decode(
            ids, skip_special_tokens=False, clean_up_tokenization_spaces=False
        )
        assert isinstance(text, str)
        return text


def _where(
    prompts: Sequence[Sequence[int]], marks: Sequence[bool], wanted: bool
) -> list[Sequence[int]]:
    return [prompt for prompt, mark in zip(prompts, marks, strict=True) if mark is wanted]


def _as_chat(message: BaseMessage, neutralize: Callable[[str], str]) -> dict[str, Any]:
    """A message as chat templates take it.

    Not LangChain's `convert_to_openai_messages`: that gives arguments as a string, which
    templates that apply `tojson` to them (Qwen2.5) would quote once more.
    """
    role = _ROLES.get(message.type)
    if role is None:
        raise ModelError(f"a {message.type} message has no place in a chat template")
    chat: dict[str, Any] = {"role": role, "content": neutralize(str(message.text))}
    if isinstance(message, AIMessage) and message.tool_calls:
        chat["tool_calls"] = [
            {
                "type": "function",
                "function": {
                    "name": neutralize(call["name"]),
                    "arguments": _deeply(neutralize, call["args"]),
                },
            }
            for call in message.tool_calls
        ]
    if isinstance(message, ToolMessage) and message.name:
        chat["name"] = neutralize(message.name)
    return chat


def _deeply(change: Callable[[str], str], value: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {change(str(key)): _deeply(change, entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_deeply(change, entry) for entry in value]
    return value
